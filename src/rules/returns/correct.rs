//! Corrections of accepted figures: proposed, agreed, refused. Both values stay.

mod openings;
#[cfg(test)]
mod tests;
mod words;

use chrono::{DateTime, Utc};
use entity::figure_correction;
use entity::id::{LetterId, PersonId, RowId};
use entity::number::Version;
use entity::state::{CorrectionStanding, KpiKind};
use sea_orm::ActiveValue::{Set, Unchanged};

pub use openings::OutOfStep;
pub use words::{corrected_words, value_words};

use super::entry::{faults, missing, name};
use super::review::letters::{Words, to_provider};
use super::values::Values;
use super::{Asked, Current, Monitoring, Return};
use crate::access::{Act, Actor};
use crate::field::Field;
use crate::field::Kind::Prose;
use crate::{Action, Change, Problem, Refusal, Why};

/// Why a figure is corrected, beside its boxes.
pub const WHY: &[Field] = &[Field::given(
    "why",
    "Why the figure is corrected",
    "It is shown wherever the figure is used, with both values. Write nothing that shows who anyone is.",
    Prose,
)];

/// What the council decides on a correction.
pub const DECIDE: &[Field] = &[Field::optional(
    "decided_reason",
    "Why not",
    "Needed where you refuse it. The provider reads this.",
    Prose,
)];

/// A figure that may be corrected now: the KPI as it was asked for, and the figure as it stands.
#[derive(Clone, Debug)]
pub struct Correctable<'a> {
    /// The KPI.
    pub asked: Asked<'a>,
    /// The figure.
    pub current: Current<'a>,
}

/// Who may propose corrections of this contract's figures on the provider's side: whoever answers for them.
#[must_use]
pub fn proposes(monitoring: &Monitoring) -> Act {
    if monitoring.is_signed() { Act::SignReturn } else { Act::PrepareReturn }
}

/// Whether this person may correct a figure now: of the provider's by proposing it, of the council's own at once.
pub fn may_correct<'a>(
    monitoring: &'a Monitoring,
    one: &'a Return,
    number: i32,
    actor: &Actor,
) -> Result<(Correctable<'a>, PersonId), Refusal> {
    let is_council = actor.authority().is_some();
    let person = match is_council {
        true => monitoring.council_acts(Act::ReviewReturn, actor)?,
        false => monitoring.provider_acts(proposes(monitoring), actor)?,
    };
    let Correctable { asked, current } = figure_of(monitoring, one, number)?;
    one.may_be_corrected()?;
    if asked.is_providers() == is_council {
        let says = match is_council {
            true => "The provider returned this figure, so only the provider can propose a correction of it.",
            false => "The council measures this itself, so only the council corrects it.",
        };
        return Err(Refusal::of(Why::NotNow, says));
    }
    if monitoring.waiting_corrections().any(|row| row.figure_id == current.figure.id) {
        let says = "A correction of this figure waits for the council already.";
        return Err(Refusal::of(Why::NotNow, says));
    }
    Ok((Correctable { asked, current }, person))
}

/// A figure of a return, by the number of its KPI.
pub fn figure_of<'a>(
    monitoring: &'a Monitoring,
    one: &'a Return,
    number: i32,
) -> Result<Correctable<'a>, Refusal> {
    let kpi = monitoring.kpis.iter().find(|kpi| kpi.row.number == number).ok_or_else(Refusal::not_found)?;
    let asked = monitoring.asked_of(kpi, one).ok_or_else(Refusal::not_found)?;
    let current = monitoring.current(one, kpi.row.id).ok_or_else(Refusal::not_found)?;
    Ok(Correctable { asked, current })
}

/// Proposes other values for an accepted figure, or, of the council's own, puts them in their place at once. What stood
/// stays beside them.
///
/// Refuses what the boxes of the figure refuse, what is missing, and values that stand already.
#[expect(clippy::too_many_arguments, reason = "each is a fact of its own; a struct would only rename them")]
pub fn correct(
    monitoring: &Monitoring,
    one: &Return,
    number: i32,
    (values, why): (&Values, &str),
    id: RowId,
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    let (Correctable { asked, current }, person) = may_correct(monitoring, one, number, actor)?;
    let after = carried(monitoring, one, asked, values);
    Refusal::unless_empty(wrong(asked, &current, &after))?;
    let earlier = monitoring.corrections.iter().filter(|row| row.figure_id == current.figure.id).count();
    let row = figure_correction::ActiveModel {
        id: Set(id),
        return_id: Set(one.row.id),
        contract_id: Set(one.row.contract_id),
        kpi_id: Set(asked.kpi.row.id),
        figure_id: Set(current.figure.id),
        number: Set(i32::try_from(earlier).unwrap_or(i32::MAX).saturating_add(1)),
        standing: Set(CorrectionStanding::Proposed),
        before: Set(current.values.written()),
        after: Set(after.written()),
        reason: Set(why.to_owned()),
        proposed_at: Set(now),
        proposed_by: Set(person),
        ..Default::default()
    };
    let change = one.moving(Action::ProposeCorrection, seen).on(asked.version.row.title.clone());
    Ok(match asked.is_providers() {
        true => change.insert(row),
        false => change.insert(figure_correction::ActiveModel {
            standing: Set(CorrectionStanding::Agreed),
            decided_at: Set(Some(now)),
            decided_by: Set(Some(person)),
            ..row
        }),
    })
}

