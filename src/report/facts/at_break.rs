//! A contract at one of its breaks or options, by the names that templates use.

pub(super) mod money;
pub(super) mod watch;

use std::collections::HashSet;

use entity::choice::Choice;
use entity::state::{ContactSide, TermEnd};
use minijinja::Value;
use rules::contract::Contract;
use rules::contract::dates::notice_of;
use rules::contract::pack::label;
use rules::field::long_day;
use rules::law::key_decision::Answer;
use rules::law::notices::Duty;
use rules::law::regime::Regime;
use rules::report::Figures;
use rules::report::at_break::{AtBreak, notices_after};

use super::awarding::{facts, figure, prose, text};
use super::field::Reading;
use super::{Facts, risks};
use crate::report::markdown::NOT_WRITTEN;
use crate::report::piece::{Anchor, Piece};
use crate::report::template;

/// Everything a template can name.
pub(in crate::report) fn of(at: &AtBreak<'_>, figures: &Figures) -> Value {
    let reading = Reading { figures };
    let mut all = figured(&reading);
    all.extend(point(at));
    all.extend(written(&reading, at));
    all.extend(money::of(&reading, at.contract, &at.money, at.today));
    all.extend(watch::of(at.contract, at.today));
    all.insert("risk_key".to_owned(), risks::key(at.authority));
    all.insert("implications".to_owned(), implications(&reading, at));
    all.insert("contract".to_owned(), contract(&reading, at));
    Value::from(all)
}

/// Every figure of the catalogue, `_` for a point: `break.serve` is `break_serve`.
fn figured(reading: &Reading) -> Facts {
    const NAMES: &[&str] = &[
        "contract.reference",
        "contract.supplier",
        "contract.starts_on",
        "contract.value",
        "contract.value_now",
        "contract.ends_on",
        "contract.longest_on",
        "break.last_day",
        "break.next_last_day",
        "break.value",
        "break.body",
        "break.notice",
        "break.meeting",
        "break.serve",
        "break.received",
        "break.report",
        "break.agenda",
        "money.price",
        "money.paid",
        "money.forecast",
        "money.variance",
        "money.secured",
        "money.unsecured",
        "money.next_part",
        "variations.added",
        "variations.share",
    ];
    NAMES.iter().map(|name| (name.replace('.', "_"), figure(reading, name))).collect()
}

fn contract(reading: &Reading, at: &AtBreak<'_>) -> Value {
    let row = &at.contract.row;
    let posts = |side: ContactSide| {
        let of_side = at.contract.contacts.iter().filter(|contact| contact.side == side);
        text(&of_side.map(|contact| contact.title.clone()).collect::<Vec<_>>().join("; "))
    };
    let regime = match at.finding.regime {
        Regime::CannotTell => "",
        Regime::Pcr2015 | Regime::Act2023 | Regime::ProviderSelection => at.finding.regime.words(),
    };
    Value::from(facts([
        ("title", text(&row.title)),
        ("department", text(row.department.as_deref().unwrap_or_default())),
        ("description", prose(row.description.as_deref().unwrap_or_default())),
        ("signed_on", text(&row.signed_on.map(long_day).unwrap_or_default())),
        ("posts", posts(ContactSide::Council)),
        ("their_posts", posts(ContactSide::Provider)),
        ("vat", text(row.vat.map(|vat| vat.label()).unwrap_or_default())),
        ("regime", text(regime)),
        ("starts_on", figure(reading, "contract.starts_on")),
    ]))
}

/// The point itself: what stands there, its days, who decides, and what each decision would do.
fn point(at: &AtBreak<'_>) -> Facts {
    let key = at.key();
    let ways = at.ways().into_iter().map(|way| {
        facts([
            ("label", text(way.label)),
            ("runs_to", text(&long_day(way.runs_to))),
            ("price", text(&way.price.map_or_else(|| "Cannot be told".to_owned(), |sum| sum.to_string()))),
            ("notice", text(&way.notice)),
            ("says", text(&way.says)),
        ])
    });
    let parts = at.term.spans.iter().zip(&at.contract.periods).zip(1..).map(|((span, period), number)| {
        facts([
            ("number", Value::from(number)),
            ("from", text(&long_day(span.first))),
            ("to", text(&long_day(span.last))),
            ("ends_with", text(period.ends_with.map_or("Not stated", |end| end.label()))),
            (
                "notice",
                text(&notice_of(period).map_or_else(
                    || if period.ends_with == Some(TermEnd::End) { "–" } else { "Not stated" }.to_owned(),
                    |notice| notice.words(),
                )),
            ),
            ("is_here", (period.id == at.point.period.id).into()),
        ])
    });
    let period = at.point.period;
    facts([
        ("is_option", at.is_option().into()),
        ("is_measured", (!at.contract.kpis.is_empty()).into()),
        ("what", text(if at.is_option() { "extension option" } else { "break clause" })),
        ("ways", Value::from_iter(ways)),
        ("nobody", text(&at.if_nobody_decides())),
        ("parts", Value::from_iter(parts)),
        ("several_parts", (at.term.spans.len() > 1).into()),
        ("steps", Value::from_iter(steps(at))),
        ("trouble", text(&at.point.plan.trouble.as_ref().map(|it| it.words()).unwrap_or_default())),
        ("notice_by_whom", text(period.notice_by.map(|by| by.label()).unwrap_or_default())),
        ("notice_form", text(period.notice_form.as_deref().unwrap_or_default())),
        ("body_how", text(&after_a_colon(&at.point.body.how))),
        ("value_how", text(&after_a_colon(&at.point.value.how))),
        ("is_key", (key.answer == Answer::Key).into()),
        ("key_open", (key.answer == Answer::CannotTell).into()),
        ("notices", Value::from_iter(notices(at))),
        ("notices_of", Value::from_iter(notices_of(at.contract))),
    ])
}

