//! Statements: statutory tables as published, with the columns of each kind.

use std::rc::Rc;

use serde_json::{Map, Value as Json, json};

use crate::diagnostic::{Problem, Term};
use crate::model::cell::Cell;
use crate::model::classification::{self, System};
use crate::model::field::{
    Decode, Decoder, Definitions, Field, Keyword, Spelling, Step, comma_in_braces, enter_unit, keyword, record, suggest,
};
use crate::model::money::{Money, Unit};
use crate::model::quantity::Number;
use crate::tree::{Entry, Node};

keyword! {
    /// A statutory table. Any published title of a kind names it; the number of a table never does.
    pub enum StatementKind = "报表种类" {
        /// 部门收支总表.
        IncomeExpenditure = "income_expenditure" | "收支总表" | "部门收支总体情况表" | "部门收支总表" | "部门预算收支总表" | "部门财务收支预算总表" | "收入支出决算总表";
        /// 部门收入总表.
        Income = "income" | "收入总表" | "部门收入总体情况表" | "部门收入总表" | "收入决算表";
        /// 部门支出总表.
        Expenditure = "expenditure" | "支出总表" | "部门支出总体情况表" | "部门支出总表" | "支出决算表";
        /// 财政拨款收支总表.
        FiscalAppropriation = "fiscal_appropriation" | "财政拨款收支总表" | "财政拨款收支总体情况表" | "财政拨款收入支出决算总表";
        /// 一般公共预算支出表.
        GeneralPublic = "general_public" | "一般公共预算支出表" | "一般公共预算支出情况表" | "一般公共预算财政拨款支出决算表";
        /// 一般公共预算基本支出表.
        BasicByEconomic = "basic_by_economic" | "一般公共预算基本支出表" | "一般公共预算基本支出情况表" | "一般公共预算财政拨款基本支出决算表";
        /// “三公”经费支出表.
        ThreePublic = "three_public" | "三公经费支出表" | "“三公”经费支出表" | "一般公共预算“三公”经费支出表" | "一般公共预算“三公”经费支出情况表" | "财政拨款“三公”经费支出决算表";
        /// 政府性基金预算支出表.
        GovernmentFund = "government_fund" | "政府性基金预算支出表" | "政府性基金预算支出情况表" | "政府性基金预算财政拨款收入支出决算表";
        /// 国有资本经营预算支出表.
        StateCapital = "state_capital" | "国有资本经营预算支出表" | "国有资本经营预算支出情况表" | "国有资本经营预算财政拨款支出决算表" | "国有资本经营预算财政拨款收入支出决算表";
        /// 项目支出表.
        ProjectExpenditure = "project_expenditure" | "项目支出表" | "项目支出决算表";
        /// 政府采购表.
        Procurement = "procurement" | "政府采购表" | "政府采购预算表" | "政府采购决算表";
        /// Any table that a place adds; it declares its own columns.
        Other = "other" | "其他报表" | "其他";
    }
}

keyword! {
    /// The half of a two-sided table.
    pub enum Side = "收支方" {
        /// 收入.
        Revenue = "revenue" | "收入";
        /// 支出.
        Expenditure = "expenditure" | "支出";
    }
}

keyword! {
    /// What an uncoded row is. Labels tell it where nothing else does.
    pub enum RowRole = "行的性质" {
        /// 总计, 合计.
        Total = "total" | "总计" | "合计" | "收入总计" | "支出总计" | "总　计" | "合　计";
        /// 本年收入合计, 本年支出合计.
        Current = "current" | "本年合计" | "本年收入合计" | "本年支出合计" | "本年收入" | "本年支出";
        /// 上年结转, 年初结转和结余.
        CarriedIn = "carried_in" | "上年结转" | "上年结转结余" | "年初结转和结余" | "年初财政拨款结转和结余";
        /// 结转下年, 年末结转和结余.
        CarriedOut = "carried_out" | "结转下年" | "结转下年支出" | "年末结转和结余" | "年末财政拨款结转和结余";
        /// 使用非财政拨款结余.
        UsedSurplus = "used_surplus" | "使用非财政拨款结余" | "用事业基金弥补收支差额" | "使用非财政拨款结余（含专用结余）";
        /// 结余分配.
        SurplusDistribution = "surplus_distribution" | "结余分配";
        /// The 预算数 line of a table whose lines are phases.
        Budget = "budget" | "预算数" | "年初预算数" | "全年预算数";
        /// The 决算数 line of a table whose lines are phases.
        Final = "final" | "决算数";
    }
}

