//! What a rule says when it says no, in words a page can show.

use chrono::{DateTime, Utc};

/// Why something is not done. The kind decides the answer's status; the words are what is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// Which kind of no it is.
    pub kind: Why,
    /// All that stands in the way, in the order of the page.
    pub says: Vec<Problem>,
}

/// The kinds of no.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// There is no such thing for this person.
    NotFound,
    /// It is there, but this person's role does not allow the act.
    NotYours,
    /// It may be done from this instant.
    NotYet(DateTime<Utc>),
    /// It may not be done in the state things are in.
    NotNow,
    /// Something that was given, or is missing, stands in the way.
    Incomplete,
    /// The facts do not suffice to tell, and the rules do not guess.
    CannotTell,
}

/// One thing that stands in the way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The field it belongs to, if it belongs to one.
    pub field: Option<String>,
    /// What to do about it, in the reader's words.
    pub says: String,
}

impl Problem {
    /// A problem with one field.
    pub fn at(field: &str, says: impl Into<String>) -> Self {
        Self { field: Some(field.to_owned()), says: says.into() }
    }

    /// A problem that belongs to no one field.
    pub fn whole(says: impl Into<String>) -> Self {
        Self { field: None, says: says.into() }
    }
}

impl Refusal {
    /// A refusal of one sentence.
    pub fn of(kind: Why, says: impl Into<String>) -> Self {
        Self { kind, says: vec![Problem::whole(says)] }
    }

    /// There is no such thing for this person.
    #[must_use]
    pub fn not_found() -> Self {
        Self::of(Why::NotFound, "There is nothing here for you.")
    }

    /// The first of what it says.
    #[must_use]
    pub fn first(self) -> String {
        self.says.into_iter().next().map(|problem| problem.says).unwrap_or_default()
    }

    /// What was given does not do; refuses to be made of no problem at all.
    pub fn unless_empty(problems: Vec<Problem>) -> Result<(), Self> {
        if problems.is_empty() { Ok(()) } else { Err(Self { kind: Why::Incomplete, says: problems }) }
    }
}
