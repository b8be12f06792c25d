//! Departments: bodies with a budget (部门, 单位), and their names over the years.

use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};

use crate::diagnostic::Problem;
use crate::files::is_device;
use crate::model::field::{Decode, Decoder, Definitions, Step, record};
use crate::model::period::{FiscalYear, Period};
use crate::tree::{Node, Value};

/// A department's folder name: lower-case ASCII letters, digits and hyphens. It never changes, whatever happens to names.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct DepartmentId(String);

impl DepartmentId {
    /// Reads an id: `[a-z0-9]` and inner hyphens, at most 64 characters. Names of Windows devices (`con`) are none.
    pub fn parse(text: &str) -> Option<Self> {
        let letters = text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
        let edges = !text.starts_with('-') && !text.ends_with('-');
        (letters && edges && !text.is_empty() && text.len() <= 64 && !is_device(text)).then(|| Self(text.to_owned()))
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
    /// The name in a year, else the one whose years are nearest.
    pub fn in_year(&self, year: FiscalYear) -> &str {
        let distance = |name: &&NamePeriod| {
            let year = year.number();
            let before = name.since.map_or(0, |since| since.number().saturating_sub(year));
            let after = name.until.map_or(0, |until| year.saturating_sub(until.number()));
            before.max(after)
        };
        self.0.iter().min_by_key(distance).map_or("", |name| name.name.as_str())
    }

    /// The name that was given last.
    pub fn latest(&self) -> &str {
        self.0.iter().max_by_key(|name| (name.since, name.until.is_none())).map_or("", |name| name.name.as_str())
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
        let periods: Vec<_> = names.iter().map(|name| (name.name.clone(), name.period())).collect();
        check_periods(&periods, node, decoder).then_some(Self(names))
    }

    fn schema(definitions: &mut Definitions) -> Json {
        let name = String::schema(definitions);
        let names = Vec::<NamePeriod>::schema(definitions);
        json!({ "anyOf": [name, names] })
    }
}

/// More periods than this cannot be told apart by years.
const MOST_PERIODS: usize = 200;

/// Whether every period runs forwards and no two of them overlap.
fn check_periods<'n>(periods: &[(String, Period)], node: &'n Node<'n>, decoder: &mut Decoder<'n>) -> bool {
    let mut sound = true;
    for (index, ((name, period), item)) in periods.iter().zip(node.items()).enumerate().take(MOST_PERIODS) {
        decoder.within(Step::Item(index, item), |decoder| {
            sound &= check_period(*period, item, decoder);
            let overlap = |(other, with): &(String, Period)| Some((other.clone(), period.overlap(*with)?));
            if let Some((other, year)) = periods[..index].iter().find_map(overlap) {
                let year = year.map_or_else(|| "…".to_owned(), |year| year.to_string());
                let problem = Problem::PeriodsOverlap { one: other, other: name.clone(), year };
                decoder.report(problem, item.span);
                sound = false;
            }
        });
    }
    sound
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
    /// A department (主管部门) and the fiscal years in which a body belonged to it.
    pub struct ParentPeriod = "主管部门", "一个主管部门及隶属年度。" {
        /// The department.
        department: DepartmentId = "部门" | "主管部门", "主管部门的文件夹名。";
        /// The first fiscal year.
        since: Option<FiscalYear> = "自" | "起始年度", "开始隶属的预算年度。";
        /// The last fiscal year.
        until: Option<FiscalYear> = "至" | "截止年度", "最后隶属的预算年度。";
    }
}

impl ParentPeriod {
    /// The years of this department.
    pub fn period(&self) -> Period {
        Period { since: self.since, until: self.until }
    }
}

/// The departments that a body belonged to, in the written order; empty for a department of its own.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Parents(Vec<ParentPeriod>);

impl Parents {
    /// The department that the body belongs to in a year.
    pub fn in_year(&self, year: FiscalYear) -> Option<&DepartmentId> {
        self.0.iter().find(|parent| parent.period().contains(year)).map(|parent| &parent.department)
    }

    /// Every one.
    pub fn iter(&self) -> impl Iterator<Item = &ParentPeriod> {
        self.0.iter()
    }
}

impl Decode for Parents {
    fn decode<'n>(node: &'n Node<'n>, decoder: &mut Decoder<'n>) -> Option<Self> {
        if node.is_blank() {
            return Some(Self::default());
        }
        if !matches!(node.value, Value::List(_)) {
            let department = DepartmentId::decode(node, decoder)?;
            return Some(Self(vec![ParentPeriod { department, since: None, until: None }]));
        }
        let parents = Vec::<ParentPeriod>::decode(node, decoder)?;
        let periods: Vec<_> = parents.iter().map(|parent| (parent.department.to_string(), parent.period())).collect();
        check_periods(&periods, node, decoder).then_some(Self(parents))
    }

    fn absent() -> Option<Self> {
        Some(Self::default())
    }

    fn schema(definitions: &mut Definitions) -> Json {
        let department = DepartmentId::schema(definitions);
        let departments = Vec::<ParentPeriod>::schema(definitions);
        json!({ "anyOf": [department, departments] })
    }
}

