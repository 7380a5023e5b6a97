//! Meetings read from a file: chosen, looked at one by one, then taken in.

use std::collections::BTreeSet;

use axum::response::Response;
use chrono::{DateTime, NaiveDate, Utc};
use entity::gaps::Gaps;
use entity::id::SettingId;
use rules::calendar::{Fate, Imported, MOST, fates, import};
use rules::field::Kind::Line;
use rules::field::{Field, Lists, Typed, long_day};
use rules::law::clock::uk_date;
use rules::law::holidays::LAST_YEAR;
use rules::settings::Authority;
use rules::{Problem, Refusal, Why};
use serde::Serialize;

use super::meetings::deciders;
use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::{Again, Desk, Posted, PostedFile};
use crate::web::forms::{Form, Holds, draw, frame};
use crate::web::pages::own_authority;
use crate::web::view::Page;
use crate::workbook::calendar::{Calendar, MOST_BYTES, Reading, read, written};

const PATH: &str = "/calendar/import";

/// What is asked beside the file.
const BODY: &[Field] = &[Field::optional(
    "body",
    "Whose meetings these are",
    "Leave empty where the file says it of each, as its title or in a column Body. Write it as your approver tiers do.",
    Line,
)];

#[derive(Serialize)]
struct ImportPage {
    form: Form,
    file_error: Option<String>,
}

impl Page for ImportPage {
    const TEMPLATE: &'static str = "calendar/import.html";
    fn title(&self) -> String {
        "Read meetings from a file".to_owned()
    }
    fn has_problems(&self) -> bool {
        self.form.came_back()
    }
}

