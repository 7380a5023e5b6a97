//! Case files: made from the record, checked without it, and every kind of tampering found.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::world::World;

/// Medway's tender that has been evaluated to the end.
const AWARDED: &str = "MED-AWARD-001";

fn gatehouse(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gatehouse"));
    let own = std::env::vars().map(|(name, _)| name);
    for name in own.filter(|name| name.starts_with("GATEHOUSE_") || name == "DATABASE_URL") {
        command.env_remove(name);
    }
    command.args(arguments).output().expect("the program runs")
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// A case file, and a folder for altered copies of it.
struct Made {
    files: BTreeMap<String, Vec<u8>>,
    folder: tempfile::TempDir,
}

fn write_case(world: &World, reference: &str, out: &Path) -> Output {
    let out = out.display().to_string();
    gatehouse(&["case", reference, "--out", &out, "--database", &world.database.address])
}

impl Made {
    async fn of(world: &World) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let made = folder.path().join("made");
        let output = write_case(world, AWARDED, &made);
        assert!(output.status.success(), "{}", said(&output));
        let files = std::fs::read_dir(&made).expect("it was made").map(|entry| {
            let entry = entry.expect("an entry");
            let name = entry.file_name().into_string().expect("a name");
            (name, std::fs::read(entry.path()).expect("a file"))
        });
        Self { files: files.collect(), folder }
    }

    fn json(&self, name: &str) -> Value {
        serde_json::from_slice(&self.files[name]).expect("it is JSON")
    }

    /// What the check says of these files.
    fn check(&self, files: &BTreeMap<String, Vec<u8>>) -> Output {
        let altered: PathBuf = self.folder.path().join("altered");
        let _ = std::fs::remove_dir_all(&altered);
        std::fs::create_dir(&altered).expect("a folder");
        for (name, bytes) in files {
            std::fs::write(altered.join(name), bytes).expect("a file");
        }
        gatehouse(&["verify", "--case", &altered.display().to_string()])
    }

    /// Alters one file, makes the manifest anew as a forger would, and wants the fault to be found all the same.
    fn forged(&self, name: &str, alter: impl FnOnce(&mut Vec<u8>), finds: &str) {
        let mut files = self.files.clone();
        alter(files.get_mut(name).expect("it is there"));
        renew(&mut files);
        self.finds(&files, finds);
    }

    fn forged_case(&self, alter: impl FnOnce(&mut Value), finds: &str) {
        let mut case = self.json("case.json");
        alter(&mut case);
        self.forged("case.json", |bytes| *bytes = pretty(&case), finds);
    }

    fn finds(&self, files: &BTreeMap<String, Vec<u8>>, finds: &str) {
        let output = self.check(files);
        assert_eq!(output.status.code(), Some(1), "{finds}: {}", said(&output));
        assert!(said(&output).contains(finds), "{finds}: {}", said(&output));
        assert!(said(&output).contains("The case file does not hold."), "{}", said(&output));
    }
}

fn pretty(value: &Value) -> Vec<u8> {
    let mut bytes = serde_json::to_vec_pretty(value).expect("it is JSON");
    bytes.push(b'\n');
    bytes
}

fn renew(files: &mut BTreeMap<String, Vec<u8>>) {
    let names = files.iter().filter(|(name, _)| *name != "manifest.json");
    let digests: BTreeMap<_, _> =
        names.map(|(name, bytes)| (name.clone(), hex::encode(Sha256::digest(bytes)))).collect();
    let mut manifest: Value = serde_json::from_slice(&files["manifest.json"]).expect("it is JSON");
    manifest["files"] = json!(digests);
    files.insert("manifest.json".to_owned(), pretty(&manifest));
}

