//! What a report promises, whatever the record holds.

use std::str::FromStr;

use entity::choice::Choice;
use entity::gaps::Gap;
use entity::state::{ReportKind, ReportStyle};
use paper::Inline;
use rules::field::{Lists, shown};
use rules::procurement::Procurement;
use rules::procurement::lists::CODES;
use rules::procurement::parts::PARTS;
use rules::rows::{Listed, entry};
use rules::settings::lists;
use sea_orm::{EntityTrait, ModelTrait};

use super::given::is_own;
use super::plain::outline;
use super::sound::{assert_sound, headings};
use super::world::{authority, composed, empty, full, heading, paper_of};

/// The reports that a procurement is decided on, which hold every fact of its record.
pub(super) const COMMENCEMENT: [ReportKind; 2] = [ReportKind::Gateway1, ReportKind::Cabinet];

/// A style that makes reports of this kind.
pub(super) fn style_of(kind: ReportKind) -> ReportStyle {
    match kind {
        ReportKind::Gateway1 => ReportStyle::Gateway,
        ReportKind::Cabinet | ReportKind::Award | ReportKind::AwardExempt | ReportKind::AwardDecision => {
            ReportStyle::Cabinet
        }
    }
}

#[test]
fn a_procurement_of_which_only_the_title_is_known_makes_a_paper() {
    for kind in &COMMENCEMENT {
        let document = paper_of(*kind, &empty(), &authority(style_of(*kind)));
        let outline = outline(&document);
        assert!(outline.contains("Not stated"), "{outline}");
        assert!(document.title.ends_with("A small service"));
        assert_sound(&document);
    }
}

#[test]
fn every_fact_of_the_record_is_in_the_paper() {
    for kind in &COMMENCEMENT {
        let authority = authority(style_of(*kind));
        let procurement = full(&authority);
        let document = paper_of(*kind, &procurement, &authority);
        assert_sound(&document);
        let paper = without_commas(&outline(&document));
        let lists = lists(&authority, Some(&procurement));
        let mut missing = missing_parts(&procurement, &lists, &paper);
        for code in CODES {
            missing.extend(
                rules::each_list!(*code, missing_rows(&procurement, &lists, &paper)).unwrap_or_default(),
            );
        }
        assert!(missing.is_empty(), "{kind:?} lacks {missing:#?}\n{paper}");
    }
}

/// The facts that the law is found from are not part of a paper, only what follows from them.
fn missing_parts(procurement: &Procurement, lists: &Lists, paper: &str) -> Vec<String> {
    let parts = PARTS.iter().filter(|part| part.code != "law");
    let fields = parts.flat_map(|part| part.fields).filter(|field| is_own(field));
    let lost = fields.filter(|field| {
        let column =
            <entity::procurement::Entity as EntityTrait>::Column::from_str(field.name).expect("a column");
        let shown = shown(field, &procurement.row.get(column), lists);
        !(paper.contains(&short(&shown)) || levels(&shown).is_some_and(|level| paper.contains(level)))
    });
    lost.map(|field| field.name.to_owned()).collect()
}

fn missing_rows<E: Listed<Of = Procurement>>(
    procurement: &Procurement,
    lists: &Lists,
    paper: &str,
) -> Vec<String> {
    let mut lost = Vec::new();
    for model in E::rows(procurement) {
        let entry = entry::<E>(model);
        for (field, value) in E::FIELDS.iter().zip(&entry.values).filter(|(field, _)| is_own(field)) {
            let shown = short(&shown(field, value, lists));
            if !paper.contains(&shown) {
                lost.push(format!("{} {} {}: {shown}", E::CODE, entry.position, field.name));
            }
        }
    }
    lost
}

/// A level of risk for the whole is printed by its label.
fn levels(shown: &str) -> Option<&str> {
    shown.split_once(": ").map(|(_, label)| label)
}

/// A letter of the risk key is printed without its label.
fn short(shown: &str) -> String {
    without_commas(shown.split(": ").next().unwrap_or_default())
}

/// Papers part the thousands of a base; the record does not.
fn without_commas(text: &str) -> String {
    text.replace(',', "")
}

#[test]
fn a_value_comes_out_as_it_was_typed() {
    let typed = "**Bold** <b>x</b> | cell | {{ 7 * 7 }} {{ found.maximum }} [](#finance) # [a](javascript:b) \u{F0000}\u{F0001}\u{E000} &amp; §";
    for kind in &COMMENCEMENT {
        let authority = authority(style_of(*kind));
        let mut procurement = full(&authority);
        procurement.row.title = typed.to_owned();
        procurement.row.portfolio_holder = Some(typed.to_owned());
        procurement.risks[0].title = typed.to_owned();
        procurement.fundings[0].source = typed.to_owned();
        let document = paper_of(*kind, &procurement, &authority);
        let paper = outline(&document);
        assert!(document.title.ends_with(typed));
        assert!(paper.matches(typed).count() >= 4, "{paper}");
        assert_sound(&document);
    }
}

