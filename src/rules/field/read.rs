//! From text as typed to a value, or a sentence saying what to do.

mod instant;

use chrono::NaiveDate;
use entity::number::{BasisPoints, Hundredths, Pence};
use sea_orm::Value;

use super::{Field, Kind, Lists, Typed};
use crate::law::cpv::Cpv;

/// The value of one field: nothing when it was left empty.
pub(super) fn read(field: &Field, typed: &Typed, lists: &Lists) -> Result<Option<Value>, String> {
    let label = field.label;
    if has_file(field, typed) {
        return Err(format!("{label} takes text, not a file. Type or paste the text here."));
    }
    if let Kind::Day = field.kind {
        return Ok(read_day(field, typed)?.map(Value::from));
    }
    if let Kind::Instant = field.kind {
        return Ok(instant::read_instant(field, typed)?.map(Value::from));
    }
    if let Kind::Tick = field.kind {
        return Ok(Some(Value::from(!typed.get(field.name).is_empty())));
    }
    let text = typed.get(field.name).trim();
    if text.is_empty() {
        return Ok(None);
    }
    if text.chars().any(|character| character.is_control() && character != '\n' && character != '\t') {
        return Err(format!("{label} has a character that cannot be kept. Type it again without pasting."));
    }
    if let Some(most) = field.most() {
        let count = text.chars().count();
        if count > most {
            return Err(too_long(label, most, count));
        }
    }
    read_text(field, text, lists).map(Some)
}

fn too_long(label: &str, most: usize, count: usize) -> String {
    use entity::number::grouped;
    format!("{label} must be {} characters or fewer. It has {}.", grouped(most as u64), grouped(count as u64))
}

/// A day has three boxes, an instant four, and a file may come in any of them.
fn has_file(field: &Field, typed: &Typed) -> bool {
    let part = |suffix: &str| typed.has_file(&format!("{}-{suffix}", field.name));
    typed.has_file(field.name)
        || (matches!(field.kind, Kind::Day | Kind::Instant)
            && ["day", "month", "year", "time"].into_iter().any(part))
}

fn read_text(field: &Field, text: &str, lists: &Lists) -> Result<Value, String> {
    let label = field.label;
    match field.kind {
        Kind::Line => one_line(text).map(Value::from).ok_or(format!("{label} must be on one line.")),
        Kind::Prose | Kind::Answer => Ok(Value::from(text)),
        Kind::Lines => Ok(Value::from(
            text.lines().map(str::trim).filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n"),
        )),
        Kind::Link => link(text)
            .map(Value::from)
            .ok_or(format!("{label} must be a web address that starts with https:// or http://.")),
        Kind::Email => email(text)
            .map(Value::from)
            .ok_or(format!("{label} must be an email address, like name@example.org.")),
        Kind::Money => money(text)
            .map(|pence| Value::from(pence.0))
            .ok_or(format!("{label} must be an amount in pounds, like 331,000 or 331,000.50.")),
        Kind::Percent => percent(text)
            .map(|points| Value::from(points.0))
            .ok_or(format!("{label} must be a percentage between 0 and 100, like 60 or 12.5.")),
        Kind::Number => hundredths(text)
            .map(|number| Value::from(number.0))
            .ok_or(format!("{label} must be a number with no more than two decimals, like 14 or 14.4.")),
        Kind::Whole(low, high) => ungrouped(text)
            .and_then(|digits| digits.parse::<i32>().ok())
            .filter(|number| (low..=high).contains(number))
            .map(Value::from)
            .ok_or(format!(
                "{label} must be a whole number from {low} to {}.",
                entity::number::grouped(high.unsigned_abs().into())
            )),
        Kind::Cpv => {
            let codes =
                cpv_codes(text)?.ok_or(format!("{label} must have eight digits each, like 85320000."))?;
            // Each is kept with its check digit, and what is kept must be taken again.
            match field.most() {
                Some(most) if codes.len() > most => Err(too_long(label, most, codes.len())),
                Some(_) | None => Ok(Value::from(codes)),
            }
        }
        Kind::Choice(_) | Kind::From(_) => chosen(field, text, lists).map(Value::from),
        Kind::RowFrom(_) => {
            let code = chosen(field, text, lists)?;
            code.parse::<i64>()
                .map(Value::from)
                .map_err(|_| format!("Choose {} from the list.", lower(label)))
        }
        Kind::Day | Kind::Instant | Kind::Tick => {
            unreachable!("days, instants and ticks are read before text")
        }
    }
}

