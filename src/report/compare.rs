//! Two versions of a report beside each other: what was added, taken out and reworded, by section.

mod lines;

use std::collections::BTreeMap;

use lines::Reading;
use paper::{Block, Document, Inline, plain};
use similar::{Algorithm, ChangeTag, DiffOp, TextDiff, capture_diff_slices};

/// What differs between two versions.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Comparison {
    /// Figures that say something else, in the order of the later version.
    pub figures: Vec<ChangedFigure>,
    /// Sections in which something differs, in order.
    pub sections: Vec<ChangedSection>,
}

/// A figure that says something else. A version without it says nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedFigure {
    /// Its name.
    pub name: String,
    /// Where it comes from.
    pub source: String,
    /// What the earlier version says.
    pub before: String,
    /// What the later version says.
    pub after: String,
}

/// A section in which something differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChangedSection {
    /// Its heading.
    pub title: String,
    /// The lines that differ: paragraphs, items, rows of tables.
    pub lines: Vec<Vec<Run>>,
}

/// Words of a line that differs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Run {
    /// Whether they stand in both versions, or in which.
    pub stands: Stands,
    /// The words.
    pub words: String,
}

/// In which version words stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    /// In both.
    InBoth,
    /// In the later one only.
    Added,
    /// In the earlier one only.
    TakenOut,
}

/// A line that keeps less than this share of its words is shown as taken out and added, not as reworded.
const ALIKE: f32 = 0.4;

/// How much is compared, as old lines (or words) times new ones. What is beyond is shown as taken out and added: a
/// comparison must not keep others waiting.
const MOST_AT_ONCE: usize = 4_000_000;
const MOST_OF_ALL: usize = 40_000_000;

/// Compares an earlier version with a later one.
#[must_use]
pub fn compare(before: &Document, after: &Document) -> Comparison {
    let (old, new) = (sections(before), sections(after));
    let mut changed = Vec::new();
    let mut budget = Budget(MOST_OF_ALL);
    let names = |sections: &[(String, Vec<String>)]| -> Vec<String> {
        sections.iter().map(|(title, _)| title.clone()).collect()
    };
    for op in capture_diff_slices(Algorithm::Patience, &names(&old), &names(&new)) {
        let whole = |stands, (title, lines): &(String, Vec<String>)| ChangedSection {
            title: title.clone(),
            lines: lines.iter().map(|line| self::whole(stands, line)).collect(),
        };
        match op {
            DiffOp::Equal { old_index, new_index, len } => {
                let pairs = old[old_index..old_index + len].iter().zip(&new[new_index..new_index + len]);
                changed.extend(pairs.map(|((title, old), (_, new))| section(title, old, new, &mut budget)));
            }
            DiffOp::Delete { .. } | DiffOp::Insert { .. } | DiffOp::Replace { .. } => {
                changed.extend(old[op.old_range()].iter().map(|one| whole(Stands::TakenOut, one)));
                changed.extend(new[op.new_range()].iter().map(|one| whole(Stands::Added, one)));
            }
        }
    }
    changed.retain(|section| !section.lines.is_empty());
    Comparison { figures: figures(before, after), sections: changed }
}

/// What is left to compare with.
struct Budget(usize);

impl Budget {
    /// Whether so many can be compared with so many; takes it away if so.
    fn allows(&mut self, old: usize, new: usize) -> bool {
        let cost = old.saturating_mul(new);
        let allows = cost <= MOST_AT_ONCE.min(self.0);
        if allows {
            self.0 -= cost;
        }
        allows
    }
}

fn section(title: &str, old: &[String], new: &[String], budget: &mut Budget) -> ChangedSection {
    let mut lines = Vec::new();
    let alone = [DiffOp::Replace { old_index: 0, old_len: old.len(), new_index: 0, new_len: new.len() }];
    let ops = match old == new {
        true => Vec::new(),
        false if budget.allows(old.len(), new.len()) => capture_diff_slices(Algorithm::Patience, old, new),
        false => alone.to_vec(),
    };
    for op in ops {
        if matches!(op, DiffOp::Equal { .. }) {
            continue;
        }
        let (old, new) = (&old[op.old_range()], &new[op.new_range()]);
        let pairs = old.len().min(new.len());
        old.iter().zip(new).for_each(|(old, new)| reworded(old, new, &mut lines, budget));
        lines.extend(old[pairs..].iter().map(|line| whole(Stands::TakenOut, line)));
        lines.extend(new[pairs..].iter().map(|line| whole(Stands::Added, line)));
    }
    ChangedSection { title: title.to_owned(), lines }
}

fn whole(stands: Stands, line: &str) -> Vec<Run> {
    vec![Run { stands, words: line.to_owned() }]
}

/// One line that says something else, word by word where enough of it stayed.
fn reworded(old: &str, new: &str, lines: &mut Vec<Vec<Run>>, budget: &mut Budget) {
    let count = |line: &str| line.split_whitespace().count();
    let words = budget.allows(count(old), count(new)).then(|| TextDiff::from_words(old, new));
    let Some(words) = words.filter(|words| words.ratio() >= ALIKE) else {
        lines.push(whole(Stands::TakenOut, old));
        lines.push(whole(Stands::Added, new));
        return;
    };
    let mut runs: Vec<Run> = Vec::new();
    for change in words.iter_all_changes() {
        let stands = match change.tag() {
            ChangeTag::Equal => Stands::InBoth,
            ChangeTag::Insert => Stands::Added,
            ChangeTag::Delete => Stands::TakenOut,
        };
        match runs.last_mut().filter(|run| run.stands == stands) {
            Some(run) => run.words.push_str(change.value()),
            None => runs.push(Run { stands, words: change.value().to_owned() }),
        }
    }
    lines.push(runs);
}

/// The lines of a document under its highest headings. Numbers are left out: they move when something is added.
fn sections(document: &Document) -> Vec<(String, Vec<String>)> {
    let reading = Reading::of_document(document);
    let mut sections = vec![("Head of the paper".to_owned(), vec![document.title.clone()])];
    for block in &document.blocks {
        match block {
            Block::Heading { level: 1, text, .. } => sections.push((plain(text), Vec::new())),
            block => {
                if let Some((_, lines)) = sections.last_mut() {
                    reading.add_lines(block, lines);
                }
            }
        }
    }
    sections
}

/// Figures that stand in both versions, or in one, and do not say the same.
fn figures(before: &Document, after: &Document) -> Vec<ChangedFigure> {
    let (old, new) = (named(before), named(after));
    let names: std::collections::BTreeSet<_> = old.keys().chain(new.keys()).collect();
    let of = |figures: &BTreeMap<String, (String, String)>, name: &str| {
        figures.get(name).map(|(_, shown)| shown.clone()).unwrap_or_default()
    };
    let changed = names.into_iter().filter_map(|name| {
        let (before, after) = (of(&old, name), of(&new, name));
        let (source, _) = new.get(name).or_else(|| old.get(name))?;
        (before != after).then(|| ChangedFigure { name: name.clone(), source: source.clone(), before, after })
    });
    changed.collect()
}

/// Every figure of a document by its name: its source, and what is shown.
fn named(document: &Document) -> BTreeMap<String, (String, String)> {
    let mut named = BTreeMap::new();
    paper::each_inline(&document.blocks, &mut |inline| {
        if let Inline::Figure { name, source, shown } = inline {
            named.insert(name.clone(), (source.clone(), shown.clone()));
        }
    });
    named
}

#[cfg(test)]
mod tests;
