//! The outbox: which letters an email still has to tell of, who has them in hand, and what became of each email.
//! Not the record, so no audit line: a letter is written by a rule and stays as it is; that it waits is only told. Nor is
//! who has opened a letter, which serves only to show what is new.

use chrono::{DateTime, Duration, DurationRound, Utc};
use entity::id::{LetterId, OrganisationId, PersonId};
use entity::{
    audit_line, authority, letter, letter_read, mail, organisation, person, person_role, sign_in, tender,
};
use rules::access::{Act, allowed};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};

use super::{Store, StoreError};

/// How long a sender has a letter in hand before another takes it: longer than any one email may take.
pub const LEASE_MINUTES: i64 = 5;
/// After so many tries an email is given up: about five days.
const MOST_TRIES: i32 = 25;
/// The longest pause between two tries.
const LONGEST_PAUSE_HOURS: i64 = 6;
/// How often a note of what was sent is tried, each waiting for its turn.
const NOTE_TRIES: usize = 5;

/// The small door of the outbox.
pub struct Outbox {
    store: Store,
}

/// A letter that one sender has in hand.
#[derive(Clone, Debug)]
pub struct Held {
    /// The letter.
    pub letter: LetterId,
    /// What it is about.
    pub subject: String,
    /// Who it is to.
    pub organisation: String,
    /// Who wrote it, where it is about a tender.
    pub authority: Option<String>,
    to: OrganisationId,
    tries: i32,
    /// Until when; what tells this hold from a later one.
    until: DateTime<Utc>,
}

/// Someone who is still to be told of a letter.
#[derive(Clone, Debug)]
pub struct Addressee {
    /// Who.
    pub person: PersonId,
    /// Their name or title.
    pub name: String,
    /// Where emails to them go.
    pub email: String,
}

impl Store {
    /// The outbox, which is not the record.
    #[must_use]
    pub fn outbox(&self) -> Outbox {
        Outbox { store: self.clone() }
    }
}

impl Outbox {
    /// What tells this record from every other: the beginning of its chain. Nothing before the first line.
    pub async fn mark(&self) -> Result<Option<String>, StoreError> {
        let first = audit_line::Entity::find_by_id(1).one(&self.store.db).await?;
        Ok(first.map(|line| line.hash.chars().take(16).collect()))
    }

    /// Takes the oldest letter in hand that emails still have to tell of and that nobody else has.
    // INVARIANT: one statement both asks and takes, so that two senders never hold the same letter.
    pub async fn take(&self, now: DateTime<Utc>) -> Result<Option<Held>, StoreError> {
        let until = lease_until(now);
        loop {
            let oldest = letter::Entity::find().filter(due(now)).order_by_asc(letter::Column::Id);
            let Some(row) = oldest.one(&self.store.db).await? else { return Ok(None) };
            let taken = self.lease(due(now).add(letter::Column::Id.eq(row.id)), until).await?;
            if taken {
                return Ok(Some(self.held(row, until).await?));
            }
        }
    }

    /// Keeps a letter in hand for as long again; false where another took it meanwhile.
    pub async fn keep(&self, held: &mut Held, now: DateTime<Utc>) -> Result<bool, StoreError> {
        let until = lease_until(now);
        let kept = self.lease(own(held), until).await?;
        if kept {
            held.until = until;
        }
        Ok(kept)
    }

