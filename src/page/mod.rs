//! Which pages exist, and what is on each: a page kind is one file that turns the archive into a *view*.
//!
//! A view is plain serialisable data, so a page is a pure function of its view. A new kind of page is one file here,
//! one variant of [`View`], one line in [`from_archive`], and one template.

mod amount;
mod chart;
mod checks;
mod compare;
mod corrections;
mod coverage;
pub mod data;
mod department;
pub mod disclosure;
mod feed;
mod finding;
mod free;
mod functions;
mod glossary;
mod group;
mod home;
mod matrix;
mod not_found;
mod overview;
mod project_years;
mod projects;
mod prose;
mod redirect;
mod search;
pub mod sheet;
mod site;
mod sitemap;
mod statement;
mod year;
mod years;

use serde::Serialize;

use crate::archive::{Archive, Source, StatementLine};
use crate::check::{Checks, Report};
use crate::config::Site;
use crate::content::disclosure::Document;
use crate::content::free_page::FreePage;
use crate::fingerprint::Fingerprint;
use crate::model::anchor;
use crate::model::department::DepartmentId;
use crate::model::disclosure::{Dates, Identity, Kind, Scope};
use crate::model::field::Keyword;
use crate::model::measure::Measure;
use crate::model::period::FiscalYear;
use crate::page::sheet::Sheet;

pub use amount::{AmountView, CellView};
pub use disclosure::Neighbours;
pub use prose::{Explanation, Prose};
pub use site::SiteView;

/// One page: where it goes, where it is from, and what is on it.
#[derive(Debug, Serialize)]
pub struct Page {
    /// The file below the output folder, such as `d/jiaoyu/index.html`.
    pub path: String,
    /// The source that it is made from, for problems: a file of the site, or the page kind's name.
    pub source: String,
    /// The title, without the site's name.
    pub title: String,
    /// What machines read of it (政府网站 page metadata).
    pub meta: Meta,
    /// What is on it.
    pub view: View,
}

/// What the rules for government websites want to know of a page, beside its title.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Meta {
    /// The message that names the column (栏目) that it belongs to.
    pub column: Option<String>,
    /// When it was published, as `2020-01-31`.
    pub published: Option<String>,
    /// Whose it is: the department's name.
    pub source: Option<String>,
}

/// A link with a text.
#[derive(Debug, Clone, Serialize)]
pub struct Link {
    /// The text.
    pub name: String,
    /// The address.
    pub href: String,
}

/// What is on a page, by kind; the kind's name is also its template's.
#[derive(Debug, Serialize)]
#[serde(untagged)]
#[allow(missing_docs, reason = "each variant is documented in the file of its kind")]
pub enum View {
    Home(home::View),
    Year(year::View),
    Department(Box<department::View>),
    Coverage(coverage::View),
    Disclosure(Box<disclosure::View>),
    CompareIndex(compare::IndexView),
    Compare(compare::View),
    Functions(functions::IndexView),
    Function(functions::View),
    ProjectIndex(projects::IndexView),
    Projects(projects::View),
    Data(data::View),
    Feed(feed::View),
    Glossary(glossary::View),
    Checks(checks::View),
    Corrections(corrections::View),
    Free(free::View),
    Search(search::View),
    SearchDescription(search::DescriptionView),
    NotFound(not_found::View),
    Sitemap(sitemap::View),
    SitemapXml(sitemap::XmlView),
    Robots(sitemap::RobotsView),
    Redirect(redirect::View),
}

impl View {
    /// Its tables, for the files beside the page.
    pub fn sheets(&self) -> Vec<Sheet> {
        match self {
            Self::Year(view) => view.sheets(),
            Self::Department(view) => view.sheets(),
            Self::Disclosure(view) => view.sheets(),
            Self::Coverage(view) => view.sheets(),
            Self::CompareIndex(view) => view.sheets(),
            Self::Compare(view) => view.sheets(),
            Self::Functions(view) => view.sheets(),
            Self::Function(view) => view.sheets(),
            Self::ProjectIndex(view) => view.sheets(),
            Self::Projects(view) => view.sheets(),
            _ => Vec::new(),
        }
    }

    /// The template that renders it.
    pub fn template(&self) -> &'static str {
        match self {
            Self::Home(_) => "home.html",
            Self::Year(_) => "year.html",
            Self::Department(_) => "department.html",
            Self::Coverage(_) => "coverage.html",
            Self::Disclosure(_) => "disclosure.html",
            Self::CompareIndex(_) => "compare_index.html",
            Self::Compare(_) => "compare.html",
            Self::Functions(_) => "functions.html",
            Self::Function(_) => "function.html",
            Self::ProjectIndex(_) => "project_index.html",
            Self::Projects(_) => "projects.html",
            Self::Data(_) => "data.html",
            Self::Feed(_) => "feed.xml",
            Self::Glossary(_) => "glossary.html",
            Self::Checks(_) => "checks.html",
            Self::Corrections(_) => "corrections.html",
            Self::Free(_) => "free.html",
            Self::Search(_) => "search.html",
            Self::SearchDescription(_) => "opensearch.xml",
            Self::NotFound(_) => "not_found.html",
            Self::Sitemap(_) => "sitemap.html",
            Self::SitemapXml(_) => "sitemap.xml",
            Self::Robots(_) => "robots.txt",
            Self::Redirect(_) => "redirect.html",
        }
    }
}

/// The file that holds all tables of a page for programs.
pub const ALL: &str = "data.json";
/// The file that holds all tables of a page for spreadsheets.
pub const WORKBOOK: &str = "data.xlsx";

