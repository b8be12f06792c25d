//! Where a site may be published: only what is ours is ever written to or removed.

use std::fs::{self, File};
use std::io;
use std::path::{Component, Path, PathBuf};

use crate::diagnostic::{Diagnostic, Problem};
use crate::files::io_reason;

/// The file that says that a directory is a site of ours.
pub const MARKER: &str = ".mingbai-site";

/// The file that says that a directory is where a site is made ready.
pub const WORKPLACE_MARKER: &str = ".mingbai-build";

/// What the markers say to people.
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
    Err(not_ours(folder, MARKER))
}

fn not_ours(folder: &Path, marker: &str) -> Diagnostic {
    let folder = folder.display().to_string();
    Diagnostic::in_file(folder.clone(), Problem::OutputNotOurs { folder, marker: marker.to_owned() })
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

/// Makes a directory that carries a marker, unless there is one.
pub fn make(folder: &Path, marker: &str) -> Result<(), Diagnostic> {
    if is_plain(folder) && folder.join(marker).is_file() {
        return Ok(());
    }
    if fs::symlink_metadata(folder).is_ok_and(|data| data.is_symlink()) || !is_empty(folder)? {
        return Err(not_ours(folder, marker));
    }
    fs::create_dir_all(folder).map_err(|error| cannot_write(folder, &error))?;
    let marker = folder.join(marker);
    fs::write(&marker, MARKER_TEXT).map_err(|error| cannot_write(&marker, &error))
}

/// Whether there is a directory, and not a link to one.
pub fn is_plain(folder: &Path) -> bool {
    fs::symlink_metadata(folder).is_ok_and(|data| data.is_dir())
}

/// What tells a directory from every other, where the system says.
pub type Identity = (u64, u64);

/// Which directory is under a name.
#[cfg(unix)]
pub fn identity(folder: &Path) -> Option<Identity> {
    use std::os::unix::fs::MetadataExt as _;
    fs::symlink_metadata(folder).ok().map(|data| (data.dev(), data.ino()))
}

/// Which directory is under a name.
#[cfg(not(unix))]
pub fn identity(_: &Path) -> Option<Identity> {
    None
}

/// Refuses a directory that is a file system of its own: nothing can move into it whole.
pub fn check_mount(output: &Path) -> Result<(), Diagnostic> {
    let device = |folder: &Path| identity(folder).map(|(device, _)| device);
    let beside = output.parent().and_then(device);
    if let (Some(inside), Some(beside)) = (device(output), beside)
        && inside != beside
    {
        let folder = output.display().to_string();
        return Err(Diagnostic::in_file(folder.clone(), Problem::OutputIsMount { folder }));
    }
    Ok(())
}

/// Takes whatever is there away, without following a link.
pub fn clear(place: &Path) -> io::Result<()> {
    let removed = match fs::symlink_metadata(place) {
        Ok(data) if data.is_dir() => fs::remove_dir_all(place),
        Ok(_) => fs::remove_file(place),
        Err(error) => Err(error),
    };
    match removed {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        removed => removed,
    }
}

/// Takes whatever is there away, or says why not.
pub fn remove(place: &Path) -> Result<(), Diagnostic> {
    clear(place).map_err(|error| cannot_write(place, &error))
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
