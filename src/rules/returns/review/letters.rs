//! Letters to a provider about a return that the council has read.

use chrono::{DateTime, Utc};
use entity::id::{KpiId, LetterId};

use crate::field::long_day;
use crate::returns::{Monitoring, Return};
use crate::{Change, Letter};

/// What a letter says.
pub(in crate::returns) struct Words {
    what: &'static str,
    subject: String,
    says: String,
    path: String,
}

impl Words {
    /// About the return of a period: what it is called in its key, what it is about, what it says and where to go.
    pub(in crate::returns) fn of(
        monitoring: &Monitoring,
        one: &Return,
        (what, subject): (&'static str, &str),
        says: String,
        path: String,
    ) -> Self {
        let row = &monitoring.contract.row;
        let period = monitoring.period_words(one);
        let about = format!("This is about your return for {period} of {} ({}).", row.title, row.reference);
        Self {
            what,
            subject: format!("{subject}: {period}, {}", row.reference),
            says: format!("{about}\n\n{says}"),
            path,
        }
    }
}

/// Sends a letter to the provider that the contract is with; to nobody where that is not registered here.
pub(in crate::returns) fn to_provider(
    change: Change,
    monitoring: &Monitoring,
    one: &Return,
    words: Words,
    (id, at): (LetterId, DateTime<Utc>),
) -> Change {
    let Some(to) = monitoring.contract.row.organisation_id.or(one.row.organisation_id) else { return change };
    change.letter(Letter {
        id,
        to,
        tender: None,
        contract: Some(monitoring.contract.row.id),
        once: format!("{}/{}/{}", words.what, one.row.id.0, one.row.version.0),
        subject: words.subject,
        says: words.says,
        path: words.path,
        at,
    })
}

fn own_page(one: &Return) -> String {
    format!("/returns/{}", one.row.id.0)
}

pub(super) fn asked(monitoring: &Monitoring, one: &Return, asked: &[(KpiId, String)]) -> Words {
    let title = |kpi: KpiId| {
        let kpi = monitoring.kpi(kpi).ok();
        kpi.and_then(|kpi| monitoring.asked_of(kpi, one)).map(|asked| asked.version.row.title.clone())
    };
    let questions =
        asked.iter().map(|(kpi, question)| format!("{}:\n\n{question}", title(*kpi).unwrap_or_default()));
    let says = format!(
        "The council has read it and asks:\n\n{}\n\nAnswer each question. You may change the figures that are asked about; the others stay as they are. Then submit the return again.",
        questions.collect::<Vec<_>>().join("\n\n")
    );
    let subject = ("return-asked", "The council asks about your return");
    Words::of(monitoring, one, subject, says, format!("{}/answer", own_page(one)))
}

pub(super) fn accepted(monitoring: &Monitoring, one: &Return) -> Words {
    let says = "The council has accepted it. If you find that a figure is wrong, propose a correction on its page; the council then agrees or says why not.";
    let subject = ("return-accepted", "Your return was accepted");
    Words::of(monitoring, one, subject, says.to_owned(), own_page(one))
}

pub(super) fn sent_back(monitoring: &Monitoring, one: &Return, reason: &str) -> Words {
    let says = format!(
        "The council has sent it back:\n\n{reason}\n\nEvery figure can be changed again. Then submit the return again."
    );
    let subject = ("return-sent-back", "Your return was sent back");
    Words::of(monitoring, one, subject, says, own_page(one))
}

pub(super) fn closed(monitoring: &Monitoring, one: &Return, reason: &str) -> Words {
    let says = format!(
        "It was due by {}. The council no longer waits for it:\n\n{reason}\n\nThe period stays without figures. If you can still return them, tell the council: it can open the period again.",
        long_day(one.row.due_on)
    );
    let subject = ("return-closed", "The council closed a period without your return");
    Words::of(monitoring, one, subject, says, own_page(one))
}

pub(super) fn reopened(monitoring: &Monitoring, one: &Return, reason: &str) -> Words {
    let says = format!(
        "The council opened this period again:\n\n{reason}\n\nThe return can be filled in and submitted now. It was due by {}.",
        long_day(one.row.due_on)
    );
    let subject = ("return-reopened", "The council opened a period again");
    Words::of(monitoring, one, subject, says, own_page(one))
}
