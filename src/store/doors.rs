//! Sign-ins: passwords, sessions, lock-out, invitations. Not the record, so no audit line; kept small.

use chrono::{DateTime, Duration, Utc};
use entity::id::PersonId;
use entity::{invitation, person, person_role, session, sign_in};
use rules::access::{Actor, Side};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::{Expr, ExprTrait, OnConflict};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, PaginatorTrait, QueryFilter, QueryOrder,
};

use super::{Store, StoreError};
use rules::sha256;

/// A session ends after this long without use.
const IDLE_MINUTES: i64 = 60;
/// A session ends after this long, used or not.
const LONGEST_HOURS: i64 = 12;
/// So many wrong tries lock a sign-in.
const TRIES: i32 = 5;
/// For so long.
const LOCKED_MINUTES: i64 = 15;

/// The small door of sign-ins.
pub struct Doors {
    store: Store,
}

/// What is needed to check a password.
#[derive(Clone, Debug)]
pub struct SignIn {
    /// Who it would be.
    pub person: PersonId,
    /// Their password's hash, if they have chosen one.
    pub password_hash: Option<String>,
    /// Whether they may sign in at all now: not stopped and not locked out.
    pub open: bool,
}

/// A session that has not ended.
#[derive(Clone, Debug)]
pub struct OpenSession {
    /// Who is signed in, with their roles as they are now.
    pub actor: Actor,
    /// What each form of this session must carry.
    pub csrf: String,
    /// When it began.
    pub opened_at: DateTime<Utc>,
    /// Whether it was noted within the last minute that it is used.
    pub is_noted: bool,
}

/// An invitation that holds.
#[derive(Clone, Debug)]
pub struct Invited {
    /// Who is invited.
    pub person: PersonId,
    /// Their name or title.
    pub name: String,
    /// What they will sign in with.
    pub email: String,
}

impl Doors {
    pub(super) fn new(store: Store) -> Self {
        Self { store }
    }

    /// The sign-in of an email address, in whatever case it was typed.
    pub async fn sign_in(&self, email: &str, now: DateTime<Utc>) -> Result<Option<SignIn>, StoreError> {
        let found = person::Entity::find()
            .filter(person::Column::Email.eq(email.trim().to_lowercase()))
            .one(&self.store.db)
            .await?;
        self.of_person(found, now).await
    }

    /// The sign-in of someone who is signed in already.
    pub async fn sign_in_of(
        &self,
        person: PersonId,
        now: DateTime<Utc>,
    ) -> Result<Option<SignIn>, StoreError> {
        let found = person::Entity::find_by_id(person).one(&self.store.db).await?;
        self.of_person(found, now).await
    }

    async fn of_person(
        &self,
        found: Option<person::Model>,
        now: DateTime<Utc>,
    ) -> Result<Option<SignIn>, StoreError> {
        let Some(person) = found else { return Ok(None) };
        let row = sign_in::Entity::find_by_id(person.id).one(&self.store.db).await?;
        let locked = row.as_ref().and_then(|row| row.locked_until).is_some_and(|until| until > now);
        Ok(Some(SignIn {
            person: person.id,
            password_hash: row.and_then(|row| row.password_hash),
            open: !person.disabled && !locked,
        }))
    }

    /// Takes one of the five tries, before the password is looked at; the fifth locks the sign-in for a
    /// quarter of an hour unless it is right. Gives back whether there was a try left.
    // INVARIANT: one statement both asks and counts, so that guesses sent at once cannot slip past.
    pub async fn take_try(&self, person: PersonId, now: DateTime<Utc>) -> Result<bool, StoreError> {
        let next = Expr::col(sign_in::Column::Failures).add(1);
        let locks = next.clone().gte(TRIES);
        let until = now + Duration::minutes(LOCKED_MINUTES);
        let open = Expr::col(sign_in::Column::LockedUntil);
        let taken = sign_in::Entity::update_many()
            .col_expr(sign_in::Column::Failures, Expr::case(locks.clone(), 0).finally(next).into())
            .col_expr(sign_in::Column::LockedUntil, Expr::case(locks, until).finally(open.clone()).into())
            .filter(sign_in::Column::PersonId.eq(person))
            .filter(open.clone().is_null().or(open.lte(now)))
            .exec(&self.store.db)
            .await?;
        Ok(taken.rows_affected > 0)
    }

