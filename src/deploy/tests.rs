//! Deploys to a target that is only a map, which forgets nothing and can be made to fail.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use jiff::Timestamp;
use proptest::prelude::*;

use super::plan::{Plan, There};
use super::site::{File, PART, Site};
use super::{Done, Keepsake, LOCK, STATE, Store, Watch, Wish, deploy};
use crate::diagnostic::Problem;
use crate::fingerprint::Fingerprint;
use crate::progress::Progress;
use crate::publish::{MARKER, MARKER_TEXT};
use crate::sums::{self, SUMS};

/// A target in memory, which says no when it has been asked for so much.
#[derive(Default)]
struct Memory {
    files: Mutex<BTreeMap<String, Vec<u8>>>,
    /// How many more changes it takes.
    patience: AtomicUsize,
    /// Every change in its order.
    log: Mutex<Vec<String>>,
}

impl Memory {
    fn change(&self, what: &str, path: &str) -> Result<(), Problem> {
        let left = self.patience.fetch_update(Ordering::Relaxed, Ordering::Relaxed, |left| left.checked_sub(1));
        let _ = left.map_err(|_| Problem::NoTarget {})?;
        self.log.lock().map(|mut log| log.push(format!("{what} {path}"))).map_err(|_| Problem::NoTarget {})
    }

    fn is_patient(&self, times: usize) -> &Self {
        self.patience.store(times, Ordering::Relaxed);
        self
    }

    /// The site that is there, without our own files.
    fn site(&self) -> BTreeMap<String, Vec<u8>> {
        let mut files = self.files.lock().map(|files| files.clone()).unwrap_or_default();
        for path in [STATE, LOCK, MARKER] {
            files.remove(path);
        }
        files
    }
}

impl Store for Memory {
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Problem> {
        Ok(self.files.lock().map(|files| files.get(path).cloned()).unwrap_or_default())
    }

    fn is_empty(&self) -> Result<bool, Problem> {
        Ok(self.files.lock().is_ok_and(|files| files.keys().all(|path| path == LOCK)))
    }

    fn create(&self, path: &str, bytes: &[u8]) -> Result<bool, Problem> {
        if self.read(path)?.is_some() {
            return Ok(false);
        }
        self.write(path, bytes).map(|()| true)
    }

    fn write(&self, path: &str, bytes: &[u8]) -> Result<(), Problem> {
        self.change("put", path)?;
        let _ = self.files.lock().map(|mut files| files.insert(path.to_owned(), bytes.to_vec()));
        Ok(())
    }

    fn pause(&self) -> Duration {
        Duration::ZERO
    }

    fn holds(&self, path: &str, file: &File) -> Result<bool, Problem> {
        Ok(self.read(path)?.is_some_and(|bytes| Fingerprint::of_bytes(&bytes) == file.fingerprint))
    }

    fn put(&self, site: &Site, paths: &[&str], watch: &Watch<'_>) -> Result<(), Problem> {
        watch.each(paths, |path| self.write(path, &site.parts(path)?.collect::<Result<Vec<_>, _>>()?.concat()))
    }

    fn remove(&self, paths: &[&str], watch: &Watch<'_>) -> Result<(), Problem> {
        watch.each(paths, |path| {
            self.change("remove", path)?;
            let _ = self.files.lock().map(|mut files| files.remove(path));
            Ok(())
        })
    }
}

/// Builds a site of a few files.
fn site(folder: &Path, files: &BTreeMap<String, Vec<u8>>) -> Site {
    let write = |path: &str, bytes: &[u8]| {
        let place = folder.join(path);
        assert!(place.parent().is_none_or(|parent| fs::create_dir_all(parent).is_ok()));
        assert!(fs::write(place, bytes).is_ok());
    };
    assert!(fs::remove_dir_all(folder).is_ok());
    for (path, bytes) in files {
        write(path, bytes);
    }
    let sums = files.iter().map(|(path, bytes)| (path.as_str(), Fingerprint::of_bytes(bytes)));
    write(SUMS, sums::write(sums).as_bytes());
    write(MARKER, MARKER_TEXT.as_bytes());
    Site::read(folder).unwrap_or_else(|problem| panic!("{problem:?}"))
}

