//! A tender made of a procurement: everything that is known of it is carried over, so that nothing is typed twice.

mod rows;

use chrono::{DateTime, Utc};
use entity::gaps::Gaps;
use entity::id::{RowId, TenderId};
use entity::number::Version;
use entity::state::{IfWinnerFails, TenderStage, YesNo};
use entity::tender;
use sea_orm::ActiveValue::Set;

use super::scale::{Scale, with_scale};
use super::standing::{Standing, standing};
use crate::access::{Act, Actor, may};
use crate::procurement::Procurement;
use crate::procurement::approval::{may_become_tender, of_their_authority};
use crate::procurement::found::{found, maximum};
use crate::report::{Figures, read_out};
use crate::settings::Authority;
use crate::{Action, Change, Refusal, Subject, Why};

/// What counts as the price, unless the tender says otherwise.
pub const PRICE_BASIS: &str = "One total for the longest term with every option, without VAT, at the prices of the \
                               bid before any indexation.";

/// The numbers of what is begun.
#[derive(Clone, Debug)]
pub struct Numbers {
    /// Of the tender.
    pub tender: TenderId,
    /// Of its rows: as many as [`rows_begun`] says.
    pub rows: Vec<RowId>,
}

/// How many rows a tender of this procurement begins with.
#[must_use]
pub fn rows_begun(procurement: &Procurement) -> usize {
    rows::OF_THE_LOT + procurement.outcomes.len() + Scale::ToFive.count()
}

/// Whether this person could make a tender of it now. Refuses while another tender of it is not cancelled.
pub fn may_start(
    procurement: &Procurement,
    before: &[tender::Model],
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<(), Refusal> {
    of_their_authority(procurement, actor)?;
    may(actor, Act::WriteTender)?;
    may_become_tender(procurement)?;
    match before.iter().find(|row| standing(row, now) != Standing::Cancelled) {
        Some(live) => {
            let says = format!("There is a tender of it already: {}. Go on with that one.", live.reference);
            Err(Refusal::of(Why::NotNow, says))
        }
        None => Ok(()),
    }
}

/// Makes a tender of a procurement whose decision is effective. `before` are the tenders made of it before.
pub fn start(
    procurement: &Procurement,
    authority: &Authority,
    before: &[tender::Model],
    numbers: &Numbers,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    may_start(procurement, before, actor, now)?;
    if authority.row.id != procurement.row.authority_id || numbers.rows.len() < rows_begun(procurement) {
        return Err(Refusal::not_found());
    }
    let figures = Figures::of(procurement, authority, &found(procurement, &authority.row, now));
    let row = begun(procurement, before, numbers.tender, &figures);
    let authority = Some(procurement.row.authority_id);
    let change = Change::of(Action::StartTender, Subject::Tender(numbers.tender), authority)
        .rests_on(&procurement.row)
        .insert(row);
    let (scale, others) = numbers.rows.split_at(Scale::ToFive.count());
    let change = with_scale(change, Scale::ToFive, numbers.tender, scale)?;
    Ok(rows::with_rows(change, procurement, numbers.tender, others, &figures))
}

/// The reference is the procurement's own, with a number where a tender was made of it before.
#[must_use]
pub fn reference(procurement: &Procurement, before: &[tender::Model]) -> String {
    let own = &procurement.row.reference;
    match before.len() {
        0 => own.clone(),
        count => format!("{own}-{}", count.saturating_add(1)),
    }
}

fn begun(
    procurement: &Procurement,
    before: &[tender::Model],
    id: TenderId,
    figures: &Figures,
) -> tender::ActiveModel {
    let of = &procurement.row;
    tender::ActiveModel {
        id: Set(id),
        authority_id: Set(of.authority_id),
        procurement_id: Set(of.id),
        version: Set(Version(1)),
        stage: Set(TenderStage::Draft),
        reference: Set(reference(procurement, before)),
        title: Set(of.title.clone()),
        description: Set(of.service_model.as_deref().map(|text| read_out(text, figures))),
        cpv_codes: Set(of.cpv_codes.clone()),
        value: Set(maximum(procurement).value),
        price_basis: Set(Some(PRICE_BASIS.to_owned())),
        amending: Set(false),
        terms_number: Set(0),
        gaps: Set(Gaps::default()),
        ..Default::default()
    }
}

/// A bid below a minimum is out, unless the tender says otherwise.
const BELOW_MINIMUM_IS_OUT: YesNo = YesNo::Yes;

/// The next bid wins if the winner falls away, unless the tender says otherwise.
const IF_THE_WINNER_FAILS: IfWinnerFails = IfWinnerFails::ScoresStand;

#[cfg(test)]
mod tests;
