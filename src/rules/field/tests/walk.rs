//! Every field of every form names a column of its table, and what is typed fits that column.

use entity::{
    approver_tier, authority, clearance, decision, implication_heading, meeting, organisation, person,
    procurement, retention, risk_level,
};
use sea_orm::{ActiveModelTrait, ActiveValue, ColumnTrait, EntityTrait, IdenStatic, Iterable};
use std::str::FromStr;

use super::*;
use crate::each_list;
use crate::procurement::approval::{CALL_IN, CLEAR, DECIDE};
use crate::procurement::lists::CODES;
use crate::procurement::parts::{PARTS, START};
use crate::{people, settings};

#[test]
fn every_part_fits_the_procurement() {
    check::<procurement::Entity>("start", START, &[]);
    for part in PARTS {
        check::<procurement::Entity>(part.code, part.fields, &[]);
    }
}

#[test]
fn every_list_fits_its_table() {
    fn list<E: Listed>() {
        check::<E>(E::CODE, E::FIELDS, &[]);
    }
    use crate::rows::Listed;
    for code in CODES {
        assert!(each_list!(*code, list()).is_some(), "{code}");
    }
}

/// Beside those that are asked to find the state: an answer on call-in becomes a stage too.
#[test]
fn every_form_of_approval_fits_its_table() {
    check::<clearance::Entity>("clear", CLEAR, &[]);
    check::<decision::Entity>("decide", DECIDE, &["may_be_called_in"]);
    check::<decision::Entity>("call-in", CALL_IN, &["outcome"]);
}

#[test]
fn every_form_of_people_and_settings_fits_its_table() {
    check::<person::Entity>("invite", people::INVITE, &[]);
    check::<authority::Entity>("figures", settings::FIGURES, &[]);
    check::<risk_level::Entity>("risk level", settings::RISK_LEVEL, &[]);
    check::<approver_tier::Entity>("tier", settings::TIER, &[]);
    check::<implication_heading::Entity>("heading", settings::HEADING, &[]);
    check::<meeting::Entity>("meeting", settings::MEETING, &[]);
    check::<retention::Entity>("retention", settings::RETENTION, &[]);
}

#[test]
fn every_form_of_an_organisation_fits_its_table() {
    use crate::organisation::{DECLARATIONS, DETAILS, register};
    check::<organisation::Entity>("details", DETAILS, &[]);
    check::<organisation::Entity>("declarations", DECLARATIONS, &[]);
    check::<organisation::Entity>("register", register::ORGANISATION, &[]);
}

#[test]
fn every_form_of_an_evaluation_fits_its_table() {
    use crate::scoring::{begin, conflicts, exits, moderation, panel, queries, sheets};
    use entity::{
        bid_exit, bidder_query, conflict_declaration, moderated_score, score, scoring, seat_release,
    };
    check::<scoring::Entity>("begin", begin::BEGIN, &[]);
    check::<conflict_declaration::Entity>("declare", conflicts::DECLARE, &[]);
    check::<conflict_declaration::Entity>("decide", conflicts::DECIDE, &[]);
    check::<seat_release::Entity>("release", panel::RELEASE, &["successor"]);
    check::<score::Entity>("score", sheets::SCORE, &[]);
    check::<entity::moderation::Entity>("meeting", moderation::MEETING, &[]);
    check::<moderated_score::Entity>("agreed", moderation::AGREED, &[]);
    check::<bidder_query::Entity>("ask", queries::ASK, &[]);
    check::<bidder_query::Entity>("asked about", queries::ABOUT, &["label", "criterion_id"]);
    check::<bidder_query::Entity>("answer", queries::ANSWER, &[]);
    check::<bid_exit::Entity>("exit", exits::EXIT, &[]);
}

