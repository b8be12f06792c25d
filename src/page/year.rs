//! `/y/<year>/`: every department's main measures in one year.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::Serialize;

use crate::archive::{Archive, Code, DepartmentRecord, Entry, Lines, Total, inputs, series};
use crate::config::Site;
use crate::fingerprint::Fingerprint;
use crate::model::classification::System;
use crate::model::disclosure::{Kind, Scope};
use crate::model::field::Keyword;
use crate::model::measure::Measure;
use crate::model::money::Money;
use crate::model::period::FiscalYear;
use crate::page::amount::TotalView;
use crate::page::functions::code_page;
use crate::page::group::{Group, by_group};
use crate::page::overview;
use crate::page::sheet::{Cell, Column, Sheet, Words};
use crate::page::years::ChangeView;
use crate::page::{CellView, Draft, Meta, Page, department_folder, disclosure_folder, index, year_folder};

/// What the page compares: the message that names it, and the measure that says it in an entry.
type Main = (&'static str, fn(&Entry) -> Measure);
const MAIN: [Main; 5] = [
    ("measure-revenue-total", |_| Measure::RevenueTotal),
    ("spending", Entry::spending),
    ("measure-expenditure-basic", |_| Measure::Basic),
    ("measure-expenditure-project", |_| Measure::Project),
    ("measure-three_public-total", |_| Measure::ThreePublic),
];

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
    /// How much of the county's budgets the final accounts carried out, in percent.
    pub completion: Option<String>,
    /// The charts.
    pub overview: overview::YearView,
    /// The county's totals by 功能分类.
    pub functional: Vec<CodeTotal>,
    /// The county's totals of 基本支出 by 经济分类.
    pub economic: Vec<CodeTotal>,
}

/// The county's total under a code.
#[derive(Debug, Serialize)]
pub struct CodeTotal {
    /// The code.
    pub code: String,
    /// Its name in that year.
    pub name: String,
    /// Its page, of functions.
    pub href: Option<String>,
    /// Its level, from 1.
    pub level: u8,
    /// The total.
    pub total: TotalView,
    /// In percent of all codes of the first level.
    pub share: Option<String>,
}

/// One disclosure.
#[derive(Debug, Serialize)]
pub struct Row {
    /// The department's name in that year.
    pub name: String,
    /// Its other names, by which a filter finds it too.
    pub also: String,
    /// The department's page.
    pub department: String,
    /// The disclosure's page.
    pub href: String,
    /// Whether its figures are in another's, and so not in the totals.
    pub is_part: bool,
    /// What it spends in 元, where it counts in the county's.
    #[serde(skip)]
    spent: Option<Decimal>,
    /// `department` or `unit`.
    pub scope: &'static str,
    /// The measures.
    pub cells: Vec<CellView>,
    /// What it spends in percent of the county's, where it counts in that.
    pub share: Option<String>,
    /// Where that stands among those that count, from 1 for the largest.
    pub rank: Option<usize>,
    /// How what it spends changed from the year before.
    pub change: Option<ChangeView>,
    /// How much of its budget a final account carried out, in percent.
    pub completion: Option<String>,
}

impl View {
    /// The tables, one a kind.
    pub fn sheets(&self) -> Vec<Sheet> {
        self.tables.iter().flat_map(|table| table.sheets(self.year)).collect()
    }
}

impl Table {
    fn sheets(&self, year: u16) -> Vec<Sheet> {
        let names = names(self.kind);
        let of_codes = [("functional", &self.functional), ("economic", &self.economic)].into_iter().zip(&names[1..]);
        let of_codes = of_codes
            .filter(|((_, codes), _)| !codes.is_empty())
            .map(|((system, codes), name)| self.codes(name, system, codes));
        std::iter::once(self.sheet(year)).chain(of_codes).collect()
    }

    fn codes(&self, name: &'static str, system: &str, codes: &[CodeTotal]) -> Sheet {
        let kind = vec![("kind", Words::of(format!("kind-{}", self.kind)))];
        let row = |code: &CodeTotal| {
            vec![
                Cell::text(&code.code),
                Cell::text(&code.name),
                (&code.total.amount).into(),
                Cell::number(code.total.bodies),
                Cell::percent(code.share.as_ref()),
            ]
        };
        let amount = Column::in_wan(Words::of("amount"));
        Sheet {
            name,
            title: Words::Message(format!("year-{system}"), kind),
            columns: vec![
                Column::of("code"),
                Column::of("code-name"),
                amount,
                Column::of("bodies-stating"),
                Column::percent("share-short"),
            ],
            rows: codes.iter().map(row).collect(),
        }
    }

