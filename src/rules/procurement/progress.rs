//! What is complete and what is missing: the task list of a procurement.

use entity::procurement;

use super::Procurement;
use super::edit::list_gap;
use super::lists::Listed;
use super::parts::{Part, part};
use crate::Problem;
use crate::each_list;
use crate::field::{Kind, Need, held};

/// How far one task has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// Nothing given yet.
    NotStarted,
    /// Some facts are neither given nor explained.
    Started,
    /// Every fact is given or said to be unknown.
    Complete,
}

/// A task of the list: a part that is filled in once, or a list of rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Task {
    /// A part.
    Part(&'static str),
    /// A list.
    List(&'static str),
}

/// The task list: headings and their tasks, in the order of the page.
pub const TASKS: &[(&str, &[Task])] = {
    use Task::{List, Part};
    &[
        ("The paper", &[Part("paper"), Part("summary"), List("recommendations"), List("reasons")]),
        (
            "Background",
            &[
                Part("background"),
                List("statistics"),
                List("gaps"),
                List("earlier-decisions"),
                Part("service"),
                List("capacity"),
            ],
        ),
        (
            "Money and term",
            &[Part("value"), List("term"), List("funding"), Part("money"), List("cost-avoidance")],
        ),
        ("Business case", &[Part("obligations"), List("outcomes"), List("measures"), Part("management")]),
        (
            "Options and market",
            &[List("options"), Part("preferred"), Part("market"), Part("timetable"), List("milestones")],
        ),
        ("Risk and people", &[List("risks"), Part("risk"), List("consultation"), List("implications")]),
        ("Law and papers", &[Part("law"), List("attachments"), Part("closing")]),
    ]
};

/// How far a task has come.
#[must_use]
pub fn progress(procurement: &Procurement, task: Task) -> Progress {
    match task {
        Task::Part(code) => part(code).map_or(Progress::NotStarted, |part| of_part(procurement, part)),
        Task::List(code) => each_list!(code, of_list(procurement)).unwrap_or(Progress::NotStarted),
    }
}

fn of_part(procurement: &Procurement, part: &Part) -> Progress {
    let row = &procurement.row;
    let given = |name: &str| !is_empty(row, name);
    let known = |name: &str| given(name) || row.gaps.of(name).is_some();
    // A field of the authority's own lists may offer nothing there; nobody is asked to answer it.
    let asked =
        |field: &&crate::field::Field| field.need != Need::Optional && !matches!(field.kind, Kind::From(_));
    if part.fields.iter().filter(asked).all(|field| known(field.name)) {
        Progress::Complete
    } else if part.fields.iter().any(|field| field.name != "title" && known(field.name)) {
        Progress::Started
    } else {
        Progress::NotStarted
    }
}

fn of_list<E: Listed>(procurement: &Procurement) -> Progress {
    let none = procurement.row.gaps.of(&list_gap(E::CODE)).is_some();
    if none || !E::rows(procurement).is_empty() { Progress::Complete } else { Progress::NotStarted }
}

fn is_empty(row: &procurement::Model, name: &str) -> bool {
    let value = held(row, name);
    value == value.as_null()
}

/// What must be there before it goes to clearance. A fact said to be unknown is there.
#[must_use]
pub fn what_is_missing(procurement: &Procurement) -> Vec<Problem> {
    let row = &procurement.row;
    let known = |name: &str| !is_empty(row, name) || row.gaps.of(name).is_some();
    let mut missing = Vec::new();
    let mut need = |there: bool, says: &str| {
        if !there {
            missing.push(Problem::whole(says));
        }
    };
    need(known("body"), "Say who is asked to decide, in “The paper”.");
    need(
        known("meets_on"),
        "Give the date of the meeting, or say that it is to be confirmed, in “The paper”.",
    );
    need(known("summary"), "Write the summary, in “Summary and policy”.");
    need(!procurement.recommendations.is_empty(), "Add at least one recommendation.");
    need(!procurement.reasons.is_empty(), "Add at least one reason for the recommendation.");
    need(
        known("annual_value") || known("total_value"),
        "Give the cost of one year or of the whole term, or say that it is not known, in “Value and dates”.",
    );
    missing
}

#[cfg(test)]
mod tests;