    /// Opens a session and gives its token, which is kept nowhere else.
    pub async fn open(&self, person: PersonId, now: DateTime<Utc>) -> Result<String, StoreError> {
        let token = self.store.dice.token();
        let (_turn, transaction) = self.store.begin().await?;
        if let Some(row) = sign_in::Entity::find_by_id(person).one(&transaction).await? {
            let mut row = row.into_active_model();
            row.failures = Set(0);
            row.locked_until = Set(None);
            row.update(&transaction).await?;
        }
        session::Entity::delete_many()
            .filter(session::Column::OpenedAt.lt(now - Duration::hours(LONGEST_HOURS)))
            .exec(&transaction)
            .await?;
        let row = session::ActiveModel {
            token_hash: Set(sha256(&token)),
            person_id: Set(person),
            csrf: Set(self.store.dice.token()),
            opened_at: Set(now),
            seen_at: Set(now),
        };
        row.insert(&transaction).await?;
        transaction.commit().await?;
        Ok(token)
    }

    /// The session of a token, if it has not ended.
    pub async fn session(&self, token: &str, now: DateTime<Utc>) -> Result<Option<OpenSession>, StoreError> {
        let found = session::Entity::find_by_id(sha256(token))
            .find_also_related(person::Entity)
            .one(&self.store.db)
            .await?;
        let Some((row, Some(person))) = found else { return Ok(None) };
        let idle = now - row.seen_at;
        let ended =
            idle > Duration::minutes(IDLE_MINUTES) || now - row.opened_at > Duration::hours(LONGEST_HOURS);
        if ended || person.disabled {
            return Ok(None);
        }
        let is_noted = idle <= Duration::minutes(1);
        let (csrf, opened_at) = (row.csrf, row.opened_at);
        Ok(Some(OpenSession { actor: self.actor(person).await?, csrf, opened_at, is_noted }))
    }

    /// Notes that a session is used, which keeps it open.
    pub async fn note(&self, token: &str, now: DateTime<Utc>) -> Result<(), StoreError> {
        let _turn = self.store.turn().await?;
        let note = session::Entity::update_many()
            .col_expr(session::Column::SeenAt, Expr::value(now))
            .filter(session::Column::TokenHash.eq(sha256(token)));
        note.exec(&self.store.db).await?;
        Ok(())
    }

    /// How many sessions a person has open.
    pub async fn count(&self, person: PersonId, now: DateTime<Utc>) -> Result<u64, StoreError> {
        let open = session::Entity::find()
            .filter(session::Column::PersonId.eq(person))
            .filter(session::Column::SeenAt.gt(now - Duration::minutes(IDLE_MINUTES)))
            .filter(session::Column::OpenedAt.gt(now - Duration::hours(LONGEST_HOURS)));
        Ok(open.count(&self.store.db).await?)
    }

    /// Ends one session.
    pub async fn close(&self, token: &str) -> Result<(), StoreError> {
        session::Entity::delete_by_id(sha256(token)).exec(&self.store.db).await?;
        Ok(())
    }

    /// Ends every session of a person.
    pub async fn close_all(&self, person: PersonId) -> Result<(), StoreError> {
        session::Entity::delete_many()
            .filter(session::Column::PersonId.eq(person))
            .exec(&self.store.db)
            .await?;
        Ok(())
    }

