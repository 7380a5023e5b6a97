use chrono::{DateTime, Duration, Utc};
use entity::clarification;
use entity::id::{ClarificationId, LetterId, OrganisationId, PersonId, RowId};
use entity::number::Version;
use entity::state::{AnswerTo, Role, TenderStage};
use sea_orm::TryIntoModel;

use super::{ANSWER, ASK, Asked, Fresh, answer, answered_to, ask, days_left};
use crate::access::{Actor, Side};
use crate::tender::Tender;
use crate::tender::follow::follower_row;
use crate::testing::tenders::{COMPANY, OPEN_FOR, QUESTIONS_FOR, charity, open_tender};
use crate::testing::{
    CHARITY, SEEN, actor, blank, check_refused, form, noon, refused, rows, staff, strangers, word,
};
use crate::{Change, Refusal, Why};
use sea_orm::ActiveValue::Set;

const FRESH: Fresh = Fresh { id: ClarificationId(80), follower: RowId(81), number: 3 };

fn now() -> DateTime<Utc> {
    noon("2026-08-04")
}

fn author() -> Actor {
    actor(Side::Provider(CHARITY), &[Role::BidAuthor])
}

/// The tender, with the company among those who are told.
fn followed() -> Tender {
    let mut tender = open_tender(now());
    let row = follower_row(RowId(7), &tender, COMPANY, PersonId(41), now());
    tender.followers = vec![row.try_into_model().expect("it is whole")];
    tender
}

/// The charity's question.
fn asked() -> clarification::Model {
    blank::<clarification::ActiveModel, _>(|row| {
        row.id = Set(ClarificationId(80));
        row.version = Set(SEEN);
        row.tender_id = Set(crate::testing::tenders::TENDER);
        row.number = Set(3);
        row.organisation_id = Set(CHARITY);
        row.person_id = Set(PersonId(40));
        row.asked_at = Set(now());
        row.question = Set("May we, Riverbank Trust, visit?".to_owned());
        row.confidential = Set(false);
    })
}

fn answering(asked: clarification::Model, given: &[(&str, &str)]) -> Result<Change, Refusal> {
    let letters = [LetterId(90), LetterId(91)];
    let asked = Asked { row: asked, asker: charity() };
    let officer = staff(Role::ProcurementOfficer);
    answer(&followed(), &asked, &letters, &form(ANSWER, given), SEEN, &officer, now())
}

const TO_ALL: [(&str, &str); 3] =
    [("audience", "everyone"), ("stated", "May bidders visit?"), ("answer", "Yes, on Fridays.")];

#[test]
fn a_question_is_kept_and_its_asker_is_told_from_then_on() {
    let question = form(ASK, &[("question", "May we visit?")]);
    assert_eq!(
        rows(ask(&open_tender(now()), &[], FRESH, &question, &author(), now())),
        [
            r#"insert clarification {"asked_at":"2026-08-04T12:00:00+00:00","confidential":false,"confidential_reason":null,"id":80,"number":3,"organisation_id":1,"person_id":40,"question":"May we visit?","tender_id":50,"version":1}"#,
            r#"insert follower {"id":81,"organisation_id":1,"person_id":40,"since":"2026-08-04T12:00:00+00:00","tender_id":50}"#,
        ]
    );
    let company = actor(Side::Provider(COMPANY), &[Role::BidAuthor]);
    assert_eq!(rows(ask(&followed(), &[], FRESH, &question, &company, now())).len(), 1, "it is told already");
}

#[test]
fn questions_end_on_the_published_day() {
    let question = form(ASK, &[("question", "May we visit?")]);
    let at = |now| ask(&followed(), &[], FRESH, &question, &author(), now);
    let until = now() + QUESTIONS_FOR;
    assert_eq!(word(&at(until - Duration::microseconds(1))), "yes");
    check_refused(at(until), Why::NotNow, "Questions could be asked until 1pm on 24 August 2026.");
    check_refused(at(now() + OPEN_FOR), Why::NotNow, "This tender closed at 1pm on 3 September 2026.");
    // What is being written for an amendment moves nothing before it is published.
    let mut amending = followed();
    amending.row.questions_until = Some(now() + OPEN_FOR);
    assert_eq!(word(&ask(&amending, &[], FRESH, &question, &author(), until)), "stage");
}

