//! KPIs of a report: under each outcome, over the periods, off target, grey.

use std::collections::HashSet;

use entity::state::{KpiKind, YesNo};
use minijinja::Value;
use rules::field::long_day;
use rules::report::performance::{Performance, Told};
use rules::returns::measure::{Rag, target_shown};
use rules::returns::publish::is_small;
use rules::returns::{Asked, Kpi, Return};

use super::super::Facts;
use super::super::awarding::{facts, prose, text};
use crate::report::piece::Anchor;
use crate::report::template;

/// How many periods a trend of a monitoring report goes back.
const BACK: usize = 8;

/// Everything a template can name of them.
pub(super) fn of(of: &Performance<'_>) -> Facts {
    let mut taken: HashSet<String> = template::anchors().collect();
    let mut anchor = |words: &str| Value::from(Anchor::of(words, &mut taken));
    let outcomes: Vec<Facts> = of
        .seen
        .contract
        .outcomes
        .iter()
        .filter_map(|row| {
            let kpis: Vec<&Kpi> = of.kpis().into_iter().filter(|kpi| kpi.row.outcome_id == row.id).collect();
            (!kpis.is_empty()).then(|| {
                facts([
                    ("says", text(&row.says)),
                    ("anchor", anchor(&row.says)),
                    ("at_table", anchor(&format!("figures {}", row.says))),
                    (
                        "kpis",
                        Value::from_iter(kpis.iter().filter_map(|kpi| line(of, kpi)).collect::<Vec<_>>()),
                    ),
                    (
                        "narratives",
                        Value::from_iter(
                            kpis.iter().filter_map(|kpi| narrative(of, kpi)).collect::<Vec<_>>(),
                        ),
                    ),
                    (
                        "trends",
                        Value::from_iter(
                            kpis.iter().filter_map(|kpi| trend(of, kpi, &mut anchor)).collect::<Vec<_>>(),
                        ),
                    ),
                ])
            })
        })
        .collect();
    let mut all = facts([("outcomes", Value::from_iter(outcomes))]);
    all.extend(standing(of));
    all.extend(ratings(of));
    all
}

/// One KPI in the table of its outcome: the period, and the year to date.
fn line(of: &Performance<'_>, kpi: &Kpi) -> Option<Facts> {
    let (one, asked) = of.last_asked(kpi)?;
    let (told, year) = (of.told(one, asked), of.year(one, asked));
    let is_now = of.period().is_some_and(|period| period.row.id == one.row.id);
    let version = asked.version;
    Some(facts([
        ("number", kpi.row.number.into()),
        ("title", text(&version.row.title)),
        ("is_assumed", (version.row.assumed == Some(YesNo::Yes)).into()),
        ("stopped", text(&kpi.row.ended_on.filter(|_| !is_now).map(long_day).unwrap_or_default())),
        ("value", text(&told.whole())),
        ("target", text(or_none(&told.target))),
        ("stands", text(told.stands())),
        ("year", text(&if is_words(asked) { "–".to_owned() } else { year.whole() })),
        ("year_words", text(rules::returns::measure::year_words(version))),
    ]))
}

fn is_words(asked: Asked<'_>) -> bool {
    asked.version.row.kind == KpiKind::Narrative
}

fn or_none(words: &str) -> &str {
    if words.is_empty() { "–" } else { words }
}

/// What a narrative tells, as far as this copy may show it.
fn narrative(of: &Performance<'_>, kpi: &Kpi) -> Option<Facts> {
    let (one, asked) = of.last_asked(kpi).filter(|(_, asked)| is_words(*asked))?;
    let words = of.seen.current(one, kpi.row.id)?.values.words?;
    let shown = of.may_show(one, Some(kpi), &words);
    Some(facts([("title", text(&asked.version.row.title)), ("says", prose(if shown { &words } else { "" }))]))
}

/// A KPI over the periods, with its target and where it stood before; nothing where one period only has a figure.
fn trend(of: &Performance<'_>, kpi: &Kpi, anchor: &mut impl FnMut(&str) -> Value) -> Option<Facts> {
    let (_, last) = of.last_asked(kpi)?;
    let drawn = match last.version.row.kind {
        KpiKind::Count | KpiKind::Rate | KpiKind::Caseload | KpiKind::Score => true,
        KpiKind::YesNo | KpiKind::Narrative => false,
    };
    let periods = of.periods();
    let back =
        if matches!(of.which, rules::report::performance::Which::Review) { periods.len() } else { BACK };
    let from = periods.len().saturating_sub(back);
    let asked: Vec<(&Return, Told)> = periods
        .into_iter()
        .skip(from)
        .filter_map(|one| Some((one, of.told(one, of.seen.asked_of(kpi, one)?))))
        .collect();
    let figures =
        asked.iter().filter(|(_, told)| told.value.starts_with(|c: char| c.is_ascii_digit())).count();
    if !drawn || figures < 2 {
        return None;
    }
    let baseline = last.version.row.baseline.filter(|base| {
        let tells = matches!(last.version.row.kind, KpiKind::Count | KpiKind::Caseload);
        !(of.is_public() && tells && base.0 % 100 == 0 && is_small(base.0 / 100))
    });
    let baseline = baseline.map(|base| target_shown(last.version, base)).unwrap_or_default();
    let has_target = asked.iter().any(|(_, told)| !told.target.is_empty());
    let rows = asked.iter().map(|(one, told)| {
        facts([
            ("period", text(&of.seen.period_words(one))),
            ("value", text(&told.value)),
            ("target", text(or_none(&told.target))),
            ("baseline", text(&baseline)),
        ])
    });
    let stands: Vec<String> = asked
        .iter()
        .filter(|(_, told)| told.rag != Some(Rag::NoTarget))
        .map(|(one, told)| format!("{}: {}", of.seen.period_words(one), told.stands().to_lowercase()))
        .collect();
    let title = &last.version.row.title;
    Some(facts([
        ("title", text(title)),
        ("anchor", anchor(&format!("trend {title}"))),
        ("has_target", has_target.into()),
        ("has_baseline", (!baseline.is_empty()).into()),
        ("rows", Value::from_iter(rows.collect::<Vec<_>>())),
        ("stands", text(&stands.join("; "))),
    ]))
}

