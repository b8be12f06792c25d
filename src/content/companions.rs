//! What lies in the folder beside a disclosure's file: rows, prose, and what is published as it is.

use std::collections::BTreeMap;

use crate::content::layout::DisclosureFiles;
use crate::diagnostic::{Diagnostic, Place, Problem};
use crate::files::{Files, composed, io_reason, is_safe_name};
use crate::media::ending;
use crate::model::field::{Keyword, suggest};
use crate::model::section::{SectionKey, SectionKind};
use crate::model::statement::StatementKind;

/// What an attachment may be: nothing that a browser runs.
const ATTACHMENTS: [&str; 19] = [
    "pdf", "ofd", "doc", "docx", "xls", "xlsx", "csv", "txt", "zip", "rar", "7z", "wps", "et", "odt", "ods", "png",
    "jpg", "jpeg", "tif",
];

/// A file that is published with a disclosure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AttachedFile {
    /// Its name on the site.
    pub name: String,
    /// What readers see; the name where nothing else was given.
    pub title: String,
    /// Whether its text prevails over the page's.
    pub prevails: bool,
    /// Its size in bytes.
    pub size: u64,
    /// Its SHA-256, in hexadecimal digits.
    pub sha256: String,
    /// Where it is, below the site's root.
    pub source: String,
}

/// The files of the folder; each is taken once.
pub struct Companions<'p> {
    files: &'p Files,
    place: &'p DisclosureFiles,
    /// The files that nothing has taken yet: composed name to name on disk.
    left: BTreeMap<String, &'p str>,
}

impl<'p> Companions<'p> {
    /// Takes stock of the folder. Names that differ only in how an accent is written are one name.
    pub fn new(files: &'p Files, place: &'p DisclosureFiles, problems: &mut Vec<Diagnostic>) -> Self {
        let mut companions = Self { files, place, left: BTreeMap::new() };
        for name in &place.companions {
            if let Some(other) = companions.left.insert(composed(name), name) {
                let (address, other) = (companions.path(name), companions.path(other));
                problems.push(Diagnostic::in_file(address.clone(), Problem::TwoSources { address, other }));
            }
        }
        companions
    }

    fn path(&self, name: &str) -> String {
        format!("{}/{name}", self.place.folder)
    }

    /// Takes a file: its path below the site's root.
    pub fn take(&mut self, name: &str) -> Option<String> {
        self.left.remove(name).map(|on_disk| self.path(on_disk))
    }

    /// The name of the file of rows for a kind, called by its key or by a published title.
    pub fn rows_of(&self, kind: StatementKind) -> Option<String> {
        self.named("csv", |stem| {
            StatementKind::from_title(stem).or_else(|| StatementKind::from_title(&stem.to_lowercase())) == Some(kind)
        })
    }

    /// The name of the file of a section's prose, called by its key or by its Chinese name.
    pub fn prose_of(&self, key: &SectionKey) -> Option<String> {
        self.named("md", |stem| {
            let stem = stem.to_lowercase();
            stem == key.0 || key.kind().is_some() && SectionKind::from_word(&stem) == key.kind()
        })
    }

    fn named(&self, wanted: &str, is: impl Fn(&str) -> bool) -> Option<String> {
        let fits = |name: &&String| {
            let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
            ending.eq_ignore_ascii_case(wanted) && is(stem)
        };
        self.left.keys().find(fits).cloned()
    }

    /// The problem that a named file is not among those left; `otherwise` takes the name, the folder and a suggestion.
    pub fn missing(&self, file: String, otherwise: fn(String, String, Option<String>) -> Problem) -> Problem {
        if self.place.companions.iter().any(|name| composed(name) == file) {
            return Problem::FileUsedTwice { file };
        }
        let suggestion = suggest(&file, self.left.keys().map(String::as_str));
        otherwise(file, self.place.folder.clone(), suggestion)
    }

    /// A file as an attachment, under its name on the site.
    pub fn attach(&self, name: &str, source: String) -> Result<AttachedFile, Problem> {
        let extension = ending(name);
        if !ATTACHMENTS.contains(&extension.as_str()) {
            return Err(Problem::AttachmentType { extension, known: ATTACHMENTS.map(str::to_owned).to_vec() });
        }
        let content = self.files.content(&source).map_err(|error| Problem::Unreadable { reason: io_reason(&error) })?;
        let (size, sha256) = (content.stamp.size, content.fingerprint.hex());
        Ok(AttachedFile { name: name.to_owned(), title: name.to_owned(), prevails: false, size, sha256, source })
    }

    /// What nothing has taken: attachments; a file of data that nothing uses would be lost, and is an error.
    pub fn rest(&mut self, problems: &mut Vec<Diagnostic>) -> Vec<AttachedFile> {
        let mut attached = Vec::new();
        for (name, on_disk) in std::mem::take(&mut self.left) {
            let path = self.path(on_disk);
            let place = Place::file(path.as_str());
            let file = if matches!(ending(&name).as_str(), "md" | "csv" | "yaml" | "yml") {
                Err(unused(name))
            } else if is_safe_name(&name) {
                self.attach(&name, path)
            } else {
                Err(Problem::UnsafePath { path: name })
            };
            match file {
                Ok(file) => attached.push(file),
                Err(problem) => problems.push(Diagnostic { problem, place, record: None }),
            }
        }
        attached
    }
}

fn unused(name: String) -> Problem {
    let kinds = StatementKind::ALL.iter().map(|(_, spelling)| format!("{}.csv", spelling.key));
    let sections = SectionKind::ALL.iter().map(|(_, spelling)| format!("{}.md", spelling.key));
    let known: Vec<String> = kinds.chain(sections).filter(|known| *known != name).collect();
    let suggestion = suggest(&name, known.iter().map(String::as_str));
    Problem::UnusedDataFile { name, suggestion }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::media::content_type;

    #[test]
    fn each_kind_of_attachment_has_its_media_type() {
        for kind in ATTACHMENTS {
            assert_ne!(content_type(&format!("files/a.{kind}"), b""), "application/octet-stream", "{kind}");
        }
    }
}
