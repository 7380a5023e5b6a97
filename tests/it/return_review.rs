//! Returns as the council reads them, and corrections.
