//! `README.txt`: what the folder holds and what the case comes to, in plain words.

use std::fmt::Write;

use entity::number::Pence;
use rules::award::frozen::{Frozen, FrozenBid, Number};
use rules::case::Columns;
use rules::scoring::Scoring;
use rules::tender::terms::LotTerms;
use serde_json::Value;

use super::contents::{CaseFile, Contents, number, text};
use super::facts::{bidder, label, labelled, last_ranking, rows};

/// The whole text.
pub(super) fn told(file: &CaseFile, scoring: &Scoring, contents: &Contents) -> String {
    let tender = &file.tender;
    let mut says = format!(
        "{}: {}\n{}\n\nCASE FILE\n\nThis folder holds the evaluation of this tender as the record has it.\n\n",
        tender.reference, tender.title, tender.authority
    );
    says.push_str(FILES);
    let letters = contents.0.keys().filter(|name| name.starts_with("letter-")).count();
    let _ = writeln!(says, "  letter-NUMBER.pdf    what each bidder was told, {letters} in all\n");
    says.push_str(CHECKING);
    for lot in &scoring.terms().lots {
        result(&mut says, file, lot);
    }
    for lot in &scoring.terms().lots {
        scores(&mut says, file, lot);
    }
    says
}

const FILES: &str = "WHAT IS IN IT

  README.txt           this text
  case.json            everything, row by row: terms, opening, bids and their labels, checks, exits, interests that
                       were declared and what was decided of them, panel, questions given out, each evaluator's scores
                       with reasons, moderation with attendance and minutes, agreed scores, questions to bidders,
                       prices, low prices, rankings, draws, decisions, passages withheld, assessment summaries
  audit.jsonl          every line of the record of actions about this tender, its lots, opened bids and score sheets
  evaluate-LOT.json    each lot as `gatehouse evaluate` takes it
  what-if-LOT.json     what would change the winner, where someone chose that it is kept here; for information
  manifest.json        SHA-256 of each of these files
";

const CHECKING: &str = "HOW TO CHECK IT

  gatehouse verify --case FOLDER        every digest, every line, every ranking; no database is needed
  gatehouse evaluate evaluate-LOT.json  the ranking of a lot, worked out anew

The check finds any file that was changed, and any fact that is not what a line of the record says. The names of people
stand beside their numbers as they are now; lines hold the numbers. Compare the SHA-256 of manifest.json with the one
that was noted when this folder was made.
";

fn result(says: &mut String, file: &CaseFile, lot: &LotTerms) {
    let record = &file.record;
    let _ = write!(says, "\n\nTHE RESULT: {}\n", lot.title);
    let Some(ranking) = last_ranking(record, lot.id.0) else {
        says.push_str("\nNo ranking is frozen yet.\n");
        return;
    };
    let Some(frozen) = Frozen::of_text(text(ranking, "result")) else { return };
    let mut bids: Vec<&FrozenBid> = frozen.bids.iter().collect();
    bids.sort_by_key(|bid| bid.rank.unwrap_or(usize::MAX));
    for bid in bids {
        let of = labelled(record, lot.id.0, &bid.label).unwrap_or_default();
        let _ = write!(says, "\n  {} ({})\n", bidder(record, of), bid.label);
        match bid.rank {
            Some(rank) => {
                let _ = writeln!(says, "    rank {rank}");
            }
            None => {
                let _ = writeln!(says, "    not ranked: {}", bid.why.join(", "));
            }
        }
        let price = bid.price_pence.map(|price| Pence(price).to_string());
        for (name, value) in [
            ("price", price),
            ("price score", published(bid.price_score.as_ref())),
            ("quality score", published(bid.quality_score.as_ref())),
            ("total", published(bid.total.as_ref())),
        ] {
            if let Some(value) = value {
                let _ = writeln!(says, "    {name} {value}");
            }
        }
    }
    for award in rows(record, "award").filter(|row| number(row, "lot_id") == lot.id.0) {
        decision(says, file, award);
    }
}

