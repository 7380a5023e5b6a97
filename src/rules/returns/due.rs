//! What time alone causes to returns: periods that open, reminders before, chasers after.
