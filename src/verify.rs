//! Compares a published site with its own list of sums, with the ledger, and with a list of sums that somebody has kept:
//! whether it is whole, and whether what was published is still there as it was.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use crate::content::ledger;
use crate::deploy::site::is_safe_path;
use crate::deploy::{LOCK, STATE};
use crate::diagnostic::{Diagnostic, Problem, Reason};
use crate::files::walk_problem;
use crate::fingerprint::Fingerprint;
use crate::index::{Failure, Host};
use crate::model::disclosure::Identity;
use crate::model::field::Keyword;
use crate::model::ledger::Ledger;
use crate::progress::Progress;
use crate::publish::MARKER;
use crate::sums::{self, SUMS, Sums};

/// The table of recorded versions of a site.
const LEDGER: &str = "data/ledger.csv";
/// The table of the disclosures that a site shows.
const DISCLOSURES: &str = "data/disclosures.csv";
/// What stands beside the files of a site: the list of sums, the marker, and what deploying and hosts keep there.
const BESIDE: [&str; 6] = [SUMS, MARKER, STATE, LOCK, ".nojekyll", "CNAME"];
/// No file of a site has more bytes.
const MOST: u64 = 1 << 32;
/// Nor has a table, or a list of sums.
pub const MOST_OF_A_TABLE: u64 = 1 << 28;
/// How many files a host may fail to send before it is given up.
const PATIENCE: usize = 5;
/// How often a host is asked for a file.
const TRIES: u32 = 3;

/// What somebody has kept of a site.
#[derive(Debug, Clone, Default)]
pub struct Kept {
    /// The ledger.
    pub ledger: Option<Ledger>,
    /// A list of sums, of this publication or of an earlier one.
    pub sums: Option<Sums>,
}

/// What was compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Verified {
    /// How many files are as the list of sums says.
    pub files: usize,
    /// How many recorded versions are there, and say what they said.
    pub versions: usize,
    /// How many files are as the kept list of sums says, where somebody has kept one.
    pub kept: Option<usize>,
}

/// Compares a site with its list of sums, with its ledger, and with what was kept of it. Each difference is told; an error
/// means that there is nothing to compare with.
pub fn verify(
    host: &Host,
    kept: &Kept,
    progress: &Progress,
    problems: &mut Vec<Diagnostic>,
) -> Result<Verified, Diagnostic> {
    let told = |problem| Diagnostic::in_file(host.place(SUMS), problem);
    let list = read(host, SUMS).map_err(told)?.ok_or_else(|| told(Problem::NoSums {}))?;
    let list = String::from_utf8_lossy(&list);
    let sums = sums::read(&list).map_err(|line| told(Problem::BadSums { line }))?;
    if sums.is_empty() {
        return Err(told(Problem::NoSums {}));
    }
    if let Some(path) = sums.keys().find(|path| !is_safe_path(path)) {
        return Err(told(Problem::UnsafeSum { path: path.clone() }));
    }
    progress.expect(sums.len());
    let silent = AtomicUsize::new(0);
    let compare = |(path, sum): (&String, &Fingerprint)| {
        let difference = difference(host, path, *sum).map(|problem| Diagnostic::in_file(host.place(path), problem));
        progress.step();
        match difference {
            // A host that does not answer will not answer thousands of times.
            Some(failure) if matches!(failure.problem, Problem::Unreachable { .. }) => {
                if silent.fetch_add(1, Ordering::Relaxed) < PATIENCE { Ok(Some(failure)) } else { Err(failure) }
            }
            difference => Ok(difference),
        }
    };
    let compared = sums.par_iter().map(compare).collect::<Result<Vec<_>, Diagnostic>>()?;
    let sound = sums.iter().zip(&compared).filter(|(_, difference)| difference.is_none());
    let sound: Vec<(&String, &Fingerprint)> = sound.map(|(file, _)| file).collect();
    problems.extend(compared.into_iter().flatten());
    problems.extend(others(host, &sums));
    problems.extend(kept.sums.iter().flat_map(|kept| changed(host, kept, &sums)));
    let same = |kept: &Sums| sound.iter().filter(|(path, sum)| kept.get(*path) == Some(*sum)).count();
    let versions = versions(host, kept.ledger.as_ref(), &sums, problems);
    Ok(Verified { files: sound.len(), versions, kept: kept.sums.as_ref().map(same) })
}

