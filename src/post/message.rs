//! The email itself: that a letter waits, what it is about, and where it is read.

use std::time::SystemTime;

use chrono::{DateTime, Utc};
use lettre::Message;
use lettre::message::header::{ContentType, HeaderName, HeaderValue};
use lettre::message::{Mailbox, MessageBuilder};

use crate::store::{Addressee, Held};

/// The email that tells one person of one letter. Its Message-ID rests on the letter, the person and the record alone:
/// whichever machine sends it, and however often, it is the same.
pub(super) fn waiting(
    sender: &Mailbox,
    site: &str,
    held: &Held,
    to: &Addressee,
    mark: &str,
    now: DateTime<Utc>,
) -> Result<Message, lettre::error::Error> {
    let (subject, id) = (one_line(&held.subject), held.letter.0);
    let address = to.email.parse().map_err(|_| lettre::error::Error::EmailMissingAt)?;
    let message = Message::builder()
        .from(sender.clone())
        .to(Mailbox::new(Some(one_line(&to.name)), address))
        .subject(format!("A letter is waiting: {subject}"))
        .date(SystemTime::from(now))
        .message_id(Some(format!("<letter-{id}-{}@{mark}.gatehouse>", to.person.0)))
        .header(ContentType::TEXT_PLAIN);
    let wrote = match &held.authority {
        Some(authority) => {
            format!("{} has written to {}.", one_line(authority), one_line(&held.organisation))
        }
        None => format!("There is a letter to {}.", one_line(&held.organisation)),
    };
    let says = format!(
        "{wrote}\r\n\r\nA letter is waiting: {subject}\r\n\r\nRead it at {site}/letters/{id} after signing in.\r\n\r\n\
         This email was sent by a machine that reads no answers. You get it because you may read what councils write \
         to your organisation.\r\n"
    );
    by_machine(message).body(says)
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
