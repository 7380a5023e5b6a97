//! Versions of a report: kept, read as they were, and compared.

use std::sync::Arc;

use ::paper::Document;
use axum::extract::{Path, Query};
use axum::response::Response;
use entity::choice::Choice;
use entity::gaps::Gaps;
use rules::access::Act;
use rules::field::{Lists, draft};
use rules::law::clock::long_instant;
use rules::report::{KEEP, Kept, Moment, keep as keep_version, moment};
use serde::{Deserialize, Serialize};

use super::loaded::{Loaded, Names, away, keeping_of};
use super::paper::{Format, as_file, version_of};
use crate::report::compare::{ChangedFigure, Comparison, Stands, compare as compare_documents};
use crate::store::{Colleague, Staff};
use crate::web::answer::Stop;
use crate::web::desk::{Again, Desk, Posted};
use crate::web::forms::{Form, Holds, draw};
use crate::web::pages::procurements::Head;
use crate::web::view::Page;

type ToReport = Path<(String, String)>;
type ToVersion = Path<(String, String, i32)>;

/// What the record says now, among versions.
const NOW: &str = "now";

#[derive(Serialize)]
struct VersionsPage {
    head: Head,
    report: Names,
    versions: Vec<Version>,
    form: Option<Form>,
}

/// A version as a list shows it.
#[derive(Serialize)]
struct Version {
    number: i32,
    at: String,
    who: String,
    occasion: &'static str,
    note: Option<String>,
}

impl Page for VersionsPage {
    const TEMPLATE: &'static str = "reports/versions.html";
    fn title(&self) -> String {
        format!("Versions of the {} – {}", self.report.title(), self.head.reference())
    }
    fn has_problems(&self) -> bool {
        self.form.as_ref().is_some_and(Form::came_back)
    }
}

/// Every version that was kept, newest first.
pub async fn list(desk: Desk<Staff>, Path((reference, kind)): ToReport) -> Result<Response, Stop> {
    let loaded = Loaded::of(&desk, &reference, &kind).await?;
    draw_list(&desk, &loaded, None).await
}

async fn draw_list(desk: &Desk<Staff>, loaded: &Loaded, again: Option<&Again>) -> Result<Response, Stop> {
    let colleagues = desk.colleagues().await?;
    let kept = loaded.report.iter().flat_map(|report| &report.kept);
    let may = match moment(loaded.kind) {
        Moment::Commencement => desk.may(Act::WriteProcurement),
        Moment::Award => loaded.may_write(),
    };
    let form = may.then(|| {
        let holds = Holds { values: &[], gaps: &Gaps::default() };
        let action = format!("{}/versions", loaded.path());
        draw(action, loaded.procurement.row.version, KEEP, &holds, &Lists::default(), again)
    });
    desk.page(&VersionsPage {
        head: Head::of(desk, &loaded.procurement, &loaded.authority),
        report: loaded.names(),
        versions: kept.map(|kept| version(kept, &colleagues)).collect(),
        form,
    })
}

fn version(kept: &Kept, colleagues: &[Colleague]) -> Version {
    let who = colleagues.iter().find(|colleague| colleague.id == kept.person);
    Version {
        number: kept.number,
        at: long_instant(kept.at),
        who: who.map(|colleague| colleague.name.clone()).unwrap_or_default(),
        occasion: kept.occasion.label(),
        note: kept.note.clone(),
    }
}

/// Keeps the report as the record stands now.
pub async fn keep(Path((reference, kind)): ToReport, posted: Posted<Staff>) -> Result<Response, Stop> {
    let loaded = Loaded::of(&posted, &reference, &kind).await?;
    let paper = loaded.to_keep().await?;
    let keeping = keeping_of(&posted, &loaded, paper).await?;
    let change = draft(KEEP, &posted.typed, &Lists::default(), &Gaps::default())
        .and_then(|draft| keep_version(&loaded.procurement, keeping, &draft, &posted.actor, posted.now));
    match posted.settle(change, &format!("{}/versions", loaded.path())).await? {
        Ok(response) => Ok(response),
        Err(again) => draw_list(&posted, &loaded, Some(&again)).await,
    }
}

#[derive(Serialize)]
struct VersionPage {
    head: Head,
    report: Names,
    version: Version,
    html: String,
}

impl Page for VersionPage {
    const TEMPLATE: &'static str = "reports/version.html";
    fn title(&self) -> String {
        format!("Version {} of the {}", self.version.number, self.report.title())
    }
}

