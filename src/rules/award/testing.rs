//! The result of a lot for the tests: X £100,000, Y £120,000 and Z £66,000, which fails the overall minimum, so that X wins
//! without it and would not with it (fact sheet, section 4, test B).

use chrono::{DateTime, Utc};
use entity::id::{AwardId, BidId, PersonId, RowId};
use entity::number::{BasisPoints, Pence, Version};
use entity::state::{AwardKind, CallIn, IfWinnerFails};
use entity::{approver_tier, award, bid_price, low_price, ranking as ranked};
use sea_orm::ActiveValue::Set;

use super::frozen::Frozen;
use super::{LotResult, Rows};
use crate::law::cpv::Cpv;
use crate::law::regime::{Category, Commencement, Finding, HealthAnswer, Question, Vat, find};
use crate::scoring::testing::{X, Y, Z, freeze_terms, moderate, now, of as scoring_of, signed};
use crate::settings::Authority;
use crate::sha256;
use crate::testing::tenders::{LOT, TENDER};
use crate::testing::{SEEN, blank, day, noon, settled};

/// Scores that make the quality points of test B: X 24, Y 32, Z 4 of 40.
pub(crate) fn quality() -> crate::scoring::Rows {
    let mut rows = crate::scoring::testing::locked();
    for (at, question) in crate::scoring::testing::BOTH.into_iter().enumerate() {
        moderate(&mut rows, question);
        for (bid, scores) in [(X, [3, 3]), (Y, [4, 4]), (Z, [0, 1])] {
            crate::scoring::testing::agree(&mut rows, question, bid, scores[at]);
        }
    }
    rows.lots = signed().lots;
    rows.row.low_share = Some(BasisPoints::percent(50));
    rows
}

/// Signed off, prices still sealed.
pub(crate) fn sealed() -> Rows {
    Rows {
        scoring: scoring_of(quality()),
        lot: LOT,
        prices: Vec::new(),
        lows: Vec::new(),
        rankings: Vec::new(),
        draws: Vec::new(),
        awards: Vec::new(),
        redactions: Vec::new(),
        summaries: Vec::new(),
    }
}

/// Prices opened.
pub(crate) fn priced() -> Rows {
    with_prices([100_000, 120_000, 66_000], |_| {})
}

/// Prices of X, Y and Z in pounds, of an evaluation that was changed beforehand.
pub(crate) fn with_prices(pounds: [i64; 3], change: impl Fn(&mut crate::scoring::Rows)) -> Rows {
    let mut scoring = quality();
    scoring.lots[0].prices_at = Some(now());
    change(&mut scoring);
    freeze_terms(&mut scoring.tender);
    let price = |(bid, pounds): (BidId, i64)| bid_price::Model {
        id: RowId(bid.0 + 5_000),
        tender_id: TENDER,
        lot_id: LOT,
        bid_id: bid,
        total: Pence::pounds(pounds),
        schedule: "{}".to_owned(),
        at: now(),
    };
    let prices = [X, Y, Z].into_iter().zip(pounds).map(price).collect();
    Rows { scoring: scoring_of(scoring), prices, ..sealed() }
}

/// The same, its ranking frozen.
pub(crate) fn freeze(mut rows: Rows) -> Rows {
    let result = Frozen::of(&LotResult::of(rows.clone()).evaluated().expect("it scores")).text();
    let number = i32::try_from(rows.rankings.len()).expect("few") + 1;
    rows.rankings.push(ranked::Model {
        id: RowId(7_000 + i64::from(number)),
        tender_id: TENDER,
        lot_id: LOT,
        number,
        digest: sha256(&result),
        result,
        at: now(),
        person_id: PersonId(40),
    });
    rows
}

/// The same under terms that say this of a winner that falls away.
pub(crate) fn saying(mut rows: Rows, published: Option<IfWinnerFails>) -> Rows {
    let mut scoring = rows.scoring.rows().clone();
    scoring.tender.lots[0].if_winner_fails = published;
    freeze_terms(&mut scoring.tender);
    rows.scoring = scoring_of(scoring);
    rows
}

