//! Writes papers that are hard to lay out, to be looked at and read by other tools:
//! `cargo run -p paper --example hard DIRECTORY`.

#[path = "../tests/samples/mod.rs"]
#[allow(dead_code, missing_docs)]
mod samples;

use std::{env, error::Error, fs, path::PathBuf};

fn main() -> Result<(), Box<dyn Error>> {
    let directory = PathBuf::from(env::args().nth(1).unwrap_or_else(|| ".".to_owned()));
    fs::create_dir_all(&directory)?;
    for (name, document) in samples::all() {
        let name = name.replace(' ', "-");
        fs::write(directory.join(format!("{name}.pdf")), paper::pdf::to_pdf(&document))?;
        fs::write(directory.join(format!("{name}.docx")), paper::word::to_docx(&document))?;
    }
    Ok(())
}
