//! Strips stacked into pages: what is kept together, heads painted again, notes at the foot.

use std::collections::VecDeque;

use super::layout::Laid;
use super::strip::{Item, Strip};
use super::style::{BOTTOM, DEPTH, LEFT, RULE, TEXT, TOP};

/// Where the text of the first page starts: it has no running header.
const FIRST_TOP: f32 = 56.0;
/// Room for the rule above the notes.
const NOTE_RULE: f32 = 13.0;
/// The share of a page that notes carried over from the page before may fill.
const CARRIED: f32 = 0.6;
/// Above this share of a page, notes need not all stand on the page that refers to them.
const LONG_NOTES: f32 = 0.3;

/// What is painted on a page, at its place from the top left.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub items: Vec<Item>,
}

/// Makes pages of what is laid out.
pub(super) fn paginate(laid: &Laid) -> Vec<Page> {
    let mut stack = Stack::new(laid);
    let mut rest = laid.strips.as_slice();
    while !rest.is_empty() {
        let kept = rest.iter().take_while(|strip| strip.keep).count() + 1;
        let (group, after) = rest.split_at(kept.min(rest.len()));
        stack.group(group);
        rest = after;
    }
    stack.finish()
}

struct Stack<'a> {
    laid: &'a Laid,
    pages: Vec<Page>,
    page: Page,
    /// Where the next strip goes.
    y: f32,
    /// Whether nothing but carried notes stands on the page yet.
    fresh: bool,
    /// The lines of notes on this page, and those that must wait for the next.
    foot: Vec<&'a Strip>,
    carried: VecDeque<&'a Strip>,
}

impl<'a> Stack<'a> {
    fn new(laid: &'a Laid) -> Self {
        Stack {
            laid,
            pages: Vec::new(),
            page: Page::default(),
            y: FIRST_TOP,
            fresh: true,
            foot: Vec::new(),
            carried: VecDeque::new(),
        }
    }

    /// Places strips that belong together, on the next page if they do not fit on this one.
    fn group(&mut self, group: &'a [Strip]) {
        if group.first().is_some_and(|first| first.new_page) && !self.fresh {
            self.turn();
        }
        if !self.fits(group) && !self.fresh {
            self.turn();
        }
        // Carried notes may leave too little room; they end, so this does as well.
        while !self.fits(group) && !self.foot.is_empty() && self.fresh {
            self.turn();
        }
        if self.fits(group) || group.len() == 1 {
            self.place(group);
        } else {
            // Too much for any page: it has to be divided somewhere.
            for strip in group {
                self.group(std::slice::from_ref(strip));
            }
        }
    }

    fn fits(&self, group: &[Strip]) -> bool {
        let mut need = self.head(group).map_or(0.0, |head| head.height);
        for (index, strip) in group.iter().enumerate() {
            if index > 0 || !self.fresh {
                need += strip.space;
            }
            need += strip.height;
        }
        need + self.notes_needed(group) <= self.room() + 0.01
    }

    /// The table head to paint above a group that opens a page.
    fn head(&self, group: &[Strip]) -> Option<&'a Strip> {
        let head = group.first()?.head.filter(|_| self.fresh)?;
        self.laid.heads.get(head)
    }

    /// The room that the notes of a group must find on its page.
    fn notes_needed(&self, group: &[Strip]) -> f32 {
        let lines: Vec<&Strip> = self.notes(group).collect();
        let all: f32 = lines.iter().map(|line| line.space + line.height).sum();
        let some: f32 = lines.iter().take(3).map(|line| line.space + line.height).sum();
        if lines.is_empty() || !self.carried.is_empty() {
            return 0.0;
        }
        let rule = if self.foot.is_empty() { NOTE_RULE } else { 0.0 };
        rule + if all > DEPTH * LONG_NOTES { some } else { all }
    }

    fn notes(&self, group: &[Strip]) -> impl Iterator<Item = &'a Strip> + use<'a> {
        let laid = self.laid;
        let notes: Vec<usize> = group.iter().flat_map(|strip| strip.notes.iter().copied()).collect();
        notes.into_iter().filter_map(|note| laid.notes.get(note)).flatten()
    }

    fn place(&mut self, group: &'a [Strip]) {
        if let Some(head) = self.head(group) {
            self.put(head);
        }
        for strip in group {
            if !self.fresh && strip.head.is_none_or(|_| !self.page.items.is_empty()) {
                self.y += strip.space;
            }
            self.put(strip);
        }
        let notes: Vec<&'a Strip> = self.notes(group).collect();
        for line in notes {
            self.note(line);
        }
    }

    fn put(&mut self, strip: &Strip) {
        for item in &strip.items {
            self.page.items.push(Item { y: item.y + self.y, ..item.clone() });
        }
        self.y += strip.height;
        self.fresh = false;
    }

    fn note(&mut self, line: &'a Strip) {
        let rule = if self.foot.is_empty() { NOTE_RULE } else { 0.0 };
        if self.carried.is_empty() && rule + line.space + line.height <= self.room() + 0.01 {
            self.foot.push(line);
        } else {
            self.carried.push_back(line);
        }
    }

    fn room(&self) -> f32 {
        BOTTOM - self.y - self.foot_height()
    }

    fn foot_height(&self) -> f32 {
        if self.foot.is_empty() {
            return 0.0;
        }
        NOTE_RULE + self.foot.iter().map(|line| line.space + line.height).sum::<f32>()
    }

    /// Ends the page and starts the next with the notes that wait.
    fn turn(&mut self) {
        self.paint_foot();
        self.pages.push(std::mem::take(&mut self.page));
        self.y = TOP;
        self.fresh = true;
        while let Some(line) = self.carried.front() {
            let full = self.foot_height() + line.space + line.height > DEPTH * CARRIED;
            if full && !self.foot.is_empty() {
                break;
            }
            self.foot.push(line);
            self.carried.pop_front();
        }
    }

    fn paint_foot(&mut self) {
        if self.foot.is_empty() {
            return;
        }
        let mut y = BOTTOM - self.foot_height();
        let what = super::strip::What::Fill { width: TEXT - LEFT, height: 0.6, colour: RULE };
        self.page.items.push(Item { x: TEXT, y: y + 5.0, what });
        y += NOTE_RULE;
        for line in std::mem::take(&mut self.foot) {
            y += line.space;
            for item in &line.items {
                self.page.items.push(Item { y: item.y + y, ..item.clone() });
            }
            y += line.height;
        }
    }

    fn finish(mut self) -> Vec<Page> {
        self.turn();
        while !self.foot.is_empty() {
            self.turn();
        }
        self.pages
    }
}
