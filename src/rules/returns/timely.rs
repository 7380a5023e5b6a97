//! How timely and how complete returns are.
