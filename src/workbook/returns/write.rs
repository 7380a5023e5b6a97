//! The workbook of a return: a protected sheet with cells to fill in, and a sheet that says how.

use chrono::{DateTime, Utc};
use rules::returns::sheet::{Column, Entry, Line, Sheet, Takes};
use rust_xlsxwriter::{
    DataValidation, DataValidationErrorStyle, DataValidationRule, DocProperties, ExcelDateTime, Format,
    FormatAlign, FormatBorder, ProtectionOptions, Workbook, Worksheet, XlsxError,
};

use super::{DRAWN, FIGURES, KEY};

/// The headings before the cells that are filled in, with the width of each column.
const BESIDE: [(&str, u16); 8] = [
    (KEY, 4),
    (DRAWN, 4),
    ("Outcome", 20),
    ("Measure", 26),
    ("What to enter", 28),
    ("What it means", 38),
    ("Last period", 15),
    ("Target", 11),
];
/// The row of the headings, from nought.
const HEADINGS: u32 = 3;
/// What a cell of so many signs says when it is chosen; a spreadsheet shows no more.
const PROMPT_MOST: usize = 255;
const GREY: u32 = 0x00F1_F1EE;
const YELLOW: u32 = 0x00FF_F8DC;

/// The looks of cells.
struct Looks {
    title: Format,
    plain: Format,
    head: Format,
    open: Format,
    open_number: Format,
    closed: Format,
}

/// The workbook of a return. `made` is the instant from which it is said to be: the same record gives the same bytes.
pub fn write(sheet: &Sheet, made: DateTime<Utc>) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    let about = DocProperties::new()
        .set_title(format!("{}: {}", sheet.contract, sheet.title))
        .set_subject(&sheet.title)
        .set_author("Gatehouse")
        .set_creation_datetime(&ExcelDateTime::from_timestamp(made.timestamp())?)
        .set_custom_property("Language", "en-GB");
    book.set_properties(&about);
    figures(book.add_worksheet(), sheet)?;
    read_me(book.add_worksheet(), sheet)?;
    book.save_to_buffer()
}

fn looks() -> Looks {
    let cell = || Format::new().set_text_wrap().set_align(FormatAlign::Top).set_border(FormatBorder::Thin);
    Looks {
        title: Format::new().set_bold().set_font_size(14),
        plain: cell(),
        head: cell().set_bold().set_background_color(GREY),
        // Text stays text: a spreadsheet makes a day of “1 April” otherwise.
        open: cell().set_unlocked().set_background_color(YELLOW).set_num_format("@"),
        open_number: cell().set_unlocked().set_background_color(YELLOW).set_align(FormatAlign::Right),
        closed: cell().set_background_color(GREY),
    }
}

fn figures(into: &mut Worksheet, sheet: &Sheet) -> Result<(), XlsxError> {
    let looks = looks();
    into.set_name(FIGURES)?;
    into.write_string(0, 0, sheet.mark.written())?;
    into.write_string_with_format(0, 2, &sheet.title, &looks.title)?;
    into.write_string(1, 2, format!("Contract {}. Due on {}.", sheet.contract, sheet.due))?;
    into.write_string(2, 2, what_to_do(sheet))?;
    for (column, (heading, width)) in (0_u16..).zip(BESIDE) {
        into.write_string_with_format(HEADINGS, column, heading, &looks.head)?;
        into.set_column_width(column, width)?;
    }
    for column in Column::ALL {
        let (place, width) = place_of(column);
        into.write_string_with_format(HEADINGS, place, column.heading(), &looks.head)?;
        into.set_column_width(place, width)?;
    }
    into.set_column_hidden(0)?;
    into.set_column_hidden(1)?;
    for (row, one) in (HEADINGS + 1..).zip(&sheet.lines) {
        write_line(into, row, one, &looks)?;
    }
    let last = HEADINGS + u32::try_from(sheet.lines.len()).unwrap_or(0);
    print_set_up(into, last)?;
    into.set_freeze_panes(HEADINGS + 1, 4)?;
    let (figure, _) = place_of(Column::Figure);
    into.set_selection(HEADINGS + 1, figure, HEADINGS + 1, figure)?;
    into.protect_with_options(&ProtectionOptions {
        format_columns: true,
        format_rows: true,
        ..ProtectionOptions::new()
    });
    Ok(())
}

fn what_to_do(sheet: &Sheet) -> &'static str {
    if sheet.is_open {
        "Fill in the yellow cells, save the file, and send it on the page from which you downloaded it. The sheet “Read me” says more."
    } else {
        "This return cannot be changed now. The cells show what it says."
    }
}

/// Where a column that is filled in stands, and how wide it is.
fn place_of(column: Column) -> (u16, u16) {
    match column {
        Column::Figure => (8, 16),
        Column::Comment => (9, 36),
        Column::NoneReason => (10, 26),
        Column::Reason => (11, 30),
    }
}

fn write_line(into: &mut Worksheet, row: u32, line: &Line, looks: &Looks) -> Result<(), XlsxError> {
    into.write_string(row, 0, &line.key)?;
    into.write_string(row, 1, &line.drawn)?;
    let beside = [&line.outcome, &line.measure, &line.enter, &line.means, &line.last, &line.target];
    for (column, text) in (2_u16..).zip(beside) {
        into.write_string_with_format(row, column, text, &looks.plain)?;
    }
    for column in Column::ALL {
        let (place, _) = place_of(column);
        match line.entries.iter().find(|entry| entry.column == column) {
            Some(entry) => write_entry(into, (row, place), line, entry, looks)?,
            None => drop(into.write_blank(row, place, &looks.closed)?),
        }
    }
    Ok(())
}

