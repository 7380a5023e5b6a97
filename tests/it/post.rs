//! Emails that tell of letters, and letters that are new to their readers.

use std::collections::BTreeSet;

use futures_util::FutureExt;
use gatehouse::post::{NotTaken, Pace, Post, Round, Way};
use gatehouse::store::Dice;
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};

use crate::world::post::{Answer, Server, post};
use crate::world::tenders::{OPEN, saved};
use crate::world::{MORNING, World, instant};

const OFFICER: &str = "procurement@medway.example";
const AUTHOR: &str = "bids@charity.example";
const SUBJECT: &str = "Answer to a question about MED-OPEN-001";

/// A world in which everybody was told of everything, and then one letter is written, to one provider.
async fn with_letter() -> World {
    let world = World::new().await;
    world.database.tamper("UPDATE letter SET sent_at = at").await;
    world.database.tamper("UPDATE reminder SET sent_at = at").await;
    let ask = format!("/opportunities/{OPEN}/ask");
    let question = [
        ("question", "Is our method allowed?"),
        ("confidential", "yes"),
        ("confidential_reason", "It is our own method."),
    ];
    let author = world.person(AUTHOR).await;
    saved(&author, &ask, &question).await;
    let officer = world.person(OFFICER).await;
    let given = [
        ("audience", "asker_only"),
        ("answer", "It is, in secret."),
        ("audience_reason", "It is their own method."),
    ];
    let list = officer.get(&format!("/tenders/{OPEN}/questions")).await;
    let place = list.links().into_iter().find(|link| link.contains("/questions/")).expect("it is listed");
    let form = officer.get(&place).await;
    assert_eq!(officer.fill(&form, &place, &given).await.status, 303);
    world
}

fn later() -> Answer {
    Answer::No(NotTaken::NotNow("450 try later".to_owned()))
}

#[tokio::test]
async fn everyone_who_may_read_the_letter_is_told_once_and_nothing_of_what_it_says() {
    let world = with_letter().await;
    let server = Server::default();
    let round = world.post(&server, MORNING).await;
    let taken = server.taken();
    assert_eq!(round, Round { sent: taken.len(), ..Round::default() });
    let to: BTreeSet<_> = taken.iter().map(|mail| mail.to.clone()).collect();
    assert!(to.len() == taken.len() && to.contains(AUTHOR), "one each: {to:?}");
    assert!(to.iter().all(|to| to.ends_with("@charity.example")), "{to:?}");
    for mail in &taken {
        assert!(mail.raw.contains(&format!("A letter is waiting: {SUBJECT}")), "{}", mail.raw);
        assert!(mail.raw.contains("https://gatehouse.test/letters/"), "{}", mail.raw);
        assert!(mail.raw.contains("Auto-Submitted: auto-generated"), "{}", mail.raw);
        for secret in ["method", "secret", "It is"] {
            assert!(!mail.raw.contains(secret), "{secret}: {}", mail.raw);
        }
    }
    assert_eq!(world.post(&server, "2026-11-22T09:00:00Z").await, Round::default(), "only once");
    assert!(world.chain_holds().await, "emails are not the record");
}

#[tokio::test]
async fn two_senders_at_once_send_each_email_once() {
    let world = with_letter().await;
    world.database.tamper("UPDATE letter SET sent_at = NULL").await;
    let other = world.database.open(Dice::fixed(9)).await;
    let (server, now) = (Server::default(), instant(MORNING));
    let pace = Pace { now: &|| now, stop: &|| false };
    let (one, two) = (post(&server), post(&server));
    let (one, two) = tokio::join!(one.deliver(&world.store, pace), two.deliver(&other, pace));
    let sent = one.expect("it answers").sent + two.expect("it answers").sent;
    let ids: BTreeSet<_> = server.taken().into_iter().map(|mail| mail.id).collect();
    assert!(ids.len() > 1 && ids.len() == server.taken().len() && sent == ids.len(), "{ids:?}");
}

