//! The lists of a contract: one row a thing.

use entity::state::{
    ContactSide, DayCount, DefaultStanding, NoticeBy, NoticeUnit, PlanKind, PlanStanding, Recurs,
    RiskStanding, Secured, TermEnd,
};
use entity::{
    cohort, contact, contract_avoidance, contract_budget, contract_outcome, contract_period, contract_price,
    contract_risk, default_notice, improvement_plan, plan_item, review_action, review_meeting,
};

use super::Contract;
use crate::field::Kind::{Choice, Day, Email, From, Line, Lines, Link, Money, Number, Percent, Prose, Whole};
use crate::field::{Field, List, options};
use crate::rows::listed;

/// The lists that are fixed once the contract is in force: decisions and variations change the term, or nothing does.
pub const FIXED: &[&str] = &["term", "prices"];

listed! {
    of Contract;
    contract_period in periods: "term", "Parts of the term", "part of the term",
        "2+2+1 years is three parts: 24, 24 and 12 months. At a break clause the contract runs on unless someone ends it; at an extension option it ends unless the council opts in. Read the contract: a missed date means the opposite.", [
        Field::known("months", "Length", "In whole months.", Whole(1, 600)),
        Field::known("ends_with", "What stands at its end", "", Choice(options::<TermEnd>)),
        Field::known("notice", "Notice", "How long before the last day it must be received. Not needed at the end of the term.", Whole(0, 1_000)),
        Field::known("notice_unit", "Notice is counted in", "", Choice(options::<NoticeUnit>)),
        Field::known("notice_by", "Who may give it", "", Choice(options::<NoticeBy>)),
        Field::known("notice_form", "In what form", "Such as: in writing, to the registered office.", Line),
        Field::optional("deemed", "Counts as received after", "How many days after it is sent. Leave empty where it counts on the day.", Whole(0, 30)),
        Field::optional("deemed_in", "Those are", "", Choice(options::<DayCount>)),
    ];
    contract_price in prices: "prices", "Price of each year", "year",
        "One row for each contract year in turn, before any indexation.", [
        Field::known("amount", "Price", "In pounds, without VAT.", Money),
        Field::optional("note", "What is in it", "", Line),
    ];
    contract_budget in budgets: "budget", "Budget by source and year", "source of money",
        "Give an amount, or a share of the year’s price.", [
        Field::given("source", "Source", "", Line),
        Field::known("owner", "Whose money it is", "", Line),
        Field::optional("year", "Contract year", "1 is the first. Leave empty where it is for every year.", Whole(1, 50)),
        Field::known("amount", "Amount", "In pounds, for one year.", Money),
        Field::known("share", "Share of the year’s price", "In percent.", Percent),
        Field::known("secured", "Is it there?", "", Choice(options::<Secured>)),
    ];
    contract_avoidance in avoidances: "cost-avoidance", "Cost avoidance", "line of cost avoidance",
        "What the service is expected to save, as stated and as modelled. No unit cost is invented.", [
        Field::given("measures", "What is reduced", "", Line),
        Field::known("evaluated_rate", "Reductions a year, as evaluated", "", Number),
        Field::known("modelled_rate", "Reductions a year, as modelled", "", Number),
        Field::known("unit_cost", "Cost of one", "In pounds: once, or a year where it would recur.", Money),
        Field::known("recurs", "What one that is avoided saves", "", Choice(options::<Recurs>)),
        Field::optional("part_year", "Share of the first year", "In percent: how much of a year one saves in the year in which it is avoided. 50 is the middle of the year.", Percent),
        Field::known("years", "Over how many years", "", Whole(1, 50)),
        Field::known("gross", "Costs avoided, as stated", "In pounds, before the cost of the service.", Money),
        Field::known("net", "Net cost avoidance, as stated", "In pounds, after the cost of the service.", Money),
        Field::known("basis", "What it was worked out from", "", Prose),
        Field::known("source", "Source", "", Line),
        Field::known("link", "Link to the source", "", Link),
    ];
    cohort in cohorts: "cohorts", "Cohorts", "cohort",
        "Groups of people who go through the programme together. One that runs across a break is flagged.", [
        Field::given("title", "Name", "", Line),
        Field::known("starts_on", "First day", "For example, 1 4 2027.", Day),
        Field::known("months", "Length of the programme", "In whole months.", Whole(1, 120)),
        Field::known("places", "Places", "", Whole(1, 100_000)),
    ];
    contract_outcome in outcomes: "outcomes", "Outcomes", "outcome",
        "What is to be achieved, from the outcomes table. KPIs stand under these, and a return has a page for each.", [
        Field::given("says", "What is to be achieved", "", Prose),
        Field::known("measured_by", "Who measures it", "", Line),
        Field::known("measured_when", "When", "Such as: quarterly.", Line),
    ];
    review_meeting in meetings: "meetings", "Review meetings", "review meeting",
        "With minutes. What was agreed has a list of its own.", [
        Field::given("held_on", "Day", "For example, 18 1 2028.", Day),
        Field::known("attended", "Who was there", "By title, one a line.", Lines),
        Field::known("minutes", "Minutes", "Last actions, performance, finance, risks, safeguarding, complaints, staffing. Say nothing that shows who anyone is.", Prose),
    ];
    review_action in actions: "actions", "Actions", "action",
        "What someone is to do, by when.", [
        Field::given("says", "What is to be done", "", Prose),
        Field::known("agreed_on", "Agreed on", "", Day),
        Field::known("owner", "Who does it", "By title.", Line),
        Field::known("due_on", "By", "For example, 18 1 2028.", Day),
        Field::optional("done_on", "Done on", "", Day),
        Field::optional("outcome", "What came of it", "", Prose),
    ];
    contract_risk in risks: "risks", "Risks", "risk",
        "Each with its likelihood and impact in the authority’s own key.", [
        Field::given("title", "Risk", "Its short name.", Line),
        Field::known("describes", "What may happen", "", Prose),
        Field::known("category", "Category", "", Line),
        Field::known("likelihood", "Likelihood", "", From(List::Likelihood)),
        Field::known("impact", "Impact", "", From(List::Impact)),
        Field::known("mitigation", "Mitigation", "What is done about it.", Prose),
        Field::known("owner", "Who watches it", "By title.", Line),
        Field::known("standing", "Is it still one?", "", Choice(options::<RiskStanding>)),
    ];
    improvement_plan in plans: "improvement", "Improvement plans", "improvement plan",
        "What is put right, by whom, by when, and how it is seen.", [
        Field::given("title", "What is to improve", "", Line),
        Field::known("reason", "What led to it", "", Prose),
        Field::known("action", "What is done", "", Prose),
        Field::known("owner", "Who does it", "By title.", Line),
        Field::known("measure", "How it is seen that it has improved", "", Prose),
        Field::known("begun_on", "Agreed on", "", Day),
        Field::known("due_on", "By", "", Day),
        Field::known("standing", "How it stands", "", Choice(options::<PlanStanding>)),
        Field::optional("closed_on", "Closed on", "", Day),
        Field::optional("outcome", "What came of it", "", Prose),
    ];
    default_notice in defaults: "defaults", "Default notices", "default notice",
        "Notices to the provider that it is in breach.", [
        Field::given("title", "What is in default", "", Line),
        Field::known("clause", "Clause it is given under", "", Line),
        Field::given("issued_on", "Given on", "", Day),
        Field::known("remedy_by", "To be put right by", "", Day),
        Field::known("standing", "How it stands", "", Choice(options::<DefaultStanding>)),
        Field::optional("remedied_on", "Put right on", "", Day),
        Field::optional("outcome", "What came of it", "", Prose),
    ];
    contact in contacts: "contacts", "Whom to turn to", "contact",
        "On both sides, by title. No name is needed, so that a change of person changes nothing.", [
        Field::given("side", "Side", "", Choice(options::<ContactSide>)),
        Field::given("title", "Post", "", Line),
        Field::known("duty", "What they answer for", "", Line),
        Field::known("email", "Email", "An address of the post, where there is one.", Email),
        Field::optional("phone", "Telephone", "", Line),
    ];
    plan_item in items: "plan", "Mobilisation and exit", "step",
        "What must be done before it starts, and before it ends.", [
        Field::given("kind", "Plan", "", Choice(options::<PlanKind>)),
        Field::given("step", "What is to be done", "", Line),
        Field::known("owner", "Who does it", "By title.", Line),
        Field::known("due_on", "By", "", Day),
        Field::optional("done_on", "Done on", "", Day),
        Field::optional("note", "Note", "", Prose),
    ];
}