#[test]
fn every_form_of_an_award_fits_its_table() {
    use crate::award::{call_in, decision, ending, low, notice, ranking, redaction};
    use entity::{award, draw, low_price};
    check::<low_price::Entity>("low price", low::ASK, &[]);
    check::<low_price::Entity>("explain", low::EXPLAIN, &[]);
    check::<low_price::Entity>("low price decided", low::DECIDE, &[]);
    check::<draw::Entity>("draw", ranking::DRAW, &[]);
    check::<award::Entity>("award", decision::DECIDE, &["may_be_called_in"]);
    check::<award::Entity>("ground", decision::GROUND, &[]);
    check::<award::Entity>("award call-in", call_in::CALL_IN, &["outcome"]);
    check::<award::Entity>("notice", notice::NOTICE, &[]);
    check::<award::Entity>("voluntary", notice::VOLUNTARY, &["stands_still"]);
    check::<award::Entity>("challenge", notice::CHALLENGE, &[]);
    check::<award::Entity>("challenge ended", notice::CHALLENGE_ENDED, &[]);
    check::<award::Entity>("sign", ending::SIGN, &[]);
    check::<award::Entity>("after", ending::AFTER_NOTICE, &[]);
    check::<award::Entity>("failure", ending::FAILURE, &[]);
    check::<entity::redaction::Entity>("withhold", redaction::WITHHOLD, &[]);
}

#[test]
fn every_form_of_a_contract_fits_its_table() {
    use crate::contract::{
        Contract, begin, decide, documents, end, index, notices, pack, parts, payments, vary, views,
    };
    use crate::rows::Holder;
    use entity::{
        contract, contract_decision, contract_document, contract_payment, contract_step, contract_variation,
        index_series, index_value, notice_due, saved_view,
    };
    check::<contract::Entity>("start", parts::START, &[]);
    for part in Contract::PARTS {
        check::<contract::Entity>(part.code, part.fields, &[]);
    }
    check::<contract::Entity>("abandon", begin::ABANDON, &[]);
    check::<contract::Entity>("end", end::END, &[]);
    check::<contract_decision::Entity>("break", decide::DECIDE, &["may_be_called_in"]);
    check::<contract_decision::Entity>("break call-in", decide::CALL_IN, &["outcome"]);
    check::<contract_decision::Entity>("withdraw", decide::WITHDRAW, &[]);
    check::<contract_decision::Entity>("notice given", decide::GIVEN, &[]);
    check::<contract_decision::Entity>("provider’s notice", decide::THEIRS, &[]);
    check::<contract_step::Entity>("step", decide::STEP, &[]);
    check::<contract_variation::Entity>("vary", vary::VARY, &["adds", "takes_away"]);
    check::<contract_payment::Entity>("payment", payments::PAYMENT, &["credit"]);
    check::<contract_payment::Entity>("take back", payments::TAKE_BACK, &[]);
    check::<notice_due::Entity>("published", notices::PUBLISHED, &[]);
    check::<notice_due::Entity>("not needed", notices::NOT_NEEDED, &[]);
    check::<contract_document::Entity>("document", documents::ADD, &[]);
    check::<entity::break_pack::Entity>("pack at a break", pack::AT_BREAK, &[]);
    check::<entity::break_pack::Entity>("pack at an option", pack::AT_OPTION, &[]);
    check::<entity::break_paper::Entity>("keep", pack::KEEP, &[]);
    check::<entity::performance_text::Entity>("performance", crate::returns::papers::WRITE, &[]);
    check::<entity::performance_paper::Entity>("issue", crate::returns::papers::ISSUE, &["texts"]);
    check::<saved_view::Entity>("view", views::VIEW, &[]);
    check::<index_series::Entity>("index", index::SERIES, &[]);
    check::<index_value::Entity>("index value", index::VALUE, &["month_number", "year"]);
}

