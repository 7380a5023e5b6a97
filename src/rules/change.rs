//! What a rule allowed, as plain data.

mod action;
mod parts;
mod subject;

use std::borrow::Cow;
use std::collections::BTreeMap;

use entity::id::AuthorityId;
use entity::number::Version;
use entity::{audit_detail, letter};
use sea_orm::ActiveValue::Set;
use sea_orm::sea_query::SimpleExpr;
use sea_orm::{
    ActiveModelTrait, ActiveValue, ColumnTrait, EntityName, EntityTrait, IdenStatic, Iterable, ModelTrait,
    PrimaryKeyToColumn, QueryFilter, QueryTrait, Value,
};

pub use action::Action;
pub use parts::{Deed, Disposal, Keeps, Letter, Parts, Root, Seals, Write, Written};
pub use subject::{Aggregate, Subject};

/// What a rule allowed. Only this crate can make one, and the store writes nothing else.
///
/// ```
/// fn parts(change: rules::Change) -> rules::Parts { change.into_parts() }
/// ```
/// ```compile_fail,E0624
/// use rules::{Action, Change, Subject};
/// let forged = Change::of(Action::StartProcurement, Subject::House, None);
/// ```
#[derive(Clone, Debug)]
pub struct Change {
    parts: Parts,
}

/// A version that no root ever has.
const NEVER: Version = Version(-1);

impl Change {
    /// A change that writes nothing yet.
    pub(crate) fn of(action: Action, about: Subject, authority: Option<AuthorityId>) -> Self {
        Self {
            parts: Parts {
                action,
                about,
                authority,
                on: None,
                disposal: None,
                keeps: None,
                seals: None,
                roots: Vec::new(),
                rows: Vec::new(),
            },
        }
    }

    /// Names the part or list that is changed, as pages call it.
    pub(crate) fn on(mut self, what: impl Into<Cow<'static, str>>) -> Self {
        self.parts.on = Some(what.into());
        self
    }

    /// Names the version of a report that is kept.
    pub(crate) fn keeps(mut self, keeps: Keeps) -> Self {
        self.parts.keeps = Some(keeps);
        self
    }

    /// Names what is submitted or frozen.
    pub(crate) fn seals(mut self, number: i32, digest: &str) -> Self {
        self.parts.seals = Some(Seals { number, digest: digest.to_owned() });
        self
    }

    /// Sends a message to a provider, in the same transaction.
    pub(crate) fn letter(self, letter: Letter) -> Self {
        self.insert(letter::ActiveModel {
            id: Set(letter.id),
            organisation_id: Set(letter.to),
            tender_id: Set(letter.tender),
            contract_id: Set(letter.contract),
            once: Set(letter.once),
            subject: Set(letter.subject),
            says: Set(letter.says),
            path: Set(letter.path),
            at: Set(letter.at),
            tries: Set(0),
            lease_until: Set(None),
            sent_at: Set(None),
        })
    }

    /// The root must be as `seen`, and its version goes up.
    ///
    /// INVARIANT: a rule judges what was loaded, so that is what must still be there at the commit. A version that
    /// claims to have seen anything else, even what came later, never holds.
    pub(crate) fn moves(self, root: &impl Aggregate, seen: Version) -> Self {
        let seen = if seen == root.version() { seen } else { NEVER };
        self.root(root, seen, true)
    }

    /// The root must be as loaded, and is held so until the commit.
    pub(crate) fn rests_on(self, root: &impl Aggregate) -> Self {
        let seen = root.version();
        self.root(root, seen, false)
    }

    fn root(mut self, root: &impl Aggregate, seen: Version, moves: bool) -> Self {
        let (table, key) = root.root();
        self.parts.roots.push(Root { table, key, seen, moves });
        self
    }

    /// Adds a row.
    pub(crate) fn insert<A: ActiveModelTrait>(mut self, row: A) -> Self {
        let written = written("insert", &row);
        let deed = Deed::Insert(sea_orm::Insert::one(row).into_query());
        self.parts.rows.push(Write { deed, written });
        self
    }

    /// Adds a row with one column too large for the audit detail, which keeps its SHA-256 in its place.
    pub(crate) fn insert_with_large<A: ActiveModelTrait>(self, row: A, large: &str, sha256: &str) -> Self {
        let mut change = self.insert(row);
        let written = change.parts.rows.last_mut().map(|write| &mut write.written.columns);
        written.into_iter().for_each(|columns| {
            columns.insert(large.to_owned(), format!("sha256:{sha256}").into());
        });
        change
    }

