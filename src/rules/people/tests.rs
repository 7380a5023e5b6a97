mod inviting;

use entity::choice::Choice;

use super::*;
use crate::testing::{
    CHARITY, COUNCIL, ELSEWHERE, SEEN, actor, blank, check_refused, form, noon, refused, rows, staff,
    staff_roles, word,
};

const PROVIDER: Side = Side::Provider(CHARITY);

/// Person number 41 of this side, with these roles.
fn person(side: Side, roles: &[Role]) -> Person {
    let (authority, organisation) = halves(side);
    let row = blank::<person::ActiveModel, _>(|row| {
        row.id = Set(PersonId(41));
        row.version = Set(SEEN);
        row.authority_id = Set(authority);
        row.organisation_id = Set(organisation);
    });
    Person { row, roles: roles.to_vec() }
}

/// The same person as the actor of the tests.
fn oneself(side: Side, roles: &[Role]) -> Person {
    let mut own = person(side, roles);
    own.row.id = PersonId(40);
    own
}

/// Whoever acts, as the record has them.
fn record_of(actor: &Actor) -> Person {
    oneself(actor.side, &actor.roles)
}

fn administrator(side: Side) -> Actor {
    actor(side, &[if side == PROVIDER { Role::ProviderAdministrator } else { Role::Administrator }])
}

/// What is done to a person, each time something that is allowed.
const ACTS: [(&str, PersonAct); 4] = [
    ("invite again", |person, actor| invite_again(person, "ab".repeat(32), SEEN, actor, noon("2026-11-21"))),
    ("change roles", |person, actor| change_roles(person, &person.roles, SEEN, &record_of(actor), actor)),
    ("stop", |person, actor| set_disabled(person, true, SEEN, &record_of(actor), actor)),
    ("allow", |person, actor| set_disabled(person, false, SEEN, &record_of(actor), actor)),
];

type PersonAct = fn(&Person, &Actor) -> Result<Change, Refusal>;

#[test]
fn each_side_s_administrator_looks_after_their_own() {
    for (name, act) in ACTS {
        for role in Role::ALL.iter().copied() {
            let of_council = act(&person(Side::Staff(COUNCIL), &[Role::Auditor]), &staff(role));
            let expected = if role == Role::Administrator { "yes" } else { "role" };
            assert_eq!(word(&of_council), expected, "{name} as {role:?}");
            let of_charity = act(&person(PROVIDER, &[Role::BidAuthor]), &actor(PROVIDER, &[role]));
            let expected = if role == Role::ProviderAdministrator { "yes" } else { "role" };
            assert_eq!(word(&of_charity), expected, "{name} as {role:?}");
        }
    }
}

/// Not even with every role there is, and not the house either.
#[test]
fn a_person_of_another_side_does_not_exist() {
    let sides = [
        Side::Staff(COUNCIL),
        Side::Staff(ELSEWHERE),
        PROVIDER,
        Side::Provider(OrganisationId(2)),
        Side::House,
    ];
    for (name, act) in ACTS {
        for (theirs, own) in sides.into_iter().flat_map(|theirs| sides.map(|own| (theirs, own))) {
            let roles = if is_staff(theirs) { [Role::Auditor] } else { [Role::BidAuthor] };
            let answer = word(&act(&person(theirs, &roles), &actor(own, Role::ALL)));
            let expected = if theirs == own && theirs != Side::House { "yes" } else { "absent" };
            assert_eq!(answer, expected, "{name}: {own:?} to {theirs:?}");
        }
    }
}

fn is_staff(side: Side) -> bool {
    match side {
        Side::Staff(_) | Side::House => true,
        Side::Provider(_) => false,
    }
}

#[test]
fn roles_are_given_and_taken() {
    let changed = |before: &[Role], after: &[Role]| {
        let person = person(Side::Staff(COUNCIL), before);
        rows(change_roles(
            &person,
            after,
            SEEN,
            &record_of(&staff(Role::Administrator)),
            &staff(Role::Administrator),
        ))
    };
    use Role::{Approver, Auditor, ReportWriter};
    assert_eq!(
        changed(&[Auditor, Approver], &[Approver, ReportWriter]),
        [
            r#"delete person_role {"person_id":41,"role":"auditor"}"#,
            r#"insert person_role {"person_id":41,"role":"report_writer"}"#,
        ]
    );
    assert_eq!(changed(&[Auditor], &[Auditor]), [""; 0]);
}

