use chrono::Duration;
use entity::id::RowId;

use super::*;
use crate::tender::terms::FileTerms;
use crate::testing::publishing::published;

#[test]
fn each_difference_is_a_line() {
    let (tender, _) = published();
    let before = tender.published().expect("it is published");
    let mut after = before.clone();
    after.deadline += Duration::days(7);
    after.lots[0].criteria[0].word_limit = Some(800);
    after.scale.pop();
    after.files.push(FileTerms {
        id: RowId(5),
        title: "Specification".to_owned(),
        name: "specification.pdf".to_owned(),
        media: "application/pdf".to_owned(),
        bytes: 9,
        sha256: "ab".to_owned(),
    });
    after.description = "x".repeat(500);
    let lines: Vec<_> = changes(&before, &after).iter().map(Difference::line).collect();
    assert_eq!(
        lines,
        [
            "Deadline: was “12 noon on 3 September 2026”, now “12 noon on 10 September 2026”.".to_owned(),
            format!("Description: was “Support for people in the area”, now “{}…”.", "x".repeat(160)),
            "“Delivery”: was “Delivery: 40%, at most 500 words, How will you deliver the service?”, now “Delivery: 40%, at most 800 \
             words, How will you deliver the service?”."
                .to_owned(),
            "Document “Specification”: new, “Specification, specification.pdf (application/pdf), 9 bytes, SHA-256 ab”.".to_owned(),
            "Score 5: taken out, was “Level 5: What level 5 is like”.".to_owned(),
        ]
    );
    assert_eq!(changes(&before, &before), []);
    assert!(in_lines(&changes(&before, &after)).starts_with("- Deadline: was"));
}

/// Whatever differs between two terms is found: a fact that no line tells would be a silent amendment.
#[test]
fn no_difference_is_silent() {
    let (tender, _) = published();
    let before = tender.published().expect("it is published");
    let value = serde_json::to_value(&before).expect("terms are plain");
    let mut places = Vec::new();
    leaves(&value, String::new(), &mut places);
    assert!(places.len() > 50, "{}", places.len());
    for place in places {
        // Numbers of rows are keys and not facts; what a lot stands on beyond that is.
        if place.ends_with("/id") || place.ends_with("/reference") && place == "/reference" {
            continue;
        }
        let mut other = value.clone();
        let leaf = other.pointer_mut(&place).expect("it is there");
        *leaf = match leaf.clone() {
            serde_json::Value::Number(number) => (number.as_i64().unwrap_or_default() + 1).into(),
            serde_json::Value::String(text) => changed_text(&text).into(),
            _ => continue,
        };
        let Ok(after) = serde_json::from_value::<Terms>(other) else { continue };
        assert!(!changes(&before, &after).is_empty(), "{place}");
    }
}

fn leaves(value: &serde_json::Value, at: String, found: &mut Vec<String>) {
    match value {
        serde_json::Value::Array(all) => {
            for (place, one) in all.iter().enumerate() {
                leaves(one, format!("{at}/{place}"), found);
            }
        }
        serde_json::Value::Object(all) => {
            for (name, one) in all {
                leaves(one, format!("{at}/{name}"), found);
            }
        }
        _ => found.push(at),
    }
}

/// Another text of the same kind: a later day or instant, another code where one is known.
fn changed_text(text: &str) -> String {
    let codes = [
        ("inverse", "range"),
        ("published", "exact"),
        ("no", "yes"),
        ("quality", "price"),
        ("technical", "legal"),
        ("with_bid", "at_start"),
    ];
    if let Some((_, other)) = codes.iter().find(|(code, _)| *code == text) {
        return (*other).to_owned();
    }
    if text.starts_with("20") && text.contains('-') {
        text.replacen("20", "21", 1)
    } else {
        format!("{text}x")
    }
}
