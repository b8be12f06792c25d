//! `data.csv`: every figure of a disclosure, one a line.

use std::borrow::Cow;

use crate::content::disclosure::Document;
use crate::model::cell::Phase;
use crate::model::disclosure::Kind;
use crate::model::field::{Declared, Keyword};
use crate::model::measure::Measure;
use crate::model::statement::{Columns, Statement, StatementCell, number_of_kind};
use crate::model::vocabulary::Vocabulary;
use crate::page::data::{cells, measure_name, phase, with_state};
use crate::page::disclosure::{Line, summary_lines};
use crate::table::{Description, Row, Table, Type, field, text, written};

static FIGURES: Description = Description {
    name: "data",
    chinese: "一份公开文件中的全部数字，每行一个",
    english: "Every figure of one disclosure, one a line",
    fields: &[
        field(
            "part",
            "所在部分：summary 文字部分、statement 报表、assets 资产、project 项目",
            "Part: summary, statement, assets or project",
            Type::Text,
        ),
        field("statement", "报表种类", "Kind of statement", Type::Text),
        field("number", "同种报表中的第几张", "Which statement of its kind, from 1", Type::Integer),
        field("side", "收支方：revenue 收入、expenditure 支出", "Side of a two-sided statement", Type::Text),
        field("row", "第几行", "Row, from 1", Type::Integer),
        field("code", "科目编码或项目编码", "Classification code, or a project's code", Type::Text),
        field("label", "名称", "Label as printed", Type::Text),
        field("column", "列的键；文字部分为指标的键", "Column key; in the summary the measure's key", Type::Text),
        field("column_name", "列的名称", "Column heading", Type::Text),
        field(
            "phase",
            "阶段：approved 预算数、年初预算数，adjusted 全年预算数，executed 决算数",
            "Phase: approved, adjusted or executed",
            Type::Text,
        ),
        field(
            "state",
            "状态：amount 有金额、blank 未填写、dash 不适用、number 不是金额的数",
            "State: amount, blank (not filled in), dash (not applicable), or number (not money)",
            Type::Text,
        ),
        field("value", "金额（元）", "Amount in yuan (CNY)", Type::Number),
        field("printed", "原文的数字", "Figure as printed", Type::Number),
        field("unit", "原文的单位", "Unit as printed", Type::Text),
    ],
    key: &[],
    foreign: &[],
};

/// The table of a disclosure.
pub fn table<'a>(document: &'a Document, vocabulary: &Vocabulary) -> Table<'a> {
    let mut rows = summary(document, vocabulary);
    assets(document, &mut rows);
    let statements = &document.disclosure.statements;
    for (index, statement) in statements.iter().enumerate() {
        of_statement(statement, number_of_kind(statements, index), document.identity.kind, &mut rows);
    }
    projects(document, &mut rows);
    FIGURES.rows(rows.into_iter())
}

fn summary<'a>(document: &'a Document, vocabulary: &Vocabulary) -> Vec<Row<'a>> {
    let of = document.identity.kind;
    let mut rows = Vec::new();
    for (number, Line { key, label, figure, .. }) in (1..).zip(summary_lines(&document.disclosure, vocabulary)) {
        let name = label.or_else(|| Measure::from_word(&key).map(|measure| measure_name(measure, of).to_owned()));
        for (phase, cell) in cells(figure.unwrap_or_default(), of) {
            let row = vec![
                text("summary"),
                None,
                None,
                None,
                written(number),
                None,
                name.clone().map(Into::into),
                written(&key),
                None,
                text(phase),
            ];
            rows.push(with_state(row, cell));
        }
    }
    rows
}

fn assets<'a>(document: &'a Document, rows: &mut Vec<Row<'a>>) {
    let Some(assets) = document.disclosure.assets.as_ref().and_then(Declared::given) else { return };
    let total = assets.total.map(|total| ("资产总额", total));
    let lines = assets.rows.iter().filter_map(|row| Some((row.item.as_str(), row.value?)));
    for (number, (label, cell)) in (1..).zip(total.into_iter().chain(lines)) {
        let row = vec![
            text("assets"),
            None,
            None,
            None,
            written(number),
            None,
            text(label),
            text("value"),
            text("价值"),
            None,
        ];
        rows.push(with_state(row, cell));
    }
}

fn of_statement<'a>(statement: &'a Statement, number: usize, of: Kind, rows: &mut Vec<Row<'a>>) {
    let columns = statement.all_columns(of);
    for (place, row) in (1..).zip(&statement.rows) {
        let begin = |column: usize, phase| {
            vec![
                text("statement"),
                text(statement.kind.key()),
                written(number),
                row.side.and_then(|side| text(side.key())),
                written(place),
                row.code.as_ref().and_then(|code| text(&code.0)),
                text(&row.label),
                written(&columns.all[column].key),
                heading(&columns, column),
                text(phase),
            ]
        };
        for (column, cell) in row.cells.0.iter().enumerate() {
            match cell {
                Some(StatementCell::Money(figure)) => {
                    rows.extend(cells(*figure, of).map(|(phase, cell)| with_state(begin(column, phase), cell)));
                }
                Some(StatementCell::Number(number)) => {
                    let mut row = begin(column, phase(Phase::Actual, of));
                    row.extend([text("number"), None, written(number), None]);
                    rows.push(row);
                }
                Some(StatementCell::Text(_)) | None => {}
            }
        }
    }
}

/// The heading of a column as printed, else its usual name.
fn heading(columns: &Columns, column: usize) -> Option<Cow<'static, str>> {
    let column = &columns.all[column];
    written(column.label.as_ref().or(column.names.first())?)
}

fn projects<'a>(document: &'a Document, rows: &mut Vec<Row<'a>>) {
    let performance = document.disclosure.performance.as_ref().and_then(Declared::given);
    let projects = performance.map_or(&[][..], |performance| &performance.projects);
    for (number, project) in (1..).zip(projects) {
        for (phase, cell) in cells(project.amount.unwrap_or_default(), document.identity.kind) {
            let row = vec![
                text("project"),
                None,
                None,
                None,
                written(number),
                project.code.as_deref().and_then(text),
                text(&project.name),
                text("amount"),
                text("金额"),
                text(phase),
            ];
            rows.push(with_state(row, cell));
        }
    }
}
