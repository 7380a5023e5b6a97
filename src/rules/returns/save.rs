//! Saving figures, as a whole page or one by one.

use chrono::{DateTime, Utc};
use entity::id::{KpiId, PersonId, RowId};
use entity::number::Version;
use entity::state::{FigureCame, YesNo};
use entity::{contract_return, return_figure};
use sea_orm::ActiveValue::{Set, Unchanged};

use super::entry::{COMMENT, NONE_REASON, REASON, boxes, faults, name, values};
use super::standing::not_now;
use super::values::Values;
use super::{Asked, Monitoring, Return};
use crate::access::{Act, Actor};
use crate::field::{Draft, Field, Typed, draft};
use crate::{Action, Change, Problem, Refusal};

/// What is typed for one KPI.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figure {
    /// The KPI.
    pub kpi: KpiId,
    /// Its values; what is carried is filled in by the rule.
    pub values: Values,
    /// What is said of it.
    pub comment: Option<String>,
    /// Why it is right, where that was asked.
    pub reason: Option<String>,
}

/// Every box of a KPI: those of its kind, why there is none, the comment, and why it is right.
#[must_use]
pub fn all_boxes(asked: Asked<'_>) -> Vec<Field> {
    let mut all = boxes(asked.version).to_vec();
    all.extend([NONE_REASON, COMMENT, REASON]);
    all
}

/// Before the name of each box of a KPI on a page with several: `k3-`.
#[must_use]
pub fn prefix(asked: Asked<'_>) -> String {
    name(asked, "")
}

/// Reads what was typed for one KPI. `typed` has the boxes by their full names, such as `k3-numerator`, and so have
/// the problems.
pub fn read(
    monitoring: &Monitoring,
    one: &Return,
    asked: Asked<'_>,
    typed: &Typed,
) -> Result<Figure, Refusal> {
    let own = typed.under(&prefix(asked));
    let draft = draft(&all_boxes(asked), &own, &Default::default(), &Default::default());
    let draft = draft.map_err(|refusal| Refusal { says: under(asked, refusal.says), ..refusal })?;
    Ok(figure(asked, &draft, monitoring.opening(one, asked)))
}

