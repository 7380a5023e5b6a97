//! KPIs of a contract.
