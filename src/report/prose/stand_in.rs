//! What stands in prose for something else goes through Markdown as a single character.

use std::collections::{HashMap, HashSet};

use paper::Inline;
use rules::report::{Figure, Figures, MOST_MARKS, Mark, marks};

/// A private-use plane of Unicode, from which characters that the text does not use stand in.
const PLANE: std::ops::RangeInclusive<char> = '\u{100000}'..='\u{10FFFD}';

/// The source of a figure that does not exist.
const NOWHERE: &str = "There is no figure of this name.";

/// Characters that stand in for figures and references.
pub(super) struct StandIns {
    inlines: HashMap<char, Inline>,
}

impl StandIns {
    /// The text with a character in the place of each figure and reference.
    pub(super) fn put_into(text: &str, figures: &Figures) -> (String, Self) {
        let used: HashSet<char> = text.chars().filter(|c| PLANE.contains(c)).collect();
        let free = PLANE.filter(|c| !used.contains(c));
        let mut out = String::with_capacity(text.len());
        let mut inlines = HashMap::new();
        let mut from = 0;
        for ((range, mark), stand_in) in marks(text).into_iter().take(MOST_MARKS).zip(free) {
            out.push_str(&text[from..range.start]);
            out.push(stand_in);
            inlines.insert(stand_in, inline(mark, figures));
            from = range.end;
        }
        out.push_str(&text[from..]);
        (out, Self { inlines })
    }

    /// What this character stands in for.
    pub(super) fn get(&self, c: char) -> Option<&Inline> {
        self.inlines.get(&c)
    }

    /// Whether any character of this text stands in for something.
    pub(super) fn are_in(&self, text: &str) -> bool {
        !self.inlines.is_empty() && text.chars().any(|c| self.inlines.contains_key(&c))
    }
}

fn inline(mark: Mark<'_>, figures: &Figures) -> Inline {
    match mark {
        Mark::Reference(anchor) => Inline::Reference(anchor.to_owned()),
        Mark::Figure(name) => match figures.get(name).cloned() {
            Some(Figure { name, source, shown, .. }) => Inline::Figure { name, source, shown },
            None => missing(name),
        },
    }
}

/// A figure that does not exist: it says so where it would stand.
fn missing(name: &str) -> Inline {
    let shown = format!("(missing: {name})");
    Inline::Strong(vec![Inline::Figure { name: name.to_owned(), source: NOWHERE.to_owned(), shown }])
}

/// The name of a figure that does not exist, where this is one.
pub(in crate::report) fn missing_name(inline: &Inline) -> Option<&str> {
    match inline {
        Inline::Figure { name, source, .. } if source == NOWHERE => Some(name),
        _ => None,
    }
}
