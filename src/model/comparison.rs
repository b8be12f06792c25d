//! Changes as the text states them: of what, against what, by how much, and why.

use crate::model::cell::Change;
use crate::model::field::{keyword, record};
use crate::model::measure::Measure;
use crate::model::money::Unit;
use crate::model::quantity::SignedNumber;

keyword! {
    /// What a figure is compared with.
    pub enum Base = "比较基数" {
        /// 上年预算数.
        PriorBudget = "prior_budget" | "上年预算" | "上年预算数" | "上年";
        /// 上年决算数 (执行数).
        PriorFinal = "prior_final" | "上年决算" | "上年决算数" | "上年执行数";
        /// 本年年初预算数.
        Budget = "budget" | "年初预算" | "年初预算数";
        /// 本年全年预算数.
        AdjustedBudget = "adjusted_budget" | "全年预算" | "全年预算数" | "调整预算数";
    }
}

record! {
    /// One stated change.
    pub struct Comparison = "增减变化", "文字中说明的一项增减变化及原因。" {
        /// The measure that changed.
        of: Measure = "指标" | "项目", "发生变化的指标，如 expenditure.total（支出总计）。";
        /// The base.
        against: Base = "比较基数" | "与", "与什么比较：上年预算、上年决算、年初预算等。";
        /// The unit of the change, where it is not the file's.
        unit: Option<Unit> = "单位", "增减额的单位；与全文相同时可省略。";
        /// The change; negative for less.
        delta: Change = "增减额" | "增减", "增减金额，减少写负数，持平写 0。";
        /// The change in percent, where the text states it.
        percent: Option<SignedNumber> = "增减百分比" | "增长率", "增减百分比（不写 %），原文写明时填写。";
        /// The reason, in the text's words.
        reason: Option<String> = "原因", "增减变化的原因。";
    }
}
