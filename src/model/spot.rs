//! Where a measure stands among the statements: which kind, which line, which column.

use crate::model::cell::{Cell, Figure};
use crate::model::disclosure::{Disclosure, Kind};
use crate::model::field::Keyword;
use crate::model::statement::{Columns, RowRole, Side, Statement, StatementCell, StatementKind, plain_label};
use crate::model::summary::RevenueSource;

/// The line of a statement.
#[derive(Debug, Clone, Copy)]
enum Line {
    /// The total.
    Total,
    /// Any other line that is known by what it is.
    Role(RowRole),
    /// A line that is known by its label.
    Label(&'static [&'static str]),
    /// A source of revenue, by any of its wordings.
    Source(RevenueSource),
    /// A line that is called like a column of the kind, in a table that is printed upright.
    Column(&'static str),
}

/// A place where a measure may stand.
#[derive(Debug, Clone, Copy)]
pub struct Spot {
    kind: StatementKind,
    side: Option<Side>,
    line: Line,
    columns: &'static [&'static str],
    only: Option<Kind>,
}

/// The total of a column.
pub const fn total(kind: StatementKind, columns: &'static [&'static str]) -> Spot {
    Spot { kind, side: None, line: Line::Total, columns, only: None }
}

/// The line of an upright table that is called like a column.
pub const fn upright(kind: StatementKind, column: &'static str) -> Spot {
    Spot { kind, side: None, line: Line::Column(column), columns: &["total"], only: None }
}

/// A line of 收支总表 or 财政拨款收支总表, by what it is.
pub const fn role(kind: StatementKind, side: Side, role: RowRole) -> Spot {
    let line = if matches!(role, RowRole::Total) { Line::Total } else { Line::Role(role) };
    Spot { kind, side: Some(side), line, columns: &["amount", "total"], only: None }
}

/// An expenditure of 收支总表, by its label.
pub const fn expenditure(labels: &'static [&'static str]) -> Spot {
    let kind = StatementKind::IncomeExpenditure;
    Spot { kind, side: Some(Side::Expenditure), line: Line::Label(labels), columns: &["amount"], only: None }
}

/// A source of revenue of 收支总表.
pub const fn source(source: RevenueSource) -> Spot {
    let kind = StatementKind::IncomeExpenditure;
    Spot { kind, side: Some(Side::Revenue), line: Line::Source(source), columns: &["amount"], only: None }
}

/// A spot that means the measure only in budgets or only in final accounts.
pub const fn only(kind: Kind, spot: Spot) -> Spot {
    Spot { only: Some(kind), ..spot }
}

/// A figure with its place: the indices of the statement and of the row, and the column's key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Found {
    /// The figure.
    pub figure: Figure,
    /// The statement's index in the disclosure.
    pub statement: usize,
    /// The row's index in the statement.
    pub row: usize,
    /// The column's key.
    pub column: &'static str,
}

/// The statements of a disclosure with what each of their lines is, worked out once for all measures.
pub struct Tables<'d> {
    of: Kind,
    tables: Vec<Table<'d>>,
}

/// A statement with what its lines are.
struct Table<'d> {
    statement: &'d Statement,
    columns: Columns,
    roles: Vec<Option<RowRole>>,
    labels: Vec<String>,
}

impl<'d> Tables<'d> {
    /// The statements of a disclosure.
    pub fn new(disclosure: &'d Disclosure, of: Kind) -> Self {
        let table = |statement: &'d Statement| Table {
            statement,
            columns: statement.all_columns(of),
            roles: statement.roles(),
            labels: statement.rows.iter().map(|row| plain_label(&row.label)).collect(),
        };
        Self { of, tables: disclosure.statements.iter().map(table).collect() }
    }

    /// What stands at a spot.
    pub fn find(&self, spot: Spot) -> Option<Found> {
        if spot.only.is_some_and(|only| only != self.of) {
            return None;
        }
        let (statement, table) =
            self.tables.iter().enumerate().find(|(_, table)| *table.statement.kind == spot.kind)?;
        let found = |column: &'static str| {
            let (row, figure) = table.figure(spot, column, self.of)?;
            Some(Found { figure, statement, row, column })
        };
        // A column that is blank there gives way to one that is not.
        let states = |found: &Found| found.figure.actual.and_then(Cell::amount).is_some();
        let all = || spot.columns.iter().filter_map(|column| found(column));
        all().find(states).or_else(|| all().next())
    }
}

impl Table<'_> {
    fn figure(&self, spot: Spot, column: &str, of: Kind) -> Option<(usize, Figure)> {
        let index = self.columns.all.iter().position(|one| one.key == column)?;
        let figure = |row: usize| match self.statement.rows.get(row)?.cell(index)? {
            StatementCell::Money(figure) => Some(*figure),
            StatementCell::Number(_) | StatementCell::Text(_) => None,
        };
        let of_side = |row: usize| spot.side.is_none() || self.statement.rows[row].side == spot.side;
        let by_role = |role| (0..self.roles.len()).find(|row| of_side(*row) && self.roles[*row] == Some(role));
        let labelled =
            |is: &dyn Fn(&str) -> bool| (0..self.labels.len()).find(|row| of_side(*row) && is(&self.labels[*row]));
        let row = match spot.line {
            Line::Total => {
                if let Some(own) = own_phase(by_role, of) {
                    // A table whose lines are 预算数 and 决算数: the plan stands in lines of its own.
                    let plan = |role| by_role(role).filter(|row| *row != own).and_then(figure)?.actual;
                    let [original, adjusted] = [plan(RowRole::Original), plan(RowRole::Adjusted)];
                    return Some((own, figure(own)?.or(Figure { original, adjusted, actual: None })));
                }
                by_role(RowRole::Total).or_else(|| self.single())
            }
            Line::Role(role) => by_role(role),
            Line::Label(labels) => labelled(&|label| labels.contains(&label)),
            Line::Source(source) => labelled(&|label| source.spelling().has(label)),
            Line::Column(key) => {
                let names = spot.kind.columns().iter().find(|spelling| spelling.key == key)?.chinese;
                labelled(&|label| names.contains(&label))
            }
        }?;
        Some((row, figure(row)?))
    }

    /// The only row of a table with one side, which is its own total, unless it is a part by name.
    fn single(&self) -> Option<usize> {
        let [row] = self.statement.rows.as_slice() else { return None };
        let kind = *self.statement.kind;
        let is_part = row.of_which
            || row.label.trim_start().starts_with("其中")
            || kind.columns().iter().any(|spelling| spelling.chinese.contains(&self.labels[0].as_str()));
        (!is_part && !kind.is_two_sided()).then_some(0)
    }
}

/// The line of the disclosure's own amount in a table whose lines are phases.
fn own_phase(by_role: impl Fn(RowRole) -> Option<usize>, of: Kind) -> Option<usize> {
    match of {
        Kind::Final => by_role(RowRole::Final),
        Kind::Budget => by_role(RowRole::Original).or_else(|| by_role(RowRole::Adjusted)),
    }
}
