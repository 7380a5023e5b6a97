//! The steps before the next break, on a scale of their own: in the picture of the whole term they would touch.

use chrono::NaiveDate;
use entity::state::StepKind;
use rules::contract::dates::Point;
use serde::Serialize;

use super::lanes::{self, Label, laid};
use super::{LANE, Scale};

/// The steps before the next break, on a scale of their own.
#[derive(Serialize)]
pub(super) struct Strip {
    title: String,
    y: i64,
    /// Where its first and last day stand in the picture above.
    from: i64,
    to: i64,
    marks: Vec<Marked>,
}

#[derive(Serialize)]
struct Marked {
    x: i64,
    state: &'static str,
    label: Label,
}

impl Strip {
    /// How far down it reaches with its labels.
    pub(super) fn bottom(&self) -> i64 {
        self.y + 16 + lanes::count(self.marks.iter().map(|mark| &mark.label)) * LANE
    }
}

/// The steps that have a day, without the end of the part; nothing where there are not two.
pub(super) fn strip(point: &Point<'_>, today: NaiveDate, y: i64, above: Scale) -> Option<Strip> {
    let steps = point.plan.steps.iter().filter(|step| step.kind != StepKind::Turn);
    let days: Vec<_> = steps.filter_map(|step| Some((step.kind, *step.on.as_ref().ok()?))).collect();
    let (first, last) = (days.iter().map(|it| it.1).min()?, days.iter().map(|it| it.1).max()?);
    if days.len() < 2 || first == last {
        return None;
    }
    let scale = Scale::of(first, last);
    let words = days.iter().map(|(kind, on)| (scale.x(*on), step(*kind).to_owned(), *on));
    let labels = laid(words, y + 28);
    let missed = |kind: StepKind| {
        point.next.as_ref().is_some_and(|next| next.missed.iter().any(|(step, _)| *step == kind))
    };
    let marks = days.iter().zip(labels).map(|((kind, on), label)| {
        let state = if missed(*kind) {
            "missed"
        } else if *on < today {
            "behind"
        } else {
            "ahead"
        };
        Marked { x: scale.x(*on), state, label }
    });
    Some(Strip {
        title: format!("Steps before {}", lanes::short_day(point.span.last)),
        y,
        from: above.x(first),
        to: above.x(last),
        marks: marks.collect(),
    })
}

/// A step in a word or two.
const fn step(kind: StepKind) -> &'static str {
    match kind {
        StepKind::Return => "Latest return",
        StepKind::ForwardPlan => "Forward plan",
        StepKind::Report => "Report",
        StepKind::Agenda => "Agenda",
        StepKind::Meeting => "Decision",
        StepKind::Published => "Published",
        StepKind::CallIn => "Call-in ends",
        StepKind::Serve => "Send notice",
        StepKind::Received => "Notice received",
        StepKind::Turn => "Part ends",
    }
}
