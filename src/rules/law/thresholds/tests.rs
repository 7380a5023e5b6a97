use super::*;
use crate::law::testing::day;

/// Fact sheet, section 1: goods and services, central, light touch, works, in whole pounds.
#[test]
fn the_figures_of_each_date() {
    use VatBasis::{Excluding, Including};
    let table = [
        ("2020-01-01", Excluding, [189_330, 122_976, 663_540, 4_733_252, 4_733_252, 4_733_252]),
        ("2021-12-31", Excluding, [189_330, 122_976, 663_540, 4_733_252, 4_733_252, 4_733_252]),
        ("2022-01-01", Including, [213_477, 138_760, 663_540, 5_336_937, 5_336_937, 5_336_937]),
        ("2023-12-31", Including, [213_477, 138_760, 663_540, 5_336_937, 5_336_937, 5_336_937]),
        ("2024-01-01", Including, [214_904, 139_688, 663_540, 5_372_609, 5_372_609, 5_372_609]),
        ("2025-12-31", Including, [214_904, 139_688, 663_540, 5_372_609, 5_372_609, 5_372_609]),
        ("2026-01-01", Including, [207_720, 135_018, 663_540, 5_193_000, 5_372_609, 5_193_000]),
        ("2027-12-31", Including, [207_720, 135_018, 663_540, 5_193_000, 5_372_609, 5_193_000]),
    ];
    for (date, basis, pounds) in table {
        check(date, basis, pounds);
    }
}

#[test]
fn there_are_none_outside_the_loaded_dates() {
    assert_eq!(on(day("2019-12-31")), None);
    assert_eq!(on(day("2028-01-01")), None);
}

#[test]
fn changes_are_known_both_ways() {
    let table = [
        ("2021-10-19", Some("2022-01-01"), Some("2020-01-01")),
        ("2022-01-01", Some("2024-01-01"), Some("2022-01-01")),
        ("2025-12-31", Some("2026-01-01"), Some("2024-01-01")),
        ("2026-11-21", Some("2028-01-01"), Some("2026-01-01")),
        ("2028-01-01", None, Some("2028-01-01")),
        ("2019-06-01", Some("2020-01-01"), None),
    ];
    for (date, next, last) in table {
        assert_eq!(next_change_after(day(date)), next.map(day), "{date}");
        assert_eq!(last_change_by(day(date)), last.map(day), "{date}");
    }
}

#[test]
fn the_rows_follow_one_another_without_a_gap() {
    for pair in ALL.windows(2) {
        assert_eq!(pair[0].until.succ_opt(), Some(pair[1].from));
    }
    assert_eq!(ALL[3].until.succ_opt(), Some(NEXT_REVIEW));
}

#[test]
fn each_row_says_where_it_stands() {
    let legacy = "Public Contracts Regulations 2015, regulation 5";
    assert_eq!([ALL[0].source, ALL[1].source], [legacy, legacy]);
    let both = format!("{legacy}; from 24 February 2025 Procurement Act 2023, Schedule 1");
    assert_eq!(ALL[2].source, both);
    assert_eq!(ALL[3].source, "Procurement Act 2023, Schedule 1, as amended by SI 2025/1200");
}

#[test]
fn the_basis_reads_in_words() {
    assert_eq!(VatBasis::Excluding.words(), "excluding VAT");
    assert_eq!(VatBasis::Including.words(), "including VAT");
}

fn check(date: &str, basis: VatBasis, pounds: [i64; 6]) {
    let row = on(day(date)).expect("figures are loaded");
    let figures = [
        row.sub_central,
        row.central,
        row.light_touch,
        row.works,
        row.light_touch_concession,
        row.concession,
    ];
    assert_eq!(figures, pounds.map(Pence::pounds), "{date}");
    assert_eq!(row.basis, basis, "{date}");
}
