//! A posted form with a file: its proofs are looked at before a byte of the file is, and the clock after the last.

use std::ops::{Deref, DerefMut};
use std::time::Duration;

use axum::extract::{FromRef, FromRequest, Request};
use axum::http::Uri;
use axum_extra::extract::CookieJar;
use futures_util::StreamExt;
use rules::Problem;
use rules::bid::{ALLOWED, FileName, Kept, Sealed};
use rules::field::Typed;

use super::{Again, App, Posted, Whose};
use crate::store::{StoreError, UploadFault};
use crate::web::answer::Stop;
use crate::web::body::{Upload, read_to_file};
use crate::web::proof::same_origin;

/// The box that a file is chosen in, unless the form calls it otherwise.
const PLACE: &str = "file";
/// How long the rest of a file that is not taken is read and thrown away, so that the sender hears why.
const HEAR_OUT: Duration = Duration::from_secs(20);

/// A form with a file that came from our own page. The file has not been read yet: [`PostedFile::seal`],
/// [`PostedFile::keep`] or [`PostedFile::take`] reads it, once whatever can be judged without it has been.
///
/// The form is `multipart/form-data`, and its file is the last of its boxes.
pub struct PostedFile<S> {
    posted: Posted<S>,
    app: App,
    uri: Uri,
    cookies: CookieJar,
    upload: Option<Upload>,
}

/// What became of a file. The form is judged anew, at the instant of its last byte.
pub struct Came<S, K> {
    /// The form, to be settled.
    pub posted: Posted<S>,
    /// The file, put away under a name of our own; or why the form is drawn again.
    pub file: Result<(FileName, K), Again>,
}

impl<S> Deref for PostedFile<S> {
    type Target = Posted<S>;

    fn deref(&self) -> &Posted<S> {
        &self.posted
    }
}

impl<S> DerefMut for PostedFile<S> {
    fn deref_mut(&mut self) -> &mut Posted<S> {
        &mut self.posted
    }
}

/// Why a file is not read: the form to draw again, and the upload if there is one.
type NotBegun = (Again, Option<Upload>);

impl<S: Whose> PostedFile<S> {
    /// Seals the file to the holders of these public keys as it arrives.
    pub async fn seal(mut self, to: &[&str]) -> Result<Came<S, Sealed>, Stop> {
        let (file, mut upload) = match self.begin() {
            Ok(begun) => begun,
            Err(stopped) => return self.not_taken(*stopped).await,
        };
        let sealed = self.posted.pen.seal_file(to, &file, upload.body()).await;
        let (app, unwritten) = (self.app.clone(), sealed.as_ref().ok().cloned());
        let came = self.end(file, upload, sealed).await;
        // Whoever was stopped, or sent the form twice, while the file came leaves nothing behind.
        if let (Err(_), Some(unwritten)) = (&came, &unwritten) {
            app.inner.store.throw_away(unwritten).await;
        }
        came
    }

    /// Keeps the file, a document that everyone may read, as it arrives.
    pub async fn keep(mut self) -> Result<Came<S, Kept>, Stop> {
        let (file, mut upload) = match self.begin() {
            Ok(begun) => begun,
            Err(stopped) => return self.not_taken(*stopped).await,
        };
        let kept = self.posted.pen.keep_file(&file, upload.body()).await;
        self.end(file, upload, kept).await
    }

    /// Reads a file that is looked at once and not kept, such as a calendar: its bytes, so many at most, or why the form is
    /// drawn again. What it is, its reader finds out.
    pub async fn take(mut self, most: usize) -> Result<(Posted<S>, Result<Vec<u8>, Again>), Stop> {
        let again =
            |typed: &Typed, problems, unsent| Again { typed: typed.clone(), problems, stale: false, unsent };
        let Some(mut upload) = self.upload.take() else {
            let problems = vec![Problem::at(PLACE, "Choose a file.")];
            let again = again(&self.posted.typed, problems, false);
            return Ok((self.posted, Err(again)));
        };
        if self.posted.redraw_only {
            hear_out(upload).await;
            let again = again(&self.posted.typed, Vec::new(), true);
            return Ok((self.posted, Err(again)));
        }
        let bytes = first_bytes(&mut upload, most.saturating_add(1)).await?;
        let bytes = (bytes.len() <= most).then_some(bytes);
        let (place, name) = (upload.place.clone(), upload.name.clone());
        let mut typed = self.posted.typed.clone();
        if bytes.is_some() {
            for (name, text) in upload.after().await?.pairs() {
                typed = typed.with(name, text.as_str());
            }
        } else {
            hear_out(upload).await;
        }
        let posted = Posted::proved(&self.app, &self.uri, &self.cookies, typed, &name).await?;
        let says = format!("This file is too large. Choose one of {} kB at most.", most / 1_000);
        let bytes = bytes.ok_or_else(|| again(&posted.typed, vec![Problem::at(&place, says)], false));
        Ok((posted, bytes))
    }

