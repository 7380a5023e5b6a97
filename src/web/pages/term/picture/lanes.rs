//! Labels beside each other where there is room, else one row lower.

use chrono::NaiveDate;
use serde::Serialize;

use super::{LANE, LEFT, WIDTH};

/// A word and a day under a place.
#[derive(Serialize)]
pub(super) struct Label {
    word: String,
    day: String,
    x: i64,
    y: i64,
    anchor: &'static str,
    #[serde(skip)]
    lane: i64,
}

/// How wide a text is, more or less: letters of the picture are fourteen units high.
pub(super) fn wide(text: &str) -> i64 {
    i64::try_from(text.chars().count()).unwrap_or(0) * 15 / 2
}

/// A day as a picture has room for it.
pub(super) fn short_day(day: NaiveDate) -> String {
    day.format("%-d %b %Y").to_string()
}

/// Lays labels out in rows below `top`, each in the first row in which it touches no other.
pub(super) fn laid(words: impl Iterator<Item = (i64, String, NaiveDate)>, top: i64) -> Vec<Label> {
    let mut ends: Vec<i64> = Vec::new();
    let lay = |(x, word, day): (i64, String, NaiveDate)| {
        let day = short_day(day);
        let half = wide(&word).max(wide(&day)) / 2;
        let (anchor, from) = if x - half < LEFT {
            ("start", x)
        } else if x + half > LEFT + WIDTH {
            ("end", x - 2 * half)
        } else {
            ("middle", x - half)
        };
        let free = ends.iter().position(|end| *end + 12 <= from).unwrap_or(ends.len());
        if free == ends.len() {
            ends.push(0);
        }
        ends[free] = from + 2 * half;
        let lane = i64::try_from(free).unwrap_or(0);
        Label { word, day, x, y: top + lane * LANE, anchor, lane }
    };
    words.map(lay).collect()
}

/// In how many rows they stand.
pub(super) fn count<'a>(labels: impl Iterator<Item = &'a Label>) -> i64 {
    labels.map(|label| label.lane + 1).max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2028, 9, day).expect("a day")
    }

    #[test]
    fn labels_that_would_touch_stand_in_another_row() {
        let at = |x: i64| (x, "Decision".to_owned(), day(12));
        let lanes = |places: &[i64]| -> Vec<i64> {
            laid(places.iter().map(|x| at(*x)), 0).iter().map(|label| label.lane).collect()
        };
        assert_eq!(lanes(&[100, 400, 700]), [0, 0, 0]);
        assert_eq!(lanes(&[100, 120, 140]), [0, 1, 2]);
        assert_eq!(lanes(&[100, 120, 260]), [0, 1, 0]);
    }

    #[test]
    fn no_label_leaves_the_picture() {
        let labels = laid(
            [(LEFT, "Start".to_owned(), day(1)), (LEFT + WIDTH, "End".to_owned(), day(2))].into_iter(),
            0,
        );
        assert_eq!(labels.iter().map(|label| label.anchor).collect::<Vec<_>>(), ["start", "end"]);
    }
}
