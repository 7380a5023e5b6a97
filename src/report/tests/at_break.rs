//! The paper on a break or an option: what it says, in both styles, of a contract of which much is known and of one of
//! which little is.

use std::str::FromStr;

use chrono::{DateTime, NaiveDate, Utc};
use entity::gaps::Gaps;
use entity::id::{AuthorityId, ContractId, PersonId, RowId, SettingId};
use entity::number::{BasisPoints, Hundredths, Pence, Version};
use entity::state::{
    BreakAnswer, Category, ContactSide, ContractStage, Decides, HealthAnswer, NoticeBy, NoticeUnit,
    PaymentCame, PlanStanding, ReportStyle, Rhythm, RhythmFrom, RiskStanding, Secured, StepKind, TermEnd,
    VariationGround, Vat, YesNo,
};
use entity::{
    approver_tier, break_implication, break_pack, cohort, contact, contract, contract_avoidance,
    contract_budget, contract_payment, contract_period, contract_price, contract_risk, contract_step,
    contract_variation, improvement_plan, meeting, review_action, review_meeting,
};
use rules::contract::Contract;
use rules::settings::Authority;
use sea_orm::ActiveValue::Set;
use sea_orm::{ActiveModelTrait, EntityTrait, ModelTrait, TryIntoModel};

use super::plain::outline;
use super::sound::assert_sound;
use super::world::authority;
use crate::report::{Composed, ReportError, compose_break};

pub(super) const ID: ContractId = ContractId(1);
const PART: RowId = RowId(11);

pub(super) fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

pub(super) fn now() -> DateTime<Utc> {
    "2028-06-01T12:00:00Z".parse().expect("an instant")
}

pub(super) fn blank<A: ActiveModelTrait + TryIntoModel<M>, M: ModelTrait>(set: impl FnOnce(&mut A)) -> M {
    let mut row = A::default_values();
    if let Ok(gaps) = <A::Entity as EntityTrait>::Column::from_str("gaps") {
        row.set(gaps, Gaps::default().into());
    }
    set(&mut row);
    row.try_into_model().unwrap_or_else(|missing| panic!("{missing}"))
}

/// 2+2+1 years from April 2027 at £331,000 a year.
fn little(end: TermEnd) -> Contract {
    let row = blank::<contract::ActiveModel, _>(|row| {
        row.id = Set(ID);
        row.authority_id = Set(AuthorityId(1));
        row.version = Set(Version(7));
        row.stage = Set(ContractStage::InForce);
        row.reference = Set("EXA-2027-001".to_owned());
        row.title = Set("Support after removal".to_owned());
        row.supplier = Set("A charity".to_owned());
        row.spent = Set(Pence(0));
        row.starts_on = Set(Some(day("2027-04-01")));
        row.signed_on = Set(Some(day("2027-03-01")));
        row.commenced_on = Set(Some(day("2026-05-01")));
        row.category = Set(Some(Category::Services));
        row.cpv_codes = Set(Some("85320000-8".to_owned()));
        row.health_answer = Set(Some(HealthAnswer::NotHealth));
        row.vat = Set(Some(Vat::Standard));
        row.value = Set(Some(Pence::pounds(1_655_000)));
        row.returns_every = Set(Some(Rhythm::Quarterly));
        row.returns_from = Set(Some(RhythmFrom::Financial));
        row.returns_due = Set(Some(15));
    });
    let mut contract = Contract::of(row);
    contract.periods = [(24, end), (24, end), (12, TermEnd::End)]
        .into_iter()
        .zip(1_i32..)
        .map(|((months, end), position)| {
            blank::<contract_period::ActiveModel, _>(|row| {
                row.id = Set(RowId(PART.0 + i64::from(position) - 1));
                row.contract_id = Set(ID);
                row.position = Set(position);
                row.months = Set(Some(months));
                row.ends_with = Set(Some(end));
                if end != TermEnd::End {
                    row.notice = Set(Some(6));
                    row.notice_unit = Set(Some(NoticeUnit::Months));
                    row.notice_by = Set(Some(NoticeBy::Either));
                    row.notice_form = Set(Some("in writing, to the registered office".to_owned()));
                }
            })
        })
        .collect();
    contract.prices = (1..=5)
        .map(|position| {
            blank::<contract_price::ActiveModel, _>(|row| {
                row.id = Set(RowId(30 + i64::from(position)));
                row.contract_id = Set(ID);
                row.position = Set(position);
                row.amount = Set(Some(Pence::pounds(331_000)));
            })
        })
        .collect();
    contract
}

