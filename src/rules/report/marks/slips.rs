//! What was meant to be a mark and is none: braces that are not closed or are empty, and a reference
//! with words of its own.

use super::{Form, LONGEST_MARK, short, window};

/// How many characters after braces that are not closed tell which ones they are.
const ENOUGH: usize = 40;

/// What is wrong at such an opening, given all that follows it, in the words of whoever wrote it.
pub(super) fn at_opening(form: &Form, from: &str) -> Option<String> {
    if form.closes != "}}" {
        return None;
    }
    let line = from.lines().next()?;
    let inside = &line[form.opens.len()..];
    match inside.find(form.closes) {
        Some(end) if inside[..end].trim().is_empty() => Some(
            "There are braces without a name in them. Write the name of a figure there, such as \
             {{ found.maximum }}, or take them out."
                .to_owned(),
        ),
        // The next opening stands within these braces, or shares one of them.
        _ if inside.starts_with('{') => None,
        _ => Some(format!(
            "Two braces are opened and not closed at “{}”. Write the name of a figure and close them: \
             {{{{ name }}}}.",
            beginning(line)
        )),
    }
}

/// The beginning of a line, up to where the next braces are opened, cut where a word ends.
fn beginning(line: &str) -> String {
    let end = line.get(2..).and_then(|rest| rest.find("{{")).map_or(line.len(), |at| at + 2);
    let words = line[..end].trim();
    let Some((cut, _)) = words.char_indices().nth(ENOUGH) else { return words.to_owned() };
    let cut = words[..cut].rfind(' ').filter(|at| *at > 2).unwrap_or(cut);
    format!("{} …", words[..cut].trim_end())
}

/// The line so far, as far back as a mark may reach.
fn before(text: &str) -> &str {
    let start = text.char_indices().rev().nth(LONGEST_MARK).map_or(0, |(start, _)| start);
    let near = &text[start..];
    near.rfind('\n').map_or(near, |end| &near[end + 1..])
}

/// References that have words of their own, such as `[the money](#finance)`.
pub(super) fn worded(text: &str) -> impl Iterator<Item = String> {
    let parted = text.match_indices("](#").filter_map(|(at, opens)| {
        let line = before(&text[..at]);
        let words = &line[line.rfind('[')? + 1..];
        let rest = window(&text[at + opens.len()..]);
        let anchor = rest[..rest.find(')')?].trim();
        let is_worded = !words.trim().is_empty() && !words.contains(']') && !anchor.is_empty();
        is_worded.then_some((words, anchor))
    });
    parted.map(|(words, anchor)| {
        let (words, anchor) = (short(words), short(anchor));
        format!(
            "“[{words}](#{anchor})” has words of its own. Write [](#{anchor}); the program puts the words in."
        )
    })
}
