//! The summary figures that a disclosure states: revenue, expenditure, 三公, procurement, assets, institutions.

use serde_json::{Map, Value as Json, json};

use crate::diagnostic::Problem;
use crate::model::cell::{Balance, Cell, Execution, Figure};
use crate::model::field::{self, Decode, Decoder, Definitions, Keyword, Record, Step, keyword, record, suggest};
use crate::model::money::Unit;
use crate::model::period::Date;
use crate::model::quantity::{NumberCell, Quantity};
use crate::model::statement::plain_label;
use crate::model::vocabulary::Vocabulary;
use crate::tree::{Entry, Node, Value};

keyword! {
    /// Where revenue comes from. Wording changes by place and year; the key does not.
    pub enum RevenueSource = "收入来源" {
        /// 一般公共预算拨款收入.
        GeneralPublic = "general_public" | "一般公共预算" | "一般公共预算收入" | "一般公共预算拨款" | "一般公共预算拨款收入" | "一般公共预算财政拨款收入";
        /// 政府性基金预算拨款收入.
        GovernmentFund = "government_fund" | "政府性基金" | "基金预算" | "基金预算收入" | "政府性基金预算拨款" | "政府性基金预算拨款收入" | "政府性基金预算财政拨款收入" | "政府性基金预算" | "政府性基金预算收入";
        /// 国有资本经营预算拨款收入.
        StateCapital = "state_capital" | "国有资本经营" | "国有资本经营预算拨款" | "国有资本经营预算拨款收入" | "国有资本经营预算财政拨款收入" | "国有资本经营预算" | "国有资本经营预算收入";
        /// 财政专户管理资金收入.
        FiscalAccount = "fiscal_account" | "财政专户管理资金" | "财政专户核拨" | "财政专户核拨收入" | "财政专户管理资金收入";
        /// 事业收入.
        Service = "service" | "事业收入";
        /// 事业单位经营收入.
        Business = "business" | "事业单位经营收入" | "经营收入";
        /// 上级补助收入.
        Superior = "superior" | "上级补助收入" | "上级补助";
        /// 附属单位上缴收入.
        Subordinate = "subordinate" | "附属单位上缴收入" | "附属单位上缴" | "附属单位缴款";
        /// 其他收入.
        Other = "other" | "其他收入" | "其他" | "其他来源" | "其他来源收入";
    }
}

/// One source of revenue.
#[derive(Debug, Clone, PartialEq)]
pub struct RevenueLine {
    /// A [`RevenueSource`]'s key or one of the site's own.
    pub key: String,
    /// The wording of that place and year, where it was given.
    pub label: Option<String>,
    /// How much.
    pub figure: Figure,
}

record! {
    /// A revenue line with its own wording.
    pub struct RevenueLineFields = "收入来源（带名称）", "一项收入来源，可写明当年使用的名称。" {
        /// The printed wording.
        label: Option<String> = "名称", "当年文件中使用的名称。";
        /// The amount.
        amount: Option<Figure> = "金额", "金额；决算中可写 {年初预算, 全年预算, 决算}。";
    }
}

/// The sources of revenue, in the printed order.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct RevenueLines(pub Vec<RevenueLine>);

impl RevenueLines {
    /// The figure of one source.
    pub fn get(&self, source: RevenueSource) -> Option<Figure> {
        self.0.iter().find(|line| line.key == source.key()).map(|line| line.figure)
    }
}

impl Decode for RevenueLines {
    fn decode<'n>(node: &'n Node<'n>, decoder: &mut Decoder<'n>) -> Option<Self> {
        if node.is_blank() {
            return Some(Self::default());
        }
        decoder.map(node)?;
        let mut lines: Vec<RevenueLine> = Vec::new();
        let mut sources: Vec<(String, &Entry<'_>)> = Vec::new();
        let mut complete = true;
        for entry in node.entries() {
            let line = decoder.within(Step::Key(&entry.key), |decoder| revenue_line(node, entry, decoder));
            complete &= line.is_some();
            let Some(line) = line else { continue };
            match sources.iter().find(|(key, _)| *key == line.key) {
                Some((_, other)) => decoder.same_field(entry, other),
                None => sources.push((line.key.clone(), entry)),
            }
            lines.push(line);
        }
        complete.then_some(Self(lines))
    }

    fn find<'n>(node: &'n Node<'n>, path: &[&str]) -> &'n Node<'n> {
        let is = |entry: &Entry<'_>, key: &str| {
            entry.key == key || RevenueSource::from_word(&entry.key).is_some_and(|source| source.key() == key)
        };
        let Some((key, rest)) = path.split_first() else { return node };
        let Some(entry) = node.entries().iter().find(|entry| is(entry, key)) else { return node };
        if rest == ["label"] {
            return RevenueLineFields::find(&entry.node, rest);
        }
        let amount = field::entry(RevenueLineFields::FIELDS, &entry.node, "amount");
        Figure::find(amount.map_or(&entry.node, |amount| &amount.node), rest)
    }

    fn absent() -> Option<Self> {
        Some(Self::default())
    }

    fn schema(definitions: &mut Definitions) -> Json {
        let amount = Figure::schema(definitions);
        let fields = RevenueLineFields::schema(definitions);
        definitions.named("RevenueLines", |_| {
            let mut properties = Map::new();
            for (_, spelling) in RevenueSource::ALL {
                for key in spelling.words() {
                    let property = json!({ "title": spelling.chinese[0], "anyOf": [amount, fields] });
                    properties.insert(key.to_owned(), property);
                }
            }
            // A site may add its own lines in site.toml, so other keys are not excluded here.
            json!({ "title": "收入来源", "type": ["object", "null"], "properties": properties })
        })
    }
}

