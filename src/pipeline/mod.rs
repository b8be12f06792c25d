//! One pass through the stages: every file is read once, its page is handed on at once, and only what list pages need
//! stays in memory. Building and checking differ in nothing but where the pages go.

mod addresses;

use std::cell::OnceCell;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Mutex;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::archive::{self, Archive, Entry, Kept, Term};
use crate::check::{self, Checks, Plan, Report, Tally};
use crate::config::{self, Site};
use crate::content::AttachedFile;
use crate::content::department::{self, Departments};
use crate::content::disclosure::{self, Document};
use crate::content::free_page::{self, FreePage};
use crate::content::layout::{self, Catalog, DisclosureFiles, department_file};
use crate::content::ledger;
use crate::diagnostic::{self, Diagnostic};
use crate::files::{Files, Known};
use crate::fingerprint::Fingerprint;
use crate::model::ledger::Ledger;
use crate::model::period::Date;
use crate::model::vocabulary::Vocabulary;
use crate::page::data::{Part, Sum};
use crate::page::{self, Draft, Neighbours, Page, SiteView};
use crate::progress::{Progress, Stage};
use crate::told::told;

pub use addresses::Addresses;

/// What is read before any disclosure.
pub struct Sources {
    /// The site's files.
    pub files: Files,
    /// `site.toml`; `None` where it is at fault.
    pub site: Option<Site>,
    vocabulary: Vocabulary,
    catalog: Catalog,
    departments: Departments,
    ledger: Ledger,
    free_pages: Vec<FreePage>,
    /// Which rules are checked, and what they weigh.
    pub plan: Plan,
}

/// Where pages go.
pub trait Destination: Sync {
    /// The addresses that are given out.
    fn addresses(&self) -> &Addresses;

    /// What every page is made of beside its view; `None` where pages are not kept from one run to the next.
    fn frame(&self) -> Option<Fingerprint> {
        None
    }

    /// What an earlier run left of a disclosure whose page, and the files beside it, were made of the same, and stand as
    /// they were published. What they are made of now is asked for only where there is something to compare it with.
    fn recall(
        &self,
        _page: &str,
        _beside: &[String],
        _made_of: impl FnOnce() -> Option<Fingerprint>,
    ) -> Option<Remains> {
        None
    }

    /// Keeps for later runs what is left of a disclosure whose page was handed on.
    fn keep(&self, _page: &str, _made_of: Fingerprint, _remains: &Remains) {}

    /// Whether a page that is made of this, and the files that hold its tables, need not be made.
    fn stands(&self, _page: &str, _tables: &[String], _made_of: Option<Fingerprint>) -> bool {
        false
    }

    /// Takes a page, where the files go that hold its tables, and what it is made of, where that is known.
    fn page(&self, page: &Page, tables: &[String], made_of: Option<Fingerprint>) -> Result<(), Diagnostic>;

    /// Whether data files need not be made: they were made of the same and stand as they were published, or go nowhere.
    fn has(&self, _paths: &[String], _made_of: Option<Fingerprint>) -> bool {
        true
    }

    /// What a data file holds that need not be made, see [`Destination::has`].
    fn sum(&self, _path: &str, _made_of: Option<Fingerprint>) -> Option<Sum> {
        Some(Sum { fingerprint: Fingerprint::of_bytes(b""), size: 0 })
    }

    /// Takes a data file, and what it is made of, where that is known.
    fn data(&self, path: &str, bytes: &[u8], made_of: Option<Fingerprint>) -> Result<(), Diagnostic>;

    /// Takes a file of the site's sources, to be published as it is.
    fn file(&self, path: &str, source: &str) -> Result<(), Diagnostic>;

    /// Takes the archive when all of its pages have been handed on, and it is sound: the search index is made of it.
    fn finish(&self, _archive: Archive) -> Result<(), Diagnostic> {
        Ok(())
    }
}

