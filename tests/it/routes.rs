//! Every route, as every kind of person.

use std::collections::BTreeMap;

use axum::http::Method;
use gatehouse::demo::PEOPLE;
use gatehouse::web::{RouteFact, route_facts};

use crate::world::World;

/// What stands in for the names in a path: things of Dorset's that are really there.
struct Dorset {
    row: String,
    person: String,
    setting: String,
}

impl Dorset {
    async fn of(world: &World) -> Self {
        let number = async |email: &str, page: &str, start: &str| {
            let links = world.person(email).await.get(page).await.links();
            let mut numbers = links
                .iter()
                .filter_map(|link| link.strip_prefix(start))
                .filter(|rest| rest.parse::<i64>().is_ok());
            numbers.next().expect("there is one").to_owned()
        };
        let list = "/procurements/DOR-2022-001/list/recommendations";
        let versions = "/procurements/DOR-2022-001/report/cabinet/versions";
        assert_eq!(world.person("writer@dorset.example").await.fill_in(versions, &[]).await.status, 303);
        Self {
            row: number("writer@dorset.example", list, &format!("{list}/")).await,
            person: number("administrator@dorset.example", "/people", "/people/").await,
            setting: number("administrator@dorset.example", "/settings", "/settings/meetings/").await,
        }
    }

    fn path(&self, route: &RouteFact) -> String {
        let (list, row) = match route.path.split('/').nth(1) {
            Some("settings") => ("meetings", &self.setting),
            _ => ("recommendations", &self.row),
        };
        route
            .path
            .replace("{reference}", "DOR-2022-001")
            .replace("/files/{part}", "/files/1")
            .replace("{part}", "value")
            .replace("{list}", list)
            .replace("{row}", row)
            .replace("{kind}", if route.path.contains("clearance") { "legal" } else { "cabinet" })
            .replace("{section}", "background")
            .replace("{number}", "1")
            .replace("{file}", "1")
            .replace("{form}", "cancel")
            .replace("{person}", &self.person)
            .replace("{bid}", "1")
            .replace("{check}", "1")
            .replace("{member}", "1")
            .replace("{letter}", "1")
            .replace("{scale}", "ten")
            .replace("{id}", "1")
            .replace("{criterion}", "1")
            .replace("{question}", "1")
            .replace("{lot}", "1")
            .replace("{place}", "1")
            .replace("{condition}", "1")
            .replace("{period}", "1")
            .replace("{heading}", "1")
            .replace("{authority}", "1")
            .replace("{view}", "1")
            .replace("{token}", "no-such-token")
            .replace("{mark}/{name}", "0/style.css")
    }
}

#[tokio::test]
async fn every_route_has_a_stated_audience() {
    let world = World::new().await;
    let list: Vec<String> = route_facts(world.app())
        .iter()
        .map(|route| format!("{:4} {} {:?}", route.method, route.path, route.audience))
        .collect();
    insta::assert_snapshot!(list.join("\n"));
}

/// What each kind of person gets for each route that is asked for with GET: the answer's status.
#[tokio::test]
async fn reading_as_every_kind_of_person() {
    let world = World::new().await;
    let dorset = Dorset::of(&world).await;
    let table = reading(&world, |_| true, |route| dorset.path(route)).await;
    insta::assert_snapshot!(table);
}

/// What everyone gets for some routes, each at its path.
pub async fn reading(
    world: &World,
    some: impl Fn(&RouteFact) -> bool,
    path: impl Fn(&RouteFact) -> String,
) -> String {
    let mut people = vec![("a stranger".to_owned(), world.stranger())];
    for person in PEOPLE {
        people.push((person.email.replace(".example", ""), world.person(person.email).await));
    }
    let mut table = Vec::new();
    for route in route_facts(world.app()).iter().filter(|route| route.method == "GET" && some(route)) {
        let mut answers: BTreeMap<u16, Vec<String>> = BTreeMap::new();
        for (name, person) in &people {
            answers.entry(person.get(&path(route)).await.status).or_default().push(name.clone());
        }
        let lines: Vec<String> =
            answers.into_iter().map(|(status, people)| format!("  {status}: {}", in_short(people))).collect();
        table.push(format!("{}\n{}", route.path, lines.join("\n")));
    }
    table.join("\n")
}