/// How many stand how in the period, those off target, and those that cannot be judged.
fn standing(of: &Performance<'_>) -> Facts {
    let Some(one) = of.period() else { return Facts::new() };
    let asked = of.seen.asked(one);
    let told: Vec<(Asked<'_>, Told)> = asked.into_iter().map(|asked| (asked, of.told(one, asked))).collect();
    let many = |rag: Option<Rag>| Value::from(told.iter().filter(|(_, told)| told.rag == rag).count());
    let exceptions = of.exceptions(one).into_iter().map(|exception| {
        facts([
            ("title", text(of.title(exception.kpi))),
            ("value", text(&exception.told.whole())),
            ("target", text(or_none(&exception.told.target))),
            ("stands", text(exception.told.stands())),
            ("says", prose(exception.words.as_deref().unwrap_or("–"))),
            ("twice", exception.twice.into()),
        ])
    });
    let exceptions: Vec<Facts> = exceptions.collect();
    let twice = exceptions.iter().any(|row| row.get("twice").is_some_and(Value::is_true));
    let grey: Vec<Facts> = told.iter().filter_map(|(asked, told)| grey(of, one, *asked, told)).collect();
    facts([
        ("exceptions", Value::from_iter(exceptions)),
        ("some_twice", twice.into()),
        ("greens", many(Some(Rag::Green))),
        ("ambers", many(Some(Rag::Amber))),
        ("reds", many(Some(Rag::Red))),
        ("greys_count", grey.len().into()),
        ("greys", Value::from_iter(grey)),
        ("held_count", many(None)),
        ("asked_count", told.len().into()),
    ])
}

/// A figure that cannot be judged, and why.
fn grey(of: &Performance<'_>, one: &Return, asked: Asked<'_>, told: &Told) -> Option<Facts> {
    let least = asked.version.row.least_denominator.unwrap_or(0);
    let none_reason = of.seen.current(one, asked.kpi.row.id).and_then(|current| current.values.none_reason);
    let shown = none_reason.filter(|text| of.may_show(one, Some(asked.kpi), text));
    let why = match told.rag? {
        Rag::Green | Rag::Amber | Rag::Red => return None,
        Rag::NoData => match shown {
            Some(reason) => format!("Nothing was returned: {reason}"),
            None => "Nothing was returned, or what was returned is not accepted yet.".to_owned(),
        },
        Rag::NotDue => "Its return is not due yet.".to_owned(),
        Rag::ZeroDenominator => "There was nobody or nothing to measure, so there is no rate.".to_owned(),
        Rag::TooFew => format!("It is judged from {least} on."),
        Rag::NoTarget => "It has no target.".to_owned(),
    };
    Some(facts([
        ("title", text(&asked.version.row.title)),
        ("value", text(&told.value)),
        ("stands", text(told.stands())),
        ("why", text(&why)),
    ]))
}

/// The rating of each KPI year by year, which follows from its year to date.
fn ratings(of: &Performance<'_>) -> Facts {
    use entity::choice::Choice as _;
    let years: Vec<Value> =
        of.year_ends().into_iter().map(|one| text(&format!("To {}", long_day(one.row.last_on)))).collect();
    let rows: Vec<Facts> = of
        .kpis()
        .into_iter()
        .filter_map(|kpi| {
            let (_, asked) = of.last_asked(kpi)?;
            let cells: Vec<Value> = of
                .years(kpi)
                .into_iter()
                .map(|year| match year {
                    None => text("–"),
                    Some(year) => {
                        let rating = match year.rating {
                            Some(rating) => rating.label(),
                            None if year.told.rag.is_none() => "Held back",
                            None => "No target",
                        };
                        text(&format!("{} ({})", rating, year.told.whole()))
                    }
                })
                .collect();
            (!is_words(asked)).then(|| {
                facts([
                    ("title", text(&asked.version.row.title)),
                    ("is_rated", (asked.version.row.rated == Some(YesNo::Yes)).into()),
                    ("cells", Value::from_iter(cells)),
                ])
            })
        })
        .collect();
    let some_rated = rows.iter().any(|row| row.get("is_rated").is_some_and(Value::is_true));
    facts([
        ("rating_years", Value::from_iter(years)),
        ("ratings", Value::from_iter(rows)),
        ("some_rated", some_rated.into()),
    ])
}