fn wish(grace: u64, now: i64) -> Wish {
    Wish {
        grace: Duration::from_secs(grace),
        max_deletions: Some(1000),
        doubt: false,
        dry_run: false,
        now: Timestamp::from_second(now).unwrap_or_default(),
    }
}

/// What is published: files, and a list that names them.
fn published(files: &BTreeMap<String, Vec<u8>>) -> BTreeMap<String, Vec<u8>> {
    let sums = files.iter().map(|(path, bytes)| (path.as_str(), Fingerprint::of_bytes(bytes)));
    let list = (SUMS.to_owned(), sums::write(sums).into_bytes());
    files.clone().into_iter().chain([list]).collect()
}

fn run(site: &Site, store: &Memory, wish: &Wish, kept: &Path) -> Result<Done, Problem> {
    deploy(site, store, &Keepsake::open(Some(kept))?, wish, &Progress::silent())
}

/// Names that fall into all the waves.
const NAMES: [&str; 8] = [
    "search/data/0123456789abcdef.bin",
    "search/data/manifest.json",
    "static/style.css",
    "index.html",
    "d/a/index.html",
    "d/a/data.csv",
    "sitemap.xml",
    "feed.xml",
];

fn some_files() -> impl Strategy<Value = BTreeMap<String, Vec<u8>>> {
    let name = prop::sample::select(NAMES.to_vec()).prop_map(str::to_owned);
    prop::collection::btree_map(name, prop::collection::vec(0..3_u8, 1..2), 1..8)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    /// Whatever is deployed, and wherever each deploy breaks off: the one that comes to its end leaves exactly its site.
    #[test]
    fn a_deploy_that_ends_leaves_exactly_its_site(
        deploys in prop::collection::vec((some_files(), 0..14_usize), 1..5), last in some_files(),
    ) {
        let folder = tempfile::tempdir()?;
        let (here, kept) = (folder.path().join("public"), folder.path().join("kept"));
        fs::create_dir_all(&here)?;
        fs::create_dir_all(&kept)?;
        let store = Memory::default();
        for (now, (files, patience)) in (0..).zip(&deploys) {
            let _ = run(&site(&here, files), store.is_patient(*patience), &wish(0, now), &kept);
        }
        let site = site(&here, &last);
        prop_assert!(run(&site, store.is_patient(1000), &wish(0, 100), &kept).is_ok());
        prop_assert_eq!(store.site(), published(&last));
        let again = run(&site, store.is_patient(0), &wish(0, 200), &kept);
        prop_assert!(again.is_err(), "the lease itself is a change");
        let again = run(&site, store.is_patient(2), &wish(0, 200), &kept).map(|done| done.put.len() + done.deleted.len());
        prop_assert_eq!(again.ok(), Some(0), "nothing is left to do");
    }

    /// What a plan says adds up: each file of the site is put or stays, and nothing of the site is taken away.
    #[test]
    fn a_plan_is_about_each_file_once(before in some_files(), after in some_files(), grace in 0..2_u64) {
        let folder = tempfile::tempdir()?;
        let sums = before.iter().map(|(path, bytes)| (path.clone(), Fingerprint::of_bytes(bytes))).collect();
        let there = There { sums, ..There::default() };
        let site = site(folder.path(), &after);
        let plan = Plan::new(&site.files, &there, Timestamp::UNIX_EPOCH, Duration::from_secs(grace), false);
        prop_assert_eq!(plan.put.len() + plan.unchanged, after.len());
        prop_assert!(plan.put.is_sorted_by_key(|put| put.wave));
        let gone: BTreeSet<&String> = before.keys().filter(|path| !after.contains_key(*path)).collect();
        prop_assert_eq!(plan.retired.keys().collect::<BTreeSet<_>>(), gone.clone());
        prop_assert_eq!(plan.due.len(), if grace == 0 { gone.len() } else { 0 });
    }
}

fn files(names: &[&str]) -> BTreeMap<String, Vec<u8>> {
    names.iter().map(|name| ((*name).to_owned(), name.as_bytes().to_vec())).collect()
}

