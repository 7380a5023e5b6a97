//! A register with as many contracts as are asked for, put there as rows.

use std::fmt::Write;

use sea_orm::{ConnectionTrait, Database, TransactionTrait};

/// So many rows in one statement.
const AT_ONCE: usize = 500;

/// Fills the register of Dorset; one contract in twenty is Medway's.
pub async fn fill(address: &str, count: usize) -> anyhow::Result<()> {
    let db = Database::connect(address).await?;
    let into = db.begin().await?;
    let mut number = 0;
    while number < count {
        let until = (number + AT_ONCE).min(count);
        let rows: Vec<String> = (number..until).map(row).collect();
        number = until;
        into.execute_unprepared(&format!(
            "INSERT INTO contract (id, authority_id, version, stage, reference, title, supplier, department, description, \
             value, value_now, spent, starts_on, ends_on, next_on, next_what, signed_on, ended_on, gaps) VALUES {}",
            rows.join(", ")
        ))
        .await?;
    }
    into.commit().await?;
    db.close().await?;
    Ok(())
}

const WHAT: [&str; 10] = [
    "Support",
    "Advice",
    "Outreach",
    "Repair",
    "Care",
    "Transport",
    "Cleaning",
    "Counselling",
    "Respite",
    "Advocacy",
];
const WHOM: [&str; 10] = [
    "young carers",
    "families",
    "older people",
    "parks",
    "schools",
    "tenants",
    "roads",
    "libraries",
    "veterans",
    "women",
];

/// Numbers that look scattered, and are the same each time.
fn scattered(number: usize, salt: usize) -> usize {
    let mixed = (number.wrapping_add(salt.wrapping_mul(7919))).wrapping_mul(2_654_435_761) % 4_294_967_296;
    (mixed >> 7) ^ (mixed % 127)
}

fn row(number: usize) -> String {
    let of = |salt: usize, many: usize| scattered(number, salt) % many;
    let council = if number.is_multiple_of(20) { "Medway" } else { "Dorset" };
    let stage = match (number % 2_000, of(1, 100)) {
        (1, _) => "abandoned",
        (_, 0..5) => "setting_up",
        (_, 5..30) => "ended",
        _ => "in_force",
    };
    let department = match (number % 20_000, of(2, 20)) {
        (3, _) => "'Rare'".to_owned(),
        (_, 0) => "NULL".to_owned(),
        (_, one) => format!("'Department {one}'"),
    };
    let day = |salt: usize, from: usize, years: usize| {
        format!("'{}-{:02}-{:02}'", from + of(salt, years), 1 + of(salt + 1, 12), 1 + of(salt + 2, 28))
    };
    let (value, ends) = (1 + of(3, 100_000_000), day(10, 2024, 10));
    let in_force = stage == "in_force";
    let mut text = String::new();
    let _ = write!(
        text,
        "({}, (SELECT id FROM authority WHERE name LIKE '{council}%'), 1, '{stage}', 'DOR-{number:07}', '{} for {} in area {}', \
         'Provider {} Trust', {department}, '{}', {value}, {}, 0, {}, {}, {}, {}, {}, {}, '{{}}')",
        10_000_000 + number,
        WHAT[of(4, 10)],
        WHOM[of(5, 10)],
        of(6, 500),
        of(7, 3_000),
        "What is bought, in a few sentences that the public reads. ".repeat(5),
        if stage == "setting_up" { "NULL".to_owned() } else { value.to_string() },
        day(20, 2018, 6),
        if stage == "setting_up" { "NULL" } else { &ends },
        if in_force { day(30, 2026, 6) } else { "NULL".to_owned() },
        if in_force { "'serve'" } else { "NULL" },
        day(20, 2018, 6),
        if stage == "ended" { &ends } else { "NULL" },
    );
    text
}
