//! Opening what is sealed: a provider its own parts, and documents that everyone may read.

use std::pin::Pin;

use age::Decryptor;
use age::x25519::Identity;
use bytes::Bytes;
use entity::id::BidId;
use entity::{bid, bid_part, contract_document, organisation, return_evidence, tender_file};
use futures_util::io::{AsyncBufReadExt, AsyncRead, AsyncReadExt, BufReader};
use futures_util::stream::{BoxStream, try_unfold};
use futures_util::{StreamExt, TryStreamExt};
use rules::bid::FileName;
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use sha2::{Digest, Sha256};

use super::header::{HEADER_MOST, Header};
use crate::store::{Provider, Reader, Store, StoreError};

/// The most bytes a sealed text may have once it is opened.
const TEXT_MOST: u64 = 4 * 1024 * 1024;
/// How many bytes of an opened file are handed on at once.
const PIECE: usize = 64 * 1024;

/// The bytes of a file, piece by piece.
pub type FileStream = BoxStream<'static, Result<Bytes, StoreError>>;

impl Reader<Provider> {
    /// What a part of the provider's own bid says.
    pub async fn own_text(&self, part: &bid_part::Model) -> Result<String, StoreError> {
        self.own_parts(part.bid_id).await?.text(part).await
    }

    /// A file of the provider's own bid: what it is called, and its bytes.
    pub async fn own_file(&self, part: &bid_part::Model) -> Result<(FileName, FileStream), StoreError> {
        self.own_parts(part.bid_id).await?.file(part).await
    }

    /// All parts of one of the provider's own bids, to be opened.
    ///
    /// INVARIANT: the provider's key is unwrapped for its own bids alone.
    pub async fn own_parts(&self, id: BidId) -> Result<OwnParts, StoreError> {
        let own = bid::Entity::find_by_id(id)
            .filter(bid::Column::OrganisationId.eq(self.scope.organisation))
            .one(&self.store.db)
            .await?;
        let bid = own.ok_or(StoreError::NotOpened)?;
        let organisation = organisation::Entity::find_by_id(bid.organisation_id).one(&self.store.db).await?;
        let wrapped = organisation.and_then(|organisation| organisation.wrapped_key);
        let key = self.store.unwrap(wrapped.as_deref())?;
        Ok(OwnParts { store: self.store.clone(), bid: bid.id, key })
    }
}

/// The parts of one bid, for the provider whose own it is. It opens those of no other.
pub struct OwnParts {
    store: Store,
    bid: BidId,
    key: Identity,
}

impl OwnParts {
    /// What a part says.
    pub async fn text(&self, part: &bid_part::Model) -> Result<String, StoreError> {
        self.must_hold(part)?;
        self.store.open_text(part, &self.key).await
    }

    /// A file: what it is called, and its bytes.
    pub async fn file(&self, part: &bid_part::Model) -> Result<(FileName, FileStream), StoreError> {
        self.must_hold(part)?;
        self.store.open_sealed_file(part, &self.key).await
    }

    fn must_hold(&self, part: &bid_part::Model) -> Result<(), StoreError> {
        if part.bid_id == self.bid { Ok(()) } else { Err(StoreError::NotOpened) }
    }
}

impl<S> Reader<S> {
    /// A document of a tender, by a row that this reader was given.
    pub async fn open_file(&self, file: &tender_file::Model) -> Result<FileStream, StoreError> {
        self.store.vault()?.files.get(&file.object).await
    }

    /// A document of a contract, by a row that this reader was given.
    pub async fn open_document(&self, file: &contract_document::Model) -> Result<FileStream, StoreError> {
        self.store.vault()?.files.get(&file.object).await
    }

    /// A file of a return, by a row that this reader was given.
    pub async fn open_evidence(&self, file: &return_evidence::Model) -> Result<FileStream, StoreError> {
        self.store.vault()?.files.get(&file.object).await
    }
}

impl Store {
    /// Whether it was opened with its files.
    pub(in crate::store) fn has_files(&self) -> bool {
        self.vault.is_some()
    }

