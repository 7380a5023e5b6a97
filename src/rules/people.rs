//! People: invited, given roles, stopped. An authority's administrator looks after its staff, a
//! provider's after its colleagues.

use chrono::{DateTime, Duration, Utc};
use entity::choice::Choice;
use entity::id::{AuthorityId, OrganisationId, PersonId};
use entity::number::Version;
use entity::state::Role;
use entity::{invitation, organisation, person, person_role, session};
use sea_orm::ActiveValue::{Set, Unchanged};
use sea_orm::sea_query::{Expr, ExprTrait};
use sea_orm::{ActiveModelTrait, ColumnTrait, IntoActiveModel};

use crate::access::{Act, Actor, Side, is_staff_role, may};
use crate::field::{Draft, Field, Kind, Typed};
use crate::{Action, Change, Problem, Refusal, Subject, Why};

/// The fields of an invitation. Roles are boxes beside them.
pub const INVITE: &[Field] = &[
    Field::given("name", "Name or title", "As others will see it.", Kind::Line),
    Field::given("email", "Email address", "They sign in with it.", Kind::Email),
];

/// How long an invitation holds.
pub const INVITATION_DAYS: i64 = 7;

/// A person and what they may do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The person.
    pub row: person::Model,
    /// Their roles.
    pub roles: Vec<Role>,
}

/// A fresh invitation: made outside the rules, because it is random.
#[derive(Clone, Debug)]
pub struct Fresh {
    /// The number of the person to be.
    pub id: PersonId,
    /// SHA-256 of the link's token, in hexadecimal.
    pub token_hash: String,
}

/// The roles that someone of this side may hold, in the order of the page.
#[must_use]
pub fn roles_of(side: Side) -> Vec<Role> {
    let staff = match side {
        Side::Staff(_) | Side::House => true,
        Side::Provider(_) => false,
    };
    Role::ALL.iter().copied().filter(|role| is_staff_role(*role) == staff).collect()
}

/// The roles ticked on a form; refuses none at all and any that this side does not have.
pub fn roles_ticked(typed: &Typed, side: Side) -> Result<Vec<Role>, Refusal> {
    let offered = roles_of(side);
    let ticked: Option<Vec<Role>> = typed.all("roles").map(Role::of).collect();
    let ticked = ticked.filter(|roles| roles.iter().all(|role| offered.contains(role)));
    match ticked {
        // In the order of the page, and each once however often it was posted.
        Some(roles) if !roles.is_empty() => {
            Ok(offered.into_iter().filter(|role| roles.contains(role)).collect())
        }
        Some(_) | None => Err(tick_one()),
    }
}

fn tick_one() -> Refusal {
    Refusal { kind: Why::Incomplete, says: vec![Problem::at("roles", "Tick at least one role.")] }
}

/// INVARIANT: nobody holds a role of the other side.
fn fit(roles: &[Role], side: Side) -> Result<(), Refusal> {
    let offered = roles_of(side);
    let all_fit = !roles.is_empty() && roles.iter().all(|role| offered.contains(role));
    if all_fit { Ok(()) } else { Err(tick_one()) }
}

/// Invites someone to the actor's own side.
pub fn invite(
    fresh: Fresh,
    draft: &Draft,
    roles: &[Role],
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    may(actor, act_for(actor.side)?)?;
    fit(roles, actor.side)?;
    Ok(invited(fresh, draft, roles, actor.side, now))
}

/// Invites the first person of a side: only the house may, at the server.
pub fn invite_first(
    fresh: Fresh,
    draft: &Draft,
    roles: &[Role],
    side: Side,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    only_the_house(actor)?;
    fit(roles, side)?;
    Ok(invited(fresh, draft, roles, side, now))
}

fn invited(fresh: Fresh, draft: &Draft, roles: &[Role], side: Side, now: DateTime<Utc>) -> Change {
    let (authority, organisation) = halves(side);
    let row = draft.onto(person::ActiveModel {
        id: Set(fresh.id),
        version: Set(Version(1)),
        authority_id: Set(authority),
        organisation_id: Set(organisation),
        disabled: Set(false),
        ..Default::default()
    });
    let mut change = Change::of(Action::InvitePerson, Subject::Person(fresh.id), authority).insert(row);
    for role in roles {
        change = change.insert(person_role::ActiveModel { person_id: Set(fresh.id), role: Set(*role) });
    }
    change.insert(invitation_row(fresh.id, fresh.token_hash, now))
}

fn invitation_row(person: PersonId, token_hash: String, now: DateTime<Utc>) -> invitation::ActiveModel {
    invitation::ActiveModel {
        token_hash: Set(token_hash),
        person_id: Set(person),
        expires_at: Set(now + Duration::days(INVITATION_DAYS)),
        used_at: Set(None),
    }
}

/// Gives someone a new link to choose a password with. Links they have not used hold no longer.
pub fn invite_again(
    person: &Person,
    token_hash: String,
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    of_their_side(person, actor)?;
    may(actor, act_for(actor.side)?)?;
    if person.row.disabled {
        return Err(Refusal::of(Why::NotNow, "Their sign-in is stopped. Allow it first."));
    }
    let unused = invitation::Column::PersonId.eq(person.row.id).and(invitation::Column::UsedAt.is_null());
    Ok(about(person, Action::InviteAgain, seen)
        .delete_where::<invitation::Entity>(unused, "A newer link takes its place.")
        .insert(invitation_row(person.row.id, token_hash, now)))
}

