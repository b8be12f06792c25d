//! The search index of a site: which disclosures go into it, in which order, the files that hold it, and how they are read.
//!
//! The index is one head and one body ([`mingbai_search`]). The body is cut into pieces of one size, each named after its
//! content, so that a host may keep them for ever, and one that knows no ranges sends no more than a piece. A small
//! manifest names them all: whoever has it has one whole index, whatever is published meanwhile.

mod host;
mod read;

use std::collections::BTreeMap;

use flate2::Compression;
use flate2::write::GzEncoder;
use mingbai_search::document::{About, Department, Kind as SearchKind};
use mingbai_search::words::Words;
use mingbai_search::write::{Entry as Indexed, write};
use pinyin::ToPinyin as _;
use serde::{Deserialize, Serialize};

use crate::archive::{Archive, Code, DepartmentRecord, Entry};
use crate::fingerprint::Fingerprint;
use crate::model::classification::System;
use crate::model::disclosure::{Kind, Scope};
use crate::model::period::FiscalYear;
use crate::page::disclosure_path;

pub use host::{Failure, Host};
pub use read::search;

/// Where the files go.
pub const FOLDER: &str = "search/data/";
/// The engine that searches the index in a browser, see `search/build-wasm`.
const ENGINE: &[u8] = include_bytes!("../../search/engine.wasm.gz");
/// How many bytes a piece has, but for the last.
const PIECE: usize = 1 << 18;
/// How many hexadecimal digits of its content's fingerprint name a file.
const DIGITS: usize = 16;

/// What is read first.
#[derive(Debug, Serialize, Deserialize)]
pub struct Manifest {
    /// The version of the format.
    pub format: u32,
    /// The file of the engine for browsers that reads this format, below the manifest's folder.
    pub engine: String,
    /// How many bytes the body has.
    pub length: u64,
    /// How many bytes a piece of it has, but for the last.
    pub piece: usize,
    /// The file of the head, below the manifest's folder.
    pub head: String,
    /// The files of the pieces.
    pub pieces: Vec<String>,
}

/// Where the manifest goes.
pub fn manifest_path() -> String {
    format!("{FOLDER}manifest.json")
}

/// The disclosures of an archive in the order of an index: the latest year first, of a year the final accounts, then by
/// department.
pub struct Plan {
    departments: Vec<Department>,
    /// The latest names of the functions.
    functions: BTreeMap<u16, String>,
    abouts: Vec<About>,
    /// The pages of the disclosures, in order.
    pub pages: Vec<String>,
}

impl Plan {
    /// Of an archive. What is no longer in force is not searched.
    pub fn new(archive: &Archive) -> Self {
        fn of((place, record): (usize, &DepartmentRecord)) -> Vec<(usize, &Entry)> {
            let in_force = record.entries.iter().filter(|entry| !entry.superseded);
            in_force.map(move |entry| (place, entry)).collect()
        }
        let mut entries: Vec<(usize, &Entry)> = archive.departments.values().enumerate().flat_map(of).collect();
        entries.sort_by_key(|(place, entry)| {
            let identity = &entry.identity;
            (std::cmp::Reverse(identity.year), identity.kind == Kind::Budget, *place, identity.scope == Scope::Unit)
        });
        let mut functions = BTreeMap::new();
        let mut abouts = Vec::with_capacity(entries.len());
        for (place, entry) in &entries {
            let most = function(entry);
            let number = most.and_then(|code| code.to_string().parse().ok()).unwrap_or(0);
            if let Some(code) = most {
                let name = || {
                    let listed = archive.listed_name(System::Functional, code, entry.identity.year);
                    entry.functional.label(code).or(listed).unwrap_or_default().to_owned()
                };
                functions.entry(number).or_insert_with(name);
            }
            abouts.push(about(*place, entry, number));
        }
        Self {
            departments: archive.departments.values().map(department).collect(),
            functions,
            abouts,
            pages: entries.iter().map(|(_, entry)| disclosure_path(&entry.identity, false)).collect(),
        }
    }

