//! One provider in the rush: uploads a file at the pace of a slow line and submits, as someone at a browser would; told
//! that the server is busy, or cut off, it sends the same form again.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use anyhow::{bail, ensure};
use bytes::Bytes;
use chrono::TimeDelta;
use futures_util::stream;
use reqwest::{Client, RequestBuilder, Response, StatusCode};

use super::answers::{Answers, Asked};
use super::form::{Fields, form_of, words_of};
use super::server::Server;
use super::stage::Bidder;

/// How many bytes of a file are sent at once, and how long the line takes for them.
const PIECE: usize = 64 * 1024;
const PACE: Duration = Duration::from_millis(60);
/// How long somebody waits before sending a form again, and how often they do.
const PATIENCE: Duration = Duration::from_millis(500);
const TRIES: usize = 60;

/// What became of a provider's rush. Whatever else it was told is an error.
pub enum Outcome {
    /// The bid was taken; where its receipt is.
    Taken(String),
    /// It was told that the deadline had passed, this time before it could submit or that time as it did.
    Late(When),
}

/// When somebody was told that the deadline had passed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// By the page of the bid, or as the file had come.
    BeforeSubmitting,
    /// By the answer to a submission.
    Submitting,
}

/// One provider.
pub struct Provider {
    client: Client,
    address: String,
    pub(super) bidder: Bidder,
    pub(super) file: Bytes,
    answers: Answers,
    /// When the last byte of a request was sent.
    sent: Arc<Mutex<Instant>>,
}

impl Provider {
    /// A provider in front of a server, with a file of its own.
    pub fn at(server: &Server, bidder: Bidder, bytes: usize, answers: &Answers) -> anyhow::Result<Self> {
        let client = Client::builder().redirect(reqwest::redirect::Policy::none()).build()?;
        let mut file = format!("%PDF-1.7 of {}\n", bidder.email).into_bytes();
        let mut state = u64::try_from(bidder.bid)?;
        while file.len() < bytes {
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            file.extend_from_slice(&state.to_le_bytes());
        }
        file.truncate(bytes);
        Ok(Self {
            client,
            address: server.address().to_owned(),
            bidder,
            file: file.into(),
            answers: answers.clone(),
            sent: Arc::new(Mutex::new(Instant::now())),
        })
    }

    /// Who they are.
    pub fn email(&self) -> &str {
        &self.bidder.email
    }

    /// Uploads and submits, each at an instant of its own, spread over the last seconds so that some come too late.
    pub async fn rush(self, last: TimeDelta) -> (Self, anyhow::Result<Outcome>) {
        let spread = u64::try_from(self.bidder.number).unwrap_or_default().wrapping_mul(7_919) % 1_000;
        let most = last.num_milliseconds().unsigned_abs();
        tokio::time::sleep(Duration::from_millis(most * spread / 1_200)).await;
        let outcome = self.hurry().await;
        (self, outcome)
    }

    async fn hurry(&self) -> anyhow::Result<Outcome> {
        let bid = format!("/bids/{}", self.bidder.bid);
        let (files, submit) = (format!("{bid}/files"), format!("{bid}/submit"));
        let page = self.page(&files).await?;
        let Some(fields) = form_of(&page, &files) else { return closed(&words_of(&page)) };
        let added = self.answer(Asked::Upload, || self.upload(&files, &fields)).await?;
        if added.status() != StatusCode::SEE_OTHER {
            return late(added, When::BeforeSubmitting).await;
        }
        let check = self.page(&format!("{bid}/check")).await?;
        let Some(fields) = form_of(&check, &submit) else { return closed(&words_of(&check)) };
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let answer = self
            .answer(Asked::Submission, || {
                let request = self.client.post(self.url(&submit)).body(body.clone());
                request.header("content-type", "application/x-www-form-urlencoded")
            })
            .await?;
        if answer.status() != StatusCode::SEE_OTHER {
            return late(answer, When::Submitting).await;
        }
        let to = answer.headers().get("location").and_then(|to| to.to_str().ok()).unwrap_or_default();
        let receipt = to.split('?').next().unwrap_or_default().to_owned();
        ensure!(receipt.starts_with(&format!("{bid}/receipts/")), "a submission led to {to}");
        Ok(Outcome::Taken(receipt))
    }

