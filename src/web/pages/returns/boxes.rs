//! The boxes of the KPIs on a page, with what stands beside them; drawn, taken in and read in one place.

use entity::choice::Choice;
use entity::gaps::Gaps;
use entity::number::Version;
use entity::return_figure;
use rules::field::{Field, Lists, all_held};
use rules::returns::correct::value_words;
use rules::returns::entry::{faults, questions};
use rules::returns::measure::{YearToDate, rag, target_shown, year_shown, year_words};
use rules::returns::save::{Figure, all_boxes, prefix, read, read_all};
use rules::returns::values::Values;
use rules::returns::{Asked, Monitoring, Return};
use rules::{Problem, Refusal};
use sea_orm::Value;
use serde::Serialize;

use crate::web::desk::{Again, Posted, Whose};
use crate::web::forms::{Drawn, DrawnProblem, Form, Holds, draw, merge_under};

/// One KPI on a page.
#[derive(Serialize)]
pub(super) struct Boxes {
    /// What its place on the page is called, such as `k3`.
    id: String,
    /// Before the name of each of its boxes.
    prefix: String,
    title: String,
    facts: Vec<(&'static str, String)>,
    definition: Option<String>,
    is_proposed: bool,
    beside: Vec<(String, String)>,
    rag: Option<(&'static str, &'static str)>,
    questions: Vec<String>,
    asked_by_council: Vec<String>,
    needs_file: bool,
    /// What its form was drawn from; nothing where it cannot be written now.
    drawn: Option<String>,
    numbers: Vec<Drawn>,
    why_none: Option<Drawn>,
    none_is_open: bool,
    comment: Option<Drawn>,
    reason: Option<Drawn>,
    /// What is saved, where it cannot be written now.
    said: Vec<(&'static str, String)>,
    #[serde(skip)]
    problems: Vec<DrawnProblem>,
    #[serde(skip)]
    stale: bool,
}

impl Boxes {
    /// The boxes of a KPI, or what is saved of it where they are locked.
    pub fn of(
        monitoring: &Monitoring,
        one: &Return,
        asked: Asked<'_>,
        is_open: bool,
        again: Option<&Again>,
    ) -> Self {
        let held = one.figure(asked.kpi.row.id);
        let before = prefix(asked);
        // A form that came back is drawn even where it can no longer be saved, so that nothing typed is lost.
        let again = again.filter(|again| again.typed.has(&format!("{before}drawn")));
        let typed = again.and_then(|again| read(monitoring, one, asked, &again.typed).ok());
        let typed = typed.map(|figure| figure.values);
        let typed = typed.filter(|values| faults(asked.version, values).is_empty());
        let values = typed.or_else(|| held.map(Values::of)).unwrap_or_default();
        let mut boxes = Self::beside(monitoring, one, asked, &values);
        if is_open || again.is_some() {
            boxes.draw(one.row.version, asked, held, again);
        } else {
            boxes.said = said(asked, held);
        }
        boxes
    }

    fn beside(monitoring: &Monitoring, one: &Return, asked: Asked<'_>, values: &Values) -> Self {
        let row = &asked.version.row;
        let beside = monitoring.beside(one, asked);
        let asks = questions(asked.version, values, &beside);
        let year = monitoring.year_to_date(one, asked, Some(values));
        let mut pairs = Vec::new();
        if let (Some(before), Some(last)) = (monitoring.before(one), &beside.last) {
            pairs.push((monitoring.period_words(before), value_words(asked.version, last)));
        }
        pairs.extend(beside.target.map(|it| ("Target".to_owned(), target_shown(asked.version, it))));
        if row.kind == entity::state::KpiKind::Caseload {
            let opening = beside.opening.map(|open| open.to_string());
            let opening =
                opening.unwrap_or_else(|| "Not known until the period before has a figure".to_owned());
            pairs.push(("Open on the first day, carried over".to_owned(), opening));
        }
        pairs.extend(year_pair(asked, &year));
        let given = !values.is_empty();
        let stands = rag(asked.version, values, one.row.first_on);
        let queries =
            one.queries.iter().filter(|it| it.kpi_id == asked.kpi.row.id && it.answered_at.is_none());
        let before = prefix(asked);
        Self {
            id: before.trim_end_matches('-').to_owned(),
            prefix: before,
            title: row.title.clone(),
            facts: facts(asked),
            definition: row.definition.clone(),
            is_proposed: row.assumed == Some(entity::state::YesNo::Yes),
            beside: pairs,
            rag: given.then(|| (stands.code(), stands.words())),
            questions: asks.iter().map(|question| question.says().to_owned()).collect(),
            asked_by_council: queries.map(|query| query.question.clone()).collect(),
            needs_file: row.evidence == Some(entity::state::YesNo::Yes),
            drawn: None,
            numbers: Vec::new(),
            why_none: None,
            none_is_open: false,
            comment: None,
            reason: None,
            said: Vec::new(),
            problems: Vec::new(),
            stale: false,
        }
    }

    fn draw(
        &mut self,
        version: Version,
        asked: Asked<'_>,
        held: Option<&return_figure::Model>,
        again: Option<&Again>,
    ) {
        let (fields, again) = (all_boxes(asked), again.map(|again| again.under(&self.prefix)));
        let values = values_of(held, &fields);
        let holds = Holds { values: &values, gaps: &Gaps::default() };
        let form = draw(String::new(), version, &fields, &holds, &Lists::default(), again.as_ref());
        let form = form.under(&self.prefix);
        let reason_is_due = !self.questions.is_empty();
        self.stale = form.stale;
        self.drawn = Some(form.drawn);
        let titled = |problem: DrawnProblem| DrawnProblem {
            says: format!("{}: {}", self.title, problem.says),
            ..problem
        };
        self.problems = form.problems.into_iter().map(titled).collect();
        for drawn in form.fields {
            match drawn.name().strip_prefix(&self.prefix).unwrap_or_default() {
                "none_reason" => {
                    self.none_is_open = drawn.is_open();
                    self.why_none = Some(drawn);
                }
                "comment" => self.comment = Some(drawn),
                "reason" => self.reason = (reason_is_due || drawn.is_open()).then_some(drawn),
                name => {
                    let label = label_of(asked, name);
                    let drawn = drawn.clearing();
                    self.numbers.push(match label {
                        Some(label) => drawn.called(&label),
                        None => drawn,
                    });
                }
            }
        }
    }
}

/// A form over the boxes of several KPIs: its problems are theirs, in the order of the page, then those of the whole.
pub(super) fn over(mut form: Form, all: &mut [Boxes], again: Option<&Again>) -> Form {
    let whole = again.map(|again| again.problems.as_slice()).unwrap_or_default();
    let of_none = |problem: &&Problem| {
        let field = problem.field.as_deref().unwrap_or_default();
        !all.iter().any(|boxes| boxes.drawn.is_some() && field.starts_with(&boxes.prefix))
    };
    let whole: Vec<DrawnProblem> = whole
        .iter()
        .filter(of_none)
        .map(|problem| DrawnProblem { at: None, says: problem.says.clone() })
        .collect();
    form.problems =
        all.iter_mut().flat_map(|boxes| std::mem::take(&mut boxes.problems)).chain(whole).collect();
    form.stale = again.is_some_and(|again| again.stale) || all.iter().any(|boxes| boxes.stale);
    form
}

/// What was typed into the boxes of these KPIs, after what others saved was taken into every box that was not touched:
/// the version that the form rests on by now, and the figures.
pub(super) fn taken<S: Whose>(
    posted: &mut Posted<S>,
    monitoring: &Monitoring,
    one: &Return,
    asked: &[Asked<'_>],
) -> (Version, Result<Vec<Figure>, Refusal>) {
    let now = one.row.version;
    let mut seen = now;
    for asked in asked {
        let fields = all_boxes(*asked);
        let values = values_of(one.figure(asked.kpi.row.id), &fields);
        let holds = Holds { values: &values, gaps: &Gaps::default() };
        let own = merge_under(posted, &prefix(*asked), now, &fields, &holds);
        if own != now {
            seen = own;
        }
    }
    (seen, read_all(monitoring, one, asked, &posted.typed))
}

/// Those of these KPIs whose boxes came with a form.
pub(super) fn came<'a, S: Whose>(posted: &Posted<S>, asked: Vec<Asked<'a>>) -> Vec<Asked<'a>> {
    let came = |asked: &Asked<'_>| posted.typed.has(&format!("{}drawn", prefix(*asked)));
    asked.into_iter().filter(came).collect()
}

/// Whether something is asked about these figures that the form did not ask yet.
pub(super) fn raises<S: Whose>(
    posted: &Posted<S>,
    monitoring: &Monitoring,
    one: &Return,
    figures: &[Figure],
) -> bool {
    figures.iter().any(|figure| {
        let asked = monitoring.kpi(figure.kpi).ok().and_then(|kpi| monitoring.asked_of(kpi, one));
        asked.is_some_and(|asked| {
            let asks = questions(asked.version, &figure.values, &monitoring.beside(one, asked));
            let was_asked = posted.typed.has(&format!("{}reason", prefix(asked)));
            !asks.is_empty() && figure.reason.is_none() && !was_asked
        })
    })
}

/// What is held for these fields; every box of a figure that is not there yet is empty.
fn values_of(held: Option<&return_figure::Model>, fields: &[Field]) -> Vec<Value> {
    match held {
        Some(row) => all_held(row, fields),
        None => vec![Value::String(None); fields.len()],
    }
}

/// What is above and below the line of a rate is named by the KPI itself.
fn label_of(asked: Asked<'_>, field: &str) -> Option<String> {
    let row = &asked.version.row;
    match field {
        "numerator" => row.numerator.as_ref().map(|words| format!("How many: {words}")),
        "denominator" => row.denominator.as_ref().map(|words| format!("Out of how many: {words}")),
        _ => None,
    }
}

fn facts(asked: Asked<'_>) -> Vec<(&'static str, String)> {
    let row = &asked.version.row;
    let mut facts = Vec::new();
    facts.extend(row.unit.clone().map(|unit| ("Counted in", unit)));
    facts.extend(row.numerator.clone().map(|words| ("How many", words)));
    facts.extend(row.denominator.clone().map(|words| ("Out of how many", words)));
    facts.extend(row.source.clone().map(|source| ("Where it comes from", source)));
    facts
}

/// The year to date, as typed.
fn year_pair(asked: Asked<'_>, year: &YearToDate) -> Option<(String, String)> {
    if year.periods == 0 {
        return None;
    }
    let mut says = year_shown(asked.version, year);
    if let Some((above, below)) = year.sums {
        says.push_str(&format!(" ({above} of {below})"));
    }
    if let Some(target) = year.target {
        says.push_str(&format!(", target {}", target_shown(asked.version, target)));
    }
    match year.missing {
        0 => {}
        1 => says.push_str("; 1 period has no figure"),
        more => says.push_str(&format!("; {more} periods have no figure")),
    }
    Some((year_words(asked.version).to_owned(), says))
}

/// What is saved of a KPI, to be read.
pub(super) fn said(asked: Asked<'_>, held: Option<&return_figure::Model>) -> Vec<(&'static str, String)> {
    let Some(figure) = held else { return vec![("Figure", "No figure yet".to_owned())] };
    let mut said = vec![("Figure", value_words(asked.version, &Values::of(figure)))];
    said.extend(figure.comment.clone().map(|text| ("Comment", text)));
    said.extend(figure.reason.clone().map(|text| ("Why this is right", text)));
    if figure.came != entity::state::FigureCame::Typed {
        said.push(("How it came", figure.came.label().to_owned()));
    }
    said
}
