//! People of one's own side, an authority's or a provider's: who they are, what they may do, inviting
//! and stopping them.

use axum::extract::{Path, State};
use axum::response::Response;
use entity::choice::Choice;
use entity::gaps::Gaps;
use entity::id::PersonId;
use entity::number::Version;
use entity::state::Role;
use rules::Refusal;
use rules::access::Side;
use rules::field::{Lists, Typed, draft};
use rules::people::{
    Fresh, INVITATION_DAYS, INVITE, Person, change_roles as change, invite as invite_person,
    invite_again as again_rule, roles_of, roles_ticked, set_disabled,
};
use serde::Serialize;

use crate::web::answer::Stop;
use crate::web::desk::{Again, App, Desk, Posted, Whose};
use crate::web::forms::{Form, Holds, draw, is_stale};
use crate::web::view::Page;
use rules::sha256;

#[derive(Serialize)]
struct PeoplePage {
    base: &'static str,
    people: Vec<Shown>,
}

/// A person as a row of a list.
#[derive(Serialize)]
pub struct Shown {
    id: i64,
    name: String,
    email: String,
    roles: Vec<&'static str>,
    disabled: bool,
}

impl Shown {
    /// From the stored person.
    pub fn of(person: &Person) -> Self {
        Self {
            id: person.row.id.0,
            name: person.row.name.clone(),
            email: person.row.email.clone(),
            roles: person.roles.iter().map(|role| role.label()).collect(),
            disabled: person.row.disabled,
        }
    }
}

impl Page for PeoplePage {
    const TEMPLATE: &'static str = "people/list.html";
    fn title(&self) -> String {
        "People".to_owned()
    }
}

/// Everyone of one's own side.
pub async fn list<S: Whose>(desk: Desk<S>) -> Result<Response, Stop> {
    let people = desk.people().await?;
    desk.page(&PeoplePage { base: S::PEOPLE, people: people.iter().map(Shown::of).collect() })
}

/// The form of an invitation, on either side.
#[derive(Serialize)]
struct InvitePage {
    form: Form,
    roles: Vec<RoleBox>,
    roles_error: Option<String>,
    back: &'static str,
}

/// A role as a box to tick.
#[derive(Serialize)]
struct RoleBox {
    code: &'static str,
    label: &'static str,
    ticked: bool,
}

impl Page for InvitePage {
    const TEMPLATE: &'static str = "people/invite.html";
    fn title(&self) -> String {
        "Invite someone".to_owned()
    }
    fn has_problems(&self) -> bool {
        self.form.came_back()
    }
}

impl InvitePage {
    /// For one side, over what was typed when it comes back.
    fn of<S: Whose>(side: Side, again: Option<&Again>) -> Self {
        let holds = Holds { values: &[], gaps: &Gaps::default() };
        let ticked: Vec<Role> = again.map(|again| ticked(&again.typed)).unwrap_or_default();
        let problem = again.and_then(|again| {
            again.problems.iter().find(|problem| problem.field.as_deref() == Some("roles"))
        });
        Self {
            form: draw(format!("{}/invite", S::PEOPLE), Version(0), INVITE, &holds, &Lists::default(), again),
            roles: boxes(side, &ticked),
            roles_error: problem.map(|problem| problem.says.clone()),
            back: S::PEOPLE,
        }
    }
}

fn ticked(typed: &Typed) -> Vec<Role> {
    typed.all("roles").filter_map(Role::of).collect()
}

fn boxes(side: Side, ticked: &[Role]) -> Vec<RoleBox> {
    let one = |role: &Role| RoleBox { code: role.code(), label: role.label(), ticked: ticked.contains(role) };
    roles_of(side).iter().map(one).collect()
}

/// The form of an invitation.
pub async fn new<S: Whose>(desk: Desk<S>) -> Result<Response, Stop> {
    desk.page(&InvitePage::of::<S>(desk.actor.side, None))
}

/// Invites someone, and shows the link that they choose their password with.
pub async fn invite<S: Whose>(State(app): State<App>, posted: Posted<S>) -> Result<Response, Stop> {
    let token = app.token();
    let fresh = Fresh { id: posted.new_id::<PersonId>().await?, token_hash: sha256(&token) };
    let side = posted.actor.side;
    let (typed, none) = (&posted.typed, Lists::default());
    let change = all_problems(draft(INVITE, typed, &none, &Gaps::default()), roles_ticked(typed, side))
        .and_then(|(draft, roles)| invite_person(fresh, &draft, &roles, &posted.actor, posted.now));
    match posted.settle(change, S::PEOPLE).await? {
        Ok(_) => posted.page(&LinkPage::of::<S>(&app, typed.get("name").to_owned(), &token)),
        Err(again) => posted.page(&InvitePage::of::<S>(side, Some(&again))),
    }
}

/// The link that someone chooses their password with. It is shown once; only its hash is kept.
#[derive(Serialize)]
struct LinkPage {
    name: String,
    link: String,
    days: i64,
    back: &'static str,
}

