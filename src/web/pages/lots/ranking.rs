//! The ranking of a lot: what stands in its way, freezing it, what was frozen, and a draw where bids are equal.

use axum::extract::Path;
use axum::response::Response;
use entity::draw;
use entity::gaps::Gaps;
use entity::id::{BidId, RowId};
use entity::number::Version;
use rules::access::Act;
use rules::award::LotResult;
use rules::award::ranking::{
    At, DRAW, FIRST_DRAWN, Tie, freeze as freeze_rule, may_freeze, obstacles, record_draw, tie,
};
use rules::award::reading::{ShownRanking, rankings};
use rules::field::{Lists, draft, long_day};
use rules::{Action, Refusal, Subject};
use serde::Serialize;

use super::head::{LotHead, both, path, result};
use super::ranked::Ranked;
use crate::store::{Line, Staff};
use crate::web::answer::Stop;
use crate::web::desk::{Again, Desk, Posted};
use crate::web::forms::{Form, Holds, draw as draw_form};
use crate::web::view::Page;

#[derive(Serialize)]
struct RankingPage {
    head: LotHead,
    obstacles: Vec<Obstacle>,
    may_freeze: bool,
    /// Why whoever reads cannot freeze it, where nothing else is in the way.
    why_not: Option<String>,
    ranking: Option<Ranked>,
    earlier: Vec<Ranked>,
    tie: Option<Tied>,
    evaluate_command: String,
}

#[derive(Serialize)]
struct Obstacle {
    says: String,
    path: Option<String>,
}

/// Bids that are equal at the top, and what can be done about it.
#[derive(Serialize)]
struct Tied {
    equal: Vec<String>,
    draw_is_published: bool,
    drawn: Option<Drawn>,
    form: Option<Form>,
    places: Vec<Place>,
}

/// A draw as it was recorded.
#[derive(Serialize)]
struct Drawn {
    held_on: String,
    witnesses: Vec<String>,
    order: Vec<String>,
}

/// A place in the order drawn, with the bids to choose from.
#[derive(Serialize)]
struct Place {
    name: String,
    label: String,
    error: Option<String>,
    options: Vec<Chosen>,
}

#[derive(Serialize)]
struct Chosen {
    code: i64,
    label: String,
    chosen: bool,
}

impl Page for RankingPage {
    const TEMPLATE: &'static str = "lots/ranking.html";
    fn title(&self) -> String {
        self.head.titled("Ranking")
    }
    fn has_problems(&self) -> bool {
        self.tie.as_ref().and_then(|tie| tie.form.as_ref()).is_some_and(Form::came_back)
    }
}

/// What stands in the way of a ranking, or the ranking.
pub async fn show(desk: Desk<Staff>, Path((reference, lot)): Path<(String, i64)>) -> Result<Response, Stop> {
    draw_ranking(&desk, &reference, lot, None).await
}

/// Freezes it.
pub async fn freeze(
    Path((reference, lot)): Path<(String, i64)>,
    posted: Posted<Staff>,
) -> Result<Response, Stop> {
    let r = result(&posted, &reference, lot).await?;
    let id: RowId = posted.new_id().await?;
    let change = freeze_rule(&r, id, posted.seen(), &posted.actor, posted.now);
    posted.settle_or_stop(change, &format!("{}/ranking", path(&reference, lot))).await
}

/// Records a draw.
pub async fn draw(
    Path((reference, lot)): Path<(String, i64)>,
    posted: Posted<Staff>,
) -> Result<Response, Stop> {
    let r = result(&posted, &reference, lot).await?;
    let id: RowId = posted.new_id().await?;
    let places = tie(&r).map(|tie| tie.equal.len()).unwrap_or_default();
    let typed = (1..=places).filter_map(|place| posted.typed.get(&place_name(place)).parse().ok().map(BidId));
    let order: Vec<_> = typed.collect();
    let change = draft(DRAW, &posted.typed, &Lists::default(), &Gaps::default())
        .and_then(|draft| record_draw(&r, id, &order, &draft, posted.seen(), &posted.actor, posted.now));
    match posted.settle(change, &format!("{}/ranking", path(&reference, lot))).await? {
        Ok(response) => Ok(response),
        Err(again) => draw_ranking(&posted, &reference, lot, Some(&again)).await,
    }
}

fn place_name(place: usize) -> String {
    format!("{}{place}", FIRST_DRAWN.trim_end_matches('1'))
}