/// A sentence that follows a colon.
fn after_a_colon(sentence: &str) -> String {
    let mut letters = sentence.chars();
    letters.next().map_or_else(String::new, |first| first.to_lowercase().chain(letters).collect())
}

/// Each step before the point, with its last safe day, and when it was done.
fn steps(at: &AtBreak<'_>) -> Vec<Facts> {
    let done = |kind| {
        let of = at.contract.steps.iter().find(|row| row.period_id == at.point.period.id && row.step == kind);
        of.map_or_else(String::new, |row| match &row.reference {
            Some(reference) => format!("{}, {reference}", long_day(row.done_on)),
            None => long_day(row.done_on),
        })
    };
    let of = at.steps().map(|step| {
        facts([
            ("label", text(step.kind.label())),
            ("on", text(&step.on.as_ref().map_or_else(|_| "Cannot be told".to_owned(), |on| long_day(*on)))),
            ("how", text(&step.how)),
            ("done", text(&done(step.kind))),
        ])
    });
    of.collect()
}

/// The statutory notices that the decisions would make due.
fn notices(at: &AtBreak<'_>) -> Vec<Facts> {
    let ways = at.ways();
    let of = ways.iter().flat_map(|way| {
        notices_after(at, way.answer).into_iter().map(|notice| {
            let only = match notice.duty {
                Duty::If(when) => format!("If {when}"),
                Duty::Mandatory => "In any case".to_owned(),
                Duty::Optional => "The council may".to_owned(),
            };
            let kind = match notice.kind.number() {
                Some(number) => format!("{} ({number})", notice.kind.words()),
                None => notice.kind.words().to_owned(),
            };
            facts([
                ("decision", text(way.label)),
                ("kind", text(&kind)),
                ("only", text(&only)),
                ("due", text(&notice.due.words())),
                ("source", text(notice.source)),
            ])
        })
    });
    of.collect()
}

/// Those that the contract has made due already and that are not published.
pub(super) fn notices_of(contract: &Contract) -> Vec<Facts> {
    let open = contract.notices.iter().filter(|row| row.published_on.is_none() && row.not_needed.is_none());
    let of = open.map(|row| {
        let kind =
            rules::law::notices::Kind::of(&row.kind).map_or("Notice", rules::law::notices::Kind::words);
        facts([
            ("kind", text(kind)),
            ("why", text(&row.why)),
            ("due", text(&row.due_on.map(long_day).unwrap_or_default())),
        ])
    });
    of.collect()
}

/// What people wrote for the decision.
fn written(reading: &Reading, at: &AtBreak<'_>) -> Facts {
    let pack = at.pack();
    let say = |of: fn(&entity::break_pack::Model) -> &Option<String>| -> Value {
        match pack.and_then(|pack| of(pack).as_deref()) {
            Some(says) => Piece::blocks(reading.prose(says)).into(),
            None => Piece::text(NOT_WRITTEN).unasked().into(),
        }
    };
    let answer = pack.and_then(|pack| pack.answer);
    let pack = facts([
        ("recommended", text(answer.map(|answer| label(answer, at.point.end)).unwrap_or_default())),
        ("recommends", text(&answer.map(|answer| recommends(at, answer)).unwrap_or_default())),
        ("summary", say(|pack| &pack.summary)),
        ("recommendation", say(|pack| &pack.recommendation)),
        ("reasons", say(|pack| &pack.reasons)),
        ("performance", say(|pack| &pack.performance)),
        ("options", say(|pack| &pack.options)),
        ("consultation", say(|pack| &pack.consultation)),
    ]);
    facts([("pack", Value::from(pack))])
}

/// The recommendation in words that can be minuted.
fn recommends(at: &AtBreak<'_>, answer: entity::state::BreakAnswer) -> String {
    use entity::state::BreakAnswer::{Continue, End, Extend, Renegotiate};
    let (title, supplier) = (&at.contract.row.title, &at.contract.row.supplier);
    let (last, next) = (long_day(at.point.span.last), long_day(at.next_last()));
    let contract = format!("the contract “{title}” with {supplier}");
    match (answer, at.is_option()) {
        (Continue, _) => format!("That {contract} be let run on past its break on {last}, to {next}."),
        (Extend, _) => {
            format!("That {contract} be extended from {last} to {next}, and that notice be given.")
        }
        (End, true) => format!("That {contract} be let end on {last}."),
        (End, false) => format!("That {contract} be ended at its break on {last}, and that notice be given."),
        (Renegotiate, _) => format!(
            "That the terms of {contract} be renegotiated, and that a further decision be taken before the last day for notice."
        ),
    }
}

/// Every heading of the authority in its order, with what was written below it.
fn implications(reading: &Reading, at: &AtBreak<'_>) -> Value {
    let mut taken: HashSet<String> = template::anchors().collect();
    let headings = at.authority.headings.iter().map(|heading| {
        let says = at.contract.implication(at.point.period.id, heading.id);
        let says = match says {
            Some(row) => Piece::blocks(reading.prose(&row.says)),
            None => Piece::text(NOT_WRITTEN).unasked(),
        };
        facts([
            ("title", heading.title.as_str().into()),
            ("anchor", Anchor::of(&heading.title, &mut taken).into()),
            ("says", says.into()),
        ])
    });
    Value::from_iter(headings.collect::<Vec<_>>())
}
