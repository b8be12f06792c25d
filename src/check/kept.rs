//! Rule F6: what was published stays as it was published; a correction is a new version, and the older ones are kept.

use crate::check::log::Log;
use crate::check::place::At;
use crate::check::rule::Rule;
use crate::diagnostic::Severity;
use crate::model::disclosure::Kind;
use crate::model::rule::RuleId;

/// Each recorded version of the disclosure is there, and says what it said when it was recorded.
pub static F6: Rule = Rule::across(RuleId::F6, "rule-F6", Severity::Error, &Kind::BOTH, |years, log: &mut Log| {
    let entry = years.entry;
    let own = &entry.identity;
    let recorded = || years.archive.ledger.versions(own);
    // Versions are counted by the older ones that are kept; where one is gone, what is said tells which one this is.
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
        log.holds(there.is_some_and(|entry| entry.digest == recorded.digest), At::File, way)
            .with("version", identity.version.to_string())
            .with("next", version.saturating_add(1).to_string())
            .with("recorded", recorded.recorded.to_string())
            .with("kept", format!("{}{kept}.yaml", own.stem()));
    }
});
