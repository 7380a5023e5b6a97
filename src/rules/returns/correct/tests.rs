use entity::id::{KpiId, ReturnId};
use entity::number::Hundredths;
use entity::state::{EnteredBy, ReturnStage, Role, YesNo};

use super::*;
use crate::access::Side;
use crate::returns::testing::{figure, kpi, monitored, quarters};
use crate::testing::{CHARITY, SEEN, actor, blank, check_refused, noon, refused, rows, staff, word};

const ID: RowId = RowId(90);
const LETTER: LetterId = LetterId(95);

fn person(role: Role) -> Actor {
    actor(Side::Provider(CHARITY), &[role])
}

fn of(numerator: i64, denominator: i64) -> Values {
    Values { numerator: Some(numerator), denominator: Some(denominator), ..Values::default() }
}

fn cases(opening: i64, added: i64, closed: i64) -> Values {
    let closing = Some(opening + added - closed);
    let (opening, added, closed) = (Some(opening), Some(added), Some(closed));
    Values { opening, added, closed, closing, ..Values::default() }
}

/// Three quarters that were accepted: a rate, a caseload, a count of the council's own.
fn accepted() -> Monitoring {
    let mut all = monitored("2027-04-01");
    let own = |row: &mut entity::kpi_version::Model| row.entered_by = EnteredBy::Council;
    all.kpis = vec![
        kpi(1, KpiKind::Rate, "2027-04-01", |row| row.target = Some(Hundredths::whole(80))),
        kpi(2, KpiKind::Caseload, "2027-04-01", |row| row.opening = Some(18)),
        kpi(3, KpiKind::Count, "2027-04-01", own),
    ];
    all.returns = quarters(2027);
    all.returns.truncate(3);
    let caseloads = [cases(18, 6, 2), cases(22, 4, 5), cases(21, 3, 3)];
    for (place, caseload) in caseloads.into_iter().enumerate() {
        all.returns[place].row.stage = ReturnStage::Accepted;
        let count = Values { count: Some(2), ..Values::default() };
        for (kpi, values) in all.kpis.iter().zip([of(9, 10), caseload, count]) {
            let row = figure(&all.returns[place], kpi, values);
            all.returns[place].figures.push(row);
        }
    }
    all
}

fn corrected(all: &Monitoring, kpi: i32, values: &Values, who: &Actor) -> Result<Change, Refusal> {
    correct(all, &all.returns[0], kpi, (values, "Counted twice."), ID, SEEN, who, noon("2027-11-03"))
}

/// A correction in this standing, as it would be kept.
fn kept(all: &mut Monitoring, place: usize, kpi: i64, values: &Values, standing: CorrectionStanding) {
    let one = &all.returns[place];
    let current = all.current(one, KpiId(kpi)).expect("a figure");
    let row = blank::<figure_correction::ActiveModel, _>(|row| {
        row.id = Set(RowId(500 + kpi));
        row.return_id = Set(one.row.id);
        row.contract_id = Set(one.row.contract_id);
        row.kpi_id = Set(KpiId(kpi));
        row.figure_id = Set(current.figure.id);
        row.number = Set(1);
        row.standing = Set(standing);
        row.before = Set(current.values.written());
        row.after = Set(values.written());
        row.reason = Set("Counted twice.".to_owned());
        row.proposed_at = Set(noon("2027-11-03"));
        row.proposed_by = Set(PersonId(41));
        row.decided_at = Set((standing == CorrectionStanding::Agreed).then(|| noon("2027-11-05")));
    });
    all.corrections.push(row);
}

fn deciding(all: &Monitoring, agrees: bool, why: Option<&str>, who: &Actor) -> Result<Change, Refusal> {
    let id = all.corrections.last().map_or(ID, |row| row.id);
    decide(all, &all.returns[0], id, (agrees, why), LETTER, SEEN, who, noon("2027-11-05"))
}

