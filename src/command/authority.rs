//! `gatehouse authority`: an authority and its first administrator, who then invites the others.

use std::process::ExitCode;

use clap::{Args, ValueEnum};
use entity::gaps::{Gap, Gaps};
use entity::id::{AuthorityId, PersonId};
use entity::number::Version;
use entity::state::{ReportStyle, RiskLayout, Role};
use rules::access::{Actor, Side};
use rules::field::{Lists, Typed, draft};
use rules::people::{Fresh, INVITATION_DAYS, INVITE, invite_first};
use rules::settings::add_authority;

use super::{MachineClock, Settings};
use rules::sha256;

/// What `authority` takes.
#[derive(Debug, Args)]
pub struct AddAuthority {
    #[command(flatten)]
    settings: Settings,
    /// Its full name
    name: String,
    /// Which reports it makes
    #[arg(long)]
    style: Style,
    /// The first administrator's email address
    #[arg(long)]
    administrator: String,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Style {
    Gateway,
    Cabinet,
}

/// Adds the authority and prints the link with which its administrator chooses a password.
pub async fn run(add: AddAuthority, clock: MachineClock) -> anyhow::Result<ExitCode> {
    let (house, now) = (Actor::house(), clock());
    let typed = Typed::default().with("name", "Administrator").with("email", &*add.administrator);
    let draft = draft(INVITE, &typed, &Lists::default(), &Gaps::default())
        .map_err(|refusal| anyhow::anyhow!(said(&refusal)))?;
    let store = add.settings.open().await?;
    if store.doors().sign_in(&add.administrator, now).await?.is_some() {
        anyhow::bail!("{} is taken: someone signs in with it already", add.administrator);
    }
    let pen = store.pen(house.clone(), now);
    let id: AuthorityId = pen.new_id().await?;
    let (style, layout) = match add.style {
        Style::Gateway => (ReportStyle::Gateway, RiskLayout::Rows),
        Style::Cabinet => (ReportStyle::Cabinet, RiskLayout::Overall),
    };
    let row = entity::authority::Model {
        id,
        version: Version(1),
        name: add.name,
        report_style: style,
        accent: "1d3f72".to_owned(),
        key_decision_pence: None,
        call_in_days: None,
        publish_days: None,
        risk_layout: layout,
        clears_legal: true,
        clears_finance: true,
        clears_equality: true,
        gaps: Gaps::default()
            .with("key_decision_pence", Some(Gap::ToBeConfirmed))
            .with("call_in_days", Some(Gap::ToBeConfirmed)),
    };
    let change = add_authority(row, &house).map_err(|refusal| anyhow::anyhow!(said(&refusal)))?;
    pen.apply(change, None).await?;
    let token = store.dice().token();
    let fresh = Fresh { id: pen.new_id::<PersonId>().await?, token_hash: sha256(&token) };
    let change = invite_first(fresh, &draft, &[Role::Administrator], Side::Staff(id), &house, now);
    pen.apply(change.map_err(|refusal| anyhow::anyhow!(said(&refusal)))?, None).await?;
    println!("Added. Within {INVITATION_DAYS} days the administrator chooses a password at:");
    println!("{}/invitation/{token}", add.settings.site_url());
    store.close().await?;
    Ok(ExitCode::SUCCESS)
}

fn said(refusal: &rules::Refusal) -> String {
    refusal.says.iter().map(|problem| problem.says.as_str()).collect::<Vec<_>>().join(" ")
}
