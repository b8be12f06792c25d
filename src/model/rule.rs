//! The ids of the check rules, and what a site decides about them (domain: Checks).

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};

use crate::diagnostic::{Problem, Severity};
use crate::model::field::{
    Decode, Decoder, Definitions, Keyword, Step, decode_keyword, keyword, listed, record, suggest,
};
use crate::model::quantity::Number;
use crate::tree::Node;

keyword! {
    /// A check rule. What each says and does is in `check/`, by family: the letter.
    pub enum RuleId = "校验规则" {
        /// Revenue and expenditure have one total.
        A1 = "A1" | "收支总计";
        /// Revenue is the sum of its sources.
        A2 = "A2" | "收入构成";
        /// Expenditure is the sum of its parts.
        A3 = "A3" | "支出构成";
        /// Basic expenditure is personnel and operating cost.
        A4 = "A4" | "基本支出构成";
        /// Each line is the sum of those below it.
        A5 = "A5" | "科目汇总";
        /// 三公 is the sum of its parts.
        A6 = "A6" | "三公构成";
        /// Fiscal appropriation is the sum of its budgets.
        A7 = "A7" | "财政拨款构成";
        /// A final account's totals are what came in, with what was carried in.
        A8 = "A8" | "决算平衡";
        /// What is carried out is what was carried in, and came in, without what was spent.
        A9 = "A9" | "结转结余";
        /// Procurement is goods, works and services.
        A10 = "A10" | "政府采购构成";
        /// Assets are the sum of their lines.
        A11 = "A11" | "资产构成";
        /// A change is the sum of the changes of its parts.
        A12 = "A12" | "增减额构成";
        /// 收支总表 with 收入表 and 支出表.
        B1 = "B1" | "收支总表对收入表支出表";
        /// 财政拨款收支总表 with the statements of its budgets.
        B2 = "B2" | "财政拨款总表对各预算表";
        /// 一般公共预算支出表 with 基本支出表.
        B3 = "B3" | "一般公共预算表对基本支出表";
        /// 收入表 with 财政拨款收支总表.
        B4 = "B4" | "收入表对财政拨款总表";
        /// 基本支出表 with 三公表.
        B5 = "B5" | "基本支出表对三公表";
        /// 支出表 with 财政拨款收支总表, where all money is the treasury's.
        B6 = "B6" | "支出表对财政拨款总表";
        /// An amount in the prose is the measure that it names.
        C1 = "C1" | "文字金额";
        /// A share in the prose.
        C2 = "C2" | "占比";
        /// A completion in the prose.
        C3 = "C3" | "完成率";
        /// More, less or the same.
        C4 = "C4" | "增减方向";
        /// A growth rate.
        C5 = "C5" | "增减百分比";
        /// One figure in two places.
        C6 = "C6" | "同一金额";
        /// 机关运行经费 is the operating cost of an administrative body.
        C7 = "C7" | "机关运行经费口径";
        /// Each project has its targets.
        C8 = "C8" | "项目绩效目标";
        /// 减少 and 持平 of one figure.
        C9 = "C9" | "增减持平矛盾";
        /// 元 for 万元.
        D1 = "D1" | "元万元";
        /// A unit that is wrong by ten thousand.
        D2 = "D2" | "金额单位";
        /// Placeholders, doubled punctuation, a missing percent sign.
        D3 = "D3" | "文字格式";
        /// Field codes of a word processor.
        D4 = "D4" | "文档残留";
        /// Required sections and statements.
        E1 = "E1" | "内容齐全";
        /// A change has a reason.
        E2 = "E2" | "增减原因";
        /// Statements go down to 项 and 款, 三公 is split.
        E3 = "E3" | "明细级次";
        /// One name of the department.
        E4 = "E4" | "部门名称";
        /// One year.
        E5 = "E5" | "年度一致";
        /// A stated change is that of the published figures.
        F1 = "F1" | "增减额对历年";
        /// The budget beside a final account is the budget that was published.
        F2 = "F2" | "年初预算对预算";
        /// What is carried in is what was carried out.
        F3 = "F3" | "年初结转对年末结转";
        /// A missing year, a jump without a reason, an end without succession.
        F4 = "F4" | "年度连续";
        /// Published within twenty days.
        F5 = "F5" | "公开时限";
        /// What was published has not changed but by a correction.
        F6 = "F6" | "公开后不变";
        /// Numbers of identity cards, mobile phones and bank accounts.
        G = "G" | "个人信息";
        /// An acknowledgement of what is not found any more.
        H = "H" | "问题说明";
    }
}

impl RuleId {
    /// The letter of its family: `A`.
    pub fn family(self) -> &'static str {
        &self.key()[..1]
    }
}

keyword! {
    /// What a site makes of a rule.
    pub enum Weight = "轻重" {
        /// Its findings are errors.
        Error = "error" | "错误";
        /// Its findings are warnings.
        Warning = "warning" | "警告";
        /// Its findings are notes.
        Note = "note" | "提示";
        /// It is not checked.
        Off = "off" | "不查";
    }
}

impl Weight {
    /// How much its findings weigh; `None` where it is not checked.
    pub fn severity(self) -> Option<Severity> {
        match self {
            Self::Error => Some(Severity::Error),
            Self::Warning => Some(Severity::Warning),
            Self::Note => Some(Severity::Note),
            Self::Off => None,
        }
    }
}

