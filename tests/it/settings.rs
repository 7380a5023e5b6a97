//! What an authority settles for itself.

use crate::world::World;

#[tokio::test]
async fn the_key_decision_figure_changes_what_the_rules_find() {
    let world = World::new().await;
    let administrator = world.person("administrator@medway.example").await;
    let officer = world.person("procurement@medway.example").await;
    let law = "/procurements/MED-2021-001/law";
    assert!(officer.get(law).await.says("key decision figure is not set"));
    let figures = [("key_decision_pence", "200,000"), ("key_decision_pence-gap", "")];
    assert_eq!(administrator.fill_in("/settings/figures", &figures).await.status, 303);
    assert!(
        officer
            .get(law)
            .await
            .says("The financial consequence, £220,000, is at least the authority’s figure of £200,000.")
    );
}

#[tokio::test]
async fn a_heading_added_by_an_administrator_is_offered_and_printed() {
    let world = World::new().await;
    let administrator = world.person("administrator@dorset.example").await;
    let writer = world.person("writer@dorset.example").await;
    let heading = [("title", "Digital inclusion"), ("guidance", "Who might be left out.")];
    assert_eq!(administrator.fill_in("/settings/headings/new", &heading).await.status, 303);
    let new = "/procurements/DOR-2022-001/list/implications/new";
    let page = writer.get(new).await;
    let html = page.html();
    let option =
        html.split("<option value=\"").find(|option| option.contains("Digital inclusion")).expect("offered");
    let code = option.split('"').next().expect("it ends");
    let added =
        writer.fill(&page, new, &[("heading_id", code), ("says", "Support is offered in person too.")]).await;
    assert_eq!(added.status, 303, "{}", added.text());
    let report = writer.get("/procurements/DOR-2022-001/report/cabinet").await;
    assert!(report.says("Digital inclusion") && report.says("Support is offered in person too."));
}

#[tokio::test]
async fn settings_are_added_changed_and_removed() {
    let world = World::new().await;
    let administrator = world.person("administrator@dorset.example").await;
    let meeting = [
        ("body", "Cabinet"),
        ("meets_on-day", "26"),
        ("meets_on-month", "January"),
        ("meets_on-year", "2027"),
    ];
    assert_eq!(administrator.fill_in("/settings/meetings/new", &meeting).await.status, 303);
    let page = administrator.get("/settings").await;
    assert!(page.says("26 January 2027"), "{}", page.text());
    let link = page.link_in_row("26 January 2027");
    let changed = administrator.fill_in(&link, &[("body", "Cabinet (extra)")]).await;
    assert_eq!(changed.status, 303, "{}", changed.text());
    let page = administrator.get(&link).await;
    assert_eq!(administrator.fill(&page, &format!("{link}/remove"), &[]).await.status, 303);
    assert!(!administrator.get("/settings").await.says("26 January 2027"));
}
