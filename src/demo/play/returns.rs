//! A contract of Medway's that is monitored: KPIs from its outcomes table, five quarters returned and four accepted, one
//! correction, one return that came late, and one that is overdue.

use anyhow::{Context, anyhow, bail};
use chrono::{DateTime, Duration, NaiveDate, Utc};
use entity::choice::Choice;
use entity::gaps::Gaps;
use entity::id::{ContractId, LetterId, RowId};
use entity::state::{FigureCame, KpiKind, Role};
use rules::access::Actor;
use rules::field::{Typed, draft};
use rules::law::clock::uk_date;
use rules::returns::correct::{correct, decide};
use rules::returns::due::due;
use rules::returns::entry::{boxes, name, questions};
use rules::returns::kpis::{Numbers, add, fields};
use rules::returns::review::accept;
use rules::returns::save::{Figure, read_all, save, save_own};
use rules::returns::sign::{send, sign};
use rules::returns::{Asked, Monitoring, Return};
use rules::{Change, Refusal};

use super::{Play, hour};
use crate::demo::people::At;
use crate::demo::script::{Scene, scenes, typed};
use crate::store::House;

/// Reference, title and provider.
const MONITORED: (&str, &str, &str) =
    ("MED-2025-003", "Support for women after removal", "Riverbank Women’s Trust (invented)");

/// When its KPIs are written.
const SET_UP: &str = "2025-03-10";
/// It is played once this day has come: the fifth quarter has been returned by then.
const PLAYED_FROM: &str = "2026-11-01";

/// The day on which each quarter is returned, by its first day, and the day on which it is accepted, if it is.
const RETURNED: [(&str, &str, Option<&str>); 5] = [
    ("2025-04-01", "2025-07-18", Some("2025-08-04")),
    ("2025-07-01", "2025-10-20", Some("2025-11-03")),
    // Due on 22 January, so that it is two days late.
    ("2025-10-01", "2026-01-24", Some("2026-02-06")),
    ("2026-01-01", "2026-04-20", Some("2026-05-05")),
    ("2026-04-01", "2026-07-17", None),
];

/// The first day of the quarter that was opened and is not returned: it was due on 21 October.
const OPEN: &str = "2026-07-01";

/// Appointments kept in the second quarter, as they were counted again: the KPI, above and below the line, and why.
const CORRECTED: (&str, i32, i64, i64, &str) = (
    "2025-07-01",
    6,
    147,
    210,
    "Three appointments were entered twice when the calendar was moved. The case system was counted again.",
);

impl Play {
    /// The contract, its KPIs and its returns, as far as they have come by now.
    pub(super) async fn monitored(&mut self, now: DateTime<Utc>) -> anyhow::Result<()> {
        if uk_date(now) < day(PLAYED_FROM)? {
            return Ok(());
        }
        self.at = self.at.max(hour(day(SET_UP)?, 9));
        let id = self.contract(At::Medway, MONITORED, include_str!("../medway_returns.md")).await?;
        self.in_force(At::Medway, id).await?;
        for scene in &scenes(include_str!("../medway_kpis.md"))? {
            self.kpi(id, scene).await.with_context(|| format!("{scene:?}"))?;
        }
        let figures = quarters(include_str!("../medway_figures.md"))?;
        for (first, returned, accepted) in RETURNED {
            self.comes_up(id, day(first)?).await?;
            self.at = self.at.max(hour(day(returned)?, 10));
            let lines = figures.iter().find(|(heading, _)| heading == first);
            let (_, lines) = lines.ok_or_else(|| anyhow!("no figures for {first}"))?;
            self.quarter(id, day(first)?, lines).await.with_context(|| first.to_owned())?;
            if let Some(accepted) = accepted {
                self.at = self.at.max(hour(day(accepted)?, 14));
                self.accepted(id, day(first)?).await.with_context(|| first.to_owned())?;
            }
        }
        self.corrected(id).await?;
        self.comes_up(id, day(OPEN)?).await
    }

