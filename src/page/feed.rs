//! `feed.xml` and `d/<department>/feed.xml`: what was published last, as Atom feeds. Feeds name whole addresses, so a site
//! without one has none. All times are from the dates of publication; nothing reads the clock.

use std::cmp::Reverse;

use serde::Serialize;

use crate::archive::{Archive, DepartmentRecord, Entry};
use crate::config::Site;
use crate::content::layout::department_file;
use crate::model::period::Date;
use crate::page::{Draft, Meta, Page, department_folder, disclosure_folder, index};

/// As many disclosures as a feed tells of.
const MOST_ENTRIES: usize = 50;

/// A feed.
#[derive(Debug, Serialize)]
pub struct View {
    /// The message that names what it tells of; `None` for what was published.
    pub matter: Option<&'static str>,
    /// The department that it is of; `None` for the whole site.
    pub name: Option<String>,
    /// The page that shows the same.
    pub page: String,
    /// The day of the latest publication, as `2020-01-31`.
    pub updated: String,
    /// The disclosures, the latest first.
    pub entries: Vec<EntryView>,
}

/// A disclosure.
#[derive(Debug, Serialize)]
pub struct EntryView {
    /// Its title as printed.
    pub title: String,
    /// Its page.
    pub path: String,
    /// The department's name in that year.
    pub name: String,
    /// When it was published, as `2020-01-31`.
    pub published: String,
    /// What is told of it; where there is nothing, its title.
    pub summary: Option<String>,
}

/// The feeds of the site and of each department.
pub fn pages<'a>(archive: &'a Archive, site: &Site) -> Vec<Draft<'a>> {
    if site.base_url.is_none() {
        return Vec::new();
    }
    let whole = Draft::new("feed.xml".to_owned(), "feed", || {
        page("feed.xml".to_owned(), "feed".to_owned(), None, index(""), archive.departments.values())
    });
    let of_departments = archive.departments.values().map(|record| {
        let folder = department_folder(&record.id);
        let path = format!("{folder}feed.xml");
        Draft::new(path.clone(), department_file(&record.id), move || {
            let name = record.department.names.latest().to_owned();
            page(path, department_file(&record.id), Some(name), index(&folder), [record].into_iter())
        })
    });
    [whole].into_iter().chain(of_departments).collect()
}

fn page<'a>(
    path: String,
    source: String,
    name: Option<String>,
    shown: String,
    records: impl Iterator<Item = &'a DepartmentRecord>,
) -> Page {
    let mut dated: Vec<(Date, &DepartmentRecord, &Entry)> = records
        .flat_map(|record| record.entries.iter().map(move |entry| (record, entry)))
        .filter(|(_, entry)| !entry.superseded)
        .filter_map(|(record, entry)| Some((entry.dates.as_ref()?.published?, record, entry)))
        .collect();
    dated.sort_by_key(|(date, _, entry)| (Reverse(*date), &entry.identity));
    let entries = dated.into_iter().map(|(date, record, entry)| EntryView {
        title: entry.title.clone(),
        path: index(&disclosure_folder(&entry.identity, false)),
        name: record.department.names.in_year(entry.identity.year).to_owned(),
        published: date.to_string(),
        summary: None,
    });
    of(path, source, None, name, shown, entries.take(MOST_ENTRIES).collect())
}

/// A feed of what happened, the latest first.
pub fn of(
    path: String,
    source: impl Into<String>,
    matter: Option<&'static str>,
    name: Option<String>,
    page: String,
    mut entries: Vec<EntryView>,
) -> Page {
    entries.truncate(MOST_ENTRIES);
    // A feed must say when it was updated, also where nothing was.
    let updated = entries.first().map_or_else(|| "1970-01-01".to_owned(), |latest| latest.published.clone());
    let view = View { matter, name, page, updated, entries };
    Page { path, source: source.into(), title: String::new(), meta: Meta::default(), view: super::View::Feed(view) }
}
