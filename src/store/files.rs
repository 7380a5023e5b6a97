//! Files: sealed parts of bids and documents of tenders, in a folder or in S3-compatible storage.
//!
//! Names come from the store's dice, never from a user. A file is whole and on the disk before anything names it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use bytes::Bytes;
use futures_util::stream::BoxStream;
use futures_util::{StreamExt, TryStreamExt};
use object_store::aws::AmazonS3Builder;
use object_store::local::LocalFileSystem;
use object_store::path::Path as ObjectPath;
use object_store::prefix::PrefixStore;
use object_store::{ObjectStore, ObjectStoreExt, WriteMultipart};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::StoreError;

/// How much of a file is held in memory before it is written on, in a folder.
const FOLDER_PIECE: usize = 256 * 1024;
/// The same for S3, which takes no smaller pieces.
const S3_PIECE: usize = 5 * 1024 * 1024;
/// How many files come in at once; the next wait, and their bytes wait with the sender.
const FOLDER_AT_ONCE: usize = 256;
/// The same for S3, whose pieces are larger.
const S3_AT_ONCE: usize = 32;

type Pieces = BoxStream<'static, Result<Bytes, StoreError>>;

/// Where files are kept. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Files {
    objects: Arc<dyn ObjectStore>,
    /// The folder, where it is one: what was cut off there is not in the listing of the objects.
    pub(super) folder: Option<PathBuf>,
    piece: usize,
    at_once: Arc<Semaphore>,
}

impl Files {
    /// In a folder, which is made if it is not there; nobody else of the machine looks into it.
    pub fn in_folder(folder: &Path) -> Result<Self, StoreError> {
        let mut make = std::fs::DirBuilder::new();
        make.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut make, 0o700);
        let made = make.create(folder).and_then(|()| folder.canonicalize());
        let folder = made.map_err(|error| StoreError::Files(Box::new(error)))?;
        // Written through to the disk before a row names it.
        let objects = LocalFileSystem::new_with_prefix(&folder)?.with_fsync(true);
        let at_once = Arc::new(Semaphore::new(FOLDER_AT_ONCE));
        Ok(Self { objects: Arc::new(objects), folder: Some(folder), piece: FOLDER_PIECE, at_once })
    }

    /// In a bucket such as `s3://bucket/prefix`. Key, region and endpoint come from the usual `AWS_*` variables.
    pub fn in_bucket(address: &str) -> Result<Self, StoreError> {
        let place = address.strip_prefix("s3://").unwrap_or(address).trim_matches('/');
        let (bucket, prefix) = place.split_once('/').unwrap_or((place, ""));
        // Another part of the process may have chosen it already; either does.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let objects = AmazonS3Builder::from_env().with_bucket_name(bucket).build()?;
        let objects = PrefixStore::new(objects, prefix);
        let at_once = Arc::new(Semaphore::new(S3_AT_ONCE));
        Ok(Self { objects: Arc::new(objects), folder: None, piece: S3_PIECE, at_once })
    }

    /// Writes a small file at once.
    pub(super) async fn put(&self, name: &str, bytes: Vec<u8>) -> Result<(), StoreError> {
        self.objects.put(&ObjectPath::from(name), Bytes::from(bytes).into()).await?;
        Ok(())
    }

    /// Begins a file that comes in pieces.
    pub(super) async fn begin(&self, name: &str) -> Result<Incoming, StoreError> {
        let permit = Arc::clone(&self.at_once).acquire_owned().await;
        let permit = permit.expect("nobody closes this semaphore");
        let upload = self.objects.put_multipart(&ObjectPath::from(name)).await?;
        let write = WriteMultipart::new_with_chunk_size(upload, self.piece);
        Ok(Incoming { write: Some(write), _permit: permit })
    }

    /// A file as it is kept, piece by piece.
    pub(super) async fn get(&self, name: &str) -> Result<Pieces, StoreError> {
        let found = self.objects.get(&ObjectPath::from(name)).await?;
        Ok(found.into_stream().map_err(StoreError::from).boxed())
    }

    /// The same, if it is there.
    pub(super) async fn find(&self, name: &str) -> Result<Option<Pieces>, StoreError> {
        match self.objects.get(&ObjectPath::from(name)).await {
            Ok(found) => Ok(Some(found.into_stream().map_err(StoreError::from).boxed())),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }

    /// Every file that is whole and whose name begins with this step, with its name and when it was written.
    pub(super) fn list(
        &self,
        kind: &str,
    ) -> BoxStream<'static, object_store::Result<object_store::ObjectMeta>> {
        self.objects.list(Some(&ObjectPath::from(kind)))
    }

    /// Takes a file away. One that is gone already is no error.
    pub(super) async fn remove(&self, name: &ObjectPath) -> Result<(), StoreError> {
        match self.objects.delete(name).await {
            Err(object_store::Error::NotFound { .. }) | Ok(()) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }
}

/// A file on its way in. Dropped before it is finished, it leaves nothing.
pub(super) struct Incoming {
    write: Option<WriteMultipart>,
    _permit: OwnedSemaphorePermit,
}

impl Incoming {
    /// Takes the next bytes in; waits while too many are on their way to the disk.
    pub(super) async fn put(&mut self, bytes: Bytes) -> Result<(), StoreError> {
        if let Some(write) = &mut self.write {
            write.wait_for_capacity(2).await?;
            write.put(bytes);
        }
        Ok(())
    }

    /// Finishes it: only now it is there under its name, whole and on the disk.
    pub(super) async fn finish(mut self) -> Result<(), StoreError> {
        if let Some(write) = self.write.take() {
            write.finish().await?;
        }
        Ok(())
    }
}

impl Drop for Incoming {
    fn drop(&mut self) {
        let Some(write) = self.write.take() else { return };
        if let Ok(runtime) = tokio::runtime::Handle::try_current() {
            runtime.spawn(async move {
                if let Err(error) = write.abort().await {
                    tracing::warn!(%error, "a file that was cut off could not be removed; the sweep will");
                }
            });
        }
    }
}
