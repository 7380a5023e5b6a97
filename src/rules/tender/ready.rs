//! Everything that stands in the way of publication, all of it at once, each with the place where it is put right.

mod conditions;
mod scoring;

pub(super) use conditions::no_suitability_stage;

use chrono::{DateTime, Utc};
use entity::state::YesNo;
use entity::tender;

use super::Tender;
use super::law::law_of;
use super::timetable;
use crate::law::clock::{long_instant, uk_date};
use crate::law::dates::long_date;
use crate::procurement::Procurement;
use crate::{Problem, Refusal};

/// One thing that stands in the way, or should be looked at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Obstacle {
    /// What to do about it.
    pub says: String,
    /// Where.
    pub at: Place,
}

/// Where something of a tender is put right.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// A part, by its code.
    Part(&'static str),
    /// A list, by its code.
    List(&'static str),
}

impl Place {
    /// Its path below the tender's own.
    #[must_use]
    pub fn path(self) -> String {
        match self {
            Self::Part(code) => format!("part/{code}"),
            Self::List(code) => format!("list/{code}"),
        }
    }
}

/// Everything that stands in the way of publishing what is written, in the order of the page.
#[must_use]
pub fn obstacles(tender: &Tender, procurement: &Procurement, now: DateTime<Utc>) -> Vec<Obstacle> {
    let law = law_of(tender, procurement, now);
    let row = &tender.row;
    let mut all = about(row);
    all.extend(lots(tender));
    all.extend(engagement(row));
    all.extend(conflicts(row, now));
    all.extend(conditions::obstacles(tender, procurement, &law));
    all.extend(scoring::obstacles(tender));
    all.extend(timetable::impossible(tender, &law, now));
    all.extend(notice(row, now));
    all
}

/// What should be looked at before publication, but does not stand in its way.
#[must_use]
pub fn pointed_out(tender: &Tender, procurement: &Procurement, now: DateTime<Utc>) -> Vec<Obstacle> {
    let law = law_of(tender, procurement, now);
    let mut all = timetable::pointed_out(tender, &law, now);
    let row = &tender.row;
    if let (Some(assessed), Some(notice)) = (row.conflicts_on, super::compose::first_notice(tender))
        && assessed > uk_date(notice)
    {
        all.push(Obstacle {
            says: format!(
                "The conflicts assessment was complete on {}, after the official notice of {}. The law asks for \
                 it before (Procurement Act 2023, section 83).",
                long_date(assessed),
                long_date(uk_date(notice))
            ),
            at: Place::Part("conflicts"),
        });
    }
    all
}

/// Refuses publication while anything stands in its way.
pub(super) fn must_be_ready(
    tender: &Tender,
    procurement: &Procurement,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    let says = obstacles(tender, procurement, now).into_iter().map(|obstacle| Problem::whole(obstacle.says));
    Refusal::unless_empty(says.collect())
}

fn about(row: &tender::Model) -> Vec<Obstacle> {
    let at = Place::Part("about");
    let mut all = Vec::new();
    let mut need = |there: bool, says: &str| {
        if !there {
            all.push(Obstacle { says: says.to_owned(), at });
        }
    };
    need(row.description.is_some(), "Describe what is bought, as the public will read it.");
    need(row.cpv_codes.is_some(), "Give at least one CPV code, so that providers find it.");
    need(row.contact.is_some(), "Say where providers turn to.");
    if row.price_basis.is_none() {
        let says = "Say what counts as the price.".to_owned();
        all.push(Obstacle { says, at: Place::Part("price") });
    }
    all
}

/// Lots must have been considered (Procurement Act 2023, section 18).
fn lots(tender: &Tender) -> Vec<Obstacle> {
    let at = Place::List("lots");
    let mut all = Vec::new();
    match tender.lots.as_slice() {
        [] => all.push(Obstacle { says: "Add at least one lot.".to_owned(), at }),
        [_] if tender.row.lots_reason.is_none() => all.push(Obstacle {
            says: "Say why it is not divided into lots.".to_owned(),
            at: Place::Part("about"),
        }),
        _ => {}
    }
    for lot in &tender.lots {
        let mut need = |there: bool, says: &str| {
            if !there {
                all.push(Obstacle { says: format!("Lot “{}”: {says}", lot.title), at });
            }
        };
        need(lot.months.is_some(), "give the initial term in months.");
        need(lot.longest_months.is_some(), "give the longest term in months.");
        need(
            lot.months.zip(lot.longest_months).is_none_or(|(initial, longest)| initial <= longest),
            "the longest term must not be shorter than the initial one.",
        );
        need(lot.price_years.is_some_and(|years| years > 0), "say how many yearly prices a bid gives.");
        let deadline = tender.row.deadline.map(uk_date);
        need(
            lot.starts_on.zip(deadline).is_none_or(|(starts, closes)| closes < starts),
            "the contract must not start before the deadline for bids.",
        );
    }
    all
}

/// A notice of preliminary market engagement, or the reason for none (section 17).
fn engagement(row: &tender::Model) -> Option<Obstacle> {
    let says = match row.engagement_held {
        None => "Say whether the market was engaged beforehand.",
        Some(YesNo::Yes) if row.engagement_notice.is_none() && row.engagement_reason.is_none() => {
            "The market was engaged: give the reference of the engagement notice (UK2), or say why there was none."
        }
        Some(YesNo::Yes | YesNo::No) => return None,
    };
    Some(Obstacle { says: says.to_owned(), at: Place::Part("engagement") })
}

/// The conflicts assessment is complete (section 83).
fn conflicts(row: &tender::Model, now: DateTime<Utc>) -> Vec<Obstacle> {
    let at = |says: String| Obstacle { says, at: Place::Part("conflicts") };
    let mut all = Vec::new();
    match row.conflicts_on {
        None => all.push(at("Give the day on which the conflicts assessment was complete.".to_owned())),
        Some(day) if day > uk_date(now) => all.push(at(format!(
            "The conflicts assessment cannot have been complete on {}, which is still to come.",
            long_date(day)
        ))),
        Some(_) => {}
    }
    if row.conflicts_by.is_none() {
        all.push(at("Say who made the conflicts assessment.".to_owned()));
    }
    if row.conflicts_note.is_none() {
        all.push(at("Say what the conflicts assessment found.".to_owned()));
    }
    all
}

/// The official notice comes first, above the threshold and below it (sections 21 and 87).
fn notice(row: &tender::Model, now: DateTime<Utc>) -> Vec<Obstacle> {
    let at = |says: String| Obstacle { says, at: Place::Part("notice") };
    let mut all = Vec::new();
    if row.notice_reference.is_none() || row.notice_published_at.is_none() {
        all.push(at(
            "Record the reference and the time of the official tender notice. Advertising here before \
                     it is published would be unlawful."
                .to_owned(),
        ));
    }
    if let Some(published) = row.notice_published_at.filter(|published| *published > now) {
        all.push(at(format!(
            "The official notice cannot have been published at {}, which is still to come.",
            long_instant(published)
        )));
    }
    all
}

#[cfg(test)]
mod tests;
