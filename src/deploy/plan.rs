//! What a deploy has to do: pure, from the site here, what is known of the site there, and the time.
//!
//! What is there is known from the list of sums, which is put there last of all. So everything that a deploy is about to
//! change is noted before in the [`State`] as *pending*: until the list is there, nobody knows what such a file holds.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::deploy::headers::Wave;
use crate::deploy::site::{Files, is_safe_path};
use crate::sums::Sums;

/// What a deploy leaves at its target for the next one.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct State {
    /// What this file is, for people.
    pub about: String,
    /// Files that a deploy began to put there; while there are any, it did not come to its end.
    pub pending: BTreeSet<String>,
    /// Files that the site no longer has, and since when.
    pub retired: BTreeMap<String, Timestamp>,
}

/// What is at a target.
#[derive(Debug, Clone, Default)]
pub struct There {
    /// The site that was put there last, as a whole.
    pub sums: Sums,
    /// What deploys left there.
    pub state: State,
}

/// One file that is to be put at the target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Put {
    /// Its path.
    pub path: String,
    /// When its turn comes.
    pub wave: Wave,
    /// Whether the target has another file of this name.
    pub replaces: bool,
    /// Whether the target may already hold the very same, which is worth a look.
    pub perhaps_there: bool,
}

/// What a deploy has to do.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plan {
    /// The files to be put there, by waves.
    pub put: Vec<Put>,
    /// How many files stay.
    pub unchanged: usize,
    /// How many files of the site there the site here no longer has.
    pub gone: usize,
    /// All files that are left over there, and since when.
    pub retired: BTreeMap<String, Timestamp>,
    /// Those of them whose time has come.
    pub due: Vec<String>,
}

impl Plan {
    /// Plans a deploy of `files`. With `doubt`, nothing is believed of what is there.
    pub fn new(files: &Files, there: &There, now: Timestamp, grace: Duration, doubt: bool) -> Self {
        let mut plan = Self::default();
        for (path, file) in files {
            let known = there.sums.get(path);
            let is_left = there.state.pending.contains(path) || there.state.retired.contains_key(path);
            let doubtful = is_left || (doubt && known.is_some());
            if known == Some(&file.fingerprint) && !doubtful {
                plan.unchanged += 1;
                continue;
            }
            plan.put.push(Put {
                path: path.clone(),
                wave: Wave::of(path),
                replaces: known.is_some() || is_left,
                perhaps_there: doubtful,
            });
        }
        plan.put.sort_by(|one, other| (one.wave, &one.path).cmp(&(other.wave, &other.path)));
        let State { pending, retired, .. } = &there.state;
        let ours: BTreeSet<&String> = there.sums.keys().chain(pending).chain(retired.keys()).collect();
        // What a target says is not believed where it would lead out of the site.
        for path in ours.into_iter().filter(|path| !files.contains_key(*path) && is_safe_path(path)) {
            // What the list there names is in use until another list takes its place.
            let is_live = there.sums.contains_key(path);
            let since = retired.get(path).copied().filter(|_| !is_live).unwrap_or(now);
            plan.gone += usize::from(is_live);
            if now.duration_since(since).unsigned_abs() >= grace {
                plan.due.push(path.clone());
            }
            plan.retired.insert(path.clone(), since);
        }
        plan
    }

    /// Whether there is nothing to do.
    pub fn is_done(&self, there: &There) -> bool {
        self.put.is_empty()
            && self.gone == 0
            && self.due.is_empty()
            && there.state.pending.is_empty()
            && self.retired == there.state.retired
    }

    /// The state that is noted before anything changes.
    pub fn state_before(&self, there: &There) -> State {
        let put = self.put.iter().map(|put| put.path.clone());
        State {
            pending: there.state.pending.iter().cloned().chain(put).collect(),
            // What is due may be deleted as soon as the list is there.
            ..State::new(self.retired.clone())
        }
    }

    /// The state when all is done.
    pub fn state_after(&self) -> State {
        let mut retired = self.retired.clone();
        for path in &self.due {
            retired.remove(path);
        }
        State::new(retired)
    }
}

impl State {
    fn new(retired: BTreeMap<String, Timestamp>) -> Self {
        let about = "Written by mingbai deploy: what is under way, and what will be deleted later.".to_owned();
        Self { about, pending: BTreeSet::new(), retired }
    }
}

/// How many files may go where nobody says: a hundred, or a tenth of the site where that is more.
pub fn usual_limit(files: usize) -> usize {
    (files / 10).max(100)
}