keyword! {
    /// Which findings keep a site from being published.
    pub enum Stop = "阻止发布" {
        /// None: the site says what does not add up.
        Never = "never" | "不阻止";
        /// Errors.
        Error = "error" | "错误";
        /// Errors and warnings.
        Warning = "warning" | "警告";
    }
}

impl Stop {
    /// Whether a finding that weighs so much stops.
    pub fn includes(self, severity: Severity) -> bool {
        match self {
            Self::Never => false,
            Self::Error => severity == Severity::Error,
            Self::Warning => severity != Severity::Note,
        }
    }
}

/// A rule, or all rules of a family: `A12`, `收支总计`, `A`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Rules {
    /// One rule.
    One(RuleId),
    /// A family, by its letter.
    Family(&'static str),
}

impl Rules {
    /// The letters of the families that have more than one rule.
    const FAMILIES: [&'static str; 6] = ["A", "B", "C", "D", "E", "F"];

    /// The rules that a word names, whatever the case of its letters.
    pub fn from_word(word: &str) -> Option<Self> {
        let upper = word.trim().to_ascii_uppercase();
        let family = || Self::FAMILIES.into_iter().find(|family| *family == upper).map(Self::Family);
        RuleId::from_word(&upper).map(Self::One).or_else(family)
    }

    /// Whether a rule is among them.
    pub fn has(self, rule: RuleId) -> bool {
        match self {
            Self::One(one) => one == rule,
            Self::Family(family) => family == rule.family(),
        }
    }

    /// Every word that names rules.
    pub fn words() -> impl Iterator<Item = &'static str> {
        Self::FAMILIES.into_iter().chain(RuleId::ALL.iter().flat_map(|(_, spelling)| spelling.words()))
    }

    /// The rules with their names, for lists of what is known.
    pub fn known() -> Vec<String> {
        RuleId::ALL.iter().map(|(_, spelling)| listed(spelling.key, spelling.chinese[0])).collect()
    }
}

/// What a site makes of rules and families, what names one rule before what names its family.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Weights(BTreeMap<Rules, Weight>);

impl Weights {
    /// What the site makes of a rule; `None` where it says nothing.
    pub fn of(&self, rule: RuleId) -> Option<Weight> {
        self.0.iter().find(|(rules, _)| rules.has(rule)).map(|(_, weight)| *weight)
    }
}

impl Decode for Weights {
    fn decode<'n>(node: &'n Node<'n>, decoder: &mut Decoder<'n>) -> Option<Self> {
        decoder.map(node)?;
        let mut weights = BTreeMap::new();
        let mut complete = true;
        for entry in node.entries() {
            let rules = Rules::from_word(&entry.key);
            if rules.is_none() {
                let (word, suggestion) = (entry.key.to_string(), suggest(&entry.key, Rules::words()));
                decoder.report(Problem::UnknownWord { word, suggestion, known: Rules::known() }, entry.span);
            }
            let weight = decoder.within(Step::Key(&entry.key), |decoder| decode_keyword(&entry.node, decoder));
            complete &= rules.is_some() && weight.is_some();
            weights.extend(rules.zip(weight));
        }
        complete.then_some(Self(weights))
    }

    fn absent() -> Option<Self> {
        Some(Self::default())
    }

    fn schema(definitions: &mut Definitions) -> Json {
        let weight = Weight::schema(definitions);
        let words: Vec<&str> = Rules::words().collect();
        definitions.named("Weights", |_| {
            json!({
                "title": "各规则的轻重",
                "type": "object",
                "propertyNames": { "enum": words },
                "additionalProperties": weight,
            })
        })
    }
}

/// A percentage above zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Percentage(pub Number);

impl Decode for Percentage {
    fn decode<'n>(node: &'n Node<'n>, decoder: &mut Decoder<'n>) -> Option<Self> {
        let text = decoder.text(node, "a-number")?;
        let number = Number::parse(text.trim_end_matches(['%', '％'])).ok();
        let number = number.filter(|number| !number.0.is_sign_negative() && !number.0.is_zero());
        if number.is_none() {
            decoder.report(Problem::NotAboveZero { text: text.to_owned() }, node.span);
        }
        number.map(Self)
    }

    fn schema(_: &mut Definitions) -> Json {
        json!({ "type": ["number", "string"], "exclusiveMinimum": 0 })
    }
}

record! {
    /// What a site decides about its checks.
    pub struct Checking = "校验", "校验规则的轻重、门槛，以及发现问题时是否阻止发布。" {
        /// Which findings keep the site from being published.
        stop: Option<Stop> = "阻止发布", "哪些校验结果阻止发布：never（不阻止，默认）、error（错误）、warning（错误和警告）。";
        /// What it makes of rules.
        rules: Weights = "规则", "各规则或各类规则的轻重，如 { F4 = \"note\", E = \"off\" }；没有写的按规则自身的轻重。";
        /// The change from the year before that needs a reason, in percent.
        jump: Option<Percentage> = "增减幅度", "支出比上年增减超过百分之多少，应当说明原因（F4）；默认 50。";
    }
}

impl Checking {
    /// Where nothing is decided.
    pub const UNDECIDED: Self = Self { stop: None, rules: Weights(BTreeMap::new()), jump: None };
}
