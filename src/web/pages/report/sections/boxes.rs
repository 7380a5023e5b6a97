//! The boxes of a section's form.

use entity::gaps::Gaps;
use entity::number::Version;
use rules::Refusal;
use rules::field::{Draft, Field, Lists, draft, held};
use rules::procurement::parts::field;
use rules::report::OWN;
use sea_orm::Value;

use crate::report::{Composed, Passage, Section};
use crate::store::Staff;
use crate::web::answer::Stop;
use crate::web::desk::Posted;
use crate::web::forms::{Holds, merge};
use crate::web::pages::report::loaded::Loaded;

/// The boxes of a section's form, in the order of the paper: fields of the record, and the report's own.
pub(super) struct Boxes {
    pub code: String,
    pub title: String,
    pub fields: Vec<Field>,
}

/// What was typed into them.
pub(super) struct Read {
    pub record: Draft,
    own: Option<Draft>,
}

/// What they hold.
pub(super) struct Held {
    values: Vec<Value>,
    gaps: Gaps,
}

impl Boxes {
    /// The boxes of a section. One without any is pure data, and cannot be written.
    pub fn of(composed: &Composed, code: &str) -> Result<Self, Stop> {
        let section = find(composed, code)?;
        if section.writes.is_empty() {
            return Err(Stop::NotFound);
        }
        let fields = section.writes.iter().filter_map(|passage| match passage {
            Passage::Field(name) => field(name).copied(),
            Passage::Own => OWN.first().copied(),
        });
        Ok(Self { code: section.code.clone(), title: section.title.clone(), fields: fields.collect() })
    }

    /// The fields of the record among them.
    fn record(&self) -> Vec<Field> {
        self.fields.iter().filter(|field| !is_own(field)).copied().collect()
    }

    pub fn hold(&self, loaded: &Loaded) -> Held {
        let value = |field: &Field| match is_own(field) {
            true => Value::String(loaded.own.get(&self.code).cloned()),
            false => held(&loaded.procurement.row, field.name),
        };
        Held { values: self.fields.iter().map(value).collect(), gaps: loaded.procurement.row.gaps.clone() }
    }

    /// Takes in what others saved in boxes that were not touched.
    pub fn merge(&self, posted: &mut Posted<Staff>, loaded: &Loaded) -> Version {
        let held = self.hold(loaded);
        merge(posted, loaded.procurement.row.version, &self.fields, &held.as_holds())
    }

    /// Reads everything that was typed, or says all that is wrong with it.
    pub fn read(&self, posted: &Posted<Staff>, loaded: &Loaded) -> Result<Read, Refusal> {
        let lists = Lists::default();
        let record = draft(&self.record(), &posted.typed, &lists, &loaded.procurement.row.gaps);
        let has_own = self.fields.iter().any(is_own);
        let own = has_own.then(|| draft(OWN, &posted.typed, &lists, &Gaps::default())).transpose();
        match (record, own) {
            (Ok(record), Ok(own)) => Ok(Read { record, own }),
            (Err(first), Err(second)) => Err(Refusal { says: [first.says, second.says].concat(), ..first }),
            (Err(refusal), Ok(_)) | (Ok(_), Err(refusal)) => Err(refusal),
        }
    }
}

fn is_own(field: &Field) -> bool {
    OWN.iter().any(|own| own.name == field.name)
}

impl Read {
    pub fn own(&self) -> Option<&str> {
        self.own.as_ref().and_then(|own| own.text("own"))
    }
}

impl Held {
    pub fn as_holds(&self) -> Holds<'_> {
        Holds { values: &self.values, gaps: &self.gaps }
    }
}

pub(super) fn find<'a>(composed: &'a Composed, code: &str) -> Result<&'a Section, Stop> {
    composed.sections.iter().find(|section| section.code == code).ok_or(Stop::NotFound)
}
