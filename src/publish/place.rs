//! Where a site may be published: only what is ours is ever written to or removed.

use std::fs::{self, File};
use std::io;
use std::path::{Component, Path, PathBuf};

use crate::diagnostic::{Diagnostic, Problem};
use crate::files::io_reason;

/// The file that says that a directory is ours.
pub const MARKER: &str = ".mingbai-site";

/// What the marker says to people.
pub const MARKER_TEXT: &str = "This directory is written by mingbai at each build. Keep nothing else in it.\n\
    本目录由 mingbai 生成，每次生成时更新，请勿在此存放其他文件。\n";

/// An absolute path; links in the part that exists are resolved, so that the sources cannot be hidden behind one.
pub fn absolute(path: &Path) -> io::Result<PathBuf> {
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
pub fn check_place(root: &Path, output: &Path) -> Result<(), Diagnostic> {
    let root = root.canonicalize().map_err(|error| cannot_write(root, &error))?;
    let among = ["content", "theme"].iter().any(|folder| output.starts_with(root.join(folder)));
    if root.starts_with(output) || among {
        let folder = output.display().to_string();
        return Err(Diagnostic::in_file(folder.clone(), Problem::OutputInSources { folder }));
    }
    Ok(())
}

/// Refuses a directory that holds files and is not ours.
pub fn check_ours(folder: &Path) -> Result<(), Diagnostic> {
    if is_empty(folder)? || is_ours(folder) {
        return Ok(());
    }
    let folder = folder.display().to_string();
    Err(Diagnostic::in_file(folder.clone(), Problem::OutputNotOurs { folder, marker: MARKER.to_owned() }))
}

/// Whether there is no such directory, or nothing in it.
pub fn is_empty(folder: &Path) -> Result<bool, Diagnostic> {
    match fs::read_dir(folder) {
        Ok(mut entries) => Ok(entries.next().is_none()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
        Err(error) => Err(cannot_write(folder, &error)),
    }
}

/// Whether a directory carries our marker.
pub fn is_ours(folder: &Path) -> bool {
    folder.join(MARKER).is_file()
}

/// Makes a directory with our marker, unless there is one.
pub fn make_ours(folder: &Path) -> Result<(), Diagnostic> {
    if is_ours(folder) {
        return Ok(());
    }
    check_ours(folder)?;
    fs::create_dir_all(folder).map_err(|error| cannot_write(folder, &error))?;
    let marker = folder.join(MARKER);
    fs::write(&marker, MARKER_TEXT).map_err(|error| cannot_write(&marker, &error))
}

/// Removes a directory with everything in it, if there is one.
pub fn remove(folder: &Path) -> Result<(), Diagnostic> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(cannot_write(folder, &error)),
        _ => Ok(()),
    }
}

/// Removes a file, if there is one.
pub fn remove_file(place: &Path) -> Result<(), Diagnostic> {
    match fs::remove_file(place) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(cannot_write(place, &error)),
        _ => Ok(()),
    }
}

/// Keeps other builds away for as long as the file is open.
pub fn lock(path: &Path) -> Result<File, Diagnostic> {
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

/// The problem that the operating system refused to write.
pub fn cannot_write(path: &Path, error: &io::Error) -> Diagnostic {
    let path = path.display().to_string();
    Diagnostic::in_file(path.clone(), Problem::CannotWrite { path, reason: io_reason(error) })
}
