//! Searches the index of a built site: reads of it what a search needs, and checks all that is read.

use std::io::Read as _;
use std::ops::Range;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

use flate2::read::GzDecoder;
use mingbai_search::engine::{Engine, Request, Results, Stop};
use mingbai_search::index::FORMAT;

use crate::diagnostic::{Diagnostic, Problem};
use crate::index::host::{Failure, Host, Sent};
use crate::index::{FOLDER, Manifest, manifest_path, name};

/// More bytes than any file of an index has.
const MOST: u64 = 1 << 24;
/// More bytes than any piece has.
const LARGEST: usize = 1 << 24;
/// How compressed files begin.
const GZIP: [u8; 2] = [0x1f, 0x8b];
/// As many stretches are read at once.
const AT_ONCE: usize = 8;

/// Searches the site of a host. One that is published anew meanwhile is read again.
pub fn search(host: &Host, request: &Request) -> Result<Results, Diagnostic> {
    attempt(host, request).or_else(|failure| match failure.problem {
        Problem::BrokenIndex {} => attempt(host, request),
        _ => Err(failure),
    })
}

fn attempt(host: &Host, request: &Request) -> Result<Results, Diagnostic> {
    let body = Body::open(host)?;
    let engine = body.head().and_then(|head| {
        Engine::new(&head)
            .filter(|engine| engine.length() == body.manifest.length)
            .ok_or_else(|| body.broken(&body.manifest.head))
    });
    let mut engine = engine?;
    loop {
        match engine.search(request) {
            Ok(results) => return Ok(results),
            Err(Stop::Broken) => return Err(body.broken("")),
            Err(Stop::Needs(ranges)) => {
                for (range, bytes) in ranges.iter().zip(body.read(&ranges)?) {
                    engine.give(range.start, bytes);
                }
            }
        }
    }
}

/// Tells why a file of an index could not be fetched. What broke off is no whole index.
fn told(host: &Host, path: &str, failure: Failure) -> Diagnostic {
    let problem = match failure {
        Failure::Unreachable(reason) => Problem::Unreachable { reason },
        Failure::Unreadable(reason) => Problem::Unreadable { reason },
        Failure::Broken => Problem::BrokenIndex {},
    };
    Diagnostic::in_file(host.place(path), problem)
}

/// Whether a file's name is that of its content.
fn is_named(file: &str, bytes: &[u8]) -> bool {
    file.split('.').next() == Some(&name(bytes))
}

/// The files of an index on a host.
struct Body<'h> {
    host: &'h Host,
    manifest: Manifest,
    /// The pieces that were read whole. Who reads of one has it alone, so that no piece is sent twice.
    pieces: Vec<Mutex<Option<Vec<u8>>>>,
    /// Whether the host sends stretches of files; one that did not once is not asked again.
    has_ranges: AtomicBool,
}

/// A stretch of one piece.
type Part = (usize, Range<u64>);

impl<'h> Body<'h> {
    fn open(host: &'h Host) -> Result<Self, Diagnostic> {
        let path = manifest_path();
        let file = host.file(&path, MOST).map_err(|failure| told(host, &path, failure))?;
        let none = || Diagnostic::in_file(host.place(""), Problem::NoIndex { folder: host.place("") });
        let manifest: Result<Manifest, _> = serde_json::from_slice(&file.ok_or_else(none)?);
        // Names are content, too: none leads out of the folder.
        let is_plain = |name: &String| {
            name.bytes().all(|letter| letter.is_ascii_alphanumeric() || letter == b'.') && !name.starts_with('.')
        };
        let is_sound = |manifest: &Manifest| {
            (1..=LARGEST).contains(&manifest.piece)
                && manifest.length.div_ceil(manifest.piece as u64) == manifest.pieces.len() as u64
                && manifest.pieces.iter().chain([&manifest.head]).all(is_plain)
        };
        match manifest {
            Ok(manifest) if manifest.format != FORMAT => {
                Err(Diagnostic::in_file(host.place(&path), Problem::OtherIndex {}))
            }
            Ok(manifest) if is_sound(&manifest) => {
                let pieces = manifest.pieces.iter().map(|_| Mutex::default()).collect();
                Ok(Self { host, manifest, pieces, has_ranges: AtomicBool::new(true) })
            }
            _ => Err(Diagnostic::in_file(host.place(&path), Problem::BrokenIndex {})),
        }
    }

