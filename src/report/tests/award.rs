//! What the reports of an award promise.

use std::collections::{BTreeMap, HashSet};

use entity::choice::Choice;
use entity::id::RowId;
use entity::state::{ReportKind, ReportStyle};
use paper::{Block, Inline};
use rules::procurement::Procurement;
use rules::report::awarding::Awarding;
use rules::settings::Authority;

use super::evaluated::{decided, published, ranked, ranked_exempt};
use super::plain::outline;
use super::sound::assert_sound;
use super::world::{authority, empty, full, of_award};
use crate::report::{Composed, Passage};

const AWARD: [ReportKind; 3] = [ReportKind::Award, ReportKind::AwardExempt, ReportKind::AwardDecision];

/// Each kind in each style with each procurement, at each point.
fn each(tell: impl Fn(ReportKind, &Authority, &Procurement, &Awarding)) {
    let points = [Awarding::default(), published(), ranked(), ranked_exempt(), decided(false), decided(true)];
    for style in ReportStyle::ALL {
        let authority = authority(*style);
        for procurement in [empty(), case(&authority)] {
            for awarding in &points {
                AWARD.iter().for_each(|kind| tell(*kind, &authority, &procurement, awarding));
            }
        }
    }
}

/// A procurement whose outcomes the tender asks about.
fn case(authority: &Authority) -> Procurement {
    let mut procurement = full(authority);
    for (outcome, id) in procurement.outcomes.iter_mut().zip([11, 12]) {
        outcome.id = RowId(id);
    }
    procurement
}

fn paper(kind: ReportKind, style: ReportStyle, awarding: &Awarding) -> Composed {
    let authority = authority(style);
    of_award(kind, &case(&authority), &authority, awarding, &BTreeMap::new())
}

#[test]
fn every_paper_is_sound_whatever_is_known() {
    each(|kind, authority, procurement, awarding| {
        let composed = of_award(kind, procurement, authority, awarding, &BTreeMap::new());
        assert_sound(&composed.document);
        assert_eq!(composed.missing, [], "{kind:?}");
        assert!(composed.document.title.ends_with(&procurement.row.title));
    });
}

#[test]
fn every_section_tells_what_belongs_there_and_prints_what_is_written() {
    each(|kind, authority, procurement, awarding| {
        let before = of_award(kind, procurement, authority, awarding, &BTreeMap::new());
        let codes = before.sections.iter().map(|section| section.code.clone());
        let own: BTreeMap<_, _> = codes.map(|code| (code.clone(), format!("own words in {code}."))).collect();
        let composed = of_award(kind, procurement, authority, awarding, &own);
        assert_sound(&composed.document);
        let paper = outline(&composed.document);
        let mut codes = HashSet::new();
        for section in &composed.sections {
            assert!(section.guidance.len() > 60, "{}: {}", section.code, section.guidance);
            assert!(section.writes.iter().all(|passage| *passage == Passage::Own), "{}", section.code);
            let offered = section.writes.contains(&Passage::Own);
            assert!(offered || !section.from.is_empty(), "{}", section.code);
            let own = format!("own words in {}.", section.code);
            assert_eq!(paper.matches(&own).count(), usize::from(offered), "{own}: {paper}");
            assert!(codes.insert(section.code.clone()));
        }
    });
}

#[test]
fn every_table_is_referred_to_in_the_text_before_it() {
    each(|kind, authority, procurement, awarding| {
        let document = of_award(kind, procurement, authority, awarding, &BTreeMap::new()).document;
        for (at, block) in document.blocks.iter().enumerate() {
            let Block::Table(table) = block else { continue };
            let anchor = table.anchor.as_deref().expect("an anchor");
            let mut is_named = false;
            paper::each_inline(&document.blocks[..at], &mut |inline| {
                is_named |= matches!(inline, Inline::Reference(name) if name == anchor);
            });
            assert!(is_named, "{kind:?}: {anchor}");
        }
    });
}

