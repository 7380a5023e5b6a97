//! The only place with SQL. Owns the pool; knows nothing of the web.
//!
//! A [`Reader`] reads within one scope. A [`Pen`] writes what a rule allowed. [`Doors`] keeps
//! sign-ins, which are not the record; [`Outbox`] keeps what became of emails, which is not the record either.

mod apply;
pub mod chain;
mod connect;
mod dice;
mod doors;
mod feeds;
mod files;
mod looked;
mod outbox;
mod read;
mod turn;
mod vault;
mod verify;

use std::sync::Arc;
use std::time::Instant;

use chrono::{DateTime, DurationRound, TimeDelta, Utc};
use entity::id::{AuthorityId, OrganisationId};
use rules::access::Actor;
use sea_orm::{DatabaseConnection, DbErr};

pub use apply::{Applied, Before, OnceOnly};
pub use dice::Dice;
pub use doors::{Doors, Invited, OpenSession, SignIn};
pub use files::Files;
pub use outbox::{About, Addressee, Held, LEASE_MINUTES, Outbox, Told};
pub use read::{
    AnsweredToAll, CaseDetail, CaseLine, Colleague, FiguresOf, Invitations, IssuedReport, Key,
    LETTERS_A_PAGE, Line, Listing, ListingFilter, MOST_IN_CALENDAR, Mailed, NextAfter, NextListing,
    NoticeListing, OfContract, OpenedPart, Opportunity, OpportunityFilter, OpportunityListing, Outcome,
    OwnBid, OwnLetter, OwnPeople, Place, PublishedTender, RegisterFilter, RegisterListing, ReturnsWaiting,
    Says, Since, TenderFilter, TenderListing, Untold,
};
use turn::Turns;
pub use vault::{FileStream, OwnParts, Scanner, ServerKey, UploadFault, Vault};
pub use verify::{Broken, Verified};

/// The record: its pool, its randomness and, where it was given them, its key and files. Cheap to clone.
#[derive(Clone)]
pub struct Store {
    db: DatabaseConnection,
    turns: Turns,
    dice: Arc<Dice>,
    vault: Option<Arc<Vault>>,
}

/// The scope of an authority's staff.
#[derive(Clone, Copy, Debug)]
pub struct Staff {
    /// Whose records they see.
    pub authority: AuthorityId,
}

/// The scope of a provider.
#[derive(Clone, Copy, Debug)]
pub struct Provider {
    /// Whose records they see.
    pub organisation: OrganisationId,
}

/// The scope of everybody, signed in or not: what is published, and nothing else.
#[derive(Clone, Copy, Debug)]
pub struct Public;

/// The scope of commands at the server: the whole record. Pages never get it.
#[derive(Clone, Copy, Debug)]
pub struct House;

/// Reads within one scope: every query filters by it.
///
/// Its functions are there for those who are given one, but nobody outside can name the pool behind it:
/// ```
/// async fn reads(reader: &gatehouse::store::Reader<gatehouse::store::Staff>) { let _ = reader.people().await; }
/// ```
/// ```compile_fail,E0616
/// fn pool(reader: &gatehouse::store::Reader<gatehouse::store::Staff>) { let _ = &reader.store; }
/// ```
#[derive(Clone)]
pub struct Reader<S> {
    scope: S,
    store: Store,
}

/// Changes the record, in the name of one actor at one instant.
///
/// Only [`Store::pen`] makes one, and pages are never given a store:
/// ```
/// fn pen(store: gatehouse::store::Store, actor: rules::access::Actor, now: chrono::DateTime<chrono::Utc>) -> gatehouse::store::Pen {
///     store.pen(actor, now)
/// }
/// ```
/// ```compile_fail,E0451
/// fn forge(store: gatehouse::store::Store, actor: rules::access::Actor) -> gatehouse::store::Pen {
///     gatehouse::store::Pen { store, actor, now: chrono::Utc::now(), since: std::time::Instant::now() }
/// }
/// ```
pub struct Pen {
    store: Store,
    actor: Actor,
    now: DateTime<Utc>,
    /// When the pen was given out, by a clock that only goes on.
    since: Instant,
}

