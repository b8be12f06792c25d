//! `mingbai build`: the archive in `content/` to a site on disk, all or nothing.

use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::time::Instant;

use clap::{Arg, ArgMatches, Command};
use rayon::prelude::*;

use crate::archive::{self, Archive, Entry};
use crate::commands::{Outcome, Talk, format_option, in_parallel, jobs_option, root_option, verb};
use crate::config::{self, Site};
use crate::content::department::{self, Departments};
use crate::content::disclosure::{self, Document};
use crate::content::free_page;
use crate::content::layout::{self, Catalog, DepartmentFiles, DisclosureFiles};
use crate::diagnostic::{self, Diagnostic, Problem};
use crate::files::Files;
use crate::language::{Catalogue, Fact};
use crate::model::disclosure::Identity;
use crate::model::vocabulary::Vocabulary;
use crate::page::{self, Neighbours, Page, SiteView};
use crate::publish::{Published, Staging};
use crate::render::{self, Renderer};

/// The command line of the verb.
pub fn command(catalogue: &Catalogue) -> Command {
    verb("build", catalogue)
        .arg(root_option(catalogue))
        .arg(
            Arg::new("out")
                .short('o')
                .long("out")
                .value_name("DIR")
                .value_parser(clap::value_parser!(PathBuf))
                .help(catalogue.say("option-out", &[])),
        )
        .arg(jobs_option(catalogue))
        .arg(format_option(catalogue))
}

/// Builds the site.
pub fn run(matches: &ArgMatches, talk: &Talk) -> Outcome {
    let started = Instant::now();
    let root = matches.get_one::<PathBuf>("root").cloned().unwrap_or_default();
    let output = matches.get_one::<PathBuf>("out").cloned().unwrap_or_else(|| root.join("public"));
    let mut problems = Vec::new();
    let built = in_parallel(matches, || build(&root, &output, &mut problems)).and_then(|built| built);
    diagnostic::sort(&mut problems);
    match built {
        Ok(Some(Built { pages, published })) => {
            talk.problems(&problems, false);
            let facts = [
                ("pages", Fact::from(pages)),
                ("files", Fact::from(published.files)),
                ("kilobytes", Fact::from(usize::try_from(published.bytes.div_ceil(1000)).unwrap_or(usize::MAX))),
                ("folder", Fact::from(output.display().to_string())),
                ("seconds", Fact::from(format!("{:.1}", started.elapsed().as_secs_f64()))),
            ];
            talk.summary(&talk.catalogue.say("built", &facts));
            Outcome::Fine
        }
        Ok(None) => {
            talk.problems(&problems, false);
            talk.summary(&talk.catalogue.say("not-built", &[]));
            Outcome::Content
        }
        Err(failure) => {
            problems.push(failure.clone());
            talk.problems(&problems, false);
            Outcome::Failed
        }
    }
}

struct Built {
    pages: usize,
    published: Published,
}

/// What is read before any disclosure.
struct Sources {
    files: Files,
    site: Option<Site>,
    vocabulary: Vocabulary,
    catalog: Catalog,
    departments: Departments,
}

/// What one disclosure leaves behind when its page is staged.
struct Remains {
    entry: Entry,
    terms: Vec<(String, String, Identity)>,
}

