//! Returns as their readers at the council find them: only what was submitted. Drafts are the provider's own.

use chrono::{DateTime, Utc};
use entity::return_figure;
use entity::state::YesNo;

use super::sign::{Document, Returned};
use super::{Monitoring, Return};

impl Monitoring {
    /// The same with every return as it was submitted last.
    ///
    /// INVARIANT: the council reads no figure, comment, note, answer or file before it is submitted, nor what a provider is
    /// changing in a return that was asked about or sent back. A period that was closed has no figures of the
    /// provider's. What the council measures itself stays.
    #[must_use]
    pub fn as_submitted(mut self) -> Self {
        let returns = std::mem::take(&mut self.returns);
        self.returns = returns.into_iter().map(|one| self.submitted(one)).collect();
        self
    }

    fn submitted(&self, mut one: Return) -> Return {
        let last = one.submissions.last().and_then(|last| Document::read(&last.document));
        let document = last.filter(|_| !one.is_closed());
        let at = one.submissions.last().map(|last| last.at);
        let own: Vec<_> = self.asked(&one).into_iter().filter(|asked| !asked.is_providers()).collect();
        let own: Vec<_> = own.into_iter().map(|asked| asked.kpi.row.id).collect();
        let figures = std::mem::take(&mut one.figures);
        one.figures = figures
            .into_iter()
            .filter_map(|figure| match own.contains(&figure.kpi_id) {
                true => Some(figure),
                false => {
                    let number = self.kpi(figure.kpi_id).ok()?.row.number;
                    Some(as_returned(figure, document.as_ref()?.figure(number)?, at?))
                }
            })
            .collect();
        one.row.note = document.as_ref().and_then(|document| document.note.clone());
        one.row.nil = document.as_ref().is_some_and(|document| document.nil.is_some());
        one.row.nil_reason = document.as_ref().and_then(|document| document.nil.clone());
        let files: Vec<_> = document.iter().flat_map(Document::all_files).collect();
        let open = one.row.submissions;
        for query in one.queries.iter_mut().filter(|query| query.submission == open) {
            (query.answer, query.answered_at, query.answered_by) = (None, None, None);
        }
        // What was submitted with a return stays with it, even where the provider takes it out of the next one.
        one.evidence
            .retain(|file| at.is_some_and(|at| file.added_at <= at) && files.contains(&file.sha256.as_str()));
        one.evidence.iter_mut().for_each(|file| file.withdrawn = false);
        one
    }
}

impl Document {
    /// The digests of every file, of figures and of the return as a whole.
    fn all_files(&self) -> impl Iterator<Item = &str> {
        let of_figures = self.figures.iter().flat_map(|figure| &figure.files);
        self.files.iter().chain(of_figures).map(|file| file.sha256.as_str())
    }
}

/// A row with what was returned in it.
fn as_returned(row: return_figure::Model, returned: &Returned, at: DateTime<Utc>) -> return_figure::Model {
    let values = returned.values.clone();
    return_figure::Model {
        count: values.count,
        new_this_year: values.new_this_year,
        numerator: values.numerator,
        denominator: values.denominator,
        opening: values.opening,
        added: values.added,
        closed: values.closed,
        closing: values.closing,
        yes: values.yes.map(|yes| if yes { YesNo::Yes } else { YesNo::No }),
        score: values.score,
        words: values.words,
        none_reason: values.none_reason,
        comment: returned.comment.clone(),
        reason: returned.reason.clone(),
        at: row.at.min(at),
        ..row
    }
}
