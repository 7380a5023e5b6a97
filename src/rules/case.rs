//! The case file: the whole evaluation of a tender as rows, for whoever may run commands at the server.

use std::collections::BTreeMap;

use sea_orm::{ActiveModelTrait, IntoActiveModel, ModelTrait};
use serde_json::Value;

use crate::access::{Actor, Side};
use crate::award::LotResult;
use crate::change::columns;
use crate::scoring::Scoring;
use crate::{Refusal, Why};

/// The columns of one row by their names, as the details of the record write them.
pub type Columns = BTreeMap<String, Value>;
/// Rows by their tables.
pub type Tables = BTreeMap<String, Vec<Columns>>;

/// Everything of an evaluation and of the results of its lots, bidders' own words and addresses left out.
///
/// Refuses everyone but the house itself, and before the quality of every lot is signed off: the scores of evaluators
/// are read by nobody else until then.
pub fn tables(s: &Scoring, results: &[LotResult], actor: &Actor) -> Result<Tables, Refusal> {
    match actor.side {
        Side::House => {}
        Side::Staff(_) | Side::Provider(_) => return Err(Refusal::not_found()),
    }
    if s.terms().lots.iter().any(|lot| s.lot(lot.id).is_none_or(|row| row.signed_at.is_none())) {
        return Err(Refusal::of(
            Why::NotNow,
            "The quality of this tender is not signed off in every lot. A case file would show scores before they are \
             agreed.",
        ));
    }
    let (rows, tender) = (s.rows(), s.tender());
    let mut tables = Tables::new();
    let mut add = Adding(&mut tables);
    add.all("terms", &tender.terms);
    add.all("opening", &tender.openings);
    add.all("panel_member", &tender.panel);
    add.all("scoring", std::slice::from_ref(&rows.row));
    for entered in &rows.bids {
        add.all("bid", std::slice::from_ref(&entered.bid.row));
        add.all("opened_bid", std::slice::from_ref(&entered.opened));
        add.all("submission", &entered.bid.submissions);
        add.all("bid_check", &entered.bid.checks);
    }
    add.all("bid_label", &rows.labels);
    add.all("seat_question", &rows.questions);
    add.all("seat_release", &rows.releases);
    add.all("conflict_declaration", &rows.declarations);
    add.all("bid_exit", &rows.exits);
    add.all("score_sheet", &rows.sheets);
    add.all("score", &rows.scores);
    add.all("moderation", &rows.moderations);
    add.all("moderated_score", &rows.moderated);
    add.all("bidder_query", &rows.queries);
    add.all("lot_evaluation", &rows.lots);
    for result in results {
        let rows = result.rows();
        add.all("bid_price", &rows.prices);
        add.all("low_price", &rows.lows);
        add.all("ranking", &rows.rankings);
        let own = |draw: &&entity::draw::Model| rows.rankings.iter().any(|row| row.id == draw.ranking_id);
        add.all("draw", &rows.draws.iter().filter(own).cloned().collect::<Vec<_>>());
        add.all("award", &rows.awards);
        add.all("redaction", &rows.redactions);
        add.all("assessment_summary", &rows.summaries);
    }
    Ok(tables)
}

/// The tables of a case file; each is there, if only to say that it has no row.
pub const TABLES: &[&str] = &[
    "assessment_summary",
    "award",
    "bid",
    "bid_check",
    "bid_exit",
    "bid_label",
    "bid_price",
    "bidder_query",
    "conflict_declaration",
    "draw",
    "lot_evaluation",
    "low_price",
    "moderated_score",
    "moderation",
    "opened_bid",
    "opening",
    "panel_member",
    "ranking",
    "redaction",
    "score",
    "score_sheet",
    "scoring",
    "seat_question",
    "seat_release",
    "submission",
    "terms",
];

struct Adding<'a>(&'a mut Tables);

impl Adding<'_> {
    fn all<M, A>(&mut self, table: &str, rows: &[M])
    where
        M: ModelTrait + IntoActiveModel<A>,
        A: ActiveModelTrait<Entity = M::Entity>,
    {
        let table = self.0.entry(table.to_owned()).or_default();
        for row in rows {
            let mut columns = columns(&row.clone().into_active_model());
            // It counts edits, and is no fact of the case.
            columns.remove("version");
            table.push(columns);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::scoring::testing::{approver, moderated, of, signed};

    #[test]
    fn nobody_sees_it_before_quality_is_signed_off_and_only_the_house_does() {
        let house = Actor::house();
        assert!(tables(&of(signed()), &[], &approver()).is_err());
        assert!(tables(&of(moderated()), &[], &house).is_err());
        let tables = tables(&of(signed()), &[], &house).expect("it is signed off");
        assert!(tables.keys().all(|table| TABLES.contains(&table.as_str())));
        assert_eq!(tables["opened_bid"].len(), 3);
        assert!(!tables["moderated_score"].is_empty());
    }
}