    async fn kpi(&mut self, id: ContractId, scene: &Scene) -> anyhow::Result<()> {
        let manager = self.actor(At::Medway, Role::ContractManager)?;
        let monitoring = self.monitoring(id).await?;
        let body =
            |name: &str| scene.bodies.iter().find(|(field, _)| field == name).map(|(_, body)| body.trim());
        let kind = body("kind").and_then(KpiKind::of).ok_or_else(|| anyhow!("no kind"))?;
        let place: usize = body("outcome").unwrap_or_default().parse()?;
        let outcome =
            monitoring.contract.outcomes.get(place - 1).ok_or_else(|| anyhow!("no outcome {place}"))?;
        let bodies = scene.bodies.iter().filter(|(field, _)| !["outcome", "kind"].contains(&field.as_str()));
        let said = Scene { form: scene.form.clone(), bodies: bodies.cloned().collect() };
        let (fields, offered) = (fields(kind, None), monitoring.period_choices(None, uk_date(self.at)));
        let first = monitoring.contract.row.starts_on.ok_or_else(|| anyhow!("it has no first day"))?;
        let boxes = typed(&said, &fields, &offered)?.with("from", first.to_string());
        let ids = Numbers { kpi: self.id().await?, version: self.id().await? };
        let (row, seen) = (outcome.id, monitoring.contract.row.version);
        let change = draft(&fields, &boxes, &offered, &Gaps::default())
            .and_then(|draft| add(&monitoring, row, kind, ids, &draft, seen, &manager, self.at));
        self.write(&manager, change).await
    }

    /// Time brings about the period that begins on this day.
    async fn comes_up(&mut self, id: ContractId, first: NaiveDate) -> anyhow::Result<()> {
        self.at = self.at.max(hour(first + Duration::days(1), 6));
        let (monitoring, house) = (self.monitoring(id).await?, Actor::house());
        let reader = self.store.reader(House);
        let mut sent = reader.reminded(id).await?;
        sent.extend(reader.lettered(id).await?);
        let ids: Vec<i64> = self.ids(32).await?;
        match due(&monitoring, &sent, &ids, &house, self.at) {
            Ok(Some(change)) => self.write(&house, Ok(change)).await,
            Ok(None) => Ok(()),
            Err(refusal) => Err(anyhow!("{:?}", refusal.says)),
        }
    }

    /// The provider's figures, the council's own, and two signatures.
    async fn quarter(&mut self, id: ContractId, first: NaiveDate, lines: &[Line]) -> anyhow::Result<()> {
        let preparer = self.actor(At::Charity, Role::ReturnPreparer)?;
        let signatory = self.actor(At::Charity, Role::AuthorisedSignatory)?;
        let manager = self.actor(At::Medway, Role::ContractManager)?;
        let now = self.at;
        for providers in [true, false] {
            let ids: Vec<RowId> = self.ids(lines.len()).await?;
            let actor = if providers { &preparer } else { &manager };
            self.on_return(id, first, actor, |monitoring, one| {
                let figures = figures(monitoring, one, lines, providers)?;
                let seen = one.row.version;
                match providers {
                    true => save(monitoring, one, &figures, &ids, FigureCame::Typed, seen, actor, now),
                    false => save_own(monitoring, one, &figures, &ids, seen, actor, now),
                }
            })
            .await?;
        }
        let row: RowId = self.id().await?;
        self.on_return(id, first, &preparer, |m, one| send(m, one, one.row.version, &preparer, now)).await?;
        let now = self.at;
        self.on_return(id, first, &signatory, |m, one| sign(m, one, row, one.row.version, &signatory, now))
            .await
    }

    async fn accepted(&mut self, id: ContractId, first: NaiveDate) -> anyhow::Result<()> {
        let manager = self.actor(At::Medway, Role::ContractManager)?;
        let (letter, now): (LetterId, _) = (self.id().await?, self.at);
        self.on_return(id, first, &manager, |m, one| accept(m, one, letter, one.row.version, &manager, now))
            .await
    }