    /// Makes the files of the index from the terms of each disclosure, in order; the manifest comes last. `go_on` is asked
    /// again and again: its failure ends the work.
    pub fn files<E: Send>(
        self,
        words: &[Words<'_>],
        go_on: impl Fn() -> Result<(), E> + Sync,
        mut file: impl FnMut(&str, &[u8]) -> Result<(), E>,
    ) -> Result<(), E> {
        let entries: Vec<Indexed<'_>> =
            self.abouts.into_iter().zip(words).map(|(about, words)| Indexed { about, words }).collect();
        let mut pieces = Pieces { waiting: Vec::with_capacity(PIECE), names: Vec::new(), length: 0, file: &mut file };
        let head = write(self.departments, self.functions, &entries, go_on, |bytes| pieces.take(bytes))?;
        let (names, length) = pieces.close()?;
        let head_bytes = packed(&head.bytes());
        let head_name = format!("{}.head.gz", name(&head_bytes));
        file(&format!("{FOLDER}{head_name}"), &head_bytes)?;
        let engine = format!("{}.wasm.gz", name(ENGINE));
        file(&format!("{FOLDER}{engine}"), ENGINE)?;
        let manifest = Manifest { format: head.format, engine, length, piece: PIECE, head: head_name, pieces: names };
        // Plain data is always written.
        let mut bytes = serde_json::to_vec(&manifest).unwrap_or_default();
        bytes.push(b'\n');
        file(&manifest_path(), &bytes)
    }
}

/// The body as it is cut.
struct Pieces<'f, F> {
    waiting: Vec<u8>,
    names: Vec<String>,
    length: u64,
    file: &'f mut F,
}

impl<E, F: FnMut(&str, &[u8]) -> Result<(), E>> Pieces<'_, F> {
    fn take(&mut self, bytes: &[u8]) -> Result<(), E> {
        self.length += bytes.len() as u64;
        let mut rest = bytes;
        while !rest.is_empty() {
            let (now, later) = rest.split_at(rest.len().min(PIECE - self.waiting.len()));
            self.waiting.extend(now);
            rest = later;
            if self.waiting.len() == PIECE {
                self.write()?;
            }
        }
        Ok(())
    }

    fn write(&mut self) -> Result<(), E> {
        let name = format!("{}.bin", name(&self.waiting));
        (self.file)(&format!("{FOLDER}{name}"), &self.waiting)?;
        self.names.push(name);
        self.waiting.clear();
        Ok(())
    }

    fn close(mut self) -> Result<(Vec<String>, u64), E> {
        if !self.waiting.is_empty() {
            self.write()?;
        }
        Ok((self.names, self.length))
    }
}

/// What a file is named after: its content.
fn name(bytes: &[u8]) -> String {
    let mut name = Fingerprint::of_bytes(bytes).hex();
    name.truncate(DIGITS);
    name
}

/// Compressed, the same way each time: browsers inflate it, whatever the host does.
fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    // Memory is always written to.
    let _ = std::io::Write::write_all(&mut encoder, bytes);
    encoder.finish().unwrap_or_default()
}

/// The 类 on which a disclosure spends most.
fn function(entry: &Entry) -> Option<Code> {
    let functions = entry.functional.codes().filter(|code| code.level() == 1);
    let amounts = functions.filter_map(|code| Some((entry.functional.amount(code)?.yuan(), code)));
    let most = amounts.max_by(|(one, a), (other, b)| one.cmp(other).then_with(|| b.cmp(a)));
    most.map(|(_, code)| code)
}

fn about(place: usize, entry: &Entry, function: u16) -> About {
    let identity = &entry.identity;
    About {
        department: u32::try_from(place).unwrap_or(u32::MAX),
        year: identity.year.number(),
        kind: match identity.kind {
            Kind::Budget => SearchKind::Budget,
            Kind::Final => SearchKind::Final,
        },
        unit: identity.scope == Scope::Unit,
        function,
    }
}

fn department(record: &DepartmentRecord) -> Department {
    let year = |year: Option<FiscalYear>| year.map_or(0, FiscalYear::number);
    let names: Vec<(String, u16, u16)> =
        record.department.names.iter().map(|name| (name.name.clone(), year(name.since), year(name.until))).collect();
    let mut spoken: Vec<String> = names.iter().map(|(name, _, _)| spoken(name)).collect();
    spoken.extend(record.department.short_name.as_deref().map(self::spoken));
    spoken.retain(|spoken| !spoken.is_empty());
    Department { id: record.id.to_string(), names, short: record.department.short_name.clone(), spoken }
}

/// A name in the syllables of its letters.
fn spoken(name: &str) -> String {
    name.to_pinyin().flatten().map(pinyin::Pinyin::plain).collect::<Vec<_>>().join(" ")
}
