//! The reports of the demonstration, as pages and as PDF.

use crate::world::World;

#[tokio::test]
async fn both_papers_carry_the_figures_of_the_record() {
    let world = World::new().await;
    let medway = world.person("writer@medway.example").await;
    let gateway = medway.get("/procurements/MED-2021-001/report/gateway-1").await;
    for figure in
        ["£220,000", "60%", "40%", "58", "218", "3.8", "90%", "28%", "47%", "1 April 2022", "31 March 2024"]
    {
        assert!(gateway.says(figure), "{figure}");
    }
    let dorset = world.person("writer@dorset.example").await;
    let cabinet = dorset.get("/procurements/DOR-2022-001/report/cabinet").await;
    for figure in
        ["£331,000", "£1,655,000", "£5,862,194", "£4,362,194", "51", "161", "84%", "54%", "14.4", "2+2+1"]
    {
        assert!(cabinet.says(figure), "{figure}");
    }
    for page in [&gateway, &cabinet] {
        assert!(page.html().contains("Demonstration data"));
    }
}

#[tokio::test]
async fn the_pdf_is_fetched_and_is_the_same_each_time() {
    let world = World::new().await;
    let writer = world.person("writer@medway.example").await;
    let path = "/procurements/MED-2021-001/report/gateway-1/pdf";
    let (one, two) = (writer.get(path).await, writer.get(path).await);
    assert_eq!(one.headers.get("content-type").map(|kind| kind.as_bytes()), Some(&b"application/pdf"[..]));
    assert!(one.bytes.starts_with(b"%PDF-"));
    assert!(one.bytes == two.bytes, "the same record gives the same bytes");
}

#[tokio::test]
async fn an_authority_makes_its_own_kind_of_report_only() {
    let world = World::new().await;
    let writer = world.person("writer@medway.example").await;
    assert_eq!(writer.get("/procurements/MED-2021-001/report/cabinet").await.status, 404);
}

#[tokio::test]
async fn what_is_changed_in_the_record_is_changed_in_the_report() {
    let world = World::new().await;
    let writer = world.person("writer@dorset.example").await;
    let value = "/procurements/DOR-2022-001/part/value";
    assert_eq!(writer.fill_in(value, &[("annual_value", "340,000.50")]).await.status, 303);
    let report = writer.get("/procurements/DOR-2022-001/report/cabinet").await;
    assert!(report.says("£340,000.50") && report.says("£1,700,002.50"), "{}", report.text());
}