/// A folder for a site, and one for what a deploy keeps.
fn folders() -> (tempfile::TempDir, tempfile::TempDir) {
    let folder = || tempfile::tempdir().unwrap_or_else(|error| panic!("{error}"));
    (folder(), folder())
}

#[test]
fn data_come_before_pages_and_the_list_last_and_deletions_after_it() {
    let (here, kept) = folders();
    let store = Memory::default();
    let first = site(here.path(), &files(&["old.html"]));
    assert!(run(&first, store.is_patient(100), &wish(0, 0), kept.path()).is_ok());
    store.log.lock().unwrap_or_else(|error| panic!("{error}")).clear();
    let second = site(here.path(), &files(&["a.html", "search/data/manifest.json", "z.css"]));
    assert!(run(&second, store.is_patient(100), &wish(0, 0), kept.path()).is_ok());
    let log = store.log.lock().unwrap_or_else(|error| panic!("{error}")).join(", ");
    let expected = format!(
        "put {LOCK}, put {STATE}, put z.css, put a.html, put search/data/manifest.json, put {SUMS}, remove old.html, \
         put {STATE}, remove {LOCK}"
    );
    assert_eq!(log, expected);
}

#[test]
fn what_is_left_over_goes_when_its_time_has_come_and_no_sooner() {
    let (here, kept) = folders();
    let store = Memory::default();
    let day = 86_400;
    let at = |names: &[&str], now: i64| {
        let done = run(&site(here.path(), &files(names)), store.is_patient(100), &wish(86_400, now), kept.path());
        done.map(|done| (done.put.len(), done.left.len(), done.deleted.len())).ok()
    };
    assert_eq!(at(&["a.html", "b.html"], 0), Some((2, 0, 0)));
    assert_eq!(at(&["a.html"], 10), Some((0, 1, 0)));
    assert!(store.site().contains_key("b.html"));
    assert_eq!(at(&["a.html"], 10 + day - 1), Some((0, 1, 0)));
    assert_eq!(at(&["a.html"], 10 + day), Some((0, 0, 1)));
    assert!(!store.site().contains_key("b.html"));
    // What comes back in time is not deleted.
    assert_eq!(at(&["a.html", "b.html"], day * 3), Some((1, 0, 0)));
    assert_eq!(at(&["a.html"], day * 4), Some((0, 1, 0)));
    assert_eq!(at(&["a.html", "b.html"], day * 4 + 5), Some((0, 0, 0)), "it is still there, and seen to be");
    assert_eq!(at(&["a.html", "b.html"], day * 9), Some((0, 0, 0)));
}

#[test]
fn more_deletions_than_may_be_change_nothing() {
    let (here, kept) = folders();
    let store = Memory::default();
    let names: Vec<String> = (0..150).map(|number| format!("{number}.html")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    assert!(run(&site(here.path(), &files(&names)), store.is_patient(1000), &wish(0, 0), kept.path()).is_ok());
    let before = store.site();
    let few = site(here.path(), &files(&names[..49]));
    let usual = Wish { max_deletions: None, ..wish(0, 0) };
    for dry_run in [true, false] {
        let refused = run(&few, store.is_patient(1000), &Wish { dry_run, ..usual }, kept.path());
        assert_eq!(refused.err(), Some(Problem::TooManyDeletions { found: 101, limit: 100 }));
    }
    assert_eq!(store.site(), before);
    let allowed = Wish { max_deletions: Some(101), ..usual };
    assert_eq!(run(&few, &store, &allowed, kept.path()).map(|done| done.deleted.len()).ok(), Some(101));
}

#[test]
fn a_target_of_somebody_else_is_left_alone() {
    let (here, kept) = folders();
    let store = Memory::default();
    let theirs = BTreeMap::from([("thesis.txt".to_owned(), b"years of work".to_vec())]);
    let _ = store.files.lock().map(|mut files| files.clone_from(&theirs));
    let refused = run(&site(here.path(), &files(&["a.html"])), store.is_patient(100), &wish(0, 0), kept.path());
    assert_eq!(refused.err(), Some(Problem::TargetNotOurs { marker: MARKER.to_owned() }));
    assert_eq!(store.site(), theirs);
    // A lock says nothing of whose the files are.
    let _ = store.files.lock().map(|mut files| files.insert(LOCK.to_owned(), Vec::new()));
    let refused = run(&site(here.path(), &files(&["a.html"])), store.is_patient(100), &wish(0, 0), kept.path());
    assert_eq!(refused.err(), Some(Problem::TargetNotOurs { marker: MARKER.to_owned() }));
    assert_eq!(store.site(), theirs);
}

#[test]
fn a_list_at_the_target_cannot_lead_out_of_it() {
    let (here, kept) = folders();
    let store = Memory::default();
    let list = sums::write([("../../etc/passwd", Fingerprint::of_bytes(b"")), (STATE, Fingerprint::of_bytes(b""))]);
    let there = [(SUMS, list.as_str()), (MARKER, "")];
    let there = there.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec()));
    let _ = store.files.lock().map(|mut files| files.extend(there));
    let done = run(&site(here.path(), &files(&["a.html"])), store.is_patient(100), &wish(0, 0), kept.path());
    assert_eq!(done.map(|done| done.deleted).ok(), Some(Vec::new()));
}

