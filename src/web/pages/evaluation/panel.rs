//! Who scores which question: a grid of evaluators and questions, saved at once; and how far each is.

use std::collections::BTreeSet;

use axum::extract::Path;
use axum::response::Response;
use entity::choice::Choice;
use entity::id::RowId;
use entity::panel_member;
use entity::state::PanelSeat;
use rules::access::Act;
use rules::field::{Typed, long_day};
use rules::law::clock::uk_date;
use rules::scoring::Scoring;
use rules::scoring::panel::{Cell, GIVEN, give_out as give_out_rule};
use serde::Serialize;

use super::{case, head, name, path};
use crate::store::{Colleague, Staff};
use crate::web::answer::Stop;
use crate::web::desk::{Again, Desk, Posted};
use crate::web::forms::{Form, frame};
use crate::web::pages::tenders::TenderHead;
use crate::web::view::Page;

#[derive(Serialize)]
struct PanelPage {
    head: TenderHead,
    path: String,
    lots: Vec<Lot>,
    evaluators: Vec<Evaluator>,
    members: Vec<Member>,
    may_release: bool,
    /// The form of the grid, for whoever may fill it in while there is something to change.
    form: Option<Form>,
}

/// A lot with its questions, which head the columns.
#[derive(Serialize)]
struct Lot {
    title: Option<String>,
    questions: Vec<String>,
}

/// A row of the grid.
#[derive(Serialize)]
struct Evaluator {
    name: String,
    boxes: Vec<Tick>,
}

/// A box of the grid.
#[derive(Serialize)]
struct Tick {
    name: String,
    question: String,
    ticked: bool,
    open: bool,
}

/// Someone on the panel, or who was.
#[derive(Serialize)]
struct Member {
    id: i64,
    name: String,
    seat: &'static str,
    sits: bool,
    progress: Vec<String>,
    left: Option<String>,
}

impl Page for PanelPage {
    const TEMPLATE: &'static str = "evaluation/panel.html";
    fn title(&self) -> String {
        format!("Who scores what – {}", self.head.reference())
    }
    fn has_problems(&self) -> bool {
        self.form.as_ref().is_some_and(Form::came_back)
    }
}

/// The grid, and how far everyone is.
pub async fn show(desk: Desk<Staff>, Path(reference): Path<String>) -> Result<Response, Stop> {
    draw_panel(&desk, &reference, None).await
}

/// Saves the grid as it was ticked, or gives every evaluator every question.
pub async fn give_out(Path(reference): Path<String>, posted: Posted<Staff>) -> Result<Response, Stop> {
    let s = case(&posted, &reference).await?;
    let grid = s.grid();
    let wanted = match posted.typed.get("all") {
        "" => ticked(&posted.typed),
        _ => grid.iter().filter(|it| it.has || it.open).map(|it| (it.member, it.criterion)).collect(),
    };
    let ids: Vec<RowId> = posted.new_ids(grid.len()).await?;
    let change = give_out_rule(&s, &wanted, &ids, posted.seen(), &posted.actor, posted.now);
    match posted.settle(change, &format!("{}/panel", path(&reference))).await? {
        Ok(response) => Ok(response),
        Err(again) => draw_panel(&posted, &reference, Some(&again)).await,
    }
}

/// The boxes that were ticked, each a seat and a question.
fn ticked(typed: &Typed) -> BTreeSet<(RowId, RowId)> {
    let cell = |name: &str| {
        let (member, criterion) = name.strip_prefix(GIVEN)?.strip_prefix('-')?.split_once('-')?;
        Some((RowId(member.parse().ok()?), RowId(criterion.parse().ok()?)))
    };
    typed.pairs().iter().filter_map(|(name, _)| cell(name)).collect()
}

async fn draw_panel(desk: &Desk<Staff>, reference: &str, again: Option<&Again>) -> Result<Response, Stop> {
    let s = case(desk, reference).await?;
    let colleagues = desk.colleagues().await?;
    let grid = s.grid();
    let may_give = desk.may(Act::RunEvaluation) && grid.iter().any(|cell| cell.open);
    let form = (may_give || again.is_some())
        .then(|| frame(format!("{}/panel", path(reference)), s.row().version, &[], again));
    let evaluators = s.evaluators().into_iter();
    let several = s.terms().lots.len() > 1;
    let lot = |lot: &rules::tender::terms::LotTerms| Lot {
        title: several.then(|| lot.title.clone()),
        questions: lot.questions().map(|question| question.title.clone()).collect(),
    };
    desk.page(&PanelPage {
        head: head(desk, &s),
        path: path(reference),
        lots: s.terms().lots.iter().map(lot).collect(),
        evaluators: evaluators.map(|it| evaluator(&s, it, &grid, &colleagues, again)).collect(),
        members: s.tender().panel.iter().map(|it| member(&s, it, &colleagues)).collect(),
        may_release: desk.may(Act::DecideConflicts) && !s.tender().is_on_panel(desk.actor.person),
        form,
    })
}

fn evaluator(
    s: &Scoring,
    member: &panel_member::Model,
    grid: &[Cell],
    colleagues: &[Colleague],
    again: Option<&Again>,
) -> Evaluator {
    let title = |id: RowId| {
        let mut questions = s.terms().lots.iter().flat_map(|lot| lot.questions());
        questions.find(|it| it.id == id).map(|it| it.title.clone())
    };
    let shown = |cell: &Cell| Tick {
        name: cell.name(),
        question: title(cell.criterion).unwrap_or_default(),
        ticked: again.map_or(cell.has, |again| !again.typed.get(&cell.name()).is_empty()),
        open: cell.open,
    };
    let own = grid.iter().filter(|cell| cell.member == member.id);
    Evaluator { name: name(colleagues, member.person_id), boxes: own.map(shown).collect() }
}

fn member(s: &Scoring, member: &panel_member::Model, colleagues: &[Colleague]) -> Member {
    let several = s.terms().lots.len() > 1;
    let of_lot = |lot: &rules::tender::terms::LotTerms| {
        let progress = s.progress(lot.id).into_iter().find(|it| it.person == member.person_id)?;
        let says = format!("{} of {} bids submitted", progress.locked, progress.of);
        Some(if several { format!("{}: {says}", lot.title) } else { says })
    };
    let left = match (s.release(member.id), s.still_sits(member)) {
        (Some(release), _) => Some(released(s, release, colleagues)),
        (None, false) => Some("Removed because of an interest".to_owned()),
        (None, true) => None,
    };
    Member {
        id: member.id.0,
        name: name(colleagues, member.person_id),
        seat: member.seat.label(),
        sits: left.is_none(),
        progress: match member.seat {
            PanelSeat::Moderator => Vec::new(),
            PanelSeat::Evaluator => s.terms().lots.iter().filter_map(of_lot).collect(),
        },
        left,
    }
}

fn released(s: &Scoring, release: &entity::seat_release::Model, colleagues: &[Colleague]) -> String {
    let by = name(colleagues, release.person_id);
    let on = long_day(uk_date(release.at));
    let successor = s.tender().panel.iter().find(|it| Some(it.id) == release.replaced_by);
    let then = successor.map(|it| format!(" {} took over.", name(colleagues, it.person_id)));
    format!("Released on {on} by {by}.{}", then.unwrap_or_default())
}