#[tokio::test]
async fn a_server_that_says_no_three_times_is_tried_after_growing_pauses() {
    let world = with_letter().await;
    let server = Server::default();
    let tries =
        |times: usize| *server.answers.lock().expect("nobody died with it") = vec![later(); times].into();
    tries(100);
    let put_off = Round { put_off: 1, ..Round::default() };
    for (minute, round) in
        [(0, put_off), (0, Round::default()), (1, put_off), (2, Round::default()), (3, put_off)]
    {
        assert_eq!(world.post(&server, &format!("2026-11-21T09:{minute:02}:00Z")).await, round, "{minute}");
    }
    tries(0);
    assert_eq!(world.post(&server, "2026-11-21T09:06:59Z").await, Round::default());
    assert!(server.taken().is_empty());
    assert!(world.post(&server, "2026-11-21T09:07:00Z").await.sent > 0);
}

#[tokio::test]
async fn a_letter_is_given_up_after_days_and_the_officer_is_told() {
    let world = with_letter().await;
    world.database.tamper("UPDATE letter SET tries = 24 WHERE sent_at IS NULL").await;
    let server = Server::answering(vec![later(); 10]);
    assert_eq!(world.post(&server, MORNING).await.put_off, 1);
    assert_eq!(world.post(&server, "2026-12-21T09:00:00Z").await, Round::default());
    let page = world.person(OFFICER).await.get(&format!("/tenders/{OPEN}/emails")).await;
    assert!(page.says("It was not taken"), "{}", page.text());
}

#[tokio::test]
async fn whoever_dies_after_the_yes_is_followed_by_the_same_email() {
    let world = with_letter().await;
    let server = Server::answering([Answer::YesUnheard]);
    let now = instant(MORNING);
    let dying = post(&server);
    let pace = Pace { now: &|| now, stop: &|| false };
    let mut round = Box::pin(dying.deliver(&world.store, pace));
    // Polled until the server has the email, then dropped: that is what is left of a process that was killed.
    while server.taken().is_empty() {
        assert!((&mut round).now_or_never().is_none(), "the server never answers");
        tokio::task::yield_now().await;
    }
    drop(round);
    assert_eq!(world.post(&server, "2026-11-21T09:04:00Z").await, Round::default(), "it is held still");
    assert!(world.post(&server, "2026-11-21T09:05:00Z").await.sent > 0);
    let taken = server.taken();
    let first: Vec<_> = taken.iter().filter(|mail| mail.to == taken[0].to).collect();
    assert_eq!(first.len(), 2);
    assert_eq!(first[0].id, first[1].id);
    let ids: BTreeSet<_> = taken.iter().map(|mail| &mail.id).collect();
    assert_eq!(ids.len(), taken.len() - 1, "everybody else once");
}

#[tokio::test]
async fn a_refusal_for_good_is_noted_and_names_nobody_while_bids_are_sealed() {
    let world = with_letter().await;
    let says = "550 no mailbox bids@charity.example".to_owned();
    let server = Server::answering(vec![Answer::No(NotTaken::Never(says)); 10]);
    let round = world.post(&server, MORNING).await;
    assert!(round.refused > 0 && round.put_off == 0, "{round:?}");
    assert_eq!(world.post(&server, "2026-11-22T09:00:00Z").await, Round::default(), "for good");
    let page = world.person(OFFICER).await.get(&format!("/tenders/{OPEN}/emails")).await;
    assert!(page.says("It was not taken") && page.says("Nobody is named here"), "{}", page.text());
    for hidden in ["charity", "Riverbank", "550", SUBJECT] {
        assert!(!page.says(hidden), "{hidden}: {}", page.text());
    }
    let elsewhere = world.person("procurement@dorset.example").await;
    assert_eq!(elsewhere.get(&format!("/tenders/{OPEN}/emails")).await.status, 404);
}

#[tokio::test]
async fn a_server_that_cannot_be_reached_ends_the_round() {
    let world = with_letter().await;
    world.database.tamper("UPDATE letter SET sent_at = NULL").await;
    let server = Server::answering([Answer::No(NotTaken::NoServer("connection refused".to_owned()))]);
    assert_eq!(world.post(&server, MORNING).await, Round { put_off: 1, ..Round::default() });
    assert!(server.taken().is_empty());
    assert!(world.post(&server, "2026-11-21T09:01:00Z").await.sent > 1, "the next round fares better");
}

