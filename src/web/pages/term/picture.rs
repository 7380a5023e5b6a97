//! The term as a picture: its parts, what stands at the end of each, today, the steps of the next break, the cohorts.
//!
//! Places are whole units of a picture 960 wide; the template draws them, and the stylesheet gives them their look.

mod lanes;
mod strip;
mod told;

use chrono::{Datelike, NaiveDate};
use entity::choice::Choice;
use entity::state::TermEnd;
use rules::contract::dates::{Point, Term};
use rules::term::Span;
use serde::Serialize;

use lanes::{Label, laid};
use strip::{Strip, strip};

/// Where the drawing begins, and how wide it is.
const LEFT: i64 = 20;
const WIDTH: i64 = 920;
/// Where the parts begin, and how high a bar is.
const PARTS: i64 = 42;
const BAR: i64 = 32;
/// How high a row of labels and a row of a cohort is.
const LANE: i64 = 38;
const ROW: i64 = 28;

/// A cohort as the picture needs it.
pub struct Group {
    /// What it is called.
    pub title: String,
    /// Its days.
    pub span: Span,
    /// What it runs across, in a few words, if it does.
    pub flag: Option<&'static str>,
}

/// The picture, ready to be drawn.
#[derive(Serialize)]
pub struct Picture {
    /// What it shows, and what it says, in words.
    title: String,
    says: String,
    height: i64,
    /// Down to where lines through the picture go.
    floor: i64,
    years: Vec<Tick>,
    parts: Vec<Bar>,
    turns: Vec<Turn>,
    today: Option<Tick>,
    cohorts: Vec<Bar>,
    cohorts_at: i64,
    strip: Option<Strip>,
}

#[derive(Serialize)]
struct Tick {
    x: i64,
    label: String,
    /// On which side of its place a label stands, by the name that SVG has for it.
    anchor: &'static str,
}

#[derive(Serialize)]
struct Bar {
    x: i64,
    y: i64,
    width: i64,
    class: &'static str,
    label: String,
    label_x: i64,
    anchor: &'static str,
}

#[derive(Serialize)]
struct Turn {
    x: i64,
    kind: &'static str,
    label: Label,
}

/// Days as places.
#[derive(Clone, Copy)]
struct Scale {
    from: NaiveDate,
    days: i64,
}

impl Scale {
    fn of(from: NaiveDate, to: NaiveDate) -> Self {
        Self { from, days: to.signed_duration_since(from).num_days().max(1) }
    }

    fn x(self, day: NaiveDate) -> i64 {
        let days = day.signed_duration_since(self.from).num_days().clamp(0, self.days);
        LEFT + days * WIDTH / self.days
    }
}

/// Draws a term, seen from a day, with its cohorts and the steps of the next break.
pub fn picture(term: &Term, today: NaiveDate, cohorts: &[Group], next: Option<&Point<'_>>) -> Picture {
    let scale = scale(term, today, cohorts);
    let turns = turns(term, scale);
    let below = PARTS + BAR + 12 + lanes::count(turns.iter().map(|turn| &turn.label)) * LANE;
    let cohorts_at = below + 18;
    let drawn: Vec<_> = (0..).zip(cohorts).map(|(place, it)| cohort(it, place, cohorts_at, scale)).collect();
    let rows = i64::try_from(drawn.len()).unwrap_or(0);
    let floor = if rows > 0 { cohorts_at + 10 + rows * ROW } else { below };
    let strip = next.and_then(|point| strip(point, today, floor + 44, scale));
    let height = strip.as_ref().map_or(floor + 8, Strip::bottom);
    Picture {
        title: "The term of the contract".to_owned(),
        says: told::says(term, today, cohorts, next),
        height,
        floor,
        years: years(scale),
        parts: parts(term, scale),
        turns,
        today: (scale.from <= today && today <= last(scale))
            .then(|| tick(scale.x(today), "Today".to_owned())),
        cohorts: drawn,
        cohorts_at,
        strip,
    }
}

