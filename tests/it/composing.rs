//! Writing a report section by section, keeping versions and comparing them.

use crate::world::World;

const BACKGROUND: &str = "/procurements/DOR-2022-001/report/cabinet/sections/background";
const REPORT: &str = "/procurements/DOR-2022-001/report/cabinet";

#[tokio::test]
async fn a_section_shows_its_guidance_its_prose_the_figures_and_how_it_reads() {
    let world = World::new().await;
    let writer = world.person("writer@dorset.example").await;
    let page = writer.get(BACKGROUND).await;
    assert!(page.says("How it reads in the paper"), "{}", page.text());
    assert!(page.says("Put a figure or a reference into your text"));
    assert!(page.says("{{ found.maximum }}") && page.says("£1,655,000"), "{}", page.text());
    assert!(page.holds(BACKGROUND, "background").len() > 100, "the record's own prose stands in the box");
}

#[tokio::test]
async fn a_figure_put_into_prose_follows_the_record() {
    let world = World::new().await;
    let writer = world.person("writer@dorset.example").await;
    let typed = [("own", "All told, {{ found.maximum }} over {{found.longest_term}}; see [](#money).")];
    let saved = writer.fill_in(BACKGROUND, &typed).await;
    assert_eq!(saved.status, 303, "{}", saved.text());
    let paper = writer.get(REPORT).await;
    assert!(paper.says("All told, £1,655,000 over 5 years ; see section 13"), "{}", paper.text());

    let value = "/procurements/DOR-2022-001/part/value";
    assert_eq!(writer.fill_in(value, &[("annual_value", "340,000")]).await.status, 303);
    assert!(writer.get(REPORT).await.says("All told, £1,700,000 over 5 years"));
}

#[tokio::test]
async fn a_name_that_is_not_there_is_refused_and_nothing_is_lost() {
    let world = World::new().await;
    let writer = world.person("writer@dorset.example").await;
    let typed = "It costs {{ found.maximun }}, as [](#nowhere) says.";
    let page = writer.fill_in(BACKGROUND, &[("own", typed)]).await;
    assert_eq!(
        page.problems(),
        [
            "There is no figure called “found.maximun”. Choose one from the list.",
            "This paper has no place called “nowhere”. Choose one from the list.",
        ]
    );
    assert_eq!(page.holds(BACKGROUND, "own"), typed);
    assert!(!writer.get(REPORT).await.says("It costs"));
}

#[tokio::test]
async fn a_preview_shows_what_was_typed_and_writes_nothing() {
    let world = World::new().await;
    let writer = world.person("writer@dorset.example").await;
    let before = world.house().verify().await.expect("the record answers").expect("it holds").lines;
    let page = writer.get(BACKGROUND).await;
    let typed = [("own", "Unsaved, at {{ procurement.annual_value }} a year.")];
    let preview = writer.fill_at(&page, BACKGROUND, &format!("{BACKGROUND}/preview"), &typed).await;
    assert_eq!(preview.status, 200, "{}", preview.text());
    assert!(preview.says("Preview of what you typed, not saved yet"), "{}", preview.text());
    assert!(preview.says("Unsaved, at £331,000 a year."), "{}", preview.text());
    assert_eq!(preview.holds(BACKGROUND, "own"), typed[0].1);
    assert!(!writer.get(BACKGROUND).await.says("Unsaved"));
    let after = world.house().verify().await.expect("the record answers").expect("it holds").lines;
    assert_eq!(before, after);
}

#[tokio::test]
async fn two_writers_in_one_section_lose_nothing_and_in_two_do_not_meet() {
    let world = World::new().await;
    let (writer, officer) =
        (world.person("writer@dorset.example").await, world.person("procurement@dorset.example").await);
    let practice = &BACKGROUND.replace("background", "practice");
    let (mine, theirs, elsewhere) =
        (writer.get(BACKGROUND).await, officer.get(BACKGROUND).await, officer.get(practice).await);
    assert_eq!(writer.fill(&mine, BACKGROUND, &[("own", "The writer’s words.")]).await.status, 303);
    assert_eq!(officer.fill(&elsewhere, practice, &[("own", "Elsewhere.")]).await.status, 303);

    let stale = officer.fill(&theirs, BACKGROUND, &[("own", "The officer’s words.")]).await;
    assert!(stale.says("Someone else changed this while you were writing"), "{}", stale.text());
    assert!(stale.says("The saved record now says: The writer’s words."), "{}", stale.text());
    assert_eq!(stale.holds(BACKGROUND, "own"), "The officer’s words.");
    assert_eq!(officer.fill(&stale, BACKGROUND, &[]).await.status, 303);
    let paper = writer.get(REPORT).await;
    assert!(paper.says("The officer’s words.") && paper.says("Elsewhere."));
}

#[tokio::test]
async fn nobodys_text_goes_because_someone_else_saved_a_box_beside_it() {
    let world = World::new().await;
    let (writer, officer) =
        (world.person("writer@dorset.example").await, world.person("procurement@dorset.example").await);
    let (mine, theirs) = (writer.get(BACKGROUND).await, officer.get(BACKGROUND).await);
    let again = officer.get(BACKGROUND).await;
    let need = [("need", "The writer’s need.")];
    assert_eq!(writer.fill(&mine, BACKGROUND, &need).await.status, 303);
    let saved = officer.fill(&theirs, BACKGROUND, &[("own", "The officer’s words.")]).await;
    assert_eq!(saved.status, 303, "{}", saved.text());
    let now = writer.get(BACKGROUND).await;
    assert_eq!(now.holds(BACKGROUND, "need"), "The writer’s need.");
    assert_eq!(now.holds(BACKGROUND, "own"), "The officer’s words.");

    let both = [("need", "The officer’s need."), ("own", "Other words.")];
    let stale = officer.fill(&again, BACKGROUND, &both).await;
    assert!(stale.says("The saved record now says: The writer’s need."), "{}", stale.text());
    let early = officer.fill_at(&again, BACKGROUND, &format!("{BACKGROUND}/preview"), &both).await;
    assert!(early.says("Someone else has saved this section since you opened it"), "{}", early.text());
}

