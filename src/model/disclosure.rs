//! A disclosure: one department, one fiscal year, one kind, one scope, one version.

use serde::{Deserialize, Serialize};

use crate::model::cell::Figure;
use crate::model::comparison::Comparison;
use crate::model::department::DepartmentId;
use crate::model::field::{Declared, Keyword, keyword, record};
use crate::model::money::Unit;
use crate::model::performance::Performance;
use crate::model::period::{Date, FiscalYear};
use crate::model::rule::RuleId;
use crate::model::section::{GlossaryEntry, Section};
use crate::model::statement::Statement;
use crate::model::summary::{Assets, Expenditure, Institution, Procurement, Revenue, ThreePublic};

keyword! {
    /// Budget or final account.
    pub enum Kind = "类型" {
        /// 部门预算.
        Budget = "budget" | "预算";
        /// 部门决算.
        Final = "final" | "决算";
    }
}

impl Kind {
    /// Both, in the order in which they stand beside each other.
    pub const BOTH: [Self; 2] = [Self::Budget, Self::Final];
}

keyword! {
    /// Whether a disclosure is of a department with its units, or of one body alone.
    pub enum Scope = "口径" {
        /// 部门(汇总).
        Department = "department" | "部门";
        /// 单位(本级).
        Unit = "unit" | "单位" | "本级";
    }
}

/// What tells a disclosure from every other.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Identity {
    /// Whose.
    pub department: DepartmentId,
    /// Of which fiscal year.
    pub year: FiscalYear,
    /// Budget or final account.
    pub kind: Kind,
    /// Of the department or of the body alone.
    pub scope: Scope,
    /// 1, 2, …; the highest is the one in force.
    pub version: u16,
}

impl Identity {
    /// The name of its file without the ending and without a version: `budget`, `final-unit`.
    pub fn stem(&self) -> String {
        stem(self.kind, self.scope)
    }

    /// Whether both are versions of one disclosure of a department.
    pub fn is_version_of(&self, other: &Self) -> bool {
        (self.year, self.kind, self.scope) == (other.year, other.kind, other.scope)
    }
}

/// The name of a disclosure's file without its ending.
pub fn stem(kind: Kind, scope: Scope) -> String {
    match scope {
        Scope::Department => kind.key().to_owned(),
        Scope::Unit => format!("{}-unit", kind.key()),
    }
}

record! {
    /// The three dates of a disclosure, each of which may be unknown.
    #[derive(Serialize, Deserialize)]
    pub struct Dates = "日期", "批准、批复和公开的日期，未知的可省略。" {
        /// 批准: when the people's congress approved the budget.
        approved: Option<Date> = "批准" | "批准日期", "人大批准日期。";
        /// 批复: when the finance bureau replied to the department.
        replied: Option<Date> = "批复" | "批复日期", "财政部门批复日期。";
        /// 公开: when it was published; 预算法 art. 14 allows 20 days from 批复.
        published: Option<Date> = "公开" | "公开日期", "公开日期；应在批复后 20 日内（预算法第十四条）。";
    }
}

record! {
    /// A file that is published with the disclosure.
    pub struct Attachment = "附件", "随本文件公开的一个附件，放在同名文件夹中。" {
        /// The file's name in the folder beside the YAML file.
        file: String = "文件" | "文件名", "附件文件名。";
        /// What readers see.
        title: Option<String> = "标题" | "名称", "页面上显示的标题。";
        /// Whether its text prevails over the page's.
        prevails: bool = "以此为准", "附件与页面不一致时，是否以附件为准。";
    }
}

record! {
    /// What a later version changed.
    #[derive(Serialize, Deserialize)]
    pub struct Correction = "更正", "一次更正的说明。" {
        /// The version that brought it.
        version: Version = "版本", "更正后的版本号。";
        /// When.
        date: Option<Date> = "日期", "更正日期。";
        /// What was corrected.
        what: String = "更正内容" | "内容", "更正了什么。";
        /// Why.
        why: String = "更正原因" | "原因", "为什么更正。";
    }
}

/// The number of a version, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Version(pub u16);

