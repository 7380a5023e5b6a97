//! The term of one contract: as it stands and at its longest, as a picture and as tables.

use axum::extract::Path;
use axum::response::Response;
use chrono::NaiveDate;
use entity::choice::Choice;
use entity::state::{ContractStage, TermEnd};
use rules::access::Act;
use rules::contract::Contract;
use rules::contract::dates::{Point, Term, notice_of};
use rules::field::long_day;
use rules::law::clock::uk_date;
use rules::settings::Authority;
use rules::term::cohorts::{Straddles, span};
use rules::term::standing::if_missed;
use serde::Serialize;

use super::coming::{Coming, kind};
use super::picture::{Group, Picture, picture};
use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::Desk;
use crate::web::pages::contract_case;
use crate::web::pages::contracts::ContractHead;
use crate::web::view::Page;

#[derive(Serialize)]
struct TermPage {
    head: ContractHead,
    reference: String,
    /// Why nothing can be worked out, if so.
    unreckonable: Option<String>,
    setting_up: bool,
    may_end: bool,
    facts: Vec<(&'static str, String)>,
    loud: Vec<Coming>,
    coming: Vec<Coming>,
    picture: Option<Picture>,
    parts: Vec<PartRow>,
    cohorts: Vec<CohortRow>,
}

#[derive(Serialize)]
struct PartRow {
    number: usize,
    first: String,
    last: String,
    end: &'static str,
    /// Where its break or option is decided.
    path: Option<String>,
    notice: Option<String>,
    received_by: Option<String>,
    safe_day: Option<String>,
    if_missed: &'static str,
    stands: String,
}

#[derive(Serialize)]
struct CohortRow {
    title: String,
    first: String,
    last: String,
    places: Option<i32>,
    /// What it runs across; nothing where its days are not known.
    straddles: Option<Vec<String>>,
}

impl Page for TermPage {
    const TEMPLATE: &'static str = "term/show.html";
    fn title(&self) -> String {
        format!("Term and breaks – {}", self.reference)
    }
}

/// The term of one contract.
pub async fn show(desk: Desk<Staff>, Path(reference): Path<String>) -> Result<Response, Stop> {
    let (contract, authority) = contract_case(&desk, &reference).await?;
    let today = uk_date(desk.now);
    desk.page(&of(&desk, &contract, &authority, today))
}

fn of(desk: &Desk<Staff>, contract: &Contract, authority: &Authority, today: NaiveDate) -> TermPage {
    let row = &contract.row;
    let in_force = row.stage == ContractStage::InForce;
    let mut page = TermPage {
        head: ContractHead::of(desk, contract),
        reference: row.reference.clone(),
        unreckonable: None,
        setting_up: row.stage == ContractStage::SettingUp,
        may_end: in_force && desk.may(Act::WriteContract),
        facts: Vec::new(),
        loud: Vec::new(),
        coming: Vec::new(),
        picture: None,
        parts: Vec::new(),
        cohorts: Vec::new(),
    };
    let reckoned = contract.term(today).and_then(|term| Ok((term, contract.points(authority, today)?)));
    let (term, points) = match reckoned {
        Ok(reckoned) => reckoned,
        Err(why) => {
            page.unreckonable = Some(why.to_string());
            return page;
        }
    };
    let coming = points.iter().filter_map(|point| Coming::of(&row.reference, point));
    (page.loud, page.coming) = coming.partition(Coming::is_loud);
    let groups = groups(contract, today);
    let next = points.iter().find(|point| point.next.is_some());
    page.picture = Some(picture(&term, today, &groups, next));
    page.facts = facts(contract, &term);
    page.parts = parts(contract, &term, &points, today);
    page.cohorts = cohorts(contract, today);
    page
}

fn facts(contract: &Contract, term: &Term) -> Vec<(&'static str, String)> {
    let row = &contract.row;
    let mut facts = vec![("First day", long_day(term.as_it_stands().first))];
    if let (Some(on), Some(how)) = (row.ended_on, row.end_kind) {
        facts.push(("Ended on", format!("{}. {}", long_day(on), how.label())));
        return facts;
    }
    facts.push(("Last day as it stands", long_day(term.ends_on())));
    let longest = match term.longest_on() == term.ends_on() {
        true => "The same day: nothing extends it.".to_owned(),
        false => long_day(term.longest_on()),
    };
    facts.push(("Last day if every option is taken", longest));
    facts
}

fn parts(contract: &Contract, term: &Term, points: &[Point<'_>], today: NaiveDate) -> Vec<PartRow> {
    let of = |(place, period): (usize, &entity::contract_period::Model)| {
        let (span, end) = (term.spans[place], term.ends[place]);
        let notice = notice_of(period).filter(|_| end != TermEnd::End);
        let is_ahead = points.iter().any(|point| point.period.id == period.id);
        let turns = matches!(end, TermEnd::Break | TermEnd::Extension) && place + 1 < contract.periods.len();
        PartRow {
            number: place + 1,
            first: long_day(span.first),
            last: long_day(span.last),
            end: kind(end),
            path: turns.then(|| format!("/contracts/{}/breaks/{}", contract.row.reference, period.id.0)),
            notice: notice.map(|notice| notice.words()),
            received_by: notice.map(|notice| long_day(notice.received_by(span.last))),
            safe_day: notice.map(|notice| {
                notice.safe_day(span.last).map_or_else(|unknown| unknown.to_string(), long_day)
            }),
            if_missed: if_missed(end),
            stands: stands(contract, term, place, is_ahead, today),
        }
    };
    contract.periods.iter().enumerate().map(of).collect()
}

/// How the end of a part stands: what was decided there, or what happens by itself.
fn stands(contract: &Contract, term: &Term, place: usize, is_ahead: bool, today: NaiveDate) -> String {
    let period = &contract.periods[place];
    if place > term.reach.longest {
        return "The contract ends before it.".to_owned();
    }
    if let Some(decision) = contract.decision(period.id) {
        let notice = decision.received_on.map(|on| format!(" Notice received on {}.", long_day(on)));
        let says = format!("{}, decided on {}.", decision.answer.label(), long_day(decision.taken_on));
        return says + &notice.unwrap_or_default();
    }
    match term.ends[place] {
        TermEnd::End => "The contract ends here.".to_owned(),
        _ if place > term.reach.ends => "Only if the contract is extended before it.".to_owned(),
        TermEnd::Break | TermEnd::Extension if is_ahead && term.spans[place].last >= today => {
            "Nothing is decided yet.".to_owned()
        }
        TermEnd::Break => "Nothing was decided, so the contract ran on.".to_owned(),
        TermEnd::Extension => "Nothing was decided, so the contract ends here.".to_owned(),
    }
}

/// The cohorts whose days are known.
fn groups(contract: &Contract, today: NaiveDate) -> Vec<Group> {
    let straddles = contract.straddles(today).unwrap_or_default();
    let group = |(row, straddles): (&entity::cohort::Model, Option<Vec<Straddles>>)| {
        let months = u32::try_from(row.months?).ok()?;
        let flag = straddles?.last().map(|last| flag(*last));
        Some(Group { title: row.title.clone(), span: span(row.starts_on?, months), flag })
    };
    contract.cohorts.iter().zip(straddles).filter_map(group).collect()
}

const fn flag(straddles: Straddles) -> &'static str {
    match straddles {
        Straddles::Break(_) => "runs across a break",
        Straddles::Option(_) => "runs past an option",
        Straddles::End(_) => "runs past the end",
        Straddles::Start(_) => "begins too early",
    }
}

fn cohorts(contract: &Contract, today: NaiveDate) -> Vec<CohortRow> {
    let straddles = contract.straddles(today).unwrap_or_default();
    let row = |(row, straddles): (&entity::cohort::Model, Option<Vec<Straddles>>)| {
        let unknown = || "Not yet given".to_owned();
        let months = row.months.and_then(|months| u32::try_from(months).ok());
        let days = row.starts_on.zip(months).map(|(starts, months)| span(starts, months));
        CohortRow {
            title: row.title.clone(),
            first: row.starts_on.map_or_else(unknown, long_day),
            last: days.map_or_else(unknown, |days| long_day(days.last)),
            places: row.places,
            straddles: straddles.map(|all| all.into_iter().map(Straddles::words).collect()),
        }
    };
    contract.cohorts.iter().zip(straddles).map(row).collect()
}
