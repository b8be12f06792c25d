//! One row of a statement: its side, its code, its label, its cells.

use serde_json::{Map, Value as Json, json};

use crate::diagnostic::Problem;
use crate::model::cell::{Cell, Figure, Phase};
use crate::model::classification;
use crate::model::disclosure::Kind;
use crate::model::field::{Decode, Decoder, Definitions, Keyword, Read, Step, comma_in_braces, keyword, record};
use crate::model::quantity::Number;
use crate::model::statement::{Columns, Content, StatementKind};
use crate::tree::{Entry, Node, Value};

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
        Total = "total" | "总计" | "合计" | "收入总计" | "支出总计" | "收入合计" | "支出合计";
        /// 本年收入合计, 本年支出合计.
        Current = "current" | "本年合计" | "本年收入合计" | "本年支出合计" | "本年收入" | "本年支出";
        /// 上年结转, 年初结转和结余.
        CarriedIn = "carried_in" | "上年结转" | "上年结转收入" | "上年结转结余" | "上年结转和结余" | "年初结转" | "年初结转和结余" | "年初结转结余" | "年初财政拨款结转和结余";
        /// 结转下年, 年末结转和结余.
        CarriedOut = "carried_out" | "结转下年" | "结转下年支出" | "年终结转结余" | "年末结转" | "年末结转和结余" | "年末结转结余" | "年末财政拨款结转和结余";
        /// 使用非财政拨款结余.
        UsedSurplus = "used_surplus" | "使用非财政拨款结余" | "用事业基金弥补收支差额" | "使用非财政拨款结余（含专用结余）" | "使用非财政拨款结余和专用结余";
        /// 结余分配.
        SurplusDistribution = "surplus_distribution" | "结余分配";
        /// The 年初预算数 line of a table whose lines are phases.
        Original = "original" | "年初预算数" | "年初预算";
        /// The 全年预算数 line of a table whose lines are phases; in a budget the 预算数 line.
        Adjusted = "adjusted" | "预算数" | "全年预算数" | "全年预算" | "调整预算数";
        /// The 决算数 line of a table whose lines are phases.
        Final = "final" | "决算数";
    }
}

/// The content of one cell of a statement. A cell that is not there is `None` around this.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StatementCell {
    /// Money, a blank, or a dash; in a final account in up to three phases.
    Money(Figure),
    /// A number that is not money.
    Number(Number),
    /// Text.
    Text(String),
}

/// The cells of a row, in the order of the statement's [`super::Columns`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Cells(pub Vec<Option<StatementCell>>);

impl Decode for Cells {
    fn decode<'n>(node: &'n Node<'n>, decoder: &mut Decoder<'n>) -> Option<Self> {
        if node.is_blank() {
            return Some(Self::default());
        }
        decoder.map(node)?;
        let columns = decoder.scope.columns.clone()?;
        let mut cells: Vec<Option<StatementCell>> = vec![None; columns.all.len()];
        let mut given: Vec<(usize, Phase, &Entry<'_>)> = Vec::with_capacity(node.entries().len());
        let mut complete = true;
        for entry in node.entries() {
            let Some((index, phase)) = columns.find(&entry.key) else {
                complete = false;
                if decoder.source().is_full() {
                    break;
                }
                let problem = comma_in_braces(entry).unwrap_or_else(|| columns.unknown(&entry.key, std::iter::empty()));
                decoder.report(problem, entry.span);
                continue;
            };
            if let Some((_, _, other)) = given.iter().find(|(other, of, _)| (*other, *of) == (index, phase)) {
                decoder.same_field(entry, other);
            }
            given.push((index, phase, entry));
            if phase != Phase::Actual && columns.of == Kind::Budget {
                decoder.report(Problem::BudgetHasOneColumn { key: entry.key.to_string() }, entry.span);
                complete = false;
                continue;
            }
            let content = columns.all[index].content;
            if phase != Phase::Actual && content != Content::Money {
                decoder.report(Problem::PhaseNotMoney { key: entry.key.to_string() }, entry.span);
                complete = false;
                continue;
            }
            let cell = decoder.within(Step::Key(&entry.key), |decoder| cell(content, phase, &entry.node, decoder));
            complete &= cell.is_some();
            match (&mut cells[index], cell) {
                (Some(StatementCell::Money(figure)), Some(StatementCell::Money(more))) => *figure = figure.or(more),
                (slot, Some(cell)) => *slot = Some(cell),
                (_, None) => {}
            }
        }
        complete.then_some(Self(cells))
    }

    /// A cell is named by its column's key, and its phase. In a file it may be called by any of the column's words; where a
    /// table prints phases, by those together.
    fn find<'n>(node: &'n Node<'n>, path: &[&str]) -> &'n Node<'n> {
        let Some((key, rest)) = path.split_first() else { return node };
        let phase = rest.first().and_then(|phase| Phase::from_word(phase)).unwrap_or(Phase::Actual);
        let is = |entry: &Entry<'_>, of: Phase| {
            entry.key == *key && of == Phase::Actual
                || StatementKind::ALL.iter().any(|(kind, _)| {
                    let columns = Columns::new(*kind, Kind::Final, &[]);
                    columns.find(&entry.key).is_some_and(|(index, found)| found == of && columns.all[index].key == *key)
                })
        };
        let find = |of| node.entries().iter().find(|entry| is(entry, of));
        match (find(phase), find(Phase::Actual)) {
            (Some(entry), _) => Figure::find(&entry.node, &[]),
            (None, Some(entry)) => Figure::find(&entry.node, rest),
            (None, None) => node,
        }
    }

    fn absent() -> Option<Self> {
        Some(Self::default())
    }

    fn schema(definitions: &mut Definitions) -> Json {
        let figure = Figure::schema(definitions);
        definitions.named("Cells", |_| {
            let mut properties = Map::new();
            for (kind, _) in StatementKind::ALL {
                for spelling in kind.columns() {
                    for key in spelling.words() {
                        let property = json!({ "title": spelling.chinese[0], "anyOf": [figure, { "type": "string" }] });
                        properties.insert(key.to_owned(), property);
                    }
                }
            }
            properties.sort_keys();
            json!({
                "title": "各列",
                "description": "每列一个值；决算中可写 {年初预算, 全年预算, 决算}。可用的列因报表种类而异，也可在 columns（列）中声明。",
                "type": ["object", "null"],
                "properties": properties,
                "additionalProperties": { "anyOf": [figure, { "type": "string" }] },
            })
        })
    }
}

