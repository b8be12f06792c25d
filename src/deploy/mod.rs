//! A built site to where it is published: only what is new, in an order in which readers never miss anything, and so that
//! a deploy that was killed goes on where it was.
//!
//! [`plan`] says what is to be done, without doing anything. A [`Store`] is a target into which files go one by one; the
//! list of sums is put there last, and until then the target knows what is under way. A branch of a git repository is
//! published whole, by [`git`].

mod directory;
pub mod git;
pub mod headers;
mod lease;
#[cfg(feature = "deploy")]
mod object;
pub mod plan;
mod rsync;
pub mod site;
#[cfg(test)]
mod tests;
#[cfg(feature = "deploy")]
mod transport;

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use jiff::Timestamp;
use rayon::prelude::*;

use crate::deploy::plan::{Plan, Put, State, There, usual_limit};
use crate::deploy::site::{File, Site};
use crate::diagnostic::Problem;
use crate::files::io_reason;
use crate::model::deploy::Target;
use crate::progress::Progress;
use crate::publish::{MARKER, MARKER_TEXT};
use crate::sums::{self, SUMS};

pub use lease::{Held, Keepsake};

/// The file in which a deploy leaves at its target what the next one must know.
pub const STATE: &str = ".mingbai-deploy.json";

/// The file that keeps two deploys to one target apart.
pub const LOCK: &str = ".mingbai-deploy.lock";

/// A target into which files go one by one. A path is always one of a site, or of our own files beside it.
pub trait Store: Sync {
    /// A file; `None` where there is none.
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Problem>;

    /// Whether there is nothing at all, but perhaps what a deploy needs beside the site, such as the file that
    /// keeps two apart ([`LOCK`]).
    fn is_empty(&self) -> Result<bool, Problem>;

    /// Puts a file there unless there is one; whether it did, as far as the target can tell.
    fn create(&self, path: &str, bytes: &[u8]) -> Result<bool, Problem>;

    /// Puts a file there.
    fn write(&self, path: &str, bytes: &[u8]) -> Result<(), Problem>;

    /// Whether the target has a file with this content. `false` may also mean that it is not known.
    fn holds(&self, path: &str, file: &File) -> Result<bool, Problem>;

    /// Puts files of the site there, in any order.
    fn put(&self, site: &Site, paths: &[&str], watch: &Watch<'_>) -> Result<(), Problem>;

    /// Takes files away, which may not be there any more.
    fn remove(&self, paths: &[&str], watch: &Watch<'_>) -> Result<(), Problem>;

    /// How long what somebody else writes at the same moment may take to be seen.
    fn pause(&self) -> Duration {
        Duration::from_millis(300)
    }

    /// Takes away what the work needed beside the site; to be called by who has the lock.
    fn end(&self) {}

    /// Keeps other deploys away until it is dropped, where the target can do that by itself.
    fn lock(&self) -> Result<Option<Held>, Problem> {
        Ok(None)
    }
}

/// What a deploy looks at while it works.
pub struct Watch<'w> {
    progress: &'w Progress,
    overtaken: &'w AtomicBool,
}

impl Watch<'_> {
    /// One more file is done; fails where another deploy took the target over.
    pub fn step(&self) -> Result<(), Problem> {
        self.progress.step();
        if self.overtaken.load(Ordering::Relaxed) { Err(Problem::DeployOvertaken {}) } else { Ok(()) }
    }

    /// Does the same with each of many paths, as many at a time as there are threads.
    pub fn each(&self, paths: &[&str], work: impl Fn(&str) -> Result<(), Problem> + Sync) -> Result<(), Problem> {
        paths.par_iter().try_for_each(|path| {
            work(path)?;
            self.step()
        })
    }
}

/// What is asked of a deploy.
#[derive(Debug, Clone, Copy)]
pub struct Wish {
    /// For how long what is left over stays.
    pub grace: Duration,
    /// How many files may go; `None` for the usual limit.
    pub max_deletions: Option<usize>,
    /// To look at each file of the target instead of believing its list.
    pub doubt: bool,
    /// To change nothing.
    pub dry_run: bool,
    /// The time. Nothing that is published depends on it.
    pub now: Timestamp,
}

impl Wish {
    /// Fails where more files would go than may.
    fn check(&self, plan: &Plan, there: &There) -> Result<(), Problem> {
        let limit = self.max_deletions.unwrap_or_else(|| usual_limit(there.sums.len()));
        if plan.gone > limit { Err(Problem::TooManyDeletions { found: plan.gone, limit }) } else { Ok(()) }
    }
}

/// What a deploy did, or would do.
#[derive(Debug, Clone, Default)]
pub struct Done {
    /// The files that it put there.
    pub put: Vec<Put>,
    /// How many bytes they have.
    pub bytes: u64,
    /// How many files stayed as they were.
    pub unchanged: usize,
    /// The files that are left over and stay for now.
    pub left: Vec<String>,
    /// The files that it deleted.
    pub deleted: Vec<String>,
}

impl Done {
    fn new(site: &Site, plan: Plan) -> Self {
        let size = |put: &Put| site.files.get(&put.path).map_or(0, |file| file.size);
        let left = plan.retired.keys().filter(|path| plan.due.binary_search(path).is_err()).cloned().collect();
        Self {
            bytes: plan.put.iter().map(size).sum(),
            put: plan.put,
            unchanged: plan.unchanged,
            left,
            deleted: plan.due,
        }
    }
}

