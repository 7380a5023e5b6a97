use entity::number::Hundredths;
use entity::state::{EnteredBy, KpiKind, ReturnStage};

use super::*;
use crate::returns::testing::{figure, kpi, monitored, quarters};
use crate::returns::{Monitoring, Return};

/// Four KPIs and a year of quarters; the first quarter has figures.
fn monitoring() -> Monitoring {
    let mut m = monitored("2027-04-01");
    m.kpis = vec![
        kpi(1, KpiKind::Count, "2027-04-01", |row| row.definition = Some("Each woman once.".to_owned())),
        kpi(2, KpiKind::Rate, "2027-04-01", |row| {
            row.numerator = Some("Engaged in time".to_owned());
            row.denominator = Some("Referred".to_owned());
            row.target = Some(Hundredths(8_000));
        }),
        kpi(3, KpiKind::Caseload, "2027-04-01", |row| row.opening = Some(12)),
        kpi(4, KpiKind::YesNo, "2027-04-01", |_| ()),
        kpi(5, KpiKind::Narrative, "2027-04-01", |_| ()),
        kpi(6, KpiKind::Count, "2027-04-01", |row| row.entered_by = EnteredBy::Council),
    ];
    m.returns = quarters(2027);
    let first = m.returns[0].clone();
    let rate = Values { numerator: Some(9), denominator: Some(10), ..Values::default() };
    m.returns[0].figures = vec![figure(&first, &m.kpis[1], rate)];
    m
}

/// A cell as the workbook of the second quarter would bring it.
fn cell(name: &str, row: u32, text: &str) -> Found {
    let holds = if text.is_empty() { Holds::Empty } else { Holds::Text(text.to_owned()) };
    let place = Some(Place { sheet: "Figures".to_owned(), row, column: "I".to_owned() });
    Found { name: name.to_owned(), place, holds, is_formula: false, drawn: None }
}

fn came(m: &Monitoring, one: &Return, cells: &[(&str, &str)]) -> Came {
    let found = (5..).zip(cells).map(|(row, (name, text))| cell(name, row, text)).collect();
    Came { mark: Some(Mark::of(m, one)), found, notes: Vec::new() }
}

fn fate<'a>(read: &'a Read, name: &str) -> &'a Fate {
    &read.cells.iter().find(|cell| cell.name == name).expect("the return has this box").fate
}

fn problems(read: &Read) -> Vec<String> {
    read.cells.iter().filter_map(Difference::problem).collect()
}

#[test]
fn a_sheet_has_a_line_for_each_box_the_provider_returns() {
    let m = monitoring();
    let sheet = sheet(&m, &m.returns[1]);
    let keys: Vec<&str> = sheet.lines.iter().map(|line| line.key.as_str()).collect();
    assert_eq!(
        keys,
        [
            "k1-count",
            "k2-numerator",
            "k2-denominator",
            "k3-added",
            "k3-closed",
            "k3-closing",
            "k4-yes",
            "k5-words"
        ]
    );
    let rate = &sheet.lines[1];
    assert_eq!((rate.enter.as_str(), rate.last.as_str()), ("Engaged in time", "9 (90.0%)"));
    assert_eq!((rate.target.as_str(), sheet.lines[2].target.as_str()), ("80%", ""));
    assert_eq!(sheet.lines[0].means, "Each woman once.");
    assert!(!sheet.lines[3].enter.contains("12 were open"), "the quarter before has no figure to carry");
    assert!(super::sheet(&m, &m.returns[0]).lines[3].enter.contains("(12 were open on the first day)"));
    assert_eq!(rate.entries.len(), 4, "figure, comment, why none, why right");
    assert_eq!(sheet.lines[2].entries.len(), 1, "a comment stands beside the first box alone");
    assert_eq!(sheet.lines[6].entries[0].takes, Takes::Words(vec!["Yes".to_owned(), "No".to_owned()]));
}

#[test]
fn a_mark_is_read_back() {
    let m = monitoring();
    let mark = Mark::of(&m, &m.returns[1]);
    assert_eq!(Mark::read(&mark.written()), Some(mark.clone()));
    assert_eq!(mark.kpis.len(), 5, "the council's own is not asked of the provider");
    for text in ["", "gatehouse-return/", "gatehouse-return/x 1 A 1 1.1", "gatehouse-return/1 1 A 1 1-1"] {
        assert_eq!(Mark::read(text), None, "{text}");
    }
}

