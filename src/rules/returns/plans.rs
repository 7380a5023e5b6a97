//! What a KPI off its target twice running calls for.
