//! `/functions/`: what the county spends by 功能分类; `/functions/<code>/`: who spends under one code, over the years.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use crate::archive::{Archive, Code, Entry, inputs};
use crate::config::Site;
use crate::fingerprint::Fingerprint;
use crate::model::classification::System;
use crate::model::disclosure::Kind;
use crate::model::field::Keyword;
use crate::model::period::FiscalYear;
use crate::model::statement::StatementKind;
use crate::page::amount::TotalView;
use crate::page::chart::{self, Columns, Said};
use crate::page::matrix::{Matrix, TotalLine, matrix};
use crate::page::overview::{self, CompositionView};
use crate::page::sheet::{Cell, Column, Sheet, Words};
use crate::page::{Draft, Link, Meta, Page, index};

const SOURCE: &str = "functions";
/// The table of the list.
const TABLE: &str = "data";
/// The table of who spends under a code.
const DEPARTMENTS: &str = "departments";
/// The table of the codes below.
const BELOW: &str = "below";

/// The county by 类 and 款.
#[derive(Debug, Serialize)]
pub struct IndexView {
    /// The years.
    pub years: Vec<u16>,
    /// The codes of the first two levels, in order.
    pub codes: Vec<CodeView>,
    /// How many disclosures print no table by function for all money, so that a part of it counts.
    pub partial: usize,
}

/// A code with the county's totals.
#[derive(Debug, Serialize)]
pub struct CodeView {
    /// The code.
    pub code: String,
    /// Its latest name.
    pub name: String,
    /// Its page.
    pub href: String,
    /// Its level, from 1.
    pub level: u8,
    /// The totals, a line a kind.
    pub lines: Vec<TotalLine>,
}

/// One code.
#[derive(Debug, Serialize)]
pub struct View {
    /// The code.
    pub code: String,
    /// Its latest name.
    pub name: String,
    /// Its names over the years, where it has had more than one.
    pub names: Vec<NameView>,
    /// The codes above, the highest first.
    pub above: Vec<Link>,
    /// The codes one level below, with the county's totals.
    pub below: Vec<CodeView>,
    /// The county's totals over the years.
    pub chart: Option<Columns>,
    /// What the latest years say.
    pub said: Vec<Said>,
    /// Who spends the most, in the latest year.
    pub ranking: Option<CompositionView>,
    /// The figures.
    pub matrix: Matrix,
    /// How many disclosures print no table by function for all money, so that a part of it counts.
    pub partial: usize,
}

impl IndexView {
    /// The table.
    pub fn sheets(&self) -> Vec<Sheet> {
        let sheet = || code_sheet(TABLE, Words::of("functions-caption"), &self.years, &self.codes);
        if self.codes.is_empty() { Vec::new() } else { vec![sheet()] }
    }
}

impl View {
    /// The tables.
    pub fn sheets(&self) -> Vec<Sheet> {
        let title = Words::text(format!("{} {}", self.code, self.name));
        let mut sheets = vec![self.matrix.sheet(DEPARTMENTS, title)];
        if !self.below.is_empty() {
            let facts = vec![("name", Words::text(&self.name))];
            let title = Words::Message("function-below-caption".to_owned(), facts);
            sheets.push(code_sheet(BELOW, title, &self.matrix.years, &self.below));
        }
        sheets
    }
}

/// The county's totals by code.
fn code_sheet(name: &'static str, title: Words, years: &[u16], codes: &[CodeView]) -> Sheet {
    let heads = ["code", "function", "kind", "unit-of-measure"].map(Column::of);
    let columns = heads.into_iter().chain(years.iter().copied().map(Column::Year)).chain([Column::of("page")]);
    let rows = codes.iter().flat_map(|code| {
        code.lines.iter().map(|line| {
            let mut row = vec![
                Cell::text(&code.code),
                Cell::text(&code.name),
                Cell::of(format!("short-{}", line.kind)),
                Cell::of("unit-wan"),
            ];
            let totals = line.totals.iter();
            row.extend(totals.map(|total| Cell::or_absent(total.as_ref(), |total| (&total.amount).into())));
            row.push(Cell::text(&code.href));
            row
        })
    });
    Sheet { name, title, columns: columns.collect(), rows: rows.collect() }
}

/// A name and its years.
#[derive(Debug, Serialize)]
pub struct NameView {
    /// The name.
    pub name: String,
    /// The first year of a disclosure that uses it.
    pub since: u16,
    /// The last.
    pub until: u16,
}

/// The codes of the archive: each with its names and the years in which disclosures use them.
type Codes = BTreeMap<Code, BTreeMap<String, (FiscalYear, FiscalYear)>>;

