mod any;
mod curves;
mod scoring;
mod warning;
mod wording;

use super::*;
use crate::exact::ratio;

/// Whole pounds, quality in percent.
pub(super) fn standing(pounds: i64, quality: i64) -> Standing {
    Standing { price: Pence::pounds(pounds), quality: ratio(quality, 100) }
}

/// A benchmark between whole pounds.
pub(super) fn benchmark(floor: i64, ceiling: i64) -> PriceFormula {
    let between = Benchmark::new(Pence::pounds(floor), Pence::pounds(ceiling));
    PriceFormula::Benchmark(between.expect("a test's floor is below its ceiling"))
}

/// Fact sheet, section 4, test A.
pub(super) fn test_a() -> Vec<Standing> {
    vec![standing(200_000, 60), standing(220_000, 75), standing(250_000, 90)]
}

/// Fact sheet, section 4, test B: quality of 24, 32 and 4 out of 40.
pub(super) fn test_b() -> Vec<Standing> {
    vec![standing(100_000, 60), standing(120_000, 80), standing(66_000, 10)]
}
