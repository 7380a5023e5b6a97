//! Why a fact is not there. Unknown is a value, and a report prints it so.

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;

use sea_orm::DeriveValueType;

use crate::choice::{Choice, choices};

choices! {
    /// Why a fact is empty.
    Gap {
        NotStated = "not_stated", "Not stated";
        ToBeConfirmed = "to_be_confirmed", "To be confirmed";
        Nothing = "none", "None";
        Blank = "blank", "Left blank in the paper";
    }
}

/// Which columns of a row are empty for a reason, and why. Stored as JSON text.
#[derive(Clone, Debug, Default, PartialEq, Eq, DeriveValueType)]
#[sea_orm(value_type = "String", column_type = "Text")]
pub struct Gaps(BTreeMap<String, Gap>);

impl Gaps {
    /// Why this column is empty, if a reason was given.
    #[must_use]
    pub fn of(&self, column: &str) -> Option<Gap> {
        self.0.get(column).copied()
    }

    /// The same, with this column's reason set or taken away.
    #[must_use]
    pub fn with(mut self, column: &str, gap: Option<Gap>) -> Self {
        match gap {
            Some(gap) => self.0.insert(column.to_owned(), gap),
            None => self.0.remove(column),
        };
        self
    }

    /// Whether nothing is missing for a reason.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl fmt::Display for Gaps {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let codes: BTreeMap<_, _> = self.0.iter().map(|(column, gap)| (column, gap.code())).collect();
        f.write_str(&serde_json::to_string(&codes).map_err(|_| fmt::Error)?)
    }
}

impl FromStr for Gaps {
    type Err = serde_json::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let codes: BTreeMap<String, String> = serde_json::from_str(text)?;
        let known = codes.into_iter().filter_map(|(column, code)| Some((column, Gap::of(&code)?)));
        Ok(Self(known.collect()))
    }
}
