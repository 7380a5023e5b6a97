use entity::state::CheckOutcome;

use super::*;
use crate::scoring::testing::{
    DRAWN_FROM, MODERATOR, X, Y, check, evaluator, locked, now, of, officer, someone,
};
use crate::testing::tenders::LOT;
use crate::testing::{check_refused, form, rows, word};

fn leave(s: &Scoring, actor: &Actor) -> Result<Change, Refusal> {
    let draft = form(EXIT, &[("kind", "withdrawn"), ("reason", "They lost their premises.")]);
    record_exit(s, X, RowId(5), &draft, DRAWN_FROM, actor, now())
}

#[test]
fn a_bid_leaves_and_is_scored_no_more() {
    let mut all = locked();
    assert!(rows(leave(&of(all.clone()), &officer()))[0].contains(r#""kind":"withdrawn""#));
    assert_eq!(word(&leave(&of(all.clone()), &evaluator(0))), "role");
    let panel = leave(&of(all.clone()), &someone(MODERATOR, entity::state::Role::ProcurementOfficer));
    check_refused(panel, Why::NotYours, "You are on the panel, which decides on scores alone.");
    check(&mut all, X, CheckOutcome::Failed);
    check_refused(leave(&of(all.clone()), &officer()), Why::NotNow, "This bid is out already.");
    let s = of(all);
    assert_eq!(s.stands(s.bid(X).expect("there")), InOrOut::Out("No reference came.".to_owned()));
    assert_eq!(s.stands(s.bid(Y).expect("there")), InOrOut::In);
    assert_eq!(s.still_in(LOT).len(), 2);
}

#[test]
fn bids_are_listed_by_name_for_those_who_do_not_read_labels() {
    let mut all = locked();
    all.bids.reverse();
    check(&mut all, X, CheckOutcome::Failed);
    let s = of(all);
    let listed = s.by_name(&officer()).expect("they may");
    let names: Vec<_> = listed.iter().map(|one| (one.name, matches!(one.stands, InOrOut::Out(_)))).collect();
    assert_eq!(names, [("Bidder X", true), ("Bidder Y", false), ("Bidder Z", false)]);
    let panel = s.by_name(&someone(MODERATOR, entity::state::Role::ProcurementOfficer));
    check_refused(panel, Why::NotYours, "The panel reads bids under labels until quality is signed off.");
    assert_eq!(word(&s.by_name(&evaluator(0))), "role");
}
