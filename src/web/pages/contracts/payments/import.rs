//! Payments from a file: read, shown line by line with what becomes of each, and recorded once that was looked at.

use axum::extract::Path;
use axum::response::Response;
use entity::id::RowId;
use rules::contract::Contract;
use rules::contract::payments::{Fate, Imported, MOST, fates, import, may_record, not_too_many, totals_off};
use rules::field::long_day;
use rules::law::clock::uk_date;
use rules::{Problem, Refusal, Why};
use serde::Serialize;

use super::{ContractHead, numbers, path};
use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::{Again, Desk, Posted, PostedFile};
use crate::web::forms::{Form, frame};
use crate::web::pages::contract_case;
use crate::web::view::Page;
use crate::workbook::payments::{payments, unreadable};
use crate::workbook::text_of;

/// The most bytes of such a file: 50,000 lines and more, so that whoever sends too many is told how many they are.
const MOST_BYTES: usize = 8_000_000;
/// The most of its text that travels in a form, as it travels.
const MOST_IN_FORM: usize = 1_900_000;
/// How many lines that cannot be recorded are named above the table.
const NAMED: usize = 20;

#[derive(Serialize)]
struct ImportPage {
    head: ContractHead,
    path: String,
    most: String,
    /// The form for a file.
    file: Form,
    preview: Option<Preview>,
}

/// What becomes of a file.
#[derive(Serialize)]
struct Preview {
    form: Form,
    /// The file as text, which comes back with the form.
    text: String,
    fresh: usize,
    sum: String,
    known: usize,
    totals: usize,
    wrong: usize,
    warnings: Vec<String>,
    lines: Vec<Line>,
}

#[derive(Serialize)]
struct Line {
    line: usize,
    paid_on: Option<String>,
    amount: Option<String>,
    vat: Option<String>,
    reference: Option<String>,
    note: Option<String>,
    code: &'static str,
    becomes: String,
}

impl Page for ImportPage {
    const TEMPLATE: &'static str = "contracts/import.html";
    fn title(&self) -> String {
        format!("Payments from a file – {}", self.head.reference())
    }
    fn has_problems(&self) -> bool {
        self.file.came_back() || self.preview.as_ref().is_some_and(|preview| preview.form.came_back())
    }
}

/// Asks for the file.
pub async fn ask(desk: Desk<Staff>, Path(reference): Path<String>) -> Result<Response, Stop> {
    let (contract, _) = contract_case(&desk, &reference).await?;
    may_record(&contract, &desk.actor)?;
    page(&desk, &contract, None, None)
}

/// Shows what becomes of each line of a file. Nothing is written.
pub async fn preview(Path(reference): Path<String>, posted: PostedFile<Staff>) -> Result<Response, Stop> {
    let (contract, _) = contract_case(&posted, &reference).await?;
    may_record(&contract, &posted.actor)?;
    let (posted, file) = posted.take(MOST_BYTES).await?;
    let (contract, _) = contract_case(&posted, &reference).await?;
    let read = match file {
        Ok(bytes) => read_file(&bytes),
        Err(again) => return page(&posted, &contract, Some(&again), None),
    };
    match read {
        Ok((text, file)) => {
            page(&posted, &contract, None, Some(looked_at(&posted, &contract, text, &file, None)))
        }
        Err(refusal) => page(&posted, &contract, Some(&again_with(refusal)), None),
    }
}

/// Records the payments of a file that was looked at.
pub async fn record_file(Path(reference): Path<String>, posted: Posted<Staff>) -> Result<Response, Stop> {
    let (contract, authority) = contract_case(&posted, &reference).await?;
    let text = posted.typed.get("text").to_owned();
    let file = match payments(&text).and_then(|file| not_too_many(&file).map(|()| file)) {
        Ok(file) => file,
        Err(refusal) => return page(&posted, &contract, Some(&again_with(refusal)), None),
    };
    let ids: Vec<RowId> = posted.new_ids(numbers(file.len())).await?;
    let change = import(&contract, &authority, &file, &ids, posted.seen(), &posted.actor, posted.now);
    match posted.settle(change, &path(&reference)).await? {
        Ok(response) => Ok(response),
        Err(again) => {
            let (contract, _) = contract_case(&posted, &reference).await?;
            let preview = looked_at(&posted, &contract, text, &file, Some(&again));
            page(&posted, &contract, None, Some(preview))
        }
    }
}