fn revenue_line<'n>(node: &'n Node<'n>, entry: &'n Entry<'n>, decoder: &mut Decoder<'n>) -> Option<RevenueLine> {
    let own = &decoder.scope.vocabulary.revenue_lines;
    let key = match RevenueSource::from_word(&entry.key) {
        Some(source) => source.key().to_owned(),
        None => {
            if let Some(term) = Vocabulary::own(own, &entry.key) {
                term.key.0.clone()
            } else {
                let words = RevenueSource::ALL.iter().flat_map(|(_, spelling)| spelling.words());
                let problem = Problem::UnknownKey {
                    key: entry.key.to_string(),
                    suggestion: suggest(&entry.key, words),
                    known: RevenueSource::ALL
                        .iter()
                        .map(|(_, spelling)| (spelling.key, spelling.chinese[0]))
                        .chain(own.iter().map(|term| (term.key.0.as_str(), term.label.as_str())))
                        .map(|(key, chinese)| decoder.listed(key, chinese, node))
                        .collect(),
                };
                decoder.report(problem, entry.span);
                return None;
            }
        }
    };
    let is_labelled =
        ["label", "amount"].iter().any(|key| field::entry(RevenueLineFields::FIELDS, &entry.node, key).is_some());
    if is_labelled {
        let RevenueLineFields { label, amount } = RevenueLineFields::decode(&entry.node, decoder)?;
        return Some(RevenueLine { key, label, figure: amount.unwrap_or_default() });
    }
    let figure = Figure::decode(&entry.node, decoder)?;
    Some(RevenueLine { key, label: None, figure })
}

record! {
    /// 收入: where the year's money comes from.
    pub struct Revenue = "收入", "收入情况：总计、各项来源和上年结转。" {
        /// 收入总计, what is carried in included.
        total: Option<Figure> = "总计" | "收入总计" | "合计", "收入总计，含上年结转。";
        /// 本年收入合计.
        current: Option<Figure> = "本年合计" | "本年收入" | "本年收入合计", "本年收入合计，不含上年结转；原文印有时填写。";
        /// 上年结转, 年初结转和结余.
        carried_in: Option<Balance> = "上年结转" | "年初结转和结余" | "年初结转结余", "上年结转（决算为年初结转和结余）；原文印有时填写。";
        /// 使用非财政拨款结余.
        used_surplus: Option<Balance> = "使用非财政拨款结余" | "用事业基金弥补收支差额", "使用非财政拨款结余，只用于决算。";
        /// 各项来源.
        lines: RevenueLines = "来源" | "各项收入", "各项收入来源。";
    }
}

record! {
    /// 支出: what it is spent on.
    pub struct Expenditure = "支出", "支出情况：总计、基本支出、项目支出和结转下年。" {
        /// 支出总计, what is carried out included.
        total: Option<Figure> = "总计" | "支出总计" | "合计", "支出总计，含结转下年。";
        /// 本年支出合计.
        current: Option<Figure> = "本年合计" | "本年支出" | "本年支出合计", "本年支出合计，不含结转下年；原文印有时填写。";
        /// 结转下年, 年末结转和结余.
        carried_out: Option<Balance> = "结转下年" | "年末结转和结余" | "年末结转结余", "结转下年（决算为年末结转和结余）；原文印有时填写。";
        /// 结余分配.
        surplus_distribution: Option<Balance> = "结余分配", "结余分配，只用于决算。";
        /// 基本支出.
        basic: Option<Basic> = "基本支出", "基本支出，可直接写合计，也可分人员经费和公用经费。";
        /// 项目支出.
        project: Option<Figure> = "项目支出", "项目支出合计。";
        /// 上缴上级支出.
        to_superior: Option<Figure> = "上缴上级支出" | "上缴上级", "上缴上级支出。";
        /// 经营支出.
        business: Option<Figure> = "经营支出" | "经营", "事业单位经营支出。";
        /// 对附属单位补助支出.
        to_subordinates: Option<Figure> = "对附属单位补助支出" | "对附属单位补助", "对附属单位补助支出。";
    }
}

