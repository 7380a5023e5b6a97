//! A tender of the council: as a draft with everything given, and as it stands once it is published.

use chrono::{DateTime, Duration, Utc};
use entity::id::{BidId, OrganisationId, PersonId, ProcurementId, RowId, TenderId};
use entity::number::{BasisPoints, Pence};
use entity::state::{
    BidStage, ConditionKind, FormulaKind, IfWinnerFails, NeededBy, PanelSeat, RankOn, TenderStage, TieRule,
    YesNo,
};
use entity::{
    bid, condition, criterion, lot, opening, organisation, panel_member, sample_bid, scale_step, submission,
    tender, terms, tie_break,
};
use sea_orm::ActiveValue::Set;

mod published;

pub(crate) use published::terms_of;

use super::{CHARITY, COUNCIL, SEEN, blank, day, noon};
use crate::bid::{About, Bid, Manifest};
use crate::sha256;
use crate::tender::Tender;
use crate::tender::terms::Terms;

/// The council's tender.
pub(crate) const TENDER: TenderId = TenderId(50);
/// Its one lot.
pub(crate) const LOT: RowId = RowId(51);
/// Its one question.
pub(crate) const QUESTION: RowId = RowId(52);
/// Its one condition of participation.
pub(crate) const CONDITION: RowId = RowId(53);
/// The charity's bid for it.
pub(crate) const BID: BidId = BidId(60);
/// Another provider.
pub(crate) const COMPANY: OrganisationId = OrganisationId(2);

/// When the tender made by [`open_tender`] closes, after the instant it is given.
pub(crate) const OPEN_FOR: Duration = Duration::days(30);
/// Until when one may ask, after the same instant.
pub(crate) const QUESTIONS_FOR: Duration = Duration::days(20);

/// A draft with one lot, 60 price to 40 quality, one question, one condition, a scale of two scores: nothing of it
/// published. Its deadline is noon on 3 September 2026, questions may be asked until noon on 20 August.
pub(crate) fn tender() -> Tender {
    Tender {
        row: draft_row(),
        lots: vec![lot()],
        criteria: vec![criterion()],
        scale_steps: vec![step(54, 1, 0, "Unacceptable"), step(55, 2, 5, "Excellent")],
        tie_breaks: vec![tie_break()],
        conditions: vec![condition()],
        sample_bids: vec![sample(57, 1, "A", 200_000, 6_000), sample(58, 2, "B", 220_000, 7_500)],
        files: Vec::new(),
        terms: Vec::new(),
        followers: Vec::new(),
        reopenings: Vec::new(),
        panel: Vec::new(),
        openings: Vec::new(),
    }
}

/// The same, published a day before `now`: open for [`OPEN_FOR`] from then.
pub(crate) fn open_tender(now: DateTime<Utc>) -> Tender {
    let mut tender = tender();
    tender.row.deadline = Some(now + OPEN_FOR);
    tender.row.questions_until = Some(now + QUESTIONS_FOR);
    tender.row.notice_published_at = Some(now - Duration::days(1) - Duration::hours(1));
    tender.row.stage = TenderStage::Published;
    tender.row.closes_at = tender.row.deadline;
    tender.row.published_at = Some(now - Duration::days(1));
    tender.row.public_key = Some("age1tender".to_owned());
    tender.row.wrapped_key = Some("wrapped".to_owned());
    tender.row.terms_number = 1;
    tender.terms = vec![terms_row(&terms_of(&tender), now - Duration::days(1))];
    tender
}

/// A published tender that closes at this instant, published a month before it.
pub(crate) fn closing_at(closes: DateTime<Utc>) -> Tender {
    open_tender(closes - OPEN_FOR)
}

/// A version of its terms.
pub(crate) fn terms_row(terms: &Terms, at: DateTime<Utc>) -> terms::Model {
    let text = terms.text();
    blank::<terms::ActiveModel, _>(|row| {
        row.id = Set(RowId(59));
        row.tender_id = Set(TENDER);
        row.number = Set(1);
        row.digest = Set(sha256(&text));
        row.text = Set(text);
        row.at = Set(at);
        row.person_id = Set(PersonId(40));
        row.notice_reference = Set(terms.notice.reference.clone());
        row.notice_published_at = Set(terms.notice.published_at);
    })
}

