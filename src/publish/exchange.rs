//! Takes a published site from one state to the next.
//!
//! Where little is new, staged files move in one by one, and what is left over goes last. Where most is new, the staged
//! site takes the place of the published one whole. Before anything moves, the plan is on disk: an exchange that is
//! interrupted, at any moment, is finished by carrying out its plan again.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use walkdir::WalkDir;

use crate::diagnostic::Diagnostic;
use crate::files::{composed, read_file};
use crate::fingerprint;
use crate::publish::place::{Identity, cannot_write, clear, identity, is_plain, remove};
use crate::sums::SUMS;

/// What a folder holds, by paths below it. Links are not followed.
#[derive(Debug, Default)]
pub struct Survey {
    /// The files.
    pub files: BTreeSet<String>,
    /// The folders, inner ones before those that they are in.
    folders: Vec<String>,
    /// Where links are, and whatever else is neither, or has no name in Unicode and so is not from here.
    others: Vec<PathBuf>,
}

impl Survey {
    /// Looks at a folder and at all below it; there may be none.
    pub fn of(folder: &Path) -> io::Result<Self> {
        if is_plain(folder) { Self::below(folder, "") } else { Ok(Self::default()) }
    }

    fn below(folder: &Path, path: &str) -> io::Result<Self> {
        let mut found = Self::default();
        let mut inner = Vec::new();
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let name = entry.file_name();
            let Some(name) = name.to_str() else {
                found.others.push(entry.path());
                continue;
            };
            let path = if path.is_empty() { name.to_owned() } else { format!("{path}/{name}") };
            let kind = entry.file_type()?;
            if kind.is_dir() {
                inner.push((entry.path(), path));
            } else if kind.is_file() {
                found.files.insert(path);
            } else {
                found.others.push(entry.path());
            }
        }
        let inner: Vec<(Self, String)> = inner
            .into_par_iter()
            .map(|(folder, path)| Ok((Self::below(&folder, &path)?, path)))
            .collect::<io::Result<_>>()?;
        for (one, path) in inner {
            found.files.extend(one.files);
            found.folders.extend(one.folders);
            found.folders.push(path);
            found.others.extend(one.others);
        }
        Ok(found)
    }
}

/// What has to be done when every new file is staged.
#[derive(Debug, Serialize, Deserialize)]
pub struct Plan {
    /// Whether the staged site is complete, and takes the place of the published one; else the staged files move in.
    pub whole: bool,
    /// Every file of the new site.
    pub files: Vec<String>,
    /// Which folder the published site is, where the system tells. A plan is for no other.
    pub output: Option<Identity>,
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
    /// Reads a plan that was not carried out to its end; `None` if there is none, or it is not whole.
    pub fn load(place: &Path) -> Option<Self> {
        postcard::from_bytes(fingerprint::unseal(&read_file(place).ok()?)?).ok()
    }

    /// Puts the plan on disk, whole or not at all.
    pub fn save(&self, place: &Path) -> io::Result<()> {
        write_sealed(place, self)
    }

    /// Whether an interrupted plan can still be carried out: it is about this site, and what it needs is there.
    pub fn stands(&self, Places { output, staged, previous }: Places<'_>) -> bool {
        let is_here = |place: &Path| self.output == identity(place);
        if !self.whole {
            return is_here(output) && is_plain(staged);
        }
        if !is_plain(staged) {
            // It has taken its place.
            return true;
        }
        let is_complete =
            Survey::of(staged).is_ok_and(|staged| self.files.iter().all(|file| staged.files.contains(file)));
        is_complete && (is_here(output) || (!output.exists() && (self.output.is_none() || is_here(previous))))
    }

    /// Carries the plan out on a site that holds this. Does no harm where it was carried out before, in part or whole.
    pub fn carry_out(&self, places: Places<'_>, survey: &Survey) -> Result<(), Diagnostic> {
        if self.whole { replace(places) } else { self.settle(places, survey) }
    }