    fn file(&self, file: &str, most: u64) -> Result<Vec<u8>, Diagnostic> {
        let path = format!("{FOLDER}{file}");
        let read = self.host.file(&path, most);
        read.map_err(|failure| told(self.host, &path, failure))?.ok_or_else(|| self.broken(file))
    }

    /// The head, inflated.
    fn head(&self) -> Result<Vec<u8>, Diagnostic> {
        let file = &self.manifest.head;
        let bytes = self.file(file, MOST)?;
        if !bytes.starts_with(&GZIP) {
            // Some hosts say that it is compressed, and have it inflated on the way.
            return Ok(bytes);
        }
        let mut head = Vec::new();
        let inflated = GzDecoder::new(&bytes[..]).take(MOST).read_to_end(&mut head);
        let is_whole = inflated.is_ok() && is_named(file, &bytes);
        if is_whole { Ok(head) } else { Err(self.broken(file)) }
    }

    /// Some stretches of the body.
    fn read(&self, ranges: &[Range<u64>]) -> Result<Vec<Vec<u8>>, Diagnostic> {
        let parts: Vec<Vec<Part>> = ranges.iter().map(|range| self.parts(range)).collect();
        let all: Vec<&Part> = parts.iter().flatten().collect();
        let mut read = Vec::with_capacity(all.len());
        for some in all.chunks(AT_ONCE) {
            let each: Vec<Result<Vec<u8>, Diagnostic>> = thread::scope(|scope| {
                let tasks: Vec<_> = some.iter().map(|part| scope.spawn(|| self.part(part))).collect();
                tasks.into_iter().map(|task| task.join().unwrap_or_else(|_| Err(self.broken("")))).collect()
            });
            for bytes in each {
                read.push(bytes?);
            }
        }
        let mut read = read.into_iter();
        Ok(parts.iter().map(|parts| read.by_ref().take(parts.len()).flatten().collect()).collect())
    }

    /// The pieces that a stretch of the body lies in, and where.
    fn parts(&self, range: &Range<u64>) -> Vec<Part> {
        let size = self.manifest.piece as u64;
        let pieces = range.start / size..range.end.div_ceil(size);
        let part = |piece: u64| {
            let start = piece * size;
            let within = range.start.max(start) - start..range.end.min(start + size) - start;
            (usize::try_from(piece).unwrap_or(usize::MAX), within)
        };
        pieces.map(part).collect()
    }

    fn part(&self, (piece, range): &Part) -> Result<Vec<u8>, Diagnostic> {
        let (file, kept) =
            self.manifest.pieces.get(*piece).zip(self.pieces.get(*piece)).ok_or_else(|| self.broken(""))?;
        let mut kept = kept.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.is_none() {
            let size = self.manifest.piece as u64;
            let length = size.min(self.manifest.length - size * *piece as u64);
            let path = format!("{FOLDER}{file}");
            let ask = || self.host.stretch(&path, range, length);
            let asked = self.has_ranges.load(Ordering::Relaxed).then(ask).transpose();
            let asked = asked.map_err(|failure| told(self.host, &path, failure))?;
            let whole = match asked.flatten() {
                Some(Sent::Stretch(bytes)) => return Ok(bytes),
                Some(Sent::Whole(bytes)) => bytes,
                None => self.file(file, length + 1)?,
            };
            self.has_ranges.store(false, Ordering::Relaxed);
            *kept = Some(whole).filter(|bytes| is_named(file, bytes));
        }
        let within = usize::try_from(range.start).ok().zip(usize::try_from(range.end).ok());
        let stretch = within.zip(kept.as_ref()).and_then(|((start, end), bytes)| bytes.get(start..end));
        stretch.map(<[u8]>::to_vec).ok_or_else(|| self.broken(file))
    }

    fn broken(&self, file: &str) -> Diagnostic {
        Diagnostic::in_file(self.host.place(&format!("{FOLDER}{file}")), Problem::BrokenIndex {})
    }
}
