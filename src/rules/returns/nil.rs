//! Nothing to return for a period, said in one step.
