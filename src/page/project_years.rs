//! A body's projects over their years: amounts, completion, and indicators whose targets moved, each with its sources.

use serde::Serialize;

use crate::archive::follow::{Followed, FollowedIndicator, IndicatorYear, Listing, ProjectYear};
use crate::archive::{Archive, DepartmentRecord, Indicator};
use crate::model::anchor;
use crate::model::disclosure::{Identity, Kind, Scope};
use crate::model::field::Keyword;
use crate::model::period::FiscalYear;
use crate::model::quantity::NumberCell;
use crate::page::amount::printed;
use crate::page::sheet::{Cell, Column, Sheet, Words};
use crate::page::{CellView, department_folder, disclosure_folder, index};

/// A project over its years.
#[derive(Debug, Serialize)]
pub struct ProjectView {
    /// The anchor.
    pub anchor: String,
    /// The latest name.
    pub name: String,
    /// Whether it is among those of the body alone (单位本级).
    pub of_unit: bool,
    /// The latest code.
    pub code: Option<String>,
    /// Its names, where it has had more than one.
    pub names: Vec<NameView>,
    /// Whether later disclosures no longer list it.
    pub is_ended: bool,
    /// The years from the first to the last.
    pub years: Vec<u16>,
    /// Its amounts in budgets, and in final accounts.
    pub lines: Vec<Line>,
    /// 完成率 in percent, one a year; empty where none is known.
    pub completion: Vec<Option<String>>,
    /// 自评得分, one a year; empty where none is published.
    pub scores: Vec<Option<String>>,
    /// The indicators.
    pub indicators: Vec<IndicatorView>,
    /// How many times a target moved.
    pub moved: usize,
}

/// A name and its years.
#[derive(Debug, Serialize)]
pub struct NameView {
    /// The name.
    pub name: String,
    /// The first year.
    pub since: u16,
    /// The last.
    pub until: u16,
}

/// The amounts of one kind.
#[derive(Debug, Serialize)]
pub struct Line {
    /// `budget` or `final`.
    pub kind: &'static str,
    /// One cell a year; `None` where the project is not listed.
    pub cells: Vec<Option<AmountCell>>,
}

/// An amount with the place where it was published.
#[derive(Debug, Serialize)]
pub struct AmountCell {
    /// The amount, in 万元.
    pub cell: CellView,
    /// The project in the disclosure, from the department's page.
    pub href: String,
    /// Whether a body published it that became this one.
    pub is_stitched: bool,
}

/// An indicator.
#[derive(Debug, Serialize)]
pub struct IndicatorView {
    /// 三级指标.
    pub name: String,
    /// 一级指标 and 二级指标.
    pub levels: Vec<String>,
    /// The targets, one a year; `None` where it is not listed.
    pub targets: Vec<Option<TargetView>>,
    /// What became of them, one a year; empty where nothing is published.
    pub outcomes: Vec<Option<OutcomeView>>,
}

/// What became of a target.
#[derive(Debug, Serialize)]
pub struct OutcomeView {
    /// 完成值; empty where none is published.
    pub actual: String,
    /// 得分, of how many points where that is published.
    pub score: Option<String>,
}

/// A year's target.
#[derive(Debug, Serialize)]
pub struct TargetView {
    /// The target; empty where none is set.
    pub value: String,
    /// The year before's, where this one is another.
    pub moved_from: Option<String>,
    /// The final account's, where that is another.
    pub restated: Option<String>,
    /// `new` where the year before had none of the kind, `ended` where the next has none.
    pub marks: Vec<&'static str>,
}

/// The tables of projects and of their indicators.
const TABLES: [&str; 2] = ["projects", "indicators"];

/// The tables that a body has projects and indicators for.
pub fn tables(record: &DepartmentRecord) -> Vec<&'static str> {
    let in_force = || record.entries.iter().filter(|entry| !entry.superseded);
    let has = [
        in_force().any(|entry| !entry.projects.is_empty()),
        in_force().any(|entry| entry.projects.all().iter().any(|project| !project.indicators.is_empty())),
    ];
    TABLES.into_iter().zip(has).filter_map(|(name, has)| has.then_some(name)).collect()
}

