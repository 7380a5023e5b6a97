//! The form of a correction: a provider proposes one, a council corrects a figure of its own.

use axum::extract::Path;
use axum::response::Response;
use entity::gaps::Gaps;
use entity::id::ReturnId;
use rules::field::{Typed, draft};
use rules::returns::correct::{Correctable, WHY, correct, corrected_words, may_correct, value_words};
use rules::returns::entry::{NONE_REASON, boxes, name, values};
use rules::returns::measure::target_shown;
use rules::returns::values::Values;
use rules::returns::{Asked, Monitoring, Return};
use rules::{Problem, Refusal};
use serde::Serialize;

use super::boxes::{OwnBox, own_box};
use super::{Case, own_case};
use crate::store::{Provider, Staff};
use crate::web::answer::Stop;
use crate::web::desk::{Again, Desk, Posted};
use crate::web::forms::{Form, frame};
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
    boxes: Vec<OwnBox>,
    why: OwnBox,
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
    let may = may_correct(&case.monitoring, one, kpi, &desk.actor);
    let head = ContractHead::of(desk, &case.monitoring.contract);
    let action = format!("{}/figures/{kpi}/correct", case.path);
    let place = Place { action, back: case.path.clone() };
    let (correctable, _) = may?;
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
    let (correctable, _) = may_correct(&monitoring, one, kpi, &desk.actor)?;
    let place =
        Place { action: format!("/returns/{id}/figures/{kpi}/correct"), back: format!("/returns/{id}") };
    desk.page(&page(&monitoring, one, &correctable, None, place, again))
}

fn asked_for<'a>(monitoring: &'a Monitoring, one: &Return, number: i32) -> Result<Asked<'a>, Refusal> {
    let kpi = monitoring.kpis.iter().find(|kpi| kpi.row.number == number);
    kpi.and_then(|kpi| monitoring.asked_of(kpi, one)).ok_or_else(Refusal::not_found)
}

/// The values and the reason as typed, or everything that is wrong with them.
fn read(
    monitoring: &Monitoring,
    one: &Return,
    number: i32,
    typed: &Typed,
) -> Result<(Values, String), Refusal> {
    let asked = asked_for(monitoring, one, number)?;
    let mut fields = boxes(asked.version).to_vec();
    fields.push(NONE_REASON);
    fields.extend(WHY);
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
    let held = |field: &rules::field::Field| held(&current.values, field);
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
        form: frame(place.action, one.row.version, &[], again),
        boxes: boxes(version)
            .iter()
            .chain([&NONE_REASON])
            .map(|field| own_box(&prefix, field, held(field).as_deref(), again))
            .collect(),
        why: own_box(&prefix, &WHY[0], None, again),
        back: place.back,
    }
}

fn is_caseload(asked: Asked<'_>) -> bool {
    asked.version.row.kind == entity::state::KpiKind::Caseload
}

/// What a box holds, as it would be typed.
fn held(values: &Values, field: &rules::field::Field) -> Option<String> {
    let number = |number: Option<i64>| number.map(|number| number.to_string());
    match field.name {
        "count" => number(values.count),
        "new_this_year" => number(values.new_this_year),
        "numerator" => number(values.numerator),
        "denominator" => number(values.denominator),
        "added" => number(values.added),
        "closed" => number(values.closed),
        "closing" => number(values.closing),
        "yes" => values.yes.map(|yes| if yes { "yes" } else { "no" }.to_owned()),
        "score" => values.score.map(|score| score.to_string()),
        "words" => values.words.clone(),
        "none_reason" => values.none_reason.clone(),
        _ => None,
    }
}
