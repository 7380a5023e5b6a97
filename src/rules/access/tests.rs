use entity::choice::Choice;

use super::*;
use crate::testing::{CHARITY, COUNCIL, actor, check_refused, staff};

const ACTS: [(Act, &str); 47] = [
    (Act::ReadProcurements, "read procurements"),
    (Act::WriteProcurement, "write"),
    (Act::SendToClearance, "send to clearance"),
    (Act::Clear(ClearanceKind::Legal), "clear: legal"),
    (Act::Clear(ClearanceKind::Finance), "clear: finance"),
    (Act::Clear(ClearanceKind::Equality), "clear: equality"),
    (Act::PutForDecision, "put for decision"),
    (Act::RecordDecision, "record decision"),
    (Act::Withdraw, "withdraw"),
    (Act::ManagePeople, "manage people"),
    (Act::ChangeSettings, "change settings"),
    (Act::ReadRecord, "read the record"),
    (Act::Dispose, "dispose"),
    (Act::ManageColleagues, "manage colleagues"),
    (Act::ReadOrganisation, "read organisation"),
    (Act::ChangeOrganisation, "change organisation"),
    (Act::WriteTender, "write tenders"),
    (Act::OpenBids, "open bids"),
    (Act::ReopenTender, "reopen tenders"),
    (Act::DecideChecks, "decide checks"),
    (Act::ReadBids, "read bids"),
    (Act::WriteBid, "write bids"),
    (Act::SubmitBid, "submit bids"),
    (Act::SeeEvaluation, "see evaluations"),
    (Act::RunEvaluation, "run evaluations"),
    (Act::Evaluate, "evaluate"),
    (Act::DecideConflicts, "decide conflicts"),
    (Act::SignOffQuality, "sign off quality"),
    (Act::ReadEvaluation, "read evaluations"),
    (Act::ReadPrices, "read prices"),
    (Act::RecordAward, "record awards"),
    (Act::ReadAward, "read awards"),
    (Act::ReadContracts, "read contracts"),
    (Act::StartContract, "start contracts"),
    (Act::WriteContract, "write contracts"),
    (Act::DecideContract, "decide contracts"),
    (Act::RecordContractNotice, "contract notices"),
    (Act::KeepCalendar, "keep the calendar"),
    (Act::KeepIndices, "keep indices"),
    (Act::WriteBreakPaper, "write break papers"),
    (Act::WriteKpis, "write KPIs"),
    (Act::ReadReturns, "read returns"),
    (Act::PrepareReturn, "prepare a return"),
    (Act::SignReturn, "sign a return"),
    (Act::EnterCouncilFigures, "enter own figures"),
    (Act::ReviewReturn, "review a return"),
    (Act::WritePerformance, "write performance"),
];

/// Roles in the order of `Role::ALL`: ADMinistrator, procurement OFFicer, APProver, contract MANager, report
/// WRIter, LEGal, FINance, EQUality, DEMocratic services, AUDitor, EVAluator; BID author, return PREparer, SIGnatory,
/// provider administrator (PAD).
const TABLE: &str = "
                   ADM OFF APP MAN WRI LEG FIN EQU DEM AUD EVA BID PRE SIG PAD
