//! KPIs: taken from the outcomes table, written, changed from a day on, stopped.
