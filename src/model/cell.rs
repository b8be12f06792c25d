//! What an amount's place may hold: an amount, nothing yet, or a dash that says “not applicable”.

use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};

use crate::diagnostic::Problem;
use crate::model::disclosure::Kind;
use crate::model::field::{Decode, Decoder, Definitions, Keyword, Read, keyword, record};
use crate::model::money::Money;
use crate::tree::{Node, Value};

/// The ways of printing “not applicable”.
const DASHES: [&str; 7] = ["——", "—", "–", "--", "-", "－", "／"];

/// The content of a cell that holds money. A cell that is not there at all is `None` around this.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Cell {
    /// An amount; zero is one.
    Amount(Money),
    /// `~`: the place is there and empty. Counts as nothing inside sums, and looks empty.
    Blank,
    /// `"——"`: does not apply.
    Dash,
}

impl Cell {
    /// The amount, if it is one.
    pub fn amount(self) -> Option<Money> {
        match self {
            Self::Amount(money) => Some(money),
            Self::Blank | Self::Dash => None,
        }
    }

    /// Whether the text prints “not applicable”.
    pub fn is_dash(text: &str) -> bool {
        DASHES.contains(&text.trim())
    }
}

impl Decode for Cell {
    const BLANK_IS_ABSENT: bool = false;

    fn decode<'n>(node: &'n Node<'n>, decoder: &mut Decoder<'n>) -> Option<Self> {
        decoder.trace(Read::Amount, node);
        if node.is_blank() {
            return Some(Self::Blank);
        }
        let text = decoder.text(node, "an-amount")?;
        if Self::is_dash(text) {
            return Some(Self::Dash);
        }
        match Money::parse(text, decoder.scope.unit) {
            Ok(money) if money.is_negative() && !decoder.scope.signed => {
                if decoder.scope.kind == Kind::Final {
                    // A year's corrections can outweigh what was spent.
                    decoder.report(Problem::NegativeOutcome { text: text.to_owned() }, node.span);
                    return Some(Self::Amount(money));
                }
                decoder.report(Problem::NegativeAmount { text: text.to_owned() }, node.span);
                None
            }
            Ok(money) => Some(Self::Amount(money)),
            Err(problem) => {
                decoder.report(problem, node.span);
                None
            }
        }
    }

    fn schema(definitions: &mut Definitions) -> Json {
        definitions.named("Amount", |_| {
            json!({
                "title": "金额",
                "description": "数字；未填写为 ~，不适用为 \"——\"。单位见本文件或本表的 unit（单位）。",
                "anyOf": [
                    { "type": "number" },
                    { "type": "null" },
                    { "type": "string", "pattern": "^\\s*([-－−+＋]?[0-9０-９][0-9０-９,，]*([.．][0-9０-９]+)?|——|—|–|--|-|－|／)\\s*$" },
                ],
            })
        })
    }
}

keyword! {
    /// When an amount was the plan, and when it is what came of it.
    pub enum Phase = "阶段" {
        /// 年初预算数, as the people's congress approved it.
        Original = "original" | "年初预算数" | "年初预算";
        /// 全年预算数, as it was adjusted in the year; final accounts also print it as 预算数.
        Adjusted = "adjusted" | "全年预算数" | "全年预算" | "调整预算数" | "预算数";
        /// The disclosure's own amount: 预算数 in a budget, 决算数 in a final account.
        Actual = "actual" | "决算数" | "决算";
    }
}

impl Phase {
    /// The phase that a column heading or a row label names, in a budget or in a final account.
    pub fn from_heading(word: &str, of: Kind) -> Option<Self> {
        match (of, Self::from_word(word)?) {
            (Kind::Budget, _) if matches!(word, "预算数" | "年初预算数" | "年初预算") => Some(Self::Actual),
            (Kind::Budget, Self::Actual) => None,
            (_, phase) => Some(phase),
        }
    }
}

/// A figure that a disclosure states. A budget states one amount; a final account may print the budget beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Figure {
    /// The disclosure's own amount: 预算数 in a budget, 决算数 in a final account.
    pub actual: Option<Cell>,
    /// 年初预算数, only in a final account.
    pub original: Option<Cell>,
    /// 全年预算数 (调整预算数), only in a final account.
    pub adjusted: Option<Cell>,
}

