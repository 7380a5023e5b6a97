//! The form of a correction: a provider proposes one, a council corrects a figure of its own.

use axum::extract::Path;
use axum::response::Response;
use entity::gaps::Gaps;
use entity::id::ReturnId;
use rules::field::{Field, Typed, draft};
use rules::returns::correct::{
    Correctable, WHY, correct, corrected_words, figure_of, may_correct, value_words,
};
use rules::returns::entry::{NONE_REASON, boxes, name, values};
use rules::returns::measure::target_shown;
use rules::returns::values::Values;
use rules::returns::{Asked, Monitoring, Return, Version};
use rules::{Problem, Refusal};
use sea_orm::Value;
use serde::Serialize;

use super::boxes::boxes as draw_boxes;
use super::{Case, own_case};
use crate::store::{Provider, Staff};
use crate::web::answer::Stop;
use crate::web::desk::{Again, Desk, Posted};
use crate::web::forms::{Drawn, Form, frame};
use crate::web::pages::contracts::ContractHead;
use crate::web::view::Page;

#[derive(Serialize)]
struct CorrectPage {
    /// Nothing for a provider, who has no pages of the contract.
    head: Option<ContractHead>,
    /// The way here for a provider.
    contract: String,
    period: String,
    title: String,
    back: String,
    definition: Option<String>,
    stands: String,
    opening: Option<i64>,
    target: Option<String>,
    corrections: Vec<String>,
    is_caseload: bool,
    form: Form,
    boxes: Vec<Drawn>,
}

impl Page for CorrectPage {
    const TEMPLATE: &'static str = "return_review/correct.html";
    fn title(&self) -> String {
        format!("Correct {} – {}", self.title, self.period)
    }
    fn has_problems(&self) -> bool {
        self.form.came_back()
    }
}

/// Where a form of a correction is, and where it leads.
struct Place {
    action: String,
    back: String,
}

/// The form for a figure that the council measures itself.
pub async fn show(
    desk: Desk<Staff>,
    Path((reference, number, kpi)): Path<(String, i32, i32)>,
) -> Result<Response, Stop> {
    draw_own(&desk, &reference, number, kpi, None).await
}

/// Corrects a figure that the council measures itself.
pub async fn save(
    Path((reference, number, kpi)): Path<(String, i32, i32)>,
    posted: Posted<Staff>,
) -> Result<Response, Stop> {
    let case = Case::of(&posted, &reference, number).await?;
    let one = case.one()?;
    let id = posted.new_id().await?;
    may_correct(&case.monitoring, one, kpi, &posted.actor)?;
    let change = read(&case.monitoring, one, kpi, &posted.typed).and_then(|(values, why)| {
        let seen = posted.seen();
        correct(&case.monitoring, one, kpi, (&values, &why), id, seen, &posted.actor, posted.now)
    });
    match posted.settle(change, &case.path).await? {
        Ok(response) => Ok(response),
        Err(again) => draw_own(&posted, &reference, number, kpi, Some(&again)).await,
    }
}

async fn draw_own(
    desk: &Desk<Staff>,
    reference: &str,
    number: i32,
    kpi: i32,
    again: Option<&Again>,
) -> Result<Response, Stop> {
    let case = Case::of(desk, reference, number).await?;
    let one = case.one()?;
    let correctable = drawn(&case.monitoring, one, kpi, desk, again)?;
    let head = ContractHead::of(desk, &case.monitoring.contract);
    let action = format!("{}/figures/{kpi}/correct", case.path);
    let place = Place { action, back: case.path.clone() };
    desk.page(&page(&case.monitoring, one, &correctable, Some(head), place, again))
}

/// The form for one of the provider's own figures.
pub async fn show_proposed(
    desk: Desk<Provider>,
    Path((id, kpi)): Path<(i64, i32)>,
) -> Result<Response, Stop> {
    draw_proposed(&desk, id, kpi, None).await
}

/// Proposes a correction to the council.
pub async fn save_proposed(
    Path((id, kpi)): Path<(i64, i32)>,
    posted: Posted<Provider>,
) -> Result<Response, Stop> {
    let monitoring = own_case(&posted, id).await?;
    let one = monitoring.one(ReturnId(id))?;
    let row = posted.new_id().await?;
    may_correct(&monitoring, one, kpi, &posted.actor)?;
    let change = read(&monitoring, one, kpi, &posted.typed).and_then(|(values, why)| {
        correct(&monitoring, one, kpi, (&values, &why), row, posted.seen(), &posted.actor, posted.now)
    });
    match posted.settle(change, &format!("/returns/{id}")).await? {
        Ok(response) => Ok(response),
        Err(again) => draw_proposed(&posted, id, kpi, Some(&again)).await,
    }
}

async fn draw_proposed(
    desk: &Desk<Provider>,
    id: i64,
    kpi: i32,
    again: Option<&Again>,
) -> Result<Response, Stop> {
    let monitoring = own_case(desk, id).await?;
    let one = monitoring.one(ReturnId(id))?;
    let correctable = drawn(&monitoring, one, kpi, desk, again)?;
    let place =
        Place { action: format!("/returns/{id}/figures/{kpi}/correct"), back: format!("/returns/{id}") };
    desk.page(&page(&monitoring, one, &correctable, None, place, again))
}

