//! A KPI over its periods, for charts and tables.
