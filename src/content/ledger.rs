//! `ledger.csv`: what was published, in a file that only grows. `mingbai record` writes it; building only reads it.

use std::collections::BTreeSet;

use crate::content::layout::CONTENT;
use crate::diagnostic::{Diagnostic, Problem};
use crate::files::Files;
use crate::fingerprint::Fingerprint;
use crate::model::department::DepartmentId;
use crate::model::disclosure::{Identity, Kind, Scope};
use crate::model::field::Keyword;
use crate::model::ledger::{Ledger, Recorded};
use crate::model::period::{Date, FiscalYear};
use crate::table::neutral;
use crate::tree::{Source, Span};

/// The file's name.
pub const FILE: &str = "ledger.csv";

/// The columns, in their order.
pub const COLUMNS: [&str; 9] =
    ["department", "year", "kind", "scope", "version", "published", "recorded", "digest", "why"];

/// Reads the ledger; where there is none, nothing is recorded. A line at fault is told.
pub fn read(files: &Files, problems: &mut Vec<Diagnostic>) -> Ledger {
    if !files.exists(FILE) {
        return Ledger::default();
    }
    let Some(text) = files.read_text(FILE, problems) else { return Ledger::default() };
    let source = Source::new(FILE, &text);
    let (ledger, faults) = parse(&text);
    problems.extend(faults.into_iter().map(|(line, problem)| {
        let length = source.line(line).chars().count();
        let span = Span { line, column: 0, end_line: line, end_column: length.max(1) };
        Diagnostic { problem, place: source.place(span), record: None }
    }));
    ledger
}

/// What a ledger's text says, and the lines at fault. An entry is one line, so that one at fault hides no other.
pub fn parse(text: &str) -> (Ledger, Vec<(usize, Problem)>) {
    let (mut ledger, mut faults) = (Ledger::default(), Vec::new());
    for (index, line) in text.lines().enumerate() {
        let row = row(line).unwrap_or_default();
        let row: Vec<&str> = row.iter().collect();
        if index == 0 && row == COLUMNS {
            continue;
        }
        match recorded(&row).filter(|_| index > 0) {
            None => faults.push((index + 1, Problem::BadLedgerLine { columns: COLUMNS.join(",") })),
            Some((identity, _)) if ledger.0.contains_key(&identity) => {
                faults.push((index + 1, Problem::RecordedTwice { version: identity.version.to_string() }));
            }
            Some((identity, recorded)) => {
                ledger.0.insert(identity, recorded);
            }
        }
    }
    (ledger, faults)
}

/// The values of a line; nothing where a quotation mark is open.
fn row(line: &str) -> Option<csv::StringRecord> {
    let is_closed = line.matches('"').count().is_multiple_of(2);
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(line.as_bytes());
    reader.records().next().filter(|_| is_closed)?.ok()
}

/// A ledger's text with further lines.
pub fn grown(mut text: Vec<u8>, new: &[(Identity, Recorded)]) -> Vec<u8> {
    if !text.is_empty() && !text.ends_with(b"\n") {
        text.push(b'\n');
    }
    let is_new = text.is_empty();
    let mut writer = csv::Writer::from_writer(text);
    let mut written = if is_new { writer.write_record(COLUMNS) } else { Ok(()) };
    for (identity, Recorded { published, recorded, digest, why }) in new {
        let Identity { department, year, kind, scope, version } = identity;
        written = written.and_then(|()| {
            writer.write_record([
                department.as_str(),
                &year.to_string(),
                kind.key(),
                scope.key(),
                &version.to_string(),
                &published.map(|date| date.to_string()).unwrap_or_default(),
                &recorded.to_string(),
                &digest.hex(),
                &reason(why.as_deref().unwrap_or_default()),
            ])
        });
    }
    // Writing to memory fails only where a row has not as many values as the first.
    debug_assert!(written.is_ok(), "{written:?}");
    writer.into_inner().unwrap_or_default()
}

/// The reason of a correction as the ledger has it: in one line, and nothing that a spreadsheet would take for a formula.
pub fn reason(why: &str) -> String {
    neutral(why.replace(['\r', '\n'], " ")).into_owned()
}

fn recorded(row: &[&str]) -> Option<(Identity, Recorded)> {
    let [department, year, kind, scope, version, published, recorded, digest, why] = row else { return None };
    // Words are keys; a Chinese one would be another spelling of the same line.
    let kind = Kind::from_word(kind).filter(|one| one.key() == *kind)?;
    let scope = Scope::from_word(scope).filter(|one| one.key() == *scope)?;
    let identity = Identity {
        department: DepartmentId::parse(department)?,
        year: FiscalYear::parse(year)?,
        kind,
        scope,
        version: version.parse().ok().filter(|version| *version >= 1)?,
    };
    let published = if published.is_empty() { None } else { Some(Date::parse(published)?) };
    let why = Some((*why).to_owned()).filter(|why| !why.is_empty());
    Some((
        identity,
        Recorded { published, recorded: Date::parse(recorded)?, digest: Fingerprint::from_hex(digest)?, why },
    ))
}

/// Tells the recorded disclosures of which the archive has no version at all.
pub fn gone(ledger: &Ledger, is_there: impl Fn(&Identity) -> bool) -> Vec<Diagnostic> {
    let missing = ledger.0.keys().filter(|identity| !is_there(identity));
    let file = |of: &Identity| format!("{CONTENT}/{}/{}/{}.yaml", of.department, of.year, of.stem());
    let missing: BTreeSet<String> = missing.map(file).collect();
    missing.into_iter().map(|file| Diagnostic::in_file(FILE, Problem::RecordedGone { file })).collect()
}