keyword! {
    /// What the cells of a column hold.
    pub enum Content = "列的内容" {
        /// Amounts of money.
        Money = "money" | "金额";
        /// Numbers that are not money.
        Number = "number" | "数量";
        /// Text.
        Text = "text" | "文字";
    }
}

/// A column of a statement.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// The key in YAML files, in data and in message ids.
    pub key: String,
    /// The words that name it in CSV headings and YAML files.
    pub names: Vec<String>,
    /// The printed heading, where the statement declares one.
    pub label: Option<String>,
    /// What its cells hold.
    pub content: Content,
}

/// The columns of a statement kind: its table in domain terms, one line a column.
const TOTAL: Spelling = Spelling { key: "total", chinese: &["合计", "总计", "小计"] };
const BASIC: Spelling = Spelling { key: "basic", chinese: &["基本支出"] };
const PROJECT: Spelling = Spelling { key: "project", chinese: &["项目支出"] };
const PERSONNEL: Spelling = Spelling { key: "personnel", chinese: &["人员经费"] };
const OPERATING: Spelling = Spelling { key: "operating", chinese: &["公用经费", "日常公用经费"] };
const GENERAL_PUBLIC: Spelling = Spelling {
    key: "general_public",
    chinese: &["一般公共预算", "一般公共预算财政拨款", "一般公共预算拨款"],
};
const GOVERNMENT_FUND: Spelling = Spelling {
    key: "government_fund",
    chinese: &["政府性基金预算", "政府性基金", "政府性基金预算财政拨款", "政府性基金预算拨款"],
};
const STATE_CAPITAL: Spelling = Spelling {
    key: "state_capital",
    chinese: &["国有资本经营预算", "国有资本经营", "国有资本经营预算财政拨款", "国有资本经营预算拨款"],
};
const FISCAL_ACCOUNT: Spelling =
    Spelling { key: "fiscal_account", chinese: &["财政专户管理资金", "财政专户核拨"] };
const CARRIED_IN: Spelling = Spelling { key: "carried_in", chinese: &["年初结转和结余", "上年结转"] };
const CARRIED_OUT: Spelling = Spelling { key: "carried_out", chinese: &["年末结转和结余", "结转下年"] };
const OTHER: Spelling = Spelling { key: "other", chinese: &["其他", "其他收入"] };
const ORIGINAL: Spelling = Spelling { key: "original", chinese: &["年初预算数", "年初预算"] };
const ADJUSTED: Spelling =
    Spelling { key: "adjusted", chinese: &["全年预算数", "全年预算", "调整预算数"] };