/// Changes what someone may do. Nobody takes the administrator's role from themselves, and the change rests
/// on the administrator who makes it (`by`), so that two who strip each other at once cannot both succeed.
pub fn change_roles(
    person: &Person,
    roles: &[Role],
    seen: Version,
    by: &Person,
    actor: &Actor,
) -> Result<Change, Refusal> {
    of_their_side(person, actor)?;
    may(actor, act_for(actor.side)?)?;
    fit(roles, actor.side)?;
    let own = actor.person == Some(person.row.id);
    let keeps = |role| !actor.is(role) || roles.contains(&role);
    if own && !(keeps(Role::Administrator) && keeps(Role::ProviderAdministrator)) {
        return Err(Refusal::of(
            Why::NotNow,
            "You cannot take the administrator’s role from yourself. Another administrator can.",
        ));
    }
    let mut change = resting_on(by, person, actor, about(person, Action::ChangeRoles, seen))?;
    for role in person.roles.iter().filter(|role| !roles.contains(role)) {
        let row = person_role::Model { person_id: person.row.id, role: *role };
        change = change.delete::<_, person_role::ActiveModel>(row);
    }
    for role in roles.iter().filter(|role| !person.roles.contains(role)) {
        change = change.insert(person_role::ActiveModel { person_id: Set(person.row.id), role: Set(*role) });
    }
    Ok(change)
}

/// Stops someone’s sign-in, or allows it again. Nobody stops themselves. Stopping ends their open sessions
/// and makes unused links worthless, for good.
pub fn set_disabled(
    person: &Person,
    disabled: bool,
    seen: Version,
    by: &Person,
    actor: &Actor,
) -> Result<Change, Refusal> {
    of_their_side(person, actor)?;
    may(actor, act_for(actor.side)?)?;
    if actor.person == Some(person.row.id) {
        return Err(Refusal::of(Why::NotNow, "You cannot stop your own sign-in. Another administrator can."));
    }
    let action = if disabled { Action::DisablePerson } else { Action::EnablePerson };
    let row =
        person::ActiveModel { id: Unchanged(person.row.id), disabled: Set(disabled), ..Default::default() };
    let change = resting_on(by, person, actor, about(person, action, seen))?.update(row);
    if !disabled {
        return Ok(change);
    }
    let theirs = Expr::col(session::Column::PersonId).eq(person.row.id);
    let unused = Expr::col(invitation::Column::PersonId)
        .eq(person.row.id)
        .and(Expr::col(invitation::Column::UsedAt).is_null());
    let why = "their sign-in was stopped";
    Ok(change.delete_where::<session::Entity>(theirs, why).delete_where::<invitation::Entity>(unused, why))
}

/// Adds a provider's organisation; only the house may, at the server or in the demonstration.
pub fn add_organisation(row: organisation::Model, actor: &Actor) -> Result<Change, Refusal> {
    only_the_house(actor)?;
    let change = Change::of(Action::AddOrganisation, Subject::Organisation(row.id), None);
    Ok(change.insert(row.into_active_model().reset_all()))
}

pub(crate) fn only_the_house(actor: &Actor) -> Result<(), Refusal> {
    match actor.side {
        Side::House => Ok(()),
        Side::Staff(_) | Side::Provider(_) => Err(Refusal::of(Why::NotYours, "This is done at the server.")),
    }
}

fn act_for(side: Side) -> Result<Act, Refusal> {
    match side {
        Side::Staff(_) => Ok(Act::ManagePeople),
        Side::Provider(_) => Ok(Act::ManageColleagues),
        Side::House => Err(Refusal::not_found()),
    }
}

/// INVARIANT: nobody changes a person of another side; to them there is no such person.
fn of_their_side(person: &Person, actor: &Actor) -> Result<(), Refusal> {
    let (authority, organisation) = halves(actor.side);
    let same = person.row.authority_id == authority && person.row.organisation_id == organisation;
    if same && (authority.is_some() || organisation.is_some()) { Ok(()) } else { Err(Refusal::not_found()) }
}

fn halves(side: Side) -> (Option<AuthorityId>, Option<OrganisationId>) {
    match side {
        Side::Staff(authority) => (Some(authority), None),
        Side::Provider(organisation) => (None, Some(organisation)),
        Side::House => (None, None),
    }
}

/// Rests a change on whoever makes it; one's own row cannot both move and be rested on.
fn resting_on(by: &Person, person: &Person, actor: &Actor, change: Change) -> Result<Change, Refusal> {
    if actor.person != Some(by.row.id) || by.row.disabled {
        return Err(Refusal::not_found());
    }
    // INVARIANT: the roles that count are those of the very version the change rests on, not those the request
    // began with; another administrator may have taken them away in between.
    let as_recorded = Actor { roles: by.roles.clone(), ..actor.clone() };
    may(&as_recorded, act_for(actor.side)?)?;
    Ok(if by.row.id == person.row.id { change } else { change.rests_on(&by.row) })
}

fn about(person: &Person, action: Action, seen: Version) -> Change {
    Change::of(action, Subject::Person(person.row.id), person.row.authority_id).moves(&person.row, seen)
}

#[cfg(test)]
mod tests;
