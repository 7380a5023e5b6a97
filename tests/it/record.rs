//! The record of actions: a chain in which every byte counts.

use entity::audit_line;
use sea_orm::{Database as Connection, EntityTrait, QueryOrder};

use crate::world::{MORNING, World, instant};

/// What `verify` says after a statement was run behind the record's back.
async fn after(world: &World, statement: &str) -> String {
    assert!(world.chain_holds().await);
    world.database.tamper(statement).await;
    match world.house().verify().await.expect("the record answers") {
        Ok(verified) => format!("holds, {} lines", verified.lines),
        Err(broken) => format!("line {}: {}", broken.line, broken.why),
    }
}

/// The lines that a story names by what they are: the newest, the one after it, and the first that did these.
struct Lines(Vec<(&'static str, i64)>);

impl Lines {
    async fn of(world: &World) -> Self {
        let db = Connection::connect(&world.database.address).await.expect("the database answers");
        let lines = audit_line::Entity::find().order_by_asc(audit_line::Column::Seq).all(&db).await;
        let lines = lines.expect("the database answers");
        db.close().await.expect("it closes");
        let first = |says: &str| {
            lines.iter().find(|line| line.body.contains(says)).expect("the demonstration did it").seq
        };
        let newest = lines.last().expect("there are lines").seq;
        Self(vec![
            ("{newest}", newest),
            ("{next}", newest + 1),
            ("{kept}", first(r#""keeps_number":"#)),
            ("{published}", first(r#""publish_tender""#)),
            ("{submitted}", first(r#""submit_bid""#)),
            ("{locked}", first(r#""lock_scores""#)),
            ("{frozen}", first(r#""freeze_ranking""#)),
        ])
    }

    fn written_into(&self, text: &str) -> String {
        self.0.iter().fold(text.to_owned(), |text, (name, line)| text.replace(name, &line.to_string()))
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
            "UPDATE audit_detail SET seq = 999 WHERE seq = {newest}",
            "line {newest}: its detail is gone and no disposal accounts for it",
        ),
        (
            "UPDATE house SET newest_at = NULL",
            "line {newest}: the time of the newest line is not the one recorded beside the chain",
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
        ("UPDATE house SET head = 'w'", "line {next}: the newest lines are missing"),
        (
            "UPDATE kept_report SET document = replace(document, '220,000', '320,000') WHERE number = 1",
            "line {kept}: its report is not the one that was kept",
        ),
        (
            "UPDATE kept_report SET digest = 'x' WHERE number = 1",
            "line {kept}: its report is not the one that was kept",
        ),
        ("DELETE FROM kept_report WHERE number = 1", "line {kept}: the report it kept is gone"),
        (
            "UPDATE kept_report SET number = 9 WHERE number = 1",
            "line {newest}: there is a kept report that no line tells of",
        ),
        (
            "UPDATE terms SET text = replace(text, '60', '40')",
            "line {published}: what it submitted or published is not what it was",
        ),
        (
            "UPDATE terms SET digest = 'x'",
            "line {published}: what it submitted or published is filed under another digest",
        ),
        ("DELETE FROM terms", "line {published}: what it submitted or published is gone"),
        (
            "UPDATE submission SET manifest = manifest || ' '",
            "line {submitted}: what it submitted or published is not what it was",
        ),
        (
            "UPDATE submission SET digest = 'x'",
            "line {submitted}: what it submitted or published is filed under another digest",
        ),
        (
            "DELETE FROM submission WHERE id NOT IN (SELECT submission_id FROM opened_bid)",
            "line {submitted}: what it submitted or published is gone",
        ),
        ("UPDATE score SET score = 1", "line {locked}: what it submitted or published is not what it was"),
        (
            "UPDATE score_sheet SET digest = 'x'",
            "line {locked}: what it submitted or published is filed under another digest",
        ),
        (
            "UPDATE ranking SET result = replace(result, '84.00', '83.00')",
            "line {frozen}: what it submitted or published is not what it was",
        ),
        ("UPDATE bid_part SET digest = 'x'", "line {submitted}: a part of what it submitted is another one"),
    ];
    for (statement, found) in table {
        let world = World::new().await;
        let lines = Lines::of(&world).await;
        let said = after(&world, &lines.written_into(statement)).await;
        assert_eq!(said, lines.written_into(found), "{statement}");
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
