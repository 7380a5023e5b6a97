use proptest::prelude::*;

use super::*;
use crate::law::testing::{day, loaded_day};

/// Fact sheet, section 2: UK6 published, eighth working day, earliest signing, and what England alone would
/// give.
#[test]
fn the_act_counts_eight_working_days_in_any_part_of_the_uk() {
    let table = [
        ("2026-06-01", "2026-06-10", "2026-06-11", "2026-06-10"),
        ("2026-06-10", "2026-06-22", "2026-06-23", "2026-06-19"),
        ("2026-11-23", "2026-12-03", "2026-12-04", "2026-12-02"),
        ("2026-12-24", "2027-01-08", "2027-01-09", "2027-01-07"),
    ];
    for (published, ends, signing, england_only) in table {
        check(Regime::Act2023, published, ends);
        assert_eq!(earliest_signing(day(ends)), day(signing));
        let wrong = Calendar::EnglandAndWales.nth_working_day_beginning_with(day(published), 8);
        assert_eq!(wrong, Ok(day(england_only)), "{published}");
    }
}

/// Fact sheet, section 3.
#[test]
fn legacy_standstill_is_ten_days_to_a_working_day() {
    for (sent, ends) in
        [("2022-03-01", "2022-03-11"), ("2022-03-02", "2022-03-14"), ("2021-12-17", "2021-12-29")]
    {
        check(Regime::Pcr2015, sent, ends);
    }
    let by_post = Count::DaysAfterThenWorkingDay(STANDSTILL_DAYS_POST);
    assert_eq!(by_post.ends(day("2022-03-01")), Ok(day("2022-03-16")));
}

/// SI 2023/1348, regulation 12: begins the day after the notice, ends with the eighth working day after
/// that.
#[test]
fn health_standstill_is_eight_working_days_after_the_day_after() {
    for (published, ends) in
        [("2026-06-01", "2026-06-12"), ("2026-06-10", "2026-06-23"), ("2026-06-05", "2026-06-17")]
    {
        check(Regime::ProviderSelection, published, ends);
    }
}

#[test]
fn it_refuses_what_it_cannot_count() {
    assert_eq!(standstill_end(Regime::CannotTell, day("2026-06-01")), Err(NoEnd::Regime));
    let refused = standstill_end(Regime::Act2023, day("2028-12-28")).expect_err("2029 is not loaded");
    assert_eq!(refused, NoEnd::NotLoaded(NotLoaded { date: day("2029-01-01") }));
    assert!(refused.to_string().starts_with("Bank holidays are loaded for 2021 to 2028 only"));
    assert!(NoEnd::Regime.to_string().contains("until the regime is known"));
}

#[test]
fn who_must_stand_still() {
    use LightTouch::{CannotTell, No, Yes};
    let table = [
        (Regime::Act2023, Yes, Standing::Above, Duty::Voluntary),
        (Regime::Act2023, No, Standing::Above, Duty::Mandatory),
        (Regime::Act2023, CannotTell, Standing::Above, Duty::CannotTell),
        (Regime::Act2023, Yes, Standing::Below, Duty::None),
        (Regime::Act2023, No, Standing::Below, Duty::None),
        (Regime::Act2023, No, Standing::BelowNotNotifiable, Duty::None),
        (Regime::Act2023, No, Standing::NoThreshold, Duty::None),
        (Regime::Act2023, No, Standing::CannotTell, Duty::CannotTell),
        (Regime::Act2023, CannotTell, Standing::Below, Duty::None),
        (Regime::Pcr2015, Yes, Standing::Above, Duty::Mandatory),
        (Regime::Pcr2015, No, Standing::Below, Duty::None),
        (Regime::ProviderSelection, No, Standing::NoThreshold, Duty::Mandatory),
        (Regime::CannotTell, CannotTell, Standing::CannotTell, Duty::CannotTell),
    ];
    for (regime, light_touch, standing, duty) in table {
        check_duty(regime, light_touch, standing, duty);
    }
}

#[test]
fn it_says_what_it_runs_from_and_why() {
    let pcr = "Public Contracts Regulations 2015, regulations 86 and 87";
    let table = [
        (Regime::Pcr2015, pcr, "the day the regulation 86 letters"),
        (Regime::Act2023, "Procurement Act 2023, section 51", "the day the contract award notice (UK6)"),
        (Regime::ProviderSelection, "SI 2023/1348, regulation 12", "the day after the notice of intention"),
        (Regime::CannotTell, "no rule applied", "not known until the regime is"),
    ];
    for (regime, source, begins) in table {
        let standstill = of(regime, LightTouch::No, Standing::Above);
        assert_eq!(standstill.source, source);
        assert!(standstill.runs_from.starts_with(begins), "{}", standstill.runs_from);
    }
    let legacy = of(Regime::Pcr2015, LightTouch::No, Standing::Above).runs_from;
    assert!(legacy.ends_with("(15 days when sent only by post)"), "{legacy}");
}

#[test]
fn it_reads_in_words() {
    let words = [Duty::Mandatory, Duty::Voluntary, Duty::None, Duty::CannotTell].map(Duty::words);
    assert_eq!(words, ["mandatory", "voluntary", "none", "cannot tell"]);
    assert_eq!(
        Count::WorkingDaysBeginningWith(8).words(),
        "8 working days beginning with the day of the notice"
    );
    assert_eq!(
        Count::WorkingDaysAfterNextDay(8).words(),
        "8 working days after the day following the notice"
    );
    assert_eq!(
        Count::DaysAfterThenWorkingDay(10).words(),
        "10 days after the letters, ending on a working day"
    );
}

proptest! {
    #[test]
    fn standstill_ends_on_a_working_day_after_it_begins(from in loaded_day()) {
        for regime in [Regime::Pcr2015, Regime::Act2023, Regime::ProviderSelection] {
            let ends = standstill_end(regime, from).expect("loaded");
            prop_assert!(from < ends);
            prop_assert!(Calendar::EnglandAndWales.is_working_day(ends).expect("loaded"));
        }
    }
}

fn check(regime: Regime, from: &str, ends: &str) {
    assert_eq!(standstill_end(regime, day(from)), Ok(day(ends)), "{regime:?} from {from}");
}

fn check_duty(regime: Regime, light_touch: LightTouch, standing: Standing, duty: Duty) {
    let standstill = of(regime, light_touch, standing);
    assert_eq!(standstill.duty, duty, "{regime:?} {light_touch:?} {standing:?}");
    let counted = matches!(duty, Duty::Mandatory | Duty::Voluntary);
    assert_eq!(standstill.count, usual_count(regime).filter(|_| counted));
}
