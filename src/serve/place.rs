//! Where a preview is kept: in a folder of its own, so that what is published elsewhere stays as it is.

use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::diagnostic::Diagnostic;
use crate::publish::cannot_write;

/// The folder in the site's own that keeps a preview from one run to the next, so that the next begins at once.
const FOLDER: &str = ".mingbai";

/// Where the preview of a site goes by default. The folder around it, which is made, tells Git to look away.
pub fn folder(root: &Path) -> Result<PathBuf, Diagnostic> {
    let folder = root.join(FOLDER);
    let unless_there = |made: io::Result<()>, place: &Path| match made {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(cannot_write(place, &error)),
        _ => Ok(()),
    };
    unless_there(fs::create_dir(&folder), &folder)?;
    let ignore = folder.join(".gitignore");
    unless_there(File::create_new(&ignore).and_then(|mut file| file.write_all(b"*\n")), &ignore)?;
    Ok(folder.join("preview"))
}
