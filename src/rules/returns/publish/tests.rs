//! Whoever knows every number that was published, every identity and the rules by which numbers are held back cannot tell
//! a count of 1 to 4: all tables that are published alike are laid together, and in each such heap a small count must have
//! more than one value.

use std::collections::{BTreeMap, BTreeSet};

use entity::state::{CorrectionStanding, Gathers, KpiKind, ReturnStage, SmallNumbers, YesNo};
use entity::{figure_correction, text_check};
use proptest::prelude::*;
use sea_orm::ActiveValue::Set;

use super::*;
use crate::returns::Kpi;
use crate::returns::testing::{figure, kpi, monitored, quarters};
use crate::testing::{blank, noon};

fn accepted(kpi: &Kpi, periods: &[Values]) -> Monitoring {
    let mut monitoring = monitored("2027-04-01");
    monitoring.kpis = vec![kpi.clone()];
    monitoring.returns = quarters(2027);
    monitoring.returns.truncate(periods.len());
    for (one, values) in monitoring.returns.iter_mut().zip(periods) {
        one.row.stage = ReturnStage::Accepted;
        one.figures.push(figure(one, kpi, values.clone()));
    }
    monitoring
}

/// Everything that papers print of these periods, one paper a period.
fn published(kpi: &Kpi, periods: &[Values]) -> String {
    let public = Public::of(&accepted(kpi, periods));
    let monitoring = &public.monitoring;
    let mut all = Vec::new();
    for (one, values) in monitoring.returns.iter().zip(periods) {
        let asked = monitoring.asked_of(&monitoring.kpis[0], one).expect("it is asked for");
        let veil = public.veil(one.row.id, asked.kpi.row.id);
        for part in Part::ALL {
            let told = veil.over(part).map(Held::words).map(str::to_owned);
            all.push(told.unwrap_or_else(|| format!("{:?}", part.of(values))));
        }
        let (year, held) = public.year_to_date(one, asked);
        all.push(held.map_or_else(|| format!("{:?} {:?}", year.reading, year.sums), |_| BACK.to_owned()));
    }
    all.join("|")
}

/// What must not be known: every number of the periods, and what is left of a whole without its part.
fn secrets(periods: &[Values]) -> Vec<i64> {
    let left = |whole: Option<i64>, part: Option<i64>| whole.zip(part).map(|(whole, part)| whole - part);
    let of = |values: &Values| {
        let mut all: Vec<Option<i64>> = Part::ALL.iter().map(|part| part.of(values)).collect();
        all.push(left(values.denominator, values.numerator));
        all.push(left(values.count, values.new_this_year));
        all.into_iter().map(|number| number.unwrap_or(-1)).collect::<Vec<_>>()
    };
    periods.iter().flat_map(of).collect()
}

fn attack(kpi: &Kpi, tables: impl IntoIterator<Item = Vec<Values>>) {
    let mut heaps: BTreeMap<String, Vec<Vec<i64>>> = BTreeMap::new();
    for table in tables {
        heaps.entry(published(kpi, &table)).or_default().push(secrets(&table));
    }
    for (told, heap) in heaps {
        for place in 0..heap[0].len() {
            let values: BTreeSet<i64> = heap.iter().map(|secrets| secrets[place]).collect();
            let pinned = values.len() == 1 && values.iter().all(|value| is_small(*value));
            assert!(!pinned, "place {place} can only be {values:?}: {told}");
        }
    }
}

fn pairs(all: &[Values]) -> Vec<Vec<Values>> {
    all.iter().flat_map(|one| all.iter().map(|two| vec![one.clone(), two.clone()])).collect()
}

fn count(count: i64) -> Values {
    Values { count: Some(count), ..Values::default() }
}

fn rate(above: i64, below: i64) -> Values {
    Values { numerator: Some(above), denominator: Some(below), ..Values::default() }
}

fn people(all: i64, new: i64) -> Values {
    Values { count: Some(all), new_this_year: Some(new), ..Values::default() }
}

fn cases(opening: i64, added: i64, closed: i64) -> Values {
    let closing = Some(opening + added - closed);
    Values { opening: Some(opening), added: Some(added), closed: Some(closed), closing, ..Values::default() }
}

#[test]
fn a_small_count_cannot_be_told_from_a_year_of_counts() {
    let cumulative = kpi(1, KpiKind::Count, "2027-04-01", |row| row.gathers = Some(Gathers::Cumulative));
    let some = [0, 1, 2, 3, 4, 5, 6, 7].map(count);
    attack(
        &cumulative,
        pairs(&some).into_iter().flat_map(|two| {
            some.iter().map(move |three| [two.clone(), vec![three.clone()]].concat()).collect::<Vec<_>>()
        }),
    );
}