#[test]
fn whoever_answers_for_the_figures_proposes_and_both_values_stay() {
    let mut all = accepted();
    let table = [
        (Role::AuthorisedSignatory, "yes", "role"),
        (Role::ReturnPreparer, "role", "yes"),
        (Role::ProviderAdministrator, "role", "role"),
    ];
    for (role, signed, unsigned) in table {
        all.contract.row.returns_signed = Some(YesNo::Yes);
        assert_eq!(word(&corrected(&all, 1, &of(8, 10), &person(role))), signed, "{role:?}");
        all.contract.row.returns_signed = Some(YesNo::No);
        assert_eq!(word(&corrected(&all, 1, &of(8, 10), &person(role))), unsigned, "{role:?}");
    }
    let written = rows(corrected(&all, 1, &of(8, 10), &person(Role::ReturnPreparer)));
    let expects = [
        r#""standing":"proposed""#,
        r#"{\"numerator\":9,\"denominator\":10}"#,
        r#"{\"numerator\":8,\"denominator\":10}"#,
    ];
    for expected in expects {
        assert!(written[0].contains(expected), "{expected}: {written:?}");
    }
    assert_eq!(written.len(), 1, "the figure itself is never written");
}

#[test]
fn a_provider_s_figure_is_never_corrected_by_the_council_nor_the_other_way_round() {
    let all = accepted();
    let manager = staff(Role::ContractManager);
    let count = Values { count: Some(3), ..Values::default() };
    assert_eq!(word(&corrected(&all, 1, &of(8, 10), &manager)), "stage");
    assert_eq!(word(&corrected(&all, 3, &count, &person(Role::AuthorisedSignatory))), "stage");
    let written = rows(corrected(&all, 3, &count, &manager));
    assert!(
        written[0].contains(r#""standing":"agreed""#) && written[0].contains(r#""decided_by":40"#),
        "{written:?}"
    );
    assert_eq!(word(&corrected(&all, 3, &count, &staff(Role::ReportWriter))), "role");
}

#[test]
fn what_the_page_refuses_a_correction_refuses() {
    let mut all = accepted();
    let signatory = person(Role::AuthorisedSignatory);
    check_refused(
        corrected(&all, 1, &of(11, 10), &signatory),
        Why::Incomplete,
        "k1-numerator: 11 cannot be more than the 10 they are counted among. Check both numbers.",
    );
    assert_eq!(word(&corrected(&all, 1, &Values::default(), &signatory)), "form");
    check_refused(
        corrected(&all, 1, &of(9, 10), &signatory),
        Why::Incomplete,
        "This is the figure that stands. Change what is wrong with it.",
    );
    kept(&mut all, 0, 1, &of(8, 10), CorrectionStanding::Proposed);
    assert_eq!(word(&corrected(&all, 1, &of(7, 10), &signatory)), "stage");
    all.corrections.clear();
    let others = <ReturnStage as entity::choice::Choice>::ALL.iter().copied();
    for stage in others.filter(|stage| *stage != ReturnStage::Accepted) {
        all.returns[0].row.stage = stage;
        assert_eq!(word(&corrected(&all, 1, &of(8, 10), &signatory)), "stage", "{stage:?}");
    }
}

#[test]
fn agreed_it_counts_refused_it_needs_a_reason() {
    let mut all = accepted();
    kept(&mut all, 0, 1, &of(8, 10), CorrectionStanding::Proposed);
    let manager = staff(Role::ContractManager);
    let written = rows(deciding(&all, true, None, &manager));
    assert!(written[0].contains(r#""standing":"agreed""#), "{written:?}");
    assert!(written[1].contains("is now 80.0% (8 of 10)"), "{written:?}");
    assert_eq!(word(&deciding(&all, false, None, &manager)), "form");
    let written = rows(deciding(&all, false, Some("June is right."), &manager));
    assert!(written[0].contains(r#""standing":"refused""#), "{written:?}");
    assert!(written[1].contains("June is right."), "{written:?}");
    assert_eq!(word(&deciding(&all, true, None, &staff(Role::ProcurementOfficer))), "role");
    assert_eq!(word(&deciding(&all, true, None, &person(Role::AuthorisedSignatory))), "absent");
    all.corrections[0].standing = CorrectionStanding::Agreed;
    assert_eq!(word(&deciding(&all, true, None, &manager)), "stage");
}

#[test]
fn a_corrected_figure_says_so_in_words() {
    let mut all = accepted();
    kept(&mut all, 0, 1, &of(8, 10), CorrectionStanding::Agreed);
    let current = all.current(&all.returns[0], KpiId(1)).expect("a figure");
    assert_eq!(
        corrected_words(&all.kpis[0].versions[0], &current),
        [
            "Corrected on 5 November 2027: 80.0% (8 of 10), where 90.0% (9 of 10) stood before. Why: Counted twice."
        ]
    );
    assert_eq!(current.values, of(8, 10));
    let untouched = all.current(&all.returns[1], KpiId(1)).expect("a figure");
    assert!(corrected_words(&all.kpis[0].versions[0], &untouched).is_empty());
}

#[test]
fn figures_are_told_with_what_they_are_made_of() {
    let all = accepted();
    let told = |place: usize, values: Values| value_words(&all.kpis[place].versions[0], &values);
    assert_eq!(told(0, of(50, 60)), "83.3% (50 of 60)");
    assert_eq!(told(0, of(0, 0)), "Nothing to measure (0 of 0)");
    assert_eq!(told(1, cases(18, 6, 2)), "22 (18 at the start, 6 new, 2 closed)");
    let none = Values { none_reason: Some("The survey is later.".to_owned()), ..Values::default() };
    assert_eq!(told(0, none), "No figure: The survey is later.");
}

#[test]
fn a_corrected_caseload_shows_which_later_periods_no_longer_fit() {
    let mut all = accepted();
    let after = cases(18, 4, 2);
    let asked = all.asked_of(&all.kpis[1], &all.returns[0]).expect("it is asked for");
    let shifted: Vec<_> = all
        .shifted_by(&all.returns[0], asked, &after)
        .into_iter()
        .map(|it| (it.one, it.stands, it.carried))
        .collect();
    assert_eq!(shifted, [(ReturnId(2), 22, 20), (ReturnId(3), 21, 19)]);
    kept(&mut all, 0, 2, &after, CorrectionStanding::Agreed);
    let steps = all.out_of_step(&all.returns[1]);
    assert_eq!((steps[0].stands, steps[0].carried), (22, 20));
    // Corrected in its turn, the second period begins with what the first ended with, and the third is out of step.
    let signatory = person(Role::AuthorisedSignatory);
    let typed = Values { opening: None, ..cases(20, 4, 5) };
    let second = correct(
        &all,
        &all.returns[1],
        2,
        (&typed, "The first was."),
        ID,
        SEEN,
        &signatory,
        noon("2027-11-09"),
    );
    assert!(rows(second)[0].contains(r#"\"opening\":20"#));
    kept(&mut all, 1, 2, &cases(20, 4, 5), CorrectionStanding::Agreed);
    assert!(all.out_of_step(&all.returns[1]).is_empty());
    assert_eq!(all.out_of_step(&all.returns[2])[0].carried, 19);
}

#[test]
fn a_proposal_that_no_longer_carries_over_is_not_agreed_to() {
    let mut all = accepted();
    kept(&mut all, 1, 2, &cases(22, 4, 4), CorrectionStanding::Proposed);
    let proposed = all.corrections[0].id;
    kept(&mut all, 0, 2, &cases(18, 4, 2), CorrectionStanding::Agreed);
    all.corrections[1].id = RowId(999);
    let manager = staff(Role::ContractManager);
    let agreeing =
        decide(&all, &all.returns[1], proposed, (true, None), LETTER, SEEN, &manager, noon("2027-11-09"));
    let (why, says) = refused(agreeing);
    assert_eq!(why, Why::NotNow);
    assert!(says.contains("was corrected since"), "{says}");
}
