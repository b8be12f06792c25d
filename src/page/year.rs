//! `/y/<year>/`: every department's main measures in one year.

use serde::Serialize;

use crate::archive::{Archive, DepartmentRecord};
use crate::config::Site;
use crate::model::disclosure::{Kind, Scope};
use crate::model::field::Keyword;
use crate::model::measure::Measure;
use crate::model::period::FiscalYear;
use crate::page::amount::TotalView;
use crate::page::group::{Group, by_group};
use crate::page::{
    CellView, Draft, Meta, Page, department_folder, disclosure_folder, index, measure_name, year_folder,
};

/// The measures that the page compares.
const MAIN: [Measure; 5] =
    [Measure::RevenueTotal, Measure::ExpenditureTotal, Measure::Basic, Measure::Project, Measure::ThreePublic];

/// One year.
#[derive(Debug, Serialize)]
pub struct View {
    /// The year.
    pub year: u16,
    /// The pages of the years before and after.
    pub previous: Option<LinkView>,
    /// The page of the next year.
    pub next: Option<LinkView>,
    /// Budgets and final accounts, one table each.
    pub tables: Vec<Table>,
}

/// A link to another year.
#[derive(Debug, Serialize)]
pub struct LinkView {
    /// The year.
    pub year: u16,
    /// Its page.
    pub href: String,
}

/// The departments' measures in their budgets or in their final accounts.
#[derive(Debug, Serialize)]
pub struct Table {
    /// `budget` or `final`.
    pub kind: &'static str,
    /// The messages that name the measures.
    pub measures: Vec<String>,
    /// The groups, a row a disclosure.
    pub groups: Vec<Group<Row>>,
    /// The county's totals.
    pub totals: Vec<Option<TotalView>>,
}

/// One disclosure.
#[derive(Debug, Serialize)]
pub struct Row {
    /// The department's name in that year.
    pub name: String,
    /// The department's page.
    pub department: String,
    /// The disclosure's page.
    pub href: String,
    /// Whether its figures are in another's, and so not in the totals.
    pub is_part: bool,
    /// `department` or `unit`.
    pub scope: &'static str,
    /// The measures.
    pub cells: Vec<CellView>,
}

/// One page a year.
pub fn pages<'a>(archive: &'a Archive, site: &'a Site) -> Vec<Draft<'a>> {
    let years: Vec<FiscalYear> = archive.years().into_iter().collect();
    let link =
        |year: Option<&FiscalYear>| year.map(|year| LinkView { year: year.number(), href: index(&year_folder(*year)) });
    let draft = |(position, year): (usize, &FiscalYear)| {
        let year = *year;
        let previous = link(position.checked_sub(1).and_then(|position| years.get(position)));
        let next = link(years.get(position + 1));
        let path = index(&year_folder(year));
        Draft::new(path.clone(), move || {
            let kinds = [Kind::Budget, Kind::Final].into_iter();
            let tables = kinds.filter_map(|kind| table(archive, site, year, kind)).collect();
            Page {
                path,
                source: "year".to_owned(),
                title: year.to_string(),
                meta: Meta { column: Some("departments".to_owned()), ..Meta::default() },
                view: super::View::Year(View { year: year.number(), previous, next, tables }),
            }
        })
    };
    years.iter().enumerate().map(draft).collect()
}

fn table(archive: &Archive, site: &Site, year: FiscalYear, kind: Kind) -> Option<Table> {
    let of_year = archive.departments.values().filter(|record| {
        [Scope::Department, Scope::Unit].into_iter().any(|scope| record.entry(year, kind, scope).is_some())
    });
    let groups = by_group(of_year, site, |record| rows(archive, record, year, kind));
    (!groups.is_empty()).then(|| Table {
        kind: kind.key(),
        measures: MAIN.iter().map(|measure| measure_name(measure.key(), kind)).collect(),
        groups,
        totals: MAIN.into_iter().map(|measure| archive.total(measure, year, kind).map(TotalView::from)).collect(),
    })
}

fn rows<'a>(
    archive: &'a Archive,
    record: &'a DepartmentRecord,
    year: FiscalYear,
    kind: Kind,
) -> impl Iterator<Item = Row> + use<'a> {
    [Scope::Department, Scope::Unit].into_iter().filter_map(move |scope| {
        let entry = record.entry(year, kind, scope)?;
        Some(Row {
            name: record.department.names.in_year(year).to_owned(),
            department: index(&department_folder(&record.id)),
            href: index(&disclosure_folder(&entry.identity, false)),
            is_part: archive.is_part(record, year, kind)
                || scope == Scope::Unit && record.entry(year, kind, Scope::Department).is_some(),
            scope: scope.key(),
            cells: MAIN.into_iter().map(|measure| CellView::in_wan(entry.cell(measure))).collect(),
        })
    })
}
