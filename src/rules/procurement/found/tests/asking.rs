//! What is asked of the law, from what is recorded.

use super::*;

/// The authority’s figure, and the answer to the wards; Dorset comes to £1,655,000.
#[test]
fn whether_it_is_key_rests_on_the_maximum_and_the_wards() {
    let table = [
        (pounds(500_000), None, Answer::Key),
        (pounds(1_655_000), Some(YesNo::No), Answer::Key),
        (pounds(1_655_001), Some(YesNo::No), Answer::NotKey),
        (pounds(1_655_001), Some(YesNo::Yes), Answer::Key),
        (pounds(1_655_001), None, Answer::CannotTell),
        (None, Some(YesNo::No), Answer::CannotTell),
        (None, Some(YesNo::Yes), Answer::Key),
    ];
    for (figure, wards, answer) in table {
        let (mut p, mut authority) = (dorset(), council());
        p.row.significant_wards = wards;
        authority.key_decision_pence = figure;
        assert_eq!(
            found(&p, &authority, noon("2022-01-10")).key_decision.answer,
            answer,
            "{figure:?} {wards:?}"
        );
    }
}

#[test]
fn the_question_says_what_is_recorded() {
    let asked = question(&medway(), pounds(220_000), noon("2021-11-21"));
    let expected = regime::Question {
        authority: regime::Authority::Council,
        commencement: Some(regime::Commencement::Actual(day("2021-11-01"))),
        cpv: [85_312_310, 85_320_000].into_iter().filter_map(Cpv::new).collect(),
        health_service: Some(regime::HealthAnswer::NotHealth),
        main_category: Some(regime::Category::Services),
        value: pounds(220_000),
        vat: regime::Vat::Standard,
        asked_on: Some(day("2021-11-21")),
    };
    assert_eq!(asked, expected);
    let unknown = question(&empty(), None, noon("2021-11-21"));
    assert_eq!(
        unknown,
        regime::Question { asked_on: Some(day("2021-11-21")), ..regime::Question::unknown() }
    );
}

#[test]
fn each_answer_is_asked_as_what_it_means() {
    let asked = |p: &Procurement| question(p, None, noon("2021-11-21"));
    let mut p = medway();
    let health = [
        (HealthAnswer::NotHealth, regime::HealthAnswer::NotHealth),
        (HealthAnswer::MixedNotHealth, regime::HealthAnswer::MixedMainNotHealth),
        (HealthAnswer::Health, regime::HealthAnswer::MainlyHealth),
    ];
    for (recorded, expected) in health {
        p.row.health_answer = Some(recorded);
        assert_eq!(asked(&p).health_service, Some(expected));
    }
    let categories = [
        (Category::Services, regime::Category::Services),
        (Category::Goods, regime::Category::Goods),
        (Category::Works, regime::Category::Works),
    ];
    for (recorded, expected) in categories {
        p.row.category = Some(recorded);
        assert_eq!(asked(&p).main_category, Some(expected));
    }
    let vats = [
        (Some(Vat::Standard), regime::Vat::Standard),
        (Some(Vat::Exempt), regime::Vat::Exempt),
        (None, regime::Vat::Unknown),
    ];
    for (recorded, expected) in vats {
        p.row.vat = recorded;
        assert_eq!(asked(&p).vat, expected);
    }
}
