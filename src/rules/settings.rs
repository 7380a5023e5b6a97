//! What an authority has settled for itself: figures, its risk key, tiers, headings and calendar.

use entity::choice::Choice as _;
use entity::id::SettingId;
use entity::number::{Pence, Version};
use entity::state::{Decides, RetentionKind, RiskAxis, RiskLayout};
use entity::{approver_tier, authority, house, implication_heading, meeting, retention, risk_level};
use sea_orm::ActiveValue::{Set, Unchanged};
use sea_orm::{ActiveModelTrait, IntoActiveModel};

use crate::access::{Act, Actor, Side, may};
use crate::field::Kind::{Choice, Day, Line, Lines, Money, Tick, Whole};
use crate::field::{Draft, Field, List, Lists, long_day, options};
use crate::people::only_the_house;
use crate::procurement::Procurement;
use crate::procurement::found::Derived;
use crate::{Action, Change, Problem, Refusal, Subject};

/// An authority with all it has settled.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Authority {
    /// The authority itself.
    pub row: authority::Model,
    /// Its risk key.
    pub risk_levels: Vec<risk_level::Model>,
    /// Who decides up to which value.
    pub tiers: Vec<approver_tier::Model>,
    /// The headings its reports have.
    pub headings: Vec<implication_heading::Model>,
    /// Its committee calendar.
    pub meetings: Vec<meeting::Model>,
    /// How long details are kept.
    pub retentions: Vec<retention::Model>,
}

/// The figures an authority sets for itself.
pub const FIGURES: &[Field] = &[
    Field::known(
        "key_decision_pence",
        "Key decision from",
        "The sum from which a decision is key, in pounds.",
        Money,
    ),
    Field::known(
        "call_in_days",
        "Call-in period",
        "In working days from publication of the decision.",
        Whole(0, 60),
    ),
    Field::known(
        "publish_days",
        "Publication of decisions",
        "In working days from the meeting.",
        Whole(0, 60),
    ),
    Field::given("risk_layout", "Risk in reports", "", Choice(options::<RiskLayout>)),
    Field::given("clears_legal", "Legal clears reports", "", Tick),
    Field::given("clears_finance", "Finance clears reports", "", Tick),
    Field::given("clears_equality", "Equality clears reports", "", Tick),
];

/// A level of the risk key.
pub const RISK_LEVEL: &[Field] = &[
    Field::given("axis", "What it grades", "", Choice(options::<RiskAxis>)),
    Field::given("code", "Letter or word", "As reports print it, such as D or MED.", Line),
    Field::given("label", "What it means", "", Line),
];
/// A tier of approvers.
pub const TIER: &[Field] = &[
    Field::optional("up_to_pence", "Up to and including", "In pounds. Leave empty for no limit.", Money),
    Field::given("body", "Who decides", "", Line),
    Field::optional("decides", "When they decide", "", Choice(options::<Decides>)),
];
/// A heading of its reports.
pub const HEADING: &[Field] = &[
    Field::given("title", "Heading", "", Line),
    Field::given("guidance", "Guidance", "What the writer should say below it.", Lines),
];
/// A meeting of its calendar.
pub const MEETING: &[Field] = &[
    Field::given("body", "Body", "Such as Cabinet.", Line),
    Field::given("meets_on", "Day of the meeting", "For example, 18 1 2028.", Day),
    Field::optional("agenda_on", "Agenda published", "", Day),
    Field::optional("reports_by", "Reports due", "The last day for reports.", Day),
];
/// How long details are kept.
pub const RETENTION: &[Field] = &[
    Field::given("kind", "Which details", "", Choice(options::<RetentionKind>)),
    Field::given("months", "Kept for", "In whole months from the change, twelve at least.", Whole(12, 600)),
];

/// Changes the figures.
pub fn change_figures(
    authority: &Authority,
    draft: &Draft,
    seen: Version,
    actor: &Actor,
) -> Result<Change, Refusal> {
    let change = about(authority, seen, actor)?;
    Ok(change.update(draft.onto(authority.row.clone().into_active_model())))
}

macro_rules! setting {
    ($($add:ident, $change:ident, $remove:ident: $module:ident in $field:ident;)+) => {$(
        #[doc = concat!("Adds to the authority's `", stringify!($module), "` rows, at their end.")]
        pub fn $add(authority: &Authority, id: SettingId, draft: &Draft, seen: Version, actor: &Actor) -> Result<Change, Refusal> {
            let last = authority.$field.iter().map(|row| row.position).max().unwrap_or(0);
            let row = draft.onto($module::ActiveModel {
                id: Set(id),
                authority_id: Set(authority.row.id),
                position: Set(last.saturating_add(1)),
                ..Default::default()
            });
            Ok(about(authority, seen, actor)?.insert(row))
        }

        #[doc = concat!("Changes one of the authority's `", stringify!($module), "` rows.")]
        pub fn $change(authority: &Authority, id: SettingId, draft: &Draft, seen: Version, actor: &Actor) -> Result<Change, Refusal> {
            let row = authority.$field.iter().find(|row| row.id == id).ok_or_else(Refusal::not_found)?;
            Ok(about(authority, seen, actor)?.update(draft.onto(row.clone().into_active_model())))
        }

        #[doc = concat!("Removes one of the authority's `", stringify!($module), "` rows.")]
        pub fn $remove(authority: &Authority, id: SettingId, seen: Version, actor: &Actor) -> Result<Change, Refusal> {
            let row = authority.$field.iter().find(|row| row.id == id).ok_or_else(Refusal::not_found)?;
            Ok(about(authority, seen, actor)?.delete::<_, $module::ActiveModel>(row.clone()))
        }
    )+};
}

