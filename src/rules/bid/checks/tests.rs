use chrono::{DateTime, Duration, Utc};
use entity::bid_check;
use entity::id::{LetterId, PersonId, RowId};
use entity::state::{CheckKind, CheckOutcome, PanelSeat, Role, TenderStage};
use sea_orm::ActiveValue::Set;

use super::{
    ASK, BidStanding, DECIDE, NOTIFIED, OpenedBid, RESPOND, SUBCONTRACTOR, add_subcontractor, ask, decide,
    record_notified, respond, standing_of,
};
use crate::access::{Actor, Side};
use crate::tender::Tender;
use crate::testing::tenders::{BID, COMPANY, CONDITION, closing_at, on_panel, submitted_bid};
use crate::testing::{
    CHARITY, SEEN, actor, blank, check_refused, day, form, noon, rows, staff, strangers, word,
};
use crate::{Change, Refusal, Why};

const LETTER: LetterId = LetterId(90);
/// The check of the mandatory grounds.
const MANDATORY: RowId = RowId(71);

/// A Friday after the opening.
fn now() -> DateTime<Utc> {
    noon("2026-09-04")
}

fn tender() -> Tender {
    let mut tender = closing_at(noon("2026-09-03"));
    tender.row.stage = TenderStage::Opened;
    tender
}

fn check_row(id: i64, kind: CheckKind) -> bid_check::Model {
    blank::<bid_check::ActiveModel, _>(|row| {
        row.id = Set(RowId(id));
        row.bid_id = Set(BID);
        row.position = Set(i32::try_from(id - 69).expect("it is small"));
        row.kind = Set(kind);
        row.condition_id = Set((kind == CheckKind::Condition).then_some(CONDITION));
        row.subject = Set("Riverbank Trust".to_owned());
        row.outcome = Set(CheckOutcome::Open);
    })
}

/// The charity's opened bid, its check of the mandatory grounds changed.
fn opened(set: impl FnOnce(&mut bid_check::Model)) -> OpenedBid {
    let mut bid = submitted_bid(BID, CHARITY, noon("2026-09-01"));
    let mut mandatory = check_row(71, CheckKind::Mandatory);
    set(&mut mandatory);
    bid.checks = vec![check_row(70, CheckKind::Condition), mandatory];
    let opened = entity::opened_bid::Model {
        id: RowId(900),
        opening_id: RowId(80),
        bid_id: BID,
        submission_id: bid.submissions[0].id,
        name: "Riverbank Trust".to_owned(),
        digest: bid.submissions[0].digest.clone(),
    };
    OpenedBid { bid, opened }
}

/// Asked on 4 September, to answer by the end of the 8th.
fn asked(check: &mut bid_check::Model) {
    check.outcome = CheckOutcome::Asked;
    check.asked = Some("Explain the conviction.".to_owned());
    check.asked_at = Some(now());
    check.respond_by = Some(day("2026-09-08"));
}

fn officer() -> Actor {
    staff(Role::ProcurementOfficer)
}

fn decided(
    bid: &OpenedBid,
    check: RowId,
    given: &[(&str, &str)],
    at: DateTime<Utc>,
) -> Result<Change, Refusal> {
    decide(&tender(), bid, check, LETTER, &form(DECIDE, given), (SEEN, &officer(), at))
}

const FAILED: [(&str, &str); 2] = [("outcome", "failed"), ("reason", "A conviction within five years.")];

#[test]
fn what_passes_at_once_needs_no_words_and_no_letter() {
    assert_eq!(
        rows(decided(&opened(|_| {}), MANDATORY, &[("outcome", "passed")], now())),
        [
            r#"update bid_check {"decided_at":"2026-09-04T12:00:00+00:00","decided_by":40,"finding":null,"id":71,"notify_by":null,"outcome":"passed","reason":null}"#
        ]
    );
}

#[test]
fn nobody_is_excluded_unheard() {
    let check = |bid: &OpenedBid, at, expected: Result<(), &str>| match expected {
        Ok(()) => assert_eq!(word(&decided(bid, MANDATORY, &FAILED, at)), "yes"),
        Err(says) => check_refused(decided(bid, MANDATORY, &FAILED, at), Why::Incomplete, says),
    };
    let not_asked =
        "outcome: Nobody is excluded unheard. Ask the bidder first, and give them time to answer.";
    check(&opened(|_| {}), now(), Err(not_asked));
    let waiting = "outcome: The bidder can answer until the end of 8 September 2026. Decide once they have answered, or that day has passed.";
    check(&opened(asked), now(), Err(waiting));
    check(&opened(asked), noon("2026-09-08") + Duration::hours(10), Err(waiting));
    check(&opened(asked), noon("2026-09-09"), Ok(()));
    let answered = |check: &mut bid_check::Model| {
        asked(check);
        check.responded_at = Some(now());
    };
    check(&opened(answered), now(), Ok(()));
    // A condition of participation may fail at once: what was asked for is there or it is not.
    assert_eq!(word(&decided(&opened(|_| {}), RowId(70), &FAILED, now())), "yes");
}

