use proptest::prelude::*;

use super::*;
use crate::testing::day;

const SIX_MONTHS: Notice = Notice::of(6, NoticeUnit::Months);

fn posted(days: u32, deemed_in: DayCount) -> Notice {
    Notice { deemed: days, deemed_in, ..SIX_MONTHS }
}

/// Last day, notice, last day to be received, last safe day to send. The first two are the worked contract of fact
/// sheet, section 6; the others are worked by hand on the calendars of section 8.
#[test]
fn the_last_safe_day_is_a_working_day_before_the_last_day_less_the_notice() {
    use DayCount::{Days, WorkingDays};
    let three_months = Notice::of(3, NoticeUnit::Months);
    let table = [
        ("2029-03-31", SIX_MONTHS, "2028-09-30", "2028-09-29"),
        ("2028-03-31", SIX_MONTHS, "2027-09-30", "2027-09-30"),
        ("2024-03-31", SIX_MONTHS, "2023-09-30", "2023-09-29"),
        ("2027-03-31", SIX_MONTHS, "2026-09-30", "2026-09-30"),
        // A September of 30 days takes both ends of March; a 30 September takes 30 March.
        ("2028-09-30", SIX_MONTHS, "2028-03-30", "2028-03-30"),
        // 31 August less six months clamps to 29 February of a leap year, to 28 in others.
        ("2028-08-31", SIX_MONTHS, "2028-02-29", "2028-02-29"),
        ("2027-08-31", SIX_MONTHS, "2027-02-28", "2027-02-26"),
        // The last day is 29 February itself.
        ("2028-02-29", three_months, "2027-11-29", "2027-11-29"),
        // A Sunday before a bank holiday Monday: 2 May 2027. Friday does.
        ("2027-11-02", SIX_MONTHS, "2027-05-02", "2027-04-30"),
        // The bank holiday Monday itself, and Easter Monday, back over Good Friday.
        ("2027-11-03", SIX_MONTHS, "2027-05-03", "2027-04-30"),
        ("2027-09-29", SIX_MONTHS, "2027-03-29", "2027-03-25"),
        // Christmas 2027: 25 and 26 are a weekend, 27 and 28 are kept for them.
        ("2028-06-28", SIX_MONTHS, "2027-12-28", "2027-12-24"),
        // Days of notice.
        ("2029-03-31", Notice::of(90, NoticeUnit::Days), "2028-12-31", "2028-12-29"),
        ("2028-07-31", Notice::of(28, NoticeUnit::Days), "2028-07-03", "2028-07-03"),
        // Received two days after it is posted: Saturday 30 September, so Thursday 28; working days: Wednesday 27.
        ("2029-03-31", posted(2, Days), "2028-09-30", "2028-09-28"),
        ("2029-03-31", posted(2, WorkingDays), "2028-09-30", "2028-09-27"),
        ("2029-03-31", posted(1, WorkingDays), "2028-09-30", "2028-09-28"),
        // Posted over Easter: 29 March 2027 is Easter Monday, the last working day before it Thursday 25.
        ("2027-09-29", posted(2, WorkingDays), "2027-03-29", "2027-03-23"),
        ("2027-09-29", posted(2, Days), "2027-03-29", "2027-03-25"),
        // No notice at all: the last day itself.
        ("2029-03-31", Notice::of(0, NoticeUnit::Months), "2029-03-31", "none"),
    ];
    for (last, notice, received, safe) in table {
        let (last, received) = (day(last), day(received));
        assert_eq!(notice.received_by(last), received, "{last} {}", notice.words());
        let found = notice.safe_day(last).map_or("none".to_owned(), |day| day.to_string());
        assert_eq!(found, safe, "{last} {}", notice.words());
    }
}

/// The second break of the worked contract lies beyond the loaded years: the day by the contract is known, the safe
/// day is refused in words.
#[test]
fn beyond_the_loaded_bank_holidays_the_safe_day_is_refused() {
    let last = day("2031-03-31");
    assert_eq!(SIX_MONTHS.received_by(last), day("2030-09-30"));
    assert_eq!(
        SIX_MONTHS.safe_day(last).expect_err("2030 is not loaded").to_string(),
        "Bank holidays are loaded for 2021 to 2028 only, so working days around 30 September 2030 cannot be counted."
    );
}

/// When it is sent, in how many days it is received, and what comes of it.
#[test]
fn notice_is_judged_by_the_day_it_counts_as_received() {
    let last = day("2029-03-31");
    let table = [
        ("2028-09-29", posted(0, DayCount::Days), None),
        // Sent on the Saturday itself it is in time by the contract, though no safe day.
        ("2028-09-30", posted(0, DayCount::Days), None),
        ("2028-10-01", posted(0, DayCount::Days), Some("1 October 2028")),
        ("2028-09-28", posted(2, DayCount::Days), None),
        ("2028-09-29", posted(2, DayCount::Days), Some("1 October 2028")),
        ("2028-09-28", posted(2, DayCount::WorkingDays), Some("2 October 2028")),
    ];
    for (sent, notice, late) in table {
        let came = notice.came(day(sent), last).expect("2028 is loaded");
        let says = late.map(|on| {
            format!("Notice counts as received on {on}. It had to be received by 30 September 2028.")
        });
        assert_eq!(came.late(), says, "{sent} {}", notice.words());
    }
}

#[test]
fn notice_is_told_in_words() {
    assert_eq!(SIX_MONTHS.words(), "6 months’ notice, received on the day it is sent");
    let week = Notice { length: 1, unit: NoticeUnit::Days, deemed: 1, deemed_in: DayCount::WorkingDays };
    assert_eq!(week.words(), "1 day’s notice, received 1 working day after it is sent");
    assert_eq!(posted(3, DayCount::Days).words(), "6 months’ notice, received 3 days after it is sent");
    assert_eq!(Notice::of(1, NoticeUnit::Months).words(), "1 month’s notice, received on the day it is sent");
    assert_eq!(Notice::of(30, NoticeUnit::Days).words(), "30 days’ notice, received on the day it is sent");
}

fn any_notice() -> impl Strategy<Value = Notice> {
    let unit = prop_oneof![Just(NoticeUnit::Months), Just(NoticeUnit::Days)];
    let days = prop_oneof![Just(DayCount::Days), Just(DayCount::WorkingDays)];
    (0_u32..13, unit, 0_u32..6, days).prop_map(|(length, unit, deemed, deemed_in)| Notice {
        length,
        unit,
        deemed,
        deemed_in,
    })
}

proptest! {
    /// The safe day is a working day on which notice comes in time, and no later working day is.
    #[test]
    fn the_safe_day_is_the_last_that_is_in_time(days in 0_u64..2_000, notice in any_notice()) {
        let last = day("2023-01-15") + chrono::Days::new(days);
        let safe = notice.safe_day(last).expect("well inside the loaded years");
        let calendar = Calendar::EnglandAndWales;
        prop_assert_eq!(calendar.is_working_day(safe), Ok(true));
        let came = notice.came(safe, last).expect("inside the loaded years");
        prop_assert!(matches!(came, Came::InTime { .. }), "{:?}", came);
        let next = calendar.add_working_days(safe, 1).expect("inside the loaded years");
        let came = notice.came(next, last).expect("inside the loaded years");
        prop_assert!(matches!(came, Came::Late { .. }), "{:?}", came);
    }
}