fn chosen(field: &Field, code: &str, lists: &Lists) -> Result<String, String> {
    let known = field.options(lists).into_iter().any(|(option, _)| option == code);
    if known { Ok(code.to_owned()) } else { Err(format!("Choose {} from the list.", lower(field.label))) }
}

/// The label inside a sentence: its first letter small, unless it is an abbreviation.
pub(super) fn lower(label: &str) -> String {
    let mut letters = label.chars();
    match (letters.next(), letters.next()) {
        (Some(first), Some(second)) if !second.is_uppercase() => {
            format!("{}{}", first.to_lowercase(), &label[first.len_utf8()..])
        }
        _ => label.to_owned(),
    }
}

fn one_line(text: &str) -> Option<&str> {
    (!text.contains('\n')).then_some(text)
}

/// Codes parted by commas, spaces or lines, each with its check digit; nothing where no code is given.
fn cpv_codes(text: &str) -> Result<Option<String>, String> {
    let codes = text.split([',', ';', ' ', '\n']).map(str::trim).filter(|code| !code.is_empty());
    let read: Result<Vec<_>, _> =
        codes.map(|code| code.parse::<Cpv>().map_err(|bad| format!("{code}: {bad}"))).collect();
    let read = read?;
    let list = read.iter().map(Cpv::to_string).collect::<Vec<_>>().join(", ");
    Ok((!read.is_empty()).then_some(list))
}

fn link(text: &str) -> Option<&str> {
    let rest = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"))?;
    (!rest.is_empty() && !text.contains(char::is_whitespace)).then_some(text)
}

fn email(text: &str) -> Option<String> {
    use validator::ValidateEmail;
    let text = text.to_lowercase();
    text.validate_email().then_some(text)
}

/// An amount as people write it, for what is read elsewhere than in a form.
#[must_use]
pub fn read_money(text: &str) -> Option<Pence> {
    money(text.trim())
}

/// `£331,000`, `331000.5`, `1,655,000.00`; nothing below nought, no letters.
fn money(text: &str) -> Option<Pence> {
    decimal(text.strip_prefix('£').unwrap_or(text).trim_start(), 2).map(Pence)
}

fn percent(text: &str) -> Option<BasisPoints> {
    let hundredths = decimal(text.strip_suffix('%').unwrap_or(text).trim_end(), 2)?;
    i32::try_from(hundredths).ok().filter(|points| *points <= 10_000).map(BasisPoints)
}

fn hundredths(text: &str) -> Option<Hundredths> {
    decimal(text, 2).map(Hundredths)
}

/// Digits with commas between thousands and up to `places` decimals, scaled to a whole number.
fn decimal(text: &str, places: usize) -> Option<i64> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let digits = ungrouped(whole)?;
    if part.len() > places || !part.bytes().all(|byte| byte.is_ascii_digit()) || text.ends_with('.') {
        return None;
    }
    format!("{digits}{part:0<places$}").parse().ok()
}

