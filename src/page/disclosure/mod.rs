//! `/d/<department>/<year>/<kind>/`: one disclosure, whole. Every field of the model has its place and its anchor.
//!
//! Prose comes in the published order. Each block of figures stands in the section that is about it; a block whose
//! section a disclosure lacks gets a section of its own behind the others, so nothing is ever left out.

mod blocks;
mod checks;
mod figures;
mod passages;
mod performance;
mod sections;
mod sheets;
mod terms;

pub use figures::{Line, summary_lines};
pub use passages::Passage;

use serde::Serialize;

use crate::check::Checks;
use crate::content::disclosure::Document;
use crate::content::layout::DisclosureFiles;
use crate::model::department::{Department, DepartmentId};
use crate::model::disclosure::{Disclosure, Identity};
use crate::model::field::Keyword;
use crate::model::vocabulary::Vocabulary;
use crate::page::disclosure::checks::ChecksView;
use crate::page::disclosure::sections::{SectionView, Sections};
use crate::page::{
    Link, Meta, Page, attachment_path, data, department_folder, disclosure_folder, index, published, year_folder,
};
use crate::text::encoded;

/// What a disclosure's page knows of what is around it: the identities in its department's folder, never their figures.
pub struct Neighbours<'a> {
    /// The department.
    pub department: &'a Department,
    /// Every disclosure of the department.
    pub siblings: &'a [DisclosureFiles],
    /// The department above it in the disclosure's year.
    pub parent: Option<(&'a DepartmentId, &'a Department)>,
    /// The site's own words.
    pub vocabulary: &'a Vocabulary,
}

/// A disclosure.
#[derive(Debug, Serialize)]
pub struct View {
    /// The title as printed.
    pub title: String,
    /// The department's id.
    pub id: String,
    /// The department's name in that year.
    pub name: String,
    /// The department's page.
    pub department: String,
    /// The department's short name.
    pub short_name: Option<String>,
    /// The department that it belongs to.
    pub parent: Option<Link>,
    /// The fiscal year.
    pub year: u16,
    /// The year's page.
    pub year_href: String,
    /// `budget` or `final`.
    pub kind: &'static str,
    /// `department` or `unit`.
    pub scope: &'static str,
    /// The version, where there is more than one.
    pub version: Option<u16>,
    /// The version in force, if this is not it.
    pub current: Option<String>,
    /// The other versions.
    pub versions: Vec<VersionView>,
    /// Previous year, next year, the other kind, the other scope.
    pub neighbours: Vec<NeighbourView>,
    /// The key of the unit that holds where no other is named.
    pub unit: &'static str,
    /// The dates that are known.
    pub dates: Vec<DateView>,
    /// The sections, in published order.
    pub sections: Vec<SectionView>,
    /// Files published with it.
    pub attachments: Vec<AttachmentView>,
    /// What later versions changed.
    pub corrections: Vec<CorrectionView>,
    /// What was checked of it, and what the department says of that.
    pub checks: ChecksView,
    /// Its data, by the ending of the file.
    pub downloads: Vec<Link>,
}

/// Another version.
#[derive(Debug, Serialize)]
pub struct VersionView {
    /// Its number.
    pub version: u16,
    /// Its page.
    pub href: String,
    /// Whether it is in force.
    pub current: bool,
}

/// A disclosure beside this one.
#[derive(Debug, Serialize)]
pub struct NeighbourView {
    /// `previous`, `next`, `counterpart` or `other-scope`.
    pub relation: &'static str,
    /// Its year.
    pub year: u16,
    /// Its kind.
    pub kind: &'static str,
    /// Its scope.
    pub scope: &'static str,
    /// Its page.
    pub href: String,
}

/// A date.
#[derive(Debug, Serialize)]
pub struct DateView {
    /// `approved`, `replied` or `published`.
    pub what: &'static str,
    /// As `2020-01-31`.
    pub date: String,
}

/// An attachment.
#[derive(Debug, Serialize)]
pub struct AttachmentView {
    /// What readers see.
    pub title: String,
    /// The file's name.
    pub name: String,
    /// The address.
    pub href: String,
    /// The size in bytes.
    pub size: u64,
    /// The SHA-256, in hexadecimal digits.
    pub sha256: String,
    /// Whether its text prevails.
    pub prevails: bool,
}

/// A correction.
#[derive(Debug, Serialize)]
pub struct CorrectionView {
    /// The version that brought it.
    pub version: u16,
    /// When.
    pub date: Option<String>,
    /// What was corrected.
    pub what: String,
    /// Why.
    pub why: String,
}

