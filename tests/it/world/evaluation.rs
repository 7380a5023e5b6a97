//! The evaluation of Medway's closed tender, brought through the pages to where a story begins.

use super::tenders::CLOSED;
use super::{Page, Person, World};

/// Who runs it.
pub const OFFICER: &str = "procurement@medway.example";
/// Who decides on interests and releases.
pub const APPROVER: &str = "approver@medway.example";
/// Who moderates.
pub const MODERATOR: &str = "contracts@medway.example";
/// Who score.
pub const EVALUATORS: [&str; 3] =
    ["writer@medway.example", "safeguarding@medway.example", "families@medway.example"];
/// Who bid, as they are called.
pub const BIDDERS: [&str; 3] = ["Harbour Advocacy", "Kestrel Family Services", "Riverbank Women’s Trust"];

/// A place of the tender.
pub fn at(place: &str) -> String {
    format!("/tenders/{CLOSED}{place}")
}

impl World {
    /// The tender's three bids opened, and every check decided: all are in.
    pub async fn opened() -> Self {
        let world = Self::new().await;
        let officer = world.person(OFFICER).await;
        press(&officer, "/bids", "/bids/begin").await;
        press(&world.person("democratic@medway.example").await, "/bids", "/bids/open").await;
        let mut bids = officer.get(&at("/bids")).await.links();
        bids.retain(|link| link.strip_prefix(&at("/bids/")).is_some_and(|rest| rest.parse::<i64>().is_ok()));
        assert_eq!(bids.len(), 3);
        for bid in bids {
            let mut checks = officer.get(&bid).await.links();
            checks.retain(|link| link.contains("/checks/") && !link.ends_with("/ask"));
            for check in checks {
                passed(officer.fill_in(&check, &[("outcome", "passed")]).await, &check);
            }
        }
        world
    }

    /// The same, with its evaluation begun, names hidden, every question given to every evaluator; nobody has declared.
    pub async fn undeclared() -> Self {
        let world = Self::opened().await;
        let officer = world.person(OFFICER).await;
        let begin = at("/evaluation/begin");
        passed(officer.fill_in(&begin, &[]).await, &begin);
        let panel = at("/evaluation/panel");
        passed(officer.fill_in(&panel, &[("all", "yes")]).await, &panel);
        world
    }

    /// The same, and everyone on the panel has declared that they have no interest.
    pub async fn begun() -> Self {
        let world = Self::undeclared().await;
        for email in [MODERATOR].into_iter().chain(EVALUATORS) {
            world.declares(email, &[("conflicted", "no")]).await;
        }
        world
    }

    /// Someone on the panel declares.
    pub async fn declares(&self, email: &str, says: &[(&str, &str)]) {
        let interests = at("/evaluation/interests");
        passed(self.person(email).await.fill_in(&interests, says).await, &interests);
    }
}

/// Presses a button of a page of the tender.
pub async fn press(person: &Person, page: &str, deed: &str) {
    let drawn = person.get(&at(page)).await;
    passed(person.fill(&drawn, &at(deed), &[]).await, deed);
}

/// The form was taken.
pub fn passed(page: Page, path: &str) {
    assert_eq!(page.status, 303, "{path}: {:?} {}", page.problems(), page.text());
}
