//! Bytes to disk: new files are staged beside the published site, and move into it when all of them are there.
//!
//! What was published before stays where it is as long as it is still right. Only a directory that carries our marker
//! file is written to. A build that fails leaves the published site as it was; one that is killed leaves it as it was,
//! or as the next build finishes it (see [`Publication::begin`]).

mod exchange;
mod place;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, Read, Write as _};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::diagnostic::{Diagnostic, Problem};
use crate::files::{Content, Stamp, is_safe_name};
use crate::fingerprint::Fingerprint;
use crate::model::host::Demand;
use crate::publish::exchange::{Places, Plan, Survey};
use crate::publish::place::{check_mount, identity, lock};
use crate::sums::{self, SUMS};

pub use exchange::write_sealed;
pub use place::{
    MARKER, MARKER_TEXT, WORKPLACE_MARKER, absolute, cannot_write, check_ours, check_place, is_ours, make, remove,
};

/// A published file: what it was made of, where that is known, and what it holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Published {
    /// What it was made of.
    pub made_of: Option<Fingerprint>,
    /// Its content.
    pub content: Content,
}

/// Every file of a published site by its path below it. The marker is not one of them.
pub type Manifest = BTreeMap<String, Published>;

/// What a site asks of its host. The marker is a file, too.
pub fn demand(manifest: &Manifest) -> Demand {
    let sizes = || manifest.values().map(|file| file.content.stamp.size);
    Demand { files: manifest.len() as u64 + 1, bytes: sizes().sum(), largest: sizes().max().unwrap_or(0) }
}

/// Where things are kept from one build to the next, for a site that is published at `output`.
pub fn workplace(output: &Path) -> Result<PathBuf, Diagnostic> {
    let output = absolute(output).map_err(|error| cannot_write(output, &error))?;
    let name = output.file_name().map_or_else(|| "site".to_owned(), |name| name.to_string_lossy().into_owned());
    Ok(output.with_file_name(format!(".{name}.build")))
}

/// The place where a site is published and its workplace, which is made, if that may be.
fn ready(root: &Path, output: &Path) -> Result<(PathBuf, PathBuf), Diagnostic> {
    let workplace = workplace(output)?;
    let output = absolute(output).map_err(|error| cannot_write(output, &error))?;
    check_place(root, &output)?;
    check_ours(&output)?;
    check_mount(&output)?;
    make(&workplace, WORKPLACE_MARKER)?;
    Ok((output, workplace))
}

/// Keeps other previews away from a place for as long as it lives; builds have a lock of their own.
pub struct Hold {
    /// The place, as an absolute path.
    pub output: PathBuf,
    _lock: File,
}

/// Takes a place for a preview. Fails where no build could publish, too, so that nothing of anybody else's is served.
pub fn hold(root: &Path, output: &Path) -> Result<Hold, Diagnostic> {
    let (output, workplace) = ready(root, output)?;
    let lock = lock(&workplace.join("serving")).map_err(|failure| match failure.problem {
        Problem::AnotherBuild {} => Diagnostic { problem: Problem::AnotherPreview {}, ..failure },
        _ => failure,
    })?;
    Ok(Hold { output, _lock: lock })
}

/// What a publication changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Changes {
    /// Files that are new, or hold something new.
    pub written: usize,
    /// Files that stayed as they were.
    pub unchanged: usize,
    /// Files that went.
    pub removed: usize,
}

impl Changes {
    /// These, and others right behind them.
    #[must_use]
    pub fn then(self, later: Self) -> Self {
        Self {
            written: self.written + later.written,
            unchanged: later.unchanged.saturating_sub(self.written),
            removed: self.removed + later.removed,
        }
    }
}

/// A site that is being written and not yet published.
pub struct Publication {
    output: PathBuf,
    workplace: PathBuf,
    staged: PathBuf,
    previous: PathBuf,
    /// Held while the build runs, so that two builds do not write one site.
    _lock: File,
    /// What is published.
    present: Survey,
    before: Manifest,
    now: Mutex<BTreeMap<String, Entry>>,
}

