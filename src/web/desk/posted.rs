//! A posted form: read whole, proved to come from our own page, with the only pen a page can get.

use std::ops::Deref;

use axum::extract::{FromRef, FromRequest, Request};
use axum::http::Uri;
use axum::response::Response;
use axum_extra::extract::CookieJar;
use entity::number::Version;
use rules::bid::{Keys, Sealed};
use rules::field::Typed;
use rules::{Change, Problem, Refusal, Why, sha256};

use super::{App, Desk, Whose};
use crate::store::{Before, OnceOnly, Pen, StoreError};
use crate::web::answer::{Stop, go_to};
use crate::web::audience;
use crate::web::body::read;
use crate::web::proof::{same_origin, same_token};
use crate::web::view::Frame;

/// A form that came from our own page, with who sent it and a pen.
///
/// It is made from a request alone, after its proofs; its pen is a private field, and a desk has none.
pub struct Posted<S> {
    /// What was typed.
    pub typed: Typed,
    desk: Desk<S>,
    pub(super) pen: Pen,
    pub(super) redraw_only: bool,
    /// A digest of what was typed, as it came.
    words: String,
}

/// What stands in the way of a form, for its page to be drawn again.
#[derive(Clone, Debug, Default)]
pub struct Again {
    /// What was typed.
    pub typed: Typed,
    /// What is wrong with it.
    pub problems: Vec<Problem>,
    /// Whether someone else changed the record in the meantime.
    pub stale: bool,
    /// Whether the form comes back unsent, after signing in again.
    pub unsent: bool,
}

impl Again {
    /// One of several forms on a page, whose boxes have names that begin alike, with what is wrong with it.
    #[must_use]
    pub fn under(&self, prefix: &str) -> Self {
        let own = |problem: &Problem| {
            let field = problem.field.as_deref()?.strip_prefix(prefix)?;
            Some(Problem::at(field, problem.says.as_str()))
        };
        Self {
            typed: self.typed.under(prefix).with("version", self.typed.get("version")),
            problems: self.problems.iter().filter_map(own).collect(),
            ..self.clone()
        }
    }
}

impl<S> Deref for Posted<S> {
    type Target = Desk<S>;

    fn deref(&self) -> &Desk<S> {
        &self.desk
    }
}

impl<S: Whose> Posted<S> {
    /// A form whose bytes have all come, or all those before its file; and what that file is called, if it has one.
    pub(super) async fn proved(
        app: &App,
        uri: &Uri,
        cookies: &CookieJar,
        typed: Typed,
        file: &str,
    ) -> Result<Self, Stop> {
        // The clock is read after the last byte has come, and before the record is asked anything.
        let now = app.now();
        // Whoever was stopped, or lost a role, while the last bytes came is not let through.
        let signed = audience::find(app, cookies).await?.ok_or(Stop::SignIn("/".to_owned()))?;
        let frame = Frame::of(app, Some(&signed), uri);
        if !same_token(typed.get("csrf"), signed.csrf()) {
            return Err(Stop::Forged);
        }
        let desk = Desk::open(app, &signed, frame, now)?;
        // INVARIANT: the one place that gives a request a pen, after its proofs.
        let pen = app.inner.store.pen(desk.actor.clone(), now);
        let redraw_only = !typed.get("redraw").is_empty();
        let words = words(&typed, file);
        let mut posted = Self { typed, desk, pen, redraw_only, words };
        let before = match posted.once() {
            Some(token) => posted.pen.once_before(&token, &posted.words).await?,
            None => None,
        };
        match before {
            Some(Before::Same(then)) => return Err(Stop::Twice(then)),
            // Someone went back and changed what they had sent: it comes back to be looked at, not thrown away.
            Some(Before::Other) => posted.redraw_only = true,
            None => {}
        }
        Ok(posted)
    }

    /// The version of the root that the form was drawn from.
    #[must_use]
    pub fn seen(&self) -> Version {
        Version(self.typed.get("version").parse().unwrap_or(-1))
    }

    /// A pair of keys for a tender or an organisation.
    pub async fn new_keys(&self) -> Result<Keys, Stop> {
        Ok(self.pen.new_keys().await?)
    }

    /// Seals a text to the holders of these public keys, before there is a row for it.
    pub async fn seal_text(&self, to: &[&str], text: &str) -> Result<Sealed, Stop> {
        Ok(self.pen.seal_text(to, text).await?)
    }

    /// Takes away what was sealed, where it was not written into the record; gives back what came of it. Where it is not
    /// known whether it was written, the sweep takes it away a day later.
    pub async fn throw_away_unwritten(
        &self,
        sealed: &Sealed,
        settled: Result<Result<Response, Again>, Stop>,
    ) -> Result<Result<Response, Again>, Stop> {
        if !matches!(settled, Ok(Ok(_)) | Err(Stop::Broken)) {
            self.pen.throw_away(sealed).await;
        }
        settled
    }

    /// Random digits, for a salt.
    #[must_use]
    pub fn salt(&self) -> String {
        self.pen.salt()
    }

    /// The same things in a random order.
    #[must_use]
    pub fn shuffled<T>(&self, things: Vec<T>) -> Vec<T> {
        self.pen.shuffled(things)
    }

    /// Whether the form comes back unsent, and is only to be shown again.
    #[must_use]
    pub fn is_unsent(&self) -> bool {
        self.redraw_only
    }

    /// Writes what a rule allowed beside a refusal, such as that a bid came too late; `then` is where whoever sends the
    /// form twice is led. A form that is only to be shown again writes nothing.
    pub async fn record(&self, change: Change, then: &str) -> Result<(), Stop> {
        if self.redraw_only {
            return Ok(());
        }
        let token = self.once();
        let once = token.as_deref().map(|token| OnceOnly { token, typed: &self.words, then });
        self.pen.apply(change, once).await?;
        Ok(())
    }

