//! Bars beside a list: which parts make a whole, the largest first. The list has every figure that is drawn.

use std::cmp::Reverse;

use rust_decimal::Decimal;
use serde::Serialize;

use crate::archive::series::percent;
use crate::page::AmountView;
use crate::page::chart::scale::part;
use crate::page::chart::{Hundredths, Name};

/// As many have a bar of their own; the rest share one.
const MOST: usize = 12;
const WIDTH: Hundredths = Hundredths(10_000);

/// A list with bars.
#[derive(Debug, Serialize)]
pub struct Bars {
    /// Its anchor.
    pub anchor: String,
    /// The largest, in order.
    pub rows: Vec<Bar>,
    /// How many share the last bar; zero where none does.
    pub folded: usize,
    /// Where zero is, across, where anything is less.
    pub zero: Hundredths,
}

/// One line of the list.
#[derive(Debug, Serialize)]
pub struct Bar {
    /// What it is of; `None` for the rest together.
    pub name: Option<Name>,
    /// Its page.
    pub href: Option<String>,
    /// The amount.
    pub amount: AmountView,
    /// In percent of the whole.
    pub share: Option<String>,
    /// Its left side, across.
    pub x: Hundredths,
    /// Its width, across.
    pub width: Hundredths,
}

/// A part before it is drawn.
#[derive(Debug, Clone)]
pub struct Item {
    /// What it is of.
    pub name: Name,
    /// Its page.
    pub href: Option<String>,
    /// The amount in 元.
    pub yuan: Decimal,
}

impl Bars {
    /// Draws the parts of a whole; what is nothing has no bar and no line. `None` where there are fewer than two.
    pub fn new(anchor: String, items: Vec<Item>, whole: Decimal) -> Option<Self> {
        let mut items: Vec<Item> = items.into_iter().filter(|item| !item.yuan.is_zero()).collect();
        if items.len() < 2 {
            return None;
        }
        // Equal ones stay in the order of the archive.
        items.sort_by_key(|item| Reverse(item.yuan));
        // One that would share a bar with nobody has its own.
        let rest = if items.len() > MOST + 1 { items.split_off(MOST) } else { Vec::new() };
        let together = rest.iter().try_fold(Decimal::ZERO, |sum, item| sum.checked_add(item.yuan))?;
        let folded = (!rest.is_empty()).then_some(together);
        let amounts = || items.iter().map(|item| item.yuan).chain(folded);
        let (low, high) = (amounts().fold(Decimal::ZERO, Decimal::min), amounts().fold(Decimal::ZERO, Decimal::max));
        let place = |yuan: Decimal| part(yuan - low, high - low, WIDTH);
        let bar = |name: Option<Name>, href: Option<String>, yuan: Decimal| {
            let (from, to) = (place(yuan.min(Decimal::ZERO)), place(yuan.max(Decimal::ZERO)));
            Bar {
                name,
                href,
                amount: AmountView::sum(yuan),
                share: percent(yuan, whole).map(|share| share.to_string()),
                x: from,
                width: Hundredths(to.0 - from.0),
            }
        };
        let zero = place(Decimal::ZERO);
        let rows = items.into_iter().map(|item| bar(Some(item.name), item.href, item.yuan));
        let rows = rows.chain(folded.map(|together| bar(None, None, together))).collect();
        Some(Self { anchor, rows, folded: rest.len(), zero })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bars(amounts: &[i64]) -> Option<Bars> {
        let item = |yuan: &i64| Item { name: Name::Text(yuan.to_string()), href: None, yuan: Decimal::from(*yuan) };
        let whole = amounts.iter().copied().map(Decimal::from).sum();
        Bars::new("bars".to_owned(), amounts.iter().map(item).collect(), whole)
    }

    #[test]
    fn the_rest_share_a_bar_and_nothing_is_lost() {
        let many: Vec<i64> = (1..=200).collect();
        let chart = bars(&many).unwrap_or_else(|| panic!("no chart"));
        assert_eq!((chart.rows.len(), chart.folded), (MOST + 1, 188));
        let last = &chart.rows[MOST];
        assert_eq!((last.name.clone(), last.width), (None, WIDTH));
        assert_eq!(last.amount, AmountView::sum(Decimal::from((1..=188).sum::<i64>())));
        // Thirteen have a bar each: to fold one would save no room.
        assert_eq!(bars(&many[..13]).map(|chart| (chart.rows.len(), chart.folded)), Some((13, 0)));
    }

    #[test]
    fn less_than_nothing_goes_to_the_left_of_zero() {
        let chart = bars(&[300, -100]).unwrap_or_else(|| panic!("no chart"));
        assert_eq!(chart.zero, Hundredths(2_500));
        assert_eq!((chart.rows[0].x, chart.rows[0].width), (Hundredths(2_500), Hundredths(7_500)));
        assert_eq!((chart.rows[1].x, chart.rows[1].width), (Hundredths(0), Hundredths(2_500)));
    }

    #[test]
    fn one_part_is_no_comparison_and_zero_is_no_part() {
        assert!(bars(&[5]).is_none());
        assert!(bars(&[5, 0]).is_none());
    }
}
