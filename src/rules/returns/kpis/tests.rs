use entity::gaps::Gaps;
use entity::state::{ReturnStage, Role};

use super::*;
use crate::Why;
use crate::field::{Typed, draft};
use crate::returns::testing::{OUTCOME, kpi as built, monitored, quarters};
use crate::testing::{SEEN, check_refused, day, noon, rows, staff};

const IDS: Numbers = Numbers { kpi: KpiId(70), version: RowId(71) };
const NOW: &str = "2027-07-02";

fn two_quarters() -> Monitoring {
    let mut monitoring = monitored("2027-04-01");
    monitoring.returns = quarters(2027);
    monitoring.returns.truncate(2);
    monitoring
}

fn typed(
    monitoring: &Monitoring,
    fields: &[crate::field::Field],
    says: &[(&str, &str)],
) -> Result<Draft, Refusal> {
    let typed = says.iter().fold(Typed::default(), |typed, (name, text)| typed.with(name, *text));
    let lists = monitoring.period_choices(None, day(NOW));
    draft(fields, &typed, &lists, &Gaps::default())
}

fn added(monitoring: &Monitoring, kind: KpiKind, says: &[(&str, &str)]) -> Result<Change, Refusal> {
    let given = [("title", "Engaged"), ("entered_by", "provider"), ("from", "2027-07-01")];
    let all: Vec<_> = given
        .iter()
        .filter(|(name, _)| says.iter().all(|(said, _)| said != name))
        .chain(says)
        .copied()
        .collect();
    let draft = typed(monitoring, &fields(kind, None), &all)?;
    let version = monitoring.contract.row.version;
    add(monitoring, OUTCOME, kind, IDS, &draft, version, &staff(Role::ContractManager), noon(NOW))
}

const RATE: [(&str, &str); 2] = [("numerator", "engaged"), ("denominator", "referred")];

fn rate(says: &[(&str, &str)]) -> Result<Change, Refusal> {
    let all: Vec<_> = RATE.iter().chain(says).copied().collect();
    added(&two_quarters(), KpiKind::Rate, &all)
}

