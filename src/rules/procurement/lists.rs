//! The lists of a procurement: risks, options, outcomes and the like, one row a thing.

use entity::state::{
    AppendixKind, ConsultationKind, ConsultationState, Secured, StatisticUnit, TermEnd, YesNo,
};
use entity::{
    appraised_option, attachment, capacity, consultation, cost_avoidance, earlier_decision, funding,
    implication, measure, milestone, outcome, reason, recommendation, risk, service_gap, statistic,
    term_period,
};

use super::Procurement;
use crate::field::Kind::{
    Choice, Day, From, Line, Lines, Link, Money, Number, Percent, Prose, RowFrom, Whole,
};
use crate::field::{Field, List, options};
use crate::rows::listed;

/// Calls a generic function for the list with this code: `each_list!(code, run(a, b))` calls
/// `run::<risk::Entity>(a, b)` for `"risks"` and gives `Some` of its answer.
#[macro_export]
macro_rules! each_list {
    ($code:expr, $run:ident($($argument:expr),* $(,)?)) => {{
        use $crate::rows::Listed;
        $crate::each_list!(@ $code, $run, ($($argument),*),
            recommendation, reason, statistic, service_gap, capacity, earlier_decision, funding, term_period,
            cost_avoidance, outcome, measure, appraised_option, risk, consultation, implication, milestone,
            attachment)
    }};
    (@ $code:expr, $run:ident, $arguments:tt, $($module:ident),+) => {
        match $code {
            $(code if code == <entity::$module::Entity as Listed>::CODE => {
                Some($crate::each_list!(! $run, $module, $arguments))
            })+
            _ => None,
        }
    };
    (! $run:ident, $module:ident, ($($argument:expr),*)) => { $run::<entity::$module::Entity>($($argument),*) };
}

