//! What open pages are told: that there is something new, or what keeps it from being built.

use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

use serde::Serialize;
use tokio::sync::watch;

/// The latest news. Pages compare it with what they were sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct News {
    /// Counts publications, also over runs, so that a page of an earlier run knows that it is one.
    pub pages: u64,
    /// Counts search indexes, likewise.
    pub search: u64,
    /// Why there is nothing newer, if that is so.
    pub problems: Option<String>,
}

/// Where the latest news hang. Whoever looks later than they came sees them all the same.
#[derive(Debug, Clone)]
pub struct Board {
    news: Arc<watch::Sender<News>>,
}

impl Default for Board {
    fn default() -> Self {
        // Nothing of this is published, so the clock may be asked.
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let run = u64::try_from(since.as_millis()).unwrap_or_default();
        Self { news: Arc::new(watch::Sender::new(News { pages: run, search: run, problems: None })) }
    }
}

impl Board {
    /// The pages are built; whether any of them is new.
    pub fn built(&self, is_new: bool) {
        self.news.send_if_modified(|news| {
            let had_problems = news.problems.take().is_some();
            news.pages += u64::from(is_new);
            is_new || had_problems
        });
    }

    /// The search index has followed its pages.
    pub fn indexed(&self) {
        self.news.send_modify(|news| news.search += 1);
    }

    /// The site cannot be built, and this is why, in words for people.
    pub fn failed(&self, problems: String) {
        self.news.send_modify(|news| news.problems = Some(problems));
    }

    /// What there is to know now.
    pub(super) fn latest(&self) -> News {
        self.news.borrow().clone()
    }

    /// What there is to know now, and from now on.
    pub(super) fn follow(&self) -> watch::Receiver<News> {
        self.news.subscribe()
    }
}