/// Reads what was typed for several, or says everything that could not be read, in the order of the page.
pub fn read_all(
    monitoring: &Monitoring,
    one: &Return,
    asked: &[Asked<'_>],
    typed: &Typed,
) -> Result<Vec<Figure>, Refusal> {
    let (mut figures, mut problems) = (Vec::new(), Vec::new());
    for asked in asked {
        match read(monitoring, one, *asked, typed) {
            // What can be read is looked at as well, so that everything is said at once.
            Ok(figure) => {
                problems.extend(under(*asked, faults(asked.version, &figure.values)));
                figures.push(figure);
            }
            Err(refusal) => problems.extend(refusal.says),
        }
    }
    Refusal::unless_empty(problems)?;
    Ok(figures)
}

/// What was typed for one KPI, from boxes that could be read.
#[must_use]
pub fn figure(asked: Asked<'_>, draft: &Draft, opening: Option<i64>) -> Figure {
    let text = |name: &str| draft.text(name).map(str::to_owned);
    Figure {
        kpi: asked.kpi.row.id,
        values: values(asked.version, draft, opening),
        comment: text("comment"),
        reason: text("reason"),
    }
}

/// Saves figures of the provider's. `ids` has one for each, for those that are new; what is not changed is left alone.
#[expect(clippy::too_many_arguments, reason = "each is a fact of its own; a struct would only rename them")]
pub fn save(
    monitoring: &Monitoring,
    one: &Return,
    typed: &[Figure],
    ids: &[RowId],
    came: FigureCame,
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    let person = monitoring.may_fill(one, actor)?;
    let writable = one.writable();
    let asked = each_asked(monitoring, one, typed, true)?;
    if asked.iter().any(|asked| !writable.holds(asked.kpi.row.id)) {
        return not_now("Only the figures that the council asks about can be changed now.");
    }
    let action = match came {
        FigureCame::Typed | FigureCame::Nil => Action::SaveFigures,
        FigureCame::Workbook => Action::ReadWorkbook,
    };
    let by = By { person, came, now };
    let change = write(monitoring, one, one.moving(action, seen), &asked, typed, ids, &by)?;
    Ok(if one.row.nil { change.update(not_nil(one)) } else { change })
}

/// Saves figures that the council itself measures. It never writes a provider's.
pub fn save_own(
    monitoring: &Monitoring,
    one: &Return,
    typed: &[Figure],
    ids: &[RowId],
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    let person = monitoring.may_enter_own(one, actor)?;
    let asked = each_asked(monitoring, one, typed, false)?;
    let by = By { person, came: FigureCame::Typed, now };
    write(monitoring, one, one.moving(Action::SaveFigures, seen), &asked, typed, ids, &by)
}

/// Whether all of this is saved already, as it is.
#[must_use]
pub fn is_saved(monitoring: &Monitoring, one: &Return, typed: &[Figure]) -> bool {
    let same = |figure: &Figure| {
        let asked = each_asked_of(monitoring, one, figure);
        let opening = asked.and_then(|asked| monitoring.opening(one, asked));
        is_same(one.figure(figure.kpi), figure, asked.map(|asked| asked.version.row.id), opening)
    };
    typed.iter().all(same)
}

/// Saves what the provider says of the period as a whole.
pub fn save_note(
    monitoring: &Monitoring,
    one: &Return,
    draft: &Draft,
    seen: Version,
    actor: &Actor,
) -> Result<Change, Refusal> {
    monitoring.may_fill(one, actor)?;
    if one.writable() != super::standing::Writable::All {
        return not_now("Only the figures that the council asks about can be changed now.");
    }
    let row = contract_return::ActiveModel {
        id: Unchanged(one.row.id),
        note: Set(draft.text("note").map(str::to_owned)),
        ..Default::default()
    };
    Ok(one.moving(Action::SaveFigures, seen).on("note").update(row))
}

/// What the provider says of the period as a whole.
pub const NOTE: &[Field] = &[Field::optional(
    "note",
    "What the council should know of this period as a whole",
    "Such as staff who left, or a service that was closed for some weeks. The council may print it: write nothing that shows who anyone is.",
    crate::field::Kind::Prose,
)];

/// Who saves, how it came, and when.
pub(super) struct By {
    pub(super) person: PersonId,
    pub(super) came: FigureCame,
    pub(super) now: DateTime<Utc>,
}

fn each_asked_of<'a>(monitoring: &'a Monitoring, one: &Return, figure: &Figure) -> Option<Asked<'a>> {
    let kpi = monitoring.kpi(figure.kpi).ok()?;
    monitoring.asked_of(kpi, one)
}

/// INVARIANT: whoever the figure is asked of writes it, and nobody else: a provider's is never written by the council.
fn each_asked<'a>(
    monitoring: &'a Monitoring,
    one: &Return,
    typed: &[Figure],
    providers: bool,
) -> Result<Vec<Asked<'a>>, Refusal> {
    let asked = |figure: &Figure| {
        let asked = each_asked_of(monitoring, one, figure).filter(|asked| asked.is_providers() == providers);
        asked.ok_or_else(Refusal::not_found)
    };
    typed.iter().map(asked).collect()
}

