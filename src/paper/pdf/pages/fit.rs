//! What fits on the page that is being filled, with the notes it refers to.

use super::{NOTE_RULE, Stack};
use crate::pdf::row::Cut;
use crate::pdf::strip::Strip;
use crate::pdf::style::{BOTTOM, DEPTH};

/// Above this share of a page, notes need not all stand on the page that refers to them.
const LONG_NOTES: f32 = 0.3;

impl<'a> Stack<'a> {
    /// Where the last strip of a group can be cut so that all before the cut stands on this page,
    /// with its notes if that can be.
    pub(super) fn cut(&self, group: &[Strip], force: bool) -> Option<Cut> {
        let (strip, before) = group.split_last()?;
        let row = strip.row.as_ref()?;
        let known = numbers(before);
        let room = self.room() - (self.used(group) - strip.height);
        let (mut low, mut high, mut tried, mut best) = (0.0, room, room, None);
        // The more lines are taken, the more notes need room, which leaves fewer lines. Halving the
        // range ten times finds the most lines that leave their notes room, to about a point.
        for _ in 0..10 {
            let cut = row.cut(tried, force);
            let notes = cut.as_ref().map(|cut| [known.clone(), row.notes(cut)].concat());
            if notes.as_ref().is_some_and(|notes| tried + self.all_needed(notes) > room + 0.01) {
                high = tried;
            } else {
                low = tried;
                best = cut.or(best);
            }
            if low >= high {
                break;
            }
            tried = (low + high) / 2.0;
        }
        let without = || row.cut(room - self.notes_needed(&known), force);
        best.or_else(|| if force { without() } else { None })
    }

    pub(super) fn fits(&self, group: &[Strip]) -> bool {
        let notes = numbers(group);
        // What can be divided is, before its notes go on to the next page.
        let divisible = group.iter().any(|strip| strip.row.as_ref().is_some_and(|row| !row.whole));
        let notes = if divisible { self.all_needed(&notes) } else { self.notes_needed(&notes) };
        self.used(group) + notes <= self.room() + 0.01
    }

    /// The room that a group takes, without its notes.
    pub(super) fn used(&self, group: &[Strip]) -> f32 {
        let mut used = self.head(group).map_or(0.0, |head| head.height);
        for (index, strip) in group.iter().enumerate() {
            if index > 0 || !self.fresh {
                used += strip.space;
            }
            used += strip.height;
        }
        used
    }

    /// The table head to paint above a group that opens a page.
    pub(super) fn head(&self, group: &[Strip]) -> Option<&'a Strip> {
        let head = group.first()?.head.filter(|_| self.fresh)?;
        self.laid.heads.get(head)
    }

    /// The room that notes must find on the page that refers to them.
    fn notes_needed(&self, notes: &[usize]) -> f32 {
        let all = self.all_needed(notes);
        if all <= DEPTH * LONG_NOTES {
            return all;
        }
        let some: f32 = self.lines(notes).take(3).map(|line| line.space + line.height).sum();
        some + if self.foot.is_empty() { NOTE_RULE } else { 0.0 }
    }

    /// The room that notes take if all stand on this page; none if others wait before them.
    fn all_needed(&self, notes: &[usize]) -> f32 {
        let all: f32 = self.lines(notes).map(|line| line.space + line.height).sum();
        if all == 0.0 || !self.carried.is_empty() {
            return 0.0;
        }
        all + if self.foot.is_empty() { NOTE_RULE } else { 0.0 }
    }

    /// The lines of notes.
    pub(super) fn lines<'n>(&self, notes: &'n [usize]) -> impl Iterator<Item = &'a Strip> + use<'a, 'n> {
        let laid = self.laid;
        notes.iter().filter_map(|note| laid.notes.get(*note)).flatten()
    }

    pub(super) fn room(&self) -> f32 {
        BOTTOM - self.y - self.foot_height()
    }

    pub(super) fn foot_height(&self) -> f32 {
        if self.foot.is_empty() {
            return 0.0;
        }
        NOTE_RULE + self.foot.iter().map(|line| line.space + line.height).sum::<f32>()
    }
}

/// The numbers, less one, of the notes that strips refer to.
pub(super) fn numbers(group: &[Strip]) -> Vec<usize> {
    group.iter().flat_map(|strip| strip.notes.iter().copied()).collect()
}
