//! What is known of a file's content without reading it again.

use std::collections::BTreeMap;
use std::fs::{File, Metadata};
use std::io;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

use crate::fingerprint::Fingerprint;

/// The coarsest step in which file systems count time: FAT's.
const MARGIN: Duration = Duration::from_secs(2);

/// What the file system says of a file. A file whose stamp is the same has not been written to, unless that was within
/// one tick of the file system's clock (see [`Known::settled`]).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    /// The size in bytes.
    pub size: u64,
    modified: Duration,
    /// On Unix also the file's number and the time of its last change of any sort, which nobody can set back.
    identity: (u64, i64, i64),
}

impl Stamp {
    /// The stamp of a file.
    pub fn of(data: &Metadata) -> Self {
        let modified = data.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        Self { size: data.len(), modified: modified.unwrap_or_default(), identity: identity(data) }
    }

    /// A stamp that no file has.
    pub fn none(size: u64) -> Self {
        Self { size, modified: Duration::MAX, identity: (0, 0, 0) }
    }

    /// This stamp, or one that no file has: on a file system that counts in whole seconds, a file that was changed a moment
    /// before `at` may be changed again under the same stamp.
    #[must_use]
    pub fn if_settled(self, at: SystemTime) -> Self {
        let is_coarse = self.changed().subsec_nanos() == 0;
        let at = at.duration_since(UNIX_EPOCH).unwrap_or_default();
        if is_coarse && self.changed() + MARGIN >= at { Self::none(self.size) } else { self }
    }

    /// When the file was last written to or changed otherwise, since 1970.
    fn changed(&self) -> Duration {
        let (_, seconds, nanoseconds) = self.identity;
        let changed = u64::try_from(seconds).ok().zip(u32::try_from(nanoseconds).ok());
        self.modified.max(changed.map_or(Duration::ZERO, |(seconds, nanoseconds)| Duration::new(seconds, nanoseconds)))
    }
}

#[cfg(unix)]
fn identity(data: &Metadata) -> (u64, i64, i64) {
    use std::os::unix::fs::MetadataExt as _;
    (data.ino(), data.ctime(), data.ctime_nsec())
}

#[cfg(not(unix))]
fn identity(_: &Metadata) -> (u64, i64, i64) {
    (0, 0, 0)
}

/// A file's content, and the stamp under which it was seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Content {
    /// The stamp.
    pub stamp: Stamp,
    /// The content.
    pub fingerprint: Fingerprint,
}

impl Content {
    /// Reads a file's content.
    pub fn read(place: &Path) -> io::Result<Self> {
        let file = File::open(place)?;
        let data = file.metadata()?;
        if !data.is_file() {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        let (fingerprint, _) = Fingerprint::of_reader(&file)?;
        Self::between(&file, &data, fingerprint)
    }

    /// The content that was read from a file between this and now; an error if the file was written to meanwhile.
    pub fn between(file: &File, before: &Metadata, fingerprint: Fingerprint) -> io::Result<Self> {
        let stamp = Stamp::of(before);
        if stamp == Stamp::of(&file.metadata()?) {
            Ok(Self { stamp, fingerprint })
        } else {
            Err(io::ErrorKind::Interrupted.into())
        }
    }
}

/// Contents by path.
pub type Contents = BTreeMap<String, Content>;

/// The contents that an earlier run saw, and those that this one sees.
#[derive(Debug, Default)]
pub struct Known {
    before: Contents,
    /// `None` for a file that was seen with two contents.
    now: Mutex<BTreeMap<String, Option<Content>>>,
}

impl Known {
    /// Begins with what an earlier run saw.
    pub fn new(before: Contents) -> Self {
        Self { before, now: Mutex::default() }
    }

    /// The content of a file with this stamp, if it is known.
    pub fn recall(&self, path: &str, stamp: &Stamp) -> Option<Content> {
        if let Some(seen) = self.now().get(path) {
            return seen.filter(|content| content.stamp == *stamp);
        }
        let content = self.before.get(path).filter(|content| content.stamp == *stamp)?;
        self.note(path, *content);
        Some(*content)
    }

    /// Takes note of a content.
    pub fn note(&self, path: &str, content: Content) {
        let mut now = self.now();
        match now.get_mut(path) {
            Some(seen) => {
                *seen = seen.filter(|seen| seen.fingerprint == content.fingerprint).map(|_| content);
            }
            None => {
                now.insert(path.to_owned(), Some(content));
            }
        }
    }

    /// Takes note that a file changes while this run lasts.
    pub fn doubt(&self, path: &str) {
        self.now().insert(path.to_owned(), None);
    }

    /// The content that this run has seen in a file; `None` where it has seen none, or two.
    pub fn seen(&self, path: &str) -> Option<Fingerprint> {
        self.now().get(path).copied().flatten().map(|content| content.fingerprint)
    }

    /// The contents that a later run may rely on: of files that were last changed well before this run began. What changes
    /// again within the same tick of the file system's clock would have the same stamp.
    pub fn settled(&self, began: SystemTime) -> Contents {
        let began = began.duration_since(UNIX_EPOCH).unwrap_or_default();
        let now = self.now();
        let contents = now.iter().filter_map(|(path, content)| Some((path, (*content)?)));
        let settled = contents.filter(|(_, content)| content.stamp.changed() + MARGIN < began);
        settled.map(|(path, content)| (path.clone(), content)).collect()
    }

    fn now(&self) -> MutexGuard<'_, BTreeMap<String, Option<Content>>> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content(text: &str, second: u64) -> Content {
        let modified = Duration::from_secs(second);
        let stamp = Stamp { size: text.len() as u64, modified, identity: (0, 0, 0) };
        Content { stamp, fingerprint: Fingerprint::of_bytes(text.as_bytes()) }
    }

    #[test]
    fn a_content_is_known_for_as_long_as_the_stamp_is_the_same() {
        let known = Known::new(Contents::from([("a".to_owned(), content("x", 1))]));
        assert_eq!(known.recall("a", &content("y", 2).stamp), None);
        assert_eq!(known.seen("a"), None);
        assert_eq!(known.recall("a", &content("x", 1).stamp), Some(content("x", 1)));
        assert_eq!(known.seen("a"), Some(Fingerprint::of_bytes(b"x")));
    }

    #[test]
    fn a_file_that_changes_while_it_is_read_is_not_known() {
        let known = Known::default();
        known.note("a", content("x", 1));
        known.note("a", content("y", 1));
        known.note("a", content("y", 1));
        assert_eq!(known.seen("a"), None);
    }

    #[test]
    fn what_was_changed_just_before_the_run_is_looked_at_again_by_the_next() {
        let known = Known::default();
        known.note("old", content("x", 10));
        known.note("new", content("x", 19));
        let settled = known.settled(UNIX_EPOCH + Duration::from_secs(20));
        assert_eq!(settled.keys().collect::<Vec<_>>(), ["old"]);
    }
}
