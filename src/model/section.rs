//! The prose of a disclosure, section by section, identified by meaning and not by number.

use serde_json::{Value as Json, json};

use crate::diagnostic::Problem;
use crate::model::field::{Decode, Decoder, Definitions, Keyword, Spelling, keyword, listed, record, suggest};
use crate::model::prose::Markdown;
use crate::model::vocabulary::Vocabulary;
use crate::tree::Node;

keyword! {
    /// What a section is about. Numbers and order differ from place to place; meanings do not.
    pub enum SectionKind = "章节" {
        /// What comes before the first heading.
        Preface = "preface" | "前言";
        /// 部门职责.
        Duties = "duties" | "部门职责" | "主要职责" | "部门职责及机构设置情况";
        /// 机构设置.
        Structure = "structure" | "机构设置" | "机构设置情况";
        /// 预算 (决算) 总体情况.
        Arrangement = "arrangement" | "总体情况" | "部门预算安排的总体情况" | "收支总体情况";
        /// 收入说明.
        Revenue = "revenue" | "收入说明";
        /// 支出说明.
        Expenditure = "expenditure" | "支出说明";
        /// 比上年增减情况.
        Changes = "changes" | "增减变化" | "比上年增减情况";
        /// 预算执行情况.
        Execution = "execution" | "预算执行情况" | "预算执行";
        /// 财政拨款情况.
        FiscalAppropriation = "fiscal_appropriation" | "财政拨款情况";
        /// 机关运行经费.
        OperatingCost = "operating_cost" | "机关运行经费" | "机关运行经费安排情况";
        /// “三公”经费.
        ThreePublic = "three_public" | "三公经费" | "“三公”经费";
        /// 绩效.
        Performance = "performance" | "绩效信息" | "绩效预算信息" | "预算绩效情况";
        /// 政府采购.
        Procurement = "procurement" | "政府采购" | "政府采购情况" | "政府采购预算情况";
        /// 国有资产.
        Assets = "assets" | "国有资产" | "国有资产信息" | "国有资产占用情况";
        /// 报表.
        Statements = "statements" | "报表" | "公开表" | "收支报表";
        /// 名词解释.
        Glossary = "glossary" | "名词解释";
        /// 其他需要说明的事项.
        Other = "other" | "其他" | "其他需要说明的事项";
    }
}

/// The key of a section: a [`SectionKind`]'s or one of the site's own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionKey(pub String);

impl SectionKey {
    /// The meaning, if it is on the national list.
    pub fn kind(&self) -> Option<SectionKind> {
        SectionKind::from_word(&self.0)
    }
}

impl Decode for SectionKey {
    fn decode<'n>(node: &'n Node<'n>, decoder: &mut Decoder<'n>) -> Option<Self> {
        let word = decoder.text(node, "a-word")?;
        if let Some(kind) = SectionKind::from_word(word) {
            return Some(Self(kind.key().to_owned()));
        }
        let own = &decoder.scope.vocabulary.sections;
        if let Some(term) = Vocabulary::own(own, word) {
            return Some(Self(term.key.0.clone()));
        }
        let spellings = || SectionKind::ALL.iter().map(|(_, spelling)| spelling);
        let problem = Problem::UnknownWord {
            word: word.to_owned(),
            suggestion: suggest(word, spellings().flat_map(Spelling::words)),
            known: spellings()
                .map(Spelling::listed)
                .chain(own.iter().map(|term| listed(&term.key.0, &term.label)))
                .collect(),
        };
        decoder.report(problem, node.span);
        None
    }

    fn schema(definitions: &mut Definitions) -> Json {
        let known = SectionKind::schema(definitions);
        json!({ "anyOf": [known, { "type": "string", "title": "本站自定义章节" }] })
    }
}

record! {
    /// One section.
    pub struct Section = "章节", "一个章节的标题和正文。" {
        /// What it is about.
        key: SectionKey = "章节" | "类别", "章节的含义，如 duties（部门职责）。";
        /// The number as printed: 一, （二）, 第三部分.
        number: Option<String> = "序号", "原文的序号，如 一、（二）、第三部分。";
        /// The heading as printed, without its number.
        heading: Option<String> = "标题", "原文的标题，不含序号。";
        /// 1 for a section, 2 for a section inside the one above.
        sub: bool = "下级", "是否为上一章节的下级章节。";
        /// The prose. Absent where the section is a table, or the prose is in `<key>.md`.
        body: Option<Markdown> = "正文", "正文（Markdown）；也可放在同名文件夹的 <章节键>.md 中。";
    }
}

record! {
    /// One entry of 名词解释.
    pub struct GlossaryEntry = "名词解释", "一个名词及其解释。" {
        /// The term.
        term: String = "名词" | "词条", "名词。";
        /// What it means.
        definition: Markdown = "解释" | "定义", "解释（Markdown）。";
    }
}