/// The values with the cases that are carried into the period.
fn carried(monitoring: &Monitoring, one: &Return, asked: Asked<'_>, values: &Values) -> Values {
    let is_caseload = asked.version.row.kind == KpiKind::Caseload;
    let has_figure = values.none_reason.is_none();
    let opening = monitoring.opening(one, asked).filter(|_| is_caseload && has_figure);
    Values { opening, ..values.clone() }
}

/// Everything that is wrong with corrected values, at the boxes of the page.
fn wrong(asked: Asked<'_>, current: &Current<'_>, after: &Values) -> Vec<Problem> {
    let mut found = faults(asked.version, after);
    found.extend(missing(asked.version, after));
    let mut found: Vec<Problem> = found
        .into_iter()
        .map(|it| Problem { field: it.field.map(|field| name(asked, &field)), ..it })
        .collect();
    if found.is_empty() && *after == current.values {
        found.push(Problem::whole("This is the figure that stands. Change what is wrong with it."));
    }
    found
}

/// A correction of a return, by its number.
pub fn found<'a>(
    monitoring: &'a Monitoring,
    one: &Return,
    id: RowId,
) -> Result<&'a figure_correction::Model, Refusal> {
    let mut rows = monitoring.corrections.iter();
    rows.find(|row| row.id == id && row.return_id == one.row.id).ok_or_else(Refusal::not_found)
}

/// Agrees to a correction, or refuses it with a reason; the provider is written to either way.
///
/// Refuses to agree where the period before was corrected since, so that the cases carried in no longer fit.
#[expect(clippy::too_many_arguments, reason = "each is a fact of its own; a struct would only rename them")]
pub fn decide(
    monitoring: &Monitoring,
    one: &Return,
    id: RowId,
    (agrees, why): (bool, Option<&str>),
    letter: LetterId,
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    let person = monitoring.council_acts(Act::ReviewReturn, actor)?;
    let row = found(monitoring, one, id)?;
    let asked = monitoring.asked_of(monitoring.kpi(row.kpi_id)?, one).ok_or_else(Refusal::not_found)?;
    if row.standing != CorrectionStanding::Proposed {
        return Err(Refusal::of(Why::NotNow, "This correction was decided on already."));
    }
    if !agrees && why.is_none() {
        let says = "Say why you refuse it. The provider reads this.";
        return Err(Refusal { kind: Why::Incomplete, says: vec![Problem::at("decided_reason", says)] });
    }
    let after = Values::read(&row.after).unwrap_or_default();
    if agrees && after != carried(monitoring, one, asked, &after) {
        let says = "The period before was corrected since this was proposed, so its cases no longer carry over. Refuse it, and ask for it to be proposed again.";
        return Err(Refusal::of(Why::NotNow, says));
    }
    let standing = if agrees { CorrectionStanding::Agreed } else { CorrectionStanding::Refused };
    let change = one.moving(Action::DecideCorrection, seen).on(asked.version.row.title.clone());
    let change = change.update(figure_correction::ActiveModel {
        id: Unchanged(row.id),
        standing: Set(standing),
        decided_at: Set(Some(now)),
        decided_by: Set(Some(person)),
        decided_reason: Set(why.filter(|_| !agrees).map(str::to_owned)),
        ..Default::default()
    });
    let words = decided_words(monitoring, one, asked, (&after, why.filter(|_| !agrees)));
    Ok(to_provider(change, monitoring, one, words, (letter, now)))
}

fn decided_words(
    monitoring: &Monitoring,
    one: &Return,
    asked: Asked<'_>,
    (after, refused): (&Values, Option<&str>),
) -> Words {
    let title = &asked.version.row.title;
    let path = format!("/returns/{}", one.row.id.0);
    let (what, says) = match refused {
        Some(why) => (
            ("correction-refused", "The council refused a correction"),
            format!("The figure of “{title}” stays as it was:\n\n{why}"),
        ),
        None => {
            let mut says = format!("“{title}” is now {}.", value_words(asked.version, after));
            if let Some(next) = monitoring.shifted_by(one, asked, after).first() {
                says.push_str(&format!(
                    "\n\nThe period {} begins with {} open cases by this correction, and {} were carried into it. Please propose a correction of that period too.",
                    next.period, next.carried, next.stands
                ));
            }
            (("correction-agreed", "The council agreed to a correction"), says)
        }
    };
    Words::of(monitoring, one, what, says, path)
}
