//! Figures as tables: a row a figure, and in a final account the budget beside it.

use serde::Serialize;

use crate::model::anchor;
use crate::model::cell::{Balance, Cell, Figure};
use crate::model::disclosure::{Disclosure, Kind};
use crate::model::field::Declared;
use crate::model::summary::{Expenditure, Procurement, Revenue, ThreePublic};
use crate::model::vocabulary::Vocabulary;
use crate::page::{CellView, Explanation, measure_name};

/// A table of figures.
#[derive(Debug, Serialize)]
pub struct Figures {
    /// What the table is about: a section's key.
    pub what: &'static str,
    /// The columns: `actual` alone in a budget; those that are given in a final account.
    pub columns: Vec<&'static str>,
    /// The unit that most of its amounts are in.
    pub unit: &'static str,
    /// The rows.
    pub rows: Vec<FigureRow>,
}

/// A row of figures.
#[derive(Debug, Serialize)]
pub struct FigureRow {
    /// The measure's key.
    #[serde(skip)]
    pub key: String,
    /// The anchor.
    pub anchor: String,
    /// The message that names it.
    pub name: String,
    /// The wording of that place and year, where it was given.
    pub label: Option<String>,
    /// What its name means, where it is a term that the disclosure explains and the page has not yet used.
    pub explanation: Option<Explanation>,
    /// How deep it is.
    pub depth: u8,
    /// One cell a column.
    pub cells: Vec<CellView>,
}

/// A row before its columns are known: key, own wording, depth, figure.
pub struct Line {
    /// The measure's key, or that of a revenue line of the site's own.
    pub key: String,
    /// The wording of that place and year, where it was given.
    pub label: Option<String>,
    depth: u8,
    /// The figure, where it is stated.
    pub figure: Option<Figure>,
}

pub(super) fn row(key: &str, depth: u8, figure: Option<Figure>) -> Line {
    Line { key: key.to_owned(), label: None, depth, figure }
}

fn balance(balance: Option<Balance>) -> Option<Figure> {
    balance.map(|balance| balance.0)
}

pub(super) fn revenue_rows(revenue: &Revenue, vocabulary: &Vocabulary) -> Vec<Line> {
    let mut rows = vec![row("revenue.total", 0, revenue.total), row("revenue.current", 1, revenue.current)];
    for line in &revenue.lines.0 {
        let own = || Vocabulary::own(&vocabulary.revenue_lines, &line.key).map(|term| term.label.clone());
        let label = line.label.clone().or_else(own);
        rows.push(Line { key: format!("revenue.{}", line.key), label, depth: 2, figure: Some(line.figure) });
    }
    rows.push(row("revenue.used_surplus", 1, balance(revenue.used_surplus)));
    rows.push(row("revenue.carried_in", 1, balance(revenue.carried_in)));
    rows
}

pub(super) fn expenditure_rows(expenditure: &Expenditure) -> Vec<Line> {
    let basic = expenditure.basic.as_ref();
    vec![
        row("expenditure.total", 0, expenditure.total),
        row("expenditure.current", 1, expenditure.current),
        row("expenditure.basic", 2, basic.and_then(|basic| basic.total)),
        row("expenditure.basic.personnel", 3, basic.and_then(|basic| basic.personnel)),
        row("expenditure.basic.operating", 3, basic.and_then(|basic| basic.operating)),
        row("expenditure.project", 2, expenditure.project),
        row("expenditure.to_superior", 2, expenditure.to_superior),
        row("expenditure.business", 2, expenditure.business),
        row("expenditure.to_subordinates", 2, expenditure.to_subordinates),
        row("expenditure.surplus_distribution", 1, balance(expenditure.surplus_distribution)),
        row("expenditure.carried_out", 1, balance(expenditure.carried_out)),
    ]
}

pub(super) fn three_public_rows(three_public: &ThreePublic) -> Vec<Line> {
    let vehicles = three_public.vehicles.as_ref();
    vec![
        row("three_public.total", 0, three_public.total),
        row("three_public.abroad", 1, three_public.abroad),
        row("three_public.vehicles", 1, vehicles.and_then(|vehicles| vehicles.total)),
        row("three_public.vehicles.purchase", 2, vehicles.and_then(|vehicles| vehicles.purchase)),
        row("three_public.vehicles.running", 2, vehicles.and_then(|vehicles| vehicles.running)),
        row("three_public.reception", 1, three_public.reception),
    ]
}

pub(super) fn procurement_rows(procurement: &Procurement) -> Vec<Line> {
    vec![
        row("procurement.total", 0, procurement.total),
        row("procurement.goods", 1, procurement.goods),
        row("procurement.works", 1, procurement.works),
        row("procurement.services", 1, procurement.services),
        row("procurement.small_medium", 1, procurement.small_medium),
        row("procurement.small_micro", 2, procurement.small_micro),
    ]
}

/// Every figure that the summary states, in the order of the model.
pub fn summary_lines(disclosure: &Disclosure, vocabulary: &Vocabulary) -> Vec<Line> {
    let mut lines = Vec::new();
    if let Some(revenue) = &disclosure.revenue {
        lines.extend(revenue_rows(revenue, vocabulary));
    }
    if let Some(expenditure) = &disclosure.expenditure {
        lines.extend(expenditure_rows(expenditure));
    }
    lines.push(row("operating_cost", 0, disclosure.operating_cost.as_ref().and_then(Declared::given).copied()));
    if let Some(three_public) = disclosure.three_public.as_ref().and_then(Declared::given) {
        lines.extend(three_public_rows(three_public));
    }
    if let Some(procurement) = disclosure.procurement.as_ref().and_then(Declared::given) {
        lines.extend(procurement_rows(procurement));
    }
    lines.retain(|line| line.figure.is_some());
    lines
}

/// A column's key with the way to its cell.
type ColumnOf = (&'static str, fn(&Figure) -> Option<Cell>);

/// The rows that are given, in the columns that any of them fills.
pub(super) fn figures(what: &'static str, kind: Kind, unit: &'static str, lines: &[Line]) -> Figures {
    let all: [ColumnOf; 3] = [
        ("original", |figure| figure.original),
        ("adjusted", |figure| figure.adjusted),
        ("actual", |figure| figure.actual),
    ];
    let given: Vec<(&Line, Figure)> = lines.iter().filter_map(|line| Some((line, line.figure?))).collect();
    let columns: Vec<ColumnOf> = all
        .into_iter()
        .filter(|(key, cell)| *key == "actual" || given.iter().any(|(_, figure)| cell(figure).is_some()))
        .collect();
    // A level that no row is on leaves no gap in the indentation.
    let mut levels: Vec<u8> = given.iter().map(|(line, _)| line.depth).collect();
    levels.sort_unstable();
    levels.dedup();
    let rows = given
        .iter()
        .map(|(line, figure)| FigureRow {
            key: line.key.clone(),
            anchor: anchor::figure(&line.key),
            name: measure_name(&line.key, kind),
            label: line.label.clone(),
            explanation: None,
            depth: (0..).zip(&levels).find(|(_, level)| **level == line.depth).map_or(0, |(depth, _)| depth),
            cells: columns.iter().map(|(_, cell)| CellView::from(cell(figure))).collect(),
        })
        .collect();
    Figures { what, columns: columns.iter().map(|(key, _)| *key).collect(), unit, rows }
}
