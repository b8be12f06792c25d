//! The only way to the file system for reading: below one root, within bounds, and as text.

mod content;

use std::collections::BTreeSet;
use std::fs;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use encoding_rs::GB18030;
use unicode_normalization::UnicodeNormalization as _;
use walkdir::WalkDir;

use crate::diagnostic::{Diagnostic, Problem, Reason};
use crate::fingerprint::Fingerprint;
use crate::text::is_control;

pub use content::{Content, Contents, Known, Stamp};

/// The largest file that is read as text, in MiB. A rich disclosure is a thousandth of it.
const LARGEST: u64 = 16;

/// Names that operating systems and editors leave behind.
const LITTER: [&str; 3] = ["Thumbs.db", "desktop.ini", "__MACOSX"];

/// The files below a site's root.
#[derive(Debug, Clone)]
pub struct Files {
    root: PathBuf,
    canonical: PathBuf,
    known: Arc<Known>,
    /// The folders that were found to lie below the root.
    inside: Arc<Mutex<BTreeSet<PathBuf>>>,
}

/// A file or folder below the root.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The path below the walked folder, with `/` on every system.
    pub path: String,
    /// Whether it is a folder.
    pub is_folder: bool,
}

impl Files {
    /// The files below `root`, which must exist.
    pub fn new(root: &Path, known: Known) -> Result<Self, Diagnostic> {
        let canonical = root.canonicalize().map_err(|error| {
            Diagnostic::in_file(root.display().to_string(), Problem::Unreadable { reason: io_reason(&error) })
        })?;
        Ok(Self { root: root.to_owned(), canonical, known: Arc::new(known), inside: Arc::default() })
    }

    /// The root as it was given.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Where a file is.
    pub fn locate(&self, path: &str) -> PathBuf {
        path.split('/').fold(self.root.clone(), |folder, name| folder.join(name))
    }

    /// Whether there is a file or folder.
    pub fn exists(&self, path: &str) -> bool {
        self.locate(path).exists()
    }

    /// Everything below a folder, in the order of names. Links are followed as long as they stay below the root.
    pub fn walk(&self, folder: &str, problems: &mut Vec<Diagnostic>) -> Vec<Found> {
        let top = self.locate(folder);
        let mut found = Vec::new();
        let mut walk = WalkDir::new(&top).min_depth(1).max_depth(8).follow_links(true).sort_by_file_name().into_iter();
        while let Some(step) = walk.next() {
            let entry = match step {
                Ok(entry) => entry,
                Err(error) => {
                    let path = error.path().map_or_else(|| folder.to_owned(), |path| self.below_root(path));
                    problems.push(Diagnostic::in_file(path, walk_problem(&error)));
                    continue;
                }
            };
            let name = entry.file_name().to_string_lossy();
            if name.starts_with('.') || name.starts_with("~$") || LITTER.contains(&name.as_ref()) {
                if entry.file_type().is_dir() {
                    walk.skip_current_dir();
                }
                continue;
            }
            if entry.path_is_symlink() && !self.contains(entry.path()) {
                problems.push(Diagnostic::in_file(self.below_root(entry.path()), Problem::SymlinkLeavesRoot {}));
                if entry.file_type().is_dir() {
                    walk.skip_current_dir();
                }
                continue;
            }
            if let Ok(path) = entry.path().strip_prefix(&top) {
                found.push(Found { path: slashes(path), is_folder: entry.file_type().is_dir() });
            }
        }
        found
    }

    /// A file as UTF-8 text without a byte order mark; `None` when that was reported to be impossible.
    pub fn read_text(&self, path: &str, problems: &mut Vec<Diagnostic>) -> Option<String> {
        let bytes = self.read_bytes(path, problems)?;
        match String::from_utf8(bytes) {
            Ok(text) => Some(without_mark(text)),
            Err(error) => {
                problems.push(Diagnostic::in_file(path, encoding_problem(error.as_bytes())));
                None
            }
        }
    }

    /// A CSV file as text: UTF-8, or GB18030 as Chinese Excel saves it, which is noted.
    pub fn read_csv(&self, path: &str, problems: &mut Vec<Diagnostic>) -> Option<String> {
        let bytes = self.read_bytes(path, problems)?;
        match String::from_utf8(bytes) {
            Ok(text) => Some(without_mark(text)),
            Err(error) => {
                let bytes = error.as_bytes();
                let text = GB18030.decode_without_bom_handling_and_without_replacement(bytes);
                match text {
                    Some(text) if !is_utf16(bytes) => {
                        problems.push(Diagnostic::in_file(path, Problem::CsvInGb18030 {}));
                        Some(text.into_owned())
                    }
                    _ => {
                        problems.push(Diagnostic::in_file(path, encoding_problem(bytes)));
                        None
                    }
                }
            }
        }
    }

