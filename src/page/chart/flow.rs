//! Where money comes from and what it becomes: sources, the whole, functions, and basic or project expenditure.
//!
//! Ribbons are as thick as their amounts. What the disclosures do not divide is drawn as that and given to nobody.

use rust_decimal::Decimal;
use serde::Serialize;

use crate::archive::series::percent;
use crate::page::AmountView;
use crate::page::chart::scale::part;
use crate::page::chart::{Hundredths, Name};

/// How high the whole is, in hundredths of a pixel.
const WHOLE: Hundredths = Hundredths(26_000);
/// Names below each other need as much.
const LINE: i64 = 2_200;
/// Between two nodes.
const GAP: i64 = 600;
const TOP: i64 = 2_600;
/// The left sides of the columns, and the width of a node, across, in hundredths of a percent.
const COLUMNS: [i64; 4] = [0, 2_700, 4_700, 9_850];
const NODE: i64 = 150;

/// The chart.
#[derive(Debug, Serialize)]
pub struct Flow {
    /// Its anchor.
    pub anchor: String,
    /// Its height in pixels.
    pub height: Hundredths,
    /// What is connected.
    pub nodes: Vec<Node>,
    /// What connects them.
    pub ribbons: Vec<Drawn>,
}

/// A node with its words.
#[derive(Debug, Serialize)]
pub struct Node {
    /// What it is.
    pub name: Name,
    /// In percent of the whole.
    pub share: Option<String>,
    /// Which column, from 0.
    pub column: usize,
    /// Its left side, across.
    pub x: Hundredths,
    /// Its upper side, down.
    pub y: Hundredths,
    /// Its height, down.
    pub height: Hundredths,
    /// Where its name stands, across.
    pub name_x: Hundredths,
    /// Where its name stands, down.
    pub name_y: Hundredths,
}

/// A ribbon as it is drawn; across its path is in thousandths, to be stretched.
#[derive(Debug, Serialize)]
pub struct Drawn {
    /// From what.
    pub from: Name,
    /// To what.
    pub to: Name,
    /// The amount.
    pub amount: AmountView,
    /// Which column it begins in, from 0.
    pub column: usize,
    /// Which of the kinds of expenditure it becomes, from 0, where it is one.
    pub part: Option<usize>,
    /// The path.
    pub path: String,
}

/// A node before it is placed: its column and what it is.
pub type Source = (usize, Name);

/// A ribbon before it is drawn: from one node to another, as `(column, name)`, with its amount in 元.
#[derive(Debug, Clone)]
pub struct Ribbon {
    /// From what.
    pub from: Source,
    /// To what, in the next column.
    pub to: Source,
    /// The amount in 元.
    pub yuan: Decimal,
}

#[derive(Debug)]
struct Placed {
    of: Source,
    yuan: Decimal,
    y: i64,
    height: i64,
    /// How much of its left and of its right side is taken.
    taken: [i64; 2],
}

impl Flow {
    /// Draws ribbons; nodes stand in the order in which they are first named. What is nothing is not drawn. `None` where
    /// nothing is, and where anything is less: what flows back would make all others too thick.
    pub fn new(anchor: String, ribbons: Vec<Ribbon>, whole: Decimal) -> Option<Self> {
        if ribbons.iter().any(|ribbon| ribbon.yuan < Decimal::ZERO) {
            return None;
        }
        let ribbons: Vec<Ribbon> = ribbons.into_iter().filter(|ribbon| ribbon.yuan > Decimal::ZERO).collect();
        if whole <= Decimal::ZERO || ribbons.is_empty() {
            return None;
        }
        let mut nodes = nodes(&ribbons);
        let high = nodes.iter().map(|node| node.yuan).fold(whole, Decimal::max);
        let thick = |yuan: Decimal| part(yuan, high, WHOLE).0;
        let mut bottom = 0;
        for column in 0..COLUMNS.len() {
            let mut y = TOP;
            for node in nodes.iter_mut().filter(|node| node.of.0 == column) {
                node.height = thick(node.yuan).max(100);
                // A thin node has the room of its name.
                node.y = y + ((LINE - node.height) / 2).max(0);
                y = (node.y + node.height + GAP).max(y + LINE);
            }
            bottom = bottom.max(y);
        }
        let part_of = parts(&ribbons);
        let drawn = ribbons.into_iter().map(|ribbon| {
            let height = thick(ribbon.yuan);
            let from = take(&mut nodes, &ribbon.from, 1, height);
            let to = take(&mut nodes, &ribbon.to, 0, height);
            Drawn {
                column: ribbon.from.0,
                part: part_of.iter().position(|part| *part == ribbon.to),
                path: path(ribbon.from.0, from, to, height),
                from: ribbon.from.1,
                to: ribbon.to.1,
                amount: AmountView::sum(ribbon.yuan),
            }
        });
        let ribbons = drawn.collect();
        let nodes = nodes.into_iter().map(|node| node.view(whole)).collect();
        Some(Self { anchor, height: Hundredths(bottom), nodes, ribbons })
    }
}

