//! A directory as a target: each file is written beside the site and moved in, so that nobody reads half of one.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use crate::deploy::site::{File, Site};
use crate::deploy::{Held, LOCK, Store, Watch};
use crate::diagnostic::{Problem, Reason};
use crate::files::{io_reason, open_file, read_file};
use crate::fingerprint::Fingerprint;
use crate::publish::{absolute, check_place, remove};

/// The folder in the target where files are written before they move.
const STAGED: &str = ".mingbai-deploy";

/// A directory.
pub struct Directory {
    folder: PathBuf,
}

impl Directory {
    /// The directory at a path, from the site's root. Fails where that is the site itself, or its sources.
    pub fn new(root: &Path, site: &Path, path: &str) -> Result<Self, Problem> {
        let folder = absolute(&root.join(path)).map_err(|error| cannot_write(&root.join(path), &error))?;
        let site = absolute(site).map_err(|error| cannot_write(site, &error))?;
        if check_place(root, &folder).is_err() || folder.starts_with(&site) || site.starts_with(&folder) {
            return Err(Problem::TargetInSite { folder: folder.display().to_string() });
        }
        Ok(Self { folder })
    }

    /// Where a file is. What lies in a folder that is a link is not in the target.
    fn locate(&self, path: &str) -> Result<PathBuf, Problem> {
        let mut place = self.folder.clone();
        for name in path.split('/') {
            if fs::symlink_metadata(&place).is_ok_and(|data| data.is_symlink()) && place != self.folder {
                return Err(cannot_write(&place, &io::ErrorKind::NotADirectory.into()));
            }
            place.push(name);
        }
        Ok(place)
    }

    /// Writes a file beside the site, part by part, and moves it in when it is whole.
    fn move_in<B: AsRef<[u8]>>(
        &self,
        path: &str,
        parts: impl IntoIterator<Item = Result<B, Problem>>,
    ) -> Result<(), Problem> {
        let place = self.locate(path)?;
        let staged = self.locate(&format!("{STAGED}/{}", Fingerprint::of_bytes(path.as_bytes()).hex()))?;
        let failed = |error: io::Error| cannot_write(&place, &error);
        let begin = || fs::create_dir_all(self.stage()).and_then(|()| fs::File::create(&staged));
        let mut file = begin().map_err(|error| cannot_write(&staged, &error))?;
        let moved =
            parts.into_iter().try_for_each(|part| file.write_all(part?.as_ref()).map_err(failed)).and_then(|()| {
                let made = place.parent().map_or(Ok(()), fs::create_dir_all);
                made.and_then(|()| fs::rename(&staged, &place)).map_err(failed)
            });
        if moved.is_err() {
            let _ = fs::remove_file(&staged);
        }
        moved
    }

    fn stage(&self) -> PathBuf {
        self.folder.join(STAGED)
    }
}

impl Store for Directory {
    fn read(&self, path: &str) -> Result<Option<Vec<u8>>, Problem> {
        let place = self.locate(path)?;
        match read_file(&place) {
            Ok(bytes) => Ok(Some(bytes)),
            Err(error) if is_absent(&error) => Ok(None),
            Err(error) => Err(cannot_write(&place, &error)),
        }
    }

    fn is_empty(&self) -> Result<bool, Problem> {
        // What a deploy that was killed may have left before it put its marker there.
        let is_nothing = |entry: &fs::DirEntry| {
            let is_staged = || entry.file_type().is_ok_and(|kind| kind.is_dir()) && entry.file_name() == STAGED;
            entry.file_name() == LOCK || is_staged()
        };
        let is_empty = || -> io::Result<bool> {
            for entry in fs::read_dir(&self.folder)? {
                if !is_nothing(&entry?) {
                    return Ok(false);
                }
            }
            Ok(true)
        };
        match is_empty() {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(true),
            found => found.map_err(|error| cannot_write(&self.folder, &error)),
        }
    }

    fn create(&self, path: &str, bytes: &[u8]) -> Result<bool, Problem> {
        let place = self.locate(path)?;
        match fs::File::create_new(&place).and_then(|mut file| file.write_all(bytes)) {
            Ok(()) => Ok(true),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(false),
            Err(error) => Err(cannot_write(&place, &error)),
        }
    }

    fn write(&self, path: &str, bytes: &[u8]) -> Result<(), Problem> {
        self.move_in(path, [Ok(bytes)])
    }

    fn holds(&self, path: &str, file: &File) -> Result<bool, Problem> {
        let found = open_file(&self.locate(path)?).and_then(Fingerprint::of_reader);
        Ok(found.is_ok_and(|(found, _)| found == file.fingerprint))
    }

    fn put(&self, site: &Site, paths: &[&str], watch: &Watch<'_>) -> Result<(), Problem> {
        watch.each(paths, |path| self.move_in(path, site.parts(path)?))?;
        // What a deploy that was killed left half written is there, too.
        remove(&self.stage()).map_err(|diagnostic| diagnostic.problem)
    }

    fn remove(&self, paths: &[&str], watch: &Watch<'_>) -> Result<(), Problem> {
        for path in paths {
            let place = self.locate(path)?;
            match fs::remove_file(&place) {
                Err(error) if !is_absent(&error) => return Err(cannot_write(&place, &error)),
                _ => watch.step()?,
            }
            // Folders that are empty now go, too; one that is not stays.
            let folders = place.ancestors().skip(1).take_while(|folder| *folder != self.folder);
            let _ = folders.map(fs::remove_dir).take_while(Result::is_ok).count();
        }
        Ok(())
    }

    fn end(&self) {
        // Where something is left in it, the next deploy sees to that.
        let _ = fs::remove_dir(self.stage());
    }

    fn lock(&self) -> Result<Option<Held>, Problem> {
        let place = self.folder.join(LOCK);
        match fs::create_dir_all(&self.folder).and_then(|()| Held::take(&place)) {
            Err(error) if error.kind() == io::ErrorKind::WouldBlock => Err(Problem::AnotherDeploy { minutes: 0 }),
            held => held.map_err(|error| cannot_write(&place, &error)),
        }
    }
}

fn is_absent(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
}

fn cannot_write(path: &Path, error: &io::Error) -> Problem {
    let reason: Reason = io_reason(error);
    Problem::CannotWrite { path: path.display().to_string(), reason }
}
