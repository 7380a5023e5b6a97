//! Payments from a file: what becomes of each line, and recording those that are new.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, NaiveDate, Utc};
use entity::id::RowId;
use entity::number::{Pence, Version};
use entity::state::PaymentCame;

use super::super::Contract;
use super::super::given::not_now;
use super::{MOST, add, begun, once, row_of};
use crate::access::Actor;
use crate::field::long_day;
use crate::law::clock::uk_date;
use crate::settings::Authority;
use crate::{Action, Change, Problem, Refusal, Why};

/// A payment as a file gives it, read elsewhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// The line of the file, as people count.
    pub line: usize,
    /// The day.
    pub paid_on: Option<NaiveDate>,
    /// In pence, without VAT; less than nothing for a credit.
    pub amount: Option<Pence>,
    /// The VAT, in pence.
    pub vat: Option<Pence>,
    /// The invoice or payment reference.
    pub reference: Option<String>,
    /// What it was for.
    pub note: Option<String>,
    /// What stands there and could not be read.
    pub unread: Unread,
}

/// Texts of a line that are not what their column holds.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Unread {
    /// Where the day belongs.
    pub day: Option<String>,
    /// Where the amount belongs.
    pub amount: Option<String>,
    /// Where the VAT belongs.
    pub vat: Option<String>,
}

/// What becomes of a line of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is recorded.
    New,
    /// It is in the record already.
    Known,
    /// It adds up the lines before it, and is no payment.
    TotalLine,
    /// It cannot be recorded: why.
    Wrong(String),
}

/// What becomes of each line of a file, with what makes it the only one of its kind.
///
/// Two payments that are alike in every word are two, and a file that is read twice counts once: the second of a kind in
/// a file is compared with the second of its kind in the record.
#[must_use]
pub fn fates(contract: &Contract, file: &[Imported], today: NaiveDate) -> Vec<(Fate, Option<String>)> {
    let known: BTreeSet<&str> = contract.payments.iter().map(|row| row.once.as_str()).collect();
    let mut kinds: BTreeMap<String, usize> = BTreeMap::new();
    let mut sum = 0_i64;
    let mut fates = Vec::with_capacity(file.len());
    for (place, line) in file.iter().enumerate() {
        if is_total(line, place, sum) {
            fates.push((Fate::TotalLine, None));
            continue;
        }
        match checked(contract, line, today) {
            Err(why) => fates.push((Fate::Wrong(why), None)),
            Ok((paid_on, amount)) => {
                sum = sum.saturating_add(amount.0);
                let alike = once(paid_on, amount, line.vat, line.reference.as_deref(), 0);
                let nth = kinds.entry(alike).or_default();
                let once = once(paid_on, amount, line.vat, line.reference.as_deref(), *nth);
                *nth += 1;
                let fate = if known.contains(once.as_str()) { Fate::Known } else { Fate::New };
                fates.push((fate, Some(once)));
            }
        }
    }
    fates
}

/// Total lines that say another sum than the payments before them come to: a line may be missing from the file.
#[must_use]
pub fn totals_off(file: &[Imported], fates: &[(Fate, Option<String>)]) -> Vec<String> {
    let mut sum = 0_i64;
    let mut found = Vec::new();
    for (line, (fate, _)) in file.iter().zip(fates) {
        match (fate, line.amount) {
            (Fate::TotalLine, Some(says)) if says.0 != sum => found.push(format!(
                "The total on line {} is {says}, but the payments above it come to {}. Check that none is missing.",
                line.line,
                Pence(sum)
            )),
            (Fate::New | Fate::Known, Some(amount)) => sum = sum.saturating_add(amount.0),
            (Fate::TotalLine | Fate::Wrong(_), _) | (Fate::New | Fate::Known, None) => {}
        }
    }
    found
}

/// A line without a day that says that it is a total, or, below two others, says their sum.
fn is_total(line: &Imported, place: usize, sum: i64) -> bool {
    let says =
        |text: &Option<String>| text.as_deref().is_some_and(|text| text.to_lowercase().contains("total"));
    let by_word = says(&line.reference) || says(&line.note) || says(&line.unread.day);
    let by_sum = place > 1 && line.unread.day.is_none() && line.amount == Some(Pence(sum));
    place > 0 && line.paid_on.is_none() && (by_word || by_sum)
}

pub(super) fn checked(
    contract: &Contract,
    line: &Imported,
    today: NaiveDate,
) -> Result<(NaiveDate, Pence), String> {
    let unread = &line.unread;
    if let Some(text) = &unread.day {
        return Err(format!("“{text}” is not a day. Write it like 31/03/2027."));
    }
    if let Some(text) = unread.amount.as_ref().or(unread.vat.as_ref()) {
        return Err(format!("“{text}” is not an amount. Write it like 27583.33."));
    }
    let paid_on = line.paid_on.ok_or("It has no day.")?;
    let amount = line.amount.filter(|amount| amount.0 != 0).ok_or("It has no amount.")?;
    if paid_on > today {
        return Err(format!("Its day, {}, is in the future.", long_day(paid_on)));
    }
    match contract.row.starts_on.filter(|starts| paid_on < *starts) {
        Some(starts) => Err(format!(
            "Its day, {}, is before the contract’s first day, {}.",
            long_day(paid_on),
            long_day(starts)
        )),
        None => Ok((paid_on, amount)),
    }
}

/// Records the payments of a file that are not in the record. The numbers are one for each line, and then some for notices
/// that the payments make due.
///
/// Refuses while a line cannot be recorded, and a file that brings nothing new.
pub fn import(
    contract: &Contract,
    authority: &Authority,
    file: &[Imported],
    ids: &[RowId],
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    let person = begun(contract, actor)?;
    not_too_many(file)?;
    let fates = fates(contract, file, uk_date(now));
    let wrong = file.iter().zip(&fates).filter_map(|(line, (fate, _))| match fate {
        Fate::Wrong(why) => Some(Problem::whole(format!("Line {}: {why}", line.line))),
        Fate::New | Fate::Known | Fate::TotalLine => None,
    });
    Refusal::unless_empty(wrong.collect())?;
    let mut rows = Vec::new();
    for ((line, (fate, once)), id) in file.iter().zip(fates).zip(ids) {
        if let (Fate::New, Some(once), Some(paid_on), Some(amount)) = (fate, once, line.paid_on, line.amount)
        {
            rows.push(row_of(contract, *id, line, (paid_on, amount), once, PaymentCame::File, person, now));
        }
    }
    if rows.is_empty() {
        return not_now("Every payment of this file is in the record already.");
    }
    let spare = ids.get(file.len()..).unwrap_or_default();
    add(contract, authority, rows, Action::ImportPayments, spare, seen, now)
}

/// Refuses a file of more payments than are recorded in one step.
pub fn not_too_many(file: &[Imported]) -> Result<(), Refusal> {
    if file.len() <= MOST {
        return Ok(());
    }
    let grouped = |count: usize| entity::number::grouped(u64::try_from(count).unwrap_or(u64::MAX));
    let says = format!(
        "This file has {} lines. Divide it, such as by year, and record {} at most at a time.",
        grouped(file.len()),
        grouped(MOST)
    );
    Err(Refusal { kind: Why::Incomplete, says: vec![Problem::at("file", says)] })
}
