//! Reports on performance: what people write, issuing, what has become stale.
