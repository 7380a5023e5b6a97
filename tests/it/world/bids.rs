//! Bids, written through the pages.

use axum::body::Body;
use axum::http::{Method, header};

use super::tenders::saved;
use super::{Page, Person, World};

/// What every answer says.
pub const ANSWER: &str = "Two practitioners meet each woman weekly for eighteen months.";

/// Someone's bid: who writes it, and where it is.
pub struct Bid {
    pub author: Person,
    pub path: String,
}

impl World {
    /// A bid that is begun by someone who may do everything for their organisation.
    pub async fn bid(&self, email: &str, tender: &str) -> Bid {
        let author = self.person(email).await;
        let page = author.post(&format!("/opportunities/{tender}/bids"), &[]).await;
        assert_eq!(page.status, 303, "{}", page.text());
        Bid { path: without_line(&page), author }
    }

    /// The same with everything that is asked.
    pub async fn whole_bid(&self, email: &str, tender: &str) -> Bid {
        let bid = self.bid(email, tender).await;
        for place in bid.asked().await {
            saved(&bid.author, &place, &[("answer", ANSWER)]).await;
        }
        let prices = [("year-1", "109,999.99"), ("year-2", "£100,000.02")];
        saved(&bid.author, &bid.at("/price"), &prices).await;
        saved(&bid.author, &bid.at("/declarations"), &[("confirmed", "yes")]).await;
        bid
    }
}

impl Bid {
    /// The place of something of the bid.
    pub fn at(&self, place: &str) -> String {
        format!("{}{place}", self.path)
    }

    /// The places of its questions and conditions, in the order of the page.
    pub async fn asked(&self) -> Vec<String> {
        let mut links = self.author.get(&self.path).await.links();
        links.retain(|link| link.contains("/questions/") || link.contains("/conditions/"));
        links.dedup();
        links
    }

    /// Its author at another time, signed in anew.
    pub async fn later(&self, world: &World, email: &str, now: &str) -> Self {
        Self { author: world.at(now).person(email).await, path: self.path.clone() }
    }

    /// Checks it and submits it.
    pub async fn submit(&self) -> Page {
        let check = self.author.get(&self.at("/check")).await;
        assert_eq!(check.status, 200, "{}", check.text());
        self.author.fill(&check, &self.at("/submit"), &[]).await
    }
}

impl Person {
    /// Uploads a file with a page's form, as a browser would.
    pub async fn upload(&self, place: &str, name: &str, bytes: &[u8]) -> Page {
        self.upload_about(place, "", name, bytes).await
    }

    /// The same, for what a list on the page offers.
    pub async fn upload_about(&self, place: &str, about: &str, name: &str, bytes: &[u8]) -> Page {
        let page = self.get(place).await;
        let mut body = Vec::new();
        let mut form = page.form(place);
        form.retain(|(field, _)| field != "file" && (about.is_empty() || field != "about"));
        form.extend((!about.is_empty()).then(|| ("about".to_owned(), about.to_owned())));
        for (field, value) in &form {
            body.extend(
                format!("--edge\r\nContent-Disposition: form-data; name=\"{field}\"\r\n\r\n{value}\r\n")
                    .bytes(),
            );
        }
        body.extend(
            format!("--edge\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\nContent-Type: application/octet-stream\r\n\r\n").bytes(),
        );
        body.extend(bytes);
        body.extend(b"\r\n--edge--\r\n");
        let request = self
            .request(Method::POST, place)
            .header("sec-fetch-site", "same-origin")
            .header(header::CONTENT_TYPE, "multipart/form-data; boundary=edge");
        self.send(request.body(Body::from(body)).expect("a request")).await
    }
}

/// Where an answer leads, without the line of the record that it names.
pub fn without_line(page: &Page) -> String {
    let location = page.location.clone().expect("it goes on");
    location.split('?').next().unwrap_or_default().to_owned()
}
