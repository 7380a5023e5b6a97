//! The virus scanner: a command that reads a file from its standard input, so that nothing plain lies on the disk.

use std::process::{ExitStatus, Stdio};
use std::time::Duration;

use tokio::io::AsyncWriteExt;
use tokio::process::{Child, ChildStdin, Command};

use super::UploadFault;
use crate::store::StoreError;

/// How long the scanner may think after the last byte.
const LONGEST: Duration = Duration::from_secs(60);

/// A command that reads a file from standard input and ends with 0 where it is clean, 1 where it is not. Anything
/// else means that it could not tell.
#[derive(Clone, Debug)]
pub struct Scanner {
    program: String,
    arguments: Vec<String>,
}

impl Scanner {
    /// A command with its arguments, parted by spaces; no shell reads it. None where there is no command.
    #[must_use]
    pub fn of(command: &str) -> Option<Self> {
        let mut words = command.split_whitespace().map(str::to_owned);
        words.next().map(|program| Self { program, arguments: words.collect() })
    }

    /// Starts it for one file.
    pub(super) fn start(&self) -> Result<Scan, StoreError> {
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
        Ok(Scan { child, input })
    }
}

/// One file being scanned.
pub(super) struct Scan {
    child: Child,
    input: Option<ChildStdin>,
}

impl Scan {
    /// Hands the next bytes on. A scanner that has seen enough may stop reading.
    pub(super) async fn write(&mut self, bytes: &[u8]) {
        if let Some(input) = &mut self.input
            && input.write_all(bytes).await.is_err()
        {
            self.input = None;
        }
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
