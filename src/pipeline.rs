//! One pass through the stages: every file is read once, its page is handed on at once, and only what list pages need
//! stays in memory. Building and checking differ in nothing but where the pages go.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Mutex;

use rayon::prelude::*;

use crate::archive::{self, Archive, Entry};
use crate::check;
use crate::config::{self, Site};
use crate::content::department::{self, Departments};
use crate::content::disclosure::{self, Document};
use crate::content::free_page::{self, FreePage};
use crate::content::layout::{self, Catalog, DisclosureFiles};
use crate::diagnostic::{Diagnostic, Problem};
use crate::files::{Files, io_reason};
use crate::model::disclosure::Identity;
use crate::model::vocabulary::Vocabulary;
use crate::page::{self, Neighbours, Page, SiteView};

/// What is read before any disclosure.
pub struct Sources {
    /// The site's files.
    pub files: Files,
    /// `site.toml`; `None` where it is at fault.
    pub site: Option<Site>,
    vocabulary: Vocabulary,
    catalog: Catalog,
    departments: Departments,
    free_pages: Vec<FreePage>,
}

/// Where pages go.
pub trait Destination: Sync {
    /// Takes a page.
    fn page(&self, page: &Page) -> Result<(), Diagnostic>;

    /// Takes a file of the site's sources, to be published as it is.
    fn file(&self, path: &str, source: &str) -> Result<(), Diagnostic>;
}

/// How much went through.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count {
    /// Disclosures that could be read.
    pub disclosures: usize,
    /// Pages.
    pub pages: usize,
}

/// What one disclosure leaves behind.
struct Remains {
    entry: Entry,
    terms: Vec<(String, String, Identity)>,
}

impl Sources {
    /// Reads what stands before the disclosures: the site, the layout, the departments, the free pages.
    pub fn read(root: &Path, problems: &mut Vec<Diagnostic>) -> Result<Self, Diagnostic> {
        let files = Files::new(root).map_err(|error| {
            Diagnostic::in_file(root.display().to_string(), Problem::Unreadable { reason: io_reason(&error) })
        })?;
        let (site, vocabulary) = config::read(&files, problems);
        let catalog = layout::catalog(&files, problems);
        let departments = department::read(&files, &catalog, &vocabulary, problems);
        let free_pages =
            catalog.pages.iter().filter_map(|path| free_page::read(&files, path, &vocabulary, problems)).collect();
        Ok(Self { files, site, vocabulary, catalog, departments, free_pages })
    }

    /// What all pages share. The menu names the years, which the layout tells before any disclosure is read.
    pub fn frame(&self, site: &Site) -> SiteView {
        let places = self.catalog.departments.iter().flat_map(|place| &place.disclosures);
        SiteView::new(site, &places.map(|place| place.identity.year).collect(), &self.free_pages)
    }

    /// Reads every disclosure and hands every page on, list pages last. Where content is at fault, the pages are made
    /// of what could be read, so that their addresses are examined too; the caller throws them away.
    pub fn pass(self, destination: &impl Destination, problems: &mut Vec<Diagnostic>) -> Result<Count, Diagnostic> {
        let found = Mutex::new(Vec::new());
        let places: Vec<_> = self
            .catalog
            .departments
            .iter()
            .flat_map(|department| department.disclosures.iter().map(move |place| (department, place)))
            .collect();
        let remains: Vec<Option<Remains>> = places
            .into_par_iter()
            .map(|(department, place)| {
                let mut problems = Vec::new();
                let remains = self.one(destination, &department.disclosures, place, &mut problems);
                found.lock().unwrap_or_else(std::sync::PoisonError::into_inner).append(&mut problems);
                remains
            })
            .collect::<Result<_, Diagnostic>>()?;
        problems.append(&mut found.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner));
        let remains: Vec<Remains> = remains.into_iter().flatten().collect();
        let disclosures = remains.len();
        let mut pages = disclosures;
        if let Some(site) = &self.site {
            let (entries, terms): (Vec<_>, Vec<_>) =
                remains.into_iter().map(|remains| (remains.entry, remains.terms)).unzip();
            let archive = Archive::new(self.departments, entries, terms.into_iter().flatten());
            let listed = page::from_archive(&archive, site, &self.free_pages);
            listed.par_iter().try_for_each(|page| destination.page(page))?;
            pages += listed.len();
        }
        Ok(Count { disclosures, pages })
    }

    /// Reads one disclosure, hands on its page and its files, and keeps only what list pages need.
    fn one(
        &self,
        destination: &impl Destination,
        siblings: &[DisclosureFiles],
        place: &DisclosureFiles,
        problems: &mut Vec<Diagnostic>,
    ) -> Result<Option<Remains>, Diagnostic> {
        let Some(document) = disclosure::read(&self.files, place, &self.vocabulary, problems) else { return Ok(None) };
        let Some(department) = self.departments.all.get(&place.identity.department) else { return Ok(None) };
        problems.extend(self.findings(place, &document));
        let departments = &self.departments;
        let neighbours = Neighbours { department, siblings, departments, vocabulary: &self.vocabulary };
        destination.page(&page::of_document(&document, &neighbours))?;
        let Document { identity, superseded, attachments, .. } = &document;
        for file in attachments {
            destination.file(&page::attachment_path(identity, *superseded, &file.name), &file.source)?;
        }
        Ok(Some(Remains { entry: Entry::new(&document), terms: archive::terms(&document).collect() }))
    }

    /// What the rules find in a disclosure, each at its place.
    fn findings(&self, place: &DisclosureFiles, document: &Document) -> Vec<Diagnostic> {
        let findings = check::document(document);
        if findings.is_empty() {
            return Vec::new();
        }
        let (problems, paths): (Vec<_>, Vec<_>) =
            findings.into_iter().map(|finding| (finding.problem, finding.path)).unzip();
        let places = disclosure::locate(&self.files, place, &paths);
        let all = problems.into_iter().zip(places).zip(paths);
        all.map(|((problem, place), path)| Diagnostic { problem, place, record: Some(record(&path)) }).collect()
    }
}

