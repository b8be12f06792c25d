//! `/d/<department>/`: one department over all its years.

use serde::Serialize;

use crate::archive::{Archive, DepartmentRecord, Entry};
use crate::model::department::{DepartmentId, Exempt};
use crate::model::disclosure::{Kind, Scope};
use crate::model::field::Keyword;
use crate::model::measure::Measure;
use crate::model::period::FiscalYear;
use crate::page::{CellView, Page, department_folder, disclosure_folder, index};

/// A department.
#[derive(Debug, Serialize)]
pub struct View {
    /// Its id.
    pub id: String,
    /// Its present name.
    pub name: String,
    /// Its short name.
    pub short_name: Option<String>,
    /// Its code in the budget (预算单位编码).
    pub code: Option<String>,
    /// Its group.
    pub group: Option<String>,
    /// What it is for.
    pub about: Option<String>,
    /// The first and last year of its budget.
    pub active: (Option<u16>, Option<u16>),
    /// Whether it is exempt from disclosure.
    pub exempt: bool,
    /// Why, where that may be said.
    pub exempt_reason: Option<String>,
    /// The department that it belongs to.
    pub parent: Option<Link>,
    /// The bodies that belong to it.
    pub units: Vec<Link>,
    /// Its names over time; empty where it has always had one.
    pub names: Vec<NameView>,
    /// What happened to it.
    pub events: Vec<EventView>,
    /// Its measures over the years, one table a kind and scope.
    pub tables: Vec<Table>,
    /// Its disclosures, the latest first.
    pub disclosures: Vec<DisclosureView>,
}

/// A link with a text.
#[derive(Debug, Serialize)]
pub struct Link {
    /// The text.
    pub name: String,
    /// The address; `None` for the page itself.
    pub href: Option<String>,
}

/// A name with its years.
#[derive(Debug, Serialize)]
pub struct NameView {
    /// The name.
    pub name: String,
    /// The first year.
    pub since: Option<u16>,
    /// The last year.
    pub until: Option<u16>,
}

/// An event of the succession.
#[derive(Debug, Serialize)]
pub struct EventView {
    /// When.
    pub date: Option<String>,
    /// `rename`, `merge`, `split` or `transfer`.
    pub kind: &'static str,
    /// The bodies before.
    pub from: Vec<Link>,
    /// The bodies after.
    pub to: Vec<Link>,
    /// The first year with a budget of the new bodies.
    pub first_budget_year: Option<u16>,
    /// The first year with a final account of the new bodies.
    pub first_final_year: Option<u16>,
    /// A note.
    pub note: Option<String>,
}

/// Measures × years.
#[derive(Debug, Serialize)]
pub struct Table {
    /// `budget` or `final`.
    pub kind: &'static str,
    /// `department` or `unit`.
    pub scope: &'static str,
    /// The columns.
    pub years: Vec<Column>,
    /// The rows.
    pub rows: Vec<Row>,
}

/// A year of a table.
#[derive(Debug, Serialize)]
pub struct Column {
    /// The year.
    pub year: u16,
    /// The disclosure's page.
    pub href: String,
}

/// A measure of a table.
#[derive(Debug, Serialize)]
pub struct Row {
    /// The measure's key.
    pub measure: String,
    /// One cell a year.
    pub cells: Vec<CellView>,
}

/// A disclosure in the list.
#[derive(Debug, Serialize)]
pub struct DisclosureView {
    /// Its title as printed.
    pub title: String,
    /// Its page.
    pub href: String,
    /// The year.
    pub year: u16,
    /// `budget` or `final`.
    pub kind: &'static str,
    /// `department` or `unit`.
    pub scope: &'static str,
    /// The version, where there is more than one.
    pub version: Option<u16>,
    /// Whether a later version has taken its place.
    pub superseded: bool,
    /// When it was published.
    pub published: Option<String>,
}

/// One page a department.
pub fn pages(archive: &Archive) -> impl Iterator<Item = Page> {
    archive.departments.values().map(|record| Page {
        path: index(&department_folder(&record.id)),
        source: format!("content/{}/department.yaml", record.id),
        title: record.department.names.latest().to_owned(),
        view: super::View::Department(Box::new(view(archive, record))),
    })
}

