//! Sparklines: the course of a row's figures, as small as a word.

use std::fmt::Write as _;

use rust_decimal::Decimal;
use serde::Serialize;

use crate::model::disclosure::Kind;
use crate::model::field::Keyword;
use crate::page::CellView;
use crate::page::chart::Hundredths;
use crate::page::chart::scale::part;

/// How wide it is, in pixels.
const WIDTH: usize = 72;
/// How high, in pixels.
const HEIGHT: i64 = 16;

/// The lines of a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Spark {
    /// The budgets' path.
    pub budget: String,
    /// The final accounts' path, or an empty one.
    pub final_account: String,
}

impl Spark {
    /// The course of budgets and final accounts, in one scale from zero; `None` where there is none to see.
    pub fn new<'c>(lines: impl Iterator<Item = (&'static str, Vec<&'c CellView>)>) -> Option<Self> {
        let lines: Vec<(&str, Vec<Option<Decimal>>)> =
            lines.map(|(kind, cells)| (kind, cells.into_iter().map(CellView::yuan).collect())).collect();
        let amounts = || lines.iter().flat_map(|(_, amounts)| amounts).flatten().copied();
        let most = lines.iter().map(|(_, amounts)| amounts.iter().flatten().count()).max().unwrap_or_default();
        // A line that never moves tells less than its figures.
        if most < 2 || amounts().all(|amount| amounts().next() == Some(amount)) {
            return None;
        }
        let low = amounts().fold(Decimal::ZERO, Decimal::min);
        let high = amounts().fold(Decimal::ZERO, Decimal::max);
        let path = |kind: Kind| {
            let line = lines.iter().find(|(other, _)| *other == kind.key());
            line.map(|(_, amounts)| path(amounts, low, high)).unwrap_or_default()
        };
        Some(Self { budget: path(Kind::Budget), final_account: path(Kind::Final) })
    }
}

/// A line through the amounts that are there, one behind the other; it breaks where a year has none. Steps between whole
/// pixels are few, which keeps pages small.
fn path(amounts: &[Option<Decimal>], low: Decimal, high: Decimal) -> String {
    let step = (WIDTH / amounts.len().saturating_sub(1).max(1)).max(1);
    let mut path = String::new();
    let mut last: Option<i64> = None;
    for (index, amount) in amounts.iter().enumerate() {
        let Some(amount) = amount else {
            last = None;
            continue;
        };
        let y = HEIGHT - part(*amount - low, high - low, Hundredths(HEIGHT)).0;
        // Writing to text does not fail.
        let _ = match last {
            // A dot, should no line begin here.
            None => write!(path, "M{} {y}h0", index * step),
            Some(last) => write!(path, "l{step} {}", y - last),
        };
        last = Some(y);
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(amounts: &[Option<i64>]) -> String {
        let amounts: Vec<_> = amounts.iter().map(|amount| amount.map(Decimal::from)).collect();
        let high = amounts.iter().flatten().copied().fold(Decimal::ZERO, Decimal::max);
        path(&amounts, Decimal::ZERO, high)
    }

    #[test]
    fn a_line_breaks_at_a_gap_and_zero_is_on_the_ground() {
        assert_eq!(line(&[Some(0), Some(4), Some(2)]), "M0 16h0l36 -16l36 8");
        assert_eq!(line(&[Some(4), None, Some(4)]), "M0 0h0M72 0h0");
        assert_eq!(line(&[Some(0), Some(0)]), "M0 16h0l72 0");
        assert_eq!(line(&[None, None]), "");
    }
}
