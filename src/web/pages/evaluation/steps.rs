//! The steps of one lot's evaluation: where each stands, in words, and where it is done.

use entity::id::RowId;
use entity::state::AwardKind;
use rules::access::Act;
use rules::award::LotResult;
use rules::award::order::{Route, Step, next as next_step};
use rules::award::so_far::SoFar;
use rules::law::regime::Finding;
use rules::scoring::Scoring;
use rules::scoring::so_far::Next;
use serde::Serialize;

use crate::store::Staff;
use crate::web::desk::Desk;

/// One step, as the page lists it.
#[derive(Serialize)]
pub(super) struct Shown {
    title: &'static str,
    code: &'static str,
    stands: String,
    /// Where it is done, for whoever may go there.
    path: Option<String>,
}

/// What comes next for a lot: a sentence, who does it, and where.
#[derive(Serialize)]
pub(super) struct ComesNext {
    pub says: String,
    pub who: &'static str,
    pub path: Option<String>,
}

/// A lot with all that its steps are told from.
pub(super) struct Lot<'a> {
    pub desk: &'a Desk<Staff>,
    pub s: &'a Scoring,
    pub result: &'a LotResult,
    /// The law of the procurement, and the way of an award under it, where that can be told.
    pub law: Option<(&'a Finding, Route)>,
    pub id: RowId,
}

const DONE: &str = "complete";
const UNDER_WAY: &str = "started";
const TO_COME: &str = "not-started";

