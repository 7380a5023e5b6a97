//! Nobody sees scores, prices or names early: every page, as everyone, while an evaluation is going on.
//!
//! Two kinds of looking. No page says what it must not: marked reasons, prices, a bidder's name beside a label, a bid's
//! number beside a label. And no page depends on what it must not tell: scores or labels are changed behind the store's
//! back, and everybody else's pages must come out the same, so that no order, sum or count gives anything away either.

mod looking;

use looking::{Looking, Seen};

use crate::world::evaluation::{APPROVER, BIDDERS, EVALUATORS, MODERATOR, OFFICER, at, passed, press};
use crate::world::scores::Answer;
use crate::world::{Person, World};

/// Every price of the three bids, as pages write them and as the record keeps them, by [`BIDDERS`].
const PRICES: [&[&str]; 3] = [
    &["99,400", "198,800", "9940000", "19880000"],
    &["69,500", "139,000", "6950000", "13900000"],
    &["105,000", "210,000", "10500000", "21000000"],
];
/// Who bids, by [`BIDDERS`].
const AUTHORS: [&str; 3] = ["bids@harbour.example", "bids@kestrel.example", "bids@charity.example"];
/// Who may read an evaluation once its quality is signed off.
const READERS: [&str; 4] = [OFFICER, APPROVER, "administrator@medway.example", "auditor@medway.example"];

fn mark(which: usize, one: &Answer) -> String {
    format!("Mark{which}of{}end", one.number)
}

/// An evaluation in progress: the first evaluator has submitted every bid, the second has saved all of one.
async fn in_progress() -> (World, Vec<Answer>) {
    let world = World::begun().await;
    let answers = world.answers().await;
    scores(&world, &answers, 0, true).await;
    let first: Vec<Answer> = answers.iter().filter(|one| one.letter == "a").cloned().collect();
    scores(&world, &first, 1, false).await;
    (world, answers)
}

async fn scores(world: &World, answers: &[Answer], which: usize, submitted: bool) {
    let person = world.person(EVALUATORS[which]).await;
    for one in answers {
        let score = i32::try_from((which + one.number + one.bidder) % 6).expect("small");
        person.scores(one, score, &mark(which, one)).await;
    }
    for one in answers.iter().filter(|one| submitted && one.number == 1) {
        person.submits(&one.letter).await;
    }
}

/// Whether a page calls a bid by its label.
fn has_label(told: &str) -> bool {
    ["Bid A", "Bid B", "Bid C"].iter().any(|label| {
        told.match_indices(label)
            .any(|(at, _)| !told[at + label.len()..].starts_with(|sign: char| sign.is_alphanumeric()))
    })
}

/// No page tells whose label is whose: neither by a name nor by a number.
fn labels_stay_apart(looking: &Looking, seen: &Seen) {
    for ((who, path), told) in seen.iter().filter(|(_, told)| has_label(told)) {
        for bidder in BIDDERS {
            assert!(!told.contains(bidder), "{who} {path} tells {bidder} beside a label");
        }
        for bid in &looking.bids {
            for place in [format!("/bids/{bid}"), format!("value=\"{bid}\""), format!("/{bid}\"")] {
                assert!(
                    !told.contains(&place),
                    "{who} {path} tells the number of a bid beside a label: {place}"
                );
            }
        }
    }
}

/// Nobody reads a price, but a bidder its own.
fn prices_stay_shut(seen: &Seen) {
    for ((who, path), told) in seen {
        for (author, prices) in AUTHORS.iter().zip(PRICES) {
            let own = who.split('@').nth(1) == author.split('@').nth(1);
            for price in prices.iter().filter(|_| !own) {
                assert!(!told.contains(price), "{who} {path} tells the price {price}");
            }
        }
    }
}

/// Nobody reads a marked reason, unless this says so.
fn reasons_stay_shut(seen: &Seen, open: impl Fn(&str, usize, usize) -> bool) {
    for ((who, path), told) in seen {
        for (which, number) in (0..3).flat_map(|which| (1..=5).map(move |number| (which, number))) {
            let mark = format!("Mark{which}of{number}end");
            assert!(!told.contains(&mark) || open(who, which, number), "{who} {path} tells {mark}");
        }
    }
}

/// What these people saw is what they see now.
fn is_as_before(before: &Seen, after: &Seen) {
    for (place, told) in after {
        let same = before.get(place) == Some(told);
        assert!(same, "{place:?} depends on it:\n{}\n{told}", before.get(place).map_or("", String::as_str));
    }
}

