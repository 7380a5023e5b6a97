//! Figures and references in prose, as the composed paper has them.

use std::collections::BTreeMap;

use entity::state::{ReportKind, ReportStyle};
use paper::Inline;
use rules::procurement::found::found;
use rules::report::{Figures, Mark};

use super::plain::outline;
use super::stories::{COMMENCEMENT, style_of};
use super::world::{authority, composed, empty, full, now, with_own};
use crate::report::{Missing, ReportError};

#[test]
fn every_figure_of_a_paper_is_as_the_catalogue_has_it() {
    for kind in &COMMENCEMENT {
        let authority = authority(style_of(*kind));
        let procurement = full(&authority);
        let figures = Figures::of(&procurement, &authority, &found(&procurement, &authority.row, now()));
        let document = composed(*kind, &procurement, &authority).expect("a paper").document;
        let mut seen = 0;
        paper::each_inline(&document.blocks, &mut |inline| {
            if let Inline::Figure { name, source, shown } = inline {
                let figure = figures.get(name).unwrap_or_else(|| panic!("no figure {name}"));
                assert_eq!((&figure.source, &figure.shown), (source, shown), "{name}");
                seen += 1;
            }
        });
        assert!(seen > 100, "{seen}");
    }
}

#[test]
fn prose_anywhere_holds_figures_and_references() {
    let typed = "It is {{ procurement.annual_value }}, see [](#finance).";
    for kind in &COMMENCEMENT {
        let authority = authority(style_of(*kind));
        let mut procurement = full(&authority);
        let shown = procurement.row.annual_value.expect("a value").to_string();
        procurement.row.background = Some(typed.to_owned());
        procurement.row.indexation = Some(typed.to_owned());
        procurement.risks[0].mitigation = Some(typed.to_owned());
        procurement.implications[0].says = Some(typed.to_owned());
        procurement.recommendations[0].says = typed.to_owned();
        procurement.reasons[0].says = typed.to_owned();
        procurement.consultations[0].says = typed.to_owned();
        let own = BTreeMap::from([("finance".to_owned(), typed.to_owned())]);
        let composed = with_own(*kind, &procurement, &authority, &own).expect("a paper");
        let paper = outline(&composed.document);
        assert_eq!(paper.matches(&format!("It is {shown}, see (see finance)")).count(), 8, "{paper}");
        assert_eq!(composed.missing, []);
    }
}

#[test]
fn what_is_not_there_is_said_where_it_would_stand() {
    for kind in &COMMENCEMENT {
        let authority = authority(style_of(*kind));
        let mut procurement = full(&authority);
        procurement.row.background = Some("{{ found.maximun }}".to_owned());
        procurement.risks[0].mitigation = Some("As [](#finanse) says.".to_owned());
        let composed = composed(*kind, &procurement, &authority).expect("a paper");
        let missing =
            |section: &str, name: &str| Missing { section: section.to_owned(), name: name.to_owned() };
        let mut expected = [missing("background", "found.maximun"), missing("risk", "finanse")];
        if *kind == ReportKind::Cabinet {
            expected.reverse();
        }
        assert_eq!(composed.missing, expected);
        let paper = outline(&composed.document);
        assert!(paper.contains("(missing: found.maximun)"), "{paper}");
        let mut strong = Vec::new();
        paper::each_inline(&composed.document.blocks, &mut |inline| {
            if let Inline::Strong(words) = inline {
                strong.extend(words.clone());
            }
        });
        assert!(strong.contains(&Inline::Reference("finanse".to_owned())));
    }
}

#[test]
fn too_much_is_refused_with_what_to_shorten() {
    let authority = authority(ReportStyle::Gateway);
    let refused = |procurement: &_, own: &BTreeMap<String, String>| match with_own(
        ReportKind::Gateway1,
        procurement,
        &authority,
        own,
    ) {
        Err(ReportError::TooMuch(says)) => says,
        other => panic!("{other:?}"),
    };
    let (none, long) = (BTreeMap::new(), "x".repeat(20_001));
    let many = "{{ found.maximum }}".repeat(301);
    let mut procurement = empty();
    procurement.row.background = Some(many);
    assert_eq!(
        refused(&procurement, &none),
        "Background: This text has 301 figures and references; 300 are the most."
    );
    let mut procurement = full(&authority);
    procurement.risks[1].mitigation = Some(long.clone());
    assert_eq!(
        refused(&procurement, &none),
        "Risks, entry 2, Mitigation: This text has 20,001 characters; 20,000 are the most."
    );
    assert_eq!(
        refused(&empty(), &BTreeMap::from([("risk".to_owned(), long)])),
        "What only this report says in the section “risk”: This text has 20,001 characters; 20,000 are the most."
    );
    let mut procurement = full(&authority);
    procurement.risks = (0..400)
        .map(|at| {
            let mut row = procurement.risks[0].clone();
            (row.position, row.mitigation) = (at, Some("word ".repeat(3_900)));
            row
        })
        .collect();
    let says = refused(&procurement, &none);
    assert_eq!(says, "This report is longer than a paper can be. Shorten its prose or its tables.");
}

/// Many copies of a row, each with a number and a place of its own.
macro_rules! many {
    ($procurement:ident: $($rows:ident)+) => {$({
        let first = $procurement.$rows[0].clone();
        $procurement.$rows = (1..=300)
            .map(|at| {
                let mut row = first.clone();
                (row.id.0, row.position) = (i64::from(at), at);
                row
            })
            .collect();
    })+};
}

#[test]
fn a_long_record_stays_within_the_limits_of_its_template() {
    for kind in &COMMENCEMENT {
        let authority = authority(style_of(*kind));
        let mut procurement = full(&authority);
        many!(procurement: recommendations reasons statistics service_gaps capacities earlier_decisions
            fundings term_periods cost_avoidances outcomes measures appraised_options risks consultations
            milestones attachments);
        let composed = composed(*kind, &procurement, &authority).expect("a paper");
        assert!(composed.document.contents);
    }
}

#[test]
fn a_number_pasted_before_a_recommendation_is_not_printed_twice() {
    for kind in &COMMENCEMENT {
        let authority = authority(style_of(*kind));
        let mut procurement = full(&authority);
        procurement.recommendations[0].says = "1. To begin.".to_owned();
        procurement.recommendations[1].says = "2) To delegate:\n\n1. this\n2. that".to_owned();
        procurement.reasons[0].says = "3.5 million is enough.".to_owned();
        let paper = outline(&composed(*kind, &procurement, &authority).expect("a paper").document);
        assert!(!paper.contains("1. To begin") && paper.contains("To begin"), "{paper}");
        assert!(paper.contains("2) To delegate:") && paper.contains("3.5 million is enough."), "{paper}");
    }
}

#[test]
fn the_prose_of_the_demonstration_names_only_what_is_there() {
    let authority = authority(ReportStyle::Cabinet);
    let procurement = full(&authority);
    let figures = Figures::of(&procurement, &authority, &found(&procurement, &authority.row, now()));
    let anchors: Vec<String> = crate::report::template::anchors().collect();
    for prose in [include_str!("../../demo/medway.md"), include_str!("../../demo/dorset.md")] {
        let marks = rules::report::marks(prose);
        assert!(marks.len() > 4, "{marks:?}");
        for (_, mark) in marks {
            match mark {
                // The parts of the full procurement end in nothing but the end.
                Mark::Figure("found.breaks") => {}
                Mark::Figure(name) => assert!(figures.get(name).is_some(), "{name}"),
                Mark::Reference(anchor) => assert!(anchors.iter().any(|known| known == anchor), "{anchor}"),
            }
        }
    }
}
