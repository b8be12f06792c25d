//! Bytes to disk: a site is staged beside the published one and takes its place whole.
//!
//! What was there before is replaced only if it carries our marker file; a build that fails, or is killed, leaves the
//! published site as it was, or is put right by the next build (see [`Staging::begin`]).

use std::fs::{self, File};
use std::io;
use std::path::{Component, Path, PathBuf};
use std::sync::Mutex;

use crate::diagnostic::{Diagnostic, Problem};
use crate::files::io_reason;

/// The file that says that a directory is ours to replace.
pub const MARKER: &str = ".mingbai-site";

/// What the marker says to people.
const MARKER_TEXT: &str = "This directory is written by mingbai and replaced at each build. Keep nothing else in it.\n\
    本目录由 mingbai 生成，每次生成时整体替换，请勿在此存放其他文件。\n";

/// A site that is being written and not yet published.
pub struct Staging {
    output: PathBuf,
    folder: PathBuf,
    previous: PathBuf,
    /// Held while the build runs, so that two builds do not write one site.
    _lock: File,
    written: Mutex<Published>,
}

/// How much was published.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Published {
    /// Files.
    pub files: usize,
    /// Bytes in them.
    pub bytes: u64,
}

impl Staging {
    /// Begins a site that will be published at `output`, for the site whose sources are below `root`.
    ///
    /// Fails when `output` holds files and no marker, or when it is the sources' own place. If an earlier build was
    /// killed between its two last steps, its site is put back first.
    pub fn begin(root: &Path, output: &Path) -> Result<Self, Diagnostic> {
        let output = absolute(output).map_err(|error| cannot_write(output, &error))?;
        check_place(root, &output)?;
        let beside = |what: &str| {
            let name = output.file_name().map_or_else(|| "site".to_owned(), |name| name.to_string_lossy().into_owned());
            output.with_file_name(format!(".{name}.{what}"))
        };
        let (staging, previous) = (beside("staging"), beside("previous"));
        if let Some(parent) = output.parent() {
            fs::create_dir_all(parent).map_err(|error| cannot_write(parent, &error))?;
        }
        let lock = lock(&beside("lock"))?;
        if !output.exists() && is_ours(&previous) {
            fs::rename(&previous, &output).map_err(|error| cannot_write(&output, &error))?;
        }
        check_ours(&output)?;
        for leftover in [&staging, &previous] {
            remove_ours(leftover)?;
        }
        fs::create_dir(&staging).map_err(|error| cannot_write(&staging, &error))?;
        let marker = staging.join(MARKER);
        fs::write(&marker, MARKER_TEXT).map_err(|error| cannot_write(&marker, &error))?;
        Ok(Self { output, folder: staging, previous, _lock: lock, written: Mutex::default() })
    }

    /// Writes a file.
    pub fn write(&self, path: &str, bytes: &[u8]) -> Result<(), Diagnostic> {
        let place = self.place(path)?;
        fs::write(&place, bytes).map_err(|error| cannot_write(&place, &error))?;
        self.note(bytes.len() as u64);
        Ok(())
    }

    /// Copies a file of the site's sources.
    pub fn copy(&self, path: &str, from: &Path) -> Result<(), Diagnostic> {
        let place = self.place(path)?;
        let bytes = fs::copy(from, &place).map_err(|error| cannot_write(&place, &error))?;
        self.note(bytes);
        Ok(())
    }

    /// Publishes the staged site in place of the old one.
    pub fn publish(self) -> Result<Published, Diagnostic> {
        if self.output.exists() {
            if is_ours(&self.output) {
                fs::rename(&self.output, &self.previous).map_err(|error| cannot_write(&self.output, &error))?;
            } else {
                // Empty, as was checked at the beginning; this fails if it no longer is.
                fs::remove_dir(&self.output).map_err(|error| cannot_write(&self.output, &error))?;
            }
        }
        if let Err(error) = fs::rename(&self.folder, &self.output) {
            // Put the old site back rather than leave none.
            let _ = fs::rename(&self.previous, &self.output);
            return Err(cannot_write(&self.output, &error));
        }
        remove_ours(&self.previous)?;
        Ok(*self.written.lock().unwrap_or_else(std::sync::PoisonError::into_inner))
    }

