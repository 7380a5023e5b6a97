//! The outbox: which letters and reminders an email still has to tell of, who has them in hand, and what became of each
//! email. Not the record, so no audit line: a letter or a reminder is written by a rule and stays as it is; that it waits
//! is only told. Nor is who has opened a letter, which serves only to show what is new.

mod whom;

use chrono::{DateTime, Duration, DurationRound, Utc};
use entity::id::{LetterId, PersonId, RowId};
use entity::{audit_line, letter, letter_read, mail, reminder, reminder_mail};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, OnConflict, Query, UpdateStatement};
use sea_orm::{Condition, ConnectionTrait, EntityTrait, QueryFilter, QueryOrder};

use super::{Store, StoreError};
use whom::Whom;
pub use whom::{About, Addressee};

/// How long a sender has a letter or a reminder in hand before another takes it: longer than any one email may take.
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

/// What an email tells of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// A letter to a provider.
    Letter(LetterId),
    /// A day that comes up, to those who manage a contract.
    Reminder(RowId),
}

impl Told {
    /// What it is called in the log and in the name of an email, such as `letter-12`.
    #[must_use]
    pub fn name(self) -> String {
        format!("{}-{}", self.table(), self.key())
    }

    fn table(self) -> &'static str {
        match self {
            Self::Letter(_) => "letter",
            Self::Reminder(_) => "reminder",
        }
    }

    fn key(self) -> i64 {
        match self {
            Self::Letter(id) => id.0,
            Self::Reminder(id) => id.0,
        }
    }
}

/// A letter or a reminder that one sender has in hand.
#[derive(Clone, Debug)]
pub struct Held {
    /// Which.
    pub told: Told,
    /// What it is about.
    pub subject: String,
    /// Who wrote it to whom, as the email says.
    pub about: About,
    whom: Whom,
    tries: i32,
    /// Until when; what tells this hold from a later one.
    until: DateTime<Utc>,
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

    /// Takes the oldest letter in hand that emails still have to tell of and that nobody else has; with none left, the
    /// oldest reminder.
    // INVARIANT: one statement both asks and takes, so that two senders never hold the same.
    pub async fn take(&self, now: DateTime<Utc>) -> Result<Option<Held>, StoreError> {
        let until = lease_until(now);
        loop {
            let oldest = letter::Entity::find().filter(due(now)).order_by_asc(letter::Column::Id);
            let Some(row) = oldest.one(&self.store.db).await? else { break };
            if self.lease(Told::Letter(row.id), due(now), until).await? {
                return Ok(Some(self.held_letter(row, until).await?));
            }
        }
        loop {
            let oldest = reminder::Entity::find().filter(due(now)).order_by_asc(reminder::Column::Id);
            let Some(row) = oldest.one(&self.store.db).await? else { return Ok(None) };
            if self.lease(Told::Reminder(row.id), due(now), until).await? {
                return Ok(Some(self.held_reminder(row, until).await?));
            }
        }
    }

