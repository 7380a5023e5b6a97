//! Registering an organisation, keeping its details, declaring.

use entity::id::{OrganisationId, PersonId};
use entity::state::Role;

use super::register::{Newcomer, ORGANISATION, PERSON, register, with_password};
use super::*;
use crate::Why;
use crate::bid::Keys;
use crate::testing::bids::{bidder, declared_charity};
use crate::testing::tenders::COMPANY;
use crate::testing::{actor, check_refused, form, noon, rows, staff, word};

fn newcomer() -> Newcomer {
    let keys = Keys { public: "age1new".to_owned(), wrapped: "sealed away".to_owned() };
    Newcomer { organisation: OrganisationId(70), person: PersonId(71), keys }
}

fn registering(given: &[(&str, &str)], actor: &Actor) -> Result<Change, Refusal> {
    let person = form(PERSON, &[("person", "Director"), ("email", "Director@Example.org")]);
    register(newcomer(), &form(ORGANISATION, given), &person, actor)
}

const CARE: &[(&str, &str)] =
    &[("name", "Care"), ("kind", "company"), ("registered_number", "0123"), ("sme", "yes"), ("vcse", "no")];

#[test]
fn a_newcomer_has_keys_and_a_first_person_with_every_role() {
    let written = rows(registering(CARE, &Actor::house()));
    assert!(
        written[0].contains(r#""public_key":"age1new""#) && !written[0].contains("sealed away"),
        "{written:?}"
    );
    assert_eq!(
        written[1],
        r#"insert person {"authority_id":null,"disabled":false,"email":"director@example.org","id":71,"name":"Director","organisation_id":70,"version":1}"#
    );
    assert_eq!(written.len(), 6);
}

#[test]
fn companies_and_charities_have_a_number() {
    let with = |kind| {
        let given = [("name", "Care"), ("kind", kind), ("sme", "yes"), ("vcse", "no")];
        registering(&given, &Actor::house())
    };
    assert_eq!(word(&with("other")), "yes");
    check_refused(
        with("charity"),
        Why::Incomplete,
        "registered_number: Enter the charity number, as it is registered.",
    );
}

#[test]
fn nobody_registers_in_another_name() {
    for actor in [staff(Role::Administrator), bidder(Role::ProviderAdministrator)] {
        assert_eq!(word(&registering(CARE, &actor)), "role");
    }
}

#[test]
fn declaring_sets_the_day_and_asks_for_a_note_where_a_ground_applies() {
    let says = |given: &[(&str, &str)]| {
        let draft = form(DECLARATIONS, given);
        let row = declared_charity();
        let admin = bidder(Role::ProviderAdministrator);
        declare(&row, &draft, row.version, &admin, noon("2026-08-20"))
    };
    let none = says(&[("mandatory_grounds", "no"), ("discretionary_grounds", "no")]);
    assert!(rows(none)[0].contains(r#""declared_on":"2026-08-20""#));
    check_refused(
        says(&[
            ("mandatory_grounds", "yes"),
            ("discretionary_grounds", "yes"),
            ("discretionary_note", "Once."),
        ]),
        Why::Incomplete,
        "mandatory_note: Say which mandatory ground applies, and what has been done about it.",
    );
}

#[test]
fn only_administrators_of_the_organisation_change_it() {
    let change = |actor: &Actor| {
        let draft = form(DECLARATIONS, &[("mandatory_grounds", "no"), ("discretionary_grounds", "no")]);
        declare(&declared_charity(), &draft, Version(1), actor, noon("2026-08-20"))
    };
    assert_eq!(word(&change(&bidder(Role::ProviderAdministrator))), "yes");
    assert_eq!(word(&change(&bidder(Role::BidAuthor))), "role");
    let other = actor(Side::Provider(COMPANY), &[Role::ProviderAdministrator]);
    assert_eq!(word(&change(&other)), "absent");
    assert_eq!(word(&change(&staff(Role::Administrator))), "absent");
}

#[test]
fn the_password_comes_with_it_and_stays_out_of_the_record() {
    let change = registering(CARE, &Actor::house())
        .map(|change| with_password(change, PersonId(71), "$argon2id$a-secret-hash".to_owned()));
    let written = rows(change);
    assert_eq!(written.last().map(String::as_str), Some(r#"insert sign_in {"person_id":71}"#));
    assert!(written.iter().all(|row| !row.contains("argon2")), "{written:?}");
}