#[test]
fn a_workbook_of_something_else_is_refused_in_words() {
    let m = monitoring();
    let own = Mark::of(&m, &m.returns[1]);
    let says = |mark: Mark| mark.must_fit(&m, &m.returns[1]).expect_err("it is another's").first();
    assert!(own.must_fit(&m, &m.returns[1]).is_ok());
    assert_eq!(
        says(Mark::of(&m, &m.returns[0])),
        "This workbook is for April to June 2027. You are filling in July to September 2027. Choose the workbook of July to September 2027, or open the return for April to June 2027."
    );
    assert!(
        says(Mark { reference: "DOR-2027-009".to_owned(), ..own.clone() })
            .starts_with("This workbook belongs to contract DOR-2027-009.")
    );
    assert!(says(Mark { format: 0, ..own }).contains("before its layout changed"));
}

#[test]
fn cells_become_figures_by_the_boxes_of_the_page() {
    let m = monitoring();
    let one = &m.returns[1];
    let cells = [
        ("k1-count", "1,204"),
        ("k1-comment", "A busy summer."),
        ("k2-numerator", "30"),
        ("k2-denominator", " 60 "),
        ("k4-yes", "yes"),
        ("k5-words", "Two groups met."),
    ];
    let read = read(&m, one, &came(&m, one, &cells));
    assert_eq!(problems(&read), Vec::<String>::new());
    let figures: Vec<_> = read.figures.iter().map(|figure| figure.kpi.0).collect();
    assert_eq!(figures, [1, 2, 4, 5]);
    assert_eq!(read.figures[0].values.count, Some(1_204));
    assert_eq!(read.figures[0].comment.as_deref(), Some("A busy summer."));
    assert_eq!(read.figures[1].values.denominator, Some(60));
    assert_eq!(read.figures[2].values.yes, Some(true));
    assert!(read.asked.iter().any(|(title, says)| title == "Measure 2" && says.contains("90.0%")), "a jump");
}

#[test]
fn what_is_wrong_is_said_with_its_place_and_leaves_the_rest() {
    let m = monitoring();
    let one = &m.returns[1];
    let table: &[(&str, &str, &str)] = &[
        (
            "k1-count",
            "about 20",
            "Sheet Figures, row 5, column I: “about 20” cannot be taken. How many must be a whole number from 0 to 1,000,000,000.",
        ),
        (
            "k1-count",
            "12.5",
            "Sheet Figures, row 5, column I: “12.5” cannot be taken. How many must be a whole number from 0 to 1,000,000,000.",
        ),
        (
            "k2-numerator",
            "-3",
            "Sheet Figures, row 5, column I: “-3” cannot be taken. Engaged in time must be a whole number from 0 to 1,000,000,000.",
        ),
        (
            "k4-yes",
            "perhaps",
            "Sheet Figures, row 5, column I: “perhaps” cannot be taken. Choose yes or no from the list.",
        ),
    ];
    for (name, text, says) in table {
        let good = if *name == "k5-words" { ("k1-count", "3") } else { ("k5-words", "Well.") };
        let read = read(&m, one, &came(&m, one, &[(name, text), good]));
        assert_eq!(problems(&read), [*says]);
        assert_eq!(read.figures.len(), 1, "the good one can be recorded: {name}");
        let to_fix = read.to_fix.first().expect("it can be put right on screen");
        let field = name.split_once('-').expect("a full name").1;
        assert_eq!(to_fix.typed.get(field), *text, "what was typed is kept");
        assert_eq!(to_fix.problems.len(), 1);
    }
}

#[test]
fn the_faults_of_the_page_are_faults_of_the_workbook() {
    let m = monitoring();
    let one = &m.returns[0];
    let cells = [
        ("k2-numerator", "11"),
        ("k2-denominator", "10"),
        ("k3-added", "3"),
        ("k3-closed", "2"),
        ("k3-closing", "20"),
    ];
    let read = read(&m, one, &came(&m, one, &cells));
    let says = problems(&read);
    assert!(says[0].starts_with("Sheet Figures, row 5, column I: 11 cannot be more than the 10"), "{says:?}");
    assert!(says[1].starts_with("Sheet Figures, row 9, column I: 12 open at the start"), "{says:?}");
    assert!(read.figures.is_empty());
}

