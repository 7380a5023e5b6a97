//! One of the provider's own returns, and the head of each of its pages.

use chrono::NaiveDate;
use entity::choice::Choice;
use entity::id::{PersonId, ReturnId, RowId};
use rules::Why;
use rules::field::long_day;
use rules::law::clock::{long_instant, uk_date};
use rules::returns::standing::Timeliness;
use rules::returns::{Asked, Monitoring, Return};
use serde::Serialize;

use crate::store::Provider;
use crate::web::answer::Stop;
use crate::web::desk::Desk;

/// One of the provider's own returns, with its contract.
pub(super) struct Own {
    pub monitoring: Monitoring,
    id: ReturnId,
}

impl Own {
    /// Finds it; another provider's is not there.
    pub async fn of(desk: &Desk<Provider>, id: i64) -> Result<Self, Stop> {
        let id = ReturnId(id);
        let monitoring = desk.monitoring_of(id).await?.ok_or(Stop::NotFound)?;
        Ok(Self { monitoring, id })
    }

    /// The return itself.
    pub fn one(&self) -> Result<&Return, Stop> {
        Ok(self.monitoring.one(self.id)?)
    }

    /// Where its pages are.
    pub fn path(&self) -> String {
        path_of(self.id)
    }

    /// What it asks of the provider, in the order of pages.
    pub fn asked(&self) -> Result<Vec<Asked<'_>>, Stop> {
        let one = self.one()?;
        Ok(self.monitoring.asked(one).into_iter().filter(Asked::is_providers).collect())
    }

    /// The outcomes that it asks about, in the order of pages: their rows and what they say.
    pub fn outcomes(&self) -> Result<Vec<(RowId, String)>, Stop> {
        let mut all: Vec<(RowId, String)> = Vec::new();
        for asked in self.asked()? {
            let id = asked.kpi.row.outcome_id;
            if all.iter().all(|(known, _)| *known != id) {
                let says = self.monitoring.outcome(id).map(|row| row.says.clone());
                all.push((id, says.unwrap_or_else(|_| "Other figures".to_owned())));
            }
        }
        Ok(all)
    }
}

/// Where the pages of a return are.
pub(super) fn path_of(id: ReturnId) -> String {
    format!("/returns/{}", id.0)
}

/// What every page of one return shows at its head.
#[derive(Serialize)]
pub(super) struct Head {
    pub path: String,
    pub title: String,
    pub reference: String,
    pub period: String,
    pub stage: Stamp,
    /// How it stands to its day.
    pub due: String,
    pub is_late: bool,
    pub version: i32,
    pub may_fill: bool,
    /// Whether figures are locked, and why; apart from whether it is late.
    pub why_not: Option<String>,
}

/// A stage with its word and its colour's name.
#[derive(Serialize)]
pub(super) struct Stamp {
    pub code: &'static str,
    pub label: &'static str,
}

impl Head {
    pub fn of(desk: &Desk<Provider>, own: &Own) -> Result<Self, Stop> {
        let (monitoring, one) = (&own.monitoring, own.one()?);
        let fill = monitoring.may_fill(one, &desk.actor);
        Ok(Self {
            path: own.path(),
            title: monitoring.contract.row.title.clone(),
            reference: monitoring.contract.row.reference.clone(),
            period: monitoring.period_words(one),
            stage: stamp(one),
            due: due(one, desk.now),
            is_late: one.timeliness(desk.now) == Timeliness::Overdue,
            version: one.row.version.0,
            may_fill: fill.is_ok(),
            why_not: fill.err().map(|refusal| match refusal.kind {
                Why::NotYours => {
                    "You can read this. A colleague who prepares returns fills it in.".to_owned()
                }
                _ => refusal.first(),
            }),
        })
    }

    /// What the browser shows as the page's name.
    pub fn titled(&self, page: &str) -> String {
        format!("{page} – {}, {}", self.period, self.reference)
    }
}

/// How far a return has come.
pub(super) fn stamp(one: &Return) -> Stamp {
    Stamp { code: one.row.stage.code(), label: one.row.stage.label() }
}

/// How a return stands to its day, in a sentence.
pub(super) fn due(one: &Return, now: chrono::DateTime<chrono::Utc>) -> String {
    let (day, today) = (long_day(one.row.due_on), uk_date(now));
    match one.timeliness(now) {
        Timeliness::Running => {
            format!("The period runs to {}. The return is due by {day}.", long_day(one.row.last_on))
        }
        Timeliness::InTime if today == one.row.due_on => format!("Due today, {day}."),
        Timeliness::InTime => format!("Due by {day}, in {}.", days(today, one.row.due_on)),
        Timeliness::Overdue => {
            format!("Late: it was due by {day}, {} ago. It can still be sent.", days(one.row.due_on, today))
        }
        Timeliness::CameInTime => format!("Came in time; it was due by {day}."),
        Timeliness::CameLate => format!("Came late; it was due by {day}."),
        Timeliness::NeverCame => format!("It was due by {day}. The council closed the period without it."),
    }
}

fn days(from: NaiveDate, to: NaiveDate) -> String {
    match (to - from).num_days() {
        1 => "1 day".to_owned(),
        days => format!("{days} days"),
    }
}

/// Names of the provider's own people, by number.
pub(super) struct Names(Vec<(PersonId, String)>);

impl Names {
    pub async fn of(desk: &Desk<Provider>) -> Result<Self, Stop> {
        let all = desk.colleagues().await?;
        Ok(Self(all.into_iter().map(|one| (one.id, one.name)).collect()))
    }

    /// What someone is called; whoever is not of this organisation any more has no name here.
    pub fn get(&self, id: Option<PersonId>) -> String {
        let found = id.and_then(|id| self.0.iter().find(|(known, _)| *known == id));
        found.map_or_else(|| "Someone who is no longer here".to_owned(), |(_, name)| name.clone())
    }
}

/// Who has a return now, in a sentence.
pub(super) fn who_has_it(own: &Own, names: &Names) -> Result<String, Stop> {
    let one = own.one()?;
    let at = |instant: Option<chrono::DateTime<chrono::Utc>>| instant.map(long_instant).unwrap_or_default();
    Ok(if one.is_with_signatory() {
        let who = names.get(one.row.prepared_by);
        format!("{who} sent it to be signed at {}. An authorised signatory has it.", at(one.row.prepared_at))
    } else if one.is_with_provider() {
        "It is with you and your colleagues.".to_owned()
    } else if one.is_submitted() {
        "The council has it.".to_owned()
    } else if one.is_accepted() {
        format!("The council accepted it at {}.", at(one.row.accepted_at))
    } else {
        "Nothing is to be done.".to_owned()
    })
}