read procurements   x   x   x   x   x   x   x   x   x   x   .   .   .   .   .
write               .   x   .   .   x   .   .   .   .   .   .   .   .   .   .
send to clearance   .   x   .   .   .   .   .   .   .   .   .   .   .   .   .
clear: legal        .   .   .   .   .   x   .   .   .   .   .   .   .   .   .
clear: finance      .   .   .   .   .   .   x   .   .   .   .   .   .   .   .
clear: equality     .   .   .   .   .   .   .   x   .   .   .   .   .   .   .
put for decision    .   x   .   .   .   .   .   .   .   .   .   .   .   .   .
record decision     .   .   x   .   .   .   .   .   x   .   .   .   .   .   .
withdraw            .   x   x   .   .   .   .   .   .   .   .   .   .   .   .
manage people       x   .   .   .   .   .   .   .   .   .   .   .   .   .   .
change settings     x   .   .   .   .   .   .   .   .   .   .   .   .   .   .
read the record     x   .   .   .   .   .   .   .   .   x   .   .   .   .   .
dispose             x   .   .   .   .   .   .   .   .   .   .   .   .   .   .
manage colleagues   .   .   .   .   .   .   .   .   .   .   .   .   .   .   x
read organisation   .   .   .   .   .   .   .   .   .   .   .   x   x   x   x
change organisation .   .   .   .   .   .   .   .   .   .   .   .   .   .   x
write tenders       .   x   .   .   .   .   .   .   .   .   .   .   .   .   .
open bids           .   x   x   .   .   .   .   .   x   .   .   .   .   .   .
reopen tenders      .   .   x   .   .   .   .   .   .   .   .   .   .   .   .
decide checks       .   x   .   .   .   .   .   .   .   .   .   .   .   .   .
read bids           .   .   .   .   .   .   .   .   .   .   .   x   .   x   x
write bids          .   .   .   .   .   .   .   .   .   .   .   x   .   .   .
submit bids         .   .   .   .   .   .   .   .   .   .   .   x   .   x   .
see evaluations     x   x   x   x   x   x   x   x   x   x   x   .   .   .   .
run evaluations     .   x   .   .   .   .   .   .   .   .   .   .   .   .   .
evaluate            .   x   x   x   x   x   x   x   x   .   x   .   .   .   .
decide conflicts    .   .   x   .   .   .   .   .   .   .   .   .   .   .   .
sign off quality    .   x   x   .   .   .   .   .   .   .   .   .   .   .   .
read evaluations    x   x   x   .   .   .   .   .   .   x   .   .   .   .   .
read prices         .   x   x   .   .   .   .   .   .   .   .   .   .   .   .
record awards       .   .   x   .   .   .   .   .   x   .   .   .   .   .   .
read awards         x   x   x   .   .   .   .   .   x   x   .   .   .   .   .
read contracts      x   x   x   x   x   x   x   x   x   x   .   .   .   .   .
start contracts     .   x   .   .   .   .   .   .   .   .   .   .   .   .   .
write contracts     .   x   .   x   .   .   .   .   .   .   .   .   .   .   .
decide contracts    .   .   x   .   .   .   .   .   x   .   .   .   .   .   .
contract notices    .   x   .   x   .   .   .   .   .   .   .   .   .   .   .
keep the calendar   x   .   .   .   .   .   .   .   x   .   .   .   .   .   .
keep indices        x   .   .   x   .   .   .   .   .   .   .   .   .   .   .
write break papers  .   x   .   x   x   .   .   .   .   .   .   .   .   .   .
write KPIs          .   x   .   x   .   .   .   .   .   .   .   .   .   .   .
read returns        .   .   .   .   .   .   .   .   .   .   .   .   x   x   x
prepare a return    .   .   .   .   .   .   .   .   .   .   .   .   x   .   .
sign a return       .   .   .   .   .   .   .   .   .   .   .   .   .   x   .
enter own figures   .   x   .   x   .   .   .   .   .   .   .   .   .   .   .
review a return     .   .   .   x   .   .   .   .   .   .   .   .   .   .   .
write performance   .   x   .   x   x   .   .   .   .   .   .   .   .   .   .
";

#[test]
fn every_role_may_do_what_the_table_says_and_nothing_else() {
    let mut table =
        String::from("\n                   ADM OFF APP MAN WRI LEG FIN EQU DEM AUD EVA BID PRE SIG PAD\n");
    for (act, name) in ACTS {
        let mark = |role: &Role| if may(&staff(*role), act).is_ok() { "x" } else { "." };
        let marks: Vec<_> = Role::ALL.iter().map(mark).collect();
        table.push_str(&format!("{name:<20}{}\n", marks.join("   ")));
    }
    assert_eq!(table, TABLE);
}

