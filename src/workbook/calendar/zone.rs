//! Time zones of calendars: by their name in the tz database, or as Windows calls them.

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeZone, Utc};
use chrono_tz::Tz;
use rules::law::clock::uk_date;

/// Names of Windows in calendars of councils and their suppliers.
const WINDOWS: &[(&str, Tz)] = &[
    ("gmt standard time", Tz::Europe__London),
    ("greenwich standard time", Tz::Atlantic__Reykjavik),
    ("utc", Tz::UTC),
    ("w. europe standard time", Tz::Europe__Berlin),
    ("romance standard time", Tz::Europe__Paris),
    ("central europe standard time", Tz::Europe__Budapest),
    ("central european standard time", Tz::Europe__Warsaw),
    ("e. europe standard time", Tz::Europe__Chisinau),
    ("gtb standard time", Tz::Europe__Bucharest),
    ("fle standard time", Tz::Europe__Kyiv),
    ("eastern standard time", Tz::America__New_York),
    ("central standard time", Tz::America__Chicago),
    ("pacific standard time", Tz::America__Los_Angeles),
    ("india standard time", Tz::Asia__Kolkata),
];

/// The zone of a name. Some programs put a name of their own before it, parted by slashes, or quote it.
pub(super) fn named(name: &str) -> Option<Tz> {
    let name = name.trim().trim_matches('"').trim_start_matches('/');
    let lower = name.to_lowercase();
    let of_windows = || WINDOWS.iter().find(|(windows, _)| *windows == lower).map(|(_, zone)| *zone);
    let last_two = || {
        let mut parts = name.rsplit('/');
        let (city, area) = (parts.next()?, parts.next()?);
        format!("{area}/{city}").parse().ok()
    };
    name.parse().ok().or_else(of_windows).or_else(last_two)
}

/// A moment on a clock somewhere, or a whole day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum When {
    /// A whole day.
    Day(NaiveDate),
    /// What a clock shows in a zone.
    At(NaiveDateTime, Tz),
}

impl When {
    /// The day in the UK.
    pub(super) fn uk_day(self) -> NaiveDate {
        match self {
            Self::Day(day) => day,
            Self::At(local, zone) => instant(local, zone).map_or(local.date(), uk_date),
        }
    }

    /// What the clock shows there.
    pub(super) fn local(self) -> NaiveDateTime {
        match self {
            Self::Day(day) => day.and_time(chrono::NaiveTime::MIN),
            Self::At(local, _) => local,
        }
    }

    /// The same moment on the clocks of another one's place.
    pub(super) fn local_at(self, other: Self) -> NaiveDateTime {
        match (self, other) {
            (Self::At(local, zone), Self::At(_, there)) => {
                let instant = instant(local, zone);
                instant.map_or(local, |instant| instant.with_timezone(&there).naive_local())
            }
            (Self::Day(_), _) | (_, Self::Day(_)) => self.local(),
        }
    }

    /// What the clock shows there at another time.
    pub(super) fn moved_to(self, local: NaiveDateTime) -> Self {
        match self {
            Self::Day(_) => Self::Day(local.date()),
            Self::At(_, zone) => Self::At(local, zone),
        }
    }
}

/// The instant; none where clocks go forward over it.
fn instant(local: NaiveDateTime, zone: Tz) -> Option<DateTime<Utc>> {
    zone.from_local_datetime(&local).earliest().map(|instant| instant.with_timezone(&Utc))
}

/// A day or a time as calendars write it: `20280912`, `20280912T100000`, `20280912T090000Z`.
pub(super) fn when(text: &str, zone: Tz) -> Option<When> {
    let text = text.trim();
    if text.len() == 8 {
        return NaiveDate::parse_from_str(text, "%Y%m%d").ok().map(When::Day);
    }
    let (clock, zone) = match text.strip_suffix(['Z', 'z']) {
        Some(clock) => (clock, Tz::UTC),
        None => (text, zone),
    };
    NaiveDateTime::parse_from_str(clock, "%Y%m%dT%H%M%S").ok().map(|local| When::At(local, zone))
}
