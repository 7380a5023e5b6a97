//! How the items of a list are typed, and how word processors leave them when they are pasted.

use paper::Marker;

/// What opens an item wherever a space or a tab follows.
const BULLETS: [char; 8] = ['-', '•', '·', '▪', '‣', '–', '—', '*'];

/// The second bullet of word processors is a letter, so that only a tab makes it one.
pub(super) const HOLLOW: char = 'o';

/// How many spaces a tab stands for.
const TAB: usize = 4;

/// The start of an item.
pub(super) struct Start<'a> {
    pub marker: Marker,
    /// The bullet, or the first character of the number or letter.
    pub sign: char,
    pub words: &'a str,
}

/// What the line starts, where it has the number or letter that comes next: `next` says how many
/// items a list of its kind has by now.
pub(super) fn start(line: &str, next: impl Fn(Marker) -> usize) -> Option<Start<'_>> {
    let sign = line.chars().next()?;
    if let Some(words) = bullet(line, sign) {
        return Some(Start { marker: Marker::Bullet, sign, words });
    }
    [Marker::Number, Marker::Letter].into_iter().find_map(|marker| {
        let rest = line.strip_prefix(&label(marker, next(marker))?)?.strip_prefix(['.', ')'])?;
        Some(Start { marker, sign, words: after_space(rest)? })
    })
}

fn bullet(line: &str, sign: char) -> Option<&str> {
    let rest = &line[sign.len_utf8()..];
    if sign == HOLLOW {
        return rest.strip_prefix('\t').map(str::trim_start);
    }
    BULLETS.contains(&sign).then(|| after_space(rest)).flatten()
}

fn after_space(rest: &str) -> Option<&str> {
    rest.starts_with(char::is_whitespace).then(|| rest.trim_start())
}

/// The number or letter of the item at `index`, from 0, without the sign that closes it.
fn label(marker: Marker, index: usize) -> Option<String> {
    match marker {
        Marker::Bullet => None,
        Marker::Number => Some((index + 1).to_string()),
        Marker::Letter => ('a'..='z').nth(index).map(String::from),
    }
}

/// How far in the first word of a line stands, in spaces.
pub(super) fn indent(line: &str) -> usize {
    let before = line.chars().take_while(|c| c.is_whitespace());
    before.map(|c| if c == '\t' { TAB } else { 1 }).sum()
}
