use proptest::prelude::*;

use super::*;
use crate::law::testing::loaded_day;
use crate::law::thresholds::VatBasis;

#[test]
fn the_regime_follows_the_commencement_date() {
    let table = [
        ("2015-02-25", Regime::CannotTell),
        ("2015-02-26", Regime::Pcr2015),
        ("2021-10-19", Regime::Pcr2015),
        ("2025-02-23", Regime::Pcr2015),
        ("2025-02-24", Regime::Act2023),
        ("2026-11-21", Regime::Act2023),
        ("2029-01-01", Regime::Act2023),
    ];
    for (date, regime) in table {
        assert_eq!(find(&services(date, &DORSET, 1_655_000)).regime, regime, "{date}");
    }
    let unknown = find(&Question { commencement: None, ..services("2026-01-01", &DORSET, 1) });
    assert_eq!((unknown.regime, unknown.standing), (Regime::CannotTell, Standing::CannotTell));
    assert_eq!(unknown.follows, None);
    assert!(unknown.reasons[0].says.contains("is not known"));
}

#[test]
fn the_actual_date_replaces_the_planned_one() {
    let (planned, actual) = (day("2025-02-20"), day("2025-02-24"));
    assert_eq!(Commencement::of(Some(planned), Some(actual)), Some(Commencement::Actual(actual)));
    assert_eq!(Commencement::of(Some(planned), None), Some(Commencement::Planned(planned)));
    assert_eq!(Commencement::of(None, None), None);
}

/// Date, codes, the recorded answer, and the regime.
#[test]
fn a_person_answers_the_health_question() {
    use HealthAnswer::{MainlyHealth, MixedMainNotHealth, NotHealth};
    const FAMILY_PLANNING: u32 = 85_312_330;
    const HOSPITAL: u32 = 85_111_000;
    let table: [(&str, &[u32], Option<HealthAnswer>, Regime); 15] = [
        ("2026-01-01", &DORSET, None, Regime::Act2023),
        ("2026-01-01", &[FAMILY_PLANNING], None, Regime::CannotTell),
        ("2026-01-01", &[FAMILY_PLANNING], Some(MainlyHealth), Regime::ProviderSelection),
        ("2026-01-01", &[FAMILY_PLANNING], Some(NotHealth), Regime::Act2023),
        ("2026-01-01", &[FAMILY_PLANNING], Some(MixedMainNotHealth), Regime::Act2023),
        ("2026-01-01", &[HOSPITAL, OTHER], Some(MainlyHealth), Regime::ProviderSelection),
        ("2026-01-01", &[HOSPITAL], Some(NotHealth), Regime::Act2023),
        ("2026-01-01", &DORSET, Some(MainlyHealth), Regime::CannotTell),
        ("2026-01-01", &[], None, Regime::CannotTell),
        ("2026-01-01", &[], Some(NotHealth), Regime::Act2023),
        ("2026-01-01", &[], Some(MainlyHealth), Regime::CannotTell),
        ("2023-12-31", &[HOSPITAL], Some(MainlyHealth), Regime::Pcr2015),
        ("2024-01-01", &[HOSPITAL], Some(MainlyHealth), Regime::ProviderSelection),
        ("2024-01-01", &[HOSPITAL], None, Regime::CannotTell),
        ("2024-01-01", &[HOSPITAL], Some(NotHealth), Regime::Pcr2015),
    ];
    for (date, codes, health_service, regime) in table {
        check_health(date, codes, health_service, regime);
    }
}

/// Category and codes; the answer on 21 November 2026.
#[test]
fn light_touch_follows_the_codes() {
    use Category::{Goods, Services, Works};
    let table: [(Option<Category>, &[u32], LightTouch); 10] = [
        (Some(Services), &DORSET, LightTouch::Yes),
        (None, &MEDWAY, LightTouch::Yes),
        (Some(Services), &[OTHER], LightTouch::No),
        (None, &[OTHER], LightTouch::No),
        (Some(Services), &[85_320_000, OTHER], LightTouch::CannotTell),
        (Some(Services), &[], LightTouch::CannotTell),
        (Some(Goods), &[OTHER], LightTouch::No),
        (Some(Works), &[], LightTouch::No),
        (Some(Goods), &[85_320_000], LightTouch::CannotTell),
        (Some(Works), &[85_320_000, OTHER], LightTouch::CannotTell),
    ];
    for (main_category, codes, light_touch) in table {
        let found = find(&Question { main_category, ..services("2026-11-21", codes, 1_000) });
        assert_eq!(found.light_touch, light_touch, "{main_category:?} {codes:?}");
    }
    assert_eq!(find(&services("2022-02-01", &[85_112_250], 1_000)).light_touch, LightTouch::Yes);
    assert_eq!(find(&services("2026-02-01", &[85_112_250], 1_000)).light_touch, LightTouch::No);
}