impl StatementKind {
    /// The columns that the kind has everywhere, in their printed order (domain: statutory tables).
    pub fn columns(self) -> &'static [Spelling] {
        match self {
            Self::IncomeExpenditure => {
                const { &[ORIGINAL, ADJUSTED, Spelling { key: "amount", chinese: &["金额", "预算数", "决算数"] }] }
            }
            Self::Income => {
                const {
                    &[
                        TOTAL,
                        CARRIED_IN,
                        Spelling { key: "fiscal", chinese: &["财政拨款", "财政拨款收入"] },
                        GENERAL_PUBLIC,
                        GOVERNMENT_FUND,
                        STATE_CAPITAL,
                        FISCAL_ACCOUNT,
                        Spelling { key: "superior", chinese: &["上级补助", "上级补助收入"] },
                        Spelling { key: "service", chinese: &["事业收入", "事业"] },
                        Spelling { key: "business", chinese: &["经营收入", "事业单位经营收入", "经营"] },
                        Spelling { key: "subordinate", chinese: &["附属单位上缴", "附属单位上缴收入"] },
                        OTHER,
                    ]
                }
            }
            Self::Expenditure => {
                const {
                    &[
                        TOTAL,
                        BASIC,
                        PROJECT,
                        Spelling { key: "to_superior", chinese: &["上缴上级支出", "上缴上级"] },
                        Spelling { key: "business", chinese: &["经营支出", "经营"] },
                        Spelling {
                            key: "to_subordinates", chinese: &["对附属单位补助支出", "对附属单位补助"]
                        },
                    ]
                }
            }
            Self::FiscalAppropriation => {
                const {
                    &[
                        Spelling { key: "amount", chinese: &["金额", "预算数", "决算数"] },
                        TOTAL,
                        GENERAL_PUBLIC,
                        GOVERNMENT_FUND,
                        STATE_CAPITAL,
                    ]
                }
            }
            Self::GeneralPublic => const { &[TOTAL, BASIC, PERSONNEL, OPERATING, PROJECT] },
            Self::BasicByEconomic => const { &[TOTAL, PERSONNEL, OPERATING] },
            Self::ThreePublic => {
                const {
                    &[
                        TOTAL,
                        Spelling {
                            key: "abroad", chinese: &["因公出国（境）费", "因公出国境费", "因公出国"]
                        },
                        Spelling {
                            key: "vehicles",
                            chinese: &["公务用车小计", "公务用车购置及运行维护费", "公务用车购置及运行费", "公务用车"],
                        },
                        Spelling { key: "purchase", chinese: &["公务用车购置费", "购置费", "购置"] },
                        Spelling {
                            key: "running",
                            chinese: &["公务用车运行维护费", "公务用车运行费", "运行维护费", "运行"],
                        },
                        Spelling { key: "reception", chinese: &["公务接待费", "公务接待"] },
                    ]
                }
            }
            Self::GovernmentFund | Self::StateCapital => {
                const {
                    &[
                        CARRIED_IN,
                        Spelling { key: "revenue", chinese: &["本年收入"] },
                        TOTAL,
                        BASIC,
                        PROJECT,
                        CARRIED_OUT,
                    ]
                }
            }
            Self::ProjectExpenditure => {
                const { &[TOTAL, GENERAL_PUBLIC, GOVERNMENT_FUND, STATE_CAPITAL, FISCAL_ACCOUNT, CARRIED_IN, OTHER] }
            }
            Self::Procurement => {
                const {
                    &[
                        TOTAL,
                        Spelling { key: "goods", chinese: &["货物"] },
                        Spelling { key: "works", chinese: &["工程"] },
                        Spelling { key: "services", chinese: &["服务"] },
                        Spelling { key: "small_medium", chinese: &["授予中小企业", "中小企业"] },
                        Spelling { key: "small_micro", chinese: &["授予小微企业", "小微企业"] },
                    ]
                }
            }
            Self::Other => &[],
        }
    }

    /// The classification that the codes of its rows are from; `None` where a code is anything else.
    pub fn codes(self) -> Option<System> {
        match self {
            Self::BasicByEconomic => Some(System::Economic),
            Self::ProjectExpenditure | Self::Procurement | Self::Other | Self::ThreePublic => None,
            _ => Some(System::Functional),
        }
    }

    /// The message that names the kind.
    pub fn term(self) -> Term {
        Term(match self {
            Self::IncomeExpenditure => "statement-income_expenditure",
            Self::Income => "statement-income",
            Self::Expenditure => "statement-expenditure",
            Self::FiscalAppropriation => "statement-fiscal_appropriation",
            Self::GeneralPublic => "statement-general_public",
            Self::BasicByEconomic => "statement-basic_by_economic",
            Self::ThreePublic => "statement-three_public",
            Self::GovernmentFund => "statement-government_fund",
            Self::StateCapital => "statement-state_capital",
            Self::ProjectExpenditure => "statement-project_expenditure",
            Self::Procurement => "statement-procurement",
            Self::Other => "statement-other",
        })
    }
}

record! {
    /// A column that a statement declares beside those of its kind.
    pub struct DeclaredColumn = "列", "报表自行声明的一列，或为固有的列写明标题。" {
        /// The key.
        key: String = "键", "在 cells 中使用的键。";
        /// The printed heading.
        label: String = "标题" | "名称", "打印的列标题。";
        /// What the cells hold.
        content: Option<Content> = "内容", "金额（默认）、数量或文字。";
    }
}

