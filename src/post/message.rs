//! The email itself: that a letter waits or a day comes up, what it is about, and where it is read.

use std::time::SystemTime;

use chrono::{DateTime, Utc};
use lettre::Message;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MessageBuilder};

use crate::store::{About, Addressee, Held};

/// The email that tells one person of one letter or reminder. Its Message-ID rests on that, the person and the record
/// alone: whichever machine sends it, and however often, it is the same.
pub(super) fn waiting(
    sender: &Mailbox,
    site: &str,
    held: &Held,
    to: &Addressee,
    mark: &str,
    now: DateTime<Utc>,
) -> Result<Message, lettre::error::Error> {
    let address = to.email.parse().map_err(|_| lettre::error::Error::EmailMissingAt)?;
    let (subject, says) = words(site, held);
    let message = Message::builder()
        .from(sender.clone())
        .to(Mailbox::new(Some(one_line(&to.name)), address))
        .subject(subject)
        .date(SystemTime::from(now))
        .message_id(Some(format!("<{}-{}@{mark}.gatehouse>", held.told.name(), to.person.0)))
        .header(ContentType::TEXT_PLAIN);
    by_machine(message).body(says)
}

/// What the email is about, and what it says.
fn words(site: &str, held: &Held) -> (String, String) {
    let about = one_line(&held.subject);
    match &held.about {
        About::Letter { id, organisation, authority } => {
            let subject = format!("A letter is waiting: {about}");
            let organisation = one_line(organisation);
            let wrote = match authority {
                Some(authority) => format!("{} has written to {organisation}.", one_line(authority)),
                None => format!("There is a letter to {organisation}."),
            };
            let read = format!("Read it at {site}/letters/{} after signing in.", id.0);
            let why = "you may read what councils write to your organisation";
            (subject.clone(), parts(&[&wrote, &subject, &read, &by_whom(why)]))
        }
        About::Reminder { authority, path } => {
            let subject = format!("A day comes up: {about}");
            let whose = format!("This is about a contract of {}.", one_line(authority));
            let read = format!("Read what is due at {site}{} after signing in.", one_line(path));
            let why = "you manage this contract, or contracts that nobody manages yet";
            (subject.clone(), parts(&[&whose, &subject, &read, &by_whom(why)]))
        }
    }
}

fn by_whom(why: &str) -> String {
    format!("This email was sent by a machine that reads no answers. You get it because {why}.")
}

fn parts(parts: &[&str]) -> String {
    format!("{}\r\n", parts.join("\r\n\r\n"))
}

/// So that nobody's note of absence answers it.
fn by_machine(message: MessageBuilder) -> MessageBuilder {
    let name = HeaderName::new_from_ascii_str("Auto-Submitted");
    message.raw_header(HeaderValue::new(name, "auto-generated".to_owned()))
}

/// What someone typed, as one line: nothing of it can begin another header, or look like one.
fn one_line(text: &str) -> String {
    let signs: String = text.chars().map(|sign| if sign.is_control() { ' ' } else { sign }).collect();
    signs.split_whitespace().collect::<Vec<_>>().join(" ")
}
