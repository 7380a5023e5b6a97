//! An evaluation for the tests: three bids, two questions on a scale of 0 to 5, a moderator and two evaluators.

use chrono::{DateTime, Utc};
use entity::id::{BidId, LotEvaluationId, ModerationId, OrganisationId, PersonId, RowId, ScoringId, SheetId};
use entity::number::{BasisPoints, Version};
use entity::state::{
    CheckKind, CheckOutcome, ConflictDecision, LowRule, PanelSeat, Role, TenderStage, YesNo,
};
use entity::{
    bid_check, bid_label, conflict_declaration, criterion, lot_evaluation, moderated_score, moderation,
    opened_bid, panel_member, scale_step, score, score_sheet, scoring, seat_question,
};
use sea_orm::ActiveValue::Set;

use super::{Entered, Rows, Scoring};
use crate::access::{Actor, Side};
use crate::tender::Tender;
use crate::testing::tenders::{
    LOT, QUESTION, TENDER, closing_at, organisation_of, submitted_bid, terms_of, terms_row,
};
use crate::testing::{COUNCIL, SEEN, blank, noon};

/// The second question.
pub(crate) const SECOND: RowId = RowId(520);
/// Both.
pub(crate) const BOTH: [RowId; 2] = [QUESTION, SECOND];
/// The bids X, Y and Z, labelled C, A and B.
pub(crate) const X: BidId = BidId(61);
/// See [`X`].
pub(crate) const Y: BidId = BidId(62);
/// See [`X`].
pub(crate) const Z: BidId = BidId(63);
/// All three.
pub(crate) const BIDS: [BidId; 3] = [X, Y, Z];
/// Who moderates.
pub(crate) const MODERATOR: i64 = 70;
/// Who evaluate.
pub(crate) const EVALUATORS: [i64; 2] = [71, 72];
/// When everything happens, unless a test says otherwise.
pub(crate) const NOW: &str = "2026-09-20";

/// Someone of the council, by number, with this role.
pub(crate) fn someone(person: i64, role: Role) -> Actor {
    let name = format!("Person {person}");
    Actor { person: Some(PersonId(person)), name, side: Side::Staff(COUNCIL), roles: vec![role] }
}

pub(crate) fn moderator() -> Actor {
    someone(MODERATOR, Role::ContractManager)
}

pub(crate) fn evaluator(which: usize) -> Actor {
    someone(EVALUATORS[which], Role::Evaluator)
}

pub(crate) fn officer() -> Actor {
    someone(40, Role::ProcurementOfficer)
}

pub(crate) fn approver() -> Actor {
    someone(41, Role::Approver)
}

pub(crate) fn now() -> DateTime<Utc> {
    noon(NOW)
}

/// A tender whose bids were opened: 60 price to 40 quality, questions of 25 and 15.
pub(crate) fn opened_tender() -> Tender {
    let mut tender = closing_at(noon("2026-09-03"));
    tender.criteria[0].weight = Some(BasisPoints::percent(25));
    let second =
        criterion::Model { id: SECOND, position: 2, title: "Staff".to_owned(), ..tender.criteria[0].clone() };
    tender.criteria.push(criterion::Model { weight: Some(BasisPoints::percent(15)), ..second });
    let step = tender.scale_steps[0].clone();
    tender.scale_steps =
        (0..=5).map(|at| scale_step::Model { score: at, position: at, ..step.clone() }).collect();
    tender.lots[0].overall_minimum = Some(BasisPoints::percent(50));
    tender.lots[0].minimum_disqualifies = Some(YesNo::Yes);
    tender.row.stage = TenderStage::Opened;
    tender.row.opened_at = Some(noon("2026-09-04"));
    tender.panel = [(MODERATOR, PanelSeat::Moderator)]
        .into_iter()
        .chain(EVALUATORS.map(|person| (person, PanelSeat::Evaluator)))
        .map(|(person, seat)| panel_member::Model {
            id: RowId(person * 10),
            tender_id: TENDER,
            person_id: PersonId(person),
            seat,
            since: noon("2026-08-10"),
        })
        .collect();
    freeze_terms(&mut tender);
    tender
}

