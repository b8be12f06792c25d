//! Watches a run: how far it is, for people at a terminal, and how long each stage takes.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

/// A stage of a run.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// What the last build left is taken up, and what this one leaves is put down.
    Cache,
    /// The settings, the theme, the layout, the departments and the free pages are read.
    Sources,
    /// Files are looked at: whether they have changed.
    Compare,
    /// Disclosures are read.
    Content,
    /// Rules look at them.
    Check,
    /// Views of pages are made.
    Page,
    /// Pages are rendered.
    Render,
    /// The search index is put together.
    Index,
    /// Files are written.
    Write,
    /// What is new moves into the published site.
    Publish,
}

impl Stage {
    /// Every stage, with the message that names it, in the order in which work goes through them.
    pub const ALL: [(Self, &'static str); 10] = [
        (Self::Cache, "stage-cache"),
        (Self::Sources, "stage-sources"),
        (Self::Compare, "stage-compare"),
        (Self::Content, "stage-content"),
        (Self::Check, "stage-check"),
        (Self::Page, "stage-page"),
        (Self::Render, "stage-render"),
        (Self::Index, "stage-index"),
        (Self::Write, "stage-write"),
        (Self::Publish, "stage-publish"),
    ];
}

/// How far a run is, and how long its stages take.
pub struct Progress {
    bar: ProgressBar,
    spent: [AtomicU64; Stage::ALL.len()],
}

impl Progress {
    /// Shows nothing.
    pub fn silent() -> Self {
        Self { bar: ProgressBar::hidden(), spent: Default::default() }
    }

    /// Shows a bar behind these words if `stderr` is a terminal.
    pub fn shown(words: String) -> Self {
        let bar = ProgressBar::no_length();
        if let Ok(style) = ProgressStyle::with_template("{msg} {wide_bar} {human_pos}/{human_len}") {
            bar.set_style(style.progress_chars("━━─"));
        }
        bar.set_message(words);
        Self { bar, ..Self::silent() }
    }

    /// Says how many steps there will be.
    pub fn expect(&self, steps: usize) {
        self.bar.set_length(steps as u64);
    }

    /// One step is done.
    pub fn step(&self) {
        self.bar.inc(1);
    }

    /// Takes the bar away.
    pub fn finish(&self) {
        self.bar.finish_and_clear();
    }

    /// Does something, and counts its time.
    pub fn during<T>(&self, stage: Stage, work: impl FnOnce() -> T) -> T {
        let began = Instant::now();
        let result = work();
        let spent = u64::try_from(began.elapsed().as_nanos()).unwrap_or(u64::MAX);
        self.spent[stage as usize].fetch_add(spent, Ordering::Relaxed);
        result
    }

    /// The time of all threads together that a stage took.
    pub fn spent(&self, stage: Stage) -> Duration {
        Duration::from_nanos(self.spent[stage as usize].load(Ordering::Relaxed))
    }
}
