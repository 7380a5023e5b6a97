//! Letters of the council to a provider, and what became of the emails that told of them.

use std::collections::{BTreeMap, BTreeSet};

use entity::id::{LetterId, OrganisationId, TenderId};
use entity::{letter, letter_read, mail, tender};
use rules::access::{Act, Actor, may};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait,
    Select,
};

use crate::store::{Provider, Reader, Staff, StoreError};

/// How many letters a page of the list shows.
pub const LETTERS_A_PAGE: u64 = 50;
/// How many failed emails are told of one by one.
const MOST_FAILED: u64 = 200;

/// A letter, and whether its reader has opened it.
#[derive(Clone, Debug)]
pub struct OwnLetter {
    /// The letter.
    pub row: letter::Model,
    /// Whether this person has not opened it yet.
    pub is_new: bool,
}

/// What became of the emails that tell of a tender's letters.
#[derive(Clone, Debug)]
pub struct Mailed {
    /// How many letters there are.
    pub letters: u64,
    /// How many of them still have emails to go out.
    pub waiting: u64,
    /// How many emails went out.
    pub sent: u64,
    /// The emails that will not arrive, newest letter first, at most 200.
    pub failed: Vec<Untold>,
}

/// Someone who was not told of a letter.
#[derive(Clone, Debug)]
pub struct Untold {
    /// The letter.
    pub letter: letter::Model,
    /// What the mail server said; nothing where nobody of the organisation could be told.
    pub why: Option<String>,
}

impl Reader<Provider> {
    /// A page of the provider's own letters, newest first: those before this one, if one is given; as one person finds
    /// them.
    pub async fn letters(&self, before: Option<i64>, reader: &Actor) -> Result<Vec<OwnLetter>, StoreError> {
        let mut own = self.own_letters(reader);
        if let Some(before) = before {
            own = own.filter(letter::Column::Id.lt(before));
        }
        let rows = own.order_by_desc(letter::Column::Id).limit(LETTERS_A_PAGE).all(&self.store.db).await?;
        let ids: Vec<LetterId> = rows.iter().map(|row| row.id).collect();
        let read = letter_read::Entity::find()
            .filter(letter_read::Column::PersonId.eq(reader.person))
            .filter(letter_read::Column::LetterId.is_in(ids));
        let read: BTreeSet<LetterId> =
            read.all(&self.store.db).await?.into_iter().map(|row| row.letter_id).collect();
        Ok(rows.into_iter().map(|row| OwnLetter { is_new: !read.contains(&row.id), row }).collect())
    }

    /// How many of the provider's own letters a person has not opened.
    pub async fn new_letters(&self, reader: &Actor) -> Result<u64, StoreError> {
        let read = letter_read::Entity::find()
            .select_only()
            .column(letter_read::Column::LetterId)
            .filter(letter_read::Column::PersonId.eq(reader.person))
            .into_query();
        Ok(self
            .own_letters(reader)
            .filter(letter::Column::Id.not_in_subquery(read))
            .count(&self.store.db)
            .await?)
    }

    /// One of the provider's own letters, as one person finds it.
    pub async fn letter(&self, id: LetterId, reader: &Actor) -> Result<Option<OwnLetter>, StoreError> {
        let own = self.own_letters(reader).filter(letter::Column::Id.eq(id));
        let Some(row) = own.one(&self.store.db).await? else { return Ok(None) };
        let read = letter_read::Entity::find()
            .filter(letter_read::Column::LetterId.eq(id))
            .filter(letter_read::Column::PersonId.eq(reader.person));
        let is_new = read.one(&self.store.db).await?.is_none();
        Ok(Some(OwnLetter { row, is_new }))
    }

    /// INVARIANT: letters about returns are for those who read returns, all others for those who read bids.
    fn own_letters(&self, reader: &Actor) -> Select<letter::Entity> {
        let mut which = Condition::any();
        if may(reader, Act::ReadBids).is_ok() {
            which = which.add(letter::Column::ContractId.is_null());
        }
        if may(reader, Act::ReadReturns).is_ok() {
            which = which.add(letter::Column::ContractId.is_not_null());
        }
        // An empty choice would let everything through.
        if which.is_empty() {
            which = which.add(letter::Column::Id.is_null());
        }
        letter::Entity::find()
            .filter(letter::Column::OrganisationId.eq(self.scope.organisation))
            .filter(which)
    }
}

impl Reader<Staff> {
    /// What became of the emails about a tender of the authority's own.
    pub async fn mailed(&self, tender: TenderId) -> Result<Mailed, StoreError> {
        let db = &self.store.db;
        let letters = self.letters_about(tender);
        let ids = || self.letters_about(tender).select_only().column(letter::Column::Id).into_query();
        let about = mail::Entity::find().filter(mail::Column::LetterId.in_subquery(ids()));
        let failed = about.clone().filter(mail::Column::Failed.is_not_null());
        let failed = failed.order_by_desc(mail::Column::LetterId).limit(MOST_FAILED).all(db).await?;
        let told = mail::Entity::find().select_only().column(mail::Column::LetterId).into_query();
        let read =
            letter_read::Entity::find().select_only().column(letter_read::Column::LetterId).into_query();
        let to_nobody = letters
            .clone()
            .filter(letter::Column::SentAt.is_not_null())
            .filter(letter::Column::Id.not_in_subquery(told))
            .filter(letter::Column::Id.not_in_subquery(read))
            .limit(MOST_FAILED);
        let to_nobody = to_nobody.all(db).await?.into_iter().map(|letter| Untold { letter, why: None });
        let of_failed = letter::Entity::find()
            .filter(letter::Column::Id.is_in(failed.iter().map(|mail| mail.letter_id).collect::<Vec<_>>()));
        let of_failed: BTreeMap<LetterId, letter::Model> =
            of_failed.all(db).await?.into_iter().map(|row| (row.id, row)).collect();
        let refused = failed.into_iter().filter_map(|mail| {
            Some(Untold { letter: of_failed.get(&mail.letter_id)?.clone(), why: mail.failed })
        });
        let mut all: Vec<Untold> = to_nobody.chain(refused).collect();
        all.sort_by_key(|one| std::cmp::Reverse(one.letter.id));
        Ok(Mailed {
            letters: letters.clone().count(db).await?,
            waiting: letters.filter(letter::Column::SentAt.is_null()).count(db).await?,
            sent: about.filter(mail::Column::SentAt.is_not_null()).count(db).await?,
            failed: all,
        })
    }

    /// The names of those whose bids for a tender of the authority's own were opened.
    pub async fn bidders(&self, tender: TenderId) -> Result<BTreeMap<OrganisationId, String>, StoreError> {
        let opened = self.opened_bids(tender).await?;
        Ok(opened.into_iter().map(|one| (one.bid.row.organisation_id, one.opened.name)).collect())
    }

    fn letters_about(&self, tender: TenderId) -> Select<letter::Entity> {
        let own = tender::Entity::find_by_id(tender)
            .filter(tender::Column::AuthorityId.eq(self.scope.authority))
            .select_only()
            .column(tender::Column::Id);
        letter::Entity::find().filter(letter::Column::TenderId.in_subquery(own.into_query()))
    }
}
