use super::*;
use crate::scoring::testing::{BIDS, X, Y, Z, begun, entered, evaluator, now, officer, opened_tender};
use crate::testing::tenders::open_tender;
use crate::testing::{check_refused, form, refused, rows, strangers, word};

fn drawn(order: &[BidId]) -> Drawn {
    let order = order.iter().map(|bid| (*bid, RowId(bid.0 + 800))).collect();
    Drawn { id: ScoringId(600), lots: vec![LotEvaluationId(601)], order }
}

fn how(rule: &str, share: &str) -> Draft {
    form(BEGIN, &[("masked", "on"), ("low_rule", rule), ("low_share", share)])
}

fn begin_by(actor: &Actor, order: &[BidId], draft: &Draft) -> Result<Change, Refusal> {
    begin(&opened_tender(), &BIDS.map(entered), None, &drawn(order), draft, actor, now())
}

#[test]
fn labels_follow_the_order_that_was_drawn_and_the_record_of_actions_does_not_tell_them() {
    let change = begin_by(&officer(), &[Y, Z, X], &how("others_mean", "20")).expect("allowed");
    let sql = format!("{:?}", change.clone().into_parts().rows);
    for label in ["Bid A", "Bid B", "Bid C"] {
        assert!(sql.contains(label), "{label}");
    }
    let told = rows(Ok(change));
    assert!(told[0].contains(r#""low_rule":"others_mean","low_share":2000,"masked":true"#), "{}", told[0]);
    assert!(told[1].starts_with("insert lot_evaluation"), "{}", told[1]);
    assert!(told[2..].iter().all(|line| !line.contains("Bid ") && !line.contains("bid_id")), "{told:?}");
    assert_eq!(told.len(), 5);
}

#[test]
fn only_an_officer_of_the_council_begins_once_the_bids_are_opened() {
    let draft = how("by_eye", "");
    assert_eq!(word(&begin_by(&evaluator(0), &BIDS, &draft)), "role");
    for stranger in strangers() {
        assert_eq!(word(&begin_by(&stranger, &BIDS, &draft)), "absent");
    }
    let open = open_tender(now());
    let early = begin(&open, &[], None, &drawn(&[]), &draft, &officer(), now());
    check_refused(early, Why::NotNow, "The evaluation begins once the bids have been opened.");
    let before = begun().row;
    let again =
        begin(&opened_tender(), &BIDS.map(entered), Some(&before), &drawn(&BIDS), &draft, &officer(), now());
    check_refused(again, Why::NotNow, "The evaluation has begun already.");
}

#[test]
fn the_order_is_one_of_exactly_the_opened_bids() {
    let draft = how("by_eye", "");
    for order in [&[X, Y][..], &[X, Y, Y], &[X, Y, Z, Z], &[X, Y, BidId(9)]] {
        assert_eq!(word(&begin_by(&officer(), order, &draft)), "absent", "{order:?}");
    }
}

#[test]
fn a_rule_with_a_figure_needs_it_and_one_without_takes_none() {
    let table = [
        ("by_eye", "", None),
        ("others_mean", "20", None),
        ("benchmark", "0.01", None),
        ("benchmark", "99.99", None),
        ("others_mean", "", Some("Enter by how much below, like 20.")),
        ("others_mean", "0", Some("Enter a share above 0% and below 100%.")),
        ("benchmark", "100", Some("Enter a share above 0% and below 100%.")),
        ("by_eye", "5", Some("Leave this empty: without a figure an officer looks at each price.")),
    ];
    for (rule, share, says) in table {
        let result = begin_by(&officer(), &BIDS, &how(rule, share));
        match says {
            None => assert_eq!(word(&result), "yes", "{rule} {share}"),
            Some(says) => assert_eq!(refused(result).1, format!("low_share: {says}"), "{rule} {share}"),
        }
    }
}

#[test]
fn labels_go_on_after_z() {
    let names =
        [(0, "Bid A"), (25, "Bid Z"), (26, "Bid AA"), (51, "Bid AZ"), (52, "Bid BA"), (702, "Bid AAA")];
    for (at, name) in names {
        assert_eq!(label(at), name);
    }
}

#[test]
fn bids_need_a_panel_and_no_bids_need_none() {
    let (draft, mut tender) = (how("by_eye", ""), opened_tender());
    tender.panel.retain(|member| member.seat == PanelSeat::Evaluator);
    let begun = |tender: &Tender, bids: &[Entered], order: &[BidId]| {
        begin(tender, bids, None, &drawn(order), &draft, &officer(), now())
    };
    let says = "Put a moderator on the panel first.";
    check_refused(begun(&tender, &BIDS.map(entered), &BIDS), Why::NotNow, says);
    tender.panel.clear();
    let says = "Put a moderator and evaluators on the panel first.";
    check_refused(begun(&tender, &BIDS.map(entered), &BIDS), Why::NotNow, says);
    assert_eq!(word(&begun(&tender, &[], &[])), "yes");
}
