//! The ledger: which version of a disclosure was published, what it said, and since when. Nothing in it ever changes.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::fingerprint::Fingerprint;
use crate::model::disclosure::Identity;
use crate::model::period::Date;

/// What is recorded of a version.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Recorded {
    /// When it was first published, as it says itself.
    pub published: Option<Date>,
    /// The day on which it was recorded.
    pub recorded: Date,
    /// What it says.
    pub digest: Fingerprint,
    /// Why it took the place of the version before.
    pub why: Option<String>,
}

/// The ledger, by what tells a version from every other.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Ledger(pub BTreeMap<Identity, Recorded>);

impl Ledger {
    /// The recorded versions of a disclosure, whichever version is given.
    pub fn versions(&self, of: &Identity) -> impl Iterator<Item = (&Identity, &Recorded)> {
        let [first, last] = [u16::MIN, u16::MAX].map(|version| Identity { version, ..of.clone() });
        self.0.range(first..=last)
    }
}