/// How a site, as its own list of sums describes it, differs from a list that was kept. That its files are what its own list
/// says is compared apart, so the two lists say it all.
fn changed(host: &Host, kept: &Sums, sums: &Sums) -> Vec<Diagnostic> {
    let paths: BTreeSet<&String> =
        kept.keys().filter(|path| !BESIDE.contains(&path.as_str())).chain(sums.keys()).collect();
    let difference = |path: &String| match (kept.get(path), sums.get(path)) {
        (Some(then), Some(now)) if then == now => None,
        (Some(_), Some(_)) => Some(Problem::KeptDiffers {}),
        (Some(_), None) => Some(Problem::KeptGone {}),
        (None, _) => Some(Problem::KeptLacks {}),
    };
    let told = |path: &String| Some(Diagnostic::in_file(host.place(path), difference(path)?));
    paths.into_iter().filter_map(told).collect()
}

/// How a file differs from what the list of sums says, if it does.
fn difference(host: &Host, path: &str, sum: Fingerprint) -> Option<Problem> {
    match retried(|| host.fingerprint(path, MOST)) {
        Ok(Some(found)) if found == sum => None,
        Ok(Some(_)) => Some(Problem::FileDiffers {}),
        Ok(None) => Some(Problem::FileGone {}),
        Err(problem) => Some(problem),
    }
}

/// The files of a folder that its list of sums does not name. Of an address nobody knows what else is there.
fn others(host: &Host, sums: &Sums) -> Vec<Diagnostic> {
    let Host::Folder(folder) = host else { return Vec::new() };
    let below = |place: &Path| {
        let path = place.strip_prefix(folder).unwrap_or(place);
        path.iter().map(|name| name.to_string_lossy()).collect::<Vec<_>>().join("/")
    };
    let told = |found: walkdir::Result<DirEntry>| match found {
        Ok(entry) if entry.file_type().is_dir() => None,
        Ok(entry) => {
            let path = below(entry.path());
            let is_known = BESIDE.contains(&path.as_str()) || sums.contains_key(&path);
            (!is_known).then(|| Diagnostic::in_file(host.place(&path), Problem::FileNotListed {}))
        }
        // What cannot be looked at may hold anything.
        Err(error) => {
            let path = error.path().map(below).unwrap_or_default();
            Some(Diagnostic::in_file(host.place(&path), walk_problem(&error)))
        }
    };
    let walk = WalkDir::new(folder).sort_by_file_name().into_iter();
    // A site that was fetched with git has its history beside it.
    walk.filter_entry(|entry| !(entry.depth() == 1 && entry.file_name() == ".git")).filter_map(told).collect()
}