    /// The invitation of a token, if it holds: not used, not past its day, and the person not stopped.
    pub async fn invitation(&self, token: &str, now: DateTime<Utc>) -> Result<Option<Invited>, StoreError> {
        let found = invitation::Entity::find_by_id(sha256(token))
            .find_also_related(person::Entity)
            .one(&self.store.db)
            .await?;
        let Some((row, Some(person))) = found else { return Ok(None) };
        let holds = row.used_at.is_none() && row.expires_at > now && !person.disabled;
        Ok(holds.then_some(Invited { person: person.id, name: person.name, email: person.email }))
    }

    /// Uses an invitation: the password becomes the person's, older sessions end.
    /// Gives back whether it was still to be used.
    pub async fn use_invitation(
        &self,
        token: &str,
        password_hash: String,
        now: DateTime<Utc>,
    ) -> Result<bool, StoreError> {
        let (_turn, transaction) = self.store.begin().await?;
        let used = invitation::Entity::update_many()
            .col_expr(invitation::Column::UsedAt, now.into())
            .filter(invitation::Column::TokenHash.eq(sha256(token)))
            .filter(invitation::Column::UsedAt.is_null())
            .filter(invitation::Column::ExpiresAt.gt(now))
            .exec(&transaction)
            .await?;
        if used.rows_affected == 0 {
            return Ok(false);
        }
        let Some(row) = invitation::Entity::find_by_id(sha256(token)).one(&transaction).await? else {
            return Ok(false);
        };
        set_password(&transaction, row.person_id, password_hash).await?;
        session::Entity::delete_many()
            .filter(session::Column::PersonId.eq(row.person_id))
            .exec(&transaction)
            .await?;
        transaction.commit().await?;
        Ok(true)
    }

    /// Gives a person another password. Their other sessions end, and links not yet used are of no use.
    pub async fn set_password(
        &self,
        person: PersonId,
        password_hash: String,
        token: &str,
    ) -> Result<(), StoreError> {
        let (_turn, transaction) = self.store.begin().await?;
        set_password(&transaction, person, password_hash).await?;
        session::Entity::delete_many()
            .filter(session::Column::PersonId.eq(person))
            .filter(session::Column::TokenHash.ne(sha256(token)))
            .exec(&transaction)
            .await?;
        invitation::Entity::delete_many()
            .filter(invitation::Column::PersonId.eq(person))
            .filter(invitation::Column::UsedAt.is_null())
            .exec(&transaction)
            .await?;
        transaction.commit().await?;
        Ok(())
    }

    pub(super) async fn actor(&self, person: person::Model) -> Result<Actor, StoreError> {
        let roles = person_role::Entity::find()
            .filter(person_role::Column::PersonId.eq(person.id))
            .order_by_asc(person_role::Column::Role)
            .all(&self.store.db)
            .await?;
        let side = match (person.authority_id, person.organisation_id) {
            (Some(authority), _) => Side::Staff(authority),
            (None, Some(organisation)) => Side::Provider(organisation),
            // INVARIANT: nobody signs in as the house; a person of neither side sees nothing of anyone.
            (None, None) => Side::Provider(entity::id::OrganisationId(0)),
        };
        let roles = roles.into_iter().map(|row| row.role).collect();
        Ok(Actor { person: Some(person.id), name: person.name, side, roles })
    }
}

async fn set_password(
    db: &sea_orm::DatabaseTransaction,
    person: PersonId,
    password_hash: String,
) -> Result<(), StoreError> {
    let row = sign_in::ActiveModel {
        person_id: Set(person),
        password_hash: Set(Some(password_hash)),
        failures: Set(0),
        locked_until: Set(None),
    };
    let conflict = OnConflict::column(sign_in::Column::PersonId)
        .update_columns([
            sign_in::Column::PasswordHash,
            sign_in::Column::Failures,
            sign_in::Column::LockedUntil,
        ])
        .to_owned();
    sign_in::Entity::insert(row).on_conflict(conflict).exec_without_returning(db).await?;
    Ok(())
}
