use chrono::Duration;

use super::*;
use crate::law::regime::{LightTouch, Standing, find};
use crate::procurement::found::question;
use crate::testing::publishing::ready;
use crate::testing::tenders::tender;
use crate::testing::{day, noon};

/// A finding under which an open tender has this minimum, without the road to it.
fn law(regime: Regime, light_touch: LightTouch, standing: Standing) -> Finding {
    let (_, procurement) = ready();
    let found = find(&question(&procurement, None, noon("2026-08-03")));
    Finding { regime, light_touch, standing, ..found }
}

fn full_act() -> Finding {
    law(Regime::Act2023, LightTouch::No, Standing::Above)
}

fn light() -> Finding {
    law(Regime::Act2023, LightTouch::Yes, Standing::Above)
}

/// A tender with this notice and this deadline, at noon UTC each, whose questions end four days before it.
fn of(notice: &str, deadline: &str) -> Tender {
    let mut tender = tender();
    tender.row.notice_published_at = Some(noon(notice));
    tender.row.deadline = Some(noon(deadline));
    tender.row.questions_until = Some(noon(deadline) - Duration::days(6));
    tender.row.award_planned = None;
    tender
}

fn says(all: &[Obstacle]) -> Vec<&str> {
    all.iter().map(|one| one.says.as_str()).collect()
}

/// Notice and deadline on the same clock as the publication: the law, the day given, the earliest day that would do.
#[test]
fn the_earliest_day_that_would_do() {
    let table = [
        // The fact sheet: UK4 on 1 February 2027 closes on 26 February at the earliest.
        ("2027-02-01", full_act(), "2027-02-26"),
        // 25 days after 3 August 2026 is Friday the 28th; the bank holiday on the 31st is not met.
        ("2026-08-03", full_act(), "2026-08-28"),
        // 25 days after 6 August 2026 is the bank holiday Monday: the working day after it.
        ("2026-08-06", full_act(), "2026-09-01"),
        // Christmas: 25 days after 30 November 2026 is the 25th, then a Saturday, a Sunday and the day kept for the 26th.
        ("2026-11-30", full_act(), "2026-12-29"),
        // Light touch has no number: the next working day.
        ("2026-08-03", light(), "2026-08-04"),
        ("2026-12-24", light(), "2026-12-29"),
        // The 2015 Regulations: 30 days.
        ("2024-06-03", law(Regime::Pcr2015, LightTouch::No, Standing::Above), "2024-07-03"),
        // What cannot be told: the longest that could apply.
        ("2027-02-01", law(Regime::CannotTell, LightTouch::CannotTell, Standing::CannotTell), "2027-02-26"),
        ("2024-06-03", law(Regime::CannotTell, LightTouch::CannotTell, Standing::CannotTell), "2024-07-03"),
        // Below the threshold no number is set.
        ("2026-08-03", law(Regime::Act2023, LightTouch::No, Standing::Below), "2026-08-04"),
    ];
    for (notice, law, expected) in table {
        let earliest = earliest_that_would_do(&of(notice, "2027-06-01"), &law, noon(notice));
        assert_eq!(earliest, Ok(day(expected)), "{notice} {law:?}");
    }
}

#[test]
fn a_deadline_before_the_minimum_is_refused_with_the_day_that_would_do() {
    let now = noon("2027-02-01");
    let early = impossible(&of("2027-02-01", "2027-02-25"), &full_act(), now);
    assert_eq!(
        says(&early),
        [
            "The deadline, 12 noon on 25 February 2027, is too early: Procurement Act 2023: at least 25 days, the day \
          of the invitation not counted. The official notice is of 1 February 2027, so it may close on 26 February \
          2027 at the earliest. The earliest working day that would do is 26 February 2027."
        ]
    );
    assert_eq!(says(&impossible(&of("2027-02-01", "2027-02-26"), &full_act(), now)), [""; 0]);
}

/// The minimum of 25 days rests on everything being given at once.
#[test]
fn documents_that_come_after_the_notice_lengthen_the_period() {
    let late = of("2027-02-01", "2027-02-26");
    let table = timetable(&late, &full_act(), noon("2027-02-02"));
    assert_eq!(table.earliest, Some(day("2027-03-03")));
    assert!(
        table.how.ends_with("because the documents come later than the official notice."),
        "{}",
        table.how
    );
    assert_eq!(impossible(&late, &full_act(), noon("2027-02-02")).len(), 1);
    // Once published, the day it was published here counts, not today.
    let mut published = late;
    published.row.published_at = Some(noon("2027-02-01"));
    assert_eq!(timetable(&published, &full_act(), noon("2027-02-20")).earliest, Some(day("2027-02-26")));
}