fn again_with(refusal: Refusal) -> Again {
    Again { problems: refusal.says, ..Again::default() }
}

/// The text of a file and its payments. Refuses one that is too long to be looked at in one step.
fn read_file(bytes: &[u8]) -> Result<(String, Vec<Imported>), Refusal> {
    let too_long = || {
        let says =
            format!("This file is too long. Divide it, such as by year: {MOST} lines at most at a time.");
        Refusal { kind: Why::Incomplete, says: vec![Problem::at("file", says)] }
    };
    let text = text_of(bytes).map_err(unreadable)?;
    let file = payments(&text)?;
    not_too_many(&file)?;
    let travels: usize = form_urlencoded::byte_serialize(text.as_bytes()).map(str::len).sum();
    if travels > MOST_IN_FORM { Err(too_long()) } else { Ok((text, file)) }
}

fn looked_at(
    desk: &Desk<Staff>,
    contract: &Contract,
    text: String,
    file: &[Imported],
    again: Option<&Again>,
) -> Preview {
    let fates = fates(contract, file, uk_date(desk.now));
    let count = |of: fn(&Fate) -> bool| fates.iter().filter(|(fate, _)| of(fate)).count();
    let fresh = file.iter().zip(&fates).filter(|(_, (fate, _))| *fate == Fate::New);
    let sum = fresh.filter_map(|(line, _)| line.amount).fold(0_i64, |sum, one| sum.saturating_add(one.0));
    let action = format!("{}/import/record", path(&contract.row.reference));
    let mut form = frame(action, contract.row.version, &[], again);
    let wrong = count(|fate| matches!(fate, Fate::Wrong(_)));
    if wrong > 0 && form.problems.is_empty() {
        form.problems = frame(String::new(), contract.row.version, &[], Some(&named(file, &fates))).problems;
    }
    form.problems.truncate(NAMED);
    Preview {
        form,
        text,
        fresh: count(|fate| *fate == Fate::New),
        sum: entity::number::Pence(sum).to_string(),
        known: count(|fate| *fate == Fate::Known),
        totals: count(|fate| *fate == Fate::TotalLine),
        wrong,
        warnings: totals_off(file, &fates),
        lines: file.iter().zip(&fates).map(|(line, (fate, _))| Line::of(line, fate)).collect(),
    }
}

/// The lines that cannot be recorded, as problems.
fn named(file: &[Imported], fates: &[(Fate, Option<String>)]) -> Again {
    let wrong = file.iter().zip(fates).filter_map(|(line, (fate, _))| match fate {
        Fate::Wrong(why) => Some(Problem::whole(format!("Line {}: {why}", line.line))),
        Fate::New | Fate::Known | Fate::TotalLine => None,
    });
    Again { problems: wrong.collect(), ..Again::default() }
}

impl Line {
    fn of(line: &Imported, fate: &Fate) -> Self {
        let (code, becomes) = match fate {
            Fate::New => ("open", "Is recorded".to_owned()),
            Fate::Known => ("withdrawn", "Is in the record already".to_owned()),
            Fate::TotalLine => ("withdrawn", "Is a total, not a payment".to_owned()),
            Fate::Wrong(why) => ("refused", why.clone()),
        };
        let sum = |sum: Option<entity::number::Pence>| sum.map(|sum| sum.to_string());
        Self {
            line: line.line,
            paid_on: line.paid_on.map(long_day).or_else(|| line.unread.day.clone()),
            amount: sum(line.amount).or_else(|| line.unread.amount.clone()),
            vat: sum(line.vat).or_else(|| line.unread.vat.clone()),
            reference: line.reference.clone(),
            note: line.note.clone(),
            code,
            becomes,
        }
    }
}

fn page(
    desk: &Desk<Staff>,
    contract: &Contract,
    again: Option<&Again>,
    preview: Option<Preview>,
) -> Result<Response, Stop> {
    let path = path(&contract.row.reference);
    let mut file = frame(format!("{path}/import"), contract.row.version, &[], again);
    // Nothing is written over with this form, so nothing can be stale.
    file.stale = false;
    desk.page(&ImportPage {
        head: ContractHead::of(desk, contract),
        most: entity::number::grouped(u64::try_from(MOST).unwrap_or(u64::MAX)),
        path,
        file,
        preview,
    })
}
