//! The periods of a contract's returns: which are to be opened, and when each is due.