    /// The signatory proposes a correction, and the council agrees to it.
    async fn corrected(&mut self, id: ContractId) -> anyhow::Result<()> {
        let (first, number, numerator, denominator, why) = CORRECTED;
        let first = day(first)?;
        let signatory = self.actor(At::Charity, Role::AuthorisedSignatory)?;
        let manager = self.actor(At::Medway, Role::ContractManager)?;
        let values = rules::returns::values::Values {
            numerator: Some(numerator),
            denominator: Some(denominator),
            ..Default::default()
        };
        let (row, letter, now): (RowId, LetterId, _) = (self.id().await?, self.id().await?, self.at);
        self.on_return(id, first, &signatory, |m, one| {
            correct(m, one, number, (&values, why), row, one.row.version, &signatory, now)
        })
        .await?;
        let now = self.at;
        self.on_return(id, first, &manager, |m, one| {
            decide(m, one, row, (true, None), letter, one.row.version, &manager, now)
        })
        .await
    }

    async fn on_return(
        &mut self,
        id: ContractId,
        first: NaiveDate,
        actor: &Actor,
        rule: impl FnOnce(&Monitoring, &Return) -> Result<Change, Refusal>,
    ) -> anyhow::Result<()> {
        let monitoring = self.monitoring(id).await?;
        let one = monitoring.returns.iter().find(|one| one.row.first_on == first);
        let one = one.ok_or_else(|| anyhow!("no return was opened for {first}"))?;
        self.write(actor, rule(&monitoring, one)).await
    }

    async fn monitoring(&self, id: ContractId) -> anyhow::Result<Monitoring> {
        let found = self.store.reader(House).monitoring(id).await?;
        found.ok_or_else(|| anyhow!("there is no such contract"))
    }
}

/// A line of the script: the number of a KPI, its values as typed, and what is said of it.
type Line = (i32, String, Option<String>);

fn figures(
    monitoring: &Monitoring,
    one: &Return,
    lines: &[Line],
    providers: bool,
) -> Result<Vec<Figure>, Refusal> {
    let asked: Vec<Asked<'_>> =
        monitoring.asked(one).into_iter().filter(|it| it.is_providers() == providers).collect();
    let line = |asked: &Asked<'_>| lines.iter().find(|(number, ..)| *number == asked.kpi.row.number);
    let typed = asked.iter().filter_map(|it| line(it).map(|line| (it, line))).fold(
        Typed::default(),
        |typed, (asked, (_, values, _))| {
            let fields = boxes(asked.version);
            let mut values = values.splitn(fields.len(), ' ');
            fields.iter().fold(typed, |typed, field| {
                typed.with(&name(*asked, field.name), values.next().unwrap_or_default())
            })
        },
    );
    let mut figures = read_all(monitoring, one, &asked, &typed)?;
    for (figure, asked) in figures.iter_mut().zip(&asked) {
        let says = line(asked).and_then(|(_, _, says)| says.clone());
        let beside = monitoring.beside(one, *asked);
        // One text: an answer where something is asked, a comment where nothing is.
        match questions(asked.version, &figure.values, &beside).is_empty() {
            true => figure.comment = says,
            false => figure.reason = says,
        }
    }
    Ok(figures)
}

/// The figures of each quarter, by its first day.
fn quarters(script: &str) -> anyhow::Result<Vec<(String, Vec<Line>)>> {
    let mut quarters: Vec<(String, Vec<Line>)> = Vec::new();
    for line in script.lines() {
        if let Some(first) = line.strip_prefix("## ") {
            quarters.push((first.trim().to_owned(), Vec::new()));
        } else if let Some((_, lines)) = quarters.last_mut().filter(|_| !line.trim().is_empty()) {
            let Some((number, rest)) = line.split_once(": ") else { bail!("“{line}” is no figure") };
            let (values, says) =
                rest.split_once(" | ").map_or((rest, None), |(values, says)| (values, Some(says)));
            lines.push((number.parse()?, values.trim().to_owned(), says.map(str::to_owned)));
        }
    }
    Ok(quarters)
}

fn day(text: &str) -> anyhow::Result<NaiveDate> {
    Ok(text.parse()?)
}
