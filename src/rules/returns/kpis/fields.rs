//! What is said of a KPI: its fields, by its kind.

use entity::choice::Choice;
use entity::kpi_version;
use entity::state::{Direction, EnteredBy, Gathers, KpiKind, Rating, SmallNumbers, ToleranceKind, YesNo};
use sea_orm::Value;

use super::super::Version;
use crate::field::Kind::{Choice as OneOf, Day, From, Line, Number, Prose, Whole};
use crate::field::{Field, List, all_held, options};

const TITLE: Field = Field::given("title", "Short name", "As it stands at the head of its boxes.", Line);
const ENTERED_BY: Field = Field::given(
    "entered_by",
    "Who returns it",
    "It cannot be changed later: a figure stays with whoever returned it.",
    OneOf(options::<EnteredBy>),
);
const DEFINITION: Field = Field::known(
    "definition",
    "Definition",
    "Exactly what is counted, and what is not. It stands beside the box.",
    Prose,
);
const ASSUMED: Field = Field::optional(
    "assumed",
    "Is the definition the council’s own proposal, because the outcomes table has none?",
    "It is marked as such wherever it is shown.",
    OneOf(options::<YesNo>),
);
const SOURCE: Field =
    Field::known("source", "Source", "Where the figure comes from, such as a case system.", Line);
const UNIT: Field = Field::optional("unit", "What one of it is called", "Such as: women.", Line);
const PEOPLE: Field = Field::given(
    "people",
    "Does it count people?",
    "Then each return asks for those who are new this year beside those in the period, and only these are added up. \
     It cannot be changed later.",
    OneOf(options::<YesNo>),
);
const GATHERS: Field = Field::optional(
    "gathers",
    "Over the year",
    "Leave unanswered where it counts people.",
    OneOf(options::<Gathers>),
);
const NUMERATOR: Field = Field::given(
    "numerator",
    "What is counted above the line",
    "Such as: women who engaged within 16 weeks.",
    Line,
);
const DENOMINATOR: Field = Field::given(
    "denominator",
    "Out of what",
    "What is counted below the line, such as: women referred.",
    Line,
);
const LEAST: Field = Field::optional(
    "least_denominator",
    "Do not judge it below",
    "How many there must be below the line before the rate is held against its target.",
    Whole(1, 1_000_000),
);
const OPENING: Field = Field::optional(
    "opening_cases",
    "Cases open on the first day",
    "Before the first period. Later periods carry them on by themselves.",
    Whole(0, 1_000_000_000),
);
const SCORE_MOST: Field = Field::given("score_most", "Highest score", "The lowest is 0.", Whole(1, 100_000));
const WANTED: Field =
    Field::optional("wanted", "Which answer meets the target?", "", OneOf(options::<YesNo>));
const EVIDENCE: Field = Field::optional("evidence", "Must a file come with it?", "", OneOf(options::<YesNo>));
const SMALL: Field = Field::optional(
    "small_numbers",
    "Small counts in public copies",
    "Where nothing is said, counts of 1 to 4 are not published.",
    OneOf(options::<SmallNumbers>),
);
const RATED: Field = Field::optional(
    "rated",
    "Is the contract assessed by it each year?",
    "Procurement Act 2023, section 71. The ratings follow from how it stands to its target.",
    OneOf(options::<YesNo>),
);
const RED_RATING: Field = Field::optional(
    "red_rating",
    "Rating where it is off target",
    "Near the target is “Approaching target”, on it is “Good”.",
    OneOf(red_ratings),
);
const BASELINE_ON: Field =
    Field::optional("baseline_on", "Day of the baseline", "For example, 31 3 2027.", Day);
const DIRECTION: Field = Field::optional(
    "direction",
    "Which way is better?",
    "Needed with a target.",
    OneOf(options::<Direction>),
);
const TOLERANCE_KIND: Field =
    Field::optional("tolerance_kind", "The tolerance is counted", "", OneOf(options::<ToleranceKind>));
const FROM: Field =
    Field::given("from", "From which period", "It is asked for the first time then.", From(List::Periods));

/// What a change asks beside the fields of the KPI.
pub const CHANGE: [Field; 2] = [
    Field::given(
        "from",
        "From which period",
        "Returns before it keep what they were asked. Periods that were submitted cannot be chosen.",
        From(List::Periods),
    ),
    Field::given("reason", "Why it is changed", "It stands beside the version for good.", Prose),
];

/// What is asked when a KPI is stopped.
pub const STOP: &[Field] = &[
    Field::given("from", "From which period it is not asked", "", From(List::Periods)),
    Field::given("reason", "Why it is stopped", "", Prose),
];

