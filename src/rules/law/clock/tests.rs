use proptest::prelude::*;

use super::*;
use crate::law::testing::{day, loaded_day, local};

#[test]
fn instants_read_as_people_say_them() {
    let table = [
        ("2026-09-03 12:00", "12 noon on 3 September 2026"),
        ("2026-09-03 17:30", "5:30pm on 3 September 2026"),
        ("2026-09-03 17:00", "5pm on 3 September 2026"),
        ("2026-12-03 00:05", "12:05am on 3 December 2026"),
        ("2026-12-03 12:30", "12:30pm on 3 December 2026"),
        ("2026-12-03 09:09", "9:09am on 3 December 2026"),
        ("2026-12-03 00:00", "midnight at the start of 3 December 2026"),
    ];
    for (shown_on_the_wall, words) in table {
        let instant = read_uk(local(shown_on_the_wall)).earliest().expect("a time that comes");
        assert_eq!(long_instant(instant), words);
    }
}

#[test]
fn summer_time_is_an_hour_ahead() {
    assert_eq!(uk_local(local("2026-09-03 11:00").and_utc()), local("2026-09-03 12:00"));
    assert_eq!(uk_local(local("2026-12-03 11:00").and_utc()), local("2026-12-03 11:00"));
    assert_eq!(uk_date(local("2026-06-30 23:30").and_utc()), day("2026-07-01"));
    assert_eq!(uk_midnight(day("2026-07-01")), local("2026-06-30 23:00").and_utc());
    assert_eq!(uk_midnight(day("2026-10-25")), local("2026-10-24 23:00").and_utc());
    assert_eq!(uk_midnight(day("2026-12-01")), local("2026-12-01 00:00").and_utc());
}

#[test]
fn an_hour_comes_twice_in_october() {
    let earlier = local("2026-10-25 00:30").and_utc();
    let later = local("2026-10-25 01:30").and_utc();
    let reading = read_uk(local("2026-10-25 01:30"));
    assert_eq!(reading, Reading::Twice { earlier, later });
    assert_eq!(reading.earliest(), Some(earlier));
    assert_eq!(long_instant(earlier), "1:30am (British Summer Time) on 25 October 2026");
    assert_eq!(long_instant(later), "1:30am (Greenwich Mean Time) on 25 October 2026");
}

#[test]
fn an_hour_never_comes_in_march() {
    let reading = read_uk(local("2027-03-28 01:30"));
    assert_eq!(reading, Reading::Never);
    assert_eq!(reading.earliest(), None);
}

proptest! {
    #[test]
    fn what_the_wall_shows_can_be_read_back(date in loaded_day(), minute in 0_i64..1440) {
        let instant = uk_midnight(date) + chrono::TimeDelta::minutes(minute);
        let reading = read_uk(uk_local(instant));
        let back = match reading {
            Reading::Once(once) => once == instant,
            Reading::Twice { earlier, later } => earlier == instant || later == instant,
            Reading::Never => false,
        };
        prop_assert!(back, "{instant} {reading:?}");
    }

    #[test]
    fn midnight_begins_its_own_date(date in loaded_day()) {
        prop_assert_eq!(uk_local(uk_midnight(date)), date.and_time(NaiveTime::MIN));
    }
}
