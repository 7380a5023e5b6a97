//! Any walk over all that can be recorded of an award, under every law: no step is taken before the one before it.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use entity::award;
use entity::choice::Choice;
use entity::id::{AwardId, BidId, LetterId, RowId};
use entity::state::{AwardKind, CallIn, StandstillKind, WinnerFailure};
use proptest::prelude::*;
use serde_json::Value;

use super::*;
use crate::award::order::Route;
use crate::award::testing::{DRAWN_FROM, authority, found, ranked_rows, result};
use crate::award::{Rows, tell};
use crate::field::{Draft, Field};
use crate::law::clock::uk_date;
use crate::scoring::testing::{BIDS, X, approver, officer};
use crate::testing::{day, form};
use crate::{Change, Why};

/// The Act with and without a mandatory standstill, below the threshold, and the 2015 Regulations.
fn laws() -> [Finding; 4] {
    [
        found("2026-08-03", 700_000, false),
        found("2026-08-03", 700_000, true),
        found("2026-08-03", 220_000, true),
        found("2021-11-01", 700_000, true),
    ]
}

/// What a walker tries: a deed, whether a choice in it is taken, and how many days pass before it.
type Stride = (usize, bool, u64);

/// A form in which every day is today.
fn typed(fields: &[Field], now: DateTime<Utc>, given: &[(&str, &str)]) -> Draft {
    let today = uk_date(now).to_string();
    let days = ["taken_on", "published_on", "notice_on", "challenged_on", "challenge_ended_on"];
    let days = days.into_iter().chain(["signed_on", "failed_on"]).map(|name| (name, today.as_str()));
    let texts = ["says", "reasons", "notice_reference", "challenge", "challenge_outcome", "after_notice"];
    let texts = texts.into_iter().chain(["failure_reason"]).map(|name| (name, "As recorded."));
    let mut all: Vec<_> = days.chain(texts).collect();
    all.extend(given);
    all.retain(|(name, _)| fields.iter().any(|field| field.name == *name));
    form(fields, &all)
}

fn attempt(
    rows: &Rows,
    finding: &Finding,
    deed: Deed,
    choice: bool,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    let (r, next) = (result(rows.clone()), AwardId(9_000 + i64::try_from(rows.awards.len()).expect("few")));
    let yes = if choice { "yes" } else { "no" };
    let called = if choice { "open" } else { "not_subject" };
    let decision = [("taken_by", "Director"), ("may_be_called_in", called), ("ground", "other")];
    let (chair, clerk) = (approver(), officer());
    match deed {
        Deed::Award => {
            let draft = typed(decision::DECIDE, now, &decision);
            decision::award_contract(&r, &authority(), finding, next, &draft, DRAWN_FROM, &chair, now)
        }
        Deed::AwardNothing => {
            let draft = typed(&[decision::DECIDE, decision::GROUND].concat(), now, &decision);
            decision::award_nothing(&r, &authority(), next, &draft, DRAWN_FROM, &chair, now)
        }
        Deed::CloseCallIn => {
            let was = rows.awards.last().map(|award| award.call_in);
            let outcome = match (was, choice) {
                (Some(CallIn::CalledIn), _) => "upheld",
                (_, true) => "passed",
                (_, false) => "called_in",
            };
            call_in::close(&r, &form(call_in::CALL_IN, &[("outcome", outcome)]), DRAWN_FROM, &chair, now)
        }
        Deed::Withhold => Err(Refusal::not_found()),
        Deed::Tell => {
            let one = |bid: BidId| tell::Envelope { bid, letter: LetterId(bid.0), summary: RowId(bid.0) };
            tell::send(&r, &authority(), finding, &BIDS.map(one), DRAWN_FROM, &clerk, now)
        }
        Deed::RecordNotice => {
            let fields = [notice::NOTICE, notice::VOLUNTARY].concat();
            notice::record(
                &r,
                finding,
                &typed(&fields, now, &[("stands_still", yes)]),
                DRAWN_FROM,
                &clerk,
                now,
            )
        }
        Deed::RecordChallenge => notice::record_challenge(
            &r,
            finding,
            &typed(notice::CHALLENGE, now, &[]),
            DRAWN_FROM,
            &clerk,
            now,
        ),
        Deed::EndChallenge => {
            notice::end_challenge(&r, &typed(notice::CHALLENGE_ENDED, now, &[]), DRAWN_FROM, &clerk, now)
        }
        Deed::Sign => ending::sign(&r, finding, &typed(ending::SIGN, now, &[]), DRAWN_FROM, &clerk, now),
        Deed::RecordAfterNotice => {
            let draft = typed(ending::AFTER_NOTICE, now, &[]);
            ending::record_after_notice(&r, finding, &draft, DRAWN_FROM, &clerk, now)
        }
        Deed::RecordFailure => {
            let draft = typed(ending::FAILURE, now, &[("failure", "withdrew")]);
            ending::record_failure(&r, RowId(77), &draft, DRAWN_FROM, &chair, now)
        }
    }
}

/// What a change wrote of the award, onto the rows.
fn written(rows: &mut Rows, change: Change) {
    for write in change.into_parts().rows {
        let columns = &write.written.columns;
        match (write.written.table.as_str(), write.written.deed) {
            ("award", "insert") => rows.awards.push(decided(rows, columns)),
            ("award", _) => onto(rows.awards.last_mut().expect("one is decided"), columns),
            _ => {}
        }
    }
}

