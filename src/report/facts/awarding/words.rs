//! Sentences about how a tender was run.

use entity::state::{AwardKind, CallIn, RankOn, TieRule, YesNo};
use rules::award::papers::{Fallen, Reached};
use rules::law::dates::long_date;
use rules::report::awarding::{Awarding, Interests, Lotted, Received};

/// "Three bids were opened. One came late and was refused."
pub(super) fn received(received: Option<Received>) -> String {
    let Some(Received { opened, late, withdrawn }) = received else {
        return "The bids have not been opened yet.".to_owned();
    };
    let mut says = match opened {
        0 => "No bid was opened.".to_owned(),
        1 => "One bid was opened.".to_owned(),
        more => format!("{} bids were opened.", number(more)),
    };
    says.push_str(&match late {
        0 => " None came late.".to_owned(),
        1 => " One came late and was refused.".to_owned(),
        more => format!(" {} came late and were refused.", number(more)),
    });
    says.push_str(&match withdrawn {
        0 => " None was withdrawn before the deadline.".to_owned(),
        1 => " One was withdrawn before the deadline.".to_owned(),
        more => format!(" {} were withdrawn before the deadline.", number(more)),
    });
    says
}

/// A small number in words, as the first word of a sentence.
fn number(number: u64) -> String {
    const WORDS: [&str; 8] = ["Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine"];
    let word = number.checked_sub(2).and_then(|at| WORDS.get(usize::try_from(at).ok()?));
    word.map_or_else(|| number.to_string(), |word| (*word).to_owned())
}

/// Under what the panel read bids.
pub(super) fn masking(masked: Option<bool>) -> &'static str {
    match masked {
        Some(true) => {
            "The panel read the bids under labels drawn at random, without the bidders’ names and without prices."
        }
        Some(false) => "The panel read the bids under the bidders’ names, and without prices.",
        None => "",
    }
}

/// What was declared of interests, in numbers.
pub(super) fn interests(it: Interests, seats: usize) -> String {
    if it.declared == 0 {
        return "Nobody on the panel has declared yet whether they have an interest in a bidder.".to_owned();
    }
    let who = match (it.declared, seats) {
        (declared, seats) if declared == seats => "Everyone on the panel".to_owned(),
        (declared, seats) => format!("{declared} of {seats} on the panel"),
    };
    let before =
        "declared, against the names of the bidders and before reading a bid, whether they had an interest";
    let with = match it.with {
        0 => "Nobody had one.".to_owned(),
        1 => format!("One had an interest{}", decided(it)),
        more => format!("{more} had an interest{}", decided(it)),
    };
    format!("{who} {before}. {with}")
}

fn decided(it: Interests) -> String {
    let open = it.with.saturating_sub(it.kept + it.removed);
    match (it.with, it.kept, it.removed, open) {
        (_, 0, 0, _) => "; an approver has yet to decide on it.".to_owned(),
        (1, 1, 0, _) => "; an approver kept them on the panel and recorded why.".to_owned(),
        (1, 0, 1, _) => "; an approver removed them from the panel.".to_owned(),
        (_, kept, removed, 0) => {
            format!("; an approver kept {kept} on the panel, with reasons, and removed {removed}.")
        }
        (_, kept, removed, open) => {
            format!("; an approver kept {kept}, removed {removed} and has yet to decide on {open}.")
        }
    }
}

/// Where a lot stands.
pub(super) fn stage(lot: &Lotted) -> &'static str {
    let Some(open) = &lot.open else { return "The evaluation has not begun, so nothing is decided yet." };
    match (open.reached, open.award.as_ref().map(|award| award.kind)) {
        (Reached::Scoring, _) => "Bids are being scored. Nothing is decided yet.",
        (Reached::SignedOff, _) => {
            "Quality is signed off and the prices are still sealed. Nothing is decided yet."
        }
        (Reached::Priced, _) => "Prices are open and nothing is ranked. Nothing is decided yet.",
        (Reached::Ranked, _) => {
            "The ranking is frozen and nothing is decided yet. Until then scores, ranks, names and prices are in the exempt appendix."
        }
        (Reached::Decided | Reached::Told, Some(AwardKind::NoAward)) => "No contract is awarded.",
        (Reached::Decided, _) => {
            "The decision is taken. The bidder is named here once every bidder has been told."
        }
        (Reached::Told, _) => "The decision is taken and every bidder has been told.",
    }
}

