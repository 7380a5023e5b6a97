//! A contract that is monitored: its KPIs, its periods, its people.

use entity::gaps::Gaps;
use entity::id::RowId;
use entity::state::KpiKind;
use rules::access::Actor;
use rules::field::{Typed, draft};
use rules::returns::Monitoring;
use rules::returns::kpis::{Numbers, add, fields};

use super::World;
use super::contracts::{CONTRACT, MANAGER, at, written};
use super::evaluation::passed;

/// Who fills returns in.
pub const PREPARER: &str = "returns@charity.example";
/// Who signs them.
pub const SIGNATORY: &str = "signatory@charity.example";
/// When the returns of the first quarter, due on 21 July 2027, are open.
pub const AFTER_FIRST_QUARTER: &str = "2027-07-02T09:00:00Z";

/// What a KPI asks: its kind, the place of its outcome, what its form says.
type Asks = (KpiKind, usize, &'static [(&'static str, &'static str)]);

/// The four KPIs, from the first day of the contract: kind, outcome from 0, what its form says.
const KPIS: [Asks; 4] = [
    (
        KpiKind::Count,
        0,
        &[
            ("title", "Women supported"),
            ("people", "yes"),
            ("definition", "Women who were seen at least once."),
            ("unit", "women"),
            ("target", "20"),
            ("direction", "higher"),
            ("tolerance", "10"),
            ("tolerance_kind", "relative"),
        ],
    ),
    (
        KpiKind::Rate,
        0,
        &[
            ("title", "Engaged within 16 weeks"),
            ("definition", "Women whose first session is within 16 weeks of their referral."),
            ("numerator", "women engaged within 16 weeks"),
            ("denominator", "women referred"),
            ("target", "80"),
            ("direction", "higher"),
            ("tolerance", "5"),
            ("tolerance_kind", "absolute"),
        ],
    ),
    (
        KpiKind::Caseload,
        1,
        &[
            ("title", "Open cases"),
            ("definition", "Women with an open plan."),
            ("unit", "cases"),
            ("opening_cases", "12"),
            ("target", "24"),
            ("direction", "lower"),
        ],
    ),
    (
        KpiKind::Narrative,
        1,
        &[("title", "What has changed for women"), ("definition", "In the provider’s own words.")],
    ),
];

impl World {
    /// Dorset's contract in force from 1 April 2027 with Riverbank Women's Trust, two outcomes and four KPIs: people, a
    /// rate, a caseload and a narrative, by their numbers from 1. No return is open yet.
    pub async fn measured() -> Self {
        let world = Self::contract_in_force("break").await;
        let manager = world.person(MANAGER).await;
        let page = manager.get(&at("/part/supplier")).await;
        let riverbank = page.options("organisation_id");
        let riverbank =
            riverbank.iter().find(|(_, label)| label.contains("Riverbank")).expect("it is registered");
        written(&manager, "supplier", &[("organisation_id", &riverbank.0)], &[]).await;
        for says in ["Women are supported", "Fewer women need support again"] {
            passed(manager.fill_in(&at("/list/outcomes/new"), &[("says", says)]).await, "outcomes");
        }
        for kpi in KPIS {
            world.kpi_added(kpi).await;
        }
        world
    }

    /// The same on 2 July 2027, with the returns of its first and second quarter open: numbers 1 and 2.
    pub async fn monitored() -> Self {
        let world = Self::measured().await;
        world.look(AFTER_FIRST_QUARTER).await;
        world.at(AFTER_FIRST_QUARTER)
    }

    /// The contract with its KPIs and returns, as the record has them.
    pub async fn monitoring(&self) -> Monitoring {
        let house = self.house();
        let contract = house.contract_called(CONTRACT).await.expect("the record answers");
        let contract = contract.expect("the contract is there").row.id;
        house.monitoring(contract).await.expect("the record answers").expect("it is there")
    }

    /// Someone as the rules know them.
    pub async fn actor(&self, email: &str) -> Actor {
        let doors = self.store.doors();
        let known = doors.sign_in(email, self.now).await.expect("the record answers").expect("is known");
        let token = doors.open(known.person, self.now).await.expect("a session opens");
        doors.session(&token, self.now).await.expect("the record answers").expect("it is open").actor
    }

    async fn kpi_added(&self, (kind, outcome, says): Asks) {
        let monitoring = self.monitoring().await;
        let manager = self.actor(MANAGER).await;
        let pen = self.store.pen(manager.clone(), self.now);
        let ids: Vec<i64> = pen.new_ids(2).await.expect("there are numbers").collect();
        let typed = says.iter().fold(Typed::default(), |typed, (name, text)| typed.with(name, *text));
        let lists = monitoring.period_choices(None, rules::law::clock::uk_date(self.now));
        let fields = fields(kind, None);
        let draft = draft(
            &fields,
            &typed.with("from", "2027-04-01").with("entered_by", "provider"),
            &lists,
            &Gaps::default(),
        )
        .expect("it is well typed");
        let outcome: RowId = monitoring.contract.outcomes[outcome].id;
        let seen = monitoring.contract.row.version;
        let change =
            add(&monitoring, outcome, kind, Numbers::pairs(&ids)[0], &draft, seen, &manager, self.now);
        pen.apply(change.expect("the rule allows it"), None).await.expect("it is written");
    }
}
