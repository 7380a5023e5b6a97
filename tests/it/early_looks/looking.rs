//! Looking at every page about a tender, as everyone.

use std::collections::{BTreeMap, BTreeSet};

use gatehouse::demo::PEOPLE;
use gatehouse::web::route_facts;

use super::AUTHORS;
use crate::world::evaluation::{BIDDERS, OFFICER, at};
use crate::world::scores::Answer;
use crate::world::tenders::CLOSED;
use crate::world::{Page, Person, World};

/// Everything there is to look at, who looks, and the numbers of the bids by `BIDDERS`.
pub struct Looking {
    paths: Vec<String>,
    pub bids: Vec<String>,
    people: Vec<(String, Person)>,
}

/// What was seen: by whom and where.
pub type Seen = BTreeMap<(String, String), String>;

impl Looking {
    pub async fn over(world: &World, answers: &[Answer]) -> Self {
        let officer = world.person(OFFICER).await;
        let record = officer.get(&at("/bids")).await;
        let number = |bidder: &&str| record.link_in_row(bidder).rsplit('/').next().map(str::to_owned);
        let bids: Vec<String> = BIDDERS.iter().filter_map(number).collect();
        let checks = officer.get(&at(&format!("/bids/{}", bids[0]))).await.links();
        let mut letters = Vec::new();
        let mut people = vec![("a stranger".to_owned(), world.stranger())];
        for person in PEOPLE {
            people.push((person.email.to_owned(), world.person(person.email).await));
        }
        for author in AUTHORS {
            let author = world.person(author).await;
            let links = author.get("/letters").await.links();
            // Opened now, so that no page tells later that a letter is no longer new.
            for letter in links.iter().filter(|link| link.starts_with("/letters/")) {
                author.get(letter).await;
            }
            letters.extend(links.iter().filter_map(|link| link.strip_prefix("/letters/")).map(str::to_owned));
        }
        let questions: BTreeSet<&str> = answers.iter().map(|one| one.question.as_str()).take(2).collect();
        let names = Names {
            lot: world.lot().await,
            check: checks.iter().find_map(|link| number_after(link, "/checks/")).expect("it is checked"),
            questions: questions.into_iter().map(str::to_owned).collect(),
            bids: bids.clone(),
            letters,
        };
        let facts = route_facts(world.app());
        let routes = facts.iter().filter(|route| route.method == "GET" && is_looked_at(route.path));
        let paths: BTreeSet<String> = routes.flat_map(|route| names.paths(route.path)).collect();
        Self { paths: paths.into_iter().collect(), bids, people }
    }

    /// Every path, as some people.
    pub async fn look(&self, some: impl Fn(&str) -> bool) -> Seen {
        let mut seen = Seen::new();
        for (name, person) in self.people.iter().filter(|(name, _)| some(name)) {
            for path in &self.paths {
                let page = person.get(path).await;
                assert_ne!(page.status, 500, "{name} {path}");
                seen.insert((name.clone(), path.clone()), told(&page));
            }
        }
        seen
    }
}

/// What stands in for the names in a path.
struct Names {
    lot: String,
    check: String,
    questions: Vec<String>,
    bids: Vec<String>,
    letters: Vec<String>,
}

impl Names {
    /// Every path of a route that leads somewhere.
    fn paths(&self, route: &str) -> Vec<String> {
        let one = |text: &str| vec![text.to_owned()];
        let mut paths = vec![route.to_owned()];
        while let Some((start, end)) = paths[0].find('{').zip(paths[0].find('}')) {
            let name = paths[0][start..=end].to_owned();
            let values = match name.as_str() {
                "{reference}" => one(CLOSED),
                "{letter}" if route.starts_with("/letters") => self.letters.clone(),
                "{letter}" => ["a", "b", "c"].map(str::to_owned).to_vec(),
                "{question}" | "{criterion}" => self.questions.clone(),
                "{bid}" | "{id}" => self.bids.clone(),
                "{lot}" => one(&self.lot),
                "{check}" => one(&self.check),
                "{part}" if !route.contains("/files/") => one("about"),
                "{list}" => one("criteria"),
                "{form}" => one("cancel"),
                _ => one("1"),
            };
            paths = paths
                .iter()
                .flat_map(|path| values.iter().map(|value| path.replacen(&name, value, 1)))
                .collect();
            if paths.is_empty() {
                return paths;
            }
        }
        paths
    }
}

/// Whatever shows a tender, its bids or its people's work.
fn is_looked_at(path: &str) -> bool {
    let roots = ["/tenders", "/bids", "/letters", "/evaluations", "/opportunities", "/record", "/outcomes"];
    let cases = ["/", "/procurements/{reference}", "/procurements/{reference}/history"];
    roots.iter().any(|root| path.starts_with(root)) || cases.contains(&path)
}

fn number_after(link: &str, start: &str) -> Option<String> {
    let (_, rest) = link.split_once(start)?;
    rest.parse::<i64>().ok().map(|number| number.to_string())
}

/// An answer without what differs each time it is given: a form's tokens, and digests, which are salted.
fn told(page: &Page) -> String {
    let html = page.html();
    let mut told = format!("{} ", page.status);
    let mut rest = html.as_str();
    while let Some(at) = ["name=\"csrf\" value=\"", "name=\"once\" value=\""]
        .iter()
        .filter_map(|start| rest.find(start).map(|at| at + start.len()))
        .min()
    {
        told.push_str(&rest[..at]);
        rest = rest[at..].split_once('"').map_or("", |(_, after)| after);
    }
    told.push_str(rest);
    without_digests(&told)
}

fn without_digests(text: &str) -> String {
    let mut words = String::new();
    for part in text.split_inclusive(|sign: char| !sign.is_ascii_hexdigit()) {
        let digits = part.trim_end_matches(|sign: char| !sign.is_ascii_hexdigit());
        if digits.len() >= 12 {
            words.push('#');
            words.push_str(&part[digits.len()..]);
        } else {
            words.push_str(part);
        }
    }
    words
}