    /// What is known of the files' contents.
    pub fn known(&self) -> &Known {
        &self.known
    }

    /// The fingerprint of a file's content; `None` where it cannot be read, or changes while this run lasts.
    pub fn fingerprint(&self, path: &str) -> Option<Fingerprint> {
        self.known.seen(path).or_else(|| {
            self.content(path).ok()?;
            self.known.seen(path)
        })
    }

    /// A file's content, which is read only if it is not known. An error for what is no file, or lies outside the root.
    pub fn content(&self, path: &str) -> io::Result<Content> {
        let place = self.locate(path);
        let data = fs::metadata(&place)?;
        if let Some(content) = self.known.recall(path, &Stamp::of(&data)) {
            return Ok(content);
        }
        if !data.is_file() || !self.contains(&place) {
            return Err(io::ErrorKind::IsADirectory.into());
        }
        let content = Content::read(&place)?;
        self.known.note(path, content);
        Ok(content)
    }

    /// A file's bytes; `None` when that was reported to be impossible.
    pub fn read_bytes(&self, path: &str, problems: &mut Vec<Diagnostic>) -> Option<Vec<u8>> {
        let place = self.locate(path);
        let problem = match fs::metadata(&place) {
            Ok(_) if !self.contains(&place) => Problem::SymlinkLeavesRoot {},
            Ok(data) if data.len() > LARGEST << 20 => Problem::FileTooLarge {
                megabytes: usize::try_from(data.len() >> 20).unwrap_or(usize::MAX),
                limit: usize::try_from(LARGEST).unwrap_or(usize::MAX),
            },
            Ok(data) if !data.is_file() => Problem::Unreadable { reason: Reason::Term("io-not-a-file") },
            Ok(_) => match self.read(path, &place) {
                Ok(bytes) => return Some(bytes),
                Err(error) => Problem::Unreadable { reason: io_reason(&error) },
            },
            Err(error) => Problem::Unreadable { reason: io_reason(&error) },
        };
        problems.push(Diagnostic::in_file(path, problem));
        None
    }

    /// Reads a file, and takes note of what it holds.
    fn read(&self, path: &str, place: &Path) -> io::Result<Vec<u8>> {
        // What the file system says of the file is asked of the very file that is read.
        let mut file = fs::File::open(place)?;
        let data = file.metadata()?;
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        match Content::between(&file, &data, Fingerprint::of_bytes(&bytes)) {
            Ok(content) => self.known.note(path, content),
            Err(_) => self.known.doubt(path),
        }
        Ok(bytes)
    }

    /// Whether a path, links resolved, lies below the root.
    fn contains(&self, path: &Path) -> bool {
        let is_inside = |path: &Path| path.canonicalize().is_ok_and(|path| path.starts_with(&self.canonical));
        let Some(folder) = path.parent().filter(|_| fs::symlink_metadata(path).is_ok_and(|data| !data.is_symlink()))
        else {
            return is_inside(path);
        };
        // A folder holds many files, and resolving its links takes longer than reading one.
        let inside = || self.inside.lock().unwrap_or_else(PoisonError::into_inner);
        if inside().contains(folder) {
            return true;
        }
        let found = is_inside(path);
        if found {
            inside().insert(folder.to_owned());
        }
        found
    }

    fn below_root(&self, path: &Path) -> String {
        slashes(path.strip_prefix(&self.root).unwrap_or(path))
    }
}

/// Opens a file to read it; an error where something else has its name, of which a pipe would never end.
pub fn open_file(path: &Path) -> io::Result<fs::File> {
    if fs::metadata(path)?.is_file() { fs::File::open(path) } else { Err(io::ErrorKind::InvalidInput.into()) }
}

/// What is in a file; see [`open_file`].
pub fn read_file(path: &Path) -> io::Result<Vec<u8>> {
    let mut file = open_file(path)?;
    let mut bytes = Vec::new();
    io::Read::read_to_end(&mut file, &mut bytes)?;
    Ok(bytes)
}

/// The numbers of operating systems for too many open files: those of a process, those of all; the standard library has no
/// name for them.
const TOO_MANY_OPEN: &[i32] = if cfg!(windows) { &[4] } else { &[24, 23] };