/// A page that is not made yet. Views of departments and of years are many and large; made one by one, few are in memory
/// at a time, and one that is made of what the last build made it of need not be made at all.
pub struct Draft<'a> {
    /// Where the page will go.
    pub path: String,
    /// The source that it is made from, for problems.
    pub source: String,
    inputs: Option<Fingerprint>,
    tables: Vec<&'static str>,
    make: Box<dyn FnOnce() -> Page + Send + 'a>,
}

impl<'a> Draft<'a> {
    fn new(path: String, source: impl Into<String>, make: impl FnOnce() -> Page + Send + 'a) -> Self {
        Self { path, source: source.into(), inputs: None, tables: Vec::new(), make: Box::new(make) }
    }

    /// Says what the page is made of, beside what all pages are made of.
    fn made_of(self, inputs: Option<Fingerprint>) -> Self {
        Self { inputs, ..self }
    }

    /// Names the tables of the page, see [`Sheet::name`]. That they are known before the page is made lets it be found that
    /// the page and its files need not be.
    fn tables(self, tables: Vec<&'static str>) -> Self {
        Self { tables, ..self }
    }

    /// Where the files go that hold the tables of the page: each as CSV, and all of them as JSON and as a workbook.
    pub fn beside(&self, has_workbook: bool) -> Vec<String> {
        let Some(folder) = self.path.strip_suffix("index.html").filter(|_| !self.tables.is_empty()) else {
            return Vec::new();
        };
        let tables = self.tables.iter().map(|name| format!("{folder}{name}.csv"));
        let workbook = has_workbook.then(|| format!("{folder}{WORKBOOK}"));
        tables.chain([format!("{folder}{ALL}")]).chain(workbook).collect()
    }

    /// What the page is made of, where that is known before it is made.
    pub fn inputs(&self) -> Option<Fingerprint> {
        self.inputs
    }

    /// Makes the page.
    pub fn make(self) -> Page {
        (self.make)()
    }
}

impl From<Page> for Draft<'_> {
    fn from(page: Page) -> Self {
        Self::new(page.path.clone(), page.source.clone(), || page)
    }
}

/// The pages that are made from the whole archive.
pub fn from_archive<'a>(
    archive: &'a Archive,
    report: &'a Report,
    site: &'a Site,
    free_pages: &[FreePage],
) -> Vec<Draft<'a>> {
    let mut pages = vec![home::page(archive, site).into()];
    pages.extend(year::pages(archive, site));
    pages.extend(department::pages(archive, report));
    pages.extend(compare::pages(archive, site));
    pages.extend(functions::pages(archive, site));
    pages.extend(projects::pages(archive, site));
    pages.push(coverage::page(archive, report, site));
    pages.push(checks::page(report, site).into());
    pages.extend(corrections::pages(archive, site));
    pages.push(glossary::page(archive).into());
    pages.push(data::page(archive, site).into());
    pages.extend(free::pages(free_pages).map(Draft::from));
    pages.extend(search::pages(site).into_iter().map(Draft::from));
    pages.push(not_found::page().into());
    let made =
        sitemap::pages(archive, site, free_pages, &pages).into_iter().chain(redirect::pages(archive, free_pages));
    pages.extend(made.map(Draft::from));
    pages.extend(feed::pages(archive, site));
    pages
}

/// The page of one disclosure.
pub fn of_document(document: &Document, neighbours: &Neighbours<'_>, checks: &Checks) -> Page {
    disclosure::page(document, neighbours, checks)
}

/// Where the page of a disclosure goes.
pub fn disclosure_path(identity: &Identity, superseded: bool) -> String {
    index(&disclosure_folder(identity, superseded))
}

/// The message that names a measure, in a budget or in a final account.
pub fn measure_name(key: &str, kind: Kind) -> String {
    let own = match (kind, key) {
        (Kind::Final, "revenue.carried_in" | "expenditure.carried_out") => "-final",
        _ => "",
    };
    format!("measure-{}{own}", key.replace('.', "-"))
}

/// Where a free page goes.
pub fn free_path(page: &FreePage) -> String {
    index(&format!("{}/", page.name))
}

/// Where the files go that are published with a disclosure.
pub fn attachment_path(identity: &Identity, superseded: bool, name: &str) -> String {
    format!("{}files/{name}", disclosure_folder(identity, superseded))
}

/// The address of a folder as links write it. The file is named, so that the site also works where nothing serves
/// `index.html` for a folder: from a disk, out of an archive, in thirty years.
fn index(folder: &str) -> String {
    format!("{folder}index.html")
}

/// The anchor where a disclosure's page shows a measure.
fn source_anchor(measure: Measure, source: Source) -> String {
    match source {
        Source::Summary => anchor::figure(measure.key()),
        Source::Statement(line) => line_anchor(line),
    }
}

/// The anchor of a statement's line.
fn line_anchor(line: StatementLine) -> String {
    anchor::row(&anchor::statement(line.kind, line.number), line.row)
}

/// When a disclosure was published, where that is known, as `2020-01-31`.
fn published(dates: Option<&Dates>) -> Option<String> {
    dates.and_then(|dates| dates.published).map(|date| date.to_string())
}

fn year_folder(year: FiscalYear) -> String {
    format!("y/{year}/")
}

fn department_folder(id: &DepartmentId) -> String {
    format!("d/{id}/")
}

fn disclosure_folder(identity: &Identity, superseded: bool) -> String {
    let Identity { department, year, kind, scope, version } = identity;
    let unit = if *scope == Scope::Unit { "-unit" } else { "" };
    let version = if superseded { format!("v{version}/") } else { String::new() };
    format!("d/{department}/{year}/{}{unit}/{version}", kind.key())
}