#[test]
fn prose_cannot_add_headings_tags_or_marks() {
    let typed =
        "# Approved\n\n<h1>Approved</h1>\n\nApproved\n========\n\n§ \u{F0000}\n\n---\n\nTable: x {#y}";
    for kind in &COMMENCEMENT {
        let authority = authority(style_of(*kind));
        let mut procurement = full(&authority);
        let before = headings(&paper_of(*kind, &procurement, &authority));
        procurement.row.summary = Some(typed.to_owned());
        procurement.row.background = Some(typed.to_owned());
        procurement.risks[0].mitigation = Some(typed.to_owned());
        let document = paper_of(*kind, &procurement, &authority);
        assert_eq!(headings(&document), before);
        let paper = outline(&document);
        for line in ["# Approved", "<h1>Approved</h1>", "§ \u{F0000}", "Table: x {#y}"] {
            assert!(paper.matches(line).count() >= 3, "{line} in {paper}");
        }
    }
}

#[test]
fn gaps_are_printed_in_words_and_blanks_stay_blank() {
    let authority = authority(ReportStyle::Gateway);
    let mut procurement = empty();
    let gaps = procurement.row.gaps.clone();
    procurement.row.gaps = gaps
        .with("meets_on", Some(Gap::ToBeConfirmed))
        .with("portfolio_holder", Some(Gap::Blank))
        .with("need", Some(Gap::ToBeConfirmed))
        .with("guarantee", Some(Gap::Nothing));
    let document = paper_of(ReportKind::Gateway1, &procurement, &authority);
    let paper = outline(&document);
    assert!(paper.contains("Date =\n  To be confirmed\n"), "{paper}");
    assert!(paper.contains("Portfolio holder =\nReport from =\n  Not stated\n"), "{paper}");
    assert!(paper.contains("performance bond\n§ None\n"), "{paper}");
    assert_sound(&document);
}

#[test]
fn a_heading_that_an_administrator_adds_is_printed() {
    for kind in &COMMENCEMENT {
        let mut authority = authority(style_of(*kind));
        authority.headings.push(heading(77, "Care for the sea"));
        let mut procurement = full(&authority);
        procurement.implications[0].heading_id = authority.headings[4].id;
        let paper = outline(&paper_of(*kind, &procurement, &authority));
        assert!(paper.contains("Care for the sea"), "{paper}");
        assert!(paper.contains("implications says 1 as given"), "{paper}");
    }
}

#[test]
fn what_stands_under_a_heading_that_was_removed_is_printed() {
    let mut authority = authority(ReportStyle::Cabinet);
    let procurement = full(&authority);
    authority.headings.clear();
    let paper = outline(&paper_of(ReportKind::Cabinet, &procurement, &authority));
    assert!(paper.contains("Further implications: implications says 1 as given"), "{paper}");
}

#[test]
fn figures_know_where_they_came_from() {
    let authority = authority(ReportStyle::Cabinet);
    let document = paper_of(ReportKind::Cabinet, &full(&authority), &authority);
    let mut figures = Vec::new();
    paper::each_inline(&document.blocks, &mut |inline| {
        if let Inline::Figure { name, source, .. } = inline {
            figures.push((name.clone(), source.clone()));
        }
    });
    for (name, source) in [
        ("procurement.annual_value", "Value and dates, cost of one year"),
        ("funding.12.amount", "Funding by source and year, entry 2, amount"),
        ("procurement.vat", "Value and dates, VAT"),
    ] {
        assert!(figures.contains(&(name.to_owned(), source.to_owned())), "{figures:?}");
    }
}

#[test]
fn the_same_record_makes_the_same_paper() {
    let authority = authority(ReportStyle::Gateway);
    let paper = || composed(ReportKind::Gateway1, &full(&authority), &authority).expect("a paper");
    assert_eq!(paper(), paper());
}

#[test]
fn a_kind_is_known_by_its_code_and_offered_by_its_style() {
    for kind in ReportKind::ALL {
        assert_eq!(ReportKind::of(kind.code()), Some(*kind));
    }
    assert_eq!(ReportKind::of("gateway-9"), None);
    for style in ReportStyle::ALL {
        assert!(!rules::report::kinds(*style).is_empty());
    }
}

#[test]
fn a_full_paper_stays_as_it_was() {
    for kind in &COMMENCEMENT {
        let authority = authority(style_of(*kind));
        let paper = outline(&paper_of(*kind, &full(&authority), &authority));
        insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(kind.code(), paper);
        });
    }
}
