//! The tables of a page as spreadsheets and programs take them: what the page shows, cell by cell, without its dress.
//!
//! A page's view makes its own sheets, so that no file can hold anything else than the page. Words are messages with
//! their facts, which the renderer says in the site's language.

use rust_decimal::Decimal;

use crate::model::money::Money;
use crate::page::{AmountView, CellView};

/// A table.
#[derive(Debug)]
pub struct Sheet {
    /// The name of its file, without the ending: its anchor on the page, or `data` where the page has no other.
    pub name: &'static str,
    /// Its caption.
    pub title: Words,
    /// Its columns; the first says what a row is about.
    pub columns: Vec<Column>,
    /// Its rows, with a cell for each column.
    pub rows: Vec<Vec<Cell>>,
}

/// The heading of a column.
#[derive(Debug)]
pub enum Column {
    /// A name, and the unit of what is below it.
    Named(Words, Option<Words>),
    /// A fiscal year.
    Year(u16),
}

/// What stands in a cell. Zero, blank, dash and absent are four different things.
#[derive(Debug)]
pub enum Cell {
    /// An amount, in the unit in which the page shows it.
    Amount(Money),
    /// A number that is not money, in plain digits.
    Number(String),
    /// Words.
    Words(Words),
    /// There, and empty.
    Blank,
    /// Not applicable.
    Dash,
    /// Not there.
    Absent,
}

/// Words in the site's language, or as they are printed.
#[derive(Debug, Clone)]
pub enum Words {
    /// As printed.
    Text(String),
    /// A message with its facts.
    Message(String, Vec<(&'static str, Words)>),
    /// Several, with the language's comma between them.
    List(Vec<Words>),
}

impl Words {
    /// A message without facts.
    pub fn of(message: impl Into<String>) -> Self {
        Self::Message(message.into(), Vec::new())
    }

    /// Words as printed.
    #[allow(clippy::needless_pass_by_value, reason = "so that it can be handed to `map` as it is")]
    pub fn text(text: impl ToString) -> Self {
        Self::Text(text.to_string())
    }
}

impl Column {
    /// A column that a message names.
    pub fn of(message: impl Into<String>) -> Self {
        Self::Named(Words::of(message), None)
    }

    /// A column of amounts in 万元.
    pub fn in_wan(name: Words) -> Self {
        Self::Named(name, Some(Words::of("unit-wan")))
    }

    /// A column of percentages.
    pub fn percent(message: &str) -> Self {
        Self::Named(Words::of(message), Some(Words::text("%")))
    }
}

impl Cell {
    /// The words of a message.
    pub fn of(message: impl Into<String>) -> Self {
        Self::Words(Words::of(message))
    }

    /// Text as printed.
    pub fn text(text: impl ToString) -> Self {
        Self::Words(Words::text(text))
    }

    /// A whole number.
    #[allow(clippy::needless_pass_by_value, reason = "so that it can be handed to `map` as it is")]
    pub fn number(number: impl ToString) -> Self {
        Self::Number(number.to_string())
    }

    /// A number that is not money, as it is printed; a dash stays one.
    pub fn printed(number: &String) -> Self {
        if number.parse::<Decimal>().is_ok() { Self::number(number) } else { Self::Dash }
    }

    /// Something, or nothing.
    pub fn or_absent<T>(value: Option<T>, cell: impl FnOnce(T) -> Self) -> Self {
        value.map_or(Self::Absent, cell)
    }

    /// A percentage: plain digits, also where the page writes a plus.
    pub fn percent(percent: Option<&String>) -> Self {
        Self::or_absent(percent, |percent| Self::Number(percent.trim_start_matches('+').to_owned()))
    }

    /// Yes or no.
    pub fn yes(is: bool) -> Self {
        Self::of(if is { "yes" } else { "no" })
    }

    /// What a row is marked as.
    pub fn marks(marks: &[&str]) -> Self {
        let words = marks.iter().map(|mark| Words::of(format!("mark-{mark}"))).collect();
        if marks.is_empty() { Self::Absent } else { Self::Words(Words::List(words)) }
    }

    /// The name of a group of bodies.
    pub fn group(name: Option<&String>) -> Self {
        name.map_or_else(|| Self::of("no-group"), Self::text)
    }
}

impl From<&AmountView> for Cell {
    fn from(amount: &AmountView) -> Self {
        Self::Amount(amount.money())
    }
}

impl From<&CellView> for Cell {
    fn from(cell: &CellView) -> Self {
        match cell {
            CellView::Amount(amount) => amount.into(),
            CellView::Text { text, number: true } => Self::Number(text.clone()),
            CellView::Text { text, number: false } => Self::text(text),
            CellView::Blank => Self::Blank,
            CellView::Dash => Self::Dash,
            CellView::Absent => Self::Absent,
        }
    }
}
