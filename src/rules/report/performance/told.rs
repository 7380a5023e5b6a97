//! What a report says of each figure, as its readers may know it.

use chrono::NaiveDate;
use entity::figure_correction;
use entity::state::{CorrectionStanding, KpiKind, Rating, YesNo};

use super::Performance;
use crate::returns::measure::{self, Rag, Reading, judge, reading, shown, target_shown, year_shown};
use crate::returns::publish::{BACK, Held, Part};
use crate::returns::values::Values;
use crate::returns::{Asked, Kpi, Return, Version};

/// A figure as a report tells it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// What it comes to, or what stands in its place.
    pub value: String,
    /// The counts behind it, in words; empty where there are none.
    pub counts: String,
    /// What was to be reached; empty where there is no target.
    pub target: String,
    /// How it stands to that; nothing where it is held back.
    pub rag: Option<Rag>,
}

impl Told {
    /// How it stands, in words.
    #[must_use]
    pub fn stands(&self) -> &'static str {
        self.rag.map_or(BACK, Rag::words)
    }

    /// The value with its counts.
    #[must_use]
    pub fn whole(&self) -> String {
        if self.counts.is_empty() { self.value.clone() } else { format!("{} ({})", self.value, self.counts) }
    }
}

/// A figure that calls for words: off or near its target.
#[derive(Clone, Debug)]
pub struct Exception<'a> {
    /// The KPI.
    pub kpi: &'a Kpi,
    /// The figure.
    pub told: Told,
    /// What the provider says of it, as far as this copy may show that.
    pub words: Option<String>,
    /// Whether it was off target in the period before as well.
    pub twice: bool,
}

/// A figure that was corrected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Corrected<'a> {
    /// The correction.
    pub row: &'a figure_correction::Model,
    /// The KPI’s name.
    pub title: String,
    /// The period.
    pub period: String,
    /// What it came to before.
    pub was: String,
    /// What it comes to.
    pub is: String,
}

/// How a KPI did in one year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Yearly {
    /// The last day of the year, or of the last period in it so far.
    pub until: NaiveDate,
    /// What the year came to.
    pub told: Told,
    /// The rating that follows; nothing where it is held back or cannot be judged.
    pub rating: Option<Rating>,
}

