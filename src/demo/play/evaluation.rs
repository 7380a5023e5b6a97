//! An evaluation, step by step, as by the hands of officers, panel and approver: from the opening of the bids to the
//! sign-off of quality.

use anyhow::{Context, anyhow};
use entity::id::{BidId, LetterId, ModerationId, PersonId, RowId, ScoringId};
use entity::state::Role;
use rules::access::Actor;
use rules::bid::checks::{self, OpenedBid};
use rules::field::{Draft, Field, Lists, Typed};
use rules::scoring::begin::{BEGIN, Drawn, begin};
use rules::scoring::conflicts::{self, declare};
use rules::scoring::moderation::{self, AGREED, MEETING};
use rules::scoring::panel::assign;
use rules::scoring::sheets::{self, Fresh, SCORE};
use rules::scoring::sign_off::sign_off;
use rules::scoring::{Entered, Scoring};
use rules::tender::Tender;
use rules::tender::opening;

use super::bids::questions;
use super::{Play, on_day, read};
use crate::demo::people::At;
use crate::store::{House, Reader, Staff};

/// A score as it was agreed: with its reason and, where it was moved, why.
pub(super) struct Agreed {
    pub(super) score: String,
    pub(super) reason: String,
    pub(super) moved: Option<String>,
}

impl Play {
    /// Two people open the bids: the officer begins, the approver completes.
    pub(super) async fn opens_bids(&mut self, reference: &str) -> anyhow::Result<()> {
        let (first, second) =
            (self.actor(At::Medway, Role::ProcurementOfficer)?, self.actor(At::Medway, Role::Approver)?);
        let (tender, id) = (self.tender(reference).await?, self.id::<RowId>().await?);
        let change = opening::begin(&tender, id, tender.row.version, &first, self.at);
        self.write(&first, change).await?;
        let tender = self.tender(reference).await?;
        let staff = self.staff(&tender);
        let bids = staff.bids_to_open(tender.row.id).await?;
        let person = staff.person(person(&first)?).await?.ok_or_else(|| anyhow!("nobody began"))?;
        let ids: Vec<RowId> = self.ids(opening::rows_needed(&tender, bids.len())).await?;
        let seen = tender.row.version;
        let change = opening::complete(&tender, &person, &bids, &ids, seen, &second, self.at);
        self.write(&second, change).await
    }

    /// The officer decides every check of every bid: all passed.
    pub(super) async fn passes_checks(&mut self, reference: &str) -> anyhow::Result<()> {
        let officer = self.actor(At::Medway, Role::ProcurementOfficer)?;
        let tender = self.tender(reference).await?;
        let typed = Typed::default()
            .with("outcome", "passed")
            .with("finding", "Its declaration, the registers and the debarment list. Nothing was found.");
        let draft = read(checks::DECIDE, &typed, &Lists::default())?;
        for opened in self.staff(&tender).opened_bids(tender.row.id).await? {
            let bid = opened.bid.row.id;
            for check in &opened.bid.checks {
                let opened: Option<OpenedBid> = self.staff(&tender).opened_bid(tender.row.id, bid).await?;
                let opened = opened.ok_or_else(|| anyhow!("it is not opened"))?;
                let (letter, seen) = (self.id::<LetterId>().await?, opened.bid.row.version);
                let by = (seen, &officer, self.at);
                let change = checks::decide(&tender, &opened, check.id, letter, &draft, by);
                self.write(&officer, change).await?;
            }
        }
        Ok(())
    }

    /// Begins the evaluation: labels drawn at random, a price low if it is so many percent below the mean of the others.
    pub(super) async fn begins_evaluation(&mut self, reference: &str, low_share: &str) -> anyhow::Result<()> {
        let officer = self.actor(At::Medway, Role::ProcurementOfficer)?;
        let tender = self.tender(reference).await?;
        let opened = self.staff(&tender).opened_bids(tender.row.id).await?;
        let mut bids = Vec::new();
        for OpenedBid { bid, opened } in opened {
            let bidder = self.organisation_of(bid.row.organisation_id).await?;
            bids.push(Entered { bid, opened, bidder });
        }
        let mut order: Vec<_> =
            bids.iter().map(|entered| (self.store.dice().token(), entered.bid.row.id)).collect();
        order.sort_unstable();
        let rows: Vec<RowId> = self.ids(order.len()).await?;
        let lots = tender.published().map_or(0, |terms| terms.lots.len());
        let drawn = Drawn {
            id: self.id::<ScoringId>().await?,
            lots: self.ids(lots).await?,
            order: order.into_iter().map(|(_, bid)| bid).zip(rows).collect(),
        };
        let typed = [("masked", "yes"), ("low_rule", "others_mean"), ("low_share", low_share)];
        let draft = form(BEGIN, &typed)?;
        let change = begin(&tender, &bids, None, &drawn, &draft, &officer, self.at);
        self.write(&officer, change).await
    }

