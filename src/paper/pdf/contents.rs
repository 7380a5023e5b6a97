//! The contents page: the headings with links and the numbers of their pages.

use super::layout::{Frame, Layout, baseline};
use super::outline::CONTENTS;
use super::strip::{Item, Strip, What};
use super::style::{self, Type};
use super::tags::{ROOT, Target};
use crate::number::Heading;

/// Room for the number of a page.
const PAGE_NUMBER: f32 = 26.0;

/// How far the lines of the contents stand from each other.
#[derive(Clone, Copy)]
struct Spacing {
    leading: f32,
    before_section: f32,
}

impl Spacing {
    const WIDE: Self = Self { leading: 15.0, before_section: 6.0 };
    const TIGHT: Self = Self { leading: 13.6, before_section: 3.5 };

    /// Wide, unless that would need a second page and tight would not.
    fn of(headings: &[&Heading]) -> Self {
        let heading = 40.0;
        let height = |spacing: Self| -> f32 {
            headings.iter().map(|one| spacing.leading + spacing.before(one)).sum::<f32>() + heading
        };
        let one_page = |spacing| height(spacing) <= style::DEPTH;
        if one_page(Self::WIDE) || !one_page(Self::TIGHT) { Self::WIDE } else { Self::TIGHT }
    }

    fn before(self, heading: &Heading) -> f32 {
        if heading.depth == 1 { self.before_section } else { 0.5 }
    }
}

impl Layout<'_> {
    /// The contents, two levels of headings deep, or all if there are few.
    pub(super) fn contents(&mut self) -> Vec<Strip> {
        let headings = self.count.numbers().headings().iter();
        let headings: Vec<&Heading> = headings.filter(|heading| !heading.misplaced).collect();
        if headings.is_empty() {
            return Vec::new();
        }
        let section = self.tags.add(ROOT, "Sect");
        let element = self.tags.add(section, "H2");
        let (set, space) = style::heading(1, self.accent);
        let span = self.span("Contents", set, element);
        let mut strips = self.set_lines(&[span], &Frame { set, ..Frame::page() });
        strips[0].space = space;
        strips[0].keep = true;
        strips[0].push(0.0, 0.0, What::Anchor(CONTENTS.to_owned()));
        let list = self.tags.add(section, "TOC");
        let deepest = if headings.len() > 40 { 2 } else { 3 };
        let listed: Vec<&Heading> = headings.into_iter().filter(|heading| heading.depth <= deepest).collect();
        let spacing = Spacing::of(&listed);
        for heading in listed {
            strips.extend(self.entry(heading, list, spacing));
        }
        if let Some(last) = strips.last_mut() {
            last.height += 10.0;
        }
        strips
    }

    fn entry(&mut self, heading: &Heading, list: usize, spacing: Spacing) -> Vec<Strip> {
        let item = self.tags.add(list, "TOCI");
        let reference = self.tags.add(item, "Reference");
        let link = self.tags.add(reference, "Link");
        let face = if heading.depth == 1 { style::BODY.face.bold() } else { style::BODY.face };
        let set = Type { face, leading: spacing.leading, ..style::BODY };
        let page = Frame::page();
        let step = f32::from(heading.depth - 1) * 10.0;
        let frame =
            Frame { x: page.x + step, width: style::RIGHT - page.x - step - PAGE_NUMBER - 10.0, set, ..page };
        let span = self.span(&format!("{} ", heading.text), set, link);
        let mut strips = self.set_lines(&[span], &frame);
        self.finish_entry(&mut strips, heading, link, set);
        if let Some(first) = strips.first_mut() {
            first.space = spacing.before(heading);
        }
        strips
    }

    /// Adds the number in front, the page behind, and the link over both.
    fn finish_entry(&mut self, strips: &mut [Strip], heading: &Heading, link: usize, set: Type) {
        let slot = self.tags.slot(link);
        let line = baseline(&set);
        if let (Some(first), Some(number)) = (strips.first_mut(), &heading.number) {
            let what = What::Text { words: format!("{number} "), set, slot: Some(slot) };
            first.items.insert(0, Item { x: style::LEFT, y: line, what });
        }
        let target = Target::Anchor(heading.id.clone());
        let contents = format!("Go to {}", heading.text);
        let annotation = self.tags.annotation(link, target, contents);
        let height: f32 = strips.iter().map(|strip| strip.height).sum();
        if let Some(first) = strips.first_mut() {
            let width = style::RIGHT - style::LEFT;
            first.push(style::LEFT, 0.0, What::Link { width, height, annotation });
        }
        if let Some(last) = strips.last_mut() {
            lead(last, line);
            let what = What::PageOf { anchor: heading.id.clone(), set, slot };
            last.push(style::RIGHT, line, what);
        }
        // An entry of several lines stays together, because its link is one area.
        let count = strips.len();
        for strip in strips.iter_mut().take(count.saturating_sub(1)) {
            strip.keep = true;
        }
    }
}

/// Leads the eye from the end of a line of words to the number of the page.
fn lead(strip: &mut Strip, line: f32) {
    let end = |item: &Item| match &item.what {
        What::Text { words, set, .. } => item.x + set.face.width(words.trim_end(), set.size),
        _ => 0.0,
    };
    let start = strip.items.iter().map(end).fold(0.0, f32::max) + 6.0;
    let width = style::RIGHT - PAGE_NUMBER + 4.0 - start;
    if width > 12.0 {
        strip.push(start, line - 2.0, What::Fill { width, height: 0.4, colour: style::RULE });
    }
}