#[test]
fn a_lease_of_somebody_else_is_respected_until_it_is_old() {
    let (here, kept) = folders();
    let store = Memory::default();
    let site = site(here.path(), &files(&["a.html"]));
    assert!(run(&site, store.is_patient(100), &wish(0, 0), kept.path()).is_ok());
    let lease = |renewed: Timestamp| {
        let text = format!(r#"{{"owner": "somebody", "renewed": "{renewed}"}}"#);
        let _ = store.files.lock().map(|mut files| files.insert(LOCK.to_owned(), text.into_bytes()));
        run(&site, store.is_patient(100), &wish(0, 0), kept.path())
    };
    let now = Timestamp::now();
    assert!(matches!(lease(now), Err(Problem::AnotherDeploy { minutes: 9..=10 })));
    let old = now.checked_sub(jiff::SignedDuration::from_mins(11)).unwrap_or(now);
    assert!(lease(old).is_ok());
    assert!(!store.files.lock().is_ok_and(|files| files.contains_key(LOCK)), "it is given back");
}

#[test]
fn a_site_that_is_not_whole_is_not_deployed() {
    let (here, kept) = folders();
    let good = site(here.path(), &files(&["a.html"]));
    assert!(fs::write(here.path().join("a.html"), "half").is_ok());
    assert!(Site::read(here.path()).is_err());
    let refused = run(&good, Memory::default().is_patient(100), &wish(0, 0), kept.path());
    assert_eq!(
        refused.err(),
        Some(Problem::SiteNotWhole { path: "a.html".to_owned() }),
        "nor one that changes meanwhile"
    );
}

#[test]
fn a_file_is_read_in_parts_and_one_that_changes_meanwhile_is_noticed() {
    let (here, _) = folders();
    let large: Vec<u8> = (0..PART * 2 + 7).map(|at| at.to_le_bytes()[1]).collect();
    let site = site(here.path(), &BTreeMap::from([("a.pdf".to_owned(), large.clone()), ("b".to_owned(), Vec::new())]));
    let parts = |path| site.parts(path).and_then(Iterator::collect::<Result<Vec<_>, _>>);
    let sizes = parts("a.pdf").map(|parts| parts.iter().map(Vec::len).collect::<Vec<_>>());
    assert_eq!(sizes, Ok(vec![PART, PART, 7]));
    assert_eq!(parts("a.pdf").map(|parts| parts.concat() == large), Ok(true));
    assert_eq!(parts("b"), Ok(Vec::new()));
    let changed = site.parts("a.pdf").and_then(|mut parts| {
        let first = parts.next();
        assert!(first.is_some_and(|first| first.is_ok_and(|first| first == large[..PART])));
        // As a build would: another file takes its place, or this one is written anew.
        let mut other = large.clone();
        other[PART * 2] ^= 1;
        assert!(fs::write(here.path().join("a.pdf"), other).is_ok());
        parts.collect::<Result<Vec<_>, _>>()
    });
    assert_eq!(changed, Err(Problem::SiteNotWhole { path: "a.pdf".to_owned() }));
}
