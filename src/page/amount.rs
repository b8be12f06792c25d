//! Amounts as pages show them.

use std::cmp::Ordering;

use rust_decimal::Decimal;
use serde::ser::{Serialize, SerializeStruct as _, Serializer};

use crate::archive::Total;
use crate::model::cell::Cell;
use crate::model::field::Keyword;
use crate::model::money::{Money, Unit};
use crate::model::quantity::NumberCell;

/// An amount: the exact value for machines, the printed figure for people.
///
/// Templates see it as `value` (in 元), `text` (the figure, grouped) and `unit` (the unit's key). These are written down
/// only for them: most views are made to find that nothing has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AmountView {
    money: Money,
    /// Whether the figure is without its sign.
    unsigned: bool,
}

impl Serialize for AmountView {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self { money, unsigned } = *self;
        if !serializer.is_human_readable() {
            return (money, unsigned).serialize(serializer);
        }
        let mut fields = serializer.serialize_struct("AmountView", 3)?;
        fields.serialize_field("value", &money.machine())?;
        fields.serialize_field("text", &self.shown())?;
        fields.serialize_field("unit", money.unit().key())?;
        fields.end()
    }
}

impl AmountView {
    /// The figure as pages show it.
    pub fn shown(&self) -> String {
        let figure = if self.unsigned { self.money.figure().abs() } else { self.money.figure() };
        Money::new(figure, self.money.unit()).grouped()
    }

    /// The amount in the unit in which it is shown, with its sign.
    pub fn money(&self) -> Money {
        self.money
    }

    /// An amount as printed.
    pub fn new(money: Money) -> Self {
        Self { money, unsigned: false }
    }

    /// A change whose direction is told in words: the figure without its sign, the value with it.
    pub fn magnitude(money: Money) -> Self {
        Self { money, unsigned: true }
    }

    /// A change in 万元, without its sign; the value has it.
    pub fn change(by: Money) -> Self {
        Self::magnitude(in_wan(by))
    }

    /// A sum that no document prints: in 万元, with two decimals at least, as those that it is of.
    pub fn sum(yuan: Decimal) -> Self {
        Self::new(in_wan(Money::new(yuan, Unit::Yuan)))
    }

    /// An amount in 万元.
    pub fn in_wan(money: Money) -> Self {
        Self::new(in_wan(money))
    }
}

/// The direction of a change, as messages name it.
pub fn direction(ordering: Ordering) -> &'static str {
    match ordering {
        Ordering::Less => "less",
        Ordering::Equal => "same",
        Ordering::Greater => "more",
    }
}

/// A total over several bodies.
#[derive(Debug, serde::Serialize)]
pub struct TotalView {
    /// The amount.
    pub amount: AmountView,
    /// Of how many bodies.
    pub bodies: usize,
}

impl From<Total> for TotalView {
    fn from(total: Total) -> Self {
        Self { amount: AmountView::sum(total.yuan), bodies: total.bodies }
    }
}

/// An amount in 万元: as printed, else exact with two decimals at least.
fn in_wan(money: Money) -> Money {
    let converted = money.in_unit(Unit::TenThousand);
    let mut figure = converted.figure();
    if money.unit() != Unit::TenThousand && figure.scale() < 2 && !figure.is_zero() {
        figure.rescale(2);
    }
    Money::new(figure, Unit::TenThousand)
}

/// The content of a table cell. Zero, blank, dash and absent look different.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
#[serde(tag = "is", rename_all = "snake_case")]
pub enum CellView {
    /// An amount; zero is one.
    Amount(AmountView),
    /// A number that is not money, or text.
    Text {
        /// As printed.
        text: String,
        /// Whether it is a number, which stands to the right.
        number: bool,
    },
    /// There, and empty.
    Blank,
    /// Not applicable.
    Dash,
    /// Not there.
    Absent,
}

impl From<Option<Cell>> for CellView {
    fn from(cell: Option<Cell>) -> Self {
        match cell {
            Some(Cell::Amount(money)) => Self::Amount(AmountView::new(money)),
            Some(Cell::Blank) => Self::Blank,
            Some(Cell::Dash) => Self::Dash,
            None => Self::Absent,
        }
    }
}

impl From<NumberCell> for CellView {
    fn from(cell: NumberCell) -> Self {
        match cell {
            NumberCell::Number(number) => Self::text(&number, true),
            NumberCell::Blank => Self::Blank,
            NumberCell::Dash => Self::Dash,
        }
    }
}

impl CellView {
    /// A cell in 万元, so that the figures of a column can be compared.
    pub fn in_wan(cell: Option<Cell>) -> Self {
        Self::from(match cell {
            Some(Cell::Amount(money)) => Some(Cell::Amount(in_wan(money))),
            other => other,
        })
    }

    /// The amount in 元; `None` where the cell has none.
    pub fn yuan(&self) -> Option<Decimal> {
        if let Self::Amount(amount) = self { Some(amount.money.yuan()) } else { None }
    }

    /// A number or text.
    pub fn text(text: &impl ToString, number: bool) -> Self {
        Self::Text { text: text.to_string(), number }
    }
}

/// A number that is not money as printed; `None` for a place that is empty.
pub fn printed(cell: NumberCell) -> Option<String> {
    match cell {
        NumberCell::Number(number) => Some(number.to_string()),
        NumberCell::Dash => Some("——".to_owned()),
        NumberCell::Blank => None,
    }
}
