//! The tenders made of a procurement and what came of them, by the names that templates use.
//!
//! Whatever a report may not tell is not in [`Awarding`], so nothing here asks who reads.

mod lot;
mod result;
mod words;

use std::collections::HashSet;

use entity::choice::Choice;
use entity::state::DecisionAnswer;
use minijinja::Value;
use paper::{Block, paragraph};
use rules::law::clock::uk_date;
use rules::law::dates::long_date;
use rules::procurement::Procurement;
use rules::report::awarding::{Awarding, Lotted, Tendered, tender_name};

use super::Facts;
use super::field::Reading;
use crate::report::piece::{Anchor, Piece};
use crate::report::template;

/// Everything a template can name of an award.
pub(super) fn of(reading: &Reading, procurement: &Procurement, awarding: &Awarding) -> Facts {
    let mut taken: HashSet<String> = template::anchors().collect();
    let tenders: Vec<Facts> =
        awarding.tenders.iter().map(|tender| tendered(reading, awarding, tender, &mut taken)).collect();
    let decided =
        awarding.lots().any(|(_, lot)| lot.open.as_ref().is_some_and(|open| !open.decisions.is_empty()));
    let thread = thread(reading, procurement, awarding);
    let scored = thread.iter().any(|row| row.get("score").is_some_and(Value::is_true));
    facts([
        ("tenders", Value::from_iter(tenders)),
        ("begun", begun(procurement).into()),
        ("decided_by", text(&words::deciders(awarding).join("; "))),
        ("several_tenders", (awarding.tenders.len() > 1).into()),
        ("several_lots", (awarding.lots().count() > 1).into()),
        ("is_decided", decided.into()),
        ("thread", Value::from_iter(thread)),
        ("thread_is_scored", scored.into()),
        ("does_not_add_up", Value::from_iter(awarding.checks.clone())),
    ])
}

/// How it was agreed that the procurement may begin.
fn begun(procurement: &Procurement) -> Facts {
    let agreed = procurement.decisions.iter().rfind(|it| it.answer == DecisionAnswer::Approved);
    let said = |of: fn(&entity::decision::Model) -> Option<&String>| {
        text(agreed.and_then(of).map(String::as_str).unwrap_or_default())
    };
    facts([
        ("body", said(|it| Some(&it.taken_by))),
        ("on", text(&agreed.map(|it| long_date(it.taken_on)).unwrap_or_default())),
        ("delegated_to", said(|it| it.delegated_to.as_ref())),
        ("consulting", said(|it| it.consulting.as_ref())),
    ])
}

fn tendered(reading: &Reading, awarding: &Awarding, tender: &Tendered, taken: &mut HashSet<String>) -> Facts {
    let name = tender_name(awarding, tender);
    let figure = |fact: &str| figure(reading, &format!("{name}.{fact}"));
    let mut anchor = |words: &str| Value::from(Anchor::of(words, taken));
    let scale = tender.scale.iter().map(|step| {
        facts([("score", step.score.into()), ("label", text(&step.label)), ("words", text(&step.words))])
    });
    let panel = tender.panel.iter().map(|seat| {
        facts([
            ("who", text(&seat.who)),
            ("seat", text(seat.seat.label())),
            ("left", text(seat.left.unwrap_or_default())),
        ])
    });
    let declared = tender.declared.iter().map(|row| {
        facts([
            ("who", text(&row.who)),
            ("says", prose(&row.says)),
            ("decision", text(row.decision.unwrap_or("Not decided yet"))),
            ("reason", prose(row.reason.as_deref().unwrap_or_default())),
        ])
    });
    let mut all = facts([
        ("reference", figure("reference")),
        ("notice", figure("notice")),
        ("published_on", text(&long_date(uk_date(tender.published_at)))),
        ("deadline", figure("deadline")),
        ("opened_at", figure("opened_at")),
        ("bids", figure("bids")),
        ("came", text(&words::received(tender.received))),
        ("conditions", tender.conditions.into()),
        ("scale", Value::from_iter(scale)),
        ("panel", Value::from_iter(panel)),
        ("somebody_left", tender.panel.iter().any(|seat| seat.left.is_some()).into()),
        ("masking", text(words::masking(tender.masked))),
        ("interests", text(&words::interests(tender.interests, tender.panel.len()))),
        ("declared", Value::from_iter(declared)),
        ("way", text(tender.way.as_deref().unwrap_or_default())),
        ("notices", Value::from_iter(tender.notices.clone())),
        ("recommends_award", tender.lots.iter().any(|it| lot::recommends(it) == "award").into()),
        ("at_scale", anchor("scale")),
        ("at_panel", anchor("panel")),
        ("at_declared", anchor("declared")),
    ]);
    let lots: Vec<Facts> =
        tender.lots.iter().map(|one| lot::of(reading, awarding, one, &mut anchor)).collect();
    all.insert("lots".to_owned(), Value::from_iter(lots));
    all
}

/// Each outcome with the questions that asked about it and, where that is told, how the winning bid scored.
fn thread(reading: &Reading, procurement: &Procurement, awarding: &Awarding) -> Vec<Facts> {
    let mut rows = Vec::new();
    for outcome in &procurement.outcomes {
        for (_, lot) in awarding.lots() {
            for question in lot.terms.questions().filter(|it| it.outcome == Some(outcome.id)) {
                let score = result::winners_score(reading, awarding, lot, question.id);
                rows.push(facts([
                    ("outcome", text(&outcome.says)),
                    ("question", text(&named(awarding, lot, &question.title))),
                    ("weight", text(&question.weight.to_string())),
                    ("score", score.into()),
                    ("highest", lot.highest.into()),
                ]));
            }
        }
    }
    rows
}

/// With the lot before it, where there are several.
fn named(awarding: &Awarding, lot: &Lotted, words: &str) -> String {
    if awarding.has_one_lot() { words.to_owned() } else { format!("{}: {words}", lot.terms.title) }
}

pub(super) fn facts<const COUNT: usize>(facts: [(&str, Value); COUNT]) -> Facts {
    facts.map(|(name, value)| (name.to_owned(), value)).into()
}

/// A figure, or nothing that a template leaves room for.
pub(super) fn figure(reading: &Reading, name: &str) -> Value {
    reading.figure(name).unwrap_or_else(|| Piece::text("").unasked()).into()
}

pub(super) fn text(words: &str) -> Value {
    Piece::text(words).into()
}

/// What people wrote elsewhere: paragraphs, and nothing in it stands for anything else.
pub(super) fn prose(words: &str) -> Value {
    let lines = words.lines().map(str::trim).filter(|line| !line.is_empty());
    Piece::blocks(lines.map(paragraph).collect::<Vec<Block>>()).into()
}
