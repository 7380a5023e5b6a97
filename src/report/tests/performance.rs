//! The reports on performance: both of them, in both styles, for the council and for everyone.

use entity::id::{AuthorityId, KpiId, OrganisationId, PersonId, ReturnId, RowId};
use entity::number::{Hundredths, Version as Seen};
use entity::state::{
    BreakAnswer, CorrectionStanding, Direction, EnteredBy, FigureCame, KpiKind, PerformanceKind, ReportStyle,
    ReturnStage, TermEnd, YesNo,
};
use entity::{
    contract_outcome, contract_return, figure_correction, kpi, kpi_version, performance_text, return_figure,
};
use rules::report::performance::{Eyes, Performance, Which};
use rules::returns::values::Values;
use rules::returns::{Kpi, Monitoring, Return, Version};
use sea_orm::ActiveValue::Set;

use super::at_break::{ID, blank, council, day, keep_to_look_at, much, now};
use super::plain::outline;
use super::sound::assert_sound;
use crate::report::{Composed, compose_performance};

const PUBLIC: Eyes = Eyes::Public { texts: true };

fn measure(
    number: i32,
    outcome: i64,
    kind: KpiKind,
    title: &str,
    more: impl FnOnce(&mut kpi_version::Model),
) -> Kpi {
    let id = KpiId(i64::from(number));
    let row = blank::<kpi::ActiveModel, _>(|row| {
        row.id = Set(id);
        row.authority_id = Set(AuthorityId(1));
        row.contract_id = Set(ID);
        row.outcome_id = Set(RowId(outcome));
        row.version = Set(Seen(1));
        row.number = Set(number);
    });
    let mut version = blank::<kpi_version::ActiveModel, _>(|row| {
        row.id = Set(RowId(500 + i64::from(number)));
        row.kpi_id = Set(id);
        row.number = Set(1);
        row.from_on = Set(day("2027-04-01"));
        row.title = Set(title.to_owned());
        row.kind = Set(kind);
        row.entered_by = Set(EnteredBy::Provider);
        row.direction = Set(Some(Direction::Higher));
        row.at = Set(now());
    });
    more(&mut version);
    Kpi { row, versions: vec![Version { row: version, targets: Vec::new() }] }
}

fn quarter(number: i32, first: &str, last: &str, due: &str, came: &str) -> Return {
    let row = blank::<contract_return::ActiveModel, _>(|row| {
        row.id = Set(ReturnId(i64::from(number)));
        row.authority_id = Set(AuthorityId(1));
        row.contract_id = Set(ID);
        row.organisation_id = Set(Some(OrganisationId(1)));
        row.version = Set(Seen(4));
        row.number = Set(number);
        row.first_on = Set(day(first));
        row.last_on = Set(day(last));
        row.due_on = Set(day(due));
        row.stage = Set(ReturnStage::Accepted);
        row.opened_at = Set(now());
        row.nil = Set(false);
        row.submissions = Set(1);
        let at = day(came).and_hms_opt(12, 0, 0).expect("noon").and_utc();
        row.submitted_at = Set(Some(at));
        row.accepted_at = Set(Some(at + chrono::Days::new(7)));
        row.note = Set(Some("A worker left in the summer.".to_owned()));
    });
    Return { row, figures: Vec::new(), submissions: Vec::new(), queries: Vec::new(), evidence: Vec::new() }
}

fn said(one: &mut Return, kpi: &Kpi, values: Values, comment: Option<&str>) {
    let row = blank::<return_figure::ActiveModel, _>(|row| {
        row.id = Set(RowId(one.row.id.0 * 100 + kpi.row.id.0));
        row.return_id = Set(one.row.id);
        row.contract_id = Set(ID);
        row.kpi_id = Set(kpi.row.id);
        row.kpi_version_id = Set(kpi.versions[0].row.id);
        row.count = Set(values.count);
        row.new_this_year = Set(values.new_this_year);
        row.numerator = Set(values.numerator);
        row.denominator = Set(values.denominator);
        row.opening = Set(values.opening);
        row.added = Set(values.added);
        row.closed = Set(values.closed);
        row.closing = Set(values.closing);
        row.score = Set(values.score);
        row.words = Set(values.words);
        row.none_reason = Set(values.none_reason);
        row.comment = Set(comment.map(str::to_owned));
        row.came = Set(FigureCame::Typed);
        row.at = Set(now());
        row.person_id = Set(PersonId(40));
    });
    one.figures.push(row);
}

