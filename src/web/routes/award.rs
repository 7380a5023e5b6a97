//! The award: decision, letters, notices, standstill, signature; and what a bidder is told.

use rules::access::Act;

use super::Routes;
use crate::web::audience::Audience::May;
use crate::web::pages::{award, bids};

pub(super) fn routes(routes: Routes) -> Routes {
    let read = May(Act::ReadAward);
    let own_bids = May(Act::ReadBids);
    letters(decisions(run(routes)))
        .get("/tenders/{reference}/lots/{lot}/award", read, award::show)
        .get("/bids/{id}/outcome", own_bids, bids::outcome)
        .get("/bids/{id}/outcome/pdf", own_bids, bids::outcome_pdf)
}

/// What whoever records a decision records.
fn decisions(routes: Routes) -> Routes {
    let records = May(Act::RecordAward);
    routes
        .get("/tenders/{reference}/lots/{lot}/award/decision", records, award::show_form::<award::Award>)
        .post("/tenders/{reference}/lots/{lot}/award/decision", records, award::save::<award::Award>)
        .get("/tenders/{reference}/lots/{lot}/award/no-award", records, award::show_form::<award::NoAward>)
        .post("/tenders/{reference}/lots/{lot}/award/no-award", records, award::save::<award::NoAward>)
        .get("/tenders/{reference}/lots/{lot}/award/call-in", records, award::show_form::<award::CallIn>)
        .post("/tenders/{reference}/lots/{lot}/award/call-in", records, award::save::<award::CallIn>)
        .get("/tenders/{reference}/lots/{lot}/award/failure", records, award::show_form::<award::Failure>)
        .post("/tenders/{reference}/lots/{lot}/award/failure", records, award::save::<award::Failure>)
}

/// What whoever runs the evaluation records.
fn run(routes: Routes) -> Routes {
    let runs = May(Act::RunEvaluation);
    routes
        .get("/tenders/{reference}/lots/{lot}/award/notice", runs, award::show_form::<award::Notice>)
        .post("/tenders/{reference}/lots/{lot}/award/notice", runs, award::save::<award::Notice>)
        .get("/tenders/{reference}/lots/{lot}/award/challenge", runs, award::show_form::<award::Challenge>)
        .post("/tenders/{reference}/lots/{lot}/award/challenge", runs, award::save::<award::Challenge>)
        .get(
            "/tenders/{reference}/lots/{lot}/award/challenge-ended",
            runs,
            award::show_form::<award::ChallengeEnded>,
        )
        .post(
            "/tenders/{reference}/lots/{lot}/award/challenge-ended",
            runs,
            award::save::<award::ChallengeEnded>,
        )
        .get("/tenders/{reference}/lots/{lot}/award/signature", runs, award::show_form::<award::Signature>)
        .post("/tenders/{reference}/lots/{lot}/award/signature", runs, award::save::<award::Signature>)
        .get(
            "/tenders/{reference}/lots/{lot}/award/notice-after",
            runs,
            award::show_form::<award::AfterNotice>,
        )
        .post("/tenders/{reference}/lots/{lot}/award/notice-after", runs, award::save::<award::AfterNotice>)
}

fn letters(routes: Routes) -> Routes {
    let read = May(Act::ReadAward);
    let runs = May(Act::RunEvaluation);
    routes
        .get("/tenders/{reference}/lots/{lot}/award/letters", read, award::letters)
        .post("/tenders/{reference}/lots/{lot}/award/letters", runs, award::tell)
        .get("/tenders/{reference}/lots/{lot}/award/letters/{bid}", read, award::letter)
        .get("/tenders/{reference}/lots/{lot}/award/letters/{bid}/pdf", read, award::letter_pdf)
        .get("/tenders/{reference}/lots/{lot}/award/redaction/{question}", read, award::show_redaction)
        .post("/tenders/{reference}/lots/{lot}/award/redaction/{question}", runs, award::save_redaction)
}
