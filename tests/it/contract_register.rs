//! The register of contracts: nothing lost or repeated between pages, filters, views, files, what the public reads.

mod published;

use std::io::{Cursor, Read};

use crate::world::contracts::MANAGER;
use crate::world::evaluation::passed;
use crate::world::{Person, World};

/// A contract that stands in the register: its number, and what it is sorted and filtered by.
#[derive(Clone, Debug)]
struct Row {
    id: i64,
    title: String,
    supplier: String,
    stage: &'static str,
    department: Option<&'static str>,
    value: Option<i64>,
    ends: Option<String>,
    next: Option<String>,
}

impl Row {
    fn reference(&self) -> String {
        format!("REG-{}", self.id)
    }
}

/// 130 contracts: many alike, and of some nothing is known.
fn rows() -> Vec<Row> {
    let row = |number: i64| Row {
        id: 9_000_000 + number,
        title: if number % 2 == 0 {
            format!("Advice {}", number % 7)
        } else {
            format!("advice {}", number % 7)
        },
        supplier: format!("Provider {}", number % 5),
        stage: ["in_force", "in_force", "ended", "setting_up"][(number % 4) as usize],
        department: (number % 3 != 0).then_some(["Adults", "Children"][(number % 2) as usize]),
        value: (number % 6 != 0).then_some(number % 9 * 1_000_000),
        ends: (number % 5 != 0).then(|| format!("2027-{:02}-28", 1 + number % 4)),
        next: (number % 4 < 2).then(|| format!("2026-12-{:02}", 1 + number % 3)),
    };
    (1..=130).map(row).collect()
}

/// A world in which the rows stand in the register of Dorset, and others with the same words in that of Medway.
async fn filled() -> World {
    let world = World::new().await;
    let quoted = |text: &Option<String>| text.as_ref().map_or("NULL".to_owned(), |text| format!("'{text}'"));
    let line = |row: &Row, council: &str, id: i64, reference: String| {
        format!(
            "({id}, (SELECT id FROM authority WHERE name LIKE '{council}%'), 1, '{}', '{reference}', '{}', '{}', {}, {}, 0, {}, {}, '{{}}')",
            row.stage,
            row.title,
            row.supplier,
            quoted(&row.department.map(str::to_owned)),
            row.value.map_or("NULL".to_owned(), |value| value.to_string()),
            quoted(&row.ends),
            quoted(&row.next),
        )
    };
    let mut lines: Vec<String> =
        rows().iter().map(|row| line(row, "Dorset", row.id, row.reference())).collect();
    lines.extend(rows().iter().map(|row| line(row, "Medway", row.id + 1_000, format!("OTHER-{}", row.id))));
    let columns = "id, authority_id, version, stage, reference, title, supplier, department, value, spent, ends_on, next_on, gaps";
    world.database.tamper(&format!("INSERT INTO contract ({columns}) VALUES {}", lines.join(", "))).await;
    world
}

/// The references on every page of a search, from the first to the last.
async fn walk(person: &Person, query: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut next = Some(format!("/contracts?{query}"));
    while let Some(path) = next {
        let page = person.get(&path).await;
        assert_eq!(page.status, 200, "{path}: {}", page.text());
        let links = page.links();
        let contracts = links.iter().filter_map(|link| link.strip_prefix("/contracts/"));
        found.extend(
            contracts
                .filter(|rest| rest.starts_with("REG-") || rest.starts_with("OTHER-"))
                .map(str::to_owned),
        );
        next = links.into_iter().find(|link| link.contains("after="));
    }
    found
}

fn sorted<K: Ord>(key: impl Fn(&Row) -> Option<K>, down: bool) -> Vec<String> {
    let (mut known, mut unknown): (Vec<Row>, Vec<Row>) =
        rows().into_iter().partition(|row| key(row).is_some());
    known.sort_by_key(|row| (key(row), row.id));
    if down {
        known.reverse();
        unknown.reverse();
    }
    known.into_iter().chain(unknown).map(|row| row.reference()).collect()
}

