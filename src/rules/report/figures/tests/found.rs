use entity::id::RowId;
use entity::number::Pence;
use entity::state::Secured;

use super::{figures, shown, source};
use crate::testing::empty;
use crate::testing::papers::{dorset, medway};

#[test]
fn what_is_found_has_names_of_its_own() {
    let mut procurement = dorset();
    for (part, id) in procurement.term_periods.iter_mut().zip(41..) {
        part.id = RowId(id);
    }
    procurement.row.starts_on = Some("2022-04-01".parse().expect("a day"));
    let figures = figures(&procurement);
    for (name, expected) in [
        ("found.maximum", Some("£1,655,000")),
        ("found.longest_term", Some("5 years")),
        ("found.ends_on", Some("31 March 2027")),
        ("found.breaks", Some("2 years and 4 years")),
        ("found.extensions", None),
        ("found.term.42.ends", Some("4 years, on 31 March 2026")),
        ("term.41.months", Some("24 months")),
        ("term.41.ends_with", Some("Break clause: the contract runs on unless it is ended")),
        ("found.cost_avoidance.gross", Some("£5,862,194")),
        ("found.cost_avoidance.net", Some("£4,362,194")),
        ("found.regime", None),
        ("found.key_decision", None),
    ] {
        assert_eq!(shown(&figures, name).as_deref(), expected, "{name}");
    }
}

#[test]
fn what_the_law_says_is_found_with_its_reasons() {
    let figures = figures(&medway());
    for (name, expected) in [
        ("found.regime", "Public Contracts Regulations 2015"),
        ("found.light_touch", "Light touch"),
        ("found.standing", "Below the threshold, notices apply"),
        ("found.threshold", "£663,540"),
        ("found.notice_by", "20 September 2021"),
        ("found.agenda_by", "11 October 2021"),
    ] {
        assert_eq!(shown(&figures, name).as_deref(), Some(expected), "{name}");
    }
    let how = figures.get("found.standing").map(|figure| figure.source.clone()).unwrap_or_default();
    assert!(how.contains("£663,540"), "{how}");
}

#[test]
fn a_share_comes_to_an_amount_half_up() {
    for (total, share, expected) in
        [(22_000_000, 50, "£110,000"), (1, 50, "£0.01"), (3, 50, "£0.02"), (100, 33, "£0.33"), (-1, 50, "£0")]
    {
        let mut procurement = empty();
        procurement.row.total_value = Some(Pence(total));
        procurement.fundings = vec![source(7, None, Some(share))];
        assert_eq!(
            shown(&figures(&procurement), "found.funding.7.amount").as_deref(),
            Some(expected),
            "{total}"
        );
    }
}

#[test]
fn funding_is_added_up_where_every_source_has_an_amount_or_a_share() {
    let mut procurement = empty();
    procurement.fundings = vec![source(1, Some(100), None), source(2, None, Some(50))];
    assert_eq!(shown(&figures(&procurement), "found.funding.amount"), None);
    procurement.row.total_value = Some(Pence(500));
    let figures = super::figures(&procurement);
    assert_eq!(shown(&figures, "found.funding.amount").as_deref(), Some("£3.50"));
    assert_eq!(shown(&figures, "found.funding.1.amount"), None);
    assert_eq!(shown(&figures, "found.funding.share"), None);
}

#[test]
fn sources_are_told_by_whether_the_money_is_there() {
    let mut procurement = empty();
    procurement.fundings = [1, 2, 3].map(|id| source(id, None, None)).to_vec();
    for row in &mut procurement.fundings {
        row.secured = Some(Secured::Secured);
    }
    procurement.fundings[1].year = Some("Year 1".to_owned());
    assert_eq!(
        shown(&figures(&procurement), "found.funding.secured").as_deref(),
        Some("Source 1, Source 2 (Year 1) and Source 3")
    );
    assert_eq!(shown(&figures(&procurement), "found.funding.sought"), None);
}
