//! `/corrections/`: every correction of the archive, the latest first, and their feed.

use std::cmp::Reverse;

use serde::Serialize;

use crate::archive::{Archive, DepartmentRecord, Entry};
use crate::config::Site;
use crate::fingerprint::Fingerprint;
use crate::model::anchor;
use crate::model::disclosure::{Correction, Identity};
use crate::model::field::Keyword;
use crate::page::feed::{self, EntryView};
use crate::page::{Draft, Link, Meta, Page, department_folder, disclosure_folder, index};

/// Where the page goes.
const FOLDER: &str = "corrections/";

/// The corrections.
#[derive(Debug, Serialize)]
pub struct View {
    /// The latest first.
    pub corrections: Vec<CorrectionView>,
}

/// A correction.
#[derive(Debug, Serialize)]
pub struct CorrectionView {
    /// When, as `2020-01-31`.
    pub date: Option<String>,
    /// Whose disclosure, by its name in that year.
    pub department: Link,
    /// The disclosure's year.
    pub year: u16,
    /// `budget` or `final`.
    pub kind: &'static str,
    /// `department` or `unit`.
    pub scope: &'static str,
    /// The version that it brought.
    pub version: u16,
    /// Where the disclosure tells of it.
    pub href: String,
    /// The version before, where it is kept.
    pub before: Option<String>,
    /// What was corrected.
    pub what: String,
    /// Why.
    pub why: String,
}

/// Every correction that a disclosure in force tells, the latest first.
fn all(archive: &Archive) -> Vec<(&DepartmentRecord, &Entry, &Correction)> {
    let records = archive.departments.values();
    let entries = records.flat_map(|record| record.entries.iter().map(move |entry| (record, entry)));
    let in_force = entries.filter(|(_, entry)| !entry.superseded);
    let mut all: Vec<_> = in_force
        .flat_map(|(record, entry)| entry.corrections.iter().map(move |correction| (record, entry, correction)))
        .collect();
    // What has no date is told last: nobody knows that it is new.
    all.sort_by_key(|(_, entry, one)| (Reverse(one.date), &entry.identity, Reverse(one.version.0)));
    all
}

/// Where the disclosure tells of it.
fn href(entry: &Entry, correction: &Correction) -> String {
    let page = index(&disclosure_folder(&entry.identity, false));
    format!("{page}#{}", anchor::correction(correction.version.0))
}

/// The page, and for a site with an address its feed.
pub fn pages<'a>(archive: &'a Archive, site: &Site) -> Vec<Draft<'a>> {
    let made_of = || {
        let all: Vec<_> =
            archive.entries().map(|entry| (&entry.identity, entry.superseded, &entry.corrections)).collect();
        Fingerprint::of(&(archive.sources?, all))
    };
    let page = Draft::new(index(FOLDER), "corrections", || page(archive)).made_of(made_of());
    let feed =
        site.base_url.is_some().then(|| Draft::new(format!("{FOLDER}feed.xml"), "corrections", || feed(archive)));
    [page].into_iter().chain(feed).collect()
}

fn page(archive: &Archive) -> Page {
    let correction = |(record, entry, correction): (&DepartmentRecord, &Entry, &Correction)| {
        let Identity { year, kind, scope, .. } = &entry.identity;
        let before = record.entries.iter().find(|other| {
            other.identity.is_version_of(&entry.identity) && other.identity.version + 1 == correction.version.0
        });
        CorrectionView {
            date: correction.date.map(|date| date.to_string()),
            department: Link {
                name: record.department.names.in_year(*year).to_owned(),
                href: index(&department_folder(&record.id)),
            },
            year: year.number(),
            kind: kind.key(),
            scope: scope.key(),
            version: correction.version.0,
            href: href(entry, correction),
            before: before.map(|before| index(&disclosure_folder(&before.identity, before.superseded))),
            what: correction.what.clone(),
            why: correction.why.clone(),
        }
    };
    let view = View { corrections: all(archive).into_iter().map(correction).collect() };
    Page {
        path: index(FOLDER),
        source: "corrections".to_owned(),
        title: String::new(),
        meta: Meta::default(),
        view: super::View::Corrections(view),
    }
}

fn feed(archive: &Archive) -> Page {
    let entry = |(record, entry, correction): (&DepartmentRecord, &Entry, &Correction)| {
        Some(EntryView {
            title: entry.title.clone(),
            path: href(entry, correction),
            name: record.department.names.in_year(entry.identity.year).to_owned(),
            published: correction.date?.to_string(),
            summary: Some(correction.what.clone()),
        })
    };
    let entries = all(archive).into_iter().filter_map(entry).collect();
    feed::of(format!("{FOLDER}feed.xml"), "corrections", Some("corrections"), None, index(FOLDER), entries)
}
