//! `/d/<department>/`: one department over all its years.

use serde::Serialize;

use crate::archive::{Archive, DepartmentRecord, Entry, inputs};
use crate::check::rule::Rule;
use crate::check::{Finding, Report};
use crate::content::layout::department_file;
use crate::fingerprint::Fingerprint;
use crate::model::department::DepartmentId;
use crate::model::disclosure::Identity;
use crate::model::field::Keyword;
use crate::model::period::{FiscalYear, Period};
use crate::model::rule::RuleId;
use crate::page::finding::{self, FindingView, OfView};
use crate::page::overview;
use crate::page::project_years::{self, ProjectView};
use crate::page::sheet::Sheet;
use crate::page::years::{self, YearsView};
use crate::page::{Draft, Meta, Page, department_folder, disclosure_folder, index, published};

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
    /// The years of its budget.
    pub active: PeriodView,
    /// When it is exempt from disclosure.
    pub exempt: Vec<ExemptView>,
    /// The departments that it belongs to.
    pub parents: Vec<ParentView>,
    /// The bodies that belong to it.
    pub units: Vec<Link>,
    /// Its names over time; empty where it has always had one.
    pub names: Vec<NameView>,
    /// What happened to it.
    pub events: Vec<EventView>,
    /// Its charts.
    pub overview: Option<overview::BodyView>,
    /// Its figures over the years, one view a scope.
    pub scopes: Vec<YearsView>,
    /// Its projects over the years.
    pub projects: Vec<ProjectView>,
    /// Its disclosures, the latest first.
    pub disclosures: Vec<DisclosureView>,
    /// How many checks of one year beside another were made.
    pub checked: u32,
    /// What these found, by disclosure, the latest first.
    pub checks: Vec<FoundView>,
}

/// What was found of a disclosure beside those of other years.
#[derive(Debug, Serialize)]
pub struct FoundView {
    /// The disclosure.
    pub of: OfView,
    /// What was found.
    pub findings: Vec<FindingView>,
}

/// A link with a text.
#[derive(Debug, Serialize)]
pub struct Link {
    /// The text.
    pub name: String,
    /// The address; `None` for the page itself.
    pub href: Option<String>,
}

/// A run of fiscal years; an open end is `None`.
#[derive(Debug, Serialize)]
pub struct PeriodView {
    /// The first year.
    pub since: Option<u16>,
    /// The last year.
    pub until: Option<u16>,
}

impl From<Period> for PeriodView {
    fn from(period: Period) -> Self {
        Self { since: period.since.map(FiscalYear::number), until: period.until.map(FiscalYear::number) }
    }
}

/// A name with its years.
#[derive(Debug, Serialize)]
pub struct NameView {
    /// The name.
    pub name: String,
    /// Its years.
    pub years: PeriodView,
}

/// A department above with the years in which it was.
#[derive(Debug, Serialize)]
pub struct ParentView {
    /// The department.
    pub link: Link,
    /// Its years.
    pub years: PeriodView,
}

