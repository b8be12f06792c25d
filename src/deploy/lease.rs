//! Keeps two deploys to one target apart.
//!
//! A target that knows locks is locked, by a file that is [`Held`]. Elsewhere a file says who is at work and since when; it is
//! renewed while the work goes on, and stands for nothing when that was long ago. Whoever was killed on this machine and begins
//! again has the [`Keepsake`] of its own lease, and need not wait.

use std::fs::{self, File};
use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use jiff::Timestamp;
use same_file::Handle;
use serde::{Deserialize, Serialize};

use crate::deploy::{LOCK, Store, Watch};
use crate::diagnostic::Problem;
use crate::progress::Progress;

/// A lease that was not renewed for so long is nobody's.
const LIFE: Duration = Duration::from_mins(10);

/// How often it is renewed.
const RENEWAL: Duration = Duration::from_secs(45);

/// What the file says.
#[derive(Debug, Serialize, Deserialize)]
struct Written {
    owner: String,
    renewed: Timestamp,
}

/// What a deploy of this machine keeps of its lease, so that after it was killed the next one goes on at once.
pub struct Keepsake {
    place: Option<PathBuf>,
    /// Held while the deploy runs, so that a lease of this machine without a process is known for one.
    _held: Option<File>,
}

impl Keepsake {
    /// Opens what is kept in a folder. Fails where another deploy of this machine has it open.
    pub fn open(folder: Option<&Path>) -> Result<Self, Problem> {
        let Some(folder) = folder else { return Ok(Self { place: None, _held: None }) };
        let file = File::options().write(true).create(true).truncate(false).open(folder.join("running"));
        let held = match file {
            Ok(file) => match file.try_lock() {
                Err(fs::TryLockError::WouldBlock) => return Err(Problem::AnotherDeploy { minutes: 0 }),
                Ok(()) => Some(file),
                Err(fs::TryLockError::Error(_)) => None,
            },
            Err(_) => None,
        };
        // Without a lock nobody knows whether the lease's owner lives.
        let place = held.is_some().then(|| folder.join("owner"));
        Ok(Self { place, _held: held })
    }

    /// The owners that deploys of this machine were, or were about to be.
    fn has(&self, owner: &str) -> bool {
        let kept = self.place.as_ref().and_then(|place| fs::read_to_string(place).ok());
        kept.is_some_and(|kept| kept.lines().any(|line| line == owner))
    }

    /// Keeps an owner beside the earlier ones, of whom the target may still speak.
    fn add(&self, owner: &str) {
        let kept = self.place.as_ref().map(|place| fs::read_to_string(place).unwrap_or_default());
        self.keep(&format!("{}{owner}\n", kept.unwrap_or_default()));
    }

    fn keep(&self, owners: &str) {
        // Where it cannot be kept, the next deploy may have to wait.
        let _ = self.place.as_ref().map(|place| fs::write(place, owners));
    }
}

/// A locked file, which is taken away when it is dropped.
#[derive(Debug)]
pub struct Held {
    place: PathBuf,
    /// Closed, and so let go, when the name is gone: nobody can have opened it since.
    _file: File,
}

impl Held {
    /// Locks a file, which is made where there is none. Fails as [`io::ErrorKind::WouldBlock`] where somebody else has it;
    /// `None` where the file system knows no locks.
    pub fn take(place: &Path) -> io::Result<Option<Self>> {
        // What is no file of its own there is nobody's lock.
        if fs::symlink_metadata(place).is_ok_and(|data| !data.is_file()) {
            return Err(io::ErrorKind::InvalidInput.into());
        }
        loop {
            let file = File::options().write(true).create(true).truncate(false).open(place)?;
            match file.try_lock() {
                Ok(()) if is_at(&file, place)? => return Ok(Some(Self { place: place.to_owned(), _file: file })),
                // Whoever had it took it away after it was opened here; it would keep nobody out.
                Ok(()) => {}
                Err(fs::TryLockError::WouldBlock) => return Err(io::ErrorKind::WouldBlock.into()),
                Err(fs::TryLockError::Error(_)) => return Ok(None),
            }
        }
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        // Where it stays, the next one takes it.
        let _ = fs::remove_file(&self.place);
    }
}

/// Whether an open file is still the one at a place.
fn is_at(file: &File, place: &Path) -> io::Result<bool> {
    match Handle::from_path(place) {
        Ok(found) => Ok(found == Handle::from_file(file.try_clone()?)?),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

/// A lease on a target; of one that is locked, nothing more need be seen to.
pub struct Lease<'s> {
    store: &'s dyn Store,
    owner: Option<String>,
}

impl Lease<'_> {
    /// Fails where somebody else has the target now.
    pub fn check(&self) -> Result<(), Problem> {
        let Some(owner) = &self.owner else { return Ok(()) };
        let found = read(self.store)?;
        if found.is_some_and(|found| found.owner == *owner) { Ok(()) } else { Err(Problem::DeployOvertaken {}) }
    }

    fn renew(&self, owner: &str) -> Result<(), Problem> {
        self.check()?;
        self.store.write(LOCK, &written(owner))
    }
}