#[tokio::test]
async fn a_case_is_made_checked_and_read() {
    let world = World::new().await;
    let made = Made::of(&world).await;
    let output = made.check(&made.files);
    assert!(output.status.success(), "{}", said(&output));
    assert!(said(&output).contains("The case file holds."), "{}", said(&output));

    let readme = String::from_utf8_lossy(&made.files["README.txt"]).into_owned();
    for words in ["rank 1", "84.00", "not ranked: overall", "Agreed: ", "Why it moved:", "Decision 1 of"] {
        assert!(readme.contains(words), "{words}: {readme}");
    }
    let names: Vec<_> = made.files.keys().map(String::as_str).collect();
    assert_eq!(names.iter().filter(|name| name.starts_with("letter-") && name.ends_with(".pdf")).count(), 3);
    assert!(!names.iter().any(|name| name.starts_with("what-if")), "nobody chose to keep it");
    let evaluate = names.iter().find(|name| name.starts_with("evaluate-")).expect("it has a ranking");
    let file = made.folder.path().join("made").join(evaluate).display().to_string();
    let again = gatehouse(&["evaluate", &file]);
    assert!(again.status.success() && said(&again).contains("84.00"), "{}", said(&again));
    let everything = made.files.values().flatten().copied().collect::<Vec<_>>();
    assert!(!String::from_utf8_lossy(&everything).contains("password_hash"));

    // Made again from the same record, it is the same to the byte.
    let twice = Made::of(&world).await;
    assert!(twice.files == made.files);
}

#[tokio::test]
async fn it_is_not_made_early_nor_over_anything() {
    let world = World::new().await;
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().join("case");
    for (reference, says) in [
        ("NO-SUCH-001", "there is no tender"),
        ("MED-OPEN-001", "has not begun"),
        ("MED-2021-001", "has not begun"),
    ] {
        let refused = write_case(&world, reference, &out);
        assert!(!refused.status.success() && said(&refused).contains(says), "{}", said(&refused));
        assert!(!out.exists());
    }
    world.database.tamper("UPDATE lot_evaluation SET signed_at = NULL, signed_by = NULL").await;
    let unsigned = write_case(&world, AWARDED, &out);
    assert!(said(&unsigned).contains("is not signed off in every lot"), "{}", said(&unsigned));
    std::fs::create_dir(&out).expect("a folder");
    std::fs::write(out.join("mine.txt"), "mine").expect("a file");
    let over = write_case(&world, AWARDED, &out);
    assert!(said(&over).contains("is not empty"), "{}", said(&over));
}

#[tokio::test]
async fn what_would_change_the_winner_is_there_only_by_choice() {
    let world = World::new().await;
    // Behind the store's back: the line that would tell of the choice is missing, and that is found.
    world.database.tamper("UPDATE lot_evaluation SET what_if_kept = true").await;
    let made = Made::of(&world).await;
    let name = made.files.keys().find(|name| name.starts_with("what-if-")).expect("it was chosen").clone();
    let kept = made.json(&name);
    assert!(kept["split_changes"].as_array().is_some_and(|all| !all.is_empty()), "{kept}");
    made.finds(&made.files, "what_if_kept is not what was recorded, which was false");
    made.forged(&name, |bytes| bytes.push(b'\n'), &format!("{name}: it is not what comes out"));
}

#[tokio::test]
async fn every_file_changed_by_one_byte_is_found() {
    let made = Made::of(&World::new().await).await;
    for name in made.files.keys() {
        let mut files = made.files.clone();
        let bytes = files.get_mut(name).expect("it is there");
        let middle = bytes.len() / 2;
        bytes[middle] ^= 1;
        // What is wrong in the manifest may be the digest of another file, which is then named.
        made.finds(&files, if name == "manifest.json" { "" } else { name });
        let mut files = made.files.clone();
        files.get_mut(name).expect("it is there").push(b' ');
        made.finds(&files, name);
        let mut files = made.files.clone();
        files.remove(name);
        made.finds(&files, &format!("{name}: it is missing"));
    }
    let mut files = made.files.clone();
    files.insert("more.txt".to_owned(), b"more".to_vec());
    made.finds(&files, "more.txt: the manifest does not name it");
}

