//! What a disclosure spends under each classification code: 功能分类 down to 项, 经济分类 down to 款.

use serde::{Deserialize, Serialize};

use crate::archive::StatementLine;
use crate::model::cell::Cell;
use crate::model::classification::{Classification, System};
use crate::model::disclosure::{Disclosure, Identity};
use crate::model::money::{Money, Unit};
use crate::model::statement::{Statement, StatementCell, StatementKind, number_of_kind};

/// The lines of one statement that have codes of one classification.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Lines {
    /// Which statement: its kind, and which of that kind, from 1.
    statement: Option<(StatementKind, usize)>,
    /// The lines, in the order of codes.
    all: Vec<Line>,
    /// 基本支出 and 项目支出 of each 类, where the statement has columns for them.
    types: [Vec<(Code, Money)>; 2],
}

/// One line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Line {
    code: Code,
    cell: Cell,
    /// The row, from 0; `None` for a sum of the lines below, where the code has no line of its own.
    row: Option<usize>,
    /// The printed name, where it is not the classification's name of that year.
    label: Option<Box<str>>,
}

/// A code. Codes stand in the order of lists: each behind the one above it, before the next on that one's level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Code {
    /// The digits, filled with zeros to seven: 2010000 for 201.
    digits: u32,
    level: u8,
}

impl Code {
    /// Reads a normalised code.
    pub fn new(text: &str) -> Option<Self> {
        let level = match text.len() {
            3 => 1,
            5 => 2,
            7 => 3,
            _ => return None,
        };
        let digits: u32 = text.parse().ok().filter(|_| !text.starts_with('0'))?;
        Some(Self { digits: digits * 100_u32.pow(3 - u32::from(level)), level })
    }

    /// The level: 1 for 类, 2 for 款, 3 for 项.
    pub fn level(self) -> u8 {
        self.level
    }

    /// The code one level above.
    pub fn above(self) -> Option<Self> {
        let level = self.level.checked_sub(1).filter(|level| *level > 0)?;
        let below = 100_u32.pow(3 - u32::from(level));
        Some(Self { digits: self.digits / below * below, level })
    }
}

impl std::fmt::Display for Code {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        (self.digits / 100_u32.pow(3 - u32::from(self.level))).fmt(formatter)
    }
}

impl Lines {
    /// The lines by 功能分类. 支出表 has them for all money; where there is none, 一般公共预算支出表 has a part of them.
    pub fn functional(disclosure: &Disclosure, identity: &Identity, names: &Classification) -> Self {
        let kinds = [StatementKind::Expenditure, StatementKind::GeneralPublic];
        Self::first(&kinds, System::Functional, disclosure, identity, names)
    }

    /// The lines of 基本支出 by 经济分类.
    pub fn economic(disclosure: &Disclosure, identity: &Identity, names: &Classification) -> Self {
        Self::first(&[StatementKind::BasicByEconomic], System::Economic, disclosure, identity, names)
    }

    fn first(
        kinds: &[StatementKind],
        system: System,
        disclosure: &Disclosure,
        identity: &Identity,
        names: &Classification,
    ) -> Self {
        let statements = || disclosure.statements.iter().enumerate();
        let of_kind = |kind: &StatementKind| {
            let (index, statement) = statements().find(|(_, statement)| *statement.kind == *kind)?;
            let in_column = |key| lines(statement, key, system, identity, names);
            let of_type = |key| {
                let first = in_column(key).into_iter().filter(|line| line.code.level() == 1);
                first.filter_map(|line| Some((line.code, line.cell.amount()?))).collect()
            };
            let lines = in_column("total");
            let types =
                if system == System::Functional { ["basic", "project"].map(of_type) } else { Default::default() };
            let statement = Some((*kind, number_of_kind(&disclosure.statements, index)));
            (!lines.is_empty()).then_some(Self { statement, all: lines, types })
        };
        kinds.iter().find_map(of_kind).unwrap_or_default()
    }

    /// The statement's kind; `None` where no statement has such lines.
    pub fn kind(&self) -> Option<StatementKind> {
        self.statement.map(|(kind, _)| kind)
    }

    /// The codes that are printed or have lines below them, in order.
    pub fn codes(&self) -> impl Iterator<Item = Code> {
        self.all.iter().map(|line| line.code)
    }

    /// The codes, each with what [`Lines::cell`] and [`Lines::label`] say of it.
    pub fn all(&self) -> impl Iterator<Item = (Code, Cell, Option<&str>)> {
        self.all.iter().map(|line| (line.code, line.cell, line.label.as_deref()))
    }

    /// What stands under a code, or, where the code has no line of its own, the sum of the lines below it.
    pub fn cell(&self, code: Code) -> Option<Cell> {
        self.line(code).map(|line| line.cell)
    }

    /// The amount under a code; see [`Lines::cell`].
    pub fn amount(&self, code: Code) -> Option<Money> {
        self.cell(code)?.amount()
    }

