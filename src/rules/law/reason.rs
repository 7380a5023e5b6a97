//! Why a rule says what it says: a plain sentence, and where the rule stands.

use std::fmt;

/// One step of a finding.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// A plain sentence, as a page shows it.
    pub says: String,
    /// The Act and section it rests on, or the practice.
    pub source: &'static str,
}

impl Reason {
    /// A sentence and its source.
    pub fn new(says: impl Into<String>, source: &'static str) -> Self {
        Self { says: says.into(), source }
    }
}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.says, self.source)
    }
}