/// The digits of a whole number; commas only where they part thousands.
fn ungrouped(whole: &str) -> Option<String> {
    let groups: Vec<&str> = whole.split(',').collect();
    let digits = groups.concat();
    let grouped_right = groups.len() == 1
        || ((1..=3).contains(&groups[0].len()) && groups[1..].iter().all(|group| group.len() == 3));
    (grouped_right && !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
        .then_some(digits)
}

fn read_day(field: &Field, typed: &Typed) -> Result<Option<NaiveDate>, String> {
    let part = |suffix: &str| typed.get(&format!("{}-{suffix}", field.name)).trim().to_owned();
    let (day, month, year) = (part("day"), part("month"), part("year"));
    let empty = [("day", &day), ("month", &month), ("year", &year)];
    let missing: Vec<_> = empty.iter().filter(|(_, text)| text.is_empty()).map(|(name, _)| *name).collect();
    if missing.len() == 3 {
        return Ok(None);
    }
    let label = field.label;
    if !missing.is_empty() {
        return Err(format!("{label} must include a {}.", missing.join(" and a ")));
    }
    let year = year.parse().ok().filter(|year| (1900..2200).contains(year));
    let parsed = year.zip(month_of(&month)).zip(day.parse().ok());
    parsed
        .and_then(|((year, month), day)| NaiveDate::from_ymd_opt(year, month, day))
        .map(Some)
        .ok_or(format!("{label} must be a real date, like 27 3 2027."))
}

/// A month as a number or by its English name, short or long.
#[must_use]
pub fn month_of(text: &str) -> Option<u32> {
    text.parse::<u32>()
        .ok()
        .or_else(|| text.parse::<chrono::Month>().ok().map(|month| month.number_from_month()))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn check<T: PartialEq + std::fmt::Debug>(read: impl Fn(&str) -> Option<T>, table: &[(&str, Option<T>)]) {
        for (text, expected) in table {
            assert_eq!(&read(text), expected, "{text}");
        }
    }

    #[test]
    fn money_is_read_to_the_penny() {
        check(
            money,
            &[
                ("331000", Some(Pence(33_100_000))),
                ("£331,000", Some(Pence(33_100_000))),
                ("£ 331,000.5", Some(Pence(33_100_050))),
                ("0.05", Some(Pence(5))),
                ("220k", None),
                ("1,65,000", None),
                ("12.345", None),
                ("-5", None),
                (".50", None),
                ("5.", None),
                ("1e6", None),
                ("£", None),
                ("99999999999999999999", None),
            ],
        );
    }

    #[test]
    fn shares_go_up_to_the_whole() {
        check(
            percent,
            &[
                ("60", Some(BasisPoints(6000))),
                ("12.5%", Some(BasisPoints(1250))),
                ("100", Some(BasisPoints(10_000))),
                ("100.01", None),
                ("-1", None),
                ("sixty", None),
            ],
        );
    }

    #[test]
    fn addresses_are_recognised() {
        check(
            |text| link(text).map(str::to_owned),
            &[
                ("https://example.org/a", Some("https://example.org/a".to_owned())),
                ("javascript:alert(1)", None),
                ("https://", None),
                ("https://a b", None),
            ],
        );
        check(
            email,
            &[
                ("Officer@Example.org", Some("officer@example.org".to_owned())),
                ("officer", None),
                ("a@", None),
            ],
        );
    }

    #[test]
    fn days_must_exist() {
        let field = Field::known("starts_on", "Start", "", Kind::Day);
        let day = |day: &str, month: &str, year: &str| {
            let typed = Typed::default()
                .with("starts_on-day", day)
                .with("starts_on-month", month)
                .with("starts_on-year", year);
            read_day(&field, &typed)
        };
        assert_eq!(day("1", "April", "2027"), Ok(NaiveDate::from_ymd_opt(2027, 4, 1)));
        assert_eq!(day("29", "2", "2028"), Ok(NaiveDate::from_ymd_opt(2028, 2, 29)));
        assert_eq!(day("", "", ""), Ok(None));
        assert_eq!(day("31", "", "2027"), Err("Start must include a month.".to_owned()));
        assert_eq!(day("31", "", ""), Err("Start must include a month and a year.".to_owned()));
        for (d, m, y) in [("31", "4", "2027"), ("29", "2", "2027"), ("x", "4", "2027"), ("1", "4", "27")] {
            assert_eq!(day(d, m, y), Err("Start must be a real date, like 27 3 2027.".to_owned()));
        }
    }

    proptest! {
        #[test]
        fn every_amount_reads_back_as_shown(pence in 0_i64..i64::MAX / 2) {
            prop_assert_eq!(money(&Pence(pence).to_string()), Some(Pence(pence)));
        }

        #[test]
        fn nothing_typed_makes_the_reader_fall_over(text in "\\PC{0,40}") {
            let _ = (money(&text), percent(&text), hundredths(&text), link(&text), email(&text), month_of(&text));
        }
    }
}