    /// 基本支出 and 项目支出 by 类, where the statement has columns for them.
    pub fn types(&self) -> &[Vec<(Code, Money)>; 2] {
        &self.types
    }

    /// The place where that was published.
    pub fn source(&self, code: Code) -> Option<StatementLine> {
        let (kind, number) = self.statement?;
        Some(StatementLine { kind, number, row: self.line(code)?.row? })
    }

    /// The printed name of a code, where it is not the classification's.
    pub fn label(&self, code: Code) -> Option<&str> {
        self.line(code)?.label.as_deref()
    }

    /// The lines that are printed, in the order of codes: each with its place and its cell.
    pub fn printed(&self) -> impl Iterator<Item = (Code, StatementLine, Cell)> {
        self.statement.iter().flat_map(|(kind, number)| {
            self.all.iter().filter_map(move |line| {
                let place = StatementLine { kind: *kind, number: *number, row: line.row? };
                Some((line.code, place, line.cell))
            })
        })
    }

    fn line(&self, code: Code) -> Option<&Line> {
        let place = self.all.binary_search_by_key(&code, |line| line.code).ok()?;
        self.all.get(place)
    }
}

fn lines(statement: &Statement, key: &str, system: System, identity: &Identity, names: &Classification) -> Vec<Line> {
    let columns = statement.all_columns(identity.kind);
    let Some(column) = columns.all.iter().position(|column| column.key == key) else { return Vec::new() };
    let line = |(index, row): (usize, &crate::model::statement::Row)| {
        let text = &row.code.as_ref()?.0;
        let Some(StatementCell::Money(figure)) = row.cell(column) else { return None };
        let label = row.label.trim();
        let is_named = names.name(system, text, identity.year).is_some_and(|name| name == label);
        let label = (!is_named && !label.is_empty()).then(|| label.into());
        Some(Line { code: Code::new(text)?, cell: figure.actual?, row: Some(index), label })
    };
    // Economic codes of departments begin with 3, those of governments with 5, functional ones with 2.
    let digit = if system == System::Functional { "2" } else { "3" };
    let coded = |row: &crate::model::statement::Row| row.code.as_ref().is_some_and(|code| code.0.starts_with(digit));
    let rows = statement.rows.iter().enumerate().filter(|(_, row)| coded(row));
    let mut lines: Vec<Line> = rows.filter_map(line).collect();
    // Those of one code stay in the order of the statement.
    lines.sort_by_key(|line| line.code);
    lines.dedup_by(|later, first| {
        let same = later.code == first.code;
        if same {
            first.cell = sum(first.cell, later.cell);
        }
        same
    });
    add_sums(&mut lines, 2);
    add_sums(&mut lines, 1);
    lines
}

/// Adds the codes of a level that have lines one level below, and none of their own.
fn add_sums(lines: &mut Vec<Line>, level: u8) {
    let mut sums: Vec<Line> = Vec::new();
    for line in lines.iter().filter(|line| line.code.level() == level + 1) {
        let Some(code) = line.code.above() else { continue };
        match sums.last_mut().filter(|last| last.code == code) {
            Some(last) => last.cell = sum(last.cell, line.cell),
            None => sums.push(Line { code, cell: line.cell, row: None, label: None }),
        }
    }
    sums.retain(|sum| lines.binary_search_by_key(&sum.code, |line| line.code).is_err());
    lines.extend(sums);
    lines.sort_by_key(|line| line.code);
}

/// Two cells under one code, as one.
fn sum(one: Cell, other: Cell) -> Cell {
    match (one, other) {
        (Cell::Amount(one), Cell::Amount(other)) => {
            let total = Money::sum_in_yuan([one, other]).map(|yuan| Money::new(yuan, Unit::Yuan));
            total.map_or(Cell::Amount(one), |total| Cell::Amount(total.in_unit(one.unit())))
        }
        (Cell::Amount(_), _) => one,
        (_, other) => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_knows_its_level_and_what_is_above_it() {
        let code = |text| Code::new(text).map(|code| (code.level(), code.above().map(|above| above.to_string())));
        assert_eq!(code("2012901"), Some((3, Some("20129".to_owned()))));
        assert_eq!(code("20129"), Some((2, Some("201".to_owned()))));
        assert_eq!(code("201"), Some((1, None)));
        assert_eq!(code("2012"), None);
        assert_eq!(code("020"), None);
    }

    #[test]
    fn codes_stand_behind_the_code_above_them() {
        let mut codes: Vec<Code> =
            ["208", "20129", "2012901", "201", "20103"].into_iter().filter_map(Code::new).collect();
        codes.sort();
        let listed: Vec<String> = codes.iter().map(Code::to_string).collect();
        assert_eq!(listed, ["201", "20103", "20129", "2012901", "208"]);
    }
}
