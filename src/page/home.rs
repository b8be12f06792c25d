//! `/`: the county at a glance.

use serde::Serialize;

use crate::archive::{Archive, DepartmentRecord, Entry};
use crate::config::Site;
use crate::model::disclosure::{Kind, Scope};
use crate::model::field::Keyword;
use crate::model::period::FiscalYear;
use crate::page::amount::TotalView;
use crate::page::chart::{self, Columns, Said};
use crate::page::group::{Group, by_group};
use crate::page::overview;
use crate::page::{AmountView, Meta, Page, department_folder, disclosure_folder, index, year_folder};

/// The home page.
#[derive(Debug, Serialize)]
pub struct View {
    /// Total expenditure over the years.
    pub chart: Option<Columns>,
    /// What the latest years say.
    pub said: Vec<Said>,
    /// The years, the latest first.
    pub years: Vec<YearView>,
    /// The departments by group.
    pub groups: Vec<Group<DepartmentView>>,
}

/// The county's total in one year.
#[derive(Debug, Serialize)]
pub struct YearView {
    /// The year.
    pub year: u16,
    /// Its page.
    pub href: String,
    /// The total expenditure of the budgets.
    pub budget: Option<TotalView>,
    /// The total expenditure of the final accounts.
    pub final_account: Option<TotalView>,
}

/// A department on the home page.
#[derive(Debug, Serialize)]
pub struct DepartmentView {
    /// Its page.
    pub href: String,
    /// Its name.
    pub name: String,
    /// Whether it is exempt from disclosure.
    pub exempt: bool,
    /// The last year of its budget, if it is gone.
    pub until: Option<u16>,
    /// Its latest disclosures.
    pub latest: Vec<LatestView>,
}

/// A link to a disclosure.
#[derive(Debug, Serialize)]
pub struct LatestView {
    /// The year.
    pub year: u16,
    /// `budget` or `final`.
    pub kind: &'static str,
    /// Its page.
    pub href: String,
    /// What it spends.
    pub total: Option<AmountView>,
}

/// The page.
pub fn page(archive: &Archive, site: &Site) -> Page {
    let all: Vec<FiscalYear> = archive.years().into_iter().collect();
    let chart = overview::of_county(archive, &all, "chart-total", Entry::spent);
    let said = chart::of_spending(archive, &all);
    let years = archive
        .years()
        .into_iter()
        .rev()
        .map(|year| {
            let total = |kind| archive.total_of(year, kind, Entry::spent).map(TotalView::from);
            YearView {
                year: year.number(),
                href: index(&year_folder(year)),
                budget: total(Kind::Budget),
                final_account: total(Kind::Final),
            }
        })
        .collect();
    let latest = archive.years().last().copied();
    let groups = by_group(archive.departments.values(), site, |record| [department(record, latest)]);
    Page {
        path: index(""),
        source: "home".to_owned(),
        title: String::new(),
        meta: Meta::default(),
        view: super::View::Home(View { chart, said, years, groups }),
    }
}

fn department(record: &DepartmentRecord, latest: Option<FiscalYear>) -> DepartmentView {
    let years = record.years();
    let disclosures = Kind::BOTH
        .into_iter()
        .filter_map(|kind| {
            let of = |scope| years.iter().rev().find_map(|year| record.entry(*year, kind, scope));
            of(Scope::Department).or_else(|| of(Scope::Unit))
        })
        .map(|entry| LatestView {
            year: entry.identity.year.number(),
            kind: entry.identity.kind.key(),
            href: index(&disclosure_folder(&entry.identity, false)),
            total: entry.spent().map(AmountView::new),
        })
        .collect();
    DepartmentView {
        href: index(&department_folder(&record.id)),
        name: record.department.names.latest().to_owned(),
        exempt: latest.is_some_and(|year| record.department.exempt.in_year(year).is_some())
            || latest.is_none() && record.department.exempt.iter().next().is_some(),
        until: record.department.period().until.map(FiscalYear::number),
        latest: disclosures,
    }
}
