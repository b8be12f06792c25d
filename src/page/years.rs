//! A body's figures over its years: each budget and final account beside the other, with its change and its completion.

use std::collections::BTreeSet;

use rust_decimal::Decimal;
use serde::Serialize;

use crate::archive::series::{self, Basis, Change};
use crate::archive::{Archive, Code, DepartmentRecord, Entry};
use crate::model::cell::Cell;
use crate::model::classification::System;
use crate::model::disclosure::{Identity, Kind, Scope};
use crate::model::field::Keyword;
use crate::model::measure::Measure;
use crate::model::period::FiscalYear;
use crate::page::amount::direction;
use crate::page::chart::Spark;
use crate::page::sheet::{Cell as SheetCell, Column, Sheet, Words};
use crate::page::{
    AmountView, CellView, department_folder, disclosure_folder, index, line_anchor, measure_name, source_anchor,
};

/// The figures of one scope.
#[derive(Debug, Serialize)]
pub struct YearsView {
    /// `department` or `unit`.
    pub scope: &'static str,
    /// The years from the first to the last, with those between for which nothing was published.
    pub years: Vec<u16>,
    /// The measures.
    pub measures: Vec<Row>,
    /// What is spent by 功能分类.
    pub functional: Vec<Row>,
    /// What is spent of 基本支出 by 经济分类.
    pub economic: Vec<Row>,
    /// The stated reasons of changes, by measure.
    pub reasons: Vec<ReasonsView>,
    /// Which marks the cells carry, to be explained below.
    pub marks: BTreeSet<&'static str>,
}

/// A measure or a code.
#[derive(Debug, Serialize)]
pub struct Row {
    /// The message that names it, or its name.
    pub name: String,
    /// Its depth, from 0.
    pub depth: u8,
    /// The course of its figures.
    pub spark: Option<Spark>,
    /// The budget's line and the final account's.
    pub lines: Vec<Line>,
    /// 完成率: the final account's amount in percent of the budget's, one a year.
    pub completion: Vec<Option<String>>,
}

/// The figures of one kind.
#[derive(Debug, Serialize)]
pub struct Line {
    /// `budget` or `final`.
    pub kind: &'static str,
    /// One cell a year.
    pub cells: Vec<YearCell>,
}

/// A figure with the place where it was published, and how it changed.
#[derive(Debug, Serialize)]
pub struct YearCell {
    /// The figure, in 万元.
    pub cell: CellView,
    /// The place, from the department's page.
    pub href: Option<String>,
    /// The change from the year before.
    pub change: Option<ChangeView>,
    /// `new` where the year before had a disclosure without it, `ended` where the next has.
    pub marks: Vec<&'static str>,
}

/// A change.
#[derive(Debug, Serialize)]
pub struct ChangeView {
    /// By how much, in 万元 and in percent, with signs as people write them; `None` where nothing changed.
    pub text: Option<String>,
    /// By how much, in 万元, without its sign.
    #[serde(skip)]
    pub by: AmountView,
    /// By how much in percent, with its sign.
    #[serde(skip)]
    pub percent: Option<String>,
}

/// Why a measure changed, as the disclosures say.
#[derive(Debug, Serialize)]
pub struct ReasonsView {
    /// The message that names the measure.
    pub name: String,
    /// The reasons, the latest first.
    pub reasons: Vec<ReasonView>,
}

/// One stated reason.
#[derive(Debug, Serialize)]
pub struct ReasonView {
    /// The year.
    pub year: u16,
    /// `budget` or `final`.
    pub kind: &'static str,
    /// Where it is stated, from the department's page.
    pub href: String,
    /// The base's key.
    pub base: &'static str,
    /// The change, where it is stated as an amount.
    pub delta: Option<AmountView>,
    /// `more`, `less` or `same`; `None` where no amount is stated.
    pub direction: Option<&'static str>,
    /// The reason.
    pub reason: String,
}

/// The tables of one scope: measures, by function, by economic class.
const TABLES: [&str; 3] = ["measures", "functional", "economic"];
/// The tables of a body alone.
const UNIT_TABLES: [&str; 3] = ["measures-unit", "functional-unit", "economic-unit"];

