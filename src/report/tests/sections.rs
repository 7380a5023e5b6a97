//! The sections of a composed report.

use std::collections::{BTreeMap, HashSet};

use entity::state::ReportKind;
use paper::{Block, Document};
use rules::field::Kind;
use rules::procurement::Procurement;
use rules::procurement::parts::PARTS;
use rules::settings::Authority;

use super::plain::outline;
use super::sound::assert_sound;
use super::stories::{COMMENCEMENT, style_of};
use super::world::{authority, composed, empty, full, with_own};
use crate::report::{Composed, Passage, Section, targets};

/// Every kind with an empty and a full procurement.
fn each(tell: impl Fn(ReportKind, &Authority, &Procurement, &Composed)) {
    for kind in &COMMENCEMENT {
        let authority = authority(style_of(*kind));
        for procurement in [empty(), full(&authority)] {
            let composed = composed(*kind, &procurement, &authority).expect("a paper");
            tell(*kind, &authority, &procurement, &composed);
        }
    }
}

/// What stands in a section, as text.
fn said(composed: &Composed, section: &Section) -> String {
    let blocks = composed.document.blocks[section.blocks.clone()].to_vec();
    outline(&Document { blocks, ..composed.document.clone() })
}

fn prose_fields() -> impl Iterator<Item = &'static str> {
    let fields = PARTS.iter().filter(|part| part.code != "law").flat_map(|part| part.fields);
    fields.filter(|field| matches!(field.kind, Kind::Prose)).map(|field| field.name)
}

#[test]
fn sections_hold_every_block_in_order() {
    each(|_, _, _, composed| {
        let mut next = 0;
        for section in &composed.sections {
            assert_eq!(section.blocks.start, next, "{section:?}");
            assert!(section.blocks.end >= next);
            next = section.blocks.end;
        }
        assert_eq!(next, composed.document.blocks.len());
        assert_eq!(composed.sections[0].code, "opening");
        let codes: HashSet<_> = composed.sections.iter().map(|section| &section.code).collect();
        assert_eq!(codes.len(), composed.sections.len());
    });
}

#[test]
fn every_section_tells_what_belongs_there() {
    each(|_, _, _, composed| {
        for section in &composed.sections {
            assert!(section.guidance.len() > 60, "{}: {}", section.code, section.guidance);
            let has_source = !section.writes.is_empty() || !section.from.is_empty();
            assert!(has_source || section.code == "report", "{section:?}");
        }
    });
}

#[test]
fn every_prose_of_the_record_is_written_in_one_section_where_it_is_printed() {
    each(|kind, _, procurement, composed| {
        for name in prose_fields() {
            let written: Vec<_> = composed
                .sections
                .iter()
                .filter(|section| section.writes.contains(&Passage::Field(name)))
                .collect();
            let [section] = written[..] else { panic!("{kind:?}: {name} in {written:?}") };
            if procurement.row.summary.is_some() {
                let text = said(composed, section);
                assert!(text.contains(&format!("procurement {name} 1 as given")), "{name}: {text}");
            }
        }
    });
}

#[test]
fn prose_is_offered_in_the_order_it_is_printed() {
    for kind in &COMMENCEMENT {
        let authority = authority(style_of(*kind));
        let procurement = full(&authority);
        let composed = written_everywhere(*kind, &procurement, &authority);
        for section in &composed.sections {
            let text = said(&composed, section);
            let places = section.writes.iter().map(|passage| match passage {
                Passage::Field(name) => text.find(&format!("procurement {name} 1 as given")),
                Passage::Own => text.find(&format!("own words in {}.", section.code)),
            });
            let places: Vec<_> = places.collect();
            assert!(places.iter().all(Option::is_some) && places.is_sorted(), "{}: {places:?}", section.code);
        }
    }
}

#[test]
fn what_only_a_report_says_is_printed_in_its_section() {
    each(|kind, authority, procurement, before| {
        let composed = written_everywhere(kind, procurement, authority);
        assert_sound(&composed.document);
        assert_eq!(composed.sections.len(), before.sections.len());
        for section in &composed.sections {
            let offered = section.writes.contains(&Passage::Own);
            let own = format!("own words in {}.", section.code);
            assert_eq!(said(&composed, section).contains(&own), offered, "{}", section.code);
            let writes = section.writes.iter().any(|passage| matches!(passage, Passage::Field(_)));
            assert!(offered || !writes, "{} offers no words of its own", section.code);
        }
    });
}

fn written_everywhere(kind: ReportKind, procurement: &Procurement, authority: &Authority) -> Composed {
    let composed = composed(kind, procurement, authority).expect("a paper");
    let codes = composed.sections.iter().map(|section| section.code.clone());
    let own: BTreeMap<_, _> = codes.map(|code| (code.clone(), format!("own words in {code}."))).collect();
    with_own(kind, procurement, authority, &own).expect("a paper")
}

#[test]
fn headings_of_the_authority_are_sections_with_its_guidance() {
    let mut authority = authority(style_of(ReportKind::Gateway1));
    authority.headings[0].guidance = "Name every Act.".to_owned();
    let composed = composed(ReportKind::Gateway1, &full(&authority), &authority).expect("a paper");
    let section = composed.sections.iter().find(|section| section.code == "legal-implications");
    let section = section.expect("a section");
    assert!(section.guidance.ends_with("Name every Act."), "{}", section.guidance);
    assert_eq!((section.title.as_str(), section.number.as_deref()), ("Legal implications", Some("9")));
}

#[test]
fn a_heading_that_is_called_like_a_place_of_the_template_gets_another_anchor() {
    let mut authority = authority(style_of(ReportKind::Gateway1));
    authority.headings[2].title = "Finance".to_owned();
    let mut procurement = full(&authority);
    procurement.implications[0].heading_id = authority.headings[2].id;
    let composed = composed(ReportKind::Gateway1, &procurement, &authority).expect("a paper");
    assert_sound(&composed.document);
    let numbers = paper::numbers(&composed.document);
    assert!(numbers.place("finance-2").is_some());
}

#[test]
fn a_long_paper_has_a_contents_page() {
    each(|_, _, _, composed| {
        let numbered = composed.sections.iter().filter(|section| section.number.is_some()).count();
        assert_eq!(composed.document.contents, numbered >= 12, "{numbered}");
    });
}

#[test]
fn every_section_and_table_can_be_referred_to() {
    each(|_, _, _, composed| {
        let targets = targets(&composed.document);
        let first = |section: &Section| composed.document.blocks.get(section.blocks.start);
        let printed = |section: &&Section| matches!(first(section), Some(Block::Heading { .. }));
        for section in composed.sections.iter().filter(printed) {
            let target = targets.iter().find(|target| target.anchor == section.code);
            match &section.number {
                Some(number) => {
                    let target = target.unwrap_or_else(|| panic!("{}", section.code));
                    assert_eq!(target.shown, format!("section {number}"));
                    assert_eq!(target.words, section.title);
                }
                None => assert!(target.is_some(), "{}", section.code),
            }
        }
    });
    let authority = authority(style_of(ReportKind::Cabinet));
    let document = composed(ReportKind::Cabinet, &full(&authority), &authority).expect("a paper").document;
    let table = targets(&document).into_iter().find(|target| target.anchor == "options-table");
    assert_eq!(table.map(|table| table.words).as_deref(), Some("Options appraisal"));
}
