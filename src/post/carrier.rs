//! How an email leaves the house: to a mail server, or, in the demonstration, into a folder.

use std::future::Future;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::Context;
use lettre::message::Mailbox;
use lettre::transport::smtp::extension::ClientId;
use lettre::{AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor};

/// Why an email was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotTaken {
    /// The server will never take it, and says why, its number first.
    Never(String),
    /// The server does not take this one now.
    NotNow(String),
    /// There is no server to be had, or it does not let us in.
    NoServer(String),
}

/// Something that takes emails.
pub trait Carrier: Send + Sync {
    /// Takes one; a yes means that it will be brought.
    fn carry(&self, mail: &Message) -> impl Future<Output = Result<(), NotTaken>> + Send;
}

/// The ways emails can go.
#[derive(Clone, Debug)]
pub enum Way {
    /// To a mail server.
    Smtp(Box<AsyncSmtpTransport<Tokio1Executor>>),
    /// Into a folder, one file each.
    Folder(PathBuf),
}

/// How long the server may take over each step.
const STEP: Duration = Duration::from_secs(20);

impl Way {
    /// To the mail server at an address such as `smtps://user:password@mail.example.org`. It greets the server with the
    /// domain of the sender, not with the name of this machine.
    pub fn smtp(address: &str, sender: &Mailbox) -> anyhow::Result<Self> {
        // What is wrong is said without the address, which may hold a password.
        let server = AsyncSmtpTransport::<Tokio1Executor>::from_url(address)
            .map_err(|_| anyhow::anyhow!("this is no address of a mail server, such as smtps://user:password@mail.example.org or smtp://mail.example.org:587?tls=required"))?;
        let greeting = ClientId::Domain(sender.email.domain().to_owned());
        Ok(Self::Smtp(Box::new(server.hello_name(greeting).timeout(Some(STEP)).build())))
    }

    /// Into a folder, which is made if it is not there.
    pub fn folder(folder: &Path) -> anyhow::Result<Self> {
        std::fs::create_dir_all(folder).with_context(|| format!("{} could not be made", folder.display()))?;
        Ok(Self::Folder(folder.to_owned()))
    }
}

impl Carrier for Way {
    async fn carry(&self, mail: &Message) -> Result<(), NotTaken> {
        match self {
            Self::Smtp(server) => match server.send(mail.clone()).await {
                Ok(_) => Ok(()),
                Err(error) => Err(not_taken(&error)),
            },
            Self::Folder(folder) => write(folder, mail).await.map_err(|error| {
                NotTaken::NoServer(format!("the email's file could not be written: {error}"))
            }),
        }
    }
}

/// What a server's refusal means: only a no to this email is for good. A no to who we are, such as a wrong password, is
/// for the operator to mend, and nothing is lost meanwhile.
fn not_taken(error: &lettre::transport::smtp::Error) -> NotTaken {
    let says = || {
        let mut says = error.to_string();
        let mut cause = std::error::Error::source(error);
        while let Some(inner) = cause {
            says = format!("{says}: {inner}");
            cause = inner.source();
        }
        says
    };
    let Some(code) = error.status() else { return NotTaken::NoServer(says()) };
    meaning(code.into(), says())
}

fn meaning(code: u16, says: String) -> NotTaken {
    let says = format!("{code} {says}");
    match code {
        550..=554 | 556 => NotTaken::Never(says),
        421 | 454 | 500..=549 | 555 | 557..=599 => NotTaken::NoServer(says),
        _ => NotTaken::NotNow(says),
    }
}

/// Beside its place first, so that a half-written one is never found. The same email has the same name.
async fn write(folder: &Path, mail: &Message) -> std::io::Result<()> {
    let id = mail.headers().get_raw("Message-ID").unwrap_or_default();
    let name = id.trim_start_matches('<').split('@').next().unwrap_or_default();
    let (file, half) = (folder.join(format!("{name}.eml")), folder.join(format!("{name}.half")));
    tokio::fs::write(&half, mail.formatted()).await?;
    tokio::fs::rename(half, file).await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_no_to_the_email_itself_is_for_good() {
        let means = |code| meaning(code, String::new());
        for (code, never, server) in [
            (550, true, false),
            (552, true, false),
            (554, true, false),
            (450, false, false),
            (451, false, false),
            (421, false, true),
            (454, false, true),
            (530, false, true),
            (535, false, true),
            (503, false, true),
        ] {
            assert_eq!(matches!(means(code), NotTaken::Never(_)), never, "{code}");
            assert_eq!(matches!(means(code), NotTaken::NoServer(_)), server, "{code}");
        }
    }

    #[test]
    fn an_address_that_is_none_is_refused_without_saying_it() {
        let sender = "Council <tenders@anytown.example>".parse().expect("a mailbox");
        for address in ["mail.example.org", "http://user:secret@mail.example.org"] {
            let says = Way::smtp(address, &sender).expect_err("it is none").to_string();
            assert!(!says.contains("secret"), "{says}");
        }
        assert!(Way::smtp("smtps://user:secret@mail.example.org", &sender).is_ok());
    }
}
