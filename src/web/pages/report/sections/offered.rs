//! What a writer can put into prose, and where the facts of a section come from.

use rules::procurement::Procurement;
use rules::procurement::parts::part;
use rules::report::Figures;
use rules::rows::list;
use serde::Serialize;

use crate::report::{Composed, TENDERS, Target, targets};
use crate::web::pages::report::loaded::Loaded;

/// The figures of one part or list.
#[derive(Serialize)]
pub(in crate::web::pages) struct Group {
    title: &'static str,
    figures: Vec<Offered>,
}

/// A figure that can be put into prose.
#[derive(Serialize)]
pub(super) struct Offered {
    label: String,
    shown: String,
    mark: String,
}

/// A place that prose can refer to.
#[derive(Serialize)]
pub(super) struct Place {
    label: String,
    mark: String,
}

#[derive(Serialize)]
pub(super) struct Link {
    pub path: String,
    pub title: String,
}

/// Every figure that can be put into prose, by the part or list it stands in.
pub(super) fn figures(loaded: &Loaded) -> Vec<Group> {
    groups(&loaded.figures())
}

/// Every figure that is offered, by the part or list it stands in.
pub(in crate::web::pages) fn groups(all: &Figures) -> Vec<Group> {
    let mut groups: Vec<Group> = Vec::new();
    for figure in all.offered() {
        let offered = Offered {
            label: figure.label.clone(),
            shown: figure.shown.clone(),
            mark: format!("{{{{ {} }}}}", figure.name),
        };
        match groups.last_mut().filter(|group| group.title == figure.group) {
            Some(group) => group.figures.push(offered),
            None => groups.push(Group { title: figure.group, figures: vec![offered] }),
        }
    }
    groups
}

/// Every place of the paper that prose can refer to, in words.
pub(super) fn places(composed: &Composed) -> Vec<Place> {
    let place = |target: Target| {
        let label = if target.shown == target.words {
            target.words
        } else {
            format!("{}: {}", target.shown, target.words)
        };
        Place { label, mark: format!("[](#{})", target.anchor) }
    };
    targets(&composed.document).into_iter().map(place).collect()
}

/// A part or list of the record, or the tenders made of it, as links to them.
pub(super) fn source(loaded: &Loaded, code: &str) -> Vec<Link> {
    let base = format!("/procurements/{}", loaded.procurement.row.reference);
    if code == TENDERS {
        let tenders = loaded.awarding.iter().flat_map(|awarding| &awarding.tenders);
        let link = |reference: &String| Link {
            path: format!("/tenders/{reference}"),
            title: format!("Tender {reference}"),
        };
        return tenders.map(|tender| link(&tender.reference)).collect();
    }
    if let Some(part) = part(code) {
        return vec![Link { path: format!("{base}/part/{code}"), title: part.title.to_owned() }];
    }
    let list = list::<Procurement>(code);
    let link = list.map(|list| Link { path: format!("{base}/list/{code}"), title: list.title.to_owned() });
    link.into_iter().collect()
}
