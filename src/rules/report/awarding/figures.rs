//! The figures of an award by name, so that writers can put them into prose and tables print the same.
//!
//! INVARIANT: a figure exists only where its value is in the report, so that naming one in prose tells no more.

use entity::number::Pence;

use super::{Awarding, Lotted, Tendered};
use crate::law::clock::long_instant;
use crate::law::dates::long_date;
use crate::procurement::found::years;
use crate::report::Figure;

const TENDERING: &str = "Tendering";
const AWARD: &str = "Award";

/// What the names of a lot's figures begin with: `award`, or with the lot's number where there are several.
#[must_use]
pub fn lot_name(awarding: &Awarding, lot: &Lotted) -> String {
    if awarding.has_one_lot() { "award".to_owned() } else { format!("award.{}", lot.terms.id.0) }
}

/// What the names of a tender's figures begin with.
#[must_use]
pub fn tender_name(awarding: &Awarding, tender: &Tendered) -> String {
    match &awarding.tenders[..] {
        [_] => "tender".to_owned(),
        _ => format!("tender.{}", tender.id.0),
    }
}

/// A label within a name: `bid-a`.
#[must_use]
pub fn slug(label: &str) -> String {
    label.to_lowercase().replace(|c: char| !c.is_ascii_alphanumeric(), "-")
}

/// All of them, in order.
pub(in crate::report) fn figures(awarding: &Awarding) -> Vec<Figure> {
    let mut all = Vec::new();
    for tender in &awarding.tenders {
        all.extend(of_tender(&tender_name(awarding, tender), tender));
        for lot in &tender.lots {
            let several = !awarding.has_one_lot();
            let list = Of {
                begins: lot_name(awarding, lot),
                before: if several { format!("{}, ", lot.terms.title) } else { String::new() },
                source: format!("{}, the evaluation", tender.reference),
            };
            list.of_lot(lot, &mut all);
        }
    }
    all
}

fn of_tender(begins: &str, tender: &Tendered) -> Vec<Figure> {
    let figure = |name: &str, label: &str, shown: String| Figure {
        name: format!("{begins}.{name}"),
        group: TENDERING,
        label: label.to_owned(),
        source: format!("{}, terms and opening", tender.reference),
        shown,
        offered: true,
    };
    let mut all = vec![
        figure("reference", "Reference of the tender", tender.reference.clone()),
        figure("notice", "Reference of its notice", tender.notice.clone()),
        figure("published_at", "When its notice was published", long_instant(tender.published_at)),
        figure("deadline", "Deadline for bids", long_instant(tender.deadline)),
    ];
    all.extend(tender.opened_at.map(|at| figure("opened_at", "When the bids were opened", long_instant(at))));
    if let Some(received) = tender.received {
        all.push(figure("bids", "Bids opened", received.opened.to_string()));
        all.push(figure("late", "Bids that came late", received.late.to_string()));
        all.push(figure("withdrawn", "Bids withdrawn before the deadline", received.withdrawn.to_string()));
    }
    all
}

/// The figures of one lot.
struct Of {
    begins: String,
    before: String,
    source: String,
}

impl Of {
    fn figure(&self, name: &str, label: &str, shown: String, offered: bool) -> Figure {
        Figure {
            name: format!("{}.{name}", self.begins),
            group: AWARD,
            label: format!("{}{label}", self.before),
            source: format!("{}, {}", self.source, label.to_lowercase()),
            shown,
            offered,
        }
    }

