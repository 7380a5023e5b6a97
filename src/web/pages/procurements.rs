//! Procurements: the list, starting one, and one at a glance.

use axum::extract::{Path, Query};
use axum::response::Response;
use entity::choice::Choice;
use entity::gaps::Gaps;
use entity::id::ProcurementId;
use entity::number::Version;
use entity::procurement;
use entity::state::Stage;
use rules::access::Act;
use rules::field::{self, Lists, long_day};
use rules::procurement::Procurement;
use rules::procurement::checks::checks;
use rules::procurement::edit::{may_write, start as start_procurement};
use rules::procurement::found::{Derived, Found, found, years};
use rules::procurement::parts::START;
use rules::procurement::progress::{TASKS, what_is_missing};
use rules::settings::{decider, meeting_not_in_calendar};
use rules::{Refusal, Why};
use serde::{Deserialize, Serialize};

use super::case;
use super::tasks::Tasks;
use super::tenders::Offer;
use crate::store::{ListingFilter, Staff};
use crate::web::answer::Stop;
use crate::web::desk::{Again, Desk, Posted};
use crate::web::forms::{Form, Holds, draw};
use crate::web::view::Page;

/// What every page of one procurement shows at its head.
#[derive(Serialize)]
pub struct Head {
    reference: String,
    title: String,
    stage: Stamp,
    may_write: bool,
    why_not: Option<String>,
    report: &'static str,
}

/// A stage with its word and its colour's name.
#[derive(Serialize)]
pub struct Stamp {
    code: &'static str,
    label: &'static str,
}

impl Stamp {
    fn of(stage: Stage) -> Self {
        Self { code: stage.code(), label: stage.label() }
    }
}

/// Why the facts cannot be changed, for a reader who may not even want to.
fn why_not(refusal: Refusal) -> String {
    match refusal.kind {
        Why::NotYours => {
            "You can read this. A procurement officer or report writer can change it.".to_owned()
        }
        _ => refusal.first(),
    }
}

impl Head {
    /// The head for whoever sits at the desk.
    pub fn of(desk: &Desk<Staff>, procurement: &Procurement, authority: &rules::settings::Authority) -> Self {
        let write = may_write(procurement, &desk.actor);
        Self {
            reference: procurement.row.reference.clone(),
            title: procurement.row.title.clone(),
            stage: Stamp::of(procurement.row.stage),
            may_write: write.is_ok(),
            why_not: write.err().map(why_not),
            report: rules::report::kinds(authority.row.report_style).first().map_or("", |kind| kind.code()),
        }
    }

    /// What it is called.
    #[must_use]
    pub fn reference(&self) -> &str {
        &self.reference
    }
}

/// A procurement as a row of a list.
#[derive(Serialize)]
pub struct Listed {
    reference: String,
    title: String,
    stage: Stamp,
    meets_on: Option<String>,
}

impl Listed {
    /// From the stored row.
    pub fn of(row: &procurement::Model) -> Self {
        Self {
            reference: row.reference.clone(),
            title: row.title.clone(),
            stage: Stamp::of(row.stage),
            meets_on: row.meets_on.map(long_day),
        }
    }
}

/// What a list is narrowed by.
#[derive(Default, Deserialize)]
pub struct Narrowed {
    #[serde(default)]
    words: String,
    #[serde(default)]
    stage: String,
    after: Option<i64>,
}

#[derive(Serialize)]
struct ListPage {
    rows: Vec<Listed>,
    words: String,
    stages: Vec<StageOption>,
    next: Option<String>,
    may_start: bool,
}

#[derive(Serialize)]
struct StageOption {
    code: &'static str,
    label: &'static str,
    chosen: bool,
}

impl Page for ListPage {
    const TEMPLATE: &'static str = "procurements/list.html";
    fn title(&self) -> String {
        "Procurements".to_owned()
    }
}

/// The authority's procurements, newest first.
pub async fn list(desk: Desk<Staff>, Query(narrowed): Query<Narrowed>) -> Result<Response, Stop> {
    let stage = Stage::of(&narrowed.stage);
    let words: String = narrowed.words.chars().filter(|sign| !sign.is_control()).take(200).collect();
    let filter = ListingFilter { words: words.clone(), stage, after: narrowed.after };
    let listing = desk.procurements(&filter).await?;
    let option =
        |one: &Stage| StageOption { code: one.code(), label: one.label(), chosen: Some(*one) == stage };
    desk.page(&ListPage {
        rows: listing.rows.iter().map(Listed::of).collect(),
        next: listing.next.map(|after| {
            let mut query = form_urlencoded::Serializer::new(String::new());
            query.append_pair("words", &words).append_pair("stage", stage.map_or("", Choice::code));
            format!("/procurements?{}", query.append_pair("after", &after.to_string()).finish())
        }),
        words,
        stages: Stage::ALL.iter().map(option).collect(),
        may_start: desk.may(Act::WriteProcurement),
    })
}

