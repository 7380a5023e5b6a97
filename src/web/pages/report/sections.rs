//! Writing a report section by section: guidance, the writer's prose, figures to put in, and a preview.

mod boxes;
mod listing;
mod offered;

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::extract::Path;
use axum::response::Response;
use entity::number::Version;
use rules::field::Lists;
use rules::report::{Writing, write_section};
use rules::{Change, Refusal};
use serde::Serialize;

use super::loaded::{Loaded, Names, away, keeping_of};
use crate::report::{Composed, Section, targets};
use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::{Again, Desk, Posted};
use crate::web::forms::{Form, draw};
use crate::web::pages::procurements::Head;
use crate::web::view::Page;
use boxes::{Boxes, Read, find};
pub use listing::list;
pub(in crate::web::pages) use offered::{Group, groups};
use offered::{Link, Place, figures, places, source};

type ToReport = Path<(String, String)>;
type ToSection = Path<(String, String, String)>;

#[derive(Serialize)]
struct SectionPage {
    head: Head,
    report: Names,
    number: Option<String>,
    title: String,
    guidance: Vec<String>,
    form: Option<Form>,
    figures: Vec<Group>,
    places: Vec<Place>,
    from: Vec<Link>,
    missing: Vec<String>,
    before: Option<Link>,
    after: Option<Link>,
    preview_of: PreviewOf,
    html: String,
}

impl Page for SectionPage {
    const TEMPLATE: &'static str = "reports/section.html";
    fn title(&self) -> String {
        format!("{} – {}", self.title, self.head.reference())
    }
    fn has_problems(&self) -> bool {
        self.form.as_ref().is_some_and(Form::came_back)
    }
}

/// A section, with its form for those who may write.
pub async fn show(desk: Desk<Staff>, Path((reference, kind, code)): ToSection) -> Result<Response, Stop> {
    let loaded = Loaded::of(&desk, &reference, &kind).await?;
    let preview = Preview { composed: loaded.compose().await?, of: PreviewOf::Saved };
    draw_section(&desk, &loaded, preview, &code, None).await
}

/// Shows a section as it was typed, without saving it.
pub async fn preview(
    Path((reference, kind, code)): ToSection,
    mut posted: Posted<Staff>,
) -> Result<Response, Stop> {
    let loaded = Loaded::of(&posted, &reference, &kind).await?;
    let boxes = Boxes::of(&loaded.compose().await?, &code)?;
    boxes.merge(&mut posted, &loaded);
    let again = Again { typed: posted.typed.clone(), ..Again::default() };
    let again = match boxes.read(&posted, &loaded) {
        Ok(_) => again,
        Err(refusal) => Again { problems: refusal.says, ..again },
    };
    draw_again(&posted, &loaded, &boxes, again).await
}

/// Saves a section and keeps the version that comes of it; then stays there, or goes on to the next.
pub async fn save(
    Path((reference, kind, code)): ToSection,
    mut posted: Posted<Staff>,
) -> Result<Response, Stop> {
    let mut tries = 2;
    loop {
        tries -= 1;
        let loaded = Loaded::of(&posted, &reference, &kind).await?;
        let composed = loaded.compose().await?;
        let boxes = Boxes::of(&composed, &code)?;
        let seen = boxes.merge(&mut posted, &loaded);
        let change = match boxes.read(&posted, &loaded) {
            Ok(read) => written(&posted, &loaded, &composed, &boxes, &read, seen).await?,
            Err(refusal) => Err(refusal),
        };
        let then = format!("{}/sections/{}", loaded.path(), goes_to(&composed, &code, &posted));
        match posted.settle(change, &then).await? {
            Ok(response) => return Ok(response),
            // Someone saved elsewhere in the moment between: nothing of theirs is in these boxes, so once more.
            Err(again) if again.stale && seen == loaded.procurement.row.version && tries > 0 => {}
            Err(again) => {
                let loaded = Loaded::of(&posted, &reference, &kind).await?;
                return draw_again(&posted, &loaded, &boxes, again).await;
            }
        }
    }
}

/// The section that is shown after this one is saved.
fn goes_to<'a>(composed: &'a Composed, code: &'a str, posted: &Posted<Staff>) -> &'a str {
    let goes_on = posted.typed.get("then") == "next";
    let mut from_here = composed.sections.iter().skip_while(|section| section.code != code);
    from_here.nth(usize::from(goes_on)).map_or(code, |section| section.code.as_str())
}

