//! Saving figures, as a whole page or one by one.
