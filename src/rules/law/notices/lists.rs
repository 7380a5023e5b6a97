//! The notices of each regime, in the order in which they come.

use chrono::NaiveDate;
use entity::number::Pence;

use super::{Due, Duty, Event, Kind, Notice};
use crate::law::regime::{LightTouch, Regime, Standing};

/// A contract estimated at more than this is published as a copy and carries KPIs (Procurement Act 2023,
/// sections 52(1) and 53(3), read). VAT counts.
pub const LARGE_CONTRACT: Pence = Pence::pounds(5_000_000);

/// UK8 applies to procurements that commence on or after this day: 1 April 2026 (SI 2025/1316; fact sheet,
/// section 2).
pub const PAYMENT_NOTICES_FROM: NaiveDate = match NaiveDate::from_ymd_opt(2026, 4, 1) {
    Some(date) => date,
    None => panic!("1 April 2026 is a date"),
};

/// The notices that follow, for a procurement under this regime that commences on this day.
///
/// `value` is the value tested, with or without VAT as the date asks. Where it is not known whether a
/// contract is light touch, the notices are those of a contract that is not: they come earlier.
#[must_use]
pub fn for_finding(
    regime: Regime,
    light_touch: LightTouch,
    standing: Standing,
    commences: NaiveDate,
    value: Option<Pence>,
) -> Vec<Notice> {
    match regime {
        Regime::Act2023 => under_the_act(light_touch, standing, commences, value),
        Regime::Pcr2015 => legacy(light_touch, standing),
        Regime::ProviderSelection => health(),
        Regime::CannotTell => Vec::new(),
    }
}

fn under_the_act(
    light_touch: LightTouch,
    standing: Standing,
    commences: NaiveDate,
    value: Option<Pence>,
) -> Vec<Notice> {
    match standing {
        Standing::Above => above(light_touch, commences, value),
        Standing::Below => below(),
        Standing::BelowNotNotifiable | Standing::NoThreshold | Standing::CannotTell => Vec::new(),
    }
}

/// Sections 15 to 93 (read; the numbers UK1 to UK17 come from the fact sheet).
fn above(light_touch: LightTouch, commences: NaiveDate, value: Option<Pence>) -> Vec<Notice> {
    let mut notices = before_signing();
    notices.extend(after_signing(light_touch, value));
    if commences >= PAYMENT_NOTICES_FROM {
        notices.push(Notice {
            duty: Duty::If("a payment of more than £30,000 is made under the contract, VAT included"),
            ..notice(
                Kind::ContractPayment,
                Due::DaysBeginningWithQuarterEnd(30, Event::Payment),
                "Procurement Act 2023, section 70",
            )
        });
    }
    notices.extend(in_the_contract(light_touch, value));
    notices
}

fn before_signing() -> Vec<Notice> {
    vec![
        Notice {
            duty: Duty::If(
                "the authority expects to pay more than £100m in the year and this contract is over £2m",
            ),
            ..notice(
                Kind::Pipeline,
                Due::DaysBeginningWith(56, Event::FinancialYearBegins),
                "Procurement Act 2023, section 93",
            )
        },
        Notice {
            duty: Duty::If(
                "suppliers are talked to first; or give the reason for no notice in the tender notice",
            ),
            ..notice(
                Kind::MarketEngagement,
                Due::Before(Event::TenderNotice),
                "Procurement Act 2023, section 17",
            )
        },
        Notice {
            duty: Duty::Optional,
            ..notice(
                Kind::PlannedProcurement,
                Due::Before(Event::TenderNotice),
                "Procurement Act 2023, section 15",
            )
        },
        notice(Kind::Tender, Due::WhenChosen, "Procurement Act 2023, section 21"),
        Notice {
            duty: Duty::If("the contract is awarded without competition"),
            light_touch: Some("not needed for a user choice contract"),
            ..notice(Kind::Transparency, Due::Before(Event::DirectAward), "Procurement Act 2023, section 44")
        },
        Notice {
            duty: Duty::If("it is decided to award no contract"),
            ..notice(
                Kind::ProcurementTermination,
                Due::AsSoonAsPracticable(Event::NoAward),
                "Procurement Act 2023, section 55",
            )
        },
        Notice {
            light_touch: Some("needed, but not for a user choice contract"),
            ..notice(
                Kind::ContractAward,
                Due::Before(Event::ContractSigned),
                "Procurement Act 2023, section 50",
            )
        },
    ]
}