#[derive(Serialize)]
struct PreviewPage {
    form: Form,
    /// The meetings as they will be sent, so that nothing is chosen twice.
    file: String,
    rows: Vec<Shown>,
    counts: Vec<(usize, &'static str)>,
    notes: Vec<String>,
    /// How many meetings are written; none where the calendar holds all of them.
    writes: usize,
}

#[derive(Serialize)]
struct Shown {
    body: String,
    on: String,
    agenda: String,
    reports: String,
    fate: &'static str,
}

impl Page for PreviewPage {
    const TEMPLATE: &'static str = "calendar/preview.html";
    fn title(&self) -> String {
        "Look at these meetings".to_owned()
    }
    fn has_problems(&self) -> bool {
        self.form.came_back()
    }
}

/// The form that a file is chosen in.
pub async fn form(desk: Desk<Staff>) -> Result<Response, Stop> {
    draw_form(&desk, None).await
}

/// Shows what becomes of each meeting of a file. Nothing is written yet.
pub async fn upload(posted: PostedFile<Staff>) -> Result<Response, Stop> {
    let (posted, bytes) = posted.take(MOST_BYTES).await?;
    let bytes = match bytes {
        Ok(bytes) => bytes,
        Err(again) => return draw_form(&posted, Some(&again)).await,
    };
    let body = posted.typed.get("body").trim().to_owned();
    match read_apart(bytes, posted.now, Some(body).filter(|body| !body.is_empty())).await? {
        Ok(calendar) => match too_many(&calendar) {
            Some(says) => draw_form(&posted, Some(&again(&posted, vec![says]))).await,
            None => preview(&posted, &calendar, None).await,
        },
        Err(says) => draw_form(&posted, Some(&again(&posted, says))).await,
    }
}

/// Takes them in.
pub async fn confirm(posted: Posted<Staff>) -> Result<Response, Stop> {
    let bytes = posted.typed.get("file").as_bytes().to_vec();
    // What was looked at is what is written: the very text that the page showed comes back.
    let calendar = match read_apart(bytes, posted.now, None).await? {
        Ok(calendar) => calendar,
        Err(says) => return draw_form(&posted, Some(&again(&posted, says))).await,
    };
    if let Some(says) = too_many(&calendar) {
        return draw_form(&posted, Some(&again(&posted, vec![says]))).await;
    }
    let authority = own_authority(&posted).await?;
    let ids: Vec<SettingId> = posted.new_ids(calendar.meetings.len().clamp(1, MOST)).await?;
    let change = import(&authority, &calendar.meetings, &ids, posted.seen(), &posted.actor);
    match posted.settle(change, "/calendar").await? {
        Ok(response) => Ok(response),
        Err(again) => preview(&posted, &calendar, Some(&again)).await,
    }
}

/// What is said of a file that holds more meetings than are taken in at a time.
fn too_many(calendar: &Calendar) -> Option<String> {
    let many = calendar.meetings.len();
    (many > MOST).then(|| format!("This file holds {many} meetings. Give {MOST} at most at a time."))
}

/// Away from those who answer others: a large file takes a while.
async fn read_apart(
    bytes: Vec<u8>,
    now: DateTime<Utc>,
    body: Option<String>,
) -> Result<Result<Calendar, Vec<String>>, Stop> {
    let today = uk_date(now);
    let read = move || read(&bytes, Reading { today, body: body.as_deref() });
    tokio::task::spawn_blocking(read).await.map_err(|_| Stop::Broken)
}

fn again(posted: &Posted<Staff>, says: Vec<String>) -> Again {
    let problems = says.into_iter().map(|says| Problem::at("file", says)).collect();
    Again { typed: posted.typed.clone(), problems, ..Again::default() }
}

async fn draw_form(desk: &Desk<Staff>, again: Option<&Again>) -> Result<Response, Stop> {
    let authority = own_authority(desk).await?;
    let holds = Holds { values: &[], gaps: &Gaps::default() };
    let form = draw(PATH.to_owned(), authority.row.version, BODY, &holds, &Lists::default(), again);
    let problem =
        again.and_then(|again| again.problems.iter().find(|one| one.field.as_deref() == Some("file")));
    let file_error = problem.map(|problem| problem.says.clone());
    desk.page(&ImportPage { form, file_error })
}

async fn preview(desk: &Desk<Staff>, calendar: &Calendar, again: Option<&Again>) -> Result<Response, Stop> {
    let authority = own_authority(desk).await?;
    let fates = fates(&authority, &calendar.meetings);
    let count = |code: &str| fates.iter().filter(|fate| words(**fate).0 == code).count();
    let told = [
        ("new", "new"),
        ("changed", "changed"),
        ("removed", "cancelled and taken out"),
        ("same", "there already"),
        ("passed", "left aside"),
    ];
    let told = told.map(|(code, says)| (count(code), says)).into_iter().filter(|(count, _)| *count > 0);
    let counts: Vec<_> = told.collect();
    let refused = refused(desk, &authority, calendar);
    desk.page(&PreviewPage {
        form: frame(format!("{PATH}/confirm"), authority.row.version, &[], again.or(refused.as_ref())),
        file: written(&calendar.meetings),
        rows: calendar.meetings.iter().zip(&fates).map(|(one, fate)| shown(one, *fate)).collect(),
        writes: ["new", "changed", "removed"].into_iter().map(count).sum(),
        counts,
        notes: notes(calendar, &authority),
    })
}

/// What the rule refuses of the lines themselves, said before anybody confirms. Numbers of rows do not matter to it.
fn refused(desk: &Desk<Staff>, authority: &Authority, calendar: &Calendar) -> Option<Again> {
    let ids = vec![SettingId(0); calendar.meetings.len()];
    let version = authority.row.version;
    match import(authority, &calendar.meetings, &ids, version, &desk.actor) {
        Err(Refusal { kind: Why::Incomplete, says }) => {
            let typed = Typed::default().with("version", version.0.to_string());
            Some(Again { typed, problems: says, ..Again::default() })
        }
        Ok(_) | Err(_) => None,
    }
}

fn shown(one: &Imported, fate: Fate) -> Shown {
    let day = |day: Option<NaiveDate>| day.map_or_else(|| "Not given".to_owned(), long_day);
    let (_, fate) = words(fate);
    Shown {
        body: one.body.clone(),
        on: long_day(one.meets_on),
        agenda: day(one.agenda_on),
        reports: day(one.reports_by),
        fate,
    }
}

/// What becomes of a meeting: by which it is counted, and in words.
fn words(fate: Fate) -> (&'static str, &'static str) {
    match fate {
        Fate::New => ("new", "New"),
        Fate::Changed(_) => ("changed", "Changes one that is there"),
        Fate::Same => ("same", "There already"),
        Fate::Removed(_) => ("removed", "Cancelled: taken out"),
        Fate::NotHere => ("passed", "Cancelled, and not there"),
        Fate::Repeated => ("passed", "Twice in this file"),
    }
}

/// What whoever confirms should know of the file as a whole.
fn notes(calendar: &Calendar, authority: &Authority) -> Vec<String> {
    let mut notes = Vec::new();
    match calendar.past {
        0 => {}
        1 => notes.push("One meeting that is over was left out.".to_owned()),
        past => notes.push(format!("{past} meetings that are over were left out.")),
    }
    if calendar.cut {
        notes.push(format!(
            "Meetings that recur without end were taken up to 31 December {LAST_YEAR}: bank holidays are loaded so far."
        ));
    }
    let deciding: BTreeSet<_> = deciders(authority).map(|body| body.trim().to_lowercase()).collect();
    let bodies: BTreeSet<_> = calendar.meetings.iter().map(|one| one.body.as_str()).collect();
    let others: Vec<_> =
        bodies.into_iter().filter(|body| !deciding.contains(&body.trim().to_lowercase())).collect();
    if !others.is_empty() {
        let named = others.iter().take(8).copied().collect::<Vec<_>>().join("; ");
        let more = if others.len() > 8 { "; and others" } else { "" };
        notes.push(format!(
            "No approver tier is called so: {named}{more}. Dates of contracts are worked back only from meetings of a \
             body that is called exactly as its tier."
        ));
    }
    notes
}
