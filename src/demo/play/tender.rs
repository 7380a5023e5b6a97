//! Medway's tender: made of its procurement, published, asked about, bid for by three invented providers, closed. Its
//! bids are sealed still, so that opening them can be tried.

use anyhow::{Context, anyhow};
use chrono::Duration;
use entity::gaps::Gaps;
use entity::id::{ClarificationId, LetterId, RowId};
use entity::state::Role;
use rules::access::Actor;
use rules::field::{Field, Lists, Typed, all_held, draft, typed as boxes_of};
use rules::rows::{change_part, list};
use rules::tender::Tender;
use rules::tender::clarification::{self, ANSWER, ASK, Asked, Fresh};
use rules::tender::edit::Writing;
use rules::tender::lists::choices;
use rules::tender::panel::{self, SEAT, SinceOpening};
use rules::tender::parts::PARTS;
use rules::tender::publish::publish;
use rules::tender::start::{Numbers, rows_begun, start};
use sea_orm::Value;

use super::{Play, day, read};
use crate::demo::people::At;
use crate::demo::script::{Form, Scene, scenes, typed};
use crate::store::{House, Staff};

impl Play {
    /// Makes the tender of a procurement, fills in what a script says and publishes it at the play's hour.
    pub(super) async fn put_out(&mut self, reference: &str, script: &str) -> anyhow::Result<()> {
        let officer = self.actor(At::Medway, Role::ProcurementOfficer)?;
        let (procurement, authority) = self.procurement(reference).await?;
        let rows = self.ids(rows_begun(&procurement)).await?;
        let numbers = Numbers { tender: self.id().await?, rows };
        let change = start(&procurement, &authority, &[], &numbers, &officer, self.at);
        self.write(&officer, change).await?;
        for scene in &scenes(script)? {
            self.tender_form(reference, scene, &officer).await.with_context(|| format!("{scene:?}"))?;
        }
        let price = [("formula", "inverse"), ("overall_minimum", "50"), ("minimum_disqualifies", "yes")];
        self.rewrite(reference, "lots", &price, &officer).await?;
        self.rewrite(reference, "criteria", &[("word_limit", "500")], &officer).await
    }

    /// Publishes it.
    pub(super) async fn publish(&mut self, reference: &str) -> anyhow::Result<()> {
        let officer = self.actor(At::Medway, Role::ProcurementOfficer)?;
        let keys = self.store.pen(officer.clone(), self.at).new_keys().await?;
        let (tender, (procurement, _)) = (self.tender(reference).await?, self.procurement(reference).await?);
        let id: RowId = self.id().await?;
        let change = publish(&tender, &procurement, id, &keys, tender.row.version, &officer, self.at);
        self.write(&officer, change).await
    }

    /// One form of a tender's script: a part, or a new row of a list.
    async fn tender_form(&mut self, reference: &str, scene: &Scene, officer: &Actor) -> anyhow::Result<()> {
        let (writing, id) = (self.writing(reference).await?, self.id::<RowId>().await?);
        let (lists, seen) = (choices(&writing), writing.tender.row.version);
        let change = match &scene.form {
            Form::Part(code) => {
                let part =
                    PARTS.iter().find(|part| part.code == code).ok_or_else(|| anyhow!("no part {code}"))?;
                let boxes = typed(scene, part.fields, &lists)?;
                let typed = over(part.fields, &all_held(&writing.tender.row, part.fields), boxes.pairs());
                draft(part.fields, &typed, &lists, &writing.tender.row.gaps)
                    .and_then(|draft| change_part(&writing, part, &draft, seen, officer))
            }
            Form::Row(code) => {
                let list = list::<Writing>(code).ok_or_else(|| anyhow!("no list {code}"))?;
                let typed = typed(scene, list.fields, &lists)?;
                draft(list.fields, &typed, &lists, &Gaps::default())
                    .and_then(|draft| list.add(&writing, id, &draft, seen, officer))
            }
            Form::Empty(code, _) => anyhow::bail!("a tender’s list {code} is left empty without a word"),
        };
        self.write(officer, change).await
    }

    /// Opens every row of a list, types something into some of its boxes, and saves it.
    async fn rewrite(
        &mut self,
        reference: &str,
        code: &str,
        boxes: &[(&str, &str)],
        officer: &Actor,
    ) -> anyhow::Result<()> {
        let list = list::<Writing>(code).ok_or_else(|| anyhow!("no list {code}"))?;
        for entry in list.entries(&self.writing(reference).await?) {
            let writing = self.writing(reference).await?;
            let boxes: Vec<_> =
                boxes.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect();
            let seen = writing.tender.row.version;
            let typed = over(list.fields, &entry.values, &boxes);
            let change = draft(list.fields, &typed, &choices(&writing), &entry.gaps)
                .and_then(|draft| list.change(&writing, entry.id, &draft, seen, officer));
            self.write(officer, change).await?;
        }
        Ok(())
    }

