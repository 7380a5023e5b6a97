//! Drawing pages: one frame, one template a page, a struct made for each.

use std::sync::LazyLock;

use axum::http::{StatusCode, Uri};
use axum::response::{Html, IntoResponse, Response};
use minijinja::value::Serde;
use minijinja::{Environment, UndefinedBehavior, context};
use rules::access::{Act, Side, may};
use serde::Serialize;

use super::answer::Stop;
use super::assets;
use super::audience::Signed;
use super::desk::App;

/// What a page shows: a struct made for its template.
pub trait Page: Serialize {
    /// The template, below `templates/pages`.
    const TEMPLATE: &'static str;
    /// What the browser shows as the page's name.
    fn title(&self) -> String;
    /// Whether the form on it was not taken; its title and status then say so.
    fn has_problems(&self) -> bool {
        false
    }
}

/// What surrounds every page.
#[derive(Clone, Debug, Serialize)]
pub struct Frame {
    demonstration: bool,
    signed_in_as: Option<String>,
    nav: Vec<NavLink>,
    csrf: String,
    once: String,
    path: String,
    saved: Option<i64>,
    style: String,
    script: String,
    icon: String,
}

#[derive(Clone, Debug, Serialize)]
struct NavLink {
    href: &'static str,
    label: &'static str,
    here: bool,
}

impl Frame {
    pub(super) fn of(app: &App, signed: Option<&Signed>, uri: &Uri) -> Self {
        Self {
            demonstration: app.site().demonstration,
            signed_in_as: signed.map(|signed| signed.actor().name.clone()),
            nav: signed.map_or_else(|| for_strangers(uri.path()), |signed| nav(signed, uri.path())),
            csrf: signed.map(|signed| signed.csrf().to_owned()).unwrap_or_default(),
            once: app.token(),
            path: uri.path().to_owned(),
            saved: uri.query().and_then(saved_line),
            style: assets::STYLE.path(),
            script: assets::SCRIPT.path(),
            icon: assets::ICON.path(),
        }
    }
}

/// The line that a form wrote, as its redirect says.
fn saved_line(query: &str) -> Option<i64> {
    let mut pairs = form_urlencoded::parse(query.as_bytes());
    pairs.find(|(name, _)| name == "saved").and_then(|(_, line)| line.parse().ok())
}

const OPPORTUNITIES: (&str, &str) = ("/opportunities", "Opportunities");

fn for_strangers(path: &str) -> Vec<NavLink> {
    let (href, label) = OPPORTUNITIES;
    vec![NavLink { href, label, here: path.starts_with(href) }]
}

fn nav(signed: &Signed, path: &str) -> Vec<NavLink> {
    let home = match signed.actor().side {
        Side::Staff(_) | Side::House => [
            ("/procurements", "Procurements", Act::ReadProcurements),
            ("/tenders", "Tenders", Act::ReadProcurements),
            ("/evaluations", "Evaluations", Act::Evaluate),
            ("/contracts", "Contracts", Act::ReadContracts),
            ("/people", "People", Act::ManagePeople),
            ("/settings", "Settings", Act::ChangeSettings),
            ("/record", "Record of actions", Act::ReadRecord),
        ]
        .as_slice(),
        Side::Provider(_) => [
            (OPPORTUNITIES.0, OPPORTUNITIES.1, Act::ReadOrganisation),
            ("/bids", "Bids", Act::ReadBids),
            ("/returns", "Returns", Act::ReadReturns),
            ("/letters", "Letters", Act::ReadBids),
            ("/organisation", "Organisation", Act::ReadOrganisation),
        ]
        .as_slice(),
    };
    // Whoever reads all tenders finds the evaluations there, and those that wait for them at home.
    let reads_all = may(signed.actor(), Act::ReadProcurements).is_ok();
    let home = home.iter().filter(|(_, _, act)| *act != Act::Evaluate || !reads_all);
    let links = home.filter(|(_, _, act)| may(signed.actor(), *act).is_ok());
    links.map(|(href, label, _)| NavLink { href, label, here: path.starts_with(href) }).collect()
}

/// Draws a page in its frame.
pub fn render<P: Page>(frame: &Frame, page: &P) -> Result<Response, Stop> {
    let title = if page.has_problems() { format!("Error: {}", page.title()) } else { page.title() };
    let drawn = TEMPLATES.get_template(P::TEMPLATE).and_then(|template| {
        template.render(context! { frame => Serde(frame), page => Serde(page), title => title })
    });
    match drawn {
        Ok(html) if page.has_problems() => Ok((StatusCode::UNPROCESSABLE_ENTITY, Html(html)).into_response()),
        Ok(html) => Ok(Html(html).into_response()),
        Err(error) => {
            tracing::error!(
                template = P::TEMPLATE,
                error = format!("{error:#}"),
                "a page could not be drawn"
            );
            Err(Stop::Broken)
        }
    }
}

static TEMPLATES: LazyLock<Environment<'static>> = LazyLock::new(|| {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    minijinja_embed::load_templates!(&mut environment);
    environment
});
