use super::*;
use crate::law::testing::day;

const OPEN: Circumstances = Circumstances::OPEN;

/// Procurement Act 2023, section 54(4): the shortest row that applies.
#[test]
fn tendering_periods() {
    let table = [
        (OPEN, Minimum::Days(25)),
        (Circumstances { all_documents: false, ..OPEN }, Minimum::Days(30)),
        (Circumstances { electronic: false, ..OPEN }, Minimum::Days(30)),
        (Circumstances { electronic: false, all_documents: false, ..OPEN }, Minimum::Days(35)),
        (Circumstances { urgent: true, ..OPEN }, Minimum::Days(10)),
        (Circumstances { qualifying_planned_notice: true, ..OPEN }, Minimum::Days(10)),
        (Circumstances { dynamic_market: true, ..OPEN }, Minimum::Days(10)),
        (Circumstances { preselected: true, ..OPEN }, Minimum::Days(10)),
        (Circumstances { preselected: true, negotiated: true, ..OPEN }, Minimum::Proportionate),
        (Circumstances { negotiated: true, ..OPEN }, Minimum::Days(25)),
        (Circumstances { light_touch: true, ..OPEN }, Minimum::Proportionate),
        (
            Circumstances { light_touch: true, electronic: false, all_documents: false, ..OPEN },
            Minimum::Proportionate,
        ),
        (Circumstances { urgent: true, electronic: false, all_documents: false, ..OPEN }, Minimum::Days(10)),
    ];
    for (case, minimum) in table {
        assert_eq!(tendering(case), minimum, "{case:?}");
    }
}

#[test]
fn participation_periods() {
    assert_eq!(participation(false, false), Minimum::Days(25));
    assert_eq!(participation(false, true), Minimum::Days(10));
    assert_eq!(participation(true, false), Minimum::Proportionate);
    assert_eq!(participation(true, true), Minimum::Proportionate);
}

/// Fact sheet, section 2: UK4 on 1 February 2027, earliest close 26 February.
#[test]
fn a_period_begins_the_day_after_the_invitation() {
    assert_eq!(tendering(OPEN).earliest_close(day("2027-02-01")), Some(day("2027-02-26")));
    assert_eq!(Minimum::Proportionate.earliest_close(day("2027-02-01")), None);
    assert_eq!(Minimum::CannotTell.earliest_close(day("2027-02-01")), None);
}

#[test]
fn legacy_periods() {
    assert_eq!(legacy_open(true, false), Minimum::Days(30));
    assert_eq!(legacy_open(false, false), Minimum::Days(35));
    assert_eq!(legacy_open(true, true), Minimum::Days(15));
    assert_eq!(legacy_open(false, true), Minimum::Days(15));
}

#[test]
fn the_period_of_an_open_tender_follows_regime_and_standing() {
    use LightTouch::{CannotTell, No, Yes};
    let table = [
        (Regime::Act2023, No, Standing::Above, Minimum::Days(25)),
        (Regime::Act2023, Yes, Standing::Above, Minimum::Proportionate),
        (Regime::Act2023, CannotTell, Standing::Above, Minimum::CannotTell),
        (Regime::Act2023, No, Standing::Below, Minimum::Proportionate),
        (Regime::Act2023, No, Standing::BelowNotNotifiable, Minimum::Proportionate),
        (Regime::Act2023, No, Standing::CannotTell, Minimum::CannotTell),
        (Regime::Pcr2015, No, Standing::Above, Minimum::Days(30)),
        (Regime::Pcr2015, Yes, Standing::Above, Minimum::Proportionate),
        (Regime::ProviderSelection, No, Standing::NoThreshold, Minimum::Proportionate),
        (Regime::CannotTell, CannotTell, Standing::CannotTell, Minimum::CannotTell),
    ];
    for (regime, light_touch, standing, minimum) in table {
        assert_eq!(
            open_tender(regime, light_touch, standing),
            minimum,
            "{regime:?} {light_touch:?} {standing:?}"
        );
    }
}

#[test]
fn periods_read_in_words() {
    assert_eq!(Minimum::Days(25).words(), "at least 25 days, the day of the invitation not counted");
    assert_eq!(
        Minimum::Proportionate.words(),
        "no minimum, but reasonable, proportionate and the same for everyone"
    );
    assert_eq!(Minimum::CannotTell.words(), "cannot tell");
}
