//! Texts of a return that someone has to read before they are published. Another text has to be read again.

#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use entity::id::{KpiId, RowId};
use entity::number::Version;
use entity::state::{CorrectionStanding, YesNo};
use entity::text_check;
use sea_orm::ActiveValue::Set;

use super::{Monitoring, Return};
use crate::access::{Act, Actor};
use crate::field::Kind::{Choice, Line};
use crate::field::{Field, options};
use crate::{Action, Change, Problem, Refusal, Why, sha256};

/// What is found of one text; the names on the page come after that of the text.
pub const CHECK: &[Field] = &[
    Field::optional("fit", "May it be published?", "", Choice(options::<YesNo>)),
    Field::optional("note", "If not, why", "Such as: it names someone.", Line),
];

/// A text of a return.
#[derive(Clone, Debug)]
pub struct Text<'a> {
    /// The KPI it belongs to; nothing where it is about the return as a whole.
    pub kpi: Option<KpiId>,
    /// What it is.
    pub what: &'static str,
    /// The text.
    pub says: &'a str,
    /// SHA-256 of it, in hexadecimal.
    pub digest: String,
    /// What was found when it was read last.
    pub check: Option<&'a text_check::Model>,
}

impl Text<'_> {
    /// Whether it may be published: someone read exactly this text and found so.
    #[must_use]
    pub fn is_fit(&self) -> bool {
        self.check.is_some_and(|check| check.fit == YesNo::Yes)
    }

    /// What its boxes begin with on a page: `t-0123456789abcdef-`.
    #[must_use]
    pub fn prefix(&self) -> String {
        let kpi = self.kpi.map_or(0, |kpi| kpi.0);
        format!("t{kpi}-{}-", self.digest.get(..16).unwrap_or(&self.digest))
    }
}

/// What is found of one text, as it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The KPI it belongs to.
    pub kpi: Option<KpiId>,
    /// SHA-256 of the text.
    pub digest: String,
    /// Whether it may be published.
    pub fit: YesNo,
    /// Why not.
    pub note: Option<String>,
}

/// Every text of a return that a report might print, in the order of pages: each text of a KPI once.
#[must_use]
pub fn texts<'a>(monitoring: &'a Monitoring, one: &'a Return) -> Vec<Text<'a>> {
    let mut all: Vec<(Option<KpiId>, &'static str, &'a str)> = Vec::new();
    let mut add = |kpi, what, text: Option<&'a String>| {
        all.extend(text.map(|text| (kpi, what, text.as_str())).filter(|(.., text)| !text.trim().is_empty()));
    };
    add(None, "About the period as a whole", one.row.note.as_ref());
    add(None, "Why there was nothing to return", one.row.nil_reason.as_ref());
    add(None, "Why the period was closed", one.row.closed_reason.as_ref());
    for asked in monitoring.asked(one) {
        let id = asked.kpi.row.id;
        let Some(figure) = one.figure(id) else { continue };
        let of_kpi = Some(id);
        add(of_kpi, "What is told", figure.words.as_ref());
        add(of_kpi, "Why there is no figure", figure.none_reason.as_ref());
        add(of_kpi, "Comment", figure.comment.as_ref());
        add(of_kpi, "Why it is right", figure.reason.as_ref());
        let agreed = |row: &&entity::figure_correction::Model| {
            row.figure_id == figure.id && row.standing == CorrectionStanding::Agreed
        };
        for row in monitoring.corrections.iter().filter(agreed) {
            add(of_kpi, "Why it was corrected", Some(&row.reason));
        }
    }
    let mut seen = BTreeMap::new();
    all.retain(|(kpi, _, text)| seen.insert((*kpi, *text), ()).is_none());
    all.into_iter().map(|(kpi, what, says)| monitoring.one_text(one, kpi, what, says)).collect()
}

impl Monitoring {
    fn one_text<'a>(
        &'a self,
        one: &Return,
        kpi: Option<KpiId>,
        what: &'static str,
        says: &'a str,
    ) -> Text<'a> {
        let digest = sha256(says);
        let of = |row: &&text_check::Model| {
            row.return_id == one.row.id && row.kpi_id == kpi && row.digest == digest
        };
        Text { kpi, what, says, check: self.checks.iter().rfind(of), digest }
    }
}

/// Records what was found of texts, each by its digest. What was found before stays in the record.
///
/// Refuses a text that the return does not have, so that nothing is found of another than was read, and a “no” without
/// a reason.
pub fn check(
    monitoring: &Monitoring,
    one: &Return,
    findings: &[Finding],
    ids: &[RowId],
    seen: Version,
    actor: &Actor,
    now: DateTime<Utc>,
) -> Result<Change, Refusal> {
    let person = monitoring.council_acts(Act::WritePerformance, actor)?;
    if !one.is_returned() && !one.is_closed() {
        return Err(Refusal::of(
            Why::NotNow,
            "This return has not been submitted, so there is nothing to read.",
        ));
    }
    let texts = texts(monitoring, one);
    let (mut problems, mut change) = (Vec::new(), one.moving(Action::CheckText, seen));
    for (finding, id) in findings.iter().zip(ids) {
        let of = |text: &&Text<'_>| text.kpi == finding.kpi && text.digest == finding.digest;
        let text = texts.iter().find(of).ok_or_else(Refusal::not_found)?;
        if finding.fit == YesNo::No && finding.note.is_none() {
            let says = "Say why this may not be published, so that it can be written anew.";
            problems.push(Problem::at(&format!("{}note", text.prefix()), says));
        }
        change = change.insert(text_check::ActiveModel {
            id: Set(*id),
            contract_id: Set(one.row.contract_id),
            return_id: Set(one.row.id),
            kpi_id: Set(finding.kpi),
            digest: Set(finding.digest.clone()),
            fit: Set(finding.fit),
            note: Set(finding.note.clone().filter(|_| finding.fit == YesNo::No)),
            at: Set(now),
            person_id: Set(person),
        });
    }
    if findings.is_empty() {
        problems.push(Problem::whole("Answer for one text at least whether it may be published."));
    }
    Refusal::unless_empty(problems)?;
    Ok(change)
}