/// Takes pages and keeps only their addresses, and the archive.
#[derive(Default)]
pub struct Nowhere {
    addresses: Addresses,
    archive: Mutex<Option<Archive>>,
}

impl Nowhere {
    /// The archive that went through, if it is sound.
    pub fn into_archive(self) -> Option<Archive> {
        self.archive.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

impl Destination for Nowhere {
    fn addresses(&self) -> &Addresses {
        &self.addresses
    }

    fn stands(&self, _: &str, _: &[String], _: Option<Fingerprint>) -> bool {
        true
    }

    fn page(&self, _: &Page, _: &[String], _: Option<Fingerprint>) -> Result<(), Diagnostic> {
        Ok(())
    }

    fn data(&self, _: &str, _: &[u8], _: Option<Fingerprint>) -> Result<(), Diagnostic> {
        Ok(())
    }

    fn file(&self, _: &str, _: &str) -> Result<(), Diagnostic> {
        Ok(())
    }

    fn finish(&self, archive: Archive) -> Result<(), Diagnostic> {
        *self.archive.lock().unwrap_or_else(std::sync::PoisonError::into_inner) = Some(archive);
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
    /// Checks.
    pub checks: Tally,
}

/// What one disclosure leaves behind when its page has been made.
#[derive(Debug, Serialize, Deserialize)]
pub struct Remains {
    entry: Entry,
    terms: Vec<Term>,
    /// Where the links of its prose lead, each with the problem that it is if there is nothing.
    links: Vec<(String, Diagnostic)>,
    /// The files that are published with it: where each goes, and its source.
    attachments: Vec<(String, String)>,
    problems: Vec<Diagnostic>,
    checks: Checks,
}

/// What is kept of one disclosure for the list pages, and what was checked of it.
type One = (Kept, Checks);

impl Sources {
    /// Reads what stands before the disclosures: the site, the layout, the departments, the free pages.
    pub fn read(root: &Path, known: Known, problems: &mut Vec<Diagnostic>) -> Result<Self, Diagnostic> {
        let files = Files::new(root, known)?;
        let (site, vocabulary) = config::read(&files, problems);
        let catalog = layout::catalog(&files, problems);
        let departments = department::read(&files, &catalog, &vocabulary, problems);
        let ledger = ledger::read(&files, problems);
        let free_pages =
            catalog.pages.iter().filter_map(|path| free_page::read(&files, path, &vocabulary, problems)).collect();
        let settings = site.as_ref().and_then(|site| site.check.clone());
        let plan = Plan { settings, ..Plan::default() };
        Ok(Self { files, site, vocabulary, catalog, departments, ledger, free_pages, plan })
    }

    /// What all pages share. The menu names the years, which the layout tells before any disclosure is read.
    pub fn frame(&self, site: &Site) -> SiteView {
        let places = self.catalog.departments.iter().flat_map(|place| &place.disclosures);
        SiteView::new(site, &places.map(|place| place.identity.year).collect(), &self.free_pages)
    }

    /// Takes another day for today than the site's own.
    pub fn stand_on(&mut self, day: Date) {
        if let Some(site) = &mut self.site {
            site.as_of = Some(day);
        }
    }

    /// What the settings hold: the day that stands for today, `site.toml`, and the table of codes that it names.
    pub fn settings(&self) -> Option<(Option<Date>, Vec<Fingerprint>)> {
        let as_of = self.site.as_ref().and_then(|site| site.as_of);
        let codes = self.site.as_ref().and_then(|site| site.codes.as_deref());
        let paths = [Some(config::FILE), codes].into_iter().flatten();
        Some((as_of, paths.map(|path| self.files.fingerprint(path)).collect::<Option<_>>()?))
    }

    /// Reads every disclosure and hands every page on, list pages last. Where content is at fault, the pages are made
    /// of what could be read, so that their addresses are examined too; the caller throws them away.
    pub fn pass(
        self,
        destination: &impl Destination,
        progress: &Progress,
        problems: &mut Vec<Diagnostic>,
    ) -> Result<Count, Diagnostic> {
        let places: Vec<_> = self
            .catalog
            .departments
            .iter()
            .flat_map(|department| department.disclosures.iter().map(move |place| (department, place)))
            .collect();
        progress.expect(places.len());
        let remains: Vec<_> = places
            .into_par_iter()
            .map(|(department, place)| {
                let one = self.one(destination, progress, &department.disclosures, place);
                progress.step();
                one
            })
            .collect::<Result<_, Diagnostic>>()?;
        let mut kept = Vec::new();
        let mut checks = BTreeMap::new();
        for (remains, found) in remains {
            problems.extend(found);
            if let Some((one, of_one)) = remains {
                checks.insert(one.entry.identity.clone(), of_one);
                kept.push(one);
            }
        }
        let disclosures = kept.len();
        let mut pages = disclosures;
        let mut checked = Tally::default();
        if let Some(site) = &self.site {
            let sources = self.departments_made_of();
            let put_together =
                || Archive::new(self.departments, self.vocabulary.classification, sources, kept).with(self.ledger);
            let archive = progress.during(Stage::Page, put_together);
            if !diagnostic::stops(problems) {
                problems.extend(ledger::gone(&archive.ledger, |identity| archive.has(identity)));
            }
            let report = progress.during(Stage::Check, || Report::new(&archive, checks, &self.plan));
            // Beside a disclosure that could not be read, years seem to be missing that are not.
            let across = if diagnostic::stops(problems) { &[] } else { report.across.as_slice() };
            for (identity, finding) in across {
                if let Some(place) = self.catalog.files_of(identity) {
                    problems.extend(told(&self.files, &self.catalog, place, std::iter::once(finding)));
                }
            }
            checked = report.iter().fold(checked, |sum, (_, checks)| sum.and(checks.sum()));
            let listed = progress.during(Stage::Page, || page::from_archive(&archive, &report, site, &self.free_pages));
            pages += listed.len();
            let frame = destination.frame();
            let hand_on_draft = |draft: Draft<'_>| {
                let tables = draft.beside(site.xlsx);
                for path in tables.iter().chain([&draft.path]) {
                    destination.addresses().take(path, &draft.source);
                }
                let made_of = || Fingerprint::of(&(frame?, &draft.path, draft.inputs()?));
                let made_of = progress.during(Stage::Compare, made_of);
                if progress.during(Stage::Compare, || destination.stands(&draft.path, &tables, made_of)) {
                    return Ok(());
                }
                let page = &progress.during(Stage::Page, || draft.make());
                let by_view = || Fingerprint::of(&(frame?, page.view.template(), page));
                let made_of = made_of.or_else(|| progress.during(Stage::Compare, by_view));
                destination.page(page, &tables, made_of)
            };
            let bundle = page::data::bundle(&archive, &report, site);
            // Of an archive at fault nothing is published, and an index takes long.
            let is_whole = !diagnostic::stops(problems);
            // The tables take as long as many pages, so they begin first.
            let (data, pages) = rayon::join(
                || hand_on_bundle(destination, progress, &bundle, frame),
                || listed.into_par_iter().try_for_each(hand_on_draft),
            );
            data.and(pages)?;
            // Behind the list pages, not beside them: both need memory, and both use all cores.
            if is_whole {
                destination.finish(archive)?;
            }
            for page in &self.free_pages {
                destination.addresses().links(&page::free_path(page), false, &page.links);
            }
        }
        Ok(Count { disclosures, pages, checks: checked })
    }

    /// Hands on one disclosure's page and its files, and keeps only what list pages need. Also tells its problems.
    fn one(
        &self,
        destination: &impl Destination,
        progress: &Progress,
        siblings: &[DisclosureFiles],
        place: &DisclosureFiles,
    ) -> Result<(Option<One>, Vec<Diagnostic>), Diagnostic> {
        let path = page::disclosure_path(&place.identity, place.superseded);
        let mut problems = Vec::new();
        let made_of = || self.made_of(destination.frame()?, siblings, place);
        let before = OnceCell::new();
        let files: Vec<String> =
            page::data::beside(&place.identity, place.superseded).into_iter().chain(self.workbook(place)).collect();
        let recall = || destination.recall(&path, &files, || *before.get_or_init(made_of));
        let known = progress.during(Stage::Compare, recall);
        let Some((remains, made_of)) = (match known {
            Some(remains) => {
                for path in files.iter().chain([&path]) {
                    destination.addresses().take(path, &place.file);
                }
                Some((remains, before.into_inner().flatten()))
            }
            None => self.make(destination, progress, siblings, place, &made_of, &mut problems)?,
        }) else {
            return Ok((None, problems));
        };
        let Remains { entry, terms, links, attachments, problems, checks } = remains;
        destination.addresses().links(&path, place.superseded, &links);
        for (path, source) in attachments {
            destination.addresses().take(&path, &source);
            destination.file(&path, &source)?;
        }
        Ok((Some((Kept { entry, terms, made_of }, checks)), problems))
    }

    /// Reads a disclosure, and makes and hands on its page. What is left, and what it was made of.
    fn make(
        &self,
        destination: &impl Destination,
        progress: &Progress,
        siblings: &[DisclosureFiles],
        place: &DisclosureFiles,
        made_of: &impl Fn() -> Option<Fingerprint>,
        problems: &mut Vec<Diagnostic>,
    ) -> Result<Option<(Remains, Option<Fingerprint>)>, Diagnostic> {
        let read = || disclosure::read(&self.files, place, &self.vocabulary, problems);
        let Some(document) = progress.during(Stage::Content, read) else { return Ok(None) };
        let Some(neighbours) = self.neighbours(siblings, place) else { return Ok(None) };
        // Where the site's settings cannot be read, nobody knows which rules are wanted.
        let check = || check::document(&document, neighbours.department, &self.plan);
        let checks = self.site.as_ref().map(|_| progress.during(Stage::Check, check)).unwrap_or_default();
        problems
            .extend(progress.during(Stage::Check, || told(&self.files, &self.catalog, place, checks.findings.iter())));
        let page = progress.during(Stage::Page, || page::of_document(&document, &neighbours, &checks));
        // What was read is what counts, should a file have changed in between.
        let made_of = made_of();
        hand_on(destination, &page, self.workbook(place).as_slice(), made_of)?;
        let beside = page::data::beside(&place.identity, place.superseded);
        let make = || progress.during(Stage::Page, || page::data::of_document(&document, &self.vocabulary));
        hand_on_data(destination, &beside, &place.file, made_of, make)?;
        let Document { identity, superseded, links, attachments, .. } = &document;
        let published =
            |file: &AttachedFile| (page::attachment_path(identity, *superseded, &file.name), file.source.clone());
        let remains = Remains {
            entry: Entry::new(&document, &self.vocabulary.classification),
            terms: archive::terms(&document),
            links: links.clone(),
            attachments: attachments.iter().map(published).collect(),
            problems: std::mem::take(problems),
            checks,
        };
        if let Some(made_of) = made_of {
            destination.keep(&page.path, made_of, &remains);
        }
        Ok(Some((remains, made_of)))
    }

    /// Where the workbook of a disclosure goes, if there is to be one.
    fn workbook(&self, place: &DisclosureFiles) -> Option<String> {
        let is_wanted = self.site.as_ref().is_some_and(|site| site.xlsx);
        is_wanted.then(|| page::data::workbook(&place.identity, place.superseded))
    }

    /// What a disclosure's page knows of what is around it.
    fn neighbours<'s>(&'s self, siblings: &'s [DisclosureFiles], place: &DisclosureFiles) -> Option<Neighbours<'s>> {
        let department = self.departments.all.get(&place.identity.department)?;
        let parent = department.parent.in_year(place.identity.year);
        let parent = parent.and_then(|id| self.departments.all.get_key_value(id));
        Some(Neighbours { department, siblings, parent, vocabulary: &self.vocabulary })
    }

    /// Everything that a disclosure's page, and what is left of the disclosure, are made of: the files, and what
    /// [`Sources::neighbours`] are read from. `site.toml` and what it names are part of the frame.
    fn made_of(
        &self,
        frame: Fingerprint,
        siblings: &[DisclosureFiles],
        place: &DisclosureFiles,
    ) -> Option<Fingerprint> {
        let Neighbours { parent, .. } = self.neighbours(siblings, place)?;
        let departments = [Some(&place.identity.department), parent.map(|(id, _)| id)];
        let departments = departments.into_iter().flatten().map(department_file);
        let companions = place.companions.iter().map(|name| format!("{}/{name}", place.folder));
        let contents: Vec<Fingerprint> = departments
            .chain([place.file.clone()])
            .chain(companions)
            .map(|path| self.files.fingerprint(&path))
            .collect::<Option<_>>()?;
        let siblings: Vec<_> = siblings.iter().map(|other| (&other.identity, other.superseded)).collect();
        Fingerprint::of(&(frame, place, siblings, contents))
    }

    /// What the departments, their succession and the ledger were read from.
    fn departments_made_of(&self) -> Option<Fingerprint> {
        let departments = self.departments.all.keys().map(department_file);
        let ledger = (!self.ledger.0.is_empty()).then(|| ledger::FILE.to_owned());
        let files = departments.chain(self.catalog.succession.clone()).chain(ledger);
        Fingerprint::of_all(files.map(|path| self.files.fingerprint(&path)))
    }
}

/// Gives a page and the files of its tables their addresses and hands them on.
fn hand_on(
    destination: &impl Destination,
    page: &Page,
    tables: &[String],
    made_of: Option<Fingerprint>,
) -> Result<(), Diagnostic> {
    for path in tables.iter().chain([&page.path]) {
        destination.addresses().take(path, &page.source);
    }
    destination.page(page, tables, made_of)
}

/// Gives data files their addresses and hands them on; they are made only where they are needed.
fn hand_on_data<F: IntoIterator<Item = Vec<u8>>>(
    destination: &impl Destination,
    paths: &[String],
    source: &str,
    made_of: Option<Fingerprint>,
    make: impl FnOnce() -> F,
) -> Result<(), Diagnostic> {
    for path in paths {
        destination.addresses().take(path, source);
    }
    if destination.has(paths, made_of) {
        return Ok(());
    }
    paths.iter().zip(make()).try_for_each(|(path, bytes)| destination.data(path, &bytes, made_of))
}

/// Hands on the files of `/data/`: each table that is made of something else than before, and what tells of all of them.
fn hand_on_bundle(
    destination: &impl Destination,
    progress: &Progress,
    bundle: &page::data::Bundle<'_>,
    frame: Option<Fingerprint>,
) -> Result<(), Diagnostic> {
    const SOURCE: &str = "data";
    let hand_on = |part: Part<'_>| {
        destination.addresses().take(&part.path, SOURCE);
        if let Some(sum) = progress.during(Stage::Compare, || destination.sum(&part.path, part.made_of)) {
            return Ok(sum);
        }
        let bytes = progress.during(Stage::Page, || part.make());
        destination.data(&part.path, &bytes, part.made_of)?;
        Ok(Sum { fingerprint: Fingerprint::of_bytes(&bytes), size: bytes.len() as u64 })
    };
    let parts = progress.during(Stage::Compare, || bundle.parts(frame));
    let sums: Vec<Sum> = parts.into_par_iter().map(hand_on).collect::<Result<_, Diagnostic>>()?;
    bundle.rest(&sums).iter().try_for_each(|(path, bytes)| {
        destination.addresses().take(path, SOURCE);
        destination.data(path, bytes, None)
    })
}
