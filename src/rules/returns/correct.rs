//! Corrections of accepted figures: proposed, agreed, refused. Both values stay.
