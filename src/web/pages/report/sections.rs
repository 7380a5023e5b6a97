//! Writing a report section by section: guidance, the writer's prose, figures to put in, and a preview.

use std::collections::BTreeSet;
use std::sync::Arc;

use ::paper::{Block, Inline};
use axum::extract::Path;
use axum::response::Response;
use entity::gaps::Gaps;
use entity::number::Version;
use rules::field::{Draft, Field, Lists, draft, held};
use rules::procurement::edit::may_write;
use rules::procurement::lists::Listed;
use rules::procurement::parts::{field, part};
use rules::report::{Figures, OWN, Writing, write_section};
use rules::{Change, Refusal, each_list};
use sea_orm::Value;
use serde::Serialize;

use super::loaded::{Loaded, Names, away, keeping_of};
use crate::report::{Composed, Passage, Section, Target, targets};
use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::{Again, Desk, Posted};
use crate::web::forms::{Form, Holds, draw, merge};
use crate::web::pages::procurements::Head;
use crate::web::view::Page;

type ToReport = Path<(String, String)>;
type ToSection = Path<(String, String, String)>;

#[derive(Serialize)]
struct SectionsPage {
    head: Head,
    report: Names,
    sections: Vec<Listing>,
    /// What this report alone says under headings that are no longer there.
    left: Vec<String>,
}

/// A section as the list shows it.
#[derive(Serialize)]
struct Listing {
    code: String,
    number: Option<String>,
    title: String,
    words: usize,
    written: bool,
    missing: usize,
}

impl Page for SectionsPage {
    const TEMPLATE: &'static str = "reports/sections.html";
    fn title(&self) -> String {
        format!("Write the {} – {}", self.report.title().to_lowercase(), self.head.reference())
    }
}

/// Every section, in the order of the paper.
pub async fn list(desk: Desk<Staff>, Path((reference, kind)): ToReport) -> Result<Response, Stop> {
    let loaded = Loaded::of(&desk, &reference, &kind).await?;
    let composed = loaded.compose().await?;
    let missing = |code: &str| composed.missing.iter().filter(|missing| missing.section == code).count();
    let sections = composed.sections.iter().map(|section| Listing {
        code: section.code.clone(),
        number: section.number.clone(),
        title: section.title.clone(),
        words: words(&composed.document.blocks[section.blocks.clone()]),
        written: !section.writes.is_empty(),
        missing: missing(&section.code),
    });
    let gone = |code: &String| composed.sections.iter().all(|section| section.code != *code);
    let left = loaded.own.iter().filter(|(code, _)| gone(code)).map(|(_, says)| says.clone());
    desk.page(&SectionsPage {
        head: Head::of(&desk, &loaded.procurement, &loaded.authority),
        report: loaded.names(),
        sections: sections.collect(),
        left: left.collect(),
    })
}

/// How many words a section has, tables included.
fn words(blocks: &[Block]) -> usize {
    let mut words = 0;
    ::paper::each_inline(blocks, &mut |inline| {
        if let Inline::Text(text) | Inline::Figure { shown: text, .. } = inline {
            words += text.split_whitespace().count();
        }
    });
    words
}

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

/// The figures of one part or list.
#[derive(Serialize)]
struct Group {
    title: &'static str,
    figures: Vec<Offered>,
}

/// A figure that can be put into prose.
#[derive(Serialize)]
struct Offered {
    label: String,
    shown: String,
    mark: String,
}

/// A place that prose can refer to.
#[derive(Serialize)]
struct Place {
    label: String,
    mark: String,
}

#[derive(Serialize)]
struct Link {
    path: String,
    title: String,
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
    let loaded = Loaded::of(&posted, &reference, &kind).await?;
    let composed = loaded.compose().await?;
    let boxes = Boxes::of(&composed, &code)?;
    let seen = boxes.merge(&mut posted, &loaded);
    let change = match boxes.read(&posted, &loaded) {
        Ok(read) => written(&posted, &loaded, &composed, &boxes, &read, seen).await?,
        Err(refusal) => Err(refusal),
    };
    let goes_on = posted.typed.get("then") == "next";
    let then = composed.sections.iter().skip_while(|section| section.code != code).nth(usize::from(goes_on));
    let then = then.map_or(code.as_str(), |section| section.code.as_str());
    match posted.settle(change, &format!("{}/sections/{then}", loaded.path())).await? {
        Ok(response) => Ok(response),
        Err(again) => {
            draw_again(&posted, &Loaded::of(&posted, &reference, &kind).await?, &boxes, again).await
        }
    }
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
    let figures = Figures::of(&loaded.procurement, &loaded.authority, &loaded.found);
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

/// The boxes of a section's form, in the order of the paper: fields of the record, and the report's own.
struct Boxes {
    code: String,
    title: String,
    fields: Vec<Field>,
}

/// What was typed into them.
struct Read {
    record: Draft,
    own: Option<Draft>,
}

/// What they hold.
struct Held {
    values: Vec<Value>,
    gaps: Gaps,
}

impl Boxes {
    /// The boxes of a section. One without any is pure data, and cannot be written.
    fn of(composed: &Composed, code: &str) -> Result<Self, Stop> {
        let section = find(composed, code)?;
        if section.writes.is_empty() {
            return Err(Stop::NotFound);
        }
        let fields = section.writes.iter().filter_map(|passage| match passage {
            Passage::Field(name) => field(name).copied(),
            Passage::Own => OWN.first().copied(),
        });
        Ok(Self { code: section.code.clone(), title: section.title.clone(), fields: fields.collect() })
    }

