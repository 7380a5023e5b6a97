//! Each step: its words, its fields and its rule.

use entity::choice::Choice;
use entity::id::{AwardId, RowId};
use rules::access::Actor;
use rules::award::decision::{DECIDE, GROUND, award_contract, award_nothing};
use rules::award::deed::Deed;
use rules::award::ending::{
    AFTER_NOTICE, FAILURE, SIGN, earliest, record_after_notice, record_failure, sign,
};
use rules::award::notice::{CHALLENGE, CHALLENGE_ENDED, end_challenge, fields, record, record_challenge};
use rules::award::order::route;
use rules::award::proposal::{grounds, proposal};
use rules::award::{call_in, unbegun};
use rules::field::{Draft, Field, long_day};
use rules::{Change, Refusal};
use sea_orm::Value;

use super::super::Case;
use super::{By, StepForm};

/// The decision to award.
pub struct Award;
/// The decision to award nothing.
pub struct NoAward;
/// What became of the call-in.
pub struct CallIn;
/// The notice before signing.
pub struct Notice;
/// A challenge.
pub struct Challenge;
/// How it ended.
pub struct ChallengeEnded;
/// The signature.
pub struct Signature;
/// The notice that follows.
pub struct AfterNotice;
/// The winner's falling away.
pub struct Failure;

impl StepForm for Award {
    const DEED: Deed = Deed::Award;
    const PATH: &'static str = "decision";
    const HEADING: &'static str = "Record the decision to award";
    const INTRO: &'static str = "Once recorded it stays as it is. The end of call-in is worked out from the day of publication. Bidders read the letters, not the reasons given here.";

    fn fields(_: &Case) -> Result<Vec<Field>, Refusal> {
        Ok(DECIDE.to_vec())
    }

    fn known(case: &Case, actor: &Actor, field: &Field) -> Value {
        match (field.name, proposal(&case.result, &case.authority, actor)) {
            ("taken_by", Ok(proposal)) => Value::from(proposal.body),
            (_, Ok(_) | Err(_)) => Value::String(None),
        }
    }

    fn facts(case: &Case, actor: &Actor) -> Vec<(&'static str, String)> {
        let Ok(proposal) = proposal(&case.result, &case.authority, actor) else { return Vec::new() };
        let mut facts = vec![("Award to", proposal.name), ("Price, without VAT", proposal.price.to_string())];
        facts.extend(proposal.total.map(|total| ("Total in the ranking", total)));
        let none = "No tier of the authority reaches this price. An administrator can set one.".to_owned();
        let body = proposal.body.map(|body| format!("{body}. {}", proposal.tier));
        facts.push(("Who decides at this price", body.unwrap_or(none)));
        facts
    }

    fn change(case: &Case, draft: &Draft, by: &By<'_>) -> Result<Change, Refusal> {
        let id = AwardId(by.id);
        award_contract(&case.result, &case.authority, &case.finding, id, draft, by.seen, by.actor, by.now)
    }
}

impl StepForm for NoAward {
    const DEED: Deed = Deed::AwardNothing;
    const PATH: &'static str = "no-award";
    const HEADING: &'static str = "Record that no contract is awarded";
    const INTRO: &'static str =
        "This ends the lot. Its bidders are told the ground and the reasons, word for word.";

    fn fields(_: &Case) -> Result<Vec<Field>, Refusal> {
        Ok([GROUND, DECIDE].concat())
    }

    fn facts(case: &Case, actor: &Actor) -> Vec<(&'static str, String)> {
        let not_borne_out = grounds(&case.result, actor).unwrap_or_default();
        let says = not_borne_out
            .into_iter()
            .filter_map(|(ground, why)| Some(format!("{}: {}", ground.label(), why?)));
        let lines: Vec<String> = says.collect();
        if lines.is_empty() {
            Vec::new()
        } else {
            vec![("Grounds the record does not bear out", lines.join("\n"))]
        }
    }

    fn change(case: &Case, draft: &Draft, by: &By<'_>) -> Result<Change, Refusal> {
        let id = AwardId(by.id);
        if case.begun {
            return award_nothing(&case.result, &case.authority, id, draft, by.seen, by.actor, by.now);
        }
        let lot = case.result.lot();
        unbegun::end(&case.tender, lot, &case.authority, &by.drawn, id, draft, by.actor, by.now)
    }
}

impl StepForm for CallIn {
    const DEED: Deed = Deed::CloseCallIn;
    const PATH: &'static str = "call-in";
    const HEADING: &'static str = "Record what became of the call-in";
    const INTRO: &'static str =
        "Bidders are told once the call-in period has ended, or once a decision that was called in stands.";

    fn fields(_: &Case) -> Result<Vec<Field>, Refusal> {
        Ok(call_in::CALL_IN.to_vec())
    }

    fn facts(case: &Case, _: &Actor) -> Vec<(&'static str, String)> {
        let award = case.result.award();
        let ends = award.and_then(|award| award.call_in_ends_on).map(long_day);
        let now = award.map(|award| award.call_in.label().to_owned());
        [("It can be called in until the end of", ends), ("It stands as", now)]
            .into_iter()
            .filter_map(|(label, says)| Some((label, says?)))
            .collect()
    }

    fn change(case: &Case, draft: &Draft, by: &By<'_>) -> Result<Change, Refusal> {
        call_in::close(&case.result, draft, by.seen, by.actor, by.now)
    }
}

