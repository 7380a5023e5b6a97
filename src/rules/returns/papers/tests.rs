use entity::state::{KpiKind, ReturnStage, Role};
use entity::{figure_correction, return_submission};
use sea_orm::ActiveValue::Set;

use super::*;
use crate::returns::testing::{figure, kpi, monitored, quarters};
use crate::returns::values::Values;
use crate::testing::{SEEN, blank, check_refused, form, noon, staff, strangers};

fn returned() -> Monitoring {
    let measured = kpi(1, KpiKind::Count, "2027-04-01", |_| {});
    let mut monitoring = monitored("2027-04-01");
    monitoring.returns = quarters(2027);
    for one in &mut monitoring.returns[..2] {
        one.row.stage = ReturnStage::Accepted;
        one.row.submissions = 1;
        one.row.accepted_at = Some(noon("2027-11-01"));
        one.figures.push(figure(one, &measured, Values { count: Some(9), ..Values::default() }));
    }
    monitoring.kpis = vec![measured];
    monitoring
}

fn issuing() -> Issuing {
    Issuing {
        id: RowId(700),
        last: 2,
        before: None,
        title: "Monitoring report".to_owned(),
        document: "{}".to_owned(),
        public_document: "[]".to_owned(),
        missing: Vec::new(),
    }
}

fn issued(monitoring: &Monitoring, which: Which, issuing: Issuing, role: Role) -> Result<Change, Refusal> {
    let draft = form(ISSUE, &[("texts", "left_out")]);
    issue(monitoring, which, issuing, &draft, SEEN, &staff(role), noon("2027-11-20"))
}

#[test]
fn whoever_writes_on_performance_issues_and_nobody_else() {
    let monitoring = returned();
    let which = Which::Monitoring(monitoring.returns[1].row.id);
    for (role, may) in [
        (Role::ContractManager, true),
        (Role::ProcurementOfficer, true),
        (Role::ReportWriter, true),
        (Role::Approver, false),
        (Role::Auditor, false),
    ] {
        assert_eq!(issued(&monitoring, which, issuing(), role).is_ok(), may, "{role:?}");
    }
    for stranger in strangers() {
        let refusal = may_write(&monitoring, which, &stranger).map(|_| ());
        assert!(matches!(refusal, Err(Refusal { kind: Why::NotFound, .. })), "{stranger:?}");
    }
}

#[test]
fn a_report_says_both_copies_under_one_seal() {
    let monitoring = returned();
    let which = Which::Monitoring(monitoring.returns[1].row.id);
    let parts =
        issued(&monitoring, which, issuing(), Role::ContractManager).expect("it is issued").into_parts();
    let line = format!("{parts:?}");
    assert!(line.contains(&issuing().digest()), "{line}");
    let other = Issuing { public_document: "[1]".to_owned(), ..issuing() };
    assert_ne!(issuing().digest(), other.digest());
}

#[test]
fn nothing_is_issued_twice_or_with_gaps_or_before_the_return() {
    let monitoring = returned();
    let which = Which::Monitoring(monitoring.returns[1].row.id);
    let same = Issuing { before: Some((2, issuing().digest())), ..issuing() };
    check_refused(
        issued(&monitoring, which, same, Role::ContractManager),
        Why::NotNow,
        "Nothing has changed since report 2, which was issued already.",
    );
    let gap = Issuing { missing: vec!["kpi.9".to_owned()], ..issuing() };
    check_refused(
        issued(&monitoring, which, gap, Role::ContractManager),
        Why::NotNow,
        "The report refers to “kpi.9”, which is not there. Take it out or choose another, then issue it.",
    );
    let third = Which::Monitoring(monitoring.returns[2].row.id);
    check_refused(
        issued(&monitoring, third, issuing(), Role::ContractManager),
        Why::NotNow,
        "The return for October to December 2027 is not there yet. The report can be made once the provider has submitted it.",
    );
}

#[test]
fn a_report_is_stale_once_a_figure_of_its_days_changes() {
    let mut monitoring = returned();
    let days = span(&monitoring, Which::Monitoring(monitoring.returns[1].row.id)).expect("its days");
    let at = noon("2027-11-20");
    assert!(since(&monitoring, days, at).is_nothing());
    let of_first = monitoring.returns[0].figures[0].clone();
    let mut correction = blank::<figure_correction::ActiveModel, _>(|row| {
        row.return_id = Set(of_first.return_id);
        row.contract_id = Set(of_first.contract_id);
        row.kpi_id = Set(of_first.kpi_id);
        row.figure_id = Set(of_first.id);
        row.number = Set(1);
        row.standing = Set(CorrectionStanding::Proposed);
        row.before = Set("{\"count\":9}".to_owned());
        row.after = Set("{\"count\":8}".to_owned());
        row.reason = Set("Counted again".to_owned());
        row.proposed_at = Set(noon("2027-11-19"));
        row.proposed_by = Set(entity::id::PersonId(40));
    });
    monitoring.corrections = vec![correction.clone()];
    assert!(since(&monitoring, days, at).is_nothing());
    correction.standing = CorrectionStanding::Agreed;
    correction.decided_at = Some(noon("2027-12-01"));
    monitoring.corrections = vec![correction];
    assert_eq!(since(&monitoring, days, at).corrected.len(), 1);
    assert!(since(&monitoring, days, noon("2027-12-02")).is_nothing());
    let id = monitoring.returns[1].row.id;
    monitoring.returns[1].submissions.push(blank::<return_submission::ActiveModel, _>(|row| {
        row.return_id = Set(id);
        row.number = Set(2);
        row.at = Set(noon("2027-12-05"));
        row.late = Set(false);
        row.prepared_by = Set(entity::id::PersonId(40));
        row.person_id = Set(entity::id::PersonId(40));
        row.document = Set(String::new());
        row.digest = Set(String::new());
    }));
    assert_eq!(since(&monitoring, days, noon("2027-12-02")).came.len(), 1);
}
