//! Rule F6: what was published stays as it was published; a correction is a new version, the older ones are kept, and so are
//! the date and the reason of each correction.

use crate::archive::Entry;
use crate::check::log::Log;
use crate::check::place::At;
use crate::check::rule::{Rule, Years};
use crate::content::ledger;
use crate::diagnostic::Severity;
use crate::model::disclosure::{Correction, Identity, Kind};
use crate::model::ledger::Recorded;
use crate::model::rule::RuleId;

/// Each recorded version of the disclosure is there, and says what it said when it was recorded; so do the dates and reasons of
/// its corrections, which are no part of a version's digest.
pub static F6: Rule = Rule::across(RuleId::F6, "rule-F6", Severity::Error, &Kind::BOTH, |years, log: &mut Log| {
    let entry = years.entry;
    let own = &entry.identity;
    let recorded = || years.archive.ledger.versions(own);
    // Versions are counted by the older ones that are kept; where one is gone, what is said tells which this is.
    let same = recorded().filter(|(_, recorded)| recorded.digest == entry.digest).map(|(identity, _)| identity.version);
    let version = same.max().unwrap_or_default().max(own.version);
    for (identity, recorded) in recorded() {
        let is_own = identity.version == version;
        let older = || years.record.entries.iter().find(|older| older.superseded && older.identity == *identity);
        let there = if is_own { Some(entry) } else { older() };
        let way = match there {
            None => "gone",
            Some(_) if is_own => "changed",
            Some(_) => "older",
        };
        let kept = if identity.version < version || is_own { format!("@{}", identity.version) } else { String::new() };
        let is_same = |there: &Entry| there.digest == recorded.digest && (is_own || is_true_to_ledger(years, there));
        log.holds(there.is_some_and(is_same), At::File, way)
            .with("version", identity.version.to_string())
            .with("next", version.saturating_add(1).to_string())
            .with("recorded", recorded.recorded.to_string())
            .with("kept", format!("{}{kept}.yaml", own.stem()));
        if identity.version <= version {
            correction(entry, identity, recorded, log);
        }
    }
});

/// A correction as a disclosure states it now, and which of them it is.
fn stated(entry: &Entry, version: u16) -> Option<(usize, &Correction)> {
    entry.corrections.iter().enumerate().find(|(_, correction)| correction.version.0 == version)
}

/// Whether the reason and the date that are stated of a correction are those that were recorded.
fn are_as_recorded(stated: &Correction, why: &str, recorded: &Recorded) -> [bool; 2] {
    [ledger::reason(&stated.why) == why, stated.date == recorded.published]
}

/// The reason and the date that are stated of the correction that brought a version are those that were recorded. Of a version
/// that none brought nothing was recorded.
fn correction(entry: &Entry, identity: &Identity, recorded: &Recorded, log: &mut Log) {
    let Some(why) = &recorded.why else { return };
    let version = identity.version;
    let mut check = |holds: bool, at: At, way, was: String| {
        log.holds(holds, at, way)
            .with("version", version.to_string())
            .with("recorded", recorded.recorded.to_string())
            .with("was", was);
    };
    let Some((index, stated)) = stated(entry, version) else {
        let at = if entry.corrections.is_empty() { At::File } else { At::Field("corrections") };
        return check(false, at, "unsaid", why.clone());
    };
    let at = |key| At::Correction(index, version, key);
    let [is_reason, is_date] = are_as_recorded(stated, why, recorded);
    check(is_reason, at("why"), "why", why.clone());
    let date = recorded.published.map_or_else(|| "none".to_owned(), |date| date.to_string());
    check(is_date, at("date"), "date", date);
}

/// Whether what a kept older version states of corrections is what was recorded of them.
fn is_true_to_ledger(years: &Years<'_>, older: &Entry) -> bool {
    years.archive.ledger.versions(&older.identity).all(|(identity, recorded)| {
        let said = recorded.why.as_ref().zip(stated(older, identity.version));
        said.is_none_or(|(why, (_, stated))| are_as_recorded(stated, why, recorded) == [true; 2])
    })
}