    /// Keeps it in hand for as long again; false where another took it meanwhile.
    pub async fn keep(&self, held: &mut Held, now: DateTime<Utc>) -> Result<bool, StoreError> {
        let until = lease_until(now);
        let kept = self.lease(held.told, own(held), until).await?;
        if kept {
            held.until = until;
        }
        Ok(kept)
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

    /// Puts it out of hand for good: nothing is left to be sent.
    pub async fn done(&self, held: &Held, now: DateTime<Utc>) -> Result<(), StoreError> {
        let mut done = of(held.told, own(held));
        done.value("sent_at", Some(now)).value("lease_until", None::<DateTime<Utc>>);
        self.write(&done).await.map(drop)
    }

    /// Puts it off: the pause is a minute first, and doubles with each try up to six hours. After the last try it is
    /// given up for those who are left; says whether it was.
    pub async fn put_off(&self, held: &Held, why: &str, now: DateTime<Utc>) -> Result<bool, StoreError> {
        let tries = held.tries + 1;
        if tries >= MOST_TRIES {
            for left in self.addressees(held).await? {
                self.note_failed(held, left.person, &format!("given up after {tries} tries: {why}")).await?;
            }
            self.done(held, now).await?;
            return Ok(true);
        }
        let mut back = of(held.told, own(held));
        back.value("tries", tries).value("lease_until", Some(now + pause(tries)));
        self.write(&back).await?;
        Ok(false)
    }

    /// Puts it out of hand as it was, for the next round.
    pub async fn let_go(&self, held: &Held) -> Result<(), StoreError> {
        let mut back = of(held.told, own(held));
        back.value("lease_until", None::<DateTime<Utc>>);
        self.write(&back).await.map(drop)
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

    async fn lease(&self, told: Told, which: Condition, until: DateTime<Utc>) -> Result<bool, StoreError> {
        let mut lease = of(told, which);
        lease.value("lease_until", Some(until));
        Ok(self.write(&lease).await? == 1)
    }

    async fn write(&self, update: &UpdateStatement) -> Result<u64, StoreError> {
        let _turn = self.store.turn().await?;
        Ok(self.store.db.execute(update).await?.rows_affected())
    }

    async fn note(
        &self,
        held: &Held,
        person: PersonId,
        sent_at: Option<DateTime<Utc>>,
        failed: Option<String>,
    ) -> Result<(), StoreError> {
        let _turn = self.store.turn().await?;
        match held.told {
            Told::Letter(letter) => {
                let (letter_id, person_id) = (Set(letter), Set(person));
                let row =
                    mail::ActiveModel { letter_id, person_id, sent_at: Set(sent_at), failed: Set(failed) };
                let again = OnConflict::columns([mail::Column::LetterId, mail::Column::PersonId])
                    .update_columns([mail::Column::SentAt, mail::Column::Failed])
                    .to_owned();
                mail::Entity::insert(row).on_conflict(again).exec_without_returning(&self.store.db).await?;
            }
            Told::Reminder(reminder) => {
                use reminder_mail::{ActiveModel, Column, Entity};
                let (reminder_id, person_id) = (Set(reminder), Set(person));
                let row = ActiveModel { reminder_id, person_id, sent_at: Set(sent_at), failed: Set(failed) };
                let again = OnConflict::columns([Column::ReminderId, Column::PersonId])
                    .update_columns([Column::SentAt, Column::Failed])
                    .to_owned();
                Entity::insert(row).on_conflict(again).exec_without_returning(&self.store.db).await?;
            }
        }
        Ok(())
    }
}

/// The letter or reminder, where this is true of it.
fn of(told: Told, which: Condition) -> UpdateStatement {
    use sea_orm::sea_query::ExprTrait;
    let mut update = Query::update();
    update.table(told.table()).and_where(Expr::col("id").eq(told.key())).cond_where(which);
    update
}

/// What emails still have to tell of, and nobody has in hand.
fn due(now: DateTime<Utc>) -> Condition {
    use sea_orm::sea_query::ExprTrait;
    let lease = || Expr::col("lease_until");
    let free = Condition::any().add(lease().is_null()).add(lease().lte(now));
    Condition::all().add(Expr::col("sent_at").is_null()).add(free)
}

/// It is still in the hand that holds it.
fn own(held: &Held) -> Condition {
    use sea_orm::sea_query::ExprTrait;
    Condition::all().add(Expr::col("sent_at").is_null()).add(Expr::col("lease_until").eq(held.until))
}

/// Cut to microseconds, which both databases keep: a hold is known again by this instant.
fn lease_until(now: DateTime<Utc>) -> DateTime<Utc> {
    let until = now + Duration::minutes(LEASE_MINUTES);
    until.duration_trunc(Duration::microseconds(1)).unwrap_or(until)
}

/// How long it is left alone after so many tries.
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
