//! Every route of tenders and bids, as every kind of person, with Medway's closed tender and Riverbank's bid for it,
//! after opening: as much is there to be read as there will ever be.

use gatehouse::demo::PEOPLE;
use gatehouse::web::{RouteFact, route_facts};

use crate::routes::reading;
use crate::world::World;
use crate::world::tenders::CLOSED;

/// What stands in for the names in a path.
struct Medway {
    tender: String,
    bid: String,
    criterion: String,
    member: String,
    check: String,
    letter: String,
}

const OFFICER: &str = "procurement@medway.example";
const AUTHOR: &str = "bids@charity.example";

impl Medway {
    async fn opened(world: &World) -> Self {
        let tender = format!("/tenders/{CLOSED}");
        let bids = format!("{tender}/bids");
        let officer = world.person(OFFICER).await;
        let member =
            first(officer.get(&format!("{tender}/panel")).await.actions(), &format!("{tender}/panel/"));
        for (email, deed) in [(OFFICER, "begin"), ("approver@medway.example", "open")] {
            let person = world.person(email).await;
            let page = person.get(&bids).await;
            assert_eq!(person.fill(&page, &format!("{bids}/{deed}"), &[]).await.status, 303, "{deed}");
        }
        let author = world.person(AUTHOR).await;
        let opened = officer.get(&bids).await;
        let bid = after(&opened.link_in_row("Riverbank"), &format!("{bids}/"));
        let criterion =
            first(author.get(&format!("/bids/{bid}")).await.links(), &format!("/bids/{bid}/questions/"));
        let checks = officer.get(&format!("{bids}/{bid}")).await.links();
        Self {
            check: first(checks, &format!("{bids}/{bid}/checks/")),
            letter: first(author.get("/letters").await.links(), "/letters/"),
            member,
            criterion,
            bid,
            tender: CLOSED.to_owned(),
        }
    }

    fn path(&self, route: &RouteFact) -> String {
        let part = if route.path.contains("/bids/{bid}/files/") { "1" } else { "about" };
        let form = if route.path.contains("publication") { "cancel" } else { "1" };
        route
            .path
            .replace("{reference}", &self.tender)
            .replace("{part}", part)
            .replace("{list}", "criteria")
            .replace("{row}", &self.criterion)
            .replace("{scale}", "ten")
            .replace("{form}", form)
            .replace("{number}", "1")
            .replace("{member}", &self.member)
            .replace("{bid}", &self.bid)
            .replace("{id}", &self.bid)
            .replace("{check}", &self.check)
            .replace("{criterion}", &self.criterion)
            .replace("{question}", "1")
            .replace("{lot}", "1")
            .replace("{place}", "1")
            .replace("{person}", "1")
            .replace("{condition}", "1")
            .replace("{file}", "1")
            .replace("{letter}", &self.letter)
    }
}

/// The first number that a link has after this start.
fn first(links: Vec<String>, start: &str) -> String {
    let link = links.iter().find(|link| !after(link, start).is_empty());
    after(link.unwrap_or_else(|| panic!("no link begins with {start}: {links:?}")), start)
}

/// The digits after the first place where a text says this.
fn after(text: &str, start: &str) -> String {
    let rests = text.match_indices(start).map(|(at, found)| &text[at + found.len()..]);
    let numbers = rests.map(|rest| rest.chars().take_while(char::is_ascii_digit).collect::<String>());
    numbers.into_iter().find(|number| !number.is_empty()).unwrap_or_default()
}

fn is_of_tendering(route: &RouteFact) -> bool {
    let roots = ["/tenders/{reference}", "/opportunities/{reference}", "/bids/{id}", "/letters/{letter}"];
    roots.iter().any(|root| route.path.starts_with(root))
}

#[tokio::test]
async fn reading_an_opened_tender_as_every_kind_of_person() {
    let world = World::new().await;
    let medway = Medway::opened(&world).await;
    let table = reading(&world, is_of_tendering, |route| medway.path(route)).await;
    insta::assert_snapshot!(table);
}

#[tokio::test]
async fn forms_about_anothers_tender_or_bid_find_nothing() {
    let world = World::new().await;
    let medway = Medway::opened(&world).await;
    let before = world.house().verify().await.expect("the record answers").expect("the chain holds");
    let forms = route_facts(world.app()).into_iter().filter(|route| route.method == "POST");
    for route in forms.filter(|route| is_of_tendering(route) && !route.path.starts_with("/opportunities")) {
        let owner = if route.path.starts_with("/tenders") { "medway" } else { "charity" };
        for person in PEOPLE.iter().filter(|person| !person.email.contains(owner)) {
            let answer =
                world.person(person.email).await.post(&medway.path(&route), &[("version", "1")]).await;
            assert_eq!(answer.status, 404, "{} {}", person.email, route.path);
        }
    }
    let after = world.house().verify().await.expect("the record answers").expect("the chain holds");
    assert_eq!(before, after, "nothing was written");
}