#[tokio::test]
async fn a_forger_who_makes_the_manifest_anew_is_found_too() {
    let made = Made::of(&World::new().await).await;
    let mut same = made.files.clone();
    renew(&mut same);
    assert!(same == made.files, "the forger's manifest is written as ours");

    let record = |case: &mut Value, table: &str, row: usize, column: &str, value: Value| {
        case["record"][table][row][column] = value;
    };
    made.forged_case(
        |case| record(case, "moderated_score", 0, "score", json!(1)),
        "score is not what was recorded",
    );
    made.forged_case(
        |case| record(case, "moderated_score", 0, "reason", json!("Good.")),
        "reason is not what",
    );
    made.forged_case(|case| record(case, "score", 0, "score", json!(1)), "it is not what line");
    made.forged_case(|case| record(case, "score", 0, "reason", json!("Good.")), "it is not what line");
    made.forged_case(|case| record(case, "score_sheet", 0, "salt", json!("00")), "it is not what line");
    made.forged_case(
        |case| record(case, "bid_price", 0, "total", json!(1)),
        "is not the one that was opened",
    );
    made.forged_case(
        |case| record(case, "conflict_declaration", 0, "conflicted", json!("?")),
        "conflicted is not",
    );
    made.forged_case(
        |case| record(case, "award", 0, "reasons", json!("None.")),
        "reasons is not what was recorded",
    );
    made.forged_case(|case| record(case, "moderation", 0, "minutes", json!("None.")), "minutes is not what");
    made.forged_case(|case| record(case, "terms", 0, "text", json!("{}")), "it is not what line");
    made.forged_case(
        |case| record(case, "opened_bid", 0, "name", json!("Another")),
        "name is not what was recorded",
    );
    made.forged_case(|case| record(case, "assessment_summary", 0, "text", json!("{}")), "assessment_summary");
    made.forged_case(
        |case| {
            let result = &mut case["record"]["ranking"][0]["result"];
            *result = json!(result.as_str().expect("text").replacen("\"rank\":1", "\"rank\":2", 1));
        },
        "it comes out otherwise",
    );
    made.forged_case(
        |case| drop(case["record"]["score"].as_array_mut().expect("rows").pop()),
        "a line of the record tells of it, and it is not here",
    );
    made.forged_case(
        |case| {
            let mut more = case["record"]["score"][0].clone();
            more["id"] = json!(99_999);
            case["record"]["score"].as_array_mut().expect("rows").push(more);
        },
        "no line of the record tells of it",
    );
    let evaluate = made.files.keys().find(|name| name.starts_with("evaluate-")).expect("it is there").clone();
    made.forged(
        &evaluate,
        |bytes| *bytes = String::from_utf8_lossy(bytes).replacen(": 4", ": 5", 1).into_bytes(),
        "it is not what comes out of the frozen ranking",
    );
}

#[tokio::test]
async fn a_line_that_is_changed_or_gone_is_found() {
    let made = Made::of(&World::new().await).await;
    let text = String::from_utf8(made.files["audit.jsonl"].clone()).expect("it is text");
    let lines: Vec<&str> = text.lines().collect();
    for at in (0..lines.len()).step_by(9) {
        let mut left = lines.clone();
        left.remove(at);
        made.forged(
            "audit.jsonl",
            |bytes| *bytes = (left.join("\n") + "\n").into_bytes(),
            "other lines than case.json names",
        );
    }
    let altered = text.replacen("freeze_ranking", "freeze_rankinG", 1);
    assert_ne!(altered, text);
    made.forged("audit.jsonl", |bytes| *bytes = altered.into_bytes(), "its hash does not fit what it says");
    let detail = text.replacen("\\\"table\\\":\\\"award\\\"", "\\\"table\\\":\\\"other\\\"", 1);
    assert_ne!(detail, text);
    made.forged(
        "audit.jsonl",
        |bytes| *bytes = detail.into_bytes(),
        "what it wrote is not what was recorded",
    );
}
