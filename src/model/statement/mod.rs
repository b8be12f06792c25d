//! Statements: statutory tables as published.

mod column;
mod kind;
mod row;

use std::rc::Rc;

use crate::diagnostic::Problem;
use crate::model::field::{Decode, Decoder, Field, enter_unit, entry, record};
use crate::model::money::Unit;
use crate::tree::Node;

pub use column::{Column, Columns, Content, DeclaredColumn};
pub use kind::StatementKind;
pub use row::{Cells, Code, Level, Row, RowRole, Side, StatementCell, plain_label};

/// More columns than any table that is printed has.
pub const MOST_COLUMNS: usize = 60;

/// The kind of a statement, by its key or by any published title, which is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Titled {
    /// The kind.
    pub kind: StatementKind,
    /// The published title, where it was given instead of the key.
    pub title: Option<String>,
}

impl std::ops::Deref for Titled {
    type Target = StatementKind;

    fn deref(&self) -> &StatementKind {
        &self.kind
    }
}

record! {
    /// A statement as published.
    pub struct Statement = "报表", "一张公开报表。行可以直接写，也可以放在同名 CSV 文件中。", enter enter_statement {
        /// The kind.
        kind: Titled = "种类" | "报表种类", "报表种类，可直接写公开的表名。";
        /// The title as printed, where it differs.
        title: Option<String> = "标题" | "表名", "印出的表名。";
        /// The number as printed.
        number: Option<String> = "表号" | "编号", "印出的表号，如 公开表1。";
        /// The unit of its amounts, where it is not the file's.
        unit: Option<Unit> = "单位" | "金额单位", "本表的金额单位；与全文相同时可省略。";
        /// Columns beside those of the kind, and printed headings.
        columns: Vec<DeclaredColumn> = "列", "自行增加的列，或固有的列印出的标题；按声明的顺序排列。";
        /// A note, as 本年度没有……，故本表无数据.
        note: Option<String> = "说明" | "注", "表下的说明；空表应说明没有数据的原因。";
        /// The rows.
        rows: Vec<Row> = "行" | "数据", "报表的各行。";
        /// A CSV file with the rows, in the folder beside the file.
        csv: Option<String> = "数据文件" | "CSV", "存放各行的 CSV 文件名，放在同名文件夹中。";
    }
}

/// Which of its kind a statement is, counted from 1, among all those of a disclosure.
pub fn number_of_kind(statements: &[Statement], index: usize) -> usize {
    let kind = *statements[index].kind;
    statements[..=index].iter().filter(|other| *other.kind == kind).count()
}

impl Statement {
    /// A statement of which only the kind is known.
    pub fn empty(kind: StatementKind) -> Self {
        Self {
            kind: Titled { kind, title: None },
            title: None,
            number: None,
            unit: None,
            columns: Vec::new(),
            note: None,
            rows: Vec::new(),
            csv: None,
        }
    }

    /// The title as printed; `None` where only the kind is known.
    pub fn title(&self) -> Option<&str> {
        self.title.as_deref().or(self.kind.title.as_deref())
    }

    /// What each row is. Where a side of a two-sided table has both 合计 and 总计, the last is the total, and 合计 is what
    /// came in or was spent this year.
    pub fn roles(&self) -> Vec<Option<RowRole>> {
        let mut roles: Vec<Option<RowRole>> = self.rows.iter().map(Row::role).collect();
        if !self.kind.is_two_sided() {
            return roles;
        }
        for side in [Side::Revenue, Side::Expenditure] {
            let of_side = |row: usize| self.rows[row].side == Some(side);
            let totals: Vec<usize> =
                (0..roles.len()).filter(|row| of_side(*row) && roles[*row] == Some(RowRole::Total)).collect();
            let has_current = (0..roles.len()).any(|row| of_side(row) && roles[row] == Some(RowRole::Current));
            for row in totals.iter().rev().skip(1) {
                roles[*row] = if has_current { None } else { Some(RowRole::Current) };
            }
        }
        roles
    }

    /// The columns of its rows, in a budget or in a final account.
    pub fn all_columns(&self, of: crate::model::disclosure::Kind) -> Columns {
        Columns::new(*self.kind, of, &self.columns)
    }
}

/// Lets a statement's unit and columns hold for its rows, wherever in it they are written.
fn enter_statement<'n>(node: &'n Node<'n>, table: &'static [Field], decoder: &mut Decoder<'n>) {
    enter_unit(node, table, decoder);
    let word = entry(table, node, "kind").and_then(|entry| entry.node.text());
    let Some(kind) = word.and_then(StatementKind::from_title) else {
        // That the kind is not known is told where it stands; what its columns are cannot be.
        decoder.scope.columns = None;
        return;
    };
    let declared =
        entry(table, node, "columns").and_then(|entry| decoder.quietly(|decoder| Vec::decode(&entry.node, decoder)));
    let declared: Vec<DeclaredColumn> = declared.unwrap_or_default();
    if declared.len() > MOST_COLUMNS {
        decoder.report(Problem::TooManyColumns { limit: MOST_COLUMNS }, node.span);
        decoder.scope.columns = None;
        return;
    }
    let columns = Columns::new(kind, decoder.scope.kind, &declared);
    decoder.scope.columns = Some(Rc::new(columns));
}

impl Decode for Titled {
    fn decode<'n>(node: &'n Node<'n>, decoder: &mut Decoder<'n>) -> Option<Self> {
        use crate::model::field::{Keyword, Read, decode_keyword};
        decoder.trace(Read::Text, node);
        let word = decoder.text(node, "a-word")?;
        let Some(kind) = StatementKind::from_title(word) else {
            // Tells which words there are.
            return decode_keyword::<StatementKind>(node, decoder).map(|kind| Self { kind, title: None });
        };
        let is_title = kind != StatementKind::Other && kind.key() != word;
        Some(Self { kind, title: is_title.then(|| word.to_owned()) })
    }

    fn schema(definitions: &mut crate::model::field::Definitions) -> serde_json::Value {
        let kind = StatementKind::schema(definitions);
        serde_json::json!({ "anyOf": [kind, { "type": "string", "pattern": "表$" }] })
    }
}