#[test]
fn every_list_of_a_contract_fits_its_table() {
    use crate::rows::Listed;
    use entity::{
        cohort, contact, contract_avoidance, contract_budget, contract_period, contract_price, contract_risk,
        default_notice, improvement_plan, plan_item, review_action, review_meeting,
    };
    fn list<E: Listed>() {
        check::<E>(E::CODE, E::FIELDS, &[]);
    }
    list::<contract_period::Entity>();
    list::<contract_price::Entity>();
    list::<contract_budget::Entity>();
    list::<contract_avoidance::Entity>();
    list::<cohort::Entity>();
    list::<review_meeting::Entity>();
    list::<review_action::Entity>();
    list::<contract_risk::Entity>();
    list::<improvement_plan::Entity>();
    list::<default_notice::Entity>();
    list::<contact::Entity>();
    list::<plan_item::Entity>();
}

/// What is kept of a procurement and on no form: numbers, state, and what was given when it started.
#[test]
fn every_fact_of_a_procurement_is_on_exactly_one_part() {
    let elsewhere = ["id", "authority_id", "version", "stage", "clearance_round", "reference", "gaps"];
    for column in procurement::Column::iter().map(|column| column.as_str().to_owned()) {
        let parts = PARTS.iter().flat_map(|part| part.fields).filter(|field| field.name == column).count();
        assert_eq!(parts, usize::from(!elsewhere.contains(&column.as_str())), "{column}");
    }
}

fn check<E: EntityTrait>(form: &str, fields: &[Field], no_columns: &[&str])
where
    E::ActiveModel: ActiveModelTrait<Entity = E>,
{
    for (place, field) in fields.iter().enumerate() {
        let name = format!("{form}: {}", field.name);
        assert!(fields[..place].iter().all(|other| other.name != field.name), "{name} comes twice");
        assert!(!field.label.is_empty(), "{name} has no label");
        if no_columns.contains(&field.name) {
            continue;
        }
        let column = E::Column::from_str(field.name).ok().expect(&name);
        if field.need != Need::Given {
            assert!(column.def().is_null(), "{name} may be unknown, its column not");
            assert_eq!(written::<E>(*field, column, &[]), Value::as_null(&plausible_value(field)), "{name}");
        }
        let kept = written::<E>(*field, column, &plausible(field));
        assert_eq!(kept, plausible_value(field), "{name}");
        let again = typed(field, &kept);
        assert_eq!(value_of(*field, &Typed::new(again)), Ok(Some(kept)), "{name}");
    }
}

/// What a form of this one field sets on a row.
fn written<E: EntityTrait>(field: Field, column: E::Column, typed: &[(String, String)]) -> Value
where
    E::ActiveModel: ActiveModelTrait<Entity = E>,
{
    let draft = draft(&[field], &Typed::new(typed.to_vec()), &all_lists(), &Gaps::default());
    match draft.expect(field.name).onto(E::ActiveModel::default()).get(column) {
        ActiveValue::Set(value) => value,
        ActiveValue::Unchanged(_) | ActiveValue::NotSet => panic!("{} is not set", field.name),
    }
}

fn plausible_value(field: &Field) -> Value {
    let value = value_of(*field, &Typed::new(plausible(field))).expect(field.name);
    value.expect("something plausible was typed")
}

fn plausible(field: &Field) -> Vec<(String, String)> {
    let text = match field.kind {
        Kind::Line => "A line".to_owned(),
        Kind::Prose | Kind::Answer | Kind::Lines => "One\ntwo".to_owned(),
        Kind::Link => "https://example.org".to_owned(),
        Kind::Money => "331,000.50".to_owned(),
        Kind::Percent | Kind::Number => "12.5".to_owned(),
        Kind::Whole(_, high) => high.to_string(),
        Kind::Day => return day_parts(field.name, day("2028-01-18")),
        Kind::Instant => return instant_parts(field.name, noon("2028-07-18")),
        Kind::Cpv => "85320000".to_owned(),
        Kind::Email => "someone@example.org".to_owned(),
        Kind::Choice(options) => options().pop().expect("a list has entries").0,
        Kind::From(_) | Kind::RowFrom(_) => "2".to_owned(),
        Kind::Tick => "yes".to_owned(),
    };
    vec![(field.name.to_owned(), text)]
}
