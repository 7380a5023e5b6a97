//! Sending a return to be signed, signing, declining; submitting it.
