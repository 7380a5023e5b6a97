//! Returns as providers fill them in, sign and submit them.