record! {
    /// 基本支出 in its parts.
    pub struct BasicFields = "基本支出（分项）", "基本支出及其人员经费、公用经费。" {
        /// 基本支出合计.
        total: Option<Figure> = "合计" | "总计", "基本支出合计。";
        /// 人员经费: economic classes 301 and 303.
        personnel: Option<Figure> = "人员经费", "人员经费：工资福利支出、对个人和家庭的补助。";
        /// 公用经费: the other economic classes, mostly 302 and 310.
        operating: Option<Figure> = "公用经费" | "日常公用经费", "公用经费：商品和服务支出、资本性支出等。";
    }
}

record! {
    /// 公务用车购置及运行维护费 in its parts.
    pub struct VehiclesFields = "公务用车费（分项）", "公务用车购置及运行维护费。" {
        /// 小计.
        total: Option<Figure> = "小计" | "合计", "公务用车购置及运行维护费小计。";
        /// 公务用车购置费.
        purchase: Option<Figure> = "购置" | "购置费" | "公务用车购置费", "公务用车购置费。";
        /// 公务用车运行维护费.
        running: Option<Figure> = "运行" | "运行维护" | "运行维护费" | "公务用车运行维护费", "公务用车运行维护费。";
    }
}

/// A record that may be written as its total alone.
macro_rules! total_or_parts {
    ($(#[$meta:meta])* $name:ident, $fields:ident) => {
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq)]
        pub struct $name(pub $fields);

        impl std::ops::Deref for $name {
            type Target = $fields;

            fn deref(&self) -> &$fields {
                &self.0
            }
        }

        impl Decode for $name {
            const BLANK_IS_ABSENT: bool = false;

            fn decode<'n>(node: &'n Node<'n>, decoder: &mut Decoder<'n>) -> Option<Self> {
                if matches!(node.value, Value::Map(_)) && !is_columns(node) {
                    return $fields::decode(node, decoder).map(Self);
                }
                let total = Figure::decode(node, decoder)?;
                Some(Self($fields { total: Some(total), ..$fields::nothing() }))
            }

            /// The record stands for its total, and a phase for that of the total.
            fn find<'n>(node: &'n Node<'n>, path: &[&str]) -> &'n Node<'n> {
                let is_part = path.first().is_some_and(|key| $fields::FIELDS.iter().any(|field| field.key == *key));
                if is_part {
                    return $fields::find(node, path);
                }
                if field::entry($fields::FIELDS, node, "total").is_none() {
                    return Figure::find(node, path);
                }
                let path: Vec<&str> = ["total"].into_iter().chain(path.iter().copied()).collect();
                $fields::find(node, &path)
            }

            fn schema(definitions: &mut Definitions) -> Json {
                let parts = $fields::schema(definitions);
                let total = Figure::schema(definitions);
                json!({ "anyOf": [parts, total] })
            }
        }
    };
}

/// Whether a map is a figure's columns (年初预算, 全年预算, 决算) and not its parts.
fn is_columns(node: &Node<'_>) -> bool {
    node.entries().iter().any(|entry| Execution::FIELDS.iter().any(|field| field.is(&entry.key)))
}

impl BasicFields {
    fn nothing() -> Self {
        Self { total: None, personnel: None, operating: None }
    }
}

impl VehiclesFields {
    fn nothing() -> Self {
        Self { total: None, purchase: None, running: None }
    }
}

total_or_parts! {
    /// 基本支出, as a total or in its parts.
    Basic, BasicFields
}

total_or_parts! {
    /// 公务用车购置及运行维护费, as a total or in its parts.
    Vehicles, VehiclesFields
}

record! {
    /// “三公”经费: travel abroad, cars, receptions.
    pub struct ThreePublic = "“三公”经费", "财政拨款“三公”经费及相关人次、数量。" {
        /// 合计.
        total: Option<Figure> = "合计" | "总计", "“三公”经费合计。";
        /// 因公出国（境）费.
        abroad: Option<Figure> = "因公出国（境）费" | "因公出国境费" | "因公出国" | "因公出国费", "因公出国（境）费。";
        /// 公务用车购置及运行维护费.
        vehicles: Option<Vehicles> = "公务用车" | "公务用车购置及运行维护费" | "公务用车购置及运行费" | "公务用车购置及运维费", "公务用车购置及运行维护费。";
        /// 公务接待费.
        reception: Option<Figure> = "公务接待费" | "公务接待", "公务接待费。";
        /// 团组、人次、车辆、批次.
        counts: Option<ThreePublicCounts> = "数量" | "人次和数量", "团组、人次、车辆和批次，决算应填写。";
    }
}

