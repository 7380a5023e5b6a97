//! How pages are filled: none ends early before something that could have been divided.
#![allow(missing_docs)]

#[allow(dead_code)]
mod checker;
#[allow(dead_code)]
mod samples;

use checker::check;
use paper::pdf::to_pdf;
use paper::{Align, Block, Column, Marker, Row, Table, cell, paragraph, text};

/// Where the text of a page ends and how deep it is, as the layout has it.
const FOOT: f32 = 80.0;
const DEPTH: f32 = 680.0;

/// Numbers that look random and are the same each time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: u64) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) % most) as usize
    }

    fn words(&mut self, most: u64) -> String {
        let count = self.below(most) + 1;
        (0..count)
            .map(|_| ["care", "placements", "of", "women", "the"][self.below(5)])
            .collect::<Vec<_>>()
            .join(" ")
    }

    fn table(&mut self) -> Block {
        let column = |at: usize| Column { heading: text("Heading"), align: Align::Left, heads_rows: at == 0 };
        let columns = self.below(4) + 2;
        let longest = [8, 40, 160, 400][self.below(4)];
        let rows = self.below(14) + 1;
        let row = |dice: &mut Dice| {
            let head = cell(dice.words(4));
            let cells = (1..columns).map(|_| cell(dice.words(longest)));
            Row { cells: std::iter::once(head).chain(cells).collect(), total: false }
        };
        Block::Table(Table {
            caption: text("A table"),
            columns: (0..columns).map(column).collect(),
            rows: (0..rows).map(|_| row(self)).collect(),
            anchor: None,
        })
    }

    fn block(&mut self) -> Vec<Block> {
        let numbered = |words: String| Block::Paragraph { numbered: true, text: text(words), anchor: None };
        match self.below(6) {
            0 => {
                let words = self.words(150);
                vec![
                    samples::heading(1, "A section"),
                    samples::heading(2, "And one below it"),
                    numbered(words),
                ]
            }
            1 => vec![samples::heading(2, "A section below"), self.table()],
            2 => vec![numbered("As the table shows:".to_owned()), self.table()],
            3 => {
                let items = (0..self.below(8) + 1).map(|_| vec![paragraph(self.words(40))]).collect();
                vec![numbered("They are:".to_owned()), Block::List { marker: Marker::Bullet, items }]
            }
            _ => vec![numbered(self.words(150))],
        }
    }
}

#[test]
fn no_page_is_more_than_a_third_empty_or_ends_with_a_heading() {
    let mut worst: f32 = 0.0;
    for seed in 0..8 {
        let mut dice = Dice(seed);
        let blocks = (0..14).flat_map(|_| dice.block()).collect();
        let checked = check(&to_pdf(&samples::of(blocks)));
        assert_eq!(checked.faults, Vec::<String>::new());
        for page in &checked.painted[..checked.pages - 1] {
            let last = page.last().map_or("", |(tag, _)| tag.as_str());
            assert!(!last.starts_with('H') && last != "Caption", "paper {seed}: {last} ends a page");
        }
        for (page, lowest) in checked.lowest[..checked.pages - 1].iter().enumerate() {
            let empty = (lowest - FOOT) / DEPTH;
            worst = worst.max(empty);
            assert!(empty < 0.34, "page {} of paper {seed} is {empty} empty", page + 1);
        }
    }
    println!("at most {worst} of a page is empty");
}
