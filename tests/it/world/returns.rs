//! A contract that is monitored: its KPIs, its periods, its people.