/// A draft bid of this provider for the one lot.
pub(crate) fn bid_of(id: BidId, organisation: OrganisationId) -> Bid {
    let row = blank::<bid::ActiveModel, _>(|row| {
        row.id = Set(id);
        row.version = Set(SEEN);
        row.tender_id = Set(TENDER);
        row.lot_id = Set(LOT);
        row.organisation_id = Set(organisation);
        row.stage = Set(BidStage::Draft);
        row.started_at = Set(noon("2026-08-10"));
        row.submissions = Set(0);
    });
    Bid { row, parts: Vec::new(), submissions: Vec::new(), checks: Vec::new() }
}

/// The same, submitted once at this instant.
pub(crate) fn submitted_bid(id: BidId, organisation: OrganisationId, at: DateTime<Utc>) -> Bid {
    let mut bid = bid_of(id, organisation);
    bid.row.stage = BidStage::Submitted;
    bid.row.submissions = 1;
    bid.row.submitted_at = Some(at);
    let manifest = empty_manifest(id, organisation);
    bid.submissions = vec![blank::<submission::ActiveModel, _>(|row| {
        row.id = Set(RowId(id.0 + 1_000));
        row.bid_id = Set(id);
        row.number = Set(1);
        row.at = Set(at);
        row.person_id = Set(PersonId(41));
        row.terms_number = Set(1);
        row.manifest = Set(manifest.text());
        row.digest = Set(manifest.digest());
    })];
    bid
}

/// What a submission of this provider says of itself; it has no parts.
fn empty_manifest(id: BidId, organisation: OrganisationId) -> Manifest {
    let name = if organisation == CHARITY { "Riverbank Trust" } else { "A company" };
    let about = About {
        bid: id,
        lot: "The whole service".to_owned(),
        lot_id: LOT,
        number: 1,
        organisation: name.to_owned(),
        organisation_id: organisation,
        registered_number: None,
        tender: "MED-2021-001".to_owned(),
        terms_digest: "cd".repeat(32),
        terms_number: 1,
        title: "A service".to_owned(),
    };
    Manifest { about, parts: Vec::new() }
}

/// A provider's organisation.
pub(crate) fn organisation_of(id: OrganisationId, name: &str) -> organisation::Model {
    organisation::Model::new(id, name.to_owned(), entity::state::OrganisationKind::Charity)
}

/// The charity.
pub(crate) fn charity() -> organisation::Model {
    organisation_of(CHARITY, "Riverbank Trust")
}

/// Someone on the panel.
pub(crate) fn on_panel(id: i64, person: i64, seat: PanelSeat) -> panel_member::Model {
    panel_member::Model {
        id: RowId(id),
        tender_id: TENDER,
        person_id: PersonId(person),
        seat,
        since: noon("2026-08-04"),
    }
}

/// An opening, number 80, begun by this person.
pub(crate) fn opening_by(person: i64, at: DateTime<Utc>) -> opening::Model {
    opening::Model {
        id: RowId(80),
        tender_id: TENDER,
        first_person_id: PersonId(person),
        first_at: at,
        second_person_id: None,
        second_at: None,
    }
}

fn draft_row() -> tender::Model {
    blank::<tender::ActiveModel, _>(|row| {
        row.id = Set(TENDER);
        row.authority_id = Set(COUNCIL);
        row.procurement_id = Set(ProcurementId(9));
        row.version = Set(SEEN);
        row.stage = Set(TenderStage::Draft);
        row.reference = Set("MED-2021-001".to_owned());
        row.title = Set("A service".to_owned());
        row.description = Set(Some("Support for people in the area.".to_owned()));
        row.cpv_codes = Set(Some("85320000-8".to_owned()));
        row.value = Set(Some(Pence::pounds(220_000)));
        row.contact = Set(Some("Procurement team, procurement@council.example".to_owned()));
        row.lots_reason = Set(Some("It is one service.".to_owned()));
        row.engagement_held = Set(Some(YesNo::No));
        row.conflicts_on = Set(Some(day("2026-07-20")));
        row.conflicts_by = Set(Some("Head of procurement".to_owned()));
        row.conflicts_note = Set(Some("None was found.".to_owned()));
        row.price_basis = Set(Some("One total, without VAT, over the longest term.".to_owned()));
        row.questions_until = Set(Some(noon("2026-08-20") - Duration::hours(1)));
        row.deadline = Set(Some(noon("2026-09-03") - Duration::hours(1)));
        row.period_reason = Set(Some("A month is enough for a bid of this size.".to_owned()));
        row.award_planned = Set(Some(day("2026-10-15")));
        row.notice_reference = Set(Some("2026/S 000-012345".to_owned()));
        row.notice_published_at = Set(Some(noon("2026-08-03")));
        row.amending = Set(false);
        row.terms_number = Set(0);
    })
}