impl StepForm for Notice {
    const DEED: Deed = Deed::RecordNotice;
    const PATH: &'static str = "notice";
    const HEADING: &'static str = "Record the notice before signing";
    const INTRO: &'static str = "Publish it on the central platform first, then record its reference here. The end of standstill is worked out from its day and shown to every bidder.";

    fn fields(case: &Case) -> Result<Vec<Field>, Refusal> {
        Ok(fields(route(&case.finding)?))
    }

    fn change(case: &Case, draft: &Draft, by: &By<'_>) -> Result<Change, Refusal> {
        record(&case.result, &case.finding, draft, by.seen, by.actor, by.now)
    }
}

impl StepForm for Challenge {
    const DEED: Deed = Deed::RecordChallenge;
    const PATH: &'static str = "challenge";
    const HEADING: &'static str = "Record a challenge";
    const INTRO: &'static str = "Where the law says so, the contract cannot be signed until the challenge has ended. Only the council reads what is recorded here.";

    fn fields(_: &Case) -> Result<Vec<Field>, Refusal> {
        Ok(CHALLENGE.to_vec())
    }

    fn change(case: &Case, draft: &Draft, by: &By<'_>) -> Result<Change, Refusal> {
        record_challenge(&case.result, &case.finding, draft, by.seen, by.actor, by.now)
    }
}

impl StepForm for ChallengeEnded {
    const DEED: Deed = Deed::EndChallenge;
    const PATH: &'static str = "challenge-ended";
    const HEADING: &'static str = "Record how the challenge ended";
    const INTRO: &'static str = "The award is no longer suspended by it from that day on.";

    fn fields(_: &Case) -> Result<Vec<Field>, Refusal> {
        Ok(CHALLENGE_ENDED.to_vec())
    }

    fn facts(case: &Case, _: &Actor) -> Vec<(&'static str, String)> {
        let award = case.result.award();
        let day = award.and_then(|award| award.challenged_on).map(long_day);
        let says = award.and_then(|award| award.challenge.clone());
        [("Notified on", day), ("The challenge", says)]
            .into_iter()
            .filter_map(|(label, says)| Some((label, says?)))
            .collect()
    }

    fn change(case: &Case, draft: &Draft, by: &By<'_>) -> Result<Change, Refusal> {
        end_challenge(&case.result, draft, by.seen, by.actor, by.now)
    }
}

impl StepForm for Signature {
    const DEED: Deed = Deed::Sign;
    const PATH: &'static str = "signature";
    const HEADING: &'static str = "Record the signature";
    const INTRO: &'static str =
        "The last day for the notice that follows is worked out from the day of the signature.";

    fn fields(_: &Case) -> Result<Vec<Field>, Refusal> {
        Ok(SIGN.to_vec())
    }

    fn facts(case: &Case, _: &Actor) -> Vec<(&'static str, String)> {
        let from = case.result.award().and_then(earliest).map(long_day);
        from.map(|day| ("It could be signed from", day)).into_iter().collect()
    }

    fn change(case: &Case, draft: &Draft, by: &By<'_>) -> Result<Change, Refusal> {
        sign(&case.result, &case.finding, draft, by.seen, by.actor, by.now)
    }
}

impl StepForm for AfterNotice {
    const DEED: Deed = Deed::RecordAfterNotice;
    const PATH: &'static str = "notice-after";
    const HEADING: &'static str = "Record the notice that follows";
    const INTRO: &'static str = "Publish it first, then record its reference here.";

    fn fields(_: &Case) -> Result<Vec<Field>, Refusal> {
        Ok(AFTER_NOTICE.to_vec())
    }

    fn facts(case: &Case, _: &Actor) -> Vec<(&'static str, String)> {
        let due = case.result.notice_due(&case.finding).map(long_day);
        due.map(|day| ("Due by the end of", day)).into_iter().collect()
    }

    fn change(case: &Case, draft: &Draft, by: &By<'_>) -> Result<Change, Refusal> {
        record_after_notice(&case.result, &case.finding, draft, by.seen, by.actor, by.now)
    }
}

impl StepForm for Failure {
    const DEED: Deed = Deed::RecordFailure;
    const PATH: &'static str = "failure";
    const HEADING: &'static str = "Record that the winner fell away";
    const INTRO: &'static str = "Its bid leaves the evaluation, and what follows is as the terms say. A new decision is needed, and every bidder is told again.";

    fn fields(_: &Case) -> Result<Vec<Field>, Refusal> {
        Ok(FAILURE.to_vec())
    }

    fn facts(case: &Case, actor: &Actor) -> Vec<(&'static str, String)> {
        let terms = case.result.scoring().terms();
        let published = terms.lot(case.result.lot()).and_then(|lot| lot.if_winner_fails);
        let says = published.map_or("Nothing. No contract could then be awarded.", Choice::label);
        let winner = case.result.awarded_to(actor).ok().flatten().map(str::to_owned);
        let mut facts: Vec<_> = winner.map(|name| ("The winner", name)).into_iter().collect();
        facts.push(("What the terms say of it", says.to_owned()));
        facts
    }

    fn change(case: &Case, draft: &Draft, by: &By<'_>) -> Result<Change, Refusal> {
        record_failure(&case.result, RowId(by.id), draft, by.seen, by.actor, by.now)
    }
}
