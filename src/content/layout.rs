//! The archive's layout: which file is what, told by its path alone.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::config;
use crate::diagnostic::{Diagnostic, Problem, Reason};
use crate::files::{Files, Found};
use crate::model::department::DepartmentId;
use crate::model::disclosure::{Identity, Kind, Scope, stem};
use crate::model::field::suggest;
use crate::model::period::FiscalYear;

/// The folder that holds the archive.
pub const CONTENT: &str = "content";

/// Every file of the archive by what it is; paths are below the site's root.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Catalog {
    /// The departments, by id.
    pub departments: Vec<DepartmentFiles>,
    /// The free pages.
    pub pages: Vec<String>,
    /// `content/succession.yaml`, if there is one.
    pub succession: Option<String>,
}

/// The files of one department.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DepartmentFiles {
    /// The folder's name.
    pub id: DepartmentId,
    /// `department.yaml`.
    pub file: String,
    /// The disclosures, by year, kind, scope and version.
    pub disclosures: Vec<DisclosureFiles>,
}

/// The files of one disclosure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct DisclosureFiles {
    /// Which disclosure it is.
    pub identity: Identity,
    /// Whether a later version has taken its place.
    pub superseded: bool,
    /// The YAML file.
    pub file: String,
    /// The folder beside it.
    pub folder: String,
    /// The names of the files in that folder.
    pub companions: Vec<String>,
}

impl Catalog {
    /// Where the files of a disclosure are.
    pub fn files_of(&self, identity: &Identity) -> Option<&DisclosureFiles> {
        let department = self.departments.iter().find(|department| department.id == identity.department)?;
        department.disclosures.iter().find(|place| place.identity == *identity)
    }
}

/// What a file name in a year's folder says: `budget-unit@1`.
type Stem = (Kind, Scope, Option<u16>);

/// Where a department's own file is.
pub fn department_file(id: &DepartmentId) -> String {
    format!("{CONTENT}/{id}/department.yaml")
}

/// Walks `content/` and sorts its files.
pub fn catalog(files: &Files, problems: &mut Vec<Diagnostic>) -> Catalog {
    if !files.exists(CONTENT) {
        if config::missing(files.root()).is_some() {
            // What is no site has no content either.
            return Catalog::default();
        }
        let folder = files.root().display().to_string();
        problems.push(Diagnostic::in_file(CONTENT, Problem::NoContentFolder { folder }));
        return Catalog::default();
    }
    let found = files.walk(CONTENT, problems);
    let mut catalog = Catalog::default();
    for (index, Found { path, is_folder }) in found.iter().enumerate().filter(|(_, one)| !one.path.contains('/')) {
        if *is_folder {
            let inside = inside(&found[index + 1..], path);
            catalog.departments.extend(department(path, &inside, problems));
        } else {
            top_level_file(path, &mut catalog, problems);
        }
    }
    catalog
}

/// What lies below a folder, with paths below that folder. A walk tells a folder's contents in one run behind it.
fn inside(found: &[Found], folder: &str) -> Vec<Found> {
    let below = |found: &Found| {
        let path = found.path.strip_prefix(folder)?.strip_prefix('/')?.to_owned();
        Some(Found { path, is_folder: found.is_folder })
    };
    found.iter().skip_while(|found| below(found).is_none()).map_while(below).collect()
}

fn top_level_file(name: &str, catalog: &mut Catalog, problems: &mut Vec<Diagnostic>) {
    let path = format!("{CONTENT}/{name}");
    match name.rsplit_once('.') {
        _ if name == "succession.yaml" => catalog.succession = Some(path),
        Some((stem, "md")) if DepartmentId::parse(stem).is_some() => catalog.pages.push(path),
        Some((_, "md")) => problems.push(Diagnostic::in_file(path, Problem::BadPageName { name: name.to_owned() })),
        _ => unknown(&path, name, &["succession.yaml"], problems),
    }
}

fn department(name: &str, inside_it: &[Found], problems: &mut Vec<Diagnostic>) -> Option<DepartmentFiles> {
    let folder = format!("{CONTENT}/{name}");
    let Some(id) = DepartmentId::parse(name) else {
        problems.push(Diagnostic::in_file(folder, Problem::BadDepartmentId { id: name.to_owned() }));
        return None;
    };
    let file = department_file(&id);
    let has_file = inside_it.iter().any(|found| !found.is_folder && found.path == "department.yaml");
    if !has_file {
        problems.push(Diagnostic::in_file(folder.clone(), Problem::NoDepartmentFile { folder: folder.clone() }));
    }
    let mut disclosures = Vec::new();
    for found in inside_it.iter().filter(|found| !found.path.contains('/')) {
        let path = format!("{folder}/{}", found.path);
        if found.is_folder {
            match FiscalYear::parse(&found.path) {
                Some(year) => {
                    let files = inside(inside_it, &found.path);
                    disclosures.extend(year_folder(&id, year, &path, &files, problems));
                }
                None => {
                    problems.push(Diagnostic::in_file(path, Problem::NotAYearFolder { folder: found.path.clone() }));
                }
            }
        } else if found.path != "department.yaml" {
            unknown(&path, &found.path, &["department.yaml"], problems);
        }
    }
    disclosures.sort_by(|one, other| one.identity.cmp(&other.identity));
    has_file.then_some(DepartmentFiles { id, file, disclosures })
}