/// An exemption with its years.
#[derive(Debug, Serialize)]
pub struct ExemptView {
    /// Why, where that may be said.
    pub reason: Option<String>,
    /// Its years.
    pub years: PeriodView,
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

impl View {
    /// The tables of its figures over the years.
    pub fn sheets(&self) -> Vec<Sheet> {
        self.scopes.iter().flat_map(YearsView::sheets).chain(project_years::sheets(&self.projects)).collect()
    }
}

/// One page a department.
pub fn pages<'a>(archive: &'a Archive, report: &'a Report) -> impl Iterator<Item = Draft<'a>> {
    let path = |record: &DepartmentRecord| index(&department_folder(&record.id));
    let mut across = finding::across(report);
    archive.departments.values().map(move |record| {
        let found = across.remove(&record.id).unwrap_or_default();
        let checked = checked(report, record);
        // What is found depends on all years, and on the bodies that this one came from.
        let made_of = || Fingerprint::of(&(inputs::of_department(archive, record)?, checked, &found));
        let made_of = made_of();
        Draft::new(path(record), department_file(&record.id), move || page(archive, record, checked, &found))
            .tables([years::tables(record), project_years::tables(record)].concat())
            .made_of(made_of)
    })
}

/// How many checks of a department's years beside each other were made.
fn checked(report: &Report, record: &DepartmentRecord) -> u32 {
    let is_across = |rule: RuleId| Rule::of(rule).is_some_and(|rule| rule.across.is_some() && rule.alone.is_none());
    let all = record.entries.iter().filter_map(|entry| report.of(&entry.identity)).flat_map(|checks| &checks.tallies);
    all.filter(|(rule, _)| is_across(**rule)).map(|(_, tally)| tally.passed + tally.rounding + tally.failed).sum()
}

fn page(archive: &Archive, record: &DepartmentRecord, checked: u32, found: &[(&Identity, &Finding)]) -> Page {
    Page {
        path: index(&department_folder(&record.id)),
        source: department_file(&record.id),
        title: record.department.names.latest().to_owned(),
        meta: Meta {
            column: Some("departments".to_owned()),
            source: Some(record.department.names.latest().to_owned()),
            ..Meta::default()
        },
        view: super::View::Department(Box::new(view(archive, record, checked, found))),
    }
}

fn view(archive: &Archive, record: &DepartmentRecord, checked: u32, found: &[(&Identity, &Finding)]) -> View {
    let department = &record.department;
    let names: Vec<NameView> =
        department.names.iter().map(|name| NameView { name: name.name.clone(), years: name.period().into() }).collect();
    let exempt =
        department.exempt.iter().map(|one| ExemptView { reason: one.reason.clone(), years: one.period().into() });
    let parents = department
        .parent
        .iter()
        .map(|one| ParentView { link: link(archive, &one.department, &record.id), years: one.period().into() });
    View {
        id: record.id.to_string(),
        name: department.names.latest().to_owned(),
        short_name: department.short_name.clone(),
        code: department.code.clone(),
        group: department.group.clone(),
        about: department.about.clone(),
        active: department.period().into(),
        exempt: exempt.collect(),
        parents: parents.collect(),
        units: archive.units(&record.id).map(|unit| link(archive, &unit.id, &record.id)).collect(),
        names: if names.len() > 1 || names.iter().any(|name| name.years.since.is_some() || name.years.until.is_some()) {
            names
        } else {
            Vec::new()
        },
        events: events(archive, &record.id),
        overview: overview::of_body(archive, record),
        scopes: years::views(archive, record),
        projects: project_years::views(archive, record),
        disclosures: record.entries.iter().rev().map(|entry| disclosure(record, entry)).collect(),
        checked,
        checks: checks(record, found),
    }
}

fn checks(record: &DepartmentRecord, found: &[(&Identity, &Finding)]) -> Vec<FoundView> {
    let of = |entry: &Entry| {
        let own = found.iter().filter(|(identity, _)| **identity == entry.identity);
        let findings: Vec<_> = own.map(|(identity, finding)| FindingView::new(finding, identity, false)).collect();
        (!findings.is_empty()).then(|| FoundView { of: OfView::new(&entry.identity), findings })
    };
    record.entries.iter().rev().filter_map(of).collect()
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

fn disclosure(record: &DepartmentRecord, entry: &Entry) -> DisclosureView {
    let identity = &entry.identity;
    let versions = record.entries.iter().filter(|other| other.identity.is_version_of(identity)).count();
    DisclosureView {
        title: entry.title.clone(),
        href: index(&disclosure_folder(identity, entry.superseded)),
        year: identity.year.number(),
        kind: identity.kind.key(),
        scope: identity.scope.key(),
        version: (versions > 1).then_some(identity.version),
        superseded: entry.superseded,
        published: published(entry.dates.as_ref()),
    }
}