const OTHER_SCORES: &str = "UPDATE score SET score = 5 - score, reason = 'Something else'";

const TURNED: &str = "UPDATE bid_label SET label = CASE label WHEN 'Turned Bid A' THEN 'Bid B' \
                      WHEN 'Turned Bid B' THEN 'Bid C' ELSE 'Bid A' END";

/// Whether any of these pages is another one now, so that looking again can tell.
fn differs(before: &Seen, after: &Seen) -> bool {
    after.iter().any(|(place, told)| before.get(place) != Some(told))
}

/// Everyone whose pages could tell something: the council's own, the bidders and strangers.
fn could_know(who: &str) -> bool {
    who.ends_with("medway.example") || AUTHORS.contains(&who) || who == "a stranger"
}

fn scores_here(who: &str) -> bool {
    EVALUATORS.contains(&who)
}

#[tokio::test]
async fn while_evaluators_score_nobody_learns_scores_prices_or_names() {
    let (world, answers) = in_progress().await;
    let looking = Looking::over(&world, &answers).await;
    let seen = looking.look(|_| true).await;
    let read = seen.iter().filter(|((who, _), told)| scores_here(who) && has_label(told)).count();
    assert!(read > 30, "evaluators do read answers by label: {read}");
    labels_stay_apart(&looking, &seen);
    prices_stay_shut(&seen);
    reasons_stay_shut(&seen, |who, which, _| who == EVALUATORS[which]);

    // What one evaluator submitted changes no page of another, and what anyone gave none of anybody else.
    let submitted = "sheet_id IN (SELECT id FROM score_sheet WHERE locked_at IS NOT NULL)";
    world.database.tamper(&format!("{OTHER_SCORES} WHERE {submitted}")).await;
    is_as_before(&seen, &looking.look(|who| who == EVALUATORS[1]).await);
    assert!(differs(&seen, &looking.look(|who| who == EVALUATORS[0]).await), "it is their own");
    world.database.tamper(OTHER_SCORES).await;
    let others = |who: &str| could_know(who) && !EVALUATORS[..2].contains(&who);
    is_as_before(&seen, &looking.look(others).await);

    // Whose label is whose changes no page outside the panel.
    world.database.tamper("UPDATE bid_label SET label = 'Turned ' || label").await;
    world.database.tamper(TURNED).await;
    is_as_before(&seen, &looking.look(|who| could_know(who) && !scores_here(who) && who != MODERATOR).await);
    assert!(differs(&seen, &looking.look(|who| who == EVALUATORS[2]).await), "answers go by other labels");
}

#[tokio::test]
async fn an_open_moderation_opens_its_question_to_the_panel_alone() {
    let (world, answers) = in_progress().await;
    let rest: Vec<Answer> = answers.iter().filter(|one| one.letter != "a").cloned().collect();
    scores(&world, &rest, 1, false).await;
    for letter in ["a", "b", "c"] {
        world.person(EVALUATORS[1]).await.submits(letter).await;
    }
    scores(&world, &answers, 2, true).await;
    let first = answers.iter().find(|one| one.number == 1).expect("it is asked").question.clone();
    let place = format!("/moderation/{first}");
    press(&world.person(MODERATOR).await, &place, &format!("{place}/open")).await;

    let looking = Looking::over(&world, &answers).await;
    let seen = looking.look(could_know).await;
    labels_stay_apart(&looking, &seen);
    prices_stay_shut(&seen);
    let panel = |who: &str| scores_here(who) || who == MODERATOR;
    reasons_stay_shut(&seen, |who, which, number| who == EVALUATORS[which] || (number == 1 && panel(who)));
    assert!(seen[&(MODERATOR.to_owned(), at(&place))].contains("Mark2of1end"), "the panel reads it");

    world.database.tamper(&format!("{OTHER_SCORES} WHERE criterion_id <> {first}")).await;
    is_as_before(&seen, &looking.look(|who| who == MODERATOR).await);
    world.database.tamper(OTHER_SCORES).await;
    is_as_before(&seen, &looking.look(|who| could_know(who) && !panel(who)).await);
}

