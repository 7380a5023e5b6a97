use entity::number::Hundredths;
use entity::state::KpiKind;

use super::*;
use crate::returns::testing::{figure, kpi, monitored, quarters, submitted};
use crate::returns::values::Values;
use crate::testing::noon;

#[test]
fn a_grey_is_in_no_count_of_what_could_be_judged() {
    let mut monitoring = monitored("2027-04-01");
    monitoring.returns = quarters(2027);
    let of = |above, below| Values { numerator: Some(above), denominator: Some(below), ..Values::default() };
    let given = [Some(of(8, 10)), Some(of(0, 10)), Some(of(0, 0)), None];
    for (number, values) in (1..).zip(given) {
        let rate = kpi(number, KpiKind::Rate, "2027-04-01", |row| row.target = Some(Hundredths::whole(80)));
        let one = &mut monitoring.returns[0];
        one.figures.extend(values.map(|values| figure(one, &rate, values)));
        monitoring.kpis.push(rate);
    }
    submitted(&mut monitoring.returns[0]);
    let now = noon("2027-08-01");
    let returned = monitoring.clone().as_submitted();
    let one = returned.latest(now).expect("one was returned");
    let counts = Counts::of(&returned.points(one, now));
    assert_eq!(counts, Counts { green: 1, amber: 0, red: 1, no_data: 1, other: 1 });
    assert_eq!((counts.judged(), counts.grey()), (2, 2));
    assert_eq!(
        counts.says(),
        "1 of the 2 that could be judged is on target, 0 near it and 1 off it; 2 cannot be judged."
    );
    assert_eq!(Counts::default().says(), "Nothing could be judged yet.");
}

#[test]
fn the_last_return_is_read_first_and_one_that_is_due_before_one_that_is_not() {
    let mut monitoring = monitored("2027-04-01");
    assert_eq!(monitoring.latest(noon("2027-08-01")), None);
    monitoring.returns = quarters(2027);
    let number = |monitoring: &Monitoring, on: &str| monitoring.latest(noon(on)).map(|one| one.row.number);
    assert_eq!(number(&monitoring, "2027-04-02"), Some(1));
    assert_eq!(number(&monitoring, "2027-12-01"), Some(2));
    submitted(&mut monitoring.returns[0]);
    assert_eq!(number(&monitoring, "2027-12-01"), Some(1));
}
