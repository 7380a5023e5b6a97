//! Writing a change: one transaction of roots, rows and an audit line, the same on both databases.

use chrono::{DateTime, Duration, Utc};
use entity::{audit_detail, audit_line, house, once};
use rules::{Change, Deed, Parts, Root};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, ExprTrait, Query, UpdateStatement};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseTransaction, EntityTrait, QueryFilter,
};

use super::chain::{self, Hash};
use super::{Pen, StoreError};

/// How far the clock may lag behind the newest line before writes are refused.
const CLOCK_SLACK_SECONDS: i64 = 5;
/// How long after the instant it is judged at a change may be written: in a rush it waits for its turn, while later
/// ones overtake it.
pub(super) const MOST_LATE_SECONDS: i64 = 60;
/// How many numbers a pen takes from the counter at once, at most.
const IDS_AT_ONCE: usize = 1_000;

/// What a write left in the record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Applied {
    /// The line it wrote.
    pub line: i64,
    /// That line's hash.
    pub hash: Hash,
}

/// A form's once-token, and the path where the result of the form will be.
#[derive(Clone, Copy, Debug)]
pub struct OnceOnly<'a> {
    /// What the form carried.
    pub token: &'a str,
    /// A digest of what was typed.
    pub typed: &'a str,
    /// Where its result is shown.
    pub then: &'a str,
}

/// What became of a form that was acted on before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Before {
    /// The same words; their result is at this path.
    Same(String),
    /// Other words, under the same token: someone went back and changed them.
    Other,
}

impl Pen {
    /// The instant this pen writes at.
    #[must_use]
    pub fn now(&self) -> DateTime<Utc> {
        self.now
    }

    /// Random digits, for a salt.
    #[must_use]
    pub fn salt(&self) -> String {
        self.store.dice.token()
    }

    /// The same things in a random order, such as bids that are to be labelled.
    #[must_use]
    pub fn shuffled<T>(&self, things: Vec<T>) -> Vec<T> {
        self.store.dice.shuffled(things)
    }

    /// A new number for any row.
    pub async fn new_id<I: From<i64>>(&self) -> Result<I, StoreError> {
        let ids = self.new_ids(1).await?;
        Ok(I::from(ids.start))
    }

    /// New numbers for several rows, at most 1,000.
    pub async fn new_ids(&self, count: usize) -> Result<std::ops::Range<i64>, StoreError> {
        let count = i64::try_from(count.clamp(1, IDS_AT_ONCE)).unwrap_or(1);
        let (_turn, transaction) = self.store.begin().await?;
        let take = Query::update()
            .table(house::Entity)
            .value(house::Column::NextId, Expr::col(house::Column::NextId).add(count))
            .and_where(Expr::col(house::Column::Id).eq(1))
            .to_owned();
        transaction.execute(&take).await?;
        let next = house_row(&transaction).await?.next_id;
        transaction.commit().await?;
        Ok(next - count..next)
    }

    /// Writes what a rule allowed. A form's second sending is told where the first result is.
    pub async fn apply(&self, change: Change, once: Option<OnceOnly<'_>>) -> Result<Applied, StoreError> {
        let parts = change.into_parts();
        match self.try_apply(&parts, once).await {
            // Whatever went wrong, a form that was acted on before is told so first.
            Err(error) => match once {
                Some(once) => Err(match self.once_before(once.token, once.typed).await? {
                    Some(Before::Same(then)) => StoreError::Twice(then),
                    Some(Before::Other) | None => error,
                }),
                None => Err(error),
            },
            applied => applied,
        }
    }

    async fn try_apply(&self, parts: &Parts, once: Option<OnceOnly<'_>>) -> Result<Applied, StoreError> {
        let (_turn, transaction) = self.store.begin().await?;
        let mut roots = parts.roots.clone();
        roots.sort();
        for root in &roots {
            hold(&transaction, root).await?;
        }
        for row in &parts.rows {
            match &row.deed {
                Deed::Insert(insert) => transaction.execute(insert).await?,
                Deed::Update(update) => transaction.execute(update).await?,
                Deed::Delete(delete, exactly) => {
                    let gone = transaction.execute(delete).await?;
                    if exactly.is_some_and(|exactly| gone.rows_affected() != exactly) {
                        return Err(StoreError::Stale);
                    }
                    gone
                }
            };
        }
        let applied = self.write_line(&transaction, parts, once).await?;
        transaction.commit().await?;
        Ok(applied)
    }