#[test]
fn a_small_count_cannot_be_told_from_rates() {
    let measured = kpi(1, KpiKind::Rate, "2027-04-01", |_| {});
    let some: Vec<Values> =
        (0..=9).flat_map(|below| (0..=below).map(move |above| rate(above, below))).collect();
    attack(&measured, pairs(&some));
}

#[test]
fn a_small_count_cannot_be_told_from_people_counted_once() {
    let counted = kpi(1, KpiKind::Count, "2027-04-01", |row| row.people = Some(YesNo::Yes));
    let some: Vec<Values> = (0..=11).flat_map(|all| (0..=all).map(move |new| people(all, new))).collect();
    // In the first period of a year everyone is new, and nobody comes again who was not there before.
    let can_be = |table: &Vec<Values>| match &table[..] {
        [one, two] => {
            let (known, all) = (one.count.unwrap_or(0), two.count.unwrap_or(0));
            one.count == one.new_this_year && all - two.new_this_year.unwrap_or(0) <= known
        }
        _ => false,
    };
    attack(&counted, pairs(&some).into_iter().filter(can_be));
}

#[test]
fn a_small_count_cannot_be_told_from_caseloads() {
    let load = kpi(1, KpiKind::Caseload, "2027-04-01", |_| {});
    // Flows reach further than levels, so that no end of the range tells what a table could not.
    let flows = |open: i64| {
        let all = (0..=10).flat_map(|added| (0..=10).map(move |closed| (added, closed)));
        all.filter(move |(added, closed)| (0..=5).contains(&(open + added - closed)))
    };
    let mut tables = Vec::new();
    for opening in 0..=5 {
        for (added, closed) in flows(opening) {
            let first = cases(opening, added, closed);
            let open = first.closing.unwrap_or(0);
            for (added, closed) in flows(open) {
                tables.push(vec![first.clone(), cases(open, added, closed)]);
            }
        }
    }
    attack(&load, tables);
}

proptest! {
    /// Whoever knows the denominator from elsewhere is no wiser.
    #[test]
    fn a_known_whole_gives_no_part_away(below in 1_i64..60, above in 0_i64..60) {
        prop_assume!(above <= below);
        let measured = kpi(1, KpiKind::Rate, "2027-04-01", |_| {});
        let version = &measured.versions[0];
        let told = veil(version, &rate(above, below));
        let alike = (0..=below).filter(|other| veil(version, &rate(*other, below)) == told).count();
        let is_secret = is_small(above) || is_small(below - above);
        prop_assert!(!is_secret || (told.is_drawn() && alike >= 2));
        prop_assert_eq!(told.over_reading(KpiKind::Rate).is_some(), is_secret || is_small(below));
    }

    /// No number of 1 to 4 is ever printed, and no sum with a part that is not.
    #[test]
    fn nothing_small_is_printed(numbers in proptest::collection::vec((0_i64..40, 0_i64..40), 1..5)) {
        let measured = kpi(1, KpiKind::Rate, "2027-04-01", |_| {});
        let periods: Vec<Values> = numbers.iter().map(|(a, b)| rate(*a.min(b), *a.max(b))).collect();
        let public = Public::of(&accepted(&measured, &periods));
        let mut whole = true;
        for (one, values) in public.monitoring.returns.iter().zip(&periods) {
            let veil = public.veil(one.row.id, measured.row.id);
            for part in Part::ALL {
                let printed = part.of(values).filter(|_| veil.over(part).is_none());
                prop_assert!(!printed.is_some_and(is_small));
            }
            whole &= !veil.is_drawn();
            let asked = public.monitoring.asked_of(&public.monitoring.kpis[0], one).expect("it is asked for");
            prop_assert_eq!(public.year_to_date(one, asked).1.is_none(), whole);
        }
    }
}

/// A KPI, its values, and what of them is held back.
type Row<'a> = (&'a Kpi, Values, &'a [(Part, Held)]);

