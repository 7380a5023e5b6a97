//! Sealing: texts at once, files as they arrive.

use std::io::Write;
use std::sync::{Arc, Mutex, PoisonError};

use age::stream::StreamWriter;
use age::{Encryptor, Recipient};
use bytes::Bytes;
use futures_util::Stream;
use rules::bid::{FileName, Kept, Keys, Sealed};
use sha2::{Digest, Sha256};

use super::arriving::Arriving;
use super::header::Header;
use super::key::recipient;
use super::{OPEN, SEALED};
use crate::store::{Pen, StoreError};

impl Pen {
    /// A pair of keys for a tender or an organisation. The public one comes from the store's dice alone.
    pub async fn new_keys(&self) -> Result<Keys, StoreError> {
        let key = self.store.vault()?.key()?;
        let random = self.store.dice.bytes();
        let (public, wrapped) = key.new_pair(random.as_slice()).ok_or(StoreError::WrongKey)?;
        Ok(Keys { public, wrapped })
    }

    /// Seals a text to the holders of these public keys and puts it away.
    pub async fn seal_text(&self, to: &[&str], text: &str) -> Result<Sealed, StoreError> {
        let vault = self.store.vault()?;
        let header = Header::Text { random: self.store.dice.token() };
        let object = self.object(SEALED);
        let mut seal = Seal::begin(to, &header)?;
        let mut bytes = seal.write(text.as_bytes())?;
        let (last, ended) = seal.end()?;
        bytes.extend(last);
        vault.files.put(&object, bytes).await?;
        Ok(ended.into_sealed(object))
    }

    /// Seals a file as it arrives, to the holders of these public keys. It is on the disk when this ends; where it is
    /// refused or cut off, nothing of it is left.
    pub async fn seal_file<E>(
        &self,
        to: &[&str],
        file: &FileName,
        body: impl Stream<Item = Result<Bytes, E>>,
    ) -> Result<Sealed, StoreError> {
        let vault = self.store.vault()?;
        let header = Header::File { file: file.clone(), random: self.store.dice.token() };
        let object = self.object(SEALED);
        let mut seal = Seal::begin(to, &header)?;
        let _place = vault.places.take(self.actor.side)?;
        let mut incoming = vault.files.begin(&object).await?;
        let mut scan = vault.scan().await?;
        let mut arriving = Arriving::new(body, file);
        while let Some(piece) = arriving.next().await? {
            if let Some(scan) = &mut scan {
                scan.write(&piece).await?;
            }
            incoming.put(seal.write(&piece)?.into()).await?;
        }
        if let Some(scan) = scan {
            scan.finish().await?;
        }
        let (last, ended) = seal.end()?;
        incoming.put(last.into()).await?;
        incoming.finish().await?;
        Ok(ended.into_sealed(object))
    }

    /// Keeps a document that everyone may read, as it arrives. It is on the disk when this ends; where it is refused
    /// or cut off, nothing of it is left.
    pub async fn keep_file<E>(
        &self,
        file: &FileName,
        body: impl Stream<Item = Result<Bytes, E>>,
    ) -> Result<Kept, StoreError> {
        let vault = self.store.vault()?;
        let object = self.object(OPEN);
        let _place = vault.places.take(self.actor.side)?;
        let mut incoming = vault.files.begin(&object).await?;
        let mut scan = vault.scan().await?;
        let mut arriving = Arriving::new(body, file);
        let (mut hasher, mut bytes) = (Sha256::new(), 0);
        while let Some(piece) = arriving.next().await? {
            if let Some(scan) = &mut scan {
                scan.write(&piece).await?;
            }
            hasher.update(&piece);
            bytes += count(&piece);
            incoming.put(piece).await?;
        }
        if let Some(scan) = scan {
            scan.finish().await?;
        }
        incoming.finish().await?;
        Ok(Kept { object, bytes, sha256: hex::encode(hasher.finalize()) })
    }

    /// A name for a new object, spread over folders. Nobody's choice but the dice's.
    fn object(&self, kind: &str) -> String {
        let name = self.store.dice.token();
        let (folder, rest) = name.split_at(2);
        format!("{kind}/{folder}/{rest}")
    }
}

/// Something being sealed: plain bytes in, sealed bytes out, both digests on the way.
struct Seal {
    writer: StreamWriter<Outlet>,
    outlet: Outlet,
    inside: Sha256,
    outside: Sha256,
    bytes: i64,
}

/// What is known of it once the last byte is sealed.
struct Ended {
    bytes: i64,
    sealed_sha256: String,
    digest: String,
}

impl Ended {
    fn into_sealed(self, object: String) -> Sealed {
        Sealed { object, bytes: self.bytes, sealed_sha256: self.sealed_sha256, digest: self.digest }
    }
}

impl Seal {
    fn begin(to: &[&str], header: &Header) -> Result<Self, StoreError> {
        let to: Option<Vec<_>> = to.iter().map(|public| recipient(public)).collect();
        let to = to.filter(|to| !to.is_empty()).ok_or(StoreError::WrongKey)?;
        let encryptor = Encryptor::with_recipients(to.iter().map(|to| to as &dyn Recipient));
        let encryptor = encryptor.map_err(|error| StoreError::Files(Box::new(error)))?;
        let outlet = Outlet::default();
        let writer = encryptor.wrap_output(outlet.clone())?;
        let mut seal = Self { writer, outlet, inside: Sha256::new(), outside: Sha256::new(), bytes: 0 };
        seal.take_in(header.line().as_bytes())?;
        Ok(seal)
    }

    /// Takes plain bytes in; gives the sealed ones that are ready.
    fn write(&mut self, plain: &[u8]) -> Result<Vec<u8>, StoreError> {
        self.take_in(plain)?;
        Ok(self.ready())
    }

    /// The last sealed bytes, and what is known of the whole.
    fn end(mut self) -> Result<(Vec<u8>, Ended), StoreError> {
        let rest = self.ready();
        self.writer.finish()?;
        let mut last = rest;
        let end = self.outlet.take();
        self.outside.update(&end);
        self.bytes += count(&end);
        last.extend(end);
        let ended = Ended {
            bytes: self.bytes,
            sealed_sha256: hex::encode(self.outside.finalize()),
            digest: hex::encode(self.inside.finalize()),
        };
        Ok((last, ended))
    }

    fn take_in(&mut self, plain: &[u8]) -> Result<(), StoreError> {
        self.inside.update(plain);
        Ok(self.writer.write_all(plain)?)
    }

    fn ready(&mut self) -> Vec<u8> {
        let ready = self.outlet.take();
        self.outside.update(&ready);
        self.bytes += count(&ready);
        ready
    }
}

/// Where the sealed bytes come out.
#[derive(Clone, Default)]
struct Outlet(Arc<Mutex<Vec<u8>>>);

impl Outlet {
    fn take(&self) -> Vec<u8> {
        std::mem::take(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

impl Write for Outlet {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

fn count(bytes: &[u8]) -> i64 {
    i64::try_from(bytes.len()).unwrap_or(i64::MAX)
}
