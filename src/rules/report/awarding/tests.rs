use std::collections::BTreeMap;

use entity::id::{PersonId, RowId};
use entity::state::{ConflictDecision, Role, YesNo};
use sea_orm::ActiveValue::Set;

use super::*;
use crate::access::Actor;
use crate::award::LotResult;
use crate::award::testing::{authority, awarded, priced, ranked_rows, sealed};
use crate::law::dates::long_date;
use crate::report::Figure;
use crate::scoring::testing::{EVALUATORS, X, approver, declare, moderated, now, of as scoring_of, someone};
use crate::testing::{day, empty};

/// A procurement with the tender whose lot has come so far.
fn record(rows: crate::award::Rows) -> (crate::procurement::Procurement, TenderRecord) {
    let scoring = rows.scoring.clone();
    let tender = scoring.tender().clone();
    let mut p = empty();
    p.row.id = tender.row.procurement_id;
    let received = Received { opened: 3, late: 1, withdrawn: 0 };
    (p, TenderRecord { tender, received, scoring: Some(scoring), results: vec![LotResult::of(rows)] })
}

fn people() -> BTreeMap<PersonId, String> {
    [70, 71, 72].map(|person| (PersonId(person), format!("Officer {person}"))).into()
}

fn open(rows: crate::award::Rows) -> Awarding {
    let (p, record) = record(rows);
    Awarding::open(&p, &authority(), &[record], &people(), now())
}

fn exempt(rows: crate::award::Rows, reader: &Actor) -> Awarding {
    let (p, record) = record(rows);
    Awarding::exempt(&p, &authority(), &[record], &people(), reader, now())
}

fn shown(awarding: &Awarding, name: &str) -> Option<String> {
    let figures: Vec<Figure> = figures(awarding);
    figures.into_iter().find(|figure| figure.name == name).map(|figure| figure.shown)
}

/// Before the decision nobody finds a price, a name, a score or a rank in the open report, whatever it names.
#[test]
fn an_open_report_has_no_figure_of_a_result_before_the_decision() {
    for rows in [sealed(), priced(), ranked_rows()] {
        let awarding = open(rows);
        let names: Vec<String> = figures(&awarding).into_iter().map(|figure| figure.name).collect();
        for result in ["winner", "quality", "price", "bid-a", "bid-b", "bid-c", "apart"] {
            let found = names.iter().find(|name| {
                name.strip_prefix("award.").is_some_and(|rest| rest.split('.').next() == Some(result))
            });
            assert_eq!(found, None, "{names:?}");
        }
        let text = format!("{awarding:?}");
        assert!(!text.contains("Bidder ") && !text.contains("Bid A"), "{text}");
        assert_eq!(shown(&awarding, "award.price_weight").as_deref(), Some("60%"));
        assert_eq!(shown(&awarding, "tender.late").as_deref(), Some("1"));
    }
    assert_eq!(shown(&open(ranked_rows()), "award.ranked").as_deref(), Some("2"));
    assert_eq!(shown(&open(priced()), "award.ranked"), None);
}

#[test]
fn an_open_report_tells_the_result_by_label_and_the_winner_after_the_letters() {
    let decided = open(awarded(Some(X), |_| {}));
    assert_eq!(shown(&decided, "award.winner").as_deref(), Some("Bid C"));
    assert_eq!(shown(&decided, "award.quality").as_deref(), Some("24.00"));
    assert_eq!(shown(&decided, "award.bid-a.rank").as_deref(), Some("2"));
    assert_eq!(shown(&decided, "award.price"), None);
    assert!(!format!("{decided:?}").contains("Bidder "));

    let told = open(awarded(Some(X), |row| row.told_at = Set(Some(now()))));
    assert_eq!(shown(&told, "award.winner").as_deref(), Some("Bidder X"));
    assert_eq!(shown(&told, "award.price").as_deref(), Some("£100,000"));
    assert_eq!(shown(&told, "award.bid-a.price"), None);
    assert_eq!(shown(&told, "award.told_on"), Some(long_date(day("2026-09-20"))));
    assert!(!format!("{told:?}").contains("Bidder Y"), "a loser is never named");
}