fn decided(rows: &Rows, columns: &BTreeMap<String, Value>) -> award::Model {
    let to = columns.get("bid_id").and_then(Value::as_i64).map(BidId);
    crate::award::testing::award_of(rows, to, |row| {
        row.taken_on = sea_orm::ActiveValue::Set(on(columns, "taken_on").expect("it is given"));
        let call_in = columns.get("call_in").and_then(Value::as_str).and_then(CallIn::of);
        row.call_in = sea_orm::ActiveValue::Set(call_in.expect("it is given"));
        row.call_in_ends_on = sea_orm::ActiveValue::Set(on(columns, "call_in_ends_on"));
    })
}

fn on(columns: &BTreeMap<String, Value>, name: &str) -> Option<NaiveDate> {
    columns.get(name).and_then(Value::as_str).filter(|text| text.len() == 10).map(day)
}

fn onto(award: &mut award::Model, columns: &BTreeMap<String, Value>) {
    for (name, value) in columns {
        let (text, date) = (value.as_str(), on(columns, name).filter(|_| name.ends_with("_on")));
        match name.as_str() {
            "call_in" => award.call_in = text.and_then(CallIn::of).expect("a code"),
            "told_at" => award.told_at = text.map(|at| at.parse().expect("an instant")),
            "notice_on" => award.notice_on = date,
            "standstill" => award.standstill = text.and_then(StandstillKind::of),
            "standstill_ends_on" => award.standstill_ends_on = date,
            "challenged_on" => award.challenged_on = date,
            "challenge_ended_on" => award.challenge_ended_on = date,
            "signed_on" => award.signed_on = date,
            "after_notice" => award.after_notice = text.map(str::to_owned),
            "failed_on" => award.failed_on = date,
            "failure" => award.failure = text.and_then(WinnerFailure::of),
            _ => {}
        }
    }
}

/// What must hold of an award whatever was tried, said without the rules of the order.
fn is_in_order(award: &award::Model, route: Route, now: DateTime<Utc>) {
    let (closed, today) = (!matches!(award.call_in, CallIn::Open | CallIn::CalledIn), uk_date(now));
    assert!(award.told_at.is_none() || closed, "told before the call-in was over");
    assert!(award.notice_on.is_none() || award.told_at.is_some(), "a notice before the letters");
    if let Some(signed) = award.signed_on {
        assert!(award.kind == AwardKind::Award && award.told_at.is_some() && signed <= today);
        assert!(award.standstill_ends_on.is_none_or(|ends| signed > ends), "signed in standstill");
        assert!(award.notice_on.is_some() == matches!(route, Route::Act(_) | Route::Health));
        let stands = matches!(route, Route::Legacy | Route::Act(crate::law::standstill::Duty::Mandatory));
        assert!(!stands || award.standstill_ends_on.is_some(), "signed without a standstill");
        let open =
            award.challenged_on.is_some_and(|day| award.challenge_ended_on.is_none_or(|ended| ended < day));
        assert!(!open || route != Route::Legacy, "signed under a challenge");
    }
    let may_notice = award.signed_on.is_some() || award.kind == AwardKind::NoAward;
    assert!(award.after_notice.is_none() || (may_notice && award.told_at.is_some()));
    assert!(award.failed_on.is_none() || award.signed_on.is_none(), "a winner fell away after the signature");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, ..ProptestConfig::default() })]

    #[test]
    fn no_walk_takes_a_step_before_the_one_before_it(
        law in 0..4_usize,
        strides in prop::collection::vec((0..Deed::ALL.len(), any::<bool>(), 0..6_u64), 1..40),
    ) {
        let finding = &laws()[law];
        let way = route(finding).expect("it can be told");
        let (mut rows, mut now) = (ranked_rows(), crate::award::testing::at("2026-09-21"));
        for (which, choice, days) in strides as Vec<Stride> {
            now = now.checked_add_days(Days::new(days)).expect("in range");
            let deed = Deed::ALL[which];
            if deed == Deed::Withhold {
                continue;
            }
            let actor = if deed.act() == Act::RecordAward { approver() } else { officer() };
            let may = may_record(&result(rows.clone()), finding, deed, &actor, now);
            let tried = attempt(&rows, finding, deed, choice, now);
            if let Err(refusal) = &may {
                prop_assert_eq!(tried.as_ref().err(), Some(refusal), "{:?} is not offered", deed);
            }
            let out_of_turn = tried.as_ref().is_err_and(|it| it.kind == Why::NotNow);
            prop_assert!(may.is_err() || !out_of_turn || deed == Deed::CloseCallIn, "{:?} is offered", deed);
            if let Ok(change) = tried {
                written(&mut rows, change);
            }
            for award in &rows.awards {
                is_in_order(award, way, now);
            }
        }
    }
}

/// The straight way to the end, so that a walk that never gets anywhere would be seen.
#[test]
fn the_straight_way_ends_under_every_law() {
    for finding in laws() {
        let (mut rows, mut now) = (ranked_rows(), crate::award::testing::at("2026-09-21"));
        let straight = [
            (Deed::Award, true),
            (Deed::CloseCallIn, true),
            (Deed::Tell, true),
            (Deed::RecordNotice, true),
            (Deed::Sign, true),
            (Deed::RecordAfterNotice, true),
        ];
        for (deed, choice) in straight {
            if let Ok(change) = attempt(&rows, &finding, deed, choice, now) {
                written(&mut rows, change);
            }
            now = now.checked_add_days(Days::new(20)).expect("in range");
        }
        let award = rows.awards.last().expect("one is decided");
        assert!(award.signed_on.is_some() && award.after_notice.is_some(), "{finding:?}");
        assert_eq!(award.bid_id, Some(X));
    }
}
