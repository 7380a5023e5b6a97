//! Scores, moderation and sign-off of Medway's closed tender, brought through the pages to where a story begins.

use super::evaluation::{BIDDERS, EVALUATORS, MODERATOR, OFFICER, at, passed, press};
use super::{Page, Person, World};

/// What only one bidder's first answer says, in the order of [`BIDDERS`].
const SAYS: [&str; 3] =
    ["Two women share one support worker", "Our app lets every woman", "one named advocate"];

/// What each evaluator gives each bidder, in the order of [`BIDDERS`] and [`EVALUATORS`]; for Harbour's third answer, which
/// they see otherwise, see [`APART`].
const GIVEN: [[i32; 3]; 3] = [[3, 3, 4], [2, 1, 2], [4, 4, 5]];
/// What they give Harbour's third answer.
const APART: [i32; 3] = [5, 3, 2];
/// What the panel agrees on throughout. Kestrel's falls below half of the quality.
pub const AGREED: [i32; 3] = [3, 2, 4];

/// One answer: the letter of its bid, whose it is by [`BIDDERS`], and its question with its number.
#[derive(Clone, Debug)]
pub struct Answer {
    pub letter: String,
    pub bidder: usize,
    pub question: String,
    pub number: usize,
}

impl World {
    /// Every evaluator has scored and submitted every bid.
    pub async fn scored() -> Self {
        let world = Self::begun().await;
        for which in 0..EVALUATORS.len() {
            world.scores_all(which).await;
        }
        world
    }

    /// The same, and every question is moderated.
    pub async fn moderated() -> Self {
        let world = Self::scored().await;
        let answers = world.answers().await;
        let moderator = world.person(MODERATOR).await;
        for one in answers.iter().filter(|one| one.bidder == 0) {
            let place = format!("/moderation/{}", one.question);
            press(&moderator, &place, &format!("{place}/open")).await;
            passed(moderator.fill_in(&at(&place), MEETING).await, &place);
        }
        for one in &answers {
            let score = AGREED[one.bidder].to_string();
            let agreed = [
                ("score", score.as_str()),
                ("reason", "The answer says how and with whom, as the words of this score ask."),
                ("move_reason", "The panel read the answer again, sentence by sentence."),
            ];
            let place = at(&format!("/moderation/{}/{}", one.question, one.letter));
            passed(moderator.fill_in(&place, &agreed).await, &place);
        }
        world
    }

    /// The same, and quality is signed off: Harbour has 24 of 40, Riverbank 32, and Kestrel, with 16, fails.
    pub async fn signed_off() -> Self {
        let world = Self::moderated().await;
        let officer = world.person(OFFICER).await;
        let lot = world.lot().await;
        press(&officer, &format!("/lots/{lot}/sign-off"), &format!("/lots/{lot}/sign-off")).await;
        world
    }

    /// The number of the tender's one lot.
    pub async fn lot(&self) -> String {
        let links = self.person(OFFICER).await.get(&at("/moderation")).await.links();
        let link = links.iter().find_map(|link| link.strip_prefix(&at("/lots/")));
        link.expect("it leads to the sign-off").trim_end_matches("/sign-off").to_owned()
    }

    /// One evaluator scores and submits everything that is theirs.
    pub async fn scores_all(&self, which: usize) {
        let person = self.person(EVALUATORS[which]).await;
        let answers = self.answers().await;
        for one in &answers {
            let given = if (one.bidder, one.number) == (0, 3) { APART } else { GIVEN[one.bidder] };
            person.scores(one, given[which], &reason(which)).await;
        }
        for one in answers.iter().filter(|one| one.number == 1) {
            person.submits(&one.letter).await;
        }
    }

    /// Every answer of the tender, by label.
    pub async fn answers(&self) -> Vec<Answer> {
        let person = self.person(EVALUATORS[0]).await;
        let list = person.get(&at("/scores")).await;
        let mut answers: Vec<Answer> = Vec::new();
        for link in list.links().iter().filter(|link| link.ends_with("?order=bid")) {
            let place = link.trim_end_matches("?order=bid").trim_start_matches(&at("/scores/")).to_owned();
            let Some((letter, question)) = place.split_once('/') else { continue };
            let before = answers.iter().filter(|one| one.letter == letter).count();
            let bidder = match answers.iter().find(|one| one.letter == letter) {
                Some(known) => known.bidder,
                None => whose(&person.get(link).await),
            };
            answers.push(Answer {
                letter: letter.to_owned(),
                bidder,
                question: question.to_owned(),
                number: before + 1,
            });
        }
        assert_eq!(answers.len(), 15, "three bids and five questions: {}", list.text());
        answers
    }
}

/// What an evaluator writes under each of their scores: no one else writes it.
pub fn reason(which: usize) -> String {
    format!("Marker of evaluator {which}: the answer names who does what.")
}

fn whose(page: &Page) -> usize {
    let found = SAYS.iter().position(|says| page.says(says));
    found.unwrap_or_else(|| panic!("none of {BIDDERS:?} says this: {}", page.text()))
}

impl Person {
    /// Saves a score with its reason.
    pub async fn scores(&self, one: &Answer, score: i32, reason: &str) {
        let place = at(&format!("/scores/{}/{}", one.letter, one.question));
        let given = score.to_string();
        passed(self.fill_in(&place, &[("score", &given), ("reason", reason)]).await, &place);
    }

    /// Submits a bid's scores.
    pub async fn submits(&self, letter: &str) {
        let place = at(&format!("/scores/{letter}/submit"));
        passed(self.fill_in(&place, &[]).await, &place);
    }
}

const MEETING: &[(&str, &str)] = &[
    ("held_on-day", "21"),
    ("held_on-month", "11"),
    ("held_on-year", "2026"),
    ("attended", "The moderator and the three evaluators"),
    ("minutes", "Each answer was read again beside the words of the scale."),
];