    fn url(&self, path: &str) -> String {
        format!("{}{path}", self.address)
    }

    /// Sends until there is an answer other than that the server is busy.
    async fn answer(&self, asked: Asked, ask: impl Fn() -> RequestBuilder) -> anyhow::Result<Response> {
        for _ in 0..TRIES {
            *self.sent.lock().unwrap_or_else(PoisonError::into_inner) = Instant::now();
            let request = ask().header("cookie", &self.bidder.cookie).header("sec-fetch-site", "same-origin");
            match request.send().await {
                Ok(answer) => {
                    let sent = *self.sent.lock().unwrap_or_else(PoisonError::into_inner);
                    self.answers.came(asked, sent.elapsed());
                    if answer.status() != StatusCode::SERVICE_UNAVAILABLE {
                        return Ok(answer);
                    }
                    let says = words_of(&answer.text().await?);
                    ensure!(says.contains("Many people are at work"), "{says}");
                    self.answers.busy();
                }
                Err(_) => self.answers.cut_off(),
            }
            tokio::time::sleep(PATIENCE).await;
        }
        bail!("it tried {TRIES} times in vain")
    }

    /// A page that is there.
    pub async fn page(&self, path: &str) -> anyhow::Result<String> {
        let text = String::from_utf8_lossy(&self.bytes(path).await?).into_owned();
        Ok(text)
    }

    /// What is at a path.
    pub async fn bytes(&self, path: &str) -> anyhow::Result<Bytes> {
        let answer = self.get(path).await?;
        let status = answer.status();
        let bytes = answer.bytes().await?;
        ensure!(status == StatusCode::OK, "{path}: {status}: {}", words_of(&String::from_utf8_lossy(&bytes)));
        Ok(bytes)
    }

    /// What is said at a path.
    pub async fn get(&self, path: &str) -> anyhow::Result<Response> {
        self.answer(Asked::Page, || self.client.get(self.url(path))).await
    }

    /// The file in pieces, over about two seconds.
    fn upload(&self, path: &str, fields: &Fields) -> RequestBuilder {
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
        let slice = |from| self.file.slice(from..self.file.len().min(from + PIECE));
        let mut pieces = vec![Bytes::from(head)];
        pieces.extend((0..self.file.len()).step_by(PIECE).map(slice));
        pieces.push(Bytes::from_static(b"\r\n--rush--\r\n"));
        let sent = self.sent.clone();
        let body = stream::unfold((pieces.into_iter(), sent), |(mut pieces, sent)| async {
            let piece = pieces.next()?;
            tokio::time::sleep(PACE).await;
            *sent.lock().unwrap_or_else(PoisonError::into_inner) = Instant::now();
            Some((Ok::<_, std::io::Error>(piece), (pieces, sent)))
        });
        self.client
            .post(self.url(path))
            .header("content-type", "multipart/form-data; boundary=rush")
            .body(reqwest::Body::wrap_stream(body))
    }
}

/// An answer that is no success is honest when it says that it is late; anything else is not.
async fn late(answer: Response, when: When) -> anyhow::Result<Outcome> {
    let status = answer.status();
    let says = words_of(&answer.text().await?);
    let is_late = ["closed at", "too late", "This bid was not taken. Its last byte arrived at"];
    ensure!(is_late.iter().any(|words| says.contains(words)), "it was told {status}: {says}");
    Ok(Outcome::Late(when))
}

/// A page without its button is honest when it says that the tender has closed.
fn closed(says: &str) -> anyhow::Result<Outcome> {
    ensure!(says.contains("closed"), "there is no button, and it was told: {says}");
    Ok(Outcome::Late(When::BeforeSubmitting))
}