fn year_folder(
    department: &DepartmentId,
    year: FiscalYear,
    folder: &str,
    found: &[Found],
    problems: &mut Vec<Diagnostic>,
) -> Vec<DisclosureFiles> {
    let mut groups: BTreeMap<(Kind, Scope), Vec<Option<u16>>> = BTreeMap::new();
    for Found { path: name, is_folder } in found.iter().filter(|found| !found.path.contains('/')) {
        let path = format!("{folder}/{name}");
        if *is_folder {
            let file = format!("{name}.yaml");
            if name.strip_suffix(".yaml").is_some() {
                let reason = Reason::Term("io-not-a-file");
                problems.push(Diagnostic::in_file(path, Problem::Unreadable { reason }));
            } else if parse_stem(name).is_none() {
                problems.push(Diagnostic::in_file(path, Problem::UnusedFile { name: name.clone() }));
            } else if !found.iter().any(|found| found.path == file && !found.is_folder) {
                problems.push(Diagnostic::in_file(path, Problem::FolderWithoutFile { folder: name.clone(), file }));
            }
        } else if let Some((kind, scope, version)) = name.strip_suffix(".yaml").and_then(parse_stem) {
            groups.entry((kind, scope)).or_default().push(version);
        } else {
            let free = |stem: &&str| free_name(stem, found);
            let known: Vec<String> = ["budget", "final", "budget-unit", "final-unit"].iter().map(free).collect();
            unknown(&path, name, &known.iter().map(String::as_str).collect::<Vec<_>>(), problems);
        }
    }
    let mut disclosures = Vec::new();
    for ((kind, scope), versions) in groups {
        let stem = stem(kind, scope);
        let mut superseded: Vec<u16> = versions.iter().copied().flatten().collect();
        superseded.sort_unstable();
        for (expected, version) in (1..).zip(&superseded) {
            if *version != expected {
                let file = format!("{folder}/{stem}@{version}.yaml");
                problems.push(Diagnostic::in_file(file, Problem::VersionGap { missing: usize::from(expected) }));
                break;
            }
        }
        if !versions.contains(&None) {
            let file = format!("{folder}/{stem}@{}.yaml", superseded.last().copied().unwrap_or(1));
            problems
                .push(Diagnostic::in_file(file, Problem::VersionWithoutCurrent { current: format!("{stem}.yaml") }));
        }
        let current = superseded.last().copied().unwrap_or(0).saturating_add(1);
        for version in versions {
            let name = version.map_or_else(|| stem.clone(), |version| format!("{stem}@{version}"));
            let companions =
                inside(found, &name).into_iter().filter(|found| !found.is_folder).map(|found| found.path).collect();
            disclosures.push(DisclosureFiles {
                identity: Identity {
                    department: department.clone(),
                    year,
                    kind,
                    scope,
                    version: version.unwrap_or(current),
                },
                superseded: version.is_some(),
                file: format!("{folder}/{name}.yaml"),
                folder: format!("{folder}/{name}"),
                companions,
            });
        }
    }
    disclosures
}

/// Reads `budget`, `final-unit`, `budget@1`.
fn parse_stem(name: &str) -> Option<Stem> {
    let (base, version) = match name.split_once('@') {
        None => (name, None),
        Some((base, digits)) => {
            let version: u16 = digits.parse().ok().filter(|version| *version >= 1)?;
            (digits == version.to_string()).then_some((base, Some(version)))?
        }
    };
    Kind::BOTH
        .into_iter()
        .flat_map(|kind| [(kind, Scope::Department), (kind, Scope::Unit)])
        .find(|(kind, scope)| stem(*kind, *scope) == base)
        .map(|(kind, scope)| (kind, scope, version))
}

/// A file's name as it would be in English.
fn english(name: &str) -> String {
    let words = [
        ("预算", "budget"),
        ("决算", "final"),
        ("单位", "-unit"),
        ("本级", "-unit"),
        (".yml", ".yaml"),
        ("部门", "department"),
    ];
    let bare = name.trim_start_matches(|letter: char| letter.is_ascii_digit() || letter == '年');
    words.iter().fold(bare.to_owned(), |name, (from, to)| name.replace(from, to))
}

/// What a file may be called that is not there yet: where there is a disclosure, it is an older version of it.
fn free_name(stem: &str, found: &[Found]) -> String {
    let names =
        std::iter::once(format!("{stem}.yaml")).chain((1..).map(|version: u16| format!("{stem}@{version}.yaml")));
    names.into_iter().find(|name| !found.iter().any(|found| found.path == *name)).unwrap_or_default()
}

/// Reports a file that the layout has no place for. One that looks like data is an error: it would be lost silently.
fn unknown(path: &str, name: &str, known: &[&str], problems: &mut Vec<Diagnostic>) {
    let lower = name.to_ascii_lowercase();
    let is_data = [".yaml", ".yml"].iter().any(|ending| lower.ends_with(ending));
    let problem = if is_data {
        let suggestion = suggest(&english(&lower), known.iter().copied());
        Problem::UnknownYamlFile { name: name.to_owned(), suggestion }
    } else {
        Problem::UnusedFile { name: name.to_owned() }
    };
    problems.push(Diagnostic::in_file(path.to_owned(), problem));
}
