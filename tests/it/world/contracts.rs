//! Contracts of Dorset, entered and put in force through the pages.

use gatehouse::post::Pace;
use gatehouse::store::Store;
use gatehouse::watch::{Round, look};

use super::evaluation::passed;
use super::{Person, World, instant};

/// What the contract is called.
pub const CONTRACT: &str = "DOR-2027-001";
/// Who manages it.
pub const MANAGER: &str = "contracts@dorset.example";
/// Who records what was decided.
pub const CLERK: &str = "democratic@dorset.example";

/// A place of the contract.
pub fn at(place: &str) -> String {
    format!("/contracts/{CONTRACT}{place}")
}

impl World {
    /// £331,000 a year for 24, 24 and 12 months from 1 April 2027, with six months' notice, being set up. What stands at
    /// the end of the first two parts is said by its code: `break` or `extension`.
    pub async fn contract_set_up(ends: &str) -> Self {
        let world = Self::new().await;
        let manager = world.person(MANAGER).await;
        let begun = [
            ("reference", CONTRACT),
            ("title", "Support after removal"),
            ("supplier", "Riverbank Women’s Trust"),
        ];
        passed(manager.fill_in("/contracts/new", &begun).await, "/contracts/new");
        written(
            &manager,
            "agreement",
            &[("procured", "tender")],
            &[("signed_on", (1, 3, 2027)), ("starts_on", (1, 4, 2027))],
        )
        .await;
        let law = [
            ("value", "1,655,000"),
            ("vat", "standard"),
            ("irrecoverable_vat", "0"),
            ("category", "services"),
            ("cpv_codes", "85320000"),
            ("health_answer", "not_health"),
        ];
        written(&manager, "law", &law, &[("commenced_on", (1, 5, 2026))]).await;
        let returns = [("returns_every", "quarterly"), ("returns_from", "financial"), ("returns_due", "15")];
        written(&manager, "returns", &returns, &[]).await;
        for (months, end) in [("24", ends), ("24", ends), ("12", "end")] {
            let notice: &[(&str, &str)] = if end == "end" {
                &[]
            } else {
                &[("notice", "6"), ("notice_unit", "months"), ("notice_by", "either")]
            };
            let mut part = vec![("months", months), ("ends_with", end)];
            part.extend(notice);
            passed(manager.fill_in(&at("/list/term/new"), &part).await, "term");
        }
        for _ in 0..5 {
            passed(manager.fill_in(&at("/list/prices/new"), &[("amount", "331,000")]).await, "prices");
        }
        world
    }

    /// The same, in force.
    pub async fn contract_in_force(ends: &str) -> Self {
        let world = Self::contract_set_up(ends).await;
        let manager = world.person(MANAGER).await;
        let page = manager.get(&at("")).await;
        passed(manager.fill(&page, &at("/begin"), &[]).await, "begin");
        world
    }

    /// One round of what time causes, at an instant.
    pub async fn look(&self, now: &str) -> Round {
        look_in(&self.store, now).await
    }

    /// Puts meetings of Dorset's Cabinet into its calendar.
    pub async fn cabinet_meets(&self, days: &[(u32, u32, i32)]) {
        let administrator = self.person("administrator@dorset.example").await;
        for (day, month, year) in days {
            let (day, month, year) = (day.to_string(), month.to_string(), year.to_string());
            let typed = [
                ("body", "Cabinet"),
                ("meets_on-day", day.as_str()),
                ("meets_on-month", month.as_str()),
                ("meets_on-year", year.as_str()),
            ];
            passed(administrator.fill_in("/settings/meetings/new", &typed).await, "meeting");
        }
    }
}

/// One round of what time causes over a record, at an instant.
pub async fn look_in(store: &Store, now: &str) -> Round {
    let now = instant(now);
    look(store, Pace { now: &|| now, stop: &|| false }).await.expect("the record answers")
}

/// Fills in a part of the contract, days as day, month and year.
pub async fn written(person: &Person, part: &str, typed: &[(&str, &str)], days: &[(&str, (u32, u32, i32))]) {
    let days: Vec<(String, String)> = days
        .iter()
        .flat_map(|(name, (day, month, year))| {
            [("day", day.to_string()), ("month", month.to_string()), ("year", year.to_string())]
                .map(|(part, value)| (format!("{name}-{part}"), value))
        })
        .collect();
    let all: Vec<(&str, &str)> = typed
        .iter()
        .copied()
        .chain(days.iter().map(|(name, value)| (name.as_str(), value.as_str())))
        .collect();
    let path = at(&format!("/part/{part}"));
    passed(person.fill_in(&path, &all).await, &path);
}
