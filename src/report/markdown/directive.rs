//! Directives that open or close a paragraph: `§`, `Table:` and `{#anchor}`.

use paper::Inline;

use super::misplaced;
use super::run::Run;
use crate::report::ReportError;

/// What a paragraph opens with.
pub(super) enum Opening {
    /// Its words.
    Plain,
    /// `§`, with the anchor after it.
    Numbered(Option<String>),
    /// `Table:`, with the anchor at its end.
    Caption(Option<String>),
}

/// Takes the directive that opens a paragraph off its words.
pub(super) fn opening(runs: &mut [Run]) -> Opening {
    let Some(Run::Inline(Inline::Text(first))) = runs.first_mut() else { return Opening::Plain };
    if let Some(rest) = first.strip_prefix('§') {
        let (anchor, rest) = anchor_before(rest.trim_start());
        *first = rest;
        return Opening::Numbered(anchor);
    }
    if let Some(rest) = first.strip_prefix("Table:") {
        *first = rest.to_owned();
        return Opening::Caption(anchor_after(runs));
    }
    Opening::Plain
}

fn anchor_before(words: &str) -> (Option<String>, String) {
    let parted = words.strip_prefix("{#").and_then(|rest| rest.split_once('}'));
    match parted {
        Some((anchor, rest)) => (Some(anchor.to_owned()), rest.to_owned()),
        None => (None, words.to_owned()),
    }
}

fn anchor_after(runs: &mut [Run]) -> Option<String> {
    let Some(Run::Inline(Inline::Text(last))) = runs.last_mut() else { return None };
    let (words, anchor) = last.trim_end().strip_suffix('}')?.rsplit_once("{#")?;
    let anchor = anchor.to_owned();
    *last = words.to_owned();
    Some(anchor)
}

/// The caption that waits for its table.
#[derive(Debug, Default)]
pub(super) struct Directives {
    caption: Option<(Vec<Inline>, Option<String>)>,
}

impl Directives {
    pub(super) fn caption(&mut self, words: Vec<Inline>, anchor: Option<String>) -> Result<(), ReportError> {
        self.none_left()?;
        self.caption = Some((words, anchor));
        Ok(())
    }

    /// The caption of the table that starts here.
    pub(super) fn take_caption(&mut self) -> Result<(Vec<Inline>, Option<String>), ReportError> {
        self.caption.take().ok_or_else(|| misplaced("a table without a caption"))
    }

    pub(super) fn none_left(&self) -> Result<(), ReportError> {
        match &self.caption {
            Some((words, _)) => Err(misplaced(format!("a caption without a table: {}", paper::plain(words)))),
            None => Ok(()),
        }
    }
}
