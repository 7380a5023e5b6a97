//! The virus scanner: a command that reads a file from its standard input, so that nothing plain lies on the disk.

use std::process::{ExitStatus, Stdio};
use std::sync::Arc;
use std::time::Duration;

use tokio::io::AsyncWriteExt;
use tokio::process::{Child, ChildStdin, Command};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::UploadFault;
use crate::store::StoreError;

/// How long the scanner may think after the last byte.
const LONGEST: Duration = Duration::from_secs(60);
/// How long it may leave bytes unread, and how long a file waits for its turn.
const NO_PROGRESS: Duration = Duration::from_secs(30);
/// How many scanners are at work at once; each may hold the whole library of viruses in memory.
const AT_ONCE: usize = 16;

/// A command that reads a file from standard input and ends with 0 where it is clean, 1 where it is not. Anything
/// else means that it could not tell.
#[derive(Clone, Debug)]
pub struct Scanner {
    program: String,
    arguments: Vec<String>,
    at_once: Arc<Semaphore>,
    no_progress: Duration,
}

impl Scanner {
    /// A command with its arguments, parted by spaces; no shell reads it. None where there is no command.
    #[must_use]
    pub fn of(command: &str) -> Option<Self> {
        let mut words = command.split_whitespace().map(str::to_owned);
        let at_once = Arc::new(Semaphore::new(AT_ONCE));
        words.next().map(|program| Self {
            program,
            arguments: words.collect(),
            at_once,
            no_progress: NO_PROGRESS,
        })
    }

    /// Starts it for one file, when it is that file's turn.
    pub(super) async fn start(&self) -> Result<Scan, StoreError> {
        let turn = tokio::time::timeout(self.no_progress, Arc::clone(&self.at_once).acquire_owned()).await;
        let Ok(Ok(turn)) = turn else {
            tracing::error!("the virus scanner is too slow for the files that come in");
            return Err(UploadFault::NotScanned.into());
        };
        let child = Command::new(&self.program)
            .args(&self.arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn();
        let mut child = child.map_err(|error| {
            tracing::error!(%error, "the virus scanner could not be started");
            UploadFault::NotScanned
        })?;
        let input = child.stdin.take();
        Ok(Scan { child, input, no_progress: self.no_progress, _turn: turn })
    }
}

/// One file being scanned.
pub(super) struct Scan {
    child: Child,
    input: Option<ChildStdin>,
    no_progress: Duration,
    _turn: OwnedSemaphorePermit,
}

impl Scan {
    /// Hands the next bytes on. A scanner that has seen enough may stop reading; one that leaves them unread is given
    /// up.
    pub(super) async fn write(&mut self, bytes: &[u8]) -> Result<(), StoreError> {
        let mut left = bytes;
        while let Some(input) = &mut self.input
            && !left.is_empty()
        {
            match tokio::time::timeout(self.no_progress, input.write(left)).await {
                Ok(Ok(taken)) if taken > 0 => left = &left[taken..],
                Ok(_) => self.input = None,
                Err(_) => {
                    tracing::error!("the virus scanner stopped reading a file");
                    return Err(UploadFault::NotScanned.into());
                }
            }
        }
        Ok(())
    }

    /// What it found, after the last byte.
    pub(super) async fn finish(mut self) -> Result<(), StoreError> {
        if let Some(mut input) = self.input.take() {
            let _ = input.shutdown().await;
        }
        let ended = tokio::time::timeout(LONGEST, self.child.wait()).await;
        match ended.ok().and_then(Result::ok).as_ref().and_then(ExitStatus::code) {
            Some(0) => Ok(()),
            Some(1) => Err(UploadFault::Infected.into()),
            Some(_) | None => {
                tracing::error!("the virus scanner did not say whether a file is clean");
                Err(UploadFault::NotScanned.into())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scanner(command: &str) -> Scanner {
        let scanner = Scanner::of(command).expect("a command");
        Scanner { no_progress: Duration::from_millis(50), ..scanner }
    }

    fn is_not_scanned<T>(result: Result<T, StoreError>) -> bool {
        matches!(result, Err(StoreError::Upload(UploadFault::NotScanned)))
    }

    #[tokio::test]
    async fn a_scanner_that_leaves_a_file_unread_is_given_up() {
        let mut scan = scanner("tail -f /dev/null").start().await.expect("it starts");
        assert!(is_not_scanned(scan.write(&vec![b'x'; 4 * 1024 * 1024]).await));
    }

    #[tokio::test]
    async fn only_so_many_scanners_are_at_work_at_once() {
        let scanner = scanner("cat");
        let mut scans = Vec::new();
        for _ in 0..AT_ONCE {
            scans.push(scanner.start().await.expect("it starts"));
        }
        assert!(is_not_scanned(scanner.start().await));
        scans.pop();
        assert!(scanner.start().await.is_ok());
    }
}