    /// How many bytes a file has as it is kept, and their SHA-256; the inner value is empty where it is gone, the
    /// outer where the store was opened without its files.
    pub(in crate::store) async fn look_at(
        &self,
        object: &str,
    ) -> Result<Option<Option<(i64, String)>>, StoreError> {
        let Some(vault) = &self.vault else { return Ok(None) };
        let Some(mut pieces) = vault.files.find(object).await? else { return Ok(Some(None)) };
        let (mut hasher, mut bytes) = (Sha256::new(), 0);
        while let Some(piece) = pieces.try_next().await? {
            hasher.update(&piece);
            bytes += i64::try_from(piece.len()).unwrap_or(i64::MAX);
        }
        Ok(Some(Some((bytes, hex::encode(hasher.finalize())))))
    }

    /// A private key of a tender or an organisation.
    pub(in crate::store) fn unwrap(&self, wrapped: Option<&str>) -> Result<Identity, StoreError> {
        let key = self.vault()?.key()?;
        wrapped.and_then(|wrapped| key.unwrap(wrapped)).ok_or(StoreError::NotOpened)
    }

    /// What a sealed text says. Refuses one that is not what was sealed.
    pub(in crate::store) async fn open_text(
        &self,
        part: &bid_part::Model,
        key: &Identity,
    ) -> Result<String, StoreError> {
        let mut opened = self.opened(part, key).await?;
        if !matches!(opened.header, Header::Text { .. }) {
            return Err(StoreError::NotOpened);
        }
        let mut text = String::new();
        let mut inside = (&mut opened.inside).take(TEXT_MOST);
        inside.read_to_string(&mut text).await.map_err(|_| StoreError::NotOpened)?;
        opened.hasher.update(text.as_bytes());
        opened.must_be(&part.digest)?;
        Ok(text)
    }

    /// A sealed file. Its stream ends in an error where it is not what was sealed.
    pub(in crate::store) async fn open_sealed_file(
        &self,
        part: &bid_part::Model,
        key: &Identity,
    ) -> Result<(FileName, FileStream), StoreError> {
        let mut opened = self.opened(part, key).await?;
        let Header::File { file, .. } = &mut opened.header else { return Err(StoreError::NotOpened) };
        let file = file.clone();
        let digest = part.digest.clone();
        let pieces = try_unfold(Some(opened), move |opened| {
            let digest = digest.clone();
            async move {
                let Some(mut opened) = opened else { return Ok(None) };
                let mut piece = vec![0; PIECE];
                let count = opened.inside.read(&mut piece).await.map_err(|_| StoreError::NotOpened)?;
                if count == 0 {
                    opened.must_be(&digest)?;
                    return Ok(None);
                }
                piece.truncate(count);
                opened.hasher.update(&piece);
                Ok(Some((Bytes::from(piece), Some(opened))))
            }
        });
        Ok((file, pieces.boxed()))
    }

    async fn opened(&self, part: &bid_part::Model, key: &Identity) -> Result<Opened, StoreError> {
        let sealed = self.vault()?.files.get(&part.object).await?;
        let sealed = sealed.map_err(std::io::Error::other).into_async_read();
        let broken = |_| StoreError::NotOpened;
        let decryptor = Decryptor::new_async_buffered(sealed).await.map_err(broken)?;
        let plain = decryptor.decrypt_async(std::iter::once(key as &dyn age::Identity)).map_err(broken)?;
        let mut inside: BufReader<Plain> = BufReader::new(Box::pin(plain));
        let mut line = Vec::new();
        let mut first = (&mut inside).take(HEADER_MOST as u64);
        first.read_until(b'\n', &mut line).await.map_err(|_| StoreError::NotOpened)?;
        let header = Header::read(&line).ok_or(StoreError::NotOpened)?;
        let mut hasher = Sha256::new();
        hasher.update(&line);
        Ok(Opened { header, inside, hasher })
    }
}

type Plain = Pin<Box<dyn AsyncRead + Send>>;

/// A sealed object, open after its first line.
struct Opened {
    header: Header,
    inside: BufReader<Plain>,
    hasher: Sha256,
}

impl Opened {
    /// INVARIANT: whoever could write to database and files could seal something else to the same keys; the digest,
    /// which a receipt and the record hold, tells.
    fn must_be(self, digest: &str) -> Result<(), StoreError> {
        if hex::encode(self.hasher.finalize()) == digest { Ok(()) } else { Err(StoreError::NotOpened) }
    }
}