    /// Moves the staged files in, after what is in their way and before what is left over goes.
    fn settle(&self, Places { output, staged, .. }: Places<'_>, survey: &Survey) -> Result<(), Diagnostic> {
        let at = |path: &str| output.join(path);
        let expected = Expected::new(&self.files);
        let folders_in_the_way = survey.folders.iter().filter(|path| expected.files.contains(path.as_str()));
        let (files_in_the_way, other_files): (Vec<_>, Vec<_>) =
            survey.files.iter().partition(|path| expected.folders.contains(path.as_str()));
        let in_the_way = folders_in_the_way.chain(files_in_the_way).map(|path| at(path));
        for place in survey.others.iter().cloned().chain(in_the_way) {
            remove(&place)?;
        }
        let unexpected: Vec<_> =
            other_files.into_iter().filter(|path| !expected.files.contains(path.as_str())).collect();
        // Most builds find none, and need not look at how every file is spelt.
        let spellings = if unexpected.is_empty() { BTreeMap::new() } else { expected.spellings() };
        let mut leftovers = Vec::new();
        for path in unexpected {
            // Where the file system does not tell case or accents apart, it is the new file under its old name.
            let new = spellings.get(&folded(path)).filter(|name| !survey.files.contains(**name) && at(name).exists());
            match new {
                Some(name) => fs::rename(at(path), at(name)).map_err(|error| cannot_write(&at(name), &error))?,
                None => leftovers.push(path),
            }
        }
        move_in(staged, output)?;
        for path in leftovers {
            unless_gone(fs::remove_file(at(path))).map_err(|error| cannot_write(&at(path), &error))?;
        }
        for path in survey.folders.iter().filter(|path| !expected.folders.contains(path.as_str())) {
            // What somebody has put there meanwhile goes with the next build.
            let _ = fs::remove_dir(at(path));
        }
        Ok(())
    }
}

/// The files that should be published, and the folders that hold them.
struct Expected<'p> {
    files: BTreeSet<&'p str>,
    folders: BTreeSet<&'p str>,
}

impl<'p> Expected<'p> {
    fn new(files: &'p [String]) -> Self {
        let files: BTreeSet<&str> = files.iter().map(String::as_str).collect();
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

    /// The files by their names without regard to case and accents' writing.
    fn spellings(&self) -> BTreeMap<String, &'p str> {
        self.files.iter().map(|file| (folded(file), *file)).collect()
    }
}

fn folded(path: &str) -> String {
    composed(&path.to_lowercase())
}

