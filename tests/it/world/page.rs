//! A page as a person reads it.

use axum::http::header;
use axum::response::Response;
use http_body_util::BodyExt;
use scraper::{Html, Selector};

/// An answer of the site, read whole.
pub struct Page {
    pub status: u16,
    pub location: Option<String>,
    pub cookie: Option<String>,
    pub headers: axum::http::HeaderMap,
    pub bytes: Vec<u8>,
}

impl Page {
    pub async fn of(response: Response) -> Self {
        let (parts, body) = response.into_parts();
        let text =
            |name| parts.headers.get(name).and_then(|value: &axum::http::HeaderValue| value.to_str().ok());
        Self {
            status: parts.status.as_u16(),
            location: text(header::LOCATION).map(str::to_owned),
            cookie: text(header::SET_COOKIE)
                .map(|cookie| cookie.split(';').next().unwrap_or_default().to_owned()),
            bytes: body.collect().await.expect("the body is whole").to_bytes().to_vec(),
            headers: parts.headers,
        }
    }

    /// The page as HTML.
    pub fn html(&self) -> String {
        String::from_utf8_lossy(&self.bytes).into_owned()
    }

    /// The words of the page's main part, without markup.
    pub fn text(&self) -> String {
        let html = Html::parse_document(&self.html());
        let main = html.select(&selector("main")).next();
        let words = main.map(|main| main.text().collect::<Vec<_>>().join(" ")).unwrap_or_else(|| self.html());
        words.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// Whether the page says this.
    pub fn says(&self, words: &str) -> bool {
        self.text().contains(words)
    }

    /// What the error summary lists.
    pub fn problems(&self) -> Vec<String> {
        let html = Html::parse_document(&self.html());
        let items = selector(".summary li");
        html.select(&items).map(|item| item.text().collect::<String>().trim().to_owned()).collect()
    }

    /// What the form with this action holds, as a browser would send it.
    pub fn form(&self, action: &str) -> Vec<(String, String)> {
        let html = Html::parse_document(&self.html());
        let form = html.select(&selector("form")).find(|form| form.value().attr("action") == Some(action));
        let form = form.unwrap_or_else(|| panic!("there is no form for {action} on: {}", self.text()));
        let mut fields = Vec::new();
        for element in form.select(&selector("input, textarea, select")) {
            let value = element.value();
            let Some(name) = value.attr("name") else { continue };
            let held = match (value.name(), value.attr("type")) {
                ("textarea", _) => {
                    Some(element.text().collect::<String>().trim_start_matches('\n').to_owned())
                }
                ("select", _) => element
                    .select(&selector("option[selected]"))
                    .next()
                    .map(|option| option.value().attr("value").unwrap_or_default().to_owned()),
                (_, Some("radio" | "checkbox")) if value.attr("checked").is_none() => None,
                _ => Some(value.attr("value").unwrap_or_default().to_owned()),
            };
            if let Some(held) = held {
                fields.push((name.to_owned(), held));
            }
        }
        fields
    }

    /// What one field of a form holds.
    pub fn holds(&self, action: &str, name: &str) -> String {
        let form = self.form(action);
        form.into_iter().find(|(field, _)| field == name).map(|(_, value)| value).unwrap_or_default()
    }

    /// What a list that opens offers: what is sent, and what is read.
    pub fn options(&self, name: &str) -> Vec<(String, String)> {
        let html = Html::parse_document(&self.html());
        let options = selector(&format!("select[name='{name}'] option"));
        let option = |option: scraper::ElementRef<'_>| {
            let value = option.value().attr("value").unwrap_or_default().to_owned();
            (value, option.text().collect::<String>().trim().to_owned())
        };
        html.select(&options).map(option).collect()
    }

    /// Where the table row that says this leads.
    pub fn link_in_row(&self, words: &str) -> String {
        let html = Html::parse_document(&self.html());
        let (rows, links) = (selector("tr"), selector("a[href]"));
        let row = html.select(&rows).find(|row| row.text().any(|text| text.contains(words)));
        let link = row.and_then(|row| row.select(&links).next()).and_then(|link| link.value().attr("href"));
        link.unwrap_or_else(|| panic!("no row with {words} leads anywhere: {}", self.text())).to_owned()
    }

    /// Where the forms of the page are sent.
    pub fn actions(&self) -> Vec<String> {
        let html = Html::parse_document(&self.html());
        let forms = selector("form[action]");
        html.select(&forms).filter_map(|form| form.value().attr("action")).map(str::to_owned).collect()
    }

    /// The addresses that the page's main part links to.
    pub fn links(&self) -> Vec<String> {
        let html = Html::parse_document(&self.html());
        let links = selector("a[href]");
        html.select(&links).filter_map(|link| link.value().attr("href")).map(str::to_owned).collect()
    }
}

fn selector(text: &str) -> Selector {
    Selector::parse(text).expect("tests write real selectors")
}