/// The columns of one statement, in printed order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Columns {
    /// The kind they belong to.
    pub kind: StatementKind,
    /// The columns: those of the kind, then those that the statement adds.
    pub all: Vec<Column>,
}

impl Columns {
    /// The columns of a kind with what a statement declares.
    pub fn new(kind: StatementKind, declared: &[DeclaredColumn]) -> Self {
        let mut all: Vec<Column> = kind
            .columns()
            .iter()
            .map(|spelling| Column {
                key: spelling.key.to_owned(),
                names: spelling.chinese.iter().map(|name| (*name).to_owned()).collect(),
                label: None,
                content: Content::Money,
            })
            .collect();
        for column in declared {
            let content = column.content.unwrap_or(Content::Money);
            if let Some(known) = all.iter_mut().find(|known| known.key == column.key) {
                known.label = Some(column.label.clone());
                known.names.push(column.label.clone());
                known.content = content;
            } else {
                all.push(Column {
                    key: column.key.clone(),
                    names: vec![column.label.clone()],
                    label: Some(column.label.clone()),
                    content,
                });
            }
        }
        Self { kind, all }
    }

    /// The index of the column that a word names.
    pub fn find(&self, word: &str) -> Option<usize> {
        self.all.iter().position(|column| column.key == word || column.names.iter().any(|name| name == word))
    }

    /// Every word that names a column.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.all.iter().flat_map(|column| column.names.iter().map(String::as_str).chain([column.key.as_str()]))
    }

    /// The problem that a word names no column.
    pub fn unknown(&self, word: &str) -> Problem {
        Problem::UnknownColumn {
            column: word.to_owned(),
            statement: self.kind.term(),
            suggestion: suggest(word, self.words()),
            known: self
                .all
                .iter()
                .map(|column| format!("{}（{}）", column.key, column.names.first().map_or("", String::as_str)))
                .collect(),
        }
    }
}

/// The content of one cell of a statement. A cell that is not there is `None` around this.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StatementCell {
    /// Money, a blank, or a dash.
    Money(Cell),
    /// A number that is not money.
    Number(Number),
    /// Text.
    Text(String),
}

impl StatementCell {
    /// The amount, if it is one.
    pub fn amount(&self) -> Option<Money> {
        match self {
            Self::Money(cell) => cell.amount(),
            Self::Number(_) | Self::Text(_) => None,
        }
    }
}

/// The cells of a row, in the order of the statement's [`Columns`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cells(pub Vec<Option<StatementCell>>);

impl Decode for Cells {
    fn decode<'n>(node: &'n Node<'n>, decoder: &mut Decoder<'n>) -> Option<Self> {
        decoder.map(node)?;
        let columns = decoder.scope.columns.clone()?;
        let mut cells = vec![None; columns.all.len()];
        let mut given: Vec<Option<&Entry<'_>>> = vec![None; columns.all.len()];
        let mut complete = true;
        for entry in node.entries() {
            let Some(index) = columns.find(&entry.key) else {
                let problem = comma_in_braces(entry).unwrap_or_else(|| columns.unknown(&entry.key));
                decoder.report(problem, entry.span);
                complete = false;
                continue;
            };
            if let Some(other) = given[index].replace(entry) {
                let problem = Problem::SameFieldTwice {
                    key: entry.key.to_string(),
                    other: other.key.to_string(),
                    line: other.span.line,
                };
                decoder.report(problem, entry.span);
            }
            let content = columns.all[index].content;
            let cell = decoder.within(Step::Key(&entry.key), |decoder| cell(content, &entry.node, decoder));
            complete &= cell.is_some();
            cells[index] = cell;
        }
        complete.then_some(Self(cells))
    }

    fn absent() -> Option<Self> {
        Some(Self::default())
    }

    fn schema(definitions: &mut Definitions) -> Json {
        let amount = Cell::schema(definitions);
        definitions.named("Cells", |_| {
            let mut properties = Map::new();
            for (kind, _) in StatementKind::ALL {
                for spelling in kind.columns() {
                    for key in spelling.chinese.iter().copied().chain([spelling.key]) {
                        let property = json!({ "title": spelling.chinese[0], "anyOf": [amount, { "type": "string" }] });
                        properties.insert(key.to_owned(), property);
                    }
                }
            }
            properties.sort_keys();
            json!({
                "title": "各列",
                "description": "每列一个值。可用的列因报表种类而异，也可在 columns（列）中声明。",
                "type": ["object", "null"],
                "properties": properties,
                "additionalProperties": { "type": ["number", "string", "null"] },
            })
        })
    }
}

