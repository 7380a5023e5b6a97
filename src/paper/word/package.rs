//! The parts of the file, written through their templates and put into one zip.

use std::io::{Cursor, Write};
use std::sync::OnceLock;

use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, Error, ErrorKind, Output, State, UndefinedBehavior, Value};
use serde::Serialize;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::contents::title;
use super::view::{Chart, Link, List, Note, Part};
use super::writer::Writer;
use crate::Document;
use crate::pdf::tint;

/// The parts of the file: the name of each, and its template.
const PARTS: [(&str, &str); 13] = [
    ("[Content_Types].xml", include_str!("content-types.xml.j2")),
    ("_rels/.rels", include_str!("package-links.xml.j2")),
    ("docProps/core.xml", include_str!("core.xml.j2")),
    ("docProps/app.xml", include_str!("application.xml.j2")),
    ("word/document.xml", include_str!("document.xml.j2")),
    ("word/_rels/document.xml.rels", include_str!("document-links.xml.j2")),
    ("word/styles.xml", include_str!("styles.xml.j2")),
    ("word/numbering.xml", include_str!("numbering.xml.j2")),
    ("word/settings.xml", include_str!("settings.xml.j2")),
    ("word/footnotes.xml", include_str!("footnotes.xml.j2")),
    ("word/_rels/footnotes.xml.rels", include_str!("footnotes-links.xml.j2")),
    ("word/header.xml", include_str!("header.xml.j2")),
    ("word/footer.xml", include_str!("footer.xml.j2")),
];

/// What the templates of the document are given.
#[derive(Serialize)]
struct About<'a> {
    title: String,
    publisher: &'a str,
    footer: String,
    language: &'a str,
    running_header: &'a str,
    mark: Option<&'a str>,
    accent: String,
    tint: String,
    faint: String,
    body: Vec<Part>,
    notes: &'a [Note],
    lists: &'a [List],
    links: &'a [Link],
    note_links: &'a [Link],
    charts: &'a [Chart],
}

/// What the template of a chart is given.
#[derive(Serialize)]
struct AboutChart<'a> {
    chart: &'a Chart,
    language: &'a str,
}

/// Writes the file.
pub(super) fn package(document: &Document, body: Vec<Part>, writer: &Writer<'_>) -> Vec<u8> {
    let language = language(&document.language);
    let about = Value::from(Serde(About {
        title: title(document),
        publisher: &document.publisher,
        footer: document.footer(),
        language: &language,
        running_header: &document.running_header,
        mark: document.mark.as_deref(),
        accent: format!("{:06X}", writer.accent),
        tint: format!("{:06X}", tint(writer.accent, 0.09)),
        faint: format!("{:06X}", tint(writer.accent, 0.05)),
        body,
        notes: &writer.notes,
        lists: &writer.lists,
        links: &writer.links.all,
        note_links: &writer.note_links.all,
        charts: &writer.charts,
    }));
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, _) in PARTS {
        add(&mut zip, name, &rendered(name, &about));
    }
    for chart in &writer.charts {
        let about = Value::from(Serde(AboutChart { chart, language: &language }));
        add(&mut zip, &format!("word/charts/chart{}.xml", chart.id), &rendered("chart", &about));
    }
    zip.finish().expect("a zip in memory can be finished").into_inner()
}

fn add(zip: &mut ZipWriter<Cursor<Vec<u8>>>, name: &str, xml: &str) {
    // The time of each entry is fixed, so that the same paper is the same file.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default())
        .unix_permissions(0o644);
    zip.start_file(name, options).expect("a zip in memory takes another file");
    zip.write_all(xml.as_bytes()).expect("a zip in memory can be written to");
}

fn rendered(name: &str, about: &Value) -> String {
    static TEMPLATES: OnceLock<Environment<'static>> = OnceLock::new();
    let templates = TEMPLATES.get_or_init(templates);
    let template = templates.get_template(name).and_then(|template| template.render(about.clone()));
    template.expect("the templates of this crate can be rendered")
}

fn templates() -> Environment<'static> {
    let mut templates = Environment::new();
    templates.set_undefined_behavior(UndefinedBehavior::Strict);
    templates.set_auto_escape_callback(|_| AutoEscape::Custom("xml".into()));
    templates.set_formatter(write_escaped);
    let shared = [("pieces", include_str!("pieces.xml.j2")), ("chart", include_str!("chart.xml.j2"))];
    for (name, source) in PARTS.into_iter().chain(shared) {
        templates.add_template(name, source).expect("the templates of this crate can be read");
    }
    templates
}

/// Writes a value into XML. What a template wrote already is left as it is.
fn write_escaped(out: &mut Output<'_>, _: &mut State<'_, '_>, value: &Value) -> Result<(), Error> {
    let words = value.to_string();
    let written = if value.is_safe() { out.write_str(&words) } else { out.write_str(&escaped(&words)) };
    written.map_err(|_| Error::new(ErrorKind::WriteFailure, "the XML cannot be written"))
}

/// Words as they stand in XML. Line ends and tabs become spaces; what XML forbids is left out.
fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for c in words.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\t' | '\n' | '\r' | '\u{2028}' | '\u{2029}' => out.push(' '),
            '\u{fffe}' | '\u{ffff}' => {}
            c if c.is_control() => {}
            c => out.push(c),
        }
    }
    out
}

/// The language, if it looks like one.
fn language(language: &str) -> String {
    let tag = language.trim();
    let letters = tag.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    if letters && (2..=20).contains(&tag.len()) { tag.to_owned() } else { "en-GB".to_owned() }
}
