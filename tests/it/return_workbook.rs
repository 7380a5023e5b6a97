//! Returns that travel as workbooks.

use std::io::{Cursor, Read as _, Write as _};

use entity::id::ReturnId;
use entity::return_figure;
use entity::state::FigureCame;
use gatehouse::workbook::returns::read;
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::world::returns::{PREPARER, SIGNATORY};
use crate::world::{Person, World};

const CELLS: &str = "xl/worksheets/sheet1.xml";

/// What a first quarter says, by the keys of the workbook.
const QUARTER: [(&str, &str); 8] = [
    ("k1-count", "24"),
    ("k1-new_this_year", "24"),
    ("k2-numerator", "9"),
    ("k2-denominator", "10"),
    ("k3-added", "5"),
    ("k3-closed", "2"),
    ("k3-closing", "15"),
    ("k4-words", "Two groups met & went on."),
];

/// A contract that is monitored, who fills its returns in, and its first two returns.
async fn monitored() -> (World, Person, [ReturnId; 2]) {
    let world = World::monitored().await;
    let preparer = world.person(PREPARER).await;
    let monitoring = world.monitoring().await;
    let ids = [monitoring.returns[0].row.id, monitoring.returns[1].row.id];
    (world, preparer, ids)
}

fn at(id: ReturnId, page: &str) -> String {
    format!("/returns/{}/workbook{page}", id.0)
}

/// The workbook of a return as a person downloads it.
async fn downloaded(person: &Person, id: ReturnId) -> Vec<u8> {
    let answer = person.get(&at(id, "")).await;
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.bytes
}

