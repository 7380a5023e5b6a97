//! Returns of the monitored contract, as they come about.

use entity::id::{LetterId, RowId};
use entity::state::FigureCame;
use rules::access::Actor;
use rules::returns::correct::{correct, decide};
use rules::returns::review::accept;
use rules::returns::save::{Figure, save};
use rules::returns::sign::{send, sign};
use rules::returns::values::Values;
use rules::returns::{Monitoring, Return};
use rules::{Change, Refusal};

use super::World;
use super::contracts::MANAGER;
use super::returns::{PREPARER, SIGNATORY};

impl World {
    /// The provider fills in the return of a period, one figure a KPI in their order, and both sign it.
    pub async fn quarter_returned(&self, number: i32, values: &[Values], comment: &str) {
        let (preparer, signatory) = (self.actor(PREPARER).await, self.actor(SIGNATORY).await);
        self.on_return(number, &preparer, |m, one, ids| {
            let figures: Vec<Figure> = m
                .asked(one)
                .iter()
                .zip(values)
                .map(|(asked, values)| Figure {
                    kpi: asked.kpi.row.id,
                    values: values.clone(),
                    comment: Some(comment.to_owned()),
                    reason: Some("Counted in the case system.".to_owned()),
                })
                .collect();
            save(m, one, &figures, ids, FigureCame::Typed, one.row.version, &preparer, self.now)
        })
        .await;
        self.on_return(number, &preparer, |m, one, _| send(m, one, one.row.version, &preparer, self.now))
            .await;
        self.on_return(number, &signatory, |m, one, ids| {
            sign(m, one, ids[0], one.row.version, &signatory, self.now)
        })
        .await;
    }

    /// The council accepts it.
    pub async fn quarter_accepted(&self, number: i32) {
        let manager = self.actor(MANAGER).await;
        self.on_return(number, &manager, |m, one, ids| {
            accept(m, one, LetterId(ids[0].0), one.row.version, &manager, self.now)
        })
        .await;
    }

    /// The provider proposes a correction of an accepted figure, and the council agrees to it.
    pub async fn figure_corrected(&self, number: i32, kpi: i32, values: &Values) {
        let (signatory, manager) = (self.actor(SIGNATORY).await, self.actor(MANAGER).await);
        let mut row = RowId(0);
        self.on_return(number, &signatory, |m, one, ids| {
            row = ids[0];
            let why = "Counted again.";
            correct(m, one, kpi, (values, why), row, one.row.version, &signatory, self.now)
        })
        .await;
        self.on_return(number, &manager, |m, one, ids| {
            let letter = LetterId(ids[0].0);
            decide(m, one, row, (true, None), letter, one.row.version, &manager, self.now)
        })
        .await;
    }

    async fn on_return(
        &self,
        number: i32,
        actor: &Actor,
        rule: impl FnOnce(&Monitoring, &Return, &[RowId]) -> Result<Change, Refusal>,
    ) {
        let monitoring = self.monitoring().await;
        let one = monitoring.numbered(number).expect("the return is open");
        let pen = self.store.pen(actor.clone(), self.now);
        let ids: Vec<i64> = pen.new_ids(8).await.expect("there are numbers").collect();
        let ids: Vec<RowId> = ids.into_iter().map(RowId).collect();
        let change = rule(&monitoring, one, &ids).expect("the rule allows it");
        pen.apply(change, None).await.expect("it is written");
    }
}