#[tokio::test]
async fn no_page_loses_or_repeats_a_contract() {
    let world = filled().await;
    let manager = world.person(MANAGER).await;
    for down in [false, true] {
        let way = if down { "&way=down" } else { "" };
        let table = [
            ("title", sorted(|row| Some(row.title.to_lowercase()), down)),
            ("supplier", sorted(|row| Some(row.supplier.clone()), down)),
            ("ends", sorted(|row| row.ends.clone(), down)),
            ("next", sorted(|row| row.next.clone(), down)),
            ("value", sorted(|row| row.value, down)),
        ];
        for (order, expected) in table {
            // Both ways to search for words, and none: others of Dorset may stand between.
            for words in ["", "&words=reg-900"] {
                let found = walk(&manager, &format!("order={order}{way}{words}")).await;
                assert_eq!(found, expected, "{order}{way}{words}");
            }
        }
    }
}

/// What a filter leaves.
type Fits = fn(&Row) -> bool;

#[tokio::test]
async fn filters_leave_the_right_ones() {
    let world = filled().await;
    let manager = world.person(MANAGER).await;
    let table: [(&str, Fits); 10] = [
        ("stage=ended", |row| row.stage == "ended"),
        ("department=Adults", |row| row.department == Some("Adults")),
        ("value_from=30%2C000", |row| row.value.is_some_and(|value| value >= 3_000_000)),
        ("value_to=30000", |row| row.value.is_some_and(|value| value <= 3_000_000)),
        ("ends_within=3", |row| row.ends.as_deref().is_some_and(|ends| ends <= "2027-02-21")),
        ("next_within=1", |row| row.next.is_some()),
        ("words=ADVICE+3", |row| row.title.to_lowercase().contains("advice") && row.any("3")),
        ("words=provider+4&stage=in_force&value_from=1", |row| {
            row.any("4") && row.stage == "in_force" && row.value.is_some_and(|value| value > 0)
        }),
        ("words=100%25", |_| false),
        ("order=value&value_from=10000&department=Children", |row| {
            row.department == Some("Children") && row.value.is_some_and(|value| value >= 1_000_000)
        }),
    ];
    for (query, fits) in table {
        let mut found = walk(&manager, query).await;
        found.sort();
        let expected: Vec<String> = rows().iter().filter(|row| fits(row)).map(Row::reference).collect();
        assert_eq!(found, expected, "{query}");
    }
    let wrong = manager.get("/contracts?value_from=much&words=advice").await;
    assert_eq!(wrong.status, 422);
    assert_eq!(wrong.problems(), ["Value from must be an amount in pounds, like 331,000 or 331,000.50."]);
    assert_eq!(
        (wrong.holds("/contracts", "value_from"), wrong.holds("/contracts", "words")),
        ("much".into(), "advice".into())
    );
}

impl Row {
    /// Whether this stands in its title, its reference or its provider's name.
    fn any(&self, word: &str) -> bool {
        [&self.title, &self.supplier, &self.reference()].iter().any(|text| text.contains(word))
    }
}

#[tokio::test]
async fn another_authoritys_contracts_never_show() {
    let world = filled().await;
    for (person, own) in [(MANAGER, "REG-"), ("contracts@medway.example", "OTHER-")] {
        let person = world.person(person).await;
        for query in ["", "order=title", "words=advice", "words=other"] {
            let found = walk(&person, query).await;
            assert!(found.iter().all(|reference| reference.starts_with(own)), "{query}: {found:?}");
        }
        let csv = person.get("/contracts.csv").await.html();
        assert_eq!((csv.contains("REG-"), csv.contains("OTHER-")), (own == "REG-", own == "OTHER-"));
    }
}

#[tokio::test]
async fn columns_are_chosen_and_kept_in_the_address() {
    let world = filled().await;
    let manager = world.person(MANAGER).await;
    let page = manager.get("/contracts?words=REG-9000001&column=department&column=longest&order=title").await;
    for words in ["Department", "Last day with every option", "Children", "1 contract fits."] {
        assert!(page.says(words), "{words}: {}", page.text());
    }
    let links = page.links();
    let query = "words=REG-9000001&order=title&column=department&column=longest";
    for start in ["/contracts.csv?", "/contracts.xlsx?", "/contracts/views/new?"] {
        assert!(links.contains(&format!("{start}{query}")), "{links:?}");
    }
    let turned = format!("/contracts?{}", query.replace("order=title", "order=title&way=down"));
    assert!(links.contains(&turned), "the heading turns the order round: {links:?}");
}