fn rate(above: i64, below: i64) -> Values {
    Values { numerator: Some(above), denominator: Some(below), ..Values::default() }
}

fn people(all: i64, new: i64) -> Values {
    Values { count: Some(all), new_this_year: Some(new), ..Values::default() }
}

fn cases(opening: i64, added: i64, closed: i64) -> Values {
    let closing = Some(opening + added - closed);
    Values { opening: Some(opening), added: Some(added), closed: Some(closed), closing, ..Values::default() }
}

/// Three quarters of a contract with two outcomes.
fn monitored() -> Monitoring {
    let mut monitoring = Monitoring::of(much(TermEnd::Break, BreakAnswer::Continue));
    for (id, says) in [(801, "Women are supported"), (802, "Children stay with their mothers")] {
        monitoring.contract.outcomes.push(blank::<contract_outcome::ActiveModel, _>(|row| {
            row.id = Set(RowId(id));
            row.contract_id = Set(ID);
            row.position = Set(i32::try_from(id - 800).expect("small"));
            row.says = Set(says.to_owned());
        }));
    }
    let target = |hundred: i64| Some(Hundredths::whole(hundred));
    let kpis = vec![
        measure(1, 801, KpiKind::Caseload, "Open cases", |row| row.target = target(18)),
        measure(2, 801, KpiKind::Count, "Women who took part", |row| {
            row.people = Some(YesNo::Yes);
            row.target = target(20);
        }),
        measure(3, 802, KpiKind::Rate, "Women who stayed on the programme", |row| {
            row.target = target(80);
            row.tolerance = target(5);
            row.baseline = target(60);
            row.rated = Some(YesNo::Yes);
        }),
        measure(4, 802, KpiKind::Count, "Removals", |row| {
            row.direction = Some(Direction::Lower);
            row.target = target(2);
        }),
        measure(5, 802, KpiKind::Narrative, "What women say", |_| {}),
    ];
    let mut returns = vec![
        quarter(1, "2027-04-01", "2027-06-30", "2027-07-21", "2027-07-20"),
        quarter(2, "2027-07-01", "2027-09-30", "2027-10-21", "2027-10-25"),
        quarter(3, "2027-10-01", "2027-12-31", "2028-01-24", "2028-01-20"),
    ];
    let all = [
        [cases(18, 6, 5), people(21, 21), rate(9, 10), Values { count: Some(3), ..Values::default() }],
        [cases(19, 8, 6), people(24, 9), rate(30, 60), Values { count: Some(6), ..Values::default() }],
        [cases(21, 7, 8), people(26, 8), rate(30, 50), Values { count: Some(0), ..Values::default() }],
    ];
    for (one, figures) in returns.iter_mut().zip(all) {
        for (kpi, values) in kpis.iter().zip(figures) {
            said(one, kpi, values, Some("Staff were away."));
        }
        let told = Values { words: Some("It helped us.".to_owned()), ..Values::default() };
        said(one, &kpis[4], told, None);
    }
    monitoring.kpis = kpis;
    monitoring.returns = returns;
    monitoring.corrections = vec![blank::<figure_correction::ActiveModel, _>(|row| {
        row.id = Set(RowId(900));
        row.return_id = Set(ReturnId(2));
        row.contract_id = Set(ID);
        row.kpi_id = Set(KpiId(2));
        row.figure_id = Set(RowId(202));
        row.number = Set(1);
        row.standing = Set(CorrectionStanding::Agreed);
        row.before = Set(people(24, 9).written());
        row.after = Set(people(25, 10).written());
        row.reason = Set("One woman was left out.".to_owned());
        row.proposed_at = Set(now());
        row.proposed_by = Set(PersonId(40));
        row.decided_at = Set(Some(now()));
        row.decided_by = Set(Some(PersonId(1)));
    })];
    for (id, kind, of) in
        [(950, PerformanceKind::Monitoring, Some(ReturnId(3))), (951, PerformanceKind::Review, None)]
    {
        monitoring.texts.push(blank::<performance_text::ActiveModel, _>(|row| {
            row.id = Set(RowId(id));
            row.contract_id = Set(ID);
            row.kind = Set(kind);
            row.return_id = Set(of);
            row.summary = Set(Some("{{ kpi.3 }} stayed, {{ kpi.3.year }} in the year.".to_owned()));
            row.recommendation = Set(Some("That the group note the report.".to_owned()));
        }));
    }
    monitoring
}

