//! The parts of a procurement that are filled in once: their fields, in the order of the page.

use entity::state::{Category, DecisionType, HealthAnswer, ReportStatus, Route, Vat, YesNo};

use crate::field::Kind::{self, Choice, Cpv, Day, From, Line, Lines, Money, Percent, Prose};
use crate::field::{Field, List, options};
use crate::rows::Part;

/// The part with this code.
#[must_use]
pub fn part(code: &str) -> Option<&'static Part> {
    PARTS.iter().find(|part| part.code == code)
}

/// The field of this name, in whichever part it stands.
#[must_use]
pub fn field(name: &str) -> Option<&'static Field> {
    PARTS.iter().flat_map(|part| part.fields).find(|field| field.name == name)
}

const fn known(name: &'static str, label: &'static str, hint: &'static str, kind: Kind) -> Field {
    Field::known(name, label, hint, kind)
}

/// What is asked when a procurement is started.
pub const START: &[Field] = &[
    Field::given("title", "Title", "What is to be bought, in a few words.", Line),
    Field::given(
        "reference",
        "Reference",
        "Letters, digits and hyphens, such as MED-2027-004. It cannot be changed later.",
        Line,
    ),
];

/// Every part, in the order of the task list.
pub const PARTS: &[Part] = &[
    Part {
        code: "paper",
        title: "The paper",
        intro: "What stands at the head of the report.",
        fields: &[
            Field::given("title", "Title", "What is to be bought, in a few words.", Line),
            known("decision_type", "What the meeting is asked for", "", Choice(options::<DecisionType>)),
            known("report_status", "Report status", "", Choice(options::<ReportStatus>)),
            known(
                "body",
                "Decision-maker",
                "The body or officer who is asked to decide, such as Cabinet.",
                Line,
            ),
            known("meets_on", "Date of the meeting", "For example, 18 1 2028.", Day),
            known("portfolio_holder", "Portfolio holder", "By title of the portfolio.", Line),
            known("directors", "Directors", "By title, one a line.", Lines),
            known("report_from", "Report from", "In whose name the report is made, by title.", Line),
            known("lead_officer", "Lead officer", "By title.", Line),
            known("report_author", "Report author", "By title.", Line),
            known("wards", "Wards or local councillors affected", "“All”, or the wards by name.", Line),
        ],
    },
    Part {
        code: "summary",
        title: "Summary and policy",
        intro: "The paper in a few sentences, and how it stands to budget and policy.",
        fields: &[
            known("summary", "Summary", "An empty line starts a new paragraph.", Prose),
            known("policy_framework", "Budget and policy framework", "", Prose),
        ],
    },
    Part {
        code: "background",
        title: "Background and need",
        intro: "What led to this, whom it is for and what is proposed.",
        fields: &[
            known(
                "background",
                "Background",
                "An empty line starts a new paragraph. A line that starts with “- ” is a list item.",
                Prose,
            ),
            known("need", "The need", "Whom it is for and what they lack.", Prose),
            known("models_considered", "Models that were looked at", "", Prose),
            known("proposal", "What is proposed", "", Prose),
            known("wider_programme", "Wider programme", "What it is part of.", Prose),
            known("partnership", "Partners", "Who else is committed to it.", Prose),
        ],
    },
    Part {
        code: "service",
        title: "Service model",
        intro: "How the service works. Its figures have a list of their own.",
        fields: &[known("service_model", "Service model", "", Prose)],
    },
    Part {
        code: "value",
        title: "Value and dates",
        intro: "What it costs and for how long. The maximum value is worked out from these and the term.",
        fields: &[
            known("annual_value", "Cost of one year", "In pounds, without VAT.", Money),
            known("total_value", "Cost of the whole term, as stated", "In pounds, without VAT.", Money),
            known("vat", "VAT", "", Choice(options::<Vat>)),
            known("indexation", "Indexation", "Whether and how the price rises.", Prose),
            known("starts_on", "First day of the contract", "For example, 1 4 2027.", Day),
            known("ends_on", "Last day of the contract", "For example, 31 3 2029.", Day),
            known("term_wording", "Term, as the paper words it", "Such as 2+2+1.", Line),
        ],
    },
    Part {
        code: "money",
        title: "What is said of money",
        intro: "Beyond the figures themselves.",
        fields: &[
            known("finance", "Financial implications", "", Prose),
            known("external_funding", "Money from external sources", "", Prose),
        ],
    },
    Part {
        code: "obligations",
        title: "Dependencies and duties",
        intro: "What it depends on and which duties it meets.",
        fields: &[
            known("dependency", "Project dependency", "", Prose),
            known("statutory_basis", "Statutory basis", "Duties and powers it rests on.", Prose),
            known("guarantee", "Parent company guarantee or bond", "Whether one is required.", Prose),
        ],
    },
    Part {
        code: "management",
        title: "Who leads and who manages",
        intro: "Who leads the procurement and who will manage the contract.",
        fields: &[
            known("outcomes_note", "Before the outcomes table", "", Prose),
            known("procurement_lead", "Procurement project management", "", Prose),
            known("contract_management", "Contract management after award", "", Prose),
        ],
    },
    Part {
        code: "market",
        title: "Market and route",
        intro: "What is known of the market and how it is to be bought.",
        fields: &[
            known("market", "Market conditions", "", Prose),
            known("route", "Route to market", "", Choice(options::<Route>)),
            known("route_note", "What is said of the route", "", Prose),
            known("price_weight", "Weight of price", "In percent.", Percent),
            known("quality_weight", "Weight of quality", "In percent. The two make 100.", Percent),
        ],
    },
    Part {
        code: "preferred",
        title: "Preferred option",
        intro: "What is recommended. It may be none of the options, or a combination.",
        fields: &[
            known("options_note", "Around the options", "", Prose),
            known("preferred_option", "What is recommended", "", Prose),
        ],
    },
    Part {
        code: "risk",
        title: "Overall risk",
        intro: "Risk as a whole. Single risks have a list of their own.",
        fields: &[
            known("risk_note", "What is said of risk", "", Prose),
            known("current_risk", "Current level", "In the authority’s own key.", From(List::OverallRisk)),
            known(
                "residual_risk",
                "Level after mitigation",
                "In the authority’s own key.",
                From(List::OverallRisk),
            ),
        ],
    },
    Part {
        code: "timetable",
        title: "What the timetable must achieve",
        intro: "Its steps have a list of their own.",
        fields: &[known("timetable_note", "Timetable", "", Prose)],
    },
    Part {
        code: "law",
        title: "Law and key decision",
        intro: "From these the regime, the notices and the key-decision test are found.",
        fields: &[
            known("category", "What is mainly bought", "", Choice(options::<Category>)),
            known("cpv_codes", "CPV codes", "Eight digits each, parted by commas, such as 85320000.", Cpv),
            known(
                "commences_planned",
                "Planned day of the tender or contract notice",
                "The day it is submitted, not the contract’s start.",
                Day,
            ),
            known("commenced_on", "Actual day of the tender or contract notice", "", Day),
            known(
                "health_answer",
                "Is it a health care service?",
                "The Provider Selection Regime governs those.",
                Choice(options::<HealthAnswer>),
            ),
            known("health_reason", "Why that is the answer", "Kept with the record.", Prose),
            known(
                "significant_wards",
                "Significant effect in two or more wards",
                "",
                Choice(options::<YesNo>),
            ),
        ],
    },
    Part {
        code: "closing",
        title: "Closing statement",
        intro: "The standing statement at the end of the report.",
        fields: &[known("footnote", "Closing statement", "", Prose)],
    },
];