/// A file of the site that is being written.
#[derive(Debug, Clone, Copy)]
struct Entry {
    published: Published,
    staged: bool,
}

impl Publication {
    /// Begins a site that will be published at `output`, for the site whose sources are below `root`.
    ///
    /// Fails when `output` holds files and no marker, when it is the sources' own place, or a file system of its own. If
    /// an earlier build was killed while its files moved in, the rest of them move in first.
    pub fn begin(root: &Path, output: &Path) -> Result<Self, Diagnostic> {
        let (output, workplace) = ready(root, output)?;
        let mut publication = Self {
            output,
            staged: workplace.join("site"),
            previous: workplace.join("previous"),
            _lock: lock(&workplace.join("lock"))?,
            workplace,
            present: Survey::default(),
            before: Manifest::new(),
            now: Mutex::default(),
        };
        publication.survey()?;
        if let Some(plan) = Plan::load(&publication.plan()).filter(|plan| plan.stands(publication.places())) {
            plan.carry_out(publication.places(), &publication.present)?;
            publication.survey()?;
        }
        if !publication.output.exists() && is_ours(&publication.previous) {
            // It made way for a site that is no longer there.
            let back = fs::rename(&publication.previous, &publication.output);
            back.map_err(|error| cannot_write(&publication.output, &error))?;
            publication.survey()?;
        }
        remove(&publication.plan())?;
        remove(&publication.staged)?;
        make(&publication.staged, MARKER)?;
        Ok(publication)
    }

    /// Says what an earlier build published here. Each file is looked at before it is relied upon.
    pub fn rely_on(&mut self, before: Manifest) {
        self.before = before;
    }

    /// Whether a file that was made of the same is published and as it was; then it stays.
    pub fn keep(&self, path: &str, made_of: Fingerprint) -> bool {
        self.kept(path, made_of).is_some()
    }

    /// What a file holds that was made of the same, if it is published and as it was; then it stays.
    pub fn kept(&self, path: &str, made_of: Fingerprint) -> Option<Content> {
        let known = self.before.get(path).filter(|known| known.made_of == Some(made_of));
        let published = self.as_it_was(path, *known?)?;
        self.enter(path, Entry { published, staged: false });
        Some(published.content)
    }

    /// Begins again on the heels of what was just published, all of which stays but for one folder.
    pub fn again(&mut self, published: &Manifest, but: &str) -> Result<(), Diagnostic> {
        self.survey()?;
        remove(&self.staged)?;
        make(&self.staged, MARKER)?;
        self.before.clone_from(published);
        let stays = published.iter().filter(|(path, _)| !path.starts_with(but));
        *self.now() =
            stays.map(|(path, published)| (path.clone(), Entry { published: *published, staged: false })).collect();
        Ok(())
    }