    /// Gives questions, counted from 1, to an evaluator.
    pub(super) async fn gives_questions(
        &mut self,
        reference: &str,
        email: &str,
        numbers: &[usize],
    ) -> anyhow::Result<()> {
        let (officer, who) =
            (self.actor(At::Medway, Role::ProcurementOfficer)?, person(&self.someone(email)?)?);
        for number in numbers {
            let (s, id) = (self.scoring(reference).await?, self.id::<RowId>().await?);
            let member = s.tender().panel.iter().find(|member| member.person_id == who);
            let member = member.ok_or_else(|| anyhow!("{email} has no seat"))?.id;
            let question = numbered(s.tender(), *number)?;
            let change = assign(&s, member, question, id, s.row().version, &officer, self.at);
            self.write(&officer, change).await?;
        }
        Ok(())
    }

    /// Someone on the panel declares an interest, or that there is none.
    pub(super) async fn declares_interest(
        &mut self,
        reference: &str,
        email: &str,
        interest: Option<&str>,
    ) -> anyhow::Result<()> {
        let (who, s, id) = (self.someone(email)?, self.scoring(reference).await?, self.id::<RowId>().await?);
        let draft = match interest {
            Some(says) => form(conflicts::DECLARE, &[("conflicted", "yes"), ("says", says)])?,
            None => form(conflicts::DECLARE, &[("conflicted", "no")])?,
        };
        let change = declare(&s, id, &draft, &who, self.at);
        self.write(&who, change).await
    }

    /// The approver decides that someone stays on the panel.
    pub(super) async fn keeps_on_panel(
        &mut self,
        reference: &str,
        email: &str,
        reason: &str,
    ) -> anyhow::Result<()> {
        let (approver, who) = (self.actor(At::Medway, Role::Approver)?, person(&self.someone(email)?)?);
        let s = self.scoring(reference).await?;
        let draft = form(conflicts::DECIDE, &[("decision", "kept"), ("decision_reason", reason)])?;
        let change = conflicts::decide(&s, who, &draft, s.row().version, &approver, self.at);
        self.write(&approver, change).await
    }

    /// An evaluator scores one answer.
    pub(super) async fn scores(
        &mut self,
        reference: &str,
        email: &str,
        (bid, number): (BidId, usize),
        (score, reason): (&str, &str),
    ) -> anyhow::Result<()> {
        let (who, s) = (self.someone(email)?, self.scoring(reference).await?);
        let fresh =
            Fresh { sheet: self.id().await?, score: self.id().await?, salt: self.store.dice().token() };
        let draft = form(SCORE, &[("score", score), ("reason", reason)])?;
        let seen = s.own_sheet(person(&who)?, bid).map(|sheet| sheet.version);
        let question = numbered(s.tender(), number)?;
        let change = sheets::save(&s, bid, question, &fresh, &draft, seen, &who, self.at);
        self.write(&who, change).await
    }

    /// An evaluator submits the scores of one bid, which locks them.
    pub(super) async fn submits_scores(
        &mut self,
        reference: &str,
        email: &str,
        bid: BidId,
    ) -> anyhow::Result<()> {
        let (who, s) = (self.someone(email)?, self.scoring(reference).await?);
        let sheet = s.own_sheet(person(&who)?, bid).ok_or_else(|| anyhow!("{email} scored nothing"))?;
        let change = sheets::lock(&s, bid, sheet.version, &who, self.at);
        self.write(&who, change).await
    }

    /// The moderator opens the moderation of a question.
    pub(super) async fn opens_moderation(
        &mut self,
        reference: &str,
        moderator: &str,
        number: usize,
    ) -> anyhow::Result<()> {
        let (who, s) = (self.someone(moderator)?, self.scoring(reference).await?);
        let (question, id) = (numbered(s.tender(), number)?, self.id::<ModerationId>().await?);
        let change = moderation::open(&s, question, id, &who, self.at);
        self.write(&who, change).await
    }

