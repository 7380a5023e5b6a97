use entity::choice::Choice;
use entity::id::{OrganisationId, PersonId, ReturnId};
use entity::number::Hundredths;
use entity::state::{EnteredBy, KpiKind, Role};

use super::*;
use crate::access::Side;
use crate::returns::sign::Document;
use crate::returns::testing::{figure, kpi, monitored, period, quarters};
use crate::returns::values::Values;
use crate::testing::{
    CHARITY, SEEN, actor, blank, check_refused, form, noon, refused, rows, staff, staff_roles, strangers,
    word,
};

const IDS: [RowId; 3] = [RowId(91), RowId(92), RowId(93)];
const LETTER: LetterId = LetterId(95);

fn manager() -> Actor {
    staff(Role::ContractManager)
}

fn preparer() -> Actor {
    actor(Side::Provider(CHARITY), &[Role::ReturnPreparer])
}

fn of(numerator: i64, denominator: i64) -> Values {
    Values { numerator: Some(numerator), denominator: Some(denominator), ..Values::default() }
}

/// Two quarters with a rate, a count and a count of the council's own; the first is in the stage that a test wants.
fn submitted(stage: ReturnStage) -> Monitoring {
    let mut monitoring = monitored("2027-04-01");
    let rate = |row: &mut entity::kpi_version::Model| row.target = Some(Hundredths::whole(80));
    let own = |row: &mut entity::kpi_version::Model| row.entered_by = EnteredBy::Council;
    monitoring.kpis = vec![
        kpi(1, KpiKind::Count, "2027-04-01", |_| {}),
        kpi(2, KpiKind::Rate, "2027-04-01", rate),
        kpi(3, KpiKind::Count, "2027-04-01", own),
    ];
    monitoring.returns = quarters(2027);
    monitoring.returns.truncate(2);
    let count = Values { count: Some(7), ..Values::default() };
    let figures = [(0, count.clone()), (1, of(9, 10)), (2, count)];
    for (place, values) in figures {
        let row = figure(&monitoring.returns[0], &monitoring.kpis[place], values);
        monitoring.returns[0].figures.push(row);
    }
    monitoring.returns[0].row.stage = stage;
    submit(&mut monitoring);
    monitoring
}

/// What the first return holds is submitted once more.
fn submit(monitoring: &mut Monitoring) {
    let number = monitoring.returns[0].row.submissions + 1;
    let document = Document::of(monitoring, &monitoring.returns[0], number).written();
    let one = &mut monitoring.returns[0];
    one.row.submissions = number;
    one.submissions.push(blank::<entity::return_submission::ActiveModel, _>(|row| {
        row.return_id = Set(one.row.id);
        row.number = Set(number);
        row.at = Set(noon("2027-07-05"));
        row.document = Set(document);
    }));
}

fn asked_about(monitoring: &mut Monitoring, place: usize, answer: Option<&str>) {
    let kpi = monitoring.kpis[place].row.id;
    let one = &mut monitoring.returns[0];
    one.queries.push(blank::<return_query::ActiveModel, _>(|row| {
        row.id = Set(RowId(70 + kpi.0));
        row.return_id = Set(ReturnId(1));
        row.kpi_id = Set(kpi);
        row.submission = Set(1);
        row.question = Set("How so?".to_owned());
        row.asked_at = Set(noon("2027-07-06"));
        row.asked_by = Set(PersonId(40));
        row.answer = Set(answer.map(str::to_owned));
        row.answered_at = Set(answer.map(|_| noon("2027-07-07")));
    }));
}

fn ask(monitoring: &Monitoring, places: &[usize], who: &Actor) -> Result<Change, Refusal> {
    let asked: Vec<_> =
        places.iter().map(|place| (monitoring.kpis[*place].row.id, "How so?".to_owned())).collect();
    query(monitoring, &monitoring.returns[0], &asked, (&IDS, LETTER), SEEN, who, noon("2027-07-06"))
}

fn accepting(monitoring: &Monitoring, who: &Actor) -> Result<Change, Refusal> {
    accept(monitoring, &monitoring.returns[0], LETTER, SEEN, who, noon("2027-07-06"))
}

