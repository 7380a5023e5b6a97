use entity::choice::Choice;

use super::*;

/// Test A of the fact sheet, section 4, at 60:40.
fn test_a() -> Scoring {
    let sample = |name: &str, price, quality| SampleTerms {
        name: name.to_owned(),
        price: Pence::pounds(price),
        quality: BasisPoints::percent(quality),
    };
    Scoring {
        price_weight: BasisPoints::percent(60),
        benchmark: (Some(Pence::pounds(100_000)), Some(Pence::pounds(300_000))),
        rank_on: RankOn::Published,
        samples: vec![sample("A", 200_000, 60), sample("B", 220_000, 75), sample("C", 250_000, 90)],
    }
}

/// Formula, totals as published, ranks.
#[test]
fn the_worked_example_of_each_formula() {
    use FormulaKind::{Benchmark, Fixed, Inverse, Linear, Mean, PricePerQualityPoint, Range};
    let table = [
        (Inverse, ["84.00", "84.55", "84.00"], [2, 1, 2]),
        (Linear, ["84.00", "84.00", "81.00"], [1, 1, 3]),
        (Mean, ["60.27", "60.90", "58.84"], [2, 1, 3]),
        (Range, ["84.00", "66.00", "36.00"], [1, 2, 3]),
        (PricePerQualityPoint, ["£3,333.33", "£2,933.33", "£2,777.78"], [3, 2, 1]),
        (Benchmark, ["54.00", "54.00", "51.00"], [1, 1, 3]),
        (Fixed, ["60.00", "75.00", "90.00"], [3, 2, 1]),
    ];
    assert_eq!(table.len(), FormulaKind::ALL.len());
    for (kind, totals, ranks) in table {
        let example = test_a().example(kind).expect("it can be scored");
        let found: Vec<_> = example.lines.iter().map(|line| (line.total.as_str(), line.rank)).collect();
        let expected: Vec<_> = totals.into_iter().zip(ranks).collect();
        assert_eq!(found, expected, "{kind:?}");
        assert_eq!(example.curve.is_some(), kind != PricePerQualityPoint, "{kind:?}");
    }
}

/// Equal as published, but not exactly: which of the two is ranked decides.
#[test]
fn ranks_follow_what_is_ranked() {
    let mut close = test_a();
    close.samples.truncate(2);
    close.samples[1] =
        SampleTerms { name: "B".to_owned(), price: Pence(20_000_100), quality: BasisPoints(6_000) };
    let ranks = |scoring: &Scoring| {
        let example = scoring.example(FormulaKind::Inverse).expect("it can be scored");
        example.lines.iter().map(|line| line.rank).collect::<Vec<_>>()
    };
    assert_eq!(ranks(&close), [1, 1]);
    close.rank_on = RankOn::Exact;
    assert_eq!(ranks(&close), [1, 2]);
}

#[test]
fn what_cannot_be_worked_is_said() {
    let mut without = test_a();
    without.benchmark = (None, None);
    assert_eq!(
        without.example(FormulaKind::Benchmark),
        Err("The benchmark formula needs a floor and a ceiling.".to_owned())
    );
    without.samples[0].quality = BasisPoints(0);
    assert_eq!(
        without.example(FormulaKind::PricePerQualityPoint),
        Err("A bid without any quality has no price per quality point.".to_owned())
    );
    without.samples.clear();
    let empty = without.example(FormulaKind::Inverse).expect("nothing is scored");
    assert!(empty.lines.is_empty() && empty.curve.is_none());
}
