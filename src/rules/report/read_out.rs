//! Prose as a page outside the paper shows it: figures as they stand now, references by name.

use super::{Figures, Mark, marks};

/// The text with every figure as it stands now. What is not there stays as it was typed.
#[must_use]
pub fn read_out(text: &str, figures: &Figures) -> String {
    let mut out = String::with_capacity(text.len());
    let mut from = 0;
    for (place, mark) in marks(text) {
        out.push_str(&text[from..place.start]);
        match mark {
            Mark::Figure(name) => match figures.get(name) {
                Some(figure) => out.push_str(&figure.shown),
                None => out.push_str(&text[place.clone()]),
            },
            Mark::Reference(anchor) => out.push_str(&format!("“{anchor}”")),
        }
        from = place.end;
    }
    out.push_str(&text[from..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::procurement::found::found;
    use crate::testing::papers::dorset;
    use crate::testing::{noon, settled};

    #[test]
    fn figures_stand_as_they_are_now_and_the_rest_as_typed() {
        let (dorset, authority) = (dorset(), settled());
        let found = found(&dorset, &authority.row, noon("2026-06-01"));
        let figures = Figures::of(&dorset, &authority, &found);
        for (typed, shown) in [
            ("At most {{ found.maximum }}, {{found.maximum}}.", "At most £1,655,000, £1,655,000."),
            ("See [](#finance) on {{ money }}.", "See “finance” on {{ money }}."),
            ("Nothing {{ here", "Nothing {{ here"),
            ("", ""),
        ] {
            assert_eq!(read_out(typed, &figures), shown);
        }
    }
}