#[tokio::test]
async fn after_the_sign_off_those_who_may_read_everything_but_prices() {
    let world = World::signed_off().await;
    let answers = world.answers().await;
    let looking = Looking::over(&world, &answers).await;
    let seen = looking.look(could_know).await;
    prices_stay_shut(&seen);
    let reads = |who: &str| READERS.contains(&who) || scores_here(who) || who == MODERATOR;
    for ((who, path), told) in &seen {
        let tells = told.contains("Marker of evaluator");
        assert!(!tells || reads(who), "{who} {path} tells a reason");
        let key = has_label(told) && BIDDERS.iter().any(|bidder| told.contains(bidder));
        assert!(!key || reads(who), "{who} {path} tells whose label is whose");
    }
    for who in READERS {
        let told = &seen[&(who.to_owned(), at(&format!("/moderation/{}", answers[0].question)))];
        assert!(told.contains("Marker of evaluator 2") && told.contains("Bid A: "), "{who}: {told}");
    }
}

#[tokio::test]
async fn an_attachment_is_handed_out_under_its_label_without_its_author() {
    let (world, tender) = (World::new().await, "/tenders/MED-OPEN-001");
    let officer = world.person(OFFICER).await;
    for (name, seat) in [("Contract manager", "moderator"), ("Evaluator (families)", "evaluator")] {
        let panel = officer.get(&format!("{tender}/panel")).await;
        let members = panel.options("person_id");
        let (number, _) =
            members.iter().find(|(_, shown)| shown.starts_with(name)).expect("they are offered");
        let seat = [("person_id", number.as_str()), ("seat", seat)];
        passed(officer.fill(&panel, &format!("{tender}/panel"), &seat).await, name);
    }
    let bid = world.whole_bid("bids@harbour.example", "MED-OPEN-001").await;
    let question = bid.asked().await[0].rsplit('/').next().expect("it has a number").to_owned();
    let picture = png("Author\u{0}Harbour Advocacy");
    attach(&bid.author, &bid.at("/files"), &question, &picture).await;
    assert_eq!(bid.submit().await.status, 303);

    let noon = world.at("2026-12-14T12:05:00Z");
    for (email, deed) in [(OFFICER, "begin"), ("democratic@medway.example", "open")] {
        let (person, bids) = (noon.person(email).await, format!("{tender}/bids"));
        let page = person.get(&bids).await;
        passed(person.fill(&page, &format!("{bids}/{deed}"), &[]).await, deed);
    }
    let officer = noon.person(OFFICER).await;
    let begin = format!("{tender}/evaluation/begin");
    passed(officer.fill_in(&begin, &[]).await, &begin);
    let panel = format!("{tender}/evaluation/panel");
    passed(officer.fill_in(&panel, &[("all", "yes")]).await, &panel);
    let evaluator = noon.person("families@medway.example").await;
    let answer = format!("{tender}/scores/a/{question}");
    assert_eq!(evaluator.get(&format!("{answer}/files/1")).await.status, 409, "nothing before a declaration");
    let interests = format!("{tender}/evaluation/interests");
    passed(evaluator.fill_in(&interests, &[("conflicted", "no")]).await, &interests);

    let page = evaluator.get(&answer).await;
    assert!(page.says("Bid A, question 1, attachment 1.png") && !page.says("Harbour"), "{}", page.text());
    let file = evaluator.get(&format!("{answer}/files/1")).await;
    let name = file.headers["content-disposition"].to_str().expect("plain");
    assert!(name.contains("Bid%20A%2C%20question%201%2C%20attachment%201.png"), "{name}");
    assert!(!file.html().contains("Harbour") && file.bytes.len() < picture.len());
    for other in ["writer@medway.example", OFFICER, APPROVER, "auditor@medway.example"] {
        let early = noon.person(other).await.get(&format!("{answer}/files/1")).await;
        assert!([403, 409].contains(&early.status), "{other}: {}", early.status);
    }
}

/// A picture of one pixel with a text beside it.
fn png(text: &str) -> Vec<u8> {
    let chunk = |kind: &[u8], content: &[u8]| {
        let length = u32::try_from(content.len()).expect("short").to_be_bytes();
        [length.as_slice(), kind, content, b"\0\0\0\0"].concat()
    };
    let parts = [chunk(b"IHDR", &[0; 13]), chunk(b"tEXt", text.as_bytes()), chunk(b"IEND", b"")];
    [b"\x89PNG\r\n\x1a\n".to_vec(), parts.concat()].concat()
}

/// Attaches a file to the answer to a question.
async fn attach(author: &Person, place: &str, question: &str, bytes: &[u8]) {
    let came = author.upload_about(place, question, "Harbour method.png", bytes).await;
    passed(came, place);
}