#[test]
fn a_report_for_everyone_tells_no_result_before_the_decision_and_no_loser_ever() {
    for style in ReportStyle::ALL {
        for kind in [ReportKind::Award, ReportKind::AwardDecision] {
            for awarding in [published(), ranked()] {
                let paper = outline(&paper(kind, *style, &awarding).document);
                for secret in ["Riverbank", "Harbour", "Kestrel", "Bid A", "Bid C", "£100,000", "24.00"] {
                    assert!(!paper.contains(secret), "{secret}: {paper}");
                }
                assert!(paper.contains("decided"), "{paper}");
            }
            let told = outline(&paper(kind, *style, &decided(true)).document);
            assert!(told.contains("Riverbank Trust") && told.contains("£100,000"), "{told}");
            for loser in ["Harbour", "Kestrel", "£120,000", "£66,000", "82.00"] {
                assert!(!told.contains(loser), "{loser}: {told}");
            }
        }
        let named_later = outline(&paper(ReportKind::Award, *style, &decided(false)).document);
        assert!(named_later.contains("the bidder of Bid C") && !named_later.contains("Riverbank"));
    }
}

#[test]
fn the_appendix_says_that_it_is_not_for_publication_and_names_every_bid() {
    let document = paper(ReportKind::AwardExempt, ReportStyle::Gateway, &ranked_exempt()).document;
    let paper = outline(&document);
    assert!(document.running_header.contains("Exempt appendix"), "{}", document.running_header);
    for words in
        ["Not for publication.", "paragraph 3", "Harbour Services Ltd", "£66,000", "A relative volunteers"]
    {
        assert!(paper.contains(words), "{words}: {paper}");
    }
    assert_eq!(document.status.as_deref(), Some("Draft: the award is not decided yet"));
}

#[test]
fn what_bidders_and_officers_typed_comes_out_as_it_was_typed() {
    let typed = "**Bold** <b>x</b> | cell | {{ found.maximum }} [](#finance) # § \u{F0000}";
    let mut awarding = ranked_exempt();
    awarding.tenders[0].panel[0].who = typed.to_owned();
    awarding.tenders[0].lots[0].terms.criteria[1].title = typed.to_owned();
    let told = awarding.tenders[0].lots[0].exempt.as_mut().expect("an appendix").as_mut().expect("open");
    told.bids[0].name = Some(typed.to_owned());
    told.explained[0].reason = typed.to_owned();
    told.lows[0].answer = Some(typed.to_owned());
    let document = paper(ReportKind::AwardExempt, ReportStyle::Gateway, &awarding).document;
    assert_sound(&document);
    let told = outline(&document);
    assert!(told.matches(typed).count() >= 4, "{told}");
    let open = outline(&paper(ReportKind::Award, ReportStyle::Cabinet, &awarding).document);
    assert!(open.contains(typed), "{open}");
}

#[test]
fn more_bids_than_a_page_holds_stand_in_several_tables() {
    let mut awarding = decided(false);
    let open = awarding.tenders[0].lots[0].open.as_mut().expect("an evaluation");
    for letter in ["D", "E", "F", "G"] {
        let mut bid = open.bids[0].clone();
        bid.label = format!("Bid {letter}");
        open.bids.push(bid);
    }
    let composed = paper(ReportKind::Award, ReportStyle::Gateway, &awarding);
    assert_sound(&composed.document);
    let paper = outline(&composed.document);
    assert_eq!(paper.matches("TABLE Moderated scores").count(), 2, "{paper}");
}

#[test]
fn the_papers_of_an_award_stay_as_they_were() {
    let told = [
        ("award-before-the-decision", ReportKind::Award, ReportStyle::Gateway, ranked()),
        ("award-after-the-letters", ReportKind::Award, ReportStyle::Cabinet, decided(true)),
        ("award-exempt", ReportKind::AwardExempt, ReportStyle::Gateway, ranked_exempt()),
        ("award-decision", ReportKind::AwardDecision, ReportStyle::Gateway, decided(false)),
    ];
    for (name, kind, style, awarding) in told {
        let paper = outline(&paper(kind, style, &awarding).document);
        insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(name, paper);
        });
    }
}