/// The list, and one page a code that any disclosure uses.
pub fn pages<'a>(archive: &'a Archive, site: &'a Site) -> Vec<Draft<'a>> {
    let codes = Arc::new(codes(archive));
    let years: Vec<FiscalYear> = archive.years().into_iter().collect();
    let all: Vec<Code> = codes.keys().copied().collect();
    let made_of: BTreeMap<Code, Option<Fingerprint>> =
        all.iter().copied().zip(inputs::of_codes(archive, &all)).collect();
    // A code's page also shows the codes above and below it.
    let around = |code: Code| {
        let is_around = |other: &Code| *other == code || other.above() == Some(code) || is_below(code, *other);
        let prints = made_of.iter().filter(|(other, _)| is_around(other)).map(|(_, made_of)| *made_of);
        Fingerprint::of_all(prints)
    };
    let of_all = Fingerprint::of_all(made_of.values().copied());
    let has_below = |code: Code| codes.keys().any(|other| other.above() == Some(code));
    let each: Vec<Draft<'a>> = all
        .into_iter()
        .map(|code| {
            let (codes, years) = (Arc::clone(&codes), years.clone());
            let make = move || page(archive, site, &codes, code, &years);
            let tables = if has_below(code) { vec![DEPARTMENTS, BELOW] } else { vec![DEPARTMENTS] };
            Draft::new(code_page(code), SOURCE, make).made_of(around(code)).tables(tables)
        })
        .collect();
    let tables = if codes.is_empty() { Vec::new() } else { vec![TABLE] };
    let make = move || list(archive, &codes, &years);
    let list = Draft::new(index("functions/"), SOURCE, make).made_of(of_all).tables(tables);
    std::iter::once(list).chain(each).collect()
}

/// Whether a code is somewhere below another.
fn is_below(code: Code, above: Code) -> bool {
    std::iter::successors(code.above(), |code| code.above()).any(|code| code == above)
}

/// Where the page of a code goes.
pub fn code_page(code: Code) -> String {
    index(&format!("functions/{code}/"))
}

/// Every code that disclosures use.
fn codes(archive: &Archive) -> Codes {
    let mut codes = Codes::new();
    // Most disclosures use the same names.
    let mut listed: BTreeMap<(Code, FiscalYear), Option<&str>> = BTreeMap::new();
    for entry in archive.in_force() {
        let year = entry.identity.year;
        for (code, _, label) in entry.functional.all() {
            let listed =
                listed.entry((code, year)).or_insert_with(|| archive.listed_name(System::Functional, code, year));
            let names = codes.entry(code).or_default();
            let Some(name) = label.or(*listed) else { continue };
            match names.get_mut(name) {
                Some((since, until)) => (*since, *until) = ((*since).min(year), (*until).max(year)),
                None => {
                    names.insert(name.to_owned(), (year, year));
                }
            }
        }
    }
    codes
}

/// The latest name of a code; the code itself where it has none.
fn name(codes: &Codes, code: Code) -> String {
    let latest = codes.get(&code).and_then(|names| names.iter().max_by_key(|(_, (since, until))| (*until, *since)));
    latest.map_or_else(|| code.to_string(), |(name, _)| name.clone())
}

fn code_view(archive: &Archive, codes: &Codes, code: Code, years: &[FiscalYear]) -> CodeView {
    let amount = |entry: &Entry| entry.functional.amount(code);
    let lines = Kind::BOTH.iter().map(|kind| TotalLine {
        kind: kind.key(),
        totals: years.iter().map(|year| archive.total_of(*year, *kind, amount).map(TotalView::from)).collect(),
    });
    CodeView {
        code: code.to_string(),
        name: name(codes, code),
        href: code_page(code),
        level: code.level(),
        lines: lines.filter(|line| line.totals.iter().any(Option::is_some)).collect(),
    }
}

fn list(archive: &Archive, codes: &Codes, years: &[FiscalYear]) -> Page {
    let listed = codes.keys().copied().filter(|code| code.level() < 3);
    Page {
        path: index("functions/"),
        source: SOURCE.to_owned(),
        title: String::new(),
        meta: Meta { column: Some("functions".to_owned()), ..Meta::default() },
        view: super::View::Functions(IndexView {
            years: years.iter().map(|year| year.number()).collect(),
            codes: listed.map(|code| code_view(archive, codes, code, years)).collect(),
            partial: archive.in_force().filter(|entry| is_partial(entry)).count(),
        }),
    }
}

fn page(archive: &Archive, site: &Site, codes: &Codes, code: Code, years: &[FiscalYear]) -> Page {
    let mut above: Vec<Code> = std::iter::successors(code.above(), |code| code.above()).collect();
    above.reverse();
    let below = codes.keys().copied().filter(|below| below.above() == Some(code));
    let names = codes.get(&code).into_iter().flatten();
    let mut names: Vec<NameView> = names
        .map(|(name, (since, until))| NameView { name: name.clone(), since: since.number(), until: until.number() })
        .collect();
    names.sort_by_key(|name| (name.since, name.until));
    let under = |entry: &Entry| entry.functional.cell(code);
    let matrix = matrix(archive, site, years, under).unwrap_or_default();
    let title = name(codes, code);
    Page {
        path: code_page(code),
        source: SOURCE.to_owned(),
        title: title.clone(),
        meta: Meta { column: Some("functions".to_owned()), ..Meta::default() },
        view: super::View::Function(View {
            code: code.to_string(),
            name: title,
            names: if names.len() > 1 { names } else { Vec::new() },
            above: above
                .into_iter()
                .map(|code| Link { name: format!("{code} {}", name(codes, code)), href: code_page(code) })
                .collect(),
            below: below.map(|code| code_view(archive, codes, code, years)).collect(),
            chart: overview::of_county(archive, years, "chart-county", |entry| entry.functional.amount(code)),
            said: chart::of_county(archive, years, |entry| entry.functional.amount(code)),
            ranking: overview::of_code(archive, years, code),
            matrix,
            partial: archive.in_force().filter(|entry| is_partial(entry) && under(entry).is_some()).count(),
        }),
    }
}

/// Whether the lines of a disclosure hold only 一般公共预算.
fn is_partial(entry: &Entry) -> bool {
    entry.functional.kind() == Some(StatementKind::GeneralPublic)
}
