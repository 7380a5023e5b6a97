use entity::id::{OrganisationId, PersonId};
use entity::state::{CheckOutcome, Role};
use sea_orm::ActiveValue::Set;

use super::*;
use crate::access::Side;
use crate::scoring::testing::{
    DRAWN_FROM, X, check, declared, entered, evaluator, now, of, officer, signed, someone,
};
use crate::testing::tenders::{QUESTION, TENDER};
use crate::testing::{actor, blank, check_refused, day, form, noon, rows, word};

fn ask_until(s: &Scoring, by: &str) -> Result<Change, Refusal> {
    let draft = form(ASK, &[("question", "Which staff do you mean?"), ("respond_by", by)]);
    ask(s, X, Some(QUESTION), RowId(7), LetterId(8), &draft, &officer(), now())
}

#[test]
fn a_bidder_is_asked_by_a_letter() {
    let written = rows(ask_until(&of(declared()), "2026-09-25"));
    assert!(written[0].starts_with("insert bidder_query"), "{written:?}");
    assert!(
        written[1].contains("it cannot improve it") && written[1].contains("25 September 2026"),
        "{written:?}"
    );
    let says = "respond_by: Give the bidder until tomorrow at least.";
    check_refused(ask_until(&of(declared()), "2026-09-20"), Why::Incomplete, says);
    assert_eq!(word(&ask_until(&of(signed()), "2026-09-25")), "stage");
    let mut out = declared();
    check(&mut out, X, CheckOutcome::Failed);
    let s = of(out);
    assert_eq!(s.to_ask(&officer()).map(|labels| labels.len()), Ok(3), "the list does not tell which is out");
    check_refused(ask_until(&s, "2026-09-25"), Why::NotNow, "This question cannot be put to the bidder.");
    check_refused(ask_until(&s, "2026-09-20"), Why::Incomplete, says);
    let draft = form(ASK, &[("question", "Which?"), ("respond_by", "2026-09-25")]);
    let by_panel = ask(&of(declared()), X, None, RowId(7), LetterId(8), &draft, &evaluator(0), now());
    assert_eq!(word(&by_panel), "role");
}

fn query() -> bidder_query::Model {
    blank::<bidder_query::ActiveModel, _>(|row| {
        row.id = Set(RowId(7));
        row.version = Set(DRAWN_FROM);
        row.tender_id = Set(TENDER);
        row.bid_id = Set(X);
        row.criterion_id = Set(Some(QUESTION));
        row.question = Set("Which staff?".to_owned());
        row.asked_at = Set(now());
        row.person_id = Set(PersonId(40));
        row.respond_by = Set(day("2026-09-25"));
    })
}

#[test]
fn it_answers_once_until_the_end_of_the_last_day() {
    let (bid, draft) = (entered(X).bid, form(ANSWER, &[("answer", "The two we name.")]));
    let by = |organisation: i64, role, query: &bidder_query::Model, at| {
        let someone = actor(Side::Provider(OrganisationId(organisation)), &[role]);
        answer(&bid, query, &draft, DRAWN_FROM, &someone, at)
    };
    let last = noon("2026-09-25") + chrono::Duration::hours(10);
    let written = by(1, Role::AuthorisedSignatory, &query(), last).expect("allowed").into_parts();
    assert_eq!((written.authority, written.rows.len()), (None, 1));
    let roots: Vec<_> = written.roots.iter().map(|it| (it.table, it.moves)).collect();
    assert_eq!(
        roots,
        [("bid", false), ("bidder_query", true)],
        "a bid that moves would tell whose label it is"
    );
    assert_eq!(word(&by(2, Role::AuthorisedSignatory, &query(), last)), "absent");
    assert_eq!(word(&by(1, Role::ReturnPreparer, &query(), last)), "role");
    let late = by(1, Role::BidAuthor, &query(), last + chrono::Duration::hours(2));
    check_refused(late, Why::NotNow, "This could be answered until the end of 25 September 2026.");
    let answered = bidder_query::Model { answer: Some("Already.".to_owned()), ..query() };
    check_refused(by(1, Role::BidAuthor, &answered, last), Why::NotNow, "This was answered already.");
}

#[test]
fn the_panel_reads_what_is_about_its_questions() {
    let mut rows = declared();
    rows.queries = vec![query(), bidder_query::Model { bid_id: entity::id::BidId(9), ..query() }];
    let s = of(rows);
    let may = Opened::<Answers>::to(&s, &evaluator(0)).expect("open");
    assert_eq!(s.queries(&may), [&query()]);
}

#[test]
fn the_officer_asks_by_label_and_learns_no_name_before_the_sign_off() {
    let mut rows = declared();
    rows.queries = vec![query()];
    let s = of(rows.clone());
    let labels = s.to_ask(&officer()).expect("they run it");
    assert_eq!(labels[0], ("Bid A".to_owned(), "Bid A".to_owned()));
    assert_eq!(s.bid_to_ask("Bid C", &officer()), Ok(X));
    let asked = s.asked(&officer()).expect("they run it");
    assert_eq!((asked[0].called.as_str(), asked[0].about), ("Bid C", Some("Delivery")));
    assert_eq!(s.asked(&evaluator(0)).expect("it is about their question").len(), 1);
    for who in [evaluator(0), someone(45, Role::Auditor)] {
        assert_eq!(word(&s.to_ask(&who)), "role");
        assert_eq!(word(&s.bid_to_ask("Bid C", &who)), "role");
    }
    assert_eq!(word(&s.asked(&someone(45, Role::Auditor))), "stage");
    rows.row.masked = false;
    assert_eq!(of(rows).to_ask(&officer()).expect("they run it")[0].1, "Bid A: Bidder Y");
}

#[test]
fn the_officer_reads_that_it_was_answered_and_what_once_quality_is_signed_off() {
    let answered = |mut rows: crate::scoring::Rows| {
        let (answer, at) = (Some("The two we name.".to_owned()), Some(now()));
        rows.queries = vec![bidder_query::Model { answer, answered_at: at, ..query() }];
        of(rows)
    };
    let read = |s: &Scoring, who: &Actor| {
        let asked = s.asked(who).expect("they may");
        (asked[0].answered_at.is_some(), asked[0].answer.map(str::to_owned))
    };
    let says = Some("The two we name.".to_owned());
    assert_eq!(read(&answered(declared()), &officer()), (true, None));
    assert_eq!(read(&answered(declared()), &evaluator(0)), (true, says.clone()));
    assert_eq!(read(&answered(signed()), &officer()), (true, says));
}

#[test]
fn the_record_of_actions_does_not_tell_whose_label_was_asked() {
    let draft = form(ASK, &[("question", "Which staff?"), ("respond_by", "2026-09-25")]);
    let change = ask(&of(declared()), X, None, RowId(7), LetterId(8), &draft, &officer(), now());
    let told = crate::testing::rows(change);
    assert!(told.iter().all(|row| !row.contains("bid_id") && !row.contains("organisation_id")), "{told:?}");
    assert!(told.iter().all(|row| !row.contains("/bids/")), "{told:?}");
}
