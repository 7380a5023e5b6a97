//! Reading what was sent, of either encoding, into names and texts; a file is handed on as it arrives.

mod pieces;

use axum::RequestExt;
use axum::body::Bytes;
use axum::extract::{FromRequest, Request};
use axum::http::header;
use futures_util::{Stream, StreamExt};
use multer::{Field, Multipart};
use rules::field::Typed;

use super::answer::Stop;
use super::security::MOST_BYTES;
use pieces::{Held, PieceByPiece};

/// The most fields a form may have.
const MOST_FIELDS: usize = 2_000;

/// A file on its way in. Not a byte of it has been looked at, and no more than a few pieces have been taken in.
pub(super) struct Upload {
    /// The box it was chosen in.
    pub(super) place: String,
    /// What the browser calls it.
    pub(super) name: String,
    file: Field<'static>,
    rest: Fields,
}

impl Upload {
    /// Its bytes.
    pub(super) fn body(&mut self) -> impl Stream<Item = Result<Bytes, multer::Error>> {
        let held = &self.rest.held;
        (&mut self.file).inspect(|piece| held.handed_out(piece.as_ref().map_or(0, Bytes::len)))
    }

    /// The boxes after it. Whatever is left of the file is passed over.
    pub(super) async fn after(self) -> Result<Typed, Stop> {
        let rest = self.rest;
        rest.pass_over(self.file).await?;
        rest.read_out().await
    }
}

/// Nobody types a NUL, and PostgreSQL keeps none.
fn without_nul(text: &str) -> String {
    text.replace('\0', "\u{fffd}")
}

/// Reads a form, of either encoding. A file where text belongs is remembered, not read.
pub(super) async fn read(request: Request) -> Result<Typed, Stop> {
    match boundary(&request) {
        Some(boundary) => Fields::of(request, boundary).read_out().await,
        None => read_encoded(request).await,
    }
}

/// Reads a form up to its file. Browsers send boxes in the order of the page, so a form for a file has that last.
pub(super) async fn read_to_file(request: Request) -> Result<(Typed, Option<Upload>), Stop> {
    let Some(boundary) = boundary(&request) else { return Ok((read_encoded(request).await?, None)) };
    let mut fields = Fields::of(request, boundary);
    let Some((place, name, file)) = fields.next().await? else { return Ok((fields.typed(), None)) };
    let typed = fields.typed();
    Ok((typed, Some(Upload { place, name, file, rest: fields })))
}

/// What parts the fields of a form that may hold files.
fn boundary(request: &Request) -> Option<String> {
    let kind = request.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok())?;
    multer::parse_boundary(kind).ok()
}

async fn read_encoded(request: Request) -> Result<Typed, Stop> {
    let body = Bytes::from_request(request, &()).await.map_err(|_| Stop::TooLarge)?;
    if body.len() > MOST_BYTES {
        return Err(Stop::TooLarge);
    }
    let pairs = form_urlencoded::parse(&body).take(MOST_FIELDS + 1);
    let pairs: Vec<_> = pairs.map(|(name, text)| (name.into_owned(), without_nul(&text))).collect();
    if pairs.len() > MOST_FIELDS { Err(Stop::TooLarge) } else { Ok(Typed::new(pairs)) }
}

/// The fields of a form that may hold files, one after the other.
struct Fields {
    parts: Multipart<'static>,
    held: Held,
    pairs: Vec<(String, String)>,
    files: Vec<String>,
    /// How many fields and how many bytes of text may still come.
    left: (usize, usize),
}

impl Fields {
    fn of(request: Request, boundary: String) -> Self {
        let body = request.with_limited_body().into_body().into_data_stream();
        let held = Held::of(&boundary);
        let parts = Multipart::new(PieceByPiece::new(body, held.clone()), boundary);
        Self { parts, held, pairs: Vec::new(), files: Vec::new(), left: (MOST_FIELDS, MOST_BYTES) }
    }

    /// Reads on to the next file: its box, its name and its bytes. None when the form has ended.
    async fn next(&mut self) -> Result<Option<(String, String, Field<'static>)>, Stop> {
        while let Some(part) = self.parts.next_field().await.map_err(|_| Stop::TooLarge)? {
            self.held.began(&part);
            self.left.0 = self.left.0.checked_sub(1).ok_or(Stop::TooLarge)?;
            let place = part.name().unwrap_or_default().to_owned();
            match part.file_name().map(str::to_owned) {
                Some(name) => {
                    self.files.push(place.clone());
                    // An empty box for a file is sent as a file without a name.
                    if !name.is_empty() {
                        return Ok(Some((place, name, part)));
                    }
                    self.pass_over(part).await?;
                }
                None => {
                    let text = self.text(part).await?;
                    self.pairs.push((place, text));
                }
            }
        }
        Ok(None)
    }

    async fn text(&mut self, mut part: Field<'static>) -> Result<String, Stop> {
        let mut text = Vec::new();
        while let Some(piece) = part.chunk().await.map_err(|_| Stop::TooLarge)? {
            self.held.handed_out(piece.len());
            self.left.1 = self.left.1.checked_sub(piece.len()).ok_or(Stop::TooLarge)?;
            text.extend_from_slice(&piece);
        }
        Ok(without_nul(&String::from_utf8_lossy(&text)))
    }

    /// Reads whatever is left of a file and keeps none of it.
    async fn pass_over(&self, mut file: Field<'static>) -> Result<(), Stop> {
        while let Some(piece) = file.chunk().await.map_err(|_| Stop::TooLarge)? {
            self.held.handed_out(piece.len());
        }
        Ok(())
    }

    /// Reads the form to its end; what has been typed in it.
    async fn read_out(mut self) -> Result<Typed, Stop> {
        while let Some((_, _, file)) = self.next().await? {
            self.pass_over(file).await?;
        }
        Ok(self.typed())
    }

    /// What has been typed in the fields so far.
    fn typed(&mut self) -> Typed {
        let mut typed = Typed::new(std::mem::take(&mut self.pairs));
        std::mem::take(&mut self.files).into_iter().for_each(|name| typed.file_came(name));
        typed
    }
}

#[cfg(test)]
mod tests;
