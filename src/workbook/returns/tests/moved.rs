//! Workbooks that were moved about, and cells that hold other things than was thought of.

use super::*;

#[test]
fn a_renamed_sheet_and_moved_columns_and_rows_are_found() {
    let mut book = Workbook::new();
    put(book.add_worksheet(), 0, 0, "My own notes");
    let into = book.add_worksheet();
    into.set_name("Copy of figures").expect("a name");
    for (column, heading) in (0..).zip(["Comment", "mine", " YOUR  figure ", DRAWN, KEY]) {
        put(into, 8, column, heading);
    }
    put(into, 5, 4, &mark().written());
    put(into, 11, 4, "k1-count");
    into.write_number(11, 2, 21).expect("it is written");
    put(into, 11, 0, "Moved.");
    let came = read(&book.save_to_buffer().expect("it is made")).expect("it is read");
    assert_eq!(holds(&came, "k1-count"), &text("21"));
    assert_eq!(holds(&came, "k1-comment"), &text("Moved."));
    let place = came.found[0].place.as_ref().expect("it has a place");
    assert_eq!(place.says(), "Sheet Copy of figures, row 12, column C");
    assert_eq!(came.notes.len(), 2, "two columns are gone: {:?}", came.notes);
}

#[test]
fn the_return_twice_is_refused_by_the_names_of_its_sheets() {
    let mut book = Workbook::new();
    for name in ["Figures", "Figures (2)"] {
        let into = book.add_worksheet();
        into.set_name(name).expect("a name");
        head(into, &[KEY, "Your figure"]);
    }
    let says = refusal(&book.save_to_buffer().expect("it is made"));
    assert!(says.contains("on the sheets Figures and Figures (2)"), "{says}");
}

#[test]
fn without_its_mark_or_headings_it_is_refused() {
    let mut bare = Workbook::new();
    put(bare.add_worksheet(), 0, 0, "k1-count");
    let says = refusal(&bare.save_to_buffer().expect("it is made"));
    assert!(says.contains("Download the workbook again"), "{says}");
    let says = refusal(&by_hand(&[KEY, "Figure"], |_| ()));
    assert!(says.contains("no column called “Your figure”") && says.contains("in row 2"), "{says}");
    let says = refusal(&by_hand(&[KEY, "Your figure", "Your figure"], |_| ()));
    assert!(says.contains("Two columns"), "{says}");
    assert!(refusal(&by_hand(&["Your figure"], |_| ())).contains("Download the workbook again"));
}

#[test]
fn a_formula_gives_its_result_and_says_so() {
    let came = one_figure(|into| {
        let formula = Formula::new("=7+7").set_result("14");
        into.write_formula(2, 1, formula).expect("it is written");
    });
    assert_eq!(holds(&came, "k1-count"), &text("14"));
    assert!(came.found[0].is_formula);
}

#[test]
fn a_formula_without_a_result_and_an_error_are_told_apart() {
    let came = one_figure(|into| {
        into.write_formula(2, 1, Formula::new("=1/0").set_result("#DIV/0!")).expect("it is written");
    });
    assert!(says(&came, "k1-count").contains("#DIV/0!"), "{:?}", came.found);
    let book = by_hand(&[KEY, "Your figure"], |into| {
        put(into, 2, 0, "k1-count");
        into.write_formula(2, 1, Formula::new("=7+7").set_result("")).expect("it is written");
    });
    let book = with_part(&book, "xl/worksheets/sheet1.xml", |xml| {
        let (before, after) = xml.split_once("</f>").expect("a formula");
        let rest = after.split_once("</c>").expect("a cell ends").1;
        format!("{before}</f></c>{rest}")
    });
    let came = read(&book).expect("it is read");
    assert!(says(&came, "k1-count").contains("never worked out"), "{:?}", came.found);
}

#[test]
fn percentages_and_days_are_no_counts() {
    let came = one_figure(|into| {
        let percent = Format::new().set_num_format("0%");
        into.write_number_with_format(2, 1, 1, &percent).expect("it is written");
    });
    assert!(says(&came, "k1-count").contains("percentage"), "100% is not 1");
    let came = one_figure(|into| {
        let day = Format::new().set_num_format("d mmm yyyy");
        into.write_number_with_format(2, 1, 46_000, &day).expect("it is written");
    });
    assert!(says(&came, "k1-count").contains("date"));
}

#[test]
fn numbers_are_read_as_people_see_them() {
    let table = [
        (12.0, "12"),
        (12.5, "12.5"),
        (0.300_000_000_000_000_04, "0.3"),
        (1_200.0, "1200"),
        (-3.0, "-3"),
        (0.0, "0"),
    ];
    for (number, expected) in table {
        let came = one_figure(|into| {
            into.write_number(2, 1, number).expect("it is written");
        });
        assert_eq!(holds(&came, "k1-count"), &text(expected));
    }
    let came = one_figure(|into| put(into, 2, 1, "1,200"));
    assert_eq!(holds(&came, "k1-count"), &text("1,200"), "the box of the page reads it");
    let came = one_figure(|into| {
        into.write_boolean(2, 1, true).expect("it is written");
    });
    assert_eq!(holds(&came, "k1-count"), &text("Yes"));
    let came = one_figure(|into| put(into, 2, 1, "   "));
    assert_eq!(holds(&came, "k1-count"), &Holds::Empty);
}

#[test]
fn merged_cells_are_named() {
    let came = one_figure(|into| {
        into.merge_range(2, 1, 2, 2, "14", &Format::new()).expect("they are merged");
    });
    assert!(says(&came, "k1-count").contains("merged"));
    assert!(says(&came, "k1-comment").contains("merged"));
}

#[test]
fn a_line_that_stands_twice_and_rows_of_nobody_are_said() {
    let book = by_hand(&[KEY, "Your figure"], |into| {
        for (row, key, figure) in
            [(2, "k1-count", "5"), (4, "k1-count", "6"), (5, "", "7"), (6, "Total", "18")]
        {
            put(into, row, 0, key);
            put(into, row, 1, figure);
        }
    });
    let came = read(&book).expect("it is read");
    assert!(says(&came, "k1-count").contains("in the rows 3 and 5"));
    assert!(came.notes.iter().any(|says| says.starts_with("Row 6 says “7”")), "{:?}", came.notes);
    assert!(came.notes.iter().any(|says| says.starts_with("Row 7 says “18”")), "{:?}", came.notes);
}

#[test]
fn one_comment_in_two_rows_of_a_measure_is_asked_about() {
    let book = by_hand(&[KEY, "Your figure", "Comment"], |into| {
        for (row, key, comment) in [(2, "k2-numerator", "One."), (3, "k2-denominator", "Two.")] {
            put(into, row, 0, key);
            put(into, row, 2, comment);
        }
    });
    assert!(says(&read(&book).expect("it is read"), "k2-comment").contains("Two rows"));
}

#[test]
fn a_cell_far_away_costs_nothing() {
    let came = one_figure(|into| {
        into.write_number(2, 1, 3).expect("it is written");
        into.write_number(1_048_575, 16_383, 1).expect("it is written");
    });
    assert_eq!(holds(&came, "k1-count"), &text("3"));
}
