//! The panel of the evaluated tender: interests, scores, moderation, sign-off.

use anyhow::anyhow;

use super::days::Days;
use super::{BIDDERS, Bids, REFERENCE};
use crate::demo::play::evaluation::Agreed;
use crate::demo::play::{Play, hour};
use crate::demo::said::Said;

const MODERATOR: &str = "contracts@medway.example";

/// Who sits on the panel.
pub(super) const PANEL: [(&str, &str); 4] = [
    (MODERATOR, "moderator"),
    ("writer@medway.example", "evaluator"),
    ("safeguarding@medway.example", "evaluator"),
    ("families@medway.example", "evaluator"),
];

/// The evaluators, what the script calls them, and their questions.
const EVALUATORS: [(&str, &str, &[usize]); 3] = [
    ("writer@medway.example", "writer", &[1, 2, 3]),
    ("safeguarding@medway.example", "safeguarding", &[1, 2, 3]),
    (WITH_INTEREST, "families", &[1, 3]),
];

/// Who declares an interest, and stays.
const WITH_INTEREST: &str = "families@medway.example";

/// How much below the mean of the others makes a price look low, in percent.
const LOW_SHARE: &str = "20";

/// What was scored and agreed.
pub(super) fn script() -> Said {
    Said::of(include_str!("../../safe_families_scores.md"))
}

impl Play {
    /// From the labels to the last locked sheet.
    pub(super) async fn panel_scores(&mut self, days: &Days, bids: &Bids) -> anyhow::Result<()> {
        let script = script();
        self.at = hour(days.begun, 10);
        self.begins_evaluation(REFERENCE, LOW_SHARE).await?;
        for (email, _, questions) in EVALUATORS {
            self.gives_questions(REFERENCE, email, questions).await?;
        }
        self.at = hour(days.begun, 14);
        for (email, _) in PANEL {
            let interest = (email == WITH_INTEREST).then(|| script.chapter("Interest")).transpose()?;
            self.declares_interest(REFERENCE, email, interest.as_deref()).await?;
        }
        self.keeps_on_panel(REFERENCE, WITH_INTEREST, &script.chapter("Kept")?).await?;
        self.at = hour(days.scored, 9);
        for (email, name, questions) in EVALUATORS {
            for (bid, (_, bidder)) in bids.iter().zip(BIDDERS) {
                for number in questions {
                    let (score, reason) = said(&script, *number, &format!("{bidder} {name}"))?;
                    self.scores(REFERENCE, email, (*bid, *number), (&score, &reason)).await?;
                }
                self.submits_scores(REFERENCE, email, *bid).await?;
            }
        }
        Ok(())
    }

    /// Every question is moderated and the quality of the lot signed off.
    pub(super) async fn panel_moderates(&mut self, days: &Days, bids: &Bids) -> anyhow::Result<()> {
        let script = script();
        self.at = hour(days.moderated, 10);
        for number in 1..=3 {
            self.opens_moderation(REFERENCE, MODERATOR, number).await?;
            for (bid, (_, bidder)) in bids.iter().zip(BIDDERS) {
                let (score, reason) = said(&script, number, &format!("{bidder} agreed"))?;
                let moved = script.text(&chapter(number), &format!("{bidder} moved")).ok();
                let agreed = Agreed { score, reason, moved };
                self.agrees(REFERENCE, MODERATOR, (*bid, number), &agreed).await?;
            }
            let minutes = script.text(&chapter(number), "minutes")?;
            self.records_meeting(REFERENCE, MODERATOR, number, (&self.attended(number)?, &minutes)).await?;
        }
        self.at = hour(days.signed, 9);
        self.signs_off(REFERENCE).await
    }

    /// The moderator and the evaluators of a question, by title.
    fn attended(&self, number: usize) -> anyhow::Result<String> {
        let own = EVALUATORS.iter().filter(|(_, _, questions)| questions.contains(&number));
        let emails = [MODERATOR].into_iter().chain(own.map(|(email, _, _)| *email));
        let titles: Vec<String> =
            emails.map(|email| Ok(self.someone(email)?.name)).collect::<anyhow::Result<_>>()?;
        Ok(titles.join("\n"))
    }
}

fn chapter(number: usize) -> String {
    format!("Question {number}")
}

fn said(script: &Said, number: usize, heading: &str) -> anyhow::Result<(String, String)> {
    script
        .scored(&chapter(number), heading)
        .ok_or_else(|| anyhow!("nobody said {heading} of question {number}"))
}
