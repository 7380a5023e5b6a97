//! How papers put things: what a council officer would write.

use entity::state::{ReportKind, ReportStyle};
use paper::{Block, Inline};

use super::plain::outline;
use super::sound::assert_sound;
use super::stories::{COMMENCEMENT, style_of};
use super::world::{authority, composed, empty, full, paper_of};

#[test]
fn every_table_is_referred_to_in_the_text_before_it() {
    for kind in &COMMENCEMENT {
        let authority = authority(style_of(*kind));
        let document = paper_of(*kind, &full(&authority), &authority);
        let mut tables = 0;
        for (at, block) in document.blocks.iter().enumerate() {
            let Block::Table(table) = block else { continue };
            let anchor = table.anchor.as_deref().expect("an anchor");
            let mut is_named = false;
            paper::each_inline(&document.blocks[..at], &mut |inline| {
                is_named |= matches!(inline, Inline::Reference(name) if name == anchor);
            });
            assert!(is_named, "{kind:?}: {anchor}");
            tables += 1;
        }
        assert!(tables >= 7, "{tables}");
    }
}

#[test]
fn a_recommendation_and_its_delegation_are_one_sentence() {
    let authority = authority(ReportStyle::Cabinet);
    let mut procurement = full(&authority);
    let row = &mut procurement.recommendations[0];
    row.delegate = Some("Head of Law".to_owned());
    row.consulting = Some("the Leader".to_owned());
    for (says, expected) in [
        (
            "That the service be bought.",
            "That the service be bought, and that the next step be delegated to the Head of Law, after \
             consulting the Leader.",
        ),
        (
            "That Cabinet **delegate the award.**",
            "That Cabinet delegate the award to the Head of Law, after consulting the Leader.",
        ),
        (
            "That it be done:\n- now",
            "The next step is delegated to the Head of Law, after consulting the Leader.",
        ),
    ] {
        procurement.recommendations[0].says = says.to_owned();
        let paper = outline(&paper_of(ReportKind::Cabinet, &procurement, &authority));
        assert!(paper.contains(expected), "{paper}");
    }
}

#[test]
fn what_nobody_has_written_says_so_once_in_each_section() {
    for kind in &COMMENCEMENT {
        let composed = composed(*kind, &empty(), &authority(style_of(*kind))).expect("a paper");
        assert_sound(&composed.document);
        for section in &composed.sections {
            let blocks = composed.document.blocks[section.blocks.clone()].to_vec();
            let said = outline(&paper::Document { blocks, ..composed.document.clone() });
            assert!(said.matches("Not written yet").count() <= 1, "{said}");
            let is_head = section.code == "opening";
            assert!(is_head || said.matches("Not stated").count() <= 1, "{said}");
        }
    }
}

#[test]
fn what_cannot_be_told_of_the_law_is_one_sentence() {
    let authority = authority(ReportStyle::Gateway);
    let paper = outline(&paper_of(ReportKind::Gateway1, &full(&authority), &authority));
    assert_eq!(paper.matches("still to be settled").count(), 1, "{paper}");
    for note in ["is not set", "not recorded", "Cannot tell", "cannot be told"] {
        assert!(!paper.contains(note), "{note}: {paper}");
    }
}
