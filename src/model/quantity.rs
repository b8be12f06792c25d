//! Counts and quantities, which are not money.

use std::fmt;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};

use crate::diagnostic::Problem;
use crate::model::cell::Cell;
use crate::model::field::{Decode, Decoder, Definitions, Read, record};
use crate::model::money::parse_figure;
use crate::tree::{Node, Value};

/// A number that is not money, with the digits it was printed with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Number(#[serde(with = "briefly")] pub Decimal);

/// A decimal as its digits and where the point stands: few bytes, since most numbers are small.
mod briefly {
    use rust_decimal::Decimal;
    use serde::de::Error as _;
    use serde::{Deserialize as _, Deserializer, Serialize as _, Serializer};

    #[allow(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
    pub fn serialize<S: Serializer>(number: &Decimal, serializer: S) -> Result<S::Ok, S::Error> {
        (number.mantissa(), number.scale()).serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Decimal, D::Error> {
        let (digits, scale) = <(i128, u32)>::deserialize(deserializer)?;
        Decimal::try_from_i128_with_scale(digits, scale).map_err(D::Error::custom)
    }
}

impl Number {
    /// Reads a number; percent signs and units are not part of it.
    pub fn parse(text: &str) -> Result<Self, Problem> {
        parse_figure(text).map(Self).map_err(|_| Problem::NotAQuantity { text: text.to_owned() })
    }
}

impl fmt::Display for Number {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

/// The content of a place that holds a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum NumberCell {
    /// A number; zero is one.
    Number(Number),
    /// The place is there and empty.
    Blank,
    /// Does not apply.
    Dash,
}

impl Decode for NumberCell {
    const BLANK_IS_ABSENT: bool = false;

    fn decode<'n>(node: &'n Node<'n>, decoder: &mut Decoder<'n>) -> Option<Self> {
        decoder.trace(Read::Number, node);
        if node.is_blank() {
            return Some(Self::Blank);
        }
        let text = decoder.text(node, "a-number")?;
        if Cell::is_dash(text) {
            return Some(Self::Dash);
        }
        let number = Number::parse(text).ok().filter(|number| !number.0.is_sign_negative() || number.0.is_zero());
        if number.is_none() {
            decoder.report(Problem::NotAQuantity { text: text.to_owned() }, node.span);
        }
        number.map(Self::Number)
    }

    fn schema(definitions: &mut Definitions) -> Json {
        definitions.named("Number", |_| json!({ "title": "数量", "type": ["number", "string", "null"] }))
    }
}

/// A quantity with its unit: one 辆, 120 平方米.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// How many.
    pub number: NumberCell,
    /// Of what; `None` where the line's name says it.
    pub unit: Option<String>,
}

record! {
    /// A quantity as a map.
    pub struct QuantityFields = "数量", "数量和计量单位。" {
        /// How many.
        number: NumberCell = "数量" | "数", "数量；不适用为 \"——\"。";
        /// Of what.
        unit: Option<String> = "单位" | "计量单位", "计量单位，如 辆、平方米。";
    }
}

impl Decode for Quantity {
    const BLANK_IS_ABSENT: bool = false;

    fn decode<'n>(node: &'n Node<'n>, decoder: &mut Decoder<'n>) -> Option<Self> {
        if !matches!(node.value, Value::Map(_)) {
            return NumberCell::decode(node, decoder).map(|number| Self { number, unit: None });
        }
        let QuantityFields { number, unit } = QuantityFields::decode(node, decoder)?;
        Some(Self { number, unit })
    }

    fn schema(definitions: &mut Definitions) -> Json {
        let number = NumberCell::schema(definitions);
        let fields = QuantityFields::schema(definitions);
        json!({ "anyOf": [number, fields] })
    }
}

/// A whole number of people, groups, cars, occasions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Count(pub u64);

impl Decode for Count {
    fn decode<'n>(node: &'n Node<'n>, decoder: &mut Decoder<'n>) -> Option<Self> {
        let text = decoder.text(node, "a-number")?;
        let count =
            parse_figure(text).ok().filter(|number| number.scale() == 0).and_then(|number| u64::try_from(number).ok());
        if count.is_none() {
            decoder.report(Problem::NotACount { text: text.to_owned() }, node.span);
        }
        count.map(Self)
    }

    fn schema(definitions: &mut Definitions) -> Json {
        definitions.named("Count", |_| json!({ "title": "个数", "type": ["integer", "string", "null"] }))
    }
}

/// A number that may be negative, such as a change in percent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SignedNumber(pub Number);

impl Decode for SignedNumber {
    fn decode<'n>(node: &'n Node<'n>, decoder: &mut Decoder<'n>) -> Option<Self> {
        let text = decoder.text(node, "a-number")?;
        // A percent sign says what the field says already.
        let plain = text.trim_end_matches(['%', '％', ' ']);
        let number = Number::parse(plain).ok();
        if number.is_none() {
            decoder.report(Problem::NotAQuantity { text: text.to_owned() }, node.span);
        }
        number.map(Self)
    }

    fn schema(definitions: &mut Definitions) -> Json {
        NumberCell::schema(definitions)
    }
}
