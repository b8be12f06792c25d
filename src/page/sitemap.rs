//! `/sitemap/`, `sitemap.xml` and `robots.txt`: every page, for people and for search engines.

use serde::Serialize;

use crate::archive::{Archive, DepartmentRecord};
use crate::config::Site;
use crate::content::free_page::FreePage;
use crate::model::field::Keyword;
use crate::page::group::{Group, by_group};
use crate::page::{
    Draft, Link, Meta, Page, department_folder, disclosure_folder, free_path, index, published, year_folder,
};

/// The page for people.
const MAP: &str = "sitemap/index.html";

/// As many addresses as one `sitemap.xml` may hold (sitemaps.org).
const MOST_ADDRESSES: usize = 50_000;

/// The page for people.
#[derive(Debug, Serialize)]
pub struct View {
    /// The years.
    pub years: Vec<Link>,
    /// The departments by group.
    pub groups: Vec<Group<DepartmentView>>,
    /// The owner's own pages.
    pub free: Vec<Link>,
}

/// A department with its disclosures.
#[derive(Debug, Serialize)]
pub struct DepartmentView {
    /// The department.
    pub link: Link,
    /// Its disclosures in force, the latest first.
    pub disclosures: Vec<DisclosureView>,
}

/// A disclosure.
#[derive(Debug, Serialize)]
pub struct DisclosureView {
    /// The year.
    pub year: u16,
    /// `budget` or `final`.
    pub kind: &'static str,
    /// `department` or `unit`.
    pub scope: &'static str,
    /// The address.
    pub href: String,
}

/// The list for machines.
#[derive(Debug, Serialize)]
pub struct XmlView {
    /// The addresses.
    pub entries: Vec<Entry>,
    /// The other lists, where one is not enough; then there are no entries.
    pub lists: Vec<String>,
}

/// An address.
#[derive(Debug, Clone, Serialize)]
pub struct Entry {
    /// The address below the site.
    pub path: String,
    /// When it was published, where that is known.
    pub published: Option<String>,
}

/// What search engines are told.
#[derive(Debug, Serialize)]
pub struct RobotsView {}

/// The page, and for a site with an address the lists. `pages` are all pages that are made from the archive.
pub fn pages(archive: &Archive, site: &Site, free_pages: &[FreePage], pages: &[Draft<'_>]) -> Vec<Page> {
    let mut made = vec![page(MAP, super::View::Sitemap(view(archive, site, free_pages)))];
    if site.base_url.is_some() {
        made.extend(lists(entries(archive, pages)));
        made.push(page("robots.txt", super::View::Robots(RobotsView {})));
    }
    made
}

fn page(path: &str, view: super::View) -> Page {
    Page { path: path.to_owned(), source: "sitemap".to_owned(), title: String::new(), meta: Meta::default(), view }
}

fn view(archive: &Archive, site: &Site, free_pages: &[FreePage]) -> View {
    let years = archive.years().into_iter().rev();
    View {
        years: years.map(|year| Link { name: year.to_string(), href: index(&year_folder(year)) }).collect(),
        groups: by_group(archive.departments.values(), site, |record| [department(record)]),
        free: free_pages.iter().map(|page| Link { name: page.title.clone(), href: free_path(page) }).collect(),
    }
}

fn department(record: &DepartmentRecord) -> DepartmentView {
    let name = record.department.names.latest().to_owned();
    DepartmentView {
        link: Link { name, href: index(&department_folder(&record.id)) },
        disclosures: record
            .entries
            .iter()
            .rev()
            .filter(|entry| !entry.superseded)
            .map(|entry| DisclosureView {
                year: entry.identity.year.number(),
                kind: entry.identity.kind.key(),
                scope: entry.identity.scope.key(),
                href: index(&disclosure_folder(&entry.identity, false)),
            })
            .collect(),
    }
}

/// Every address that a search engine should know, in order. Superseded versions stay addressable and are not listed.
fn entries(archive: &Archive, pages: &[Draft<'_>]) -> Vec<Entry> {
    let listed = pages.iter().filter(|page| page.path != "404.html");
    let listed = listed.map(|page| Entry { path: page.path.clone(), published: None });
    let of_records = archive.departments.values().flat_map(|record| &record.entries);
    let disclosures = of_records.filter(|entry| !entry.superseded).map(|entry| Entry {
        path: index(&disclosure_folder(&entry.identity, false)),
        published: published(entry.dates.as_ref()),
    });
    let this = Entry { path: MAP.to_owned(), published: None };
    let mut entries: Vec<Entry> = listed.chain(disclosures).chain([this]).collect();
    entries.sort_by(|one, other| one.path.cmp(&other.path));
    entries
}

fn lists(entries: Vec<Entry>) -> Vec<Page> {
    let list = |path: &str, entries, lists| page(path, super::View::SitemapXml(XmlView { entries, lists }));
    if entries.len() <= MOST_ADDRESSES {
        return vec![list("sitemap.xml", entries, Vec::new())];
    }
    let parts: Vec<_> = entries.chunks(MOST_ADDRESSES).collect();
    let names: Vec<String> = (1..=parts.len()).map(|number| format!("sitemap-{number}.xml")).collect();
    let mut made: Vec<Page> =
        names.iter().zip(parts).map(|(name, part)| list(name, part.to_vec(), Vec::new())).collect();
    made.push(list("sitemap.xml", Vec::new(), names));
    made
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_addresses_than_a_list_may_hold_are_split_into_several() {
        let entries = vec![Entry { path: "x".to_owned(), published: None }; MOST_ADDRESSES + 1];
        let paths: Vec<String> = lists(entries).into_iter().map(|page| page.path).collect();
        assert_eq!(paths, ["sitemap-1.xml", "sitemap-2.xml", "sitemap.xml"]);
    }
}