async fn draw_ranking(
    desk: &Desk<Staff>,
    reference: &str,
    lot: i64,
    again: Option<&Again>,
) -> Result<Response, Stop> {
    let r = result(desk, reference, lot).await?;
    let all = rankings(&r, &desk.actor)?;
    let colleagues = desk.colleagues().await?;
    let lines = desk.lines(Some(Subject::Lot(r.lot())), None).await?;
    let terms = r.scoring().terms().lot(r.lot()).ok_or(Stop::NotFound)?;
    let head = LotHead::of(desk, &r);
    let mut shown: Vec<_> =
        all.iter().map(|ranking| Ranked::of(ranking, terms, line_of(ranking, &lines), &colleagues)).collect();
    let ranking = shown.pop();
    let names =
        |bid: BidId| r.named(bid, &desk.actor).map(|(label, name)| both(label, name)).unwrap_or_default();
    let may = may_freeze(&r, &desk.actor);
    desk.page(&RankingPage {
        obstacles: if ranking.is_none() { in_the_way(&r, reference, &head.path) } else { Vec::new() },
        may_freeze: may.is_ok(),
        why_not: may.err().filter(|_| ranking.is_none()).map(Refusal::first),
        tie: tie(&r).map(|tie| tied(&tie, desk, &head, &names, again)),
        evaluate_command: format!(
            "gatehouse evaluate evaluate-{reference}-{lot}-{}.json",
            all.last().map(|ranking| ranking.row.number).unwrap_or_default()
        ),
        ranking,
        earlier: shown,
        head,
    })
}

/// The line of the record that a ranking was frozen with.
fn line_of(ranking: &ShownRanking<'_>, lines: &[Line]) -> Option<i64> {
    let froze = |line: &&Line| line.did == Action::FreezeRanking.words() && line.at == Some(ranking.row.at);
    lines.iter().find(froze).map(|line| line.seq)
}

fn in_the_way(r: &LotResult, reference: &str, lot: &str) -> Vec<Obstacle> {
    let place = |at| match at {
        At::Nowhere => None,
        At::Prices => Some(format!("{lot}/prices")),
        At::Price(bid) => Some(format!("{lot}/prices/{}", bid.0)),
        At::Checks(bid) => Some(format!("/tenders/{reference}/bids/{}", bid.0)),
    };
    obstacles(r).into_iter().map(|one| Obstacle { says: one.says, path: place(one.at) }).collect()
}

fn tied(
    tie: &Tie<'_>,
    desk: &Desk<Staff>,
    head: &LotHead,
    names: &dyn Fn(BidId) -> String,
    again: Option<&Again>,
) -> Tied {
    let is_due = tie.draw_is_published && tie.drawn.is_none() && desk.may(Act::RunEvaluation);
    let form = (is_due || again.is_some()).then(|| {
        let holds = Holds { values: &[], gaps: &Gaps::default() };
        let action = format!("{}/ranking/draw", head.path);
        draw_form(action, Version(head.version), DRAW, &holds, &Lists::default(), again)
    });
    Tied {
        equal: tie.equal.iter().map(|bid| names(*bid)).collect(),
        draw_is_published: tie.draw_is_published,
        drawn: tie.drawn.map(|row| drawn(row, &tie.order, names)),
        places: (1..=tie.equal.len()).map(|place| place_of(place, tie, names, again)).collect(),
        form,
    }
}

fn drawn(row: &draw::Model, order: &[BidId], names: &dyn Fn(BidId) -> String) -> Drawn {
    Drawn {
        held_on: long_day(row.held_on),
        witnesses: row.witnesses.lines().map(str::to_owned).collect(),
        order: order.iter().map(|bid| names(*bid)).collect(),
    }
}

fn place_of(place: usize, tie: &Tie<'_>, names: &dyn Fn(BidId) -> String, again: Option<&Again>) -> Place {
    let name = place_name(place);
    let typed = again.map(|again| again.typed.get(&name).to_owned());
    let option = |bid: &BidId| Chosen {
        code: bid.0,
        label: names(*bid),
        chosen: typed.as_deref() == Some(bid.0.to_string().as_str()),
    };
    let problem = again.and_then(|again| again.problems.iter().find(|it| it.field.as_ref() == Some(&name)));
    Place {
        label: match place {
            1 => "Drawn first".to_owned(),
            2 => "Drawn second".to_owned(),
            more => format!("Drawn in place {more}"),
        },
        error: problem.map(|problem| problem.says.clone()),
        options: tie.equal.iter().map(option).collect(),
        name,
    }
}