/// The names of the tables of one scope.
fn names(scope: Scope) -> [&'static str; 3] {
    if scope == Scope::Unit { UNIT_TABLES } else { TABLES }
}

/// The tables that a body has figures for, over all scopes.
pub fn tables(record: &DepartmentRecord) -> Vec<&'static str> {
    let of_scope = |scope: Scope| {
        let any = |has: fn(&Entry) -> bool| {
            record.entries.iter().any(|entry| !entry.superseded && entry.identity.scope == scope && has(entry))
        };
        let has = [
            any(|entry| entry.measures.iter().any(|(_, value)| value.figure.actual.is_some())),
            any(|entry| entry.functional.codes().next().is_some()),
            any(|entry| entry.economic.codes().next().is_some()),
        ];
        names(scope).into_iter().zip(has).filter_map(|(name, has)| has.then_some(name))
    };
    series::scopes(record).flat_map(of_scope).collect()
}

impl YearsView {
    /// The tables that have any rows.
    pub fn sheets(&self) -> Vec<Sheet> {
        let names = names(if self.scope == Scope::Unit.key() { Scope::Unit } else { Scope::Department });
        let all = [
            ("over-years", "measure", &self.measures),
            ("by-function", "function", &self.functional),
            ("by-economic", "economic", &self.economic),
        ];
        let given = names.into_iter().zip(all).filter(|(_, (_, _, rows))| !rows.is_empty());
        given.map(|(name, (title, head, rows))| self.sheet(name, title, head, rows)).collect()
    }

    /// A line a kind and what is told of it: the figures, and where there are any, changes, marks and completion.
    fn sheet(&self, name: &'static str, title: &str, head: &str, rows: &[Row]) -> Sheet {
        let heads = [head, "kind", "content", "unit-of-measure"].map(Column::of);
        let is_named = head == "measure";
        let lines = rows.iter().flat_map(|row| {
            let name = || if is_named { SheetCell::of(&row.name) } else { SheetCell::text(&row.name) };
            let figures = row.lines.iter().flat_map(Line::told);
            let completion = (!row.completion.is_empty()).then(|| {
                let cells = row.completion.iter().map(|percent| SheetCell::percent(percent.as_ref()));
                told(SheetCell::Absent, "completion", SheetCell::text("%"), cells)
            });
            figures.chain(completion).map(move |told| std::iter::once(name()).chain(told).collect())
        });
        Sheet {
            name,
            title: Words::of(title),
            columns: heads.into_iter().chain(self.years.iter().copied().map(Column::Year)).collect(),
            rows: lines.collect(),
        }
    }
}

/// A line of a sheet behind its name.
fn told(kind: SheetCell, what: &str, unit: SheetCell, cells: impl Iterator<Item = SheetCell>) -> Vec<SheetCell> {
    [kind, SheetCell::of(what), unit].into_iter().chain(cells).collect()
}

impl Line {
    /// The figures; then, where there are any, the changes and the marks.
    fn told(&self) -> Vec<Vec<SheetCell>> {
        let kind = || SheetCell::of(format!("short-{}", self.kind));
        let change = |cell: &dyn Fn(&ChangeView) -> SheetCell| {
            self.cells.iter().map(|year| SheetCell::or_absent(year.change.as_ref(), cell)).collect::<Vec<_>>()
        };
        let wan = || SheetCell::of("unit-wan");
        let figures = self.cells.iter().map(|year| SheetCell::from(&year.cell));
        let mut lines = vec![told(kind(), "amount", wan(), figures)];
        if self.cells.iter().any(|year| year.change.is_some()) {
            let by = change(&|change| (&change.by).into());
            lines.push(told(kind(), "change-from-year-before", wan(), by.into_iter()));
            let percent = change(&|change| SheetCell::percent(change.percent.as_ref()));
            lines.push(told(kind(), "change-from-year-before", SheetCell::text("%"), percent.into_iter()));
        }
        if self.cells.iter().any(|year| !year.marks.is_empty()) {
            lines.push(told(
                kind(),
                "marks",
                SheetCell::Absent,
                self.cells.iter().map(|year| SheetCell::marks(&year.marks)),
            ));
        }
        lines
    }
}

