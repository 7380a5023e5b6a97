//! The timetable of an award: each step with its day, or with what it waits for.

use entity::award;
use entity::state::{AwardKind, CallIn, StandstillKind};

use super::{Step, day_or};
use crate::award::order::{Route, route};
use crate::award::papers::OpenResult;
use crate::law::clock::uk_date;
use crate::law::dates::long_date;
use crate::law::notices::Kind;
use crate::law::regime::Finding;
use crate::law::standstill::{Duty, earliest_signing};
use crate::settings::Authority;
use crate::tender::terms::{LotTerms, Terms};

/// What has to happen between the decision and the contract, as the end of a recommendation; nothing where the law
/// cannot be told.
pub(super) fn way(finding: &Finding) -> Option<String> {
    let pause = finding.follows.as_ref().and_then(|it| it.standstill.count).map(|count| count.words());
    let pause = pause.unwrap_or_default();
    let says = match route(finding).ok()? {
        Route::Act(Duty::Mandatory) => format!(
            "an assessment summary be sent to every assessed bidder, the contract award notice be published, and the contract be signed after a mandatory standstill of {pause}"
        ),
        Route::Act(Duty::Voluntary | Duty::None | Duty::CannotTell) => format!(
            "an assessment summary be sent to every assessed bidder and the contract award notice be published, and that the contract be signed then or, where a voluntary standstill is given, after {pause}"
        ),
        Route::Legacy => format!(
            "a letter with scores and reasons be sent to every bidder, and the contract be signed after a standstill of {pause}"
        ),
        Route::Health => format!(
            "every bidder be told, the notice of intention to make an award be published, and the contract be signed after a standstill of {pause}"
        ),
        Route::Below => "every bidder be told with its scores and the reasons, and the contract be signed. \
                         No standstill is required below the threshold"
            .to_owned(),
    };
    Some(says)
}

/// The notices that an award calls for, each with when it is due.
pub(super) fn notices(finding: &Finding) -> Vec<String> {
    let of_award = |kind: Kind| {
        matches!(
            kind,
            Kind::ContractAward
                | Kind::ContractDetails
                | Kind::LegacyContractAward
                | Kind::LegacyContractsFinderAward
                | Kind::HealthIntentionToAward
                | Kind::HealthAward
        )
    };
    let notices = finding.follows.iter().flat_map(|follows| &follows.notices);
    let one = |notice: &crate::law::notices::Notice| {
        let number = notice.kind.number().map(|number| format!(" ({number})")).unwrap_or_default();
        format!("{}{number}, {} ({}).", notice.kind.words(), notice.due.words(), notice.source)
    };
    notices.filter(|notice| of_award(notice.kind)).map(one).collect()
}

/// Each step from the notice to the first day of the contract.
pub(super) fn steps(
    terms: &Terms,
    lot: &LotTerms,
    open: Option<&OpenResult>,
    authority: &Authority,
    finding: &Finding,
) -> Vec<Step> {
    let award = open.and_then(|open| open.award.as_ref());
    let mut all = vec![
        Step::on("Tender notice published", None, long_date(uk_date(terms.notice.published_at))),
        Step::on("Last day for bids", None, long_date(uk_date(terms.deadline))),
    ];
    all.push(match award {
        Some(award) => Step::on("Decision", Some("decided_on"), long_date(award.taken_on)),
        None => Step::on(
            "Decision",
            None,
            terms.award_planned.map_or_else(
                || "Not taken yet".to_owned(),
                |day| format!("Not taken yet; planned for {}", long_date(day)),
            ),
        ),
    });
    all.extend(call_in(award, authority));
    let told = award.and_then(|award| award.told_at).map(uk_date);
    all.push(Step::day("Bidders told", "told_on", told, "After the call-in"));
    if award.is_some_and(|award| award.kind == AwardKind::NoAward) {
        return all;
    }
    all.extend(before_signing(award, finding));
    let signed = award.and_then(|award| award.signed_on);
    all.push(Step::day("Contract signed", "signed_on", signed, "After the steps before"));
    all.push(Step::on(
        "First day of the contract",
        lot.starts_on.map(|_| "starts_on"),
        day_or(lot.starts_on, "Not stated in the terms"),
    ));
    all
}

fn call_in(award: Option<&award::Model>, authority: &Authority) -> Vec<Step> {
    let published = award.and_then(|award| award.published_on);
    let by = match authority.row.call_in_days {
        Some(days) => format!("{days} working days after publication"),
        None => "The council has not settled its call-in days".to_owned(),
    };
    let ends = match award.map(|award| award.call_in) {
        Some(CallIn::NotSubject) => Step::on("End of call-in", None, "Not subject to call-in".to_owned()),
        Some(CallIn::CalledIn) => Step::on("End of call-in", None, "Called in; not concluded".to_owned()),
        Some(CallIn::Open | CallIn::Passed | CallIn::Upheld) | None => {
            Step::day("End of call-in", "call_in_ends", award.and_then(|award| award.call_in_ends_on), &by)
        }
    };
    vec![Step::day("Decision published", "published_on", published, "After the decision"), ends]
}

/// The notice before signing and the standstill, where the law asks for them.
fn before_signing(award: Option<&award::Model>, finding: &Finding) -> Vec<Step> {
    let Ok(route) = route(finding) else { return Vec::new() };
    let notice = match route {
        Route::Act(_) => Some("Contract award notice published"),
        Route::Health => Some("Notice of intention to make an award published"),
        Route::Legacy | Route::Below => None,
    };
    let mut all = Vec::new();
    if let Some(what) = notice {
        let on = award.and_then(|award| award.notice_on);
        all.push(Step::day(what, "notice_on", on, "After the bidders are told"));
    }
    if matches!(route, Route::Below) {
        return all;
    }
    let ends = award.and_then(|award| award.standstill_ends_on);
    if award.and_then(|award| award.standstill) == Some(StandstillKind::Without) {
        all.push(Step::on("End of standstill", None, "No voluntary standstill is given".to_owned()));
        return all;
    }
    let count = finding.follows.as_ref().and_then(|it| it.standstill.count).map(|count| count.words());
    all.push(Step::day("End of standstill", "standstill_ends", ends, &count.unwrap_or_default()));
    let first = ends.map(earliest_signing);
    all.push(Step::day("First day on which it can be signed", "earliest_signing", first, "After standstill"));
    all
}

impl Step {
    fn on(what: &'static str, name: Option<&'static str>, when: String) -> Self {
        Self { what, when, name }
    }

    /// With its day, or with what it waits for.
    fn day(what: &'static str, name: &'static str, day: Option<chrono::NaiveDate>, waits: &str) -> Self {
        Self { what, when: day_or(day, waits), name: day.map(|_| name) }
    }
}