/// Fact sheet, section 9, items 10 and 23: date, codes, pounds without VAT, VAT, the value tested, how it
/// stands.
#[test]
fn the_papers_stand_as_worked() {
    type Row = (&'static str, &'static [u32], i64, Vat, i64, Standing);
    let table: [Row; 10] = [
        ("2021-10-19", &MEDWAY, 220_000, Vat::Standard, 220_000, Standing::Below),
        ("2022-01-02", &MEDWAY, 220_000, Vat::Standard, 264_000, Standing::Below),
        ("2021-10-19", &[OTHER], 220_000, Vat::Standard, 220_000, Standing::Above),
        ("2022-01-02", &[OTHER], 220_000, Vat::Standard, 264_000, Standing::Above),
        ("2021-12-31", &[OTHER], 189_329, Vat::Standard, 189_329, Standing::Below),
        ("2022-03-01", &DORSET, 1_655_000, Vat::Standard, 1_986_000, Standing::Above),
        ("2022-03-01", &DORSET, 1_655_000, Vat::Exempt, 1_655_000, Standing::Above),
        ("2022-03-01", &DORSET, 1_655_000, Vat::Unknown, 1_986_000, Standing::Above),
        ("2026-11-21", &DORSET, 1_655_000, Vat::Unknown, 1_986_000, Standing::Above),
        ("2026-11-21", &MEDWAY, 220_000, Vat::Standard, 264_000, Standing::Below),
    ];
    for (date, codes, pounds, vat, tested, standing) in table {
        check_value(date, codes, pounds, vat, tested, standing);
    }
}

/// At the threshold is above it; a penny less is below.
#[test]
fn each_threshold_counts_from_its_own_figure() {
    let table: [(Category, &[u32], i64); 3] = [
        (Category::Services, &[OTHER], 207_720),
        (Category::Services, &DORSET, 663_540),
        (Category::Works, &[45_000_000], 5_193_000),
    ];
    for (category, codes, pounds) in table {
        check_edge(category, codes, Pence::pounds(pounds), [Standing::Below, Standing::Above]);
    }
    check_edge(
        Category::Goods,
        &[OTHER],
        Pence::pounds(30_000),
        [Standing::BelowNotNotifiable, Standing::Below],
    );
}

/// Contracts Finder's figure, without VAT until 20 December 2022, with VAT from the next day.
#[test]
fn the_smallest_legacy_contracts() {
    let table = [
        ("2021-06-01", 24_999, Standing::BelowNotNotifiable),
        ("2021-06-01", 25_000, Standing::Below),
        ("2022-12-20", 24_999, Standing::BelowNotNotifiable),
        ("2022-12-20", 25_000, Standing::Below),
        ("2022-12-21", 24_999, Standing::BelowNotNotifiable),
        ("2022-12-21", 25_000, Standing::Below),
    ];
    for (date, pounds, standing) in table {
        assert_eq!(find(&services(date, &MEDWAY, pounds)).standing, standing, "{pounds} on {date}");
    }
    let exempt = Question { vat: Vat::Exempt, ..services("2022-12-21", &MEDWAY, 29_999) };
    assert_eq!(find(&exempt).standing, Standing::BelowNotNotifiable);
}

#[test]
fn while_the_kind_is_not_known_every_threshold_must_agree() {
    let table: [(Option<Category>, &[u32], i64, Standing); 9] = [
        (Some(Category::Services), &[85_320_000, OTHER], 100_000, Standing::Below),
        (Some(Category::Services), &[85_320_000, OTHER], 400_000, Standing::CannotTell),
        (Some(Category::Services), &[85_320_000, OTHER], 600_000, Standing::Above),
        (None, &[OTHER], 100_000, Standing::Below),
        (None, &[OTHER], 1_000_000, Standing::CannotTell),
        (None, &[OTHER], 5_000_000, Standing::Above),
        (None, &[], 1_000_000, Standing::CannotTell),
        (Some(Category::Works), &[85_320_000], 600_000, Standing::CannotTell),
        (None, &DORSET, 600_000, Standing::Above),
    ];
    for (main_category, codes, pounds, standing) in table {
        let found = find(&Question { main_category, ..services("2026-11-21", codes, pounds) });
        assert_eq!(found.standing, standing, "{main_category:?} {codes:?} {pounds}");
    }
}

#[test]
fn a_value_that_is_not_known_counts_as_above_only_under_the_act() {
    let table = [
        ("2026-11-21", Standing::Above, "Procurement Act 2023, section 4 and Schedule 3"),
        ("2022-03-01", Standing::CannotTell, "Public Contracts Regulations 2015, regulations 5 and 6"),
    ];
    for (date, standing, source) in table {
        let found = find(&Question { value: None, ..services(date, &DORSET, 0) });
        assert_eq!((found.standing, found.tested), (standing, None));
        assert!(found.flags.contains(&Flag::NoValue));
        assert!(found.reasons.iter().any(|reason| reason.source == source), "{date}");
    }
}

