//! `/data/`: the tables of the archive as files, with a description that programs read (a Fiscal Data Package) and the
//! sums that show that a copy is whole; and the page that describes them to people.

use serde::Serialize;
use serde_json::{Value as Json, json};

use crate::archive::Archive;
use crate::check::Report;
use crate::config::Site;
use crate::fingerprint::Fingerprint;
use crate::language::Language;
use crate::page::data::tables::{self, File, Matter, Origin};
use crate::page::{Link, Meta, Page, View as AnyView, index};
use crate::sums::{self, SUMS};

/// The folder.
const FOLDER: &str = "data/";
/// The description for programs.
const PACKAGE: &str = "datapackage.json";

/// The page for people.
#[derive(Debug, Serialize)]
pub struct View {
    /// The tables.
    pub tables: Vec<TableView>,
    /// The description for programs.
    pub package: String,
    /// The sums.
    pub sums: String,
}

/// A table.
#[derive(Debug, Serialize)]
pub struct TableView {
    /// Its files: one, or one a year, the latest first.
    pub files: Vec<Link>,
    /// What it is.
    pub text: &'static str,
    /// Its fields.
    pub fields: Vec<FieldView>,
}

/// A field.
#[derive(Debug, Serialize)]
pub struct FieldView {
    /// The heading of its column.
    pub key: &'static str,
    /// What it is.
    pub text: &'static str,
}

/// The page.
pub fn page(archive: &Archive, site: &Site) -> Page {
    let said = |chinese, english| if site.language.0 == Language::English { english } else { chinese };
    let table = |matter: &'static Matter| {
        let table = matter.description;
        let fields = table.fields.iter();
        TableView {
            files: matter
                .files(archive)
                .into_iter()
                .map(|file| Link { name: file_name(file), href: path(&file_name(file)) })
                .collect(),
            text: said(table.chinese, table.english),
            fields: fields
                .map(|field| FieldView { key: field.key, text: said(field.chinese, field.english) })
                .collect(),
        }
    };
    Page {
        path: index(FOLDER),
        source: "data".to_owned(),
        title: String::new(),
        meta: Meta { column: Some("data".to_owned()), ..Meta::default() },
        view: AnyView::Data(View {
            tables: tables::ALL.iter().map(table).collect(),
            package: path(PACKAGE),
            sums: path(SUMS),
        }),
    }
}

fn path(name: &str) -> String {
    format!("{FOLDER}{name}")
}

fn file_name(file: File) -> String {
    format!("{}.csv", file.name())
}

/// The files of `/data/`.
pub struct Bundle<'a> {
    origin: Origin<'a>,
    site: &'a Site,
    tables: Vec<File>,
}

/// A table of `/data/` that is not made yet.
pub struct Part<'a> {
    /// Where it goes.
    pub path: String,
    /// What it is made of, where that is known.
    pub made_of: Option<Fingerprint>,
    file: File,
    origin: Origin<'a>,
}

/// What a file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sum {
    /// Its fingerprint.
    pub fingerprint: Fingerprint,
    /// Its size in bytes.
    pub size: u64,
}

/// The files of an archive.
pub fn bundle<'a>(archive: &'a Archive, report: &'a Report, site: &'a Site) -> Bundle<'a> {
    let origin = Origin { archive, report, language: site.language.0 };
    Bundle { origin, site, tables: tables::ALL.iter().flat_map(|matter| matter.files(archive)).collect() }
}

impl Part<'_> {
    /// Makes the table.
    pub fn make(&self) -> Vec<u8> {
        self.file.csv(self.origin)
    }
}

impl<'a> Bundle<'a> {
    /// The tables.
    pub fn parts(&self, frame: Option<Fingerprint>) -> Vec<Part<'a>> {
        let made_of = |file: File| Fingerprint::of(&(frame?, file.made_of(self.origin)?));
        let part =
            |file: File| Part { path: path(&file_name(file)), made_of: made_of(file), file, origin: self.origin };
        self.tables.iter().copied().map(part).collect()
    }

    /// The description and the sums, with where they go, when all tables are made.
    pub fn rest(&self, made: &[Sum]) -> [(String, Vec<u8>); 2] {
        let tables = || self.tables.iter().copied().zip(made);
        let resources = tables().map(|(file, sum)| resource(file, *sum)).collect();
        let package = written(&package(self.site, resources));
        let names: Vec<String> = tables().map(|(file, _)| file_name(file)).collect();
        let tables = names.iter().map(String::as_str).zip(made.iter().map(|sum| sum.fingerprint));
        let list = sums::write(tables.chain([(PACKAGE, Fingerprint::of_bytes(&package))]));
        [(path(PACKAGE), package), (path(SUMS), list.into_bytes())]
    }
}

fn written(package: &Json) -> Vec<u8> {
    // Plain data whose keys are text are always written.
    let mut bytes = serde_json::to_vec_pretty(package).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

fn resource(file: File, sum: Sum) -> Json {
    let [chinese, english] = file.titles();
    json!({
        "name": file.name(),
        "path": file_name(file),
        "profile": "tabular-data-resource",
        "title": chinese,
        "description": format!("{chinese} / {english}"),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": { "delimiter": ",", "lineTerminator": "\r\n", "doubleQuote": true, "header": true },
        "bytes": sum.size,
        "hash": format!("sha256:{}", sum.fingerprint.hex()),
        "schema": file.matter.description.schema(),
    })
}

fn package(site: &Site, resources: Vec<Json>) -> Json {
    let home = site.base_url.as_ref().map(|url| url.0.as_str());
    let sponsor = site.footer_lines().find(|(key, _)| *key == "sponsor").map(|(_, sponsor)| sponsor);
    let mut source = json!({ "title": sponsor.unwrap_or(&site.title) });
    let mut package = json!({
        "name": "budget-disclosures",
        "profile": "fiscal-data-package",
        "title": site.title,
        "description": concat!(
            "以 = + - @ 开头的文字前加了一个撇号，以免电子表格当作公式；path、page、source 是网站根目录下的路径。 / ",
            "Text that begins with = + - @ has an apostrophe before it, lest spreadsheets take it for a formula; ",
            "pages and sources are paths below the site."
        ),
    });
    if let Some(home) = home {
        source["path"] = home.into();
        package["homepage"] = home.into();
    }
    package["sources"] = json!([source]);
    if let Some(license) = &site.license {
        // A licence without an address is known by its name alone.
        let (key, value) = license.url.as_ref().map_or(("name", &license.name), |url| ("path", &url.0));
        package["licenses"] = json!([{ key: value, "title": license.name }]);
    }
    package["resources"] = resources.into();
    package
}