#[test]
fn an_exclusion_is_to_be_notified_within_thirty_days_and_the_bidder_reads_why() {
    let rows = rows(decided(&opened(asked), MANDATORY, &FAILED, noon("2026-09-09")));
    assert!(rows[0].contains(r#""notify_by":"2026-10-08""#), "{}", rows[0]);
    assert!(rows[1].contains("so your bid is not taken further") && rows[1].contains("within five years"));
    assert!(rows[1].contains(r#""once":"decided/71/7""#), "{}", rows[1]);

    let excluded = opened(|check| {
        asked(check);
        check.outcome = CheckOutcome::Failed;
        check.decided_at = Some(now());
        check.notify_by = Some(day("2026-10-03"));
    });
    let again = crate::testing::rows(decided(&excluded, MANDATORY, &FAILED, noon("2026-09-10")));
    assert!(again[0].contains(r#""notify_by":"2026-10-03""#), "the first day counts: {}", again[0]);
    let notified = form(NOTIFIED, &[("notified", "EX-1")]);
    let record =
        |bid: &OpenedBid| record_notified(&tender(), bid, MANDATORY, &notified, (SEEN, &officer(), now()));
    assert_eq!(crate::testing::rows(record(&excluded)), [r#"update bid_check {"id":71,"notified":"EX-1"}"#]);
    assert_eq!(word(&record(&opened(|_| {}))), "stage");
}

#[test]
fn what_a_decision_needs() {
    let check = |bid: &OpenedBid, given: &[(&str, &str)], says: &str| {
        check_refused(decided(bid, MANDATORY, given, now()), Why::Incomplete, says);
    };
    let reason = "reason: Give the reason. The bidder reads it.";
    check(&opened(asked), &[("outcome", "passed")], reason);
    check(&opened(|check| check.decided_at = Some(now())), &[("outcome", "passed")], reason);
    let put_right = [("outcome", "put_right"), ("reason", "They paid.")];
    check(
        &opened(|_| {}),
        &put_right,
        "outcome: Ask the bidder first, so that the record shows what was put right.",
    );
    assert_eq!(word(&decided(&opened(asked), MANDATORY, &put_right, now())), "yes");
    let replaced = [("outcome", "replaced"), ("reason", "Another does it.")];
    check(
        &opened(|_| {}),
        &replaced,
        "outcome: This is a check of the bidder. Only a sub-contractor can be replaced.",
    );
    let of_another = opened(|check| check.subject = "Another Ltd".to_owned());
    assert_eq!(word(&decided(&of_another, MANDATORY, &replaced, now())), "yes");
}

#[test]
fn a_bidder_is_asked_with_a_working_day_to_answer_by() {
    let asking = |bid: &OpenedBid, until: &str| {
        let draft = form(ASK, &[("asked", "Explain it."), ("respond_by", until)]);
        ask(&tender(), bid, MANDATORY, LETTER, &draft, (SEEN, &officer(), now()))
    };
    let written = rows(asking(&opened(|_| {}), "2026-09-08"));
    assert!(
        written[0].contains(r#""outcome":"asked","respond_by":"2026-09-08","responded_at":null"#),
        "{}",
        written[0]
    );
    assert!(written[1].contains(r#""path":"/bids/60/asked/71""#), "{}", written[1]);
    let check = |until: &str, says: &str| {
        let says = format!("respond_by: {says}");
        check_refused(asking(&opened(|_| {}), until), Why::Incomplete, &says);
    };
    check("2026-09-04", "The day must be after today, so that the bidder has time to answer.");
    check("2026-09-05", "5 September 2026 is not a working day. 7 September 2026 would do.");
    // A bank holiday in Scotland alone counts too.
    check("2026-11-30", "30 November 2026 is not a working day. 1 December 2026 would do.");
    assert!(word(&asking(&opened(|_| {}), "2031-09-08")) == "form");
    let says = "The bidder has been asked and can answer until the end of 8 September 2026.";
    check_refused(asking(&opened(asked), "2026-09-09"), Why::NotNow, says);
    let passed = opened(|check| check.outcome = CheckOutcome::Passed);
    check_refused(asking(&passed, "2026-09-09"), Why::NotNow, "This check has been decided.");
}

#[test]
fn the_bidder_answers_once_and_in_time() {
    let answering = |bid: &OpenedBid, actor: &Actor, at| {
        let draft = form(RESPOND, &[("response", "It was quashed.")]);
        respond(&tender().row, &bid.bid, MANDATORY, &draft, (SEEN, actor, at))
    };
    let author = actor(Side::Provider(CHARITY), &[Role::BidAuthor]);
    let last_minute = noon("2026-09-08") + Duration::minutes(10 * 60 + 59);
    assert_eq!(
        rows(answering(&opened(asked), &author, last_minute)),
        [
            r#"update bid_check {"id":71,"responded_at":"2026-09-08T22:59:00+00:00","response":"It was quashed."}"#
        ]
    );
    let late = answering(&opened(asked), &author, last_minute + Duration::minutes(1));
    check_refused(late, Why::NotNow, "You could answer until the end of 8 September 2026.");
    let answered = opened(|check| {
        asked(check);
        check.responded_at = Some(now());
    });
    let twice = "You have answered this. An answer can be sent once.";
    check_refused(answering(&answered, &author, now()), Why::NotNow, twice);
    assert_eq!(word(&answering(&opened(|_| {}), &author, now())), "absent", "nothing was asked");
    let company = actor(Side::Provider(COMPANY), &[Role::BidAuthor]);
    assert_eq!(word(&answering(&opened(asked), &company, now())), "absent");
    assert_eq!(word(&answering(&opened(asked), &officer(), now())), "absent");
}

#[test]
fn a_sub_contractor_is_checked_by_name_once() {
    let adding = |name: &str| {
        let ids = [RowId(95), RowId(96), RowId(97)];
        let draft = form(SUBCONTRACTOR, &[("subject", name)]);
        add_subcontractor(&tender(), &opened(|_| {}), &ids, &draft, SEEN, &officer(), now())
    };
    let rows = rows(adding("Another Ltd"));
    assert_eq!(rows.len(), 3);
    assert!(rows[0].contains(r#""kind":"mandatory""#) && rows[0].contains(r#""position":3"#), "{}", rows[0]);
    let says = "subject: riverbank trust is checked already. See below.";
    check_refused(adding("riverbank trust"), Why::Incomplete, says);
}

#[test]
fn how_a_bid_stands() {
    let standing = |outcomes: &[CheckOutcome]| {
        let row = |outcome: &CheckOutcome| {
            let mut row = check_row(71, CheckKind::Mandatory);
            row.outcome = *outcome;
            row.reason = Some("Why.".to_owned());
            row
        };
        standing_of(&outcomes.iter().map(row).collect::<Vec<_>>())
    };
    use CheckOutcome::{Asked, Failed, Open, Passed, PutRight, Replaced};
    assert_eq!(standing(&[Passed, PutRight, Replaced]), BidStanding::In);
    assert_eq!(standing(&[Passed, Open, Asked]), BidStanding::Checking(2));
    assert_eq!(standing(&[Open, Failed]), BidStanding::Out(vec!["Why.".to_owned()]));
}

#[test]
fn officers_decide_and_never_the_panel() {
    let deciding = |tender: &Tender, actor: &Actor| {
        let draft = form(DECIDE, &[("outcome", "passed")]);
        word(&decide(tender, &opened(|_| {}), MANDATORY, LETTER, &draft, (SEEN, actor, now())))
    };
    assert_eq!(deciding(&tender(), &officer()), "yes");
    assert_eq!(deciding(&tender(), &staff(Role::Approver)), "role");
    for stranger in strangers() {
        assert_eq!(deciding(&tender(), &stranger), "absent");
    }
    let mut on_it = tender();
    on_it.panel = vec![on_panel(8, 40, PanelSeat::Moderator)];
    assert_eq!(officer().person, Some(PersonId(40)));
    assert_eq!(deciding(&on_it, &officer()), "role");
    for stage in [TenderStage::Draft, TenderStage::Published, TenderStage::Cancelled] {
        let mut other = tender();
        other.row.stage = stage;
        assert_eq!(deciding(&other, &officer()), "stage", "{stage:?}");
    }
}
