//! The built site that is deployed: its files, with the sums and sizes that they really have.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::diagnostic::{Diagnostic, Problem};
use crate::files::{io_reason, is_safe_name, open_file, read_file};
use crate::fingerprint::{Fingerprint, Growing};
use crate::publish::{MARKER, is_ours};
use crate::sums::{self, SUMS, Sums};

/// As many bytes of a file are in memory at once. Object storage takes no smaller parts of a large file.
pub const PART: usize = 5 << 20;

/// A file of the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct File {
    /// What it holds.
    pub fingerprint: Fingerprint,
    /// Its size in bytes.
    pub size: u64,
}

/// The files of a site by their paths; neither its list of sums nor its marker is among them.
pub type Files = BTreeMap<String, File>;

/// A built site.
#[derive(Debug)]
pub struct Site {
    folder: PathBuf,
    /// Its files.
    pub files: Files,
    /// Its list of sums, as it is published.
    pub list: Vec<u8>,
}

impl Site {
    /// Reads what a folder should hold, and sees that it holds that.
    pub fn read(folder: &Path) -> Result<Self, Diagnostic> {
        let list = read_file(&folder.join(SUMS));
        let Some(list) = list.ok().filter(|_| is_ours(folder)) else {
            let folder = folder.display().to_string();
            return Err(Diagnostic::in_file(folder.clone(), Problem::NotASite { folder }));
        };
        let sums = std::str::from_utf8(&list).ok().and_then(|list| sums::read(list).ok());
        let Some(sums) = sums.filter(|sums| sums.keys().all(|path| is_safe_path(path))) else {
            return Err(not_whole(folder, SUMS));
        };
        let files = sums.into_par_iter().map(|(path, fingerprint)| {
            let found = open_file(&folder.join(&path)).and_then(Fingerprint::of_reader);
            match found {
                Ok((found, size)) if found == fingerprint => Ok((path, File { fingerprint, size })),
                _ => Err(not_whole(folder, &path)),
            }
        });
        Ok(Self { folder: folder.to_owned(), files: files.collect::<Result<_, _>>()?, list })
    }

    /// Where its files are.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Where a file is.
    pub fn locate(&self, path: &str) -> PathBuf {
        self.folder.join(path)
    }

    /// What a file holds, part by part. Behind the last one comes a problem where the file is not what it was: a build may
    /// have been at work.
    pub fn parts<'p>(&self, path: &'p str) -> Result<Parts<'p>, Problem> {
        let expected = self.files.get(path).ok_or_else(|| Problem::SiteNotWhole { path: path.to_owned() })?.fingerprint;
        let from = open_file(&self.locate(path)).map_err(|error| unreadable(path, &error))?;
        Ok(Parts { path, from, found: Growing::default(), expected })
    }

    /// Sees that a file is what it was.
    pub fn check(&self, path: &str) -> Result<(), Problem> {
        self.parts(path)?.try_for_each(|part| part.map(drop))
    }

    /// The sum of each file.
    pub fn sums(&self) -> Sums {
        self.files.iter().map(|(path, file)| (path.clone(), file.fingerprint)).collect()
    }
}

/// A file that is read part by part.
pub struct Parts<'p> {
    path: &'p str,
    from: fs::File,
    found: Growing,
    /// What the file held before.
    pub expected: Fingerprint,
}

impl Iterator for Parts<'_> {
    type Item = Result<Vec<u8>, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        let mut part = Vec::new();
        if let Err(error) = (&self.from).take(PART as u64).read_to_end(&mut part) {
            return Some(Err(unreadable(self.path, &error)));
        }
        self.found.add(&part);
        if !part.is_empty() {
            return Some(Ok(part));
        }
        (self.found.now() != self.expected).then(|| Err(Problem::SiteNotWhole { path: self.path.to_owned() }))
    }
}

fn unreadable(path: &str, error: &io::Error) -> Problem {
    if error.kind() == io::ErrorKind::NotFound {
        return Problem::SiteNotWhole { path: path.to_owned() };
    }
    Problem::TargetFailed { what: path.to_owned(), reason: io_reason(error) }
}

fn not_whole(folder: &Path, path: &str) -> Diagnostic {
    Diagnostic::in_file(folder.join(path).display().to_string(), Problem::SiteNotWhole { path: path.to_owned() })
}

/// Whether a path that a list names stays in its folder, and is none of our own files beside the site.
pub fn is_safe_path(path: &str) -> bool {
    path.split('/').all(is_safe_name) && path != SUMS && path != MARKER
}
