use entity::state::{KpiKind, ReturnStage, Role};

use super::*;
use crate::returns::testing::{figure, kpi, monitored, quarters};
use crate::returns::values::Values;
use crate::testing::{SEEN, blank, check_refused, noon, rows, staff, staff_roles, strangers, word};

/// A return with a note, a narrative and a comment.
fn told() -> Monitoring {
    let mut all = monitored("2027-04-01");
    all.kpis =
        vec![kpi(1, KpiKind::Narrative, "2027-04-01", |_| {}), kpi(2, KpiKind::Count, "2027-04-01", |_| {})];
    all.returns = quarters(2027);
    all.returns.truncate(1);
    let words = Values { words: Some("A good quarter.".to_owned()), ..Values::default() };
    let count = Values { count: Some(7), ..Values::default() };
    for (kpi, values) in all.kpis.iter().zip([words, count]) {
        let mut row = figure(&all.returns[0], kpi, values);
        row.comment = (kpi.row.number == 2).then(|| "Anna was ill.".to_owned());
        all.returns[0].figures.push(row);
    }
    let row = &mut all.returns[0].row;
    (row.submissions, row.stage, row.note) = (1, ReturnStage::Submitted, Some("All in all.".to_owned()));
    all
}

fn found(all: &Monitoring, place: usize, fit: YesNo, note: Option<&str>) -> Finding {
    let text = &texts(all, &all.returns[0])[place];
    Finding { kpi: text.kpi, digest: text.digest.clone(), fit, note: note.map(str::to_owned) }
}

fn checked(all: &Monitoring, findings: &[Finding], who: &crate::access::Actor) -> Result<Change, Refusal> {
    let ids = [RowId(90), RowId(91), RowId(92)];
    check(all, &all.returns[0], findings, &ids, SEEN, who, noon("2027-07-06"))
}

#[test]
fn every_text_of_a_return_is_listed_once() {
    let mut all = told();
    all.returns[0].figures[1].reason = Some("Anna was ill.".to_owned());
    let listed: Vec<_> = texts(&all, &all.returns[0])
        .iter()
        .map(|text| (text.kpi.map(|kpi| kpi.0), text.what, text.says.to_owned()))
        .collect();
    let expected = [
        (None, "About the period as a whole", "All in all."),
        (Some(1), "What is told", "A good quarter."),
        (Some(2), "Comment", "Anna was ill."),
    ];
    assert_eq!(listed, expected.map(|(kpi, what, says)| (kpi, what, says.to_owned())));
}

#[test]
fn a_text_is_fit_only_where_exactly_that_text_was_read() {
    let mut all = told();
    let writer = staff(Role::ReportWriter);
    let written = rows(checked(
        &all,
        &[found(&all, 1, YesNo::Yes, None), found(&all, 2, YesNo::No, Some("It names someone."))],
        &writer,
    ));
    assert!(written[0].contains(r#""fit":"yes""#) && written[1].contains("It names someone."), "{written:?}");
    let finding = found(&all, 1, YesNo::Yes, None);
    all.checks.push(blank::<text_check::ActiveModel, _>(|row| {
        row.return_id = Set(all.returns[0].row.id);
        row.kpi_id = Set(finding.kpi);
        row.digest = Set(finding.digest);
        row.fit = Set(YesNo::Yes);
    }));
    let fit = |all: &Monitoring| texts(all, &all.returns[0]).iter().map(Text::is_fit).collect::<Vec<_>>();
    assert_eq!(fit(&all), [false, true, false]);
    all.returns[0].figures[0].words = Some("A good quarter. Anna says so.".to_owned());
    assert_eq!(fit(&all), [false, false, false]);
}

#[test]
fn a_no_needs_a_reason_and_another_text_is_not_found() {
    let all = told();
    let writer = staff(Role::ContractManager);
    let text = &texts(&all, &all.returns[0])[2];
    check_refused(
        checked(&all, &[found(&all, 2, YesNo::No, None)], &writer),
        Why::Incomplete,
        &format!("{}note: Say why this may not be published, so that it can be written anew.", text.prefix()),
    );
    let other = Finding { digest: sha256("Another text."), ..found(&all, 1, YesNo::Yes, None) };
    assert_eq!(word(&checked(&all, &[other], &writer)), "absent");
    assert_eq!(word(&checked(&all, &[], &writer)), "form");
}

#[test]
fn whoever_writes_reports_reads_texts() {
    let all = told();
    let finding = [found(&all, 1, YesNo::Yes, None)];
    for role in staff_roles() {
        let may = crate::access::allowed(Act::WritePerformance).contains(&role);
        assert_eq!(
            word(&checked(&all, &finding, &staff(role))),
            if may { "yes" } else { "role" },
            "{role:?}"
        );
    }
    for who in strangers() {
        assert_eq!(word(&checked(&all, &finding, &who)), "absent");
    }
}
