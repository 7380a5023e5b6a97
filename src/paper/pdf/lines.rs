//! Breaking running text into lines with textwrap's optimal fit, at the real widths of the words.

use textwrap::core::Fragment;
use textwrap::wrap_algorithms::{Penalties, wrap_first_fit, wrap_optimal_fit};

use super::inline::Span;

/// A line: pieces of spans, one after the other, with a space after the last if a word follows.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    pub pieces: Vec<Piece>,
    /// The width of the words, without the space after the last.
    pub width: f32,
}

/// A piece of one span.
#[derive(Clone, Debug)]
pub(super) struct Piece {
    /// Which of the spans.
    pub span: usize,
    pub words: String,
    pub width: f32,
}

/// About the width of a letter. Textwrap weighs gaps against each other in letters, not in points.
const UNIT: f32 = 5.0;

/// What may not be divided, and the space after it.
#[derive(Clone, Debug, Default)]
struct Word {
    pieces: Vec<Piece>,
    width: f32,
    space: Option<Piece>,
}

impl Fragment for Word {
    fn width(&self) -> f64 {
        f64::from(self.width / UNIT)
    }

    fn whitespace_width(&self) -> f64 {
        self.space.as_ref().map_or(0.0, |space| f64::from(space.width / UNIT))
    }

    fn penalty_width(&self) -> f64 {
        0.0
    }
}

/// Breaks spans into lines of at most `width`.
pub(super) fn break_lines(spans: &[Span], width: f32) -> Vec<Line> {
    let mut lines = Vec::new();
    for paragraph in words(spans) {
        let words = paragraph.into_iter().flat_map(|word| fitted(word, spans, width)).collect::<Vec<_>>();
        lines.extend(wrapped(&words, width));
    }
    lines
}

/// Breaks spans into as few lines of at most `width` as they need, and those about equally long.
pub(super) fn balanced(spans: &[Span], width: f32) -> Vec<Line> {
    let mut lines = break_lines(spans, width);
    let (mut low, mut high) = (extremes(spans).0.min(width), width);
    // Halving the range eight times finds the least width to about a point.
    for _ in 0..if lines.len() > 1 { 8 } else { 0 } {
        let middle = (low + high) / 2.0;
        let tried = break_lines(spans, middle);
        if tried.len() <= lines.len() {
            (lines, high) = (tried, middle);
        } else {
            low = middle;
        }
    }
    lines
}

/// The width of the widest word, and of the text on one line.
pub(super) fn extremes(spans: &[Span]) -> (f32, f32) {
    let mut narrowest: f32 = 0.0;
    let mut natural: f32 = 0.0;
    for paragraph in words(spans) {
        narrowest = paragraph.iter().map(|word| word.width).fold(narrowest, f32::max);
        natural = natural.max(joined(&paragraph).width);
    }
    (narrowest, natural)
}

fn wrapped(words: &[Word], width: f32) -> Vec<Line> {
    // A hair more than the width, so that rounding cannot push out a word that fits exactly.
    let target = [f64::from((width + 0.01) / UNIT)];
    let penalties = Penalties { overflow_penalty: 1_000_000_000, ..Penalties::new() };
    let lines =
        wrap_optimal_fit(words, &target, &penalties).unwrap_or_else(|_| wrap_first_fit(words, &target));
    lines.into_iter().filter(|line| !line.is_empty()).map(joined).collect()
}

fn joined(words: &[Word]) -> Line {
    let mut line = Line::default();
    for (index, word) in words.iter().enumerate() {
        for piece in &word.pieces {
            line.add(piece);
        }
        line.width += word.width;
        if let Some(space) = &word.space {
            line.add(space);
            if index + 1 < words.len() {
                line.width += space.width;
            }
        }
    }
    line
}

impl Line {
    fn add(&mut self, piece: &Piece) {
        match self.pieces.last_mut() {
            Some(last) if last.span == piece.span => {
                last.words.push_str(&piece.words);
                last.width += piece.width;
            }
            _ => self.pieces.push(piece.clone()),
        }
    }
}

