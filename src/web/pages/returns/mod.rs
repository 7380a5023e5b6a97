//! Returns, as providers see them.