/// "all of dorset" where all of them are there, the others by name.
fn in_short(people: Vec<String>) -> String {
    let mut words = Vec::new();
    let mut left = people;
    for place in ["medway", "dorset", "charity"] {
        let all = PEOPLE.iter().filter(|person| person.email.contains(place)).count();
        let here: Vec<String> = left.iter().filter(|person| person.ends_with(place)).cloned().collect();
        left.retain(|person| !person.ends_with(place));
        if here.len() == all { words.push(format!("all of {place}")) } else { words.extend(here) }
    }
    left.extend(words);
    left.join(", ")
}

/// Every form, sent by everyone of Medway with all its proofs, finds nothing of Dorset's.
#[tokio::test]
async fn forms_about_another_authoritys_records_find_nothing() {
    let world = World::new().await;
    let dorset = Dorset::of(&world).await;
    let before = world.house().verify().await.expect("the record answers").expect("the chain holds");
    for route in route_facts(world.app()).iter().filter(|route| route.method == "POST") {
        let names_one = ["{reference}", "{person}", "{row}"].iter().any(|name| route.path.contains(name));
        for person in PEOPLE.iter().filter(|person| names_one && !person.email.contains("dorset")) {
            let answer =
                world.person(person.email).await.post(&dorset.path(route), &[("version", "1")]).await;
            let expected: &[u16] = if route.path.contains("{reference}") { &[404] } else { &[403, 404] };
            assert!(expected.contains(&answer.status), "{} {}: {}", person.email, route.path, answer.status);
        }
    }
    let after = world.house().verify().await.expect("the record answers").expect("the chain holds");
    assert_eq!(before, after, "nothing was written");
}

#[tokio::test]
async fn no_route_takes_a_form_without_its_proofs() {
    let world = World::new().await;
    let dorset = Dorset::of(&world).await;
    let officer = world.person("administrator@dorset.example").await;
    let lines = world.house().verify().await.expect("the record answers").expect("the chain holds").lines;
    for route in route_facts(world.app()).iter().filter(|route| route.method == "POST") {
        let path = dorset.path(route);
        // From another site, with a good session; and from our own site, without the form's token.
        let request = officer.request(Method::POST, &path).header("sec-fetch-site", "cross-site");
        let elsewhere = officer.send(request.body(axum::body::Body::empty()).expect("a request")).await;
        assert!([403, 404].contains(&elsewhere.status), "{path}: {}", elsewhere.status);
        if route.path != "/sign-in" && route.path != "/invitation/{token}" {
            let without_token = officer.post_exactly(&path, &[]).await;
            assert!([403, 404].contains(&without_token.status), "{path}: {}", without_token.status);
        }
    }
    let after = world.house().verify().await.expect("the record answers").expect("the chain holds").lines;
    assert_eq!(lines, after, "nothing was written");
}

#[tokio::test]
async fn a_get_never_writes_to_the_record() {
    let world = World::new().await;
    let dorset = Dorset::of(&world).await;
    let before = world.house().verify().await.expect("the record answers").expect("the chain holds");
    let writer = world.person("writer@dorset.example").await;
    for route in route_facts(world.app()).iter().filter(|route| route.method == "GET") {
        writer.get(&dorset.path(route)).await;
    }
    let after = world.house().verify().await.expect("the record answers").expect("the chain holds");
    assert_eq!(before, after);
}

#[tokio::test]
async fn every_answer_carries_the_security_headers() {
    let world = World::new().await;
    for path in ["/", "/sign-in", "/nowhere", "/assets/0/style.css", "/procurements"] {
        let page = world.stranger().get(path).await;
        let policy =
            page.headers.get("content-security-policy").and_then(|value| value.to_str().ok()).unwrap_or("");
        assert!(policy.contains("default-src 'none'") && !policy.contains("unsafe"), "{path}: {policy}");
        assert_eq!(
            page.headers.get("x-content-type-options").map(|value| value.as_bytes()),
            Some(&b"nosniff"[..])
        );
    }
}

#[tokio::test]
async fn no_page_holds_an_inline_script_or_style() {
    let world = World::new().await;
    let dorset = Dorset::of(&world).await;
    let officer = world.person("procurement@dorset.example").await;
    for route in route_facts(world.app()).iter().filter(|route| route.method == "GET") {
        let html = officer.get(&dorset.path(route)).await.html();
        assert!(
            !html.contains("<style") && !html.contains(" style=\"") && !html.contains("<script>"),
            "{}",
            route.path
        );
        assert!(!html.contains(" onclick") && !html.contains(" onload"), "{}", route.path);
    }
}
