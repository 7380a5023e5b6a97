use entity::number::Pence;

use super::*;
use crate::law::regime::{LightTouch, Regime, Standing};
use crate::law::testing::day;

const AFTER_APRIL_2026: &str = "2026-11-21";

/// Fact sheet, section 2: the event, and the last day for the notice.
#[test]
fn last_days_of_a_contract_that_is_not_light_touch() {
    let table = [
        (Kind::Pipeline, "2027-04-01", Some("2027-05-26")),
        (Kind::ContractDetails, "2027-04-01", Some("2027-04-30")),
        (Kind::ContractCopy, "2027-04-01", Some("2027-06-29")),
        (Kind::ContractTermination, "2027-09-30", Some("2027-10-29")),
        (Kind::ContractPayment, "2026-04-14", Some("2026-07-29")),
        (Kind::ContractPayment, "2026-12-31", Some("2027-01-29")),
        (Kind::PaymentsCompliance, "2026-09-30", Some("2026-10-29")),
        (Kind::PaymentsCompliance, "2026-10-01", Some("2027-04-29")),
        (Kind::ContractPerformance, "2027-04-01", Some("2028-03-31")),
        (Kind::PoorPerformance, "2027-04-01", Some("2027-04-30")),
        (Kind::ContractChange, "2027-04-01", None),
        (Kind::ContractAward, "2027-04-01", None),
        (Kind::ProcurementTermination, "2027-04-01", None),
        (Kind::Tender, "2027-04-01", None),
    ];
    let notices = under_the_act(LightTouch::No, AFTER_APRIL_2026, 6_000_000);
    for (kind, event, last_day) in table {
        check_last_day(&notices, kind, event, last_day);
    }
}

#[test]
fn last_days_of_a_light_touch_contract() {
    let notices = under_the_act(LightTouch::Yes, AFTER_APRIL_2026, 6_000_000);
    for (kind, event, last_day) in [
        (Kind::ContractDetails, "2027-04-01", Some("2027-07-29")),
        (Kind::ContractCopy, "2027-04-01", Some("2027-09-27")),
        (Kind::ContractTermination, "2027-09-30", Some("2027-10-29")),
    ] {
        check_last_day(&notices, kind, event, last_day);
    }
}

#[test]
fn last_days_under_older_and_health_rules() {
    let legacy = for_finding(Regime::Pcr2015, LightTouch::Yes, Standing::Above, day("2022-02-01"), None);
    check_last_day(&legacy, Kind::LegacyContractAward, "2022-03-01", Some("2022-03-31"));
    check_last_day(&legacy, Kind::LegacyContractsFinderAward, "2022-03-01", Some("2022-05-30"));
    let below = for_finding(Regime::Pcr2015, LightTouch::Yes, Standing::Below, day("2022-02-01"), None);
    check_last_day(&below, Kind::LegacyContractsFinderAward, "2022-03-01", Some("2022-05-30"));
    let health = for_finding(
        Regime::ProviderSelection,
        LightTouch::No,
        Standing::NoThreshold,
        day("2026-02-01"),
        None,
    );
    assert_eq!(find(&health, Kind::HealthAward).duty, Duty::Mandatory);
    check_last_day(&health, Kind::HealthAward, "2026-03-01", Some("2026-03-31"));
    check_last_day(&health, Kind::HealthModification, "2026-03-01", Some("2026-03-31"));
    check_last_day(&health, Kind::HealthAbandonment, "2026-03-01", Some("2026-03-31"));
    check_last_day(&health, Kind::HealthIntentionToAward, "2026-03-01", None);
}

/// Fact sheet, section 9, "Re-run today": the Dorset contract.
#[test]
fn the_notices_of_a_light_touch_contract_above_the_threshold() {
    let notices = under_the_act(LightTouch::Yes, AFTER_APRIL_2026, 1_986_000);
    let expected = [
        ("UK1", false),
        ("UK2", false),
        ("UK3", false),
        ("UK4", true),
        ("UK5", false),
        ("UK12", false),
        ("UK6", true),
        ("UK7", true),
        ("UK8", false),
        ("UK11", true),
        ("UK17", true),
    ];
    check_numbers(&notices, &expected);
}

#[test]
fn the_notices_of_a_large_contract_that_is_not_light_touch() {
    let notices = under_the_act(LightTouch::No, AFTER_APRIL_2026, 6_000_000);
    let kinds: Vec<Kind> = notices.iter().map(|notice| notice.kind).collect();
    for kind in [Kind::ContractCopy, Kind::ContractPerformance, Kind::PoorPerformance, Kind::ContractChange] {
        assert!(kinds.contains(&kind), "{kind:?}");
    }
}

#[test]
fn a_copy_is_published_only_above_five_million() {
    let exactly = under_the_act(LightTouch::Yes, AFTER_APRIL_2026, 5_000_000);
    assert!(!has(&exactly, Kind::ContractCopy));
    let above = under_the_act(LightTouch::Yes, AFTER_APRIL_2026, 5_000_001);
    assert_eq!(find(&above, Kind::ContractCopy).duty, Duty::Mandatory);
    let unknown = for_finding(Regime::Act2023, LightTouch::No, Standing::Above, day(AFTER_APRIL_2026), None);
    for kind in [Kind::ContractCopy, Kind::ContractPerformance] {
        assert_eq!(find(&unknown, kind).duty, Duty::If("the contract is worth more than £5m"));
    }
}

#[test]
fn payment_notices_begin_with_procurements_of_april_2026() {
    for (commences, due) in [("2026-03-31", false), ("2026-04-01", true)] {
        let notices = under_the_act(LightTouch::Yes, commences, 1_000_000);
        assert_eq!(has(&notices, Kind::ContractPayment), due, "{commences}");
    }
}