    /// What an earlier build published in a folder.
    fn within<'p>(&'p self, folder: &'p str) -> impl Iterator<Item = (&'p String, &'p Published)> {
        self.before.range(folder.to_owned()..).take_while(move |(path, _)| path.starts_with(folder))
    }

    /// Keeps what is published of a folder as it is, whatever it was made of; whether that is anything.
    pub fn keep_folder_as_it_is(&self, folder: &str) -> bool {
        let kept = self.within(folder).filter_map(|(path, known)| Some((path, self.as_it_was(path, *known)?)));
        let kept = kept.map(|(path, published)| self.enter(path, Entry { published, staged: false }));
        kept.count() > 0
    }

    /// Whether the files of a folder were made of the same, all of them, and are published and as they were; then they stay.
    pub fn keep_folder(&self, folder: &str, made_of: Fingerprint) -> bool {
        let of_same: Vec<&String> =
            self.within(folder).filter(|(_, known)| known.made_of == Some(made_of)).map(|(path, _)| path).collect();
        !of_same.is_empty() && of_same.into_iter().all(|path| self.keep(path, made_of))
    }

    /// Writes a file, unless it is published as it is.
    pub fn write(&self, path: &str, bytes: &[u8], made_of: Option<Fingerprint>) -> Result<(), Diagnostic> {
        let fingerprint = Fingerprint::of_bytes(bytes);
        let same = self.before.get(path).copied().filter(|known| known.content.fingerprint == fingerprint);
        if let Some(known) = same.and_then(|known| self.as_it_was(path, known)) {
            self.enter(path, Entry { published: Published { made_of, ..known }, staged: false });
            return Ok(());
        }
        let place = self.stage(path)?;
        fs::write(&place, bytes).map_err(|error| cannot_write(&place, &error))?;
        self.enter_staged(path, made_of, fingerprint, bytes.len() as u64);
        Ok(())
    }

    /// Copies a file of the site's sources, whose content has this fingerprint. Fails if it no longer has.
    pub fn copy(&self, path: &str, from: &Path, fingerprint: Fingerprint) -> Result<(), Diagnostic> {
        if self.keep(path, fingerprint) {
            return Ok(());
        }
        let place = self.stage(path)?;
        // Not `fs::copy`, which would also copy who may read it.
        let (copied, size) = copy(from, &place).map_err(|error| cannot_write(&place, &error))?;
        if copied != fingerprint {
            return Err(changed_meanwhile(from));
        }
        self.enter_staged(path, Some(fingerprint), fingerprint, size);
        Ok(())
    }

    /// Publishes the site: what it holds now, and what that changed. Other builds are kept away for as long as this lives.
    pub fn publish(&self) -> Result<(Manifest, Changes), Diagnostic> {
        self.write_sums()?;
        let now = std::mem::take(&mut *self.now());
        // The list of sums changes with whatever else does, and says nothing of it.
        let counted = || now.iter().filter(|(path, _)| *path != SUMS);
        let written = counted().filter(|(_, entry)| entry.staged).count();
        let is_removed = |path: &&String| *path != MARKER && !now.contains_key(*path);
        let removed = self.present.files.iter().filter(is_removed).count();
        let changes = Changes { written, unchanged: counted().count() - written, removed };
        let whole = written > changes.unchanged;
        if whole {
            for (path, entry) in now.iter().filter(|(_, entry)| !entry.staged) {
                self.take_along(path, entry.published)?;
            }
        }
        let files = now.keys().map(String::as_str).chain([MARKER]).map(str::to_owned).collect();
        let plan = Plan { whole, files, output: identity(&self.output) };
        self.check_staged(&now, whole)?;
        plan.save(&self.plan()).map_err(|error| cannot_write(&self.plan(), &error))?;
        plan.carry_out(self.places(), &self.present)?;
        remove(&self.plan())?;
        // Moving or linking a file changes its stamp.
        let at = SystemTime::now();
        let manifest = now
            .into_par_iter()
            .map(|(path, Entry { mut published, staged })| {
                if staged || whole {
                    let place = self.output.join(&path);
                    let data = fs::symlink_metadata(&place).map_err(|error| cannot_write(&place, &error))?;
                    published.content.stamp = Stamp::of(&data).if_settled(at);
                }
                Ok((path, published))
            })
            .collect::<Result<_, Diagnostic>>()?;
        Ok((manifest, changes))
    }

    /// Writes the list of what the site holds, by which anyone can see that it is whole. Neither the list itself is among
    /// it, nor the marker.
    fn write_sums(&self) -> Result<(), Diagnostic> {
        let list = {
            let now = self.now();
            let files = now.iter().filter(|(path, _)| *path != SUMS);
            sums::write(files.map(|(path, entry)| (path.as_str(), entry.published.content.fingerprint)))
        };
        self.write(SUMS, list.as_bytes(), None)
    }

    fn survey(&mut self) -> Result<(), Diagnostic> {
        self.present = Survey::of(&self.output).map_err(|error| cannot_write(&self.output, &error))?;
        Ok(())
    }

    fn places(&self) -> Places<'_> {
        Places { output: &self.output, staged: &self.staged, previous: &self.previous }
    }

    fn plan(&self) -> PathBuf {
        self.workplace.join("plan")
    }

    /// Puts a published file that stays beside the staged ones: the same file under a second name, or a copy.
    fn take_along(&self, path: &str, published: Published) -> Result<(), Diagnostic> {
        let (from, to) = (self.output.join(path), self.stage(path)?);
        if self.as_it_was(path, published).is_none() {
            return Err(changed_meanwhile(&from));
        }
        let linked = fs::hard_link(&from, &to).or_else(|_| fs::copy(&from, &to).map(drop));
        linked.map_err(|error| cannot_write(&to, &error))
    }

    /// Whether everything that should be staged is. Somebody may have removed it.
    fn check_staged(&self, now: &BTreeMap<String, Entry>, whole: bool) -> Result<(), Diagnostic> {
        let staged = Survey::of(&self.staged).map_err(|error| cannot_write(&self.staged, &error))?;
        let needed = now.iter().filter(|(_, entry)| entry.staged || whole).map(|(path, _)| path.as_str());
        match needed.chain([MARKER]).find(|path| !staged.files.contains(*path)) {
            Some(path) => Err(changed_meanwhile(&self.staged.join(path))),
            None => Ok(()),
        }
    }

    /// A published file, if it is as it was when its content was seen.
    fn as_it_was(&self, path: &str, mut known: Published) -> Option<Published> {
        if !self.present.files.contains(path) {
            return None;
        }
        let place = self.output.join(path);
        let data = fs::symlink_metadata(&place).ok().filter(fs::Metadata::is_file)?;
        if Stamp::of(&data) != known.content.stamp {
            // Perhaps it was only copied, or moved with the whole site.
            let content = Content::read(&place).ok()?;
            if content.fingerprint != known.content.fingerprint {
                return None;
            }
            known.content = Content { stamp: content.stamp.if_settled(SystemTime::now()), ..content };
        }
        Some(known)
    }

    /// Where a new file goes. A path from the page stage is always plain; that nothing else gets through is checked here.
    fn stage(&self, path: &str) -> Result<PathBuf, Diagnostic> {
        if !path.split('/').all(is_safe_name) {
            return Err(Diagnostic::in_file(path, Problem::UnsafePath { path: path.to_owned() }));
        }
        let place = path.split('/').fold(self.staged.clone(), |folder, name| folder.join(name));
        if let Some(folder) = place.parent() {
            fs::create_dir_all(folder).map_err(|error| cannot_write(folder, &error))?;
        }
        Ok(place)
    }

    /// Enters a staged file. It gets its stamp when it is published.
    fn enter_staged(&self, path: &str, made_of: Option<Fingerprint>, fingerprint: Fingerprint, size: u64) {
        let content = Content { stamp: Stamp::none(size), fingerprint };
        self.enter(path, Entry { published: Published { made_of, content }, staged: true });
    }

    fn enter(&self, path: &str, entry: Entry) {
        self.now().insert(path.to_owned(), entry);
    }

    fn now(&self) -> MutexGuard<'_, BTreeMap<String, Entry>> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Publication {
    /// Gives up what was not published; what has begun to move in is left for the next build to finish.
    fn drop(&mut self) {
        if !self.plan().exists() {
            // What cannot be removed now is removed by the next build.
            let _ = remove(&self.staged);
        }
    }
}

/// Copies a file's content; the fingerprint of what was copied, and how many bytes that is.
fn copy(from: &Path, to: &Path) -> io::Result<(Fingerprint, u64)> {
    struct Copying(File, File);

    impl Read for Copying {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let read = self.0.read(buffer)?;
            self.1.write_all(&buffer[..read])?;
            Ok(read)
        }
    }

    Fingerprint::of_reader(Copying(File::open(from)?, File::create(to)?))
}

fn changed_meanwhile(place: &Path) -> Diagnostic {
    let path = place.display().to_string();
    Diagnostic::in_file(path.clone(), Problem::ChangedMeanwhile { path })
}