setting! {
    add_risk_level, change_risk_level, remove_risk_level: risk_level in risk_levels;
    add_tier, change_tier, remove_tier: approver_tier in tiers;
    add_heading, change_heading, remove_heading: implication_heading in headings;
    add_meeting, change_meeting, remove_meeting: meeting in meetings;
    add_period, change_period, remove_retention: retention in retentions;
}

/// Adds how long details of one kind are kept. Each kind has one period.
pub fn add_retention(
    authority: &Authority,
    id: SettingId,
    draft: &Draft,
    seen: Version,
    actor: &Actor,
) -> Result<Change, Refusal> {
    one_period_a_kind(authority, id, draft)?;
    add_period(authority, id, draft, seen, actor)
}

/// Changes how long details of one kind are kept. Each kind has one period.
pub fn change_retention(
    authority: &Authority,
    id: SettingId,
    draft: &Draft,
    seen: Version,
    actor: &Actor,
) -> Result<Change, Refusal> {
    one_period_a_kind(authority, id, draft)?;
    change_period(authority, id, draft, seen, actor)
}

/// A second, shorter period of the same kind would undo the first.
fn one_period_a_kind(authority: &Authority, id: SettingId, draft: &Draft) -> Result<(), Refusal> {
    let kind = draft.text("kind").and_then(RetentionKind::of);
    let taken = authority.retentions.iter().any(|period| period.id != id && Some(period.kind) == kind);
    let says = "This kind has a period already. Change that one instead.";
    Refusal::unless_empty(if taken { vec![Problem::at("kind", says)] } else { Vec::new() })
}

/// Opens the record: its one row, and whether every page says that it is a demonstration.
pub fn open_house(demonstration: bool, actor: &Actor) -> Result<Change, Refusal> {
    only_the_house(actor)?;
    let row =
        house::ActiveModel { id: Unchanged(1), demonstration: Set(demonstration), ..Default::default() };
    Ok(Change::of(Action::OpenHouse, Subject::House, None).update(row))
}

/// Adds an authority; only the house may, at the server.
pub fn add_authority(row: authority::Model, actor: &Actor) -> Result<Change, Refusal> {
    only_the_house(actor)?;
    let id = row.id;
    let row = row.into_active_model().reset_all();
    Ok(Change::of(Action::AddAuthority, Subject::Authority(id), Some(id)).insert(row))
}

/// Who decides on a value, by the authority's tiers: the lowest tier that reaches it.
#[must_use]
pub fn decider(authority: &Authority, value: Option<Pence>) -> Derived<String> {
    let unknown = |how: &str| Derived { value: None, how: how.to_owned() };
    let Some(value) = value else { return unknown("The maximum value is not known.") };
    let reaches = authority.tiers.iter().filter(|tier| tier.up_to_pence.is_none_or(|up_to| value <= up_to));
    match reaches.min_by_key(|tier| tier.up_to_pence.map_or(i64::MAX, |up_to| up_to.0)) {
        Some(tier) => Derived {
            value: Some(tier.body.clone()),
            how: match tier.up_to_pence {
                Some(up_to) => format!("The authority’s tier up to {up_to}."),
                None => "The authority’s tier without limit.".to_owned(),
            },
        },
        None => unknown("No tier of the authority reaches this value."),
    }
}

/// What is wrong with the day of the meeting by the authority's calendar, once the body has one there.
#[must_use]
pub fn meeting_not_in_calendar(authority: &Authority, procurement: &Procurement) -> Option<String> {
    let (body, day) = procurement.row.body.as_deref().zip(procurement.row.meets_on)?;
    let mut meetings = authority.meetings.iter().filter(|meeting| meeting.body == body).peekable();
    meetings.peek()?;
    let meets = meetings.any(|meeting| meeting.meets_on == day);
    (!meets).then(|| format!("{body} does not meet on {} by the committee calendar.", long_day(day)))
}

/// The entries of the lists that fields choose from.
#[must_use]
pub fn lists(authority: &Authority, procurement: Option<&Procurement>) -> Lists {
    let levels = |axis: RiskAxis| {
        let of_axis = authority.risk_levels.iter().filter(|level| level.axis == axis);
        of_axis.map(|level| (level.code.clone(), format!("{}: {}", level.code, level.label))).collect()
    };
    let headings = authority.headings.iter().map(|heading| (heading.id.0.to_string(), heading.title.clone()));
    let outcomes = procurement.map(|procurement| {
        let outcomes = procurement.outcomes.iter();
        outcomes
            .map(|outcome| (outcome.id.0.to_string(), format!("{}. {}", outcome.position, outcome.says)))
            .collect()
    });
    Lists(
        [
            (List::Likelihood, levels(RiskAxis::Likelihood)),
            (List::Impact, levels(RiskAxis::Impact)),
            (List::OverallRisk, levels(RiskAxis::Overall)),
            (List::Headings, headings.collect()),
            (List::Outcomes, outcomes.unwrap_or_default()),
        ]
        .into(),
    )
}

fn about(authority: &Authority, seen: Version, actor: &Actor) -> Result<Change, Refusal> {
    // The house settles an authority's first figures when it is added at the server.
    match actor.side {
        Side::House => {}
        Side::Staff(own) if own == authority.row.id => may(actor, Act::ChangeSettings)?,
        Side::Staff(_) | Side::Provider(_) => return Err(Refusal::not_found()),
    }
    let row = &authority.row;
    Ok(Change::of(Action::ChangeSettings, Subject::Authority(row.id), Some(row.id)).moves(row, seen))
}

#[cfg(test)]
mod tests;