#[test]
fn an_answer_to_the_asker_alone_is_asked_for_with_a_reason() {
    let asking = |given: &[(&str, &str)]| {
        let draft = form(ASK, &[&[("question", "May we visit?")], given].concat());
        ask(&followed(), &[], FRESH, &draft, &author(), now())
    };
    let says = "confidential_reason: Say what would be given away, so that the council can decide.";
    check_refused(asking(&[("confidential", "yes")]), Why::Incomplete, says);
    let says = "confidential_reason: Tick the box above if you want the answer to yourselves alone, or take this text out.";
    check_refused(asking(&[("confidential_reason", "Our prices.")]), Why::Incomplete, says);
    let both = asking(&[("confidential", "yes"), ("confidential_reason", "Our prices.")]);
    assert!(rows(both)[0].contains(r#""confidential":true,"confidential_reason":"Our prices.""#));
}

#[test]
fn everyone_is_told_the_same_without_who_asked() {
    let rows = rows(answering(asked(), &TO_ALL));
    assert_eq!(
        rows[0],
        r#"update clarification {"answer":"Yes, on Fridays.","answered_at":"2026-08-04T12:00:00+00:00","answered_by":40,"audience":"everyone","audience_reason":null,"id":80,"stated":"May bidders visit?"}"#
    );
    let says = r#""says":"The council has answered a question about A service (MED-2021-001).\n\nQuestion:\n\nMay bidders visit?\n\nAnswer:\n\nYes, on Fridays.""#;
    for (row, reader) in rows[1..].iter().zip([1, 2]) {
        assert!(row.contains(says) && !row.contains("Riverbank"), "{row}");
        assert!(row.contains(&format!(r#""once":"answered/80/7/{reader}""#)), "{row}");
        assert!(row.contains(r#""path":"/opportunities/MED-2021-001""#), "{row}");
    }
    assert_eq!((rows.len(), answered_to(&followed(), &asked()).len()), (3, 2));
}

#[test]
fn a_confidential_answer_reaches_the_asker_alone() {
    let given =
        [("audience", "asker_only"), ("answer", "Yes."), ("audience_reason", "It is about their prices.")];
    let rows = rows(answering(asked(), &given));
    assert_eq!(rows.len(), 2);
    assert!(rows[0].contains(r#""stated":null"#), "{}", rows[0]);
    assert!(rows[1].contains(r#""organisation_id":1"#) && rows[1].contains("/ask"), "{}", rows[1]);
}

#[test]
fn what_an_answer_needs() {
    let check = |set: fn(&mut clarification::Model), given: &[(&str, &str)], expected: &str| {
        let mut asked = asked();
        set(&mut asked);
        assert_eq!(refused(answering(asked, given)), (Why::Incomplete, expected.to_owned()));
    };
    let alone = [("audience", "asker_only"), ("answer", "Yes.")];
    check(
        |_| {},
        &alone,
        "audience_reason: Say what is commercially confidential, so that only the asker may read it.",
    );
    check(|_| {}, &[TO_ALL[0], TO_ALL[2]], "stated: Write the question as everyone may read it.");
    check(
        |asked| asked.confidential = true,
        &TO_ALL,
        "audience_reason: They asked for an answer to them alone. Say why everyone reads it.",
    );
    check(
        |asked| asked.audience = Some(AnswerTo::Everyone),
        &[alone[0], alone[1], ("audience_reason", "Prices.")],
        "audience: Everyone has read the first answer, so the correction goes to everyone too.",
    );
}

#[test]
fn an_answer_to_everyone_never_names_the_asker() {
    let naming = |name: &str, stated: &str| {
        let mut asker = charity();
        name.clone_into(&mut asker.name);
        asker.registered_number = Some("1181234".to_owned());
        let given = [TO_ALL[0], ("stated", stated), TO_ALL[2]];
        let (asked, officer) = (Asked { row: asked(), asker }, staff(Role::ProcurementOfficer));
        let letters = [LetterId(90), LetterId(91)];
        word(&answer(&followed(), &asked, &letters, &form(ANSWER, &given), SEEN, &officer, now()))
    };
    for (name, stated, expected) in [
        ("Riverbank Trust", "May Riverbank Trust visit?", "form"),
        ("Riverbank Trust", "May the RIVERBANK  trust, visit?", "form"),
        ("The Riverbank Trust CIC", "May Riverbank Trust visit?", "form"),
        ("Riverbank Women’s Trust", "May Riverbank Women's Trust visit?", "form"),
        ("Riverbank Trust (Medway)", "May Riverbank Trust visit?", "form"),
        ("Riverbank Trust", "May charity 1181234 visit?", "form"),
        ("Riverbank Trust", "May we trust the riverbank?", "yes"),
        // The tender itself says so, so the word gives nothing away.
        ("Support Ltd", "What support is there?", "yes"),
    ] {
        assert_eq!(naming(name, stated), expected, "{name}: {stated}");
    }
}

#[test]
fn a_correction_is_published_like_the_first_answer() {
    let mut answered = asked();
    answered.answered_at = Some(now());
    answered.audience = Some(AnswerTo::Everyone);
    let rows = rows(answering(answered.clone(), &TO_ALL));
    assert!(rows[1].contains("The council has corrected its answer to a question"), "{}", rows[1]);
    answered.version = Version(2);
    assert!(!super::is_corrected(&answered));
    answered.version = Version(3);
    assert!(super::is_corrected(&answered));
}

#[test]
fn who_answers_and_when() {
    let answered = |tender: &Tender, actor: &Actor, at| {
        let asked = Asked { row: asked(), asker: charity() };
        word(&answer(tender, &asked, &[LetterId(90), LetterId(91)], &form(ANSWER, &TO_ALL), SEEN, actor, at))
    };
    let officer = staff(Role::ProcurementOfficer);
    assert_eq!(answered(&followed(), &officer, now() + OPEN_FOR - Duration::seconds(1)), "yes");
    assert_eq!(answered(&followed(), &officer, now() + OPEN_FOR), "stage");
    assert_eq!(answered(&followed(), &staff(Role::Approver), now()), "role");
    for stranger in strangers() {
        assert_eq!(answered(&followed(), &stranger, now()), "absent");
    }
    let mut cancelled = followed();
    cancelled.row.stage = TenderStage::Cancelled;
    assert_eq!(answered(&cancelled, &officer, now()), "stage");
    let mut crowded = followed();
    let other = follower_row(RowId(8), &crowded, OrganisationId(3), PersonId(42), now());
    crowded.followers.push(other.try_into_model().expect("it is whole"));
    assert_eq!(answered(&crowded, &officer, now()), "unknown", "nobody is left out");
    assert_eq!(days_left(&followed(), now()), Some(30));
    assert_eq!(days_left(&followed(), now() + OPEN_FOR), None);
}

#[test]
fn so_many_questions_wait_at_most() {
    let question = form(ASK, &[("question", "May we visit?")]);
    let mut own: Vec<_> = (0..50).map(|_| asked()).collect();
    let asking = |own: &[clarification::Model]| ask(&followed(), own, FRESH, &question, &author(), now());
    check_refused(
        asking(&own),
        Why::NotNow,
        "50 of your questions about this tender are waiting for an answer. Ask again once the council has answered some of them.",
    );
    own[0].answered_at = Some(now());
    assert_eq!(word(&asking(&own)), "yes");
    own[1].organisation_id = COMPANY;
    own.push(asked());
    assert_eq!(word(&asking(&own)), "yes", "another's do not count");
}