listed! {
    of Procurement;
    recommendation in recommendations: "recommendations", "Recommendations", "recommendation",
        "What the decision-maker is asked to agree, in order.", [
        Field::given("says", "Recommendation", "", Prose),
        Field::known("delegate", "Delegated to", "The officer to whom a further step is left, by title.", Line),
        Field::known("consulting", "After consulting", "Whom they must consult first, by title.", Line),
    ];
    reason in reasons: "reasons", "Reasons for recommendation", "reason",
        "Why it is recommended, in order.", [
        Field::given("says", "Reason", "", Prose),
    ];
    statistic in statistics: "statistics", "Statistics", "statistic",
        "Numbers the case rests on, with where each comes from.", [
        Field::given("measures", "What it measures", "Such as: women in the cohort with experience of domestic abuse.", Line),
        Field::known("low", "Value, or the lower end of a range", "", Number),
        Field::optional("high", "Upper end of a range", "Leave empty for a single value.", Number),
        Field::known("unit", "What it counts in", "", Choice(options::<StatisticUnit>)),
        Field::known("base", "Of how many", "", Whole(0, 100_000_000)),
        Field::known("base_of", "Of whom or what", "", Line),
        Field::known("period", "Period", "Such as April 2012 to April 2017.", Line),
        Field::known("place", "Place", "", Line),
        Field::known("qualifier", "Qualifier", "What limits it, such as: not necessarily diagnosed.", Line),
        Field::known("source", "Source", "", Line),
        Field::known("link", "Link to the source", "", Link),
    ];
    service_gap in service_gaps: "gaps", "Gaps in what there is today", "gap",
        "What is missing today.", [
        Field::given("says", "What is missing", "", Prose),
    ];
    capacity in capacities: "capacity", "Figures of the service model", "figure",
        "Caseloads, lengths and numbers the model works with.", [
        Field::given("measures", "What it is", "Such as: women per practitioner.", Line),
        Field::known("low", "Value, or the lower end of a range", "", Number),
        Field::optional("high", "Upper end of a range", "Leave empty for a single value.", Number),
        Field::known("unit", "What it counts in", "Such as women, weeks or months.", Line),
        Field::known("of", "Of which model or place", "", Line),
    ];
    earlier_decision in earlier_decisions: "earlier-decisions", "Earlier decisions", "earlier decision",
        "What was decided before, by whom and what was recommended then.", [
        Field::given("body", "Who decided", "", Line),
        Field::known("decided_when", "When", "As exactly as known, such as September 2021.", Line),
        Field::given("decided", "What was decided", "", Prose),
        Field::known("recommended", "What was recommended then", "One a line.", Lines),
    ];
    funding in fundings: "funding", "Funding by source and year", "source of funding",
        "Shares must add up to 100% where all are given.", [
        Field::given("source", "Source", "", Line),
        Field::known("owner", "Whose money it is", "", Line),
        Field::known("year", "Year", "Such as Year 1 or 2027/28.", Line),
        Field::known("amount", "Amount", "In pounds.", Money),
        Field::known("share", "Share of the whole", "In percent.", Percent),
        Field::known("secured", "Is it there?", "", Choice(options::<Secured>)),
    ];
    term_period in term_periods: "term", "Parts of the term", "part of the term",
        "2+2+1 years is three parts: 24, 24 and 12 months. What stands at the end of each decides what a missed date means.", [
        Field::known("months", "Length", "In whole months.", Whole(1, 600)),
        Field::known("ends_with", "What stands at its end", "", Choice(options::<TermEnd>)),
    ];
    cost_avoidance in cost_avoidances: "cost-avoidance", "Cost avoidance", "line of cost avoidance",
        "What the service is expected to save, as stated and as modelled. No unit cost is invented.", [
        Field::given("measures", "What is reduced", "", Line),
        Field::known("evaluated_rate", "Reductions a year, as evaluated", "", Number),
        Field::known("modelled_rate", "Reductions a year, as modelled", "", Number),
        Field::known("unit_cost", "Cost of one", "In pounds.", Money),
        Field::known("years", "Over how many years", "", Whole(1, 50)),
        Field::known("gross", "Costs avoided, as stated", "In pounds, before the cost of the service.", Money),
        Field::known("net", "Net cost avoidance, as stated", "In pounds, after the cost of the service.", Money),
        Field::known("basis", "What it was worked out from", "", Prose),
        Field::known("source", "Source", "", Line),
        Field::known("link", "Link to the source", "", Link),
    ];
    outcome in outcomes: "outcomes", "Outcomes", "outcome",
        "What is to be achieved. Each becomes a question in the tender and measures in the contract.", [
        Field::given("says", "Outcome", "", Prose),
        Field::known("measured_by", "Who measures it", "One a line.", Lines),
        Field::known("measured_when", "When it is measured", "Such as quarterly.", Line),
    ];
    measure in measures: "measures", "Measures", "measure",
        "How each outcome is measured.", [
        Field::given("outcome_id", "Outcome", "", RowFrom(List::Outcomes)),
        Field::given("says", "What is measured", "", Line),
    ];
    appraised_option in appraised_options: "options", "Options appraisal", "option",
        "What was weighed. Use either risks and benefits, or strengths and weaknesses in one column.", [
        Field::given("title", "Option", "", Line),
        Field::known("risks", "Risks and issues", "One a line.", Lines),
        Field::known("benefits", "Benefits", "One a line.", Lines),
        Field::known("strengths", "Key strengths and weaknesses", "One a line.", Lines),
        Field::known("rank", "Rank", "1 is best.", Whole(1, 99)),
        Field::known("combines", "Combines", "Which other options it combines, such as 2 and 3.", Line),
        Field::known("recommended", "Recommended", "", Choice(options::<YesNo>)),
    ];
    risk in risks: "risks", "Risks", "risk",
        "Each with its category, likelihood and impact in the authority’s own key.", [
        Field::given("title", "Risk", "Its short name.", Line),
        Field::known("describes", "What may happen", "", Prose),
        Field::known("category", "Category", "", Line),
        Field::known("likelihood", "Likelihood", "", From(List::Likelihood)),
        Field::known("impact", "Impact", "", From(List::Impact)),
        Field::known("mitigation", "Mitigation", "What is done about it.", Prose),
    ];
    consultation in consultations: "consultation", "Consultation", "consultation",
        "Whom was or will be asked.", [
        Field::known("kind", "Inside or outside the authority", "", Choice(options::<ConsultationKind>)),
        Field::known("state", "How far it has come", "", Choice(options::<ConsultationState>)),
        Field::given("says", "Who was asked and what they said", "", Prose),
    ];
    implication in implications: "implications", "Implications", "implication",
        "Under the headings that this authority’s reports have.", [
        Field::given("heading_id", "Heading", "", RowFrom(List::Headings)),
        Field::known("says", "What it says", "", Prose),
    ];
    milestone in milestones: "milestones", "Steps of the timetable", "step",
        "What happens, and when.", [
        Field::given("step", "Step", "", Line),
        Field::known("on_day", "Day", "For example, 1 4 2027.", Day),
    ];
    attachment in attachments: "attachments", "Appendices and background papers", "paper",
        "Published works need not be listed. An exempt one names its paragraph of Schedule 12A.", [
        Field::known("kind", "Appendix or background paper", "", Choice(options::<AppendixKind>)),
        Field::given("title", "Title", "", Line),
        Field::known("link", "Link", "", Link),
        Field::known("exempt", "Exempt", "Kept from the public.", Choice(options::<YesNo>)),
        Field::known("exempt_paragraph", "Paragraph of Schedule 12A", "1 to 7; Part 1, Local Government Act 1972.", Whole(1, 7)),
    ];
}
