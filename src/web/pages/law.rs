//! What the law says of a procurement: found, with reasons, never typed.

use axum::extract::Path;
use axum::response::Response;
use rules::law::reason::Reason;
use rules::procurement::found::{Found, found};
use serde::Serialize;

use super::case;
use super::procurements::Head;
use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::Desk;
use crate::web::view::Page;

#[derive(Serialize)]
struct LawPage {
    head: Head,
    regime: &'static str,
    light_touch: &'static str,
    standing: &'static str,
    tested: Option<String>,
    reasons: Vec<Said>,
    flags: Vec<String>,
    notices: Vec<Notice>,
    standstill: Option<String>,
    tender_period: Option<String>,
    duties: Vec<Said>,
    key: &'static str,
    key_reasons: Vec<Said>,
    key_follows: Vec<Said>,
}

#[derive(Serialize)]
struct Said {
    says: String,
    source: &'static str,
}

#[derive(Serialize)]
struct Notice {
    name: String,
    when: String,
    duty: String,
    light_touch: Option<&'static str>,
    source: &'static str,
}

impl Page for LawPage {
    const TEMPLATE: &'static str = "procurements/law.html";
    fn title(&self) -> String {
        format!("What the law says – {}", self.head.reference())
    }
}

/// Regime, notices, standstill and key decision, each with its reasons.
pub async fn show(desk: Desk<Staff>, Path(reference): Path<String>) -> Result<Response, Stop> {
    let (procurement, authority) = case(&desk, &reference).await?;
    let found = found(&procurement, &authority.row, desk.now);
    desk.page(&law_page(Head::of(&desk, &procurement, &authority), &found))
}

fn law_page(head: Head, found: &Found) -> LawPage {
    let regime = &found.regime;
    let follows = regime.follows.as_ref();
    LawPage {
        head,
        regime: regime.regime.words(),
        light_touch: regime.light_touch.words(),
        standing: regime.standing.words(),
        tested: regime.tested.as_ref().map(tested),
        reasons: said(&regime.reasons),
        flags: regime.flags.iter().map(|flag| flag.words()).collect(),
        notices: follows.map(|follows| follows.notices.iter().map(notice).collect()).unwrap_or_default(),
        standstill: follows.map(|follows| standstill(&follows.standstill)),
        tender_period: follows.map(|follows| capital(&follows.tender_period.words())),
        duties: follows.map(|follows| said(&follows.duties)).unwrap_or_default(),
        key: found.key_decision.answer.words(),
        key_reasons: said(&found.key_decision.reasons),
        key_follows: said(&found.key_decision.follows),
    }
}

fn said(reasons: &[Reason]) -> Vec<Said> {
    reasons.iter().map(|reason| Said { says: reason.says.clone(), source: reason.source }).collect()
}

fn notice(notice: &rules::law::notices::Notice) -> Notice {
    use rules::law::notices::Duty;
    Notice {
        name: match notice.kind.number() {
            Some(number) => format!("{number}: {}", notice.kind.words()),
            None => notice.kind.words().to_owned(),
        },
        when: capital(&notice.due.words()),
        duty: match notice.duty {
            Duty::Mandatory => "Must be published".to_owned(),
            Duty::If(what) => format!("Must be published if {what}"),
            Duty::Optional => "May be published".to_owned(),
        },
        light_touch: notice.light_touch,
        source: notice.source,
    }
}

/// "Mandatory: 8 working days beginning with the day of the notice, from the contract award notice."
fn standstill(standstill: &rules::law::standstill::Standstill) -> String {
    let duty = capital(standstill.duty.words());
    match standstill.count {
        Some(count) => {
            format!("{duty}: {}, from {} ({})", count.words(), standstill.runs_from, standstill.source)
        }
        None => format!("{duty} ({})", standstill.source),
    }
}

/// "£1,986,000: £1,655,000 and 20% VAT", or the value alone where nothing was added.
fn tested(tested: &rules::law::regime::Tested) -> String {
    if tested.value == tested.without_vat {
        tested.how.clone()
    } else {
        format!("{}: {}", tested.value, tested.how)
    }
}

/// With a capital first letter, to stand in a cell of its own.
fn capital(words: &str) -> String {
    let mut letters = words.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