fn composed(monitoring: &Monitoring, which: Which, eyes: Eyes, style: ReportStyle) -> Composed {
    let council = council(style);
    let of = Performance::of(monitoring, &council, which, eyes, now()).expect("a report");
    let composed = compose_performance(&of, true).expect("a paper");
    assert_sound(&composed.document);
    assert_eq!(composed.missing, []);
    composed
}

#[test]
fn the_monitoring_report_of_a_quarter_and_its_public_copy() {
    let (monitoring, third) = (monitored(), Which::Monitoring(ReturnId(3)));
    for (name, eyes) in [("monitoring-report", Eyes::Council), ("monitoring-report-public", PUBLIC)] {
        let composed = composed(&monitoring, third, eyes, ReportStyle::Cabinet);
        keep_to_look_at(name, &composed);
        insta::with_settings!({ snapshot_path => "../snapshots", prepend_module_to_snapshot => false }, {
            insta::assert_snapshot!(name, outline(&composed.document));
        });
    }
}

#[test]
fn every_report_style_and_copy_is_sound() {
    let monitoring = monitored();
    for style in [ReportStyle::Gateway, ReportStyle::Cabinet] {
        for (name, which) in [
            ("first", Which::Monitoring(ReturnId(1))),
            ("third", Which::Monitoring(ReturnId(3))),
            ("review", Which::Review),
        ] {
            for (copy, eyes) in
                [("council", Eyes::Council), ("public", PUBLIC), ("figures", Eyes::Public { texts: false })]
            {
                let composed = composed(&monitoring, which, eyes, style);
                keep_to_look_at(&format!("performance-{style:?}-{name}-{copy}").to_lowercase(), &composed);
            }
        }
    }
}

#[test]
fn the_public_copy_keeps_in_what_tells_of_a_few() {
    let monitoring = monitored();
    for (which, style) in
        [(Which::Monitoring(ReturnId(3)), ReportStyle::Gateway), (Which::Review, ReportStyle::Cabinet)]
    {
        let council = outline(&composed(&monitoring, which, Eyes::Council, style).document);
        let public = outline(&composed(&monitoring, which, PUBLIC, style).document);
        for words in [
            "57.5% (69 of 120)",
            "Staff were away.",
            "It helped us.",
            "A worker left",
            "One woman was left out.",
            "Agree the next visit.",
            "Staff leave",
        ] {
            assert!(council.contains(words), "{words}: {council}");
            assert!(!public.contains(words), "{words}: {public}");
        }
        for words in ["Fewer than 5", "Held back", "60.0% (30 of 50)", "26 (new this year: 8)"] {
            assert!(public.contains(words), "{words}: {public}");
        }
    }
}

#[test]
fn a_contract_of_which_little_is_returned_makes_a_sound_report() {
    let mut monitoring = monitored();
    monitoring.returns.truncate(1);
    monitoring.returns[0].figures.clear();
    monitoring.returns[0].row.note = None;
    monitoring.corrections.clear();
    monitoring.texts.clear();
    for which in [Which::Monitoring(ReturnId(1)), Which::Review] {
        for eyes in [Eyes::Council, PUBLIC] {
            let text = outline(&composed(&monitoring, which, eyes, ReportStyle::Gateway).document);
            assert!(
                text.contains("of 5 KPIs 0 are on target, 0 near it and 0 off it; not judged: 5"),
                "{text}"
            );
        }
    }
}
