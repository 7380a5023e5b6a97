use entity::state::{CheckOutcome, Role, YesNo};

use super::*;
use crate::scoring::testing::{
    BIDS, BOTH, EVALUATORS, SECOND, X, Y, Z, approver, begun, check, declared, evaluator, locked, moderate,
    moderated, moderator, now, of, officer, sheet, signed, someone,
};
use crate::testing::tenders::{LOT, QUESTION};
use crate::testing::{strangers, word};

/// Reader; then, for each moment, whether answers, others' scores, names and prices are open: declared, a question
/// moderated, signed off.
#[test]
fn what_is_open_to_whom_and_when() {
    let mut one_moderated = locked();
    moderate(&mut one_moderated, QUESTION);
    let moments = [declared(), one_moderated, signed()].map(of);
    let readers = [
        ("evaluator", evaluator(0)),
        ("moderator", moderator()),
        ("officer", officer()),
        ("approver", approver()),
        ("administrator", someone(42, Role::Administrator)),
        ("auditor", someone(43, Role::Auditor)),
        ("not seated", someone(44, Role::Evaluator)),
        ("clerk", someone(45, Role::DemocraticServices)),
    ];
    let mut table = String::new();
    for (name, reader) in readers {
        let each = moments.iter().map(|s| {
            let marks = [
                Opened::<Answers>::to(s, &reader).is_ok(),
                Opened::<Scores>::to(s, &reader).is_ok(),
                Opened::<Names>::to(s, &reader).is_ok(),
                Opened::<Prices>::to(s, LOT, &reader).is_ok(),
            ];
            marks
                .iter()
                .zip("ASNP".chars())
                .map(|(open, letter)| if *open { letter } else { '.' })
                .collect::<String>()
        });
        table.push_str(&format!("{name:<14}{}\n", each.collect::<Vec<_>>().join(" ")));
    }
    let expected = "\
evaluator     A... AS.. ASN.
moderator     A... AS.. ASN.
officer       .... .... ASNP
approver      .... .... ASNP
administrator .... .... ASN.
auditor       .... .... ASN.
not seated    .... .... ....
clerk         .... .... ....
";
    assert_eq!(table, expected);
    for stranger in strangers() {
        assert_eq!(word(&Opened::<Answers>::to(&moments[2], &stranger)), "absent");
        assert_eq!(word(&Opened::<Scores>::to(&moments[2], &stranger)), "absent");
        assert_eq!(word(&Opened::<Names>::to(&moments[2], &stranger)), "absent");
        assert_eq!(word(&Opened::<Prices>::to(&moments[2], LOT, &stranger)), "absent");
    }
}

#[test]
fn an_evaluator_reads_own_questions_of_bids_that_are_in_and_the_moderator_all() {
    let mut rows = declared();
    rows.questions
        .retain(|row| row.panel_member_id != RowId(EVALUATORS[0] * 10) || row.criterion_id == QUESTION);
    check(&mut rows, Z, CheckOutcome::Failed);
    let s = of(rows);
    let own = Opened::<Answers>::to(&s, &evaluator(0)).expect("open");
    let all = Opened::<Answers>::to(&s, &moderator()).expect("open");
    for bid in BIDS {
        assert_eq!(own.shows_question(bid, QUESTION), bid != Z);
        assert!(!own.shows_question(bid, SECOND));
        assert_eq!(BOTH.iter().all(|question| all.shows_question(bid, *question)), bid != Z);
    }
    assert_eq!(s.labels(LOT, &own), [(Y, "Bid A"), (X, "Bid C")]);
}

/// A panel member with an administrator's or an approver's role reads as the panel does, and no earlier.
#[test]
fn another_role_opens_nothing_to_the_panel() {
    let mut both = evaluator(0);
    both.roles = vec![Role::Evaluator, Role::Administrator, Role::Auditor, Role::Approver];
    assert_eq!(word(&Opened::<Scores>::to(&of(declared()), &both)), "stage");
    assert_eq!(word(&Opened::<Names>::to(&of(moderated()), &both)), "stage");
    assert_eq!(word(&Opened::<Answers>::to(&of(begun()), &both)), "stage");
}