/// The same with money, variations, savings, risks, cohorts, reviews, and what people wrote.
pub(super) fn much(end: TermEnd, answer: BreakAnswer) -> Contract {
    let mut contract = little(end);
    contract.row.department = Some("People".to_owned());
    contract.row.description = Some("Support for women whose children were removed.".to_owned());
    contract.payments = vec![paid(1, "2027-07-01", 16_550_000), paid(2, "2028-01-10", 16_900_000)];
    with_money(&mut contract);
    with_reviews(&mut contract);
    contract.packs = vec![blank::<break_pack::ActiveModel, _>(|row| {
        row.id = Set(RowId(90));
        row.contract_id = Set(ID);
        row.period_id = Set(PART);
        row.answer = Set(Some(answer));
        row.summary =
            Set(Some("The service does what it was bought for, at {{ money.next_part }} more.".to_owned()));
        row.recommendation = Set(Some("That the Director of People be told.".to_owned()));
        row.reasons = Set(Some("- It works.\n- Nothing cheaper does.".to_owned()));
        row.performance = Set(Some("Most women who began have stayed. See [](#cohorts).".to_owned()));
        row.options = Set(Some("To buy it again would cost a year.".to_owned()));
        row.consultation = Set(Some("The provider wishes to go on.".to_owned()));
    })];
    contract.implications = vec![blank::<break_implication::ActiveModel, _>(|row| {
        row.id = Set(RowId(91));
        row.contract_id = Set(ID);
        row.period_id = Set(PART);
        row.heading_id = Set(SettingId(2));
        row.says = Set("Nothing changes.".to_owned());
    })];
    contract
}

fn with_money(contract: &mut Contract) {
    contract.row.value_now = Some(Pence::pounds(1_705_000));
    contract.variations = vec![blank::<contract_variation::ActiveModel, _>(|row| {
        row.id = Set(RowId(40));
        row.contract_id = Set(ID);
        row.number = Set(1);
        row.reason = Set("A second base was opened.".to_owned());
        row.ground = Set(VariationGround::ActLightTouch);
        row.scope_changes = Set(YesNo::No);
        row.favours_supplier = Set(YesNo::No);
        row.agreed_on = Set(day("2028-03-01"));
        row.effective_on = Set(day("2028-04-01"));
        row.value_change = Set(Pence::pounds(50_000));
        row.value_after = Set(Some(Pence::pounds(1_705_000)));
        row.at = Set(now());
        row.person_id = Set(PersonId(1));
    })];
    contract.budgets = vec![blank::<contract_budget::ActiveModel, _>(|row| {
        row.id = Set(RowId(41));
        row.contract_id = Set(ID);
        row.position = Set(1);
        row.source = Set("Children’s services".to_owned());
        row.owner = Set(Some("The council".to_owned()));
        row.share = Set(Some(BasisPoints(8_000)));
        row.secured = Set(Some(Secured::Secured));
    })];
    contract.avoidances = vec![blank::<contract_avoidance::ActiveModel, _>(|row| {
        row.id = Set(RowId(42));
        row.contract_id = Set(ID);
        row.position = Set(1);
        row.measures = Set("Removals".to_owned());
        row.evaluated_rate = Set(Some(Hundredths(1_440)));
        row.modelled_rate = Set(Some(Hundredths(1_400)));
        row.gross = Set(Some(Pence::pounds(8_400_000)));
        row.net = Set(Some(Pence::pounds(6_900_000)));
    })];
}