#[test]
fn an_exempt_appendix_opens_to_its_reader_with_the_sign_off() {
    let told = exempt(ranked_rows(), &approver());
    assert_eq!(shown(&told, "award.winner").as_deref(), Some("Bidder X"));
    assert_eq!(shown(&told, "award.bid-b.name").as_deref(), Some("Bidder Z"));
    assert_eq!(shown(&told, "award.bid-a.total").as_deref(), Some("82.00"));
    assert_eq!(told.tenders[0].lots[0].tier.as_deref(), Some("Director"));

    let mut unsigned = sealed();
    unsigned.scoring = scoring_of(moderated());
    let closed = exempt(unsigned, &approver());
    let says = closed.tenders[0].lots[0].exempt.clone();
    assert_eq!(says, Some(Err("Prices are shown once the quality of this lot is signed off.".to_owned())));
    assert!(!format!("{closed:?}").contains("Bidder "));

    let auditor = exempt(ranked_rows(), &someone(44, Role::Auditor));
    assert!(auditor.tenders[0].lots[0].told().is_none(), "an auditor reads no prices");
}

#[test]
fn interests_are_counted_for_everyone_and_told_in_the_appendix_alone() {
    let mut rows = ranked_rows();
    let mut scoring = rows.scoring.rows().clone();
    declare(&mut scoring, EVALUATORS[0], YesNo::Yes, Some(ConflictDecision::Kept));
    if let Some(last) = scoring.declarations.last_mut() {
        last.says = Some("A cousin works there.".to_owned());
        last.decision_reason = Some("Not in this service.".to_owned());
    }
    rows.scoring = scoring_of(scoring);
    let open = open(rows.clone());
    let counted = Interests { declared: 3, with: 1, kept: 1, removed: 0 };
    assert_eq!(open.tenders[0].interests, counted);
    assert!(!format!("{open:?}").contains("cousin"));
    let told = exempt(rows, &approver());
    assert_eq!(told.tenders[0].declared[0].says, "A cousin works there.");
}

#[test]
fn the_timetable_has_a_day_or_says_what_a_step_waits_for() {
    let before = open(ranked_rows());
    let steps = |awarding: &Awarding| -> Vec<(String, String)> {
        let steps = awarding.tenders[0].lots[0].steps.iter();
        steps.map(|step| (step.what.to_owned(), step.when.clone())).collect()
    };
    let when = |awarding: &Awarding, what: &str| {
        steps(awarding).into_iter().find(|(step, _)| step == what).map(|(_, when)| when)
    };
    assert_eq!(when(&before, "Bidders told").as_deref(), Some("After the call-in"));
    let after = open(awarded(Some(X), |row| {
        row.published_on = Set(Some(day("2026-09-21")));
        row.call_in_ends_on = Set(Some(day("2026-09-28")));
        row.call_in = Set(entity::state::CallIn::Passed);
    }));
    assert_eq!(when(&after, "Decision").as_deref(), Some("21 September 2026"));
    assert_eq!(when(&after, "End of call-in").as_deref(), Some("28 September 2026"));
}

#[test]
fn what_does_not_add_up_is_told_and_prices_only_where_they_are_open() {
    let says = |awarding: &Awarding| awarding.checks.join("\n");
    let (mut p, record) = record(ranked_rows());
    p.row.price_weight = Some(entity::number::BasisPoints::percent(40));
    p.row.quality_weight = Some(entity::number::BasisPoints::percent(60));
    p.row.total_value = Some(entity::number::Pence::pounds(90_000));
    let records = [record];
    let open = Awarding::open(&p, &authority(), &records, &people(), now());
    assert!(says(&open).contains("price 40% and quality 60%"), "{}", says(&open));
    assert!(!says(&open).contains("£100,000"), "{}", says(&open));
    let told = Awarding::exempt(&p, &authority(), &records, &people(), &approver(), now());
    assert!(says(&told).contains("£100,000"), "{}", says(&told));
}

#[test]
fn several_lots_have_figures_of_their_own() {
    let mut awarding = open(ranked_rows());
    let mut second = awarding.tenders[0].lots[0].clone();
    second.terms.id = RowId(999);
    awarding.tenders[0].lots.push(second);
    assert_eq!(shown(&awarding, "award.ranked"), None);
    assert_eq!(shown(&awarding, "award.999.ranked").as_deref(), Some("2"));
}
