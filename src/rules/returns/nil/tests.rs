use entity::state::Role;

use super::*;
use crate::access::Side;
use crate::returns::testing::{figure, kpi, monitored, quarters};
use crate::testing::{CHARITY, SEEN, actor, check_refused, noon, rows, word};
use crate::{Refusal, Why};

fn empty() -> Monitoring {
    let mut monitoring = monitored("2027-04-01");
    monitoring.returns = quarters(2027);
    let from = "2027-04-01";
    monitoring.kpis = vec![
        kpi(1, KpiKind::Count, from, |row| row.people = Some(YesNo::Yes)),
        kpi(2, KpiKind::Rate, from, |row| row.target = Some(entity::number::Hundredths::whole(80))),
        kpi(3, KpiKind::Caseload, from, |row| row.opening = Some(18)),
        kpi(4, KpiKind::YesNo, from, |_| {}),
        kpi(5, KpiKind::Narrative, from, |row| row.evidence = Some(YesNo::Yes)),
    ];
    monitoring
}

fn given(monitoring: &Monitoring, reason: &str, now: &str) -> Result<Change, Refusal> {
    let one = &monitoring.returns[0];
    let ids: Vec<RowId> = (70..).take(rows_needed(monitoring, one)).map(RowId).collect();
    let preparer = actor(Side::Provider(CHARITY), &[Role::ReturnPreparer]);
    give(monitoring, one, reason, &ids, SEEN, &preparer, noon(now))
}

#[test]
fn nothing_is_nought_carries_on_or_says_why_and_still_has_to_be_signed() {
    let mut monitoring = empty();
    let written = rows(given(&monitoring, "Nobody was referred.", "2027-07-02")).join("\n");
    for part in [
        r#""stage":"with_signatory""#,
        r#""nil":true"#,
        r#""count":0"#,
        r#""new_this_year":0"#,
        r#""denominator":0"#,
        r#""closing":18"#,
        r#""none_reason":"Nobody was referred.""#,
    ] {
        assert!(written.contains(part), "{part} in {written}");
    }
    monitoring.contract.row.returns_signed = Some(YesNo::No);
    let written = rows(given(&monitoring, "Nobody was referred.", "2027-07-02")).join("\n");
    assert!(written.contains("insert return_submission"), "{written}");
    assert!(written.contains(r#"\"nil\":\"Nobody was referred.\""#), "{written}");
}

#[test]
fn it_needs_a_reason_a_period_that_is_over_and_no_figures() {
    let mut monitoring = empty();
    check_refused(
        given(&monitoring, "  ", "2027-07-02"),
        Why::Incomplete,
        "reason: Say why there was nothing to return.",
    );
    assert_eq!(word(&given(&monitoring, "None.", "2027-06-30")), "stage");
    let values = Values { count: Some(3), new_this_year: Some(3), ..Values::default() };
    let row = figure(&monitoring.returns[0], &monitoring.kpis[0], values);
    monitoring.returns[0].figures.push(row);
    assert_eq!(word(&given(&monitoring, "None.", "2027-07-02")), "stage");
}
