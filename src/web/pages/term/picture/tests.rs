use rules::term::standing::Reach;

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

/// Two years to an option, two more and one, of which the first ends the term as it stands.
fn term() -> Term {
    let span = |first: &str, last: &str| Span { first: day(first), last: day(last) };
    Term {
        spans: vec![
            span("2027-04-01", "2029-03-31"),
            span("2029-04-01", "2031-03-31"),
            span("2031-04-01", "2032-03-31"),
        ],
        ends: vec![TermEnd::Extension, TermEnd::Break, TermEnd::End],
        reach: Reach { ends: 0, longest: 2 },
    }
}

#[test]
fn parts_follow_each_other_and_say_how_sure_they_are() {
    let drawn = picture(&term(), day("2028-06-01"), &[], None);
    let classes: Vec<_> = drawn.parts.iter().map(|bar| bar.class).collect();
    assert_eq!(classes, ["sure", "maybe", "maybe"]);
    for pair in drawn.parts.windows(2) {
        let gap = pair[1].x - (pair[0].x + pair[0].width);
        assert!((0..=2).contains(&gap), "{gap}");
    }
    let end = drawn.parts.last().expect("there are three");
    assert_eq!((drawn.parts[0].x, end.x + end.width), (LEFT, LEFT + WIDTH));
    assert!(drawn.today.is_some() && drawn.strip.is_none());
}

#[test]
fn what_it_says_names_every_day_it_shows() {
    let cohort = |flag| Group {
        title: "Second cohort".to_owned(),
        span: Span { first: day("2028-10-01"), last: day("2030-03-31") },
        flag,
    };
    let drawn = picture(&term(), day("2026-11-21"), &[cohort(Some("runs past an option"))], None);
    for says in [
        "from 1 April 2027 to 31 March 2029 as it stands, and to 31 March 2032 if every option is taken.",
        "At its end: extension option.",
        "Today is 21 November 2026.",
        "Second cohort, from 1 October 2028 to 31 March 2030: it runs past an option.",
    ] {
        assert!(drawn.says.contains(says), "{says}: {}", drawn.says);
    }
    assert_eq!(drawn.cohorts[0].class, "straddles");
    assert_eq!(
        drawn.today.map(|tick| tick.x),
        Some(LEFT),
        "it begins today, which is shortly before the term"
    );
}

/// A first day, a last day, and how many years are named: never so many that they touch.
#[test]
fn years_are_named_as_far_as_there_is_room() {
    for (from, to) in
        [("2027-04-01", "2028-03-31"), ("2020-01-01", "2045-12-31"), ("2000-01-01", "2098-12-31")]
    {
        let ticks = years(Scale::of(day(from), day(to)));
        assert!(!ticks.is_empty());
        for pair in ticks.windows(2) {
            assert!(pair[1].x - pair[0].x >= 50, "{from} {to}");
        }
    }
}