#[test]
fn a_kpi_is_added_with_its_first_version() {
    let written = rows(rate(&[("target", "80"), ("direction", "higher")]));
    assert_eq!(written.len(), 3, "{written:?}");
    assert!(written[1].contains(r#""number":1"#) && written[1].starts_with("insert kpi "), "{written:?}");
    assert!(
        written[2].contains(r#""from_on":"2027-07-01""#) && written[2].contains(r#""target":8000"#),
        "{written:?}"
    );
}

#[test]
fn facts_that_clash_are_refused_by_their_boxes() {
    let table: &[(&[(&str, &str)], &str)] = &[
        (&[("target", "101"), ("direction", "higher")], "target: A rate is 100% at most."),
        (
            &[("target", "80")],
            "direction: Say which way is better, so that the figure can be held against its target.",
        ),
        (&[("tolerance", "5")], "tolerance_kind: Say how the tolerance is counted."),
        (
            &[("tolerance", "101"), ("tolerance_kind", "relative")],
            "tolerance: The tolerance is 100% of the target at most.",
        ),
        (
            &[("red_rating", "inadequate")],
            "red_rating: This rating is only given where the contract is assessed by this KPI. Answer yes above, or leave this out.",
        ),
    ];
    for (says, problem) in table {
        check_refused(rate(says), Why::Incomplete, problem);
    }
    let bare = added(&two_quarters(), KpiKind::Rate, &[]);
    check_refused(
        bare,
        Why::Incomplete,
        "numerator: Enter what is counted above the line.\ndenominator: Enter out of what.",
    );
    let count = added(&two_quarters(), KpiKind::Count, &[("people", "no")]);
    check_refused(
        count,
        Why::Incomplete,
        "gathers: Say whether periods add up over the year or each stands for itself.",
    );
}

#[test]
fn nothing_reaches_back_into_a_return_that_was_submitted() {
    let mut monitoring = two_quarters();
    monitoring.returns[0].row.stage = ReturnStage::Submitted;
    monitoring.returns[0].row.submissions = 1;
    let first = monitoring.open_periods(None, day(NOW)).expect("they can be told")[0];
    assert_eq!(first.span.first, day("2027-07-01"));
    let back = added(&monitoring, KpiKind::Narrative, &[("from", "2027-04-01")]);
    let (kind, says) = crate::testing::refused(back);
    assert!(kind == Why::Incomplete && says.starts_with("from: "), "{says}");
    assert!(added(&monitoring, KpiKind::Narrative, &[("from", "2027-10-01")]).is_ok(), "from quarter 3");
}

fn changed(monitoring: &Monitoring, from: &str) -> Vec<String> {
    let kpi = &monitoring.kpis[0];
    let says = [
        ("title", "Women seen"),
        ("entered_by", "provider"),
        ("gathers", "cumulative"),
        ("target", "30"),
        ("direction", "higher"),
        ("reason", "Agreed in the review."),
        ("from", from),
    ];
    let latest = kpi.latest().expect("there is one");
    let draft = typed(monitoring, &fields(KpiKind::Count, Some(latest)), &says).expect("it is well typed");
    let ids = [RowId(81), RowId(82)];
    rows(change(
        monitoring,
        kpi.row.id,
        RowId(80),
        &ids,
        &draft,
        kpi.row.version,
        &staff(Role::ContractManager),
        noon(NOW),
    ))
}

#[test]
fn a_change_is_a_dated_version_once_a_return_has_asked() {
    let mut monitoring = two_quarters();
    monitoring.kpis.push(built(1, KpiKind::Count, "2027-04-01", |row| row.people = Some(YesNo::No)));
    let written = changed(&monitoring, "2027-07-01");
    assert!(
        written[0].starts_with("insert kpi_version") && written[0].contains(r#""number":2"#),
        "{written:?}"
    );
    assert!(
        written[0].contains(r#""from_on":"2027-07-01""#) && written[0].contains(r#""people":"no""#),
        "{written:?}"
    );
    monitoring.returns.clear();
    let written = changed(&monitoring, "2027-04-01");
    assert!(written[0].starts_with("update kpi_version"), "nobody was asked yet: {written:?}");
}

#[test]
fn a_kpi_is_stopped_from_a_period_on_and_stays_so() {
    let mut monitoring = two_quarters();
    monitoring.kpis.push(built(1, KpiKind::Narrative, "2027-04-01", |_| {}));
    let stopped = |monitoring: &Monitoring| {
        let draft = typed(monitoring, STOP, &[("from", "2027-10-01"), ("reason", "No longer needed.")])?;
        stop(monitoring, KpiId(1), &draft, SEEN, &staff(Role::ContractManager), noon(NOW))
    };
    let written = rows(stopped(&monitoring));
    assert!(written[0].contains(r#""ended_on":"2027-09-30""#), "{written:?}");
    monitoring.kpis[0].row.ended_on = Some(day("2027-09-30"));
    let again = crate::testing::word(&stopped(&monitoring));
    assert_eq!(again, "stage");
}

#[test]
fn targets_are_given_to_open_periods_alone() {
    let mut monitoring = two_quarters();
    monitoring.returns[0].row.stage = ReturnStage::Accepted;
    monitoring.kpis.push(built(1, KpiKind::Rate, "2027-04-01", |_| {}));
    let given = |says: &[(&str, &str)]| {
        let typed = says.iter().fold(Typed::default(), |typed, (name, text)| typed.with(name, *text));
        let ids: Vec<RowId> = (1..=20).map(RowId).collect();
        targets(&monitoring, KpiId(1), &ids, &typed, SEEN, &staff(Role::ContractManager), noon(NOW))
    };
    let written = rows(given(&[("target-2027-04-01", "70"), ("target-2027-07-01", "75.5")]));
    assert_eq!(written.len(), 1, "the submitted quarter keeps its own: {written:?}");
    assert!(written[0].contains(r#""target":7550"#), "{written:?}");
    check_refused(
        given(&[("target-2027-07-01", "110"), ("target-2027-10-01", "many")]),
        Why::Incomplete,
        "target-2027-07-01: July to September 2027: A rate is 100% at most.\n\
         target-2027-10-01: October to December 2027: Target must be a number with no more than two decimals, like 14 or 14.4.",
    );
}

#[test]
fn words_of_a_measure_suggest_its_kind() {
    for (says, kind) in [
        ("Percentage of women who engage", KpiKind::Rate),
        ("Number of women supported", KpiKind::Count),
        ("Caseload of each practitioner", KpiKind::Caseload),
        ("Women say what has changed", KpiKind::Narrative),
    ] {
        assert_eq!(proposed_kind(says), kind, "{says}");
    }
}