#[tokio::test]
async fn nothing_that_was_typed_begins_another_header() {
    let world = with_letter().await;
    let subject =
        "'A tender' || chr(13) || chr(10) || 'Bcc: thief@elsewhere.example' || chr(10) || chr(10) || 'Hello'";
    let subject = match world.database.address.starts_with("sqlite") {
        true => subject.replace("chr(", "char("),
        false => subject.to_owned(),
    };
    world.database.tamper(&format!("UPDATE letter SET subject = {subject} WHERE sent_at IS NULL")).await;
    world
        .database
        .tamper("UPDATE person SET name = 'A\nBcc: thief@elsewhere.example' WHERE email LIKE '%charity%'")
        .await;
    let server = Server::default();
    assert!(world.post(&server, MORNING).await.sent > 0);
    for mail in server.taken() {
        let (head, _) = mail.raw.split_once("\r\n\r\n").expect("a head and a body");
        assert!(!mail.to.contains("thief"));
        assert!(!head.lines().any(|line| line.to_lowercase().starts_with("bcc")), "{head}");
    }
}

#[tokio::test]
async fn letters_are_new_to_each_person_until_they_open_them() {
    let world = with_letter().await;
    let author = world.person(AUTHOR).await;
    let home = author.get("/bids").await;
    let before = home.text();
    assert!(before.contains("new letter"), "{before}");
    let letters = author.get("/letters").await;
    let new = letters.text().matches("New to you").count();
    let head = world.house().verify().await.expect("it answers").expect("it holds").head;
    assert_eq!(author.get(&letters.link_in_row(SUBJECT)).await.status, 200);
    assert_eq!(author.get("/letters").await.text().matches("New to you").count(), new - 1);
    assert_ne!(author.get("/bids").await.text(), before);
    let after = world.house().verify().await.expect("it answers").expect("it holds").head;
    assert_eq!(head, after, "what was read is not the record");
    let server = Server::default();
    world.post(&server, MORNING).await;
    assert!(server.taken().iter().all(|mail| mail.to != AUTHOR), "who has read it is not told that it waits");
}

/// A mail server that speaks: it greets, answers each recipient with a line, and says what it was told.
async fn speaks(listener: tokio::net::TcpListener, to_recipient: &str) -> String {
    let (stream, _) = listener.accept().await.expect("someone comes");
    let (read, mut write) = stream.into_split();
    let (mut lines, mut told) = (BufReader::new(read).lines(), String::new());
    write.write_all(b"220 mail.test\r\n").await.expect("it listens");
    let mut in_data = false;
    while let Ok(Some(line)) = lines.next_line().await {
        told.push_str(&line);
        told.push('\n');
        let word = line.split([' ', ':']).next().unwrap_or_default();
        let answer = match (in_data, word) {
            (true, ".") => {
                in_data = false;
                "250 taken"
            }
            (true, _) => continue,
            (false, "RCPT") => to_recipient,
            (false, "DATA") => {
                in_data = true;
                "354 go on"
            }
            (false, _) => "250 fine",
        };
        if write.write_all(format!("{answer}\r\n").as_bytes()).await.is_err() {
            break;
        }
    }
    told
}

#[tokio::test]
async fn a_real_mail_server_is_spoken_to_in_its_own_tongue() {
    let world = with_letter().await;
    world.database.tamper("UPDATE person SET disabled = true WHERE email LIKE '%charity%' AND email <> 'bids@charity.example'").await;
    let sender: lettre::message::Mailbox = "Tenders <tenders@medway.example>".parse().expect("a mailbox");
    let now = instant(MORNING);
    let pace = Pace { now: &|| now, stop: &|| false };
    for (answer, round) in [
        ("451 later", Round { put_off: 1, ..Round::default() }),
        ("550 nobody of this name", Round { refused: 1, ..Round::default() }),
        ("250 fine", Round { sent: 1, ..Round::default() }),
    ] {
        world.database.tamper("DELETE FROM mail").await;
        world
            .database
            .tamper("UPDATE letter SET lease_until = NULL, sent_at = NULL WHERE says LIKE '%secret%'")
            .await;
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.expect("a free port");
        let address = format!("smtp://{}", listener.local_addr().expect("it has an address"));
        let way = Way::smtp(&address, &sender).expect("an address");
        let post = Post::new(way, sender.clone(), "https://gatehouse.test".to_owned());
        let (said, told) = tokio::join!(post.deliver(&world.store, pace), speaks(listener, answer));
        assert_eq!(said.expect("the record answers"), round, "{told}");
        assert!(told.starts_with("EHLO medway.example\nMAIL FROM:<tenders@medway.example>"), "{told}");
        assert_eq!(told.contains("A letter is waiting"), round.sent == 1, "{told}");
    }
}
