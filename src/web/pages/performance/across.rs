//! How the contracts of an authority do, the worst first.

use std::cmp::Reverse;

use axum::extract::Query;
use axum::response::Response;
use chrono::{DateTime, Utc};
use entity::contract;
use rules::returns::Monitoring;
use rules::returns::overview::Counts;
use rules::returns::standing::Timeliness;
use rules::returns::timely::Timely;
use serde::{Deserialize, Serialize};

use crate::store::{FiguresOf, Staff};
use crate::web::answer::Stop;
use crate::web::desk::Desk;
use crate::web::view::Page;

/// So many contracts stand on a page.
const A_PAGE: usize = 50;

/// What may be shown of them.
const SHOWN: [(&str, &str); 5] = [
    ("", "Every contract"),
    ("red", "Those with a KPI off target"),
    ("overdue", "Those with a return that is overdue"),
    ("plan", "Those with an improvement plan that goes on"),
    ("mine", "Those that I manage"),
];

#[derive(Serialize)]
struct AcrossPage {
    words: String,
    shown: Vec<Offered>,
    is_narrow: bool,
    /// Whether anything is measured at all.
    is_measured: bool,
    count: usize,
    all: String,
    rows: Vec<Row>,
    first: usize,
    before: Option<String>,
    next: Option<String>,
}

#[derive(Serialize)]
struct Offered {
    code: &'static str,
    label: &'static str,
    chosen: bool,
}

#[derive(Serialize)]
struct Row {
    reference: String,
    title: String,
    supplier: String,
    period: Option<String>,
    red: usize,
    amber: usize,
    green: usize,
    grey: usize,
    overdue: usize,
    late: usize,
    plans: usize,
}

/// What is asked for.
#[derive(Clone, Default, Deserialize)]
pub struct Search {
    #[serde(default)]
    words: String,
    #[serde(default)]
    show: String,
    #[serde(default)]
    page: String,
}

impl Page for AcrossPage {
    const TEMPLATE: &'static str = "performance/across.html";
    fn title(&self) -> String {
        "Performance of contracts".to_owned()
    }
}

/// How one contract does in the period that is read first.
struct Standing {
    monitoring: Monitoring,
    period: Option<String>,
    counts: Counts,
    timely: Timely,
    overdue: usize,
    plans: usize,
}

/// How every contract does.
pub async fn list(desk: Desk<Staff>, Query(search): Query<Search>) -> Result<Response, Stop> {
    let measured = desk.measured_contracts().await?;
    let is_measured = !measured.is_empty();
    let fitting = measured.into_iter().filter(|row| search.fits(row, &desk)).collect();
    let read = desk.measured(fitting, FiguresOf::Latest).await?;
    let mut all: Vec<Standing> = read.into_iter().map(|one| Standing::of(one, desk.now)).collect();
    all.retain(|one| search.fits_standing(one));
    all.sort_by_key(Standing::place);
    let page = search.page.parse::<usize>().unwrap_or(1).clamp(1, all.len().div_ceil(A_PAGE).max(1));
    let first = (page - 1) * A_PAGE;
    let last = page * A_PAGE < all.len();
    desk.page(&AcrossPage {
        shown: SHOWN.map(|(code, label)| Offered { code, label, chosen: code == search.show }).into(),
        is_narrow: !search.words.trim().is_empty() || !search.show.is_empty(),
        is_measured,
        count: all.len(),
        all: sum(&all).says(),
        rows: all.iter().skip(first).take(A_PAGE).map(Row::of).collect(),
        first: first + 1,
        before: (page > 1).then(|| search.at(page - 1)),
        next: last.then(|| search.at(page + 1)),
        words: search.words,
    })
}

impl Search {
    /// Whether the contract itself fits.
    fn fits(&self, row: &contract::Model, desk: &Desk<Staff>) -> bool {
        let said = format!("{} {} {}", row.title, row.reference, row.supplier).to_lowercase();
        let has_words = self.words.to_lowercase().split_whitespace().all(|word| said.contains(word));
        let is_mine = row.manager_id.is_some() && row.manager_id == desk.actor.person;
        has_words && (self.show != "mine" || is_mine)
    }

    /// Whether how it does fits.
    fn fits_standing(&self, one: &Standing) -> bool {
        match self.show.as_str() {
            "red" => one.counts.red > 0,
            "overdue" => one.overdue > 0,
            "plan" => one.plans > 0,
            _ => true,
        }
    }

    /// The same search at another page.
    fn at(&self, page: usize) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.append_pair("words", self.words.trim()).append_pair("show", &self.show);
        format!("/performance?{}", query.append_pair("page", &page.to_string()).finish())
    }
}

impl Standing {
    fn of(monitoring: Monitoring, now: DateTime<Utc>) -> Self {
        let one = monitoring.latest(now);
        let is_overdue = |timeliness| timeliness == Timeliness::Overdue;
        Self {
            period: one.map(|one| monitoring.period_words(one)),
            counts: one.map(|one| Counts::of(&monitoring.points(one, now))).unwrap_or_default(),
            timely: monitoring.timely(now),
            overdue: monitoring.returns.iter().filter(|one| is_overdue(one.timeliness(now))).count(),
            plans: monitoring.open_plans(),
            monitoring,
        }
    }

    /// The worst first: off target, then overdue, then near target; those alike by title.
    fn place(&self) -> impl Ord + use<> {
        let row = &self.monitoring.contract.row;
        let worst = (self.counts.red, self.overdue, self.counts.amber, self.counts.no_data);
        (Reverse(worst), row.title.to_lowercase(), row.id)
    }
}

/// All of them together.
fn sum(all: &[Standing]) -> Counts {
    all.iter().fold(Counts::default(), |sum, one| sum + one.counts)
}

impl Row {
    fn of(one: &Standing) -> Self {
        let row = &one.monitoring.contract.row;
        Self {
            reference: row.reference.clone(),
            title: row.title.clone(),
            supplier: row.supplier.clone(),
            period: one.period.clone(),
            red: one.counts.red,
            amber: one.counts.amber,
            green: one.counts.green,
            grey: one.counts.grey(),
            overdue: one.overdue,
            late: one.timely.late,
            plans: one.plans,
        }
    }
}