#[test]
fn each_act_has_its_stages() {
    let back = form(SEND_BACK, &[("returned_reason", "Count June again.")]);
    let closing = form(CLOSE, &[("closed_reason", "The service had not begun.")]);
    let again = form(REOPEN, &[("reason", "The figures were found.")]);
    let answers = [(RowId(71), "Two moved away.".to_owned())];
    let table = [
        // stage, ask, accept, send back, close, open again, answer
        (ReturnStage::Open, ["stage", "stage", "stage", "yes", "stage", "stage"]),
        (ReturnStage::WithSignatory, ["stage", "stage", "stage", "yes", "stage", "stage"]),
        (ReturnStage::Submitted, ["yes", "yes", "yes", "stage", "stage", "stage"]),
        (ReturnStage::Queried, ["yes", "stage", "yes", "yes", "stage", "yes"]),
        (ReturnStage::Returned, ["stage", "stage", "stage", "yes", "stage", "yes"]),
        (ReturnStage::Accepted, ["stage", "stage", "stage", "stage", "stage", "stage"]),
        (ReturnStage::Closed, ["stage", "stage", "stage", "stage", "yes", "stage"]),
    ];
    for (stage, expected) in table {
        let mut all = submitted(stage);
        asked_about(&mut all, 0, None);
        let (one, who, now) = (&all.returns[0], manager(), noon("2027-09-01"));
        let found = [
            word(&ask(&all, &[1], &who)),
            word(&accepting(&all, &who)),
            word(&send_back(&all, one, &back, LETTER, SEEN, &who, now)),
            word(&close(&all, one, &closing, LETTER, SEEN, &who, now)),
            word(&reopen(&all, one, &again, LETTER, SEEN, &who, now)),
            word(&answer(&all, one, &answers, SEEN, &preparer(), now)),
        ];
        assert_eq!(found, expected, "{stage:?}");
    }
}

#[test]
fn contract_managers_review_and_nobody_else() {
    let all = submitted(ReturnStage::Submitted);
    for role in staff_roles() {
        let expected = if role == Role::ContractManager { "yes" } else { "role" };
        assert_eq!(word(&accepting(&all, &staff(role))), expected, "{role:?}");
        assert_eq!(word(&ask(&all, &[0], &staff(role))), expected, "{role:?}");
    }
    for who in strangers() {
        assert_eq!(word(&accepting(&all, &who)), "absent", "{who:?}");
    }
}