fn lot() -> lot::Model {
    blank::<lot::ActiveModel, _>(|row| {
        row.id = Set(LOT);
        row.tender_id = Set(TENDER);
        row.position = Set(1);
        row.title = Set("The whole service".to_owned());
        row.starts_on = Set(Some(day("2027-04-01")));
        row.months = Set(Some(24));
        row.longest_months = Set(Some(24));
        row.value = Set(Some(Pence::pounds(220_000)));
        row.price_years = Set(Some(2));
        row.price_weight = Set(Some(BasisPoints(6_000)));
        row.quality_weight = Set(Some(BasisPoints(4_000)));
        row.formula = Set(Some(FormulaKind::Inverse));
        row.rank_on = Set(Some(RankOn::Published));
        row.minimum_disqualifies = Set(Some(YesNo::No));
        row.if_winner_fails = Set(Some(IfWinnerFails::ScoresStand));
    })
}

fn criterion() -> criterion::Model {
    blank::<criterion::ActiveModel, _>(|row| {
        row.id = Set(QUESTION);
        row.tender_id = Set(TENDER);
        row.position = Set(1);
        row.lot_id = Set(LOT);
        row.title = Set("Delivery".to_owned());
        row.question = Set(Some("How will you deliver the service?".to_owned()));
        row.weight = Set(Some(BasisPoints(4_000)));
        row.word_limit = Set(Some(500));
    })
}

fn condition() -> condition::Model {
    blank::<condition::ActiveModel, _>(|row| {
        row.id = Set(CONDITION);
        row.tender_id = Set(TENDER);
        row.position = Set(1);
        row.kind = Set(ConditionKind::Technical);
        row.says = Set("Two services of this kind in the last five years.".to_owned());
        row.evidence = Set(Some("A reference for each.".to_owned()));
        row.needed_by = Set(NeededBy::WithBid);
    })
}

fn tie_break() -> tie_break::Model {
    blank::<tie_break::ActiveModel, _>(|row| {
        row.id = Set(RowId(56));
        row.tender_id = Set(TENDER);
        row.position = Set(1);
        row.lot_id = Set(LOT);
        row.rule = Set(TieRule::Quality);
    })
}

fn step(id: i64, position: i32, score: i32, label: &str) -> scale_step::Model {
    blank::<scale_step::ActiveModel, _>(|row| {
        row.id = Set(RowId(id));
        row.tender_id = Set(TENDER);
        row.position = Set(position);
        row.score = Set(score);
        row.label = Set(label.to_owned());
        row.words = Set(format!("{label}, in words."));
    })
}

fn sample(id: i64, position: i32, name: &str, pounds: i64, quality: i32) -> sample_bid::Model {
    blank::<sample_bid::ActiveModel, _>(|row| {
        row.id = Set(RowId(id));
        row.tender_id = Set(TENDER);
        row.position = Set(position);
        row.lot_id = Set(LOT);
        row.name = Set(name.to_owned());
        row.price = Set(Pence::pounds(pounds));
        row.quality = Set(BasisPoints(quality));
    })
}

#[test]
fn an_open_tender_rests_on_terms_that_can_be_read() {
    use crate::tender::Standing;
    let now = noon("2026-08-04");
    assert_eq!(tender().standing(now), Standing::Draft);
    let open = open_tender(now);
    assert_eq!(open.standing(now), Standing::Open);
    assert_eq!(open.published(), Some(terms_of(&open)));
    let closing = closing_at(noon("2026-09-03"));
    assert_eq!(closing.standing(noon("2026-09-03")), Standing::Closed);
    assert_eq!(closing.standing(noon("2026-09-02")), Standing::Open);
}
