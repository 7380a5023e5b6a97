mod calendar;

use entity::choice::Choice as _;
use entity::id::{RowId, SettingId};
use entity::state::Role;

use super::*;
use crate::access::Side;
use crate::testing::{
    CHARITY, COUNCIL, ELSEWHERE, actor, blank, council, empty, form, outcome, rows, settled, staff, word,
};

/// The version of the council that every form was drawn from.
const SEEN: Version = Version(3);

/// The council with one of each setting, and two meetings.
fn furnished() -> Authority {
    let mut authority = settled();
    authority.risk_levels =
        vec![level(RiskAxis::Likelihood, "D", "Low"), level(RiskAxis::Impact, "2", "Critical")];
    authority.tiers = vec![blank::<approver_tier::ActiveModel, _>(|row| row.id = Set(SettingId(1)))];
    authority.headings = vec![blank::<implication_heading::ActiveModel, _>(|row| {
        row.id = Set(SettingId(31));
        row.title = Set("Legal".to_owned());
    })];
    authority.meetings = vec![meeting(1, 1), meeting(2, 5)];
    authority.retentions = vec![blank::<retention::ActiveModel, _>(|row| {
        row.id = Set(SettingId(1));
        row.kind = Set(RetentionKind::Settings);
    })];
    authority
}

fn level(axis: RiskAxis, code: &str, label: &str) -> risk_level::Model {
    blank::<risk_level::ActiveModel, _>(|row| {
        row.id = Set(SettingId(1));
        row.axis = Set(axis);
        row.code = Set(code.to_owned());
        row.label = Set(label.to_owned());
    })
}

fn meeting(id: i64, position: i32) -> meeting::Model {
    blank::<meeting::ActiveModel, _>(|row| {
        row.id = Set(SettingId(id));
        row.position = Set(position);
        row.body = Set("Cabinet".to_owned());
    })
}

fn cabinet(day: &str) -> Draft {
    form(MEETING, &[("body", "Cabinet"), ("meets_on", day)])
}

const ID: SettingId = SettingId(90);

fn figures() -> Draft {
    form(FIGURES, &[("key_decision_pence", "500,000"), ("risk_layout", "rows"), ("clears_legal", "yes")])
}

