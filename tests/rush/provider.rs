//! One provider in the rush: uploads a file at the pace of a slow line, submits, and later looks at its receipt.

use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use bytes::Bytes;
use chrono::TimeDelta;
use futures_util::stream;
use reqwest::{Client, RequestBuilder, Response, StatusCode};
use rules::bid::{Manifest, Receipt};
use scraper::{Html, Selector};

use super::server::Server;
use super::stage::Bidder;

/// How many bytes of a file are sent at once.
const PIECE: usize = 64 * 1024;

/// What became of a provider's rush.
pub enum Outcome {
    /// The bid was taken; where its receipt is, and how long the answer took.
    Taken { receipt: String, after: Duration },
    /// It was told that the deadline had passed.
    Late,
    /// The connection was cut off, because the server was killed.
    CutOff,
    /// It was told something that is not so.
    Dishonest(String),
}

/// One provider.
pub struct Provider {
    client: Client,
    address: String,
    bidder: Bidder,
    file: Bytes,
}

/// A form as its page holds it.
type Fields = Vec<(String, String)>;

impl Provider {
    /// A provider in front of a server, with a file of its own.
    pub fn at(server: &Server, bidder: Bidder, bytes: usize) -> anyhow::Result<Self> {
        let client = Client::builder().redirect(reqwest::redirect::Policy::none()).build()?;
        let mut file = format!("%PDF-1.7 of {}\n", bidder.email).into_bytes();
        let mut state = u64::try_from(bidder.bid)?;
        while file.len() < bytes {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            file.extend_from_slice(&state.to_le_bytes());
        }
        file.truncate(bytes);
        Ok(Self { client, address: server.address().to_owned(), bidder, file: file.into() })
    }

    /// Who they are.
    pub fn email(&self) -> &str {
        &self.bidder.email
    }

    /// Uploads and submits, spread over the last seconds so that some come too late.
    pub async fn rush(self, last: TimeDelta) -> (Self, Outcome) {
        let outcome = match self.hurry(last).await {
            Ok(outcome) => outcome,
            Err(error) if error.downcast_ref::<reqwest::Error>().is_some() => Outcome::CutOff,
            Err(error) => Outcome::Dishonest(format!("{error:#}")),
        };
        (self, outcome)
    }