#[test]
fn while_light_touch_is_not_known_the_earlier_days_hold() {
    let unknown = under_the_act(LightTouch::CannotTell, AFTER_APRIL_2026, 6_000_000);
    assert_eq!(unknown, under_the_act(LightTouch::No, AFTER_APRIL_2026, 6_000_000));
}

#[test]
fn smaller_contracts_have_few_notices_or_none() {
    let table = [
        (Regime::Act2023, Standing::Below, vec![Kind::BelowThresholdTender, Kind::ContractDetails]),
        (Regime::Act2023, Standing::BelowNotNotifiable, vec![]),
        (Regime::Act2023, Standing::CannotTell, vec![]),
        (Regime::Pcr2015, Standing::Below, vec![Kind::LegacyOpportunity, Kind::LegacyContractsFinderAward]),
        (Regime::Pcr2015, Standing::BelowNotNotifiable, vec![]),
        (Regime::CannotTell, Standing::Above, vec![]),
    ];
    for (regime, standing, expected) in table {
        let notices = for_finding(regime, LightTouch::No, standing, day("2026-11-21"), None);
        let kinds: Vec<Kind> = notices.iter().map(|notice| notice.kind).collect();
        assert_eq!(kinds, expected, "{regime:?} {standing:?}");
    }
    let details = for_finding(Regime::Act2023, LightTouch::No, Standing::Below, day("2026-11-21"), None)[1];
    assert_eq!(details.due, Due::AsSoonAsPracticable(Event::ContractSigned));
}

#[test]
fn the_legacy_and_health_lists_are_whole() {
    let legacy = for_finding(Regime::Pcr2015, LightTouch::No, Standing::Above, day("2022-02-01"), None);
    assert_eq!(legacy.len(), 5);
    assert_eq!(legacy[0].source, "Public Contracts Regulations 2015, regulations 49 and 50");
    let light = for_finding(Regime::Pcr2015, LightTouch::Yes, Standing::Above, day("2022-02-01"), None);
    assert_eq!(light[0].source, "Public Contracts Regulations 2015, regulation 75");
    let health = for_finding(
        Regime::ProviderSelection,
        LightTouch::No,
        Standing::NoThreshold,
        day("2026-02-01"),
        None,
    );
    assert_eq!(health.len(), 6);
    assert!(health.iter().chain(&legacy).all(|notice| notice.kind.number().is_none()));
}

#[test]
fn every_notice_has_a_name_a_source_and_a_time() {
    let lists = [
        under_the_act(LightTouch::No, AFTER_APRIL_2026, 6_000_000),
        for_finding(Regime::Act2023, LightTouch::No, Standing::Below, day("2026-11-21"), None),
        for_finding(Regime::Pcr2015, LightTouch::Yes, Standing::Above, day("2022-02-01"), None),
        for_finding(Regime::Pcr2015, LightTouch::Yes, Standing::Below, day("2022-02-01"), None),
        for_finding(
            Regime::ProviderSelection,
            LightTouch::No,
            Standing::NoThreshold,
            day("2026-02-01"),
            None,
        ),
    ];
    for notice in lists.iter().flatten() {
        assert!(!notice.kind.words().is_empty() && !notice.due.words().is_empty());
        assert!(
            notice.source.contains("Act 2023, section") || notice.source.contains("egulation"),
            "{notice:?}"
        );
        assert_eq!(notice.due.event().is_none(), notice.due == Due::WhenChosen);
    }
}

#[test]
fn times_read_in_words() {
    let table = [
        (Due::Before(Event::ContractSigned), "before signing the contract"),
        (
            Due::DaysBeginningWith(30, Event::ContractEnd),
            "within 30 days, the first being the day of the end of the contract",
        ),
        (Due::DaysAfter(30, Event::AwardDecided), "within 30 days after the award"),
        (
            Due::DaysBeginningWithQuarterEnd(30, Event::Payment),
            "within 30 days, the first being the last day of the quarter of the payment",
        ),
        (
            Due::DaysBeginningWithHalfYearEnd(30, Event::PaymentPeriod),
            "within 30 days, the first being 31 March or 30 September",
        ),
        (
            Due::EveryTwelveMonths(Event::ContractYear),
            "at least once in every twelve months from the start of the contract, and at the end",
        ),
        (
            Due::AsSoonAsPracticable(Event::NoAward),
            "as soon as reasonably practicable after deciding not to award",
        ),
        (Due::WhenChosen, "when the authority chooses"),
    ];
    for (due, words) in table {
        assert_eq!(due.words(), words);
    }
}

fn under_the_act(light_touch: LightTouch, commences: &str, pounds: i64) -> Vec<Notice> {
    for_finding(Regime::Act2023, light_touch, Standing::Above, day(commences), Some(Pence::pounds(pounds)))
}

fn find(notices: &[Notice], kind: Kind) -> Notice {
    *notices.iter().find(|notice| notice.kind == kind).expect("the notice is on the list")
}

fn has(notices: &[Notice], kind: Kind) -> bool {
    notices.iter().any(|notice| notice.kind == kind)
}

fn check_last_day(notices: &[Notice], kind: Kind, event: &str, last_day: Option<&str>) {
    let notice = find(notices, kind);
    assert_eq!(notice.due.last_day(day(event)), last_day.map(day), "{kind:?} from {event}");
}

fn check_numbers(notices: &[Notice], expected: &[(&str, bool)]) {
    let found: Vec<(&str, bool)> = notices
        .iter()
        .filter_map(|notice| Some((notice.kind.number()?, notice.duty == Duty::Mandatory)))
        .collect();
    assert_eq!(found, expected);
}
