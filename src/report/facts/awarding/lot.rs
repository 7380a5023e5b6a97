//! A lot: as it was published, and where it stands.

use entity::award;
use entity::choice::Choice;
use entity::state::AwardKind;
use minijinja::Value;
use rules::law::dates::long_date;
use rules::report::awarding::{Awarding, Lotted, lot_name};

use super::{Facts, Reading, facts, figure, prose, result, text, words};

/// Everything a template can name of a lot.
pub(super) fn of(
    reading: &Reading,
    awarding: &Awarding,
    lot: &Lotted,
    anchor: &mut impl FnMut(&str) -> Value,
) -> Facts {
    let name = lot_name(awarding, lot);
    let figure = |fact: &str| figure(reading, &format!("{name}.{fact}"));
    let open = lot.open.as_ref();
    let award = open.and_then(|open| open.award.as_ref());
    let mut all = facts([
        ("title", text(&lot.terms.title)),
        ("price_weight", figure("price_weight")),
        ("quality_weight", figure("quality_weight")),
        ("formula", text(&lot.formula)),
        ("ceiling", text(&lot.terms.ceiling.map(|it| it.to_string()).unwrap_or_default())),
        ("minimums", text(&words::minimums(lot))),
        ("ranking", text(&words::ranking(lot))),
        ("value", figure("value")),
        ("term", figure("term")),
        ("longest_term", figure("longest_term")),
        ("starts_on", figure("starts_on")),
        ("questions", Value::from_iter(questions(lot))),
        ("stage", text(words::stage(lot))),
        ("counts", text(&words::counts(lot))),
        ("recommends", recommends(lot).into()),
        ("winner", figure("winner")),
        ("quality", figure("quality")),
        ("price", figure("price")),
        ("most", figure("most")),
        ("apart", figure("apart")),
        ("is_over", lot.price().zip(lot.most).is_some_and(|(price, most)| price > most).into()),
        ("is_awarded", award.is_some_and(|award| award.kind == AwardKind::Award).into()),
        ("is_decided", award.is_some().into()),
        ("is_named", is_named(lot).into()),
        ("has_minimums", lot.terms.criteria.iter().any(|it| it.minimum.is_some()).into()),
        ("can_be_longer", (lot.terms.longest_months > lot.terms.months).into()),
    ]);
    all.extend(facts([
        ("steps", Value::from_iter(steps(reading, &name, lot))),
        ("fallen", Value::from_iter(open.iter().flat_map(|open| &open.fallen).map(words::fallen))),
        (
            "decisions",
            Value::from_iter(open.iter().flat_map(|open| &open.decisions).map(|it| decision(reading, it))),
        ),
        ("notice_by", figure("notice_by")),
        ("tier", text(lot.tier.as_deref().unwrap_or_default())),
        ("sealed", text(sealed(lot))),
        ("at_questions", anchor("questions")),
        ("at_timetable", anchor("award timetable")),
        ("at_ranking", anchor("ranking")),
        ("at_reasons", anchor("why it scored so")),
    ]));
    all.extend(result::of(reading, &name, lot, anchor));
    all
}

/// What can be recommended of it: an award, none, or nothing yet.
pub(super) fn recommends(lot: &Lotted) -> &'static str {
    let Some(open) = &lot.open else { return "nothing yet" };
    match (&open.award, open.counts, open.has_candidate) {
        (Some(award), ..) if award.kind == AwardKind::NoAward => "none",
        (Some(_), ..) | (None, Some(_), true) => "award",
        (None, Some(_), false) => "none",
        (None, None, _) => "nothing yet",
    }
}

/// Whether the winning bid is told by its bidder's name, not by its label.
fn is_named(lot: &Lotted) -> bool {
    let label = match lot.told() {
        Some(told) => told.bids.iter().find(|bid| Some(bid.bid) == told.first).map(|bid| &bid.label),
        None => lot.open.as_ref().and_then(|open| open.winner.as_ref()).map(|winner| &winner.label),
    };
    lot.winner().is_some_and(|winner| Some(&winner) != label)
}

/// Each question, a heading before what stands under it.
fn questions(lot: &Lotted) -> Vec<Facts> {
    let is_question = |id| lot.terms.questions().any(|question| question.id == id);
    let one = |it: &rules::tender::terms::CriterionTerms| {
        facts([
            ("title", text(&it.title)),
            ("is_heading", (!is_question(it.id)).into()),
            ("weight", text(&it.weight.to_string())),
            ("minimum", text(&it.minimum.map(|least| least.to_string()).unwrap_or_default())),
        ])
    };
    lot.terms.criteria.iter().map(one).collect()
}

fn steps(reading: &Reading, name: &str, lot: &Lotted) -> Vec<Facts> {
    let one = |step: &rules::report::awarding::Step| {
        let figure = step.name.and_then(|step| reading.figure(&format!("{name}.{step}")));
        facts([("what", text(step.what)), ("when", figure.map_or_else(|| text(&step.when), Value::from))])
    };
    lot.steps.iter().map(one).collect()
}

/// A decision, as a decision record tells it.
fn decision(reading: &Reading, award: &award::Model) -> Facts {
    let written = |text: Option<&str>| {
        let text = text.unwrap_or_default();
        Value::from(super::Piece::blocks(reading.prose(text)))
    };
    facts([
        ("number", award.number.into()),
        ("kind", text(award.kind.label())),
        ("ground", text(award.ground.map(Choice::label).unwrap_or_default())),
        ("taken_by", text(&award.taken_by)),
        ("delegated_by", text(award.delegated_by.as_deref().unwrap_or_default())),
        ("delegation", text(award.delegation.as_deref().unwrap_or_default())),
        ("taken_on", text(&long_date(award.taken_on))),
        ("published_on", text(&award.published_on.map(long_date).unwrap_or_default())),
        ("says", written(Some(&award.says))),
        ("reasons", written(Some(&award.reasons))),
        ("alternatives", written(award.alternatives.as_deref())),
        ("interests", written(award.interests.as_deref())),
        ("call_in", text(&words::call_in(award))),
        ("call_in_outcome", prose(award.call_in_outcome.as_deref().unwrap_or_default())),
        ("stands", award.failed_on.is_none().into()),
    ])
}

/// Why the exempt appendix says nothing of a lot yet.
fn sealed(lot: &Lotted) -> &str {
    match &lot.exempt {
        Some(Err(says)) => says,
        Some(Ok(_)) | None => "",
    }
}
