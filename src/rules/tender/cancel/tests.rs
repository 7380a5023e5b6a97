use entity::number::Pence;
use entity::state::Role;

use super::*;
use crate::testing::publishing::{LETTERS, published, ready};
use crate::testing::{SEEN, check_refused, form, noon, rows, staff, strangers, word};

fn reason() -> Draft {
    form(CANCEL, &[("cancel_reason", "The service is no longer needed.")])
}

fn cancelled() -> (Tender, Procurement) {
    let (mut tender, procurement) = published();
    tender.row.stage = TenderStage::Cancelled;
    (tender, procurement)
}

#[test]
fn a_tender_is_cancelled_with_its_reason_and_everyone_is_told() {
    let (tender, _) = published();
    let officer = staff(Role::ProcurementOfficer);
    let written = rows(cancel(&tender, &reason(), LETTERS, SEEN, &officer, noon("2026-08-20"))).join("\n");
    assert!(written.contains(r#""stage":"cancelled""#), "{written}");
    assert!(written.contains(r#""cancel_reason":"The service is no longer needed.""#), "{written}");
    assert!(written.contains("cancelled/50/2/1"), "{written}");
}

#[test]
fn cancelling_is_final() {
    let (tender, _) = cancelled();
    let officer = staff(Role::ProcurementOfficer);
    check_refused(
        cancel(&tender, &reason(), LETTERS, SEEN, &officer, noon("2026-08-20")),
        Why::NotNow,
        CANCELLED,
    );
}

#[test]
fn who_may_cancel_and_at_which_stage() {
    let (mut tender, _) = published();
    let now = noon("2026-08-20");
    for stranger in strangers() {
        assert_eq!(word(&cancel(&tender, &reason(), LETTERS, SEEN, &stranger, now)), "absent");
    }
    let officer = staff(Role::ProcurementOfficer);
    assert_eq!(word(&cancel(&tender, &reason(), LETTERS, SEEN, &staff(Role::Approver), now)), "role");
    for stage in [TenderStage::Draft, TenderStage::Published, TenderStage::Opened] {
        tender.row.stage = stage;
        assert_eq!(word(&cancel(&tender, &reason(), LETTERS, SEEN, &officer, now)), "yes", "{stage:?}");
    }
}

#[test]
fn the_notice_is_due_until_it_is_recorded() {
    let now = noon("2026-08-21");
    let (mut tender, procurement) = cancelled();
    assert_eq!(
        ending_notice_due(&tender, &procurement, now).as_deref(),
        Some(
            "Procurement termination notice (UK12): due as soon as reasonably practicable after deciding not to \
             award. Procurement Act 2023, section 55."
        )
    );
    let officer = staff(Role::ProcurementOfficer);
    let notice = form(ENDING_NOTICE, &[("ending_notice", "2026/S 000-013000")]);
    let record = |tender: &Tender| word(&record_ending_notice(tender, &notice, SEEN, &officer, now));
    assert_eq!(record(&tender), "yes");
    tender.row.ending_notice = Some("2026/S 000-013000".to_owned());
    assert_eq!(ending_notice_due(&tender, &procurement, now), None);
    assert_eq!(record(&tender), "stage");
    assert_eq!(record(&published().0), "stage");
}

#[test]
fn no_notice_is_due_where_the_law_asks_for_none() {
    let now = noon("2026-08-21");
    let (mut tender, procurement) = cancelled();
    tender.row.value = Some(Pence::pounds(100_000));
    assert_eq!(ending_notice_due(&tender, &procurement, now), None);
    let (mut never_announced, procurement) = ready();
    never_announced.row.stage = TenderStage::Cancelled;
    never_announced.row.notice_published_at = None;
    assert_eq!(ending_notice_due(&never_announced, &procurement, now), None);
    let (open, procurement) = published();
    assert_eq!(ending_notice_due(&open, &procurement, now), None);
}
