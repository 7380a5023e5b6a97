use entity::choice::Choice;
use entity::id::{PersonId, ProcurementId};
use entity::state::{Role, Stage};

use super::*;
use crate::report::Kept;
use crate::testing::{
    SEEN, at, check_refused, empty, form, keeping, noon, rows, staff, staff_roles, strangers, word,
};

const DAY: &str = "2026-06-01";

fn note(note: &str) -> Draft {
    form(KEEP, &[("note", note)])
}

fn writer() -> Actor {
    staff(Role::ReportWriter)
}

/// The report of which the newest version is the fourth, kept by a writer.
fn begun(digest: &str) -> Report {
    let kept = Kept {
        id: RowId(60),
        number: 4,
        at: noon(DAY),
        person: PersonId(41),
        occasion: Occasion::Kept,
        note: None,
        digest: digest.to_owned(),
    };
    let row = report::Model {
        id: ReportId(50),
        version: Version(3),
        procurement_id: ProcurementId(9),
        kind: ReportKind::Gateway1,
    };
    Report { row, passages: Vec::new(), kept: vec![kept] }
}

fn after(digest: &str) -> Keeping {
    Keeping { report: Some(begun(digest)), ..keeping() }
}

#[test]
fn the_first_version_begins_the_report() {
    let (digest, salt) = (sha256(r#"{"title":"A service"}"#), keeping().salt);
    assert_eq!(
        rows(keep(&empty(), keeping(), &note("For finance"), &writer(), noon(DAY))),
        [
            r#"insert report {"id":80,"kind":"gateway-1","procurement_id":9,"version":1}"#.to_owned(),
            format!(
                r#"insert kept_report {{"at":"2026-06-01T12:00:00+00:00","digest":"{digest}","document":"sha256:{digest}","id":81,"note":"For finance","number":1,"occasion":"kept","person_id":40,"report_id":80,"salt":"{salt}"}}"#
            ),
        ]
    );
}

#[test]
fn a_later_version_takes_the_next_number_and_moves_the_report() {
    let change = keep(&empty(), after("another"), &note(""), &writer(), noon(DAY)).expect("it is kept");
    let parts = change.into_parts();
    let roots: Vec<_> = parts.roots.iter().map(|root| (root.table, root.seen, root.moves)).collect();
    let settings = ("authority", Version(3), false);
    assert_eq!(roots, [("procurement", SEEN, false), ("report", Version(3), true), settings]);
    let keeps = parts.keeps.expect("the line names the version");
    assert_eq!((keeps.report, keeps.number, keeps.occasion), (ReportId(50), 5, Occasion::Kept));
    assert_eq!(keeps.digest, salted(&keeping().salt, r#"{"title":"A service"}"#));
    let written = &parts.rows[0].written.columns;
    assert_eq!((&written["number"], &written["report_id"]), (&5.into(), &50.into()));
}

#[test]
fn the_same_paper_is_not_kept_twice_in_a_row() {
    let same = keeping().paper.digest().to_owned();
    check_refused(
        keep(&empty(), after(&same), &note(""), &writer(), noon(DAY)),
        Why::NotNow,
        "Nothing has changed since version 4, which is kept already.",
    );
}

#[test]
fn what_a_save_kept_can_be_kept_under_a_name() {
    let mut saved = after(keeping().paper.digest());
    saved
        .report
        .iter_mut()
        .flat_map(|report| &mut report.kept)
        .for_each(|kept| kept.occasion = Occasion::Saved);
    let rows = rows(keep(&empty(), saved, &note("For finance"), &writer(), noon(DAY)));
    assert!(rows[0].contains(r#""note":"For finance","number":5"#), "{rows:?}");
}

#[test]
fn only_those_who_write_keep_versions_and_at_every_stage() {
    for role in staff_roles() {
        let writes = matches!(role, Role::ReportWriter | Role::ProcurementOfficer);
        let kept = keep(&empty(), keeping(), &note(""), &staff(role), noon(DAY));
        assert_eq!(word(&kept), if writes { "yes" } else { "role" }, "{role:?}");
    }
    for stranger in strangers() {
        assert_eq!(word(&keep(&empty(), keeping(), &note(""), &stranger, noon(DAY))), "absent");
    }
    for stage in Stage::ALL {
        assert_eq!(word(&keep(&at(*stage), keeping(), &note(""), &writer(), noon(DAY))), "yes");
    }
}

#[test]
fn another_procurement_s_report_is_never_kept_here() {
    let mut elsewhere = after("another");
    elsewhere.report.iter_mut().for_each(|report| report.row.procurement_id = ProcurementId(10));
    assert_eq!(word(&keep(&empty(), elsewhere, &note(""), &writer(), noon(DAY))), "absent");
}

#[test]
fn a_paper_beyond_measure_is_refused() {
    let of = |length: usize| {
        let paper = Paper::new(ReportKind::Gateway1, "x".repeat(length), Vec::new());
        word(&keep(&empty(), Keeping { paper, ..keeping() }, &note(""), &writer(), noon(DAY)))
    };
    assert_eq!([of(LARGEST), of(LARGEST + 1)], ["yes", "stage"]);
}

/// A save that changes nothing keeps nothing; what others are sent is kept whatever it is the same as.
#[test]
fn the_same_paper_is_kept_again_only_where_the_occasion_counts() {
    let same = keeping().paper.digest().to_owned();
    let kept = |occasion, digest: &str| {
        let change = crate::procurement::edit::about(&empty(), Action::WriteSection, SEEN);
        let change = kept_with(change, &empty(), after(digest), occasion, None, &writer(), noon(DAY));
        rows(change).len()
    };
    assert_eq!(kept(Occasion::Saved, &same), 0);
    assert_eq!(kept(Occasion::Saved, "another"), 1);
    for occasion in [Occasion::Kept, Occasion::SentToClearance, Occasion::PutForward] {
        assert_eq!(kept(occasion, &same), 1, "{occasion:?}");
    }
}

#[test]
fn a_paper_rests_on_its_own_authority_only() {
    let mut keeping = keeping();
    keeping.authority.id = crate::testing::ELSEWHERE;
    assert_eq!(word(&keep(&empty(), keeping, &note(""), &writer(), noon(DAY))), "absent");
}
