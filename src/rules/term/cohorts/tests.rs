use super::*;
use crate::testing::day;

fn turns(all: &[(&str, TermEnd)]) -> Vec<Turn> {
    all.iter().map(|(on, end)| Turn { on: day(on), end: *end }).collect()
}

/// Dorset's 18 months against breaks at 24 and 48 of 60 months from April 2027 (fact sheet, section 9): cycles end at
/// months 18, 36 and 54, so that the second and third run across a break and the fourth past the end.
#[test]
fn eighteen_months_do_not_fit_two_two_and_one() {
    let term = Span { first: day("2027-04-01"), last: day("2032-03-31") };
    let breaks = turns(&[
        ("2029-03-31", TermEnd::Break),
        ("2031-03-31", TermEnd::Break),
        ("2032-03-31", TermEnd::End),
    ]);
    let cohorts = one_after_another(term, 18);
    let ends: Vec<_> = cohorts.iter().map(|cohort| cohort.last.to_string()).collect();
    assert_eq!(ends, ["2028-09-30", "2030-03-31", "2031-09-30", "2033-03-31"]);
    let found: Vec<_> = cohorts.iter().map(|cohort| straddles(*cohort, term.first, &breaks)).collect();
    assert_eq!(
        found,
        [
            vec![],
            vec![Straddles::Break(day("2029-03-31"))],
            vec![Straddles::Break(day("2031-03-31"))],
            vec![Straddles::End(day("2032-03-31"))],
        ]
    );
}

/// A cohort's first day and months; what it runs across of a contract from April 2027 with an option at two years.
#[test]
fn a_cohort_is_flagged_for_all_it_runs_across() {
    let options = turns(&[("2029-03-31", TermEnd::Extension), ("2030-03-31", TermEnd::End)]);
    let table: [(&str, u32, &[Straddles]); 7] = [
        ("2027-04-01", 24, &[]),
        ("2027-04-02", 24, &[Straddles::Option(day("2029-03-31"))]),
        ("2029-03-31", 1, &[Straddles::Option(day("2029-03-31"))]),
        ("2029-04-01", 12, &[]),
        ("2029-04-02", 12, &[Straddles::End(day("2030-03-31"))]),
        ("2031-01-01", 12, &[Straddles::End(day("2030-03-31"))]),
        (
            "2027-03-01",
            48,
            &[
                Straddles::Start(day("2027-04-01")),
                Straddles::Option(day("2029-03-31")),
                Straddles::End(day("2030-03-31")),
            ],
        ),
    ];
    for (starts, months, expected) in table {
        assert_eq!(
            straddles(span(day(starts), months), day("2027-04-01"), &options),
            expected,
            "{starts} {months}"
        );
    }
}

#[test]
fn what_is_run_across_is_told_in_words() {
    let on = day("2029-03-31");
    let table = [
        (Straddles::Break(on), "if the contract is ended there, the people in it do not finish"),
        (Straddles::Option(on), "It runs past 31 March 2029, when the contract ends unless it is extended."),
        (Straddles::End(on), "It runs past the end of the contract on 31 March 2029."),
        (Straddles::Start(on), "It begins before the contract does, on 31 March 2029."),
    ];
    for (what, says) in table {
        assert!(what.words().contains(says), "{what:?}");
    }
}

/// The end is where the last part ends, whatever was said to stand there.
#[test]
fn the_last_turn_is_the_end() {
    let only = turns(&[("2029-03-31", TermEnd::Break)]);
    let found = straddles(span(day("2029-01-01"), 12), day("2027-04-01"), &only);
    assert_eq!(found, [Straddles::End(day("2029-03-31"))]);
}