/// The terms as its rows now say.
pub(crate) fn freeze_terms(tender: &mut Tender) {
    tender.terms = vec![terms_row(&terms_of(tender), noon("2026-08-03"))];
}

/// A bid of organisation 1, 2 or 3.
pub(crate) fn entered(bid: BidId) -> Entered {
    let organisation = OrganisationId(bid.0 - 60);
    let name = format!("Bidder {}", ["X", "Y", "Z"][usize::try_from(bid.0 - 61).expect("small")]);
    let bid = submitted_bid(bid, organisation, noon("2026-09-02"));
    let opened = opened_bid::Model {
        id: RowId(bid.row.id.0 * 10),
        opening_id: RowId(600),
        bid_id: bid.row.id,
        submission_id: bid.submissions[0].id,
        name: name.clone(),
        digest: bid.submissions[0].digest.clone(),
    };
    Entered { bid, opened, bidder: organisation_of(organisation, &name) }
}

/// An evaluation that has begun; both evaluators score both questions; nobody has declared.
pub(crate) fn begun() -> Rows {
    let label = |(bid, label): (BidId, &str)| bid_label::Model {
        id: RowId(bid.0 + 800),
        tender_id: TENDER,
        bid_id: bid,
        label: label.to_owned(),
    };
    let given = |person: i64| {
        BOTH.map(|question| seat_question::Model {
            id: RowId(person * 1_000 + question.0),
            tender_id: TENDER,
            panel_member_id: RowId(person * 10),
            criterion_id: question,
            since: now(),
        })
    };
    Rows {
        row: scoring::Model {
            id: ScoringId(600),
            version: SEEN,
            tender_id: TENDER,
            masked: true,
            low_rule: LowRule::OthersMean,
            low_share: Some(BasisPoints::percent(20)),
            begun_at: now(),
            person_id: PersonId(40),
        },
        tender: opened_tender(),
        bids: BIDS.map(entered).to_vec(),
        labels: [(X, "Bid C"), (Y, "Bid A"), (Z, "Bid B")].map(label).to_vec(),
        questions: EVALUATORS.into_iter().flat_map(given).collect(),
        releases: Vec::new(),
        declarations: Vec::new(),
        exits: Vec::new(),
        sheets: Vec::new(),
        scores: Vec::new(),
        moderations: Vec::new(),
        moderated: Vec::new(),
        queries: Vec::new(),
        lots: vec![blank::<lot_evaluation::ActiveModel, _>(|row| {
            row.id = Set(LotEvaluationId(601));
            row.version = Set(SEEN);
            row.tender_id = Set(TENDER);
            row.lot_id = Set(LOT);
        })],
    }
}

/// A declaration, and what was decided of it.
pub(crate) fn declare(rows: &mut Rows, person: i64, conflicted: YesNo, decision: Option<ConflictDecision>) {
    let position = i32::try_from(rows.declarations.len()).expect("few") + 1;
    rows.declarations.push(blank::<conflict_declaration::ActiveModel, _>(|row| {
        row.id = Set(RowId(900 + i64::from(position)));
        row.tender_id = Set(TENDER);
        row.person_id = Set(PersonId(person));
        row.position = Set(position);
        row.bidders = Set("Bidder X".to_owned());
        row.conflicted = Set(conflicted);
        row.at = Set(now());
        row.decision = Set(decision);
    }));
}

/// The same, everyone having declared that there is nothing.
pub(crate) fn declared() -> Rows {
    let mut rows = begun();
    for person in [MODERATOR, EVALUATORS[0], EVALUATORS[1]] {
        declare(&mut rows, person, YesNo::No, None);
    }
    rows
}