fn after_signing(light_touch: LightTouch, value: Option<Pence>) -> Vec<Notice> {
    let (details, copy) = match light_touch {
        LightTouch::Yes => (120, 180),
        LightTouch::No | LightTouch::CannotTell => (30, 90),
    };
    let mut notices = vec![Notice {
        light_touch: Some("120 days instead of 30"),
        ..notice(
            Kind::ContractDetails,
            Due::DaysBeginningWith(details, Event::ContractSigned),
            "Procurement Act 2023, section 53(1)",
        )
    }];
    if let Some(duty) = if_large(value) {
        notices.push(Notice {
            duty,
            light_touch: Some("180 days instead of 90"),
            ..notice(
                Kind::ContractCopy,
                Due::DaysBeginningWith(copy, Event::ContractSigned),
                "Procurement Act 2023, section 53(3)",
            )
        });
    }
    notices
}

/// Light touch contracts carry no performance or change notices (sections 52(6)(d), 71(6) and 75(6)(b)).
fn in_the_contract(light_touch: LightTouch, value: Option<Pence>) -> Vec<Notice> {
    let mut notices = match light_touch {
        LightTouch::Yes => Vec::new(),
        LightTouch::No | LightTouch::CannotTell => not_light_touch(value),
    };
    notices.push(notice(
        Kind::ContractTermination,
        Due::DaysBeginningWith(30, Event::ContractEnd),
        "Procurement Act 2023, section 80, plain expiry included",
    ));
    notices.push(notice(
        Kind::PaymentsCompliance,
        Due::DaysBeginningWithHalfYearEnd(30, Event::PaymentPeriod),
        "Procurement Act 2023, section 69, one notice for all the authority’s public contracts",
    ));
    notices
}

fn not_light_touch(value: Option<Pence>) -> Vec<Notice> {
    let none = Some("not for light touch");
    let mut notices = Vec::new();
    if let Some(duty) = if_large(value) {
        let due = Due::EveryTwelveMonths(Event::ContractYear);
        notices.push(Notice {
            duty,
            light_touch: none,
            ..notice(Kind::ContractPerformance, due, "Procurement Act 2023, section 71(2)")
        });
    }
    notices.push(Notice {
        duty: Duty::If(
            "a breach leads to ending, damages or settlement, or poor performance is not put right",
        ),
        light_touch: none,
        ..notice(
            Kind::PoorPerformance,
            Due::DaysBeginningWith(30, Event::Failure),
            "Procurement Act 2023, section 71(5)",
        )
    });
    notices.push(Notice {
        duty: Duty::If(
            "the change is more than one of 10% or less in value (works 15%) or 10% or less in term",
        ),
        light_touch: none,
        ..notice(Kind::ContractChange, Due::Before(Event::Change), "Procurement Act 2023, section 75")
    });
    notices
}

/// Sections 87(1) and 87(3) (read). No award notice, no standstill: those attach to public contracts.
fn below() -> Vec<Notice> {
    vec![
        Notice {
            duty: Duty::If("the contract is openly advertised: nothing may be advertised before it"),
            ..notice(Kind::BelowThresholdTender, Due::WhenChosen, "Procurement Act 2023, section 87(1)")
        },
        notice(
            Kind::ContractDetails,
            Due::AsSoonAsPracticable(Event::ContractSigned),
            "Procurement Act 2023, section 87(3)",
        ),
    ]
}

fn legacy(light_touch: LightTouch, standing: Standing) -> Vec<Notice> {
    match standing {
        Standing::Above => legacy_above(light_touch),
        Standing::Below => legacy_below_threshold(),
        Standing::BelowNotNotifiable | Standing::NoThreshold | Standing::CannotTell => Vec::new(),
    }
}

