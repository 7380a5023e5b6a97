//! What is complete and what is missing: the task list of a procurement.

use entity::procurement;

use super::Procurement;
use crate::Problem;
use crate::field::held;
use crate::rows::Task;

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