/// Why the operating system refused: in the reader's language where the reason is a common one.
pub fn io_reason(error: &io::Error) -> Reason {
    Reason::Term(match error.kind() {
        io::ErrorKind::NotFound => "io-not-found",
        io::ErrorKind::PermissionDenied => "io-permission-denied",
        io::ErrorKind::AlreadyExists => "io-already-there",
        io::ErrorKind::IsADirectory | io::ErrorKind::InvalidInput => "io-not-a-file",
        io::ErrorKind::NotADirectory => "io-not-a-folder",
        io::ErrorKind::DirectoryNotEmpty => "io-not-empty",
        io::ErrorKind::InvalidFilename => "io-bad-name",
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => "io-storage-full",
        io::ErrorKind::ReadOnlyFilesystem => "io-read-only",
        io::ErrorKind::AddrInUse => "io-port-taken",
        io::ErrorKind::ConnectionRefused => "io-refused",
        io::ErrorKind::TimedOut => "io-timed-out",
        _ if error.raw_os_error().is_some_and(|number| TOO_MANY_OPEN.contains(&number)) => "io-too-many-open",
        _ => return Reason::Text(error.to_string()),
    })
}

fn slashes(path: &Path) -> String {
    path.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

/// Why something on the way through a folder could not be looked at.
pub fn walk_problem(error: &walkdir::Error) -> Problem {
    if error.loop_ancestor().is_some() {
        return Problem::SymlinkLoop {};
    }
    let reason = error.io_error().map_or_else(|| Reason::Text(error.to_string()), io_reason);
    Problem::Unreadable { reason }
}

fn without_mark(text: String) -> String {
    match text.strip_prefix('\u{feff}') {
        Some(rest) => rest.to_owned(),
        None => text,
    }
}

fn is_utf16(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff])
}

fn encoding_problem(bytes: &[u8]) -> Problem {
    if is_utf16(bytes) {
        Problem::LooksLikeUtf16 {}
    } else if !bytes.contains(&0) && GB18030.decode_without_bom_handling_and_without_replacement(bytes).is_some() {
        Problem::LooksLikeGb18030 {}
    } else {
        Problem::NotText {}
    }
}

/// Whether a name from content may be joined to a folder: one plain name that stays in it on every system.
pub fn is_safe_name(name: &str) -> bool {
    let plain = !name.is_empty() && name != "." && name != ".." && !name.starts_with('.') && name.len() <= 255;
    let letters = !name.contains(['/', '\\', ':', '*', '?', '"', '<', '>', '|']) && !name.chars().any(is_control);
    plain && letters && !is_device(name) && !name.ends_with(['.', ' '])
}

/// Whether Windows takes the name for a device.
pub fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().to_ascii_uppercase();
    matches!(stem.as_str(), "CON" | "PRN" | "AUX" | "NUL")
        || (stem.len() == 4
            && (stem.starts_with("COM") || stem.starts_with("LPT"))
            && stem.ends_with(|last: char| last.is_ascii_digit()))
}

/// A name in composed form, as it is published; macOS writes the decomposed one.
pub fn composed(name: &str) -> String {
    name.nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_could_leave_their_folder_are_not_safe() {
        for name in [
            "..",
            ".",
            "",
            "a/b",
            "a\\b",
            "C:x",
            "..\\x",
            "\0",
            "nul.txt",
            "COM1",
            "x.",
            "fdp\u{202e}exe.pdf",
            ".hidden",
            "a\nb",
        ] {
            assert!(!is_safe_name(name), "{name:?}");
        }
        for name in ["预算公开.pdf", "a-b_c (1).xlsx", "general_public.csv"] {
            assert!(is_safe_name(name), "{name:?}");
        }
    }

    #[test]
    #[cfg(unix)]
    fn common_reasons_of_the_system_are_said_in_the_readers_language() {
        // POSIX numbers that Linux and macOS share.
        for number in [1, 2, 13, 17, 20, 21, 23, 24, 28, 30] {
            let reason = io_reason(&io::Error::from_raw_os_error(number));
            assert!(matches!(reason, Reason::Term(_)), "{number}: {reason:?}");
        }
        let long = fs::read("x".repeat(5000)).map_err(|error| io_reason(&error));
        assert_eq!(long, Err(Reason::Term("io-bad-name")));
        assert!(matches!(io_reason(&io::Error::other("x")), Reason::Text(_)));
    }

    #[test]
    fn the_decomposed_names_of_macos_are_composed() {
        assert_eq!(composed("cafe\u{301}.pdf"), "café.pdf");
    }
}
