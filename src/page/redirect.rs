//! Redirects: the addresses that departments and free pages had before lead to where they are now.

use serde::Serialize;

use crate::archive::{Archive, DepartmentRecord};
use crate::content::free_page::FreePage;
use crate::content::layout::department_file;
use crate::model::department::DepartmentId;
use crate::model::disclosure::Identity;
use crate::page::{Meta, Page, department_folder, disclosure_folder, index};

/// A page that leads on.
#[derive(Debug, Serialize)]
pub struct View {
    /// Where to.
    pub href: String,
}

/// One page for each address that something had.
pub fn pages(archive: &Archive, free_pages: &[FreePage]) -> Vec<Page> {
    let departments = archive.departments.values().flat_map(|record| {
        let aliases = record.department.aliases.iter();
        aliases.flat_map(|old| of_department(record, old))
    });
    let free = free_pages.iter().flat_map(|page| {
        let aliases = page.aliases.iter();
        aliases.map(|old| {
            let folder = |name: &str| format!("{name}/");
            redirect(&folder(old.as_str()), &folder(&page.name), &page.source, &page.title)
        })
    });
    departments.chain(free).collect()
}

/// A department's page, and those of its disclosures, under its old id.
fn of_department(record: &DepartmentRecord, old: &DepartmentId) -> Vec<Page> {
    let source = department_file(&record.id);
    let title = record.department.names.latest();
    let mut pages = vec![redirect(&department_folder(old), &department_folder(&record.id), &source, title)];
    pages.extend(record.entries.iter().map(|entry| {
        let before = Identity { department: old.clone(), ..entry.identity.clone() };
        let [from, to] = [&before, &entry.identity].map(|identity| disclosure_folder(identity, entry.superseded));
        redirect(&from, &to, &source, &entry.title)
    }));
    pages
}

fn redirect(from: &str, to: &str, source: &str, title: &str) -> Page {
    Page {
        path: index(from),
        source: source.to_owned(),
        title: title.to_owned(),
        meta: Meta::default(),
        view: super::View::Redirect(View { href: index(to) }),
    }
}
