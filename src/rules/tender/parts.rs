//! The parts of a tender that are filled in once: their fields, in the order of the page.

use entity::state::YesNo;

use crate::field::Kind::{Choice, Cpv, Day, Instant, Line, Link, Money, Prose};
use crate::field::{Field, options};
use crate::rows::{Part, Task};

/// Every part, in the order of the task list.
pub const PARTS: &[Part] = &[
    Part {
        code: "about",
        title: "What is bought",
        intro: "As providers and the public will read it.",
        fields: &[
            Field::given("title", "Title", "What is to be bought, in a few words.", Line),
            Field::known("description", "Description", "What is bought, for whom and where.", Prose),
            Field::known(
                "cpv_codes",
                "CPV codes",
                "Eight digits each, parted by commas, such as 85320000.",
                Cpv,
            ),
            Field::known(
                "value",
                "Maximum value",
                "The most that could be paid over the longest term, in pounds, without VAT.",
                Money,
            ),
            Field::known(
                "contact",
                "Where providers turn to",
                "A team and its address, not a person’s name.",
                Line,
            ),
            Field::optional(
                "lots_reason",
                "Why it is not divided into lots",
                "Needed when there is one lot only (Procurement Act 2023, section 18).",
                Prose,
            ),
        ],
    },
    Part {
        code: "engagement",
        title: "Market engagement",
        intro: "Whether the market was asked beforehand. What was said stays inside the council.",
        fields: &[
            Field::known(
                "engagement_held",
                "Was the market engaged beforehand?",
                "",
                Choice(options::<YesNo>),
            ),
            Field::optional(
                "engagement_note",
                "What was asked, and what came of it",
                "Not published.",
                Prose,
            ),
            Field::optional(
                "engagement_notice",
                "Reference of the engagement notice (UK2)",
                "Where one was published.",
                Line,
            ),
            Field::optional(
                "engagement_reason",
                "Why there was no such notice",
                "Needed when the market was engaged without one (section 17). Published.",
                Prose,
            ),
        ],
    },
    Part {
        code: "conflicts",
        title: "Conflicts assessment",
        intro: "It is complete before the official notice goes out (Procurement Act 2023, section 83). Not published.",
        fields: &[
            Field::known("conflicts_on", "Day on which it was complete", "", Day),
            Field::known("conflicts_by", "Made by", "By title.", Line),
            Field::known("conflicts_note", "What it found", "And what is done about it.", Prose),
        ],
    },
    Part {
        code: "price",
        title: "What counts as the price",
        intro: "Every bid is compared on this one figure.",
        fields: &[Field::known("price_basis", "What counts as the price", "", Prose)],
    },
    Part {
        code: "timetable",
        title: "Timetable",
        intro: "Times are those of a clock in the UK.",
        fields: &[
            Field::known("questions_until", "Questions until", "For example, 20 8 2026 at 12 noon.", Instant),
            Field::known(
                "deadline",
                "Deadline for bids",
                "A bid whose last byte arrives then or later is late.",
                Instant,
            ),
            Field::optional(
                "period_reason",
                "Why the time to bid is long enough",
                "Needed where the law sets no number of days. Not published.",
                Prose,
            ),
            Field::known("award_planned", "Award planned by", "", Day),
        ],
    },
    Part {
        code: "notice",
        title: "Official tender notice",
        intro: "The tender is published here only after its official notice (UK4, or the contract notice) is out.",
        fields: &[
            Field::known("notice_reference", "Reference of the notice", "", Line),
            Field::optional("notice_link", "Link to the notice", "", Link),
            Field::known("notice_published_at", "When it was published", "", Instant),
        ],
    },
];

/// The task list: headings and their tasks, in the order of the page.
pub const TASKS: &[(&str, &[Task])] = {
    use Task::{List, Part};
    &[
        ("What is bought", &[Part("about"), List("lots")]),
        ("Before the tender", &[Part("engagement"), Part("conflicts")]),
        ("Quality", &[List("criteria"), List("scale"), List("tie-breaks")]),
        ("Price", &[Part("price"), List("sample-bids")]),
        ("Who may bid", &[List("conditions")]),
        ("Dates and notice", &[Part("timetable"), Part("notice")]),
    ]
};