/// The files that a page's relative links lead to, by their path below the site.
fn targets<'h>(page: &'h str, html: &'h str) -> impl Iterator<Item = String> + 'h {
    let folder: Vec<&str> = page.split('/').rev().skip(1).collect::<Vec<_>>().into_iter().rev().collect();
    html.split("href=\"").skip(1).filter_map(move |rest| {
        let link = rest.split(['"', '#', '?']).next().filter(|link| !link.is_empty())?;
        let is_elsewhere = link.starts_with('/') || link.split('/').next().is_some_and(|first| first.contains(':'));
        if is_elsewhere {
            return None;
        }
        let mut parts = folder.clone();
        for part in link.split('/') {
            match part {
                ".." => {
                    parts.pop();
                }
                "." => {}
                part => parts.push(part),
            }
        }
        let path = parts.join("/").replace("&amp;", "&");
        Some(percent_encoding::percent_decode_str(&path).decode_utf8_lossy().into_owned())
    })
}

/// A path in the model as people read it, where items count from 1: `statements.0` is `statements[1]`.
fn record(path: &str) -> String {
    let mut text = String::new();
    for part in path.split('.') {
        match part.parse::<usize>() {
            Ok(index) => text.extend(["[", &(index + 1).to_string(), "]"]),
            Err(_) if text.is_empty() => text.push_str(part),
            Err(_) => text.extend([".", part]),
        }
    }
    text
}

/// The addresses that were given out, each with the sources that wanted it, and the links between them.
#[derive(Debug, Default)]
pub struct Addresses {
    taken: Mutex<BTreeMap<String, Vec<(String, String)>>>,
    /// Where links of this site lead, each with a source of such a link.
    links: Mutex<BTreeMap<String, String>>,
}

impl Addresses {
    /// Gives out an address.
    pub fn take(&self, path: &str, source: &str) {
        let mut taken = self.taken.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        // Two names that differ only in case are one file on many systems.
        taken.entry(path.to_lowercase()).or_default().push((path.to_owned(), source.to_owned()));
    }

    /// Takes note of where a page's links lead.
    pub fn link(&self, page: &str, source: &str, html: &str) {
        let targets: BTreeSet<String> = targets(page, html).collect();
        let mut links = self.links.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        for target in targets {
            // Of several sources the first by name is told, whatever the order of threads.
            let first = links.entry(target).or_insert_with(|| source.to_owned());
            if source < first.as_str() {
                source.clone_into(first);
            }
        }
    }

    /// The links that lead to no address of this site.
    pub fn broken(&self) -> Vec<Diagnostic> {
        let taken = self.taken.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let links = self.links.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let is_taken = |target: &str| {
            taken.get(&target.to_lowercase()).is_some_and(|wanted| wanted.iter().any(|(path, _)| path == target))
        };
        let broken = links.iter().filter(|(target, _)| !is_taken(target));
        broken
            .map(|(target, source)| {
                Diagnostic::in_file(source.as_str(), Problem::BrokenLink { target: target.clone() })
            })
            .collect()
    }

    /// The addresses that more than one source wanted.
    pub fn collisions(&self) -> Vec<Diagnostic> {
        let taken = self.taken.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let mut problems = Vec::new();
        for wanted in taken.values().filter(|wanted| wanted.len() > 1) {
            let mut wanted = wanted.clone();
            // The file that somebody wrote is the one to rename, so it is told last.
            wanted.sort_by_key(|(path, source)| (source.contains('/'), source.clone(), path.clone()));
            for pair in wanted.windows(2) {
                let problem = Problem::TwoSources { address: pair[1].0.clone(), other: pair[0].1.clone() };
                problems.push(Diagnostic::in_file(pair[1].1.as_str(), problem));
            }
        }
        problems
    }
}