#[test]
fn nobody_takes_the_administrator_s_role_from_themselves() {
    const OWN: &str = "You cannot take the administrator’s role from yourself. Another administrator can.";
    let table = [
        (Side::Staff(COUNCIL), Role::Administrator, Role::Auditor),
        (PROVIDER, Role::ProviderAdministrator, Role::BidAuthor),
    ];
    for (side, administers, other) in table {
        let (own, actor) = (oneself(side, &[administers]), administrator(side));
        check_refused(change_roles(&own, &[other], SEEN, &record_of(&actor), &actor), Why::NotNow, OWN);
        assert!(change_roles(&own, &[administers, other], SEEN, &record_of(&actor), &actor).is_ok());
        assert!(
            change_roles(&person(side, &[administers]), &[other], SEEN, &record_of(&actor), &actor).is_ok()
        );
    }
}

#[test]
fn nobody_holds_a_role_of_the_other_side() {
    const TICK: &str = "roles: Tick at least one role.";
    for role in Role::ALL.iter().copied() {
        for side in [Side::Staff(COUNCIL), PROVIDER] {
            let theirs = is_staff_role(role) == (side != PROVIDER);
            let own = if side == PROVIDER { Role::BidAuthor } else { Role::Auditor };
            let changed = change_roles(
                &person(side, &[own]),
                &[own, role],
                SEEN,
                &record_of(&administrator(side)),
                &administrator(side),
            );
            match theirs {
                true => assert!(changed.is_ok(), "{role:?}"),
                false => check_refused(changed, Why::Incomplete, TICK),
            }
        }
    }
    let nobody = change_roles(
        &person(PROVIDER, &[Role::BidAuthor]),
        &[],
        SEEN,
        &record_of(&administrator(PROVIDER)),
        &administrator(PROVIDER),
    );
    check_refused(nobody, Why::Incomplete, TICK);
}

#[test]
fn nobody_stops_their_own_sign_in() {
    let (own, actor) = (oneself(Side::Staff(COUNCIL), &[Role::Administrator]), staff(Role::Administrator));
    check_refused(
        set_disabled(&own, true, SEEN, &record_of(&actor), &actor),
        Why::NotNow,
        "You cannot stop your own sign-in. Another administrator can.",
    );
}

#[test]
fn a_sign_in_is_stopped_and_allowed_again() {
    let gone = |table: &str| format!(r#"delete {table} {{"reason":"their sign-in was stopped"}}"#);
    let table = [
        (true, "disable_person", vec![gone("session"), gone("invitation")]),
        (false, "enable_person", vec![]),
    ];
    for (disabled, code, also) in table {
        let person = person(Side::Staff(COUNCIL), &[Role::Auditor]);
        let actor = staff(Role::Administrator);
        let change = set_disabled(&person, disabled, SEEN, &record_of(&actor), &actor);
        let mut expected = vec![format!(r#"update person {{"disabled":{disabled},"id":41}}"#)];
        expected.extend(also);
        assert_eq!(rows(change.clone()), expected);
        assert_eq!(change.map(|change| change.into_parts().action.code()).ok(), Some(code));
    }
}

#[test]
fn nobody_acts_in_the_name_of_another_administrator() {
    let (person, actor) = (person(Side::Staff(COUNCIL), &[Role::Auditor]), staff(Role::Administrator));
    let mut other = record_of(&actor);
    other.row.id = PersonId(99);
    assert_eq!(refused(change_roles(&person, &[Role::Approver], SEEN, &other, &actor)).0, Why::NotFound);
    assert_eq!(refused(set_disabled(&person, true, SEEN, &other, &actor)).0, Why::NotFound);
}

#[test]
fn every_act_moves_the_person_and_is_told_of_them() {
    let codes = ["invite_again", "change_roles", "disable_person", "enable_person"];
    for ((name, act), code) in ACTS.into_iter().zip(codes) {
        let sides = [(Side::Staff(COUNCIL), Role::Auditor, Some(COUNCIL)), (PROVIDER, Role::BidAuthor, None)];
        for (side, role, authority) in sides {
            let change = act(&person(side, &[role]), &administrator(side)).expect(name);
            let parts = change.into_parts();
            assert_eq!((parts.action.code(), parts.authority), (code, authority));
            assert_eq!(parts.about, Subject::Person(PersonId(41)));
            let root = |key, moves| crate::Root { table: "person", key, seen: SEEN, moves };
            let resting = matches!(code, "change_roles" | "disable_person" | "enable_person");
            let expected = if resting { vec![root(41, true), root(40, false)] } else { vec![root(41, true)] };
            assert_eq!(parts.roots, expected, "{name}");
        }
    }
}