/// A new act that is not in the table does not compile here.
#[test]
fn the_table_has_every_act() {
    let place = |act| match act {
        Act::ReadProcurements => 0,
        Act::WriteProcurement => 1,
        Act::SendToClearance => 2,
        Act::Clear(ClearanceKind::Legal) => 3,
        Act::Clear(ClearanceKind::Finance) => 4,
        Act::Clear(ClearanceKind::Equality) => 5,
        Act::PutForDecision => 6,
        Act::RecordDecision => 7,
        Act::Withdraw => 8,
        Act::ManagePeople => 9,
        Act::ChangeSettings => 10,
        Act::ReadRecord => 11,
        Act::Dispose => 12,
        Act::ManageColleagues => 13,
        Act::ReadOrganisation => 14,
        Act::ChangeOrganisation => 15,
        Act::WriteTender => 16,
        Act::OpenBids => 17,
        Act::ReopenTender => 18,
        Act::DecideChecks => 19,
        Act::ReadBids => 20,
        Act::WriteBid => 21,
        Act::SubmitBid => 22,
        Act::SeeEvaluation => 23,
        Act::RunEvaluation => 24,
        Act::Evaluate => 25,
        Act::DecideConflicts => 26,
        Act::SignOffQuality => 27,
        Act::ReadEvaluation => 28,
        Act::ReadPrices => 29,
        Act::RecordAward => 30,
        Act::ReadAward => 31,
        Act::ReadContracts => 32,
        Act::StartContract => 33,
        Act::WriteContract => 34,
        Act::DecideContract => 35,
        Act::RecordContractNotice => 36,
        Act::KeepCalendar => 37,
        Act::KeepIndices => 38,
        Act::WriteBreakPaper => 39,
        Act::WriteKpis => 40,
        Act::ReadReturns => 41,
        Act::PrepareReturn => 42,
        Act::SignReturn => 43,
        Act::EnterCouncilFigures => 44,
        Act::ReviewReturn => 45,
        Act::WritePerformance => 46,
    };
    let places: Vec<usize> = ACTS.iter().map(|(act, _)| place(*act)).collect();
    assert_eq!(places, (0..ACTS.len()).collect::<Vec<_>>());
}

#[test]
fn no_act_belongs_to_both_sides_or_to_nobody() {
    for (act, name) in ACTS {
        let staff = allowed(act).iter().filter(|role| is_staff_role(**role)).count();
        assert!(!allowed(act).is_empty(), "{name}");
        assert!(staff == 0 || staff == allowed(act).len(), "{name}");
    }
}

#[test]
fn nobody_without_a_role_may_do_anything() {
    for (act, name) in ACTS {
        assert!(may(&actor(Side::Staff(COUNCIL), &[]), act).is_err(), "{name}");
        assert!(may(&Actor::house(), act).is_err(), "{name}");
    }
}

#[test]
fn one_role_of_several_is_enough() {
    let both = actor(Side::Staff(COUNCIL), &[Role::Auditor, Role::ReportWriter]);
    assert_eq!(may(&both, Act::WriteProcurement), Ok(()));
}

#[test]
fn a_refusal_says_who_could() {
    let table = [
        (Act::WriteProcurement, "This needs the role procurement officer or report writer."),
        (Act::PutForDecision, "This needs the role procurement officer."),
        (Act::RecordDecision, "This needs the role democratic services or approver."),
        (
            Act::ReadOrganisation,
            "This needs the role bid author, return preparer, authorised signatory or provider administrator.",
        ),
    ];
    for (act, says) in table {
        check_refused(may(&Actor::house(), act), Why::NotYours, says);
    }
}

#[test]
fn an_actor_has_one_side() {
    let table = [
        (Side::Staff(COUNCIL), Some(COUNCIL), None),
        (Side::Provider(CHARITY), None, Some(CHARITY)),
        (Side::House, None, None),
    ];
    for (side, authority, organisation) in table {
        let actor = actor(side, &[]);
        assert_eq!((actor.authority(), actor.organisation()), (authority, organisation));
    }
    assert_eq!((Actor::house().person, Actor::house().side), (None, Side::House));
}
