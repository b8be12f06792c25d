//! New files on disk: all of them or none, none over another, and nothing through a link.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::diagnostic::{Diagnostic, Problem};
use crate::files::io_reason;

/// Writes files below a folder, by their paths with `/`. Where any of them is there, all of those are told and nothing is
/// written. A file that ends in `.sh` can be run.
pub fn write(root: &Path, files: &[(String, Vec<u8>)]) -> Result<(), Vec<Diagnostic>> {
    let shown = |path: &str| {
        let place = root.join(path);
        place.strip_prefix(".").unwrap_or(&place).display().to_string()
    };
    if let Some(above) = root.ancestors().find(|above| above.exists() && !above.is_dir()) {
        let folder = above.display().to_string();
        return Err(vec![Diagnostic::in_file(folder.clone(), Problem::NoFolder { folder })]);
    }
    let mut problems = Vec::new();
    for (path, _) in files {
        problems.extend(in_the_way(root, path).map(|problem| Diagnostic::in_file(shown(path), problem)));
    }
    if !problems.is_empty() {
        return Err(problems);
    }
    let mut written: Vec<PathBuf> = Vec::new();
    for (path, bytes) in files {
        let place = root.join(path);
        match create(&place, bytes) {
            Ok(()) => written.push(place),
            Err(error) => {
                // What was begun and cannot be ended is no start; what somebody else has put there meanwhile stays.
                let begun = (error.kind() != io::ErrorKind::AlreadyExists).then_some(place);
                for file in written.iter().chain(&begun) {
                    let _ = fs::remove_file(file);
                }
                let problem = Problem::CannotWrite { path: shown(path), reason: io_reason(&error) };
                return Err(vec![Diagnostic::in_file(shown(path), problem)]);
            }
        }
    }
    Ok(())
}

/// What keeps a file from being written: something there, or a link on the way to it.
fn in_the_way(root: &Path, path: &str) -> Option<Problem> {
    let mut place = root.to_path_buf();
    let mut parts = path.split('/').peekable();
    while let Some(part) = parts.next() {
        place.push(part);
        let Ok(data) = fs::symlink_metadata(&place) else { return None };
        if parts.peek().is_none() {
            return Some(Problem::AlreadyThere {});
        }
        if !data.is_dir() {
            return Some(Problem::NoFolder { folder: place.display().to_string() });
        }
    }
    None
}

fn create(place: &Path, bytes: &[u8]) -> io::Result<()> {
    if let Some(folder) = place.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    if place.extension().is_some_and(|ending| ending == "sh") {
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o755);
    }
    options.open(place)?.write_all(bytes)
}
