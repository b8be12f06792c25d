//! Statements as tables: the columns that are filled, phases, two sides beside each other, levels and 其中.

use serde::Serialize;

use crate::model::anchor;
use crate::model::cell::Phase;
use crate::model::disclosure::Kind;
use crate::model::field::Keyword;
use crate::model::money::Unit;
use crate::model::statement::{
    Columns, Content, Row, RowRole, Side, Statement, StatementCell, StatementKind, number_of_kind,
};
use crate::page::CellView;

/// A statement.
#[derive(Debug, Serialize)]
pub struct StatementView {
    /// Its anchor.
    pub anchor: String,
    /// The message that names its kind, in a budget or in a final account.
    pub name: String,
    /// The title as printed; `None` for the usual one.
    pub title: Option<String>,
    /// The number as printed.
    pub number: Option<String>,
    /// The key of the unit of its amounts.
    pub unit: &'static str,
    /// A note below it.
    pub note: Option<String>,
    /// Whether the columns of any half stand in phases.
    pub phased: bool,
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
    /// The phases above the columns; empty where there is only one, or where the phases are the columns.
    pub phases: Vec<PhaseView>,
    /// The columns that any row fills.
    pub columns: Vec<ColumnView>,
}

/// 年初预算数, 全年预算数 or 决算数 above the columns that belong to it.
#[derive(Debug, Serialize)]
pub struct PhaseView {
    /// The message that names it; `None` above columns that are not of money.
    pub name: Option<String>,
    /// How many columns it has.
    pub columns: usize,
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
pub fn views(statements: &[Statement], of: Kind, unit: Unit) -> Vec<StatementView> {
    let anchored = |(index, statement): (usize, &Statement)| {
        let anchor = anchor::statement(*statement.kind, number_of_kind(statements, index));
        view(statement, &anchor, of, unit)
    };
    statements.iter().enumerate().map(anchored).collect()
}

fn view(statement: &Statement, anchor: &str, of: Kind, unit: Unit) -> StatementView {
    let columns = statement.all_columns(of);
    let mut halves: Vec<Half<'_>> = Vec::new();
    for (index, row) in statement.rows.iter().enumerate() {
        let side = row.side;
        match halves.iter_mut().find(|half| half.side == side) {
            Some(half) => half.rows.push((index, row)),
            None => halves.push(Half { side, rows: vec![(index, row)] }),
        }
    }
    halves.sort_by_key(|half| half.side);
    let two_sided = halves.len() > 1;
    let roles = statement.roles();
    let (sides, rows): (Vec<SideView>, Vec<Rows>) =
        halves.iter().map(|half| half.view(*statement.kind, &columns, anchor, &roles, two_sided)).unzip();
    StatementView {
        anchor: anchor.to_owned(),
        name: format!("statement-{}-{}", statement.kind.key(), of.key()),
        title: statement.title().map(str::to_owned),
        number: statement.number.clone(),
        unit: statement.unit.unwrap_or(unit).key(),
        note: statement.note.clone(),
        phased: sides.iter().any(|side| !side.phases.is_empty()),
        sides,
        rows: align(rows),
    }
}

/// The rows of one side.
struct Half<'s> {
    side: Option<Side>,
    rows: Vec<(usize, &'s Row)>,
}

/// The rows of a side with what each is.
type Rows = Vec<(Option<RowRole>, RowView)>;

/// A printed column: the column's index, and the phase of its cells.
type Printed = (usize, Phase);

impl Half<'_> {
    fn view(
        &self,
        kind: StatementKind,
        columns: &Columns,
        anchor: &str,
        roles: &[Option<RowRole>],
        two_sided: bool,
    ) -> (SideView, Rows) {
        let printed = self.printed(columns, two_sided);
        let is_money = |index: usize| columns.all[index].content == Content::Money;
        let mut money = printed.iter().filter(|(index, _)| is_money(*index));
        let first = money.next();
        let phased = money.clone().any(|(_, phase)| first.is_some_and(|(_, first)| first != phase));
        // One column in several phases needs no heading of its own below them.
        let single = money.all(|(index, _)| first.is_some_and(|(first, _)| first == index));
        let mut phases: Vec<PhaseView> = Vec::new();
        for (index, phase) in printed.iter().filter(|_| phased && !single) {
            let name = is_money(*index).then(|| format!("phase-{}", phase.key()));
            match phases.last_mut() {
                Some(last) if last.name == name => last.columns += 1,
                _ => phases.push(PhaseView { name, columns: 1 }),
            }
        }
        let headings = printed
            .iter()
            .map(|(index, phase)| {
                let column = &columns.all[*index];
                let own = if column.key == "amount" { format!("-{}", columns.of.key()) } else { String::new() };
                let is_phase = phased && single && is_money(*index);
                ColumnView {
                    name: if is_phase {
                        format!("phase-{}", phase.key())
                    } else {
                        format!("column-{}{own}", column.key)
                    },
                    label: column.label.clone().filter(|_| !is_phase),
                    figures: column.content != Content::Text,
                }
            })
            .collect();
        let rows = self.rows.iter().map(|(index, row)| {
            let role = roles[*index];
            let view = RowView {
                anchor: anchor::row(anchor, *index),
                code: row.code.as_ref().map(|code| code.0.clone()),
                label: row.label.clone(),
                depth: row.depth(kind),
                of_which: row.of_which && !row.label.trim_start().starts_with("其中"),
                total: matches!(role, Some(RowRole::Total | RowRole::Current)),
                cells: printed.iter().map(|(column, phase)| cell(row.cell(*column), *phase)).collect(),
            };
            (role, view)
        });
        let rows = rows.collect();
        let coded = self.rows.iter().any(|(_, row)| row.code.is_some());
        (SideView { side: self.side.map(Keyword::key), coded, phases, columns: headings }, rows)
    }