/// Why the store did not do it.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Someone else changed what the writer was looking at.
    #[error("someone else changed this in the meantime")]
    Stale,
    /// The same form was sent before; its result is at this path.
    #[error("this form was sent before")]
    Twice(String),
    /// The clock reads earlier than the newest line of the record.
    #[error("the clock reads {now}, earlier than the newest line of the record ({newest})")]
    ClockBehind {
        /// What the clock reads.
        now: DateTime<Utc>,
        /// When the newest line was written.
        newest: DateTime<Utc>,
    },
    /// It waited too long for its turn, while others wrote.
    #[error("it waited too long for its turn, and nothing was written")]
    TooSlow,
    /// As many files of the same authority or organisation as may come in at once are coming in already.
    #[error("too many files of one side are coming in at once, and nothing was written")]
    Busy,
    /// A value that must be unique is taken, such as a reference or an email address.
    #[error("taken already")]
    Taken,
    /// Something else still refers to what would go.
    #[error("still in use")]
    InUse,
    /// An uploaded file was not taken.
    #[error("an uploaded file was not taken: {0:?}")]
    Upload(UploadFault),
    /// The store was opened without its key and files.
    #[error("the record was opened without its key and files")]
    NoVault,
    /// The key is not the one that the record was begun with.
    #[error("this key is not the one that the record was begun with; nothing that was sealed would open")]
    WrongKey,
    /// Something sealed does not open, or is not what was sealed.
    #[error("something sealed does not open, or is not what was sealed")]
    NotOpened,
    /// Most files are named by nothing: record and place of files seem not to belong together.
    #[error(
        "{strays} of {listed} files are named by nothing in the record, so none was taken away; do this record and \
         this place of files belong together?"
    )]
    OthersFiles {
        /// How many files no row names.
        strays: usize,
        /// How many there are.
        listed: usize,
    },
    /// The record contradicts itself; `gatehouse verify` says more.
    #[error("the record does not hold: {0}")]
    DoesNotHold(&'static str),
    /// The place of files did not answer, or refused.
    #[error("a file could not be read or written: {0}")]
    Files(Box<dyn std::error::Error + Send + Sync>),
    /// The database did not answer, or refused.
    #[error(transparent)]
    Db(DbErr),
}

impl From<UploadFault> for StoreError {
    fn from(fault: UploadFault) -> Self {
        Self::Upload(fault)
    }
}

impl From<object_store::Error> for StoreError {
    fn from(error: object_store::Error) -> Self {
        Self::Files(Box::new(error))
    }
}

impl From<std::io::Error> for StoreError {
    fn from(error: std::io::Error) -> Self {
        Self::Files(Box::new(error))
    }
}

impl From<DbErr> for StoreError {
    fn from(error: DbErr) -> Self {
        // Nobody's connection came free in time, so nothing was begun.
        if matches!(error, DbErr::ConnectionAcquire(sea_orm::error::ConnAcquireErr::Timeout)) {
            return Self::TooSlow;
        }
        match error.sql_err() {
            Some(sea_orm::SqlErr::UniqueConstraintViolation(_)) => Self::Taken,
            Some(sea_orm::SqlErr::ForeignKeyConstraintViolation(_)) => Self::InUse,
            _ => Self::Db(error),
        }
    }
}

impl Store {
    /// Reads within a scope.
    #[must_use]
    pub fn reader<S>(&self, scope: S) -> Reader<S> {
        Reader { scope, store: self.clone() }
    }

    /// Writes for an actor at an instant, cut to microseconds, which both databases keep. For the desk's posted
    /// forms and for commands.
    #[must_use]
    pub fn pen(&self, actor: Actor, now: DateTime<Utc>) -> Pen {
        let now = now.duration_trunc(TimeDelta::microseconds(1)).unwrap_or(now);
        Pen { store: self.clone(), actor, now, since: Instant::now() }
    }

    /// Sign-ins, which are not the record.
    #[must_use]
    pub fn doors(&self) -> Doors {
        Doors::new(self.clone())
    }

    /// The dice of this store.
    #[must_use]
    pub fn dice(&self) -> &Dice {
        &self.dice
    }
}
