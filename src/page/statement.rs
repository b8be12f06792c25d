//! Statements as tables: the columns that are filled, two sides beside each other, levels and 其中.

use serde::Serialize;

use crate::model::disclosure::Kind;
use crate::model::field::Keyword;
use crate::model::money::Unit;
use crate::model::statement::{Column, Content, Row, Side, Statement, StatementCell};
use crate::page::CellView;

/// A statement.
#[derive(Debug, Serialize)]
pub struct StatementView {
    /// Its anchor.
    pub anchor: String,
    /// `general_public`, ….
    pub kind: &'static str,
    /// The title as printed; `None` for the usual one.
    pub title: Option<String>,
    /// The number as printed.
    pub number: Option<String>,
    /// The key of the unit of its amounts.
    pub unit: &'static str,
    /// A note below it.
    pub note: Option<String>,
    /// The halves: two for a two-sided table, else one.
    pub sides: Vec<SideView>,
    /// The rows; each has a part for each side.
    pub rows: Vec<Vec<Option<RowView>>>,
}

/// The heading of one half.
#[derive(Debug, Serialize)]
pub struct SideView {
    /// `revenue` or `expenditure`; `None` for a table without sides.
    pub side: Option<&'static str>,
    /// Whether any row has a code.
    pub coded: bool,
    /// The columns that any row fills.
    pub columns: Vec<ColumnView>,
}

/// The heading of a column.
#[derive(Debug, Serialize)]
pub struct ColumnView {
    /// The message that names it.
    pub name: String,
    /// The heading as printed, where the statement declares one.
    pub label: Option<String>,
    /// Whether its cells are figures, which stand to the right.
    pub figures: bool,
}

/// A row's part on one side.
#[derive(Debug, Serialize)]
pub struct RowView {
    /// The anchor.
    pub anchor: String,
    /// The code, grouped by level as it is usually printed.
    pub code: Option<String>,
    /// The name.
    pub label: String,
    /// How deep it is, from 1.
    pub depth: u8,
    /// Whether it is part of the row above.
    pub of_which: bool,
    /// Whether it is a total.
    pub total: bool,
    /// The cells.
    pub cells: Vec<CellView>,
}

/// The statements of a disclosure, in published order.
pub fn views(statements: &[Statement], kind: Kind, unit: Unit) -> Vec<StatementView> {
    let mut views: Vec<StatementView> = Vec::new();
    for statement in statements {
        let same = views.iter().filter(|view| view.kind == statement.kind.key()).count();
        let suffix = if same == 0 { String::new() } else { format!("-{}", same + 1) };
        views.push(view(statement, &format!("statement-{}{suffix}", statement.kind.key()), kind, unit));
    }
    views
}

fn view(statement: &Statement, anchor: &str, kind: Kind, unit: Unit) -> StatementView {
    let columns = statement.all_columns().all;
    let sides = [None, Some(Side::Revenue), Some(Side::Expenditure)];
    let mut halves: Vec<(SideView, Vec<RowView>)> = Vec::new();
    for side in sides {
        let rows: Vec<(usize, &Row)> = statement.rows.iter().enumerate().filter(|(_, row)| row.side == side).collect();
        if !rows.is_empty() {
            halves.push(half(statement, side, &rows, &columns, anchor, kind));
        }
    }
    let height = halves.iter().map(|(_, rows)| rows.len()).max().unwrap_or(0);
    let (sides, columns_of_rows): (Vec<SideView>, Vec<Vec<RowView>>) = halves.into_iter().unzip();
    let mut iterators: Vec<_> = columns_of_rows.into_iter().map(Vec::into_iter).collect();
    let rows = (0..height).map(|_| iterators.iter_mut().map(Iterator::next).collect()).collect();
    StatementView {
        anchor: anchor.to_owned(),
        kind: statement.kind.key(),
        title: statement.title.clone(),
        number: statement.number.clone(),
        unit: statement.unit.unwrap_or(unit).key(),
        note: statement.note.clone(),
        sides,
        rows,
    }
}

fn half(
    statement: &Statement,
    side: Option<Side>,
    rows: &[(usize, &Row)],
    columns: &[Column],
    anchor: &str,
    kind: Kind,
) -> (SideView, Vec<RowView>) {
    let filled: Vec<usize> = (0..columns.len())
        .filter(|column| rows.iter().any(|(_, row)| row.cells.0.get(*column).is_some_and(Option::is_some)))
        .collect();
    let headings = filled
        .iter()
        .map(|index| {
            let column = &columns[*index];
            let phase = if column.key == "amount" { format!("-{}", kind.key()) } else { String::new() };
            ColumnView {
                name: format!("column-{}{phase}", column.key),
                label: column.label.clone(),
                figures: column.content != Content::Text,
            }
        })
        .collect();
    let coded = rows.iter().any(|(_, row)| row.code.is_some());
    let views = rows
        .iter()
        .map(|(index, row)| RowView {
            anchor: format!("{anchor}-{}", index + 1),
            code: row.code.as_ref().map(|code| code.0.clone()),
            label: row.label.clone(),
            depth: row.depth(statement.kind),
            of_which: row.of_which,
            total: row.role().is_some(),
            cells: filled.iter().map(|column| cell(row.cells.0.get(*column).and_then(Option::as_ref))).collect(),
        })
        .collect();
    (SideView { side: side.map(Keyword::key), coded, columns: headings }, views)
}

fn cell(cell: Option<&StatementCell>) -> CellView {
    match cell {
        Some(StatementCell::Money(cell)) => CellView::from(Some(*cell)),
        Some(StatementCell::Number(number)) => CellView::text(number, true),
        Some(StatementCell::Text(text)) => CellView::text(text, false),
        None => CellView::Absent,
    }
}
