//! What time brings to returns: periods, reminders, chasers.