fn cell<'n>(content: Content, node: &'n Node<'n>, decoder: &mut Decoder<'n>) -> Option<StatementCell> {
    if node.is_blank() {
        return Some(StatementCell::Money(Cell::Blank));
    }
    match content {
        Content::Money => {
            // Statements print corrections in red: a cell may be negative.
            let outer = std::mem::replace(&mut decoder.scope.signed, true);
            let cell = Cell::decode(node, decoder);
            decoder.scope.signed = outer;
            cell.map(StatementCell::Money)
        }
        Content::Number => {
            let text = decoder.text(node, "a-number")?;
            if Cell::is_dash(text) {
                return Some(StatementCell::Money(Cell::Dash));
            }
            Number::parse(text).map_err(|problem| decoder.report(problem, node.span)).ok().map(StatementCell::Number)
        }
        Content::Text => String::decode(node, decoder).map(StatementCell::Text),
    }
}

/// The code of a row: classification digits in one form, or whatever a project's code is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Code(pub String);

impl Decode for Code {
    fn decode<'n>(node: &'n Node<'n>, decoder: &mut Decoder<'n>) -> Option<Self> {
        let text = decoder.text(node, "a-code")?;
        let Some(system) = decoder.scope.columns.as_ref().and_then(|columns| columns.kind.codes()) else {
            return Some(Self(text.to_owned()));
        };
        let Some(code) = classification::normalise(text) else {
            decoder.report(Problem::BadCode { text: text.to_owned() }, node.span);
            return None;
        };
        if let Some(year) = decoder.scope.year
            && decoder.scope.vocabulary.classification.name(system, &code, year).is_none()
        {
            decoder.report(Problem::UnknownCode { code: code.clone(), year: year.to_string() }, node.span);
        }
        Some(Self(code))
    }

    fn schema(_: &mut Definitions) -> Json {
        json!({ "title": "编码", "type": ["string", "integer", "null"] })
    }
}

record! {
    /// One row of a statement.
    pub struct Row = "行", "报表的一行。" {
        /// The half of a two-sided table.
        side: Option<Side> = "收支方" | "收支", "收支总表中属于收入方还是支出方。";
        /// The code, if the row has one.
        code: Option<Code> = "编码" | "科目编码" | "代码", "科目编码，如 2012901；写成 201 29 01 也可以。";
        /// The printed name.
        label: String = "名称" | "项目" | "科目名称", "行的名称。";
        /// The level, from 1; told by the code where there is one.
        level: Option<Level> = "级次", "层级（1 最高）；有科目编码时可省略。";
        /// Whether it is part of the row above (其中).
        of_which: bool = "其中", "是否为“其中”项。";
        /// What the row is, where its label does not tell.
        role: Option<RowRole> = "性质", "总计、本年合计、上年结转等；一般由名称自动判断。";
        /// The cells.
        cells: Cells = "各列" | "数据", "各列的金额。";
    }
}

/// A row's depth in a table, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Level(pub u8);

impl Decode for Level {
    fn decode<'n>(node: &'n Node<'n>, decoder: &mut Decoder<'n>) -> Option<Self> {
        let text = decoder.text(node, "a-number")?;
        let level = text.parse().ok().filter(|level| (1..=9).contains(level));
        if level.is_none() {
            decoder.report(Problem::NotACount { text: text.to_owned() }, node.span);
        }
        level.map(Self)
    }

    fn schema(_: &mut Definitions) -> Json {
        json!({ "type": ["integer", "null"], "minimum": 1, "maximum": 9 })
    }
}

