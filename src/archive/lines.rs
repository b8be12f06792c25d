//! What a disclosure spends under each classification code: 功能分类 down to 项, 经济分类 down to 款.

use serde::{Deserialize, Serialize};

use crate::archive::Source;
use crate::model::cell::Cell;
use crate::model::classification::{self, Classification, System};
use crate::model::disclosure::{Disclosure, Identity};
use crate::model::money::{Money, Unit};
use crate::model::statement::{Statement, StatementCell, StatementKind, number_of_kind};

/// The lines of one statement that have codes of one classification.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Lines {
    /// Which statement: its kind, and which of that kind, from 1.
    statement: Option<(StatementKind, usize)>,
    /// The lines, in the order of codes.
    lines: Vec<Line>,
}

/// One line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Line {
    code: Code,
    cell: Cell,
    /// The row, from 0.
    row: usize,
    /// The printed name, where it is not the classification's name of that year.
    label: Option<Box<str>>,
}

/// A code as a number: 201, 20129, 2012901. It tells its level by its digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Code(u32);

impl Code {
    /// Reads a normalised code.
    pub fn new(text: &str) -> Option<Self> {
        let sound = matches!(text.len(), 3 | 5 | 7) && !text.starts_with('0');
        text.parse().ok().filter(|_| sound).map(Self)
    }

    /// The level: 1 for 类, 2 for 款, 3 for 项.
    pub fn level(self) -> u8 {
        classification::level(&self.to_string())
    }

    /// The code one level above.
    pub fn above(self) -> Option<Self> {
        (self.level() > 1).then_some(Self(self.0 / 100))
    }

    /// Where the code stands in a list: behind the code above it, before the next one on that level.
    pub fn order(self) -> (u32, u8) {
        let level = self.level();
        (self.0 * 100_u32.pow(3 - u32::from(level)), level)
    }
}

impl std::fmt::Display for Code {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.0.fmt(formatter)
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
            let lines = lines(statement, system, identity, names);
            let statement = Some((*kind, number_of_kind(&disclosure.statements, index)));
            (!lines.is_empty()).then_some(Self { statement, lines })
        };
        kinds.iter().find_map(of_kind).unwrap_or_default()
    }

    /// The statement's kind; `None` where no statement has such lines.
    pub fn kind(&self) -> Option<StatementKind> {
        self.statement.map(|(kind, _)| kind)
    }

    /// The codes, in the order of lists.
    pub fn codes(&self) -> impl Iterator<Item = Code> {
        self.lines.iter().map(|line| line.code)
    }

    /// What stands under a code.
    pub fn cell(&self, code: Code) -> Option<Cell> {
        self.line(code).map(|line| line.cell)
    }

    /// What stands under a code, or, where the code has no line of its own, the sum of the lines below it.
    pub fn cell_or_sum(&self, code: Code) -> Option<Cell> {
        self.cell(code).or_else(|| {
            let below = self.lines.iter().map(|line| line.code);
            // A line below may be there itself, or only lines below it.
            let next = |below: Code| {
                std::iter::successors(Some(below), |below| below.above()).find(|below| below.above() == Some(code))
            };
            let mut next: Vec<Code> = below.filter_map(next).collect();
            next.dedup();
            next.into_iter().filter_map(|below| self.cell_or_sum(below)).reduce(sum)
        })
    }

    /// The amount under a code; see [`Lines::cell_or_sum`].
    pub fn amount(&self, code: Code) -> Option<Money> {
        self.cell_or_sum(code)?.amount()
    }

    /// The place where that was published.
    pub fn source(&self, code: Code) -> Option<Source> {
        let (kind, number) = self.statement?;
        self.line(code).map(|line| Source::Statement { kind, number, row: line.row })
    }

    /// The printed name of a code, where it is not the classification's.
    pub fn label(&self, code: Code) -> Option<&str> {
        self.line(code)?.label.as_deref()
    }

    fn line(&self, code: Code) -> Option<&Line> {
        let place = self.lines.binary_search_by_key(&code.order(), |line| line.code.order()).ok()?;
        self.lines.get(place)
    }
}

fn lines(statement: &Statement, system: System, identity: &Identity, names: &Classification) -> Vec<Line> {
    let columns = statement.all_columns(identity.kind);
    let Some(column) = columns.all.iter().position(|column| column.key == "total") else { return Vec::new() };
    let line = |(index, row): (usize, &crate::model::statement::Row)| {
        let text = &row.code.as_ref()?.0;
        let Some(StatementCell::Money(figure)) = row.cell(column) else { return None };
        let label = row.label.trim();
        let is_named = names.name(system, text, identity.year).is_some_and(|name| name == label);
        let label = (!is_named && !label.is_empty()).then(|| label.into());
        Some(Line { code: Code::new(text)?, cell: figure.actual?, row: index, label })
    };
    // Economic codes of departments begin with 3, those of governments with 5, functional ones with 2.
    let digit = if system == System::Functional { "2" } else { "3" };
    let coded = |row: &crate::model::statement::Row| row.code.as_ref().is_some_and(|code| code.0.starts_with(digit));
    let rows = statement.rows.iter().enumerate().filter(|(_, row)| coded(row));
    let mut lines: Vec<Line> = rows.filter_map(line).collect();
    lines.sort_by_key(|line| line.code.order());
    lines.dedup_by(|later, first| {
        let same = later.code == first.code;
        if same {
            first.cell = sum(first.cell, later.cell);
        }
        same
    });
    lines
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
        codes.sort_by_key(|code| code.order());
        let listed: Vec<String> = codes.iter().map(Code::to_string).collect();
        assert_eq!(listed, ["201", "20103", "20129", "2012901", "208"]);
    }
}