#[tokio::test]
async fn the_same_holds_for_the_forms_of_the_record() {
    let world = World::new().await;
    let (writer, officer) =
        (world.person("writer@dorset.example").await, world.person("procurement@dorset.example").await);
    let value = "/procurements/DOR-2022-001/part/value";
    let (mine, theirs) = (writer.get(value).await, officer.get(value).await);
    assert_eq!(writer.fill(&mine, value, &[("annual_value", "340,000")]).await.status, 303);
    assert_eq!(officer.fill(&theirs, value, &[("indexation", "None.")]).await.status, 303);
    let now = writer.get(value).await;
    assert_eq!(
        (now.holds(value, "annual_value"), now.holds(value, "indexation")),
        ("340,000".to_owned(), "None.".to_owned())
    );
}

#[tokio::test]
async fn a_name_that_went_does_not_keep_anyone_from_mending_another_box() {
    let world = World::new().await;
    let writer = world.person("writer@dorset.example").await;
    let list = "/procurements/DOR-2022-001/list/funding";
    let row = writer
        .get(list)
        .await
        .links()
        .into_iter()
        .find(|link| link.starts_with(&format!("{list}/")) && link.ends_with("/remove"));
    let remove = row.expect("a funding source can be removed");
    let id = remove.trim_end_matches("/remove").rsplit('/').next().expect("it has a number").to_owned();
    let typed = format!("Partly from {{{{ funding.{id}.source }}}}.");
    assert_eq!(writer.fill_in(BACKGROUND, &[("own", &typed)]).await.status, 303);
    let asked = writer.get(&remove).await;
    assert!(asked.says("A figure of it stands in the text of"), "{}", asked.text());
    assert_eq!(writer.fill_in(&remove, &[]).await.status, 303);
    let report = writer.get(REPORT).await;
    assert!(report.says("Missing from the record"), "{}", report.text());
    let approval = writer.get("/procurements/DOR-2022-001/approval").await;
    assert!(approval.says(&format!("funding.{id}.source")), "{}", approval.text());
    assert_eq!(writer.fill_in(BACKGROUND, &[("need", "Another need.")]).await.status, 303);
}

#[tokio::test]
async fn versions_are_kept_read_and_compared() {
    let world = World::new().await;
    let writer = world.person("writer@dorset.example").await;
    let versions = &format!("{REPORT}/versions");
    assert!(writer.get(versions).await.says("No version has been kept yet"));
    assert_eq!(writer.fill_in(BACKGROUND, &[("own", "Parents asked for this.")]).await.status, 303);
    assert_eq!(writer.fill_in(BACKGROUND, &[("own", "Many parents asked for this.")]).await.status, 303);
    let list = writer.get(versions).await;
    assert!(list.says("Section saved: Background"), "{}", list.text());

    let first = writer.get(&format!("{versions}/1")).await;
    assert!(first.says("Parents asked for this.") && !first.says("Many parents"), "{}", first.text());
    let pdf = writer.get(&format!("{versions}/1/pdf")).await;
    assert!(pdf.bytes.starts_with(b"%PDF-"));
    let compared = writer.get(&format!("{REPORT}/compare?before=1&after=2")).await;
    assert!(
        compared.says("[taken out: Parents ] [added: Many parents ] asked for this."),
        "{}",
        compared.text()
    );
    let value = "/procurements/DOR-2022-001/part/value";
    assert_eq!(writer.fill_in(value, &[("annual_value", "340,000")]).await.status, 303);
    let now = writer.get(&format!("{REPORT}/compare?before=2&after=now")).await;
    assert!(now.says("£331,000") && now.says("£340,000"), "{}", now.text());

    let kept = writer.fill_in(versions, &[("note", "For the finance team")]).await;
    assert_eq!(kept.status, 303, "{}", kept.text());
    let again = writer.fill_in(versions, &[]).await;
    assert_eq!(again.problems(), ["Nothing has changed since version 3, which is kept already."]);
    assert!(world.chain_holds().await);
}

#[tokio::test]
async fn what_was_put_forward_stays_the_paper() {
    let world = World::new().await;
    let writer = world.person("writer@medway.example").await;
    let paper = writer.get("/procurements/MED-2021-001/report/gateway-1").await;
    assert!(paper.says("As it was put forward for decision at"), "{}", paper.text());
    world.database.tamper("UPDATE procurement SET portfolio_holder = 'Somebody else'").await;
    let still = writer.get("/procurements/MED-2021-001/report/gateway-1").await;
    assert!(!still.says("Somebody else"));
    let now = writer.get("/procurements/MED-2021-001/report/gateway-1?record=now").await;
    assert!(now.says("Somebody else"));
}

#[tokio::test]
async fn a_section_of_pure_data_cannot_be_written() {
    let world = World::new().await;
    let writer = world.person("writer@dorset.example").await;
    let opening = &format!("{REPORT}/sections/opening");
    let page = writer.get(opening).await;
    assert!(page.actions().iter().all(|action| !action.contains("/sections/")), "{:?}", page.actions());
    assert!(page.says("The paper"), "{}", page.text());
    assert_eq!(writer.post(opening, &[("own", "x")]).await.status, 404);
    let reader = world.person("finance@dorset.example").await;
    let read = reader.get(BACKGROUND).await;
    assert!(read.actions().iter().all(|action| !action.contains("/sections/")));
}