    async fn hurry(&self, last: TimeDelta) -> anyhow::Result<Outcome> {
        let bid = format!("/bids/{}", self.bidder.bid);
        // Each at an instant of its own, the latest after the deadline.
        let spread = u64::try_from(self.bidder.bid)?.wrapping_mul(7_919) % 1_000;
        let most = u64::try_from(last.num_milliseconds())?;
        let begins = Duration::from_millis(most * spread / 1_600);
        tokio::time::sleep(begins).await;
        let files = format!("{bid}/files");
        let fields = self.form(&files, &files).await?;
        let added = self.upload(&files, fields).await?;
        if added.status() != StatusCode::SEE_OTHER {
            return judged(added).await;
        }
        let submit = format!("{bid}/submit");
        let check = self.page(&format!("{bid}/check")).await?;
        let Some(fields) = form_of(&check, &submit) else { return Ok(no_button(&check)) };
        let begun = Instant::now();
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let request = self.client.post(self.url(&submit)).body(body);
        let request = request.header("content-type", "application/x-www-form-urlencoded");
        let answer = self.send(request).await?;
        if answer.status() == StatusCode::SEE_OTHER {
            let to = answer.headers().get("location").and_then(|to| to.to_str().ok()).unwrap_or_default();
            let receipt = to.split('?').next().unwrap_or_default().to_owned();
            ensure!(receipt.starts_with(&format!("{bid}/receipts/")), "a submission led to {to}");
            return Ok(Outcome::Taken { receipt, after: begun.elapsed() });
        }
        judged(answer).await
    }

    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }

    async fn send(&self, request: RequestBuilder) -> anyhow::Result<Response> {
        let request = request.header("cookie", &self.bidder.cookie).header("sec-fetch-site", "same-origin");
        Ok(request.send().await?)
    }

    async fn page(&self, path: &str) -> anyhow::Result<String> {
        let answer = self.send(self.client.get(self.url(path))).await?;
        let status = answer.status();
        let text = answer.text().await?;
        ensure!(status == StatusCode::OK, "{path}: {status}: {}", main_of(&text));
        Ok(text)
    }

    async fn form(&self, path: &str, action: &str) -> anyhow::Result<Fields> {
        let page = self.page(path).await?;
        form_of(&page, action).with_context(|| format!("no form on {path}: {}", main_of(&page)))
    }

    /// The file in pieces, over about two seconds.
    async fn upload(&self, path: &str, fields: Fields) -> anyhow::Result<Response> {
        let mut head = String::new();
        for (name, value) in fields {
            head.push_str(&format!(
                "--rush\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
            ));
        }
        head.push_str(
            "--rush\r\nContent-Disposition: form-data; name=\"file\"; filename=\"statement.pdf\"\r\n",
        );
        head.push_str("Content-Type: application/pdf\r\n\r\n");
        let mut pieces = vec![Bytes::from(head)];
        pieces.extend(
            (0..self.file.len())
                .step_by(PIECE)
                .map(|from| self.file.slice(from..self.file.len().min(from + PIECE))),
        );
        pieces.push(Bytes::from_static(b"\r\n--rush--\r\n"));
        let body = stream::unfold(pieces.into_iter(), |mut pieces| async {
            let piece = pieces.next()?;
            tokio::time::sleep(Duration::from_millis(60)).await;
            Some((Ok::<_, std::io::Error>(piece), pieces))
        });
        let request = self
            .client
            .post(self.url(path))
            .header("content-type", "multipart/form-data; boundary=rush")
            .body(reqwest::Body::wrap_stream(body));
        self.send(request).await
    }

    /// The receipt of an accepted bid; the server may have been started anew since.
    pub async fn receipt(&self, address: &str, outcome: &Outcome) -> anyhow::Result<Receipt> {
        let Outcome::Taken { receipt, .. } = outcome else { anyhow::bail!("it was not taken") };
        let answer = self.send(self.client.get(format!("{address}{receipt}/json"))).await?;
        ensure!(answer.status() == StatusCode::OK, "the receipt is not there: {}", answer.status());
        let receipt = Receipt::read(&answer.text().await?).context("the receipt cannot be read")?;
        match receipt.contradiction() {
            None => Ok(receipt),
            Some(why) => anyhow::bail!("the receipt does not hold: {why}"),
        }
    }

    /// The file of an accepted bid, as it was sent.
    pub async fn opens(&self, address: &str, receipt: &Receipt) -> anyhow::Result<()> {
        let manifest = Manifest::read(&receipt.manifest).context("the manifest cannot be read")?;
        let file = manifest.parts.iter().find(|part| part.kind == "file").context("no file was submitted")?;
        let path = format!("{address}/bids/{}/files/{}", self.bidder.bid, file.id.0);
        let answer = self.send(self.client.get(path)).await?;
        ensure!(answer.status() == StatusCode::OK, "the file does not open: {}", answer.status());
        ensure!(answer.bytes().await? == self.file, "the file is not the one that was sent");
        Ok(())
    }
}

/// What an answer that is no success says: that it is late is honest, anything else is looked at.
async fn judged(answer: Response) -> anyhow::Result<Outcome> {
    let status = answer.status();
    let says = main_of(&answer.text().await?);
    let is_late = says.contains("closed at") || says.contains("too late") || says.contains("came after");
    Ok(match is_late {
        true => Outcome::Late,
        false => Outcome::Dishonest(format!("{status}: {says}")),
    })
}

fn no_button(page: &str) -> Outcome {
    let says = main_of(page);
    if says.contains("closed") { Outcome::Late } else { Outcome::Dishonest(says) }
}

fn form_of(page: &str, action: &str) -> Option<Fields> {
    let html = Html::parse_document(page);
    let (forms, inputs) = (Selector::parse("form").ok()?, Selector::parse("input[name]").ok()?);
    let form = html.select(&forms).find(|form| form.value().attr("action") == Some(action))?;
    let inputs =
        form.select(&inputs).map(|input| input.value()).filter(|input| input.attr("type") != Some("file"));
    let field = |name: &str, value: Option<&str>| (name.to_owned(), value.unwrap_or_default().to_owned());
    Some(inputs.filter_map(|input| Some(field(input.attr("name")?, input.attr("value")))).collect())
}

fn main_of(page: &str) -> String {
    let html = Html::parse_document(page);
    let main = Selector::parse("main").ok().and_then(|main| html.select(&main).next());
    let words: Vec<&str> =
        main.iter().flat_map(scraper::ElementRef::text).flat_map(str::split_whitespace).collect();
    words.join(" ")
}
