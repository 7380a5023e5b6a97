use chrono::Duration;
use entity::state::{Role, TenderStage};

use super::*;
use crate::testing::publishing::{LETTERS, published};
use crate::testing::{SEEN, check_refused, noon, rows, staff, strangers, word};

const ROWS: (RowId, RowId) = (RowId(80), RowId(81));

fn later() -> Extension {
    Extension {
        deadline: noon("2026-09-10"),
        reason: "Several providers asked for more time.".to_owned(),
        notice_reference: "2026/S 000-012399".to_owned(),
        notice_published_at: noon("2026-08-20"),
    }
}

fn extended(tender: &Tender, extension: &Extension, now: DateTime<Utc>) -> Result<Change, Refusal> {
    extend(tender, extension, ROWS.0, LETTERS, SEEN, &staff(Role::ProcurementOfficer), now)
}

fn reopened(tender: &Tender, until: &str, now: DateTime<Utc>) -> Result<Change, Refusal> {
    let reopening = Reopening { until: noon(until), reason: "The site was down.".to_owned() };
    reopen(tender, &reopening, ROWS, LETTERS, SEEN, &staff(Role::Approver), now)
}

/// 12 noon on 3 September 2026 in the UK.
fn closes() -> DateTime<Utc> {
    noon("2026-09-03") - Duration::hours(1)
}

#[test]
fn an_extension_moves_the_deadline_for_everybody_and_nothing_else() {
    let (mut tender, _) = published();
    // Half an amendment is written; none of it is published with the extension.
    tender.row.amending = true;
    tender.criteria[0].title = "Another question".to_owned();
    let change = extended(&tender, &later(), noon("2026-08-21")).expect("it may be extended");
    let seals = change.clone().into_parts().seals.expect("terms are sealed");
    let before = tender.published().expect("it is published");
    let notice = NoticeTerms {
        reference: "2026/S 000-012399".to_owned(),
        published_at: noon("2026-08-20"),
        ..before.notice.clone()
    };
    let after = Terms { deadline: noon("2026-09-10"), notice, ..before };
    assert_eq!((seals.number, seals.digest), (2, crate::sha256(&after.text())));
    let written = rows(Ok(change)).concat();
    assert!(written.contains(r#""closes_at":"2026-09-10T12:00:00+00:00""#), "{written}");
    assert!(
        written.contains("It was 12 noon on 3 September 2026 and is now 1pm on 10 September 2026."),
        "{written}"
    );
    assert!(written.contains("extended/50/2/1"), "{written}");
}

#[test]
fn what_an_extension_may_not_be() {
    let (tender, _) = published();
    let now = noon("2026-08-21");
    let same = Extension { deadline: closes(), ..later() };
    let says = "deadline: The deadline must be later than it is now: 12 noon on 3 September 2026.";
    check_refused(extended(&tender, &same, now), Why::Incomplete, says);
    let old = Extension { notice_published_at: noon("2026-08-03"), ..later() };
    check_refused(
        extended(&tender, &old, now),
        Why::Incomplete,
        &format!("notice_published_at: {NOTICE_AGAIN}"),
    );
    let to_come = Extension { notice_published_at: now + Duration::seconds(1), ..later() };
    assert_eq!(word(&extended(&tender, &to_come, now)), "form");
}

#[test]
fn a_deadline_is_extended_before_it_passes_and_a_tender_reopened_after() {
    let (tender, _) = published();
    let just_before = closes() - Duration::milliseconds(1);
    assert_eq!(word(&extended(&tender, &later(), just_before)), "yes");
    check_refused(
        extended(&tender, &later(), closes()),
        Why::NotNow,
        "This tender closed at 12 noon on 3 September 2026.",
    );
    check_refused(
        reopened(&tender, "2026-09-04", just_before),
        Why::NotNow,
        "This tender is open. Extend its deadline instead.",
    );
    assert_eq!(word(&reopened(&tender, "2026-09-04", closes())), "yes");
}

#[test]
fn reopening_is_recorded_and_everyone_is_told() {
    let (tender, _) = published();
    let written = rows(reopened(&tender, "2026-09-04", closes())).join("\n");
    assert!(written.contains("insert reopening"), "{written}");
    assert!(written.contains(r#""deadline_before":"2026-09-03T11:00:00+00:00""#), "{written}");
    assert!(written.contains(r#""once":"reopened/50/2/1""#), "{written}");
    assert!(written.contains("The site was down."), "{written}");
}

#[test]
fn nobody_reopens_for_a_time_that_has_passed_or_after_the_opening() {
    let (mut tender, _) = published();
    let now = noon("2026-09-05");
    assert_eq!(word(&reopened(&tender, "2026-09-05", now)), "form");
    tender.row.stage = TenderStage::Opened;
    assert_eq!(word(&reopened(&tender, "2026-09-07", now)), "stage");
    tender.row.stage = TenderStage::Cancelled;
    assert_eq!(word(&reopened(&tender, "2026-09-07", now)), "stage");
    tender.row.stage = TenderStage::Draft;
    assert_eq!(word(&reopened(&tender, "2026-09-07", now)), "stage");
    assert_eq!(word(&extended(&tender, &later(), noon("2026-08-21"))), "stage");
}

#[test]
fn an_officer_extends_and_only_an_approver_reopens() {
    let (tender, _) = published();
    let extend_by =
        |actor: &Actor| word(&extend(&tender, &later(), ROWS.0, LETTERS, SEEN, actor, noon("2026-08-21")));
    let reopening = Reopening { until: noon("2026-09-04"), reason: "The site was down.".to_owned() };
    let reopen_by = |actor: &Actor| word(&reopen(&tender, &reopening, ROWS, LETTERS, SEEN, actor, closes()));
    for role in crate::testing::staff_roles() {
        let who = staff(role);
        let expected = match role {
            Role::ProcurementOfficer => ("yes", "role"),
            Role::Approver => ("role", "yes"),
            _ => ("role", "role"),
        };
        assert_eq!((extend_by(&who), reopen_by(&who)), expected, "{role:?}");
    }
    for stranger in strangers() {
        assert_eq!((extend_by(&stranger), reopen_by(&stranger)), ("absent", "absent"));
    }
}
