//! The councils, each with its register of contracts.

use axum::response::Response;
use serde::Serialize;

use crate::web::answer::Stop;
use crate::web::desk::Counter;
use crate::web::view::Page;

#[derive(Serialize)]
struct ListPage {
    councils: Vec<(i64, String)>,
}

impl Page for ListPage {
    const TEMPLATE: &'static str = "councils/list.html";
    fn title(&self) -> String {
        "Councils’ contracts".to_owned()
    }
}

/// The councils, by name.
pub async fn list(counter: Counter) -> Result<Response, Stop> {
    let councils = counter.councils().await?.into_iter().map(|council| (council.id.0, council.name));
    let councils = councils.collect();
    counter.page(&ListPage { councils })
}
