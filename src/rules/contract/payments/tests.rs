use entity::state::{ContractStage, Role, TermEnd};

use super::*;
use crate::contract::testing::{IDS, authority, dorset, medway, now, payment};
use crate::testing::{SEEN, check_refused, form, noon, refused, rows, staff, strangers};

fn day(text: &str) -> NaiveDate {
    crate::testing::day(text)
}

fn line(line: usize, on: Option<&str>, amount: Option<i64>) -> Imported {
    Imported {
        line,
        paid_on: on.map(day),
        amount: amount.map(Pence),
        reference: Some("INV-1".to_owned()),
        ..Imported::default()
    }
}

fn read(contract: &Contract, file: &[Imported]) -> Result<Change, Refusal> {
    let ids: Vec<_> = (0..10_000).map(|id| RowId(5_000 + id)).collect();
    import(contract, &authority(), file, &ids, SEEN, &staff(Role::ContractManager), noon("2022-09-01"))
}

fn type_in(contract: &Contract, given: &[(&str, &str)]) -> Result<Change, Refusal> {
    record(
        contract,
        &authority(),
        &IDS,
        &form(PAYMENT, given),
        SEEN,
        &staff(Role::ContractManager),
        noon("2022-09-01"),
    )
}

#[test]
fn a_payment_is_recorded_and_counts_at_once() {
    let written =
        rows(type_in(&medway(), &[("paid_on", "2022-05-01"), ("amount", "27,500"), ("vat", "5,500")]));
    assert!(written[0].starts_with("insert contract_payment"), "{}", written[0]);
    assert!(
        written[0].contains(r#""amount":2750000"#) && written[0].contains(r#""vat":550000"#),
        "{}",
        written[0]
    );
    assert!(written[1].contains(r#""spent":2750000"#), "{}", written[1]);
    let back = rows(type_in(&medway(), &[("paid_on", "2022-05-01"), ("amount", "500"), ("credit", "yes")]));
    assert!(back[0].contains(r#""amount":-50000"#), "{}", back[0]);
    // One just like it is another payment, with a key of its own.
    let mut again = medway();
    again.payments = vec![payment(1, "2022-05-01", 2_750_000, Some(550_000))];
    let second = rows(type_in(&again, &[("paid_on", "2022-05-01"), ("amount", "27,500"), ("vat", "5,500")]));
    assert!(second[1].contains(r#""spent":5500000"#), "{}", second[1]);
}

#[test]
fn a_payment_that_cannot_be_is_refused_at_its_box() {
    let table = [
        ("2022-09-02", "1", "paid_on: Its day, 2 September 2022, is in the future."),
        (
            "2022-03-31",
            "1",
            "paid_on: Its day, 31 March 2022, is before the contract’s first day, 1 April 2022.",
        ),
        ("2022-05-01", "0", "amount: It has no amount."),
    ];
    for (on, amount, says) in table {
        check_refused(type_in(&medway(), &[("paid_on", on), ("amount", amount)]), Why::Incomplete, says);
    }
}

/// A file with a total line, read once and then again with a line more.
#[test]
fn a_file_that_is_read_twice_counts_once() {
    let file = [
        line(2, Some("2022-05-01"), Some(2_750_000)),
        line(3, Some("2022-05-01"), Some(2_750_000)),
        line(4, Some("2022-08-01"), Some(2_750_000)),
        line(5, None, Some(8_250_000)),
    ];
    let first = rows(read(&medway(), &file));
    assert_eq!(first.len(), 4, "three payments and the sums");
    assert!(first[3].contains(r#""spent":8250000"#), "{}", first[3]);
    let mut after = medway();
    for (place, (fate, once)) in fates(&medway(), &file, day("2022-09-01")).into_iter().enumerate() {
        if let (Fate::New, Some(once)) = (fate, once) {
            let row = payment(i64::try_from(place).unwrap_or(0), "2022-05-01", 2_750_000, None);
            after.payments.push(contract_payment::Model { once, ..row });
        }
    }
    check_refused(read(&after, &file), Why::NotNow, "Every payment of this file is in the record already.");
    let more = [&file[..3], &[line(6, Some("2022-08-30"), Some(100))]].concat();
    let found: Vec<_> = fates(&after, &more, day("2022-09-01")).into_iter().map(|(fate, _)| fate).collect();
    assert_eq!(found, [Fate::Known, Fate::Known, Fate::Known, Fate::New]);
}

#[test]
fn every_line_that_cannot_be_recorded_is_named() {
    let file = [
        line(2, None, Some(100)),
        line(3, Some("2022-05-01"), None),
        line(4, Some("2023-05-01"), Some(100)),
        line(5, Some("2022-05-01"), Some(100)),
    ];
    let (kind, says) = refused(read(&medway(), &file));
    assert_eq!(kind, Why::Incomplete);
    assert_eq!(
        says,
        "Line 2: It has no day.\nLine 3: It has no amount.\nLine 4: Its day, 1 May 2023, is in the future."
    );
    let many = vec![line(2, Some("2022-05-01"), Some(100)); MOST + 1];
    assert_eq!(refused(read(&medway(), &many)).0, Why::Incomplete);
    let total = Imported { note: Some("Grand TOTAL".to_owned()), ..line(4, None, Some(999)) };
    let said = [line(2, Some("2022-05-01"), Some(100)), line(3, Some("2022-05-02"), Some(100)), total];
    assert_eq!(fates(&medway(), &said, day("2022-09-01"))[2].0, Fate::TotalLine);
}

/// A sheet whose total stands in the column of the day, and says another sum than its lines.
#[test]
fn a_total_that_does_not_add_up_is_told() {
    let total = Imported {
        unread: Unread { day: Some("Total".to_owned()), ..Unread::default() },
        ..line(3, None, Some(300))
    };
    let file = [line(2, Some("2022-05-01"), Some(100)), total];
    let found = fates(&medway(), &file, day("2022-09-01"));
    assert_eq!(found[1].0, Fate::TotalLine);
    assert_eq!(
        totals_off(&file, &found),
        ["The total on line 3 is £3, but the payments above it come to £1. Check that none is missing."]
    );
    let agreed = [file[0].clone(), Imported { amount: Some(Pence(100)), ..file[1].clone() }];
    assert_eq!(totals_off(&agreed, &found), [""; 0]);
}

#[test]
fn what_cannot_be_read_is_shown_as_it_stands() {
    let unread = |day: Option<&str>, amount: Option<&str>, vat: Option<&str>| Imported {
        unread: Unread {
            day: day.map(str::to_owned),
            amount: amount.map(str::to_owned),
            vat: vat.map(str::to_owned),
        },
        ..line(2, Some("2022-05-01"), Some(100))
    };
    let table = [
        (unread(Some("31/13/2022"), None, None), "“31/13/2022” is not a day. Write it like 31/03/2027."),
        (unread(None, Some("27k"), None), "“27k” is not an amount. Write it like 27583.33."),
        (unread(None, None, Some("n/a")), "“n/a” is not an amount. Write it like 27583.33."),
    ];
    for (line, says) in table {
        assert_eq!(fates(&medway(), &[line], day("2022-09-01"))[0].0, Fate::Wrong(says.to_owned()));
    }
}

/// Dorset's quarter of £82,750 makes the payment notice of that quarter due in the same step.
#[test]
fn a_large_payment_makes_its_notice_due_at_once() {
    let draft = form(PAYMENT, &[("paid_on", "2027-06-30"), ("amount", "82,750")]);
    let change = record(
        &dorset(TermEnd::Break),
        &authority(),
        &IDS,
        &draft,
        SEEN,
        &staff(Role::ContractManager),
        now(),
    );
    let written = rows(change);
    let notice = written.iter().find(|row| row.contains("payment/2027-06-30"));
    assert!(notice.is_some_and(|row| row.contains(r#""due_on":"2027-07-29""#)), "{written:?}");
}

#[test]
fn five_thousand_lines_are_judged_in_one_go() {
    let file: Vec<_> = (0..5_000).map(|place| line(place + 2, Some("2022-05-01"), Some(100))).collect();
    assert_eq!(rows(read(&medway(), &file)).len(), 5_001);
}

#[test]
fn a_mistake_is_taken_back_and_stays_in_the_record() {
    let mut contract = medway();
    contract.payments = vec![payment(9, "2022-05-01", 2_750_000, None)];
    let draft = form(TAKE_BACK, &[("taken_back_reason", "Paid under another contract.")]);
    let take = |contract: &Contract| {
        take_back(contract, &authority(), RowId(9), &draft, SEEN, &staff(Role::ContractManager), now())
    };
    let written = rows(take(&contract));
    assert!(
        written[0].starts_with("update contract_payment") && written[1].contains(r#""spent":0"#),
        "{written:?}"
    );
    contract.payments[0].taken_back_at = Some(now());
    assert_eq!(refused(take(&contract)).0, Why::NotFound);
}

#[test]
fn payments_are_recorded_while_it_is_in_force_and_after() {
    let draft = [("paid_on", "2022-05-01"), ("amount", "1")];
    for (stage, kind) in [(ContractStage::SettingUp, Why::NotNow), (ContractStage::Abandoned, Why::NotNow)] {
        let mut contract = medway();
        contract.row.stage = stage;
        assert_eq!(refused(type_in(&contract, &draft)).0, kind);
    }
    let mut ended = medway();
    ended.row.stage = ContractStage::Ended;
    assert!(type_in(&ended, &draft).is_ok());
    for stranger in strangers() {
        let answer = record(&medway(), &authority(), &IDS, &form(PAYMENT, &draft), SEEN, &stranger, now());
        assert_eq!(refused(answer).0, Why::NotFound);
    }
    let auditor =
        record(&medway(), &authority(), &IDS, &form(PAYMENT, &draft), SEEN, &staff(Role::Auditor), now());
    assert_eq!(refused(auditor).0, Why::NotYours);
}

/// Dorset paid monthly and quarterly (fact sheet, section 9): monthly £27,583.33 without VAT is not above £30,000, with VAT
/// £33,100.00 is, a quarter's £82,750 is either way.
#[test]
fn a_payment_above_thirty_thousand_with_vat_is_marked() {
    let table = [
        (2_758_333, Some(0), Some(Vat::Standard), Some(false)),
        (2_758_333, Some(551_667), Some(Vat::Standard), Some(true)),
        (2_758_333, None, Some(Vat::Standard), Some(true)),
        (2_758_333, None, Some(Vat::Exempt), Some(false)),
        (2_758_333, None, None, None),
        (8_275_000, None, None, Some(true)),
        (2_500_000, None, None, Some(false)),
        (3_000_000, Some(0), None, Some(false)),
        (3_000_001, Some(0), None, Some(true)),
        (2_500_000, None, Some(Vat::Standard), Some(false)),
        (-8_275_000, None, None, Some(false)),
    ];
    for (amount, paid_vat, vat, expected) in table {
        assert_eq!(
            is_large(&payment(1, "2027-05-01", amount, paid_vat), vat),
            expected,
            "{amount} {paid_vat:?} {vat:?}"
        );
    }
    let law = |contract: &Contract| notices_apply(&crate::contract::law::law_of(contract, now()));
    assert!(law(&dorset(TermEnd::Break)), "commenced after 1 April 2026, above the threshold");
    assert!(!law(&medway()), "commenced under the 2015 Regulations");
}
