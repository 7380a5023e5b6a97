use entity::id::PersonId;
use entity::state::{Role, TermEnd};
use num_traits::Zero;

use super::*;
use crate::contract::testing::{IDS, authority, dorset, medway, now, under};
use crate::field::{Typed, draft};
use crate::testing::{SEEN, check_refused, refused, rows, staff, strangers, typed};

/// Whether under the old law, a ground, what is given, and what is said of it.
type Held = (bool, &'static str, &'static [(&'static str, &'static str)], Option<&'static str>);

const ID: RowId = RowId(450);

/// A variation of 2 May 2028 on this ground, with what else a test gives.
fn asked(ground: &str, given: &[(&str, &str)]) -> Typed {
    let always = [
        ("reason", "More women."),
        ("ground", ground),
        ("scope_changes", "no"),
        ("favours_supplier", "no"),
        ("agreed_on", "2028-05-02"),
        ("effective_on", "2028-07-01"),
    ];
    let kept = always.into_iter().filter(|(name, _)| given.iter().all(|(other, _)| other != name));
    typed(VARY, &kept.chain(given.iter().copied()).collect::<Vec<_>>())
}

fn vary_it(contract: &Contract, ground: &str, given: &[(&str, &str)]) -> Result<Change, Refusal> {
    let form = draft(VARY, &asked(ground, given), &choices(contract), &entity::gaps::Gaps::default())?;
    vary(contract, &authority(), ID, &IDS, &form, SEEN, &staff(Role::ContractManager), now())
}

/// Under the Act, above the threshold, not light touch: £600,000 over two years and more.
fn full_rules() -> Contract {
    let mut contract = dorset(TermEnd::Break);
    under(&mut contract, "2026-05-01", false);
    contract
}

fn legacy() -> Contract {
    let mut contract = dorset(TermEnd::Break);
    under(&mut contract, "2024-06-01", true);
    contract
}

fn earlier(number: i32, ground: VariationGround, pounds: i64) -> contract_variation::Model {
    contract_variation::Model {
        id: RowId(460 + i64::from(number)),
        contract_id: crate::contract::testing::CONTRACT,
        number,
        reason: "Earlier.".to_owned(),
        ground,
        ground_note: None,
        scope_changes: YesNo::No,
        favours_supplier: YesNo::No,
        agreed_on: crate::testing::day("2028-01-02"),
        effective_on: crate::testing::day("2028-02-01"),
        value_change: Pence::pounds(pounds),
        value_after: None,
        period_id: None,
        months_before: None,
        months_after: None,
        last_day_before: None,
        last_day_after: None,
        supplier_before: None,
        supplier_after: None,
        notice_reference: None,
        at: now(),
        person_id: PersonId(40),
    }
}

#[test]
fn value_changes_at_once_and_the_running_share_is_kept() {
    let written = rows(vary_it(&dorset(TermEnd::Break), "act_light_touch", &[("adds", "82,750")]));
    assert!(
        written[0].contains(r#""value_after":173775000"#) && written[0].contains(r#""number":1"#),
        "{}",
        written[0]
    );
    assert!(written[1].contains(r#""value_now":173775000"#), "{}", written[1]);
    let less = rows(vary_it(&dorset(TermEnd::Break), "act_light_touch", &[("takes_away", "55,000")]));
    assert!(less[0].contains(r#""value_change":-5500000"#), "{}", less[0]);
    let mut contract = dorset(TermEnd::Break);
    contract.variations = vec![
        earlier(1, VariationGround::ActLightTouch, 82_750),
        earlier(2, VariationGround::ActLightTouch, -16_550),
    ];
    assert_eq!(running_share(&contract, 1), Some(ratio(5, 100)));
    assert_eq!(running_share(&contract, 2), Some(ratio(4, 100)));
    assert_eq!(running_share(&contract, 0), Some(Exact::zero()));
    contract.row.value = None;
    assert_eq!(running_share(&contract, 2), None);
}

/// Whose law knows which ground.
#[test]
fn each_law_knows_its_own_grounds() {
    let of = |contract: &Contract| grounds(&law_of(contract, now())).to_vec();
    assert_eq!(of(&dorset(TermEnd::Break)), [VariationGround::ActLightTouch]);
    assert_eq!(of(&full_rules()).len(), 8);
    assert_eq!(of(&legacy())[0], VariationGround::LegacyReviewClause);
    assert_eq!(of(&medway()), [VariationGround::ByTheContract]);
    let mut health = dorset(TermEnd::Break);
    health.row.health_answer = Some(entity::state::HealthAnswer::Health);
    health.row.cpv_codes = Some("85100000-0".to_owned());
    assert_eq!(of(&health)[0], VariationGround::HealthProvidedFor);
    let mut unknown = dorset(TermEnd::Break);
    unknown.row.commenced_on = None;
    assert_eq!(of(&unknown), []);
    assert_eq!(refused(vary_it(&unknown, "act_light_touch", &[])).0, Why::CannotTell);
    check_refused(
        vary_it(&legacy(), "act_light_touch", &[]),
        Why::Incomplete,
        "ground: The law that governs this contract does not know this ground. Choose one of those it knows.",
    );
}

/// A contract under full rules or the old ones, worth £1,655,000: ground, what is given, and whether its limit holds.
#[test]
fn limits_of_grounds_are_held_in_numbers() {
    let table: [Held; 19] = [
        (true, "legacy_additional", &[("adds", "827,500")], None),
        (
            true,
            "legacy_additional",
            &[("adds", "827,500.01")],
            Some("50.00% of the original value. On this ground at most 50%"),
        ),
        (true, "legacy_small", &[("adds", "165,499")], None),
        (
            true,
            "legacy_small",
            &[("adds", "165,500")],
            Some("10.00% of the original value. On this ground less than 10%"),
        ),
        (true, "legacy_not_substantial", &[("scope_changes", "yes")], Some("must not change materially")),
        (true, "legacy_new_provider", &[], Some("Name the provider")),
        (true, "legacy_new_provider", &[("supplier_after", "Another charity")], None),
        (true, "legacy_small", &[("supplier_after", "Another charity")], Some("the provider stays the same")),
        (true, "legacy_review_clause", &[("supplier_after", "Another charity")], None),
        (false, "act_small", &[("supplier_after", "Another charity")], Some("the provider stays the same")),
        (false, "act_restructuring", &[("supplier_after", "Another charity")], None),
        (true, "legacy_review_clause", &[("adds", "900,000"), ("scope_changes", "yes")], None),
        (false, "act_small", &[("adds", "165,500")], None),
        (false, "act_small", &[("adds", "165,501")], Some("at most 10%")),
        (false, "act_additional", &[("adds", "827,501")], Some("at most 50%")),
        (false, "act_not_substantial", &[("favours_supplier", "yes")], Some("must not shift")),
        // Six months of 60: 183 days of 1,827.
        (false, "act_not_substantial", &[("period_id", "302"), ("months_after", "30")], Some("10.02%")),
        (false, "act_not_substantial", &[("period_id", "302"), ("months_after", "29")], None),
        (false, "act_provided_for", &[("period_id", "302"), ("months_after", "36")], None),
    ];
    for (is_legacy, ground, given, says) in table {
        let contract = if is_legacy { legacy() } else { full_rules() };
        let result = vary_it(&contract, ground, given);
        match says {
            Some(says) => {
                let (kind, found) = refused(result);
                assert!(kind == Why::Incomplete && found.contains(says), "{ground} {given:?}: {found}");
            }
            None => assert!(result.is_ok(), "{ground} {given:?}: {:?}", refused(result)),
        }
    }
}

#[test]
fn small_variations_are_counted_together() {
    let mut contract = legacy();
    contract.variations = vec![earlier(1, VariationGround::LegacySmall, 100_000)];
    contract.row.value_now = Some(Pence::pounds(1_755_000));
    assert!(vary_it(&contract, "legacy_small", &[("adds", "65,499")]).is_ok());
    assert!(
        refused(vary_it(&contract, "legacy_small", &[("adds", "65,500")]))
            .1
            .contains("all variations together")
    );
    let mut act = full_rules();
    act.variations = vec![earlier(1, VariationGround::ActSmall, 150_000)];
    let (_, says) = refused(vary_it(&act, "act_small", &[("adds", "60,000")]));
    assert!(says.contains("must stay below the threshold"), "{says}");
}

/// The term moves, and everything after it: a part made longer, then its option is taken (tested in `dates`).
#[test]
fn a_part_of_the_term_is_made_longer() {
    let written = rows(vary_it(
        &dorset(TermEnd::Extension),
        "act_light_touch",
        &[("period_id", "301"), ("months_after", "27")],
    ));
    assert!(
        written[0].contains(r#""months_after":27"#) && written[0].contains(r#""months_before":24"#),
        "{}",
        written[0]
    );
    assert!(
        written[1].starts_with(r#"update contract_period {"id":301,"last_day":null,"months":27}"#),
        "{}",
        written[1]
    );
    assert!(
        written[2].contains(r#""ends_on":"2029-06-30""#)
            && written[2].contains(r#""longest_on":"2032-06-30""#),
        "{}",
        written[2]
    );
    let odd = rows(vary_it(
        &dorset(TermEnd::Extension),
        "act_light_touch",
        &[("period_id", "301"), ("last_day_after", "2029-06-15")],
    ));
    assert!(odd[1].contains(r#""last_day":"2029-06-15","months":null"#), "{}", odd[1]);
}

#[test]
fn a_variation_that_cannot_be_is_refused_at_its_boxes() {
    let table: [(&[(&str, &str)], &str); 9] = [
        (&[("agreed_on", "2028-06-02")], "agreed_on: Day it was agreed must not be in the future."),
        (
            &[("effective_on", "2027-03-31")],
            "effective_on: It cannot take effect before the contract’s first day.",
        ),
        (
            &[("adds", "1"), ("takes_away", "1")],
            "takes_away: It either adds to the value or takes away from it. Give one.",
        ),
        (
            &[("takes_away", "1,655,001")],
            "takes_away: It takes away more than the contract is worth. Check the sum.",
        ),
        (&[("months_after", "27")], "period_id: Choose the part of the term that it changes."),
        (&[("period_id", "301")], "months_after: Give the new length of this part, or its new last day."),
        (
            &[("period_id", "301"), ("months_after", "27"), ("last_day_after", "2029-06-30")],
            "last_day_after: Give the new length or the new last day, not both.",
        ),
        (
            &[("period_id", "301"), ("months_after", "12")],
            "period_id: This part would have ended before today. Check its new end.",
        ),
        (
            &[("period_id", "302"), ("last_day_after", "2029-03-01")],
            "last_day_after: Part 2 of the term would end on 1 March 2029, before it begins.",
        ),
    ];
    for (given, says) in table {
        check_refused(vary_it(&dorset(TermEnd::Break), "act_light_touch", given), Why::Incomplete, says);
    }
}

#[test]
fn a_novation_names_both_providers() {
    let written = rows(vary_it(&legacy(), "legacy_new_provider", &[("supplier_after", "Another charity")]));
    assert!(written[0].contains(r#""supplier_before":"A charity""#), "{}", written[0]);
    assert!(written[1].contains(r#""supplier":"Another charity""#), "{}", written[1]);
}

/// Under the Act a notice goes before the change takes effect; a small one needs none, nor does a light touch contract.
#[test]
fn a_change_makes_its_notice_due() {
    let notice = |contract: &Contract, ground: &str, given: &[(&str, &str)]| {
        let written = rows(vary_it(contract, ground, given));
        written.into_iter().filter(|row| row.contains("notice_due")).collect::<Vec<_>>()
    };
    let large = notice(&full_rules(), "act_additional", &[("adds", "200,000")]);
    assert!(
        large.iter().any(
            |row| row.contains(r#""kind":"contract_change""#) && row.contains(r#""due_on":"2028-06-30""#)
        ),
        "{large:?}"
    );
    let is_change = |row: &String| row.contains("contract_change") || row.contains("legacy_modification");
    assert!(!notice(&full_rules(), "act_additional", &[("adds", "165,500")]).iter().any(is_change));
    assert!(
        !notice(&full_rules(), "act_not_substantial", &[("period_id", "302"), ("months_after", "29")])
            .iter()
            .any(is_change)
    );
    assert!(
        notice(
            &full_rules(),
            "act_provided_for",
            &[("adds", "1"), ("period_id", "302"), ("months_after", "29")]
        )
        .iter()
        .any(is_change)
    );
    assert!(
        !notice(&dorset(TermEnd::Break), "act_light_touch", &[("adds", "800,000")]).iter().any(is_change)
    );
    assert!(notice(&legacy(), "legacy_additional", &[("adds", "1")]).iter().any(is_change));
    assert!(!notice(&legacy(), "legacy_review_clause", &[("adds", "1")]).iter().any(is_change));
}

#[test]
fn a_form_offers_the_grounds_that_the_law_knows() {
    let offered = |contract: &Contract| -> Result<Vec<String>, Why> {
        let fields = fields(&law_of(contract, now())).map_err(|refusal| refusal.kind)?;
        let ground = fields.iter().find(|field| field.name == "ground").expect("it asks for the ground");
        Ok(ground.options(&crate::field::Lists::default()).into_iter().map(|(code, _)| code).collect())
    };
    let known = |contract: &Contract| {
        let of = grounds(&law_of(contract, now())).iter();
        Ok(of.map(|ground| ground.code().to_owned()).collect::<Vec<_>>())
    };
    for contract in [dorset(TermEnd::Break), full_rules(), legacy(), medway()] {
        assert_eq!(offered(&contract), known(&contract));
    }
    let mut unknown = dorset(TermEnd::Break);
    unknown.row.commenced_on = None;
    assert_eq!(offered(&unknown), Err(Why::CannotTell));
}

#[test]
fn strangers_and_readers_vary_nothing() {
    let contract = dorset(TermEnd::Break);
    let form =
        draft(VARY, &asked("act_light_touch", &[]), &choices(&contract), &entity::gaps::Gaps::default());
    let form = form.expect("it is filled in");
    for stranger in strangers() {
        let result = vary(&contract, &authority(), ID, &IDS, &form, SEEN, &stranger, now());
        assert_eq!(refused(result).0, Why::NotFound);
    }
    let result = vary(&contract, &authority(), ID, &IDS, &form, SEEN, &staff(Role::Approver), now());
    assert_eq!(refused(result).0, Why::NotYours);
}