/// The nodes with their amounts: what comes in or what goes out, whichever is more.
fn nodes(ribbons: &[Ribbon]) -> Vec<Placed> {
    let mut nodes: Vec<(Source, [Decimal; 2])> = Vec::new();
    for ribbon in ribbons {
        for (side, of) in [(1, &ribbon.from), (0, &ribbon.to)] {
            let index = nodes.iter().position(|(other, _)| other == of).unwrap_or(nodes.len());
            if index == nodes.len() {
                nodes.push((of.clone(), [Decimal::ZERO; 2]));
            }
            let sum = &mut nodes[index].1[side];
            *sum = sum.checked_add(ribbon.yuan).unwrap_or(*sum);
        }
    }
    let placed =
        |(of, [in_, out]): (Source, [Decimal; 2])| Placed { of, yuan: in_.max(out), y: 0, height: 0, taken: [0; 2] };
    nodes.into_iter().map(placed).collect()
}

/// The nodes of the last column.
fn parts(ribbons: &[Ribbon]) -> Vec<Source> {
    let mut parts: Vec<Source> = Vec::new();
    for ribbon in ribbons.iter().filter(|ribbon| ribbon.to.0 + 1 == COLUMNS.len()) {
        if !parts.contains(&ribbon.to) {
            parts.push(ribbon.to.clone());
        }
    }
    parts
}

/// Takes the next stretch of a node's side; where it begins, down.
fn take(nodes: &mut [Placed], of: &Source, side: usize, height: i64) -> i64 {
    let Some(node) = nodes.iter_mut().find(|node| node.of == *of) else { return 0 };
    let from = node.y + node.taken[side];
    node.taken[side] += height;
    from
}

fn path(column: usize, from: i64, to: i64, height: i64) -> String {
    let left = (COLUMNS[column] + NODE) / 10;
    let right = COLUMNS.get(column + 1).copied().unwrap_or(10_000) / 10;
    let middle = left.midpoint(right);
    let [y0, y1, y2, y3] = [from, to, to + height, from + height].map(Hundredths);
    format!("M{left} {y0}C{middle} {y0} {middle} {y1} {right} {y1}V{y2}C{middle} {y2} {middle} {y3} {left} {y3}Z")
}

impl Placed {
    fn view(self, whole: Decimal) -> Node {
        let (column, name) = self.of;
        let left = COLUMNS[column];
        let (name_x, name_y) = match column {
            // The whole has its name above it.
            1 => (left + NODE / 2, self.y - 700),
            3 => (left - 100, self.y + self.height / 2 + 450),
            _ => (left + NODE + 100, self.y + self.height / 2 + 450),
        };
        Node {
            name,
            share: percent(self.yuan, whole).map(|share| share.to_string()),
            column,
            x: Hundredths(left),
            y: Hundredths(self.y),
            height: Hundredths(self.height),
            name_x: Hundredths(name_x),
            name_y: Hundredths(name_y),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ribbon(from: (usize, &str), to: (usize, &str), yuan: i64) -> Ribbon {
        let node = |(column, name): (usize, &str)| (column, Name::Text(name.to_owned()));
        Ribbon { from: node(from), to: node(to), yuan: Decimal::from(yuan) }
    }

    #[test]
    fn names_below_each_other_never_touch_however_small_their_amounts() {
        let mut ribbons = vec![ribbon((0, "拨款"), (1, "总计"), 1_000_000)];
        let functions: Vec<String> = (0..12).map(|number| format!("功能{number}")).collect();
        ribbons.extend(functions.iter().map(|name| ribbon((1, "总计"), (2, name), 1)));
        let flow = Flow::new("flow".into(), ribbons, Decimal::from(1_000_000));
        let flow = flow.unwrap_or_else(|| panic!("no chart"));
        let names: Vec<i64> = flow.nodes.iter().filter(|node| node.column == 2).map(|node| node.name_y.0).collect();
        assert_eq!(names.len(), 12);
        assert!(names.windows(2).all(|pair| pair[1] - pair[0] >= LINE));
        assert!(names.iter().all(|y| *y <= flow.height.0));
    }

    #[test]
    fn ribbons_of_a_node_lie_beside_each_other_and_fill_it() {
        let ribbons = vec![
            ribbon((1, "总计"), (2, "教育"), 75),
            ribbon((1, "总计"), (2, "卫生"), 25),
            ribbon((2, "教育"), (3, "基本"), 75),
        ];
        let flow = Flow::new("flow".into(), ribbons, Decimal::from(100));
        let flow = flow.unwrap_or_else(|| panic!("no chart"));
        let whole = flow.nodes.iter().find(|node| node.column == 1).unwrap_or_else(|| panic!("no whole"));
        assert_eq!(whole.height, WHOLE);
        assert!(flow.ribbons[0].path.starts_with(&format!("M285 {}C", whole.y)));
        assert!(flow.ribbons[1].path.starts_with(&format!("M285 {}C", Hundredths(whole.y.0 + WHOLE.0 * 3 / 4))));
        assert_eq!(flow.ribbons[2].part, Some(0));
        assert_eq!(flow.nodes[1].share.as_deref(), Some("75.0"));
    }

    #[test]
    fn nothing_and_less_than_nothing_do_not_flow() {
        let ribbons = vec![ribbon((0, "a"), (1, "b"), 0), ribbon((0, "c"), (1, "b"), -5)];
        assert!(Flow::new("flow".into(), ribbons, Decimal::from(1)).is_none());
    }
}