    /// The fields of the record among them.
    fn record(&self) -> Vec<Field> {
        self.fields.iter().filter(|field| !is_own(field)).copied().collect()
    }

    fn hold(&self, loaded: &Loaded) -> Held {
        let value = |field: &Field| match is_own(field) {
            true => Value::String(loaded.own.get(&self.code).cloned()),
            false => held(&loaded.procurement.row, field.name),
        };
        Held { values: self.fields.iter().map(value).collect(), gaps: loaded.procurement.row.gaps.clone() }
    }

    /// Takes in what others saved in boxes that were not touched.
    fn merge(&self, posted: &mut Posted<Staff>, loaded: &Loaded) -> Version {
        let held = self.hold(loaded);
        merge(posted, loaded.procurement.row.version, &self.fields, &held.as_holds())
    }

    /// Reads everything that was typed, or says all that is wrong with it.
    fn read(&self, posted: &Posted<Staff>, loaded: &Loaded) -> Result<Read, Refusal> {
        let lists = Lists::default();
        let record = draft(&self.record(), &posted.typed, &lists, &loaded.procurement.row.gaps);
        let has_own = self.fields.iter().any(is_own);
        let own = has_own.then(|| draft(OWN, &posted.typed, &lists, &Gaps::default())).transpose();
        match (record, own) {
            (Ok(record), Ok(own)) => Ok(Read { record, own }),
            (Err(first), Err(second)) => Err(Refusal { says: [first.says, second.says].concat(), ..first }),
            (Err(refusal), Ok(_)) | (Ok(_), Err(refusal)) => Err(refusal),
        }
    }
}

fn is_own(field: &Field) -> bool {
    OWN.iter().any(|own| own.name == field.name)
}

impl Read {
    fn own(&self) -> Option<&str> {
        self.own.as_ref().and_then(|own| own.text("own"))
    }
}

impl Held {
    fn as_holds(&self) -> Holds<'_> {
        Holds { values: &self.values, gaps: &self.gaps }
    }
}

fn find<'a>(composed: &'a Composed, code: &str) -> Result<&'a Section, Stop> {
    composed.sections.iter().find(|section| section.code == code).ok_or(Stop::NotFound)
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
    let may = may_write(&loaded.procurement, &desk.actor).is_ok() || again.is_some();
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
        from: section.from.iter().filter_map(|code| source(loaded, code)).collect(),
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

/// Every figure that can be put into prose, by the part or list it stands in.
fn figures(loaded: &Loaded) -> Vec<Group> {
    let all = Figures::of(&loaded.procurement, &loaded.authority, &loaded.found);
    let mut groups: Vec<Group> = Vec::new();
    for figure in all.iter() {
        let offered = Offered {
            label: figure.label.clone(),
            shown: figure.shown.clone(),
            mark: format!("{{{{ {} }}}}", figure.name),
        };
        match groups.last_mut().filter(|group| group.title == figure.group) {
            Some(group) => group.figures.push(offered),
            None => groups.push(Group { title: figure.group, figures: vec![offered] }),
        }
    }
    groups
}

/// Every place of the paper that prose can refer to, in words.
fn places(composed: &Composed) -> Vec<Place> {
    let place = |target: Target| {
        let label = if target.shown == target.words {
            target.words
        } else {
            format!("{}: {}", target.shown, target.words)
        };
        Place { label, mark: format!("[](#{})", target.anchor) }
    };
    targets(&composed.document).into_iter().map(place).collect()
}

/// A part or list of the record, as a link to it.
fn source(loaded: &Loaded, code: &str) -> Option<Link> {
    fn title<E: Listed>() -> &'static str {
        E::TITLE
    }
    let base = format!("/procurements/{}", loaded.procurement.row.reference);
    if let Some(part) = part(code) {
        return Some(Link { path: format!("{base}/part/{code}"), title: part.title.to_owned() });
    }
    let title = each_list!(code, title())?;
    Some(Link { path: format!("{base}/list/{code}"), title: title.to_owned() })
}
