use proptest::prelude::*;

use super::*;

#[test]
fn codes_are_read_with_and_without_check_digit() {
    for typed in ["85320000", "85320000-8", " 85320000-8 "] {
        assert_eq!(typed.parse(), Ok(code(85_320_000)));
    }
    assert_eq!("03000000".parse::<Cpv>().map(|code| code.to_string()), Ok("03000000-1".to_owned()));
}

#[test]
fn what_is_no_code_is_refused_in_plain_words() {
    for typed in [
        "",
        "8532000",
        "853200000",
        "8532000x",
        "85320000-",
        "85320000-88",
        "85320000-x",
        "00000001",
        "+8532000",
    ] {
        assert_eq!(typed.parse::<Cpv>(), Err(BadCpv::Form), "{typed}");
    }
    let wrong = "85320000-7".parse::<Cpv>().expect_err("the check digit is 8");
    assert_eq!(wrong.to_string(), "The check digit of 85320000-7 does not fit: 85320000-8 would.");
}

#[test]
fn a_code_has_eight_digits() {
    let table = [(999_999, false), (1_000_000, true), (99_999_999, true), (100_000_000, false)];
    for (digits, is_code) in table {
        assert_eq!(Cpv::new(digits).is_some(), is_code, "{digits}");
    }
}

/// Every code that the Schedules print with a check digit bears out the algorithm.
#[test]
fn the_check_digit_fits_every_printed_code() {
    let printed = lines(LIGHT_TOUCH_2015)
        .flat_map(|line| line.split('|'))
        .chain(lines(HEALTH_2023).filter_map(|line| line.split('|').next()));
    let mut count = 0;
    for text in printed {
        assert_eq!(text.parse::<Cpv>().map(|code| code.to_string()), Ok(text.to_owned()));
        count += 1;
    }
    assert_eq!(count, 2 * 83 + 67);
}

/// Names of fact sheet, section 7.
#[test]
fn common_codes_have_names() {
    let table = [
        (85_000_000, "Health and social work services"),
        (85_300_000, "Social work and related services"),
        (85_310_000, "Social work services"),
        (85_312_000, "Social work services without accommodation"),
        (85_312_300, "Guidance and counselling services"),
        (85_312_310, "Guidance services"),
        (85_312_320, "Counselling services"),
        (85_312_330, "Family-planning services"),
        (85_312_400, "Welfare services not delivered through residential institutions"),
        (85_320_000, "Social services"),
        (85_323_000, "Community health services"),
    ];
    for (digits, name) in table {
        assert_eq!(code(digits).name(), Some(name));
    }
    assert_eq!(code(45_000_000).name(), None);
}

#[test]
fn the_lists_of_light_touch_services() {
    let table = [
        (85_320_000, true, true),
        (85_312_310, true, true),
        (85_323_000, true, true),
        (75_200_000, true, true),
        (80_000_000, true, true),
        (80_660_000, true, true),
        (55_523_100, true, true),
        (71_550_000, true, true),
        (85_323_001, false, false),
        (85_112_250, true, false),
        (45_000_000, false, false),
        (72_000_000, false, false),
        (79_600_000, false, false),
    ];
    for (digits, legacy, act) in table {
        check_light_touch(digits, legacy, act);
    }
}

/// The Act's list only names codes that the 2015 list covered; each line is whole.
#[test]
fn every_light_touch_code_of_the_act_was_one_before() {
    let mut count = 0;
    for line in lines(LIGHT_TOUCH_2024) {
        let code: Cpv =
            line.split('|').next().and_then(|text| text.parse().ok()).expect("a code begins each line");
        assert_eq!(line.split('|').count(), 3, "{line}");
        assert!(code.is_light_touch(LightTouchList::Pcr2015), "{code}");
        count += 1;
    }
    assert_eq!(count, 421);
}

#[test]
fn some_services_may_be_reserved() {
    assert!(code(85_312_300).is_reservable());
    assert!(code(92_500_000).is_reservable());
    assert!(!code(80_000_000).is_reservable());
    assert!(!code(45_000_000).is_reservable());
    assert_eq!(lines(LIGHT_TOUCH_2024).filter(|line| line.ends_with("|R")).count(), RESERVABLE);
}

#[test]
fn the_health_list_and_its_limits() {
    let extents = [
        (85_312_330, "where provided to individuals to support their sexual and reproductive health"),
        (
            85_312_500,
            "where provided to individuals to tackle substance misuse or to restore mental or physical \
             health",
        ),
        (85_323_000, "where delivered to individuals"),
        (
            85_149_000,
            "other than community pharmacy arranged under the NHS pharmaceutical regulations of 2013",
        ),
    ];
    for (digits, extent) in extents {
        assert_eq!(code(digits).health().and_then(|entry| entry.extent), Some(extent));
    }
    assert_eq!(code(85_100_000).health(), Some(HealthEntry { name: "Health services", extent: None }));
    for digits in [85_320_000, 85_312_300, 85_312_310, 85_000_000, 85_112_000] {
        assert_eq!(code(digits).health(), None, "{digits}");
    }
    let limited = lines(HEALTH_2023).filter(|line| !line.ends_with('|')).count();
    assert_eq!(limited, extents.len());
}

proptest! {
    #[test]
    fn a_code_reads_back_as_shown(digits in 1_000_000_u32..=99_999_999) {
        let code = Cpv::new(digits).expect("eight digits");
        prop_assert_eq!(code.to_string().parse::<Cpv>(), Ok(code));
        prop_assert_eq!(code.digits(), digits);
    }

    #[test]
    fn nothing_typed_makes_it_panic(typed in ".{0,12}") {
        let _ = typed.parse::<Cpv>();
    }
}

/// Lines marked R.
const RESERVABLE: usize = 144;

fn code(digits: u32) -> Cpv {
    Cpv::new(digits).expect("eight digits")
}

fn check_light_touch(digits: u32, legacy: bool, act: bool) {
    assert_eq!(code(digits).is_light_touch(LightTouchList::Pcr2015), legacy, "{digits} in 2015");
    assert_eq!(code(digits).is_light_touch(LightTouchList::Act2023), act, "{digits} in 2024");
}
