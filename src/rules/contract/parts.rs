//! The parts of a contract that are filled in once: their fields, in the order of the page.

use entity::state::{Category, HealthAnswer, Procured, Rhythm, RhythmFrom, Vat, YesNo};

use crate::field::Kind::{Choice, Cpv, Day, Line, Money, Percent, Prose, RowFrom, Whole};
use crate::field::{Field, List, options};
use crate::rows::{Part, Task};

/// What is asked when a contract is entered by hand.
pub const START: &[Field] = &[
    Field::given("title", "Title of the agreement", "", Line),
    Field::given(
        "reference",
        "Reference",
        "Letters, digits and hyphens, such as MED-2027-004. It cannot be changed later.",
        Line,
    ),
    Field::given("supplier", "Provider", "Its name, as it signed.", Line),
];

/// The parts that are fixed once the contract is in force. A variation changes them, or nothing does.
pub const FIXED: &[&str] = &["agreement", "law", "indexation"];

/// Every part, in the order of the task list.
pub const PARTS: &[Part] = &[
    Part {
        code: "agreement",
        title: "The agreement",
        intro: "What was signed, with whom, and from when. The parts of its term have a list of their own.",
        fields: &[
            Field::given("title", "Title of the agreement", "", Line),
            Field::given("supplier", "Provider", "Its name, as it signed.", Line),
            Field::known("signed_on", "Day it was signed", "For example, 18 1 2028.", Day),
            Field::known("starts_on", "First day", "For example, 1 4 2027.", Day),
            Field::known(
                "procured",
                "What it is the result of",
                "The register says so.",
                Choice(options::<Procured>),
            ),
        ],
    },
    Part {
        code: "management",
        title: "Who manages it",
        intro: "Who answers for it here, and what the register says of it.",
        fields: &[
            Field::known("department", "Department responsible", "", Line),
            Field::optional(
                "manager_id",
                "Contract manager",
                "Who is told of its days.",
                RowFrom(List::Staff),
            ),
            Field::known(
                "description",
                "What is bought",
                "In a few sentences. The public reads them.",
                Prose,
            ),
            Field::known("review_on", "Review date", "As the register says. For example, 1 4 2028.", Day),
        ],
    },
    Part {
        code: "supplier",
        title: "The provider",
        intro: "As the register of contracts says, and who returns its figures here.",
        fields: &[
            Field::optional(
                "organisation_id",
                "Registered here as",
                "Its people then read this contract’s returns and fill them in. Choose it once it has registered; the name \
                 on the register of contracts stays as it was signed.",
                RowFrom(List::Organisations),
            ),
            Field::known("supplier_number", "Company or charity number", "", Line),
            Field::known("supplier_address", "Address", "", Line),
            Field::known("supplier_sme", "Small or medium-sized enterprise", "", Choice(options::<YesNo>)),
            Field::known(
                "supplier_vcse",
                "Voluntary, community or social enterprise",
                "",
                Choice(options::<YesNo>),
            ),
        ],
    },
    Part {
        code: "law",
        title: "Value and law",
        intro: "The law that governed its procurement governs it for its whole life.",
        fields: &[
            Field::known(
                "value",
                "Value when it was signed",
                "In pounds, without VAT: the most over the longest term with every option.",
                Money,
            ),
            Field::known("vat", "VAT", "", Choice(options::<Vat>)),
            Field::known(
                "irrecoverable_vat",
                "VAT that cannot be recovered",
                "In pounds, over the length of the contract.",
                Money,
            ),
            Field::known(
                "commenced_on",
                "Day the procurement commenced",
                "The day of the tender or contract notice, not the contract’s start.",
                Day,
            ),
            Field::known("category", "What is mainly bought", "", Choice(options::<Category>)),
            Field::known(
                "cpv_codes",
                "CPV codes",
                "Eight digits each, parted by commas, such as 85320000.",
                Cpv,
            ),
            Field::known(
                "health_answer",
                "Is it a health care service?",
                "",
                Choice(options::<HealthAnswer>),
            ),
        ],
    },
    Part {
        code: "indexation",
        title: "Indexation",
        intro: "How the price of later years follows an index. Leave everything empty where the price is fixed.",
        fields: &[
            Field::optional("index_note", "What the contract says", "", Prose),
            Field::optional("index_series_id", "Index", "", RowFrom(List::Indices)),
            Field::optional(
                "index_month",
                "Month whose value counts",
                "1 to 12: the last such month before each contract year begins.",
                Whole(1, 12),
            ),
            Field::optional("index_cap", "Cap", "In percent a year: the price rises by no more.", Percent),
            Field::optional(
                "index_collar",
                "Collar",
                "In percent a year: the price rises by no less.",
                Percent,
            ),
            Field::optional(
                "index_assumed",
                "Rise that forecasts assume",
                "In percent a year, until the values are there.",
                Percent,
            ),
        ],
    },
    Part {
        code: "returns",
        title: "Returns",
        intro: "How often the provider sends its figures. Steps before a break name the last return that can inform them. Returns that are open keep their days; a change counts from the next period on.",
        fields: &[
            Field::known("returns_every", "How often", "", Choice(options::<Rhythm>)),
            Field::known("returns_from", "Counted from", "", Choice(options::<RhythmFrom>)),
            Field::known(
                "returns_due",
                "Due",
                "Working days after the end of the period; 15 is usual.",
                Whole(1, 90),
            ),
            Field::known(
                "returns_signed",
                "Does a second person sign each return?",
                "Someone of the provider other than whoever prepared it. Where nothing is said, one does.",
                Choice(options::<YesNo>),
            ),
        ],
    },
];

/// The task list, in groups.
pub const TASKS: &[(&str, &[Task])] = {
    use Task::{List, Part};
    &[
        ("The agreement", &[Part("agreement"), List("term"), Part("law"), Part("supplier")]),
        ("Money", &[List("prices"), Part("indexation"), List("budget"), List("cost-avoidance")]),
        (
            "Managing it",
            &[
                Part("management"),
                List("outcomes"),
                Part("returns"),
                List("contacts"),
                List("cohorts"),
                List("plan"),
            ],
        ),
        (
            "Reviewing it",
            &[List("meetings"), List("actions"), List("risks"), List("improvement"), List("defaults")],
        ),
    ]
};