/// Reads, renders and stages; publishes only if everything could be read. `Ok(None)` means that content is at fault.
fn build(root: &Path, output: &Path, problems: &mut Vec<Diagnostic>) -> Result<Option<Built>, Diagnostic> {
    let Sources { files, site, vocabulary, catalog, departments } = sources(root, problems)?;
    let Some(site) = site else {
        // Nothing can be made without a site, but everything can be read.
        super::check::read_documents(&files, &catalog, &vocabulary, problems);
        return Ok(None);
    };
    let free_pages: Vec<_> =
        catalog.pages.iter().filter_map(|path| free_page::read(&files, path, &vocabulary, problems)).collect();
    let staging = Staging::begin(root, output)?;
    // The menu names the years, which the layout tells before any file is read.
    let frame = frame(&site, &catalog, &free_pages);
    let renderer = Renderer::new(&frame, site.language.0)?;
    let found = Mutex::new(Vec::new());
    let publisher = Publisher { files: &files, staging: &staging, renderer: &renderer };
    let remains = catalog
        .departments
        .par_iter()
        .flat_map(|place| place.disclosures.par_iter().map(move |disclosure| (place, disclosure)))
        .map(|(place, disclosure)| {
            let mut problems = Vec::new();
            let remains = one_disclosure(&publisher, place, disclosure, &departments, &vocabulary, &mut problems);
            found.lock().unwrap_or_else(std::sync::PoisonError::into_inner).append(&mut problems);
            remains
        })
        .collect::<Result<Vec<Option<Remains>>, Diagnostic>>();
    problems.append(&mut found.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner));
    let remains: Vec<Remains> = remains?.into_iter().flatten().collect();
    if diagnostic::stops(problems) {
        return Ok(None);
    }
    let mut pages = remains.len();
    let (entries, terms): (Vec<_>, Vec<_>) = remains.into_iter().map(|remains| (remains.entry, remains.terms)).unzip();
    let archive = Archive::new(departments, entries, terms.into_iter().flatten());
    let listed = page::from_archive(&archive, &site, &free_pages);
    pages += listed.len();
    listed.par_iter().try_for_each(|page| publisher.page(page))?;
    for (path, bytes) in render::static_files() {
        staging.write(&path, "theme", &bytes)?;
    }
    problems.extend(staging.collisions());
    if diagnostic::stops(problems) {
        return Ok(None);
    }
    Ok(Some(Built { pages, published: staging.publish()? }))
}

fn sources(root: &Path, problems: &mut Vec<Diagnostic>) -> Result<Sources, Diagnostic> {
    let files = open(root)?;
    let (site, vocabulary) = config::read(&files, problems);
    let catalog = layout::catalog(&files, problems);
    let departments = department::read(&files, &catalog, &vocabulary, problems);
    Ok(Sources { files, site, vocabulary, catalog, departments })
}

/// The files below a root that exists.
pub fn open(root: &Path) -> Result<Files, Diagnostic> {
    Files::new(root).map_err(|error| {
        let path = root.display().to_string();
        Diagnostic::in_file(path, Problem::Unreadable { reason: error.to_string() })
    })
}

fn frame(site: &Site, catalog: &Catalog, free_pages: &[free_page::FreePage]) -> SiteView {
    let years =
        catalog.departments.iter().flat_map(|place| &place.disclosures).map(|place| place.identity.year).collect();
    SiteView::new(site, &years, free_pages)
}

/// Brings pages and attachments to the staging area.
struct Publisher<'a> {
    files: &'a Files,
    staging: &'a Staging,
    renderer: &'a Renderer,
}

impl Publisher<'_> {
    fn page(&self, page: &Page) -> Result<(), Diagnostic> {
        let html = self.renderer.page(page)?;
        self.staging.write(&page.path, &page.source, html.as_bytes())
    }

    fn document(&self, document: &Document, neighbours: &Neighbours<'_>) -> Result<(), Diagnostic> {
        self.page(&page::of_document(document, neighbours))?;
        for file in &document.attachments {
            let path = page::attachment_path(&document.identity, document.superseded, &file.name);
            self.staging.copy(&path, &file.source, &self.files.locate(&file.source))?;
        }
        Ok(())
    }
}

/// Reads one disclosure, stages its page, and keeps only what list pages need.
fn one_disclosure(
    publisher: &Publisher<'_>,
    place: &DepartmentFiles,
    disclosure: &DisclosureFiles,
    departments: &Departments,
    vocabulary: &Vocabulary,
    problems: &mut Vec<Diagnostic>,
) -> Result<Option<Remains>, Diagnostic> {
    let Some(document) = disclosure::read(publisher.files, disclosure, vocabulary, problems) else { return Ok(None) };
    let Some(department) = departments.all.get(&place.id) else { return Ok(None) };
    let neighbours = Neighbours { department, siblings: &place.disclosures, departments, vocabulary };
    publisher.document(&document, &neighbours)?;
    Ok(Some(Remains { entry: Entry::new(&document), terms: archive::terms(&document).collect() }))
}
