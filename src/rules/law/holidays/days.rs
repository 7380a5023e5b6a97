//! Bank holidays as the Government published them, substitute days included.
//!
//! 2021 to 2027 England and Wales, and 2021 to 2023 in every part: read in copies of GOV.UK's data. The
//! rest: the project's fact sheet, section 8, which was read from the same data. Scotland's 15 June 2026 is
//! a single holiday.

/// One part of the United Kingdom: each year with its days as (month, day).
pub(super) type Part = [(i32, &'static [(u32, u32)]); 8];

/// Every bank holiday in England and Wales.
pub(super) const ENGLAND_AND_WALES: Part = [
    (2021, &[(1, 1), (4, 2), (4, 5), (5, 3), (5, 31), (8, 30), (12, 27), (12, 28)]),
    (2022, &[(1, 3), (4, 15), (4, 18), (5, 2), (6, 2), (6, 3), (8, 29), (9, 19), (12, 26), (12, 27)]),
    (2023, &[(1, 2), (4, 7), (4, 10), (5, 1), (5, 8), (5, 29), (8, 28), (12, 25), (12, 26)]),
    (2024, &[(1, 1), (3, 29), (4, 1), (5, 6), (5, 27), (8, 26), (12, 25), (12, 26)]),
    (2025, &[(1, 1), (4, 18), (4, 21), (5, 5), (5, 26), (8, 25), (12, 25), (12, 26)]),
    (2026, &[(1, 1), (4, 3), (4, 6), (5, 4), (5, 25), (8, 31), (12, 25), (12, 28)]),
    (2027, &[(1, 1), (3, 26), (3, 29), (5, 3), (5, 31), (8, 30), (12, 27), (12, 28)]),
    (2028, &[(1, 3), (4, 14), (4, 17), (5, 1), (5, 29), (8, 28), (12, 25), (12, 26)]),
];

/// What Scotland keeps besides: 2 January, the first Monday of August, St Andrew's Day.
pub(super) const SCOTLAND: Part = [
    (2021, &[(1, 4), (8, 2), (11, 30)]),
    (2022, &[(1, 4), (8, 1), (11, 30)]),
    (2023, &[(1, 3), (8, 7), (11, 30)]),
    (2024, &[(1, 2), (8, 5), (12, 2)]),
    (2025, &[(1, 2), (8, 4), (12, 1)]),
    (2026, &[(1, 2), (6, 15), (8, 3), (11, 30)]),
    (2027, &[(1, 4), (8, 2), (11, 30)]),
    (2028, &[(1, 4), (8, 7), (11, 30)]),
];

/// What Northern Ireland keeps besides: St Patrick's Day and the Battle of the Boyne.
pub(super) const NORTHERN_IRELAND: Part = [
    (2021, &[(3, 17), (7, 12)]),
    (2022, &[(3, 17), (7, 12)]),
    (2023, &[(3, 17), (7, 12)]),
    (2024, &[(3, 18), (7, 12)]),
    (2025, &[(3, 17), (7, 14)]),
    (2026, &[(3, 17), (7, 13)]),
    (2027, &[(3, 17), (7, 12)]),
    (2028, &[(3, 17), (7, 12)]),
];