/// The tables that have any rows: projects by year, and indicators by year.
pub fn sheets(projects: &[ProjectView]) -> Vec<Sheet> {
    let of_projects = [
        Column::of("item"),
        Column::of("project-code"),
        Column::of("scope"),
        Column::of("fiscal-year"),
        Column::in_wan(Words::of("short-budget")),
        Column::in_wan(Words::of("short-final")),
        Column::percent("completion"),
        Column::of("indicator-score"),
    ];
    let of_indicators = [
        "item",
        "scope",
        "indicator-level1",
        "indicator-level2",
        "indicator-name",
        "fiscal-year",
        "indicator-target",
        "indicator-before",
        "indicator-in-final",
        "indicator-actual",
        "indicator-score",
        "marks",
    ];
    let sheets = [
        Sheet {
            name: TABLES[0],
            title: Words::of("projects-over-years"),
            columns: of_projects.into(),
            rows: projects.iter().flat_map(ProjectView::rows).collect(),
        },
        Sheet {
            name: TABLES[1],
            title: Words::of("indicators-over-years"),
            columns: of_indicators.map(Column::of).into(),
            rows: projects.iter().flat_map(ProjectView::indicator_rows).collect(),
        },
    ];
    sheets.into_iter().filter(|sheet| !sheet.rows.is_empty()).collect()
}

impl ProjectView {
    fn scope(&self) -> Cell {
        Cell::of(if self.of_unit { "scope-unit" } else { "scope-department" })
    }

    /// A row a year in which it is listed.
    fn rows(&self) -> Vec<Vec<Cell>> {
        let amount = |kind: Kind, place: usize| {
            let line = self.lines.iter().find(|line| line.kind == kind.key())?;
            line.cells.get(place)?.as_ref()
        };
        let row = |(place, year): (usize, &u16)| {
            let [budget, final_account] = Kind::BOTH.map(|kind| amount(kind, place));
            budget.or(final_account)?;
            let cell = |amount: Option<&AmountCell>| Cell::or_absent(amount, |amount| (&amount.cell).into());
            Some(vec![
                Cell::text(&self.name),
                Cell::or_absent(self.code.as_ref(), Cell::text),
                self.scope(),
                Cell::number(year),
                cell(budget),
                cell(final_account),
                Cell::percent(self.completion.get(place).and_then(Option::as_ref)),
                Cell::or_absent(self.scores.get(place).and_then(Option::as_ref), Cell::printed),
            ])
        };
        self.years.iter().enumerate().filter_map(row).collect()
    }

    /// A row an indicator and year in which it is listed.
    fn indicator_rows(&self) -> Vec<Vec<Cell>> {
        let rows = self.indicators.iter().flat_map(|indicator| {
            let targets = self.years.iter().zip(&indicator.targets).enumerate();
            targets.filter_map(move |(place, (year, target))| {
                let target = target.as_ref()?;
                let outcome = indicator.outcomes.get(place).and_then(Option::as_ref);
                let given = |text: &str| if text.is_empty() { Cell::Absent } else { Cell::text(text) };
                let level = |place: usize| Cell::or_absent(indicator.levels.get(place), Cell::text);
                Some(vec![
                    Cell::text(&self.name),
                    self.scope(),
                    level(0),
                    level(1),
                    Cell::text(&indicator.name),
                    Cell::number(year),
                    given(&target.value),
                    Cell::or_absent(target.moved_from.as_ref(), Cell::text),
                    Cell::or_absent(target.restated.as_ref(), Cell::text),
                    outcome.map_or(Cell::Absent, |outcome| given(&outcome.actual)),
                    Cell::or_absent(outcome.and_then(|outcome| outcome.score.as_ref()), Cell::text),
                    Cell::marks(&target.marks),
                ])
            })
        });
        rows.collect()
    }
}

/// A body's projects, those that go on first.
pub fn views(archive: &Archive, record: &DepartmentRecord) -> Vec<ProjectView> {
    archive.follow(record).iter().map(|followed| view(followed, record)).collect()
}

