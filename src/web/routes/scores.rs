//! Scores, their moderation and the sign-off of quality.

use rules::access::Act;

use super::Routes;
use crate::web::audience::Audience::May;
use crate::web::pages::{moderation, scores, sign_off};

pub(super) fn routes(routes: Routes) -> Routes {
    let follow = May(Act::SeeEvaluation);
    let panel = May(Act::Evaluate);
    routes
        .get("/tenders/{reference}/scores", panel, scores::list)
        .get("/tenders/{reference}/scores/{letter}/{question}", panel, scores::show)
        .post("/tenders/{reference}/scores/{letter}/{question}", panel, scores::save)
        .get("/tenders/{reference}/scores/{letter}/submit", panel, scores::check)
        .post("/tenders/{reference}/scores/{letter}/submit", panel, scores::submit)
        .get("/tenders/{reference}/scores/{letter}/{question}/files/{place}", follow, scores::file)
        .get("/tenders/{reference}/moderation", follow, moderation::list)
        .get("/tenders/{reference}/moderation/{question}", follow, moderation::show)
        .post("/tenders/{reference}/moderation/{question}", panel, moderation::record_meeting)
        .post("/tenders/{reference}/moderation/{question}/open", panel, moderation::open)
        .get("/tenders/{reference}/moderation/{question}/{letter}", panel, moderation::show_agreed)
        .post("/tenders/{reference}/moderation/{question}/{letter}", panel, moderation::save_agreed)
        .get("/tenders/{reference}/lots/{lot}/sign-off", follow, sign_off::show)
        .post("/tenders/{reference}/lots/{lot}/sign-off", May(Act::SignOffQuality), sign_off::sign_off)
}