fn write_entry(
    into: &mut Worksheet,
    (row, column): (u32, u16),
    line: &Line,
    entry: &Entry,
    looks: &Looks,
) -> Result<(), XlsxError> {
    let is_number = matches!(entry.takes, Takes::Whole(..) | Takes::Number(_));
    let look = match (entry.is_open, is_number) {
        (false, _) => &looks.closed,
        (true, true) => &looks.open_number,
        (true, false) => &looks.open,
    };
    let number: Option<f64> = entry.holds.parse().ok().filter(|_| is_number);
    match number {
        Some(number) => drop(into.write_number_with_format(row, column, number, look)?),
        None if entry.holds.is_empty() => drop(into.write_blank(row, column, look)?),
        None => drop(into.write_string_with_format(row, column, &entry.holds, look)?),
    }
    if entry.is_open {
        into.add_data_validation(row, column, row, column, &validation(line, entry)?)?;
    }
    Ok(())
}

/// What the cell takes, and what it says as soon as it is chosen.
fn validation(line: &Line, entry: &Entry) -> Result<DataValidation, XlsxError> {
    let takes = match &entry.takes {
        Takes::Whole(least, most) => {
            DataValidation::new().allow_whole_number(DataValidationRule::Between(*least, *most))
        }
        Takes::Number(most) => {
            DataValidation::new().allow_decimal_number(DataValidationRule::Between(0.0, f64::from(*most)))
        }
        Takes::Words(words) => DataValidation::new().allow_list_strings(words)?,
        Takes::Text => DataValidation::new().allow_any_value(),
    };
    let says = match &entry.takes {
        Takes::Whole(..) => {
            "Type a whole number, such as 14. No words, no percent sign, no decimals.".to_owned()
        }
        Takes::Number(most) => format!("Type a number from 0 to {most}, with up to two decimals."),
        Takes::Words(words) => format!("Choose {} from the list.", words.join(" or ")),
        Takes::Text => String::new(),
    };
    let asked = match entry.column {
        Column::Figure => format!("{}: {} {says}", line.measure, line.enter),
        Column::Comment => "What the council should know of this figure. Write nothing that shows who anyone is.".to_owned(),
        Column::NoneReason => "Only where there is no figure. Leave the figure empty then.".to_owned(),
        Column::Reason => "If it moved a lot since the last period, or is off its target: what lies behind it. You are asked for it before the return can be sent.".to_owned(),
    };
    let asked: String = asked.chars().take(PROMPT_MOST).collect();
    takes
        .set_input_message(asked)?
        .set_error_title("This cannot be used")?
        .set_error_message(if says.is_empty() { "Type text.".to_owned() } else { says })
        .map(|rule| rule.set_error_style(DataValidationErrorStyle::Stop))
}

fn print_set_up(into: &mut Worksheet, last: u32) -> Result<(), XlsxError> {
    into.set_landscape().set_paper_size(9).set_print_fit_to_pages(1, 0);
    into.set_repeat_rows(HEADINGS, HEADINGS)?;
    into.set_print_area(0, 2, last, place_of(Column::Reason).0)?;
    into.set_footer("&L&F&RPage &P of &N");
    Ok(())
}

fn read_me(into: &mut Worksheet, sheet: &Sheet) -> Result<(), XlsxError> {
    let (title, text) = (looks().title, Format::new().set_text_wrap().set_align(FormatAlign::Top));
    into.set_name("Read me")?;
    into.set_column_width(0, 100)?;
    into.write_string_with_format(0, 0, "How to fill in this workbook", &title)?;
    let says = [
        format!("{}. Contract {}. Due on {}.", sheet.title, sheet.contract, sheet.due),
        "1. Fill in the yellow cells of the sheet “Figures”. Beside each stand what is asked, what it means, what it was in the last period, and its target.".to_owned(),
        "2. Whole numbers only, unless the cell says otherwise: no words such as “about 20”, no percent signs. For a rate, give both numbers; the percentage is worked out for you.".to_owned(),
        "3. Cases open on the first day are carried over for you. Give those that were new, those that were closed, and those open on the last day.".to_owned(),
        "4. Where there is no figure, leave it empty and say why in the column “If there is no figure, why”.".to_owned(),
        "5. Write nothing in comments that shows who anyone is: no names, no initials, no addresses.".to_owned(),
        "6. Save the file as an Excel workbook (.xlsx) and send it on the page of the return, under “Workbook”. You see what changes, cell by cell, before anything is recorded.".to_owned(),
        "A cell that is left empty changes nothing: what was saved on the page stays.".to_owned(),
        "You may leave rows out and come back later. Sending the workbook saves the figures; it does not send the return to the council.".to_owned(),
        "Please leave the two hidden columns where they are. Each row is found again by them.".to_owned(),
    ];
    for (row, says) in (1_u32..).zip(says) {
        into.write_string_with_format(row, 0, says, &text)?;
    }
    into.set_paper_size(9).set_print_fit_to_pages(1, 0);
    into.protect();
    Ok(())
}
