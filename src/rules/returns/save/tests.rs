use entity::id::PersonId;
use entity::state::{EnteredBy, KpiKind, ReturnStage, Role};

use super::*;
use crate::Why;
use crate::access::Side;
use crate::returns::testing::{figure as held, kpi, monitored, quarters};
use crate::testing::{CHARITY, SEEN, actor, check_refused, noon, refused, rows, staff, word};

fn preparer() -> Actor {
    actor(Side::Provider(CHARITY), &[Role::ReturnPreparer])
}

fn two() -> Monitoring {
    let mut monitoring = monitored("2027-04-01");
    monitoring.returns = quarters(2027);
    monitoring.kpis = vec![
        kpi(1, KpiKind::Rate, "2027-04-01", |_| {}),
        kpi(2, KpiKind::Caseload, "2027-04-01", |row| row.opening = Some(18)),
        kpi(3, KpiKind::YesNo, "2027-04-01", |row| row.entered_by = EnteredBy::Council),
    ];
    monitoring
}

fn form(given: &[(&str, &str)]) -> Typed {
    Typed::new(given.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect())
}

fn of_provider<'a>(monitoring: &'a Monitoring, one: &Return) -> Vec<Asked<'a>> {
    monitoring.asked(one).into_iter().filter(Asked::is_providers).collect()
}

fn saved(monitoring: &Monitoring, at: usize, given: &[(&str, &str)]) -> Result<Change, Refusal> {
    let one = &monitoring.returns[at];
    let figures = read_all(monitoring, one, &of_provider(monitoring, one), &form(given))?;
    let ids = [RowId(71), RowId(72)];
    let (actor, now) = (preparer(), noon("2027-07-05"));
    save(monitoring, one, &figures, &ids, FigureCame::Typed, SEEN, &actor, now)
}

#[test]
fn only_what_is_given_is_written_and_what_is_carried_is_filled_in() {
    let written = rows(saved(&two(), 0, &[("k2-added", "6"), ("k2-closed", "2"), ("k2-closing", "22")]));
    assert_eq!(written.len(), 1, "{written:?}");
    for part in [r#""id":72"#, r#""opening":18"#, r#""added":6"#, r#""closing":22"#, r#""came":"typed""#] {
        assert!(written[0].contains(part), "{part} in {}", written[0]);
    }
}

#[test]
fn what_is_wrong_is_said_at_once_each_at_its_box() {
    let given = [("k1-numerator", "9"), ("k1-denominator", "8"), ("k2-added", "six")];
    check_refused(
        saved(&two(), 0, &given),
        Why::Incomplete,
        "k1-numerator: 9 cannot be more than the 8 they are counted among. Check both numbers.\n\
         k2-added: New in this period must be a whole number from 0 to 1,000,000,000.",
    );
    let given = [("k2-added", "6"), ("k2-closed", "2"), ("k2-closing", "24")];
    let (_, says) = refused(saved(&two(), 0, &given));
    assert!(says.starts_with("k2-closing: 18 open at the start, 6 new and 2 closed leave 22"), "{says}");
}

#[test]
fn a_figure_that_is_there_is_changed_and_one_that_is_the_same_left_alone() {
    let mut monitoring = two();
    let values = Values { numerator: Some(9), denominator: Some(10), ..Values::default() };
    let row = held(&monitoring.returns[0], &monitoring.kpis[0], values);
    monitoring.returns[0].figures.push(row);
    let same = [("k1-numerator", "9"), ("k1-denominator", "10")];
    assert_eq!(rows(saved(&monitoring, 0, &same)), Vec::<String>::new());
    let one = &monitoring.returns[0];
    let read = read_all(&monitoring, one, &of_provider(&monitoring, one), &form(&same)).expect("it reads");
    assert!(is_saved(&monitoring, one, &read));
    let changed = rows(saved(&monitoring, 0, &[("k1-numerator", "8"), ("k1-denominator", "10")]));
    assert_eq!(changed.len(), 1);
    assert!(changed[0].starts_with("update return_figure"), "{changed:?}");
}

#[test]
fn nobody_writes_what_is_asked_of_the_other_side() {
    let monitoring = two();
    let one = &monitoring.returns[0];
    let of = |kpi: i64| Figure {
        kpi: KpiId(kpi),
        values: Values { yes: Some(true), ..Values::default() },
        comment: None,
        reason: None,
    };
    let now = noon("2027-07-05");
    let ids = [RowId(71)];
    let manager = staff(Role::ContractManager);
    let own = |kpi: i64, who: &Actor| save_own(&monitoring, one, &[of(kpi)], &ids, SEEN, who, now);
    let theirs =
        |kpi: i64, who: &Actor| save(&monitoring, one, &[of(kpi)], &ids, FigureCame::Typed, SEEN, who, now);
    assert_eq!(word(&own(3, &manager)), "yes");
    assert_eq!(word(&own(1, &manager)), "absent");
    assert_eq!(word(&own(3, &preparer())), "absent");
    assert_eq!(word(&own(3, &staff(Role::Auditor))), "role");
    assert_eq!(word(&theirs(1, &preparer())), "yes");
    assert_eq!(word(&theirs(3, &preparer())), "absent");
    assert_eq!(word(&theirs(1, &manager)), "absent");
    let signatory = actor(Side::Provider(CHARITY), &[Role::AuthorisedSignatory]);
    assert_eq!(word(&theirs(1, &signatory)), "role");
}

#[test]
fn what_is_locked_is_not_written_and_of_what_is_asked_about_only_that() {
    let mut monitoring = two();
    let given = [("k1-numerator", "1"), ("k1-denominator", "2")];
    let table = [
        (ReturnStage::Open, "yes"),
        (ReturnStage::Returned, "yes"),
        (ReturnStage::WithSignatory, "stage"),
        (ReturnStage::Queried, "stage"),
        (ReturnStage::Submitted, "stage"),
        (ReturnStage::Accepted, "stage"),
        (ReturnStage::Closed, "stage"),
    ];
    for (stage, expected) in table {
        monitoring.returns[0].row.stage = stage;
        assert_eq!(word(&saved(&monitoring, 0, &given)), expected, "{stage:?}");
    }
}

#[test]
fn whoever_fills_in_a_figure_has_something_to_return() {
    let mut monitoring = two();
    monitoring.returns[0].row.nil = true;
    let written = rows(saved(&monitoring, 0, &[("k1-numerator", "1"), ("k1-denominator", "2")]));
    assert!(written.iter().any(|row| row.contains(r#""nil":false"#)), "{written:?}");
    assert!(!monitoring.returns[0].filled_by(PersonId(40)));
}
