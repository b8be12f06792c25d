//! Changes as the text states them: of what, against what, by how much, and why.

use std::cmp::Ordering;

use rust_decimal::Decimal;
use serde_json::Value as Json;

use crate::diagnostic::Problem;
use crate::model::cell::Change;
use crate::model::field::{Decode, Decoder, Definitions, keyword, record};
use crate::model::measure::Measure;
use crate::model::money::Unit;
use crate::model::quantity::SignedNumber;
use crate::tree::Node;

keyword! {
    /// What a figure is compared with.
    pub enum Base = "比较基数" {
        /// 上年预算数.
        PriorBudget = "prior_budget" | "上年预算" | "上年预算数";
        /// 上年, without a word which of its figures: of a budget it is the budget, of a final account the final account.
        Prior = "prior" | "上年" | "上年数" | "去年";
        /// 上年决算数 (执行数).
        PriorFinal = "prior_final" | "上年决算" | "上年决算数" | "上年执行数";
        /// 本年年初预算数.
        Budget = "budget" | "年初预算" | "年初预算数";
        /// 本年全年预算数.
        AdjustedBudget = "adjusted_budget" | "全年预算" | "全年预算数" | "调整预算数";
    }
}

record! {
    /// One stated change, as written.
    pub struct ComparisonFields = "增减变化", "文字中说明的一项增减变化及原因。" {
        /// The measure that changed.
        of: Measure = "指标" | "项目", "发生变化的指标，如 expenditure.total（支出总计）。";
        /// The base.
        against: Base = "比较基数" | "与", "与什么比较：上年预算、上年决算、年初预算等。";
        /// The unit of the change, where it is not the file's.
        unit: Option<Unit> = "单位", "增减额的单位；与全文相同时可省略。";
        /// The change; negative for less.
        delta: Option<Change> = "增减额" | "增减", "增减金额，减少写负数，持平写 0。";
        /// The change in percent, where the text states it.
        percent: Option<SignedNumber> = "增减百分比" | "增长率", "增减百分比（不写 %），减少写负数；原文写明时填写。";
        /// The reason, in the text's words.
        reason: Option<String> = "原因", "增减变化的原因。";
    }
}

/// One stated change: by an amount, by a percentage, or both.
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison(ComparisonFields);

impl std::ops::Deref for Comparison {
    type Target = ComparisonFields;

    fn deref(&self) -> &ComparisonFields {
        &self.0
    }
}

impl Comparison {
    /// Whether it is more, the same or less.
    pub fn direction(&self) -> Ordering {
        let delta = self.delta.map(|delta| delta.0.yuan()).or(self.percent.map(|percent| percent.0.0));
        delta.map_or(Ordering::Equal, |delta| delta.cmp(&Decimal::ZERO))
    }
}

impl Decode for Comparison {
    const IS_COMPOUND: bool = true;

    fn decode<'n>(node: &'n Node<'n>, decoder: &mut Decoder<'n>) -> Option<Self> {
        let fields = ComparisonFields::decode(node, decoder)?;
        if fields.delta.is_none() && fields.percent.is_none() {
            decoder.report(Problem::NoChange {}, node.span);
            return None;
        }
        Some(Self(fields))
    }

    fn find<'n>(node: &'n Node<'n>, path: &[&str]) -> &'n Node<'n> {
        ComparisonFields::find(node, path)
    }

    fn schema(definitions: &mut Definitions) -> Json {
        ComparisonFields::schema(definitions)
    }
}
