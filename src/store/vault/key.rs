//! The server's own key, kept outside the database, and the key pairs that rest on it.

use std::str::FromStr;

use age::secrecy::zeroize::Zeroizing;
use age::secrecy::{ExposeSecret, SecretString};
use age::x25519::{Identity, Recipient};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use bech32::{Bech32, Hrp};

/// What age writes before a private key.
const PRIVATE: &str = "AGE-SECRET-KEY-";
/// How hard a guess at the passphrase of a backed-up key is made: 2 to this power.
const PASSPHRASE_WORK: u8 = 18;

/// The server's own key. It opens the private keys of tenders and organisations, which open what is sealed.
///
/// INVARIANT: it is never written to the database, a log or an error; it is overwritten in memory when it goes.
pub struct ServerKey {
    identity: Identity,
}

impl std::fmt::Debug for ServerKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ServerKey").field("public", &self.public()).finish_non_exhaustive()
    }
}

impl ServerKey {
    /// The key that a key file holds: on its last line 32 bytes in base64 or hexadecimal, or an age key. None where
    /// it holds nothing of the kind.
    #[must_use]
    pub fn read(file: &str) -> Option<Self> {
        let line = file.lines().map(str::trim).rfind(|line| !line.is_empty())?;
        if line.starts_with(PRIVATE) {
            return Identity::from_str(line).ok().map(|identity| Self { identity });
        }
        let bytes = Zeroizing::new(match line.len() {
            64 => hex::decode(line).ok()?,
            _ => BASE64_STANDARD.decode(line).ok()?,
        });
        identity(&bytes).map(|identity| Self { identity })
    }

    /// Its public half, by which a wrong key file is noticed.
    #[must_use]
    pub fn public(&self) -> String {
        self.identity.to_public().to_string()
    }

    /// A pair of keys made of 32 random bytes: the public one, and the private one sealed to this key.
    pub(super) fn new_pair(&self, random: &[u8]) -> Option<(String, String)> {
        let pair = identity(random)?;
        let private = pair.to_string();
        let wrapped = age::encrypt(&self.identity.to_public(), private.expose_secret().as_bytes()).ok()?;
        Some((pair.to_public().to_string(), BASE64_STANDARD.encode(wrapped)))
    }

    /// Opens a private key that was sealed to this one.
    pub(super) fn unwrap(&self, wrapped: &str) -> Option<Identity> {
        let sealed = BASE64_STANDARD.decode(wrapped).ok()?;
        let private = Zeroizing::new(age::decrypt(&self.identity, &sealed).ok()?);
        Identity::from_str(std::str::from_utf8(&private).ok()?).ok()
    }

    /// The key sealed to a passphrase, for a copy in a safe place.
    #[must_use]
    pub fn backup(&self, passphrase: String) -> Option<Vec<u8>> {
        let mut to = age::scrypt::Recipient::new(SecretString::from(passphrase));
        to.set_work_factor(PASSPHRASE_WORK);
        age::encrypt(&to, self.identity.to_string().expose_secret().as_bytes()).ok()
    }

    /// The text of a key file, out of a copy sealed to a passphrase. None where the passphrase is another.
    #[must_use]
    pub fn restore(backup: &[u8], passphrase: String) -> Option<Zeroizing<String>> {
        let mut with = age::scrypt::Identity::new(SecretString::from(passphrase));
        with.set_max_work_factor(PASSPHRASE_WORK);
        let text = Zeroizing::new(String::from_utf8(age::decrypt(&with, backup).ok()?).ok()?);
        Self::read(&text).map(|_| text)
    }
}

/// A private key made of 32 bytes.
fn identity(bytes: &[u8]) -> Option<Identity> {
    let bytes: Zeroizing<[u8; 32]> = Zeroizing::new(bytes.try_into().ok()?);
    let prefix = Hrp::parse(PRIVATE).ok()?;
    let text = Zeroizing::new(bech32::encode_upper::<Bech32>(prefix, bytes.as_slice()).ok()?);
    Identity::from_str(&text).ok()
}

/// Whom something is sealed to.
pub(super) fn recipient(public: &str) -> Option<Recipient> {
    Recipient::from_str(public).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const BASE64: &str = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    const HEX: &str = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

    fn key() -> ServerKey {
        ServerKey::read(BASE64).expect("32 bytes")
    }

    #[test]
    fn a_key_file_holds_32_bytes_on_its_last_line() {
        let own = key().public();
        let spelled = key().identity.to_string();
        let table = [
            (BASE64.to_owned(), true),
            (format!("{HEX}\n"), true),
            (format!("a line that says what it is\n{HEX}\n\n"), true),
            (spelled.expose_secret().to_owned(), true),
            (HEX[..62].to_owned(), false),
            ("AAECAwQF".to_owned(), false),
            (String::new(), false),
            ("correct horse battery staple, which is long enough".to_owned(), false),
        ];
        for (file, read) in table {
            let public = ServerKey::read(&file).map(|key| key.public());
            assert_eq!(public, read.then(|| own.clone()), "{file}");
        }
    }

    #[test]
    fn a_pair_is_opened_by_the_key_it_was_made_under_and_by_no_other() {
        let (public, wrapped) = key().new_pair(&[7; 32]).expect("32 bytes make a pair");
        let private = key().unwrap(&wrapped).expect("its own key opens it");
        assert_eq!(private.to_public().to_string(), public);
        let other = ServerKey::read(&"11".repeat(32)).expect("32 bytes");
        assert!(other.unwrap(&wrapped).is_none());
        let again = key().new_pair(&[7; 32]).expect("32 bytes make a pair");
        assert_eq!(again.0, public, "the same bytes make the same pair");
        assert_ne!(again.1, wrapped, "but wrapping is random");
    }

    #[test]
    fn a_key_tells_nothing_of_itself() {
        let told = format!("{:?}", key());
        let secret = key().identity.to_string();
        assert!(told.contains(&key().public()));
        assert!(!told.contains(secret.expose_secret()) && !told.contains(BASE64) && !told.contains(HEX));
    }
}
