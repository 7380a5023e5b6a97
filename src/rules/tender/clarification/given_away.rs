//! What in a text would tell who asked.

use entity::organisation;

use crate::tender::Tender;

/// Words at the end of a name that say only what kind of organisation it is.
const KINDS: &[&str] = &["limited", "ltd", "plc", "llp", "cic", "cio"];

/// A sentence saying what to take out, if the text names the asker. A name that the published terms hold anyway, as
/// where a service is called after it, gives nothing away.
pub(super) fn by(text: &str, asker: &organisation::Model, tender: &Tender) -> Option<String> {
    let text = words(text);
    let name = bare_name(&asker.name);
    let published = tender.published().map(|terms| words(&format!("{} {}", terms.title, terms.description)));
    if holds(&text, &name) && !published.is_some_and(|published| holds(&published, &name)) {
        return Some(format!("This names {}, who asked. Say it without the name.", asker.name));
    }
    let number = asker.registered_number.as_deref().map(words).unwrap_or_default();
    holds(&text, &number).then(|| "This holds the registered number of who asked. Take it out.".to_owned())
}

fn words(text: &str) -> Vec<String> {
    let parted = text.split(|letter: char| !letter.is_alphanumeric() && !is_apostrophe(letter));
    let word = |word: &str| word.replace(is_apostrophe, "").to_lowercase();
    parted.map(word).filter(|word| !word.is_empty()).collect()
}

fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '’')
}

/// The name as people say it: without what stands in brackets after it, what kind it is, or "the" before it.
fn bare_name(name: &str) -> Vec<String> {
    let before_brackets = name.split(" (").next().unwrap_or(name);
    let mut name = words(before_brackets);
    while name.len() > 1 && name.last().is_some_and(|last| KINDS.contains(&last.as_str())) {
        name.pop();
    }
    if name.len() > 1 && name.first().is_some_and(|first| first == "the") {
        name.remove(0);
    }
    name
}

fn holds(text: &[String], name: &[String]) -> bool {
    !name.is_empty() && text.windows(name.len()).any(|window| window == name)
}
