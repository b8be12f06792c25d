//! Takes a published site from one state to the next.
//!
//! Where little is new, staged files move in one by one, and what is left over goes last. Where most is new, the staged
//! site takes the place of the published one whole. Before anything moves, the plan is on disk: an exchange that is
//! interrupted, at any moment, is finished by carrying out its plan again.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

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

impl Differences {
    /// Compares what is published with the files that should be.
    pub fn new<'p>(output: &Path, files: impl Iterator<Item = &'p str>) -> Result<Self, Diagnostic> {
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
        let mut plan = Self::default();
        let mut walk = WalkDir::new(output).min_depth(1).into_iter();
        while let Some(entry) = walk.next() {
            let entry = entry.map_err(|error| cannot_write(output, &error.into()))?;
            let below = entry.path().strip_prefix(output).unwrap_or(entry.path());
            let parts: Option<Vec<&str>> = below.iter().map(|part| part.to_str()).collect();
            // What has no name in Unicode is not from here, and is named as it is below its folder.
            let Some(path) = parts.map(|parts| parts.join("/")) else {
                clear(entry.path()).map_err(|error| cannot_write(entry.path(), &error))?;
                if entry.file_type().is_dir() {
                    walk.skip_current_dir();
                }
                continue;
            };
            let (is_file, is_folder) = (entry.file_type().is_file(), entry.file_type().is_dir());
            let (as_file, as_folder) = (files.contains(path.as_str()), folders.contains(path.as_str()));
            match (is_file, is_folder) {
                (true, _) if as_file => {}
                (_, true) if as_folder => {}
                (true, _) if !as_folder => plan.leftovers.push(path),
                (_, true) if !as_file => plan.folders.push(path),
                _ => {
                    if is_folder {
                        walk.skip_current_dir();
                    }
                    plan.obstacles.push(path);
                }
            }
        }
        plan.folders.reverse();
        if !plan.leftovers.is_empty() {
            // Where the file system does not tell case apart, what is left over may be what moves in.
            let lower: BTreeSet<String> = files.iter().map(|file| file.to_lowercase()).collect();
            let (first, last) = plan.leftovers.into_iter().partition(|path| lower.contains(&path.to_lowercase()));
            plan.leftovers = last;
            plan.obstacles.extend::<Vec<_>>(first);
        }
        Ok(plan)
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

/// Writes a file that is there whole or not at all, whatever happens meanwhile.
pub fn write_whole(place: &Path, bytes: &[u8]) -> io::Result<()> {
    let beside = place.with_extension("new");
    unless_gone(fs::remove_file(&beside))?;
    // Made anew, so that no link is followed.
    let mut file = File::create_new(&beside)?;
    file.write_all(bytes)?;
    file.sync_all()?;
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
