//! Inviting people, on both sides.

use crate::world::{Page, World};

fn link(page: &Page) -> String {
    let text = page.text();
    let start = text.find("/invitation/").unwrap_or_else(|| panic!("a link is shown: {text}"));
    text[start..].split_whitespace().next().expect("it ends").to_owned()
}

#[tokio::test]
async fn an_invited_person_chooses_a_password_and_signs_in() {
    let world = World::new().await;
    let administrator = world.person("administrator@dorset.example").await;
    let typed =
        [("name", "Second report writer"), ("email", "second@dorset.example"), ("roles", "report_writer")];
    let shown = administrator.fill_in("/people/invite", &typed).await;
    let link = link(&shown);
    let stranger = world.stranger();
    assert!(stranger.get(&link).await.says("You are invited as Second report writer"));
    let short = stranger.post_exactly(&link, &[("password", "short"), ("again", "short")]).await;
    assert_eq!(short.problems(), ["Password must have at least 12 characters. Three or four words do well."]);
    let password = "four words will do";
    let chosen = stranger.post_exactly(&link, &[("password", password), ("again", password)]).await;
    assert_eq!(chosen.location.as_deref(), Some("/sign-in"));
    let signed_in = stranger
        .post_exactly("/sign-in", &[("email", "second@dorset.example"), ("password", password)])
        .await;
    assert_eq!(signed_in.status, 303);

    let used = stranger.post_exactly(&link, &[("password", password), ("again", password)]).await;
    assert!(used.says("This link no longer works"), "{}", used.text());
}

#[tokio::test]
async fn an_invitation_holds_for_seven_days() {
    let world = World::new().await;
    let administrator = world.person("administrator@dorset.example").await;
    let typed = [("name", "Late"), ("email", "late@dorset.example"), ("roles", "auditor")];
    let link = link(&administrator.fill_in("/people/invite", &typed).await);
    assert!(world.at("2026-11-28T08:59:00Z").stranger().get(&link).await.says("Choose your password"));
    assert!(world.at("2026-11-28T09:01:00Z").stranger().get(&link).await.says("This link no longer works"));
}

#[tokio::test]
async fn everything_wrong_with_an_invitation_is_said_at_once() {
    let world = World::new().await;
    let administrator = world.person("administrator@dorset.example").await;
    let page = administrator.fill_in("/people/invite", &[("name", ""), ("email", "nobody")]).await;
    insta::assert_snapshot!(page.problems().join("\n"), @r"
    Enter name or title.
    Email address must be an email address, like name@example.org.
    Tick at least one role.
    ");
    let taken = [("name", "Twice"), ("email", "writer@medway.example"), ("roles", "auditor")];
    let page = administrator.fill_in("/people/invite", &taken).await;
    assert_eq!(page.problems(), ["This is taken already. Choose another reference or email address."]);
}

#[tokio::test]
async fn roles_change_at_once_and_nobody_locks_themselves_out() {
    let world = World::new().await;
    let administrator = world.person("administrator@dorset.example").await;
    let people = administrator.get("/people").await;
    let own = people.link_in_row("administrator@dorset.example");
    let page = administrator.get(&own).await;
    let refused = administrator.fill(&page, &format!("{own}/roles"), &[("roles", "auditor")]).await;
    assert!(refused.says("You cannot take the administrator’s role from yourself"), "{}", refused.text());

    let auditor = world.person("auditor@dorset.example").await;
    assert_eq!(auditor.get("/procurements/new").await.status, 403);
    let theirs = people.link_in_row("auditor@dorset.example");
    let page = administrator.get(&theirs).await;
    let changed =
        administrator.fill(&page, &format!("{theirs}/roles"), &[("roles", "procurement_officer")]).await;
    assert_eq!(changed.status, 303, "{}", changed.text());
    assert_eq!(auditor.get("/procurements/new").await.status, 200);
}

#[tokio::test]
async fn a_providers_administrator_invites_colleagues_of_its_own_side_only() {
    let world = World::new().await;
    let administrator = world.person("administrator@charity.example").await;
    let path = "/organisation/people/invite";
    let staff = [("name", "Colleague"), ("email", "colleague@charity.example"), ("roles", "auditor")];
    assert_eq!(administrator.fill_in(path, &staff).await.problems(), ["Tick at least one role."]);
    let own = [("name", "Colleague"), ("email", "colleague@charity.example"), ("roles", "bid_author")];
    assert!(administrator.fill_in(path, &own).await.says("Pass on this link"));
    assert!(administrator.get("/organisation").await.says("Colleague"));
}

#[tokio::test]
async fn a_providers_administrator_stops_a_colleague() {
    let world = World::new().await;
    let administrator = world.person("administrator@charity.example").await;
    let colleague = world.person("bids@charity.example").await;
    let people = administrator.get("/organisation/people").await;
    let path = people.link_in_row("bids@charity.example");
    let page = administrator.get(&path).await;
    assert_eq!(administrator.fill(&page, &format!("{path}/stop"), &[]).await.status, 303);
    assert_eq!(colleague.get("/organisation").await.status, 303);
    assert_eq!(
        world
            .person("administrator@medway.example")
            .await
            .get(&path.replace("/organisation", ""))
            .await
            .status,
        404
    );
}
