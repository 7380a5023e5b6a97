//! What is published of contracts: the Transparency Code's fields, and nothing else.

use super::part;
use crate::world::contracts::{CONTRACT, MANAGER, at, written};
use crate::world::evaluation::passed;
use crate::world::{Page, Person, World};

/// The contract of Dorset, in force, with everything that the register says of it and something that it does not.
async fn in_force() -> (World, Person) {
    let world = World::contract_in_force("extension").await;
    let manager = world.person(MANAGER).await;
    let of_it = [("department", "People – Children"), ("description", "Support for women.")];
    written(&manager, "management", &of_it, &[("review_on", (12, 9, 2028))]).await;
    let page = manager.get(&at("/part/management")).await;
    let people = page.options("manager_id");
    let someone =
        people.iter().find(|(_, name)| name == "Contract manager, Dorset").expect("they are offered");
    passed(manager.fill(&page, &at("/part/management"), &[("manager_id", &someone.0)]).await, "manager");
    let supplier = [
        ("supplier_number", "1098765"),
        ("supplier_address", "1 High Street, Town"),
        ("supplier_sme", "yes"),
        ("supplier_vcse", "yes"),
    ];
    written(&manager, "supplier", &supplier, &[]).await;
    let world = world.at("2027-04-10T09:00:00Z");
    let manager = world.person(MANAGER).await;
    (world, manager)
}

fn lines(page: &Page) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(page.bytes.as_slice());
    reader.records().map(|line| line.expect("a line").iter().map(str::to_owned).collect()).collect()
}

/// How many lines of a file are about the contract.
fn about_it(page: &Page) -> usize {
    lines(page).iter().filter(|line| line[0] == CONTRACT).count()
}

/// Field by field, as section 6 of the fact sheet names them.
#[tokio::test]
async fn a_quarters_contracts_have_the_codes_fields() {
    let (_world, manager) = in_force().await;
    let page = manager.get("/contracts/transparency?quarter=2027-03-31").await;
    assert!(page.says("January to March 2027") && page.says("Publish by 30 April 2027."), "{}", page.text());
    let expected = [
        ("reference number", CONTRACT),
        ("title of agreement", "Support after removal"),
        ("department responsible", "People – Children"),
        ("description", "Support for women."),
        ("supplier name and details", "Riverbank Women’s Trust, 1 High Street, Town"),
        ("sum over the length", "1655000.00"),
        ("irrecoverable VAT", "0.00"),
        ("start", "2027-04-01"),
        ("end", "2029-03-31"),
        ("review", "2028-09-12"),
        ("whether result of invitation to quote or published tender", "Published invitation to tender"),
        ("whether SME and/or voluntary or community", "SME: yes; voluntary or community sector: yes"),
        ("with registration number", "1098765"),
    ];
    let file = manager.get("/contracts/transparency/contracts.csv?quarter=2027-03-31").await;
    let lines = lines(&file);
    let line = lines.iter().find(|line| line[0] == CONTRACT).expect("the contract is there");
    assert_eq!((lines[0].len(), line.len()), (13, 13));
    assert_eq!(*line, expected.map(|(_, says)| says));
    let named =
        ["Reference number", "Title", "department", "Description", "Supplier name", "Sum", "Value Added Tax"];
    let named = named.into_iter().chain([
        "Start",
        "End",
        "Review",
        "invitation to",
        "small or medium",
        "Registration",
    ]);
    for (heading, name) in lines[0].iter().zip(named) {
        assert!(heading.contains(name), "{heading} names {name}");
        assert!(page.says(heading), "{heading}");
    }

    let book = manager.get("/contracts/transparency.xlsx?quarter=2027-03-31").await;
    let sheet = part(&book.bytes, "xl/worksheets/sheet1.xml");
    assert!(sheet.contains("<v>1655000</v>") && sheet.contains("<v>46478</v>"), "{sheet}");
    assert!(part(&book.bytes, "xl/workbook.xml").contains("Invitations to tender"));
}

/// It was signed on 1 March 2027: no earlier quarter has it, and the last one that ended is shown first.
#[tokio::test]
async fn a_quarter_has_what_was_made_by_its_end() {
    let (_world, manager) = in_force().await;
    assert!(manager.get("/contracts/transparency").await.says("January to March 2027"));
    for (quarter, rows) in [("2026-12-31", 0), ("2027-01-01", 1), ("2027-06-30", 1)] {
        let file = manager.get(&format!("/contracts/transparency/contracts.csv?quarter={quarter}")).await;
        assert_eq!(about_it(&file), rows, "{quarter}");
    }
    assert!(
        manager
            .get("/contracts/transparency?quarter=2027-06-30")
            .await
            .says("The quarter runs until 30 June 2027")
    );
}

