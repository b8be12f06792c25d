//! Departments: bodies with a budget (部门, 单位), and their names over the years.

use serde_json::{Value as Json, json};

use crate::diagnostic::Problem;
use crate::model::field::{Decode, Decoder, Definitions, Step, record};
use crate::model::period::{FiscalYear, Period};
use crate::tree::{Node, Value};

/// A department's folder name: lower-case ASCII letters, digits and hyphens. It never changes, whatever happens to names.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DepartmentId(String);

impl DepartmentId {
    /// Reads an id: `[a-z0-9]` and inner hyphens, at most 64 characters.
    pub fn parse(text: &str) -> Option<Self> {
        let letters = text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
        let edges = !text.starts_with('-') && !text.ends_with('-');
        (letters && edges && !text.is_empty() && text.len() <= 64).then(|| Self(text.to_owned()))
    }

    /// The id as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for DepartmentId {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl Decode for DepartmentId {
    fn decode<'n>(node: &'n Node<'n>, decoder: &mut Decoder<'n>) -> Option<Self> {
        let text = decoder.text(node, "a-department")?;
        let id = Self::parse(text);
        if id.is_none() {
            decoder.report(Problem::BadDepartmentId { id: text.to_owned() }, node.span);
        }
        id
    }

    fn schema(definitions: &mut Definitions) -> Json {
        definitions.named("DepartmentId", |_| json!({ "title": "部门标识（文件夹名）", "type": "string", "pattern": "^[a-z0-9]([a-z0-9-]*[a-z0-9])?$" }))
    }
}

record! {
    /// A name and the fiscal years in which it was the name.
    pub struct NamePeriod = "名称", "一个名称及其使用年度。" {
        /// The full name.
        name: String = "名称", "单位全称。";
        /// The first fiscal year.
        since: Option<FiscalYear> = "自" | "起始年度", "开始使用的预算年度。";
        /// The last fiscal year.
        until: Option<FiscalYear> = "至" | "截止年度", "最后使用的预算年度。";
    }
}

impl NamePeriod {
    /// The years of this name.
    pub fn period(&self) -> Period {
        Period { since: self.since, until: self.until }
    }
}

/// The names of a department, in the written order; never empty.
#[derive(Debug, Clone, PartialEq)]
pub struct Names(Vec<NamePeriod>);

impl Names {
    /// The name in a year, else the nearest one in the order written.
    pub fn in_year(&self, year: FiscalYear) -> &str {
        self.0.iter().find(|name| name.period().contains(year)).map_or(self.latest(), |name| name.name.as_str())
    }

    /// The name that was given last.
    pub fn latest(&self) -> &str {
        self.0.iter().max_by_key(|name| name.since).map_or("", |name| name.name.as_str())
    }

    /// Every name.
    pub fn iter(&self) -> impl Iterator<Item = &NamePeriod> {
        self.0.iter()
    }
}

impl Decode for Names {
    fn decode<'n>(node: &'n Node<'n>, decoder: &mut Decoder<'n>) -> Option<Self> {
        if !matches!(node.value, Value::List(_)) {
            let name = String::decode(node, decoder)?;
            return Some(Self(vec![NamePeriod { name, since: None, until: None }]));
        }
        let names = Vec::<NamePeriod>::decode(node, decoder)?;
        if names.is_empty() {
            decoder.report(Problem::EmptyText {}, node.span);
            return None;
        }
        let items = decoder.list(node)?;
        let mut sound = true;
        for (index, name) in names.iter().enumerate() {
            decoder.within(Step::Item(index, &items[index]), |decoder| {
                sound &= check_period(name.period(), &items[index], decoder);
            });
            for other in &names[..index] {
                if let Some(year) = name.period().overlap(other.period()) {
                    let year = year.map_or_else(|| "…".to_owned(), |year| year.to_string());
                    let problem = Problem::NamesOverlap { one: other.name.clone(), other: name.name.clone(), year };
                    decoder.report(problem, items[index].span);
                    sound = false;
                }
            }
        }
        sound.then_some(Self(names))
    }

    fn schema(definitions: &mut Definitions) -> Json {
        let name = String::schema(definitions);
        let names = Vec::<NamePeriod>::schema(definitions);
        json!({ "anyOf": [name, names] })
    }
}

fn check_period<'n>(period: Period, node: &'n Node<'n>, decoder: &mut Decoder<'n>) -> bool {
    match (period.since, period.until) {
        (Some(since), Some(until)) if since > until => {
            let problem = Problem::PeriodBackwards { since: since.to_string(), until: until.to_string() };
            decoder.report(problem, node.span);
            false
        }
        _ => true,
    }
}

record! {
    /// The years in which a body has a budget of its own.
    pub struct Active = "存续年度", "有独立预算的年度。" {
        /// The first fiscal year.
        since: Option<FiscalYear> = "自" | "起始年度", "第一个预算年度。";
        /// The last fiscal year.
        until: Option<FiscalYear> = "至" | "截止年度", "最后一个预算年度。";
    }
}

/// Whether a body is exempt from disclosure (涉密单位), and why where that may be said.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Exempt {
    /// It publishes.
    #[default]
    No,
    /// It does not publish.
    Yes(Option<String>),
}

impl Decode for Exempt {
    fn decode<'n>(node: &'n Node<'n>, decoder: &mut Decoder<'n>) -> Option<Self> {
        match decoder.text(node, "yes-or-no")? {
            "true" | "是" => Some(Self::Yes(None)),
            "false" | "否" => Some(Self::No),
            reason => Some(Self::Yes(Some(reason.to_owned()))),
        }
    }

    fn absent() -> Option<Self> {
        Some(Self::No)
    }

    fn schema(_: &mut Definitions) -> Json {
        json!({ "type": ["boolean", "string"] })
    }
}

record! {
    /// `department.yaml`: a body that publishes a budget.
    pub struct Department = "部门", "一个部门（单位）的基本信息，文件名 department.yaml。" {
        /// Its names with their years.
        names: Names = "名称" | "name", "部门全称；改过名的写成列表，注明年度。";
        /// 简称.
        short_name: Option<String> = "简称", "简称，如 总工会。";
        /// 预算单位编码.
        code: Option<String> = "编码" | "预算单位编码", "预算单位编码。";
        /// The group on the home page: 党群, 政府, 事业 ….
        group: Option<String> = "分组" | "类别", "首页上的分组，如 党群机关。";
        /// The department that this body belongs to (主管部门).
        parent: Option<DepartmentId> = "主管部门" | "上级部门", "所属单位填写其主管部门的文件夹名。";
        /// The years in which it has a budget.
        active: Option<Active> = "存续年度", "有独立预算的年度；一直存续的可省略。";
        /// Whether it is exempt from disclosure.
        exempt: Exempt = "涉密" | "免公开", "涉密不公开的写 是，或写明依据。";
        /// What the body is for, in one sentence.
        about: Option<String> = "简介", "一句话简介。";
    }
}

impl Department {
    /// The years in which it has a budget.
    pub fn period(&self) -> Period {
        self.active.as_ref().map_or_else(Period::default, |active| Period { since: active.since, until: active.until })
    }
}