impl Figure {
    /// A figure of which one phase is known.
    pub fn of(phase: Phase, cell: Cell) -> Self {
        let of = |other| (phase == other).then_some(cell);
        Self { original: of(Phase::Original), adjusted: of(Phase::Adjusted), actual: of(Phase::Actual) }
    }

    /// The cell of one phase.
    pub fn get(self, phase: Phase) -> Option<Cell> {
        match phase {
            Phase::Original => self.original,
            Phase::Adjusted => self.adjusted,
            Phase::Actual => self.actual,
        }
    }

    /// This figure, with what it lacks taken from another.
    #[must_use]
    pub fn or(self, other: Self) -> Self {
        Self {
            original: self.original.or(other.original),
            adjusted: self.adjusted.or(other.adjusted),
            actual: self.actual.or(other.actual),
        }
    }
}

record! {
    /// The columns of a figure in a final account.
    pub struct Execution = "金额（分列）", "决算中的一个金额，可同时列出年初预算数、全年预算数和决算数。" {
        /// 年初预算数.
        original: Option<Cell> = "年初预算" | "年初预算数", "年初预算数，只用于决算。";
        /// 全年预算数.
        adjusted: Option<Cell> = "全年预算" | "全年预算数" | "调整预算数" | "预算数", "全年预算数（调整后预算数），只用于决算。";
        /// 决算数.
        actual: Option<Cell> = "决算" | "决算数", "决算数；直接写数字即为决算数。";
    }
}

impl Decode for Figure {
    const BLANK_IS_ABSENT: bool = false;

    fn decode<'n>(node: &'n Node<'n>, decoder: &mut Decoder<'n>) -> Option<Self> {
        if !matches!(node.value, Value::Map(_)) {
            decoder.trace(Read::Figure, node);
            return Cell::decode(node, decoder).map(|cell| Self { actual: Some(cell), ..Self::default() });
        }
        if let Some(entry) = node.entries().first().filter(|_| decoder.scope.kind == Kind::Budget) {
            decoder.report(Problem::BudgetHasOneColumn { key: entry.key.to_string() }, entry.span);
            return None;
        }
        let Execution { original, adjusted, actual } = Execution::decode(node, decoder)?;
        Some(Self { actual, original, adjusted })
    }

    fn find<'n>(node: &'n Node<'n>, path: &[&str]) -> &'n Node<'n> {
        // An amount alone is the disclosure's own.
        Execution::find(node, if path.is_empty() { &["actual"] } else { path })
    }

    fn schema(definitions: &mut Definitions) -> Json {
        let amount = Cell::schema(definitions);
        let columns = Execution::schema(definitions);
        definitions.named("Figure", |_| json!({ "title": "金额", "anyOf": [amount, columns] }))
    }
}

/// A figure that may be negative, such as a balance carried over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Balance(pub Figure);

impl Decode for Balance {
    const BLANK_IS_ABSENT: bool = false;

    fn decode<'n>(node: &'n Node<'n>, decoder: &mut Decoder<'n>) -> Option<Self> {
        decoder.signed(|decoder| Figure::decode(node, decoder)).map(Self)
    }

    fn find<'n>(node: &'n Node<'n>, path: &[&str]) -> &'n Node<'n> {
        Figure::find(node, path)
    }

    fn schema(definitions: &mut Definitions) -> Json {
        Figure::schema(definitions)
    }
}

/// A change, which may be negative: 增加 is positive, 减少 negative, 持平 zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change(pub Money);

impl Decode for Change {
    fn decode<'n>(node: &'n Node<'n>, decoder: &mut Decoder<'n>) -> Option<Self> {
        decoder.trace(Read::Amount, node);
        let text = decoder.text(node, "an-amount")?;
        Money::parse(text, decoder.scope.unit).map_err(|problem| decoder.report(problem, node.span)).ok().map(Self)
    }

    fn schema(definitions: &mut Definitions) -> Json {
        Cell::schema(definitions)
    }
}