#[derive(Serialize)]
struct StartPage {
    form: Form,
}

impl Page for StartPage {
    const TEMPLATE: &'static str = "procurements/start.html";
    fn title(&self) -> String {
        "Start a procurement".to_owned()
    }
    fn has_problems(&self) -> bool {
        self.form.came_back()
    }
}

/// The form that starts one.
pub async fn new(desk: Desk<Staff>) -> Result<Response, Stop> {
    draw_start(&desk, None)
}

fn draw_start(desk: &Desk<Staff>, again: Option<&Again>) -> Result<Response, Stop> {
    let holds = Holds { values: &[], gaps: &Gaps::default() };
    let form = draw("/procurements/new".to_owned(), Version(0), START, &holds, &Lists::default(), again);
    desk.page(&StartPage { form })
}

/// Starts one and goes on to it.
pub async fn start(posted: Posted<Staff>) -> Result<Response, Stop> {
    let id: ProcurementId = posted.new_id().await?;
    let change = field::draft(START, &posted.typed, &Lists::default(), &Gaps::default())
        .and_then(|draft| start_procurement(id, &draft, &posted.actor));
    let then = format!("/procurements/{}", posted.typed.get("reference").trim());
    match posted.settle(change, &then).await? {
        Ok(response) => Ok(response),
        Err(again) => draw_start(&posted, Some(&again)),
    }
}

#[derive(Serialize)]
struct ShowPage {
    head: Head,
    glance: Vec<Glance>,
    checks: Vec<String>,
    missing: Vec<String>,
    tasks: Tasks,
    tender: Offer,
}

#[derive(Serialize)]
struct Glance {
    label: &'static str,
    shown: String,
    how: String,
}

impl Page for ShowPage {
    const TEMPLATE: &'static str = "procurements/show.html";
    fn title(&self) -> String {
        format!("{}: {}", self.head.reference, self.head.title)
    }
}

/// One procurement at a glance, with its task list.
pub async fn show(desk: Desk<Staff>, Path(reference): Path<String>) -> Result<Response, Stop> {
    let (procurement, authority) = case(&desk, &reference).await?;
    let found = found(&procurement, &authority.row, desk.now);
    desk.page(&ShowPage {
        head: Head::of(&desk, &procurement, &authority),
        glance: glance(&found, decider(&authority, found.maximum.value)),
        checks: checks(&procurement)
            .into_iter()
            .chain(meeting_not_in_calendar(&authority, &procurement))
            .collect(),
        missing: what_is_missing(&procurement).into_iter().map(|problem| problem.says).collect(),
        tender: Offer::of(&desk, &procurement).await?,
        tasks: Tasks::of(&procurement, &format!("/procurements/{reference}"), TASKS),
    })
}

fn glance(found: &Found, decider: Derived<String>) -> Vec<Glance> {
    fn of<T>(label: &'static str, derived: &Derived<T>, show: impl Fn(&T) -> String) -> Glance {
        let shown = derived.value.as_ref().map_or_else(|| "Cannot tell".to_owned(), show);
        Glance { label, shown, how: derived.how.clone() }
    }
    let first = |reasons: &[rules::law::reason::Reason]| {
        reasons.first().map(|reason| reason.says.clone()).unwrap_or_default()
    };
    let mut glance = vec![
        of("Maximum value, without VAT", &found.maximum, ToString::to_string),
        of("Longest term", &found.longest_term, |months| years(*months)),
        of("Last day", &found.ends_on, |day| long_day(*day)),
        Glance { label: "Regime", shown: regime_in_short(&found.regime), how: first(&found.regime.reasons) },
        Glance {
            label: "Key decision",
            shown: found.key_decision.answer.words().to_owned(),
            how: first(&found.key_decision.reasons),
        },
        of("Decided by, at this value", &decider, Clone::clone),
    ];
    glance
        .extend(found.before_meeting.iter().map(|(label, derived)| of(label, derived, |day| long_day(*day))));
    glance
}

/// "Procurement Act 2023. At or above the threshold.", or that it cannot be told, once.
fn regime_in_short(finding: &rules::law::regime::Finding) -> String {
    let (regime, standing) = (finding.regime.words(), finding.standing.words());
    if regime == standing { format!("{regime}.") } else { format!("{regime}. {standing}.") }
}
