//! Where a measure stands among the statements: which kind, which line, which column.

use crate::model::cell::Figure;
use crate::model::disclosure::{Disclosure, Kind};
use crate::model::field::Keyword;
use crate::model::statement::{Row, RowRole, Side, Statement, StatementCell, StatementKind, plain_label};
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

impl Spot {
    /// What stands there in a disclosure.
    pub fn find(self, disclosure: &Disclosure, of: Kind) -> Option<Found> {
        if self.only.is_some_and(|only| only != of) {
            return None;
        }
        let mut statements = disclosure.statements.iter().enumerate();
        let (index, statement) = statements.find(|(_, statement)| *statement.kind == self.kind)?;
        self.columns.iter().find_map(|column| {
            let (row, figure) = self.in_statement(statement, column, of)?;
            Some(Found { figure, statement: index, row, column })
        })
    }

    fn in_statement(self, statement: &Statement, column: &str, of: Kind) -> Option<(usize, Figure)> {
        let index = statement.column(column)?;
        let figure = |row: usize| match statement.rows.get(row)?.cell(index)? {
            StatementCell::Money(figure) => Some(*figure),
            StatementCell::Number(_) | StatementCell::Text(_) => None,
        };
        let find = |is: &dyn Fn(&Row) -> bool| {
            let of_side = |row: &Row| self.side.is_none() || row.side == self.side;
            statement.rows.iter().position(|row| of_side(row) && is(row))
        };
        let labelled = |labels: &[&str]| find(&|row| labels.contains(&plain_label(&row.label).as_str()));
        let by_role = |role: RowRole| find(&|row| row.role() == Some(role));
        let row = match self.line {
            Line::Total => match phases(by_role, of) {
                Some((row, plan)) => return Some((row, figure(row)?.or(plan(&figure)))),
                None => by_role(RowRole::Total).or_else(|| single(statement)),
            },
            Line::Role(role) => by_role(role),
            Line::Label(labels) => labelled(labels),
            Line::Source(source) => find(&|row| RevenueSource::from_word(&plain_label(&row.label)) == Some(source)),
            Line::Column(key) => labelled(self.kind.columns().iter().find(|spelling| spelling.key == key)?.chinese),
        }?;
        Some((row, figure(row)?))
    }
}

/// The rows of a table whose lines are 预算数 and 决算数: the line of the disclosure's own amount, and the way to the plan
/// beside it.
#[expect(clippy::type_complexity, reason = "a way to a figure, used once")]
fn phases(
    by_role: impl Fn(RowRole) -> Option<usize>,
    of: Kind,
) -> Option<(usize, impl FnOnce(&dyn Fn(usize) -> Option<Figure>) -> Figure)> {
    let [original, adjusted] = [RowRole::Original, RowRole::Adjusted].map(&by_role);
    let own = match of {
        Kind::Final => by_role(RowRole::Final)?,
        Kind::Budget => original.or(adjusted)?,
    };
    let plan = move |figure: &dyn Fn(usize) -> Option<Figure>| {
        let cell = |row: Option<usize>| figure(row?)?.actual;
        match of {
            Kind::Final => Figure { original: cell(original), adjusted: cell(adjusted), actual: None },
            Kind::Budget => Figure::default(),
        }
    };
    Some((own, plan))
}

/// The only row of a table with one side, which is its own total.
fn single(statement: &Statement) -> Option<usize> {
    (statement.rows.len() == 1 && !statement.kind.is_two_sided()).then_some(0)
}
