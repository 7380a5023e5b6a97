//! `gatehouse evaluate`: one lot described in a file, scored by the rules that score tenders, so that anyone
//! can check a result. No database.

mod input;
mod leaf;
mod output;
mod table;

use std::io::{Read, Write};
use std::process::ExitCode;

use anyhow::Context;
use clap::Args;
use rules::Problem;
use rules::evaluation::{Evaluation, IfCounted, SplitChange, evaluate};

/// What `evaluate` takes.
#[derive(Debug, Args)]
pub struct Evaluate {
    /// The file that describes the lot; - reads standard input
    file: String,
    /// Write JSON instead of a table
    #[arg(long)]
    json: bool,
}

/// The result of a lot and what would change it, as both outputs show them.
struct Checked {
    evaluation: Evaluation,
    split_changes: Vec<SplitChange>,
    if_counted: Vec<IfCounted>,
}

/// Prints the result; or every problem with its path, and exits 2.
pub fn run(evaluate: &Evaluate) -> anyhow::Result<ExitCode> {
    let checked = read(&evaluate.file).and_then(|bytes| check(&bytes));
    let checked = match checked {
        Ok(checked) => checked,
        Err(problems) => {
            for problem in problems {
                match problem.field {
                    Some(path) => eprintln!("{path}: {}", problem.says),
                    None => eprintln!("{}", problem.says),
                }
            }
            return Ok(ExitCode::from(2));
        }
    };
    let text = if evaluate.json { output::json(&checked)? } else { table::table(&checked) };
    std::io::stdout().write_all(text.as_bytes()).context("the result could not be written")?;
    Ok(ExitCode::SUCCESS)
}

fn read(file: &str) -> Result<Vec<u8>, Vec<Problem>> {
    let mut bytes = Vec::new();
    let read = if file == "-" {
        std::io::stdin().read_to_end(&mut bytes)
    } else {
        std::fs::File::open(file).and_then(|mut open| open.read_to_end(&mut bytes))
    };
    match read {
        Ok(_) => Ok(bytes),
        Err(error) => Err(vec![Problem::whole(format!("{file} could not be read: {error}."))]),
    }
}

fn check(bytes: &[u8]) -> Result<Checked, Vec<Problem>> {
    let evaluation = evaluate(input::lot(bytes)?).map_err(|refusal| refusal.says)?;
    let whole = |why: rules::price::NoScore| vec![Problem::whole(why.to_string())];
    let split_changes = evaluation.split_changes().map_err(whole)?;
    let if_counted = evaluation.if_counted().map_err(whole)?;
    Ok(Checked { evaluation, split_changes, if_counted })
}
