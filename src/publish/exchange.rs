//! Takes a published site from one state to the next.
//!
//! Where little is new, staged files move in one by one, and what is left over goes last. Where most is new, the staged
//! site takes the place of the published one whole. Before anything moves, the plan is on disk: an exchange that is
//! interrupted, at any moment, is finished by carrying out its plan again.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use walkdir::WalkDir;

use crate::diagnostic::Diagnostic;
use crate::publish::place::{MARKER, cannot_write, remove};

/// What has to be done when every new file is staged.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Plan {
    /// The staged site is complete, and takes the place of the published one.
    Whole,
    /// The staged files move in.
    Files(Differences),
}

/// In what a published site differs from what it should be, beside the staged files.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Differences {
    /// What is in the way: links, and whatever is not of the kind that belongs in its place.
    obstacles: Vec<String>,
    /// Files that are not part of the new site.
    leftovers: Vec<String>,
    /// Folders that have nothing in the new site, the inner ones first.
    folders: Vec<String>,
}

/// The places that an exchange has to do with.
#[derive(Debug, Clone, Copy)]
pub struct Places<'p> {
    /// The published site.
    pub output: &'p Path,
    /// What takes its place, or moves into it.
    pub staged: &'p Path,
    /// Where the published site goes when another takes its place.
    pub previous: &'p Path,
}

impl Plan {
    /// Reads a plan that was not carried out to its end; `None` if there is none.
    pub fn load(place: &Path) -> Option<Self> {
        postcard::from_bytes(&fs::read(place).ok()?).ok()
    }

    /// Puts the plan on disk, whole or not at all.
    pub fn save(&self, place: &Path) -> Result<(), Diagnostic> {
        let bytes = postcard::to_stdvec(self).map_err(|error| cannot_write(place, &io::Error::other(error)))?;
        write_whole(place, &bytes).map_err(|error| cannot_write(place, &error))
    }

    /// Carries the plan out. Does no harm where it was carried out before, in part or whole.
    pub fn carry_out(&self, places: Places<'_>) -> Result<(), Diagnostic> {
        match self {
            Self::Whole => replace(places),
            Self::Files(differences) => differences.settle(places),
        }
    }
}

/// Puts the staged site in the place of the published one. There is none under its name between two system calls.
fn replace(Places { output, staged, previous }: Places<'_>) -> Result<(), Diagnostic> {
    if staged.exists() {
        remove(previous)?;
        if output.exists() {
            fs::rename(output, previous).map_err(|error| cannot_write(output, &error))?;
        }
        if let Err(error) = fs::rename(staged, output) {
            // Put the old site back rather than leave none.
            let _ = fs::rename(previous, output);
            return Err(cannot_write(output, &error));
        }
    }
    remove(previous)
}

/// The files that should be published, and the folders that hold them.
struct Expected<'p> {
    files: BTreeSet<&'p str>,
    folders: BTreeSet<&'p str>,
}

impl<'p> Expected<'p> {
    fn new(files: impl Iterator<Item = &'p str>) -> Self {
        let files: BTreeSet<&str> = files.chain([MARKER]).collect();
        let mut folders: BTreeSet<&str> = BTreeSet::new();
        for file in &files {
            let mut folder = *file;
            while let Some((above, _)) = folder.rsplit_once('/') {
                if !folders.insert(above) {
                    break;
                }
                folder = above;
            }
        }
        Self { files, folders }
    }
}