/// Draws a section with what was typed, and the preview of that wherever it can be composed.
async fn draw_again(
    desk: &Posted<Staff>,
    loaded: &Arc<Loaded>,
    boxes: &Boxes,
    mut again: Again,
) -> Result<Response, Stop> {
    let typed = match boxes.read(desk, loaded) {
        Ok(read) => match loaded.written(&boxes.code, &read.record, read.own()) {
            Ok(after) => refused_or(after.compose().await)?,
            Err(refusal) => Err(refusal),
        },
        Err(refusal) => Err(refusal),
    };
    let preview = match typed {
        Ok(composed) => Preview { composed, of: PreviewOf::Typed },
        Err(refusal) => {
            if again.problems.is_empty() {
                again.problems = refusal.says;
            }
            Preview { composed: loaded.compose().await?, of: PreviewOf::SavedForNow }
        }
    };
    draw_section(desk, loaded, preview, &boxes.code, Some(&again)).await
}

/// The rule's answer to what was typed.
async fn written(
    posted: &Posted<Staff>,
    loaded: &Arc<Loaded>,
    composed: &Composed,
    boxes: &Boxes,
    read: &Read,
    seen: Version,
) -> Result<Result<Change, Refusal>, Stop> {
    let paper = match loaded.written(&boxes.code, &read.record, read.own()) {
        Ok(after) => refused_or(after.to_keep().await)?,
        Err(refusal) => Err(refusal),
    };
    let paper = match paper {
        Ok(paper) => paper,
        Err(refusal) => return Ok(Err(refusal)),
    };
    let figures = loaded.figures();
    let targets = targets(&composed.document);
    let places: Vec<&str> = targets.iter().map(|target| target.anchor.as_str()).collect();
    let writing = Writing {
        section: &boxes.code,
        title: &boxes.title,
        record: &read.record,
        own: read.own(),
        passage: posted.new_id().await?,
        figures: &figures,
        places: &places,
    };
    let keeping = keeping_of(posted, loaded, paper).await?;
    Ok(write_section(&loaded.procurement, &writing, keeping, seen, &posted.actor, posted.now))
}

/// A refusal comes back to the form; anything else stops the request.
fn refused_or<T>(result: Result<T, Stop>) -> Result<Result<T, Refusal>, Stop> {
    match result {
        Ok(done) => Ok(Ok(done)),
        Err(Stop::Refused(refusal)) => Ok(Err(refusal)),
        Err(stop) => Err(stop),
    }
}

/// What a preview shows.
struct Preview {
    composed: Composed,
    of: PreviewOf,
}

/// Whether a preview shows what is saved, or what was typed.
#[derive(Clone, Copy, Serialize)]
#[serde(rename_all = "kebab-case")]
enum PreviewOf {
    Saved,
    Typed,
    /// What was typed cannot be composed until it is mended.
    SavedForNow,
}

/// Draws a section.
async fn draw_section(
    desk: &Desk<Staff>,
    loaded: &Arc<Loaded>,
    preview: Preview,
    code: &str,
    again: Option<&Again>,
) -> Result<Response, Stop> {
    let Preview { composed, of } = preview;
    let section = find(&composed, code)?.clone();
    let may = loaded.may_write() || again.is_some();
    let form = Boxes::of(&composed, code).ok().filter(|_| may).map(|boxes| {
        let action = format!("{}/sections/{code}", loaded.path());
        let (version, held): (Version, _) = (loaded.procurement.row.version, boxes.hold(loaded));
        draw(action, version, &boxes.fields, &held.as_holds(), &Lists::default(), again)
    });
    let link = |section: &Section| Link {
        path: format!("{}/sections/{}", loaded.path(), section.code),
        title: section.title.clone(),
    };
    let place = composed.sections.iter().position(|section| section.code == code).unwrap_or_default();
    let before = place.checked_sub(1).and_then(|place| composed.sections.get(place)).map(link);
    let after = composed.sections.get(place + 1).map(link);
    let missing = composed.missing.iter().filter(|missing| missing.section == code);
    let missing: BTreeSet<String> = missing.map(|missing| missing.name.clone()).collect();
    let writing = form.is_some();
    let places = if writing { places(&composed) } else { Vec::new() };
    let (document, blocks) = (composed.document, section.blocks.clone());
    let html = away(move || Ok(::paper::to_html_part(&document, blocks))).await?;
    desk.page(&SectionPage {
        head: Head::of(desk, &loaded.procurement, &loaded.authority),
        report: loaded.names(),
        guidance: section.guidance.split("\n\n").map(ToOwned::to_owned).collect(),
        figures: if writing { figures(loaded) } else { Vec::new() },
        places,
        from: section.from.iter().flat_map(|code| source(loaded, code)).collect(),
        preview_of: of,
        number: section.number,
        title: section.title,
        form,
        missing: missing.into_iter().collect(),
        before,
        after,
        html,
    })
}
