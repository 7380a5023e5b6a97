//! Sealing: what is saved lies nowhere in plain, opens only to those it was sealed to, and is whole or not there.

use std::io::Error;
use std::path::Path;

use bytes::Bytes;
use futures_util::stream::{self, Stream};
use gatehouse::store::{Dice, Pen, StoreError, UploadFault};
use rules::access::Actor;
use rules::bid::{FILE_MOST_BYTES, FileName};

use crate::world::tenders::OPEN;
use crate::world::{World, bids, instant};

/// A file as it comes.
type Body = Box<dyn Stream<Item = Result<Bytes, Error>> + Unpin>;

const ANSWER: &str = "Our practitioners hold caseloads of six and meet each woman weekly.";

#[tokio::test]
async fn what_is_sealed_lies_nowhere_in_plain() {
    let world = World::new().await;
    let pen = pen(&world);
    let (tender, own) = (keys(&pen).await, keys(&pen).await);
    pen.seal_text(&[&tender, &own], ANSWER).await.expect("a text is sealed");
    let file = named("Method statement of a charity.pdf");
    pen.seal_file(&[&tender, &own], &file, pdf("a price of £331,000")).await.expect("a file is sealed");
    let files = world.sealed_files();
    assert!(files.len() >= 2);
    for secret in [ANSWER, "331,000", "Method statement", "application/pdf", "AGE-SECRET-KEY"] {
        for file in &files {
            assert!(!holds(file, secret), "{secret} lies in {}", file.display());
        }
    }
}

#[tokio::test]
async fn a_stolen_copy_reveals_no_answer_no_price_and_no_file_name() {
    let world = World::new().await;
    let bid = world.whole_bid("bids@harbour.example", OPEN).await;
    let page =
        bid.author.upload(&bid.at("/files"), "Rota of night staff.pdf", b"%PDF-1.7 four at night").await;
    assert_eq!(page.status, 303, "{}", page.text());
    let typed = [("subcontractors", "Saltmarsh Counselling")];
    let page = bid.author.fill_in(&bid.at("/declarations"), &typed).await;
    assert!([303, 422].contains(&page.status), "{}", page.text());
    let submitted = bid.submit().await;
    assert_eq!(submitted.status, 303, "{}", submitted.text());
    let own = bid.author.get(&bid.at("/document?submission=1")).await;
    assert!(own.says(bids::ANSWER) && own.says("£210,000.01"), "whose it is reads it: {}", own.text());

    let mut stolen = vec![("the database".to_owned(), world.database.stolen().await)];
    for file in world.sealed_files() {
        stolen.push((file.display().to_string(), std::fs::read(&file).expect("a file can be read")));
    }
    assert!(found(&stolen[0].1, "Harbour Advocacy"), "what is not sealed is found");
    let demonstration = ["Two women share one support worker", "69,500", "6950000", "Northgate"];
    let own = [
        "Two practitioners",
        "eighteen months",
        "109,999.99",
        "10999999",
        "100,000.02",
        "10000002",
        "210,000.01",
        "21000001",
        "Rota of night",
        "four at night",
        "Saltmarsh",
        "AGE-SECRET-KEY",
    ];
    for secret in demonstration.iter().chain(&own) {
        for (place, bytes) in &stolen {
            assert!(!found(bytes, secret), "{secret} lies in {place}");
        }
    }
    assert!(world.chain_holds().await);
}

#[tokio::test]
async fn a_record_refuses_another_key() {
    let world = World::new().await;
    let other = world.database.open_with(Dice::fixed(9), &"22".repeat(32), None).await;
    assert!(matches!(other.err(), Some(StoreError::WrongKey)));
    let bare =
        gatehouse::store::Store::open(&world.database.address, Dice::fixed(9)).await.expect("it opens");
    let pen = bare.pen(Actor::house(), instant("2026-11-21T09:00:00Z"));
    assert!(matches!(pen.new_keys().await.err(), Some(StoreError::NoVault)));
}

#[tokio::test]
async fn a_file_that_is_refused_or_cut_off_leaves_nothing() {
    let world = World::new().await;
    let before = world.sealed_files().len();
    let pen = pen(&world);
    let to = keys(&pen).await;
    let file = named("a.pdf");
    let cut_off = stream::iter([Ok(Bytes::from(vec![b'%'; 5])), Err(Error::other("gone"))]);
    let half = stream::iter([Ok(begun(300_000)), Ok(begun(300_000)), Err(Error::other("gone"))]);
    let too_large =
        stream::iter((0..=FILE_MOST_BYTES / (1024 * 1024)).map(|_| Ok::<_, Error>(begun(1024 * 1024))));
    let empty = stream::iter(Vec::<Result<Bytes, Error>>::new());
    let program = stream::iter([Ok::<_, Error>(Bytes::from_static(b"MZ\x90\x00 not what its name says"))]);
    let table: [(&str, UploadFault, Body); 5] = [
        ("cut off", UploadFault::CutOff, Box::new(cut_off)),
        ("half", UploadFault::CutOff, Box::new(half)),
        ("too large", UploadFault::TooLarge, Box::new(too_large)),
        ("empty", UploadFault::Empty, Box::new(empty)),
        ("program", UploadFault::WrongType, Box::new(program)),
    ];
    for (what, fault, body) in table {
        let sealed = pen.seal_file(&[&to], &file, body).await;
        assert!(matches!(&sealed, Err(StoreError::Upload(found)) if *found == fault), "{what}: {sealed:?}");
    }
    nothing_left(&world, before).await;
}

