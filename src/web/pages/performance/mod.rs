//! What the figures of contracts come to.