    /// Everyone who is still to be told: who may read the organisation's bids, can sign in, has not read the letter and
    /// was not told of it yet.
    pub async fn addressees(&self, held: &Held) -> Result<Vec<Addressee>, StoreError> {
        let readers = person_role::Entity::find()
            .select_only()
            .column(person_role::Column::PersonId)
            .filter(person_role::Column::Role.is_in(allowed(Act::ReadBids).iter().copied()))
            .into_query();
        let signing_in = sign_in::Entity::find()
            .select_only()
            .column(sign_in::Column::PersonId)
            .filter(sign_in::Column::PasswordHash.is_not_null())
            .into_query();
        let told = mail::Entity::find()
            .select_only()
            .column(mail::Column::PersonId)
            .filter(mail::Column::LetterId.eq(held.letter))
            .into_query();
        let read = letter_read::Entity::find()
            .select_only()
            .column(letter_read::Column::PersonId)
            .filter(letter_read::Column::LetterId.eq(held.letter))
            .into_query();
        let people = person::Entity::find()
            .filter(person::Column::OrganisationId.eq(held.to))
            .filter(person::Column::Disabled.eq(false))
            .filter(person::Column::Id.in_subquery(readers))
            .filter(person::Column::Id.in_subquery(signing_in))
            .filter(person::Column::Id.not_in_subquery(told))
            .filter(person::Column::Id.not_in_subquery(read))
            .order_by_asc(person::Column::Id);
        let addressee = |row: person::Model| Addressee { person: row.id, name: row.name, email: row.email };
        Ok(people.all(&self.store.db).await?.into_iter().map(addressee).collect())
    }

    /// Whether anyone was told of a letter, or has read it.
    pub async fn is_known(&self, held: &Held) -> Result<bool, StoreError> {
        let db = &self.store.db;
        let told = mail::Entity::find().filter(mail::Column::LetterId.eq(held.letter)).one(db).await?;
        let read = letter_read::Entity::find().filter(letter_read::Column::LetterId.eq(held.letter));
        Ok(told.is_some() || read.one(db).await?.is_some())
    }

    /// Notes that the mail server said yes. Tried again where others are in the way: until it is noted, the same email
    /// would go out again.
    pub async fn note_sent(
        &self,
        held: &Held,
        person: PersonId,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let mut noted = self.note(held, person, Some(now), None).await;
        for _ in 1..NOTE_TRIES {
            if noted.is_ok() {
                break;
            }
            noted = self.note(held, person, Some(now), None).await;
        }
        noted
    }

    /// Notes that an email will not be sent, and why.
    pub async fn note_failed(&self, held: &Held, person: PersonId, why: &str) -> Result<(), StoreError> {
        self.note(held, person, None, Some(why.to_owned())).await
    }

    /// Puts a letter out of hand for good: nothing is left to be sent.
    pub async fn done(&self, held: &Held, now: DateTime<Utc>) -> Result<(), StoreError> {
        let _turn = self.store.turn().await?;
        let done = letter::Entity::update_many()
            .col_expr(letter::Column::SentAt, Expr::value(now))
            .col_expr(letter::Column::LeaseUntil, Expr::value(None::<DateTime<Utc>>))
            .filter(own(held));
        done.exec(&self.store.db).await?;
        Ok(())
    }

    /// Puts a letter off: the pause is a minute first, and doubles with each try up to six hours. After the last try it
    /// is given up for those who are left; says whether it was.
    pub async fn put_off(&self, held: &Held, why: &str, now: DateTime<Utc>) -> Result<bool, StoreError> {
        let tries = held.tries + 1;
        if tries >= MOST_TRIES {
            for left in self.addressees(held).await? {
                self.note_failed(held, left.person, &format!("given up after {tries} tries: {why}")).await?;
            }
            self.done(held, now).await?;
            return Ok(true);
        }
        let _turn = self.store.turn().await?;
        let back = letter::Entity::update_many()
            .col_expr(letter::Column::Tries, Expr::value(tries))
            .col_expr(letter::Column::LeaseUntil, Expr::value(Some(now + pause(tries))))
            .filter(own(held));
        back.exec(&self.store.db).await?;
        Ok(false)
    }

    /// Puts a letter out of hand as it was, for the next round.
    pub async fn let_go(&self, held: &Held) -> Result<(), StoreError> {
        let _turn = self.store.turn().await?;
        let back = letter::Entity::update_many()
            .col_expr(letter::Column::LeaseUntil, Expr::value(None::<DateTime<Utc>>))
            .filter(own(held));
        back.exec(&self.store.db).await?;
        Ok(())
    }