#[test]
fn no_threshold_where_none_applies_or_none_is_loaded() {
    let late = find(&services("2028-01-01", &DORSET, 1_655_000));
    assert_eq!((late.regime, late.standing), (Regime::Act2023, Standing::CannotTell));
    assert_eq!(late.follows, None);
    let health = find(&Question {
        health_service: Some(HealthAnswer::MainlyHealth),
        ..services("2026-11-21", &[85_312_330], 10_000)
    });
    assert_eq!((health.standing, health.light_touch), (Standing::NoThreshold, LightTouch::No));
    assert!(health.thresholds.is_empty());
}

#[test]
fn reasons_say_how_the_value_was_worked_out() {
    let medway = find(&services("2021-10-19", &MEDWAY, 220_000));
    let says: Vec<String> = medway.reasons.iter().map(ToString::to_string).collect();
    assert_eq!(
        says,
        [
            "The procurement commenced on 19 October 2021. (SI 2024/716, regulation 5)",
            "The Provider Selection Regime begins only on 1 January 2024. (SI 2023/1348, regulations 1 \
             and 29)",
            "It commences before 24 February 2025, so the Public Contracts Regulations 2015 govern it \
             and the whole life of its contract. (SI 2024/716, regulation 5)",
            "Every CPV code recorded is on the list of light touch services. (Public Contracts \
             Regulations 2015, regulation 74 and Schedule 3)",
            "The value tested is £220,000, because VAT did not count at that date. (Public Contracts \
             Regulations 2015, regulations 5 and 6)",
            "£220,000 is below £663,540 for light touch services (excluding VAT). (Public Contracts \
             Regulations 2015, regulation 5)",
        ]
    );
}

#[test]
fn vat_is_exact_to_the_penny() {
    let table = [(0, 0), (1, 1), (2, 2), (3, 4), (5, 6), (100, 120), (i64::MAX, i64::MAX)];
    for (without, with) in table {
        let tested = value::tested(Pence(without), Vat::Standard, VatBasis::Including);
        assert_eq!(tested.value, Pence(with), "{without}");
    }
    let unknown = value::tested(Pence(100), Vat::Unknown, VatBasis::Including);
    assert!(unknown.vat_assumed && unknown.how.contains("assumed because the VAT treatment is not known"));
    assert!(!value::tested(Pence(100), Vat::Unknown, VatBasis::Excluding).vat_assumed);
}

proptest! {
    /// More money never brings a contract below a threshold it was above.
    #[test]
    fn a_larger_value_never_stands_lower(
        date in loaded_day(),
        pounds in 0_i64..6_000_000,
        more in 0_i64..6_000_000,
    ) {
        let rank = |standing| match standing {
            Standing::BelowNotNotifiable => 0,
            Standing::Below => 1,
            Standing::CannotTell | Standing::NoThreshold => 2,
            Standing::Above => 3,
        };
        let date = date.to_string();
        let small = find(&services(&date, &DORSET, pounds)).standing;
        let large = find(&services(&date, &DORSET, pounds + more)).standing;
        prop_assert!(rank(small) <= rank(large));
    }

    /// What follows is given exactly when regime and standing are known, and every finding has reasons.
    #[test]
    fn what_follows_is_known_when_the_rest_is(date in loaded_day(), pounds in 0_i64..6_000_000) {
        let found = find(&services(&date.to_string(), &DORSET, pounds));
        let known = found.regime != Regime::CannotTell && found.standing != Standing::CannotTell;
        prop_assert_eq!(found.follows.is_some(), known);
        prop_assert!(!found.reasons.is_empty());
    }
}

fn check_health(date: &str, codes: &[u32], health_service: Option<HealthAnswer>, regime: Regime) {
    let found = find(&Question { health_service, ..services(date, codes, 1_000_000) });
    assert_eq!(found.regime, regime, "{date} {codes:?} {health_service:?}");
}

fn check_value(date: &str, codes: &[u32], pounds: i64, vat: Vat, tested: i64, standing: Standing) {
    let found = find(&Question { vat, ..services(date, codes, pounds) });
    assert_eq!(found.tested.map(|tested| tested.value), Some(Pence::pounds(tested)), "{pounds} on {date}");
    assert_eq!(found.standing, standing, "{pounds} on {date}");
}

fn check_edge(category: Category, codes: &[u32], figure: Pence, [below, at]: [Standing; 2]) {
    let of = |pence| {
        let question = services("2026-11-21", codes, 0);
        let exact = Question {
            value: Some(Pence(pence)),
            vat: Vat::Exempt,
            main_category: Some(category),
            ..question
        };
        find(&exact).standing
    };
    assert_eq!([of(figure.0 - 1), of(figure.0)], [below, at], "{category:?} {figure}");
}