impl Lot<'_> {
    /// Every step, from the declarations to the last notice.
    pub fn steps(&self) -> Vec<Shown> {
        let mut steps = self.up_to_sign_off();
        steps.extend(self.prices_and_ranking());
        steps.extend(self.award());
        steps
    }

    fn at(&self, place: &str) -> String {
        format!("/tenders/{}/{place}", self.s.tender().row.reference)
    }

    fn of_lot(&self, place: &str) -> String {
        self.at(&format!("lots/{}/{place}", self.id.0))
    }

    fn is_on_panel(&self) -> bool {
        self.s.tender().is_on_panel(self.desk.actor.person)
    }

    fn counted(title: &'static str, (done, of): (usize, usize), what: &str, path: Option<String>) -> Shown {
        let code = match (done, done == of) {
            (0, _) => TO_COME,
            (_, true) => DONE,
            (_, false) => UNDER_WAY,
        };
        Shown { title, code, stands: format!("{done} of {of} {what}"), path }
    }

    fn up_to_sign_off(&self) -> Vec<Shown> {
        let (s, lot) = (self.s, self.id);
        let sheets = s.progress(lot);
        let submitted = sheets.iter().map(|one| one.locked).sum::<usize>();
        let all = sheets.iter().map(|one| one.of).sum();
        let scores = if self.is_on_panel() { self.at("scores") } else { self.at("evaluation/panel") };
        let moderation = self.is_on_panel().then(|| self.at("moderation"));
        let signed = s.lot(lot).is_some_and(|row| row.signed_at.is_some());
        let (code, stands) = match (signed, s.next(lot, self.desk.now)) {
            (true, _) => (DONE, "Signed off"),
            (false, Next::SignOff) => (UNDER_WAY, "Ready to be signed off"),
            (false, _) => (TO_COME, "To come"),
        };
        vec![
            Self::counted("Interests", s.declarations(), "declared", Some(self.at("evaluation/interests"))),
            Self::counted(
                "Questions given out",
                s.given_out(lot),
                "given",
                Some(self.at("evaluation/panel")),
            ),
            Self::counted("Scores", (submitted, all), "sheets submitted", Some(scores)),
            Self::counted("Moderation", s.moderated(lot), "questions moderated", moderation),
            Shown {
                title: "Sign-off of quality",
                code,
                stands: stands.to_owned(),
                path: self.desk.may(Act::SignOffQuality).then(|| self.of_lot("sign-off")),
            },
        ]
    }

    fn prices_and_ranking(&self) -> Vec<Shown> {
        let signed = self.s.lot(self.id).is_some_and(|row| row.signed_at.is_some());
        let (prices, ranking) = match (signed, self.result.so_far()) {
            (false, _) => ((TO_COME, "Sealed until quality is signed off".to_owned()), (TO_COME, "To come")),
            (true, SoFar::Prices) => ((UNDER_WAY, "Can be opened".to_owned()), (TO_COME, "To come")),
            (true, SoFar::LowPrices(1)) => {
                ((UNDER_WAY, "1 price looks low and is to be decided".to_owned()), (TO_COME, "To come"))
            }
            (true, SoFar::LowPrices(some)) => {
                ((UNDER_WAY, format!("{some} prices look low and are to be decided")), (TO_COME, "To come"))
            }
            (true, SoFar::Ranking) => ((DONE, "Opened".to_owned()), (UNDER_WAY, "Can be frozen")),
            (true, SoFar::Frozen) => ((DONE, "Opened".to_owned()), (DONE, "Frozen")),
        };
        let path = |place| (signed && self.desk.may(Act::ReadPrices)).then(|| self.of_lot(place));
        vec![
            Shown { title: "Prices", code: prices.0, stands: prices.1, path: path("prices") },
            Shown { title: "Ranking", code: ranking.0, stands: ranking.1.to_owned(), path: path("ranking") },
        ]
    }

    /// The step of the award that comes next, once the ranking is frozen or a decision was recorded.
    fn award_step(&self) -> Option<Step> {
        let is_reached = self.result.award().is_some() || self.result.so_far() == SoFar::Frozen;
        let (finding, route) = self.law.filter(|_| is_reached)?;
        Some(next_step(self.result, finding, route, self.desk.now))
    }

    fn award(&self) -> Vec<Shown> {
        let next = self.award_step();
        let kind = self.result.award().map(|award| award.kind);
        let of_way = [
            (Step::Decision, "Decision", true),
            (Step::CallIn, "Call-in", true),
            (Step::Tell, "Letters to every bidder", true),
            (Step::Notice, "Notice before signing", self.notices()),
            (Step::Standstill, "Standstill", self.stands_still()),
            (Step::Signature, "Signature", true),
            (Step::AfterNotice, "Notice that follows", true),
        ];
        let without_contract = [Step::Notice, Step::Standstill, Step::Signature];
        let shown = |(step, title, _): (Step, &'static str, bool)| {
            let (code, stands) = match next {
                Some(next) if step < next => (DONE, "Done"),
                Some(next) if step == next => (UNDER_WAY, "Comes next"),
                Some(_) | None => (TO_COME, "To come"),
            };
            let path = next.filter(|_| self.may_see_award()).map(|_| self.of_lot("award"));
            Shown { title, code, stands: stands.to_owned(), path }
        };
        of_way
            .into_iter()
            .filter(|(_, _, is_on_way)| *is_on_way)
            .filter(|(step, _, _)| kind != Some(AwardKind::NoAward) || !without_contract.contains(step))
            .map(shown)
            .collect()
    }

    fn may_see_award(&self) -> bool {
        self.desk.may(Act::RunEvaluation) || self.desk.may(Act::RecordAward)
    }

    fn notices(&self) -> bool {
        match self.law.map(|(_, route)| route) {
            Some(Route::Act(_) | Route::Health) | None => true,
            Some(Route::Legacy | Route::Below) => false,
        }
    }

    fn stands_still(&self) -> bool {
        match self.law.map(|(_, route)| route) {
            Some(Route::Act(_) | Route::Health | Route::Legacy) | None => true,
            Some(Route::Below) => false,
        }
    }

    /// What comes next for the lot.
    pub fn comes_next(&self) -> ComesNext {
        let on = |place: &str| Some(self.at(place));
        let next = |says: String, who, path| ComesNext { says, who, path };
        match self.s.next(self.id, self.desk.now) {
            Next::Declare(left) => {
                let says =
                    format!("{left} of the panel {} their interests.", plural(left, "declares", "declare"));
                next(says, "The panel", on("evaluation/interests"))
            }
            Next::DecideInterests => {
                let says = "An interest that was declared is decided on.".to_owned();
                next(says, "An approver who is not on the panel", on("evaluation/interests"))
            }
            Next::GiveOut(left) => {
                let says = format!(
                    "{left} {} to an evaluator.",
                    plural(left, "question is given", "questions are given")
                );
                next(says, "The procurement officer", on("evaluation/panel"))
            }
            Next::Score(left) => {
                let says = format!(
                    "{left} {} of scores {} to be submitted.",
                    plural(left, "sheet", "sheets"),
                    plural(left, "is", "are")
                );
                next(says, "The evaluators", self.panels("scores"))
            }
            Next::Moderate(left) => {
                let says = format!("{left} {} moderated.", plural(left, "question is", "questions are"));
                next(says, "The moderator, with the panel", self.panels("moderation"))
            }
            Next::Complete => {
                let says = "What is still missing before the sign-off is completed: a check or an answer to a question.";
                next(says.to_owned(), "The procurement officer", self.signs())
            }
            Next::SignOff => next(
                "Quality is signed off.".to_owned(),
                "A procurement officer or approver who did not score",
                self.signs(),
            ),
            Next::NoBid => self.award_next("No bid of this lot is left: record that no contract is awarded."),
            Next::Signed => self.after_sign_off(),
        }
    }

    fn panels(&self, place: &str) -> Option<String> {
        self.is_on_panel().then(|| self.at(place))
    }

    fn signs(&self) -> Option<String> {
        self.desk.may(Act::SignOffQuality).then(|| self.of_lot("sign-off"))
    }

    fn after_sign_off(&self) -> ComesNext {
        let path = |place| self.desk.may(Act::ReadPrices).then(|| self.of_lot(place));
        let (says, place) = match self.result.so_far() {
            SoFar::Prices => ("The prices are opened.", "prices"),
            SoFar::LowPrices(_) => ("Prices that look low are explained and decided.", "prices"),
            SoFar::Ranking => ("The ranking is frozen.", "ranking"),
            SoFar::Frozen => return self.award_next("The decision on the award is recorded."),
        };
        ComesNext { says: says.to_owned(), who: "The procurement officer", path: path(place) }
    }

    fn award_next(&self, decision: &'static str) -> ComesNext {
        let deciders = "An approver or democratic services";
        let officer = "The procurement officer";
        let (says, who) = match self.award_step() {
            None | Some(Step::Decision) => (decision, deciders),
            Some(Step::CallIn) => ("What became of the call-in is recorded.", deciders),
            Some(Step::Tell) => ("Every bidder is told.", officer),
            Some(Step::Notice) => ("The notice before signing is recorded.", officer),
            Some(Step::Standstill) => {
                ("Standstill runs, or a challenge suspends the award.", "Nobody: it is waited for")
            }
            Some(Step::Signature) => ("The signature is recorded.", officer),
            Some(Step::AfterNotice) => ("The notice that follows is recorded.", officer),
            Some(Step::Done) => ("Nothing is left to do.", "Nobody"),
        };
        let path = self.may_see_award().then(|| self.of_lot("award"));
        ComesNext { says: says.to_owned(), who, path }
    }
}

fn plural(count: usize, one: &'static str, many: &'static str) -> &'static str {
    if count == 1 { one } else { many }
}
