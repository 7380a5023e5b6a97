//! What figures come to, per contract and across contracts.