/// A sheet with these scores of the first and second question.
pub(crate) fn sheet(rows: &mut Rows, person: i64, bid: BidId, scores: [Option<i32>; 2], locked: bool) {
    let id = SheetId(person * 100 + bid.0);
    rows.sheets.push(score_sheet::Model {
        id,
        version: SEEN,
        tender_id: TENDER,
        lot_id: LOT,
        bid_id: bid,
        person_id: PersonId(person),
        started_at: now(),
        salt: "ab".repeat(32),
        locked_at: locked.then(now),
        digest: locked.then(|| "digest".to_owned()),
    });
    for (question, given) in BOTH.into_iter().zip(scores) {
        rows.scores.push(score::Model {
            id: RowId(id.0 * 1_000 + question.0),
            sheet_id: id,
            criterion_id: question,
            score: given,
            reason: given.map(|score| format!("It earns {score}.")),
            saved_at: now(),
        });
    }
}

/// Everyone has locked: the first evaluator gave 3 and 3 throughout, the second 4 and 3.
pub(crate) fn locked() -> Rows {
    let mut rows = declared();
    for bid in BIDS {
        sheet(&mut rows, EVALUATORS[0], bid, [Some(3), Some(3)], true);
        sheet(&mut rows, EVALUATORS[1], bid, [Some(4), Some(3)], true);
    }
    rows
}

/// An open moderation of a question, with its meeting.
pub(crate) fn moderate(rows: &mut Rows, question: RowId) {
    rows.moderations.push(blank::<moderation::ActiveModel, _>(|row| {
        row.id = Set(ModerationId(question.0 + 1_000));
        row.version = Set(SEEN);
        row.tender_id = Set(TENDER);
        row.lot_id = Set(LOT);
        row.criterion_id = Set(question);
        row.opened_at = Set(now());
        row.person_id = Set(PersonId(MODERATOR));
        row.held_on = Set(Some(crate::testing::day(NOW)));
        row.attended = Set(Some("Everyone".to_owned()));
        row.minutes = Set(Some("It was talked through.".to_owned()));
    }));
}

/// An agreed score.
pub(crate) fn agree(rows: &mut Rows, question: RowId, bid: BidId, score: i32) {
    rows.moderated.push(blank::<moderated_score::ActiveModel, _>(|row| {
        row.id = Set(RowId(question.0 * 1_000 + bid.0));
        row.moderation_id = Set(ModerationId(question.0 + 1_000));
        row.bid_id = Set(bid);
        row.score = Set(score);
        row.reason = Set(format!("The answer shows what a {score} asks for."));
        row.move_reason = Set(Some("The panel read it together.".to_owned()));
        row.at = Set(now());
        row.person_id = Set(PersonId(MODERATOR));
    }));
}

/// Moderated throughout: X 3 and 3, Y 4 and 4, Z 1 and 0, so Z fails the minimum of half the quality.
pub(crate) fn moderated() -> Rows {
    let mut rows = locked();
    for (at, question) in BOTH.into_iter().enumerate() {
        moderate(&mut rows, question);
        for (bid, scores) in [(X, [3, 3]), (Y, [4, 4]), (Z, [1, 0])] {
            agree(&mut rows, question, bid, scores[at]);
        }
    }
    rows
}

/// The same, signed off.
pub(crate) fn signed() -> Rows {
    let mut rows = moderated();
    rows.lots[0].signed_at = Some(now());
    rows.lots[0].signed_by = Some(PersonId(40));
    rows
}

/// A check of a bid with this outcome.
pub(crate) fn check(rows: &mut Rows, bid: BidId, outcome: CheckOutcome) {
    let entered = rows.bids.iter_mut().find(|entered| entered.bid.row.id == bid).expect("it is there");
    entered.bid.checks.push(blank::<bid_check::ActiveModel, _>(|row| {
        row.id = Set(RowId(990));
        row.bid_id = Set(bid);
        row.position = Set(1);
        row.kind = Set(CheckKind::Condition);
        row.subject = Set("The bidder".to_owned());
        row.outcome = Set(outcome);
        row.reason = Set(Some("No reference came.".to_owned()));
    }));
}

/// The evaluation of these rows.
pub(crate) fn of(rows: Rows) -> Scoring {
    Scoring::of(rows).expect("the tender is published")
}

/// The version that forms were drawn from.
pub(crate) const DRAWN_FROM: Version = SEEN;
