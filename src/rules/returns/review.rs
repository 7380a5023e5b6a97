//! The council reads a return: what comes first, questions, acceptance, sending back, closing.
