//! One figure as its reviewer sees it.

use rules::law::clock::long_instant;
use rules::returns::correct::{corrected_words, value_words};
use rules::returns::measure::{reading, target_shown, year_shown, year_words};
use rules::returns::review::{Mark, Reviewed};
use rules::returns::{Asked, Monitoring, Return};
use serde::Serialize;

/// How a figure stands to its target.
#[derive(Clone, Serialize)]
pub struct ShownRag {
    code: &'static str,
    words: &'static str,
}

/// One figure with all that a reviewer looks at.
#[derive(Clone, Serialize)]
pub struct ShownFigure {
    number: i32,
    title: String,
    outcome: String,
    /// Where the KPI itself is.
    kpi: String,
    councils: bool,
    is_missing: bool,
    rag: ShownRag,
    marks: Vec<&'static str>,
    value: String,
    last: Option<String>,
    target: Option<String>,
    year: Option<(&'static str, String)>,
    definition: Option<String>,
    questions: Vec<String>,
    comment: Option<String>,
    reason: Option<String>,
    /// What the submission before said.
    before: Option<Vec<(&'static str, String)>>,
    corrections: Vec<String>,
    queries: Vec<ShownQuery>,
    files: Vec<ShownFile>,
    /// Where the figure can be corrected by this reader.
    pub correct: Option<String>,
}

/// A question about a figure, with its answer once that is there.
#[derive(Clone, Serialize)]
pub struct ShownQuery {
    question: String,
    asked_at: String,
    answer: Option<String>,
    answered_at: Option<String>,
}

/// A file that came with a figure or with the return.
#[derive(Clone, Serialize)]
pub struct ShownFile {
    name: String,
    path: String,
}

impl ShownQuery {
    /// From its row.
    pub fn of(row: &entity::return_query::Model) -> Self {
        Self {
            question: row.question.clone(),
            asked_at: long_instant(row.asked_at),
            answer: row.answer.clone(),
            answered_at: row.answered_at.map(long_instant),
        }
    }
}

impl ShownFigure {
    /// As the reviewer of a return sees it.
    pub fn of(monitoring: &Monitoring, one: &Return, reviewed: &Reviewed<'_>) -> Self {
        let asked = reviewed.asked;
        let version = asked.version;
        let reference = &monitoring.contract.row.reference;
        let outcome = monitoring.outcome(asked.kpi.row.outcome_id).map(|row| row.says.clone());
        let words = |values| value_words(version, values);
        let current = reviewed.current.as_ref();
        let figure = current.map(|current| current.figure);
        Self {
            number: asked.kpi.row.number,
            title: version.row.title.clone(),
            outcome: outcome.unwrap_or_default(),
            kpi: format!("/contracts/{reference}/performance/{}", asked.kpi.row.number),
            councils: !asked.is_providers(),
            is_missing: current.is_none(),
            rag: ShownRag { code: reviewed.rag.code(), words: reviewed.rag.words() },
            marks: reviewed.marks.iter().map(|mark| Mark::words(*mark)).collect(),
            value: current.map_or_else(|| "No figure".to_owned(), |current| words(&current.values)),
            last: reviewed.last.as_ref().map(words),
            target: reviewed.target.map(|target| target_shown(version, target)),
            year: year(asked, reviewed),
            definition: version.row.definition.clone(),
            questions: reviewed.questions.iter().map(|question| question.says().to_owned()).collect(),
            comment: figure.and_then(|figure| figure.comment.clone()),
            reason: figure.and_then(|figure| figure.reason.clone()),
            before: reviewed.before.as_ref().map(|before| {
                let mut said = vec![("Figure before", words(&before.values))];
                said.extend(before.comment.clone().map(|comment| ("Comment before", comment)));
                said.extend(before.reason.clone().map(|reason| ("Reason before", reason)));
                said
            }),
            corrections: current.map(|current| corrected_words(version, current)).unwrap_or_default(),
            queries: reviewed.queries.iter().map(|row| ShownQuery::of(row)).collect(),
            files: files(monitoring, one, Some(asked)),
            correct: None,
        }
    }

    /// The number of its KPI.
    pub fn number(&self) -> i32 {
        self.number
    }
}

/// The year to date, where it says more than the figure itself.
fn year(asked: Asked<'_>, reviewed: &Reviewed<'_>) -> Option<(&'static str, String)> {
    let year = &reviewed.year;
    let own = reviewed.current.as_ref().map(|current| reading(asked.version, &current.values));
    if year.periods == 0 || (year.periods == 1 && own.as_ref() == Some(&year.reading)) {
        return None;
    }
    let mut says = year_shown(asked.version, year);
    if let Some((above, below)) = year.sums {
        says.push_str(&format!(" ({above} of {below})"));
    }
    if let Some(target) = year.target {
        says.push_str(&format!(", target {}", target_shown(asked.version, target)));
    }
    if year.missing > 0 {
        let periods =
            if year.missing == 1 { "1 period has" } else { &format!("{} periods have", year.missing) };
        says.push_str(&format!("; {periods} no figure"));
    }
    Some((year_words(asked.version), says))
}

/// The files of a figure, or of the return as a whole.
pub fn files(monitoring: &Monitoring, one: &Return, asked: Option<Asked<'_>>) -> Vec<ShownFile> {
    let reference = &monitoring.contract.row.reference;
    let kpi = asked.map(|asked| asked.kpi.row.id);
    let file = |row: &entity::return_evidence::Model| ShownFile {
        name: row.name.clone(),
        path: format!("/contracts/{reference}/returns/{}/evidence/{}", one.row.number, row.id.0),
    };
    one.files().filter(|row| row.kpi_id == kpi).map(file).collect()
}
