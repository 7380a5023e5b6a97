//! `gatehouse evaluate`, as anyone runs it who wants to check a result.

use std::io::Write;
use std::process::{Command, Output, Stdio};

use serde_json::{Value, json};

/// The example of issue 5.
const EXAMPLE: &str = r#"
{"price_weight":"60","quality_weight":"40","price_formula":{"kind":"inverse"},"scale_max":10,
 "criteria":[{"id":"q1","weight":"40","minimum":null}],"overall_minimum_percent":"50","minimum_disqualifies":true,
 "rank_on":"published","tie_break":["quality","criterion:q1","price"],
 "bids":[{"id":"X","price":"100000.00","scores":{"q1":6},"excluded":null},
         {"id":"Y","price":"120000.00","scores":{"q1":8},"excluded":null},
         {"id":"Z","price":"66000.00","scores":{"q1":1},"excluded":null}]}
"#;

/// What the issue says comes out.
const RESULT: &str = r#"
{"bids":[{"id":"X","status":"ranked","price_score":"60.00","quality_score":"24.00","total":"84.00",
  "exact":{"price":"60/1","quality":"24/1","total":"84/1"},"rank":1},
  {"id":"Y","status":"ranked","price_score":"50.00","quality_score":"32.00","total":"82.00",
  "exact":{"price":"50/1","quality":"32/1","total":"82/1"},"rank":2},
  {"id":"Z","status":"failed_minimum","why":["overall"],"price_score":null,"quality_score":"4.00","total":null,
  "exact":{"price":null,"quality":"4/1","total":null},"rank":null}],
 "winner":["X"],"tie":false,
 "split_changes":[{"price_weight":"0.00","exact":"0/1","winner":["Y"]},{"price_weight":"54.55","exact":"600/11","winner":["X"]}],
 "if_counted":[{"id":"Z","winner":["Y"]}]}
"#;

const TABLE: &str = "\
Price 60, quality 40; inverse proportion; ranked on published totals.
60 × lowest price ÷ price

Rank  Bid     Price  Price score  Quality score  Total  Remarks
   1  X    £100,000        60.00          24.00  84.00
   2  Y    £120,000        50.00          32.00  82.00
   -  Z     £66,000            -           4.00      -  out: below the overall minimum

Winner: X.

Who has the highest exact total as the price weight grows:
Above  Winner  Exactly above
 0.00  Y       0/1
54.55  X       600/11

Who would have the best exact total if one bid more were counted:
Counted  Winner
Z        Y
";

/// Runs `gatehouse evaluate -` with this on standard input.
fn evaluate(input: &str, json: bool) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_gatehouse"));
    command.args(["evaluate", "-"]).args(json.then_some("--json"));
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut running = command.spawn().expect("the program runs");
    let mut to = running.stdin.take().expect("it reads");
    to.write_all(input.as_bytes()).expect("it reads to the end");
    drop(to);
    running.wait_with_output().expect("it ends")
}

fn said(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

/// The example with something in it changed.
fn example(spoil: impl FnOnce(&mut Value)) -> String {
    let mut lot = serde_json::from_str(EXAMPLE).expect("the example is JSON");
    spoil(&mut lot);
    lot.to_string()
}

fn result(spoil: impl FnOnce(&mut Value)) -> Value {
    let output = evaluate(&example(spoil), true);
    assert!(output.status.success(), "{}", said(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("it is JSON")
}

#[test]
fn the_example_comes_out_byte_for_byte() {
    let output = evaluate(EXAMPLE, true);
    assert!(output.status.success(), "{}", said(&output.stderr));
    let expected: String = RESULT.lines().map(str::trim).collect();
    assert_eq!(said(&output.stdout), expected + "\n");
}

#[test]
fn a_file_is_read_and_shown_as_a_table() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("lot.json");
    std::fs::write(&file, EXAMPLE).expect("it is written");
    let mut command = Command::new(env!("CARGO_BIN_EXE_gatehouse"));
    let output = command.arg("evaluate").arg(&file).output().expect("the program runs");
    assert_eq!(said(&output.stdout), TABLE);
    std::fs::remove_file(&file).expect("it is gone");
    let output = command.output().expect("the program runs");
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output.stderr).contains("lot.json could not be read"), "{}", said(&output.stderr));
}

#[test]
fn every_status_has_its_shape() {
    let shown = result(|lot| {
        lot["bids"][1] = json!({"id": "Y", "excluded": "Late."});
        lot["minimum_disqualifies"] = json!(false);
    });
    let nothing = json!({"price": null, "quality": null, "total": null});
    let excluded = json!({"id": "Y", "status": "excluded", "why": ["Late."], "price_score": null,
        "quality_score": null, "total": null, "exact": nothing, "rank": null});
    assert_eq!(shown["bids"][1], excluded);
    assert_eq!(shown["bids"][2]["status"], "ranked");
    assert_eq!(shown["bids"][2]["why"], json!(["overall"]));
    assert_eq!(shown["if_counted"], json!([]));
}

