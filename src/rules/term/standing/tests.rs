use super::Settled::{GoneBy, LetEnd, Open, ToEnd, ToExtend};
use super::TermEnd::{Break, End, Extension};
use super::*;
use crate::term::{Length, spans};
use crate::testing::day;

/// What stands at the end of three parts, what is settled there; which part it ends with as it stands, and at most.
#[test]
fn past_a_break_it_runs_on_past_an_option_it_ends() {
    let table = [
        ([(Break, Open), (Break, Open), (End, Open)], 2, 2),
        ([(Break, GoneBy), (Break, Open), (End, Open)], 2, 2),
        ([(Break, ToEnd), (Break, Open), (End, Open)], 0, 0),
        ([(Break, GoneBy), (Break, ToEnd), (End, Open)], 1, 1),
        ([(Extension, Open), (Extension, Open), (End, Open)], 0, 2),
        ([(Extension, ToExtend), (Extension, Open), (End, Open)], 1, 2),
        ([(Extension, ToExtend), (Extension, ToExtend), (End, Open)], 2, 2),
        ([(Extension, GoneBy), (Extension, Open), (End, Open)], 0, 0),
        ([(Extension, LetEnd), (Extension, Open), (End, Open)], 0, 0),
        ([(Extension, ToExtend), (Extension, GoneBy), (End, Open)], 1, 1),
        ([(Break, Open), (Extension, Open), (End, Open)], 1, 2),
        // A decision to let it run on, or one to extend where there is nothing to extend, changes nothing at a break.
        ([(Break, LetEnd), (Break, ToExtend), (End, Open)], 2, 2),
        // The end of the term ends it, wherever it stands.
        ([(End, Open), (Break, Open), (End, Open)], 0, 0),
        // The last part is the end whatever was said to stand there.
        ([(Break, Open), (Break, Open), (Break, Open)], 2, 2),
    ];
    for (parts, ends, longest) in table {
        assert_eq!(reach(&parts), Some(Reach { ends, longest }), "{parts:?}");
    }
    assert_eq!(reach(&[]), None);
}

#[test]
fn the_two_mean_the_opposite() {
    assert!(if_missed(Break).contains("runs on"));
    assert!(if_missed(Extension).contains("ends"));
    assert!(if_missed(End).contains("Nothing extends it"));
}

#[test]
fn a_day_lies_in_one_part_or_in_none() {
    let spans =
        spans(day("2027-04-01"), &[Length::Months(24), Length::Months(24)]).expect("it can be reckoned");
    let table = [
        ("2027-03-31", None),
        ("2027-04-01", Some(0)),
        ("2029-03-31", Some(0)),
        ("2029-04-01", Some(1)),
        ("2031-04-01", None),
    ];
    for (on, part) in table {
        assert_eq!(part_on(&spans, day(on)), part, "{on}");
    }
}
