use entity::number::Hundredths;

use super::*;

#[test]
fn a_curve_is_what_one_bid_would_score_beside_the_others() {
    let others = [Pence::pounds(100), Pence::pounds(200)];
    let check = |formula: PriceFormula, prices: &[i64], plotted: &[i64]| {
        let at: Vec<_> = prices.iter().map(|it| Pence::pounds(*it)).collect();
        let points = curve(formula, &whole(60), &others, &at).expect("it scores").expect("points");
        let expected: Vec<_> = plotted.iter().map(|it| Hundredths(*it)).collect();
        assert_eq!(points.iter().map(|it| it.plotted).collect::<Vec<_>>(), expected, "{formula}");
        assert_eq!(points.iter().map(|it| it.price).collect::<Vec<_>>(), at);
    };
    check(PriceFormula::Inverse, &[50, 100, 110, 200, 240], &[6000, 6000, 5455, 3000, 2500]);
    check(PriceFormula::Linear, &[50, 150, 250], &[6000, 3000, 0]);
    check(PriceFormula::Mean, &[150, 300], &[3000, 0]);
    check(PriceFormula::Range, &[100, 150, 300], &[6000, 3000, 0]);
    check(benchmark(100, 200), &[50, 125, 900], &[6000, 4500, 0]);
}

#[test]
fn a_point_is_exact_and_its_plot_is_rounded() {
    let points = curve(PriceFormula::Inverse, &whole(60), &[Pence(100)], &[Pence(110)]);
    let point = points.expect("it scores").expect("points").remove(0);
    assert_eq!(point, CurvePoint { price: Pence(110), score: ratio(600, 11), plotted: Hundredths(5455) });
}

#[test]
fn there_is_no_curve_where_a_price_alone_has_no_score() {
    let formula = PriceFormula::PricePerQualityPoint;
    assert_eq!(curve(formula, &whole(60), &[Pence(1)], &[Pence(1)]), Ok(None));
    let refused = curve(PriceFormula::Inverse, &whole(60), &[Pence(1)], &[Pence(0)]);
    assert_eq!(refused, Err(NoScore::ZeroPrice(PriceFormula::Inverse)));
}

#[test]
fn prices_lie_in_equal_steps() {
    let check = |from: i64, to: i64, steps: u16, expected: &[i64]| {
        let prices: Vec<_> = prices_between(Pence(from), Pence(to), steps).iter().map(|it| it.0).collect();
        assert_eq!(prices, expected, "{from} to {to} in {steps}");
    };
    check(100, 200, 4, &[100, 125, 150, 175, 200]);
    check(0, 10, 3, &[0, 3, 6, 10]);
    check(5, 5, 3, &[5]);
    check(7, 5, 3, &[7]);
    check(5, 9, 0, &[5]);
    check(1, i64::MAX, 1, &[1, i64::MAX]);
    check(5, 6, 1, &[5, 6]);
}
