//! Passwords: Argon2id, off the threads that answer requests, a few at a time.

use std::sync::LazyLock;
use std::time::Duration;

use argon2::password_hash::phc::PasswordHash;
use argon2::{Argon2, PasswordHasher, PasswordVerifier};
use tokio::sync::{Semaphore, SemaphorePermit};

use super::answer::Stop;

/// The shortest password taken. Long ones need no rules about signs.
pub const SHORTEST: usize = 12;
/// The longest, so that nobody makes the server hash a book.
pub const LONGEST: usize = 200;

/// How many passwords are hashed at once; each takes 19 MiB and a processor.
static PLACES: Semaphore = Semaphore::const_new(4);

/// A place of its own for strangers who register, so that they never stand before those who sign in.
static NEWCOMERS: Semaphore = Semaphore::const_new(1);

/// How long anyone waits for a place.
const LONGEST_WAIT: Duration = Duration::from_secs(10);

/// What is checked when there is no such person, so that the answer takes as long.
static NOBODY: LazyLock<String> = LazyLock::new(|| hash("nobody has this password"));

/// Hashes a password with a salt of its own.
#[must_use]
pub fn hash(password: &str) -> String {
    let hash = Argon2::default().hash_password(password.as_bytes());
    hash.expect("Argon2 takes any password of sensible length").to_string()
}

/// Hashes a password off the answering threads.
pub async fn hash_slowly(password: String) -> Result<String, Stop> {
    hash_in(place(&PLACES).await?, password).await
}

/// The same for a stranger who registers.
pub async fn hash_for_newcomer(password: String) -> Result<String, Stop> {
    hash_in(place(&NEWCOMERS).await?, password).await
}

async fn hash_in(place: SemaphorePermit<'static>, password: String) -> Result<String, Stop> {
    let work = move || {
        let _place = place;
        hash(&password)
    };
    tokio::task::spawn_blocking(work).await.map_err(|_| Stop::Broken)
}

/// Whether a password fits a hash; without a hash, no, after the same time.
pub async fn fits(password: String, hash: Option<String>) -> Result<bool, Stop> {
    let place = place(&PLACES).await?;
    let check = move || {
        let _place = place;
        let known = hash.is_some();
        let hash = hash.unwrap_or_else(|| NOBODY.clone());
        let fits = PasswordHash::new(&hash)
            .is_ok_and(|hash| Argon2::default().verify_password(password.as_bytes(), &hash).is_ok());
        fits && known
    };
    tokio::task::spawn_blocking(check).await.map_err(|_| Stop::Broken)
}

/// A place to hash in, kept by the work itself: it is given back when the work is done, even where nobody
/// waits for it any more.
async fn place(places: &'static Semaphore) -> Result<SemaphorePermit<'static>, Stop> {
    let place = tokio::time::timeout(LONGEST_WAIT, places.acquire()).await;
    place.map_err(|_| Stop::Busy)?.map_err(|_| Stop::Busy)
}

/// What is wrong with a new password, if anything.
#[must_use]
pub fn problem(password: &str, again: &str) -> Option<String> {
    let length = password.chars().count();
    if length < SHORTEST {
        return Some(format!(
            "Password must have at least {SHORTEST} characters. Three or four words do well."
        ));
    }
    if length > LONGEST {
        return Some(format!("Password must have {LONGEST} characters or fewer."));
    }
    (password != again).then(|| "The two passwords are not the same. Type both again.".to_owned())
}
