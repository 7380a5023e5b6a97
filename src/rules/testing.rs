//! A small world for the tests: two councils, a charity, people of every role, one draft procurement.

mod answers;
pub(crate) mod bids;
pub(crate) mod papers;
pub(crate) mod publishing;
pub(crate) mod tenders;

pub(crate) use answers::{check_refused, form, refused, rows, typed, word};

use std::str::FromStr;

use chrono::{DateTime, NaiveDate, Utc};
use entity::choice::Choice;
use entity::gaps::Gaps;
use entity::id::{AuthorityId, OrganisationId, PersonId, ProcurementId, ReportId, RowId};
use entity::number::Version;
use entity::state::{ReportKind, ReportStyle, RiskLayout, Role, Stage};
use entity::{authority, outcome, procurement, reason, recommendation};
use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, EntityTrait, ModelTrait, TryIntoModel};

use crate::access::{Actor, Side, is_staff_role};
use crate::procurement::Procurement;
use crate::report::{Keeping, Paper};
use crate::settings::Authority;

/// The council whose people act.
pub(crate) const COUNCIL: AuthorityId = AuthorityId(1);
/// Another council of the same house.
pub(crate) const ELSEWHERE: AuthorityId = AuthorityId(2);
/// A provider.
pub(crate) const CHARITY: OrganisationId = OrganisationId(1);
/// The version every form was drawn from.
pub(crate) const SEEN: Version = Version(7);

/// `2026-06-01` as a date.
pub(crate) fn day(text: &str) -> NaiveDate {
    text.parse().expect("a test writes real dates")
}

/// Noon on a date.
pub(crate) fn noon(text: &str) -> DateTime<Utc> {
    day(text).and_hms_opt(12, 0, 0).expect("every day has a noon").and_utc()
}

/// Someone of the council with this role.
pub(crate) fn staff(role: Role) -> Actor {
    actor(Side::Staff(COUNCIL), &[role])
}

/// Someone of this side with these roles; person number 40.
pub(crate) fn actor(side: Side, roles: &[Role]) -> Actor {
    Actor { person: Some(PersonId(40)), name: "Someone".to_owned(), side, roles: roles.to_vec() }
}

/// Those to whom the council's record does not exist, each with every role there is.
pub(crate) fn strangers() -> [Actor; 3] {
    [Side::Staff(ELSEWHERE), Side::Provider(CHARITY), Side::House].map(|side| actor(side, Role::ALL))
}

/// The roles of an authority's side.
pub(crate) fn staff_roles() -> impl Iterator<Item = Role> {
    Role::ALL.iter().copied().filter(|role| is_staff_role(*role))
}

/// The council: call-in of five days, every clearance asked for, no key-decision figure.
pub(crate) fn council() -> authority::Model {
    authority::Model {
        id: COUNCIL,
        version: Version(3),
        name: "A council".to_owned(),
        report_style: ReportStyle::Gateway,
        accent: "005a30".to_owned(),
        key_decision_pence: None,
        call_in_days: Some(5),
        publish_days: None,
        risk_layout: RiskLayout::Rows,
        clears_legal: true,
        clears_finance: true,
        clears_equality: true,
        gaps: Gaps::default(),
    }
}

/// A paper of four words, ready to be kept; the council's procurement has no report yet.
pub(crate) fn keeping() -> Keeping {
    let paper = Paper::new(ReportKind::Gateway1, r#"{"title":"A service"}"#.to_owned(), Vec::new());
    let salt = "ab".repeat(32);
    Keeping { report: None, begins: ReportId(80), row: RowId(81), salt, authority: council(), paper }
}

/// The council with nothing else settled.
pub(crate) fn settled() -> Authority {
    Authority {
        row: council(),
        risk_levels: Vec::new(),
        tiers: Vec::new(),
        headings: Vec::new(),
        meetings: Vec::new(),
        retentions: Vec::new(),
    }
}

/// A row with nothing given but what `set` sets.
pub(crate) fn blank<A: ActiveModelTrait + TryIntoModel<M>, M: ModelTrait>(set: impl FnOnce(&mut A)) -> M {
    let mut row = A::default_values();
    if let Ok(gaps) = <A::Entity as EntityTrait>::Column::from_str("gaps") {
        row.set(gaps, Gaps::default().into());
    }
    set(&mut row);
    row.try_into_model().unwrap_or_else(|missing| panic!("a test sets what has no empty value: {missing}"))
}

/// The council's procurement number 9: a draft of which nothing is known but its title.
pub(crate) fn empty() -> Procurement {
    let row = blank::<procurement::ActiveModel, _>(|row| {
        row.id = Set(ProcurementId(9));
        row.authority_id = Set(COUNCIL);
        row.version = Set(SEEN);
        row.stage = Set(Stage::Draft);
        row.reference = Set("MED-2021-001".to_owned());
        row.title = Set("A service".to_owned());
    });
    Procurement {
        row,
        recommendations: Vec::new(),
        reasons: Vec::new(),
        statistics: Vec::new(),
        service_gaps: Vec::new(),
        capacities: Vec::new(),
        earlier_decisions: Vec::new(),
        fundings: Vec::new(),
        term_periods: Vec::new(),
        cost_avoidances: Vec::new(),
        outcomes: Vec::new(),
        measures: Vec::new(),
        appraised_options: Vec::new(),
        risks: Vec::new(),
        consultations: Vec::new(),
        implications: Vec::new(),
        milestones: Vec::new(),
        attachments: Vec::new(),
        clearances: Vec::new(),
        decisions: Vec::new(),
    }
}

/// The same, at this stage.
pub(crate) fn at(stage: Stage) -> Procurement {
    let mut procurement = empty();
    procurement.row.stage = stage;
    procurement
}

/// The same, with all that clearance asks for.
pub(crate) fn ready() -> Procurement {
    let mut ready = empty();
    ready.row.body = Some("Cabinet".to_owned());
    ready.row.meets_on = Some(day("2021-10-19"));
    ready.row.summary = Some("In short.".to_owned());
    ready.row.annual_value = Some(entity::number::Pence::pounds(110_000));
    ready.recommendations = vec![recommendation(1, 1)];
    ready.reasons = vec![reason(2, 1)];
    ready
}

/// A recommendation.
pub(crate) fn recommendation(id: i64, position: i32) -> recommendation::Model {
    blank::<recommendation::ActiveModel, _>(|row| {
        row.id = Set(RowId(id));
        row.procurement_id = Set(ProcurementId(9));
        row.position = Set(position);
        row.says = Set("Agree.".to_owned());
    })
}

/// A reason.
pub(crate) fn reason(id: i64, position: i32) -> reason::Model {
    blank::<reason::ActiveModel, _>(|row| {
        row.id = Set(RowId(id));
        row.procurement_id = Set(ProcurementId(9));
        row.position = Set(position);
        row.says = Set(format!("Reason {id}."));
    })
}

/// An outcome.
pub(crate) fn outcome(id: i64, position: i32) -> outcome::Model {
    blank::<outcome::ActiveModel, _>(|row| {
        row.id = Set(RowId(id));
        row.procurement_id = Set(ProcurementId(9));
        row.position = Set(position);
        row.says = Set(format!("Outcome {id}."));
    })
}
