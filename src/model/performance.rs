//! Performance: overall goal, goals in parts, and projects with their indicators (绩效目标表).

use crate::model::cell::Figure;
use crate::model::field::record;
use crate::model::prose::Markdown;
use crate::model::quantity::NumberCell;

record! {
    /// 绩效预算信息.
    pub struct Performance = "绩效信息", "部门整体绩效目标、分项绩效目标、保障措施和预算项目绩效目标。" {
        /// 总体绩效目标.
        overall: Option<Markdown> = "总体绩效目标" | "总体目标", "总体绩效目标（Markdown）。";
        /// 分项绩效目标.
        goals: Vec<Goal> = "分项绩效目标" | "分项目标", "分项绩效目标。";
        /// 保障措施.
        safeguards: Option<Markdown> = "保障措施", "实现年度发展规划目标的保障措施（Markdown）。";
        /// 项目绩效目标表.
        projects: Vec<Project> = "项目" | "项目绩效目标", "有绩效目标表的预算项目。";
    }
}

record! {
    /// One 分项绩效目标.
    pub struct Goal = "分项绩效目标", "一项分项绩效目标及其指标。" {
        /// The goal's name.
        name: String = "名称", "分项目标的名称。";
        /// What it aims at.
        objective: Option<Markdown> = "绩效目标" | "目标", "绩效目标（Markdown）。";
        /// Its targets, one a line.
        targets: Vec<String> = "绩效指标" | "指标", "绩效指标，每条一行。";
    }
}

record! {
    /// A project (项目) with its 绩效目标表.
    pub struct Project = "项目", "一个预算项目及其绩效目标表。" {
        /// 项目编码.
        code: Option<String> = "编码" | "项目编码", "项目编码。";
        /// 项目名称.
        name: String = "名称" | "项目名称", "项目名称。";
        /// 金额.
        amount: Option<Figure> = "金额" | "预算金额", "项目金额。";
        /// The name or code under which the project ran the year before.
        continues: Option<String> = "延续自" | "上年项目", "上年同一项目的名称或编码，用于跨年跟踪。";
        /// 绩效目标.
        objective: Option<Markdown> = "绩效目标" | "目标", "项目绩效目标（Markdown）。";
        /// 绩效指标.
        indicators: Vec<Indicator> = "绩效指标" | "指标", "绩效指标表的各行。";
        /// 自评得分, in a final account.
        score: Option<NumberCell> = "得分" | "自评得分", "项目绩效自评得分，只用于决算。";
    }
}

record! {
    /// One row of a 绩效目标表.
    pub struct Indicator = "绩效指标", "绩效目标表的一行。" {
        /// 一级指标.
        level1: String = "一级指标", "如 产出指标、效果指标、满意度指标。";
        /// 二级指标.
        level2: Option<String> = "二级指标", "如 数量指标、质量指标、时效指标、成本指标。";
        /// 三级指标.
        name: String = "三级指标" | "名称", "指标名称。";
        /// 绩效指标描述.
        describe: Option<String> = "绩效指标描述" | "描述" | "指标描述", "指标的含义或算法。";
        /// 指标值, as printed: ≥60%, 优秀, 16人.
        value: Option<String> = "指标值" | "目标值", "指标值，如 \"≥60%\"；以 > 或 % 开头时要加引号。";
        /// 指标值确定依据.
        basis: Option<String> = "指标值确定依据" | "依据" | "确定依据", "指标值的确定依据。";
        /// 分值, the weight in a final account.
        weight: Option<NumberCell> = "分值" | "权重", "分值，只用于决算。";
        /// 完成值, in a final account.
        actual: Option<String> = "完成值" | "实际完成值", "实际完成值，只用于决算。";
        /// 得分, in a final account.
        score: Option<NumberCell> = "得分", "得分，只用于决算。";
        /// Why a target was missed.
        deviation: Option<String> = "偏差原因" | "未完成原因", "偏差原因和改进措施，只用于决算。";
    }
}