impl Row {
    /// What an uncoded row is, by what it says of itself, else by its label.
    pub fn role(&self) -> Option<RowRole> {
        if self.role.is_some() || self.code.is_some() {
            return self.role;
        }
        let label: String = self.label.chars().filter(|letter| !letter.is_whitespace()).collect();
        RowRole::from_word(label.trim_start_matches(['一', '二', '三', '四', '五', '六', '、']))
    }

    /// How deep the row is, from 1.
    pub fn depth(&self, kind: StatementKind) -> u8 {
        let by_code =
            || self.code.as_ref().filter(|_| kind.codes().is_some()).map_or(1, |code| classification::level(&code.0));
        self.level.map_or_else(by_code, |level| level.0)
    }
}

record! {
    /// A statement as published.
    pub struct Statement = "报表", "一张公开报表。行可以直接写，也可以放在同名 CSV 文件中。", enter enter_statement {
        /// The kind.
        kind: StatementKind = "种类" | "报表种类", "报表种类，可直接写公开的表名。";
        /// The title as printed, where it differs.
        title: Option<String> = "标题" | "表名", "印出的表名。";
        /// The number as printed.
        number: Option<String> = "表号" | "编号", "印出的表号，如 公开表1。";
        /// The unit of its amounts, where it is not the file's.
        unit: Option<Unit> = "单位" | "金额单位", "本表的金额单位；与全文相同时可省略。";
        /// Columns beside those of the kind.
        columns: Vec<DeclaredColumn> = "列", "自行增加的列。";
        /// A note, as 本年度没有……，故本表无数据.
        note: Option<String> = "说明" | "注", "表下的说明；空表应说明没有数据的原因。";
        /// The rows.
        rows: Vec<Row> = "行" | "数据", "报表的各行。";
        /// A CSV file with the rows, in the folder beside the file.
        csv: Option<String> = "数据文件" | "CSV", "存放各行的 CSV 文件名，放在同名文件夹中。";
    }
}

impl Statement {
    /// The columns of its rows.
    pub fn all_columns(&self) -> Columns {
        Columns::new(self.kind, &self.columns)
    }

    /// The row that holds the total of a side; a table with a single row is its own total.
    pub fn total(&self, side: Option<Side>, role: RowRole) -> Option<usize> {
        let of_side = |row: &Row| side.is_none() || row.side == side;
        let found = self.rows.iter().position(|row| of_side(row) && row.role() == Some(role));
        found.or_else(|| (self.rows.len() == 1 && role == RowRole::Total).then_some(0))
    }

    /// A cell by the row's index and the column's key.
    pub fn cell(&self, row: usize, column: &str) -> Option<&StatementCell> {
        let index = self.all_columns().find(column)?;
        self.rows.get(row)?.cells.0.get(index)?.as_ref()
    }
}

/// Lets a statement's unit and columns hold for its rows, wherever in it they are written.
fn enter_statement<'n>(node: &'n Node<'n>, table: &'static [Field], decoder: &mut Decoder<'n>) {
    enter_unit(node, table, decoder);
    let find = |key: &str| {
        let field = table.iter().find(|field| field.key == key)?;
        node.entries().iter().find(|entry| field.is(&entry.key)).map(|entry| &entry.node)
    };
    let kind = find("kind").and_then(Node::text).and_then(StatementKind::from_word).unwrap_or(StatementKind::Other);
    let declared = find("columns").and_then(|node| decoder.quietly(|decoder| Vec::decode(node, decoder)));
    decoder.scope.columns = Some(Rc::new(Columns::new(kind, &declared.unwrap_or_default())));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_kinds_share_a_title_and_no_two_columns_of_a_kind_a_name() {
        let mut titles: Vec<&str> =
            StatementKind::ALL.iter().flat_map(|(_, spelling)| spelling.chinese.iter().copied()).collect();
        let count = titles.len();
        titles.sort_unstable();
        titles.dedup();
        assert_eq!(titles.len(), count);
        for (kind, _) in StatementKind::ALL {
            let columns = Columns::new(*kind, &[]);
            let mut words: Vec<&str> = columns.words().collect();
            let count = words.len();
            words.sort_unstable();
            words.dedup();
            assert_eq!(words.len(), count, "{kind:?}");
        }
    }
}
