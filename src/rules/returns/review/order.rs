//! What of a return is looked at first.

use entity::number::Hundredths;
use entity::return_query;

use crate::returns::entry::{Question, questions};
use crate::returns::measure::{Rag, YearToDate, rag};
use crate::returns::sign::{Document, Returned};
use crate::returns::values::Values;
use crate::returns::{Asked, Current, Monitoring, Return};

/// Why a figure is looked at before others, the most urgent first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    /// It is off its target.
    OffTarget,
    /// It is another than in the submission before.
    Changed,
    /// It moved by more than a quarter since the period before.
    Moved,
    /// It asks for words of which there are none.
    Unexplained,
    /// It is missing, or there is a reason for it to be.
    NoFigure,
    /// A question about it waits for an answer.
    Waiting,
}

impl Mark {
    /// In words.
    #[must_use]
    pub fn words(self) -> &'static str {
        match self {
            Self::OffTarget => "Off target",
            Self::Changed => "Changed since it was last submitted",
            Self::Moved => "Moved by more than 25%",
            Self::Unexplained => "Not explained",
            Self::NoFigure => "No figure",
            Self::Waiting => "Waiting for an answer",
        }
    }
}

/// One figure of a return, with all that a reviewer looks at.
#[derive(Clone, Debug)]
pub struct Reviewed<'a> {
    /// The KPI as the period asks for it.
    pub asked: Asked<'a>,
    /// The figure as it stands; nothing where none was returned.
    pub current: Option<Current<'a>>,
    /// What the period before came to.
    pub last: Option<Values>,
    /// The target of the period.
    pub target: Option<Hundredths>,
    /// How the figure stands to it.
    pub rag: Rag,
    /// The year to date.
    pub year: YearToDate,
    /// What is odd about it.
    pub questions: Vec<Question>,
    /// What the submission before said, where that is something else.
    pub before: Option<Returned>,
    /// What the council asked about it, oldest first.
    pub queries: Vec<&'a return_query::Model>,
    /// Why it comes early; empty for what nobody needs to look at first.
    pub marks: Vec<Mark>,
}

/// Every figure of a return, those first that need to be looked at, else in the order of pages.
#[must_use]
pub fn order<'a>(monitoring: &'a Monitoring, one: &'a Return) -> Vec<Reviewed<'a>> {
    let mut all: Vec<_> =
        monitoring.asked(one).into_iter().map(|asked| reviewed(monitoring, one, asked)).collect();
    all.sort_by_key(|it| it.marks.first().map_or(u8::MAX, |mark| *mark as u8));
    all
}

fn reviewed<'a>(monitoring: &'a Monitoring, one: &'a Return, asked: Asked<'a>) -> Reviewed<'a> {
    let kpi = asked.kpi.row.id;
    let current = monitoring.current(one, kpi);
    let values = current.as_ref().map(|current| current.values.clone()).unwrap_or_default();
    let beside = monitoring.beside(one, asked);
    let mut reviewed = Reviewed {
        rag: rag(asked.version, &values, one.row.first_on),
        questions: questions(asked.version, &values, &beside),
        last: beside.last,
        target: beside.target,
        year: monitoring.year_to_date(one, asked, None),
        before: changed(one, asked, current.as_ref()),
        queries: one.queries.iter().filter(|query| query.kpi_id == kpi).collect(),
        marks: Vec::new(),
        asked,
        current,
    };
    reviewed.marks = reviewed.marks_of(one);
    reviewed
}

impl Reviewed<'_> {
    fn marks_of(&self, one: &Return) -> Vec<Mark> {
        let kpi = self.asked.kpi.row.id;
        let is_asked = |wanted: fn(&Question) -> bool| self.questions.iter().any(wanted);
        let marks = [
            (Mark::OffTarget, self.rag == Rag::Red),
            (Mark::Changed, self.before.is_some()),
            (Mark::Moved, is_asked(|question| matches!(question, Question::Jump(_)))),
            (Mark::Unexplained, self.is_unexplained()),
            (Mark::NoFigure, self.rag == Rag::NoData),
            (Mark::Waiting, one.unanswered().any(|query| query.kpi_id == kpi)),
        ];
        marks.into_iter().filter(|(_, holds)| *holds).map(|(mark, _)| mark).collect()
    }

    /// Whether words are called for and there are none: a reason where one is asked, a comment near or off the target.
    fn is_unexplained(&self) -> bool {
        let Some(current) = &self.current else { return false };
        let figure = current.figure;
        let says_nothing = |text: &Option<String>| text.as_deref().is_none_or(|text| text.trim().is_empty());
        let has_no_reason = !self.questions.is_empty() && says_nothing(&figure.reason);
        let has_no_words = says_nothing(&figure.comment) && says_nothing(&figure.reason);
        has_no_reason || (matches!(self.rag, Rag::Red | Rag::Amber) && has_no_words)
    }
}

/// What the submission before the last said of a figure, where the figure is another now.
fn changed(one: &Return, asked: Asked<'_>, current: Option<&Current<'_>>) -> Option<Returned> {
    let place = one.submissions.len().checked_sub(2)?;
    let before = one.submissions.get(place)?;
    let figure = current?.figure;
    let now = Values::of(figure);
    let sent = Document::read(&before.document)?.figure(asked.kpi.row.number)?.clone();
    let same = sent.values == now && sent.comment == figure.comment && sent.reason == figure.reason;
    (!same).then_some(sent)
}
