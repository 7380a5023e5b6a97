//! Strips stacked into pages: what is kept together, heads painted again, notes at the foot.

mod fit;

use std::collections::VecDeque;

use fit::numbers;

use super::layout::Laid;
use super::row::Cut;
use super::strip::{Item, Strip};
use super::style::{BOTTOM, DEPTH, LEFT, RULE, TEXT, TOP};

/// Where the text of the first page starts: it has no running header.
const FIRST_TOP: f32 = 56.0;
/// Room for the rule above the notes.
const NOTE_RULE: f32 = 13.0;
/// The share of a page that notes carried over from the page before may fill.
const CARRIED: f32 = 0.6;
/// A row is divided if moving it to the next page would leave a hole above this share of a page.
const HOLE: f32 = 0.25;

/// What is painted on a page, at its place from the top left.
#[derive(Debug, Default)]
pub(super) struct Page {
    pub items: Vec<Item>,
}

/// Makes pages of strips, with the notes and table heads that were laid out beside them.
pub(super) fn paginate(strips: Vec<Strip>, laid: &Laid) -> Vec<Page> {
    let mut stack = Stack::new(laid);
    let mut group = Vec::new();
    for strip in strips {
        let keep = strip.keep;
        group.push(strip);
        if !keep {
            stack.group(std::mem::take(&mut group));
        }
    }
    stack.group(group);
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
    fn group(&mut self, group: Vec<Strip>) {
        let mut rest = group;
        while !rest.is_empty() {
            rest = self.start(rest);
        }
    }

    /// Places a group or a part of it, or turns the page for it; gives back what is still to place.
    fn start(&mut self, mut group: Vec<Strip>) -> Vec<Strip> {
        if group.first().is_some_and(|first| first.new_page) && !self.fresh {
            self.turn();
        }
        if self.fits(&group) {
            self.place(group);
            return Vec::new();
        }
        // Carried notes may leave too little room on a fresh page; they end, so this does as well.
        let crowded = self.fresh && !self.foot.is_empty();
        let hole = self.fresh || self.room() > DEPTH * HOLE;
        let divided = !crowded && hole && self.divide(&mut group, self.fresh);
        if divided || crowded || !self.fresh {
            self.turn();
            return group;
        }
        // Too much for any page: it has to be parted somewhere.
        let most = (1..group.len()).rev().find(|count| self.fits(&group[..*count]));
        let rest = group.split_off(most.unwrap_or(1));
        self.place(group);
        rest
    }

    /// Divides the last row of a group that can start on this page, and places what comes before
    /// the cut. Says whether it did; the group is then what comes after.
    fn divide(&mut self, group: &mut Vec<Strip>, force: bool) -> bool {
        for at in (0..group.len()).rev() {
            if let Some(cut) = self.cut(&group[..=at], force) {
                let after = group.split_off(at);
                self.place(std::mem::replace(group, after));
                self.place_part(&mut group[0], &cut);
                return true;
            }
        }
        false
    }

    fn place_part(&mut self, strip: &mut Strip, cut: &Cut) {
        let Some(row) = &mut strip.row else { return };
        let part = Strip { space: strip.space, head: strip.head, ..row.take(cut) };
        strip.height = row.height();
        strip.notes.retain(|note| !part.notes.contains(note));
        (strip.space, strip.new_page) = (0.0, false);
        self.place(vec![part]);
    }

    fn place(&mut self, group: Vec<Strip>) {
        let notes = numbers(&group);
        if let Some(head) = self.head(&group) {
            self.put(head.clone());
        }
        for strip in group {
            if !self.fresh && strip.head.is_none_or(|_| !self.page.items.is_empty()) {
                self.y += strip.space;
            }
            self.put(strip);
        }
        let notes: Vec<&'a Strip> = self.lines(&notes).collect();
        for line in notes {
            self.note(line);
        }
    }

    fn put(&mut self, strip: Strip) {
        let height = strip.height;
        let items = strip.row.map_or(strip.items, |row| row.painted(true).items);
        let y = self.y;
        self.page.items.extend(items.into_iter().map(|item| Item { y: item.y + y, ..item }));
        self.y += height;
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
