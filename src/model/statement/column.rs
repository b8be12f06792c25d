//! The columns of one statement: those of its kind, those that it declares, and the phases of each.

use crate::diagnostic::Problem;
use crate::model::cell::Phase;
use crate::model::disclosure::Kind;
use crate::model::field::{Keyword, keyword, record, suggest};
use crate::model::statement::StatementKind;

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

record! {
    /// A column that a statement declares: one of its own, or one of its kind's with the heading that was printed.
    pub struct DeclaredColumn = "列", "报表自行声明的一列，或为固有的列写明标题；声明了的列按声明的顺序排列。" {
        /// The key.
        key: String = "键", "在 cells 中使用的键。";
        /// The printed heading.
        label: String = "标题" | "名称", "打印的列标题。";
        /// What the cells hold.
        content: Option<Content> = "内容", "金额（默认）、数量或文字。";
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

/// The columns of one statement, in printed order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Columns {
    /// The kind of statement that they belong to.
    pub kind: StatementKind,
    /// Whether that is of a budget or of a final account.
    pub of: Kind,
    /// The columns: first those that the statement declares, then the others of its kind.
    pub all: Vec<Column>,
}

/// What may stand between a phase and a column in one heading: 决算数·合计, 合计（决算数）.
const BETWEEN: [char; 14] = ['·', '-', '－', '—', '–', '_', '/', '／', ' ', '\u{3000}', '（', '）', '(', ')'];

impl Columns {
    /// The columns of a kind with what a statement declares.
    pub fn new(kind: StatementKind, of: Kind, declared: &[DeclaredColumn]) -> Self {
        let known = |key: &str| kind.columns().iter().find(|spelling| spelling.key == key);
        let mut all: Vec<Column> = declared
            .iter()
            .map(|column| {
                let names = known(&column.key).map_or(&[][..], |spelling| spelling.chinese);
                Column {
                    key: column.key.clone(),
                    names: names.iter().copied().chain([column.label.as_str()]).map(str::to_owned).collect(),
                    label: Some(column.label.clone()),
                    content: column.content.unwrap_or(Content::Money),
                }
            })
            .collect();
        for spelling in kind.columns() {
            if declared.iter().all(|column| column.key != spelling.key) {
                all.push(Column {
                    key: spelling.key.to_owned(),
                    names: spelling.chinese.iter().map(|name| (*name).to_owned()).collect(),
                    label: None,
                    content: Content::Money,
                });
            }
        }
        Self { kind, of, all }
    }

    /// The column that a word names, and the phase, where the word names one: 合计, 决算数, 决算数·合计.
    pub fn find(&self, word: &str) -> Option<(usize, Phase)> {
        if let Some(index) = self.named(word) {
            return Some((index, Phase::Actual));
        }
        // A table with one column prints it as 金额 or by its phase alone.
        let only = || self.named("amount").or_else(|| self.named("total"));
        if word == "金额" {
            return only().map(|index| (index, Phase::Actual));
        }
        if let Some(phase) = Phase::from_heading(word, self.of) {
            return only().map(|index| (index, phase));
        }
        Phase::ALL.iter().flat_map(|(_, spelling)| spelling.chinese).find_map(|name| {
            let phase = Phase::from_heading(name, self.of)?;
            let rest = word.strip_prefix(name).or_else(|| word.trim_end_matches(BETWEEN).strip_suffix(name))?;
            Some((self.named(rest.trim_matches(BETWEEN))?, phase))
        })
    }

    /// The index of the column that a word names.
    pub fn named(&self, word: &str) -> Option<usize> {
        self.all.iter().position(|column| column.key == word || column.names.iter().any(|name| name == word))
    }

    /// Every word that names a column.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.all.iter().flat_map(|column| column.names.iter().map(String::as_str).chain([column.key.as_str()]))
    }

    /// The problem that a word names no column; `others` are words that could stand in its place.
    pub fn unknown<'w>(&'w self, word: &str, others: impl Iterator<Item = &'w str>) -> Problem {
        Problem::UnknownColumn {
            column: word.to_owned(),
            statement: self.kind.term(),
            suggestion: suggest(word, self.words().chain(others)),
            known: self
                .all
                .iter()
                .map(|column| format!("{}（{}）", column.key, column.names.first().map_or("", String::as_str)))
                .collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn find(kind: StatementKind, of: Kind, word: &str) -> Option<(String, Phase)> {
        let columns = Columns::new(kind, of, &[]);
        columns.find(word).map(|(index, phase)| (columns.all[index].key.clone(), phase))
    }

    #[test]
    fn headings_name_a_column_a_phase_or_both() {
        use StatementKind::{GovernmentFund, IncomeExpenditure, ThreePublic};
        let is = |key: &str, phase| Some((key.to_owned(), phase));
        assert_eq!(find(ThreePublic, Kind::Budget, "公务接待费"), is("reception", Phase::Actual));
        assert_eq!(find(ThreePublic, Kind::Budget, "小计"), is("vehicles", Phase::Actual));
        assert_eq!(find(IncomeExpenditure, Kind::Budget, "预算数"), is("amount", Phase::Actual));
        assert_eq!(find(IncomeExpenditure, Kind::Final, "年初预算数"), is("amount", Phase::Original));
        assert_eq!(find(IncomeExpenditure, Kind::Final, "预算数"), is("amount", Phase::Adjusted));
        assert_eq!(find(IncomeExpenditure, Kind::Final, "决算数"), is("amount", Phase::Actual));
        for word in ["预算数·合计", "预算数合计", "合计（预算数）", "全年预算数-合计"] {
            assert_eq!(find(ThreePublic, Kind::Final, word), is("total", Phase::Adjusted), "{word}");
        }
        assert_eq!(find(GovernmentFund, Kind::Final, "年初结转"), is("carried_in", Phase::Actual));
        assert_eq!(find(ThreePublic, Kind::Final, "决算数·会议费"), None);
    }

    #[test]
    fn every_word_of_every_column_names_it() {
        for (kind, _) in StatementKind::ALL {
            for spelling in kind.columns() {
                for word in spelling.chinese.iter().copied().chain([spelling.key]) {
                    for of in Kind::BOTH {
                        let expected = Some((spelling.key.to_owned(), Phase::Actual));
                        assert_eq!(find(*kind, of, word), expected, "{kind:?} {word}");
                    }
                }
            }
        }
    }

    #[test]
    fn declared_columns_come_in_the_declared_order_and_the_others_behind_them() {
        let declare = |key: &str| DeclaredColumn { key: key.to_owned(), label: format!("{key}列"), content: None };
        let columns = Columns::new(StatementKind::GeneralPublic, Kind::Budget, &[declare("project"), declare("own")]);
        let keys: Vec<&str> = columns.all.iter().map(|column| column.key.as_str()).collect();
        assert_eq!(keys, ["project", "own", "total", "basic", "personnel", "operating"]);
        assert_eq!((columns.named("项目支出"), columns.named("own列")), (Some(0), Some(1)));
    }
}