    /// The columns that any row fills, by phase. In a table with two sides each side has columns of its own, so a column
    /// that is blank on a whole side is not there.
    fn printed(&self, columns: &Columns, two_sided: bool) -> Vec<Printed> {
        let fills = |(index, phase): &Printed| {
            self.rows.iter().any(|(_, row)| match cell(row.cell(*index), *phase) {
                CellView::Absent => false,
                CellView::Blank => !two_sided,
                _ => true,
            })
        };
        let all = || Phase::ALL.iter().flat_map(|(phase, _)| (0..columns.all.len()).map(|index| (index, *phase)));
        let filled: Vec<Printed> = all().filter(fills).collect();
        if filled.is_empty() && two_sided { self.printed(columns, false) } else { filled }
    }
}

/// Puts the sides beside each other so that 本年合计 stands beside 本年合计 and 总计 beside 总计.
fn align(sides: Vec<Rows>) -> Vec<Vec<Option<RowView>>> {
    let anchors = [RowRole::Current, RowRole::Total];
    // A table that begins with 本年收入 breaks it down below.
    let places = |side: &Rows| {
        anchors.map(|anchor| side.iter().rposition(|(role, _)| *role == Some(anchor)).filter(|place| *place > 0))
    };
    let places: Vec<_> = sides.iter().map(places).collect();
    // Where both sides have an anchor, the side that comes to it sooner waits.
    let mut waits: Vec<Vec<(usize, usize)>> = vec![Vec::new(); sides.len()];
    let mut shifts = vec![0; sides.len()];
    for anchor in 0..anchors.len() {
        let Some(at) = places.iter().map(|places| places[anchor]).collect::<Option<Vec<usize>>>() else { continue };
        let line = at.iter().zip(&shifts).map(|(at, shift)| at + shift).max().unwrap_or(0);
        for (side, at) in at.into_iter().enumerate() {
            let wait = line - (at + shifts[side]);
            waits[side].push((at, wait));
            shifts[side] += wait;
        }
    }
    let padded: Vec<Vec<Option<RowView>>> = sides
        .into_iter()
        .zip(waits)
        .map(|(side, waits)| {
            let mut rows = Vec::new();
            for (index, (_, row)) in side.into_iter().enumerate() {
                let wait: usize = waits.iter().filter(|(at, _)| *at == index).map(|(_, wait)| wait).sum();
                rows.extend(std::iter::repeat_with(|| None).take(wait));
                rows.push(Some(row));
            }
            rows
        })
        .collect();
    let height = padded.iter().map(Vec::len).max().unwrap_or(0);
    let mut iterators: Vec<_> = padded.into_iter().map(Vec::into_iter).collect();
    (0..height).map(|_| iterators.iter_mut().map(|side| side.next().flatten()).collect()).collect()
}

fn cell(cell: Option<&StatementCell>, phase: Phase) -> CellView {
    match cell {
        Some(StatementCell::Money(figure)) => CellView::from(figure.get(phase)),
        Some(StatementCell::Number(number)) if phase == Phase::Actual => CellView::text(number, true),
        Some(StatementCell::Text(text)) if phase == Phase::Actual => CellView::text(text, false),
        Some(_) | None => CellView::Absent,
    }
}
