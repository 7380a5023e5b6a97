//! Returns, as the council reads them.