/// The figure whose form is drawn. A form that came back is drawn even where it can no longer be saved, so that nothing
/// typed is lost.
fn drawn<'a, S>(
    monitoring: &'a Monitoring,
    one: &'a Return,
    number: i32,
    desk: &Desk<S>,
    again: Option<&Again>,
) -> Result<Correctable<'a>, Refusal> {
    match again {
        Some(_) => figure_of(monitoring, one, number),
        None => may_correct(monitoring, one, number, &desk.actor).map(|(correctable, _)| correctable),
    }
}

fn asked_for<'a>(monitoring: &'a Monitoring, one: &Return, number: i32) -> Result<Asked<'a>, Refusal> {
    let kpi = monitoring.kpis.iter().find(|kpi| kpi.row.number == number);
    kpi.and_then(|kpi| monitoring.asked_of(kpi, one)).ok_or_else(Refusal::not_found)
}

/// The boxes of the figure, then why there is none, then why it is corrected.
fn all_boxes(asked: Asked<'_>) -> Vec<Field> {
    boxes(asked.version).iter().copied().chain([NONE_REASON]).chain(WHY.iter().copied()).collect()
}

/// The values and the reason as typed, or everything that is wrong with them.
fn read(
    monitoring: &Monitoring,
    one: &Return,
    number: i32,
    typed: &Typed,
) -> Result<(Values, String), Refusal> {
    let asked = asked_for(monitoring, one, number)?;
    let fields = all_boxes(asked);
    let draft = draft(&fields, &typed.under(&name(asked, "")), &Default::default(), &Gaps::default());
    let named = |it: Problem| Problem { field: it.field.map(|field| name(asked, &field)), ..it };
    let draft = draft
        .map_err(|refusal| Refusal { says: refusal.says.into_iter().map(named).collect(), ..refusal })?;
    let why = draft.text("why").unwrap_or_default().to_owned();
    Ok((values(asked.version, &draft, monitoring.opening(one, asked)), why))
}

fn page(
    monitoring: &Monitoring,
    one: &Return,
    correctable: &Correctable<'_>,
    head: Option<ContractHead>,
    place: Place,
    again: Option<&Again>,
) -> CorrectPage {
    let Correctable { asked, current } = correctable;
    let version = asked.version;
    let prefix = name(*asked, "");
    let fields = all_boxes(*asked);
    let values: Vec<Value> = fields.iter().map(|field| held(&current.values, field)).collect();
    let mut form = frame(place.action, one.row.version, &[], again);
    let drawn = draw_boxes(&mut form, &prefix, &fields, &values, again);
    let drawn = drawn.into_iter().zip(&fields).map(|(drawn, field)| called(version, field, drawn));
    let target = version.target(one.row.first_on);
    CorrectPage {
        head,
        contract: format!("{} ({})", monitoring.contract.row.title, monitoring.contract.row.reference),
        period: monitoring.period_words(one),
        title: version.row.title.clone(),
        definition: version.row.definition.clone(),
        stands: value_words(version, &current.values),
        opening: monitoring.opening(one, *asked).filter(|_| is_caseload(*asked)),
        target: target.map(|target| target_shown(version, target)),
        corrections: corrected_words(version, current),
        is_caseload: is_caseload(*asked),
        boxes: drawn.collect(),
        form,
        back: place.back,
    }
}

fn is_caseload(asked: Asked<'_>) -> bool {
    asked.version.row.kind == entity::state::KpiKind::Caseload
}

/// What is above and below the line of a rate is named by the KPI itself.
fn called(version: &Version, field: &Field, drawn: Drawn) -> Drawn {
    let label = match field.name {
        "numerator" => version.row.numerator.as_deref(),
        "denominator" => version.row.denominator.as_deref(),
        _ => None,
    };
    match label {
        Some(words) => drawn.called(&format!("{}: {words}", field.label)),
        None => drawn,
    }
}

/// What a box holds of the figure that stands.
fn held(values: &Values, field: &Field) -> Value {
    let number = |number: Option<i64>| Value::Int(number.and_then(|number| i32::try_from(number).ok()));
    let text = |text: Option<&str>| Value::String(text.map(str::to_owned));
    match field.name {
        "count" => number(values.count),
        "new_this_year" => number(values.new_this_year),
        "numerator" => number(values.numerator),
        "denominator" => number(values.denominator),
        "added" => number(values.added),
        "closed" => number(values.closed),
        "closing" => number(values.closing),
        "yes" => text(values.yes.map(|yes| if yes { "yes" } else { "no" })),
        "score" => Value::BigInt(values.score.map(|score| score.0)),
        "words" => text(values.words.as_deref()),
        "none_reason" => text(values.none_reason.as_deref()),
        _ => Value::String(None),
    }
}
