//! The lines of a statement as a tree: which lines a line is the sum of, by their codes, or by their levels.

use crate::check::subject::Table;
use crate::model::statement::{Row, RowRole, Side};

/// Whether a row is part of another.
pub fn is_part(row: &Row) -> bool {
    row.of_which || row.label.trim_start().starts_with("其中")
}

/// Whether a row of one side is on the highest level that the uncoded rows of that side have.
pub fn is_top(table: &Table<'_>, row: usize) -> bool {
    let kind = *table.statement.kind;
    let depth = |line: &Row| line.level.map_or(1, |_| line.depth(kind));
    let own = &table.statement.rows[row];
    let of_side = table.statement.rows.iter().enumerate();
    let of_side = of_side.filter(|(index, line)| line.side == own.side && table.roles[*index].is_none());
    of_side.map(|(_, line)| depth(line)).min().is_none_or(|least| depth(own) == least)
}

/// Each line that is the sum of others, with those, whatever the column: 类 of 款, 款 of 项, 合计 of 类. `None` where a code
/// stands more than once, so that nobody can say which lines belong together.
pub fn sums(table: &Table<'_>) -> Option<Vec<(usize, Vec<usize>)>> {
    let kind = *table.statement.kind;
    let has_codes = !kind.codes().is_empty();
    let codes: Vec<Option<&str>> =
        table.rows().map(|(_, row)| row.code.as_ref().filter(|_| has_codes).map(|code| code.0.as_str())).collect();
    let mut all: Vec<&str> = codes.iter().flatten().copied().collect();
    all.sort_unstable();
    if all.windows(2).any(|pair| pair[0] == pair[1]) {
        return None;
    }
    // Of some lines those on the highest level.
    let highest = |lines: Vec<usize>| -> Vec<usize> {
        let shortest = lines.iter().filter_map(|row| codes[*row]).map(str::len).min();
        lines.into_iter().filter(|row| codes[*row].map(str::len) == shortest).collect()
    };
    let below = |above: &str| -> Vec<usize> {
        let is_below =
            |row: &usize| codes[*row].is_some_and(|code| code.len() > above.len() && code.starts_with(above));
        highest((0..codes.len()).filter(is_below).collect())
    };
    let mut sums: Vec<(usize, Vec<usize>)> =
        codes.iter().enumerate().filter_map(|(row, code)| Some((row, below((*code)?)))).collect();
    let (side, role) =
        if kind.is_two_sided() { (Some(Side::Expenditure), RowRole::Current) } else { (None, RowRole::Total) };
    if let Some(total) = table.role(side, role) {
        let of_side = |row: &usize| table.statement.rows[*row].side == side && table.roles[*row].is_none();
        let (coded, uncoded): (Vec<usize>, Vec<usize>) =
            (0..codes.len()).filter(of_side).partition(|row| codes[*row].is_some());
        let is_line = |row: &usize| !is_part(&table.statement.rows[*row]) && is_top(table, *row);
        let parts = if coded.is_empty() { uncoded.into_iter().filter(is_line).collect() } else { highest(coded) };
        sums.push((total, parts));
    }
    sums.retain(|(_, parts)| !parts.is_empty());
    Some(sums)
}