/// A version as it was kept.
pub async fn show(desk: Desk<Staff>, Path((reference, kind, number)): ToVersion) -> Result<Response, Stop> {
    let loaded = Loaded::of(&desk, &reference, &kind).await?;
    let (kept, document) = version_of(&desk, &loaded, number).await?;
    desk.page(&VersionPage {
        head: Head::of(&desk, &loaded.procurement, &loaded.authority),
        report: loaded.names(),
        version: version(&kept, &desk.colleagues().await?),
        html: away(move || Ok(::paper::to_html(&document))).await?,
    })
}

/// A version as a tagged PDF.
pub async fn pdf(desk: Desk<Staff>, path: ToVersion) -> Result<Response, Stop> {
    fetch(desk, path, Format::Pdf).await
}

/// A version as a document for Word.
pub async fn word(desk: Desk<Staff>, path: ToVersion) -> Result<Response, Stop> {
    fetch(desk, path, Format::Word).await
}

async fn fetch(
    desk: Desk<Staff>,
    Path((reference, kind, number)): ToVersion,
    format: Format,
) -> Result<Response, Stop> {
    let loaded = Loaded::of(&desk, &reference, &kind).await?;
    let (_, document) = version_of(&desk, &loaded, number).await?;
    as_file(&loaded, document, &format!("-version-{number}"), format).await
}

/// Which two versions are compared: numbers, or `now`.
#[derive(Default, Deserialize)]
pub struct Asked {
    #[serde(default)]
    before: String,
    #[serde(default)]
    after: String,
}

#[derive(Serialize)]
struct ComparePage {
    head: Head,
    report: Names,
    before: Option<Version>,
    after: Option<Version>,
    figures: Vec<[String; 3]>,
    sections: Vec<Section>,
}

#[derive(Serialize)]
struct Section {
    title: String,
    lines: Vec<Vec<(&'static str, String)>>,
}

impl Page for ComparePage {
    const TEMPLATE: &'static str = "reports/compare.html";
    fn title(&self) -> String {
        let name = |version: &Option<Version>| match version {
            Some(version) => format!("version {}", version.number),
            None => "the record now".to_owned(),
        };
        format!("What changed between {} and {}", name(&self.before), name(&self.after))
    }
}

/// What differs between two versions, or between a version and the record now.
pub async fn compare(
    desk: Desk<Staff>,
    Path((reference, kind)): ToReport,
    Query(asked): Query<Asked>,
) -> Result<Response, Stop> {
    let loaded = Loaded::of(&desk, &reference, &kind).await?;
    let before = one_of(&desk, &loaded, &asked.before).await?;
    let after = one_of(&desk, &loaded, &asked.after).await?;
    let colleagues = desk.colleagues().await?;
    let named = |kept: Option<&Kept>| kept.map(|kept| version(kept, &colleagues));
    let (first, second) = (named(before.0.as_ref()), named(after.0.as_ref()));
    let comparison = away(move || Ok(compare_documents(&before.1, &after.1))).await?;
    let Comparison { figures, sections } = comparison;
    let known = loaded.figures();
    let called = |figure: ChangedFigure| {
        let name = known.get(&figure.name).map(|known| format!("{}: {}", known.group, known.label));
        [name.unwrap_or(figure.source), figure.before, figure.after]
    };
    desk.page(&ComparePage {
        head: Head::of(&desk, &loaded.procurement, &loaded.authority),
        report: loaded.names(),
        before: first,
        after: second,
        figures: figures.into_iter().map(called).collect(),
        sections: sections
            .into_iter()
            .map(|section| Section {
                title: section.title,
                lines: section.lines.into_iter().map(|line| line.into_iter().map(run).collect()).collect(),
            })
            .collect(),
    })
}

fn run(run: crate::report::compare::Run) -> (&'static str, String) {
    let stands = match run.stands {
        Stands::InBoth => "both",
        Stands::Added => "added",
        Stands::TakenOut => "taken-out",
    };
    (stands, run.words)
}

/// A version by its number, or the record now.
async fn one_of(
    desk: &Desk<Staff>,
    loaded: &Arc<Loaded>,
    asked: &str,
) -> Result<(Option<Kept>, Document), Stop> {
    if asked == NOW || asked.is_empty() {
        return Ok((None, loaded.compose().await?.document));
    }
    let number: i32 = asked.parse().map_err(|_| Stop::NotFound)?;
    let (kept, document) = version_of(desk, loaded, number).await?;
    Ok((Some(kept), document))
}
