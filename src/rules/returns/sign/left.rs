//! What is left to do before a return can be sent.

use entity::id::KpiId;
use entity::state::{KpiKind, YesNo};

use super::whole;
use crate::Problem;
use crate::returns::entry::{Question, faults, missing, questions};
use crate::returns::save::{carried, under};
use crate::returns::values::Values;
use crate::returns::{Asked, Monitoring, Return};

/// Something that is left to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// The KPI that it is about.
    pub kpi: KpiId,
    /// What to do: with the full name of its box, such as `k3-reason`; of a file, `k3-file`; of a question of the
    /// council, `k3-answer`.
    pub problem: Problem,
}

/// Everything that is left to do before a return can be sent, in the order of its pages.
#[must_use]
pub fn left(monitoring: &Monitoring, one: &Return) -> Vec<Left> {
    let asked = monitoring.asked(one).into_iter().filter(Asked::is_providers);
    asked.flat_map(|asked| of_one(monitoring, one, asked)).collect()
}

/// The same as problems, for a rule that refuses.
#[must_use]
pub fn ready(monitoring: &Monitoring, one: &Return) -> Vec<Problem> {
    left(monitoring, one).into_iter().map(|left| left.problem).collect()
}

fn of_one(monitoring: &Monitoring, one: &Return, asked: Asked<'_>) -> Vec<Left> {
    let kpi = asked.kpi.row.id;
    let title = &asked.version.row.title;
    let figure = one.figure(kpi);
    let beside = monitoring.beside(one, asked);
    let values = figure.map(Values::of).unwrap_or_default();
    let values = carried(asked, &values, beside.opening);
    let mut problems = missing(asked.version, &values);
    if figure.is_some_and(|figure| figure.kpi_version_id != asked.version.row.id) && !one.row.nil {
        let says =
            format!("{title}: what it asks was changed since you saved it. Look at it again and save it.");
        problems.push(Problem::at("comment", says));
    }
    if problems.is_empty() {
        problems.extend(titled(title, faults(asked.version, &values)));
        problems.extend(not_carried(monitoring, one, asked, &values));
    }
    let is_explained = one.row.nil || figure.is_some_and(|figure| figure.reason.is_some());
    if problems.is_empty() && !is_explained {
        let asks: Vec<Question> = questions(asked.version, &values, &beside);
        let says = format!("{title}: say why the figure is right.");
        problems.extend((!asks.is_empty()).then(|| Problem::at("reason", says)));
    }
    if problems.is_empty() && lacks_file(one, asked, &values) {
        let says = format!("{title}: add the file that shows what the figure rests on.");
        problems.push(Problem::at("file", says));
    }
    if one.queried().contains(&kpi) {
        problems.push(Problem::at("answer", format!("{title}: answer the council’s question.")));
    }
    under(asked, problems).into_iter().map(|problem| Left { kpi, problem }).collect()
}

fn titled(title: &str, problems: Vec<Problem>) -> impl Iterator<Item = Problem> {
    problems.into_iter().map(move |problem| Problem { says: format!("{title}: {}", problem.says), ..problem })
}

/// A caseload whose opening is not known yet, because the period before is still with the provider.
fn not_carried(monitoring: &Monitoring, one: &Return, asked: Asked<'_>, values: &Values) -> Option<Problem> {
    let is_caseload = asked.version.row.kind == KpiKind::Caseload && values.none_reason.is_none();
    let before = monitoring.before(one).filter(|before| before.is_with_provider())?;
    let is_unknown = is_caseload && values.opening.is_none() && before.figure(asked.kpi.row.id).is_none();
    is_unknown.then(|| {
        whole(format!(
            "{}: what was open at the start is carried from {}. Save its figure first.",
            asked.version.row.title,
            monitoring.period_words(before)
        ))
    })
}

fn lacks_file(one: &Return, asked: Asked<'_>, values: &Values) -> bool {
    let needs = asked.version.row.evidence == Some(YesNo::Yes);
    let has = || one.files().any(|file| file.kpi_id == Some(asked.kpi.row.id));
    needs && !one.row.nil && values.none_reason.is_none() && !has()
}
