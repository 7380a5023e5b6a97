//! One authority never sees another's records; roles do only what is theirs.

use crate::world::World;

#[tokio::test]
async fn another_authoritys_procurement_is_not_there() {
    let world = World::new().await;
    let stranger = world.person("procurement@medway.example").await;
    for page in [
        "",
        "/law",
        "/part/value",
        "/list/risks",
        "/approval",
        "/history",
        "/report/cabinet",
        "/report/cabinet/pdf",
    ] {
        let path = format!("/procurements/DOR-2022-001{page}");
        assert_eq!(stranger.get(&path).await.status, 404, "{path}");
    }
    let posted = stranger.post("/procurements/DOR-2022-001/part/value", &[("annual_value", "1")]).await;
    assert_eq!(posted.status, 404);
}

#[tokio::test]
async fn another_authoritys_people_and_settings_are_not_there() {
    let world = World::new().await;
    let medway = world.person("administrator@medway.example").await;
    let dorset = world.person("administrator@dorset.example").await;
    for (owner, other) in [(&medway, &dorset), (&dorset, &medway)] {
        let people = owner.get("/people").await;
        let person = people
            .links()
            .into_iter()
            .find(|link| link.trim_start_matches("/people/").parse::<i64>().is_ok());
        let person = person.expect("there are people");
        assert_eq!(owner.get(&person).await.status, 200);
        assert_eq!(other.get(&person).await.status, 404);
        assert_eq!(other.post(&format!("{person}/stop"), &[("version", "1")]).await.status, 404);
        let setting = owner.get("/settings").await.links().into_iter().find(|link| {
            link.strip_prefix("/settings/meetings/").is_some_and(|row| row.parse::<i64>().is_ok())
        });
        let setting = setting.expect("there is a meeting");
        assert_eq!(owner.get(&setting).await.status, 200);
        assert_eq!(other.get(&setting).await.status, 404);
    }
}

#[tokio::test]
async fn the_list_and_the_record_show_ones_own_only() {
    let world = World::new().await;
    let medway = world.person("auditor@medway.example").await;
    let list = medway.get("/procurements").await;
    assert!(list.says("MED-2021-001") && !list.says("DOR-2022-001"));
    let searched = medway.get("/procurements?words=DOR-2022").await;
    assert!(!searched.says("DOR-2022-001"));
    let record = medway.get("/record").await;
    assert!(record.says("Medway") && !record.says("Dorset"), "{}", record.text());
}

#[tokio::test]
async fn an_auditor_reads_and_writes_nothing() {
    let world = World::new().await;
    let auditor = world.person("auditor@dorset.example").await;
    let part = auditor.get("/procurements/DOR-2022-001/part/value").await;
    assert_eq!(part.status, 200);
    assert!(part.says("£331,000") && !part.html().contains("annual_value"), "{}", part.text());
    let posted = auditor.post("/procurements/DOR-2022-001/part/value", &[("annual_value", "1")]).await;
    assert_eq!(posted.status, 403);
    assert!(posted.says("procurement officer"), "{}", posted.text());
}

#[tokio::test]
async fn a_provider_sees_its_own_organisation_and_nothing_of_councils() {
    let world = World::new().await;
    let charity = world.person("bids@charity.example").await;
    let own = charity.get("/organisation").await;
    assert!(own.says("Riverbank"), "{}", own.text());
    for path in ["/procurements", "/procurements/MED-2021-001", "/people", "/settings", "/record"] {
        assert!([403, 404].contains(&charity.get(path).await.status), "{path}");
    }
}

#[tokio::test]
async fn someone_whose_sign_in_is_stopped_is_out_at_once() {
    let world = World::new().await;
    let administrator = world.person("administrator@dorset.example").await;
    let writer = world.person("writer@dorset.example").await;
    let person = administrator.get("/people").await.link_in_row("writer@dorset.example");
    let page = administrator.get(&person).await;
    let stopped = administrator.fill(&page, &format!("{person}/stop"), &[]).await;
    assert_eq!(stopped.status, 303, "{}", stopped.text());
    assert_eq!(writer.get("/procurements").await.status, 303);
}
