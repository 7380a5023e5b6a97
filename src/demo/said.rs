//! Prose of the demonstration: `# Chapter`, `## heading`, and what is said there.

use anyhow::anyhow;

/// What a script says, by chapter and heading; the words right after a chapter stand under an empty heading.
#[derive(Clone, Debug)]
pub struct Said(Vec<(String, String, String)>);

impl Said {
    /// Reads a script.
    pub fn of(script: &str) -> Self {
        let mut all: Vec<(String, String, String)> = Vec::new();
        for line in script.lines() {
            if let Some(chapter) = line.strip_prefix("# ") {
                all.push((chapter.trim().to_owned(), String::new(), String::new()));
            } else if let (Some(heading), Some((chapter, _, _))) = (line.strip_prefix("## "), all.last()) {
                let chapter = chapter.clone();
                all.push((chapter, heading.trim().to_owned(), String::new()));
            } else if let Some((_, _, text)) = all.last_mut() {
                text.push_str(line);
                text.push('\n');
            }
        }
        Self(all)
    }

    /// What is said under a chapter. Refuses one that is not there.
    pub fn chapter(&self, chapter: &str) -> anyhow::Result<String> {
        self.text(chapter, "")
    }

    /// What is said under a heading of a chapter. Refuses one that is not there.
    pub fn text(&self, chapter: &str, heading: &str) -> anyhow::Result<String> {
        let found = self.0.iter().find(|(of, under, _)| of == chapter && under == heading);
        let (_, _, text) = found.ok_or_else(|| anyhow!("nothing is said under {chapter}, {heading}"))?;
        Ok(text.trim().to_owned())
    }

    /// The score and the words under a heading that ends in a score, such as `harbour agreed 4`; nothing where there is
    /// no such heading.
    pub fn scored(&self, chapter: &str, heading: &str) -> Option<(String, String)> {
        self.0.iter().filter(|(of, _, _)| of == chapter).find_map(|(_, under, text)| {
            let score = under.strip_prefix(heading)?.trim();
            score.parse::<u8>().is_ok().then(|| (score.to_owned(), text.trim().to_owned()))
        })
    }
}
