//! A bid of the charity, with everything that is asked.

use std::collections::BTreeMap;

use entity::bid_part;
use entity::id::{PersonId, RowId};
use entity::number::Pence;
use entity::organisation;
use entity::state::{OrganisationKind, PartKind, Role, YesNo};
use sea_orm::ActiveValue::Set;

use super::tenders::{BID, CONDITION, QUESTION, bid_of, charity};
use super::{CHARITY, actor, blank, day, noon};
use crate::access::{Actor, Side};
use crate::bid::declaration::OrganisationDeclared;
use crate::bid::price::Schedule;
use crate::bid::{Bid, Declared, Filled, Place, Sealed};

/// Someone of the charity with this role.
pub(crate) fn bidder(role: Role) -> Actor {
    actor(Side::Provider(CHARITY), &[role])
}

/// The charity, with its declarations made.
pub(crate) fn declared_charity() -> organisation::Model {
    organisation::Model {
        kind: OrganisationKind::Charity,
        registered_number: Some("1012345".to_owned()),
        mandatory_grounds: Some(YesNo::No),
        discretionary_grounds: Some(YesNo::No),
        declared_on: Some(day("2026-08-01")),
        public_key: Some("age1charity".to_owned()),
        ..charity()
    }
}

/// Something sealed, told apart by a word.
pub(crate) fn sealed(word: &str) -> Sealed {
    Sealed {
        object: format!("sealed/{word}"),
        bytes: 400,
        sealed_sha256: "ab".repeat(32),
        digest: crate::sha256(word),
    }
}

/// A part of the bid, current.
pub(crate) fn part(id: i64, place: Place) -> bid_part::Model {
    let sealed = sealed(&id.to_string());
    blank::<bid_part::ActiveModel, _>(|row| {
        row.id = Set(RowId(id));
        row.bid_id = Set(BID);
        row.kind = Set(place.kind);
        row.about = Set(place.about);
        row.current = Set(true);
        row.object = Set(sealed.object);
        row.bytes = Set(sealed.bytes);
        row.sealed_sha256 = Set(sealed.sealed_sha256);
        row.digest = Set(sealed.digest);
        row.sealed_at = Set(noon("2026-08-11"));
        row.person_id = Set(PersonId(40));
    })
}

/// A file of the bid.
pub(crate) fn file(id: i64) -> bid_part::Model {
    part(id, Place { kind: PartKind::File, about: None })
}

/// The charity's draft with everything that is asked: declarations 71, condition 72, answer 73, price 74.
pub(crate) fn whole_bid() -> Bid {
    let mut bid = bid_of(BID, CHARITY);
    bid.parts = vec![
        part(71, Place::DECLARATION),
        part(72, Place::condition(CONDITION)),
        part(73, Place::answer(QUESTION)),
        part(74, Place::PRICE),
    ];
    bid
}

/// What that draft says: an answer of 400 words, £200,000 over two years, no sub-contractors.
pub(crate) fn filled() -> Filled {
    let organisation = OrganisationDeclared::of(&declared_charity()).expect("it has declared");
    let declared = Declared {
        organisation,
        subcontractors: Vec::new(),
        subcontractor_grounds: None,
        subcontractor_note: None,
    };
    let schedule = Schedule { years: vec![Pence::pounds(100_000); 2] };
    Filled {
        words: BTreeMap::from([(RowId(73), 400)]),
        price: Some((RowId(74), schedule)),
        declared: Some((RowId(71), declared)),
    }
}