/// A body's figures, one view a scope.
pub fn views(archive: &Archive, record: &DepartmentRecord) -> Vec<YearsView> {
    series::scopes(record).map(|scope| Body { archive, record, scope, years: series::span(record) }.view()).collect()
}

struct Body<'a> {
    archive: &'a Archive,
    record: &'a DepartmentRecord,
    scope: Scope,
    years: Vec<FiscalYear>,
}

/// What a row shows of a disclosure.
struct Figure<'f> {
    cell: &'f dyn Fn(&Entry) -> Option<Cell>,
    source: &'f dyn Fn(&Entry) -> Option<String>,
    change: &'f dyn Fn(&Entry) -> Option<Change>,
}

impl Body<'_> {
    fn view(&self) -> YearsView {
        let measures: Vec<Row> = Measure::ALL.iter().filter_map(|(measure, _)| self.measure(*measure)).collect();
        let functional = self.codes(System::Functional);
        let economic = self.codes(System::Economic);
        let lines = || measures.iter().flat_map(|row| &row.lines);
        let marks = lines().flat_map(|line| &line.cells).flat_map(|cell| &cell.marks).copied().collect();
        YearsView {
            scope: self.scope.key(),
            years: self.years.iter().map(|year| year.number()).collect(),
            measures,
            functional,
            economic,
            reasons: self.reasons(),
            marks,
        }
    }

    fn entries(&self) -> impl DoubleEndedIterator<Item = &Entry> {
        self.record.entries.iter().filter(|entry| !entry.superseded && entry.identity.scope == self.scope)
    }

    fn measure(&self, measure: Measure) -> Option<Row> {
        let lines = self.lines(&Figure {
            cell: &|entry| entry.cell(measure),
            source: &|entry| entry.value(measure).map(|value| source_anchor(measure, value.source)),
            change: &|entry| self.archive.change(self.record, entry, measure),
        })?;
        let completion = |year: &FiscalYear| {
            let entry = self.record.entry(*year, Kind::Final, self.scope)?;
            series::completion(self.record, entry, measure).map(|percent| percent.to_string())
        };
        let key = measure.key();
        let is_part = ["expenditure.basic.", "three_public.vehicles.", "procurement.small_"];
        // 结转, 资产 and what is a result of others are not carried out.
        let is_carried_out = ["expenditure.", "three_public.", "procurement."].iter().any(|part| key.starts_with(part));
        let completion: Vec<_> = if is_carried_out { self.years.iter().map(completion).collect() } else { Vec::new() };
        Some(Row {
            name: measure_name(key, Kind::Budget),
            depth: u8::from(is_part.iter().any(|part| key.starts_with(part))),
            spark: spark(&lines),
            lines,
            completion: if completion.iter().any(Option::is_some) { completion } else { Vec::new() },
        })
    }

    fn codes(&self, system: System) -> Vec<Row> {
        let used = self.entries().flat_map(|entry| entry.lines(system).codes());
        let used: BTreeSet<Code> = used.collect();
        let row = |code: Code| {
            let lines = self.lines(&Figure {
                cell: &|entry| entry.lines(system).cell(code),
                source: &|entry| entry.lines(system).source(code).map(line_anchor),
                change: &|_| None,
            })?;
            let name = self.entries().rev().find_map(|entry| self.archive.code_name(system, code, entry));
            Some(Row {
                name: name.map_or_else(|| code.to_string(), |name| format!("{code} {name}")),
                depth: code.level() - 1,
                spark: spark(&lines),
                lines,
                completion: Vec::new(),
            })
        };
        used.into_iter().filter_map(row).collect()
    }

    /// The budget's line and the final account's; `None` where neither has an entry.
    fn lines(&self, figure: &Figure<'_>) -> Option<Vec<Line>> {
        let line = |kind: &Kind| {
            let cells: Vec<YearCell> = self.years.iter().map(|year| self.cell(*year, *kind, figure)).collect();
            let is_there = cells.iter().any(|cell| cell.cell != CellView::Absent);
            is_there.then_some(Line { kind: kind.key(), cells })
        };
        let lines: Vec<Line> = Kind::BOTH.iter().filter_map(line).collect();
        (!lines.is_empty()).then_some(lines)
    }

    fn cell(&self, year: FiscalYear, kind: Kind, figure: &Figure<'_>) -> YearCell {
        let entry = self.record.entry(year, kind, self.scope);
        let cell = entry.and_then(figure.cell);
        let (Some(entry), Some(_)) = (entry, cell) else {
            return YearCell { cell: CellView::Absent, href: None, change: None, marks: Vec::new() };
        };
        // That nothing is nothing again, nobody needs to be told.
        let is_something =
            |change: &Change| cell.and_then(Cell::amount).is_some_and(|now| !now.is_zero() || !change.by.is_zero());
        let change = (figure.change)(entry).filter(is_something);
        let beside = |year: FiscalYear| {
            let other = self.record.entry(year, kind, self.scope)?;
            Some((figure.cell)(other).is_none())
        };
        let marks = [
            change.filter(|change| change.basis == Basis::Stitched).map(|_| "stitched"),
            change.filter(|change| change.basis == Basis::Parted).map(|_| "parted"),
            change.filter(|change| change.basis == Basis::Implied).map(|_| "implied"),
            beside(year.before()).filter(|lacks| *lacks).map(|_| "new"),
            beside(year.after()).filter(|lacks| *lacks).map(|_| "ended"),
        ];
        YearCell {
            cell: CellView::in_wan(cell),
            href: (figure.source)(entry).map(|anchor| format!("{}#{anchor}", below(&entry.identity))),
            change: change.map(|change| ChangeView::new(&change)),
            marks: marks.into_iter().flatten().collect(),
        }
    }

    fn reasons(&self) -> Vec<ReasonsView> {
        let of = |measure: Measure| {
            let reasons: Vec<ReasonView> = self
                .entries()
                .rev()
                .flat_map(|entry| entry.stated.iter().map(move |stated| (entry, stated)))
                .filter(|(_, stated)| stated.of == measure)
                .filter_map(|(entry, stated)| {
                    Some(ReasonView {
                        year: entry.identity.year.number(),
                        kind: entry.identity.kind.key(),
                        href: format!("{}#change-{}", below(&entry.identity), stated.number),
                        base: stated.against.key(),
                        delta: stated.delta.map(AmountView::magnitude),
                        direction: stated.delta.map(|delta| direction(delta.yuan().cmp(&Decimal::ZERO))),
                        reason: stated.reason.as_ref()?.trim_end_matches('。').to_owned(),
                    })
                })
                .collect();
            let name = measure_name(measure.key(), Kind::Budget);
            (!reasons.is_empty()).then_some(ReasonsView { name, reasons })
        };
        Measure::ALL.iter().filter_map(|(measure, _)| of(*measure)).collect()
    }
}

fn spark(lines: &[Line]) -> Option<Spark> {
    Spark::new(lines.iter().map(|line| (line.kind, line.cells.iter().map(|cell| &cell.cell).collect())))
}

impl ChangeView {
    /// What a page shows of a change.
    pub fn new(change: &Change) -> Self {
        let percent = change.percent.map(|percent| {
            let sign = if percent.is_sign_positive() && !percent.is_zero() { "+" } else { "" };
            format!("{sign}{percent}")
        });
        let by = AmountView::change(change.by);
        let text = (!change.by.is_zero()).then(|| {
            let sign = if change.by.is_negative() { '−' } else { '+' };
            let percent = percent.as_ref().map(|percent| format!(" {}%", percent.replace('-', "−")));
            format!("{sign}{}{}", by.shown(), percent.unwrap_or_default())
        });
        Self { text, by, percent }
    }
}

/// A disclosure's page, from its department's page.
fn below(identity: &Identity) -> String {
    let (above, whole) = (department_folder(&identity.department), index(&disclosure_folder(identity, false)));
    whole.strip_prefix(&above).map_or(whole.clone(), str::to_owned)
}
