//! The scale of a chart: round numbers from nothing, or from below it, to above the highest value.

use super::Chart;

/// The marks of a scale, in hundredths, lowest first and evenly apart.
pub(super) fn ticks(chart: &Chart) -> Vec<i64> {
    let series = chart.series.iter().chain(&chart.steps);
    let values = series.flat_map(|series| &series.points).filter_map(|point| point.value);
    let values = values.chain(chart.levels.iter().map(|level| level.value));
    let values = values.map(|value| i128::from(value.clamp(-FAR, FAR)));
    // A scale that does not start from nothing makes small differences look large.
    let (low, high) = values.fold((0, 0), |(low, high), value| (value.min(low), value.max(high)));
    let step = step((high - low).max(1));
    let first = low.div_euclid(step);
    let last = (high + step - 1).div_euclid(step).max(first + 1);
    (first..=last).filter_map(|at| i64::try_from(at * step).ok()).collect()
}

/// Values further from nothing than this are drawn as if they were this.
const FAR: i64 = 1_000_000_000_000_000;

/// The smallest of 1, 2 or 5 times a power of ten that divides a span into at most six steps.
fn step(span: i128) -> i128 {
    let mut power = 1;
    loop {
        for times in [1, 2, 5] {
            if times * power * 6 >= span {
                return times * power;
            }
        }
        power *= 10;
    }
}

/// A mark of the scale as it is written: "£1,250", "12.50%".
pub(super) fn written(chart: &Chart, value: i64) -> String {
    let (whole, part) = (value.unsigned_abs() / 100, value.unsigned_abs() % 100);
    let digits = whole.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    let sign = if value < 0 { "−" } else { "" };
    let part = if part == 0 { String::new() } else { format!(".{part:02}") };
    format!("{sign}{}{grouped}{part}{}", chart.scale.before, chart.scale.after)
}