#[test]
fn price_per_quality_point_has_no_price_score() {
    let shown = result(|lot| {
        lot["price_formula"] = json!({"kind": "price_per_quality_point"});
        lot["overall_minimum_percent"] = Value::Null;
        lot["bids"][2]["scores"]["q1"] = json!(0);
    });
    let x = &shown["bids"][0];
    assert_eq!((&x["price_score"], &x["exact"]["price"]), (&Value::Null, &Value::Null));
    assert_eq!((&x["total"], &x["exact"]["total"]), (&json!("1666.67"), &json!("5000/3")));
    assert_eq!(shown["bids"][2]["why"], json!(["no_quality"]));
    assert_eq!((&shown["split_changes"], &shown["if_counted"]), (&json!([]), &json!([])));
}

#[test]
fn the_other_formulas_are_read() {
    let total = |formula: Value, fixed: bool| {
        let shown = result(|lot| {
            lot["price_formula"] = formula;
            if fixed {
                (lot["price_weight"], lot["quality_weight"]) = (json!("0"), json!("100"));
                lot["criteria"][0]["weight"] = json!("100.00");
            }
        });
        shown["bids"][1]["exact"]["total"].clone()
    };
    assert_eq!(total(json!({"kind": "linear"}), false), "80/1");
    assert_eq!(total(json!({"kind": "mean"}), false), "622/11");
    assert_eq!(total(json!({"kind": "range"}), false), "32/1");
    assert_eq!(total(json!({"kind": "benchmark", "floor": "50000", "ceiling": "150000.00"}), false), "50/1");
    assert_eq!(total(json!({"kind": "fixed"}), true), "80/1");
}

#[test]
fn nobody_wins_where_nobody_bids() {
    let shown = result(|lot| lot["bids"] = json!([]));
    let expected = json!({"bids": [], "winner": [], "tie": false, "split_changes": [], "if_counted": []});
    assert_eq!(shown, expected);
    let table = evaluate(&example(|lot| lot["bids"] = json!([])), false);
    assert!(said(&table.stdout).contains("No bid stands, so none wins."));
}

#[test]
fn the_table_tells_of_ties_rounding_and_remarks() {
    let table = |spoil: fn(&mut Value)| said(&evaluate(&example(spoil), false).stdout);
    let tied = table(|lot| {
        lot["bids"][1] = json!({"id": "Y\u{1b}[31m", "price": "100000", "scores": {"q1": 6}});
        lot["bids"][2]["excluded"] = json!("Late.");
        lot["criteria"][0]["minimum"] = json!(7);
        lot["minimum_disqualifies"] = json!(false);
    });
    assert!(tied.contains("Tied at the top: X, Y\u{fffd}[31m. The rules do not choose"), "{tied}");
    assert!(tied.contains("below the minimum of q1, which does not disqualify"), "{tied}");
    assert!(tied.contains("excluded: Late."), "{tied}");
    assert!(!tied.contains("may not add up"), "{tied}");
    let rounded = table(|lot| {
        // 54.545… and 0.335 are published as 54.55 and 0.34, and 54.880… as 54.88.
        lot["scale_max"] = json!(8000);
        lot["overall_minimum_percent"] = Value::Null;
        lot["bids"][1] = json!({"id": "Y", "price": "110000.00", "scores": {"q1": 67}});
        lot["bids"][2]["excluded"] = json!("Late.");
    });
    assert!(rounded.contains("the rounded parts may not add up to the total"), "{rounded}");
    let points = table(|lot| lot["price_formula"] = json!({"kind": "price_per_quality_point"}));
    assert!(points.contains("Pounds a point"), "{points}");
}

