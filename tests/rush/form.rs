//! Reading a page as its visitor does: the form on it, and its words.

use scraper::{ElementRef, Html, Selector};

/// A form as its page holds it.
pub type Fields = Vec<(String, String)>;

/// The form of a page that is sent to a path, but for its file.
pub fn form_of(page: &str, action: &str) -> Option<Fields> {
    let html = Html::parse_document(page);
    let (forms, inputs) = (Selector::parse("form").ok()?, Selector::parse("input[name]").ok()?);
    let form = html.select(&forms).find(|form| form.value().attr("action") == Some(action))?;
    let inputs =
        form.select(&inputs).map(|input| input.value()).filter(|input| input.attr("type") != Some("file"));
    let field = |name: &str, value: Option<&str>| (name.to_owned(), value.unwrap_or_default().to_owned());
    Some(inputs.filter_map(|input| Some(field(input.attr("name")?, input.attr("value")))).collect())
}

/// What a page says, without its frame.
pub fn words_of(page: &str) -> String {
    let html = Html::parse_document(page);
    let main = Selector::parse("main").ok().and_then(|main| html.select(&main).next());
    let words: Vec<&str> = main.iter().flat_map(ElementRef::text).flat_map(str::split_whitespace).collect();
    words.join(" ")
}
