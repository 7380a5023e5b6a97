//! Charts: the same picture on the page and in the PDF, with words in its place and its table.
#![allow(missing_docs)]

#[allow(dead_code)]
mod checker;
#[allow(dead_code)]
mod samples;

use checker::check;
use paper::pdf::to_pdf;
use paper::{Block, Chart, ChartKind, Point, Series, Upright, to_html};
use samples::charts::{chart, charts};

#[test]
fn a_chart_is_a_figure_with_words_an_area_and_a_table() {
    let checked = check(&to_pdf(&samples::of(vec![Block::Figure(chart(ChartKind::Lines, 8, 2))])));
    assert_eq!(checked.faults, Vec::<String>::new());
    assert_eq!(checked.words("Figure").len(), 1);
    assert_eq!(checked.words("Table").len(), 1);
    // Eight quarters and the target, below the head.
    assert_eq!(checked.words("TR").len(), 10);
    let caption = checked.words("P").into_iter().find(|words| words.starts_with("Figure 1"));
    assert_eq!(caption, Some("Figure 1 Families who kept their children, by quarter"));
}

#[test]
fn a_chart_in_html_has_no_style_and_says_what_it_is() {
    let html = to_html(&samples::of(charts()));
    for part in [
        "<figure class=\"chart\" id=\"figure-1\">",
        "<span class=\"number\">Figure 1</span> Families who kept",
        "role=\"img\" aria-labelledby=\"figure-1-title figure-1-words\"",
        "<desc id=\"figure-1-words\">The share rose in all quarters but the last.</desc>",
        "class=\"series series-2\"",
        "class=\"level\"",
        "<a class=\"reference\" href=\"#picture\">Figure 2</a>",
        "<caption id=\"table-1-caption\"><span class=\"number\">Table 1</span> Families who kept their children, by quarter: the figures</caption>",
        "not returned",
    ] {
        assert!(html.contains(part), "{part} is not in {html}");
    }
    assert!(!html.contains("style="));
    assert!(!html.contains("NaN") && !html.contains("inf"));
}

#[test]
fn a_missing_value_leaves_a_gap() {
    let html = to_html(&samples::of(vec![Block::Figure(chart(ChartKind::Lines, 8, 1))]));
    // The fifth value is missing: a line through four, a line through three, and the legend's.
    assert_eq!(html.matches("<polyline").count(), 3);
    assert_eq!(html.matches("<polygon").count(), 8);
}

/// Targets of each place are one line of steps, a column of the table, and named with their value where it is one.
#[test]
fn targets_that_change_are_steps() {
    let steps = |values: [i64; 4]| {
        let point = |value| Point { value: Some(value), shown: format!("{}%", value / 100) };
        let steps = vec![Series { name: "Target".to_owned(), points: values.map(point).to_vec() }];
        let blocks = vec![Block::Figure(Chart { levels: vec![], steps, ..chart(ChartKind::Lines, 4, 1) })];
        (to_html(&samples::of(blocks.clone())), check(&to_pdf(&samples::of(blocks))))
    };
    let ((same, pdf), (changed, _)) = (steps([8_000; 4]), steps([8_000, 8_000, 9_000, 9_000]));
    assert_eq!(pdf.faults, Vec::<String>::new());
    assert!(same.contains(">Target: 80%<") && !changed.contains(">Target: "), "{changed}");
    let highest = |html: &str| html.matches("<polyline class=\"level\"").count();
    assert_eq!((highest(&same), highest(&changed)), (2, 2), "one in the legend, one in the plot");
    assert_eq!(changed.matches("90%</td>").count(), 2);
}

/// A line from top to foot stands between the places it is between, is named in the legend, and says so without colour.
#[test]
fn an_upright_stands_where_it_belongs() {
    let plain = Chart { levels: Vec::new(), ..chart(ChartKind::Lines, 11, 2) };
    let with = |at: i64| {
        let upright = Upright { name: "Published".to_owned(), at, shown: "60%".to_owned() };
        to_html(&samples::of(vec![Block::Figure(Chart { uprights: vec![upright], ..plain.clone() })]))
    };
    assert!(!to_html(&samples::of(vec![Block::Figure(plain.clone())])).contains("class=\"level\""));
    let last_x = |html: &str| -> String {
        // The legend's stand before those of the plot.
        let bar = html.rsplit("class=\"level\"").next().expect("one");
        bar.split("x=\"").nth(1).and_then(|rest| rest.split('"').next()).unwrap_or_default().to_owned()
    };
    let (early, late, beyond) = (with(100), with(650), with(99_999));
    assert!(late.contains("Published: 60%"));
    let x = |html: &str| last_x(html).parse::<f64>().expect("a number");
    assert!(x(&early) < x(&late) && x(&late) < x(&beyond), "{} {} {}", x(&early), x(&late), x(&beyond));
    assert_eq!(x(&with(1_000)), x(&beyond), "never outside the plot");
    let checked = check(&to_pdf(&samples::of(vec![Block::Figure(Chart {
        uprights: vec![Upright { name: "Published".to_owned(), at: 600, shown: "60%".to_owned() }],
        ..plain
    })])));
    assert_eq!(checked.faults, Vec::<String>::new());
}