fn published(number: Option<&Number>) -> Option<String> {
    number.map(|number| format!("{} (exactly {})", number.published, number.exact))
}

fn decision(says: &mut String, file: &CaseFile, award: &Columns) {
    let winner = award.get("bid_id").and_then(Value::as_i64).map(|bid| bidder(&file.record, bid));
    let what = winner.map_or("No contract is awarded.".to_owned(), |name| format!("Awarded to {name}."));
    let _ = write!(
        says,
        "\n  Decision {} of {}, taken by {}: {what}\n{}\n{}\n",
        number(award, "number"),
        text(award, "taken_on"),
        text(award, "taken_by"),
        indented(text(award, "says"), 4),
        indented(text(award, "reasons"), 4)
    );
    for (column, name) in [
        ("delegation", "Delegation"),
        ("told_at", "Bidders told"),
        ("notice_reference", "Notice"),
        ("standstill_ends_on", "Standstill until the end of"),
        ("challenge", "Challenge"),
        ("signed_on", "Signed on"),
        ("failure_reason", "The winner fell away"),
    ] {
        if !text(award, column).is_empty() {
            let _ = writeln!(says, "    {name}: {}", text(award, column));
        }
    }
}

fn scores(says: &mut String, file: &CaseFile, lot: &LotTerms) {
    let record = &file.record;
    let _ = write!(says, "\n\nTHE SCORES: {}\n", lot.title);
    for question in lot.questions() {
        let _ = write!(says, "\n  {}, {}\n", question.title, question.weight);
        let meeting = rows(record, "moderation").find(|row| number(row, "criterion_id") == question.id.0);
        if let Some(meeting) = meeting {
            let _ = writeln!(says, "    Moderated on {}.", text(meeting, "held_on"));
            let _ = writeln!(says, "    There were:\n{}", indented(text(meeting, "attended"), 6));
            let _ = writeln!(says, "    Minutes:\n{}", indented(text(meeting, "minutes"), 6));
        }
        for bid in
            rows(record, "bid").filter(|row| number(row, "lot_id") == lot.id.0).map(|row| number(row, "id"))
        {
            let _ = write!(says, "\n    {} ({})\n", bidder(record, bid), label(record, bid));
            for sheet in rows(record, "score_sheet").filter(|row| number(row, "bid_id") == bid) {
                one_score(says, file, sheet, question.id.0);
            }
            let agreed = rows(record, "moderated_score").find(|row| {
                number(row, "bid_id") == bid
                    && meeting.is_some_and(|meeting| number(row, "moderation_id") == number(meeting, "id"))
            });
            if let Some(agreed) = agreed {
                let _ = writeln!(
                    says,
                    "      Agreed: {}\n{}",
                    number(agreed, "score"),
                    indented(text(agreed, "reason"), 8)
                );
                if !text(agreed, "move_reason").is_empty() {
                    let _ =
                        writeln!(says, "      Why it moved:\n{}", indented(text(agreed, "move_reason"), 8));
                }
            }
        }
    }
}

fn one_score(says: &mut String, file: &CaseFile, sheet: &Columns, question: i64) {
    let score = rows(&file.record, "score").find(|row| {
        number(row, "sheet_id") == number(sheet, "id") && number(row, "criterion_id") == question
    });
    let Some(score) = score.filter(|_| !text(sheet, "locked_at").is_empty()) else { return };
    let name = file.people.get(&number(sheet, "person_id")).map_or("", String::as_str);
    let _ =
        writeln!(says, "      {name}: {}\n{}", number(score, "score"), indented(text(score, "reason"), 8));
}

fn indented(text: &str, by: usize) -> String {
    text.lines().map(|line| format!("{:by$}{line}", "").trim_end().to_owned()).collect::<Vec<_>>().join("\n")
}