impl Performance<'_> {
    /// The figure of a period.
    #[must_use]
    pub fn told(&self, one: &Return, asked: Asked<'_>) -> Told {
        let version = asked.version;
        let target = version.target(one.row.first_on);
        let target = target.map(|target| target_shown(version, target)).unwrap_or_default();
        let Some(current) = self.seen.current(one, asked.kpi.row.id) else {
            return Told {
                value: self.none(one).to_owned(),
                counts: String::new(),
                target,
                rag: Some(self.grey(one)),
            };
        };
        let values = &current.values;
        let counts = self.counts(one, asked, values);
        match self.held(one, asked) {
            Some(held) => Told { value: held.words().to_owned(), counts, target, rag: None },
            None => Told {
                value: shown(version, &reading(version, values)),
                counts,
                target,
                rag: Some(measure::rag(version, values, one.row.first_on)),
            },
        }
    }

    /// The year to date, with the period.
    #[must_use]
    pub fn year(&self, one: &Return, asked: Asked<'_>) -> Told {
        let (year, held) = match self.veiled() {
            Some(public) => public.year_to_date(one, asked),
            None => (self.seen.year_to_date(one, asked, None), None),
        };
        let target = year.target.map(|target| target_shown(asked.version, target)).unwrap_or_default();
        if let Some(held) = held {
            return Told { value: held.words().to_owned(), counts: String::new(), target, rag: None };
        }
        let rag = match &year.reading {
            Reading::Value(value) => judge(asked.version, year.target, value),
            Reading::NoData => Rag::NoData,
            Reading::ZeroDenominator => Rag::ZeroDenominator,
            Reading::Words => Rag::NoTarget,
        };
        let counts = year.sums.map(|(above, below)| format!("{above} of {below}")).unwrap_or_default();
        Told { value: year_shown(asked.version, &year), counts, target, rag: Some(rag) }
    }

    /// Figures that are off or near their target in this period, those off target first.
    #[must_use]
    pub fn exceptions<'b>(&'b self, one: &'b Return) -> Vec<Exception<'b>> {
        let of = |asked: Asked<'b>| {
            let told = self.told(one, asked);
            let twice = told.rag == Some(Rag::Red) && self.was_off_target(one, asked);
            let misses = matches!(told.rag, Some(Rag::Red | Rag::Amber));
            misses.then(|| Exception { kpi: asked.kpi, words: self.words(one, asked), told, twice })
        };
        let mut all: Vec<_> = self.seen.asked(one).into_iter().filter_map(of).collect();
        all.sort_by_key(|exception| exception.told.rag != Some(Rag::Red));
        all
    }

    /// Whether the last figure before this one that could be judged was off target; what is held back is no such figure.
    fn was_off_target(&self, one: &Return, asked: Asked<'_>) -> bool {
        let earlier = self.seen.returns.iter().rev().filter(|other| other.row.last_on < one.row.first_on);
        let mut stood = earlier
            .filter_map(|other| Some(self.told(other, self.seen.asked_of(asked.kpi, other)?).rag))
            .filter(|rag| matches!(rag, None | Some(Rag::Green | Rag::Amber | Rag::Red)));
        stood.next() == Some(Some(Rag::Red))
    }

    /// What the provider says of a figure and why it is right, as far as this copy may show it.
    #[must_use]
    pub fn words(&self, one: &Return, asked: Asked<'_>) -> Option<String> {
        let figure = self.seen.current(one, asked.kpi.row.id)?.figure;
        let said = [figure.comment.as_deref(), figure.reason.as_deref()].into_iter().flatten();
        let said: Vec<&str> = said.filter(|text| self.may_show(one, Some(asked.kpi), text)).collect();
        (!said.is_empty()).then(|| said.join(" "))
    }

    /// Whether this copy may show a text of a return.
    #[must_use]
    pub fn may_show(&self, one: &Return, kpi: Option<&Kpi>, text: &str) -> bool {
        !self.is_public() || self.seen.may_publish(one.row.id, kpi.map(|kpi| kpi.row.id), text)
    }

    /// The corrections that were agreed of figures in its periods, oldest first.
    #[must_use]
    pub fn corrections(&self) -> Vec<Corrected<'_>> {
        let agreed = self.seen.corrections.iter().filter(|row| row.standing == CorrectionStanding::Agreed);
        agreed.filter_map(|row| self.corrected(row)).collect()
    }

    /// What a correction changed, as this copy may tell it; nothing where it is of another time.
    #[must_use]
    pub fn corrected<'b>(&'b self, row: &'b figure_correction::Model) -> Option<Corrected<'b>> {
        let one = self.periods().into_iter().find(|one| one.row.id == row.return_id)?;
        let kpi = self.seen.kpi(row.kpi_id).ok()?;
        let asked = self.seen.asked_of(kpi, one)?;
        one.figure(row.kpi_id)?;
        let held = self.veiled().is_some_and(|public| public.veil(one.row.id, row.kpi_id).is_drawn());
        let of = |json: &str| match Values::read(json) {
            _ if held => BACK.to_owned(),
            Some(values) => {
                let told = shown(asked.version, &reading(asked.version, &values));
                let counts = counts(asked.version, &values, |_| None);
                if counts.is_empty() { told } else { format!("{told} ({counts})") }
            }
            None => String::new(),
        };
        Some(Corrected {
            title: asked.version.row.title.clone(),
            period: self.seen.period_words(one),
            was: of(&row.before),
            is: of(&row.after),
            row,
        })
    }

    /// Year by year: what a KPI came to at the end of each, or so far.
    #[must_use]
    pub fn years(&self, kpi: &Kpi) -> Vec<Option<Yearly>> {
        self.year_ends()
            .into_iter()
            .map(|one| {
                let asked = self.seen.asked_of(kpi, one)?;
                let told = self.year(one, asked);
                let judged = told.rag.filter(|rag| *rag != Rag::NoTarget);
                let rating = judged.map(|rag| rag.rating(asked.version));
                Some(Yearly { until: one.row.last_on, rating, told })
            })
            .collect()
    }

    /// The last of its periods in each year.
    #[must_use]
    pub fn year_ends(&self) -> Vec<&Return> {
        let mut ends: Vec<&Return> = Vec::new();
        for one in self.periods() {
            let year = self.seen.year_of(one.row.first_on);
            match ends.last_mut() {
                Some(last) if self.seen.year_of(last.row.first_on) == year => *last = one,
                Some(_) | None => ends.push(one),
            }
        }
        ends
    }

    fn held(&self, one: &Return, asked: Asked<'_>) -> Option<Held> {
        self.veiled()?.over(one, asked)
    }

    fn counts(&self, one: &Return, asked: Asked<'_>, values: &Values) -> String {
        let veil = self.veiled().map(|public| public.veil(one.row.id, asked.kpi.row.id)).unwrap_or_default();
        counts(asked.version, values, |part| veil.over(part))
    }

    /// What stands where there is no figure.
    fn none(&self, one: &Return) -> &'static str {
        if self.is_public() && !self.is_accepted(one) && self.is_there(one) {
            return "Not accepted yet";
        }
        self.grey(one).words()
    }

    fn grey(&self, one: &Return) -> Rag {
        if self.is_there(one) || self.today > one.row.due_on { Rag::NoData } else { Rag::NotDue }
    }

    fn is_there(&self, one: &Return) -> bool {
        one.is_returned()
    }

    fn is_accepted(&self, one: &Return) -> bool {
        one.is_accepted()
    }
}

/// The counts behind a figure, each as far as it may be told.
fn counts(version: &Version, values: &Values, held: impl Fn(Part) -> Option<Held>) -> String {
    let told = |part: Part, number: Option<i64>| {
        let number = number?;
        Some(held(part).map_or_else(|| number.to_string(), |held| held.words().to_lowercase()))
    };
    let parts = match version.row.kind {
        KpiKind::Rate => {
            let above = told(Part::Numerator, values.numerator);
            let below = told(Part::Denominator, values.denominator);
            vec![above.zip(below).map(|(above, below)| match held(Part::Numerator) {
                Some(_) => format!("out of {below}"),
                None => format!("{above} of {below}"),
            })]
        }
        KpiKind::Count if version.row.people == Some(YesNo::Yes) => {
            vec![told(Part::NewThisYear, values.new_this_year).map(|new| format!("new this year: {new}"))]
        }
        KpiKind::Caseload => vec![
            told(Part::Opening, values.opening).map(|open| format!("open at the start: {open}")),
            told(Part::Added, values.added).map(|added| format!("new: {added}")),
            told(Part::Closed, values.closed).map(|closed| format!("closed: {closed}")),
        ],
        KpiKind::Count | KpiKind::YesNo | KpiKind::Score | KpiKind::Narrative => Vec::new(),
    };
    parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
}
