use entity::choice::Choice;
use entity::id::{OrganisationId, PersonId};
use entity::state::{KpiKind, Role, YesNo};

use super::*;
use crate::access::Side;
use crate::returns::testing::{figure, kpi, monitored, quarters};
use crate::testing::{CHARITY, SEEN, actor, check_refused, form, noon, refused, rows, word};

fn person(id: i64, role: Role) -> Actor {
    Actor { person: Some(PersonId(id)), ..actor(Side::Provider(CHARITY), &[role]) }
}

/// Two quarters of one rate; the first has a figure, saved by person 40.
fn filled() -> Monitoring {
    let mut monitoring = monitored("2027-04-01");
    monitoring.kpis = vec![kpi(1, KpiKind::Rate, "2027-04-01", |_| {})];
    monitoring.returns = quarters(2027);
    monitoring.returns.truncate(2);
    let values = Values { numerator: Some(9), denominator: Some(10), ..Values::default() };
    let row = figure(&monitoring.returns[0], &monitoring.kpis[0], values);
    monitoring.returns[0].figures.push(row);
    monitoring
}

/// The same, sent by person 40 to be signed.
fn sent() -> Monitoring {
    let mut monitoring = filled();
    let row = &mut monitoring.returns[0].row;
    row.stage = ReturnStage::WithSignatory;
    row.prepared_by = Some(PersonId(40));
    row.came_from = Some(ReturnStage::Open);
    monitoring
}

fn signing(monitoring: &Monitoring, who: &Actor, now: &str) -> Result<Change, Refusal> {
    sign(monitoring, &monitoring.returns[0], RowId(90), SEEN, who, at(now))
}

fn at(text: &str) -> DateTime<Utc> {
    text.parse().expect("an instant")
}