fn view(followed: &Followed<'_>, record: &DepartmentRecord) -> ProjectView {
    let years = columns(followed);
    // A year in between for which nothing was published has a column, and nothing in it.
    let in_columns = |show: &dyn Fn(&ProjectYear<'_>) -> Option<String>| {
        let shown = years.iter().map(|year| followed.years.iter().find(|one| one.year == *year).and_then(show));
        where_any(shown.collect())
    };
    let line = |kind: Kind| Line {
        kind: kind.key(),
        cells: years
            .iter()
            .map(|year| {
                let listing = followed.years.iter().find(|one| one.year == *year)?.listing(kind)?;
                Some(amount(listing, record))
            })
            .collect(),
    };
    let indicators = followed.indicators();
    let moved = indicators.iter().flat_map(|indicator| &indicator.years).filter(|year| year.moved_from.is_some());
    let listings = || followed.years.iter().rev().flat_map(ProjectYear::listings);
    ProjectView {
        anchor: followed.anchor.clone(),
        name: followed.name().to_owned(),
        of_unit: followed.scope == Scope::Unit,
        code: listings().find_map(|listing| listing.project.code).map(str::to_owned),
        names: names(followed),
        is_ended: followed.is_ended,
        lines: Kind::BOTH.map(line).into_iter().filter(|line| line.cells.iter().any(Option::is_some)).collect(),
        completion: in_columns(&|year| year.completion().map(|percent| percent.to_string())),
        scores: in_columns(&|year| score(year.final_account.as_ref()?.project.score)),
        moved: moved.count(),
        indicators: indicators.iter().map(|one| indicator(one, followed, &years)).collect(),
        years: years.iter().map(|year| year.number()).collect(),
    }
}

/// The years from a project's first to its last.
fn columns(followed: &Followed<'_>) -> Vec<FiscalYear> {
    let (Some(first), Some(last)) = (followed.years.first(), followed.years.last()) else { return Vec::new() };
    first.year.through(last.year).collect()
}

/// The values of a line; none at all where no year has one.
fn where_any(values: Vec<Option<String>>) -> Vec<Option<String>> {
    if values.iter().any(Option::is_some) { values } else { Vec::new() }
}

fn score(cell: Option<NumberCell>) -> Option<String> {
    cell.and_then(printed)
}

fn amount(listing: &Listing<'_>, record: &DepartmentRecord) -> AmountCell {
    let identity = &listing.entry.identity;
    AmountCell {
        cell: CellView::in_wan(listing.cell()),
        href: format!("{}#{}", from(record, identity), anchor::project(listing.number)),
        is_stitched: identity.department != record.id,
    }
}

/// A disclosure's page, from a department's page.
fn from(record: &DepartmentRecord, identity: &Identity) -> String {
    let whole = index(&disclosure_folder(identity, false));
    let below = whole.strip_prefix(&department_folder(&record.id)).map(str::to_owned);
    below.unwrap_or_else(|| format!("../../{whole}"))
}

/// The names that a project has had; none where it has always had one.
fn names(followed: &Followed<'_>) -> Vec<NameView> {
    let mut names: Vec<NameView> = Vec::new();
    for year in &followed.years {
        let number = year.year.number();
        for listing in year.listings() {
            match names.last_mut().filter(|last| last.name == listing.project.name) {
                Some(last) => last.until = number,
                None => names.push(NameView { name: listing.project.name.to_owned(), since: number, until: number }),
            }
        }
    }
    if names.len() > 1 { names } else { Vec::new() }
}

fn indicator(one: &FollowedIndicator<'_>, followed: &Followed<'_>, columns: &[FiscalYear]) -> IndicatorView {
    let in_year = |year: &FiscalYear| {
        let place = followed.years.iter().position(|one| one.year == *year)?;
        one.years.get(place).filter(|year| year.is_listed())
    };
    let outcomes: Vec<_> = columns.iter().map(|year| outcome(in_year(year)?.final_account.as_ref()?)).collect();
    let levels = [Some(one.latest.level1), one.latest.level2];
    IndicatorView {
        name: one.latest.name.to_owned(),
        levels: levels.into_iter().flatten().map(str::to_owned).collect(),
        targets: columns.iter().map(|year| in_year(year).map(target)).collect(),
        outcomes: if outcomes.iter().any(Option::is_some) { outcomes } else { Vec::new() },
    }
}

fn outcome(indicator: &Indicator<'_>) -> Option<OutcomeView> {
    let score = indicator.score.and_then(printed).map(|score| match indicator.weight.and_then(printed) {
        Some(weight) => format!("{score}／{weight}"),
        None => score,
    });
    let is_there = indicator.actual.is_some() || score.is_some();
    is_there.then(|| OutcomeView { actual: indicator.actual.unwrap_or_default().to_owned(), score })
}

fn target(year: &IndicatorYear<'_>) -> TargetView {
    let marks = [year.is_new.then_some("new"), year.is_ended.then_some("ended")];
    TargetView {
        value: year.target().unwrap_or_default().to_owned(),
        moved_from: year.moved_from.map(str::to_owned),
        restated: year.restated().map(str::to_owned),
        marks: marks.into_iter().flatten().collect(),
    }
}
