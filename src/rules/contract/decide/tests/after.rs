//! What follows a decision: its call-in, steps, and notice of either side.

use super::*;

#[test]
fn notice_that_comes_late_is_refused_with_what_that_means() {
    let mut posted = passed(TermEnd::Break, BreakAnswer::End);
    posted.periods[0].deemed = Some(2);
    check_refused(
        notice_on(&posted, "2028-09-29", "2028-09-29"),
        Why::Incomplete,
        "notice_on: Notice counts as received on 1 October 2028. It had to be received by 30 September 2028. If the date is \
         missed, the contract runs on to the end of the next part of its term, and must be paid for.",
    );
    assert!(notice_on(&posted, "2028-09-28", "2028-09-29").is_ok());
    let option = passed(TermEnd::Extension, BreakAnswer::Extend);
    let (_, says) = refused(notice_on(&option, "2028-10-02", "2028-10-02"));
    assert!(says.ends_with("If the date is missed, the contract ends and the service stops."), "{says}");
    // Sent in time and recorded late, it counts.
    assert!(notice_on(&option, "2028-09-29", "2028-10-05").is_ok());
    let (_, says) = refused(notice_on(&passed(TermEnd::Break, BreakAnswer::End), "2028-10-02", "2028-10-02"));
    assert!(says.contains("the contract runs on"), "{says}");
}

#[test]
fn notice_waits_for_its_decision_and_the_call_in() {
    let none = dorset(TermEnd::Break);
    check_refused(notice_on(&none, "2028-09-29", "2028-09-29"), Why::NotNow, "No decision is recorded here.");
    check_refused(
        notice_on(&decided(TermEnd::Break, BreakAnswer::End), "2028-09-18", "2028-09-18"),
        Why::NotNow,
        "The call-in must be closed first. It runs until the end of 21 September 2028.",
    );
    let mut called = decided(TermEnd::Break, BreakAnswer::End);
    called.decisions[0].call_in = CallIn::CalledIn;
    assert!(refused(notice_on(&called, "2028-09-29", "2028-09-29")).1.contains("waits until it stands"));
    check_refused(
        notice_on(&passed(TermEnd::Break, BreakAnswer::Continue), "2028-09-29", "2028-09-29"),
        Why::NotNow,
        "This decision needs no notice: it takes its course by itself.",
    );
    let mut theirs = passed(TermEnd::Break, BreakAnswer::End);
    theirs.periods[0].notice_by = Some(NoticeBy::Provider);
    assert!(refused(notice_on(&theirs, "2028-09-29", "2028-09-29")).1.contains("only the provider"));
    let early = notice_on(&passed(TermEnd::Break, BreakAnswer::End), "2028-09-11", "2028-09-29");
    assert!(refused(early).1.contains("before it was decided"));
    let mut given = passed(TermEnd::Break, BreakAnswer::End);
    given.decisions[0].notice_on = Some(crate::testing::day("2028-09-28"));
    assert!(refused(notice_on(&given, "2028-09-29", "2028-09-29")).1.contains("already"));
}

/// Where the call-in stands, what is said of it, on which day; whether that is taken.
#[test]
fn the_call_in_is_closed_as_it_was() {
    use CallIn::{CalledIn, NotSubject, Open, Passed, Upheld};
    let table = [
        (Open, Passed, "2028-09-21", false),
        (Open, Passed, "2028-09-22", true),
        (Open, CalledIn, "2028-09-21", true),
        (Open, CalledIn, "2028-09-22", false),
        (Open, Upheld, "2028-09-22", false),
        (CalledIn, Upheld, "2028-09-22", true),
        (CalledIn, Passed, "2028-09-22", false),
        (Passed, Upheld, "2028-09-22", false),
        (NotSubject, Passed, "2028-09-22", false),
    ];
    for (stands, outcome, on, taken) in table {
        let mut contract = decided(TermEnd::Break, BreakAnswer::End);
        contract.decisions[0].call_in = stands;
        let draft = form(CALL_IN, &[("outcome", outcome.code())]);
        let result =
            close_call_in(&contract, PARTS[0], &draft, SEEN, &staff(Role::DemocraticServices), noon(on));
        assert_eq!(result.is_ok(), taken, "{stands:?} {outcome:?} {on}");
    }
}