    /// Last, so that the chain's one row is held only until the commit.
    async fn write_line(
        &self,
        transaction: &DatabaseTransaction,
        parts: &Parts,
        once: Option<OnceOnly<'_>>,
    ) -> Result<Applied, StoreError> {
        let fields = chain::detail(parts);
        let salt = self.store.dice.token();
        let digest = rules::salted(&salt, &fields);

        let step = Query::update()
            .table(house::Entity)
            .value(house::Column::Seq, Expr::col(house::Column::Seq).add(1))
            .and_where(Expr::col(house::Column::Id).eq(1))
            .to_owned();
        transaction.execute(&step).await?;
        let house = house_row(transaction).await?;
        self.is_in_time(house.newest_at)?;

        let (seq, previous) = (house.seq, house.head);
        let body = chain::body(seq, parts, &self.actor, self.now, &digest);
        let hash = chain::line_hash(&previous, seq, &body);
        let detail = audit_detail::ActiveModel {
            seq: Set(seq),
            authority_id: Set(parts.authority),
            kind: Set(parts.action.kind()),
            at: Set(self.now),
            salt: Set(salt),
            fields: Set(fields),
        };
        let line = audit_line::ActiveModel {
            seq: Set(seq),
            authority_id: Set(parts.authority),
            about: Set(parts.about.to_string()),
            body: Set(body),
            previous: Set(previous),
            hash: Set(hash.clone()),
        };
        detail.insert(transaction).await?;
        line.insert(transaction).await?;
        if let Some(once) = once {
            let row = once::ActiveModel {
                token: Set(once.token.to_owned()),
                typed: Set(Some(once.typed.to_owned())),
                seq: Set(seq),
                then_path: Set(once.then.to_owned()),
            };
            row.insert(transaction).await?;
        }
        let newest = house.newest_at.map_or(self.now, |newest| std::cmp::max(newest, self.now));
        let head = Query::update()
            .table(house::Entity)
            .value(house::Column::Head, hash.clone())
            .value(house::Column::NewestAt, newest)
            .and_where(Expr::col(house::Column::Id).eq(1))
            .to_owned();
        transaction.execute(&head).await?;
        Ok(Applied { line: seq, hash })
    }

    /// The clock must not read earlier than the newest line; and what waited too long for its turn is not written.
    fn is_in_time(&self, newest: Option<DateTime<Utc>>) -> Result<(), StoreError> {
        let Some(newest) = newest else { return Ok(()) };
        let waited = Duration::from_std(self.since.elapsed()).unwrap_or(Duration::MAX);
        let now = self.now.checked_add_signed(waited).unwrap_or(self.now);
        if now < newest - Duration::seconds(CLOCK_SLACK_SECONDS) {
            return Err(StoreError::ClockBehind { now, newest });
        }
        if self.now < newest - Duration::seconds(MOST_LATE_SECONDS) {
            return Err(StoreError::TooSlow);
        }
        Ok(())
    }

    /// Whether a form was acted on before, and with the same words.
    pub async fn once_before(&self, token: &str, typed: &str) -> Result<Option<Before>, StoreError> {
        let row = once::Entity::find_by_id(token).one(&self.store.db).await?;
        Ok(row.map(|row| match row.typed.is_none_or(|before| before == typed) {
            true => Before::Same(row.then_path),
            false => Before::Other,
        }))
    }
}

/// Makes sure that a root is as it was seen, and keeps it so until the commit.
async fn hold(transaction: &DatabaseTransaction, root: &Root) -> Result<(), StoreError> {
    let version = Expr::col("version");
    let hold: UpdateStatement = Query::update()
        .table(root.table)
        .value("version", version.clone().add(i32::from(root.moves)))
        .and_where(Expr::col("id").eq(root.key))
        .and_where(version.eq(root.seen.0))
        .to_owned();
    match transaction.execute(&hold).await?.rows_affected() {
        0 => Err(StoreError::Stale),
        _ => Ok(()),
    }
}

pub(super) async fn house_row(db: &impl ConnectionTrait) -> Result<house::Model, StoreError> {
    let row = house::Entity::find().filter(house::Column::Id.eq(1)).one(db).await?;
    row.ok_or_else(|| {
        StoreError::Db(sea_orm::DbErr::RecordNotFound("the record has no house row".to_owned()))
    })
}
