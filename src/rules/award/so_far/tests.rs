use super::*;
use crate::award::testing::{priced, ranked_rows, sealed, with_prices};

#[test]
fn prices_low_prices_ranking() {
    let so_far = |rows| LotResult::of(rows).so_far();
    assert_eq!(so_far(sealed()), SoFar::Prices);
    assert_eq!(so_far(with_prices([100_000, 120_000, 110_000], |_| {})), SoFar::Ranking);
    assert_eq!(so_far(ranked_rows()), SoFar::Frozen);
    assert!(matches!(so_far(priced()), SoFar::Ranking | SoFar::LowPrices(1)));
}