#[test]
fn named_figures_are_asked_about_in_one_letter() {
    let all = submitted(ReturnStage::Submitted);
    let written = rows(ask(&all, &[0, 1], &manager()));
    assert!(written[0].contains(r#""stage":"queried""#), "{written:?}");
    let questions = written.iter().filter(|row| row.starts_with("insert return_query")).count();
    let letters: Vec<_> = written.iter().filter(|row| row.starts_with("insert letter")).collect();
    assert_eq!((questions, letters.len()), (2, 1));
    let expects = [
        r#""contract_id":300"#,
        r#""path":"/returns/1/answer""#,
        "Measure 1:",
        "Measure 2:",
        "return-asked/1/7",
    ];
    for expected in expects {
        assert!(letters[0].contains(expected), "{expected}: {}", letters[0]);
    }
    check_refused(
        ask(&all, &[2], &manager()),
        Why::Incomplete,
        "k3-question: The council measures this itself, so the provider cannot be asked about it.",
    );
    assert_eq!(word(&ask(&all, &[], &manager())), "form");
    let mut asked = submitted(ReturnStage::Queried);
    asked_about(&mut asked, 0, None);
    assert_eq!(word(&ask(&asked, &[0], &manager())), "form");
    assert_eq!(word(&ask(&asked, &[1], &manager())), "yes");
}

#[test]
fn a_provider_that_is_not_registered_here_gets_no_letter() {
    let mut all = submitted(ReturnStage::Submitted);
    all.contract.row.organisation_id = None;
    all.returns[0].row.organisation_id = None;
    let written = rows(accepting(&all, &manager()));
    assert!(written.iter().all(|row| !row.starts_with("insert letter")), "{written:?}");
}

#[test]
fn it_is_accepted_once_the_council_s_own_figures_are_in() {
    let mut all = submitted(ReturnStage::Submitted);
    let written = rows(accepting(&all, &manager()));
    assert!(
        written[0].contains(r#""stage":"accepted""#) && written[0].contains(r#""accepted_by":40"#),
        "{written:?}"
    );
    all.returns[0].figures.pop();
    check_refused(
        accepting(&all, &manager()),
        Why::Incomplete,
        "Measure 3: the council measures this itself, and its figure is missing.",
    );
}

#[test]
fn a_period_is_closed_only_after_its_day_and_never_counts_as_nought() {
    let all = submitted(ReturnStage::Returned);
    let closing = form(CLOSE, &[("closed_reason", "The service had not begun.")]);
    let one = &all.returns[0];
    let (why, says) = refused(close(&all, one, &closing, LETTER, SEEN, &manager(), noon("2027-07-21")));
    assert_eq!(why, Why::NotNow);
    assert!(says.contains("due by 21 July 2027"), "{says}");
    let written = rows(close(&all, one, &closing, LETTER, SEEN, &manager(), noon("2027-07-22")));
    assert!(written[0].contains(r#""stage":"closed""#), "{written:?}");
    let closed = submitted(ReturnStage::Closed).as_submitted();
    let kept: Vec<_> = closed.returns[0].figures.iter().map(|row| row.kpi_id.0).collect();
    assert_eq!(kept, [3], "what the council measures itself stays");
    let asked = closed.asked_of(&closed.kpis[0], &closed.returns[0]).expect("it is asked for");
    assert_eq!(closed.year_to_date(&closed.returns[0], asked, None).missing, 1);
}

#[test]
fn what_was_closed_is_opened_again_where_it_stood() {
    let again = form(REOPEN, &[("reason", "The figures were found.")]);
    let opened = |all: &Monitoring| {
        rows(reopen(all, &all.returns[0], &again, LETTER, SEEN, &manager(), noon("2027-09-01")))
    };
    let mut all = submitted(ReturnStage::Closed);
    assert!(opened(&all)[0].contains(r#""stage":"returned""#));
    all.returns[0].row.submissions = 0;
    let written = opened(&all);
    assert!(
        written[0].contains(r#""stage":"open""#) && written[0].contains(r#""closed_reason":null"#),
        "{written:?}"
    );
}

#[test]
fn an_answer_can_be_written_anew_until_it_is_submitted_again() {
    let mut all = submitted(ReturnStage::Queried);
    asked_about(&mut all, 0, Some("Two moved away."));
    let answering = |all: &Monitoring, words: &str, who: &Actor| {
        answer(all, &all.returns[0], &[(RowId(71), words.to_owned())], SEEN, who, noon("2027-07-08"))
    };
    let written = rows(answering(&all, "Three moved away.", &preparer()));
    assert!(written[0].contains("Three moved away."), "{written:?}");
    assert!(rows(answering(&all, "Two moved away.", &preparer())).is_empty());
    // The figure can be changed while its answer can: both are judged together when it is submitted again.
    let writable = all.returns[0].writable();
    assert!(writable.holds(all.kpis[0].row.id) && !writable.holds(all.kpis[1].row.id));
    assert_eq!(word(&answering(&all, "Three.", &manager())), "absent");
    let other = actor(Side::Provider(OrganisationId(2)), Role::ALL);
    assert_eq!(word(&answering(&all, "Three.", &other)), "absent");
    let signatory = actor(Side::Provider(CHARITY), &[Role::AuthorisedSignatory]);
    assert_eq!(word(&answering(&all, "Three.", &signatory)), "role");
    all.returns[0].row.submissions = 2;
    assert_eq!(word(&answering(&all, "Three.", &preparer())), "stage");
}

#[test]
fn the_council_reads_what_was_submitted_and_no_draft() {
    let mut all = submitted(ReturnStage::Queried);
    asked_about(&mut all, 1, Some("Written, and not sent yet."));
    let figure = &mut all.returns[0].figures[1];
    (figure.numerator, figure.comment) = (Some(3), Some("A draft.".to_owned()));
    figure.at = noon("2027-07-08");
    all.returns[0].row.note = Some("A draft.".to_owned());
    let draft = self::figure(&all.returns[1], &all.kpis[0], Values { count: Some(5), ..Values::default() });
    all.returns[1].figures.push(draft);
    let read = all.as_submitted();
    let figure = &read.returns[0].figures[1];
    assert_eq!((figure.numerator, &figure.comment), (Some(9), &None));
    assert_eq!(read.returns[0].queries[0].answer, None);
    assert_eq!(read.returns[0].row.note, None);
    assert!(read.returns[1].figures.is_empty());
    assert_eq!(
        read.clone().as_submitted().returns[0].figures.len(),
        3,
        "what the council reads is what was returned"
    );
}

#[test]
fn what_is_red_changed_or_not_explained_comes_first() {
    let mut all = submitted(ReturnStage::Submitted);
    let marks = |all: &Monitoring| {
        let order = order(all, &all.returns[0]);
        order.iter().map(|it| (it.asked.kpi.row.number, it.marks.clone())).collect::<Vec<_>>()
    };
    assert_eq!(marks(&all), [(1, vec![]), (2, vec![]), (3, vec![])]);
    all.returns[0].figures[0].count = Some(9);
    submit(&mut all);
    assert_eq!(marks(&all)[0], (1, vec![Mark::Changed]));
    all.returns[0].figures[1].numerator = Some(3);
    submit(&mut all);
    let found = marks(&all);
    assert_eq!(found[0], (2, vec![Mark::OffTarget, Mark::Changed, Mark::Unexplained]));
    all.returns[0].figures[1].reason = Some("The clinic was closed.".to_owned());
    assert_eq!(marks(&all)[0], (2, vec![Mark::OffTarget, Mark::Changed]));
    all.returns[0].figures.remove(0);
    assert_eq!(marks(&all)[1], (1, vec![Mark::NoFigure]));
}

#[test]
fn a_figure_that_jumped_is_looked_at_before_one_that_did_not() {
    let mut all = submitted(ReturnStage::Submitted);
    let mut before = period(9, "2027-01-01", "2027-03-31");
    all.kpis[0].versions[0].row.from_on = crate::testing::day("2027-01-01");
    let earlier = figure(&before, &all.kpis[0], Values { count: Some(20), ..Values::default() });
    before.figures.push(earlier);
    all.returns.insert(0, before);
    let order = order(&all, &all.returns[1]);
    assert_eq!(order[0].marks, [Mark::Moved, Mark::Unexplained]);
    assert_eq!(order[0].last.as_ref().and_then(|last| last.count), Some(20));
}