    fn of_lot(&self, lot: &Lotted, all: &mut Vec<Figure>) {
        let mut push = |name: &str, label: &str, shown: Option<String>| {
            all.extend(shown.map(|shown| self.figure(name, label, shown, true)));
        };
        let terms = &lot.terms;
        push("price_weight", "Weight of price", Some(terms.price_weight.to_string()));
        push("quality_weight", "Weight of quality", Some(terms.quality_weight.to_string()));
        push("value", "Published value", terms.value.map(|it| it.to_string()));
        push("term", "Initial term", u32::try_from(terms.months).ok().map(years));
        push("longest_term", "Longest term", u32::try_from(terms.longest_months).ok().map(years));
        let named = lot.steps.iter().filter_map(|step| Some((step.name?, step.what, step.when.clone())));
        named.for_each(|(name, what, when)| push(name, what, Some(when)));
        let counts = lot.open.as_ref().and_then(|open| open.counts);
        push("ranked", "Bids ranked", counts.map(|it| it.ranked.to_string()));
        push("failed", "Bids that failed a minimum", counts.map(|it| it.failed.to_string()));
        push("out", "Bids out before the ranking", counts.map(|it| it.out.to_string()));
        let award = lot.open.as_ref().and_then(|open| open.award.as_ref());
        push("decided_by", "Who decided", award.map(|it| it.taken_by.clone()));
        push("notice", "Reference of the award notice", award.and_then(|it| it.notice_reference.clone()));
        push(
            "notice_by",
            "Last day for the notice that follows",
            award.and_then(|it| it.after_notice_by).map(long_date),
        );
        push("winner", "Winning bid", lot.winner());
        push("quality", "Quality score of the winning bid", lot.quality());
        push("price", "Price of the winning bid", lot.price().map(|it| it.to_string()));
        let apart =
            lot.price().zip(lot.most).map(|(price, most)| Pence(most.0.saturating_sub(price.0).abs()));
        push(
            "apart",
            "Difference between the price and the most it may cost",
            apart.map(|it| it.to_string()),
        );
        push("most", "The most it may cost", lot.most.map(|it| it.to_string()));
        match lot.told() {
            Some(_) => self.of_exempt(lot, all),
            None => self.of_open(lot, all),
        }
    }

    fn of_open(&self, lot: &Lotted, all: &mut Vec<Figure>) {
        for bid in lot.open.iter().flat_map(|open| &open.bids) {
            let mut push = |name: &str, label: &str, shown: Option<String>| {
                let (name, label) =
                    (format!("{}.{name}", slug(&bid.label)), format!("{}, {label}", bid.label));
                all.extend(shown.map(|shown| self.figure(&name, &label, shown, true)));
            };
            push("quality", "quality score", bid.quality.clone());
            push("rank", "rank", bid.rank.map(|rank| rank.to_string()));
            for (question, score) in &bid.scores {
                let label = format!("score for “{}”", lot.title_of(*question));
                push(&format!("score.{}", question.0), &label, Some(score.to_string()));
            }
        }
    }

    fn of_exempt(&self, lot: &Lotted, all: &mut Vec<Figure>) {
        for bid in lot.told().iter().flat_map(|told| &told.bids) {
            let mut push = |name: &str, label: &str, shown: Option<String>| {
                let (name, label) =
                    (format!("{}.{name}", slug(&bid.label)), format!("{}, {label}", bid.label));
                all.extend(shown.map(|shown| self.figure(&name, &label, shown, true)));
            };
            push("name", "bidder", bid.name.clone());
            push("price", "price", bid.price.map(|it| it.to_string()));
            push("price_score", "price score", bid.price_score.clone());
            push("quality", "quality score", bid.quality.clone());
            push("total", "total", bid.total.clone());
            push("rank", "rank", bid.rank.map(|rank| rank.to_string()));
            for (question, score) in &bid.scores {
                let label = format!("score for “{}”", lot.title_of(*question));
                push(&format!("score.{}", question.0), &label, Some(score.to_string()));
            }
        }
    }
}

impl Lotted {
    fn first(&self) -> Option<&crate::award::papers::ExemptBid> {
        let told = self.told()?;
        told.bids.iter().find(|bid| Some(bid.bid) == told.first)
    }

    /// Who is awarded the contract, or can be, as far as it is in the report: by name, or by label.
    #[must_use]
    pub fn winner(&self) -> Option<String> {
        if let Some(bid) = self.first() {
            return Some(bid.name.clone().unwrap_or_else(|| bid.label.clone()));
        }
        let winner = self.open.as_ref()?.winner.as_ref()?;
        Some(winner.name.clone().unwrap_or_else(|| winner.label.clone()))
    }

    /// What that bid costs, as far as it is in the report.
    #[must_use]
    pub fn price(&self) -> Option<Pence> {
        match self.first() {
            Some(bid) => bid.price,
            None => self.open.as_ref()?.winner.as_ref()?.price,
        }
    }

    /// Its quality score, as far as it is in the report.
    #[must_use]
    pub fn quality(&self) -> Option<String> {
        if let Some(bid) = self.first() {
            return bid.quality.clone();
        }
        let open = self.open.as_ref()?;
        let winner = open.winner.as_ref()?;
        open.bids.iter().find(|bid| bid.label == winner.label)?.quality.clone()
    }
}
