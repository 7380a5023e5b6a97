//! Signing in and out.

use gatehouse::demo::PASSWORD;

use crate::world::World;

const WRITER: &str = "writer@dorset.example";

async fn sign_in(world: &World, email: &str, password: &str) -> crate::world::Page {
    world.stranger().post_exactly("/sign-in", &[("email", email), ("password", password)]).await
}

#[tokio::test]
async fn the_right_password_opens_a_session() {
    let world = World::new().await;
    let answer = sign_in(&world, "Writer@Dorset.example", PASSWORD).await;
    assert_eq!((answer.status, answer.location.as_deref()), (303, Some("/")));
    let home = world.stranger().with_cookie(answer.cookie).get("/").await;
    assert!(home.says("What waits for you"), "{}", home.text());
}

#[tokio::test]
async fn a_wrong_half_is_not_told_apart() {
    let world = World::new().await;
    let wrong_password = sign_in(&world, WRITER, "not the password").await;
    let nobody = sign_in(&world, "nobody@dorset.example", PASSWORD).await;
    assert_eq!((wrong_password.status, nobody.status), (422, 422));
    assert_eq!(wrong_password.problems(), nobody.problems());
}

#[tokio::test]
async fn five_wrong_tries_lock_the_sign_in_for_a_quarter_of_an_hour() {
    let world = World::new().await;
    for _ in 0..5 {
        sign_in(&world, WRITER, "a wrong password").await;
    }
    assert_eq!(sign_in(&world, WRITER, PASSWORD).await.status, 422);
    let soon = world.at("2026-11-21T09:14:59Z");
    assert_eq!(sign_in(&soon, WRITER, PASSWORD).await.status, 422);
    let later = world.at("2026-11-21T09:15:01Z");
    assert_eq!(sign_in(&later, WRITER, PASSWORD).await.status, 303);
}

#[tokio::test]
async fn a_session_ends_when_it_is_not_used() {
    let world = World::new().await;
    let writer = world.person(WRITER).await;
    assert_eq!(writer.in_world(&world.at("2026-11-21T09:59:00Z")).get("/procurements").await.status, 200);
    let much_later = writer.in_world(&world.at("2026-11-21T11:30:00Z")).get("/procurements").await;
    assert_eq!(much_later.status, 303);
    assert_eq!(much_later.location.as_deref(), Some("/sign-in?then=%2Fprocurements"));
}

#[tokio::test]
async fn signing_out_everywhere_ends_the_other_sessions_too() {
    let world = World::new().await;
    let (at_work, at_home) = (world.person(WRITER).await, world.person(WRITER).await);
    assert_eq!(at_work.post("/account/sign-out-everywhere", &[]).await.status, 303);
    assert_eq!(at_home.get("/procurements").await.status, 303);
}

#[tokio::test]
async fn after_signing_in_one_goes_on_to_where_one_wanted_but_never_elsewhere() {
    let world = World::new().await;
    for (then, goes_to) in
        [("/procurements", "/procurements"), ("https://evil.example", "/"), ("//evil.example", "/")]
    {
        let fields = [("email", WRITER), ("password", PASSWORD), ("then", then)];
        let answer = world.stranger().post_exactly("/sign-in", &fields).await;
        assert_eq!(answer.location.as_deref(), Some(goes_to), "{then}");
    }
}

#[tokio::test]
async fn a_changed_password_is_the_only_one_that_works() {
    let world = World::new().await;
    let writer = world.person(WRITER).await;
    let new = "correct horse battery staple";
    let change = |present: &'static str, again: &'static str| {
        let writer = writer.clone();
        async move {
            writer
                .post("/account/password", &[("present", present), ("password", new), ("again", again)])
                .await
        }
    };
    assert_eq!(change("wrong", new).await.problems(), ["Your present password is not that. Type it again."]);
    assert_eq!(
        change(PASSWORD, "other").await.problems(),
        ["The two passwords are not the same. Type both again."]
    );
    assert!(change(PASSWORD, new).await.says("Your password is changed."));
    assert_eq!(sign_in(&world, WRITER, PASSWORD).await.status, 422);
    assert_eq!(sign_in(&world, WRITER, new).await.status, 303);
}

#[tokio::test]
async fn guesses_sent_at_once_do_not_slip_past_the_lock() {
    let world = World::new().await;
    let guesses = (0..20).map(|_| sign_in(&world, WRITER, "a wrong password"));
    futures_of(guesses).await;
    assert_eq!(
        sign_in(&world, WRITER, PASSWORD).await.status,
        422,
        "five were tried, and the sign-in is locked"
    );
}

/// All of these at once.
async fn futures_of(tries: impl Iterator<Item = impl Future<Output = crate::world::Page>>) {
    let mut tries: Vec<_> = tries.map(Box::pin).collect();
    std::future::poll_fn(|context| {
        tries.retain_mut(|one| one.as_mut().poll(context).is_pending());
        if tries.is_empty() { std::task::Poll::Ready(()) } else { std::task::Poll::Pending }
    })
    .await;
}

#[tokio::test]
async fn someone_let_in_again_signs_in_anew() {
    let world = World::new().await;
    let administrator = world.person("administrator@dorset.example").await;
    let writer = world.person(WRITER).await;
    let path = administrator.get("/people").await.link_in_row(WRITER);
    for deed in ["stop", "allow"] {
        let page = administrator.get(&path).await;
        assert_eq!(administrator.fill(&page, &format!("{path}/{deed}"), &[]).await.status, 303);
    }
    assert_eq!(writer.get("/procurements").await.status, 303, "the old session has ended for good");
    assert_eq!(sign_in(&world, WRITER, PASSWORD).await.status, 303);
}
