//! The figures of the two papers, and rows to put figures in.

use entity::id::RowId;
use entity::number::{BasisPoints, Hundredths, Pence};
use entity::state::{Category, HealthAnswer, StatisticUnit, TermEnd, Vat};
use entity::{appraised_option, cost_avoidance, funding, statistic, term_period};
use sea_orm::ActiveValue::Set;

use super::{blank, day, empty};
use crate::procurement::Procurement;

/// Dorset: £331,000 a year for 2+2+1 years, with breaks at two and four.
pub(crate) fn dorset() -> Procurement {
    let mut dorset = empty();
    dorset.row.annual_value = Some(Pence::pounds(331_000));
    dorset.term_periods = vec![
        term(Some(24), Some(TermEnd::Break)),
        term(Some(24), Some(TermEnd::Break)),
        term(Some(12), Some(TermEnd::End)),
    ];
    dorset.cost_avoidances = vec![avoided(Some(5_862_194), Some(4_362_194))];
    dorset.statistics =
        [84, 75, 57, 31, 41, 54].map(|percent| percent_of(Hundredths::whole(percent), Some(51))).to_vec();
    dorset
}

/// Medway: £220,000 from 1 April 2022 to 31 March 2024, social services, put out in November 2021.
pub(crate) fn medway() -> Procurement {
    let mut medway = empty();
    let row = &mut medway.row;
    row.total_value = Some(Pence::pounds(220_000));
    row.starts_on = Some(day("2022-04-01"));
    row.ends_on = Some(day("2024-03-31"));
    row.vat = Some(Vat::Standard);
    row.category = Some(Category::Services);
    row.cpv_codes = Some("85312310-5, 85320000-8".to_owned());
    row.commenced_on = Some(day("2021-11-01"));
    row.health_answer = Some(HealthAnswer::NotHealth);
    row.meets_on = Some(day("2021-10-19"));
    medway
}

/// A part of the term.
pub(crate) fn term(months: Option<i32>, ends_with: Option<TermEnd>) -> term_period::Model {
    blank::<term_period::ActiveModel, _>(|row| {
        row.months = Set(months);
        row.ends_with = Set(ends_with);
    })
}

/// A source of funding with its share, in basis points.
pub(crate) fn share(share: Option<i32>) -> funding::Model {
    blank::<funding::ActiveModel, _>(|row| row.share = Set(share.map(BasisPoints)))
}

/// Costs avoided before and after the cost of the service, in pounds.
pub(crate) fn avoided(gross: Option<i64>, net: Option<i64>) -> cost_avoidance::Model {
    blank::<cost_avoidance::ActiveModel, _>(|row| {
        row.gross = Set(gross.map(Pence::pounds));
        row.net = Set(net.map(Pence::pounds));
    })
}

/// A percentage of a group.
pub(crate) fn percent_of(percent: Hundredths, base: Option<i32>) -> statistic::Model {
    blank::<statistic::ActiveModel, _>(|row| {
        row.measures = Set("women".to_owned());
        row.unit = Set(Some(StatisticUnit::Percent));
        row.low = Set(Some(percent));
        row.base = Set(base);
    })
}

/// An option at this place, with its rank.
pub(crate) fn ranked(position: i32, rank: Option<i32>) -> appraised_option::Model {
    blank::<appraised_option::ActiveModel, _>(|row| {
        row.id = Set(RowId(position.into()));
        row.position = Set(position);
        row.rank = Set(rank);
    })
}
