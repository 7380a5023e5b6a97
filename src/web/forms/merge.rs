//! Two people at one record: whoever writes in other boxes is never stopped, and nobody's text is written over
//! by someone who did not touch it.
//!
//! A form carries a digest of each box as it was drawn. When it comes back, a box is either untouched, and then
//! holds what the record says now; or changed by its writer alone; or changed by both, and then they are told.

use entity::choice::Choice;
use entity::gaps::Gaps;
use entity::number::Version;
use rules::field::{Field, Typed, typed as boxes_of};
use rules::sha256;
use sea_orm::Value;

use super::Holds;
use crate::web::desk::{Posted, Whose};

/// The digests of the boxes of a form, by field: `need:1f3a… value:09bc…`.
pub(super) fn drawn_from(fields: &[Field], holds: &Holds<'_>) -> String {
    let digests = fields.iter().enumerate().map(|(index, field)| {
        let held = held(field, holds.values.get(index), holds.gaps);
        format!("{}:{}", field.name, digest(&held))
    });
    digests.collect::<Vec<_>>().join(" ")
}

/// Puts what the record says now into every box that its writer did not touch, and says which version the form
/// rests on: the present one, unless someone else changed a box that the writer changed too.
pub fn merge<S: Whose>(posted: &mut Posted<S>, now: Version, fields: &[Field], holds: &Holds<'_>) -> Version {
    let drawn_at = posted.seen();
    merged(&mut posted.typed, drawn_at, now, fields, holds)
}

/// The same for one of several forms on a page, whose boxes have names that begin alike.
pub fn merge_under<S: Whose>(
    posted: &mut Posted<S>,
    prefix: &str,
    now: Version,
    fields: &[Field],
    holds: &Holds<'_>,
) -> Version {
    let drawn_at = posted.seen();
    let mut own = posted.typed.under(prefix);
    let seen = merged(&mut own, drawn_at, now, fields, holds);
    let boxes: Vec<_> =
        own.pairs().iter().map(|(name, text)| (format!("{prefix}{name}"), text.clone())).collect();
    posted.typed = std::mem::take(&mut posted.typed).with_boxes(&boxes);
    seen
}

fn merged(
    typed: &mut Typed,
    drawn_at: Version,
    now: Version,
    fields: &[Field],
    holds: &Holds<'_>,
) -> Version {
    if !typed.has("drawn") {
        return drawn_at;
    }
    let mut seen = now;
    for (index, field) in fields.iter().enumerate() {
        let Some(saved) = holds.values.get(index) else { continue };
        let held = held(field, Some(saved), holds.gaps);
        match (touched(field, &held, typed), moved(field, &held, typed)) {
            (false, true) => *typed = with_held(std::mem::take(typed), field, held),
            (true, true) if !same(&held, typed) => seen = drawn_at,
            _ => {}
        }
    }
    seen
}

/// INVARIANT: a form that comes back is drawn from what the record says now, so its writer must be told of every
/// box that someone else changed meanwhile, whatever else it came back for.
pub(super) fn any_clash(now: Version, fields: &[Field], holds: &Holds<'_>, typed: &Typed) -> bool {
    if !typed.has("drawn") {
        return typed.get("version") != now.0.to_string();
    }
    let mut boxes = fields.iter().zip(holds.values);
    boxes.any(|(field, saved)| clashes(field, saved, holds.gaps, typed))
}

/// The form with this box as it is held, as if it had been drawn so.
fn with_held(typed: Typed, field: &Field, held: Vec<(String, String)>) -> Typed {
    let others = typed.get("drawn").split(' ').filter(|one| name_of(one) != Some(field.name));
    let fresh = format!("{}:{}", field.name, digest(&held));
    let drawn = others.chain([fresh.as_str()]).collect::<Vec<_>>().join(" ");
    typed.with_boxes(&held).with_boxes(&[("drawn".to_owned(), drawn)])
}

fn name_of(one: &str) -> Option<&str> {
    one.split_once(':').map(|(name, _)| name)
}

/// Whether someone else changed this box to something else than its writer typed.
pub(super) fn clashes(field: &Field, saved: &Value, gaps: &Gaps, typed: &Typed) -> bool {
    let held = held(field, Some(saved), gaps);
    let differs = !same(&held, typed);
    differs && (!typed.has("drawn") || moved(field, &held, typed))
}

/// What a field's boxes hold, why it is empty included.
fn held(field: &Field, saved: Option<&Value>, gaps: &Gaps) -> Vec<(String, String)> {
    let mut boxes = saved.map(|value| boxes_of(field, value)).unwrap_or_default();
    let gap = gaps.of(field.name).map(Choice::code).unwrap_or_default();
    boxes.push((format!("{}-gap", field.name), gap.to_owned()));
    boxes
}

fn digest(boxes: &[(String, String)]) -> String {
    let texts: Vec<&str> = boxes.iter().map(|(_, text)| text.as_str()).collect();
    sha256(&texts.join("\u{0}")).chars().take(16).collect()
}

/// What the same boxes hold as typed.
fn as_typed(held: &[(String, String)], typed: &Typed) -> Vec<(String, String)> {
    held.iter().map(|(name, _)| (name.clone(), typed.get(name).trim().to_owned())).collect()
}

fn same(held: &[(String, String)], typed: &Typed) -> bool {
    digest(held) == digest(&as_typed(held, typed))
}

/// Whether the writer changed the box since it was drawn. One that the form did not have was not touched.
pub(super) fn touched(field: &Field, held: &[(String, String)], typed: &Typed) -> bool {
    match drawn(field, typed) {
        Some(drawn) => drawn != digest(&as_typed(held, typed)),
        None => held.iter().any(|(name, _)| typed.has(name)),
    }
}

/// What a box shows when its form comes back: what was typed, or, where the writer did not touch it, what the
/// record says now.
pub(super) fn shows_typed(field: &Field, saved: Option<&Value>, gaps: &Gaps, typed: &Typed) -> bool {
    !typed.has("drawn") || saved.is_none() || touched(field, &held(field, saved, gaps), typed)
}

/// Whether the record changed since the box was drawn.
fn moved(field: &Field, held: &[(String, String)], typed: &Typed) -> bool {
    drawn(field, typed) != Some(digest(held).as_str())
}

/// The digest of a box as it was drawn.
fn drawn<'a>(field: &Field, typed: &'a Typed) -> Option<&'a str> {
    let mut digests = typed.get("drawn").split(' ').filter_map(|one| one.split_once(':'));
    digests.find(|(name, _)| *name == field.name).map(|(_, digest)| digest)
}
