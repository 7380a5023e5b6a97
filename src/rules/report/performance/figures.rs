//! The figures of a report on performance, by name: those that it prints are those that its writers can name.

use entity::number::Pence;

use super::Performance;
use crate::contract::vary::running_share;
use crate::exact::{two_decimals, whole};
use crate::field::long_day;
use crate::report::Figure;

const CONTRACT: &str = "The contract";
const KPIS: &str = "KPIs";
const MONEY: &str = "Money";
const VARIED: &str = "Variations";

/// Every figure that can be told to the readers of this copy.
pub(in crate::report) fn figures(of: &Performance<'_>) -> Vec<Figure> {
    let mut all = of_contract(of);
    all.extend(of_kpis(of));
    all.extend(of_money(of));
    all.extend(of_variations(of));
    all
}

fn of_contract(of: &Performance<'_>) -> Vec<Figure> {
    let row = &of.source.contract.row;
    let all = [
        ("contract.reference", "Reference", Some(row.reference.clone())),
        ("contract.supplier", "Provider", Some(row.supplier.clone())),
        ("contract.starts_on", "First day", row.starts_on.map(long_day)),
        ("contract.value", "Value when it was signed", row.value.map(money)),
        ("contract.value_now", "Value with every variation", row.value_now.map(money)),
        ("contract.ends_on", "Last day as it stands", Some(long_day(of.term.ends_on()))),
        ("contract.longest_on", "Last day if every option is taken", Some(long_day(of.term.longest_on()))),
    ];
    let told = all.into_iter().filter_map(|(name, label, shown)| {
        Some(figure(name, CONTRACT, label, "The contract and the parts of its term", shown?))
    });
    told.collect()
}

/// Each KPI as it stood in the last period, and the year to date.
fn of_kpis(of: &Performance<'_>) -> Vec<Figure> {
    let mut all = Vec::new();
    for kpi in of.kpis() {
        let Some((one, asked)) = of.last_asked(kpi) else { continue };
        let (name, title) = (format!("kpi.{}", kpi.row.number), of.title(kpi));
        let source = format!("The return for {}", of.seen.period_words(one));
        all.push(figure(&name, KPIS, title, &source, of.told(one, asked).value));
        let label = format!("{title}, year to date");
        let shown = of.year(one, asked).value;
        all.push(figure(&format!("{name}.year"), KPIS, &label, "The returns of the year together", shown));
    }
    all
}

fn of_money(of: &Performance<'_>) -> Vec<Figure> {
    let sums = &of.money;
    let table = [
        ("price", "Price to the end of the longest term", sums.price, "Prices, indexation and variations"),
        ("paid", "Paid so far", Some(sums.paid), "Payments, without VAT"),
        ("forecast", "Forecast to the end of the longest term", sums.forecast, "Payments and prices"),
        ("variance", "Forecast less price", sums.variance, "Forecast and price"),
        ("secured", "Secured", Some(sums.secured), "The budget, at most the price of each year"),
        ("unsecured", "Not secured", sums.unsecured, "Price less what is secured"),
    ];
    let told = table.into_iter().filter(|(name, ..)| !of.is_public() || !name.ends_with("secured"));
    told.filter_map(|(name, label, sum, source)| {
        Some(figure(&format!("money.{name}"), MONEY, label, source, money(sum?)))
    })
    .collect()
}

fn of_variations(of: &Performance<'_>) -> Vec<Figure> {
    let contract = &of.source.contract;
    let Some(last) = contract.variations.last() else { return Vec::new() };
    let source = "All variations together";
    let added = contract.variations.iter().map(|row| row.value_change.0).fold(0, i64::saturating_add);
    let mut all = vec![figure("variations.added", VARIED, "Added to the value", source, money(Pence(added)))];
    all.extend(running_share(contract, last.number).map(|share| {
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