/// The workbook with these cells filled in, as a spreadsheet program would save it.
fn filled(book: &[u8], cells: &[(&str, &str)]) -> Vec<u8> {
    let came = read(book).expect("our own workbook");
    let mut xml = part(book);
    for (key, text) in cells {
        let found = came.found.iter().find(|found| found.name == *key).expect("the workbook asks for it");
        let place = found.place.as_ref().expect("it has a place");
        let begins = format!("<c r=\"{}{}\"", place.column, place.row);
        let at = xml.find(&begins).expect("the cell is there");
        let (before, cell) = xml.split_at(at);
        let style = cell.split("s=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or("0");
        let end = cell.find('>').expect("it ends");
        let rest = match cell[..end].ends_with('/') {
            true => &cell[end + 1..],
            false => cell.split_once("</c>").expect("it ends").1,
        };
        let text = text.replace('&', "&amp;");
        let value = match text.parse::<i64>() {
            Ok(number) => format!("{begins} s=\"{style}\"><v>{number}</v></c>"),
            Err(_) => format!("{begins} s=\"{style}\" t=\"inlineStr\"><is><t>{text}</t></is></c>"),
        };
        xml = format!("{before}{value}{rest}");
    }
    with_cells(book, &xml)
}

fn part(book: &[u8]) -> String {
    let mut package = ZipArchive::new(Cursor::new(book)).expect("a workbook is a package");
    let mut said = String::new();
    package.by_name(CELLS).expect("it is there").read_to_string(&mut said).expect("it is text");
    said
}

fn with_cells(book: &[u8], xml: &str) -> Vec<u8> {
    let mut package = ZipArchive::new(Cursor::new(book)).expect("a workbook is a package");
    let mut into = ZipWriter::new(Cursor::new(Vec::new()));
    for place in 0..package.len() {
        let mut one = package.by_index(place).expect("it is there");
        let (name, mut bytes) = (one.name().expect("a name").into_owned(), Vec::new());
        one.read_to_end(&mut bytes).expect("it unpacks");
        into.start_file(name.as_str(), SimpleFileOptions::default()).expect("a part begins");
        into.write_all(if name == CELLS { xml.as_bytes() } else { &bytes }).expect("it is written");
    }
    into.finish().expect("it ends").into_inner()
}

async fn figures(world: &World, place: usize) -> Vec<return_figure::Model> {
    world.monitoring().await.returns[place].figures.clone()
}

#[tokio::test]
async fn a_quarter_travels_as_a_workbook() {
    let (world, preparer, [first, _]) = monitored().await;
    let answer = preparer.get(&at(first, "")).await;
    let name = answer.headers.get("content-disposition").and_then(|name| name.to_str().ok());
    assert_eq!(name, Some("attachment; filename=\"DOR-2027-001-2027-04.xlsx\""));
    let book = filled(&answer.bytes, &QUARTER);
    let page = preparer.upload(&at(first, "/read"), "return.xlsx", &book).await;
    assert_eq!((page.status, page.problems()), (200, Vec::new()), "{}", page.text());
    assert!(
        page.says("4 measures to record") && page.says("Nothing has been recorded yet."),
        "{}",
        page.text()
    );
    assert_eq!(figures(&world, 0).await.len(), 0, "looking writes nothing");

    let done = preparer.fill(&page, &at(first, "/record"), &[]).await;
    assert_eq!(done.status, 303, "{:?} {}", done.problems(), done.text());
    let saved = figures(&world, 0).await;
    assert_eq!(saved.len(), 4);
    assert!(saved.iter().all(|figure| figure.came == FigureCame::Workbook));
    let of = |number: i64| saved.iter().find(|figure| figure.numerator == Some(number));
    assert_eq!(of(9).and_then(|figure| figure.denominator), Some(10));
    assert!(saved.iter().any(|figure| figure.opening == Some(12) && figure.closing == Some(15)), "carried");
    assert!(saved.iter().any(|figure| figure.words.as_deref() == Some("Two groups met & went on.")));

    let again =
        preparer.upload(&at(first, "/read"), "return.xlsx", &downloaded(&preparer, first).await).await;
    assert!(again.says("There is nothing in this workbook that is not saved already."), "{}", again.text());
    assert!(world.chain_holds().await);
}

#[tokio::test]
async fn a_wrong_cell_is_put_right_on_screen_or_left() {
    let (world, preparer, [first, _]) = monitored().await;
    let book = downloaded(&preparer, first).await;
    let cells = [
        ("k1-count", "about 20"),
        ("k1-new_this_year", "20"),
        ("k2-numerator", "11"),
        ("k2-denominator", "10"),
        ("k4-words", "Well."),
    ];
    let page = preparer.upload(&at(first, "/read"), "return.xlsx", &filled(&book, &cells)).await;
    let problems = page.problems();
    assert_eq!(problems.len(), 2, "{problems:?}");
    assert!(
        problems[0].starts_with("Sheet Figures, row 5, column I: “about 20” cannot be taken."),
        "{problems:?}"
    );
    assert!(problems[1].contains("11 cannot be more than the 10 they are counted among"), "{problems:?}");
    assert_eq!(page.holds(&at(first, "/record"), "k1-count"), "about 20", "what was typed is there");

    let good = preparer.fill(&page, &at(first, "/record"), &[("only", "good")]).await;
    assert_eq!(good.status, 303, "{:?}", good.problems());
    assert_eq!(figures(&world, 0).await.len(), 1, "the words alone");

    let page = preparer.upload(&at(first, "/read"), "return.xlsx", &filled(&book, &cells)).await;
    let still = preparer.fill(&page, &at(first, "/record"), &[("k1-count", "20")]).await;
    assert_eq!((still.status, still.problems().len()), (422, 1), "{:?}", still.problems());
    assert_eq!(figures(&world, 0).await.len(), 1, "nothing is written before all is right");
    let done = preparer.fill(&still, &at(first, "/record"), &[("k2-numerator", "9")]).await;
    assert_eq!(done.status, 303, "{:?} {}", done.problems(), done.text());
    let saved = figures(&world, 0).await;
    assert_eq!(saved.len(), 3);
    assert!(saved.iter().any(|figure| figure.count == Some(20)));
}

#[tokio::test]
async fn what_a_colleague_typed_meanwhile_is_not_undone() {
    let (world, preparer, [first, _]) = monitored().await;
    let early = downloaded(&preparer, first).await;
    let late = filled(&downloaded(&preparer, first).await, &QUARTER);
    let page = preparer.upload(&at(first, "/read"), "return.xlsx", &late).await;
    let elsewhere = preparer.upload(&at(first, "/read"), "return.xlsx", &filled(&early, &QUARTER[..2])).await;
    assert_eq!(preparer.fill(&page, &at(first, "/record"), &[]).await.status, 303);
    // The record moved on: the form of the other window is shown again, and says so.
    let stale = preparer.fill(&elsewhere, &at(first, "/record"), &[("k1-count", "30")]).await;
    assert_eq!(figures(&world, 0).await.len(), 4);
    assert_ne!(stale.status, 303, "{}", stale.text());
    // The early workbook, sent again, has empty cells: they take nothing out.
    let page = preparer.upload(&at(first, "/read"), "return.xlsx", &early).await;
    assert!(page.says("left as they are"), "{}", page.text());
    assert_eq!(figures(&world, 0).await.len(), 4);
}

#[tokio::test]
async fn another_workbook_and_another_reader_are_turned_away() {
    let (world, preparer, [first, second]) = monitored().await;
    let other = filled(&downloaded(&preparer, second).await, &[("k1-count", "5")]);
    let page = preparer.upload(&at(first, "/read"), "return.xlsx", &other).await;
    assert_eq!(page.status, 422);
    assert!(
        page.problems()[0].contains("This workbook is for July to September 2027."),
        "{:?}",
        page.problems()
    );
    let table: [(&str, Vec<u8>, &str); 3] = [
        ("return.xls", vec![0xd0, 0xcf, 0x11, 0xe0, 0, 0], "not a workbook"),
        ("return.csv", b"a,b".to_vec(), "not a workbook"),
        ("return.xlsx", vec![b'P'; 50_000_000], "too large"),
    ];
    for (name, bytes, expected) in table {
        let page = preparer.upload(&at(first, "/read"), name, &bytes).await;
        assert!(page.problems().iter().any(|says| says.contains(expected)), "{name}: {:?}", page.problems());
    }
    let signatory = world.person(SIGNATORY).await;
    assert_eq!(signatory.get(&at(first, "")).await.status, 200, "whoever signs may read");
    assert_eq!(signatory.get(&at(first, "/read")).await.status, 403);
    assert_eq!(preparer.get(&at(ReturnId(987_654), "")).await.status, 404);
    assert_eq!(world.stranger().get(&at(first, "")).await.status, 303);
}

#[tokio::test]
async fn the_page_says_how_and_by_when() {
    let (world, preparer, [first, _]) = monitored().await;
    let page = preparer.get(&at(first, "/read")).await;
    assert!(world.chain_holds().await);
    assert!(page.says("Download the workbook") && page.says("21 July 2027"), "{}", page.text());
    assert!(page.says("An empty cell changes nothing."), "{}", page.text());
}