record! {
    /// The years in which a body has a budget of its own, as written.
    pub struct ActiveFields = "存续年度", "有独立预算的年度。" {
        /// The first fiscal year.
        since: Option<FiscalYear> = "自" | "起始年度", "第一个预算年度。";
        /// The last fiscal year.
        until: Option<FiscalYear> = "至" | "截止年度", "最后一个预算年度。";
    }
}

/// The years in which a body has a budget of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Active(pub Period);

impl Decode for Active {
    fn decode<'n>(node: &'n Node<'n>, decoder: &mut Decoder<'n>) -> Option<Self> {
        let ActiveFields { since, until } = ActiveFields::decode(node, decoder)?;
        let period = Period { since, until };
        check_period(period, node, decoder).then_some(Self(period))
    }

    fn schema(definitions: &mut Definitions) -> Json {
        ActiveFields::schema(definitions)
    }
}

record! {
    /// A time in which a body was exempt from disclosure (涉密单位).
    pub struct ExemptPeriod = "免予公开", "免予公开的依据和年度。" {
        /// Why, where that may be said.
        reason: Option<String> = "原因" | "依据", "免予公开的依据，可以说明时填写。";
        /// The first fiscal year.
        since: Option<FiscalYear> = "自" | "起始年度", "开始免予公开的预算年度。";
        /// The last fiscal year.
        until: Option<FiscalYear> = "至" | "截止年度", "最后免予公开的预算年度。";
    }
}

impl ExemptPeriod {
    /// The years of the exemption.
    pub fn period(&self) -> Period {
        Period { since: self.since, until: self.until }
    }
}

/// When a body is exempt from disclosure; empty for one that always publishes.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Exempt(Vec<ExemptPeriod>);

impl Exempt {
    /// The exemption of a year.
    pub fn in_year(&self, year: FiscalYear) -> Option<&ExemptPeriod> {
        self.0.iter().find(|exempt| exempt.period().contains(year))
    }

    /// Every one.
    pub fn iter(&self) -> impl Iterator<Item = &ExemptPeriod> {
        self.0.iter()
    }
}

impl Decode for Exempt {
    fn decode<'n>(node: &'n Node<'n>, decoder: &mut Decoder<'n>) -> Option<Self> {
        if node.is_blank() {
            return Some(Self::default());
        }
        match node.value {
            Value::List(_) => {
                let all = Vec::<ExemptPeriod>::decode(node, decoder)?;
                let periods: Vec<_> = all.iter().map(|one| (one.period().to_string(), one.period())).collect();
                check_periods(&periods, node, decoder).then_some(Self(all))
            }
            Value::Map(_) => {
                let one = ExemptPeriod::decode(node, decoder)?;
                check_period(one.period(), node, decoder).then(|| Self(vec![one]))
            }
            Value::Text(..) => match decoder.text(node, "yes-or-no")? {
                "true" | "是" => Some(Self(vec![ExemptPeriod { reason: None, since: None, until: None }])),
                "false" | "否" => Some(Self::default()),
                text => {
                    decoder.report(Problem::NotExempt { text: text.to_owned() }, node.span);
                    None
                }
            },
        }
    }

    fn absent() -> Option<Self> {
        Some(Self::default())
    }

    fn schema(definitions: &mut Definitions) -> Json {
        let yes_or_no = bool::schema(definitions);
        let one = ExemptPeriod::schema(definitions);
        let all = Vec::<ExemptPeriod>::schema(definitions);
        json!({ "anyOf": [yes_or_no, one, all] })
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
        parent: Parents = "主管部门" | "上级部门", "所属单位填写其主管部门的文件夹名；换过主管部门的写成列表，注明年度。";
        /// The years in which it has a budget.
        active: Option<Active> = "存续年度", "有独立预算的年度；一直存续的可省略。";
        /// Whether it is exempt from disclosure.
        exempt: Exempt = "涉密" | "免公开", "涉密不公开的写 是，或写 {原因: ……, 自: ……, 至: ……}。";
        /// The ids under which it was published before.
        aliases: Vec<DepartmentId> = "曾用标识", "以前用过的文件夹名；旧网页会转到这里，附件除外。";
        /// What the body is for, in one sentence.
        about: Option<String> = "简介", "一句话简介。";
    }
}

impl Department {
    /// Its short name and all names but one, parted by spaces.
    pub fn other_names(&self, but: &str) -> String {
        let names = self.names.iter().map(|name| name.name.as_str()).filter(|name| *name != but);
        self.short_name.as_deref().into_iter().chain(names).collect::<Vec<_>>().join(" ")
    }

    /// The years in which it has a budget.
    pub fn period(&self) -> Period {
        self.active.map_or_else(Period::default, |active| active.0)
    }
}
