//! Files that show what figures rest on.