impl Differences {
    /// Compares what is published with the files that should be.
    pub fn new<'p>(output: &Path, files: impl Iterator<Item = &'p str>) -> Result<Self, Diagnostic> {
        let expected = Expected::new(files);
        let mut found = Self::below(output, "", &expected).map_err(|error| cannot_write(output, &error))?;
        if !found.leftovers.is_empty() {
            // Where the file system does not tell case apart, what is left over may be what moves in.
            let lower: BTreeSet<String> = expected.files.iter().map(|file| file.to_lowercase()).collect();
            let (first, last): (Vec<_>, _) =
                found.leftovers.into_iter().partition(|path| lower.contains(&path.to_lowercase()));
            found.leftovers = last;
            found.obstacles.extend(first);
        }
        Ok(found)
    }

    /// Looks at a folder, whose path below the site is `path`, and at all below it.
    fn below(folder: &Path, path: &str, expected: &Expected<'_>) -> io::Result<Self> {
        let mut found = Self::default();
        let mut inner = Vec::new();
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let name = entry.file_name();
            let Some(name) = name.to_str() else {
                // A name that is no Unicode is not from here.
                clear(&entry.path())?;
                continue;
            };
            let path = if path.is_empty() { name.to_owned() } else { format!("{path}/{name}") };
            let kind = entry.file_type()?;
            let as_file = expected.files.contains(path.as_str());
            let as_folder = expected.folders.contains(path.as_str());
            if kind.is_file() && as_file {
            } else if kind.is_dir() && !as_file {
                if !as_folder {
                    found.folders.push(path.clone());
                }
                inner.push((entry.path(), path));
            } else if kind.is_file() && !as_folder {
                found.leftovers.push(path);
            } else {
                found.obstacles.push(path);
            }
        }
        let inner: Vec<Self> = inner
            .into_par_iter()
            .map(|(folder, path)| Self::below(&folder, &path, expected))
            .collect::<io::Result<_>>()?;
        let outer = std::mem::take(&mut found.folders);
        for one in inner {
            found.obstacles.extend(one.obstacles);
            found.leftovers.extend(one.leftovers);
            found.folders.extend(one.folders);
        }
        found.folders.extend(outer);
        Ok(found)
    }

    /// Makes the published site what it should be.
    fn settle(&self, Places { output, staged, .. }: Places<'_>) -> Result<(), Diagnostic> {
        for path in &self.obstacles {
            let place = output.join(path);
            clear(&place).map_err(|error| cannot_write(&place, &error))?;
        }
        let mut made = PathBuf::new();
        for entry in WalkDir::new(staged).sort_by(|one, other| later(one).cmp(&later(other))) {
            let entry = entry.map_err(|error| cannot_write(staged, &error.into()))?;
            let Ok(path) = entry.path().strip_prefix(staged) else { continue };
            if !entry.file_type().is_file() {
                continue;
            }
            let place = output.join(path);
            let folder = place.parent().unwrap_or(output);
            if made != folder {
                fs::create_dir_all(folder).map_err(|error| cannot_write(folder, &error))?;
                folder.clone_into(&mut made);
            }
            fs::rename(entry.path(), &place).map_err(|error| cannot_write(&place, &error))?;
        }
        for path in &self.leftovers {
            let place = output.join(path);
            unless_gone(fs::remove_file(&place)).map_err(|error| cannot_write(&place, &error))?;
        }
        for path in &self.folders {
            let place = output.join(path);
            unless_gone(fs::remove_dir(&place)).map_err(|error| cannot_write(&place, &error))?;
        }
        Ok(())
    }
}

/// What pages need comes before the pages.
fn later(entry: &walkdir::DirEntry) -> (bool, bool, &std::ffi::OsStr) {
    let name = entry.file_name();
    (name != "static", Path::new(name).extension().is_some_and(|ending| ending == "html"), name)
}

/// Writes a file that is there whole or not at all, if the build is killed meanwhile.
pub fn write_whole(place: &Path, bytes: &[u8]) -> io::Result<()> {
    let beside = place.with_extension("new");
    unless_gone(fs::remove_file(&beside))?;
    // Made anew, so that no link is followed.
    File::create_new(&beside)?.write_all(bytes)?;
    fs::rename(&beside, place)
}

/// Takes whatever is there away, without following a link.
fn clear(place: &Path) -> io::Result<()> {
    match fs::symlink_metadata(place) {
        Ok(data) if data.is_dir() => unless_gone(fs::remove_dir_all(place)),
        Ok(_) => unless_gone(fs::remove_file(place)),
        Err(error) => unless_gone(Err(error)),
    }
}

fn unless_gone(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        result => result,
    }
}