/// Does something while no other deploy has the target.
pub fn during<T>(
    store: &dyn Store,
    keepsake: &Keepsake,
    work: impl FnOnce(&Lease<'_>, &AtomicBool) -> Result<T, Problem>,
) -> Result<T, Problem> {
    let overtaken = AtomicBool::new(false);
    if let Some(_held) = store.lock()? {
        let result = work(&Lease { store, owner: None }, &overtaken);
        store.end();
        return result;
    }
    let owner = take(store, keepsake)?;
    let lease = Lease { store, owner: Some(owner.clone()) };
    let (end, ended) = channel::<()>();
    let result = thread::scope(|scope| {
        let (lease, owner, overtaken) = (&lease, &owner, &overtaken);
        scope.spawn(move || {
            while let Err(RecvTimeoutError::Timeout) = ended.recv_timeout(RENEWAL) {
                // A renewal that fails for another reason is tried again: the lease lives longer.
                if matches!(lease.renew(owner), Err(Problem::DeployOvertaken {})) {
                    overtaken.store(true, Ordering::Relaxed);
                }
            }
        });
        let result = work(lease, overtaken);
        drop(end);
        result
    });
    // A lease that cannot be given back ends by itself. One that is somebody else's is left to them.
    if lease.check().is_ok() {
        let watch = Watch { progress: &Progress::silent(), overtaken: &AtomicBool::new(false) };
        store.end();
        let _ = store.remove(&[LOCK], &watch);
    }
    result
}

/// Takes the lease; its owner's name.
fn take(store: &dyn Store, keepsake: &Keepsake) -> Result<String, Problem> {
    // No secret: it only has to be another one each time.
    let owner = format!("{:016x}{:016x}", RandomState::new().build_hasher().finish(), RandomState::new().hash_one(1));
    if let Some(bytes) = store.read(LOCK)? {
        // What cannot be understood was nobody's.
        if let Ok(found) = serde_json::from_slice::<Written>(&bytes) {
            let age = Timestamp::now().duration_since(found.renewed).unsigned_abs();
            if age < LIFE && !keepsake.has(&found.owner) {
                return Err(another(age));
            }
        }
        keepsake.add(&owner);
        store.write(LOCK, &written(&owner))?;
    } else {
        keepsake.add(&owner);
        if !store.create(LOCK, &written(&owner))? {
            return Err(another(Duration::ZERO));
        }
    }
    // Who wrote last has it; the other one sees that.
    thread::sleep(store.pause());
    match read(store)? {
        Some(found) if found.owner == owner => {
            keepsake.keep(&format!("{owner}\n"));
            Ok(owner)
        }
        _ => Err(another(Duration::ZERO)),
    }
}

fn another(age: Duration) -> Problem {
    let minutes = LIFE.saturating_sub(age).as_secs().div_ceil(60);
    Problem::AnotherDeploy { minutes: usize::try_from(minutes).unwrap_or(usize::MAX) }
}

/// What a target says of its lease. What is no lease is none.
fn read(store: &dyn Store) -> Result<Option<Written>, Problem> {
    Ok(store.read(LOCK)?.and_then(|bytes| serde_json::from_slice(&bytes).ok()))
}

fn written(owner: &str) -> Vec<u8> {
    serde_json::to_vec(&Written { owner: owner.to_owned(), renewed: Timestamp::now() }).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_is_for_one_and_leaves_nothing() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let place = folder.path().join(LOCK);
        let before = File::create(&place)?;
        let held = Held::take(&place)?;
        assert_eq!(Held::take(&place).err().map(|error| error.kind()), Some(io::ErrorKind::WouldBlock));
        drop(held);
        assert!(!place.exists());
        // Whoever opened it before it was taken away has a file that keeps nobody out, and sees that.
        before.lock()?;
        assert!(!is_at(&before, &place)?);
        let held = Held::take(&place)?;
        assert!(held.is_some() && !is_at(&before, &place)?);
        Ok(())
    }

    #[test]
    #[cfg(unix)]
    fn what_is_no_file_is_no_lock() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let (place, elsewhere) = (folder.path().join(LOCK), folder.path().join("elsewhere"));
        std::os::unix::fs::symlink(&elsewhere, &place)?;
        assert!(Held::take(&place).is_err());
        assert!(!elsewhere.exists());
        Ok(())
    }

    #[test]
    fn a_lock_that_comes_and_goes_is_held_by_one_at_a_time() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let place = folder.path().join(LOCK);
        let busy = AtomicBool::new(false);
        thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    for _ in 0..500 {
                        if let Ok(Some(_held)) = Held::take(&place) {
                            assert!(!busy.swap(true, Ordering::SeqCst), "two have it");
                            thread::yield_now();
                            busy.store(false, Ordering::SeqCst);
                        }
                    }
                });
            }
        });
        assert!(!place.exists());
        Ok(())
    }
}
