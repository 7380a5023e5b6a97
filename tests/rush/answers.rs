//! What the providers met with: how long each answer took, and how often a request had to be sent again.

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// What was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// A page.
    Page,
    /// A file was sent; counted from its last byte.
    Upload,
    /// A bid was submitted.
    Submission,
}

/// All answers of a rush. Cheap to clone.
#[derive(Clone, Default)]
pub struct Answers(Arc<Mutex<Told>>);

#[derive(Default)]
struct Told {
    took: Vec<(Asked, Duration)>,
    busy: usize,
    cut_off: usize,
}

/// The ends of the histogram's bars, in milliseconds; what took longer is in a bar of its own.
const BARS: [u64; 8] = [100, 250, 500, 1_000, 2_000, 5_000, 10_000, 20_000];

impl Answers {
    fn with<T>(&self, what: impl FnOnce(&mut Told) -> T) -> T {
        what(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// An answer came.
    pub fn came(&self, asked: Asked, took: Duration) {
        self.with(|told| told.took.push((asked, took)));
    }

    /// An answer said that the server is busy, and to come again.
    pub fn busy(&self) {
        self.with(|told| told.busy += 1);
    }

    /// A connection was cut off, and the request is sent again.
    pub fn cut_off(&self) {
        self.with(|told| told.cut_off += 1);
    }

    /// How often a connection was cut off.
    pub fn times_cut_off(&self) -> usize {
        self.with(|told| told.cut_off)
    }

    /// How long the slowest answer took.
    pub fn slowest(&self) -> Duration {
        self.with(|told| told.took.iter().map(|(_, took)| *took).max().unwrap_or_default())
    }

    /// Prints how many answers took how long.
    pub fn print(&self) {
        self.with(|told| {
            println!("\n{:>12}{:>10}{:>10}{:>13}", "answered in", "pages", "uploads", "submissions");
            let mut from = 0;
            for to in BARS.into_iter().map(Some).chain([None]) {
                let label = to.map_or("longer".to_owned(), |to| format!("< {to} ms"));
                let within = |took: &Duration| {
                    let took = took.as_millis();
                    took >= u128::from(from) && to.is_none_or(|to| took < u128::from(to))
                };
                let count =
                    |kind| told.took.iter().filter(|(asked, took)| *asked == kind && within(took)).count();
                let (pages, uploads) = (count(Asked::Page), count(Asked::Upload));
                println!("{label:>12}{pages:>10}{uploads:>10}{:>13}", count(Asked::Submission));
                from = to.unwrap_or(from);
            }
            println!(
                "{} told that the server was busy, {} cut off; all of them sent again.\n",
                told.busy, told.cut_off
            );
        });
    }
}
