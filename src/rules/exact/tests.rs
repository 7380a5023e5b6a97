use proptest::prelude::*;

use super::*;

#[test]
fn it_is_rounded_once_half_up() {
    let table = [
        ((0, 1), "0.00"),
        ((1, 200), "0.01"),
        ((1, 201), "0.00"),
        ((-1, 200), "0.00"),
        ((-3, 200), "-0.01"),
        ((-5, 4), "-1.25"),
        ((600, 11), "54.55"),
        ((1399, 200), "7.00"),
        ((6, 100), "0.06"),
        ((999_999, 1), "999999.00"),
    ];
    for ((above, below), published) in table {
        assert_eq!(two_decimals(&ratio(above, below)), published, "{above}/{below}");
    }
}

#[test]
fn it_reads_as_people_write_it() {
    let table = [
        ((60, 1), "60", "60/1"),
        ((0, 7), "0", "0/1"),
        ((25, 2), "12.5", "25/2"),
        ((-1, 8), "-0.125", "-1/8"),
        ((1, 3), "1/3", "1/3"),
        ((7, 60), "7/60", "7/60"),
        ((3, 500), "0.006", "3/500"),
        ((1, 5), "0.2", "1/5"),
        ((1_250_050, 100), "12,500.5", "25001/2"),
    ];
    for ((above, below), people, exactly) in table {
        let number = ratio(above, below);
        assert_eq!((plain(&number), fraction(&number)), (people.to_owned(), exactly.to_owned()));
        let ends = !people.contains('/');
        assert_eq!(decimal(&number), ends.then(|| people.replace(',', "")), "as a program reads it");
    }
}

#[test]
fn money_and_shares_become_exact() {
    assert_eq!(pounds(Pence(12_345)), ratio(12_345, 100));
    assert_eq!(percent(BasisPoints(3_333)), ratio(3_333, 100));
    assert_eq!(money(&ratio(10_000, 3)), "£3,333.33");
    let large = pounds(Pence(i64::MAX)) * whole(1_000);
    assert_eq!(money(&large), "£92233720368547758070.00");
}

proptest! {
    #[test]
    fn rounding_moves_by_half_a_hundredth_at_most(above in any::<i64>(), below in 1..i64::MAX) {
        let number = ratio(above, below);
        let rounded = Exact::new(hundredths(&number), 100.into());
        let moved = rounded - number;
        prop_assert!(moved <= ratio(1, 200) && moved > ratio(-1, 200));
    }

    #[test]
    fn decimals_that_end_lose_nothing(hundredths in any::<i64>()) {
        let shown = plain(&ratio(hundredths, 100)).replace(',', "");
        let (before, after) = shown.split_once('.').unwrap_or((&shown, ""));
        let read: BigInt = format!("{before}{after:0<2}").parse().expect("digits");
        prop_assert_eq!(read, BigInt::from(hundredths));
    }
}