/// From the first day, or today where that comes shortly before it, to the last day of the parts and the cohorts.
fn scale(term: &Term, today: NaiveDate, cohorts: &[Group]) -> Scale {
    let first = term.spans.first().map_or(today, |span| span.first);
    let ends = term.spans.iter().map(|span| span.last).chain(cohorts.iter().map(|it| it.span.last));
    let early = cohorts.iter().map(|it| it.span.first).min().map_or(first, |day| day.min(first));
    let soon = first.signed_duration_since(today).num_days() < 366;
    Scale::of(if soon { early.min(today) } else { early }, ends.max().unwrap_or(first))
}

fn last(scale: Scale) -> NaiveDate {
    scale.from + chrono::Duration::days(scale.days)
}

/// A label stands right of its place unless it would leave the picture.
fn tick(x: i64, label: String) -> Tick {
    let anchor = if x > LEFT + WIDTH - lanes::wide(&label) { "end" } else { "start" };
    Tick { x, label, anchor }
}

/// The first day of each calendar year, or of every second, fifth or tenth where they would stand too close.
fn years(scale: Scale) -> Vec<Tick> {
    let (from, to) = (scale.from.year(), last(scale).year());
    let count = i64::from(to - from).max(1);
    let every =
        [1, 2, 5, 10, 50].into_iter().find(|every| WIDTH * i64::from(*every) / count >= 56).unwrap_or(100);
    let days = (from + 1..=to).filter(|year| year % every == 0);
    let ticks = days.filter_map(|year| NaiveDate::from_ymd_opt(year, 1, 1));
    ticks.map(|day| tick(scale.x(day), day.year().to_string())).collect()
}

fn parts(term: &Term, scale: Scale) -> Vec<Bar> {
    let bar = |(place, span): (usize, &Span)| {
        let (x, end) = (scale.x(span.first), scale.x(span.last));
        let class = if place <= term.reach.ends {
            "sure"
        } else if place <= term.reach.longest {
            "maybe"
        } else {
            "never"
        };
        let label = format!("Part {}", place + 1);
        let fits = end - x > lanes::wide(&label) + 36;
        let label = if fits { label } else { String::new() };
        Bar { x, y: PARTS, width: (end - x).max(2), class, label, label_x: x + 18, anchor: "start" }
    };
    term.spans.iter().enumerate().map(bar).collect()
}

fn turns(term: &Term, scale: Scale) -> Vec<Turn> {
    let ends = term.spans.iter().zip(&term.ends);
    let words = ends.clone().map(|(span, end)| (scale.x(span.last), short(*end).to_owned(), span.last));
    let labels = laid(words, PARTS + BAR + 26);
    ends.zip(labels)
        .map(|((span, end), label)| Turn { x: scale.x(span.last), kind: end.code(), label })
        .collect()
}

fn cohort(group: &Group, place: i64, top: i64, scale: Scale) -> Bar {
    let (x, end) = (scale.x(group.span.first), scale.x(group.span.last));
    let label = match group.flag {
        Some(flag) => format!("{}: {flag}", group.title),
        None => group.title.clone(),
    };
    let wide = lanes::wide(&label);
    let (label_x, anchor) = if end - x > wide + 12 {
        (x + 8, "start")
    } else if end + wide + 8 < LEFT + WIDTH {
        (end + 8, "start")
    } else {
        (x - 8, "end")
    };
    let class = if group.flag.is_some() { "straddles" } else { "whole" };
    Bar { x, y: top + 10 + place * ROW, width: (end - x).max(2), class, label, label_x, anchor }
}

/// What stands at the end of a part, in a word.
const fn short(end: TermEnd) -> &'static str {
    match end {
        TermEnd::Break => "Break",
        TermEnd::Extension => "Option",
        TermEnd::End => "End",
    }
}

#[cfg(test)]
mod tests;
