//! The record of actions: a chain in which every byte counts.

use crate::world::{MORNING, World, instant};

/// What `verify` says after a statement was run behind the record's back.
async fn after(statement: &str) -> String {
    let world = World::new().await;
    assert!(world.chain_holds().await);
    world.database.tamper(statement).await;
    match world.house().verify().await.expect("the record answers") {
        Ok(verified) => format!("holds, {} lines", verified.lines),
        Err(broken) => format!("line {}: {}", broken.line, broken.why),
    }
}

#[tokio::test]
async fn a_changed_byte_is_found_wherever_it_is() {
    let table = [
        (
            r#"UPDATE audit_line SET body = replace(body, '"actor":"', '"actor":"x') WHERE seq = 100"#,
            "line 100: its hash does not fit its content",
        ),
        ("UPDATE audit_line SET seq = 0 WHERE seq = 1", "line 1: a line is missing before it"),
        (
            "UPDATE audit_detail SET kind = 'settings' WHERE seq = 200",
            "line 200: its detail is filed under another kind",
        ),
        (
            "UPDATE audit_detail SET at = '2001-01-01T00:00:00+00:00' WHERE seq = 200",
            "line 200: its detail is filed under another time",
        ),
        (
            "UPDATE audit_detail SET seq = 999 WHERE seq = 235",
            "line 235: its detail is gone and no disposal accounts for it",
        ),
        (
            "UPDATE house SET newest_at = NULL",
            "line 235: the time of the newest line is not the one recorded beside the chain",
        ),
        (
            "UPDATE audit_line SET body = body || ' ' WHERE seq = 1",
            "line 1: its hash does not fit its content",
        ),
        (
            "UPDATE audit_line SET hash = replace(hash, substr(hash, 1, 1), 'x') WHERE seq = 7",
            "line 7: its hash does not fit its content",
        ),
        ("UPDATE audit_line SET previous = 'y' WHERE seq = 7", "line 7: it does not follow the line before"),
        (
            "UPDATE audit_line SET about = 'house' WHERE seq = 9",
            "line 9: its subject is not the one in its body",
        ),
        (
            "UPDATE audit_line SET authority_id = 999 WHERE seq = 40",
            "line 40: its authority is not the one in its body",
        ),
        ("DELETE FROM audit_line WHERE seq = 50", "line 50: a line is missing before it"),
        ("DELETE FROM audit_line WHERE seq > 100", "line 101: the newest lines are missing"),
        (
            "UPDATE audit_detail SET fields = fields || ' ' WHERE seq = 12",
            "line 12: its detail is not what was recorded",
        ),
        ("UPDATE audit_detail SET salt = 'z' WHERE seq = 13", "line 13: its detail is not what was recorded"),
        (
            "DELETE FROM audit_detail WHERE seq = 14",
            "line 14: its detail is gone and no disposal accounts for it",
        ),
        ("UPDATE house SET head = 'w'", "line 236: the newest lines are missing"),
        (
            "UPDATE kept_report SET document = replace(document, '220,000', '320,000') WHERE number = 1",
            "line 155: its report is not the one that was kept",
        ),
        (
            "UPDATE kept_report SET digest = 'x' WHERE number = 1",
            "line 155: its report is not the one that was kept",
        ),
        ("DELETE FROM kept_report WHERE number = 1", "line 155: the report it kept is gone"),
        (
            "UPDATE kept_report SET number = 9 WHERE number = 1",
            "line 235: there is a kept report that no line tells of",
        ),
    ];
    for (statement, found) in table {
        let said = after(statement).await;
        assert_eq!(said, found, "{statement}");
    }
}

#[tokio::test]
async fn details_are_disposed_of_and_the_chain_still_holds() {
    let world = World::new().await;
    let administrator = world.person("administrator@medway.example").await;
    let review = administrator.get("/retention").await;
    assert!(review.says("Changes to people and their roles"), "{}", review.text());
    let action = review_action(&review);
    let without_reason = administrator.fill(&review, &action, &[]).await;
    assert_eq!(without_reason.problems(), ["Enter reason."]);
    let disposed = administrator.fill(&review, &action, &[("reason", "Reviewed; past 24 months.")]).await;
    assert_eq!(disposed.status, 303, "{}", disposed.text());

    let verified = world.house().verify().await.expect("the record answers").expect("it holds");
    assert!(verified.disposed > 0);
    let again = administrator.get("/retention").await;
    assert!(!again.actions().contains(&action), "nothing more is past its period");
}

fn review_action(page: &crate::world::Page) -> String {
    let mut actions = page.actions().into_iter().filter(|action| action.starts_with("/retention/"));
    actions.next().expect("there is something to dispose of")
}

#[tokio::test]
async fn the_chain_tells_who_did_what_but_never_what_was_written() {
    let world = World::new().await;
    let writer = world.person("writer@dorset.example").await;
    let secret = "Words that belong to the case alone";
    let saved = writer.fill_in("/procurements/DOR-2022-001/part/summary", &[("summary", secret)]).await;
    assert_eq!(saved.status, 303);
    let history = writer.get("/procurements/DOR-2022-001/history").await;
    assert!(
        history.says("Report writer, Dorset changed a part of the procurement: Summary and policy."),
        "{}",
        history.text()
    );
    assert!(!history.says(secret));
    assert_eq!(instant(MORNING).to_rfc3339(), "2026-11-21T09:00:00+00:00");
}

#[tokio::test]
async fn a_disposal_accounts_for_nothing_but_what_it_says() {
    let world = World::new().await;
    let administrator = world.person("administrator@medway.example").await;
    let review = administrator.get("/retention").await;
    let action = review_action(&review);
    let disposed = administrator.fill(&review, &action, &[("reason", "Reviewed.")]).await;
    assert_eq!(disposed.status, 303);
    assert!(world.chain_holds().await);
    world.database.tamper("DELETE FROM audit_detail WHERE seq = 100").await;
    assert!(!world.chain_holds().await, "a detail of another kind, or too many of this one");
}

#[tokio::test]
async fn each_kind_has_one_retention_period_and_none_is_short() {
    let world = World::new().await;
    let administrator = world.person("administrator@dorset.example").await;
    let second = [("kind", "procurement"), ("months", "12")];
    let page = administrator.fill_in("/settings/retention/new", &second).await;
    assert_eq!(page.problems(), ["This kind has a period already. Change that one instead."]);
    let short = [("kind", "settings"), ("months", "1")];
    let page = administrator.fill_in("/settings/retention/new", &short).await;
    assert_eq!(page.problems(), ["Kept for must be a whole number from 12 to 600."]);
}
