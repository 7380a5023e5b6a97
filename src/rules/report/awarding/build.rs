//! From the record to what reports say.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use entity::choice::Choice;
use entity::id::PersonId;
use entity::state::{ConflictDecision, YesNo};

use super::checks::checks;
use super::steps::{notices, steps, way};
use super::{Awarding, Declared, Interests, Lotted, Seat, TenderRecord, Tendered};
use crate::access::Actor;
use crate::award::LotResult;
use crate::bid::{Names, Opened, Prices};
use crate::law::regime::Finding;
use crate::procurement::Procurement;
use crate::procurement::found::maximum;
use crate::scoring::Scoring;
use crate::settings::{Authority, decider};
use crate::tender::formula::formula_of;
use crate::tender::law::law_of;
use crate::tender::terms::{LotTerms, Terms};

impl Awarding {
    /// What everyone who reads procurements may know: the same for every reader.
    #[must_use]
    pub fn open(
        procurement: &Procurement,
        authority: &Authority,
        records: &[TenderRecord],
        people: &BTreeMap<PersonId, String>,
        now: DateTime<Utc>,
    ) -> Self {
        Self::of(procurement, authority, records, people, None, now)
    }

    /// The same with what is not for publication, as far as it is open to this reader.
    #[must_use]
    pub fn exempt(
        procurement: &Procurement,
        authority: &Authority,
        records: &[TenderRecord],
        people: &BTreeMap<PersonId, String>,
        reader: &Actor,
        now: DateTime<Utc>,
    ) -> Self {
        Self::of(procurement, authority, records, people, Some(reader), now)
    }

    fn of(
        procurement: &Procurement,
        authority: &Authority,
        records: &[TenderRecord],
        people: &BTreeMap<PersonId, String>,
        reader: Option<&Actor>,
        now: DateTime<Utc>,
    ) -> Self {
        let standing = records.iter().filter(|record| {
            record.tender.row.procurement_id == procurement.row.id && record.tender.row.cancelled_at.is_none()
        });
        let told = |record: &TenderRecord| {
            let terms = record.tender.published()?;
            let finding = law_of(&record.tender, procurement, now);
            let from = From { record, terms: &terms, authority, finding: &finding, people, reader };
            Some(from.tendered())
        };
        let mut awarding = Self { tenders: standing.filter_map(told).collect(), checks: Vec::new() };
        let whole = maximum(procurement).value.filter(|_| awarding.has_one_lot());
        for lot in awarding.tenders.iter_mut().flat_map(|tender| &mut tender.lots) {
            lot.most = whole.or(lot.terms.value);
        }
        awarding.checks = checks(procurement, &awarding, now);
        awarding
    }
}

/// One tender on its way into a report.
struct From<'a> {
    record: &'a TenderRecord,
    terms: &'a Terms,
    authority: &'a Authority,
    finding: &'a Finding,
    people: &'a BTreeMap<PersonId, String>,
    reader: Option<&'a Actor>,
}

impl From<'_> {
    fn tendered(&self) -> Tendered {
        let (tender, terms) = (&self.record.tender, self.terms);
        let opened_at = tender.row.opened_at;
        Tendered {
            id: tender.row.id,
            reference: terms.reference.clone(),
            notice: terms.notice.reference.clone(),
            published_at: terms.notice.published_at,
            deadline: terms.deadline,
            opened_at,
            received: opened_at.map(|_| self.record.received),
            conditions: terms.conditions.len(),
            scale: terms.scale.clone(),
            panel: self.panel(),
            masked: self.record.scoring.as_ref().map(|scoring| scoring.row().masked),
            interests: self.record.scoring.as_ref().map(interests).unwrap_or_default(),
            declared: self.declared(),
            way: way(self.finding),
            notices: notices(self.finding),
            lots: terms.lots.iter().map(|lot| self.lotted(lot)).collect(),
        }
    }

    fn panel(&self) -> Vec<Seat> {
        let scoring = self.record.scoring.as_ref();
        let left = |member: &entity::panel_member::Model| {
            let scoring = scoring?;
            if scoring.is_removed(member.person_id) {
                return Some("Removed because of an interest");
            }
            scoring.is_released(member).then_some("Released during scoring")
        };
        let seat = |member: &entity::panel_member::Model| Seat {
            seat: member.seat,
            who: self.who(member.person_id),
            left: left(member),
        };
        self.record.tender.panel.iter().map(seat).collect()
    }

    fn who(&self, person: PersonId) -> String {
        self.people.get(&person).cloned().unwrap_or_else(|| "An officer".to_owned())
    }

    /// Interests in words: only for who may read the exempt appendix.
    fn declared(&self) -> Vec<Declared> {
        let (Some(scoring), Some(_)) = (&self.record.scoring, self.reader) else { return Vec::new() };
        let last = self.record.tender.panel.iter().filter_map(|seat| scoring.declared(seat.person_id));
        let with = last.filter(|row| row.conflicted == YesNo::Yes);
        let one = |row: &entity::conflict_declaration::Model| Declared {
            who: self.who(row.person_id),
            says: row.says.clone().unwrap_or_default(),
            decision: row.decision.map(Choice::label),
            reason: row.decision_reason.clone(),
        };
        with.map(one).collect()
    }

    fn lotted(&self, terms: &LotTerms) -> Lotted {
        let result = self.record.results.iter().find(|result| result.lot() == terms.id);
        let exempt = self.reader.map(|reader| match result {
            Some(result) => exempt_of(result, reader),
            None => Err("The evaluation has not begun.".to_owned()),
        });
        let open = result.map(LotResult::open_result);
        let price = exempt.as_ref().and_then(|told| told.as_ref().ok()).and_then(|told| {
            let first = told.first?;
            told.bids.iter().find(|bid| bid.bid == first)?.price
        });
        Lotted {
            formula: formula_of(terms.formula, (terms.benchmark_floor, terms.benchmark_ceiling))
                .map(crate::price::PriceFormula::words)
                .unwrap_or_default(),
            highest: self.terms.highest_score(),
            most: None,
            tier: price.and_then(|price| decider(self.authority, Some(price)).value),
            steps: steps(self.terms, terms, open.as_ref(), self.authority, self.finding),
            terms: terms.clone(),
            open,
            exempt,
        }
    }
}

/// What is not for publication, as far as the rules open it to this reader.
fn exempt_of(result: &LotResult, reader: &Actor) -> Result<super::ExemptResult, String> {
    let scoring = result.scoring();
    let prices = Opened::<Prices>::to(scoring, result.lot(), reader).map_err(|refusal| refusal.first())?;
    let names = Opened::<Names>::to(scoring, reader).ok();
    Ok(result.exempt_result(&prices, names.as_ref()))
}

fn interests(scoring: &Scoring) -> Interests {
    let declared = scoring.tender().panel.iter().filter_map(|seat| scoring.declared(seat.person_id));
    let rows: Vec<_> = declared.collect();
    let with: Vec<_> = rows.iter().filter(|row| row.conflicted == YesNo::Yes).collect();
    let decided = |as_this: ConflictDecision| with.iter().filter(|row| row.decision == Some(as_this)).count();
    Interests {
        declared: rows.len(),
        with: with.len(),
        kept: decided(ConflictDecision::Kept),
        removed: decided(ConflictDecision::Removed),
    }
}
