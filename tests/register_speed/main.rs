//! The register with 100,000 contracts: how long a page takes, whatever it is searched, filtered and ordered by. Not part
//! of the timed suite:
//!
//! ```sh
//! cargo run --release --example register_speed
//! tests/postgres bash -c 'cargo run --release --example register_speed -- --database "$GATEHOUSE_TEST_POSTGRES"'
//! ```

mod filled;

use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::{Context, ensure};
use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use chrono::{DateTime, Utc};
use clap::Parser;
use gatehouse::demo;
use gatehouse::store::{Dice, Files, ServerKey, Store, Vault};
use gatehouse::web::{App, Clock, Site, router};
use http_body_util::BodyExt;
use tower::ServiceExt;

/// How long pages of a large register take.
#[derive(Parser)]
struct Speed {
    /// How many contracts there are
    #[arg(long, default_value_t = 100_000)]
    contracts: usize,
    /// The longest that a page may take, in milliseconds; 0 for no limit
    #[arg(long, default_value_t = 50)]
    most: u64,
    /// An empty PostgreSQL database, instead of SQLite
    #[arg(long)]
    database: Option<String>,
    /// Keep the SQLite file here
    #[arg(long)]
    keep: Option<std::path::PathBuf>,
}

const MANAGER: &str = "contracts@dorset.example";

/// Pages that people ask for.
const PAGES: &[(&str, &str)] = &[
    ("first page", "/contracts"),
    ("by title", "/contracts?order=title"),
    ("by value, the most first", "/contracts?order=value&way=down"),
    ("those ended", "/contracts?stage=ended"),
    ("those given up, a few among all", "/contracts?stage=abandoned&order=title"),
    ("one department", "/contracts?department=Department+7&order=supplier"),
    ("a department that has 5", "/contracts?department=Rare&order=title"),
    ("ends within three months, by title", "/contracts?ends_within=3&order=title"),
    ("next date within a month, by value", "/contracts?next_within=1&order=value"),
    ("worth at least £900,000, by title", "/contracts?value_from=900000&order=title"),
    ("worth at least £1, by title", "/contracts?value_from=1&order=title"),
    ("worth between £5 and £6, by end", "/contracts?value_from=5&value_to=6&order=ends"),
    (
        "four filters that leave few",
        "/contracts?stage=ended&department=Department+3&ends_within=1&value_from=990000",
    ),
    ("a word in all", "/contracts?words=trust"),
    ("a word in one of ten", "/contracts?words=advice&order=title"),
    ("a word in one", "/contracts?words=dor-0077777"),
    ("a word in none", "/contracts?words=zzz"),
    ("three words", "/contracts?words=advice+families+provider+12&order=ends"),
    ("a word and a filter", "/contracts?words=advice&stage=abandoned"),
    ("the Transparency Code", "/contracts/transparency?quarter=2026-09-30"),
    ("the public register", "{public}"),
    ("the public register, a word", "{public}?words=advice&order=value&way=down"),
];

#[tokio::main]
async fn main() -> ExitCode {
    match run(Speed::parse()).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            println!("The register is too slow, or broken: {error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn run(speed: Speed) -> anyhow::Result<()> {
    let folder = tempfile::tempdir()?;
    let file = speed.keep.clone().unwrap_or_else(|| folder.path().join("record.db"));
    let address = speed.database.clone().unwrap_or_else(|| format!("sqlite://{}?mode=rwc", file.display()));
    let now: DateTime<Utc> = "2026-11-21T09:00:00Z".parse()?;
    let store = Store::open(&address, Dice::fixed(1)).await?;
    let key = ServerKey::read(&"17".repeat(32)).context("a key")?;
    let files = Files::in_folder(&folder.path().join("files"))?;
    let store = store.with_vault(Vault::new(key, files, None)).await?;
    demo::load(&store, now).await?;
    let begun = Instant::now();
    filled::fill(&address, speed.contracts).await?;
    println!("{} contracts stand in the register after {:?}.", speed.contracts, begun.elapsed());

    let site = site(&store, now).await?;
    let mut slowest = Duration::ZERO;
    let public = site.public().await?;
    for (name, path) in PAGES {
        slowest = slowest.max(site.time(name, &path.replace("{public}", &public)).await?);
    }
    slowest = slowest.max(site.walk("order=next", 40).await?);
    slowest = slowest.max(site.walk("order=title&way=down", 40).await?);
    site.take("/contracts.csv").await?;
    site.take("/contracts.xlsx?department=Department+7").await?;
    site.take(&format!("{public}.csv")).await?;
    println!("The slowest page took {slowest:?}.");
    ensure!(speed.most == 0 || slowest <= Duration::from_millis(speed.most), "more than {} ms", speed.most);
    Ok(())
}

/// The site, and a cookie of whoever reads it.
struct Reading {
    site: Router,
    cookie: String,
}

async fn site(store: &Store, now: DateTime<Utc>) -> anyhow::Result<Reading> {
    let doors = store.doors();
    let known = doors.sign_in(MANAGER, now).await?.context("the manager is known")?;
    let cookie = format!("gatehouse={}", doors.open(known.person, now).await?);
    let site = Site { url: "http://gatehouse.test".to_owned(), demonstration: true, registration: false };
    Ok(Reading { site: router(App::new(store.clone(), Clock::Fixed(now), site)), cookie })
}

impl Reading {
    async fn get(&self, path: &str) -> anyhow::Result<(Duration, String)> {
        let request = Request::get(path)
            .header(header::COOKIE, &self.cookie)
            .header(header::HOST, "gatehouse.test")
            .body(Body::empty())?;
        let begun = Instant::now();
        let response = self.site.clone().oneshot(request).await?;
        ensure!(response.status() == StatusCode::OK, "{path}: {}", response.status());
        let body = response.into_body().collect().await?.to_bytes();
        let took = begun.elapsed();
        let html = String::from_utf8_lossy(&body);
        Ok((took, html.replace("&#x2f;", "/").replace("&#x3d;", "=").replace("&amp;", "&")))
    }

    /// The second time of three, so that neither a cold cache nor a stray pause counts.
    async fn time(&self, name: &str, path: &str) -> anyhow::Result<Duration> {
        let mut times = Vec::new();
        for _ in 0..3 {
            times.push(self.get(path).await?.0);
        }
        times.sort();
        println!("{:8.1?}  {name}", times[1]);
        Ok(times[1])
    }

    /// Where everyone reads the register of this council.
    async fn public(&self) -> anyhow::Result<String> {
        let page = self.get("/contracts").await?.1;
        let begins = page.find("/councils/").context("the register leads to it")?;
        Ok(page[begins..].split('"').next().unwrap_or_default().to_owned())
    }

    /// Goes on from page to page; the time of the slowest.
    async fn walk(&self, query: &str, pages: usize) -> anyhow::Result<Duration> {
        let (mut path, mut slowest) = (format!("/contracts?{query}"), Duration::ZERO);
        for page in 0..pages {
            let (took, html) = self.get(&path).await?;
            slowest = slowest.max(took);
            let next =
                html.split('"').find(|text| text.starts_with("/contracts?") && text.contains("after="));
            path = next.with_context(|| format!("page {page} has a next one"))?.to_owned();
        }
        println!("{slowest:8.1?}  the slowest of {pages} pages of {query}");
        Ok(slowest)
    }

    async fn take(&self, path: &str) -> anyhow::Result<()> {
        let (took, text) = self.get(path).await?;
        println!("{took:8.1?}  {path}: {} KB", text.len() / 1024);
        Ok(())
    }
}