#[test]
fn others_scores_are_open_question_by_question_and_only_locked_ones() {
    let mut rows = declared();
    for bid in BIDS {
        sheet(&mut rows, EVALUATORS[0], bid, [Some(3), Some(3)], true);
    }
    let mut submitted = rows.clone();
    sheet(&mut rows, EVALUATORS[1], X, [Some(5), Some(5)], false);
    let before = of(rows.clone());
    assert_eq!(word(&Opened::<Scores>::to(&before, &evaluator(1))), "stage");
    assert_eq!(before.own_scores(X, &evaluator(1)).map(|own| own.len()), Ok(2));
    assert_eq!(before.own_scores(Y, &evaluator(1)).map(|own| own.len()), Ok(0));
    moderate(&mut rows, QUESTION);
    let late = word(&Opened::<Scores>::to(&of(rows), &evaluator(1)));
    assert_eq!(late, "stage", "who has not submitted reads no one else's");
    BIDS.iter().for_each(|bid| sheet(&mut submitted, EVALUATORS[1], *bid, [Some(5), Some(5)], true));
    sheet(&mut submitted, EVALUATORS[1] + 1, X, [Some(5), Some(5)], false);
    moderate(&mut submitted, QUESTION);
    let s = of(submitted);
    let may = Opened::<Scores>::to(&s, &evaluator(1)).expect("open");
    let shown = s.scores(&may);
    assert_eq!(shown.len(), 6);
    assert!(shown.iter().all(|it| it.locked && it.score.criterion_id == QUESTION));
}

#[test]
fn names_are_open_at_once_where_the_panel_reads_names() {
    let mut rows = declared();
    rows.row.masked = false;
    let s = of(rows);
    let may = Opened::<Names>::to(&s, &evaluator(0)).expect("open");
    assert_eq!(s.name(X, &may), Some("Bidder X"));
    let masked = of(signed());
    let may = Opened::<Names>::to(&masked, &evaluator(0)).expect("open");
    assert_eq!(masked.name(Y, &may), Some("Bidder Y"));
    assert_eq!(masked.bidders(), ["Bidder X", "Bidder Y", "Bidder Z"]);
    let mut left = signed();
    check(&mut left, Y, CheckOutcome::Failed);
    let left = of(left);
    let may = Opened::<Names>::to(&left, &officer()).expect("open");
    assert_eq!(left.name(Y, &may), Some("Bidder Y"), "what was ranked with it stays readable");
    let mut undeclared = begun();
    undeclared.row.masked = false;
    crate::scoring::testing::declare(&mut undeclared, EVALUATORS[1], YesNo::Yes, None);
    let s = of(undeclared);
    assert_eq!(word(&Opened::<Names>::to(&s, &evaluator(0))), "stage");
    assert_eq!(word(&Opened::<Names>::to(&s, &evaluator(1))), "stage");
    assert!(now() > s.row().begun_at - chrono::Duration::days(1));
}

#[test]
fn how_far_it_is_may_be_seen_by_readers_of_tenders_and_by_the_panel() {
    let tender = crate::scoring::testing::opened_tender();
    let seen = |actor: &Actor| word(&crate::scoring::may_see(&tender, actor));
    let table = [
        (officer(), "yes"),
        (someone(45, Role::Auditor), "yes"),
        (evaluator(0), "yes"),
        (someone(99, Role::Evaluator), "role"),
    ];
    for (actor, expected) in table {
        assert_eq!(seen(&actor), expected, "{}", actor.name);
    }
    for stranger in crate::testing::strangers() {
        assert_eq!(seen(&stranger), "absent");
    }
}

#[test]
fn an_address_names_a_bid_by_the_letter_of_its_label_to_those_who_read_it() {
    let mut rows = declared();
    check(&mut rows, Z, CheckOutcome::Failed);
    let s = of(rows);
    let leave = Opened::<Answers>::to(&s, &evaluator(0)).expect("cleared");
    let table =
        [("a", Some(Y)), ("b", None), ("c", Some(X)), ("d", None), ("A", None), ("", None), ("bid a", None)];
    for (letter, bid) in table {
        assert_eq!(s.labelled(letter, &leave), bid, "{letter:?}; bid B is out");
    }
    for (label, letter) in [("Bid A", "a"), ("Bid Z", "z"), ("Bid AA", "aa")] {
        assert_eq!(letter_of(label), letter);
    }
}

#[test]
fn prices_of_a_signed_lot_stay_closed_to_who_still_scores_another() {
    use entity::lot_evaluation;

    use crate::testing::tenders::{LOT as FIRST, submitted_bid};

    let other = RowId(LOT.0 + 9_000);
    let mut rows = signed();
    rows.lots.push(lot_evaluation::Model { lot_id: other, signed_at: None, ..rows.lots[0].clone() });
    let moderates = someone(crate::scoring::testing::MODERATOR, Role::ProcurementOfficer);
    let open = |rows: &crate::scoring::Rows, who| word(&Opened::<Prices>::to(&of(rows.clone()), FIRST, who));
    assert_eq!(open(&rows, &moderates), "yes", "a lot without bids is never signed off");
    let mut bid = rows.bids[0].clone();
    bid.bid = submitted_bid(BidId(64), entity::id::OrganisationId(1), now());
    bid.bid.row.lot_id = other;
    rows.bids.push(bid);
    assert_eq!(open(&rows, &moderates), "stage");
    assert_eq!(open(&rows, &officer()), "yes");
}
