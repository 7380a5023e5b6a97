//! The order of an award as a task list: what is done, what comes next and whose it is.

use axum::extract::Path;
use axum::response::Response;
use rules::award::deed::Deed;
use rules::award::listed::{How, Listed, in_a_line, listed};
use rules::award::order::Step;
use rules::award::proposal::proposal;
use rules::field::long_day;
use rules::tender::Tender;
use serde::Serialize;

use super::{Case, finding};
use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::Desk;
use crate::web::pages::contracts::ContractOffer;
use crate::web::pages::tenders::TenderHead;
use crate::web::view::Page;

#[derive(Serialize)]
struct AwardPage {
    head: TenderHead,
    title: String,
    lot: Option<String>,
    path: String,
    /// Where the ranking of the lot is.
    ranking: Option<String>,
    facts: Vec<(&'static str, String)>,
    fallen: Vec<String>,
    why_not: Option<String>,
    steps: Vec<Shown>,
    done: usize,
    /// The contract that is made of it, once it is signed.
    contract: ContractOffer,
}

/// A step as the page shows it.
#[derive(Serialize)]
struct Shown {
    title: String,
    code: &'static str,
    label: &'static str,
    says: Vec<String>,
    /// Whose it is, where it comes next and is not the reader's.
    whose: Option<String>,
    actions: Vec<Action>,
}

/// Something that the reader can do now.
#[derive(Serialize)]
struct Action {
    label: &'static str,
    path: String,
    main: bool,
}

impl Page for AwardPage {
    const TEMPLATE: &'static str = "award/show.html";
    fn title(&self) -> String {
        self.title.clone()
    }
}

/// The steps of one lot's award.
pub async fn show(desk: Desk<Staff>, Path((reference, lot)): Path<(String, i64)>) -> Result<Response, Stop> {
    let case = Case::of(&desk, &reference, lot).await?;
    let (steps, why_not) = match listed(&case.result, &case.finding, desk.now) {
        Ok(steps) => (steps, None),
        Err(refusal) => (Vec::new(), Some(refusal.first())),
    };
    desk.page(&AwardPage {
        head: TenderHead::of(&desk, &case.tender),
        title: case.titled("Award"),
        lot: case.lot.clone(),
        path: case.path.clone(),
        ranking: (case.begun && desk.may(rules::access::Act::ReadPrices))
            .then(|| format!("/tenders/{reference}/lots/{lot}/ranking")),
        facts: facts(&desk, &case)?,
        fallen: fallen(&case),
        why_not,
        done: steps.iter().filter(|step| step.how == How::Done).count(),
        steps: steps.into_iter().map(|step| shown(&desk, &case, step)).collect(),
        contract: contract_offer(&desk, &case, &format!("/tenders/{reference}/lots/{lot}/contract")).await?,
    })
}

async fn contract_offer(desk: &Desk<Staff>, case: &Case, action: &str) -> Result<ContractOffer, Stop> {
    let procurement = desk.procurement_of(&case.tender).await?.ok_or(Stop::NotFound)?;
    ContractOffer::of(desk, &procurement, &case.result, action.to_owned()).await
}

/// To whom it is awarded, or could be.
fn facts(desk: &Desk<Staff>, case: &Case) -> Result<Vec<(&'static str, String)>, Stop> {
    let mut facts = Vec::new();
    let current = case.result.award().filter(|award| award.failed_on.is_none());
    if let Some(award) = current {
        let winner = case.result.awarded_to(&desk.actor)?.map(str::to_owned);
        facts.push(("Awarded to", winner.unwrap_or_else(|| "No contract is awarded".to_owned())));
        facts.push(("The decision", award.says.clone()));
        return Ok(facts);
    }
    let Ok(proposal) = proposal(&case.result, &case.authority, &desk.actor) else { return Ok(facts) };
    facts.push(("Comes first", proposal.name));
    facts.push(("Price, without VAT", proposal.price.to_string()));
    let unknown = "No tier of the authority reaches this price. An administrator can set one.".to_owned();
    facts.push(("Who decides", proposal.body.map_or(unknown, |body| format!("{body}. {}", proposal.tier))));
    Ok(facts)
}

fn fallen(case: &Case) -> Vec<String> {
    let one = |award: &&entity::award::Model| {
        let day = award.failed_on.map(long_day).unwrap_or_default();
        let reason = award.failure_reason.clone().unwrap_or_default();
        format!("Decision {}: the winner fell away on {day}. {reason}", award.number)
    };
    case.result.fallen().iter().map(one).collect()
}

/// What can be done at a step: the deed, its words, where, and whether it is what the step waits for.
fn offered(step: Step) -> &'static [(Deed, &'static str, &'static str, bool)] {
    match step {
        Step::Decision => &[
            (Deed::Award, "Record the decision to award", "decision", true),
            (Deed::AwardNothing, "Record that no contract is awarded", "no-award", false),
        ],
        Step::CallIn => &[(Deed::CloseCallIn, "Record what became of the call-in", "call-in", true)],
        Step::Tell => &[(Deed::Tell, "Read the letters and tell the bidders", "letters", true)],
        Step::Notice => &[(Deed::RecordNotice, "Record the notice", "notice", true)],
        Step::Standstill => &[
            (Deed::RecordChallenge, "Record a challenge", "challenge", false),
            (Deed::EndChallenge, "Record how the challenge ended", "challenge-ended", true),
        ],
        Step::Signature => &[
            (Deed::Sign, "Record the signature", "signature", true),
            (Deed::RecordFailure, "Record that the winner fell away", "failure", false),
        ],
        Step::AfterNotice => &[(Deed::RecordAfterNotice, "Record the notice", "notice-after", true)],
        Step::Done => &[],
    }
}

