use entity::state::Role;
use sea_orm::ActiveValue::Set;

use super::*;
use crate::contract::testing::{CONTRACT, PARTS, authority, dorset};
use crate::report::at_break::AtBreak;
use crate::testing::{SEEN, blank, check_refused, form, noon, rows, staff, strangers};

const NOW: &str = "2028-06-01";

fn writing(figures: &Figures) -> Writing<'_> {
    Writing { period: PARTS[0], id: RowId(400), figures, places: &["ways"] }
}

fn figures(contract: &Contract) -> Figures {
    let authority = authority();
    Figures::of_break(&AtBreak::of(contract, &authority, PARTS[0], noon(NOW)).expect("a break"))
}

fn write_as(contract: &Contract, role: Role, typed: &[(&str, &str)]) -> Result<Change, Refusal> {
    let figures = figures(contract);
    let draft = form(fields(TermEnd::Break), typed);
    write(contract, &authority(), &writing(&figures), &draft, SEEN, &staff(role), noon(NOW))
}

fn written(contract: &mut Contract) {
    contract.packs.push(blank::<break_pack::ActiveModel, _>(|row| {
        row.id = Set(RowId(400));
        row.contract_id = Set(CONTRACT);
        row.period_id = Set(PARTS[0]);
        row.summary = Set(Some("It costs {{ gone }}.".to_owned()));
    }));
}

#[test]
fn whoever_may_write_writes_what_no_record_knows() {
    let typed = [("answer", "continue"), ("reasons", "It costs {{ money.next_part }}. See [](#ways).")];
    for (role, may) in [
        (Role::ContractManager, true),
        (Role::ProcurementOfficer, true),
        (Role::ReportWriter, true),
        (Role::Approver, false),
        (Role::DemocraticServices, false),
        (Role::Auditor, false),
    ] {
        assert_eq!(write_as(&dorset(TermEnd::Break), role, &typed).is_ok(), may, "{role:?}");
    }
    let first = rows(write_as(&dorset(TermEnd::Break), Role::ReportWriter, &typed));
    assert!(first[0].starts_with("insert break_pack {\"answer\":\"continue\""), "{first:?}");
    let mut again = dorset(TermEnd::Break);
    written(&mut again);
    let changed = rows(write_as(&again, Role::ReportWriter, &typed));
    assert!(changed[0].starts_with("update break_pack"), "{changed:?}");
}

#[test]
fn prose_that_names_what_is_not_there_is_refused_unless_it_stood_there() {
    let contract = dorset(TermEnd::Break);
    let wrong = [("summary", "It costs {{ gone }}."), ("options", "See [](#nowhere).")];
    check_refused(
        write_as(&contract, Role::ReportWriter, &wrong),
        Why::Incomplete,
        "summary: There is no figure called “gone”. Choose one from the list.\n\
         options: This paper has no place called “nowhere”. Choose one from the list.",
    );
    let mut contract = contract;
    written(&mut contract);
    let kept = [("summary", "It costs {{ gone }}."), ("reasons", "As reported.")];
    assert!(write_as(&contract, Role::ReportWriter, &kept).is_ok());
}

#[test]
fn nothing_is_written_of_others_before_it_is_in_force_or_once_it_is_decided() {
    let contract = dorset(TermEnd::Break);
    let council = authority();
    for stranger in strangers() {
        let refusal = may_write(&contract, &council, PARTS[0], &stranger, noon(NOW)).map(|_| ());
        assert!(matches!(refusal, Err(Refusal { kind: Why::NotFound, .. })), "{stranger:?}");
    }
    let writer = staff(Role::ReportWriter);
    let setting_up = {
        let mut contract = contract.clone();
        contract.row.stage = entity::state::ContractStage::SettingUp;
        contract
    };
    let ended = may_write(&setting_up, &council, PARTS[0], &writer, noon(NOW)).map(|_| ());
    assert!(ended.is_err());
    let gone = may_write(&contract, &council, PARTS[0], &writer, noon("2029-06-01")).map(|_| ());
    assert!(gone.is_err(), "the day has gone by");
    assert!(may_write(&contract, &council, PARTS[1], &writer, noon("2029-06-01")).is_ok());
    assert!(may_write(&contract, &council, PARTS[2], &writer, noon(NOW)).is_err(), "the end of the term");
}

#[test]
fn each_end_has_the_answers_that_fit() {
    let codes = |end| coded(end).into_iter().map(|(code, _)| code).collect::<Vec<_>>();
    assert_eq!(codes(TermEnd::Break), ["continue", "end", "renegotiate"]);
    assert_eq!(codes(TermEnd::Extension), ["extend", "end", "renegotiate"]);
    let labels: Vec<_> = coded(TermEnd::Extension).into_iter().map(|(_, label)| label).collect();
    assert_eq!(labels, ["Extend it", "Let it end", "Renegotiate, then decide again"]);
}

fn keeping(document: &str, missing: &[&str]) -> Keeping {
    Keeping {
        id: RowId(401),
        period: PARTS[0],
        last: 3,
        kept: Vec::new(),
        document: document.to_owned(),
        missing: missing.iter().map(|name| (*name).to_owned()).collect(),
    }
}

#[test]
fn a_paper_is_kept_under_the_next_number_of_the_contract_and_sealed() {
    let (contract, council) = (dorset(TermEnd::Break), authority());
    let keep_it = |keeping| {
        let draft = form(KEEP, &[("note", "For the agenda")]);
        let actor = staff(Role::ContractManager);
        keep(&contract, &council, keeping, &draft, SEEN, &actor, noon(NOW))
    };
    let parts = keep_it(keeping("{}", &[])).expect("it can be kept").into_parts();
    let seals = parts.seals.expect("a seal");
    assert_eq!((seals.number, seals.digest), (4, sha256("{}")));
    assert_eq!(parts.rows[0].written.columns["document"], format!("sha256:{}", sha256("{}")));
    check_refused(
        keep_it(keeping("{}", &["gone"])),
        Why::NotNow,
        "The paper refers to “gone”, which is not there. Take it out or choose another, then keep it.",
    );
    let same = crate::report::Kept {
        id: RowId(402),
        number: 3,
        at: noon(NOW),
        person: entity::id::PersonId(40),
        occasion: Occasion::Kept,
        note: None,
        digest: sha256("{}"),
    };
    check_refused(
        keep_it(Keeping { kept: vec![same], ..keeping("{}", &[]) }),
        Why::NotNow,
        "Nothing has changed since paper 3, which is kept already.",
    );
}
