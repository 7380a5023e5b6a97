//! What the overview of a procurement shows beside its sections.

use crate::world::World;

#[tokio::test]
async fn dorsets_gap_and_impossible_share_are_pointed_out() {
    let world = World::new().await;
    let page = world.person("procurement@dorset.example").await.get("/procurements/DOR-2022-001").await;
    for words in [
        "differ by £1,500,000, but the service costs £1,655,000: £155,000 is not explained.",
        "54% of 51 is no whole number",
        "£331,000 a year for 5 years.",
        "Procurement Act 2023",
        "Key decision",
        "Cabinet",
    ] {
        let instead = words == "Procurement Act 2023";
        assert_eq!(page.says(words), !instead, "{words}: {}", page.text());
    }
    assert!(
        page.says("Public Contracts Regulations 2015"),
        "what commenced in 2022 is governed by the law of then"
    );
}

#[tokio::test]
async fn a_day_on_which_the_body_does_not_meet_is_pointed_out() {
    let world = World::new().await;
    let writer = world.person("writer@dorset.example").await;
    let paper = "/procurements/DOR-2022-001/part/paper";
    let saved = writer.fill_in(paper, &[("meets_on-day", "19")]).await;
    assert_eq!(saved.status, 303, "{}", saved.text());
    let page = writer.get("/procurements/DOR-2022-001").await;
    assert!(
        page.says("Cabinet does not meet on 19 January 2022 by the committee calendar."),
        "{}",
        page.text()
    );
}

#[tokio::test]
async fn a_part_of_the_term_says_something_or_is_not_kept() {
    let world = World::new().await;
    let writer = world.person("writer@dorset.example").await;
    let term = "/procurements/DOR-2022-001/list/term/new";
    let empty = writer.fill_in(term, &[]).await;
    assert_eq!(empty.problems(), ["Give at least one fact, or say why it is not known."]);
    let saved = writer.fill_in(term, &[("months", "12"), ("ends_with", "extension")]).await;
    assert_eq!(saved.status, 303, "{}", saved.text());
    let page = writer.get("/procurements/DOR-2022-001").await;
    assert!(
        page.says("Part 3 of the term is given as its end, but other parts follow it."),
        "{}",
        page.text()
    );
}

#[tokio::test]
async fn a_range_does_not_run_backwards() {
    let world = World::new().await;
    let writer = world.person("writer@dorset.example").await;
    let statistic = "/procurements/DOR-2022-001/list/statistics/new";
    let typed = [("measures", "Women supported"), ("low", "400"), ("high", "300")];
    let page = writer.fill_in(statistic, &typed).await;
    assert_eq!(page.problems(), ["The upper end of the range must not be below its lower end."]);
    assert_eq!(page.holds(statistic, "low"), "400");
}