fn write(
    monitoring: &Monitoring,
    one: &Return,
    mut change: Change,
    asked: &[Asked<'_>],
    typed: &[Figure],
    ids: &[RowId],
    by: &By,
) -> Result<Change, Refusal> {
    let mut problems = Vec::new();
    for ((asked, figure), id) in asked.iter().zip(typed).zip(ids) {
        let opening = monitoring.opening(one, *asked);
        let row = row(one, *asked, figure, opening, by);
        let values = carried(*asked, &figure.values, opening);
        problems.extend(under(*asked, faults(asked.version, &values)));
        let held = one.figure(figure.kpi);
        if is_same(held, figure, Some(asked.version.row.id), opening) {
            continue;
        }
        change = match held {
            Some(held) => change.update(return_figure::ActiveModel { id: Unchanged(held.id), ..row }),
            None => change.insert(return_figure::ActiveModel { id: Set(*id), ..row }),
        };
    }
    Refusal::unless_empty(problems)?;
    Ok(change)
}

/// The same values with what is carried into this period; of what is no caseload, nothing is.
pub(super) fn carried(asked: Asked<'_>, values: &Values, opening: Option<i64>) -> Values {
    let is_caseload = asked.version.row.kind == entity::state::KpiKind::Caseload;
    Values { opening: opening.filter(|_| is_caseload), ..values.clone() }
}

fn is_same(
    held: Option<&return_figure::Model>,
    figure: &Figure,
    asked: Option<RowId>,
    opening: Option<i64>,
) -> bool {
    let Some(held) = held else {
        return figure.values.is_empty() && figure.comment.is_none() && figure.reason.is_none();
    };
    let values = Values::of(held);
    // A figure that was saved before its opening was known takes it in when it is saved again.
    let takes_opening = values.added.is_some() && values.opening != opening;
    let bare = |values: &Values| Values { opening: None, ..values.clone() };
    bare(&values) == bare(&figure.values)
        && held.comment == figure.comment
        && held.reason == figure.reason
        && !takes_opening
        && asked == Some(held.kpi_version_id)
}

pub(super) fn row(
    one: &Return,
    asked: Asked<'_>,
    figure: &Figure,
    opening: Option<i64>,
    by: &By,
) -> return_figure::ActiveModel {
    let values = carried(asked, &figure.values, opening);
    return_figure::ActiveModel {
        id: sea_orm::ActiveValue::NotSet,
        return_id: Set(one.row.id),
        contract_id: Set(one.row.contract_id),
        kpi_id: Set(figure.kpi),
        kpi_version_id: Set(asked.version.row.id),
        count: Set(values.count),
        new_this_year: Set(values.new_this_year),
        numerator: Set(values.numerator),
        denominator: Set(values.denominator),
        opening: Set(values.opening),
        added: Set(values.added),
        closed: Set(values.closed),
        closing: Set(values.closing),
        yes: Set(values.yes.map(|yes| if yes { YesNo::Yes } else { YesNo::No })),
        score: Set(values.score),
        words: Set(values.words),
        none_reason: Set(values.none_reason),
        comment: Set(figure.comment.clone()),
        reason: Set(figure.reason.clone()),
        came: Set(by.came),
        at: Set(by.now),
        person_id: Set(by.person),
    }
}

/// Whoever fills in a figure has something to return after all.
fn not_nil(one: &Return) -> contract_return::ActiveModel {
    contract_return::ActiveModel {
        id: Unchanged(one.row.id),
        nil: Set(false),
        nil_reason: Set(None),
        ..Default::default()
    }
}

/// Problems of one KPI, with the names that its boxes have on a page with several.
pub(super) fn under(asked: Asked<'_>, problems: Vec<Problem>) -> Vec<Problem> {
    let named = |problem: Problem| Problem {
        field: problem.field.map(|field| name(asked, &field)),
        says: problem.says,
    };
    problems.into_iter().map(named).collect()
}

impl Monitoring {
    /// Whether someone of the council may enter the council's own figures of a return now, and who they are.
    pub fn may_enter_own(&self, one: &Return, actor: &Actor) -> Result<PersonId, Refusal> {
        let person = self.council_acts(Act::EnterCouncilFigures, actor)?;
        one.takes_own()?;
        Ok(person)
    }
}

#[cfg(test)]
mod tests;