#[test]
fn a_deadline_that_has_passed_is_refused() {
    let passed = impossible(&of("2026-08-03", "2026-08-10"), &light(), noon("2026-08-10"));
    assert_eq!(
        says(&passed)[0],
        "The deadline, 1pm on 10 August 2026, has passed. The earliest day that would do is 11 August 2026."
    );
}

#[test]
fn questions_end_a_working_day_before_the_deadline() {
    // The deadline is Thursday 3 September 2026.
    let table = [
        ("2026-09-01", None),
        ("2026-09-02", Some("1 September 2026")),
        ("2026-09-03", Some("1 September 2026")),
        ("2026-09-04", Some("1 September 2026")),
    ];
    for (until, latest) in table {
        check_questions(until, "2026-09-03", latest);
    }
    // Before Tuesday 1 September 2026 lies a bank holiday: Friday is no whole working day away.
    check_questions("2026-08-27", "2026-09-01", None);
    check_questions("2026-08-28", "2026-09-01", Some("27 August 2026"));
    check_questions("2026-08-30", "2026-09-01", Some("27 August 2026"));
}

fn check_questions(until: &str, deadline: &str, latest: Option<&str>) {
    let mut tender = of("2026-08-03", deadline);
    tender.row.questions_until = Some(noon(until));
    let found = impossible(&tender, &light(), noon("2026-08-03"));
    match latest {
        None => assert_eq!(says(&found), [""; 0], "{until}"),
        Some(latest) => {
            let end = format!("{latest} is the latest working day that would do.");
            assert!(says(&found)[0].ends_with(&end), "{until}: {found:?}");
        }
    }
}

#[test]
fn nothing_is_counted_outside_the_loaded_years() {
    let far = impossible(&of("2028-12-01", "2029-01-15"), &light(), noon("2028-12-01"));
    assert!(says(&far)[0].starts_with("Bank holidays are loaded for"), "{far:?}");
    let days = timetable(&of("2028-12-01", "2029-01-15"), &light(), noon("2028-12-01")).working_days;
    assert!(days.iter().all(|(_, count)| count.is_err()));
}

#[test]
fn working_days_are_counted_on_both_calendars() {
    // After Monday 23 November to Friday 4 December 2026: nine, and one less for St Andrew's Day.
    let table = timetable(&of("2026-11-23", "2026-12-04"), &light(), noon("2026-11-23"));
    assert_eq!(table.working_days, [(Calendar::EnglandAndWales, Ok(9)), (Calendar::AnyPartOfUk, Ok(8))]);
}

#[test]
fn what_may_be_published_but_should_be_looked_at() {
    let short = pointed_out(&of("2026-11-23", "2026-12-04"), &light(), noon("2026-11-23"));
    assert!(says(&short)[0].starts_with("Providers get 8 working days to tender."), "{short:?}");
    let sunday = pointed_out(&of("2026-08-03", "2026-08-30"), &light(), noon("2026-08-03"));
    assert_eq!(
        says(&sunday),
        [
            "The deadline is on 30 August 2026, which is no working day: nobody may be there to help. 1 September 2026 \
          is the next working day."
        ]
    );
    let late = pointed_out(&of("2026-08-03", "2026-09-03"), &light(), noon("2026-08-04"));
    assert_eq!(
        says(&late),
        ["The official notice is of 3 August 2026. Providers get the documents only when you publish here."]
    );
}

#[test]
fn a_proportionate_period_asks_for_its_reason_and_an_award_comes_after_the_deadline() {
    let mut tender = of("2026-08-03", "2026-09-03");
    tender.row.period_reason = None;
    tender.row.award_planned = Some(day("2026-09-03"));
    let found = impossible(&tender, &light(), noon("2026-08-03"));
    assert_eq!(
        says(&found),
        [
            "The award is planned for 3 September 2026, but bids are taken until 1pm on 3 September 2026. Give a \
             later day for the award.",
            "The law sets no number of days here, so say why the time to tender is reasonable and proportionate.",
        ]
    );
    assert_eq!(impossible(&tender, &full_act(), noon("2026-08-03")).len(), 1);
}