    fn sheet(&self, year: u16) -> Sheet {
        let facts = vec![("year", Words::text(year)), ("kind", Words::of(format!("kind-{}", self.kind)))];
        let columns = ["department", "group", "scope", "is-part"].map(Column::of).into_iter();
        let columns = columns.chain(self.measures.iter().map(|name| Column::in_wan(Words::of(name)))).chain([
            Column::percent("share"),
            Column::of("rank"),
            Column::in_wan(Words::of("change-of-expenditure")),
            Column::percent("change-of-expenditure"),
        ]);
        let is_final = self.kind == Kind::Final.key();
        let columns = columns.chain(is_final.then(|| Column::percent("completion"))).chain([Column::of("page")]);
        let members = self.groups.iter().flat_map(|group| group.members.iter().map(move |row| (group, row)));
        let rows = members.map(|(group, row)| {
            let change = row.change.as_ref();
            let mut cells = vec![
                Cell::text(&row.name),
                Cell::group(group.name.as_ref()),
                Cell::of(format!("scope-{}", row.scope)),
                Cell::yes(row.is_part),
            ];
            cells.extend(row.cells.iter().map(Cell::from));
            cells.extend([
                Cell::percent(row.share.as_ref()),
                Cell::or_absent(row.rank, Cell::number),
                Cell::or_absent(change, |change| (&change.by).into()),
                Cell::percent(change.and_then(|change| change.percent.as_ref())),
            ]);
            cells.extend(is_final.then(|| Cell::percent(row.completion.as_ref())));
            cells.push(Cell::text(&row.href));
            cells
        });
        let total = |name: &str, cell: fn(&TotalView) -> Cell| {
            let mut row = vec![Cell::of(name), Cell::Absent, Cell::Absent, Cell::Absent];
            row.extend(self.totals.iter().map(|total| Cell::or_absent(total.as_ref(), cell)));
            row.extend(std::iter::repeat_with(|| Cell::Absent).take(5 + usize::from(is_final)));
            row
        };
        let totals = [
            total("total", |total| (&total.amount).into()),
            total("bodies-stating", |total| Cell::number(total.bodies)),
        ];
        Sheet {
            name: self.kind,
            title: Words::Message("year-caption".to_owned(), facts),
            columns: columns.collect(),
            rows: rows.chain(totals).collect(),
        }
    }
}

/// One page a year.
pub fn pages<'a>(archive: &'a Archive, site: &'a Site) -> Vec<Draft<'a>> {
    let years: Vec<FiscalYear> = archive.years().into_iter().collect();
    let link =
        |year: Option<FiscalYear>| year.map(|year| LinkView { year: year.number(), href: index(&year_folder(year)) });
    let draft = |(position, year): (usize, &FiscalYear)| {
        let year = *year;
        let previous_year = position.checked_sub(1).and_then(|position| years.get(position)).copied();
        let next_year = years.get(position + 1).copied();
        let (previous, next) = (link(previous_year), link(next_year));
        let path = index(&year_folder(year));
        Draft::new(path.clone(), "year", move || {
            let kinds = Kind::BOTH.into_iter();
            let tables = kinds.filter_map(|kind| table(archive, site, year, kind)).collect();
            Page {
                path,
                source: "year".to_owned(),
                title: year.to_string(),
                meta: Meta { column: Some("departments".to_owned()), ..Meta::default() },
                view: super::View::Year(View { year: year.number(), previous, next, tables }),
            }
        })
        .tables(tables(archive, year))
        .made_of(inputs::of_year(archive, year).and_then(|inputs| {
            let around = [previous_year, next_year].map(|year| year.map(FiscalYear::number));
            Fingerprint::of(&(inputs, around))
        }))
    };
    years.iter().enumerate().map(draft).collect()
}

/// The names of the tables of a kind: the departments, the county by function, and by economic class.
fn names(kind: &str) -> [&'static str; 3] {
    if kind == Kind::Budget.key() {
        ["budget", "budget-functional", "budget-economic"]
    } else {
        ["final", "final-functional", "final-economic"]
    }
}

/// The tables of a year that have any rows.
fn tables(archive: &Archive, year: FiscalYear) -> Vec<&'static str> {
    let of_kind = |kind: Kind| {
        let is_there = archive.in_force().any(|entry| entry.identity.year == year && entry.identity.kind == kind);
        let states = |lines: &Lines| lines.codes().any(|code| code.level() < 3 && lines.amount(code).is_some());
        let has = |system| archive.counted(year, kind).any(|(_, entry)| states(entry.lines(system)));
        let has = [is_there, has(System::Functional), has(System::Economic)];
        names(kind.key()).into_iter().zip(has).filter_map(|(name, has)| has.then_some(name))
    };
    Kind::BOTH.into_iter().flat_map(of_kind).collect()
}