/// What the query finds is what the rule asks for, whatever stands in the record.
#[tokio::test]
async fn the_query_and_the_rule_agree() {
    let (world, manager) = in_force().await;
    let table = [
        ("stage = 'ended', ended_on = '2027-01-01'", 1),
        ("stage = 'ended', ended_on = '2026-12-31'", 0),
        ("stage = 'in_force', ended_on = NULL, value_now = 500000", 0),
        ("value_now = 500001", 1),
        ("value_now = NULL, value = 500000", 0),
        ("value = NULL", 1),
        ("signed_on = NULL", 0),
        ("starts_on = NULL", 1),
        ("stage = 'setting_up'", 0),
    ];
    for (set, rows) in table {
        world.database.tamper(&format!("UPDATE contract SET {set} WHERE reference = '{CONTRACT}'")).await;
        let file = manager.get("/contracts/transparency/contracts.csv?quarter=2027-03-31").await;
        assert_eq!(about_it(&file), rows, "{set}");
    }
}

#[tokio::test]
async fn a_quarters_invitations_have_the_codes_fields() {
    let world = World::new().await;
    let officer = world.person("procurement@medway.example").await;
    let mut found = Vec::new();
    for quarter in ["2026-09-30", "2026-12-31"] {
        let file = officer.get(&format!("/contracts/transparency/invitations.csv?quarter={quarter}")).await;
        let lines = lines(&file);
        assert_eq!(lines[0].len(), 7);
        found.extend(lines.into_iter().skip(1));
    }
    let open = found.iter().find(|line| line[0] == "MED-OPEN-001").expect("the open tender is there");
    assert!(open[1..5].iter().all(|field| !field.is_empty()), "{open:?}");
    let other = world.person("procurement@dorset.example").await;
    for quarter in ["2026-09-30", "2026-12-31"] {
        let page = other.get(&format!("/contracts/transparency?quarter={quarter}")).await;
        assert!(!page.says("MED-OPEN-001"), "{}", page.text());
    }
}

#[tokio::test]
async fn the_public_reads_the_codes_fields_and_nothing_else() {
    let (world, manager) = in_force().await;
    let risk = [("title", "Secret worry"), ("category", "Contractual Delivery")];
    let added = manager.fill_in(&at("/list/risks/new"), &risk).await;
    assert_eq!(added.status, 303, "{}", added.text());
    let inside = manager.get("/contracts?column=manager&column=due&column=next&column=longest").await;
    for words in ["Contract manager, Dorset", "31 March 2032"] {
        assert!(inside.says(words), "{words}: {}", inside.text());
    }
    let links = inside.links();
    let register =
        links.iter().find(|link| link.starts_with("/councils/")).expect("a way to the public page");

    let stranger = world.stranger();
    let councils = stranger.get("/councils").await;
    assert!(councils.links().contains(register), "{:?}", councils.links());
    let one = format!("{register}/{CONTRACT}");
    let tries = [
        format!("{register}?words={CONTRACT}"),
        format!("{register}?words={CONTRACT}&order=ends&way=down"),
        format!("{register}?words={CONTRACT}&order=next&column=next&column=manager"),
        format!("{register}.csv?words={CONTRACT}"),
        one.clone(),
    ];
    for path in tries {
        let page = stranger.get(&path).await;
        assert_eq!(page.status, 200, "{path}");
        let said = page.html();
        assert!(said.contains("Support after removal") && said.contains("Riverbank"), "{path}: {said}");
        for secret in ["manager", "inform", "31 March 2032", "2032-03-31", "Secret worry", "safe day"] {
            assert!(!said.contains(secret), "{path} says {secret}: {said}");
        }
    }
    let page = stranger.get(&one).await;
    for words in ["Support for women.", "31 March 2029", "£1,655,000", "1098765", "In force"] {
        assert!(page.says(words), "{words}: {}", page.text());
    }
    let file = stranger.get(&format!("{register}.csv")).await;
    assert_eq!((about_it(&file), lines(&file)[0].len()), (1, 13));
}

#[tokio::test]
async fn the_public_reads_nothing_of_a_contract_that_is_set_up() {
    let world = World::contract_set_up("break").await;
    let links = world.person(MANAGER).await.get("/contracts").await.links();
    let register =
        links.iter().find(|link| link.starts_with("/councils/")).expect("a way to the public page");
    let stranger = world.stranger();
    let page = stranger.get(register).await;
    assert!(!page.says(CONTRACT), "{}", page.text());
    assert_eq!(stranger.get(&format!("{register}/{CONTRACT}")).await.status, 404);
    for path in ["/councils/0/contracts", "/councils/x/contracts", "/councils/0/contracts.csv"] {
        assert_eq!(stranger.get(path).await.status, 404, "{path}");
    }
}
