//! A tender made by hand, at each point to which its evaluation can come.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use entity::award;
use entity::id::{AwardId, BidId, PersonId, RowId, TenderId};
use entity::number::{BasisPoints, Pence, Version};
use entity::state::{AwardKind, CallIn, FormulaKind, PanelSeat, RankOn, TieRule, YesNo};
use rules::award::papers::{
    Counts, ExemptBid, ExemptLow, ExemptResult, Explained, OpenBid, OpenResult, OpenWinner, Reached,
};
use rules::report::awarding::{Awarding, Declared, Interests, Lotted, Received, Seat, Step, Tendered};
use rules::tender::terms::{CriterionTerms, LotTerms, StepTerms, TieTerms};

/// Two questions under a heading.
const QUESTIONS: [(i64, &str, i32); 2] =
    [(31, "Reaching families early", 25), (32, "Staff and supervision", 15)];

/// A bid: what is told of it, in the order of [`BIDS`].
type Invented =
    (&'static str, &'static str, i64, [i64; 2], &'static str, Option<(&'static str, &'static str, usize)>);

/// The bids by label: name, price, scores of both questions, quality, price score, total, rank.
const BIDS: [Invented; 3] = [
    ("Bid A", "Harbour Services Ltd", 120_000, [4, 4], "32.00", Some(("50.00", "82.00", 2))),
    ("Bid B", "Kestrel Care", 66_000, [0, 1], "4.00", None),
    ("Bid C", "Riverbank Trust", 100_000, [3, 3], "24.00", Some(("60.00", "84.00", 1))),
];

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn noon(text: &str) -> DateTime<Utc> {
    format!("{text}T11:00:00Z").parse().expect("an instant")
}

/// Published, nothing opened.
pub(super) fn published() -> Awarding {
    let lot = Lotted {
        terms: terms(),
        formula: "The lowest price scores the whole price weight.".to_owned(),
        highest: 5,
        open: None,
        exempt: None,
        most: Some(Pence::pounds(110_000)),
        tier: None,
        steps: steps(None),
    };
    Awarding {
        tenders: vec![Tendered {
            id: TenderId(50),
            reference: "EX-2026-001".to_owned(),
            notice: "2026/S 000-123456".to_owned(),
            published_at: noon("2026-06-01"),
            deadline: noon("2026-07-01"),
            opened_at: None,
            received: None,
            conditions: 2,
            scale: scale(),
            panel: seats(),
            masked: None,
            interests: Interests::default(),
            declared: Vec::new(),
            way: Some("every bidder be told, and the contract be signed".to_owned()),
            notices: vec!["Contract details notice (UK7), as soon as practicable.".to_owned()],
            lots: vec![lot],
        }],
        checks: Vec::new(),
    }
}

/// Ranked and not decided, as everyone may read it.
pub(super) fn ranked() -> Awarding {
    let mut awarding = published();
    let tender = &mut awarding.tenders[0];
    tender.opened_at = Some(noon("2026-07-02"));
    tender.received = Some(Received { opened: 3, late: 1, withdrawn: 0 });
    tender.masked = Some(true);
    tender.interests = Interests { declared: 3, with: 1, kept: 1, removed: 0 };
    tender.lots[0].open = Some(OpenResult {
        reached: Reached::Ranked,
        counts: Some(Counts { ranked: 2, failed: 1, out: 0 }),
        has_candidate: true,
        bids: Vec::new(),
        award: None,
        winner: None,
        fallen: Vec::new(),
        decisions: Vec::new(),
    });
    awarding
}

/// The same as who may read prices reads it.
pub(super) fn ranked_exempt() -> Awarding {
    let mut awarding = ranked();
    awarding.tenders[0].declared = vec![Declared {
        who: "Families officer".to_owned(),
        says: "A relative volunteers for one of the bidders.".to_owned(),
        decision: Some("Kept on the panel"),
        reason: Some("The relative has no part in this service.".to_owned()),
    }];
    let lot = &mut awarding.tenders[0].lots[0];
    lot.tier = Some("Director".to_owned());
    lot.exempt = Some(Ok(exempt()));
    awarding
}

/// Decided, and if so told.
pub(super) fn decided(told: bool) -> Awarding {
    let mut awarding = ranked();
    let lot = &mut awarding.tenders[0].lots[0];
    let award = award(told);
    lot.steps = steps(Some(&award));
    let bid =
        |(label, _, _, scores, quality, rank): (&str, _, _, [i64; 2], &str, Option<(_, _, usize)>)| OpenBid {
            label: label.to_owned(),
            standing: if rank.is_some() { "Ranked" } else { "Failed a published minimum" },
            scores: scored(scores),
            quality: Some(quality.to_owned()),
            rank: rank.map(|(_, _, rank)| rank),
        };
    let open = lot.open.as_mut().expect("an evaluation");
    open.reached = if told { Reached::Told } else { Reached::Decided };
    open.bids = BIDS.into_iter().map(bid).collect();
    open.winner = Some(OpenWinner {
        label: "Bid C".to_owned(),
        name: told.then(|| "Riverbank Trust".to_owned()),
        price: told.then(|| Pence::pounds(100_000)),
    });
    open.award = Some(award.clone());
    open.decisions = vec![award];
    awarding
}

fn exempt() -> ExemptResult {
    let bid = |(number, bid): (i64, Invented)| {
        let (label, name, pounds, scores, quality, rank) = bid;
        ExemptBid {
            bid: BidId(number),
            label: label.to_owned(),
            name: Some(name.to_owned()),
            price: Some(Pence::pounds(pounds)),
            scores: scored(scores),
            quality: Some(quality.to_owned()),
            price_score: rank.map(|(price, ..)| price.to_owned()),
            total: rank.map(|(_, total, _)| total.to_owned()),
            rank: rank.map(|(_, _, rank)| rank),
            standing: if rank.is_some() { "Ranked" } else { "Failed a published minimum" },
            why_out: None,
        }
    };
    ExemptResult {
        bids: (61..).zip(BIDS).map(bid).collect(),
        lows: vec![ExemptLow {
            label: "Bid B".to_owned(),
            flagged: "£66,000 is more than 20% below the mean of the other bids, £110,000.".to_owned(),
            answer: Some("We own our premises.".to_owned()),
            outcome: Some("The price is explained: the bid stays"),
            reason: Some("The accounts bear it out.".to_owned()),
        }],
        first: Some(BidId(63)),
        why_none: None,
        explained: QUESTIONS
            .map(|(id, ..)| Explained {
                question: RowId(id),
                score: 3,
                label: "Satisfactory".to_owned(),
                reason: "The answer names three ways in and a date for each.".to_owned(),
            })
            .to_vec(),
        draw: None,
        ranking: Some(1),
        parts_do_not_add_up: true,
    }
}

fn scored(scores: [i64; 2]) -> BTreeMap<RowId, i64> {
    QUESTIONS.map(|(id, ..)| RowId(id)).into_iter().zip(scores).collect()
}

fn scale() -> Vec<StepTerms> {
    let step = |(score, label, words): (i32, &str, &str)| StepTerms {
        score,
        label: label.to_owned(),
        words: words.to_owned(),
    };
    [
        (0, "Unacceptable", "No answer."),
        (3, "Satisfactory", "It meets what is asked."),
        (5, "Excellent", "Full confidence."),
    ]
    .map(step)
    .to_vec()
}

fn seats() -> Vec<Seat> {
    let seat = |(seat, who): (PanelSeat, &str)| Seat { seat, who: who.to_owned(), left: None };
    [
        (PanelSeat::Moderator, "Contract manager"),
        (PanelSeat::Evaluator, "Report writer"),
        (PanelSeat::Evaluator, "Families officer"),
    ]
    .map(seat)
    .to_vec()
}

fn terms() -> LotTerms {
    let criterion = |id: i64, parent: Option<i64>, title: &str, weight: i32| CriterionTerms {
        id: RowId(id),
        parent: parent.map(RowId),
        outcome: parent.map(|_| RowId(id - 20)),
        title: title.to_owned(),
        question: parent.map(|_| "How will you do it?".to_owned()),
        weight: BasisPoints::percent(weight),
        word_limit: None,
        minimum: parent.map(|_| 1),
    };
    let mut criteria = vec![criterion(30, None, "The service", 40)];
    criteria.extend(QUESTIONS.map(|(id, title, weight)| criterion(id, Some(30), title, weight)));
    LotTerms {
        id: RowId(51),
        title: "The whole service".to_owned(),
        description: None,
        starts_on: Some(day("2026-12-01")),
        months: 24,
        longest_months: 36,
        value: Some(Pence::pounds(110_000)),
        price_years: 3,
        price_weight: BasisPoints::percent(60),
        quality_weight: BasisPoints::percent(40),
        formula: FormulaKind::Inverse,
        benchmark_floor: None,
        benchmark_ceiling: None,
        ceiling: None,
        above_ceiling: None,
        rank_on: RankOn::Published,
        overall_minimum: Some(BasisPoints::percent(50)),
        minimum_disqualifies: YesNo::Yes,
        if_winner_fails: None,
        criteria,
        tie_breaks: vec![
            TieTerms { rule: TieRule::Quality, criterion: None },
            TieTerms { rule: TieRule::Draw, criterion: None },
        ],
        samples: Vec::new(),
    }
}

fn steps(award: Option<&award::Model>) -> Vec<Step> {
    let decided = match award {
        Some(_) => Step { what: "Decision", when: "21 September 2026".to_owned(), name: Some("decided_on") },
        None => Step { what: "Decision", when: "Not taken yet".to_owned(), name: None },
    };
    vec![
        Step { what: "Last day for bids", when: "1 July 2026".to_owned(), name: None },
        decided,
        Step {
            what: "First day of the contract",
            when: "1 December 2026".to_owned(),
            name: Some("starts_on"),
        },
    ]
}

/// An award under delegation.
fn award(told: bool) -> award::Model {
    award::Model {
        id: AwardId(1),
        version: Version(1),
        tender_id: TenderId(50),
        lot_id: RowId(51),
        number: 1,
        kind: AwardKind::Award,
        ranking_id: Some(RowId(70)),
        bid_id: Some(BidId(63)),
        ground: None,
        taken_by: "Director of Public Health".to_owned(),
        delegated_by: Some("Cabinet".to_owned()),
        delegation: Some("minute 104/2026".to_owned()),
        taken_on: day("2026-09-21"),
        says: "To award the contract to the bid ranked first.".to_owned(),
        reasons: "It is ranked first by the published method.".to_owned(),
        alternatives: Some("Not to award, which would leave families without the service.".to_owned()),
        interests: None,
        published_on: Some(day("2026-09-22")),
        call_in: CallIn::Passed,
        call_in_ends_on: Some(day("2026-09-29")),
        call_in_outcome: None,
        recorded_at: noon("2026-09-22"),
        person_id: PersonId(41),
        told_at: told.then(|| noon("2026-09-30")),
        notice_reference: None,
        notice_on: None,
        standstill: None,
        standstill_ends_on: None,
        challenged_on: None,
        challenge: None,
        challenge_ended_on: None,
        challenge_outcome: None,
        signed_on: None,
        after_notice_by: None,
        after_notice: None,
        failed_on: None,
        failure: None,
        failure_reason: None,
    }
}