#[test]
fn an_empty_cell_and_a_missing_one_take_nothing_out() {
    let m = monitoring();
    let one = &m.returns[0];
    let empty = read(&m, one, &came(&m, one, &[("k2-numerator", ""), ("k2-denominator", "10")]));
    assert!(matches!(fate(&empty, "k2-numerator"), Fate::Kept(why) if why.contains("an empty cell")));
    assert_eq!(fate(&empty, "k2-denominator"), &Fate::Same);
    assert!(empty.figures.is_empty(), "nothing changes");
    let missing = read(&m, one, &came(&m, one, &[]));
    assert!(matches!(fate(&missing, "k2-numerator"), Fate::Kept(why) if why.contains("not in the workbook")));
}

#[test]
fn a_reason_why_there_is_none_takes_the_emptied_figure_out() {
    let m = monitoring();
    let one = &m.returns[0];
    let cells = [("k2-numerator", ""), ("k2-denominator", ""), ("k2-none_reason", "The survey is later.")];
    let emptied = read(&m, one, &came(&m, one, &cells));
    assert_eq!(fate(&emptied, "k2-numerator"), &Fate::Cleared);
    assert_eq!(emptied.figures[0].values.numerator, None);
    assert_eq!(emptied.figures[0].values.none_reason.as_deref(), Some("The survey is later."));
    let both = read(&m, one, &came(&m, one, &[("k2-numerator", "9"), cells[2]]));
    assert!(matches!(fate(&both, "k2-none_reason"), Fate::Wrong(says) if says.contains("There is a figure")));
}

#[test]
fn a_cell_that_was_not_touched_does_not_undo_what_was_changed_here() {
    let m = monitoring();
    let one = &m.returns[0];
    let mut workbook = came(&m, one, &[("k2-numerator", "8"), ("k2-denominator", "10")]);
    workbook.found[0].drawn = Some(drawn("8"));
    let kept = read(&m, one, &workbook);
    assert!(matches!(fate(&kept, "k2-numerator"), Fate::Kept(why) if why.contains("changed here after")));
    workbook.found[0].drawn = Some(drawn("7"));
    assert_eq!(fate(&read(&m, one, &workbook), "k2-numerator"), &Fate::Changed);
}

#[test]
fn a_measure_that_was_changed_since_is_named() {
    let m = monitoring();
    let one = &m.returns[1];
    let mut workbook = came(&m, one, &[("k1-count", "5"), ("k4-yes", "No"), ("k9-count", "3")]);
    if let Some(mark) = &mut workbook.mark {
        mark.kpis[0] = (1, 0);
    }
    let read = read(&m, one, &workbook);
    assert!(
        matches!(fate(&read, "k1-count"), Fate::Wrong(says) if says.contains("changed “Measure 1” from 1 April 2027"))
    );
    assert_eq!(read.figures.len(), 1, "the other is read");
    assert_eq!(
        read.notes,
        ["The council no longer asks for the measure in row 7. What stands there was not read."]
    );
}

#[test]
fn figures_that_are_locked_stay() {
    let mut m = monitoring();
    m.returns[1].row.stage = ReturnStage::Submitted;
    let one = &m.returns[1];
    let read = read(&m, one, &came(&m, one, &[("k1-count", "5")]));
    assert!(matches!(fate(&read, "k1-count"), Fate::Kept(_)));
    assert!(read.figures.is_empty());
    assert!(!super::sheet(&m, one).is_open);
}

#[test]
fn boxes_on_screen_may_be_emptied() {
    let m = monitoring();
    let one = &m.returns[0];
    let on_screen = |cells: &[(&str, &str)]| Came { mark: None, ..came(&m, one, cells) };
    let read = read(
        &m,
        one,
        &on_screen(&[("k2-numerator", ""), ("k2-denominator", ""), ("k2-none_reason", "None yet.")]),
    );
    assert_eq!(fate(&read, "k2-denominator"), &Fate::Cleared);
    assert_eq!(read.figures.len(), 1);
}