/// How many of the recorded versions are shown by the site as they were recorded; the others are told.
fn versions(host: &Host, kept: Option<&Ledger>, sums: &Sums, problems: &mut Vec<Diagnostic>) -> usize {
    let text = |path: &str| {
        // What differs from its sum was told, and says nothing.
        let sum = sums.get(path)?;
        let bytes = read(host, path).ok().flatten().filter(|bytes| Fingerprint::of_bytes(bytes) == *sum)?;
        Some(String::from_utf8_lossy(&bytes).trim_start_matches('\u{feff}').to_owned())
    };
    let own = text(LEDGER).map(|text| ledger::parse(&text).0).unwrap_or_default();
    // Where it is not there, nothing that was recorded is shown.
    let shown = text(DISCLOSURES).map(|text| self::shown(&text)).unwrap_or_default();
    if let Some(kept) = kept {
        for (identity, _) in kept.0.iter().filter(|(identity, recorded)| own.0.get(identity) != Some(recorded)) {
            let problem = Problem::LedgerDiffers { disclosure: name(identity), version: identity.version.to_string() };
            problems.push(Diagnostic::in_file(host.place(LEDGER), problem));
        }
    }
    let ledger = kept.unwrap_or(&own);
    let recorded: BTreeSet<[String; 5]> = ledger.0.keys().map(key).collect();
    let count = shown.iter().filter(|(key, shown)| shown.is_dated && !recorded.contains(*key)).count();
    if count > 0 {
        problems.push(Diagnostic::in_file(host.place(DISCLOSURES), Problem::NotInLedger { count }));
    }
    let mut sound = 0;
    for (identity, recorded) in &ledger.0 {
        let (disclosure, version) = (name(identity), identity.version.to_string());
        let problem = match shown.get(&key(identity)) {
            Some(shown) if shown.digest == recorded.digest.hex() => {
                sound += 1;
                continue;
            }
            Some(_) => Problem::VersionDiffers { disclosure, version, recorded: recorded.recorded.to_string() },
            None => Problem::VersionGone { disclosure, version, recorded: recorded.recorded.to_string() },
        };
        problems.push(Diagnostic::in_file(host.place(DISCLOSURES), problem));
    }
    sound
}

/// A disclosure as people call it: `caizheng/2024/budget`.
fn name(identity: &Identity) -> String {
    format!("{}/{}/{}", identity.department, identity.year, identity.stem())
}

/// What tells a version from every other, as its row has it.
fn key(identity: &Identity) -> [String; 5] {
    let Identity { department, year, kind, scope, version } = identity;
    [department.to_string(), year.to_string(), kind.key().to_owned(), scope.key().to_owned(), version.to_string()]
}

/// What a site tells of a disclosure that it shows.
struct Shown {
    digest: String,
    /// Whether it says when it was published.
    is_dated: bool,
}

/// The disclosures that a site shows.
fn shown(table: &str) -> BTreeMap<[String; 5], Shown> {
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let heads = reader.headers().cloned().unwrap_or_default();
    let place = |name: &str| heads.iter().position(|head| head == name);
    let places = ["department", "year", "kind", "scope", "version", "digest", "published"].map(place);
    let rows = reader.records().filter_map(Result::ok);
    let row = |row: csv::StringRecord| {
        let [department, year, kind, scope, version, digest, published] =
            places.map(|place| place.and_then(|place| row.get(place)).map(str::to_owned));
        let is_dated = published.is_some_and(|published| !published.is_empty());
        Some(([department?, year?, kind?, scope?, version?], Shown { digest: digest?, is_dated }))
    };
    rows.filter_map(row).collect()
}

/// A file of the site that is read whole.
fn read(host: &Host, path: &str) -> Result<Option<Vec<u8>>, Problem> {
    retried(|| host.file(path, MOST_OF_A_TABLE))
}

/// Asks a host again, which may be reached a moment later.
fn retried<T>(ask: impl Fn() -> Result<T, Failure>) -> Result<T, Problem> {
    let mut tries = 1;
    loop {
        match ask() {
            Err(Failure::Unreachable(_)) if tries < TRIES => {
                thread::sleep(Duration::from_millis(200) * 4_u32.pow(tries - 1));
                tries += 1;
            }
            Err(Failure::Unreachable(reason)) => return Err(Problem::Unreachable { reason }),
            Err(Failure::Unreadable(reason)) => return Err(Problem::Unreadable { reason }),
            Err(Failure::Broken) => return Err(Problem::Unreadable { reason: Reason::Term("io-cut-off") }),
            Ok(read) => return Ok(read),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_that_cannot_be_looked_at_is_told() {
        let told = others(&Host::Folder("nowhere".into()), &Sums::new());
        assert!(matches!(&told[..], [Diagnostic { problem: Problem::Unreadable { .. }, .. }]), "{told:?}");
        assert!(crate::diagnostic::stops(&told));
    }
}
