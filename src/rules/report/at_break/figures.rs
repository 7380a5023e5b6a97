//! The figures of a contract at a break, by name: those that the paper prints are those that its writers can name.

use chrono::NaiveDate;
use entity::choice::Choice;
use entity::number::Pence;

use super::AtBreak;
use crate::contract::dates::notice_of;
use crate::contract::vary::running_share;
use crate::exact::{two_decimals, whole};
use crate::field::long_day;
use crate::report::Figure;

const CONTRACT: &str = "The contract";
const POINT: &str = "This point of the term";
const MONEY: &str = "Money";
const VARIED: &str = "Variations";

/// Every figure that can be told, in the order of the paper.
pub(in crate::report) fn figures(at: &AtBreak<'_>) -> Vec<Figure> {
    let all = of_contract(at).into_iter().chain(of_point(at)).chain(steps(at));
    all.chain(of_money(at)).chain(of_variations(at)).collect()
}

fn of_contract(at: &AtBreak<'_>) -> Vec<Figure> {
    let row = &at.contract.row;
    let from = |label: &str| format!("The contract, {}", label.to_lowercase());
    let text = |name: &str, label: &str, shown: Option<String>| {
        shown.map(|shown| figure(&format!("contract.{name}"), CONTRACT, label, &from(label), shown))
    };
    let mut all: Vec<Figure> = [
        text("reference", "Reference", Some(row.reference.clone())),
        text("supplier", "Provider", Some(row.supplier.clone())),
        text("starts_on", "First day", row.starts_on.map(long_day)),
        text("value", "Value when it was signed", row.value.map(money)),
        text("value_now", "Value with every variation", row.value_now.map(money)),
    ]
    .into_iter()
    .flatten()
    .collect();
    all.push(figure(
        "contract.ends_on",
        CONTRACT,
        "Last day as it stands",
        "The parts of the term, and what was decided",
        long_day(at.term.ends_on()),
    ));
    all.push(figure(
        "contract.longest_on",
        CONTRACT,
        "Last day if every option is taken",
        "The parts of the term",
        long_day(at.term.longest_on()),
    ));
    all
}

fn of_point(at: &AtBreak<'_>) -> Vec<Figure> {
    let point = &at.point;
    let day = |name: &str, label: &str, source: &str, on: NaiveDate| {
        figure(&format!("break.{name}"), POINT, label, source, long_day(on))
    };
    let mut all = vec![
        day("last_day", "Last day of this part", "The parts of the term", point.span.last),
        day("next_last_day", "Last day of the part that follows", "The parts of the term", at.next_last()),
    ];
    let optional = [
        ("value", "What the decision is worth", point.value.value.map(money), &point.value.how),
        ("body", "Who decides", point.body.value.clone(), &point.body.how),
    ];
    all.extend(optional.into_iter().filter_map(|(name, label, shown, how)| {
        Some(figure(&format!("break.{name}"), POINT, label, how, shown?))
    }));
    all.extend(notice_of(point.period).map(|notice| {
        figure("break.notice", POINT, "Notice", "The parts of the term, notice", notice.words())
    }));
    all
}

/// Each step whose day can be told, by its code.
fn steps(at: &AtBreak<'_>) -> Vec<Figure> {
    let told = at.steps().filter_map(|step| Some((step, *step.on.as_ref().ok()?)));
    let of = told.map(|(step, on)| {
        let name = format!("break.{}", step.kind.code());
        figure(&name, POINT, step.kind.label(), &step.how, long_day(on))
    });
    of.collect()
}

fn of_money(at: &AtBreak<'_>) -> Vec<Figure> {
    let sums = &at.money;
    let table = [
        ("price", "Price to the end of the longest term", sums.price, "Prices, indexation and variations"),
        ("paid", "Paid so far", Some(sums.paid), "Payments, without VAT"),
        (
            "forecast",
            "Forecast to the end of the longest term",
            sums.forecast,
            "Years that are over as paid, others at their price or as paid where that is more",
        ),
        ("variance", "Forecast less price", sums.variance, "Forecast and price"),
        ("secured", "Secured", Some(sums.secured), "The budget, at most the price of each year"),
        ("unsecured", "Not secured", sums.unsecured, "Price less what is secured"),
        (
            "next_part",
            "Price of the part that follows",
            at.price_to(at.next_last()),
            "The price schedule, before indexation",
        ),
    ];
    let told = table.into_iter().filter_map(|(name, label, sum, source)| {
        Some(figure(&format!("money.{name}"), MONEY, label, source, money(sum?)))
    });
    told.collect()
}

fn of_variations(at: &AtBreak<'_>) -> Vec<Figure> {
    let Some(last) = at.contract.variations.last() else { return Vec::new() };
    let source = "All variations together";
    let mut all = vec![figure("variations.added", VARIED, "Added to the value", source, money(at.varied()))];
    all.extend(running_share(at.contract, last.number).map(|share| {
        let shown = format!("{}%", two_decimals(&(share * whole(100))));
        figure("variations.share", VARIED, "Share of the original value", source, shown)
    }));
    all
}

fn money(sum: Pence) -> String {
    sum.to_string()
}

fn figure(name: &str, group: &'static str, label: &str, source: &str, shown: String) -> Figure {
    Figure {
        name: name.to_owned(),
        group,
        label: label.to_owned(),
        source: source.to_owned(),
        shown,
        offered: true,
    }
}
