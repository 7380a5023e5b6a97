//! Invitations, and what only the house does.

use entity::state::OrganisationKind;

use super::*;

fn fresh() -> Fresh {
    Fresh { id: PersonId(50), token_hash: "abc".to_owned() }
}

fn named() -> Draft {
    form(INVITE, &[("name", "A writer"), ("email", "Writer@Example.org")])
}

fn invited_by(actor: &Actor, roles: &[Role]) -> Result<Change, Refusal> {
    invite(fresh(), &named(), roles, actor, noon("2026-11-21"))
}

fn first_by(actor: &Actor, side: Side, roles: &[Role]) -> Result<Change, Refusal> {
    invite_first(fresh(), &named(), roles, side, actor, noon("2026-11-21"))
}

#[test]
fn an_invited_person_has_their_roles_and_a_week() {
    let change = invited_by(&staff(Role::Administrator), &[Role::Auditor, Role::ReportWriter]);
    let expected = [
        r#"insert person {"authority_id":1,"disabled":false,"email":"writer@example.org","id":50,"name":"A writer","organisation_id":null,"version":1}"#,
        r#"insert person_role {"person_id":50,"role":"auditor"}"#,
        r#"insert person_role {"person_id":50,"role":"report_writer"}"#,
        r#"insert invitation {"expires_at":"2026-11-28T12:00:00+00:00","person_id":50,"token_hash":"abc","used_at":null}"#,
    ];
    assert_eq!(rows(change.clone()), expected);
    let parts = change.expect("it is allowed").into_parts();
    assert_eq!((parts.action, parts.authority), (Action::InvitePerson, Some(COUNCIL)));
    assert_eq!((parts.about, parts.roots.len()), (Subject::Person(PersonId(50)), 0));
}