#[tokio::test]
async fn a_scanner_reads_each_file_before_it_is_kept() {
    let world = World::new().await;
    let file = named("a.pdf");
    let table = [
        ("grep -q harmless", None),
        ("grep -qv harmless", Some(UploadFault::Infected)),
        ("false", Some(UploadFault::Infected)),
        ("no-such-scanner", Some(UploadFault::NotScanned)),
        ("grep -q [", Some(UploadFault::NotScanned)),
    ];
    for (scanner, fault) in table {
        let key = "17".repeat(32);
        let store = world.database.open_with(Dice::fixed(3), &key, Some(scanner)).await.expect("it opens");
        let pen = store.pen(Actor::house(), instant("2026-11-21T09:00:00Z"));
        let kept = pen.keep_file(&file, pdf("harmless")).await;
        match fault {
            None => assert!(kept.is_ok(), "{scanner}: {kept:?}"),
            Some(fault) => assert!(
                matches!(&kept, Err(StoreError::Upload(found)) if *found == fault),
                "{scanner}: {kept:?}"
            ),
        }
    }
}

#[tokio::test]
async fn what_no_row_names_is_swept_after_a_day() {
    let world = World::new().await;
    let before = world.sealed_files().len();
    let pen = pen(&world);
    let to = keys(&pen).await;
    pen.seal_text(&[&to], ANSWER).await.expect("a text is sealed");
    // As a killed server leaves an upload.
    put(&world, &format!("sealed/01/{}#1", "23".repeat(31)));
    // None of these has a name of ours, so it is somebody else's.
    put(&world, "letters/2001.pdf");
    put(&world, "sealed/01/2001.pdf");
    put(&world, "sealed/0123#1");
    assert_eq!(world.sealed_files().len(), before + 5);
    let sweep = async |now: &str| world.store.sweep(instant(now)).await.expect("the files answer");
    assert_eq!(sweep("2001-01-01T00:00:00Z").await, 0, "what came less than a day ago is left alone");
    assert_eq!(sweep("2101-01-01T00:00:00Z").await, 2);
    assert_eq!(world.sealed_files().len(), before + 3, "what rows name is still there, and what is not ours");
}

#[tokio::test]
async fn nothing_is_swept_where_most_of_what_is_there_is_named_by_nothing() {
    let world = World::new().await;
    let refused = async || {
        let there = world.sealed_files().len();
        let swept = world.store.sweep(instant("2101-01-01T00:00:00Z")).await;
        assert!(matches!(swept, Err(StoreError::OthersFiles { .. })), "{swept:?}");
        assert_eq!(world.sealed_files().len(), there);
    };
    let named = world.sealed_files().len();
    let most = (named + 1).max(21);
    for number in 0..most {
        put(&world, &format!("open/ab/{number:062x}"));
    }
    refused().await;
    for number in 3..most {
        let name = world.database.files().join(format!("open/ab/{number:062x}"));
        std::fs::remove_file(name).expect("it can be removed");
    }
    world.database.tamper("DELETE FROM tender_file").await;
    world.database.tamper("DELETE FROM bid_part").await;
    // The record names nothing now, as a new one in the place of another would.
    refused().await;
}

/// Something lies among the files under this name.
fn put(world: &World, name: &str) {
    let file = world.database.files().join(name);
    std::fs::create_dir_all(file.parent().expect("it is in a folder")).expect("a folder is made");
    std::fs::write(file, "something").expect("a file is written");
}

fn pen(world: &World) -> Pen {
    world.store.pen(Actor::house(), instant("2026-11-21T09:00:00Z"))
}

async fn keys(pen: &Pen) -> String {
    pen.new_keys().await.expect("keys are made").public
}

fn named(name: &str) -> FileName {
    FileName::cleaned(name).expect("this may be uploaded")
}

fn begun(bytes: usize) -> Bytes {
    let mut piece = b"%PDF-1.7 ".to_vec();
    piece.resize(bytes, b'x');
    piece.into()
}

fn pdf(says: &str) -> impl Stream<Item = Result<Bytes, Error>> + use<> {
    stream::iter([Ok(Bytes::from(format!("%PDF-1.7 {says}")))])
}

fn holds(file: &Path, text: &str) -> bool {
    let bytes = std::fs::read(file).expect("a file can be read");
    found(&bytes, text)
}

fn found(bytes: &[u8], text: &str) -> bool {
    bytes.windows(text.len()).any(|window| window == text.as_bytes())
}

/// What is cut off is taken away beside the request that was cut off: it may take its moment, and no more.
async fn nothing_left(world: &World, before: usize) {
    for _ in 0..100_000 {
        if world.sealed_files().len() == before {
            return;
        }
        tokio::task::yield_now().await;
    }
    assert_eq!(world.sealed_files().len(), before);
}