/// Every way to change what an authority has settled.
fn acts(actor: &Actor) -> [(&'static str, Result<Change, Refusal>); 16] {
    let (authority, one) = (furnished(), SettingId(1));
    let level = form(RISK_LEVEL, &[("axis", "impact"), ("code", "1"), ("label", "High")]);
    let tier = form(TIER, &[("body", "Cabinet")]);
    let heading = form(HEADING, &[("title", "TUPE"), ("guidance", "Who moves.")]);
    let kept = form(RETENTION, &[("kind", "people"), ("months", "24")]);
    let meets = cabinet("2028-01-18");
    [
        ("figures", change_figures(&authority, &figures(), SEEN, actor)),
        ("add level", add_risk_level(&authority, ID, &level, SEEN, actor)),
        ("change level", change_risk_level(&authority, one, &level, SEEN, actor)),
        ("remove level", remove_risk_level(&authority, one, SEEN, actor)),
        ("add tier", add_tier(&authority, ID, &tier, SEEN, actor)),
        ("change tier", change_tier(&authority, one, &tier, SEEN, actor)),
        ("remove tier", remove_tier(&authority, one, SEEN, actor)),
        ("add heading", add_heading(&authority, ID, &heading, SEEN, actor)),
        ("change heading", change_heading(&authority, SettingId(31), &heading, SEEN, actor)),
        ("remove heading", remove_heading(&authority, SettingId(31), SEEN, actor)),
        ("add meeting", add_meeting(&authority, ID, &meets, SEEN, actor)),
        ("change meeting", change_meeting(&authority, one, &meets, SEEN, actor)),
        ("remove meeting", remove_meeting(&authority, one, SEEN, actor)),
        ("add retention", add_retention(&authority, ID, &kept, SEEN, actor)),
        ("change retention", change_retention(&authority, one, &kept, SEEN, actor)),
        ("remove retention", remove_retention(&authority, one, SEEN, actor)),
    ]
}

fn check(actor: &Actor, answer: &str) {
    for (name, result) in acts(actor) {
        assert_eq!(word(&result), answer, "{name} by {actor:?}");
    }
}

#[test]
fn an_administrator_of_the_authority_or_the_house_settles() {
    for role in Role::ALL {
        check(&staff(*role), if *role == Role::Administrator { "yes" } else { "role" });
    }
    check(&Actor::house(), "yes");
    check(&actor(Side::Staff(ELSEWHERE), Role::ALL), "absent");
    check(&actor(Side::Provider(CHARITY), Role::ALL), "absent");
}

#[test]
fn every_act_moves_the_authority_and_is_told_of_it() {
    for (name, result) in acts(&staff(Role::Administrator)) {
        let parts = result.expect(name).into_parts();
        assert_eq!((parts.action, parts.authority), (Action::ChangeSettings, Some(COUNCIL)), "{name}");
        assert_eq!(parts.about, Subject::Authority(COUNCIL), "{name}");
        let root = crate::Root { table: "authority", key: 1, seen: SEEN, moves: true };
        assert_eq!(parts.roots, [root], "{name}");
    }
}

#[test]
fn figures_are_set_and_emptied() {
    let mut authority = settled();
    authority.row.call_in_days = Some(5);
    let written = rows(change_figures(&authority, &figures(), SEEN, &staff(Role::Administrator)));
    let expected = r#"update authority {"call_in_days":null,"clears_equality":false,"clears_finance":false,"clears_legal":true,"gaps":"{}","id":1,"key_decision_pence":50000000,"publish_days":null,"risk_layout":"rows"}"#;
    assert_eq!(written, [expected]);
}

#[test]
fn a_row_is_added_behind_the_last_place() {
    let add = |authority: &Authority| {
        rows(add_meeting(authority, ID, &cabinet("2028-01-18"), SEEN, &staff(Role::Administrator)))
    };
    let at = |place| {
        format!(
            r#"insert meeting {{"agenda_on":null,"authority_id":1,"body":"Cabinet","id":90,"meets_on":"2028-01-18","position":{place},"reports_by":null}}"#
        )
    };
    assert_eq!(add(&settled()), [at(1)]);
    assert_eq!(add(&furnished()), [at(6)]);
}

#[test]
fn a_row_changes_and_goes_by_its_number() {
    let (authority, administrator) = (furnished(), staff(Role::Administrator));
    let changed = change_meeting(&authority, SettingId(2), &cabinet("2028-01-18"), SEEN, &administrator);
    let expected = r#"update meeting {"agenda_on":null,"body":"Cabinet","id":2,"meets_on":"2028-01-18","reports_by":null}"#;
    assert_eq!(rows(changed), [expected]);
    let removed = rows(remove_meeting(&authority, SettingId(2), SEEN, &administrator));
    assert!(removed[0].starts_with("delete meeting") && removed[0].contains(r#""id":2"#), "{removed:?}");
    assert_eq!(word(&remove_meeting(&authority, ID, SEEN, &administrator)), "absent");
    let changed = change_meeting(&authority, ID, &cabinet("2028-01-18"), SEEN, &administrator);
    assert_eq!(word(&changed), "absent");
}

#[test]
fn the_record_and_its_authorities_are_opened_at_the_server() {
    let house = Actor::house();
    assert_eq!(rows(open_house(true, &house)), [r#"update house {"demonstration":true,"id":1}"#]);
    let added = add_authority(council(), &house);
    let expected = r#"insert authority {"accent":"005a30","call_in_days":5,"clears_equality":true,"clears_finance":true,"clears_legal":true,"gaps":"{}","id":1,"key_decision_pence":null,"name":"A council","publish_days":null,"report_style":"gateway","risk_layout":"rows","version":3}"#;
    assert_eq!(rows(added.clone()), [expected]);
    assert_eq!(added.expect("the house may").into_parts().authority, Some(COUNCIL));
    for side in [Side::Staff(COUNCIL), Side::Provider(CHARITY)] {
        let anyone = actor(side, Role::ALL);
        assert_eq!(word(&open_house(true, &anyone)), "role");
        assert_eq!(word(&add_authority(council(), &anyone)), "role");
    }
}

#[test]
fn fields_choose_from_the_authority_s_own_lists() {
    let mut p = empty();
    p.outcomes = vec![outcome(8, 1)];
    let entries =
        |list: List, p: Option<&Procurement>| lists(&furnished(), p).0.remove(&list).unwrap_or_default();
    let table = [
        (List::Likelihood, vec![("D", "D: Low")]),
        (List::Impact, vec![("2", "2: Critical")]),
        (List::OverallRisk, vec![]),
        (List::Headings, vec![("31", "Legal")]),
        (List::Outcomes, vec![("8", "1. Outcome 8.")]),
    ];
    for (list, expected) in table {
        let owned: Vec<_> =
            expected.into_iter().map(|(code, label)| (code.to_owned(), label.to_owned())).collect();
        assert_eq!(entries(list, Some(&p)), owned, "{list:?}");
    }
    assert_eq!(entries(List::Outcomes, None), []);
    assert_eq!(p.outcomes[0].id, RowId(8));
}
