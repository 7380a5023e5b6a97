//! The value tested, and how it stands to the threshold of its date.

use chrono::NaiveDate;
use entity::number::Pence;

use super::finding::{LightTouch, Regime, Standing, Threshold, ThresholdKind};
use super::flags::Flag;
use super::question::{Category, Question, Vat};
use crate::law::dates::long_date;
use crate::law::reason::Reason;
use crate::law::thresholds::{self, Thresholds, VatBasis};

/// Below the threshold, a contract of a sub-central authority worth at least this is notifiable, VAT
/// counted: Procurement Act 2023, section 87(4)(b) (read). From 21 December 2022 also the figure of
/// Contracts Finder (known).
pub const NOTIFIABLE: Pence = Pence::pounds(30_000);

/// The figure of Contracts Finder before 21 December 2022, VAT not counted: PCR 2015, regulation 109
/// (read).
pub const CONTRACTS_FINDER_BEFORE: Pence = Pence::pounds(25_000);

/// The day from which Contracts Finder's figure is £30,000 with VAT (known).
pub const CONTRACTS_FINDER_CHANGE: NaiveDate = super::day(2022, 12, 21);

/// The standard rate of VAT, in percent.
pub const VAT_PERCENT: i64 = 20;

const VALUATION: &str = "Procurement Act 2023, sections 4 and 123(2) and Schedule 3";
const LEGACY_VALUATION: &str = "Public Contracts Regulations 2015, regulations 5 and 6";

/// The value as it was tested.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tested {
    /// As recorded, without VAT. In pence.
    pub without_vat: Pence,
    /// As tested, on the basis below. In pence.
    pub value: Pence,
    /// Whether VAT counts on that date.
    pub basis: VatBasis,
    /// Whether 20% was assumed because the treatment is not known.
    pub vat_assumed: bool,
    /// How the value tested was worked out.
    pub how: String,
}

/// The outcome of the test.
pub(super) struct Test {
    pub(super) tested: Option<Tested>,
    pub(super) thresholds: Vec<Threshold>,
    pub(super) standing: Standing,
}

pub(super) fn test(
    question: &Question,
    regime: Regime,
    light_touch: LightTouch,
    reasons: &mut Vec<Reason>,
    flags: &mut Vec<Flag>,
) -> Test {
    match (regime, question.date()) {
        (Regime::ProviderSelection, _) => {
            reasons.push(Reason::new(
                "The Provider Selection Regime has no threshold.",
                "SI 2023/1348, regulation 3",
            ));
            untested(Standing::NoThreshold)
        }
        (Regime::CannotTell, _) | (Regime::Pcr2015 | Regime::Act2023, None) => untested(Standing::CannotTell),
        (Regime::Pcr2015 | Regime::Act2023, Some(date)) => match thresholds::on(date) {
            Some(row) => against(question, regime, light_touch, row, reasons, flags),
            None => {
                reasons.push(Reason::new(
                    format!("No thresholds are loaded for {}.", long_date(date)),
                    "thresholds held by this tool",
                ));
                untested(Standing::CannotTell)
            }
        },
    }
}

/// The value to test on this basis; half a penny of VAT rounds up.
#[must_use]
pub(super) fn tested(value: Pence, vat: Vat, basis: VatBasis) -> Tested {
    let (tested, how) = match (basis, vat) {
        (VatBasis::Excluding, _) => (value, format!("{value}, because VAT did not count at that date")),
        (VatBasis::Including, Vat::Exempt) => (value, format!("{value}, because no VAT is charged on it")),
        (VatBasis::Including, Vat::Standard) => (with_vat(value), format!("{value} and {VAT_PERCENT}% VAT")),
        (VatBasis::Including, Vat::Unknown) => (
            with_vat(value),
            format!("{value} and {VAT_PERCENT}% VAT, assumed because the VAT treatment is not known"),
        ),
    };
    let vat_assumed = (basis, vat) == (VatBasis::Including, Vat::Unknown);
    Tested { without_vat: value, value: tested, basis, vat_assumed, how }
}

fn with_vat(value: Pence) -> Pence {
    let hundredths = i128::from(value.0) * i128::from(100 + VAT_PERCENT);
    Pence(i64::try_from((hundredths + 50).div_euclid(100)).unwrap_or(i64::MAX))
}

fn against(
    question: &Question,
    regime: Regime,
    light_touch: LightTouch,
    row: &Thresholds,
    reasons: &mut Vec<Reason>,
    flags: &mut Vec<Flag>,
) -> Test {
    let thresholds = candidates(question.main_category, light_touch, row);
    let Some(value) = question.value else {
        let standing = without_value(regime, reasons, flags);
        return Test { tested: None, thresholds, standing };
    };
    let tested = tested(value, question.vat, row.basis);
    let standing = standing(&tested, &thresholds, regime, question.date());
    reasons.push(Reason::new(
        // Without VAT the value as stated is the one tested; it is told once.
        match tested.how.starts_with(&tested.value.to_string()) {
            true => format!("The value tested is {}.", tested.how),
            false => format!("The value tested is {}: {}.", tested.value, tested.how),
        },
        valuation(regime),
    ));
    reasons.push(Reason::new(compared(tested.value, &thresholds, row.basis, standing), row.source));
    note_small(standing, regime, reasons);
    flags.extend(close_calls(&tested, &thresholds, standing, regime, question.date()));
    Test { tested: Some(tested), thresholds, standing }
}