#[tokio::test]
async fn a_search_is_taken_away_as_a_file() {
    let world = filled().await;
    world.database.tamper("UPDATE contract SET title = '=cmd|run' WHERE id = 9000001").await;
    let manager = world.person(MANAGER).await;
    let csv = manager.get("/contracts.csv?words=REG-90&order=value&column=value&column=ends").await;
    let said = csv.headers.get("content-disposition").and_then(|value| value.to_str().ok()).unwrap_or("");
    assert_eq!(said, "attachment; filename=\"contracts-2026-11-21.csv\"");
    let text = csv.html();
    let text = text.strip_prefix('\u{feff}').expect("a spreadsheet is told the alphabet");
    let mut lines = csv::Reader::from_reader(text.as_bytes());
    let heads: Vec<&str> = lines.headers().expect("there are headings").iter().collect();
    assert_eq!(heads, ["Reference", "Title", "Last day as it stands", "Value, without VAT"]);
    let read: Vec<csv::StringRecord> = lines.records().map(|line| line.expect("a line")).collect();
    let order: Vec<String> = read.iter().map(|line| line[0].to_owned()).collect();
    assert_eq!(order, sorted(|row| row.value, false));
    let first = read.iter().find(|line| &line[0] == "REG-9000001").expect("it is there");
    assert_eq!((&first[1], &first[2], &first[3]), ("'=cmd|run", "2027-02-28", "10000.00"));

    let book = manager.get("/contracts.xlsx?words=REG-9000001&column=value&column=ends").await;
    let sheet = part(&book.bytes, "xl/worksheets/sheet1.xml");
    assert!(sheet.contains("<v>10000</v>") && sheet.contains("<v>46446</v>"), "{sheet}");
    assert!(!sheet.contains("<f>"), "{sheet}");
    assert!(part(&book.bytes, "xl/sharedStrings.xml").contains("=cmd|run"));
    assert_eq!(manager.get("/contracts.csv?value_from=much").await.status, 303, "back to where it is said");
}

/// A part of a workbook, as it stands in its package.
fn part(book: &[u8], name: &str) -> String {
    let mut package = zip::ZipArchive::new(Cursor::new(book)).expect("a workbook is a package");
    let mut said = String::new();
    package.by_name(name).expect("the part is there").read_to_string(&mut said).expect("it is text");
    said
}

#[tokio::test]
async fn a_view_is_kept_shared_and_dropped() {
    let world = filled().await;
    let manager = world.person(MANAGER).await;
    let page = manager.get("/contracts/views/new?stage=ended&order=ends&junk=1").await;
    assert_eq!(page.holds("/contracts/views/new", "query"), "stage=ended&order=ends", "{}", page.text());
    let empty = manager.fill(&page, "/contracts/views/new", &[("name", "")]).await;
    assert_eq!((empty.status, empty.problems()), (422, vec!["Enter name of the view.".to_owned()]));
    let kept =
        manager.fill(&page, "/contracts/views/new", &[("name", "What has ended"), ("shared", "yes")]).await;
    let then = kept.location.clone().unwrap_or_default();
    assert!(then.starts_with("/contracts?stage=ended&order=ends&saved="), "{then}");
    let alone = manager.get("/contracts/views/new?words=advice").await;
    passed(manager.fill(&alone, "/contracts/views/new", &[("name", "Advice")]).await, "kept");

    let view = "/contracts?stage=ended&order=ends".to_owned();
    let colleague = world.person("procurement@dorset.example").await;
    assert!(colleague.get("/contracts").await.links().contains(&view));
    let seen = colleague.get("/contracts/views").await;
    assert!(seen.says("What has ended") && !seen.says("Advice"), "{}", seen.text());
    let other = world.person("contracts@medway.example").await;
    assert!(!other.get("/contracts").await.links().contains(&view));

    let own = manager.get("/contracts/views").await;
    let drops: Vec<String> = own.actions().into_iter().filter(|action| action.ends_with("/drop")).collect();
    assert_eq!(drops.len(), 2);
    for drop in &drops {
        assert_eq!(colleague.post(drop, &[]).await.status, 404, "it is not theirs to drop");
        assert_eq!(other.post(drop, &[]).await.status, 404);
        passed(manager.fill(&own, drop, &[]).await, drop);
    }
    assert!(manager.get("/contracts/views").await.says("No view is kept."));
}
