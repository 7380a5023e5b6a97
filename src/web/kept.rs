//! What was typed when a sign-in had ended: kept through signing in again, unsent.

use rules::field::Typed;
use serde::Serialize;

/// A form that could not be taken because nobody was signed in any more.
#[derive(Clone, Debug)]
pub struct Kept {
    /// Where it was going.
    pub path: String,
    /// What was typed.
    pub typed: Typed,
}

/// The names of the hidden fields that carry it.
const PATH: &str = "kept_path";
const BODY: &str = "kept_body";

/// The hidden fields that carry it through the sign-in page.
#[derive(Clone, Debug, Serialize)]
pub struct Hidden {
    /// The name of the field.
    pub name: String,
    /// What it carries.
    pub value: String,
}

impl Kept {
    /// As hidden fields of the sign-in form.
    #[must_use]
    pub fn hidden(&self) -> Vec<Hidden> {
        let mut body = form_urlencoded::Serializer::new(String::new());
        for (name, text) in self.worth_keeping() {
            body.append_pair(name, text);
        }
        vec![
            Hidden { name: PATH.to_owned(), value: self.path.clone() },
            Hidden { name: BODY.to_owned(), value: body.finish() },
        ]
    }

    /// From the hidden fields of a sign-in form. Only paths of our own site are taken.
    #[must_use]
    pub fn from(typed: &Typed) -> Option<Self> {
        let path = own_path(typed.get(PATH))?;
        let pairs = form_urlencoded::parse(typed.get(BODY).as_bytes());
        let pairs = pairs.map(|(name, text)| (name.into_owned(), text.into_owned())).collect();
        Some(Self { path, typed: Typed::new(pairs) })
    }

    /// As hidden fields of a form that brings the text back to its own page.
    #[must_use]
    pub fn fields(&self) -> Vec<Hidden> {
        let pairs = self.worth_keeping();
        pairs.map(|(name, text)| Hidden { name: name.to_owned(), value: text.to_owned() }).collect()
    }

    /// The proofs of the session that ended are of no use any more.
    fn worth_keeping(&self) -> impl Iterator<Item = (&str, &str)> {
        let pairs = self.typed.pairs().iter().map(|(name, text)| (name.as_str(), text.as_str()));
        pairs.filter(|(name, _)| !matches!(*name, "csrf" | "once" | "redraw"))
    }
}

/// A path of our own site, so that signing in never sends anyone elsewhere.
#[must_use]
pub fn own_path(path: &str) -> Option<String> {
    let own = path.starts_with('/')
        && !path.starts_with("//")
        && path.chars().all(|sign| sign.is_ascii_graphic() && sign != '\\');
    own.then(|| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typed_text_survives_the_sign_in_page() {
        let typed = Typed::new(vec![
            ("says".to_owned(), "A & B = “C”\n\nnew paragraph".to_owned()),
            ("csrf".to_owned(), "old".to_owned()),
        ]);
        let kept = Kept { path: "/procurements/MED-2021-001".to_owned(), typed };
        let pairs = kept.hidden().into_iter().map(|field| (field.name, field.value)).collect();
        let back = Kept::from(&Typed::new(pairs)).expect("an own path is taken");
        assert_eq!(back.path, kept.path);
        assert_eq!(back.typed.get("says"), "A & B = “C”\n\nnew paragraph");
        assert!(!back.typed.has("csrf"));
    }

    #[test]
    fn only_own_paths_are_gone_to() {
        let table = [
            ("/a", true),
            ("//evil.example", false),
            ("https://evil.example", false),
            ("/\\evil", false),
            ("/\t/evil.example", false),
            ("", false),
        ];
        for (path, own) in table {
            assert_eq!(own_path(path).is_some(), own, "{path}");
        }
    }
}
