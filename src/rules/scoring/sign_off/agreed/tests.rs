use entity::state::Role;

use super::*;
use crate::exact::fraction;
use crate::scoring::testing::{
    EVALUATORS, approver, evaluator, freeze_terms, locked, moderated, moderator, now, of, officer, signed,
    someone,
};
use crate::testing::tenders::LOT;
use crate::testing::{strangers, word};

fn agreed_now<'a>(s: &'a Scoring, actor: &Actor) -> Result<Vec<Agreed<'a>>, Refusal> {
    agreed(s, LOT, actor, now())
}

#[test]
fn quality_is_exact_and_a_minimum_that_is_missed_is_named() {
    let s = of(moderated());
    let all = agreed_now(&s, &officer()).expect("complete");
    let told: Vec<_> =
        all.iter().map(|it| (it.label, fraction(&it.quality), it.below.clone(), it.fails)).collect();
    let short = vec!["Overall: 5.00 is below 50% of the quality available, which is 20.".to_owned()];
    let expected = [
        ("Bid A", "32/1".to_owned(), Vec::new(), false),
        ("Bid B", "5/1".to_owned(), short, true),
        ("Bid C", "24/1".to_owned(), Vec::new(), false),
    ];
    assert_eq!(told, expected);
    assert_eq!(all[0].scores.iter().map(|(_, row)| row.score).collect::<Vec<_>>(), [4, 4]);
}

#[test]
fn a_minimum_stops_a_bid_only_if_that_was_published() {
    let mut rows = moderated();
    rows.tender.lots[0].minimum_disqualifies = Some(YesNo::No);
    rows.tender.lots[0].overall_minimum = None;
    rows.tender.criteria[0].minimum = Some(4);
    freeze_terms(&mut rows.tender);
    let s = of(rows);
    let all = agreed_now(&s, &officer()).expect("complete");
    let told: Vec<_> = all.iter().map(|it| (it.below.len(), it.fails)).collect();
    assert_eq!(told, [(0, false), (1, false), (1, false)]);
    assert_eq!(all[2].below, ["“Delivery”: 3 is below the lowest score that passes, 4."]);
}

#[test]
fn exactly_the_minimum_passes() {
    let mut rows = moderated();
    rows.tender.lots[0].overall_minimum = Some(entity::number::BasisPoints::percent(60));
    freeze_terms(&mut rows.tender);
    let s = of(rows);
    let all = agreed_now(&s, &officer()).expect("complete");
    assert_eq!(all.iter().map(|it| it.fails).collect::<Vec<_>>(), [false, true, false], "24 of 40 is 60%");
}

#[test]
fn who_reads_it_before_and_after_the_sign_off() {
    let (open, done) = (of(moderated()), of(signed()));
    let auditor = someone(60, Role::Auditor);
    let table = [
        (officer(), "yes", "yes"),
        (approver(), "yes", "yes"),
        (moderator(), "yes", "yes"),
        (evaluator(0), "role", "yes"),
        (someone(EVALUATORS[0], Role::ProcurementOfficer), "role", "yes"),
        (auditor, "role", "yes"),
        (someone(61, Role::Evaluator), "role", "role"),
        (someone(61, Role::DemocraticServices), "role", "role"),
    ];
    for (actor, before, after) in table {
        assert_eq!(word(&agreed_now(&open, &actor)), before, "{actor:?}");
        assert_eq!(word(&agreed_now(&done, &actor)), after, "{actor:?}");
    }
    for stranger in strangers() {
        assert_eq!(word(&agreed_now(&done, &stranger)), "absent");
    }
}

#[test]
fn nothing_is_summed_up_while_a_record_is_missing() {
    assert_eq!(word(&agreed_now(&of(locked()), &officer())), "form");
}
