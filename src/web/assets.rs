//! The stylesheet, the script and the icon: files of our own, named by their content so that they can be
//! kept for ever by browsers.

use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::header;
use axum::response::{IntoResponse, Response};

use super::answer::Stop;
use rules::sha256;

/// A file of our own.
pub struct Asset {
    name: &'static str,
    kind: &'static str,
    text: &'static str,
    mark: LazyLock<String>,
}

/// The one stylesheet.
pub static STYLE: Asset = Asset {
    name: "style.css",
    kind: "text/css; charset=utf-8",
    text: include_str!("../../templates/assets/style.css"),
    mark: LazyLock::new(|| mark(include_str!("../../templates/assets/style.css"))),
};

/// The one script.
pub static SCRIPT: Asset = Asset {
    name: "script.js",
    kind: "text/javascript; charset=utf-8",
    text: include_str!("../../templates/assets/script.js"),
    mark: LazyLock::new(|| mark(include_str!("../../templates/assets/script.js"))),
};

/// The picture that browsers show with the page's name.
pub static ICON: Asset = Asset {
    name: "icon.svg",
    kind: "image/svg+xml",
    text: include_str!("../../templates/assets/icon.svg"),
    mark: LazyLock::new(|| mark(include_str!("../../templates/assets/icon.svg"))),
};

fn mark(text: &str) -> String {
    sha256(text).chars().take(12).collect()
}

impl Asset {
    /// Where it is.
    #[must_use]
    pub fn path(&self) -> String {
        format!("/assets/{}/{}", *self.mark, self.name)
    }
}

/// Gives one of the files.
pub(super) async fn get(Path((mark, name)): Path<(String, String)>) -> Result<Response, Stop> {
    let asset =
        [&STYLE, &SCRIPT, &ICON].into_iter().find(|asset| asset.name == name).ok_or(Stop::NotFound)?;
    let keep = if *asset.mark == mark { "public, max-age=31536000, immutable" } else { "no-cache" };
    Ok(([(header::CONTENT_TYPE, asset.kind), (header::CACHE_CONTROL, keep)], asset.text).into_response())
}