#[test]
fn a_step_is_recorded_once() {
    let draft = form(STEP, &[("step", "forward_plan"), ("done_on", "2028-08-10")]);
    let done = |contract: &Contract| {
        step_done(
            contract,
            &authority(),
            PARTS[0],
            IDS[0],
            &draft,
            SEEN,
            &staff(Role::ContractManager),
            noon("2028-08-20"),
        )
    };
    let mut contract = dorset(TermEnd::Break);
    let written = rows(done(&contract));
    assert!(
        written[0].contains(r#""step":"forward_plan""#) && written[1].contains(r#""next_on":"2028-09-04""#),
        "{written:?}"
    );
    contract.steps.push(entity::contract_step::Model {
        id: IDS[1],
        contract_id: contract.row.id,
        period_id: PARTS[0],
        step: entity::state::StepKind::ForwardPlan,
        done_on: crate::testing::day("2028-08-10"),
        reference: None,
        at: noon("2028-08-10"),
        person_id: entity::id::PersonId(40),
    });
    assert_eq!(refused(done(&contract)).0, Why::NotNow);
}

/// The provider gives notice where the contract lets it: no decision of the council, and the term ends there.
#[test]
fn the_providers_own_notice_ends_it_at_a_break() {
    let draft = form(
        THEIRS,
        &[("notice_on", "2028-09-20"), ("notice_how", "By letter."), ("says", "They cannot go on.")],
    );
    let give = |by: Option<NoticeBy>, end: TermEnd, on: &str| {
        let mut contract = dorset(end);
        contract.periods[0].notice_by = by;
        provider_gave_notice(
            &contract,
            &authority(),
            PARTS[0],
            ID,
            &draft,
            SEEN,
            &staff(Role::ContractManager),
            noon(on),
        )
    };
    let written = rows(give(Some(NoticeBy::Either), TermEnd::Break, "2028-09-21"));
    assert!(
        written[0].contains(r#""received_on":"2028-09-20""#)
            && written[0].contains(r#""taken_by":"A charity""#),
        "{}",
        written[0]
    );
    assert!(written[1].contains(r#""ends_on":"2029-03-31""#), "{}", written[1]);
    assert!(give(Some(NoticeBy::Provider), TermEnd::Break, "2028-09-21").is_ok());
    for by in [None, Some(NoticeBy::Council)] {
        assert!(refused(give(by, TermEnd::Break, "2028-09-21")).1.contains("does not let the provider"));
    }
    assert!(
        refused(give(Some(NoticeBy::Either), TermEnd::Extension, "2028-09-21")).1.contains("break clause")
    );
    assert_eq!(refused(give(Some(NoticeBy::Either), TermEnd::Break, "2028-09-19")).0, Why::Incomplete);
}

/// That the council let it run on does not take the provider's right away; that it is ended already does.
#[test]
fn the_provider_may_give_notice_after_the_council_let_it_run_on() {
    let may = |answer: BreakAnswer| {
        let mut contract = passed(TermEnd::Break, answer);
        contract.periods[0].notice_by = Some(NoticeBy::Either);
        let actor = staff(Role::ContractManager);
        may_record(&contract, &authority(), PARTS[0], Deed::TheirNotice, &actor, noon("2028-09-25")).is_ok()
    };
    assert!(may(BreakAnswer::Continue) && may(BreakAnswer::Renegotiate));
    assert!(!may(BreakAnswer::End));
}

/// What is offered to whom, from the first day to the notice.
#[test]
fn pages_offer_what_can_be_recorded_now() {
    use Deed::{CloseCallIn, Decide, GiveNotice, Step, TheirNotice, Withdraw};
    let all = [Decide, Withdraw, CloseCallIn, GiveNotice, TheirNotice, Step];
    let offered = |contract: &Contract, role: Role| -> Vec<Deed> {
        let actor = staff(role);
        let may = |deed: &Deed| {
            may_record(contract, &authority(), PARTS[0], *deed, &actor, noon("2028-09-25")).is_ok()
        };
        all.into_iter().filter(may).collect()
    };
    let (clerk, manager) = (Role::DemocraticServices, Role::ContractManager);
    let mut given = passed(TermEnd::Break, BreakAnswer::End);
    given.decisions[0].notice_on = Some(crate::testing::day("2028-09-23"));
    let table: [(Contract, &[Deed], &[Deed]); 5] = [
        (dorset(TermEnd::Break), &[Decide], &[Step]),
        (decided(TermEnd::Break, BreakAnswer::End), &[Withdraw, CloseCallIn], &[Step]),
        (passed(TermEnd::Break, BreakAnswer::End), &[Withdraw], &[GiveNotice, Step]),
        (passed(TermEnd::Break, BreakAnswer::Continue), &[Withdraw], &[Step]),
        (given, &[], &[Step]),
    ];
    for (contract, for_clerk, for_manager) in table {
        let decision = contract.decisions.first().map(|row| row.answer);
        assert_eq!(offered(&contract, clerk), for_clerk, "{decision:?}");
        assert_eq!(offered(&contract, manager), for_manager, "{decision:?}");
        assert!(offered(&contract, Role::Auditor).is_empty());
    }
}

#[test]
fn a_form_offers_only_answers_that_fit() {
    let codes = |end: TermEnd| -> Vec<String> {
        let fields = decide_fields(end);
        let options = fields[0].options(&crate::field::Lists::default());
        options.into_iter().map(|(code, _)| code).collect()
    };
    assert_eq!(codes(TermEnd::Break), ["continue", "end", "renegotiate"]);
    assert_eq!(codes(TermEnd::Extension), ["extend", "end", "renegotiate"]);
}