fn cell<'n>(content: Content, phase: Phase, node: &'n Node<'n>, decoder: &mut Decoder<'n>) -> Option<StatementCell> {
    if node.is_blank() {
        return Some(StatementCell::Money(Figure::of(phase, Cell::Blank)));
    }
    match content {
        // Statements print corrections in red: a cell may be negative.
        Content::Money => decoder.signed(|decoder| match node.value {
            Value::Map(_) if phase == Phase::Actual => Figure::decode(node, decoder).map(StatementCell::Money),
            _ => Cell::decode(node, decoder).map(|cell| StatementCell::Money(Figure::of(phase, cell))),
        }),
        Content::Number => {
            decoder.trace(Read::Number, node);
            let text = decoder.text(node, "a-number")?;
            if Cell::is_dash(text) {
                return Some(StatementCell::Money(Figure::of(phase, Cell::Dash)));
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
        let systems = decoder.scope.columns.as_ref().map_or(&[][..], |columns| columns.kind.codes());
        if systems.is_empty() {
            return Some(Self(text.to_owned()));
        }
        let Some(code) = classification::normalise(text) else {
            decoder.report(Problem::BadCode { text: text.to_owned() }, node.span);
            return None;
        };
        if let Some(year) = decoder.scope.year {
            let list = &decoder.scope.vocabulary.classification;
            if systems.iter().all(|system| list.name(*system, &code, year).is_none()) {
                decoder.report(Problem::UnknownCode { code: code.clone(), year: year.to_string() }, node.span);
            }
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
        code: Option<Code> = "编码" | "科目编码" | "代码" | "功能分类科目编码" | "经济分类科目编码" | "项目编码", "科目编码，如 2012901；写成 201 29 01 也可以。";
        /// The printed name.
        label: String = "名称" | "项目" | "科目名称" | "项目名称" | "单位名称", "行的名称。";
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
            decoder.report(Problem::NotALevel { text: text.to_owned() }, node.span);
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
        RowRole::from_word(&plain_label(&self.label))
    }

    /// How deep the row is, from 1.
    pub fn depth(&self, kind: StatementKind) -> u8 {
        let by_code = || {
            let code = self.code.as_ref().filter(|_| !kind.codes().is_empty());
            code.map_or(1, |code| classification::level(&code.0))
        };
        self.level.map_or_else(by_code, |level| level.0)
    }

    /// A cell by its column's index.
    pub fn cell(&self, column: usize) -> Option<&StatementCell> {
        self.cells.0.get(column)?.as_ref()
    }
}

/// A label without its number (一、 （二） 3、 4.), without 其中： and without spaces.
pub fn plain_label(label: &str) -> String {
    let label: String = label.chars().filter(|letter| !letter.is_whitespace()).collect();
    let label = label.strip_prefix("其中").map_or(label.as_str(), |rest| rest.trim_start_matches(['：', ':']));
    let is_number = |letter: char| letter.is_ascii_digit() || "一二三四五六七八九十".contains(letter);
    let inner = label.trim_start_matches(['（', '(']);
    let rest = inner.trim_start_matches(is_number);
    let behind = match rest.chars().next() {
        Some('、' | '.' | '．') if rest.len() < inner.len() && inner.len() == label.len() => 1,
        Some('）' | ')') if rest.len() < inner.len() && inner.len() < label.len() => 1,
        _ => 0,
    };
    if behind == 0 { label.to_owned() } else { rest.chars().skip(behind).collect() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_read_without_its_number() {
        for (label, plain) in [
            ("一、一般公共预算拨款收入", "一般公共预算拨款收入"),
            ("十二、上年结转", "上年结转"),
            ("（一）人员经费", "人员经费"),
            ("(2)公用经费", "公用经费"),
            ("3、 项目支出", "项目支出"),
            ("其中：财政拨款", "财政拨款"),
            ("本 年 收 入 合 计", "本年收入合计"),
            ("三公经费", "三公经费"),
            ("2020年项目", "2020年项目"),
            ("一般公共服务支出", "一般公共服务支出"),
        ] {
            assert_eq!(plain_label(label), plain);
        }
    }
}
