//! Writing a section of a report: prose of the record, and what this report alone says.

use chrono::{DateTime, Utc};
use entity::id::RowId;
use entity::number::Version;
use entity::passage;
use entity::state::Occasion;
use sea_orm::ActiveValue::{Set, Unchanged};
use sea_orm::{IntoActiveModel, TryIntoModel, Value};

use super::Figures;
use super::keep::{Keeping, kept_with};
use super::kinds::{Moment, may_write_report, moment};
use super::marks::prose_problems;
use crate::access::Actor;
use crate::field::{Draft, Field, Kind, held};
use crate::procurement::Procurement;
use crate::procurement::edit::about;
use crate::{Action, Change, Problem, Refusal};

/// The box for what one report alone says in a section.
pub const OWN: &[Field] = &[Field::optional(
    "own",
    "Anything else this section should say",
    "Stands in this report only. Every other box belongs to the record, and other reports use it too.",
    Kind::Prose,
)];

/// A section as it is written.
#[derive(Clone, Debug)]
pub struct Writing<'a> {
    /// Its code in the report.
    pub section: &'a str,
    /// Its heading.
    pub title: &'a str,
    /// What was written into the record's own fields.
    pub record: &'a Draft,
    /// What this report alone says, where the section has room for that.
    pub own: Option<&'a str>,
    /// The number of the passage, if it is the section's first.
    pub passage: RowId,
    /// The figures that prose can name.
    pub figures: &'a Figures,
    /// The places of the paper that prose can refer to.
    pub places: &'a [&'a str],
}

/// Writes a section, and keeps the version of the report that comes of it. Refuses prose that names a figure or
/// a place that is not there.
pub fn write_section(
    p: &Procurement,
    writing: &Writing,
    keeping: Keeping,
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    let kind = keeping.paper.kind;
    may_write_report(kind, p, actor)?;
    Refusal::unless_empty(problems(p, &keeping, writing))?;
    let change = about(p, Action::WriteSection, seen).on(writing.title.to_owned());
    let change = match moment(kind) {
        Moment::Commencement => change.update(writing.record.onto(p.row.clone().into_active_model())),
        // INVARIANT: a report of an award writes nothing of the record that was decided on.
        Moment::Award => change,
    };
    let own = own(writing, &keeping);
    let kept = kept_with(change, p, keeping, Occasion::Saved, Some(writing.title.to_owned()), actor, now)?;
    Ok(match own {
        Own::AsItWas => kept,
        Own::First(row) => kept.insert(row),
        Own::Changed(row) => kept.update(row),
        Own::Gone(row) => kept.delete::<passage::Model, passage::ActiveModel>(row),
    })
}

/// What is wrong with the prose that was changed, each with its box. What stood there before is marked in the
/// paper, and does not keep anyone from mending another box.
fn problems(p: &Procurement, keeping: &Keeping, writing: &Writing) -> Vec<Problem> {
    let own_before = keeping.report.as_ref().and_then(|report| report.passage(writing.section));
    let own_before = own_before.map(|passage| passage.says.as_str());
    let own = writing.own.filter(|says| own_before != Some(says)).map(|says| ("own", says));
    let changed = |(name, text): &(&str, &str)| held(&p.row, name) != Value::from(*text);
    let texts = writing.record.texts().filter(changed).chain(own);
    let wrong = |(name, text)| {
        let places = writing.places.iter().copied();
        prose_problems(text, writing.figures, places).into_iter().map(move |says| Problem::at(name, says))
    };
    texts.flat_map(wrong).collect()
}

/// The procurement as it will be once a section is written, for a preview and for the version that is kept.
pub fn as_written(p: &Procurement, record: &Draft) -> Result<Procurement, Refusal> {
    let row = record.onto(p.row.clone().into_active_model());
    let row = row.try_into_model().map_err(|_| Refusal::not_found())?;
    Ok(Procurement { row, ..p.clone() })
}

/// What becomes of the passage of a section.
enum Own {
    AsItWas,
    First(passage::ActiveModel),
    Changed(passage::ActiveModel),
    Gone(passage::Model),
}

fn own(writing: &Writing, keeping: &Keeping) -> Own {
    let held = keeping.report.as_ref().and_then(|report| report.passage(writing.section));
    match (held, writing.own) {
        (Some(held), Some(says)) if held.says == says => Own::AsItWas,
        (Some(held), Some(says)) => Own::Changed(passage::ActiveModel {
            id: Unchanged(held.id),
            says: Set(says.to_owned()),
            ..Default::default()
        }),
        (None, Some(says)) => Own::First(passage::ActiveModel {
            id: Set(writing.passage),
            report_id: Set(keeping.report_id()),
            section: Set(writing.section.to_owned()),
            says: Set(says.to_owned()),
        }),
        (Some(held), None) => Own::Gone(held.clone()),
        (None, None) => Own::AsItWas,
    }
}

#[cfg(test)]
mod tests;
