//! Forms in short, and what the rules answer to them, as text that a test can hold.

use entity::gaps::Gaps;

use super::day;
use crate::field::{Draft, Field, Kind, Lists, Typed, day_parts, draft};
use crate::{Change, Refusal, Why};

/// A form as posted; a day is written `2026-06-01`, an instant `2026-06-01 17:00`, as a UK clock shows it.
pub(crate) fn typed(fields: &[Field], given: &[(&str, &str)]) -> Typed {
    let kind = |name: &str| fields.iter().find(|field| field.name == name).map(|field| field.kind);
    let boxes = |(name, text): &(&str, &str)| match (kind(name), text.split_once(' ')) {
        (Some(Kind::Day), _) => day_parts(name, day(text)),
        (Some(Kind::Instant), Some((date, time))) => {
            let mut boxes = day_parts(name, day(date));
            boxes.push((format!("{name}-time"), time.to_owned()));
            boxes
        }
        _ => vec![((*name).to_owned(), (*text).to_owned())],
    };
    Typed::new(given.iter().flat_map(boxes).collect())
}

/// A form as read.
pub(crate) fn form(fields: &[Field], given: &[(&str, &str)]) -> Draft {
    draft(fields, &typed(fields, given), &Lists::default(), &Gaps::default())
        .expect("a test fills its forms in well")
}

/// What a change writes, a line a row: `update reason {"id":2,"position":1}`.
pub(crate) fn rows(change: Result<Change, Refusal>) -> Vec<String> {
    let rows = change.expect("the rule allows it").into_parts().rows;
    rows.into_iter().map(|row| line(&row.written)).collect()
}

fn line(written: &crate::Written) -> String {
    let columns = serde_json::to_string(&written.columns).expect("columns are plain");
    format!("{} {} {columns}", written.deed, written.table)
}

/// Which kind of no it is, and its sentences parted by lines, each after its field.
pub(crate) fn refused<T: std::fmt::Debug>(result: Result<T, Refusal>) -> (Why, String) {
    let refusal = result.expect_err("the rule refuses it");
    let sentences = refusal.says.iter().map(|problem| match &problem.field {
        Some(field) => format!("{field}: {}", problem.says),
        None => problem.says.clone(),
    });
    (refusal.kind, sentences.collect::<Vec<_>>().join("\n"))
}

/// Refused with this kind and these sentences.
pub(crate) fn check_refused<T: std::fmt::Debug>(result: Result<T, Refusal>, kind: Why, says: &str) {
    assert_eq!(refused(result), (kind, says.to_owned()));
}

/// The same in one word, for tables: `yes`, `absent`, `role`, `stage`, `form` or `unknown`.
pub(crate) fn word<T>(result: &Result<T, Refusal>) -> &'static str {
    match result {
        Ok(_) => "yes",
        Err(refusal) => match refusal.kind {
            Why::NotFound => "absent",
            Why::NotYours => "role",
            Why::NotYet(_) => "early",
            Why::NotNow => "stage",
            Why::Incomplete => "form",
            Why::CannotTell => "unknown",
        },
    }
}
