//! How the returns came, what was corrected, what the provider says of the period, and what is to be decided next.

use entity::state::{StepKind, TermEnd};
use minijinja::Value;
use rules::field::long_day;
use rules::law::clock::uk_date;
use rules::report::performance::Performance;
use rules::returns::Return;
use rules::returns::standing::Timeliness;

use super::super::Facts;
use super::super::awarding::{facts, prose, text};

/// Everything a template can name of them.
pub(super) fn of(of: &Performance<'_>) -> Facts {
    let returns: Vec<Facts> = of.periods().into_iter().map(|one| came(of, one)).collect();
    let late = of.periods().into_iter().filter(|one| is_late(of, one)).count();
    let corrections: Vec<Facts> = of
        .corrections()
        .into_iter()
        .map(|correction| {
            let agreed = correction.row.decided_at.map(|at| long_day(uk_date(at))).unwrap_or_default();
            let reason = if of.is_public() { "" } else { correction.row.reason.as_str() };
            facts([
                ("title", text(&correction.title)),
                ("period", text(&correction.period)),
                ("was", text(&correction.was)),
                ("is", text(&correction.is)),
                ("why", prose(reason)),
                ("on", text(&agreed)),
            ])
        })
        .collect();
    let note = of.period().and_then(|one| {
        let note = one.row.note.as_deref().filter(|_| one.is_returned())?;
        of.may_show(one, None, note).then_some(note)
    });
    facts([
        ("returns", Value::from_iter(returns)),
        ("late_count", late.into()),
        ("corrections", Value::from_iter(corrections)),
        ("note", prose(note.unwrap_or_default())),
        ("points", Value::from_iter(points(of))),
    ])
}

fn is_late(of: &Performance<'_>, one: &Return) -> bool {
    match standing(of, one) {
        Timeliness::CameLate | Timeliness::Overdue | Timeliness::NeverCame => true,
        Timeliness::Running | Timeliness::InTime | Timeliness::CameInTime => false,
    }
}

fn standing(of: &Performance<'_>, one: &Return) -> Timeliness {
    one.timeliness(of.now)
}

fn came(of: &Performance<'_>, one: &Return) -> Facts {
    let words = match standing(of, one) {
        Timeliness::Running => "Its period is not over",
        Timeliness::InTime => "Not there yet, and not late",
        Timeliness::CameInTime => "In time",
        Timeliness::CameLate => "Late",
        Timeliness::Overdue => "Overdue",
        Timeliness::NeverCame => "Never came",
    };
    let on = |at: Option<chrono::DateTime<chrono::Utc>>| {
        text(&at.map_or_else(|| "–".to_owned(), |at| long_day(uk_date(at))))
    };
    let asked = of.source.asked(one);
    let given = asked.iter().filter(|asked| {
        let figure = of.source.one(one.row.id).ok().and_then(|one| one.figure(asked.kpi.row.id));
        one.is_returned() && figure.is_some_and(|figure| figure.none_reason.is_none())
    });
    facts([
        ("period", text(&of.seen.period_words(one))),
        ("due", text(&long_day(one.row.due_on))),
        ("came", on(one.row.submitted_at)),
        ("stands", text(words)),
        ("accepted", on(one.row.accepted_at)),
        ("given", given.count().into()),
        ("asked", asked.len().into()),
    ])
}

/// The breaks and options that are ahead; where their days cannot be told, none.
fn points(of: &Performance<'_>) -> Vec<Facts> {
    let points = of.source.contract.points(of.authority, of.today).unwrap_or_default();
    let told =
        |on: Option<chrono::NaiveDate>| text(&on.map_or_else(|| "Cannot be told".to_owned(), long_day));
    let of = points.iter().map(|point| {
        let what = match point.end {
            TermEnd::Extension => "Extension option: ends unless it is extended",
            TermEnd::Break | TermEnd::End => "Break clause: runs on unless it is ended",
        };
        facts([
            ("what", text(what)),
            ("last", text(&long_day(point.span.last))),
            ("meeting", told(point.plan.on(StepKind::Meeting))),
            ("serve", told(point.plan.on(StepKind::Serve))),
            ("body", text(point.body.value.as_deref().unwrap_or("Cannot be told"))),
            ("decided", point.progress.decided.into()),
        ])
    });
    of.collect()
}
