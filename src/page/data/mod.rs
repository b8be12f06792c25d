//! Open data: what the pages show, for programs. Beside each disclosure its figures and the whole of it; in `/data/` the
//! archive as tables, with a description that programs read.

mod bodies;
mod figures;
mod findings;
mod json;
mod ledger;
mod package;
mod projects;
mod tables;

use std::borrow::Cow;

use crate::content::disclosure::Document;
use crate::model::cell::{Cell, Figure, Phase};
use crate::model::disclosure::{Identity, Kind};
use crate::model::field::Keyword;
use crate::model::measure::Measure;
use crate::model::vocabulary::Vocabulary;
use crate::page::{WORKBOOK, disclosure_folder};
use crate::table::{Row, text, written};

pub use package::{Bundle, Part, Sum, View, bundle, page};

/// The names of the files beside a disclosure's page.
pub const BESIDE: [&str; 2] = ["data.csv", "data.json"];

/// Where the files beside a disclosure's page go.
pub fn beside(identity: &Identity, superseded: bool) -> [String; 2] {
    BESIDE.map(|name| format!("{}{name}", disclosure_folder(identity, superseded)))
}

/// Where the workbook of a disclosure goes.
pub fn workbook(identity: &Identity, superseded: bool) -> String {
    format!("{}{WORKBOOK}", disclosure_folder(identity, superseded))
}

/// The files beside a disclosure's page, in the order of [`BESIDE`].
pub fn of_document(document: &Document, vocabulary: &Vocabulary) -> [Vec<u8>; 2] {
    [figures::table(document, vocabulary).csv(), json::bytes(document, vocabulary)]
}

/// The word for a phase that is one for budgets and final accounts, in the terms of fiscal data packages: 预算数 and
/// 年初预算数 are approved, 全年预算数 is adjusted, 决算数 is executed.
fn phase(phase: Phase, of: Kind) -> &'static str {
    match (phase, of) {
        (Phase::Original, _) | (Phase::Actual, Kind::Budget) => "approved",
        (Phase::Adjusted, _) => "adjusted",
        (Phase::Actual, Kind::Final) => "executed",
    }
}

/// The cells of a figure that are there, in the order in which a year goes.
fn cells(figure: Figure, of: Kind) -> impl Iterator<Item = (&'static str, Cell)> {
    let cells = [Phase::Original, Phase::Adjusted, Phase::Actual].into_iter();
    cells.filter_map(move |which| Some((phase(which, of), figure.get(which)?)))
}

/// State, value in 元, printed figure and unit of a cell: the last four fields of each table of figures.
fn stated(cell: Cell) -> [Option<Cow<'static, str>>; 4] {
    match cell {
        Cell::Amount(money) => {
            [text("amount"), written(money.machine()), written(money.printed()), text(money.unit().chinese())]
        }
        Cell::Blank => [text("blank"), None, None, None],
        Cell::Dash => [text("dash"), None, None, None],
    }
}

/// A row with the state of a cell behind it.
fn with_state(mut row: Row<'_>, cell: Cell) -> Row<'_> {
    row.extend(stated(cell));
    row
}

/// The Chinese name of a measure, in a budget or in a final account.
fn measure_name(measure: Measure, of: Kind) -> &'static str {
    let names = measure.spelling().chinese;
    match (measure, of) {
        // Final accounts call what is carried by another name.
        (Measure::RevenueCarriedIn | Measure::ExpenditureCarriedOut, Kind::Final) => names[1],
        _ => names[0],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::money::{Money, Unit};

    #[test]
    fn amount_blank_and_dash_are_told_apart_and_only_an_amount_has_a_value() {
        let money = |text| Money::parse(text, Unit::TenThousand).map_or(Cell::Blank, Cell::Amount);
        let row = |cell| stated(cell).map(|value| value.unwrap_or_default().into_owned());
        assert_eq!(row(money("-124.50")), ["amount", "-1245000.00", "-124.50", "万元"]);
        assert_eq!(row(money("0")), ["amount", "0.00", "0", "万元"]);
        assert_eq!(row(Cell::Blank), ["blank", "", "", ""]);
        assert_eq!(row(Cell::Dash), ["dash", "", "", ""]);
    }

    #[test]
    fn the_own_amount_of_a_budget_is_approved_and_that_of_a_final_account_executed() {
        let figure = Figure { actual: Some(Cell::Blank), original: Some(Cell::Dash), adjusted: None };
        let words = |of| cells(figure, of).map(|(phase, _)| phase).collect::<Vec<_>>();
        assert_eq!(words(Kind::Final), ["approved", "executed"]);
        assert_eq!(phase(Phase::Actual, Kind::Budget), "approved");
    }
}
