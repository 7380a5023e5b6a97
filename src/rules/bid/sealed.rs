//! What a rule knows of something sealed: where it lies and its digests, never what it says.

/// Something sealed and put away, before there is a row for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed {
    /// Where it lies: the name of its object in the store of files.
    pub object: String,
    /// How many bytes it has, sealed.
    pub bytes: i64,
    /// SHA-256 of it as it lies there, in hexadecimal.
    pub sealed_sha256: String,
    /// SHA-256 of what was sealed, in hexadecimal. It begins with 32 random bytes, so that this gives nothing away.
    pub digest: String,
}

/// A pair of keys, made outside the rules because it is random.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Keys {
    /// What is sealed to.
    pub public: String,
    /// What opens it, itself sealed to the server's own key.
    pub wrapped: String,
}

/// A document that everybody may read, put away as it came.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// Where it lies: the name of its object in the store of files.
    pub object: String,
    /// How many bytes it has.
    pub bytes: i64,
    /// SHA-256 of them, in hexadecimal.
    pub sha256: String,
}

/// What an uploaded file is called and what it is.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct FileName {
    /// Its name, cleaned: never a path.
    pub name: String,
    /// Its media type.
    pub media: String,
}
