//! The boxes of each kind of figure: declared once, for pages and workbooks.

use entity::state::{KpiKind, YesNo};

use super::Version;
use crate::field::Kind::{Choice, Line, Number, Prose, Whole};
use crate::field::{Field, options};

const MOST: i32 = 1_000_000_000;

const COUNT: &[Field] = &[Field::optional("count", "How many", "", Whole(0, MOST))];
const PEOPLE: &[Field] = &[
    Field::optional("count", "How many people in this period", "Each person once.", Whole(0, MOST)),
    Field::optional(
        "new_this_year",
        "Of them, new this year",
        "Only those who were not counted in an earlier period of this year.",
        Whole(0, MOST),
    ),
];
const RATE: &[Field] = &[
    Field::optional("numerator", "How many", "", Whole(0, MOST)),
    Field::optional("denominator", "Out of how many", "", Whole(0, MOST)),
];
const CASELOAD: &[Field] = &[
    Field::optional("added", "New in this period", "", Whole(0, MOST)),
    Field::optional("closed", "Closed in this period", "", Whole(0, MOST)),
    Field::optional("closing", "Open on the last day", "As you count them.", Whole(0, MOST)),
];
const YES_NO: &[Field] = &[Field::optional("yes", "Yes or no", "", Choice(options::<YesNo>))];
const SCORE: &[Field] = &[Field::optional("score", "Score", "With up to two decimals.", Number)];
const NARRATIVE: &[Field] =
    &[Field::optional("words", "What there is to tell", "Write nothing that shows who anyone is.", Prose)];

/// Why there is no figure.
pub const NONE_REASON: Field = Field::optional(
    "none_reason",
    "If there is no figure, why",
    "Such as: the survey is done in the next period. Leave the boxes above empty.",
    Line,
);
/// What the provider says of a figure.
pub const COMMENT: Field = Field::optional(
    "comment",
    "Comment",
    "The council reads it and may print it. Write nothing that shows who anyone is.",
    Prose,
);
/// Why a figure is right, where that is asked.
pub const REASON: Field =
    Field::optional("reason", "Why this is right", "You are asked because of what is said above.", Prose);

/// The boxes of a KPI, in the order in which they are typed. What is above and below the line of a rate is named by the
/// version itself; pages show that in place of the label.
#[must_use]
pub fn boxes(version: &Version) -> &'static [Field] {
    match version.row.kind {
        KpiKind::Count if version.row.people == Some(YesNo::Yes) => PEOPLE,
        KpiKind::Count => COUNT,
        KpiKind::Rate => RATE,
        KpiKind::Caseload => CASELOAD,
        KpiKind::YesNo => YES_NO,
        KpiKind::Score => SCORE,
        KpiKind::Narrative => NARRATIVE,
    }
}
