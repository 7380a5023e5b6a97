//! Small procurements made by hand: an empty one, and one in which every fact is given.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use entity::gaps::Gaps;
use entity::id::{AuthorityId, SettingId};
use entity::number::Version;
use entity::state::{ReportKind, ReportStyle, RiskAxis, RiskLayout, Stage};
use entity::{
    appraised_option, attachment, authority, capacity, consultation, cost_avoidance, earlier_decision,
    funding, implication, implication_heading, measure, milestone, outcome, procurement, reason,
    recommendation, risk, risk_level, service_gap, statistic, term_period,
};
use paper::Document;
use rules::procurement::Procurement;
use rules::procurement::found::found;
use rules::procurement::parts::PARTS;
use rules::report::awarding::Awarding;
use rules::settings::{Authority, lists};
use sea_orm::{ActiveModelTrait, IntoActiveModel, TryIntoModel, Value};

use super::given::{given, rows, set};
use crate::report::{Composed, ReportError, Sources, compose};

pub(in crate::report) fn now() -> DateTime<Utc> {
    "2026-11-20T12:00:00Z".parse().expect("an instant")
}

pub(super) fn paper_of(kind: ReportKind, procurement: &Procurement, authority: &Authority) -> Document {
    composed(kind, procurement, authority).expect("a paper").document
}

pub(super) fn composed(
    kind: ReportKind,
    procurement: &Procurement,
    authority: &Authority,
) -> Result<Composed, ReportError> {
    with_own(kind, procurement, authority, &BTreeMap::new())
}

/// With what only this report says, by the code of its section.
pub(super) fn with_own(
    kind: ReportKind,
    procurement: &Procurement,
    authority: &Authority,
    own: &BTreeMap<String, String>,
) -> Result<Composed, ReportError> {
    let found = found(procurement, &authority.row, now());
    let (awarding, demonstration) = (None, true);
    compose(kind, &Sources { procurement, authority, found: &found, awarding, own, demonstration })
}

/// A report of an award on these tenders.
pub(super) fn of_award(
    kind: ReportKind,
    procurement: &Procurement,
    authority: &Authority,
    awarding: &Awarding,
    own: &BTreeMap<String, String>,
) -> Composed {
    let found = found(procurement, &authority.row, now());
    let (awarding, demonstration) = (Some(awarding), true);
    compose(kind, &Sources { procurement, authority, found: &found, awarding, own, demonstration })
        .expect("a paper")
}

pub(in crate::report) fn authority(style: ReportStyle) -> Authority {
    let row = authority::Model {
        id: AuthorityId(1),
        version: Version(1),
        name: "Exampleshire Council".to_owned(),
        report_style: style,
        accent: "0b5a63".to_owned(),
        key_decision_pence: None,
        call_in_days: Some(5),
        publish_days: None,
        risk_layout: RiskLayout::Rows,
        clears_legal: false,
        clears_finance: false,
        clears_equality: false,
        gaps: Gaps::default(),
    };
    let level = |id, axis, code: &str, label: &str| risk_level::Model {
        id: SettingId(id),
        authority_id: row.id,
        position: id as i32,
        axis,
        code: code.to_owned(),
        label: label.to_owned(),
    };
    Authority {
        risk_levels: vec![
            level(1, RiskAxis::Likelihood, "D", "Low"),
            level(2, RiskAxis::Impact, "C", "Marginal"),
            level(3, RiskAxis::Overall, "MED", "Medium"),
        ],
        tiers: Vec::new(),
        headings: headings(style),
        meetings: Vec::new(),
        retentions: Vec::new(),
        row,
    }
}

fn headings(style: ReportStyle) -> Vec<implication_heading::Model> {
    let titles: &[&str] = match style {
        ReportStyle::Gateway => {
            &["Legal implications", "ICT implications", "Diversity and equality", "Rural life"]
        }
        ReportStyle::Cabinet => &[
            "Well-being and health",
            "Climate",
            "Public health",
            "Equalities impact assessment",
            "Rural life",
        ],
    };
    titles.iter().zip(1..).map(|(title, id)| heading(id, title)).collect()
}

pub(super) fn heading(id: i64, title: &str) -> implication_heading::Model {
    implication_heading::Model {
        id: SettingId(id),
        authority_id: AuthorityId(1),
        position: id as i32,
        title: title.to_owned(),
        guidance: String::new(),
    }
}

/// A procurement of which nothing but the title is known.
pub(in crate::report) fn empty() -> Procurement {
    let mut row = procurement::ActiveModel::default_values();
    for (name, value) in [
        ("id", Value::from(1_i64)),
        ("authority_id", Value::from(1_i64)),
        ("version", Value::from(1)),
        ("stage", Value::from(Stage::Draft.to_string())),
        ("clearance_round", Value::from(1)),
        ("reference", Value::from("EX-1")),
        ("title", Value::from("A small service")),
        ("gaps", Value::from(Gaps::default().to_string())),
    ] {
        set::<procurement::Entity>(&mut row, name, value);
    }
    Procurement {
        row: row.try_into_model().expect("a procurement"),
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

/// A procurement in which every fact is given, each different from every other as far as it can be.
pub(super) fn full(authority: &Authority) -> Procurement {
    let mut full = empty();
    let mut row = full.row.clone().into_active_model();
    for field in PARTS.iter().flat_map(|part| part.fields) {
        set::<procurement::Entity>(
            &mut row,
            field.name,
            given(field, "procurement", 1, &lists(authority, None)),
        );
    }
    full.row = row.try_into_model().expect("a procurement");
    full.recommendations = rows::<recommendation::Entity>(authority);
    full.reasons = rows::<reason::Entity>(authority);
    full.statistics = rows::<statistic::Entity>(authority);
    full.service_gaps = rows::<service_gap::Entity>(authority);
    full.capacities = rows::<capacity::Entity>(authority);
    full.earlier_decisions = rows::<earlier_decision::Entity>(authority);
    full.fundings = rows::<funding::Entity>(authority);
    full.term_periods = rows::<term_period::Entity>(authority);
    full.cost_avoidances = rows::<cost_avoidance::Entity>(authority);
    full.outcomes = rows::<outcome::Entity>(authority);
    full.measures = rows::<measure::Entity>(authority);
    full.appraised_options = rows::<appraised_option::Entity>(authority);
    full.risks = rows::<risk::Entity>(authority);
    full.consultations = rows::<consultation::Entity>(authority);
    full.implications = rows::<implication::Entity>(authority);
    full.milestones = rows::<milestone::Entity>(authority);
    full.attachments = rows::<attachment::Entity>(authority);
    for (implication, heading) in full.implications.iter_mut().zip(&authority.headings) {
        implication.heading_id = heading.id;
    }
    for (measure, outcome) in full.measures.iter_mut().zip(&full.outcomes) {
        measure.outcome_id = outcome.id;
    }
    full
}
