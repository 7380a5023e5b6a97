//! Reading a demonstration script: forms as a person would type them, in Markdown.
//!
//! `# Part: CODE` with `## field`, or `# List: CODE` with `## Entry` and `### field`. A body of
//! `(not stated)` and the like gives the reason why a fact is empty.

use entity::choice::Choice;
use entity::gaps::Gap;
use rules::field::{Field, Kind, Lists, Typed};

/// One form of a script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scene {
    /// Which form.
    pub form: Form,
    /// What is typed, by field.
    pub bodies: Vec<(String, String)>,
}

/// Which form of a procurement a scene fills in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Form {
    /// A part.
    Part(String),
    /// A new row of a list.
    Row(String),
    /// Why a list is empty.
    Empty(String, Gap),
}

/// The scenes of a script, in order. Refuses a line that fits nowhere, naming it.
pub fn scenes(script: &str) -> anyhow::Result<Vec<Scene>> {
    let mut scenes: Vec<Scene> = Vec::new();
    let mut list: Option<String> = None;
    for line in script.lines() {
        if let Some(code) = line.strip_prefix("# Part: ") {
            list = None;
            scenes.push(Scene { form: Form::Part(code.trim().to_owned()), bodies: Vec::new() });
        } else if let Some(code) = line.strip_prefix("# List: ") {
            list = Some(code.trim().to_owned());
        } else if line.trim() == "## Entry" {
            let code = list.clone().ok_or_else(|| anyhow::anyhow!("an entry outside a list"))?;
            scenes.push(Scene { form: Form::Row(code), bodies: Vec::new() });
        } else if let Some(field) = line.strip_prefix("### ").or_else(|| line.strip_prefix("## ")) {
            let scene = scenes.last_mut().ok_or_else(|| anyhow::anyhow!("{field} stands before any form"))?;
            scene.bodies.push((field.trim().to_owned(), String::new()));
        } else if let (Some(code), Some(gap)) = (&list, gap_of(line))
            && !matches!(scenes.last(), Some(Scene { form: Form::Row(open), .. }) if open == code)
        {
            scenes.push(Scene { form: Form::Empty(code.clone(), gap), bodies: Vec::new() });
        } else if let Some((_, body)) = scenes.last_mut().and_then(|scene| scene.bodies.last_mut()) {
            body.push_str(line);
            body.push('\n');
        } else if !line.trim().is_empty() {
            anyhow::bail!("“{line}” fits nowhere");
        }
    }
    Ok(scenes)
}

/// `(not stated)`, `(to be confirmed)`, `(none)` or `(blank)`.
fn gap_of(text: &str) -> Option<Gap> {
    match text.trim() {
        "(not stated)" => Some(Gap::NotStated),
        "(to be confirmed)" => Some(Gap::ToBeConfirmed),
        "(none)" => Some(Gap::Nothing),
        "(blank)" => Some(Gap::Blank),
        _ => None,
    }
}

/// A scene as it would be typed into its form. Rows of lists are chosen by what they are called.
pub fn typed(scene: &Scene, fields: &[Field], lists: &Lists) -> anyhow::Result<Typed> {
    let mut typed = Typed::default();
    for (name, body) in &scene.bodies {
        let field = fields.iter().find(|field| field.name == name);
        let field = field.ok_or_else(|| anyhow::anyhow!("there is no field {name} in {:?}", scene.form))?;
        let body = body.trim();
        typed = match (gap_of(body), field.kind) {
            (Some(gap), _) => typed.with(&format!("{name}-gap"), gap.code()),
            (None, Kind::Day) => day(typed, name, body)?,
            (None, Kind::Instant) => instant(typed, name, body)?,
            (None, Kind::RowFrom(_)) => typed.with(name, row_called(field, body, lists)?),
            (None, _) => typed.with(name, body),
        };
    }
    Ok(typed)
}

fn day(typed: Typed, name: &str, body: &str) -> anyhow::Result<Typed> {
    let [day, month, year] = body.split_whitespace().collect::<Vec<_>>()[..] else {
        anyhow::bail!("{name}: “{body}” is no day");
    };
    Ok(typed
        .with(&format!("{name}-day"), day)
        .with(&format!("{name}-month"), month)
        .with(&format!("{name}-year"), year))
}

/// `3 9 2026 12 noon`: a day, and a time as a UK clock shows it.
fn instant(typed: Typed, name: &str, body: &str) -> anyhow::Result<Typed> {
    let words: Vec<&str> = body.split_whitespace().collect();
    let (date, time) = words.split_at_checked(3).unwrap_or_default();
    Ok(day(typed, name, &date.join(" "))?.with(&format!("{name}-time"), time.join(" ")))
}

fn row_called(field: &Field, body: &str, lists: &Lists) -> anyhow::Result<String> {
    let options = field.options(lists);
    let found = options.iter().find(|(_, label)| label == body || label.starts_with(&format!("{body}. ")));
    found.map(|(code, _)| code.clone()).ok_or_else(|| anyhow::anyhow!("{}: there is no “{body}”", field.name))
}
