//! One pass through the stages: every file is read once, its page is handed on at once, and only what list pages need
//! stays in memory. Building and checking differ in nothing but where the pages go.

use std::collections::BTreeMap;
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
use crate::diagnostic::{self, Diagnostic, Problem};
use crate::files::{Files, io_reason};
use crate::model::disclosure::Identity;
use crate::model::vocabulary::Vocabulary;
use crate::page::{self, Neighbours, Page, SiteView};
use crate::render::Theme;

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
    /// The addresses that are given out.
    fn addresses(&self) -> &Addresses;

    /// Takes a page.
    fn page(&self, page: &Page) -> Result<(), Diagnostic>;

    /// Takes a file of the site's sources, to be published as it is.
    fn file(&self, path: &str, source: &str) -> Result<(), Diagnostic>;
}

/// Takes pages and keeps only their addresses.
#[derive(Default)]
pub struct Nowhere {
    addresses: Addresses,
}

impl Destination for Nowhere {
    fn addresses(&self) -> &Addresses {
        &self.addresses
    }

    fn page(&self, _: &Page) -> Result<(), Diagnostic> {
        Ok(())
    }

    fn file(&self, _: &str, _: &str) -> Result<(), Diagnostic> {
        Ok(())
    }
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
        let places: Vec<_> = self
            .catalog
            .departments
            .iter()
            .flat_map(|department| department.disclosures.iter().map(move |place| (department, place)))
            .collect();
        let read: Vec<_> = places
            .into_par_iter()
            .map(|(department, place)| {
                let mut problems = Vec::new();
                let remains = self.one(destination, &department.disclosures, place, &mut problems)?;
                Ok((remains, problems))
            })
            .collect::<Result<_, Diagnostic>>()?;
        let (remains, found): (Vec<Option<Remains>>, Vec<Vec<Diagnostic>>) = read.into_iter().unzip();
        problems.extend(found.into_iter().flatten());
        let remains: Vec<Remains> = remains.into_iter().flatten().collect();
        let disclosures = remains.len();
        let mut pages = disclosures;
        if let Some(site) = &self.site {
            let (entries, terms): (Vec<_>, Vec<_>) =
                remains.into_iter().map(|remains| (remains.entry, remains.terms)).unzip();
            let archive = Archive::new(self.departments, entries, terms.into_iter().flatten());
            let listed = page::from_archive(&archive, site, &self.free_pages);
            listed.par_iter().try_for_each(|page| hand_on(destination, page))?;
            for page in &self.free_pages {
                destination.addresses().links(&page::free_path(page), false, &page.links);
            }
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
        let page = page::of_document(&document, &neighbours);
        destination.addresses().links(&page.path, document.superseded, &document.links);
        hand_on(destination, &page)?;
        let Document { identity, superseded, attachments, .. } = &document;
        for file in attachments {
            let path = page::attachment_path(identity, *superseded, &file.name);
            destination.addresses().take(&path, &file.source);
            destination.file(&path, &file.source)?;
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

/// Gives a page its address and hands it on.
fn hand_on(destination: &impl Destination, page: &Page) -> Result<(), Diagnostic> {
    destination.addresses().take(&page.path, &page.source);
    destination.page(page)
}

/// The file that a relative link of a page's prose leads to, by its path below the site; `None` for a way out of it.
/// The prose of a superseded version was written one folder higher, and its own files have moved down with it.
fn target(page: &str, superseded: bool, url: &str) -> Option<String> {
    let path = url.split(['#', '?']).next().unwrap_or_default();
    if path.is_empty() {
        return Some(page.to_owned());
    }
    let mut parts: Vec<String> = page.split('/').map(str::to_owned).collect();
    parts.pop();
    if superseded && !path.starts_with("files/") {
        parts.pop();
    }
    for part in path.split('/') {
        let part = percent_encoding::percent_decode_str(part).decode_utf8_lossy().into_owned();
        match part.as_str() {
            ".." => {
                parts.pop()?;
            }
            "." => {}
            _ if part.contains('/') => return None,
            _ => parts.push(part),
        }
    }
    Some(parts.join("/"))
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
    /// Where links of prose lead, each with the problem that it is if there is nothing.
    links: Mutex<Vec<(Option<String>, Diagnostic)>>,
}

impl Addresses {
    /// Gives out an address.
    pub fn take(&self, path: &str, source: &str) {
        let mut taken = self.taken.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        // Two names that differ only in case are one file on many systems.
        taken.entry(path.to_lowercase()).or_default().push((path.to_owned(), source.to_owned()));
    }

    /// Takes note of where the links of a page's prose lead.
    pub fn links(&self, page: &str, superseded: bool, links: &[(String, Diagnostic)]) {
        if links.is_empty() {
            return;
        }
        let mut all = self.links.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        all.extend(links.iter().map(|(url, diagnostic)| (target(page, superseded, url), diagnostic.clone())));
    }

    /// Tells the addresses that two sources want, the theme's files among them, and the links that lead to none.
    pub fn examine(&self, theme: &Theme, problems: &mut Vec<Diagnostic>) {
        for (path, _) in theme.static_files() {
            self.take(path, &theme.source(path));
        }
        problems.extend(self.collisions());
        if !diagnostic::stops(problems) {
            // Links to what is at fault are not at fault themselves.
            problems.extend(self.broken());
        }
    }

    /// The links that lead to no address of this site.
    fn broken(&self) -> Vec<Diagnostic> {
        let taken = self.taken.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let links = self.links.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let is_taken = |target: &str| {
            taken.get(&target.to_lowercase()).is_some_and(|wanted| wanted.iter().any(|(path, _)| path == target))
        };
        let broken = links.iter().filter(|(target, _)| !target.as_deref().is_some_and(is_taken));
        broken
            .map(|(target, diagnostic)| {
                let mut diagnostic = diagnostic.clone();
                if let (Problem::BrokenLink { url, suggestion }, Some(target)) = (&mut diagnostic.problem, target) {
                    // A host shows a folder's index.html; a disk does not, so links name it.
                    let folder = target.trim_end_matches('/').trim_end_matches(".md");
                    if is_taken(format!("{folder}/index.html").trim_start_matches('/')) {
                        *suggestion = Some(format!("{}/index.html", url.trim_end_matches('/').trim_end_matches(".md")));
                    }
                }
                diagnostic
            })
            .collect()
    }

    /// The addresses that more than one source wanted.
    fn collisions(&self) -> Vec<Diagnostic> {
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

#[cfg(test)]
mod tests {
    use super::target;

    #[test]
    fn links_lead_where_a_browser_would_go() {
        let page = "d/a/2024/budget/index.html";
        for (url, path) in [
            ("../../index.html", Some("d/a/index.html")),
            ("files/%E9%A2%84.pdf#page=2", Some("d/a/2024/budget/files/预.pdf")),
            ("./x.html?a", Some("d/a/2024/budget/x.html")),
            ("%2e%2e/x", Some("d/a/2024/x")),
            ("#duties", Some(page)),
            ("../../../../about/", Some("about/")),
            ("../../../../../x", None),
            ("a%2Fb", None),
        ] {
            assert_eq!(target(page, false, url).as_deref(), path, "{url}");
        }
        let old = "d/a/2024/budget/v1/index.html";
        assert_eq!(target(old, true, "../../index.html").as_deref(), Some("d/a/index.html"));
        assert_eq!(target(old, true, "files/a.pdf").as_deref(), Some("d/a/2024/budget/v1/files/a.pdf"));
        assert_eq!(target(old, true, "v2/index.html").as_deref(), Some("d/a/2024/budget/v2/index.html"));
    }
}