    /// Keeps columns of the last row written out of the audit detail: what is sealed comes out another way each time,
    /// so that a line that held it would differ between two records that say the same.
    pub(crate) fn hiding(mut self, hidden: &[&str]) -> Self {
        let written = self.parts.rows.last_mut().map(|write| &mut write.written.columns);
        written.into_iter().for_each(|columns| columns.retain(|name, _| !hidden.contains(&name.as_str())));
        self
    }

    /// Changes the columns of a row that are set. Its key must be set, or unchanged.
    pub(crate) fn update<A: ActiveModelTrait>(mut self, row: A) -> Self {
        let written = written("update", &row);
        let update =
            sea_orm::Update::one(row).validate().expect("rules set the key of every row they update");
        let deed = Deed::Update(update.into_query());
        self.parts.rows.push(Write { deed, written });
        self
    }

    /// Takes a row away; the audit detail keeps what it held.
    pub(crate) fn delete<
        M: ModelTrait + sea_orm::IntoActiveModel<A>,
        A: ActiveModelTrait<Entity = M::Entity>,
    >(
        mut self,
        row: M,
    ) -> Self {
        let row: A = row.into_active_model();
        let written = written("delete", &row);
        let mut delete = sea_orm::Delete::many(A::Entity::default());
        for key in <A::Entity as EntityTrait>::PrimaryKey::iter() {
            let column = key.into_column();
            if let ActiveValue::Set(value) | ActiveValue::Unchanged(value) = row.get(column) {
                delete = delete.filter(column.eq(value));
            }
        }
        self.parts.rows.push(Write { deed: Deed::Delete(delete.into_query(), None), written });
        self
    }

    /// Takes every row away that fits, and keeps why.
    pub(crate) fn delete_where<E: EntityTrait>(self, fits: SimpleExpr, why: &str) -> Self {
        self.delete_all::<E>(fits, why, None)
    }

    /// Takes away the details that a disposal names: exactly as many as it says, or nothing is done.
    pub(crate) fn dispose(mut self, fits: SimpleExpr, why: &str, disposal: Disposal) -> Self {
        self.parts.disposal = Some(disposal);
        self.delete_all::<audit_detail::Entity>(fits, why, Some(disposal.count))
    }

    fn delete_all<E: EntityTrait>(mut self, fits: SimpleExpr, why: &str, exactly: Option<u64>) -> Self {
        let columns = BTreeMap::from([("reason".to_owned(), why.into())]);
        let written = Written { deed: "delete", table: E::default().table_name().to_owned(), columns };
        let delete = E::delete_many().filter(fits).into_query();
        self.parts.rows.push(Write { deed: Deed::Delete(delete, exactly), written });
        self
    }

    /// The pieces, for the store to write.
    #[must_use]
    pub fn into_parts(self) -> Parts {
        self.parts
    }
}

fn written<A: ActiveModelTrait>(deed: &'static str, row: &A) -> Written {
    let mut columns = BTreeMap::new();
    for column in <A::Entity as EntityTrait>::Column::iter() {
        let is_key = <A::Entity as EntityTrait>::PrimaryKey::from_column(column).is_some();
        match row.get(column) {
            ActiveValue::Set(value) => {
                columns.insert(column.as_str().to_owned(), plain(&value));
            }
            ActiveValue::Unchanged(value) if is_key || deed == "delete" => {
                columns.insert(column.as_str().to_owned(), plain(&value));
            }
            ActiveValue::Unchanged(_) | ActiveValue::NotSet => {}
        }
    }
    Written { deed, table: A::Entity::default().table_name().to_owned(), columns }
}

/// Everything a row holds, as the audit detail of an insert would keep it.
pub(crate) fn columns<A: ActiveModelTrait>(row: &A) -> BTreeMap<String, serde_json::Value> {
    written("delete", row).columns
}

/// A stored value as JSON: numbers and text as they are, days and instants as ISO 8601.
fn plain(value: &Value) -> serde_json::Value {
    match value {
        Value::Bool(Some(yes)) => (*yes).into(),
        Value::Int(Some(number)) => (*number).into(),
        Value::BigInt(Some(number)) => (*number).into(),
        Value::String(Some(text)) => text.as_str().into(),
        Value::ChronoDate(Some(day)) => day.to_string().into(),
        Value::ChronoDateTimeUtc(Some(instant)) => instant.to_rfc3339().into(),
        _ => serde_json::Value::Null,
    }
}

#[cfg(test)]
mod tests;
