//! Reports on performance, for the council and for the public.