/// The least quality, and what becomes of a bid below it.
pub(super) fn minimums(lot: &Lotted) -> String {
    let terms = &lot.terms;
    let any = terms.overall_minimum.is_some() || terms.criteria.iter().any(|it| it.minimum.is_some());
    let overall =
        terms.overall_minimum.map(|it| format!("The least quality is {it} of the quality available. "));
    let out = match terms.minimum_disqualifies {
        YesNo::Yes => "A bid below a minimum is out.",
        YesNo::No => "A bid below a minimum is not out, but that is recorded.",
    };
    if any { format!("{}{out}", overall.unwrap_or_default()) } else { String::new() }
}

/// Which totals are ranked and what separates equal ones.
pub(super) fn ranking(lot: &Lotted) -> String {
    let on = match lot.terms.rank_on {
        RankOn::Published => "Totals are ranked as published, rounded to two decimals.",
        RankOn::Exact => "Totals are ranked exactly, before rounding.",
    };
    let ties = lot.terms.tie_breaks.iter().map(|tie| match (tie.rule, tie.criterion) {
        (TieRule::Quality, _) => "the higher quality score".to_owned(),
        (TieRule::Criterion, Some(id)) => format!("the higher score for “{}”", lot.title_of(id)),
        (TieRule::Criterion, None) => "the higher score on one question".to_owned(),
        (TieRule::Price, _) => "the lower price".to_owned(),
        (TieRule::Draw, _) => "a draw before witnesses".to_owned(),
    });
    let ties: Vec<_> = ties.collect();
    if ties.is_empty() {
        on.to_owned()
    } else {
        format!("{on} Equal totals are separated by {}.", ties.join(", then "))
    }
}

/// What became of the bids of a lot, in numbers.
pub(super) fn counts(lot: &Lotted) -> String {
    let Some(counts) = lot.open.as_ref().and_then(|open| open.counts) else { return String::new() };
    let of = |count: usize, one: &str, more: &str| match count {
        0 => format!("none {one}"),
        1 => format!("one {one}"),
        count => format!("{count} {more}"),
    };
    format!(
        "Of the bids, {}, {} and {}.",
        of(counts.ranked, "was ranked", "were ranked"),
        of(counts.failed, "failed a published minimum", "failed a published minimum"),
        of(counts.out, "was out before the ranking", "were out before the ranking")
    )
}

/// "The award of decision 1 fell away on 30 September 2026: the winner withdrew."
pub(super) fn fallen(fallen: &Fallen) -> String {
    use entity::choice::Choice;
    let how = fallen.how.map(|how| how.label().to_lowercase()).unwrap_or_default();
    format!("The award of decision {} fell away on {}: {how}.", fallen.number, long_date(fallen.on))
}

/// Who decided on each lot, each once: "Director of People, to whom Cabinet left it".
pub(super) fn deciders(awarding: &Awarding) -> Vec<String> {
    let awards = awarding.lots().filter_map(|(_, lot)| lot.open.as_ref()?.award.as_ref());
    let mut all: Vec<String> = awards
        .map(|award| match &award.delegated_by {
            Some(body) => format!("{}, to whom {body} left it", award.taken_by),
            None => award.taken_by.clone(),
        })
        .collect();
    all.dedup();
    all
}

/// What became of the call-in.
pub(super) fn call_in(award: &entity::award::Model) -> String {
    let ends = award.call_in_ends_on.map(long_date).unwrap_or_default();
    match award.call_in {
        CallIn::Open => format!("It may be called in until the end of {ends}."),
        CallIn::NotSubject => "It is not subject to call-in.".to_owned(),
        CallIn::CalledIn => "It has been called in.".to_owned(),
        CallIn::Passed => "It was not called in.".to_owned(),
        CallIn::Upheld => "It was called in, and stands.".to_owned(),
    }
}