#[test]
fn what_is_wrong_is_said_with_its_path() {
    let check = |expected: &[&str], spoil: fn(&mut Value)| {
        let output = evaluate(&example(spoil), true);
        assert_eq!(output.status.code(), Some(2));
        assert!(output.stdout.is_empty());
        let lines = said(&output.stderr);
        let lines: Vec<_> = lines.lines().collect();
        assert_eq!(lines.len(), expected.len(), "{lines:?}");
        for (line, begins) in lines.iter().zip(expected) {
            assert!(line.starts_with(begins), "{line} does not begin with {begins}");
        }
    };
    check(
        &["quality_weight: The price weight, 70, and the quality weight, 40, sum to 110, not to 100."],
        |lot| {
            lot["price_weight"] = json!("70");
        },
    );
    check(&["criteria: The weights of the criteria sum to 39.99"], |lot| {
        lot["criteria"][0]["weight"] = json!("39.99");
    });
    check(&["bids[0].scores.q9: There is no criterion q9."], |lot| {
        lot["bids"][0]["scores"]["q9"] = json!(1);
    });
    check(&["bids[1].scores.q1: The score, 11, is not on the scale"], |lot| {
        lot["bids"][1]["scores"]["q1"] = json!(11);
    });
    check(&["bids[1].scores.q1: A bid that is not excluded needs a score"], |lot| {
        lot["bids"][1]["scores"] = json!({});
    });
    check(&["bids[1].id: Another bid is called X already."], |lot| lot["bids"][1]["id"] = json!("X"));
    check(&["colour: There is no such field as `colour`"], |lot| lot["colour"] = json!(1));
    check(&["bids[2].colour: There is no such field as"], |lot| lot["bids"][2]["colour"] = json!(1));
    check(&["price_formula.floor: Only the benchmark formula"], |lot| {
        lot["price_formula"]["floor"] = json!("1");
    });
    check(&["price_formula.ceiling: This is missing."], |lot| {
        lot["price_formula"] = json!({"kind": "benchmark", "floor": "1"});
    });
    check(&["price_formula.floor: The floor, £2, must be below the ceiling, £1."], |lot| {
        lot["price_formula"] = json!({"kind": "benchmark", "floor": "2", "ceiling": "1"});
    });
    check(&["price_weight: The fixed price formula needs a price weight of 0"], |lot| {
        lot["price_formula"]["kind"] = json!("fixed");
    });
    check(&["price_formula.kind: There is no such formula. There are inverse, "], |lot| {
        lot["price_formula"]["kind"] = json!("best");
    });
    check(&["price_formula: This is missing."], |lot| lot["price_formula"] = Value::Null);
    check(&["minimum_disqualifies: This is missing."], |lot| lot["minimum_disqualifies"] = Value::Null);
    check(&["criteria[0].minimum: Give a whole number"], |lot| lot["criteria"][0]["minimum"] = json!("6"));
    check(
        &[
            "scale_max: Give a whole number without quotes",
            "overall_minimum_percent: Give a decimal number in quotes",
            "minimum_disqualifies: Give true or false",
            "rank_on: Give \"exact\" or \"published\".",
            "tie_break[1]: Give \"quality\", \"price\" or \"criterion:\"",
            "bids[0].id: Give words in quotes.",
        ],
        |lot| {
            lot["scale_max"] = json!(2.5);
            lot["overall_minimum_percent"] = json!(50);
            lot["minimum_disqualifies"] = json!("yes");
            lot["rank_on"] = json!("both");
            lot["tie_break"][1] = json!("luck");
            lot["bids"][0]["id"] = json!(7);
        },
    );
}

#[test]
fn an_amount_is_pounds_and_pence_and_nothing_else() {
    let check = |price: Value, says: &str| {
        let output = evaluate(&example(|lot| lot["bids"][1]["price"] = price.clone()), true);
        assert_eq!(output.status.code(), Some(2), "{price}");
        let line = said(&output.stderr);
        assert!(line.starts_with("bids[1].price: ") && line.contains(says), "{line}");
    };
    check(json!("1.234"), "no more than two decimals");
    check(json!("1.200"), "no more than two decimals");
    check(json!(1), "in quotes");
    for wrong in ["", ".", "1.", ".5", "1e5", "+1", "£1", "1,000", "1 ", "--1", "NaN", "١"] {
        check(json!(wrong), "in quotes");
    }
    check(json!("-1"), "must not be below £0");
    check(json!("-0.01"), "must not be below £0");
    check(json!("0.00"), "divides by a price");
    check(json!("92233720368547758.08"), "too large");
    check(json!("1".repeat(41)), "in quotes");
    check(Value::Null, "needs a price");
    let most = result(|lot| lot["bids"][1]["price"] = json!("92233720368547758.07"));
    assert_eq!(most["bids"][1]["price_score"], "0.00");
    assert_eq!(most["bids"][1]["exact"]["price"], "600000000/9223372036854775807");
}

#[test]
fn what_is_no_lot_at_all_is_refused() {
    let check = |input: &str, says: &str| {
        let output = evaluate(input, true);
        assert_eq!((output.status.code(), output.stdout.is_empty()), (Some(2), true));
        let line = said(&output.stderr);
        assert!(line.contains(says) && line.lines().count() == 1, "{line}");
    };
    check("", "The file is not as it should be");
    check("{", "The file is not as it should be");
    check("[]x", "The file is not as it should be");
    check("{} {}", "The file goes on after its end");
    check("{\"bids\":3}", "bids: invalid type");
    check(&EXAMPLE.replace("\"q1\":6", "\"q1\":6,\"q1\":7"), "bids[0].scores.q1: This score is given twice.");
    check(&EXAMPLE.replace("\"id\":\"X\"", "\"id\":\"X\",\"id\":\"W\""), "duplicate field `id`");
}