/// Test B with its ranking frozen: X won.
pub(crate) fn ranked_rows() -> Rows {
    freeze(priced())
}

/// The same with an award to this bid, not subject to call-in, and what else a test sets.
pub(crate) fn awarded(to: Option<BidId>, set: impl FnOnce(&mut award::ActiveModel)) -> Rows {
    let mut rows = ranked_rows();
    let award = award_of(&rows, to, set);
    rows.awards.push(award);
    rows
}

/// A decision on such rows.
pub(crate) fn award_of(
    rows: &Rows,
    to: Option<BidId>,
    set: impl FnOnce(&mut award::ActiveModel),
) -> award::Model {
    let number = i32::try_from(rows.awards.len()).expect("few") + 1;
    blank::<award::ActiveModel, _>(|row| {
        row.id = Set(AwardId(8_000 + i64::from(number)));
        row.version = Set(SEEN);
        row.tender_id = Set(TENDER);
        row.lot_id = Set(LOT);
        row.number = Set(number);
        row.kind = Set(if to.is_some() { AwardKind::Award } else { AwardKind::NoAward });
        row.ranking_id = Set(rows.rankings.last().map(|row| row.id));
        row.bid_id = Set(to);
        row.taken_by = Set("Director".to_owned());
        row.taken_on = Set(day("2026-09-21"));
        row.says = Set("Agreed.".to_owned());
        row.reasons = Set("As ranked.".to_owned());
        row.call_in = Set(CallIn::NotSubject);
        row.recorded_at = Set(now());
        row.person_id = Set(PersonId(41));
        set(row);
    })
}

/// A price query about a bid.
pub(crate) fn low(bid: BidId, set: impl FnOnce(&mut low_price::ActiveModel)) -> low_price::Model {
    blank::<low_price::ActiveModel, _>(|row| {
        row.id = Set(RowId(bid.0 + 6_000));
        row.tender_id = Set(TENDER);
        row.lot_id = Set(LOT);
        row.bid_id = Set(bid);
        row.flagged = Set("It is far below the others.".to_owned());
        row.asked = Set("Show your costs.".to_owned());
        row.asked_at = Set(now());
        row.asked_by = Set(PersonId(40));
        row.respond_by = Set(day("2026-09-25"));
        set(row);
    })
}

/// The council with two tiers: a director to £110,000, Cabinet beyond.
pub(crate) fn authority() -> Authority {
    let tier = |id: i64, up_to: Option<i64>, body: &str| {
        blank::<approver_tier::ActiveModel, _>(|row| {
            row.id = Set(entity::id::SettingId(id));
            row.authority_id = Set(crate::testing::COUNCIL);
            row.position = Set(1);
            row.up_to_pence = Set(up_to.map(Pence::pounds));
            row.body = Set(body.to_owned());
        })
    };
    let mut authority = settled();
    authority.tiers = vec![tier(1, Some(110_000), "Director"), tier(2, None, "Cabinet")];
    authority
}

/// What is found of services of this kind that commence on this day, worth so many pounds without VAT.
pub(crate) fn found(commences: &str, pounds: i64, light_touch: bool) -> Finding {
    let code = if light_touch { 85_320_000 } else { 72_000_000 };
    find(&Question {
        commencement: Some(Commencement::Actual(day(commences))),
        cpv: vec![Cpv::new(code).expect("a code")],
        main_category: Some(Category::Services),
        value: Some(Pence::pounds(pounds)),
        vat: Vat::Standard,
        health_service: Some(HealthAnswer::NotHealth),
        ..Question::unknown()
    })
}

pub(crate) fn result(rows: Rows) -> LotResult {
    LotResult::of(rows)
}

/// The version that forms were drawn from.
pub(crate) const DRAWN_FROM: Version = SEEN;

/// Noon on a day.
pub(crate) fn at(text: &str) -> DateTime<Utc> {
    noon(text)
}