    /// Puts those who will score on the panel.
    pub(super) async fn seat_panel(&mut self, reference: &str, seats: &[(&str, &str)]) -> anyhow::Result<()> {
        let officer = self.actor(At::Medway, Role::ProcurementOfficer)?;
        for (email, seat) in seats {
            let tender = self.tender(reference).await?;
            let found = self.store.doors().sign_in(email, self.at).await?;
            let who = found.ok_or_else(|| anyhow!("nobody is {email}"))?.person;
            let staff = Staff { authority: tender.row.authority_id };
            let person =
                self.store.reader(staff).person(who).await?.ok_or_else(|| anyhow!("nobody is {email}"))?;
            let people = Lists(
                [(rules::field::List::Staff, vec![(who.0.to_string(), person.row.name.clone())])].into(),
            );
            let typed = Typed::default().with("person_id", who.0.to_string()).with("seat", *seat);
            let (draft, id) = (read(SEAT, &typed, &people)?, self.id::<RowId>().await?);
            let change = panel::seat(
                &tender,
                &SinceOpening::default(),
                id,
                &person,
                &draft,
                tender.row.version,
                &officer,
                self.at,
            );
            self.write(&officer, change).await?;
        }
        Ok(())
    }

    /// A provider asks, and the officer answers everyone two days later.
    pub(super) async fn question(
        &mut self,
        reference: &str,
        asks: At,
        says: &str,
        answer: &str,
    ) -> anyhow::Result<()> {
        let (author, officer) =
            (self.actor(asks, Role::BidAuthor)?, self.actor(At::Medway, Role::ProcurementOfficer)?);
        let tender = self.tender(reference).await?;
        let draft = read(ASK, &Typed::default().with("question", says), &Lists::default())?;
        let fresh = Fresh { id: self.id::<ClarificationId>().await?, follower: self.id().await?, number: 1 };
        let change = clarification::ask(&tender, &[], fresh, &draft, &author, self.at);
        self.write(&author, change).await?;

        self.at += Duration::days(2);
        let tender = self.tender(reference).await?;
        let staff = self.store.reader(Staff { authority: tender.row.authority_id });
        let asked: Asked =
            staff.question(tender.row.id, 1).await?.ok_or_else(|| anyhow!("nothing was asked"))?;
        let typed = Typed::default().with("audience", "everyone").with("stated", says).with("answer", answer);
        let draft = read(ANSWER, &typed, &Lists::default())?;
        let count = clarification::answered_to(&tender, &asked.row).len();
        let letters: Vec<LetterId> = self.ids(count).await?;
        let seen = asked.row.version;
        let change = clarification::answer(&tender, &asked, &letters, &draft, seen, &officer, self.at);
        self.write(&officer, change).await
    }

    /// A tender with all that belongs to it.
    pub(super) async fn tender(&self, reference: &str) -> anyhow::Result<Tender> {
        let found = self.store.reader(House).tender(reference).await?;
        found.ok_or_else(|| anyhow!("there is no tender {reference}"))
    }

    async fn writing(&self, reference: &str) -> anyhow::Result<Writing> {
        let (tender, (procurement, _)) = (self.tender(reference).await?, self.procurement(reference).await?);
        Ok(Writing { tender, procurement, now: self.at })
    }

    /// Medway's own, in the autumn of 2021.
    pub(super) async fn medway_tender(&mut self) -> anyhow::Result<()> {
        let reference = "MED-2021-001";
        self.at = day(2021, 11, 1)?;
        self.put_out(reference, include_str!("../medway_tender.md")).await?;
        self.at = day(2021, 11, 1)? + Duration::hours(1);
        self.publish(reference).await?;
        let panel = [
            ("contracts@medway.example", "moderator"),
            ("writer@medway.example", "evaluator"),
            ("safeguarding@medway.example", "evaluator"),
            ("families@medway.example", "evaluator"),
        ];
        self.seat_panel(reference, &panel).await?;
        self.at = day(2021, 11, 22)?;
        let says = "May the price of the first year be higher than that of the second, for recruitment and training?";
        let answer = "Yes. What is compared is the total of both years. Give each year the price that you will charge in it.";
        self.question(reference, At::Charity, says, answer).await
    }
}

/// A form as it is drawn from what is held, with something else typed into some of its boxes.
pub(super) fn over(fields: &[Field], values: &[Value], boxes: &[(String, String)]) -> Typed {
    let held = fields.iter().zip(values).flat_map(|(field, value)| boxes_of(field, value));
    Typed::new(held.collect()).with_boxes(boxes)
}