/// The program's own folder for a target, beside the site.
pub fn workplace(site: &Path, target: &str) -> Result<PathBuf, Problem> {
    let workplace = crate::publish::workplace(site).map_err(|diagnostic| diagnostic.problem)?;
    crate::publish::make(&workplace, crate::publish::WORKPLACE_MARKER).map_err(|diagnostic| diagnostic.problem)?;
    let folder = workplace.join(format!("deploy-{target}"));
    let path = folder.display().to_string();
    let made = std::fs::create_dir_all(&folder);
    made.map(|()| folder).map_err(|error| Problem::CannotWrite { path, reason: io_reason(&error) })
}

/// Deploys a site to a target.
pub fn run(
    root: &Path,
    site: &Site,
    (name, target): (&str, &Target),
    wish: &Wish,
    progress: &Progress,
) -> Result<Done, Problem> {
    let workplace = workplace(site.folder(), name)?;
    let store: Box<dyn Store> = match target {
        Target::Directory(target) => Box::new(directory::Directory::new(root, site.folder(), &target.path)?),
        Target::Rsync(target) => Box::new(rsync::Rsync::new(root, &target.remote, &workplace)?),
        Target::Git(target) => return git::deploy(root, site, target, &workplace, wish, progress),
        #[cfg(feature = "deploy")]
        Target::Bucket(target) => Box::new(object::Bucket::new(target)?),
        #[cfg(not(feature = "deploy"))]
        Target::Bucket(_) => return Err(Problem::WithoutStorage {}),
    };
    let keepsake = Keepsake::open(Some(&workplace))?;
    deploy(site, store.as_ref(), &keepsake, wish, progress)
}

/// Deploys a site to a store.
pub fn deploy(
    site: &Site,
    store: &dyn Store,
    keepsake: &Keepsake,
    wish: &Wish,
    progress: &Progress,
) -> Result<Done, Problem> {
    let is_new = store.read(MARKER)?.is_none();
    // What makes a target ours is the marker and nothing else; a deploy that runs may have put it there just now.
    if is_new && !store.is_empty()? && store.read(MARKER)?.is_none() {
        return Err(Problem::TargetNotOurs { marker: MARKER.to_owned() });
    }
    if wish.dry_run {
        let there = look(store)?;
        let plan = Plan::new(&site.files, &there, wish.now, wish.grace, wish.doubt);
        wish.check(&plan, &there)?;
        return Ok(Done::new(site, plan));
    }
    lease::during(store, keepsake, |lease, overtaken| {
        if is_new {
            store.write(MARKER, MARKER_TEXT.as_bytes())?;
        }
        carry_out(site, store, wish, &Watch { progress, overtaken }, &|| lease.check())
    })
}

fn carry_out(
    site: &Site,
    store: &dyn Store,
    wish: &Wish,
    watch: &Watch<'_>,
    is_still_ours: &dyn Fn() -> Result<(), Problem>,
) -> Result<Done, Problem> {
    let there = look(store)?;
    let mut plan = Plan::new(&site.files, &there, wish.now, wish.grace, wish.doubt);
    wish.check(&plan, &there)?;
    let is_listed = there.sums == site.sums();
    if plan.is_done(&there) && is_listed {
        return Ok(Done::new(site, plan));
    }
    store.write(STATE, &written(&plan.state_before(&there)))?;
    watch.progress.expect(plan.put.len() + plan.due.len());
    let present = present(site, store, &plan.put, watch)?;
    for wave in plan.put.chunk_by(|one, other| one.wave == other.wave) {
        is_still_ours()?;
        let paths = wave.iter().map(|put| put.path.as_str()).filter(|path| !present.contains(path));
        store.put(site, &paths.collect::<Vec<_>>(), watch)?;
    }
    is_still_ours()?;
    if !is_listed || !plan.put.is_empty() {
        // From here on the new site is the one that is there.
        store.write(SUMS, &site.list)?;
    }
    store.remove(&plan.due.iter().map(String::as_str).collect::<Vec<_>>(), watch)?;
    store.write(STATE, &written(&plan.state_after()))?;
    let present: Vec<String> = present.into_iter().map(str::to_owned).collect();
    plan.put.retain(|put| present.binary_search(&put.path).is_err());
    plan.unchanged += present.len();
    Ok(Done::new(site, plan))
}

/// The files that are there already, of those that may be; in order.
fn present<'p>(site: &Site, store: &dyn Store, put: &'p [Put], watch: &Watch<'_>) -> Result<Vec<&'p str>, Problem> {
    let perhaps = put.par_iter().filter(|put| put.perhaps_there);
    let present = perhaps.map(|put| {
        let Some(file) = site.files.get(&put.path) else { return Ok(None) };
        let is_there = store.holds(&put.path, file)?;
        if is_there {
            watch.step()?;
        }
        Ok(is_there.then_some(put.path.as_str()))
    });
    let present: Vec<Option<&str>> = present.collect::<Result<_, Problem>>()?;
    let mut present: Vec<&str> = present.into_iter().flatten().collect();
    present.sort_unstable();
    Ok(present)
}

/// What a target says of itself. What cannot be read is as if it were not there: then all is put there again.
fn look(store: &dyn Store) -> Result<There, Problem> {
    let list = store.read(SUMS)?.and_then(|list| String::from_utf8(list).ok());
    let sums = list.and_then(|list| sums::read(&list).ok()).unwrap_or_default();
    let state: Option<State> = store.read(STATE)?.and_then(|state| serde_json::from_slice(&state).ok());
    Ok(There { sums, state: state.unwrap_or_default() })
}

fn written(state: &State) -> Vec<u8> {
    // Plain data is always written.
    serde_json::to_vec_pretty(state).unwrap_or_default()
}
