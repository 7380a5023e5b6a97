//! KPIs and periods as people see them.