impl Page for LinkPage {
    const TEMPLATE: &'static str = "people/link.html";
    fn title(&self) -> String {
        "Pass on this link".to_owned()
    }
}

impl LinkPage {
    fn of<S: Whose>(app: &App, name: String, token: &str) -> Self {
        let link = format!("{}/invitation/{token}", app.site().url);
        Self { name, link, days: INVITATION_DAYS, back: S::PEOPLE }
    }
}

/// Both answers, or the problems of both at once.
fn all_problems<A, B>(a: Result<A, Refusal>, b: Result<B, Refusal>) -> Result<(A, B), Refusal> {
    match (a, b) {
        (Ok(a), Ok(b)) => Ok((a, b)),
        (Err(mut a), Err(b)) => {
            a.says.extend(b.says);
            Err(a)
        }
        (Err(refusal), Ok(_)) | (Ok(_), Err(refusal)) => Err(refusal),
    }
}

#[derive(Serialize)]
struct PersonPage {
    base: &'static str,
    person: Shown,
    version: i32,
    boxes: Vec<RoleBox>,
    is_self: bool,
    problems: Vec<String>,
}

impl Page for PersonPage {
    const TEMPLATE: &'static str = "people/show.html";
    fn title(&self) -> String {
        self.person.name.clone()
    }
    fn has_problems(&self) -> bool {
        !self.problems.is_empty()
    }
}

/// One person, their roles and their sign-in.
pub async fn show<S: Whose>(desk: Desk<S>, Path(id): Path<i64>) -> Result<Response, Stop> {
    draw_person(&desk, id, None).await
}

async fn draw_person<S: Whose>(desk: &Desk<S>, id: i64, again: Option<&Again>) -> Result<Response, Stop> {
    let person = find(desk, id).await?;
    let ticked = again.map_or_else(|| person.roles.clone(), |again| ticked(&again.typed));
    let mut problems: Vec<String> =
        again.iter().flat_map(|again| &again.problems).map(|problem| problem.says.clone()).collect();
    if is_stale(person.row.version, again) {
        problems.push(
            "Someone else changed this person in the meantime. Check the roles, then save again.".to_owned(),
        );
    }
    desk.page(&PersonPage {
        base: S::PEOPLE,
        person: Shown::of(&person),
        version: person.row.version.0,
        boxes: boxes(desk.actor.side, &ticked),
        is_self: desk.actor.person == Some(person.row.id),
        problems,
    })
}

/// Changes what someone may do.
pub async fn change_roles<S: Whose>(Path(id): Path<i64>, posted: Posted<S>) -> Result<Response, Stop> {
    let (person, by) = (find(&posted, id).await?, myself(&posted).await?);
    let change = roles_ticked(&posted.typed, posted.actor.side)
        .and_then(|roles| change(&person, &roles, posted.seen(), &by, &posted.actor));
    match posted.settle(change, &own_path::<S>(id)).await? {
        Ok(response) => Ok(response),
        Err(again) => draw_person(&posted, id, Some(&again)).await,
    }
}

/// Makes a new link to choose a password with.
pub async fn invite_again<S: Whose>(
    State(app): State<App>,
    Path(id): Path<i64>,
    posted: Posted<S>,
) -> Result<Response, Stop> {
    let person = find(&posted, id).await?;
    let token = app.token();
    let change = again_rule(&person, sha256(&token), posted.seen(), &posted.actor, posted.now);
    match posted.settle(change, &own_path::<S>(id)).await? {
        Ok(_) => posted.page(&LinkPage::of::<S>(&app, person.row.name, &token)),
        Err(again) => draw_person(&posted, id, Some(&again)).await,
    }
}

/// Stops someone’s sign-in at once: their open sessions end with the next page they ask for.
pub async fn stop<S: Whose>(Path(id): Path<i64>, posted: Posted<S>) -> Result<Response, Stop> {
    set(id, posted, true).await
}

/// Allows someone to sign in again.
pub async fn allow<S: Whose>(Path(id): Path<i64>, posted: Posted<S>) -> Result<Response, Stop> {
    set(id, posted, false).await
}

async fn set<S: Whose>(id: i64, posted: Posted<S>, disabled: bool) -> Result<Response, Stop> {
    let (person, by) = (find(&posted, id).await?, myself(&posted).await?);
    let change = set_disabled(&person, disabled, posted.seen(), &by, &posted.actor);
    posted.settle_or_stop(change, &own_path::<S>(id)).await
}

async fn find<S: Whose>(desk: &Desk<S>, id: i64) -> Result<Person, Stop> {
    desk.person(PersonId(id)).await?.ok_or(Stop::NotFound)
}

/// Whoever sits at the desk, as the record has them now.
async fn myself<S: Whose>(desk: &Desk<S>) -> Result<Person, Stop> {
    let id = desk.actor.person.ok_or(Stop::NotFound)?;
    desk.person(id).await?.ok_or(Stop::NotFound)
}

fn own_path<S: Whose>(id: i64) -> String {
    format!("{}/{id}", S::PEOPLE)
}