#[test]
fn a_provider_s_colleague_belongs_to_the_provider() {
    let change = invited_by(&administrator(PROVIDER), &[Role::BidAuthor]);
    assert!(rows(change.clone())[0].starts_with(r#"insert person {"authority_id":null,"#));
    assert!(rows(change.clone())[0].contains(r#""organisation_id":1"#));
    assert_eq!(change.expect("it is allowed").into_parts().authority, None);
}

#[test]
fn only_administrators_invite_and_only_to_their_own_side() {
    for role in staff_roles() {
        let expected = if role == Role::Administrator { "yes" } else { "role" };
        assert_eq!(word(&invited_by(&staff(role), &[Role::Auditor])), expected, "{role:?}");
    }
    let table = [
        (administrator(PROVIDER), Role::Auditor, "form"),
        (administrator(PROVIDER), Role::Administrator, "form"),
        (administrator(PROVIDER), Role::ReturnPreparer, "yes"),
        (staff(Role::Administrator), Role::BidAuthor, "form"),
        (actor(PROVIDER, &[Role::Administrator]), Role::BidAuthor, "role"),
        (staff(Role::ProviderAdministrator), Role::Auditor, "role"),
        (Actor::house(), Role::Auditor, "absent"),
    ];
    for (who, role, answer) in table {
        assert_eq!(word(&invited_by(&who, &[role])), answer, "{who:?} {role:?}");
    }
    assert_eq!(word(&invited_by(&staff(Role::Administrator), &[])), "form");
}

#[test]
fn the_first_of_a_side_is_invited_at_the_server() {
    let house = Actor::house();
    assert_eq!(word(&first_by(&house, Side::Staff(COUNCIL), &[Role::Administrator])), "yes");
    assert_eq!(word(&first_by(&house, PROVIDER, &[Role::ProviderAdministrator])), "yes");
    assert_eq!(word(&first_by(&house, PROVIDER, &[Role::Administrator])), "form");
    for side in [Side::Staff(COUNCIL), PROVIDER] {
        check_refused(
            first_by(&actor(side, Role::ALL), side, &[Role::Administrator]),
            Why::NotYours,
            "This is done at the server.",
        );
    }
}

#[test]
fn a_new_link_holds_a_week_unless_the_sign_in_is_stopped() {
    let again = |person: &Person| {
        invite_again(person, "abc".to_owned(), SEEN, &staff(Role::Administrator), noon("2026-11-21"))
    };
    let mut person = person(Side::Staff(COUNCIL), &[Role::Auditor]);
    let written = [
        r#"delete invitation {"reason":"A newer link takes its place."}"#,
        r#"insert invitation {"expires_at":"2026-11-28T12:00:00+00:00","person_id":41,"token_hash":"abc","used_at":null}"#,
    ];
    assert_eq!(rows(again(&person)), written);
    person.row.disabled = true;
    check_refused(again(&person), Why::NotNow, "Their sign-in is stopped. Allow it first.");
}

#[test]
fn each_side_is_offered_its_own_roles() {
    assert_eq!(roles_of(Side::Staff(COUNCIL)), staff_roles().collect::<Vec<_>>());
    assert_eq!(roles_of(Side::House), roles_of(Side::Staff(COUNCIL)));
    let provider =
        [Role::BidAuthor, Role::ReturnPreparer, Role::AuthorisedSignatory, Role::ProviderAdministrator];
    assert_eq!(roles_of(PROVIDER), provider);
}

#[test]
fn a_new_link_ends_only_that_person_s_unused_ones() {
    let person = person(Side::Staff(COUNCIL), &[Role::Auditor]);
    let administrator = staff(Role::Administrator);
    let again = invite_again(&person, "abc".to_owned(), SEEN, &administrator, noon("2026-11-21"));
    let parts = again.expect("it is allowed").into_parts();
    let crate::Deed::Delete(delete, _) = &parts.rows[0].deed else { panic!("older links go first") };
    let sql = delete.to_string(sea_orm::sea_query::SqliteQueryBuilder);
    let expected =
        r#"DELETE FROM "invitation" WHERE "invitation"."person_id" = 41 AND "invitation"."used_at" IS NULL"#;
    assert_eq!(sql, expected);
}

/// What is ticked, and the roles; nothing where it is refused.
#[test]
fn ticked_boxes_are_roles_of_the_side() {
    let table: [(&[&str], Option<&[Role]>); 7] = [
        (&["auditor"], Some(&[Role::Auditor])),
        (&["auditor", "approver"], Some(&[Role::Approver, Role::Auditor])),
        (&["auditor", "auditor"], Some(&[Role::Auditor])),
        (&[], None),
        (&["bid_author"], None),
        (&["auditor", "bid_author"], None),
        (&["auditor", "emperor"], None),
    ];
    for (boxes, expected) in table {
        let typed = boxes.iter().fold(Typed::default(), |typed, code| typed.with("roles", *code));
        let ticked = roles_ticked(&typed, Side::Staff(COUNCIL));
        match expected {
            Some(roles) => assert_eq!(ticked.as_deref(), Ok(roles), "{boxes:?}"),
            None => {
                assert_eq!(refused(ticked), (Why::Incomplete, "roles: Tick at least one role.".to_owned()))
            }
        }
    }
}

#[test]
fn an_organisation_is_added_at_the_server() {
    let row = organisation::Model::new(CHARITY, "A charity".to_owned(), OrganisationKind::Charity);
    let added = add_organisation(row.clone(), &Actor::house());
    let written = rows(added);
    assert_eq!(written.len(), 1);
    for part in
        ["insert organisation", r#""id":1"#, r#""kind":"charity""#, r#""name":"A charity""#, r#""version":1"#]
    {
        assert!(written[0].contains(part), "{part} is in {}", written[0]);
    }
    for side in [Side::Staff(COUNCIL), PROVIDER] {
        assert_eq!(word(&add_organisation(row.clone(), &actor(side, Role::ALL))), "role");
    }
}
