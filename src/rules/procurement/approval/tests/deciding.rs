//! The decision record: its dates, and the stage it leads to.

use super::*;

fn record(draft: &Draft, now: &str) -> Result<Change, Refusal> {
    record_with(&council(), draft, now)
}

fn record_with(authority: &authority::Model, draft: &Draft, now: &str) -> Result<Change, Refusal> {
    let clerk = staff(Role::DemocraticServices);
    record_decision(&at(Stage::ForDecision), authority, ID, draft, SEEN, &clerk, noon(now))
}

/// Answer, whether it may be called in; the stage, and what is kept of call-in.
#[test]
fn the_stage_follows_the_answer() {
    let table = [
        ("approved", "open", "decided", "open", r#""2021-10-28""#),
        ("approved", "not_subject", "effective", "not_subject", "null"),
        ("refused", "open", "refused", "not_subject", "null"),
        ("refused", "not_subject", "refused", "not_subject", "null"),
    ];
    for (answer, may_be_called_in, stage, call_in, ends) in table {
        let written = rows(record(&decided(answer, may_be_called_in), THURSDAY));
        assert_eq!(written.len(), 2);
        assert!(
            written[0].contains(&format!(r#""call_in":"{call_in}","call_in_ends_on":{ends},"#)),
            "{written:?}"
        );
        assert_eq!(written[1], format!(r#"update procurement {{"id":9,"stage":"{stage}"}}"#));
    }
}

#[test]
fn a_decision_is_kept_as_minuted() {
    let written = rows(record(&decided("approved", "open"), "2021-10-22"));
    let expected = r#"insert decision {"alternatives":null,"answer":"approved","at":"2021-10-22T12:00:00+00:00","call_in":"open","call_in_ends_on":"2021-10-28","conditions":null,"consulting":null,"delegated_to":null,"gaps":"{}","id":70,"interests":null,"person_id":40,"position":1,"procurement_id":9,"published_on":"2021-10-21","reasons":"As reported.","says":"Agreed.","taken_by":"Cabinet","taken_on":"2021-10-21"}"#;
    assert_eq!(written[0], expected);
}

/// Taken, published, today; what stands in the way.
#[test]
fn a_decision_is_taken_then_published_and_neither_tomorrow() {
    const TAKEN: &str = "taken_on: Date of the decision must not be in the future.";
    const ORDER: &str = "published_on: It cannot be published before it was taken. Check both dates.";
    const PUBLISHED: &str = "published_on: Day of publication must not be in the future.";
    let table: [(&str, &str, &str, &[&str]); 6] = [
        ("2021-10-19", "2021-10-21", "2021-10-21", &[]),
        ("2021-10-21", "2021-10-21", "2021-10-21", &[]),
        ("2021-10-21", "2021-10-20", "2021-10-21", &[ORDER]),
        ("2021-10-19", "2021-10-22", "2021-10-21", &[PUBLISHED]),
        ("2021-10-22", "2021-10-22", "2021-10-21", &[TAKEN, PUBLISHED]),
        ("2021-10-22", "2021-10-21", "2021-10-21", &[TAKEN, ORDER]),
    ];
    for (taken, published, now, problems) in table {
        let draft = decided_on("approved", "open", taken, published);
        match problems {
            [] => assert!(record(&draft, now).is_ok(), "{taken} {published}"),
            problems => check_refused(record(&draft, now), Why::Incomplete, &problems.join("\n")),
        }
    }
}

/// Half past eleven at night in UTC is already tomorrow in British Summer Time.
#[test]
fn today_is_today_in_the_uk() {
    let clerk = staff(Role::DemocraticServices);
    let late = day("2021-10-20").and_hms_opt(23, 30, 0).expect("a time").and_utc();
    let draft = decided("approved", "open");
    assert!(record_decision(&at(Stage::ForDecision), &council(), ID, &draft, SEEN, &clerk, late).is_ok());
}

/// Published, working days, last day of call-in (England and Wales).
#[test]
fn call_in_ends_after_the_authority_s_working_days() {
    let table = [
        ("2021-10-21", 5, "2021-10-28"),
        ("2021-10-21", 0, "2021-10-21"),
        ("2021-10-22", 1, "2021-10-25"),
        ("2021-12-23", 5, "2022-01-04"),
        ("2022-04-14", 3, "2022-04-21"),
    ];
    for (published, days, ends) in table {
        let mut authority = council();
        authority.call_in_days = Some(days);
        let draft = decided_on("approved", "open", "2021-10-01", published);
        let written = rows(record_with(&authority, &draft, "2022-06-01"));
        assert!(
            written[0].contains(&format!(r#""call_in_ends_on":"{ends}""#)),
            "{published} {days}: {written:?}"
        );
    }
}

#[test]
fn without_call_in_days_the_end_cannot_be_told() {
    for days in [None, Some(-1)] {
        let mut authority = council();
        authority.call_in_days = days;
        check_refused(
            record_with(&authority, &decided("approved", "open"), THURSDAY),
            Why::CannotTell,
            "The authority has not set its call-in days, so the end of call-in cannot be found. An administrator can set them.",
        );
        for (answer, may_be_called_in) in [("approved", "not_subject"), ("refused", "open")] {
            assert!(record_with(&authority, &decided(answer, may_be_called_in), THURSDAY).is_ok());
        }
    }
}

#[test]
fn beyond_the_loaded_holidays_the_end_cannot_be_told() {
    let draft = decided_on("approved", "open", "2119-10-20", "2119-10-20");
    assert_eq!(word(&record(&draft, "2119-10-20")), "unknown");
}

/// A form of other fields, or one that claims what only later becomes of a call-in.
#[test]
fn nothing_takes_effect_by_what_the_form_leaves_out() {
    let given = [("answer", "approved"), ("taken_on", THURSDAY), ("published_on", THURSDAY)];
    let part = |fields: &[Field]| form(fields, &given);
    assert_eq!(word(&record(&part(&DECIDE[..1]), THURSDAY)), "absent");
    let three: Vec<Field> =
        DECIDE.iter().copied().filter(|field| given.iter().any(|(name, _)| *name == field.name)).collect();
    assert_eq!(word(&record(&part(&three), THURSDAY)), "absent");
    for claimed in [CallIn::Passed, CallIn::Upheld, CallIn::CalledIn] {
        let any = Field::given("may_be_called_in", "Call-in", "", OneOf(options::<CallIn>));
        let fields: Vec<Field> = three.iter().copied().chain([any]).collect();
        let draft = form(&fields, &[given.as_slice(), &[("may_be_called_in", claimed.code())]].concat());
        assert_eq!(word(&record(&draft, THURSDAY)), "absent", "{claimed:?}");
    }
}

#[test]
fn the_form_offers_only_what_a_clerk_may_say() {
    let codes = |fields: &[Field], name: &str| {
        let field = fields.iter().find(|field| field.name == name).expect("the field");
        let options = field.options(&crate::field::Lists::default());
        options.into_iter().map(|(code, _)| code).collect::<Vec<_>>()
    };
    assert_eq!(codes(DECIDE, "may_be_called_in"), ["open", "not_subject"]);
    assert_eq!(codes(CALL_IN, "outcome"), ["passed", "called_in", "upheld"]);
    let typed = Typed::default();
    let missing =
        crate::field::draft(DECIDE, &typed, &crate::field::Lists::default(), &entity::gaps::Gaps::default());
    assert_eq!(missing.expect_err("nothing was given").says.len(), 7);
}