impl crate::model::field::Decode for Version {
    fn decode<'n>(node: &'n crate::tree::Node<'n>, decoder: &mut crate::model::field::Decoder<'n>) -> Option<Self> {
        let text = decoder.text(node, "a-number")?;
        let version = text.parse().ok().filter(|version| *version >= 1);
        if version.is_none() {
            decoder.report(crate::diagnostic::Problem::NotACount { text: text.to_owned() }, node.span);
        }
        version.map(Self)
    }

    fn schema(_: &mut crate::model::field::Definitions) -> serde_json::Value {
        serde_json::json!({ "type": "integer", "minimum": 1 })
    }
}

record! {
    /// A finding that the department knows and explains.
    pub struct Acknowledgement = "已知问题说明", "对一项校验结果的说明，会一并公开。" {
        /// The rule's id, as A12.
        rule: RuleId = "规则", "校验规则编号，如 A12。";
        /// The explanation.
        note: String = "说明", "说明；会随校验结果一并公开。";
    }
}

record! {
    /// A whole disclosure file.
    pub struct Disclosure = "部门预决算公开", "一个部门一个年度的预算（budget.yaml）或决算（final.yaml）。" {
        /// The title as printed.
        title: String = "标题", "文件标题。";
        /// The fiscal year, which must be the folder's.
        year: Option<FiscalYear> = "年度", "预算年度；可省略，填写时必须与文件夹一致。";
        /// The unit of amounts that name none.
        unit: Unit = "单位" | "金额单位", "全文默认的金额单位，如 万元。";
        /// The three dates.
        dates: Option<Dates> = "日期", "批准、批复、公开日期。";
        /// 收入.
        revenue: Option<Revenue> = "收入", "收入情况。";
        /// 支出.
        expenditure: Option<Expenditure> = "支出", "支出情况。";
        /// Stated changes.
        comparisons: Vec<Comparison> = "增减变化" | "比较", "文字中说明的增减变化及原因。";
        /// 机关运行经费.
        operating_cost: Option<Declared<Figure>> = "机关运行经费", "机关运行经费；没有的写 无。";
        /// “三公”经费.
        three_public: Option<Declared<ThreePublic>> = "三公经费" | "“三公”经费", "财政拨款“三公”经费；没有的写 无。";
        /// 政府采购.
        procurement: Option<Declared<Procurement>> = "政府采购", "政府采购；没有的写 无。";
        /// 国有资产.
        assets: Option<Declared<Assets>> = "国有资产", "国有资产占用情况；没有的写 无。";
        /// 机构设置.
        institutions: Option<Declared<Vec<Institution>>> = "机构设置" | "机构", "部门机构设置情况；没有下设机构的写 无。";
        /// 报表.
        statements: Vec<Statement> = "报表", "公开报表。";
        /// 绩效.
        performance: Option<Declared<Performance>> = "绩效" | "绩效信息", "绩效目标和项目绩效；没有的写 无。";
        /// Prose.
        sections: Vec<Section> = "章节" | "正文", "按公开顺序排列的各章节。";
        /// 名词解释.
        glossary: Vec<GlossaryEntry> = "名词解释", "名词解释。";
        /// Files published with it.
        attachments: Vec<Attachment> = "附件", "附件的标题等说明；未列出的附件也会公开。";
        /// What later versions changed.
        corrections: Vec<Correction> = "更正" | "更正记录", "更正记录；有旧版本（如 budget@1.yaml）时必填。";
        /// Findings that the department explains.
        acknowledge: Vec<Acknowledgement> = "已知问题" | "问题说明", "对校验结果的说明。";
    }
}

impl Disclosure {
    /// A disclosure that says nothing.
    pub fn empty(unit: Unit) -> Self {
        Self {
            title: String::new(),
            year: None,
            unit,
            dates: None,
            revenue: None,
            expenditure: None,
            comparisons: Vec::new(),
            operating_cost: None,
            three_public: None,
            procurement: None,
            assets: None,
            institutions: None,
            statements: Vec::new(),
            performance: None,
            sections: Vec::new(),
            glossary: Vec::new(),
            attachments: Vec::new(),
            corrections: Vec::new(),
            acknowledge: Vec::new(),
        }
    }
}