fn with_reviews(contract: &mut Contract) {
    contract.risks = vec![blank::<contract_risk::ActiveModel, _>(|row| {
        row.id = Set(RowId(50));
        row.contract_id = Set(ID);
        row.position = Set(1);
        row.title = Set("Staff leave".to_owned());
        row.describes = Set(Some("Women lose whom they trust.".to_owned()));
        row.likelihood = Set(Some("D".to_owned()));
        row.impact = Set(Some("C".to_owned()));
        row.mitigation = Set(Some("Two workers know each woman.".to_owned()));
        row.standing = Set(Some(RiskStanding::Open));
    })];
    contract.cohorts = [("Third", "2028-04-01"), ("First", "2027-04-01")]
        .into_iter()
        .zip(1..)
        .map(|((title, starts), position)| {
            blank::<cohort::ActiveModel, _>(|row| {
                row.id = Set(RowId(60 + i64::from(position)));
                row.contract_id = Set(ID);
                row.position = Set(position);
                row.title = Set(title.to_owned());
                row.starts_on = Set(Some(day(starts)));
                row.months = Set(Some(18));
                row.places = Set(Some(18));
            })
        })
        .collect();
    contract.plans = vec![blank::<improvement_plan::ActiveModel, _>(|row| {
        row.id = Set(RowId(70));
        row.contract_id = Set(ID);
        row.position = Set(1);
        row.title = Set("Late visits".to_owned());
        row.action = Set(Some("A second car is leased.".to_owned()));
        row.due_on = Set(Some(day("2028-02-01")));
        row.standing = Set(Some(PlanStanding::Met));
    })];
    contract.meetings = vec![blank::<review_meeting::ActiveModel, _>(|row| {
        row.id = Set(RowId(71));
        row.contract_id = Set(ID);
        row.position = Set(1);
        row.held_on = Set(Some(day("2028-05-02")));
        row.minutes = Set(Some("Minutes stay with the contract.".to_owned()));
    })];
    contract.actions = vec![blank::<review_action::ActiveModel, _>(|row| {
        row.id = Set(RowId(72));
        row.contract_id = Set(ID);
        row.position = Set(1);
        row.says = Set("Agree the next visit.".to_owned());
        row.owner = Set(Some("Contract manager".to_owned()));
        row.due_on = Set(Some(day("2028-05-20")));
    })];
    contract.contacts = vec![blank::<contact::ActiveModel, _>(|row| {
        row.id = Set(RowId(73));
        row.contract_id = Set(ID);
        row.position = Set(1);
        row.side = Set(ContactSide::Council);
        row.title = Set("Contract manager".to_owned());
    })];
    contract.steps = vec![blank::<contract_step::ActiveModel, _>(|row| {
        row.id = Set(RowId(74));
        row.contract_id = Set(ID);
        row.period_id = Set(PART);
        row.step = Set(StepKind::ForwardPlan);
        row.done_on = Set(day("2028-05-15"));
        row.reference = Set(Some("entry 41".to_owned()));
        row.at = Set(now());
        row.person_id = Set(PersonId(1));
    })];
}

fn paid(id: i64, on: &str, pence: i64) -> contract_payment::Model {
    blank::<contract_payment::ActiveModel, _>(|row| {
        row.id = Set(RowId(80 + id));
        row.contract_id = Set(ID);
        row.authority_id = Set(AuthorityId(1));
        row.paid_on = Set(day(on));
        row.amount = Set(Pence(pence));
        row.how = Set(PaymentCame::Typed);
        row.once = Set(on.to_owned());
        row.at = Set(now());
        row.person_id = Set(PersonId(1));
    })
}

/// The council, whose Cabinet decides at meetings in 2028.
pub(super) fn council(style: ReportStyle) -> Authority {
    let mut council = authority(style);
    council.row.publish_days = Some(2);
    council.row.key_decision_pence = Some(Pence::pounds(500_000));
    council.tiers = vec![blank::<approver_tier::ActiveModel, _>(|row| {
        row.id = Set(SettingId(1));
        row.authority_id = Set(AuthorityId(1));
        row.position = Set(1);
        row.body = Set("Cabinet".to_owned());
        row.decides = Set(Some(Decides::AtMeetings));
    })];
    council.meetings = ["2028-07-18", "2028-09-12", "2028-10-10"]
        .into_iter()
        .zip(1..)
        .map(|(on, id)| {
            blank::<meeting::ActiveModel, _>(|row| {
                row.id = Set(SettingId(id));
                row.authority_id = Set(AuthorityId(1));
                row.position = Set(1);
                row.body = Set("Cabinet".to_owned());
                row.meets_on = Set(day(on));
            })
        })
        .collect();
    council
}

