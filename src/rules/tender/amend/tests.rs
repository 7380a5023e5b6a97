use chrono::Duration;
use entity::number::BasisPoints;
use entity::state::{Role, TenderStage};
use proptest::prelude::*;

use super::*;
use crate::tender::standing::Standing;
use crate::testing::publishing::{LETTERS, published};
use crate::testing::{SEEN, check_refused, form, noon, rows, staff, strangers, word};

/// What someone writes into a tender.
type Writes = fn(&mut Tender);

const TERMS: RowId = RowId(80);

/// A published tender with an amendment begun, and its notice published again.
fn amending() -> (Tender, Procurement) {
    let (mut tender, procurement) = published();
    tender.row.amending = true;
    tender.row.notice_reference = Some("2026/S 000-012399".to_owned());
    tender.row.notice_published_at = Some(noon("2026-08-09"));
    (tender, procurement)
}

fn decided(extends: &str) -> Draft {
    form(AMEND, &[("changed", "A longer answer."), ("extends", extends), ("extends_reason", "It is small.")])
}

fn amend(tender: &Tender, procurement: &Procurement, extends: &str) -> Result<Change, Refusal> {
    let officer = staff(Role::ProcurementOfficer);
    let draft = decided(extends);
    publish_amendment(tender, procurement, &draft, TERMS, LETTERS, SEEN, &officer, noon("2026-08-10"))
}

#[test]
fn an_amendment_is_a_new_version_and_everyone_is_told() {
    let (mut tender, procurement) = amending();
    tender.criteria[0].word_limit = Some(800);
    let change = amend(&tender, &procurement, "no").expect("it may be published");
    let seals = change.clone().into_parts().seals.expect("terms are sealed");
    assert_eq!(seals.number, 2);
    let written = rows(Ok(change));
    let letter = written.iter().find(|row| row.starts_with("insert letter")).expect("a letter");
    assert!(letter.contains(r#""once":"amended/50/2/1""#), "{letter}");
    assert!(letter.contains("at most 800 words"), "{letter}");
    assert!(letter.contains("A longer answer."), "{letter}");
    let terms = written.iter().find(|row| row.starts_with("insert terms")).expect("terms");
    assert!(terms.contains(r#""extends":"no","extends_reason":"It is small.""#), "{terms}");
}

#[test]
fn what_an_amendment_may_not_be() {
    let table: [(Writes, &str, &str); 6] = [
        (|_| (), "no", "Nothing has changed since the version that is published."),
        (
            |t| {
                t.criteria[0].word_limit = Some(800);
                t.row.notice_published_at = Some(noon("2026-08-03"));
            },
            "no",
            NOTICE_AGAIN,
        ),
        (
            |t| t.row.deadline = t.row.deadline.map(|at| at - Duration::minutes(1)),
            "no",
            "An amendment cannot bring the deadline forward. It is 12 noon on 3 September 2026.",
        ),
        (
            |t| t.row.deadline = t.row.deadline.map(|at| at + Duration::days(7)),
            "no",
            "extends: You say that the deadline stays, but 12 noon on 10 September 2026 is written.",
        ),
        (
            |t| t.criteria[0].word_limit = Some(800),
            "yes",
            "extends: You say that the deadline moves, but it is still 12 noon on 3 September 2026. Change it under \
             “Timetable”.",
        ),
        (
            |t| t.criteria[0].weight = Some(BasisPoints(3_000)),
            "no",
            "The weights of the questions sum to 30%, not to the quality weight of 40%.",
        ),
    ];
    for (change, extends, says) in table {
        let (mut tender, procurement) = amending();
        change(&mut tender);
        check_refused(amend(&tender, &procurement, extends), Why::Incomplete, says);
    }
}

#[test]
fn a_published_lot_stays() {
    let (mut tender, procurement) = amending();
    tender.lots[0].id = RowId(999);
    let says = amend(&tender, &procurement, "no").expect_err("it is refused").says;
    assert!(
        says.iter().any(|one| one.says.starts_with("Lot “The whole service” has been published")),
        "{says:?}"
    );
}

#[test]
fn an_amendment_is_begun_and_published_only_before_the_deadline() {
    let officer = staff(Role::ProcurementOfficer);
    let (tender, procurement) = published();
    let closes = noon("2026-09-03") - Duration::hours(1);
    let begin = |now| word(&begin_amendment(&tender, SEEN, &officer, now));
    assert_eq!(begin(closes - Duration::milliseconds(1)), "yes");
    assert_eq!(begin(closes), "stage");
    let (mut tender, _) = amending();
    tender.criteria[0].word_limit = Some(800);
    let publish = |now| {
        word(&publish_amendment(&tender, &procurement, &decided("no"), TERMS, LETTERS, SEEN, &officer, now))
    };
    assert_eq!(publish(closes - Duration::milliseconds(1)), "yes");
    assert_eq!(publish(closes), "stage");
    assert!(tender.is_amending(closes - Duration::milliseconds(1)));
    assert!(!tender.is_amending(closes), "it has lapsed");
}

#[test]
fn who_may_amend() {
    let (mut tender, procurement) = amending();
    tender.criteria[0].word_limit = Some(800);
    let now = noon("2026-08-10");
    for stranger in strangers() {
        let result =
            publish_amendment(&tender, &procurement, &decided("no"), TERMS, LETTERS, SEEN, &stranger, now);
        assert_eq!(word(&result), "absent");
        assert_eq!(word(&begin_amendment(&tender, SEEN, &stranger, now)), "absent");
    }
    let officer = staff(Role::ProcurementOfficer);
    assert_eq!(word(&begin_amendment(&tender, SEEN, &officer, now)), "stage", "it is begun already");
    assert_eq!(word(&begin_amendment(&tender, SEEN, &staff(Role::Approver), now)), "role");
    let (not_begun, _) = published();
    check_refused(amend(&not_begun, &procurement, "no"), Why::NotNow, "Begin an amendment first.");
    let nobody_told =
        publish_amendment(&tender, &procurement, &decided("no"), TERMS, &[], SEEN, &officer, now);
    assert_eq!(word(&nobody_told), "unknown", "a follower would not be told");
}

proptest! {
    /// Whatever is written for an amendment, what is published stays as it was.
    #[test]
    fn what_is_published_never_changes_by_writing(
        title in ".{0,30}", weight in 0..10_000_i32, limit in proptest::option::of(-5..5_000_i32),
        moved in -100_000..100_000_i64, stage in 0..3_usize, gone in any::<bool>(),
    ) {
        let (mut tender, _) = published();
        let (terms, closes) = (tender.published(), tender.row.closes_at);
        let now = noon("2026-08-10");
        tender.row.amending = true;
        tender.row.title = title.clone();
        tender.row.description = None;
        tender.row.deadline = tender.row.deadline.map(|at| at + Duration::minutes(moved));
        tender.lots[0].price_weight = Some(BasisPoints(weight));
        tender.lots[0].formula = None;
        tender.criteria[0].title = title;
        tender.criteria[0].word_limit = limit;
        if gone {
            tender.criteria.clear();
            tender.scale_steps.clear();
        }
        tender.conditions.truncate(stage);
        prop_assert_eq!(tender.published(), terms);
        prop_assert_eq!(tender.row.closes_at, closes);
        prop_assert_eq!(tender.standing(now), Standing::Open);
        prop_assert_eq!(tender.row.stage, TenderStage::Published);
    }
}