    /// Where a file goes. A path from the page stage is always plain; that nothing else gets through is checked here.
    fn place(&self, path: &str) -> Result<PathBuf, Diagnostic> {
        if !path.split('/').all(crate::files::is_safe_name) {
            return Err(Diagnostic::in_file(path, Problem::UnsafePath { path: path.to_owned() }));
        }
        let place = path.split('/').fold(self.folder.clone(), |folder, name| folder.join(name));
        if let Some(folder) = place.parent() {
            fs::create_dir_all(folder).map_err(|error| cannot_write(folder, &error))?;
        }
        Ok(place)
    }

    fn note(&self, bytes: u64) {
        let mut written = self.written.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        written.files += 1;
        written.bytes += bytes;
    }
}

impl Drop for Staging {
    /// Gives up what was not published; the published site stays as it is.
    fn drop(&mut self) {
        // What cannot be removed now is removed by the next build.
        let _ = remove_ours(&self.folder);
    }
}

/// An absolute path; links in the part that exists are resolved, so that the sources cannot be hidden behind one.
fn absolute(path: &Path) -> io::Result<PathBuf> {
    let mut whole = PathBuf::new();
    for part in std::path::absolute(path)?.components() {
        match part {
            Component::ParentDir => {
                whole.pop();
            }
            Component::CurDir => {}
            part => whole.push(part),
        }
        if let Ok(real) = whole.canonicalize() {
            whole = real;
        }
    }
    Ok(whole)
}

/// Refuses a place that holds the sources or lies in the archive.
fn check_place(root: &Path, output: &Path) -> Result<(), Diagnostic> {
    let root = root.canonicalize().map_err(|error| cannot_write(root, &error))?;
    let among = ["content", "theme"].iter().any(|folder| output.starts_with(root.join(folder)));
    if root.starts_with(output) || among {
        let folder = output.display().to_string();
        return Err(Diagnostic::in_file(folder.clone(), Problem::OutputInSources { folder }));
    }
    Ok(())
}

/// Refuses a directory that holds files and is not ours.
fn check_ours(output: &Path) -> Result<(), Diagnostic> {
    let is_empty = match fs::read_dir(output) {
        Ok(mut entries) => entries.next().is_none(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => true,
        Err(error) => return Err(cannot_write(output, &error)),
    };
    if is_empty || is_ours(output) {
        return Ok(());
    }
    let folder = output.display().to_string();
    Err(Diagnostic::in_file(folder.clone(), Problem::OutputNotOurs { folder, marker: MARKER.to_owned() }))
}

fn is_ours(folder: &Path) -> bool {
    folder.join(MARKER).is_file()
}

/// Removes a directory of ours; leaves anything else alone, which is an error.
fn remove_ours(folder: &Path) -> Result<(), Diagnostic> {
    if !folder.exists() {
        return Ok(());
    }
    check_ours(folder)?;
    // The marker goes last: whenever this is interrupted, what is left is still known as ours.
    let entries = fs::read_dir(folder).map_err(|error| cannot_write(folder, &error))?;
    for entry in entries.flatten().filter(|entry| entry.file_name() != MARKER) {
        let path = entry.path();
        let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
        let removed = if is_folder { fs::remove_dir_all(&path) } else { fs::remove_file(&path) };
        removed.map_err(|error| cannot_write(&path, &error))?;
    }
    fs::remove_dir_all(folder).map_err(|error| cannot_write(folder, &error))
}

fn lock(path: &Path) -> Result<File, Diagnostic> {
    if fs::symlink_metadata(path).is_ok_and(|data| !data.is_file()) {
        let folder = path.display().to_string();
        return Err(Diagnostic::in_file(folder, Problem::LockInTheWay {}));
    }
    // Not truncated: only the lock matters, and a file that is not ours keeps what it holds.
    let file = File::options().write(true).create(true).truncate(false).open(path);
    let file = file.map_err(|error| cannot_write(path, &error))?;
    match file.try_lock() {
        Err(fs::TryLockError::WouldBlock) => {
            let folder = path.display().to_string();
            Err(Diagnostic::in_file(folder, Problem::AnotherBuild {}))
        }
        // Some network file systems know no locks; a build alone is the normal case there.
        Ok(()) | Err(fs::TryLockError::Error(_)) => Ok(file),
    }
}

fn cannot_write(path: &Path, error: &io::Error) -> Diagnostic {
    let path = path.display().to_string();
    Diagnostic::in_file(path.clone(), Problem::CannotWrite { path, reason: io_reason(error) })
}