record! {
    /// The counts that a final account adds to 三公.
    pub struct ThreePublicCounts = "“三公”经费数量", "因公出国团组和人次、公务用车购置和保有量、公务接待批次和人次。" {
        /// 因公出国（境）团组数.
        abroad_groups: Option<NumberCell> = "出国团组" | "因公出国团组数", "因公出国（境）团组数。";
        /// 因公出国（境）人次.
        abroad_people: Option<NumberCell> = "出国人次" | "因公出国人次", "因公出国（境）人次数。";
        /// 公务用车购置数.
        vehicles_bought: Option<NumberCell> = "车辆购置" | "公务用车购置数", "公务用车购置数（辆）。";
        /// 公务用车保有量.
        vehicles_kept: Option<NumberCell> = "车辆保有" | "公务用车保有量", "公务用车保有量（辆）。";
        /// 国内公务接待批次.
        receptions: Option<NumberCell> = "接待批次" | "国内公务接待批次", "国内公务接待批次。";
        /// 国内公务接待人次.
        reception_people: Option<NumberCell> = "接待人次" | "国内公务接待人次", "国内公务接待人次。";
        /// 外事接待批次.
        foreign_receptions: Option<NumberCell> = "外事接待批次", "其中外事接待批次。";
        /// 外事接待人次.
        foreign_reception_people: Option<NumberCell> = "外事接待人次", "其中外事接待人次。";
    }
}

record! {
    /// 政府采购.
    pub struct Procurement = "政府采购", "政府采购的金额，按货物、工程、服务分列。" {
        /// 合计.
        total: Option<Figure> = "合计" | "总计", "政府采购合计。";
        /// 货物.
        goods: Option<Figure> = "货物", "政府采购货物支出。";
        /// 工程.
        works: Option<Figure> = "工程", "政府采购工程支出。";
        /// 服务.
        services: Option<Figure> = "服务", "政府采购服务支出。";
        /// 授予中小企业合同金额.
        small_medium: Option<Figure> = "中小企业" | "授予中小企业", "授予中小企业的合同金额。";
        /// 其中：授予小微企业合同金额.
        small_micro: Option<Figure> = "小微企业" | "授予小微企业", "其中授予小微企业的合同金额。";
    }
}

record! {
    /// 国有资产: what the department holds.
    pub struct Assets = "国有资产", "国有资产占用情况。" {
        /// 截止时间.
        as_of: Option<Date> = "截止时间" | "截至", "数据的截止日期。";
        /// The unit of the values, where it is not the file's.
        unit: Option<Unit> = "金额单位" | "单位", "价值的金额单位；与全文相同时可省略。";
        /// 资产总额, where it is not a line of the table.
        total: Option<Cell> = "总额" | "资产总额", "资产总额；表中有资产总额一行的可省略。";
        /// The lines of the table.
        rows: Vec<AssetRow> = "明细" | "行", "固定资产占用情况表的各行。";
    }
}

record! {
    /// One line of 固定资产占用情况表.
    pub struct AssetRow = "资产项目", "固定资产占用情况表的一行。" {
        /// 项目.
        item: String = "项目" | "名称", "资产项目，如 房屋、车辆。";
        /// Whether it is part of the line above (其中).
        of_which: bool = "其中", "是否为上一行的“其中”项。";
        /// 数量.
        quantity: Option<Quantity> = "数量", "数量；可写 {数量: 1, 单位: 辆}。";
        /// 价值.
        value: Option<Cell> = "价值" | "金额", "价值。";
    }
}

impl Assets {
    /// 资产总额, as stated or as the table's line prints it.
    pub fn total(&self) -> Option<Cell> {
        self.total.or_else(|| self.rows.iter().find(|row| row.is_total())?.value)
    }
}

impl AssetRow {
    /// Whether the line is the table's total.
    pub fn is_total(&self) -> bool {
        matches!(plain_label(&self.item).as_str(), "资产总额" | "合计" | "总计" | "资产合计" | "固定资产总额")
    }
}

record! {
    /// One body of 机构设置.
    pub struct Institution = "机构", "部门机构设置情况表的一行。" {
        /// 单位名称.
        name: String = "单位名称" | "名称", "单位全称。";
        /// 单位性质.
        nature: Option<String> = "单位性质" | "性质", "行政、参公、事业等。";
        /// 单位规格.
        rank: Option<String> = "单位规格" | "规格", "如 正科级。";
        /// 经费保障形式.
        funding: Option<String> = "经费保障形式" | "经费保障", "如 财政拨款。";
    }
}