    /// Notes that a person has opened a letter; the first time counts.
    pub async fn note_read(
        &self,
        letter: LetterId,
        person: PersonId,
        now: DateTime<Utc>,
    ) -> Result<(), StoreError> {
        let row = letter_read::ActiveModel { letter_id: Set(letter), person_id: Set(person), at: Set(now) };
        let again = OnConflict::columns([letter_read::Column::LetterId, letter_read::Column::PersonId])
            .do_nothing()
            .to_owned();
        let _turn = self.store.turn().await?;
        letter_read::Entity::insert(row).on_conflict(again).exec_without_returning(&self.store.db).await?;
        Ok(())
    }

    async fn lease(&self, which: Condition, until: DateTime<Utc>) -> Result<bool, StoreError> {
        let _turn = self.store.turn().await?;
        let lease = letter::Entity::update_many()
            .col_expr(letter::Column::LeaseUntil, Expr::value(Some(until)))
            .filter(which);
        Ok(lease.exec(&self.store.db).await?.rows_affected == 1)
    }

    async fn held(&self, row: letter::Model, until: DateTime<Utc>) -> Result<Held, StoreError> {
        let db = &self.store.db;
        let organisation = organisation::Entity::find_by_id(row.organisation_id).one(db).await?;
        let authority = match row.tender_id {
            Some(tender) => {
                let of = tender::Entity::find_by_id(tender)
                    .select_only()
                    .column(tender::Column::AuthorityId)
                    .into_query();
                authority::Entity::find().filter(authority::Column::Id.in_subquery(of)).one(db).await?
            }
            None => None,
        };
        Ok(Held {
            letter: row.id,
            subject: row.subject,
            organisation: organisation.map(|row| row.name).unwrap_or_default(),
            authority: authority.map(|row| row.name),
            to: row.organisation_id,
            tries: row.tries,
            until,
        })
    }

    async fn note(
        &self,
        held: &Held,
        person: PersonId,
        sent_at: Option<DateTime<Utc>>,
        failed: Option<String>,
    ) -> Result<(), StoreError> {
        let row = mail::ActiveModel {
            letter_id: Set(held.letter),
            person_id: Set(person),
            sent_at: Set(sent_at),
            failed: Set(failed),
        };
        let again = OnConflict::columns([mail::Column::LetterId, mail::Column::PersonId])
            .update_columns([mail::Column::SentAt, mail::Column::Failed])
            .to_owned();
        let _turn = self.store.turn().await?;
        mail::Entity::insert(row).on_conflict(again).exec_without_returning(&self.store.db).await?;
        Ok(())
    }
}

/// Letters that emails still have to tell of, and that nobody has in hand.
fn due(now: DateTime<Utc>) -> Condition {
    let free =
        Condition::any().add(letter::Column::LeaseUntil.is_null()).add(letter::Column::LeaseUntil.lte(now));
    Condition::all().add(letter::Column::SentAt.is_null()).add(free)
}

/// A letter as long as it is in the hand that holds it.
fn own(held: &Held) -> Condition {
    Condition::all()
        .add(letter::Column::Id.eq(held.letter))
        .add(letter::Column::SentAt.is_null())
        .add(letter::Column::LeaseUntil.eq(held.until))
}

/// Cut to microseconds, which both databases keep: a hold is known again by this instant.
fn lease_until(now: DateTime<Utc>) -> DateTime<Utc> {
    let until = now + Duration::minutes(LEASE_MINUTES);
    until.duration_trunc(Duration::microseconds(1)).unwrap_or(until)
}

/// How long a letter is left alone after so many tries.
fn pause(tries: i32) -> Duration {
    let doubled = u32::try_from(tries - 1).ok().and_then(|times| 1_i64.checked_shl(times.min(32)));
    Duration::minutes(doubled.unwrap_or(1).min(LONGEST_PAUSE_HOURS * 60))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pauses_grow_and_the_last_try_is_days_later() {
        let minutes: Vec<i64> = (1..=11).map(|tries| pause(tries).num_minutes()).collect();
        assert_eq!(minutes, [1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360]);
        let all: Duration = (1..MOST_TRIES).map(pause).sum();
        assert_eq!(all.num_days(), 4);
    }
}