fn of(contract: &Contract, style: ReportStyle) -> Composed {
    compose_break(contract, &council(style), PART, now(), true).expect("a paper")
}

#[test]
fn the_paper_of_a_cabinet_on_a_break() {
    let composed = of(&much(TermEnd::Break, BreakAnswer::Continue), ReportStyle::Cabinet);
    assert_sound(&composed.document);
    assert_eq!(composed.missing, []);
    keep_to_look_at("cabinet-break", &composed);
    insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false }, {
        insta::assert_snapshot!("break-point", outline(&composed.document));
    });
}

#[test]
fn every_style_and_end_is_sound_whether_much_is_known_or_little() {
    for style in [ReportStyle::Gateway, ReportStyle::Cabinet] {
        for (end, answer) in [(TermEnd::Break, BreakAnswer::End), (TermEnd::Extension, BreakAnswer::Extend)] {
            for (name, contract) in [("little", little(end)), ("much", much(end, answer))] {
                let composed = of(&contract, style);
                assert_sound(&composed.document);
                let text = outline(&composed.document);
                for words in ["31 March 2029", "29 September 2028", "No KPI of this contract is recorded"] {
                    assert!(text.contains(words), "{style:?} {end:?} {name} {words}: {text}");
                }
                keep_to_look_at(&format!("{style:?}-{end:?}-{name}").to_lowercase(), &composed);
            }
        }
    }
}

#[test]
fn what_does_not_add_up_stands_in_the_paper_and_no_unit_cost_is_invented() {
    let text = outline(&of(&much(TermEnd::Break, BreakAnswer::End), ReportStyle::Gateway).document);
    for words in [
        "differ by £1,500,000, but the service costs £1,655,000: £155,000 is not explained.",
        "Not modelled: the record does not say the cost of one",
        "In year 1 £334,500 was paid, £3,500 more than its price.",
        "20 May 2028 (the day has gone by)",
        "It runs across the break on 31 March 2029",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert!(!text.contains("Minutes stay with the contract"), "minutes are not for the paper");
}

#[test]
fn without_a_calendar_the_paper_says_so_loudly() {
    let mut council = council(ReportStyle::Cabinet);
    council.meetings.clear();
    let composed = compose_break(&little(TermEnd::Break), &council, PART, now(), false).expect("a paper");
    assert_sound(&composed.document);
    let text = outline(&composed.document);
    assert!(text.contains("Attention: The committee calendar has no meeting of Cabinet."), "{text}");
}

#[test]
fn a_figure_that_is_not_there_is_told_and_a_text_that_is_too_long_is_refused() {
    let mut contract = much(TermEnd::Break, BreakAnswer::Continue);
    contract.packs[0].summary = Some("It costs {{ money.gone }}.".to_owned());
    let missing = of(&contract, ReportStyle::Cabinet).missing;
    assert_eq!(missing.iter().map(|it| it.name.as_str()).collect::<Vec<_>>(), ["money.gone"]);
    contract.packs[0].summary = Some("x".repeat(500_000));
    let refused = compose_break(&contract, &council(ReportStyle::Cabinet), PART, now(), true);
    assert!(matches!(refused, Err(ReportError::TooMuch(_))), "{refused:?}");
}

/// Writes the paper where someone wants to look at it.
pub(super) fn keep_to_look_at(name: &str, composed: &Composed) {
    if let Ok(folder) = std::env::var("PAPERS_TO") {
        let pdf = paper::pdf::to_pdf(&composed.document);
        std::fs::write(format!("{folder}/{name}.pdf"), pdf).expect("a folder");
    }
}
