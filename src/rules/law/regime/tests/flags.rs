use super::*;

/// Planned date, day asked, and the flags.
#[test]
fn planned_dates_near_a_change_are_flagged() {
    let changes = day("2026-01-01");
    let review = day("2028-01-01");
    let table = [
        ("2026-02-01", "2025-11-21", vec![Flag::CrossesChange { change: changes }]),
        ("2026-01-01", "2025-12-31", vec![Flag::CrossesChange { change: changes }]),
        ("2026-02-01", "2026-01-01", vec![]),
        ("2027-07-01", "2026-11-21", vec![Flag::ChangeWithinReach { change: review }]),
        ("2027-06-30", "2026-11-21", vec![]),
        ("2027-12-31", "2026-11-21", vec![Flag::ChangeWithinReach { change: review }]),
        ("2028-01-01", "2026-11-21", vec![Flag::CrossesChange { change: review }]),
        ("2026-11-01", "2026-11-21", vec![Flag::PlannedDatePassed { planned: day("2026-11-01") }]),
        ("2026-11-21", "2026-11-21", vec![]),
        ("2025-03-01", "2025-02-01", vec![Flag::CrossesRegime { change: day("2025-02-24") }]),
        ("2025-02-24", "2025-02-23", vec![Flag::CrossesRegime { change: day("2025-02-24") }]),
        ("2025-02-23", "2025-02-01", vec![]),
        ("2025-03-01", "2025-02-24", vec![]),
    ];
    for (date, asked_on, flags) in table {
        assert_eq!(find(&planned(date, asked_on)).flags, flags, "{date} asked on {asked_on}");
    }
}

#[test]
fn actual_dates_and_unasked_days_cross_nothing() {
    let actual = Question { asked_on: Some(day("2025-11-21")), ..services("2026-02-01", &DORSET, 1_655_000) };
    assert_eq!(find(&actual).flags, []);
    let undated = Question { asked_on: None, ..planned("2027-12-31", "2026-11-21") };
    assert_eq!(find(&undated).flags, [Flag::ChangeWithinReach { change: day("2028-01-01") }]);
}

#[test]
fn codes_and_answers_that_disagree_are_flagged() {
    use HealthAnswer::{MainlyHealth, NotHealth};
    let family_planning = cpv(&[85_312_330])[0];
    let hospital = cpv(&[85_111_000])[0];
    let table: [(&[u32], Option<HealthAnswer>, Vec<Flag>); 7] = [
        (&[85_312_330, 85_320_000], None, vec![Flag::HealthUnanswered(vec![family_planning])]),
        (&DORSET, Some(MainlyHealth), vec![Flag::HealthAnswerWithoutCode]),
        (&[85_111_000], Some(NotHealth), vec![Flag::HealthCode(hospital)]),
        (&[85_312_330], Some(NotHealth), vec![]),
        (&[], None, vec![Flag::NoCpv]),
        (&[85_320_000, OTHER], Some(NotHealth), vec![Flag::MixedCodes]),
        (&DORSET, None, vec![]),
    ];
    for (codes, health_service, flags) in table {
        let found = find(&Question { health_service, ..services("2026-11-21", codes, 2_000_000) });
        assert_eq!(found.flags, flags, "{codes:?} {health_service:?}");
    }
    let goods =
        Question { main_category: Some(Category::Goods), ..services("2026-11-21", &DORSET, 2_000_000) };
    assert_eq!(find(&goods).flags, [Flag::CategoryAgainstCodes]);
}

/// Pounds without VAT and the VAT treatment, tested against £663,540 with VAT.
#[test]
fn close_calls_are_flagged() {
    let near =
        Flag::NearThreshold(Threshold { kind: ThresholdKind::LightTouch, figure: Pence::pounds(663_540) });
    let table = [
        (597_186, Vat::Exempt, vec![near.clone()]),
        (597_185, Vat::Exempt, vec![]),
        (729_894, Vat::Exempt, vec![near.clone()]),
        (729_895, Vat::Exempt, vec![]),
        (2_000_000, Vat::Unknown, vec![Flag::VatAssumed]),
        (100_000, Vat::Unknown, vec![Flag::VatAssumed]),
        (600_000, Vat::Unknown, vec![near.clone(), Flag::VatDecides]),
        (29_000, Vat::Unknown, vec![Flag::VatDecides]),
    ];
    for (pounds, vat, flags) in table {
        let found = find(&Question { vat, ..services("2026-11-21", &DORSET, pounds) });
        assert_eq!(found.flags, flags, "{pounds} {vat:?}");
    }
}

#[test]
fn flags_read_in_words() {
    let threshold = Threshold { kind: ThresholdKind::LightTouch, figure: Pence::pounds(663_540) };
    let change = day("2028-01-01");
    let codes = cpv(&[85_312_330, 85_323_000]);
    let table = [
        (Flag::CrossesChange { change }, "The thresholds change on 1 January 2028, before the planned date"),
        (
            Flag::ChangeWithinReach { change },
            "The thresholds change on 1 January 2028, soon after the planned date",
        ),
        (Flag::CrossesRegime { change: ACT_FROM }, "A new law begins on 24 February 2025"),
        (Flag::PlannedDatePassed { planned: change }, "The planned date, 1 January 2028, has passed"),
        (Flag::NoCpv, "Record at least one CPV code."),
        (Flag::HealthUnanswered(codes[..1].to_vec()), "Answer the health service question: 85312330-1 is on"),
        (
            Flag::HealthUnanswered(codes.clone()),
            "Answer the health service question: 85312330-1, 85323000-9 are on",
        ),
        (Flag::HealthAnswerWithoutCode, "It is recorded as health care"),
        (Flag::HealthCode(codes[0]), "85312330-1 is always a health care service"),
        (Flag::MixedCodes, "Some CPV codes"),
        (Flag::CategoryAgainstCodes, "Goods or works"),
        (Flag::NoValue, "Record the value"),
        (
            Flag::NearThreshold(threshold),
            "The value is within a tenth of £663,540, the threshold for light touch",
        ),
        (Flag::VatAssumed, "20% VAT was assumed. The outcome is the same"),
        (Flag::VatDecides, "20% VAT was assumed, and it decides the outcome"),
    ];
    for (flag, begins) in table {
        assert!(flag.words().starts_with(begins), "{}", flag.words());
    }
}