/// Regulations 49, 50, 72(3) and 75 (75 and 72(3) read); Contracts Finder, regulations 106 and 108 (known).
fn legacy_above(light_touch: LightTouch) -> Vec<Notice> {
    let source = match light_touch {
        LightTouch::Yes => "Public Contracts Regulations 2015, regulation 75",
        LightTouch::No | LightTouch::CannotTell => "Public Contracts Regulations 2015, regulations 49 and 50",
    };
    vec![
        Notice {
            light_touch: Some(
                "a prior information notice that stays published may call for competition instead",
            ),
            source,
            ..notice(Kind::LegacyContractNotice, Due::WhenChosen, "")
        },
        Notice {
            source: "Public Contracts Regulations 2015, regulation 106",
            ..notice(Kind::LegacyOpportunity, Due::AsSoonAsPracticable(Event::TenderNotice), "")
        },
        Notice {
            light_touch: Some("may be grouped by quarter, then within 30 days of the quarter’s end"),
            source,
            ..notice(Kind::LegacyContractAward, Due::DaysAfter(30, Event::AwardDecided), "")
        },
        Notice {
            source: "Public Contracts Regulations 2015, regulation 108; guidance says 90 days",
            ..notice(Kind::LegacyContractsFinderAward, Due::DaysAfter(90, Event::AwardDecided), "")
        },
        Notice {
            duty: Duty::If("additional or unforeseen work is added under regulation 72(1)(b) or (c)"),
            source: "Public Contracts Regulations 2015, regulation 72(3)",
            ..notice(Kind::LegacyModification, Due::AsSoonAsPracticable(Event::Change), "")
        },
    ]
}

/// Contracts Finder below the threshold: Public Contracts Regulations 2015, regulations 110 and 112 (read;
/// what a reasonable time is, 90 days, is guidance: known).
fn legacy_below_threshold() -> Vec<Notice> {
    vec![
        Notice {
            duty: Duty::If("the opportunity is advertised"),
            source: "Public Contracts Regulations 2015, regulation 110",
            ..notice(Kind::LegacyOpportunity, Due::WhenChosen, "")
        },
        Notice {
            source: "Public Contracts Regulations 2015, regulation 112; guidance says 90 days",
            ..notice(Kind::LegacyContractsFinderAward, Due::DaysAfter(90, Event::AwardDecided), "")
        },
    ]
}

/// SI 2023/1348, regulations 7 to 11, 13 and 15 (read).
fn health() -> Vec<Notice> {
    let table = [
        (
            Kind::HealthMostSuitableProvider,
            Duty::If("the Most Suitable Provider Process is chosen; providers then have at least 14 days"),
            Due::AsSoonAsPracticable(Event::ProcessChosen),
            "SI 2023/1348, regulation 10",
        ),
        (
            Kind::HealthInvitingOffers,
            Duty::If("the Competitive Process is chosen"),
            Due::AsSoonAsPracticable(Event::ProcessChosen),
            "SI 2023/1348, regulation 11(3)",
        ),
        (
            Kind::HealthIntentionToAward,
            Duty::If("the process is Direct Award C, Most Suitable Provider or Competitive"),
            Due::Before(Event::ContractSigned),
            "SI 2023/1348, regulations 9(3), 10(7) and 11(9)",
        ),
        (
            Kind::HealthAward,
            Duty::Mandatory,
            Due::DaysAfter(30, Event::AwardDecided),
            "SI 2023/1348, regulations 7 to 11",
        ),
        (
            Kind::HealthModification,
            Duty::If("the authority’s own decision has changed the lifetime value by £500,000 or more"),
            Due::DaysAfter(30, Event::Change),
            "SI 2023/1348, regulation 13(4) and (5)",
        ),
        (
            Kind::HealthAbandonment,
            Duty::If("it is decided to award no contract"),
            Due::DaysAfter(30, Event::NoAward),
            "SI 2023/1348, regulation 15(4) and (5)",
        ),
    ];
    table.map(|(kind, duty, due, source)| Notice { kind, duty, due, light_touch: None, source }).into()
}

/// Mandatory if the contract is known to be worth more than £5m; if so, when that is not known.
fn if_large(value: Option<Pence>) -> Option<Duty> {
    match value {
        None => Some(Duty::If("the contract is worth more than £5m")),
        Some(value) if value > LARGE_CONTRACT => Some(Duty::Mandatory),
        Some(_) => None,
    }
}

/// A mandatory notice that is the same for light touch.
const fn notice(kind: Kind, due: Due, source: &'static str) -> Notice {
    Notice { kind, duty: Duty::Mandatory, due, light_touch: None, source }
}