/// Every threshold that may apply, given what is known of the contract.
fn candidates(category: Option<Category>, light_touch: LightTouch, row: &Thresholds) -> Vec<Threshold> {
    let goods_or_services = Threshold { kind: ThresholdKind::GoodsOrServices, figure: row.sub_central };
    let light = Threshold { kind: ThresholdKind::LightTouch, figure: row.light_touch };
    let works = Threshold { kind: ThresholdKind::Works, figure: row.works };
    match (light_touch, category) {
        (LightTouch::Yes, _) => vec![light],
        (LightTouch::No, Some(Category::Services | Category::Goods)) => vec![goods_or_services],
        (LightTouch::No, Some(Category::Works)) => vec![works],
        (LightTouch::No, None) => vec![goods_or_services, works],
        (LightTouch::CannotTell, Some(Category::Services)) => vec![goods_or_services, light],
        (LightTouch::CannotTell, Some(Category::Goods | Category::Works) | None) => {
            vec![goods_or_services, light, works]
        }
    }
}

/// Above only if every threshold that may apply is reached; below only if none is.
fn standing(tested: &Tested, thresholds: &[Threshold], regime: Regime, date: Option<NaiveDate>) -> Standing {
    let reached = thresholds.iter().filter(|threshold| tested.value >= threshold.figure).count();
    match reached {
        0 if is_notifiable(tested, regime, date) => Standing::Below,
        0 => Standing::BelowNotNotifiable,
        all if all == thresholds.len() => Standing::Above,
        _ => Standing::CannotTell,
    }
}

fn is_notifiable(tested: &Tested, regime: Regime, date: Option<NaiveDate>) -> bool {
    let before = date.is_some_and(|date| date < CONTRACTS_FINDER_CHANGE);
    match regime {
        Regime::Pcr2015 if before => tested.without_vat >= CONTRACTS_FINDER_BEFORE,
        Regime::Pcr2015 | Regime::Act2023 => tested.value >= NOTIFIABLE,
        Regime::ProviderSelection | Regime::CannotTell => false,
    }
}

/// A value that cannot be estimated counts as above under the Act; the 2015 Regulations have no such rule.
fn without_value(regime: Regime, reasons: &mut Vec<Reason>, flags: &mut Vec<Flag>) -> Standing {
    flags.push(Flag::NoValue);
    match regime {
        Regime::Act2023 => {
            reasons.push(Reason::new(
                "No value is recorded. A contract whose value cannot be estimated is treated as above \
                 the threshold; if it can be, record it.",
                "Procurement Act 2023, section 4 and Schedule 3",
            ));
            Standing::Above
        }
        Regime::Pcr2015 | Regime::ProviderSelection | Regime::CannotTell => {
            reasons.push(Reason::new(
                "No value is recorded, so the threshold cannot be tested.",
                LEGACY_VALUATION,
            ));
            Standing::CannotTell
        }
    }
}

fn compared(value: Pence, thresholds: &[Threshold], basis: VatBasis, standing: Standing) -> String {
    let named: Vec<String> = thresholds
        .iter()
        .map(|threshold| format!("{} for {}", threshold.figure, threshold.kind.words()))
        .collect();
    let outcome = match standing {
        Standing::Above => "at or above",
        Standing::Below | Standing::BelowNotNotifiable => "below",
        Standing::NoThreshold | Standing::CannotTell => {
            "between, so it cannot be told until the kind of contract is known:"
        }
    };
    format!("{value} is {outcome} {} ({}).", named.join(", "), basis.words())
}

fn note_small(standing: Standing, regime: Regime, reasons: &mut Vec<Reason>) {
    if standing == Standing::BelowNotNotifiable {
        reasons
            .push(Reason::new("It is also too small for the notices of smaller contracts.", small(regime)));
    }
}

fn close_calls(
    tested: &Tested,
    thresholds: &[Threshold],
    standing_now: Standing,
    regime: Regime,
    date: Option<NaiveDate>,
) -> Vec<Flag> {
    let mut flags: Vec<Flag> = thresholds
        .iter()
        .filter(|threshold| is_near(tested.value, threshold.figure))
        .map(|threshold| Flag::NearThreshold(*threshold))
        .collect();
    if tested.vat_assumed {
        let exempt = Tested { value: tested.without_vat, ..tested.clone() };
        let decides = standing(&exempt, thresholds, regime, date) != standing_now;
        flags.push(if decides { Flag::VatDecides } else { Flag::VatAssumed });
    }
    flags
}

/// Within a tenth of the figure, either side. This tool's own caution, not law.
fn is_near(value: Pence, figure: Pence) -> bool {
    i128::from(value.0.abs_diff(figure.0)) * 10 <= i128::from(figure.0)
}

fn valuation(regime: Regime) -> &'static str {
    match regime {
        Regime::Act2023 => VALUATION,
        Regime::Pcr2015 | Regime::ProviderSelection | Regime::CannotTell => LEGACY_VALUATION,
    }
}

fn small(regime: Regime) -> &'static str {
    match regime {
        Regime::Act2023 => "Procurement Act 2023, section 87(4)",
        Regime::Pcr2015 | Regime::ProviderSelection | Regime::CannotTell => {
            "Public Contracts Regulations 2015, regulation 109"
        }
    }
}

fn untested(standing: Standing) -> Test {
    Test { tested: None, thresholds: Vec::new(), standing }
}