fn shown(desk: &Desk<Staff>, case: &Case, step: Listed) -> Shown {
    let may = |deed: Deed| case.may(desk, deed).is_ok();
    let action = |(deed, label, path, main): &(Deed, &'static str, &'static str, bool)| {
        may(*deed).then(|| Action { label, path: format!("{}/{path}", case.path), main: *main })
    };
    let mut actions: Vec<_> = offered(step.step).iter().filter_map(action).collect();
    let decided = case.result.award().is_some_and(|award| award.failed_on.is_none());
    if step.step == Step::Tell && decided && !may(Deed::Tell) {
        let label = if step.how == How::Done { "Read the letters" } else { "Look at the letters" };
        actions.push(Action { label, path: format!("{}/letters", case.path), main: false });
    }
    let (code, label) = match step.how {
        How::Done => ("complete", "Done"),
        How::Next => ("started", "Next"),
        How::Waiting => ("started", "Waiting"),
        How::Later => ("not-started", "Later"),
    };
    let is_theirs = actions.iter().any(|action| action.main);
    let whose = (step.how == How::Next && !is_theirs && !step.who.is_empty()).then_some(step.who);
    Shown { title: step.title, code, label, says: step.says, whose, actions }
}

/// One line a lot, for the overview of a tender.
#[derive(Serialize)]
pub struct AwardLine {
    lot: String,
    path: String,
    says: String,
    due: Option<String>,
}

/// Where the awards of a tender stand, for those who may see it; nothing before anything is ranked or decided.
pub async fn lines(desk: &Desk<Staff>, tender: &Tender) -> Result<Vec<AwardLine>, Stop> {
    if !desk.may(rules::access::Act::ReadAward) {
        return Ok(Vec::new());
    }
    let Some(terms) = tender.published() else { return Ok(Vec::new()) };
    let Some(scoring) = desk.scoring(tender.clone()).await? else { return Ok(Vec::new()) };
    let finding = finding(desk, tender).await?;
    let mut lines = Vec::new();
    for lot in &terms.lots {
        let Some(result) = desk.lot_result(scoring.clone(), lot.id).await? else { continue };
        if result.award().is_none() && result.candidate().is_err() {
            continue;
        }
        lines.push(AwardLine {
            lot: lot.title.clone(),
            path: format!("/tenders/{}/lots/{}/award", terms.reference, lot.id.0),
            says: in_a_line(&result, &finding, desk.now),
            due: result.notice_due(&finding).map(long_day),
        });
    }
    Ok(lines)
}
