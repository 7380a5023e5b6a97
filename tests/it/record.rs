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
        ("UPDATE audit_line SET body = replace(body, 'edit_part', 'edit_pbrt') WHERE seq = 100", ""),
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
    ];
    for (statement, found) in table {
        let said = after(statement).await;
        if found.is_empty() {
            assert!(said.starts_with("line 100") || said.starts_with("holds"), "{statement}: {said}");
        } else {
            assert_eq!(said, found, "{statement}");
        }
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
    assert!(history.says("Report writer, Dorset changed a part of the procurement: Summary and policy."), "{}", history.text());
    assert!(!history.says(secret));
    assert_eq!(instant(MORNING).to_rfc3339(), "2026-11-21T09:00:00+00:00");
}
