//! The authors of comments and tracked changes, in the markup of office files. Only tags are changed, and the few elements
//! that hold nothing but an author.

/// What stands where an author stood.
const SOMEONE: &str = "Author";

/// Attributes that name an author: in which element, or in any, and which.
const ATTRIBUTES: &[(Option<&str>, &str)] = &[
    (None, "w:author"),
    (None, "w:initials"),
    (None, "w15:author"),
    (None, "w15:userId"),
    (Some("p:cmAuthor"), "name"),
    (Some("p:cmAuthor"), "initials"),
    (Some("p188:author"), "name"),
    (Some("p188:author"), "initials"),
    (Some("p188:author"), "userId"),
    (Some("person"), "displayName"),
    (Some("person"), "userId"),
    (Some("x15ac:absPath"), "url"),
    (Some("fileSharing"), "userName"),
];

/// Elements that hold nothing but an author.
const ELEMENTS: &[&str] = &["author", "dc:creator", "meta:creator-initials", "loext:sender-initials"];

/// The markup with every author replaced; none where it names nobody or is broken.
pub(super) fn scrubbed(xml: &str) -> Option<String> {
    let mut written = String::with_capacity(xml.len());
    let (mut rest, mut hides) = (xml, false);
    while let Some(at) = rest.find('<') {
        let (text, tags) = rest.split_at(at);
        written.push_str(if hides && !text.is_empty() { SOMEONE } else { text });
        let (tag, after) = tags.split_at(end_of(tags)?);
        let name = name_of(tag);
        hides = ELEMENTS.contains(&name) && !tag.ends_with("/>");
        written.push_str(&scrubbed_tag(tag, name));
        rest = after;
    }
    written.push_str(rest);
    (written != xml).then_some(written)
}

/// The relations of a part without the path of the template that it was made from; none where there is none.
pub(super) fn without_template(rels: &str) -> Option<String> {
    let mut written = String::with_capacity(rels.len());
    let mut rest = rels;
    while let Some(at) = rest.find('<') {
        let (text, tags) = rest.split_at(at);
        let (tag, after) = tags.split_at(end_of(tags)?);
        written.push_str(text);
        match tag.contains("/attachedTemplate") {
            true => written.push_str(&without(tag, "Target")),
            false => written.push_str(tag),
        }
        rest = after;
    }
    written.push_str(rest);
    (written != rels).then_some(written)
}

/// Where a tag, a comment or a passage of plain text ends.
fn end_of(tags: &str) -> Option<usize> {
    for (start, end) in [("<!--", "-->"), ("<![CDATA[", "]]>"), ("<?", "?>")] {
        if tags.starts_with(start) {
            return Some(tags.find(end)? + end.len());
        }
    }
    let mut quote = None;
    for (at, sign) in tags.char_indices() {
        match (quote, sign) {
            (None, '>') => return Some(at + 1),
            (None, '"' | '\'') => quote = Some(sign),
            (Some(open), _) if open == sign => quote = None,
            _ => {}
        }
    }
    None
}

fn name_of(tag: &str) -> &str {
    let name = tag.trim_start_matches('<');
    name.split(|sign: char| sign.is_whitespace() || sign == '>' || sign == '/').next().unwrap_or_default()
}

fn scrubbed_tag(tag: &str, name: &str) -> String {
    let here = ATTRIBUTES.iter().filter(|(element, _)| element.is_none_or(|element| element == name));
    here.fold(tag.to_owned(), |tag, (_, attribute)| without(&tag, attribute))
}

/// The tag with the value of one attribute replaced.
fn without(tag: &str, attribute: &str) -> String {
    let is_whole = |at: usize| {
        let after = tag[at + attribute.len()..].trim_start();
        tag[..at].ends_with(char::is_whitespace) && after.starts_with('=')
    };
    let found = tag.match_indices(attribute).find(|(at, _)| is_whole(*at));
    let value = found.and_then(|(at, _)| {
        let start = at + attribute.len();
        let rest = tag[start..].trim_start().strip_prefix('=')?.trim_start();
        let quote = rest.chars().next().filter(|sign| matches!(sign, '"' | '\''))?;
        let inner = &rest[1..];
        let from = tag.len() - inner.len();
        Some((from, from + inner.find(quote)?))
    });
    match value {
        Some((from, to)) => format!("{}{SOMEONE}{}", &tag[..from], &tag[to..]),
        None => tag.to_owned(),
    }
}