/// The words of each paragraph, where a paragraph ends at a forced break.
fn words(spans: &[Span]) -> Vec<Vec<Word>> {
    let mut paragraphs = vec![Vec::new()];
    let mut word = Word::default();
    for (index, span) in spans.iter().enumerate() {
        let piece = |words: &str| Piece {
            span: index,
            words: words.to_owned(),
            width: span.set.face.width(words, span.set.size),
        };
        for part in parts(&span.words) {
            match part {
                Part::Space if word.pieces.is_empty() => {}
                Part::Space => {
                    word.space = Some(piece(" "));
                    finish(&mut word, &mut paragraphs);
                }
                Part::Break => finish(&mut word, &mut paragraphs),
                Part::Words(words) => {
                    let piece = piece(words);
                    word.width += piece.width;
                    word.pieces.push(piece);
                }
            }
        }
        if span.breaks {
            finish(&mut word, &mut paragraphs);
            paragraphs.push(Vec::new());
        }
    }
    finish(&mut word, &mut paragraphs);
    paragraphs
}

fn finish(word: &mut Word, paragraphs: &mut [Vec<Word>]) {
    let done = std::mem::take(word);
    if done.pieces.is_empty() {
        return;
    }
    if let Some(last) = paragraphs.last_mut() {
        last.push(done);
    }
}

enum Part<'a> {
    Words(&'a str),
    Space,
    /// A place where a line may end without a space.
    Break,
}

/// Cuts text where a line may end: at spaces, after a hyphen or dash between letters, and after
/// the slashes of a long address.
fn parts(text: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut start = 0;
    let mut before = ' ';
    for (at, c) in text.char_indices() {
        let end = at + c.len_utf8();
        if c == ' ' || c == '\u{200b}' {
            if start < at {
                parts.push(Part::Words(&text[start..at]));
            }
            parts.push(if c == ' ' { Part::Space } else { Part::Break });
            start = end;
        } else if breaks_after(before, c, text[end..].chars().next(), at - start) {
            parts.push(Part::Words(&text[start..end]));
            parts.push(Part::Break);
            start = end;
        }
        before = c;
    }
    if start < text.len() {
        parts.push(Part::Words(&text[start..]));
    }
    parts
}

fn breaks_after(before: char, c: char, after: Option<char>, length: usize) -> bool {
    let Some(after) = after else { return false };
    match c {
        '-' => before.is_alphabetic() && after.is_alphabetic() && length > 1,
        '–' | '—' => before.is_alphabetic() && after.is_alphabetic(),
        '/' | '_' | '.' | '?' | '&' | '=' => length > 12 && after.is_alphanumeric(),
        _ => false,
    }
}

/// A word that is wider than the line, cut into pieces that fit.
fn fitted(word: Word, spans: &[Span], width: f32) -> Vec<Word> {
    // A hair more than the width, so that rounding cannot break a word that fits exactly.
    if word.width <= width + 0.01 {
        return vec![word];
    }
    let mut cut: Vec<Word> = vec![Word::default()];
    for piece in &word.pieces {
        let set = spans[piece.span].set;
        for c in piece.words.chars() {
            let letter = c.to_string();
            let wide = set.face.width(&letter, set.size);
            if cut.last().is_some_and(|last| last.width > 0.0 && last.width + wide > width) {
                cut.push(Word::default());
            }
            if let Some(last) = cut.last_mut() {
                last.width += wide;
                push_letter(last, Piece { span: piece.span, words: letter, width: wide });
            }
        }
    }
    if let Some(last) = cut.last_mut() {
        last.space = word.space;
    }
    cut
}

fn push_letter(word: &mut Word, letter: Piece) {
    match word.pieces.last_mut() {
        Some(last) if last.span == letter.span => {
            last.words.push_str(&letter.words);
            last.width += letter.width;
        }
        _ => word.pieces.push(letter),
    }
}