#[test]
fn each_number_is_held_back_under_its_word() {
    let plain = kpi(1, KpiKind::Count, "2027-04-01", |_| {});
    let open = kpi(1, KpiKind::Count, "2027-04-01", |row| row.small_numbers = Some(SmallNumbers::Publish));
    let counted = kpi(1, KpiKind::Count, "2027-04-01", |row| row.people = Some(YesNo::Yes));
    let measured = kpi(1, KpiKind::Rate, "2027-04-01", |_| {});
    let load = kpi(1, KpiKind::Caseload, "2027-04-01", |_| {});
    let table: &[Row<'_>] = &[
        (&plain, count(0), &[]),
        (&plain, count(1), &[(Part::Count, Held::Few)]),
        (&plain, count(4), &[(Part::Count, Held::Few)]),
        (&plain, count(5), &[]),
        (&open, count(3), &[]),
        (&counted, people(20, 3), &[(Part::NewThisYear, Held::Back)]),
        (&counted, people(20, 18), &[(Part::NewThisYear, Held::Back)]),
        (&counted, people(20, 12), &[]),
        (&counted, people(3, 0), &[(Part::Count, Held::Few), (Part::NewThisYear, Held::Back)]),
        (&measured, rate(9, 10), &[(Part::Numerator, Held::Back)]),
        (&measured, rate(10, 10), &[]),
        (&measured, rate(0, 3), &[(Part::Numerator, Held::Back), (Part::Denominator, Held::Few)]),
        (&measured, rate(0, 0), &[]),
        (&load, cases(18, 6, 5), &[]),
        (&load, cases(18, 6, 2), &[(Part::Added, Held::Back), (Part::Closed, Held::Back)]),
        (
            &load,
            cases(7, 0, 5),
            &[(Part::Added, Held::Back), (Part::Closed, Held::Back), (Part::Closing, Held::Few)],
        ),
    ];
    for (kpi, values, held) in table {
        let expected = Veil(held.iter().copied().collect());
        assert_eq!(veil(&kpi.versions[0], values), expected, "{values:?}");
    }
}

fn corrected(monitoring: &mut Monitoring, after: &Values) {
    let figure = monitoring.returns[0].figures[0].clone();
    monitoring.corrections.push(blank::<figure_correction::ActiveModel, _>(|row| {
        row.return_id = Set(figure.return_id);
        row.contract_id = Set(figure.contract_id);
        row.kpi_id = Set(figure.kpi_id);
        row.figure_id = Set(figure.id);
        row.number = Set(1);
        row.standing = Set(CorrectionStanding::Agreed);
        row.before = Set(Values::of(&figure).written());
        row.after = Set(after.written());
        row.reason = Set("Counted again".to_owned());
        row.proposed_at = Set(noon("2027-08-01"));
        row.proposed_by = Set(entity::id::PersonId(40));
    }));
}

#[test]
fn a_correction_that_touches_a_small_count_holds_the_whole_kpi_back() {
    let load = kpi(1, KpiKind::Caseload, "2027-04-01", |_| {});
    let periods = [cases(20, 6, 8), cases(18, 7, 6)];
    // With 20, 8 and 18 published before, 15 at the end would say that 3 were new.
    let mut monitoring = accepted(&load, &periods);
    corrected(&mut monitoring, &cases(20, 3, 8));
    let public = Public::of(&monitoring);
    for one in &public.monitoring.returns {
        let veil = public.veil(one.row.id, load.row.id);
        let held = [Part::Opening, Part::Added, Part::Closed, Part::Closing].map(|part| veil.over(part));
        assert_eq!(held, [Some(Held::Back); 4]);
    }
    let mut monitoring = accepted(&load, &periods);
    corrected(&mut monitoring, &cases(20, 7, 8));
    let public = Public::of(&monitoring);
    assert!(!public.veil(monitoring.returns[0].row.id, load.row.id).is_drawn());
}

#[test]
fn only_accepted_figures_and_texts_that_were_read_are_published() {
    let plain = kpi(1, KpiKind::Count, "2027-04-01", |_| {});
    let mut monitoring = accepted(&plain, &[count(9), count(12)]);
    monitoring.returns[1].row.stage = ReturnStage::Submitted;
    let public = Public::of(&monitoring);
    assert!(
        public.monitoring.returns[1].figures.is_empty() && !public.monitoring.returns[0].figures.is_empty()
    );
    let one = monitoring.returns[0].row.id;
    let check = |text: &str, fit: YesNo| {
        blank::<text_check::ActiveModel, _>(|row| {
            row.contract_id = Set(monitoring.contract.row.id);
            row.return_id = Set(one);
            row.kpi_id = Set(Some(plain.row.id));
            row.digest = Set(sha256(text));
            row.fit = Set(fit);
            row.at = Set(noon("2027-08-01"));
            row.person_id = Set(entity::id::PersonId(1));
        })
    };
    let checks = vec![check("Good", YesNo::Yes), check("Bad", YesNo::Yes), check("Bad", YesNo::No)];
    monitoring.checks = checks;
    let kpi = Some(plain.row.id);
    for (text, kpi, may) in
        [("Good", kpi, true), ("Good.", kpi, false), ("Bad", kpi, false), ("Good", None, false)]
    {
        assert_eq!(monitoring.may_publish(one, kpi, text), may, "{text}");
    }
}