    /// Everything that can be said before the file is read.
    fn begin(&mut self) -> Result<(FileName, Upload), Box<NotBegun>> {
        let again =
            |problems, unsent| Again { typed: self.posted.typed.clone(), problems, stale: false, unsent };
        let upload = self.upload.take();
        if self.posted.redraw_only {
            return Err(Box::new((again(Vec::new(), true), upload)));
        }
        let Some(upload) = upload else {
            return Err(Box::new((again(vec![Problem::at(PLACE, "Choose a file.")], false), None)));
        };
        match FileName::cleaned(&upload.name) {
            Some(file) => Ok((file, upload)),
            None => {
                let says = format!("Choose a file that is {ALLOWED}.");
                Err(Box::new((again(vec![Problem::at(&upload.place, says)], false), Some(upload))))
            }
        }
    }

    async fn not_taken<K>(self, (again, upload): NotBegun) -> Result<Came<S, K>, Stop> {
        if let Some(upload) = upload {
            hear_out(upload).await;
        }
        Ok(Came { posted: self.posted, file: Err(again) })
    }

    /// Reads the boxes after the file, and judges the form again: by now someone may have been stopped, and the clock
    /// has gone on.
    async fn end<K>(
        self,
        file: FileName,
        upload: Upload,
        came: Result<K, StoreError>,
    ) -> Result<Came<S, K>, Stop> {
        let (place, name) = (upload.place.clone(), upload.name.clone());
        let mut typed = self.posted.typed.clone();
        let came = match came {
            Ok(came) => {
                for (name, text) in upload.after().await?.pairs() {
                    typed = typed.with(name, text.as_str());
                }
                Ok((file, came))
            }
            Err(StoreError::Upload(fault)) => {
                hear_out(upload).await;
                match fault {
                    UploadFault::TooLarge => return Err(Stop::FileTooLarge),
                    fault => Err(Problem::at(&place, fault.says())),
                }
            }
            Err(error @ StoreError::Busy) => {
                hear_out(upload).await;
                return Err(error.into());
            }
            Err(error) => return Err(error.into()),
        };
        let posted = Posted::proved(&self.app, &self.uri, &self.cookies, typed, &name).await?;
        let again =
            |problem| Again { typed: posted.typed.clone(), problems: vec![problem], ..Again::default() };
        let file = came.map_err(again);
        Ok(Came { posted, file })
    }
}

impl<S: Whose, T: Send + Sync> FromRequest<T> for PostedFile<S>
where
    App: FromRef<T>,
{
    type Rejection = Stop;

    async fn from_request(request: Request, state: &T) -> Result<Self, Stop> {
        let app = App::from_ref(state);
        same_origin(&app, request.headers())?;
        let (uri, cookies) = (request.uri().clone(), CookieJar::from_headers(request.headers()));
        let (typed, upload) = read_to_file(request).await?;
        let name = upload.as_ref().map_or("", |upload| &upload.name);
        let posted = Posted::proved(&app, &uri, &cookies, typed, name).await?;
        Ok(Self { posted, app, uri, cookies, upload })
    }
}

/// The first bytes of a file; the sender may not be silent for long meanwhile.
async fn first_bytes(upload: &mut Upload, most: usize) -> Result<Vec<u8>, StoreError> {
    let mut bytes = Vec::new();
    let mut body = std::pin::pin!(upload.body());
    while bytes.len() < most {
        match tokio::time::timeout(HEAR_OUT, body.next()).await {
            Ok(Some(Ok(piece))) => bytes.extend_from_slice(&piece),
            Ok(None) => break,
            Ok(Some(Err(_))) | Err(_) => return Err(UploadFault::CutOff.into()),
        }
    }
    bytes.truncate(most);
    Ok(bytes)
}

/// Reads what is left of a file and throws it away: a browser that is cut short while it sends shows no page.
async fn hear_out(mut upload: Upload) {
    let rest = async {
        let mut body = upload.body();
        while let Some(Ok(_)) = body.next().await {}
    };
    let _ = tokio::time::timeout(HEAR_OUT, rest).await;
}
