//! After the rush: what was taken is whole and opens, what was not has no receipt.

use anyhow::{Context, ensure};
use reqwest::StatusCode;
use rules::bid::price::Schedule;
use rules::bid::{Declared, Manifest, Receipt};

use super::form::words_of;
use super::provider::Provider;

impl Provider {
    /// The receipt of an accepted bid.
    pub async fn receipt(&self, at: &str) -> anyhow::Result<Receipt> {
        let text = self.page(&format!("{at}/json")).await?;
        let receipt = Receipt::read(&text).context("the receipt cannot be read")?;
        match receipt.contradiction() {
            None => Ok(receipt),
            Some(why) => anyhow::bail!("the receipt does not hold: {why}"),
        }
    }

    /// Every part of a submitted bid: its words in the bid as one document, and its file as it was sent.
    pub async fn opens(&self, receipt: &Receipt) -> anyhow::Result<()> {
        let bid = format!("/bids/{}", self.bidder.bid);
        let manifest = Manifest::read(&receipt.manifest).context("the manifest cannot be read")?;
        let expected = self.bidder.says.len() + 1;
        ensure!(manifest.parts.len() == expected, "{} parts, not {expected}", manifest.parts.len());
        let document = self.page(&format!("{bid}/document?submission={}", receipt.about.number)).await?;
        let document = words_of(&document);
        for says in &self.bidder.says {
            let says = shown(says);
            ensure!(document.contains(&says), "the document does not say “{says}”: {document}");
        }
        let mut files = manifest.parts.iter().filter(|part| part.kind == "file");
        let (file, none) = (files.next().context("no file was submitted")?, files.next());
        ensure!(none.is_none(), "its one file was submitted twice");
        ensure!(document.contains(&file.digest), "the document does not name the file: {document}");
        let bytes = self.bytes(&format!("{bid}/files/{}", file.id.0)).await?;
        ensure!(bytes == self.file, "the file is not the one that was sent");
        Ok(())
    }

    /// A bid that was not taken: a draft whose parts open, without a receipt.
    pub async fn is_a_draft(&self) -> anyhow::Result<()> {
        let bid = format!("/bids/{}", self.bidder.bid);
        let receipt = self.get(&format!("{bid}/receipts/1")).await?;
        ensure!(receipt.status() == StatusCode::NOT_FOUND, "it was told that it is late, and has a receipt");
        let document = words_of(&self.page(&format!("{bid}/document")).await?);
        for says in &self.bidder.says {
            let says = shown(says);
            ensure!(document.contains(&says), "the draft does not say “{says}”: {document}");
        }
        Ok(())
    }
}

/// How the document shows what a part says.
fn shown(says: &str) -> String {
    match (Schedule::of(says), Declared::of(says)) {
        (Some(schedule), _) => schedule.total().map(|total| format!("Total {total}")).unwrap_or_default(),
        (None, Some(declared)) => declared.organisation.name,
        (None, None) => says.to_owned(),
    }
}
