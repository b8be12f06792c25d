//! Charts as plain data: where each bar, ribbon and word stands. Templates draw them; style sheets colour them.
//!
//! A chart is as wide as its place: across, positions are in percent, down, in pixels, so that words keep their size on any
//! screen. What is drawn is computed from exact amounts and rounded once, to hundredths; nothing is a floating-point
//! number, so the same figures give the same bytes on every machine. Only amounts are drawn: zero stands on its line, and
//! a year without an amount stays empty and is marked.

mod bars;
mod columns;
mod flow;
mod said;
mod scale;
mod spark;

use serde::{Serialize, Serializer};

pub use bars::{Bars, Item};
pub use columns::Columns;
pub use flow::{Flow, Ribbon};
pub use said::{Said, SaidShare, SaidSpan, of_body, of_county, of_spending, shares, span, spent_in_year};
pub use spark::Spark;

/// A position or a length in hundredths: of a percent across, of a pixel down.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub struct Hundredths(pub i64);

impl Serialize for Hundredths {
    /// As an attribute has it: `12.5`.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl std::fmt::Display for Hundredths {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let (whole, part) = (self.0.abs() / 100, self.0.abs() % 100);
        match (part, part % 10) {
            (0, _) => write!(formatter, "{sign}{whole}"),
            (_, 0) => write!(formatter, "{sign}{whole}.{}", part / 10),
            _ => write!(formatter, "{sign}{whole}.{part:02}"),
        }
    }
}

/// What something is called: a message of the theme, or a name that needs no translation.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Name {
    /// The message that names it.
    Message(String),
    /// The name itself.
    Text(String),
}

impl Name {
    /// A message of the theme.
    pub fn message(id: impl Into<String>) -> Self {
        Self::Message(id.into())
    }
}

#[cfg(test)]
mod tests {
    use super::Hundredths;

    #[test]
    fn positions_are_written_as_short_as_they_can_be() {
        for (hundredths, text) in [(0, "0"), (700, "7"), (1250, "12.5"), (1205, "12.05"), (-5, "-0.05"), (-250, "-2.5")]
        {
            assert_eq!(Hundredths(hundredths).to_string(), text);
        }
    }
}
