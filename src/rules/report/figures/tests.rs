mod found;

use std::collections::HashSet;

use entity::number::{BasisPoints, Hundredths, Pence};
use entity::state::{StatisticUnit, TermEnd};
use entity::{capacity, funding, statistic};
use sea_orm::ActiveValue::Set;

use super::*;
use crate::procurement::found::found;
use crate::testing::papers::{self, dorset, medway};
use crate::testing::{blank, council, empty, noon, settled};
use entity::id::RowId;

fn figures(procurement: &Procurement) -> Figures {
    Figures::of(procurement, &settled(), &found(procurement, &council(), noon("2022-01-10")))
}

fn shown(figures: &Figures, name: &str) -> Option<String> {
    figures.get(name).map(|figure| figure.shown.clone())
}

fn source(id: i64, amount: Option<i64>, share: Option<i32>) -> funding::Model {
    blank::<funding::ActiveModel, _>(|row| {
        row.id = Set(RowId(id));
        row.position = Set(1);
        row.source = Set(format!("Source {id}"));
        row.amount = Set(amount.map(Pence));
        row.share = Set(share.map(BasisPoints::percent));
    })
}

fn statistic(low: Option<i64>, high: Option<i64>, unit: Option<StatisticUnit>) -> statistic::Model {
    blank::<statistic::ActiveModel, _>(|row| {
        row.id = Set(RowId(178));
        row.position = Set(4);
        row.measures =
            Set("Women who returned to the family court within seven years of the first time.".into());
        row.low = Set(low.map(Hundredths));
        row.high = Set(high.map(Hundredths));
        row.unit = Set(unit);
        row.base = Set(Some(1051));
        row.base_of = Set(Some("women".to_owned()));
    })
}

#[test]
fn the_facts_of_the_parts_are_figures_and_prose_is_not() {
    let mut procurement = medway();
    procurement.row.background = Some("Long ago.".to_owned());
    procurement.row.directors = Some("One\n\n Two\n".to_owned());
    let figures = figures(&procurement);
    let total = figures.get("procurement.total_value").expect("a figure");
    assert_eq!(
        *total,
        Figure {
            name: "procurement.total_value".to_owned(),
            group: "Value and dates",
            label: "Cost of the whole term, as stated".to_owned(),
            source: "Value and dates, cost of the whole term, as stated".to_owned(),
            shown: "£220,000".to_owned(),
            offered: true,
        }
    );
    for (name, expected) in [
        ("procurement.starts_on", Some("1 April 2022")),
        ("procurement.directors", Some("One; Two")),
        ("procurement.background", None),
        ("procurement.annual_value", None),
        ("procurement.portfolio_holder", None),
    ] {
        assert_eq!(shown(&figures, name).as_deref(), expected, "{name}");
    }
}

#[test]
fn rows_are_named_by_their_number_and_told_by_their_first_words() {
    let mut procurement = dorset();
    procurement.fundings = vec![source(203, Some(12_345), None)];
    let figures = figures(&procurement);
    let amount = figures.get("funding.203.amount").expect("a figure");
    assert_eq!(
        (amount.group, amount.label.as_str(), amount.source.as_str(), amount.shown.as_str()),
        (
            "Funding by source and year",
            "Source 203, amount",
            "Funding by source and year, entry 1, amount",
            "£123.45"
        )
    );
    procurement.statistics = vec![statistic(Some(300), None, None)];
    let label = self::figures(&procurement).get("statistics.178.value").map(|figure| figure.label.clone());
    assert_eq!(
        label.as_deref(),
        Some("Women who returned to the family court within seven years of …, value")
    );
}

#[test]
fn a_writer_is_offered_what_a_sentence_can_hold_and_the_value_first() {
    let mut procurement = dorset();
    procurement.fundings = vec![source(203, Some(12_345), None), source(204, Some(100), None)];
    procurement.fundings[0].year = Some("Year 1".to_owned());
    procurement.fundings[1].position = 2;
    procurement.fundings[1].source = "Source 203".to_owned();
    let mut counted = statistic(Some(300), None, None);
    counted.period = Some("May 2021".to_owned());
    procurement.statistics = vec![counted];
    let figures = figures(&procurement);
    let rows = figures
        .offered()
        .filter(|figure| figure.name.starts_with(['s', 'f']) && !figure.name.starts_with("found"));
    let rows: Vec<&str> = rows.map(|figure| figure.label.as_str()).collect();
    assert_eq!(
        rows,
        [
            "Women who returned to the family court within seven years of …, value",
            "Women who returned to the family court within seven years of …, of how many",
            "Source 203 (entry 1), amount",
            "Source 203 (entry 1), year",
            "Source 203 (entry 2), amount",
        ]
    );
    for name in ["statistics.178.measures", "statistics.178.period", "funding.203.source"] {
        assert_eq!(figures.get(name).map(|figure| figure.offered), Some(false), "{name}");
    }
}

#[test]
fn every_found_figure_has_a_plain_name() {
    for procurement in [dorset(), medway()] {
        let figures = figures(&procurement);
        for figure in figures.iter().filter(|figure| figure.name.starts_with("found.")) {
            let is_name = figure.label.starts_with(char::is_alphabetic) && !figure.label.ends_with('.');
            assert!(is_name && figure.offered, "{figure:?}");
        }
    }
}

#[test]
fn a_number_is_shown_with_its_range_and_unit() {
    use StatisticUnit::{Average, Percent, Share, Times};
    let table = [
        (Some(8400), None, Some(Percent), Some("84%")),
        (Some(8400), Some(9050), Some(Percent), Some("84 to 90.5%")),
        (Some(3600), None, Some(Times), Some("36 times")),
        (Some(25), None, Some(Share), Some("a quarter")),
        (Some(33), None, Some(Share), Some("33%")),
        (Some(300), Some(360), Some(Average), Some("3 to 3.6")),
        (Some(123_400), None, None, Some("1,234")),
        (None, Some(300), Some(Percent), None),
    ];
    for (low, high, unit, expected) in table {
        let mut procurement = empty();
        procurement.statistics = vec![statistic(low, high, unit)];
        let figures = figures(&procurement);
        assert_eq!(shown(&figures, "statistics.178.value").as_deref(), expected, "{low:?} {high:?} {unit:?}");
        assert_eq!(shown(&figures, "statistics.178.base").as_deref(), Some("1,051 women"));
        for apart in ["low", "high", "unit", "base_of"] {
            assert_eq!(shown(&figures, &format!("statistics.178.{apart}")), None);
        }
    }
    let mut procurement = empty();
    procurement.capacities = vec![blank::<capacity::ActiveModel, _>(|row| {
        row.id = Set(RowId(5));
        row.low = Set(Some(Hundredths::whole(18)));
        row.high = Set(Some(Hundredths::whole(24)));
        row.unit = Set(Some("women".to_owned()));
    })];
    assert_eq!(shown(&figures(&procurement), "capacity.5.value").as_deref(), Some("18 to 24 women"));
}

#[test]
fn a_name_is_given_once_and_never_to_nothing() {
    let mut procurement = dorset();
    procurement.term_periods = vec![papers::term(Some(12), Some(TermEnd::Extension))];
    for procurement in [procurement, medway(), empty()] {
        let figures = figures(&procurement);
        let mut names = HashSet::new();
        for figure in figures.iter() {
            let apart = figure.name.starts_with("statistics.0.") || names.insert(figure.name.clone());
            assert!(apart, "{} twice", figure.name);
            assert!(
                !figure.shown.is_empty() && !figure.label.is_empty() && !figure.source.is_empty(),
                "{figure:?}"
            );
        }
    }
}
