//! Puts the page templates into the program, so that one file is all there is to install.

fn main() {
    minijinja_embed::embed_templates!("templates/pages");
}