    /// Writes one of several things that a form asks for at once; the last of them is settled. What stands in the way of
    /// it is said. Each rests on its own version, so that a second click writes none of them twice.
    pub async fn also(&self, change: Change) -> Result<Result<(), &'static str>, Stop> {
        if self.redraw_only {
            return Ok(Ok(()));
        }
        match self.pen.apply(change, None).await {
            Ok(_) => Ok(Ok(())),
            Err(StoreError::Stale) => Ok(Err("Someone else changed it meanwhile. Look at it again.")),
            Err(error) => Err(error.into()),
        }
    }

    /// A new number for a row.
    pub async fn new_id<I: From<i64>>(&self) -> Result<I, Stop> {
        Ok(self.pen.new_id().await?)
    }

    /// New numbers for so many rows.
    pub async fn new_ids<I: From<i64>>(&self, count: usize) -> Result<Vec<I>, Stop> {
        let mut ids = Vec::with_capacity(count);
        while ids.len() < count {
            ids.extend(self.pen.new_ids(count - ids.len()).await?.map(I::from));
        }
        Ok(ids)
    }

    /// Writes what a rule allowed and goes on to a path; or says what stands in the way, so that the
    /// page can be drawn again with everything that was typed.
    pub async fn settle(
        &self,
        change: Result<Change, Refusal>,
        then: &str,
    ) -> Result<Result<Response, Again>, Stop> {
        let settled = self.write(change, then).await;
        if matches!(settled, Ok(Ok(_))) {
            return settled;
        }
        // A second click that came while the first was being written stands in its own way: it sees the first's result.
        match self.result_of_another_click().await? {
            Some(path) => Err(Stop::Twice(path)),
            None => settled,
        }
    }

    async fn result_of_another_click(&self) -> Result<Option<String>, Stop> {
        let Some(token) = self.once() else { return Ok(None) };
        match self.pen.once_before(&token, &self.words).await? {
            Some(Before::Same(then)) => Ok(Some(then)),
            Some(Before::Other) | None => Ok(None),
        }
    }

    async fn write(
        &self,
        change: Result<Change, Refusal>,
        then: &str,
    ) -> Result<Result<Response, Again>, Stop> {
        let again = |problems, stale, unsent| Again { typed: self.typed.clone(), problems, stale, unsent };
        if self.redraw_only {
            return Ok(Err(again(Vec::new(), false, true)));
        }
        let change = match change {
            Ok(change) => change,
            Err(refusal) => match refusal.kind {
                Why::NotFound | Why::NotYours => return Err(refusal.into()),
                Why::NotYet(_) | Why::NotNow | Why::Incomplete | Why::CannotTell => {
                    return Ok(Err(again(refusal.says, false, false)));
                }
            },
        };
        let token = self.once();
        let once = token.as_deref().map(|token| OnceOnly { token, typed: &self.words, then });
        match self.pen.apply(change, once).await {
            Ok(applied) => Ok(Ok(go_to(&with_line(then, applied.line)))),
            Err(StoreError::Stale) => Ok(Err(again(Vec::new(), true, false))),
            Err(StoreError::Taken) => Ok(Err(again(vec![Problem::whole(TAKEN)], false, false))),
            Err(error) => Err(error.into()),
        }
    }

    /// The same for a form that is one button: what stands in the way gets a page of its own.
    pub async fn settle_or_stop(
        &self,
        change: Result<Change, Refusal>,
        then: &str,
    ) -> Result<Response, Stop> {
        match self.settle(change, then).await? {
            Ok(response) => Ok(response),
            Err(again) if again.stale => Err(Stop::Stale(then.to_owned())),
            Err(again) if again.unsent => Ok(go_to(then)),
            Err(again) => Err(Stop::Refused(Refusal { kind: Why::NotNow, says: again.problems })),
        }
    }

    /// The once-token, bound to who sent it, so that nobody learns another's result by it.
    ///
    /// INVARIANT: only its digest is kept. The token itself salts the digest of what was typed, which would else give
    /// a sealed price away to whoever tries all prices.
    fn once(&self) -> Option<String> {
        let token = self.typed.get("once");
        let who = self.desk.actor.person?;
        (!token.is_empty() && token.len() <= 300).then(|| sha256(&format!("{}:{token}", who.0)))
    }
}

/// A digest of everything typed but the proofs, and of what a file is called.
fn words(typed: &Typed, file: &str) -> String {
    let proofs = ["csrf", "once", "version", "drawn", "redraw"];
    let mut text = format!("{}\u{0}", typed.get("once"));
    for (name, value) in typed.pairs().iter().filter(|(name, _)| !proofs.contains(&name.as_str())) {
        text.push_str(&format!("{name}\u{0}{value}\u{0}"));
    }
    text.push_str(file);
    sha256(&text)
}

const TAKEN: &str = "This is taken already. Choose another reference or email address.";

fn with_line(path: &str, line: i64) -> String {
    format!("{path}{}saved={line}", if path.contains('?') { '&' } else { '?' })
}

impl<S: Whose, T: Send + Sync> FromRequest<T> for Posted<S>
where
    App: FromRef<T>,
{
    type Rejection = Stop;

    async fn from_request(request: Request, state: &T) -> Result<Self, Stop> {
        let app = App::from_ref(state);
        same_origin(&app, request.headers())?;
        let (uri, cookies) = (request.uri().clone(), CookieJar::from_headers(request.headers()));
        let typed = read(request).await?;
        Self::proved(&app, &uri, &cookies, typed, "").await
    }
}