/// The page of a disclosure.
pub fn page(document: &Document, neighbours: &Neighbours<'_>, checks: &Checks) -> Page {
    let Document { file, identity, superseded, disclosure, attachments, .. } = document;
    let name = neighbours.department.names.in_year(identity.year).to_owned();
    let versions: Vec<VersionView> = neighbours
        .siblings
        .iter()
        .filter(|other| other.identity.is_version_of(identity) && other.identity.version != identity.version)
        .map(|other| VersionView {
            version: other.identity.version,
            href: index(&disclosure_folder(&other.identity, other.superseded)),
            current: !other.superseded,
        })
        .collect();
    let mut sections = Sections::new(document, neighbours.vocabulary).place(document);
    terms::explain(&mut sections);
    let view = View {
        title: disclosure.title.clone(),
        id: identity.department.to_string(),
        name: name.clone(),
        department: index(&department_folder(&identity.department)),
        short_name: neighbours.department.short_name.clone(),
        parent: neighbours.parent.map(|(id, parent)| Link {
            name: parent.names.in_year(identity.year).to_owned(),
            href: index(&department_folder(id)),
        }),
        year: identity.year.number(),
        year_href: index(&year_folder(identity.year)),
        kind: identity.kind.key(),
        scope: identity.scope.key(),
        version: (!versions.is_empty()).then_some(identity.version),
        current: superseded.then(|| index(&disclosure_folder(identity, false))),
        versions,
        neighbours: beside(identity, neighbours.siblings),
        unit: disclosure.unit.key(),
        dates: dates(disclosure),
        sections,
        attachments: attachments
            .iter()
            .map(|file| AttachmentView {
                title: file.title.clone(),
                name: file.name.clone(),
                href: encoded(&attachment_path(identity, *superseded, &file.name)),
                size: file.size,
                sha256: file.sha256.clone(),
                prevails: file.prevails,
            })
            .collect(),
        corrections: disclosure
            .corrections
            .iter()
            .map(|correction| CorrectionView {
                version: correction.version.0,
                date: correction.date.map(|date| date.to_string()),
                what: correction.what.clone(),
                why: correction.why.clone(),
            })
            .collect(),
        checks: ChecksView::new(document, checks),
        downloads: ["csv", "json", "xlsx"]
            .into_iter()
            .zip(data::beside(identity, *superseded).into_iter().chain([data::workbook(identity, *superseded)]))
            .map(|(ending, href)| Link { name: ending.to_owned(), href })
            .collect(),
    };
    Page {
        path: index(&disclosure_folder(identity, *superseded)),
        source: file.clone(),
        title: disclosure.title.clone(),
        meta: Meta {
            column: Some(format!("kind-{}", identity.kind.key())),
            published: published(disclosure.dates.as_ref()),
            source: Some(name.clone()),
        },
        view: super::View::Disclosure(Box::new(view)),
    }
}

/// The disclosures that a reader wants to go to from this one.
fn beside(identity: &Identity, siblings: &[DisclosureFiles]) -> Vec<NeighbourView> {
    let current = || siblings.iter().filter(|other| !other.superseded).map(|other| &other.identity);
    let same = |other: &&Identity| other.kind == identity.kind && other.scope == identity.scope;
    let previous = current().filter(same).filter(|other| other.year < identity.year).max_by_key(|other| other.year);
    let next = current().filter(same).filter(|other| other.year > identity.year).min_by_key(|other| other.year);
    let counterpart = current()
        .find(|other| other.year == identity.year && other.scope == identity.scope && other.kind != identity.kind);
    let other_scope = current()
        .find(|other| other.year == identity.year && other.kind == identity.kind && other.scope != identity.scope);
    [("previous", previous), ("next", next), ("counterpart", counterpart), ("other-scope", other_scope)]
        .into_iter()
        .filter_map(|(relation, other)| {
            let other = other?;
            Some(NeighbourView {
                relation,
                year: other.year.number(),
                kind: other.kind.key(),
                scope: other.scope.key(),
                href: index(&disclosure_folder(other, false)),
            })
        })
        .collect()
}

fn dates(disclosure: &Disclosure) -> Vec<DateView> {
    let Some(dates) = &disclosure.dates else { return Vec::new() };
    [("approved", dates.approved), ("replied", dates.replied), ("published", dates.published)]
        .into_iter()
        .filter_map(|(what, date)| Some(DateView { what, date: date?.to_string() }))
        .collect()
}