fn table(archive: &Archive, site: &Site, year: FiscalYear, kind: Kind) -> Option<Table> {
    let of_year = archive.departments.values().filter(|record| {
        [Scope::Department, Scope::Unit].into_iter().any(|scope| record.entry(year, kind, scope).is_some())
    });
    let county = archive.total_of(year, kind, Entry::spent).map(|total| total.yuan);
    let mut groups = by_group(of_year, site, |record| rows(archive, record, year, kind, county));
    rank(&mut groups);
    (!groups.is_empty()).then(|| Table {
        kind: kind.key(),
        measures: MAIN.iter().map(|(name, _)| (*name).to_owned()).collect(),
        groups,
        totals: MAIN
            .iter()
            .map(|(_, of)| archive.total_of(year, kind, |entry| entry.amount(of(entry))).map(TotalView::from))
            .collect(),
        completion: if kind == Kind::Final {
            archive.completion(year).map(|percent| percent.to_string())
        } else {
            None
        },
        overview: overview::of_year(archive, year, kind),
        functional: codes(archive, year, kind, System::Functional),
        economic: codes(archive, year, kind, System::Economic),
    })
}

/// The county's totals by 类 and 款.
fn codes(archive: &Archive, year: FiscalYear, kind: Kind, system: System) -> Vec<CodeTotal> {
    let mut names: BTreeMap<Code, Option<&str>> = BTreeMap::new();
    for (_, entry) in archive.counted(year, kind) {
        for code in entry.lines(system).codes().filter(|code| code.level() < 3) {
            let listed = || archive.listed_name(system, code, year);
            names.entry(code).or_insert_with(|| listed().or_else(|| entry.lines(system).label(code)));
        }
    }
    let total = |code: Code| archive.total_of(year, kind, |entry| entry.lines(system).amount(code));
    let totals: Vec<_> = names.into_iter().filter_map(|(code, name)| Some((code, name, total(code)?))).collect();
    let first = totals.iter().filter(|(code, ..)| code.level() == 1);
    let whole: Decimal = first.map(|(_, _, total)| total.yuan).sum();
    let view = |(code, name, total): (Code, Option<&str>, Total)| CodeTotal {
        code: code.to_string(),
        name: name.unwrap_or_default().to_owned(),
        href: (system == System::Functional).then(|| code_page(code)),
        level: code.level(),
        share: series::percent(total.yuan, whole).map(|share| share.to_string()),
        total: total.into(),
    };
    totals.into_iter().map(view).collect()
}

fn rows<'a>(
    archive: &'a Archive,
    record: &'a DepartmentRecord,
    year: FiscalYear,
    kind: Kind,
    county: Option<Decimal>,
) -> impl Iterator<Item = Row> + use<'a> {
    [Scope::Department, Scope::Unit].into_iter().filter_map(move |scope| {
        let entry = record.entry(year, kind, scope)?;
        let is_part = archive.is_contained(record, entry);
        let spent = entry.spent().filter(|_| !is_part && scope == Scope::Department);
        let completion = series::completion(record, entry, entry.spending());
        let share = spent.zip(county).and_then(|(spent, county)| series::percent(spent.yuan(), county));
        Some(Row {
            share: share.map(|share| share.to_string()),
            rank: None,
            change: archive.change_of_spending(record, entry).map(|change| ChangeView::new(&change)),
            name: record.department.names.in_year(year).to_owned(),
            also: record.department.other_names(record.department.names.in_year(year)),
            department: index(&department_folder(&record.id)),
            href: index(&disclosure_folder(&entry.identity, false)),
            is_part,
            spent: spent.map(Money::yuan),
            scope: scope.key(),
            cells: MAIN.iter().map(|(_, of)| CellView::in_wan(entry.cell(of(entry)))).collect(),
            completion: if kind == Kind::Final { completion.map(|percent| percent.to_string()) } else { None },
        })
    })
}

/// Says where each spending stands among those that count; equal ones stand in one place.
fn rank(groups: &mut [Group<Row>]) {
    let mut all: Vec<Decimal> = groups.iter().flat_map(|group| &group.members).filter_map(|row| row.spent).collect();
    all.sort_by(|one, other| other.cmp(one));
    for row in groups.iter_mut().flat_map(|group| &mut group.members) {
        row.rank = row.spent.and_then(|spent| all.iter().position(|other| *other == spent)).map(|place| place + 1);
    }
}