/// Moves every staged file in, what pages need before the pages.
fn move_in(staged: &Path, output: &Path) -> Result<(), Diagnostic> {
    let mut made = PathBuf::new();
    for entry in WalkDir::new(staged).sort_by(|one, other| later(one).cmp(&later(other))) {
        let entry = entry.map_err(|error| cannot_write(staged, &error.into()))?;
        let Ok(path) = entry.path().strip_prefix(staged) else { continue };
        if !entry.file_type().is_file() {
            continue;
        }
        // What names all of it comes when all of it is there.
        if path == Path::new(SUMS) {
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
    let (from, to) = (staged.join(SUMS), output.join(SUMS));
    match fs::rename(&from, &to) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(cannot_write(&to, &error)),
        _ => Ok(()),
    }
}

fn later(entry: &walkdir::DirEntry) -> (bool, bool, &std::ffi::OsStr) {
    let name = entry.file_name();
    (name != "static", Path::new(name).extension().is_some_and(|ending| ending == "html"), name)
}

/// Puts the staged site in the place of the published one. There is none under its name between two system calls.
fn replace(Places { output, staged, previous }: Places<'_>) -> Result<(), Diagnostic> {
    if is_plain(staged) {
        if let Ok(data) = fs::metadata(output) {
            remove(previous)?;
            // Who may read the site is for its owner to say.
            fs::set_permissions(staged, data.permissions()).map_err(|error| cannot_write(staged, &error))?;
            fs::rename(output, previous).map_err(|error| cannot_write(output, &error))?;
        }
        if let Err(error) = fs::rename(staged, output) {
            // Put the old site back rather than leave none.
            let _ = fs::rename(previous, output);
            return Err(cannot_write(output, &error));
        }
    }
    // What cannot be removed now is in nobody's way.
    let _ = remove(previous);
    Ok(())
}

/// Writes plain data, sealed, to a file that is there whole or not at all, if the build is killed meanwhile.
pub fn write_sealed(place: &Path, data: &impl Serialize) -> io::Result<()> {
    let beside = place.with_extension("new");
    clear(&beside)?;
    // Made anew, so that no link is followed.
    let written = File::create_new(&beside)
        .and_then(|file| fingerprint::seal(data, file))
        .and_then(|()| fs::rename(&beside, place));
    if written.is_err() {
        let _ = clear(&beside);
    }
    written
}

fn unless_gone(result: io::Result<()>) -> io::Result<()> {
    match result {
        // A folder above it has made way for a file.
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Ok(()),
        result => result,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Tried = Result<(), Box<dyn std::error::Error>>;

    /// A published site, a staged one, and room for the one before.
    fn places(root: &Path) -> Result<[PathBuf; 3], Box<dyn std::error::Error>> {
        let [output, staged, previous] = ["output", "staged", "previous"].map(|name| root.join(name));
        for (place, text) in
            [(output.join("d/a.html"), "old"), (output.join("b.html"), "old"), (staged.join("d/a.html"), "new")]
        {
            fs::create_dir_all(place.parent().unwrap_or(root))?;
            fs::write(place, text)?;
        }
        Ok([output, staged, previous])
    }

    fn plan(whole: bool, output: &Path) -> Plan {
        Plan { whole, files: vec!["d/a.html".to_owned()], output: identity(output) }
    }

    /// Carries a plan out as the next build does; whether it could be.
    fn finish(plan: &Plan, [output, staged, previous]: &[PathBuf; 3]) -> Result<bool, Box<dyn std::error::Error>> {
        let places = Places { output, staged, previous };
        if !plan.stands(places) {
            return Ok(false);
        }
        plan.carry_out(places, &Survey::of(output)?).map_err(|problem| format!("{problem:?}"))?;
        let survey = Survey::of(output)?;
        assert_eq!(survey.files.iter().collect::<Vec<_>>(), ["d/a.html"]);
        assert_eq!(fs::read_to_string(output.join("d/a.html"))?, "new");
        assert!(!previous.exists());
        Ok(true)
    }

    #[test]
    fn an_exchange_goes_on_from_wherever_it_was_interrupted() -> Tried {
        for steps in 0..4 {
            let root = tempfile::tempdir()?;
            let places = places(root.path())?;
            let [output, staged, previous] = &places;
            let plan = plan(true, output);
            if steps > 0 {
                fs::rename(output, previous)?;
            }
            if steps > 1 {
                fs::rename(staged, output)?;
            }
            if steps > 2 {
                fs::remove_file(previous.join("b.html"))?;
            }
            assert!(finish(&plan, &places)?, "after {steps} steps");
        }
        for steps in 0..3 {
            let root = tempfile::tempdir()?;
            let places = places(root.path())?;
            let [output, staged, _] = &places;
            let plan = plan(false, output);
            if steps > 0 {
                fs::rename(staged.join("d/a.html"), output.join("d/a.html"))?;
            }
            if steps > 1 {
                fs::remove_file(output.join("b.html"))?;
            }
            assert!(finish(&plan, &places)?, "after {steps} steps");
        }
        Ok(())
    }

    #[test]
    fn a_plan_for_another_site_or_without_its_files_is_not_carried_out() -> Tried {
        for whole in [true, false] {
            let root = tempfile::tempdir()?;
            let places = places(root.path())?;
            let plan = plan(whole, &places[0]);
            // Somebody has put another folder in the site's place, such as a copy kept elsewhere.
            fs::rename(&places[0], root.path().join("kept"))?;
            fs::create_dir(&places[0])?;
            assert!(cfg!(not(unix)) || !finish(&plan, &places)?);
        }
        let root = tempfile::tempdir()?;
        let places = places(root.path())?;
        fs::remove_file(places[1].join("d/a.html"))?;
        assert!(!finish(&plan(true, &places[0]), &places)?, "the staged site is not complete");
        fs::remove_dir_all(&places[1])?;
        assert!(!finish(&plan(false, &places[0]), &places)?, "there is none");
        Ok(())
    }

    #[test]
    #[cfg(unix)]
    fn nothing_is_written_or_removed_through_a_link() -> Tried {
        let root = tempfile::tempdir()?;
        let places = places(root.path())?;
        let elsewhere = root.path().join("elsewhere");
        fs::create_dir(&elsewhere)?;
        fs::write(elsewhere.join("a.html"), "years of work")?;
        fs::write(elsewhere.join("b.html"), "years of work")?;
        fs::remove_dir_all(places[0].join("d"))?;
        std::os::unix::fs::symlink(&elsewhere, places[0].join("d"))?;
        assert!(finish(&plan(false, &places[0]), &places)?);
        assert_eq!(fs::read_to_string(elsewhere.join("a.html"))?, "years of work");
        assert!(elsewhere.join("b.html").exists());
        Ok(())
    }

    #[test]
    fn files_and_folders_change_places() -> Tried {
        let root = tempfile::tempdir()?;
        let places = places(root.path())?;
        let [output, staged, _] = &places;
        // A folder where a file belongs, a file where a folder belongs, and what nobody knows.
        fs::remove_dir_all(output.join("d"))?;
        fs::write(output.join("d"), "")?;
        fs::create_dir_all(output.join("x.html/y/z"))?;
        fs::write(output.join("x.html/y/stray"), "")?;
        fs::write(staged.join("x.html"), "new")?;
        let plan = Plan { files: vec!["d/a.html".to_owned(), "x.html".to_owned()], ..plan(false, output) };
        let at = Places { output, staged, previous: &places[2] };
        plan.carry_out(at, &Survey::of(output)?).map_err(|problem| format!("{problem:?}"))?;
        assert_eq!(Survey::of(output)?.files.iter().collect::<Vec<_>>(), ["d/a.html", "x.html"]);
        assert_eq!(Survey::of(output)?.folders, ["d"]);
        Ok(())
    }
}
