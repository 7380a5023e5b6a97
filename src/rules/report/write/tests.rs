use entity::choice::Choice;
use entity::id::{ProcurementId, ReportId};
use entity::report;
use entity::state::{ReportKind, Role, Stage};

use super::*;
use crate::Why;
use crate::procurement::parts::field;
use crate::report::Report;
use crate::testing::{SEEN, at, check_refused, empty, form, keeping, noon, rows, staff, strangers, word};

const DAY: &str = "2026-06-01";

/// Writes the need and what the report alone says under “Background”.
fn background(
    p: &Procurement,
    keeping: Keeping,
    need: &str,
    own: Option<&str>,
    actor: &Actor,
) -> Result<Change, Refusal> {
    let fields = [*field("need").expect("the need has a field")];
    let writing = Writing {
        section: "background",
        title: "Background",
        record: &form(&fields, &[("need", need)]),
        own,
        passage: RowId(82),
        figures: &Figures::default(),
        places: &["finance"],
    };
    write_section(p, &writing, keeping, SEEN, actor, noon(DAY))
}

fn writer() -> Actor {
    staff(Role::ReportWriter)
}

fn begun(says: &str) -> Keeping {
    let row = report::Model {
        id: ReportId(50),
        version: Version(3),
        procurement_id: ProcurementId(9),
        kind: ReportKind::Gateway1,
    };
    let passage = passage::Model {
        id: RowId(51),
        report_id: row.id,
        section: "background".to_owned(),
        says: says.to_owned(),
    };
    Keeping { report: Some(Report { row, passages: vec![passage], kept: Vec::new() }), ..keeping() }
}

/// What is written beside the record's own row and the version that is kept.
fn passages(change: Result<Change, Refusal>) -> Vec<String> {
    rows(change).into_iter().filter(|row| row.contains(" passage ")).collect()
}

#[test]
fn a_section_writes_the_record_and_keeps_the_version() {
    let rows = rows(background(&empty(), keeping(), "Parents lack advice.", None, &writer()));
    assert_eq!(rows[0], r#"update procurement {"gaps":"{}","id":9,"need":"Parents lack advice."}"#);
    assert!(rows[1].starts_with("insert report "), "{rows:?}");
    assert!(rows[2].contains(r#""note":"Background","number":1,"occasion":"saved""#), "{rows:?}");
    assert_eq!(rows.len(), 3);
}

#[test]
fn what_the_report_alone_says_comes_changes_and_goes() {
    let of = |keeping, own| passages(background(&empty(), keeping, "Need.", own, &writer()));
    let first = r#"insert passage {"id":82,"report_id":80,"says":"More.","section":"background"}"#;
    assert_eq!(of(keeping(), Some("More.")), [first]);
    assert_eq!(of(begun("More."), Some("Less.")), [r#"update passage {"id":51,"says":"Less."}"#]);
    assert_eq!(of(begun("More."), Some("More.")), [] as [&str; 0]);
    let gone = r#"delete passage {"id":51,"report_id":50,"says":"More.","section":"background"}"#;
    assert_eq!(of(begun("More."), None), [gone]);
    assert_eq!(of(keeping(), None), [] as [&str; 0]);
}

#[test]
fn names_of_what_is_not_there_are_refused_each_at_its_box() {
    check_refused(
        background(
            &empty(),
            keeping(),
            "It costs {{ money }}.",
            Some("See [](#nowhere), [](#finance)."),
            &writer(),
        ),
        Why::Incomplete,
        "need: There is no figure called “money”. Choose one from the list.\n\
         own: This paper has no place called “nowhere”. Choose one from the list.",
    );
}

#[test]
fn a_section_is_written_by_writers_while_it_is_a_draft() {
    let write = |p: &Procurement, actor: &Actor| word(&background(p, keeping(), "Need.", None, actor));
    for stage in Stage::ALL {
        let expected = if *stage == Stage::Draft { "yes" } else { "stage" };
        assert_eq!(write(&at(*stage), &writer()), expected, "{stage:?}");
    }
    assert_eq!(write(&empty(), &staff(Role::ProcurementOfficer)), "yes");
    assert_eq!(write(&empty(), &staff(Role::Auditor)), "role");
    for stranger in strangers() {
        assert_eq!(write(&empty(), &stranger), "absent");
    }
}

#[test]
fn a_preview_shows_what_would_be_written() {
    let fields = [*field("need").expect("the need has a field")];
    let after = as_written(&empty(), &form(&fields, &[("need", "Parents lack advice.")])).expect("it fits");
    assert_eq!(after.row.need.as_deref(), Some("Parents lack advice."));
    assert_eq!(after.row.title, empty().row.title);
}
