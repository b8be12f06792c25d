//! The workbook of a disclosure: a sheet of the figures in its text, then a sheet a statement.

use crate::model::field::Keyword;
use crate::model::money::{Money, Unit};
use crate::page::CellView;
use crate::page::disclosure::View;
use crate::page::disclosure::blocks::{AssetView, Block};
use crate::page::disclosure::figures::{FigureRow, Figures};
use crate::page::sheet::{Cell, Column, Sheet, Words};
use crate::page::statement::{RowView, SideView, StatementView};

impl View {
    /// The sheets of the workbook.
    pub fn sheets(&self) -> Vec<Sheet> {
        let blocks = || self.sections.iter().flat_map(|section| &section.blocks);
        let statements = blocks().filter_map(|block| match block {
            Block::Statements { statements } => Some(statements),
            _ => None,
        });
        std::iter::once(summary(self.kind, blocks())).chain(statements.flatten().map(statement)).collect()
    }
}

/// The figures of the text, with those of 国有资产, in the order of the page.
fn summary<'v>(kind: &str, blocks: impl Iterator<Item = &'v Block>) -> Sheet {
    // A budget's own figures are of one phase.
    let phases: &[&str] = if kind == "final" { &["original", "adjusted", "actual"] } else { &["actual"] };
    let name = |phase: &&str| if phases.len() > 1 { format!("figure-{phase}") } else { "amount".to_owned() };
    let columns = ["item", "section", "unit-of-measure"].map(Column::of).into_iter();
    let columns = columns.chain(phases.iter().map(|phase| Column::of(name(phase))));
    let mut rows = Vec::new();
    for block in blocks {
        match block {
            Block::Figures(figures) => rows.extend(figures.rows.iter().map(|row| figure(row, figures, phases))),
            Block::Assets { unit, total, rows: assets, .. } => {
                let total = total.as_ref().map(|total| (Words::of("measure-assets-total"), total));
                let assets =
                    assets.iter().map(|asset: &AssetView| (labelled(&asset.item, asset.of_which), &asset.value));
                rows.extend(total.into_iter().chain(assets).map(|(name, value)| {
                    let mut row = head(name, "assets", unit);
                    row.extend(phases.iter().map(|phase| match *phase {
                        "actual" => in_unit(value, unit),
                        _ => Cell::Absent,
                    }));
                    row
                }));
            }
            _ => {}
        }
    }
    Sheet { name: "summary", title: Words::of("workbook-summary"), columns: columns.collect(), rows }
}

fn head(name: Words, section: &str, unit: &str) -> Vec<Cell> {
    vec![Cell::Words(name), Cell::of(format!("section-{section}")), Cell::of(format!("unit-{unit}"))]
}

fn figure(row: &FigureRow, of: &Figures, phases: &[&str]) -> Vec<Cell> {
    let name = row.label.as_ref().map_or_else(|| Words::of(&row.name), Words::text);
    let cell =
        |phase: &&str| of.columns.iter().position(|column| column == phase).and_then(|place| row.cells.get(place));
    let mut cells = head(name, of.what, of.unit);
    cells.extend(phases.iter().map(|phase| cell(phase).map_or(Cell::Absent, |cell| in_unit(cell, of.unit))));
    cells
}

/// A cell among amounts in a unit: the few that are printed in another are converted, which loses nothing.
fn in_unit(cell: &CellView, unit: &str) -> Cell {
    match (Cell::from(cell), Unit::from_word(unit)) {
        (Cell::Amount(money), Some(unit)) => Cell::Amount(Money::in_unit(money, unit)),
        (other, _) => other,
    }
}

fn labelled(label: &str, of_which: bool) -> Words {
    if of_which {
        return Words::Message("of-which-item".to_owned(), vec![("name", Words::text(label))]);
    }
    Words::text(label)
}

fn statement(view: &StatementView) -> Sheet {
    let title = view.title.as_ref().map_or_else(|| Words::of(&view.name), Words::text);
    if view.rows.is_empty() {
        // Why there is nothing in it.
        let note = view.note.as_ref().map_or_else(|| Words::of("empty-statement"), Words::text);
        return Sheet {
            name: "statement",
            title,
            columns: vec![Column::of("note")],
            rows: vec![vec![Cell::Words(note)]],
        };
    }
    let sides = || view.sides.iter().enumerate();
    let columns = sides().flat_map(|(place, side)| {
        let rows = move || view.rows.iter().filter_map(move |row| row.get(place)?.as_ref());
        let code = side.coded.then(|| Column::Named(below_side(side, Words::of("code")), None));
        let item = Column::Named(below_side(side, Words::of("item")), None);
        let figures = (0..side.columns.len()).map(move |column| {
            let is_money = rows().any(|row| matches!(row.cells.get(column), Some(CellView::Amount(_))));
            let unit = is_money.then(|| Words::of(format!("unit-{}", view.unit)));
            Column::Named(below_side(side, heading(side, column)), unit)
        });
        code.into_iter().chain([item]).chain(figures)
    });
    let rows = view.rows.iter().map(|row| {
        let parts = sides().map(|(place, side)| part(row.get(place).and_then(Option::as_ref), side, view.unit));
        parts.flatten().collect()
    });
    Sheet { name: "statement", title, columns: columns.collect(), rows: rows.collect() }
}

/// A heading below another.
fn below(above: Words, name: Words) -> Words {
    Words::Message("heading-below".to_owned(), vec![("above", above), ("name", name)])
}

/// A heading below that of its side, where the table has two.
fn below_side(side: &SideView, name: Words) -> Words {
    match side.side {
        Some(side) => below(Words::of(format!("side-{side}")), name),
        None => name,
    }
}

/// The heading of a column, below that of its phase.
fn heading(side: &SideView, column: usize) -> Words {
    let view = &side.columns[column];
    let name = view.label.as_ref().map_or_else(|| Words::of(&view.name), Words::text);
    let mut end = 0;
    let phase = side.phases.iter().find(|phase| {
        end += phase.columns;
        column < end
    });
    match phase.and_then(|phase| phase.name.as_ref()) {
        Some(phase) => below(Words::of(phase), name),
        None => name,
    }
}

/// A row's part on one side.
fn part(row: Option<&RowView>, side: &SideView, unit: &str) -> Vec<Cell> {
    let width = side.columns.len() + 1 + usize::from(side.coded);
    let Some(row) = row else { return std::iter::repeat_with(|| Cell::Absent).take(width).collect() };
    let code = side.coded.then(|| Cell::or_absent(row.code.as_ref(), Cell::text));
    let label = Cell::Words(labelled(&row.label, row.of_which));
    code.into_iter().chain([label]).chain(row.cells.iter().map(|cell| in_unit(cell, unit))).collect()
}