#[test]
fn it_goes_to_the_signatory_when_its_period_is_over_and_everything_is_there() {
    let monitoring = filled();
    let one = &monitoring.returns[0];
    let preparer = person(40, Role::ReturnPreparer);
    let (why, says) = refused(send(&monitoring, one, SEEN, &preparer, noon("2027-06-30")));
    assert_eq!(why, Why::NotNow);
    assert!(says.contains("runs to 30 June 2027"), "{says}");
    let written = rows(send(&monitoring, one, SEEN, &preparer, noon("2027-07-01")));
    assert!(written[0].contains(r#""stage":"with_signatory""#), "{written:?}");
    let empty = &monitoring.returns[1];
    check_refused(
        send(&monitoring, empty, SEEN, &preparer, noon("2027-10-01")),
        Why::Incomplete,
        "k1-numerator: Measure 1: give the figure, or say why there is none.\n\
         k1-denominator: Measure 1: give the figure, or say why there is none.",
    );
    let submitted = submit(&monitoring, one, RowId(90), SEEN, &preparer, noon("2027-07-01"));
    assert_eq!(word(&submitted), "stage");
}

#[test]
fn nobody_signs_what_they_prepared() {
    let now = "2027-07-05T12:00:00Z";
    let table = [
        (person(41, Role::AuthorisedSignatory), "yes"),
        (person(40, Role::AuthorisedSignatory), "stage"),
        (person(41, Role::ReturnPreparer), "role"),
        (actor(Side::Provider(OrganisationId(2)), Role::ALL), "absent"),
    ];
    for (who, expected) in table {
        assert_eq!(word(&signing(&sent(), &who, now)), expected, "{who:?}");
    }
    // Someone else sent it, but the signatory typed a figure of it.
    let mut monitoring = sent();
    monitoring.returns[0].row.prepared_by = Some(PersonId(43));
    let (_, says) = refused(signing(&monitoring, &person(40, Role::AuthorisedSignatory), now));
    assert!(says.starts_with("You filled in figures of this return"), "{says}");
    assert!(says.contains("such as a trustee"), "{says}");
}

#[test]
fn the_second_after_the_deadline_is_late_and_is_taken() {
    // Due on 21 July 2027; British Summer Time ends that day at 23:00 UTC.
    let table = [("2027-07-21T22:59:59Z", false), ("2027-07-21T23:00:00Z", true)];
    for (now, late) in table {
        let written = rows(signing(&sent(), &person(41, Role::AuthorisedSignatory), now));
        let row = written.iter().find(|row| row.starts_with("insert return_submission")).expect("a row");
        assert!(row.contains(&format!(r#""late":{late}"#)), "{now}: {row}");
        assert!(row.contains(r#""prepared_by":40"#) && row.contains(r#""person_id":41"#), "{row}");
    }
}

#[test]
fn what_is_submitted_is_named_in_its_line_and_can_be_read_again() {
    let change = signing(&sent(), &person(41, Role::AuthorisedSignatory), "2027-07-05T12:00:00Z");
    let parts = change.expect("it is signed").into_parts();
    let seals = parts.seals.expect("it seals");
    let document = Document::of(&sent(), &sent().returns[0], 1);
    assert_eq!((seals.number, seals.digest), (1, sha256(&document.written())));
    assert_eq!(Document::read(&document.written()), Some(document.clone()));
    assert_eq!(
        document.written(),
        r#"{"contract":"CON-1","period":1,"first_on":"2027-04-01","last_on":"2027-06-30","submission":1,"figures":[{"kpi":1,"version":1,"title":"Measure 1","values":{"numerator":9,"denominator":10}}]}"#
            .replace("CON-1", &sent().contract.row.reference)
    );
}

#[test]
fn declined_it_goes_back_to_where_it_came_from() {
    let reason = form(DECLINE, &[("reason", "The second figure is of June only.")]);
    let mut monitoring = sent();
    for came_from in [ReturnStage::Open, ReturnStage::Returned, ReturnStage::Queried] {
        monitoring.returns[0].row.came_from = Some(came_from);
        let one = &monitoring.returns[0];
        let who = person(41, Role::AuthorisedSignatory);
        let written = rows(decline(&monitoring, one, &reason, SEEN, &who));
        let code = came_from.code();
        assert!(written[0].contains(&format!(r#""stage":"{code}""#)), "{written:?}");
    }
}

#[test]
fn one_person_submits_where_nobody_else_has_to_sign() {
    let mut monitoring = filled();
    monitoring.contract.row.returns_signed = Some(YesNo::No);
    let one = &monitoring.returns[0];
    let preparer = person(40, Role::ReturnPreparer);
    let now = noon("2027-07-05");
    assert_eq!(word(&send(&monitoring, one, SEEN, &preparer, now)), "stage");
    let written = rows(submit(&monitoring, one, RowId(90), SEEN, &preparer, now));
    assert!(written[1].contains(r#""stage":"submitted""#), "{written:?}");
}

#[test]
fn a_question_or_a_file_keeps_it_until_it_is_answered_or_there() {
    let mut monitoring = filled();
    let version = &mut monitoring.kpis[0].versions[0].row;
    version.target = Some(entity::number::Hundredths::whole(95));
    version.evidence = Some(YesNo::Yes);
    let said = |monitoring: &Monitoring| {
        let all = ready(monitoring, &monitoring.returns[0]);
        all.into_iter().map(|problem| problem.field.unwrap_or_default()).collect::<Vec<_>>()
    };
    assert_eq!(said(&monitoring), ["k1-reason"]);
    monitoring.returns[0].figures[0].reason = Some("Two moved away.".to_owned());
    assert_eq!(said(&monitoring), ["k1-file"]);
}

#[test]
fn what_is_carried_is_looked_at_again_when_it_is_sent() {
    let mut monitoring = filled();
    monitoring.kpis = vec![kpi(1, KpiKind::Caseload, "2027-04-01", |row| row.opening = Some(18))];
    monitoring.returns[0].figures.clear();
    let later = Values { added: Some(4), closed: Some(5), closing: Some(21), ..Values::default() };
    let row = figure(&monitoring.returns[1], &monitoring.kpis[0], later);
    monitoring.returns[1].figures.push(row);
    let preparer = person(40, Role::ReturnPreparer);
    let sending = |monitoring: &Monitoring| {
        send(monitoring, &monitoring.returns[1], SEEN, &preparer, noon("2027-10-05"))
    };
    let (_, says) = refused(sending(&monitoring));
    assert!(says.contains("carried from April to June 2027. Save its figure first"), "{says}");
    let first =
        Values { opening: Some(18), added: Some(6), closed: Some(2), closing: Some(22), ..Values::default() };
    let row = figure(&monitoring.returns[0], &monitoring.kpis[0], first);
    monitoring.returns[0].figures.push(row);
    let written = rows(sending(&monitoring));
    assert!(written.iter().any(|row| row.contains(r#""opening":22"#)), "{written:?}");
}