fn red_ratings() -> Vec<(String, String)> {
    [Rating::RequiresImprovement, Rating::Inadequate]
        .map(|rating| (rating.code().to_owned(), rating.label().to_owned()))
        .to_vec()
}

/// The boxes of a target in words that fit the kind: the same columns, a rate in percent.
fn measured(percent: bool) -> [Field; 6] {
    let (baseline, target, tolerance) = if percent {
        ("In percent, such as 64.5: where it stood before.", "In percent, such as 80.", "Such as 5.")
    } else {
        (
            "Where it stood before.",
            "For each period, unless a period is given a target of its own.",
            "Such as 5.",
        )
    };
    [
        Field::known("baseline", "Baseline", baseline, Number),
        BASELINE_ON,
        Field::known("target", "Target", target, Number),
        DIRECTION,
        Field::optional("tolerance", "How far off the target is still near it", tolerance, Number),
        TOLERANCE_KIND,
    ]
}

/// The fields of a KPI of this kind, in the order of the page: of one that is added, or of one that has this version.
///
/// Whether it counts people is asked until it is said, and never again.
#[must_use]
pub fn fields(kind: KpiKind, there: Option<&Version>) -> Vec<Field> {
    let mut all = vec![TITLE];
    if there.is_none() {
        all.push(ENTERED_BY);
    }
    if kind == KpiKind::Count && there.is_none_or(|version| version.row.people.is_none()) {
        all.push(PEOPLE);
    }
    all.extend([DEFINITION, ASSUMED, SOURCE]);
    match kind {
        KpiKind::Count => all.extend([UNIT, GATHERS]),
        KpiKind::Rate => all.extend([NUMERATOR, DENOMINATOR, LEAST]),
        KpiKind::Caseload => all.extend([UNIT, OPENING]),
        KpiKind::Score => all.push(SCORE_MOST),
        KpiKind::YesNo => all.push(WANTED),
        KpiKind::Narrative => {}
    }
    match kind {
        KpiKind::Count | KpiKind::Caseload | KpiKind::Score => all.extend(measured(false)),
        KpiKind::Rate => all.extend(measured(true)),
        KpiKind::YesNo | KpiKind::Narrative => {}
    }
    all.push(EVIDENCE);
    match kind {
        KpiKind::Count | KpiKind::Rate | KpiKind::Caseload => all.extend([SMALL, RATED, RED_RATING]),
        KpiKind::Score | KpiKind::YesNo => all.extend([RATED, RED_RATING]),
        KpiKind::Narrative => {}
    }
    if there.is_some() {
        all.extend(CHANGE)
    } else {
        all.push(FROM)
    }
    all
}

/// What a version holds for these fields, in their order; `from` is the period that is offered first.
#[must_use]
pub fn holds(version: &Version, fields: &[Field], from: Option<chrono::NaiveDate>) -> Vec<Value> {
    let row = &version.row;
    let own = |(field, value): (&Field, Value)| match field.name {
        "from" => Value::String(from.map(|day| day.to_string())),
        "reason" => Value::String(None),
        "opening_cases" => Value::Int(row.opening.and_then(|cases| i32::try_from(cases).ok())),
        "wanted" => Value::String(wanted(row).map(|answer| answer.code().to_owned())),
        _ => value,
    };
    fields.iter().zip(all_held(row, fields)).map(own).collect()
}

fn wanted(row: &kpi_version::Model) -> Option<YesNo> {
    row.target.map(|target| if target.0 > 0 { YesNo::Yes } else { YesNo::No })
}

/// What whoever returns a figure has to know and is not told yet, in words.
#[must_use]
pub fn unsaid(row: &kpi_version::Model) -> Vec<&'static str> {
    let rate = row.kind == KpiKind::Rate;
    let plain_count = row.kind == KpiKind::Count && row.people != Some(YesNo::Yes);
    let missing = [
        (row.definition.is_none() && row.gaps.of("definition").is_none(), "its definition"),
        (rate && row.numerator.is_none(), "what is counted above the line"),
        (rate && row.denominator.is_none(), "what is counted below the line"),
        (row.kind == KpiKind::Score && row.score_most.is_none(), "the highest score"),
        (row.kind == KpiKind::Count && row.people.is_none(), "whether it counts people"),
        (
            plain_count && row.people.is_some() && row.gathers.is_none(),
            "whether periods add up over the year",
        ),
    ];
    missing.into_iter().filter(|(missing, _)| *missing).map(|(_, says)| says).collect()
}