    /// The moderator writes down the score that the panel agreed on.
    pub(super) async fn agrees(
        &mut self,
        reference: &str,
        moderator: &str,
        (bid, number): (BidId, usize),
        agreed: &Agreed,
    ) -> anyhow::Result<()> {
        let (who, s) = (self.someone(moderator)?, self.scoring(reference).await?);
        let (question, id) = (numbered(s.tender(), number)?, self.id::<RowId>().await?);
        let moved = agreed.moved.as_deref().unwrap_or_default();
        let typed = [("score", agreed.score.as_str()), ("reason", &agreed.reason), ("move_reason", moved)];
        let seen = s.meeting(question).map(|meeting| meeting.version).unwrap_or_default();
        let change = moderation::agree(&s, question, bid, id, &form(AGREED, &typed)?, seen, &who, self.at);
        self.write(&who, change).await
    }

    /// The moderator writes down who met and what was said, on the day of the play.
    pub(super) async fn records_meeting(
        &mut self,
        reference: &str,
        moderator: &str,
        number: usize,
        (attended, minutes): (&str, &str),
    ) -> anyhow::Result<()> {
        let (who, s) = (self.someone(moderator)?, self.scoring(reference).await?);
        let question = numbered(s.tender(), number)?;
        let typed = Typed::default().with("attended", attended).with("minutes", minutes);
        let typed = on_day(typed, "held_on", rules::law::clock::uk_date(self.at));
        let draft = read(MEETING, &typed, &Lists::default())?;
        let seen = s.meeting(question).map(|meeting| meeting.version).unwrap_or_default();
        let change = moderation::record_meeting(&s, question, &draft, seen, &who, self.at);
        self.write(&who, change).await
    }

    /// The approver signs off the quality of the one lot.
    pub(super) async fn signs_off(&mut self, reference: &str) -> anyhow::Result<()> {
        let (approver, s) = (self.actor(At::Medway, Role::Approver)?, self.scoring(reference).await?);
        let lot = the_lot(s.tender())?;
        let seen = s.lot(lot).map(|row| row.version).unwrap_or_default();
        let change = sign_off(&s, lot, seen, &approver, self.at);
        self.write(&approver, change).await
    }

    /// The evaluation of a tender, as it stands.
    pub(super) async fn scoring(&self, reference: &str) -> anyhow::Result<Scoring> {
        let tender = self.tender(reference).await?;
        let found = self.store.reader(House).scoring(tender).await?;
        found.with_context(|| format!("the evaluation of {reference} has not begun"))
    }

    /// The person of the demonstration who signs in with this address.
    pub(super) fn someone(&self, email: &str) -> anyhow::Result<Actor> {
        let found = self.cast.iter().find(|(person, _)| person.email == email);
        found.map(|(_, actor)| actor.clone()).ok_or_else(|| anyhow!("nobody is {email}"))
    }

    pub(super) fn staff(&self, tender: &Tender) -> Reader<Staff> {
        self.store.reader(Staff { authority: tender.row.authority_id })
    }
}

/// A form filled in.
pub(super) fn form(fields: &[Field], boxes: &[(&str, &str)]) -> anyhow::Result<Draft> {
    let typed = boxes.iter().fold(Typed::default(), |typed, (name, text)| typed.with(name, *text));
    read(fields, &typed, &Lists::default())
}

/// The only lot of a tender.
pub(super) fn the_lot(tender: &Tender) -> anyhow::Result<RowId> {
    tender.lots.first().map(|lot| lot.id).ok_or_else(|| anyhow!("{} has no lot", tender.row.reference))
}

/// A question of the only lot, counted from 1.
pub(super) fn numbered(tender: &Tender, number: usize) -> anyhow::Result<RowId> {
    let found = number.checked_sub(1).and_then(|at| questions(tender).ok()?.get(at).copied());
    found.ok_or_else(|| anyhow!("there is no question {number}"))
}

fn person(actor: &Actor) -> anyhow::Result<PersonId> {
    actor.person.ok_or_else(|| anyhow!("{} is no person", actor.name))
}
