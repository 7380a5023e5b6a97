use entity::state::BreakAnswer;

use super::*;
use crate::contract::testing::{PARTS, authority, dorset, medway, under};
use crate::report::Figures;
use crate::testing::noon;

const NOW: &str = "2028-06-01";

/// 2+2+1 from April 2027 seen from June 2028, as breaks and as options: what each decision commits to.
#[test]
fn each_decision_says_how_far_the_contract_runs_and_what_that_costs() {
    use BreakAnswer::{Continue, End, Extend, Renegotiate};
    let council = authority();
    let by = "Sent by 29 September 2028, to be received by 30 September 2028.";
    let none = "None is needed.";
    let table = [
        (TermEnd::Break, Continue, "2031-03-31", 662_000, none),
        (TermEnd::Break, End, "2029-03-31", 0, by),
        (TermEnd::Break, Renegotiate, "2031-03-31", 662_000, none),
        (TermEnd::Extension, Extend, "2031-03-31", 662_000, by),
        (TermEnd::Extension, End, "2029-03-31", 0, none),
        (TermEnd::Extension, Renegotiate, "2029-03-31", 0, none),
    ];
    for (end, answer, runs_to, pounds, notice) in table {
        let contract = dorset(end);
        let at = AtBreak::of(&contract, &council, PARTS[0], noon(NOW)).expect("a break");
        let way = at.ways().into_iter().find(|way| way.answer == answer).expect("it fits");
        let found = (way.runs_to.to_string(), way.price, way.notice.as_str());
        assert_eq!(found, (runs_to.to_owned(), Some(Pence::pounds(pounds)), notice), "{end:?} {answer:?}");
    }
}

#[test]
fn if_nobody_decides_a_break_costs_and_an_option_ends() {
    let council = authority();
    for (end, says) in [
        (
            TermEnd::Break,
            "If nobody decides, the contract runs on to 31 March 2031 and must be paid for: £662,000 by its price schedule, before any indexation.",
        ),
        (TermEnd::Extension, "If nobody decides, the contract ends on 31 March 2029 and the service stops."),
    ] {
        let contract = dorset(end);
        let at = AtBreak::of(&contract, &council, PARTS[0], noon(NOW)).expect("a break");
        assert_eq!(at.if_nobody_decides(), says);
    }
}

#[test]
fn its_figures_are_the_worked_days_and_sums() {
    let (contract, council) = (dorset(TermEnd::Break), authority());
    let at = AtBreak::of(&contract, &council, PARTS[0], noon(NOW)).expect("a break");
    let figures = Figures::of_break(&at);
    for (name, shown) in [
        ("break.last_day", "31 March 2029"),
        ("break.serve", "29 September 2028"),
        ("break.received", "30 September 2028"),
        ("break.meeting", "12 September 2028"),
        ("break.published", "14 September 2028"),
        ("break.call_in", "21 September 2028"),
        ("break.agenda", "4 September 2028"),
        ("break.forward_plan", "14 August 2028"),
        ("break.return", "21 July 2028"),
        ("break.body", "Cabinet"),
        ("break.value", "£662,000"),
        ("money.price", "£1,655,000"),
        ("money.next_part", "£662,000"),
        ("contract.value", "£1,655,000"),
    ] {
        assert_eq!(figures.get(name).map(|figure| figure.shown.as_str()), Some(shown), "{name}");
    }
    assert_eq!(figures.get("variations.added"), None);
}

/// Which notices an ending and an extension make due, by the law of the contract.
#[test]
fn a_decision_makes_the_notices_of_its_law_due() {
    let council = authority();
    let kinds = |contract: &Contract, answer| {
        let at = AtBreak::of(contract, &council, PARTS[0], noon(NOW)).expect("a break");
        notices_after(&at, answer).into_iter().map(|notice| notice.kind.words()).collect::<Vec<_>>()
    };
    let light = dorset(TermEnd::Extension);
    assert_eq!(kinds(&light, BreakAnswer::End), ["Contract termination notice"]);
    assert!(kinds(&light, BreakAnswer::Extend).is_empty(), "light touch carries no change notice");
    let mut full = dorset(TermEnd::Extension);
    under(&mut full, "2026-05-01", false);
    assert_eq!(kinds(&full, BreakAnswer::Extend), ["Contract change notice"]);
    let mut legacy = dorset(TermEnd::Extension);
    under(&mut legacy, "2022-05-01", true);
    assert!(kinds(&legacy, BreakAnswer::End).is_empty());
}

#[test]
fn there_is_no_paper_where_nothing_is_left_to_decide_nor_on_the_contract_of_others() {
    let (contract, council) = (dorset(TermEnd::Break), authority());
    let kind = |contract: &Contract, period, now| {
        AtBreak::of(contract, &council, period, noon(now)).map(|_| ()).map_err(|refusal| refusal.kind)
    };
    assert_eq!(kind(&contract, PARTS[2], NOW), Err(Why::NotNow), "the end of the term");
    assert_eq!(kind(&contract, PARTS[0], "2029-04-01"), Err(Why::NotNow), "the day has gone by");
    assert_eq!(kind(&contract, RowId(999), NOW), Err(Why::NotFound));
    assert_eq!(kind(&medway(), PARTS[0], "2023-06-01"), Err(Why::NotNow));
    let mut others = dorset(TermEnd::Break);
    others.row.authority_id = crate::testing::ELSEWHERE;
    assert_eq!(kind(&others, PARTS[0], NOW), Err(Why::NotFound));
}
