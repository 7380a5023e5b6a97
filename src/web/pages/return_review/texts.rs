//! The texts of a return, each to be read for what must not be published.

use axum::extract::Path;
use axum::response::Response;
use entity::choice::Choice;
use entity::gaps::Gaps;
use entity::state::YesNo;
use rules::access::Act;
use rules::field::{Typed, draft};
use rules::law::clock::long_instant;
use rules::returns::texts::{CHECK, Finding, Text, check, texts};
use rules::returns::{Monitoring, Return};
use rules::{Problem, Refusal};
use sea_orm::Value;
use serde::Serialize;

use super::Case;
use super::boxes::boxes;
use crate::store::{Colleague, Staff};
use crate::web::answer::Stop;
use crate::web::desk::{Again, Desk, Posted};
use crate::web::forms::{Drawn, Form, frame};
use crate::web::pages::contracts::ContractHead;
use crate::web::view::Page;

#[derive(Serialize)]
struct TextsPage {
    head: ContractHead,
    reference: String,
    path: String,
    period: String,
    may_check: bool,
    who: String,
    /// How many are still to be read.
    left: usize,
    form: Form,
    texts: Vec<ShownText>,
}

#[derive(Serialize)]
struct ShownText {
    /// What it is about: a KPI, or the return as a whole.
    about: String,
    what: &'static str,
    says: String,
    /// What was found of it, and by whom.
    found: Option<Found>,
    boxes: Vec<Drawn>,
}

#[derive(Serialize)]
struct Found {
    fit: bool,
    note: Option<String>,
    by: String,
}

impl Page for TextsPage {
    const TEMPLATE: &'static str = "return_review/texts.html";
    fn title(&self) -> String {
        format!("Texts of the return for {} – {}", self.period, self.reference)
    }
    fn has_problems(&self) -> bool {
        self.form.came_back()
    }
}

/// Every text, with what was found of it.
pub async fn show(
    desk: Desk<Staff>,
    Path((reference, number)): Path<(String, i32)>,
) -> Result<Response, Stop> {
    draw(&desk, &reference, number, None).await
}

/// Records what was found.
pub async fn save(
    Path((reference, number)): Path<(String, i32)>,
    posted: Posted<Staff>,
) -> Result<Response, Stop> {
    let case = Case::of(&posted, &reference, number).await?;
    let one = case.one()?;
    let ids = posted.new_ids(texts(&case.monitoring, one).len().max(1)).await?;
    let change = read(&case.monitoring, one, &posted.typed).and_then(|found| {
        check(&case.monitoring, one, &found, &ids, posted.seen(), &posted.actor, posted.now)
    });
    match posted.settle(change, &format!("{}/texts", case.path)).await? {
        Ok(response) => Ok(response),
        Err(again) => draw(&posted, &reference, number, Some(&again)).await,
    }
}

/// What was answered, of each text that was; another answer than before is another finding.
fn read(monitoring: &Monitoring, one: &Return, typed: &Typed) -> Result<Vec<Finding>, Refusal> {
    let (mut found, mut problems) = (Vec::new(), Vec::new());
    for text in texts(monitoring, one) {
        match draft(CHECK, &typed.under(&text.prefix()), &Default::default(), &Gaps::default()) {
            Ok(draft) => {
                let fit = draft.text("fit").and_then(YesNo::of);
                let note = draft.text("note").map(str::to_owned);
                found.extend(fit.and_then(|fit| finding(&text, fit, note)));
            }
            Err(refusal) => problems.extend(refusal.says.into_iter().map(|it| Problem {
                field: it.field.map(|field| format!("{}{field}", text.prefix())),
                ..it
            })),
        }
    }
    Refusal::unless_empty(problems)?;
    Ok(found)
}

/// A finding that says something new.
fn finding(text: &Text<'_>, fit: YesNo, note: Option<String>) -> Option<Finding> {
    let same = text.check.is_some_and(|check| check.fit == fit && (fit == YesNo::Yes || check.note == note));
    (!same).then(|| Finding { kpi: text.kpi, digest: text.digest.clone(), fit, note })
}

async fn draw(
    desk: &Desk<Staff>,
    reference: &str,
    number: i32,
    again: Option<&Again>,
) -> Result<Response, Stop> {
    let case = Case::of(desk, reference, number).await?;
    let (monitoring, one) = (&case.monitoring, case.one()?);
    let colleagues = desk.colleagues().await?;
    let all = texts(monitoring, one);
    let mut form = frame(format!("{}/texts", case.path), case.version()?, &[], again);
    let shown =
        all.iter().map(|text| shown(monitoring, one, text, &colleagues, (&mut form, again))).collect();
    let may_check = monitoring.council_acts(Act::WritePerformance, &desk.actor).is_ok();
    desk.page(&TextsPage {
        head: ContractHead::of(desk, &monitoring.contract),
        period: monitoring.period_words(one),
        may_check,
        who: rules::access::who(Act::WritePerformance),
        left: all.iter().filter(|text| text.check.is_none()).count(),
        form,
        texts: shown,
        reference: reference.to_owned(),
        path: case.path.clone(),
    })
}

fn shown(
    monitoring: &Monitoring,
    one: &Return,
    text: &Text<'_>,
    colleagues: &[Colleague],
    (form, again): (&mut Form, Option<&Again>),
) -> ShownText {
    let kpi = text.kpi.and_then(|kpi| monitoring.kpi(kpi).ok());
    let asked = kpi.and_then(|kpi| monitoring.asked_of(kpi, one));
    let values = [
        Value::String(text.check.map(|check| check.fit.code().to_owned())),
        Value::String(text.check.and_then(|check| check.note.clone())),
    ];
    let name = |id| colleagues.iter().find(|one| one.id == id).map_or("someone", |one| one.name.as_str());
    ShownText {
        about: asked.map_or_else(|| "The return as a whole".to_owned(), |it| it.version.row.title.clone()),
        what: text.what,
        says: text.says.to_owned(),
        found: text.check.map(|check| Found {
            fit: check.fit == YesNo::Yes,
            note: check.note.clone(),
            by: format!("{}, {}", name(check.person_id), long_instant(check.at)),
        }),
        boxes: boxes(form, &text.prefix(), CHECK, &values, again),
    }
}
