//! What the public may read: small counts that are held back, texts that were read.
