//! Letters out: an email tells people that a letter waits for them, or that a day of their contract comes up. What it says
//! is read behind sign-in and never leaves the house.
//!
//! Each email goes out at least once: what the mail server took is noted after its yes. It goes out twice only where the
//! machine dies, or the database does not answer, between that yes and the note; both copies then carry the same
//! Message-ID, by which mail programs know them for one.

mod carrier;
mod message;

use std::time::Duration;

use chrono::{DateTime, Utc};
use lettre::Message;
use lettre::message::Mailbox;

pub use carrier::{Carrier, NotTaken, Way};

use crate::store::{Addressee, Held, LEASE_MINUTES, Outbox, Store, StoreError};

/// How long a mail server may take over one email: well within the time a letter is held.
const PATIENCE: Duration = Duration::from_secs(60 * (LEASE_MINUTES.unsigned_abs() - 1) / 2);

/// What emails are sent with, and from whom.
#[derive(Clone, Debug)]
pub struct Post<C> {
    carrier: C,
    sender: Mailbox,
    site: String,
}

/// What one round came to, in emails.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Round {
    /// Those that the mail server took.
    pub sent: usize,
    /// Those that it will never take.
    pub refused: usize,
    /// Letters and reminders put off, because it did not take all of their emails now.
    pub put_off: usize,
}

/// By what a round goes: the clock, and whether it is told to stop.
#[derive(Clone, Copy)]
pub struct Pace<'a> {
    /// What the clock reads.
    pub now: &'a (dyn Fn() -> DateTime<Utc> + Send + Sync),
    /// Whether to stop after the email that is on its way.
    pub stop: &'a (dyn Fn() -> bool + Send + Sync),
}

/// What became of the emails of one letter or reminder.
enum Outcome {
    Done,
    PutOff(String),
    /// The server itself is not to be had: the other letters would fare no better.
    NoServer(String),
    /// Another sender has it now, or this one is told to stop.
    LetGo,
}

impl<C: Carrier> Post<C> {
    /// Sends by a carrier, in the name of a sender, with links to a site whose address has no closing slash.
    pub fn new(carrier: C, sender: Mailbox, site: String) -> Self {
        Self { carrier, sender, site }
    }

    /// One round: every letter that is due, oldest first, then every reminder, an email to each person who is to be told. It asks between
    /// emails whether it is to stop. Ends early where the mail server cannot be reached.
    pub async fn deliver(&self, store: &Store, pace: Pace<'_>) -> Result<Round, StoreError> {
        let (outbox, mut round) = (store.outbox(), Round::default());
        let Some(mark) = outbox.mark().await? else { return Ok(round) };
        while !(pace.stop)() {
            let Some(mut held) = outbox.take((pace.now)()).await? else { break };
            match self.letter(&outbox, &mut held, &mark, pace, &mut round).await? {
                Outcome::Done => outbox.done(&held, (pace.now)()).await?,
                Outcome::PutOff(why) => {
                    outbox.put_off(&held, &why, (pace.now)()).await?;
                    round.put_off += 1;
                }
                Outcome::NoServer(why) => {
                    tracing::warn!(why, "the mail server could not be reached, or did not let us in");
                    outbox.put_off(&held, &why, (pace.now)()).await?;
                    round.put_off += 1;
                    break;
                }
                Outcome::LetGo => outbox.let_go(&held).await?,
            }
        }
        Ok(round)
    }

    async fn letter(
        &self,
        outbox: &Outbox,
        held: &mut Held,
        mark: &str,
        pace: Pace<'_>,
        round: &mut Round,
    ) -> Result<Outcome, StoreError> {
        let to = outbox.addressees(held).await?;
        if to.is_empty() && !outbox.is_known(held).await? {
            return Ok(Outcome::PutOff("nobody can be told".to_owned()));
        }
        let mut later = None;
        for one in &to {
            if (pace.stop)() || !outbox.keep(held, (pace.now)()).await? {
                return Ok(Outcome::LetGo);
            }
            match self.carry(held, one, mark, (pace.now)()).await {
                Ok(()) => {
                    outbox.note_sent(held, one.person, (pace.now)()).await?;
                    round.sent += 1;
                }
                Err(NotTaken::Never(why)) => {
                    tracing::warn!(
                        told = held.told.name(),
                        why = code(&why),
                        "an email was refused for good"
                    );
                    outbox.note_failed(held, one.person, &why).await?;
                    round.refused += 1;
                }
                Err(NotTaken::NotNow(why)) => later = Some(why),
                Err(NotTaken::NoServer(why)) => return Ok(Outcome::NoServer(why)),
            }
        }
        Ok(later.map_or(Outcome::Done, Outcome::PutOff))
    }

    async fn carry(
        &self,
        held: &Held,
        to: &Addressee,
        mark: &str,
        now: DateTime<Utc>,
    ) -> Result<(), NotTaken> {
        let mail: Message = message::waiting(&self.sender, &self.site, held, to, mark, now)
            .map_err(|error| NotTaken::Never(format!("no email can be written to this address: {error}")))?;
        match tokio::time::timeout(PATIENCE, self.carrier.carry(&mail)).await {
            Ok(taken) => taken,
            Err(_) => Err(NotTaken::NoServer("the mail server did not answer in time".to_owned())),
        }
    }
}

/// The server's number alone: what it says may name a person, and the log never does.
fn code(why: &str) -> &str {
    why.split_whitespace().next().unwrap_or_default()
}