fn view(archive: &Archive, record: &DepartmentRecord) -> View {
    let department = &record.department;
    let names: Vec<NameView> = department
        .names
        .iter()
        .map(|name| NameView {
            name: name.name.clone(),
            since: name.since.map(FiscalYear::number),
            until: name.until.map(FiscalYear::number),
        })
        .collect();
    let period = department.period();
    View {
        id: record.id.to_string(),
        name: department.names.latest().to_owned(),
        short_name: department.short_name.clone(),
        code: department.code.clone(),
        group: department.group.clone(),
        about: department.about.clone(),
        active: (period.since.map(FiscalYear::number), period.until.map(FiscalYear::number)),
        exempt: department.exempt != Exempt::No,
        exempt_reason: match &department.exempt {
            Exempt::Yes(reason) => reason.clone(),
            Exempt::No => None,
        },
        parent: department.parent.as_ref().map(|id| link(archive, id, &record.id)),
        units: archive.units(&record.id).map(|unit| link(archive, &unit.id, &record.id)).collect(),
        names: if names.len() > 1 || names.iter().any(|name| name.since.is_some()) { names } else { Vec::new() },
        events: events(archive, &record.id),
        tables: tables(record),
        disclosures: record.entries.iter().rev().map(|entry| disclosure(record, entry)).collect(),
    }
}

fn link(archive: &Archive, id: &DepartmentId, here: &DepartmentId) -> Link {
    let name = archive
        .departments
        .get(id)
        .map_or_else(|| id.to_string(), |record| record.department.names.latest().to_owned());
    Link { name, href: (id != here).then(|| index(&department_folder(id))) }
}

fn events(archive: &Archive, id: &DepartmentId) -> Vec<EventView> {
    archive
        .events_of(id)
        .map(|event| EventView {
            date: event.date.map(|date| date.to_string()),
            kind: event.kind.key(),
            from: event.from.iter().map(|from| link(archive, from, id)).collect(),
            to: event.to.iter().map(|to| link(archive, to, id)).collect(),
            first_budget_year: event.first_budget_year.map(FiscalYear::number),
            first_final_year: event.first_final_year.map(FiscalYear::number),
            note: event.note.clone(),
        })
        .collect()
}

fn tables(record: &DepartmentRecord) -> Vec<Table> {
    let combinations =
        [Kind::Budget, Kind::Final].into_iter().flat_map(|kind| [(kind, Scope::Department), (kind, Scope::Unit)]);
    combinations
        .filter_map(|(kind, scope)| {
            let entries: Vec<&Entry> =
                record.years().iter().filter_map(|year| record.entry(*year, kind, scope)).collect();
            let rows = Measure::ALL.iter().filter_map(|(measure, _)| {
                let cells: Vec<CellView> = entries.iter().map(|entry| CellView::from(entry.cell(*measure))).collect();
                let stated = cells.iter().any(|cell| *cell != CellView::Absent);
                stated.then(|| Row { measure: measure.key().to_owned(), cells })
            });
            (!entries.is_empty()).then(|| Table {
                kind: kind.key(),
                scope: scope.key(),
                rows: rows.collect(),
                years: entries
                    .iter()
                    .map(|entry| Column {
                        year: entry.identity.year.number(),
                        href: index(&disclosure_folder(&entry.identity, false)),
                    })
                    .collect(),
            })
        })
        .collect()
}

fn disclosure(record: &DepartmentRecord, entry: &Entry) -> DisclosureView {
    let identity = &entry.identity;
    let versions = record
        .entries
        .iter()
        .filter(|other| {
            let other = &other.identity;
            (other.year, other.kind, other.scope) == (identity.year, identity.kind, identity.scope)
        })
        .count();
    DisclosureView {
        title: entry.title.clone(),
        href: index(&disclosure_folder(identity, entry.superseded)),
        year: identity.year.number(),
        kind: identity.kind.key(),
        scope: identity.scope.key(),
        version: (versions > 1).then_some(identity.version),
        superseded: entry.superseded,
        published: entry.dates.as_ref().and_then(|dates| dates.published).map(|date| date.to_string()),
    }
}
