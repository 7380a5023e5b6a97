//! What stands for something else in prose: `{{ found.maximum }}` for a figure, `[](#finance)` for
//! the number of a place in the paper.

use std::collections::{BTreeSet, HashSet};
use std::ops::Range;

use entity::number::grouped;

use super::Figures;

mod slips;

/// The most characters of one text.
pub const LONGEST_PROSE: usize = 20_000;

/// The most figures and references of one text.
pub const MOST_MARKS: usize = 300;

/// As many marks that are not whole are told at once.
const MOST_SLIPS: usize = 20;

/// The most characters of one mark, from its opening on.
const LONGEST_MARK: usize = 240;

/// How many characters of a name are repeated to whoever typed it.
const SHOWN: usize = 80;

/// What stands for something else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark<'a> {
    /// The figure of this name.
    Figure(&'a str),
    /// The number of the place with this anchor.
    Reference(&'a str),
}

/// Where such marks stand in a text, in order. A mark ends on its line; what is opened and not closed,
/// or names nothing, is text.
#[must_use]
pub fn marks(text: &str) -> Vec<(Range<usize>, Mark<'_>)> {
    walk(text, |_, _| {})
}

/// The marks of a text. Each opening that makes none is told, by how it is typed and what follows it.
fn walk<'a>(text: &'a str, mut slip: impl FnMut(&'static Form, &'a str)) -> Vec<(Range<usize>, Mark<'a>)> {
    let mut marks = Vec::new();
    let mut openings = Openings::of(text);
    let mut from = 0;
    while let Some((at, open)) = openings.next_from(from) {
        let window = window(&text[at..]);
        match open.read(&window[open.opens.len()..]) {
            Some((mark, length)) => {
                from = at + open.opens.len() + length;
                marks.push((at..from, mark));
            }
            None => {
                slip(open, window);
                from = at + 1;
            }
        }
    }
    marks
}

/// The rest of the line, as far as a mark may reach. Reading a mark looks no further, so that a text of openings
/// alone is read in one go.
fn window(text: &str) -> &str {
    let end = text.char_indices().nth(LONGEST_MARK).map_or(text.len(), |(end, _)| end);
    text[..end].lines().next().unwrap_or_default()
}

/// The next opening of each kind, looked for once.
struct Openings<'a> {
    text: &'a str,
    next: [Option<usize>; FORMS.len()],
}

impl<'a> Openings<'a> {
    fn of(text: &'a str) -> Self {
        Self { text, next: std::array::from_fn(|form| text.find(FORMS[form].opens)) }
    }

    fn next_from(&mut self, from: usize) -> Option<(usize, &'static Form)> {
        for (next, form) in self.next.iter_mut().zip(&FORMS) {
            if next.is_some_and(|at| at < from) {
                *next = self.text[from..].find(form.opens).map(|at| from + at);
            }
        }
        let found = self.next.iter().zip(&FORMS).filter_map(|(at, form)| Some(((*at)?, form)));
        found.min_by_key(|(at, _)| *at)
    }
}

/// How one kind of mark is typed.
struct Form {
    opens: &'static str,
    closes: &'static str,
    mark: fn(&str) -> Mark<'_>,
}

static FORMS: [Form; 2] = [
    Form { opens: "{{", closes: "}}", mark: |name| Mark::Figure(name) },
    Form { opens: "[](#", closes: ")", mark: |name| Mark::Reference(name) },
];

impl Form {
    /// The mark whose opening stands right before this text, and the length of what follows the opening.
    fn read<'a>(&self, rest: &'a str) -> Option<(Mark<'a>, usize)> {
        let line = rest.lines().next()?;
        let end = line.find(self.closes)?;
        let name = line[..end].trim();
        let is_name = !name.is_empty() && !name.contains(['{', '[']);
        is_name.then(|| ((self.mark)(name), end + self.closes.len()))
    }
}

/// What is wrong with a text before it is saved, in the words of whoever wrote it: names of figures that
/// do not exist, places that the paper does not have, marks that are not whole, and too much of anything.
pub fn prose_problems<'a>(
    text: &str,
    figures: &Figures,
    anchors: impl Iterator<Item = &'a str>,
) -> Vec<String> {
    let anchors: HashSet<&str> = anchors.collect();
    let mut told = BTreeSet::new();
    if let Some(much) = too_much(text) {
        return vec![much];
    }
    let mut problems = Vec::new();
    let mut slips = BTreeSet::new();
    let marks = walk(text, |form, from| slips.extend(slips::at_opening(form, from)));
    slips.extend(slips::worded(text));
    for (_, mark) in marks.into_iter().take(MOST_MARKS) {
        let problem = match mark {
            Mark::Figure(name) if figures.get(name).is_none() => {
                format!("There is no figure called “{}”. Choose one from the list.", short(name))
            }
            Mark::Reference(anchor) if !anchors.contains(anchor) => {
                format!("This paper has no place called “{}”. Choose one from the list.", short(anchor))
            }
            _ => continue,
        };
        if told.insert(problem.clone()) {
            problems.push(problem);
        }
    }
    problems.extend(slips.into_iter().take(MOST_SLIPS));
    problems
}

/// Whether a text is more than a paper takes, and how.
#[must_use]
pub fn too_much(text: &str) -> Option<String> {
    let length = text.chars().count();
    if length > LONGEST_PROSE {
        return Some(format!(
            "This text has {} characters; {} are the most.",
            count(length),
            count(LONGEST_PROSE)
        ));
    }
    let marks = marks(text).len();
    (marks > MOST_MARKS)
        .then(|| format!("This text has {} figures and references; {MOST_MARKS} are the most.", count(marks)))
}

fn count(number: usize) -> String {
    grouped(u64::try_from(number).unwrap_or(u64::MAX))
}

fn short(name: &str) -> String {
    match name.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &name[..end]),
        None => name.to_owned(),
    }
}

#[cfg(test)]
mod tests;
