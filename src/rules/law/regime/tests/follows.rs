use super::*;
use crate::law::notices::Kind;
use crate::law::periods::Minimum;
use crate::law::standstill::Duty;

/// Fact sheet, section 9, "Re-run today": Dorset.
#[test]
fn dorset_today_is_a_light_touch_public_contract() {
    let follows = follows(&services("2026-11-21", &DORSET, 1_655_000));
    assert_eq!(follows.standstill.duty, Duty::Voluntary);
    assert_eq!(follows.tender_period, Minimum::Proportionate);
    assert_eq!(follows.summaries, Summaries::BeforeAwardNotice);
    assert_eq!(follows.kpis, KpiDuty::NotRequired);
    assert_eq!(follows.duties.len(), 4);
    for kind in [
        Kind::Tender,
        Kind::ContractAward,
        Kind::ContractDetails,
        Kind::ContractTermination,
        Kind::ContractPayment,
    ] {
        assert!(follows.notices.iter().any(|notice| notice.kind == kind), "{kind:?}");
    }
}

/// Fact sheet, section 9, "Re-run today": Medway.
#[test]
fn medway_today_is_notifiable_below_the_threshold() {
    let follows = follows(&services("2026-11-21", &MEDWAY, 220_000));
    assert_eq!(follows.standstill.duty, Duty::None);
    assert_eq!(follows.summaries, Summaries::NotRequired);
    assert_eq!(follows.tender_period, Minimum::Proportionate);
    let kinds: Vec<Kind> = follows.notices.iter().map(|notice| notice.kind).collect();
    assert_eq!(kinds, [Kind::BelowThresholdTender, Kind::ContractDetails]);
    assert_eq!(
        sources(&follows),
        [
            "Procurement Act 2023, section 85",
            "Procurement Act 2023, section 86",
            "Procurement Act 2023, section 88"
        ]
    );
}

#[test]
fn the_papers_own_time() {
    let dorset = follows(&services("2022-03-01", &DORSET, 1_655_000));
    assert_eq!(dorset.standstill.duty, Duty::Mandatory);
    assert_eq!(dorset.summaries, Summaries::Regulation86Letters);
    assert_eq!(dorset.kpis, KpiDuty::NotRequired);
    assert_eq!(
        sources(&dorset),
        [84, 72, 113].map(|number| format!("Public Contracts Regulations 2015, regulation {number}"))
    );
    let medway = follows(&services("2021-10-19", &MEDWAY, 220_000));
    assert_eq!(medway.standstill.duty, Duty::None);
    assert_eq!(medway.summaries, Summaries::NotRequired);
    assert_eq!(sources(&medway), ["Public Contracts Regulations 2015, regulation 113"]);
}

#[test]
fn a_health_service_follows_its_own_rules() {
    let follows = follows(&Question {
        health_service: Some(HealthAnswer::MainlyHealth),
        ..services("2026-11-21", &[85_312_330], 6_000_000)
    });
    assert_eq!(follows.standstill.duty, Duty::Mandatory);
    assert_eq!(follows.summaries, Summaries::HealthLetters);
    assert_eq!(follows.kpis, KpiDuty::NotRequired);
    assert_eq!(follows.duties.len(), 2);
}

/// Procurement Act 2023, section 52: more than £5m, VAT counted, and not light touch.
#[test]
fn kpis_are_a_duty_only_of_large_contracts() {
    let table: [(&[u32], Option<i64>, KpiDuty); 7] = [
        (&[OTHER], Some(5_000_001), KpiDuty::AtLeastThree),
        (&[OTHER], Some(5_000_000), KpiDuty::NotRequired),
        (&[OTHER], None, KpiDuty::CannotTell),
        (&DORSET, Some(6_000_000), KpiDuty::NotRequired),
        (&DORSET, None, KpiDuty::NotRequired),
        (&[OTHER, 85_320_000], Some(6_000_000), KpiDuty::CannotTell),
        (&[OTHER, 85_320_000], Some(4_000_000), KpiDuty::NotRequired),
    ];
    for (codes, pounds, kpis) in table {
        let value = pounds.map(Pence::pounds);
        let question = Question { value, vat: Vat::Exempt, ..services("2026-11-21", codes, 0) };
        assert_eq!(follows(&question).kpis, kpis, "{codes:?} {pounds:?}");
    }
}

/// Section 85(3): a suitability stage below the threshold only for works, from a figure that changed in
/// 2026.
#[test]
fn suitability_may_be_tested_below_the_threshold_only_for_large_works() {
    let table = [
        ("2026-01-01", Category::Works, 207_720, false),
        ("2026-01-01", Category::Works, 207_719, true),
        ("2025-12-31", Category::Works, 213_477, false),
        ("2025-12-31", Category::Works, 213_476, true),
        ("2026-01-01", Category::Services, 207_719, true),
    ];
    for (date, category, pounds, barred) in table {
        check_suitability(date, category, pounds, barred);
    }
}

/// Regulation 111: pre-qualification is barred below the goods and services threshold, £189,330 in 2021.
#[test]
fn older_contracts_may_test_suitability_from_the_goods_and_services_threshold() {
    for (pounds, barred) in [(189_330, false), (189_329, true), (25_000, true), (24_999, false)] {
        let found = sources(&follows(&services("2021-10-19", &MEDWAY, pounds)));
        let expected = "Public Contracts Regulations 2015, regulation 111";
        assert_eq!(found.contains(&expected), barred, "{pounds}");
    }
}

#[test]
fn nothing_follows_from_what_is_not_known() {
    assert_eq!(find(&Question::unknown()).follows, None);
    assert_eq!(find(&services("2026-11-21", &[OTHER, 85_320_000], 400_000)).follows, None);
}

fn follows(question: &Question) -> Follows {
    find(question).follows.expect("regime and standing are known")
}

fn sources(follows: &Follows) -> Vec<&'static str> {
    follows.duties.iter().map(|duty| duty.source).collect()
}

fn check_suitability(date: &str, category: Category, pounds: i64, barred: bool) {
    let question =
        Question { main_category: Some(category), vat: Vat::Exempt, ..services(date, &[45_000_000], pounds) };
    let found =
        follows(&question).duties.iter().any(|duty| duty.source == "Procurement Act 2023, section 85");
    assert_eq!(found, barred, "{category:?} {pounds} on {date}");
}
