//! Directives that open or close a paragraph: `§`, `Table:`, `Chart:` and `{#anchor}`.

use paper::{ChartKind, Inline};

use super::misplaced;
use super::run::Run;
use crate::report::ReportError;

/// What a paragraph opens with.
pub(super) enum Opening {
    /// Its words.
    Plain,
    /// `§`, with the anchor after it.
    Numbered(Option<String>),
    /// `Table:` or `Chart:`, with the anchor at its end.
    Caption(Option<ChartKind>, Option<String>),
}

/// How the caption of a table starts, and whether the table is drawn as well.
const CAPTIONS: [(&str, Option<ChartKind>); 3] =
    [("Table:", None), ("Chart:", Some(ChartKind::Bars)), ("Chart (lines):", Some(ChartKind::Lines))];

/// Takes the directive that opens a paragraph off its words.
pub(super) fn opening(runs: &mut [Run]) -> Opening {
    let Some(Run::Inline(Inline::Text(first))) = runs.first_mut() else { return Opening::Plain };
    if let Some(rest) = first.strip_prefix('§') {
        let (anchor, rest) = anchor_before(rest.trim_start());
        *first = rest;
        return Opening::Numbered(anchor);
    }
    let caption = CAPTIONS.iter().find_map(|(opens, chart)| Some((first.strip_prefix(opens)?, *chart)));
    if let Some((rest, chart)) = caption {
        *first = rest.to_owned();
        return Opening::Caption(chart, anchor_after(runs));
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

/// The caption of a table.
#[derive(Debug)]
pub(super) struct Caption {
    pub words: Vec<Inline>,
    pub anchor: Option<String>,
    /// How its table is drawn, if it is.
    pub chart: Option<ChartKind>,
}

/// The caption that waits for its table.
#[derive(Debug, Default)]
pub(super) struct Directives {
    caption: Option<Caption>,
}

impl Directives {
    pub(super) fn caption(&mut self, caption: Caption) -> Result<(), ReportError> {
        self.none_left()?;
        self.caption = Some(caption);
        Ok(())
    }

    /// The caption of the table that starts here.
    pub(super) fn take_caption(&mut self) -> Result<Caption, ReportError> {
        self.caption.take().ok_or_else(|| misplaced("a table without a caption"))
    }

    pub(super) fn none_left(&self) -> Result<(), ReportError> {
        match &self.caption {
            Some(Caption { words, .. }) => {
                Err(misplaced(format!("a caption without a table: {}", paper::plain(words))))
            }
            None => Ok(()),
        }
    }
}
