//! Commands at the server, as an operator runs them.

use std::path::Path;
use std::process::{Command, Output};

use gatehouse::store::{Dice, House, Store};

use crate::world::Database;

fn gatehouse(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gatehouse"));
    for name in [
        "DATABASE_URL",
        "GATEHOUSE_DATA",
        "GATEHOUSE_KEY_FILE",
        "GATEHOUSE_URL",
        "GATEHOUSE_LISTEN",
        "GATEHOUSE_FILES",
        "GATEHOUSE_SCAN",
        "GATEHOUSE_REGISTRATION",
        "GATEHOUSE_SMTP_URL",
        "GATEHOUSE_MAIL_FROM",
    ] {
        command.env_remove(name);
    }
    command.args(arguments).output().expect("the program runs")
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

#[tokio::test]
async fn the_demonstration_is_loaded_reported_and_verified() {
    let database = Database::empty().await;
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data").display().to_string();
    let common = ["--data", &data, "--database", &database.address];
    let run = |arguments: &[&str]| gatehouse(&[arguments, &common[..]].concat());

    let loaded = run(&["demo", "--load-only"]);
    assert!(loaded.status.success(), "{}", said(&loaded));
    let verified = run(&["verify"]);
    assert!(verified.status.success(), "{}", said(&verified));
    for words in ["The record holds: ", "files are there, and as they were kept."] {
        assert!(said(&verified).contains(words), "{}", said(&verified));
    }

    // The demonstration's emails go into a folder, whatever mail server is set.
    let ticked = run(&["tick", "--smtp-url", "smtp://mail.invalid", "--mail-from", "a@b.example"]);
    assert!(ticked.status.success(), "{}", said(&ticked));
    let emails = || {
        let mail = std::fs::read_dir(folder.path().join("data/mail")).expect("it is there");
        mail.flatten().map(|file| std::fs::read_to_string(file.path()).expect("a file")).collect::<Vec<_>>()
    };
    assert!(
        !emails().is_empty() && said(&ticked).contains(&format!("{} emails", emails().len())),
        "{}",
        said(&ticked)
    );
    assert!(
        emails()
            .iter()
            .all(|mail| mail.contains("A letter is waiting: ") || mail.contains("A day comes up: ")),
        "{:?}",
        emails()
    );
    assert!(said(&run(&["tick"])).contains("0 emails went out"));

    let pdf = |name: &str| folder.path().join(name);
    for name in ["one.pdf", "two.pdf"] {
        let out = pdf(name).display().to_string();
        let written = run(&["report", "DOR-2022-001", "--kind", "cabinet", "--out", &out]);
        assert!(written.status.success(), "{}", said(&written));
    }
    let read = |path: &Path| std::fs::read(path).expect("it was written");
    assert!(read(&pdf("one.pdf")) == read(&pdf("two.pdf")), "two processes give the same bytes");

    let unknown = run(&["report", "DOR-2022-001", "--kind", "novel", "--out", "x.pdf"]);
    let says = said(&unknown);
    assert!(says.contains("there is no report called novel; there are gateway-1, cabinet"), "{says}");

    database.tamper("UPDATE audit_line SET about = 'house' WHERE seq = 20").await;
    let broken = run(&["verify"]);
    assert_eq!(broken.status.code(), Some(1));
    assert!(said(&broken).contains("Line 20 does not hold"), "{}", said(&broken));

    let fresh = run(&["demo", "--load-only", "--fresh"]);
    assert!(fresh.status.success(), "{}", said(&fresh));
    assert!(run(&["verify"]).status.success());
}

#[test]
fn serving_refuses_default_secrets_and_a_set_clock() {
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().join("data");
    std::fs::create_dir(&data).expect("a data folder");
    let file = |name: &str, text: &str| {
        let file = folder.path().join(name);
        std::fs::write(&file, text).expect("it is written");
        file.display().to_string()
    };
    let good = "c29tZSByYW5kb20gYnl0ZXMgZm9yIHRlc3RzIG9ubHk=";
    let inside = file("data/key", good);
    let published = file(
        "published",
        "gatehouse demonstration key, not for serving\n0123456789012345678901234567890123456789",
    );
    let short = file("short", "abc");
    let fine = file("fine", good);
    let data = data.display().to_string();
    let serve = |more: &[&str]| said(&gatehouse(&[&["serve", "--data", &data], more].concat()));

    assert!(serve(&[]).contains("a key file is needed"));
    assert!(serve(&["--key-file", &inside]).contains("inside the data folder"));
    assert!(serve(&["--key-file", &published]).contains("the demonstration's key"));
    assert!(serve(&["--key-file", &short]).contains("there is no key in"));
    assert!(serve(&["--key-file", &fine, "--smtp-url", "smtps://mail.invalid"]).contains("--mail-from"));
    assert!(
        serve(&["--key-file", &fine, "--now", "2027-01-01T00:00:00Z"]).contains("the clock cannot be set")
    );
    let loaded = gatehouse(&["demo", "--load-only", "--data", &data]);
    assert!(loaded.status.success(), "{}", said(&loaded));
    assert!(serve(&["--key-file", &fine]).contains("holds the demonstration"));
}

#[tokio::test]
async fn a_real_authority_starts_with_its_administrator() {
    let database = Database::empty().await;
    let folder = tempfile::tempdir().expect("a folder");
    let data = folder.path().display().to_string();
    let add = |email: &str| {
        gatehouse(&[
            "authority",
            "Anytown Council",
            "--style",
            "cabinet",
            "--administrator",
            email,
            "--data",
            &data,
            "--database",
            &database.address,
        ])
    };
    assert!(said(&add("nobody")).contains("Email address must be an email address"));
    let added = add("administrator@anytown.example");
    assert!(said(&added).contains("/invitation/"), "{}", said(&added));
    let again = add("administrator@anytown.example");
    assert!(!again.status.success() && said(&again).contains("taken"), "{}", said(&again));
    let store = Store::open(&database.address, Dice::fixed(3)).await.expect("it opens");
    assert!(!store.reader(House).is_demonstration().await.expect("it answers"));
    assert!(store.reader(House).verify().await.expect("it answers").is_ok());
}
