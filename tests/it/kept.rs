//! A form that meets an expired sign-in.

use gatehouse::demo::PASSWORD;

use crate::world::World;

const SUMMARY: &str = "/procurements/DOR-2022-001/part/summary";

#[tokio::test]
async fn the_text_is_there_again_after_signing_in_unsent() {
    let world = World::new().await;
    let writer = world.person("writer@dorset.example").await;
    let page = writer.get(SUMMARY).await;
    let typed = [("summary", "An afternoon’s work & more: “quoted” <b>text</b>\n\nand a second paragraph.")];

    // Hours later the session has ended.
    let evening = world.at("2026-11-21T18:00:00Z");
    let refused = writer.in_world(&evening).fill(&page, SUMMARY, &typed).await;
    assert_eq!(refused.status, 401);
    assert!(refused.says("What you typed is kept"), "{}", refused.text());

    let signed_in = evening
        .stranger()
        .fill(&refused, "/sign-in", &[("email", "writer@dorset.example"), ("password", PASSWORD)])
        .await;
    assert!(signed_in.says("You are signed in again"), "{}", signed_in.text());

    let again = evening.stranger().with_cookie(signed_in.cookie.clone());
    let form = again.fill(&signed_in, SUMMARY, &[]).await;
    assert_eq!(form.status, 200);
    assert!(form.says("It has not been saved yet"), "{}", form.text());
    assert_eq!(form.holds(SUMMARY, "summary"), typed[0].1);
    assert_ne!(again.get(SUMMARY).await.holds(SUMMARY, "summary"), typed[0].1, "it is not saved");

    let saved = again.fill(&form, SUMMARY, &[]).await;
    assert_eq!(saved.status, 303, "{}", saved.text());
    assert_eq!(again.get(SUMMARY).await.holds(SUMMARY, "summary"), typed[0].1);
}

#[tokio::test]
async fn a_wrong_password_in_between_loses_nothing() {
    let world = World::new().await;
    let writer = world.person("writer@dorset.example").await;
    let page = writer.get(SUMMARY).await;
    let refused = writer.with_cookie(None).fill(&page, SUMMARY, &[("summary", "Kept.")]).await;
    let wrong = [("email", "writer@dorset.example"), ("password", "wrong password")];
    let still_there = world.stranger().fill(&refused, "/sign-in", &wrong).await;
    assert_eq!(still_there.status, 422);
    let right = [("email", "writer@dorset.example"), ("password", PASSWORD)];
    let signed_in = world.stranger().fill(&still_there, "/sign-in", &right).await;
    assert_eq!(signed_in.holds(SUMMARY, "summary"), "Kept.");
}
