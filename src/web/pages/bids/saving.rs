//! Saving a part: sealed, then written; a colleague who saves elsewhere at that moment stops nobody.

use axum::response::Response;
use entity::number::Version;
use rules::Refusal;
use rules::bid::save::{may_save, seal_part};
use rules::bid::{Place, Sealed};

use super::own::Own;
use crate::store::Provider;
use crate::web::answer::{Stop, go_to};
use crate::web::desk::{Again, Posted};

/// How often a save is judged anew, because someone saved elsewhere in the moment between.
const TRIES: usize = 8;

/// Seals a text to the tender and to the provider, and puts it in its place. `seen` is the version that the writer is
/// known to have seen this place at; what moves elsewhere in the bid or the tender meanwhile only means judging anew.
pub(super) async fn save(
    posted: &Posted<Provider>,
    own: Own,
    place: Place,
    text: Result<String, Refusal>,
    seen: Version,
) -> Result<Result<Response, Again>, Stop> {
    let then = own.path();
    let allowed = text.and_then(|text| {
        may_save(&own.bid, &own.tender, place, &posted.actor, posted.now)?;
        Ok(text)
    });
    let text = match allowed {
        Ok(text) => text,
        Err(refusal) => return posted.settle(Err(refusal), &then).await,
    };
    if posted.is_unsent() {
        return posted.settle(Err(Refusal { kind: rules::Why::NotNow, says: Vec::new() }), &then).await;
    }
    if seen == own.bid.row.version && own.text(posted, place).await?.as_deref() == Some(text.as_str()) {
        // Nothing was changed, so nothing is kept.
        return Ok(Ok(go_to(&then)));
    }
    let sealed = sealed(posted, &own, &text).await?;
    let settled = write(posted, own, place, &sealed, seen).await;
    posted.throw_away_unwritten(&sealed, settled).await
}

async fn write(
    posted: &Posted<Provider>,
    mut own: Own,
    place: Place,
    sealed: &Sealed,
    mut seen: Version,
) -> Result<Result<Response, Again>, Stop> {
    let then = own.path();
    let (id, before) = (posted.new_id().await?, own.bid.at(place).map(|part| part.id));
    for _ in 0..TRIES {
        let (bid, tender) = (&own.bid, &own.tender);
        let change = seal_part(bid, tender, id, place, sealed.clone(), seen, &posted.actor, posted.now);
        match posted.settle(change, &then).await? {
            Err(again) if again.stale && seen == bid.row.version => {
                own = Own::of(posted, bid.row.id.0).await?;
                if own.bid.at(place).map(|part| part.id) != before {
                    return Ok(Err(again));
                }
                seen = own.bid.row.version;
            }
            settled => return Ok(settled),
        }
    }
    Err(Stop::Busy)
}

async fn sealed(posted: &Posted<Provider>, own: &Own, text: &str) -> Result<Sealed, Stop> {
    let (tender, provider) = recipients(own)?;
    posted.seal_text(&[tender, provider], text).await
}

/// To whom the parts of a bid are sealed: the tender's key and the provider's own.
pub(super) fn recipients(own: &Own) -> Result<(&str, &str), Stop> {
    let tender = own.tender.row.public_key.as_deref().ok_or(Stop::Broken)?;
    let provider = own.organisation.public_key.as_deref().ok_or(Stop::Broken)?;
    Ok((tender, provider))
}
