//! The rows of a statement from a CSV file, as the same marked tree that YAML rows are.
//!
//! The file is what finance bureaus export: one row of headings, in which a code may be printed in three columns
//! (类, 款, 项), a two-sided table may have its halves beside each other, and 行次 counts lines.

use std::borrow::Cow;

use crate::diagnostic::{Diagnostic, Problem};
use crate::model::cell::Phase;
use crate::model::field::{Keyword, Record};
use crate::model::statement::{Columns, Content, DeclaredColumn, MOST_COLUMNS, Row, Side, plain_label};
use crate::tree::{Entry, LIMITS, Node, Source, Span, Style, Value};

fn is_label(heading: &Heading) -> bool {
    *heading == Heading::Field("label")
}

/// What a CSV file holds.
pub struct Table {
    /// The columns in the file's order, with the headings that it prints.
    pub columns: Vec<DeclaredColumn>,
    /// The rows.
    pub rows: Node<'static>,
}

/// What a column of the CSV file is.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Heading {
    /// A field of the row, such as its label.
    Field(&'static str),
    /// A part of a code that is printed in three columns: 0 for 类, 1 for 款, 2 for 项.
    CodePart(usize),
    /// A cell, under its printed heading.
    Cell(String),
    /// A count of lines, which is of no use.
    Counter,
    /// No heading: nothing may stand below it.
    Nameless,
}

/// A half of a two-sided table, or the whole of any other: its side and its stretch of columns.
type Half = (Option<Side>, std::ops::Range<usize>);

/// Reads the file as a list of rows. Problems with the file's form are reported; those of values come with decoding.
pub fn read(source: &Source<'_>, columns: &Columns, problems: &mut Vec<Diagnostic>) -> Option<Table> {
    if let Some(line) = open_quote(source.text) {
        source.tell(problems, Problem::CsvQuote {}, whole_line(line), None);
        return None;
    }
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .trim(csv::Trim::All)
        .delimiter(delimiter(source.text))
        .from_reader(source.text.as_bytes());
    let mut records = reader.records();
    let lines: Vec<&str> = source.text.lines().collect();
    let content = |line: usize| lines.get(line - 1).copied().unwrap_or_default();
    let first = lines.iter().position(|line| !line.trim().is_empty()).map_or(1, |index| index + 1);
    let mut report = |problem: Problem, span: Span| {
        source.tell(problems, problem, span, None);
    };
    let heading = match records.next() {
        Some(Ok(record)) => record,
        Some(Err(error)) => {
            report(Problem::CsvSyntax { detail: error.to_string() }, Span::point(1, 0));
            return None;
        }
        None => {
            problems.push(Diagnostic::in_file(source.path.clone(), Problem::EmptyFile {}));
            return None;
        }
    };
    let (headings, halves, mut sound) = understand(&heading, first, content(first), columns, &mut report);
    if headings.is_empty() {
        return None;
    }
    let mut items = Vec::new();
    let mut values = 0;
    let mut codes: Vec<CodeParts> = halves.iter().map(|_| CodeParts::default()).collect();
    let delimiter = char::from(delimiter(source.text));
    for record in records {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                let line = error.position().map_or(1, |position| line_number(position.line()));
                report(Problem::CsvSyntax { detail: error.to_string() }, Span::point(line, 0));
                return None;
            }
        };
        if record.iter().all(str::is_empty) {
            continue;
        }
        let mut line = record.position().map_or(1, |position| line_number(position.line()));
        // The reader's position is that of the empty lines before the record, and of the second half of a line's end.
        let byte = record.position().and_then(|position| usize::try_from(position.byte()).ok()).unwrap_or_default();
        if source.text.as_bytes().get(byte) == Some(&b'\n') && byte > 0 {
            line += 1;
        }
        while line < lines.len() && content(line).trim().is_empty() {
            line += 1;
        }
        values += record.len();
        if values > LIMITS.values {
            report(Problem::TooManyValues { limit: LIMITS.values }, whole_line(line));
            return None;
        }
        if record.len() != headings.len() {
            report(Problem::CsvRowLength { expected: headings.len(), found: record.len() }, whole_line(line));
            sound = false;
            continue;
        }
        let spans = spans(content(line), line, &record);
        for ((side, half), codes) in halves.iter().zip(&mut codes) {
            let fields: Vec<_> = half.clone().map(|index| (&record[index], &headings[index], spans[index])).collect();
            for (field, heading, span) in &fields {
                if **heading == Heading::Nameless && !field.is_empty() {
                    report(Problem::CsvWithoutHeading { text: (*field).to_owned() }, *span);
                    sound = false;
                }
                if field.lines().count() > 1 && field.contains(delimiter) || is_label(heading) && field.contains('\n') {
                    report(Problem::CsvLineBreak {}, *span);
                }
            }
            let is_empty = fields.iter().all(|(field, heading, _)| field.is_empty() || **heading == Heading::Counter);
            if !is_empty && !counts_columns(&fields) {
                items.push(row(*side, line, &fields, codes));
            }
        }
    }
    let end = lines.len() + 1;
    let rows = Node { span: Span { line: 1, column: 0, end_line: end, end_column: 0 }, value: Value::List(items) };
    sound.then(|| Table { columns: printed(&headings, columns), rows })
}

/// What the columns are, the halves that they make, and whether all of them are understood.
fn understand(
    heading: &csv::StringRecord,
    number: usize,
    line: &str,
    columns: &Columns,
    report: &mut impl FnMut(Problem, Span),
) -> (Vec<Heading>, Vec<Half>, bool) {
    if heading.len() > 2 * MOST_COLUMNS {
        report(Problem::TooManyColumns { limit: 2 * MOST_COLUMNS }, whole_line(number));
        return (Vec::new(), Vec::new(), false);
    }
    let label = |name: &str| what(name, columns) == Some(Heading::Field("label"));
    if !heading.iter().any(label) {
        // Without a heading for labels this is no row of headings, and what its cells are is no use to tell.
        report(Problem::CsvWithoutLabel {}, whole_line(number));
        return (Vec::new(), Vec::new(), false);
    }
    let mut sound = true;
    let mut headings: Vec<Heading> = Vec::new();
    let heading_spans = spans(line, number, heading);
    for (name, span) in heading.iter().zip(heading_spans.iter().copied()) {
        headings.push(what(name, columns).unwrap_or_else(|| {
            let fields = Row::FIELDS.iter().filter(|field| field.key != "cells");
            let fields = fields.flat_map(|field| field.chinese.iter().copied().chain([field.key]));
            report(columns.unknown(name, fields), span);
            sound = false;
            Heading::Counter
        }));
    }
    let halves = halves(&headings, columns);
    for (_, half) in &halves {
        for index in half.clone() {
            let name = &heading[index];
            let same = |other: &Heading| match (other, &headings[index]) {
                (Heading::Counter | Heading::Nameless, _) => false,
                (Heading::Cell(one), Heading::Cell(other)) => columns.find(one) == columns.find(other),
                (one, other) => one == other,
            };
            let twice = headings[half.start..index].iter().any(same);
            if twice {
                report(Problem::CsvColumnTwice { column: name.to_owned() }, heading_spans[index]);
                sound = false;
            }
        }
    }
    (headings, halves, sound)
}

/// The line of the quotation mark that never closes. Marks inside marks are doubled, so an odd number is one too many.
fn open_quote(text: &str) -> Option<usize> {
    let mut open = None;
    for (index, line) in text.lines().enumerate() {
        if line.matches('"').count() % 2 == 1 {
            open = if open.is_some() { None } else { Some(index + 1) };
        }
    }
    open
}

/// What stands between the fields: what stands most often in the headings.
pub(super) fn delimiter(text: &str) -> u8 {
    let headings = text.lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    let count = |delimiter: &u8| headings.bytes().filter(|byte| byte == delimiter).count();
    // Among equals the last is taken, so the comma is.
    [b';', b'\t', b','].into_iter().max_by_key(count).unwrap_or(b',')
}

fn what(name: &str, columns: &Columns) -> Option<Heading> {
    // Spreadsheets spread short headings out: 合　计.
    let name: String = name.chars().filter(|letter| !letter.is_whitespace()).collect();
    let name = name.as_str();
    match name {
        "" => return Some(Heading::Nameless),
        "行次" | "序号" => return Some(Heading::Counter),
        _ => {}
    }
    if let Some(part) = ["类", "款", "项"].iter().position(|part| *part == name) {
        return Some(Heading::CodePart(part));
    }
    if columns.find(name).is_some() {
        return Some(Heading::Cell(name.to_owned()));
    }
    if columns.kind.is_two_sided() && matches!(name, "收入" | "支出" | "收入项目" | "支出项目") {
        return Some(Heading::Field("label"));
    }
    Row::FIELDS.iter().find(|field| field.key != "cells" && field.is(name)).map(|field| Heading::Field(field.key))
}

/// What the cells below a heading hold; `None` where the heading is of a label, a code or the like.
pub(super) fn heads_cells(name: &str, columns: &Columns) -> Option<Content> {
    match what(name, columns)? {
        Heading::Cell(name) => columns.find(&name).map(|(index, _)| columns.all[index].content),
        _ => None,
    }
}

/// The halves of a two-sided table whose headings stand beside each other, else the whole.
fn halves(headings: &[Heading], columns: &Columns) -> Vec<Half> {
    let label = Heading::Field("label");
    let labels: Vec<usize> = (0..headings.len()).filter(|index| headings[*index] == label).collect();
    let &[_, second] = labels.as_slice() else { return vec![(None, 0..headings.len())] };
    if !columns.kind.is_two_sided() {
        return vec![(None, 0..headings.len())];
    }
    // A code stands before its label.
    let is_code = |heading: &Heading| matches!(heading, Heading::Field("code") | Heading::CodePart(_));
    let start = (0..second).rev().take_while(|index| is_code(&headings[*index])).last().unwrap_or(second);
    vec![(Some(Side::Revenue), 0..start), (Some(Side::Expenditure), start..headings.len())]
}

/// The columns in the order in which the file prints them, with its headings, then what the statement declares beside.
fn printed(headings: &[Heading], columns: &Columns) -> Vec<DeclaredColumn> {
    let mut printed: Vec<DeclaredColumn> = Vec::new();
    for heading in headings {
        let Heading::Cell(name) = heading else { continue };
        let Some((index, phase)) = columns.find(name) else { continue };
        let column = &columns.all[index];
        if printed.iter().all(|other| other.key != column.key) {
            // A heading that names a phase is no name of the column.
            let own = if phase == Phase::Actual { name } else { column.names.first().unwrap_or(&column.key) };
            let label = column.label.clone().unwrap_or_else(|| own.clone());
            printed.push(DeclaredColumn { key: column.key.clone(), label, content: Some(column.content) });
        }
    }
    for column in columns.all.iter().filter(|column| column.label.is_some()) {
        if printed.iter().all(|other| other.key != column.key) {
            let label = column.label.clone().unwrap_or_default();
            printed.push(DeclaredColumn { key: column.key.clone(), label, content: Some(column.content) });
        }
    }
    printed
}

/// Whether a row is 栏次: the numbers of the columns and no figures.
fn counts_columns(fields: &[(&str, &Heading, Span)]) -> bool {
    let names = |heading: &Heading| !matches!(heading, Heading::Cell(_));
    fields.iter().any(|(field, heading, _)| names(heading) && plain_label(field) == "栏次")
}

/// Whether a record is 栏次, by which of its columns hold figures.
pub(super) fn counts_columns_of(record: &csv::StringRecord, figures: &[bool]) -> bool {
    record.iter().zip(figures).any(|(field, is_figure)| !is_figure && plain_label(field) == "栏次")
}

/// Whether a cell of a code's column holds a name.
fn is_name(field: &str) -> bool {
    !field.is_empty() && !field.chars().any(|letter| letter.is_ascii_digit())
}

/// The code of the row above, in its parts: merged cells of a spreadsheet leave the lower rows' parts empty.
#[derive(Debug, Default)]
struct CodeParts([String; 3]);

impl CodeParts {
    /// The code of a row by those of its parts that are printed; `None` where none is.
    fn code(&mut self, given: &[(usize, &str)]) -> Option<String> {
        for (part, text) in given {
            (*text).clone_into(&mut self.0[*part]);
            self.0[part + 1..].iter_mut().for_each(String::clear);
        }
        let last = given.iter().map(|(part, _)| *part).max()?;
        let joined = self.0[..=last].join(" ");
        // Some print the whole code in each part's column.
        let own = &self.0[last];
        Some(if last > 0 && own.starts_with(&self.0[0]) && own.len() > 3 { own.clone() } else { joined })
    }
}

fn row(side: Option<Side>, line: usize, fields: &[(&str, &Heading, Span)], codes: &mut CodeParts) -> Node<'static> {
    let whole = whole_line(line);
    let text = |text: &str, span: Span| Node { span, value: Value::Text(Cow::Owned(text.to_owned()), Style::Plain) };
    let entry =
        |key: &str, value: &str, span: Span| Entry { key: Cow::Owned(key.to_owned()), span, node: text(value, span) };
    let mut entries = Vec::new();
    let mut cells = Vec::new();
    let mut parts = Vec::new();
    let has_label = fields.iter().any(|(field, heading, _)| is_label(heading) && !field.is_empty());
    for (field, heading, span) in fields {
        match heading {
            // A heading cell that spans code and name leaves its text where the code is.
            Heading::Field("code") | Heading::CodePart(_) if is_name(field) && !has_label => {
                entries.push(entry("label", field, *span));
            }
            Heading::Field("code") if !field.is_empty() => entries.push(entry("code", plain_code(field), *span)),
            Heading::Field(key) if !field.is_empty() => entries.push(entry(key, field, *span)),
            Heading::CodePart(part) if !field.is_empty() => parts.push((*part, *field, *span)),
            Heading::Cell(key) => cells.push(entry(key, field, *span)),
            Heading::Field(_) | Heading::CodePart(_) | Heading::Counter | Heading::Nameless => {}
        }
    }
    let given: Vec<(usize, &str)> = parts.iter().map(|(part, text, _)| (*part, *text)).collect();
    if let (Some(code), Some((_, _, span))) = (codes.code(&given), parts.first()) {
        entries.push(entry("code", &code, *span));
    }
    if let Some(side) = side {
        entries.push(entry("side", side.key(), whole));
    }
    let node = Node { span: whole, value: Value::Map(cells) };
    entries.push(Entry { key: Cow::Borrowed("cells"), span: whole, node });
    Node { span: whole, value: Value::Map(entries) }
}

/// Where each field of a record stands in its line, found by looking for the fields one after the other.
fn spans(content: &str, line: usize, record: &csv::StringRecord) -> Vec<Span> {
    let mut from = 0;
    let mut spans = Vec::with_capacity(record.len());
    for field in record {
        let start = content[from..].find(field).map_or(from, |byte| from + byte);
        let end = (start + field.len()).min(content.len());
        let column = content[..start].chars().count();
        let length = field.chars().count().max(1);
        spans.push(Span { line, column, end_line: line, end_column: column + length });
        // Go on behind the comma; a field that was not found in one piece (quotation marks) ends where it began.
        let end = if content.is_char_boundary(end) { end } else { start };
        from = content[end..].find([',', '\t', ';']).map_or(content.len(), |byte| end + byte + 1);
    }
    spans
}

/// A code without the signs with which a spreadsheet is kept from making a number of it: `'201`, `="201"`.
fn plain_code(field: &str) -> &str {
    let inner = field.strip_prefix("=\"").and_then(|rest| rest.strip_suffix('"')).unwrap_or(field);
    inner.trim_start_matches('\'')
}

fn whole_line(line: usize) -> Span {
    Span { line, column: 0, end_line: line + 1, end_column: 0 }
}

fn line_number(line: u64) -> usize {
    usize::try_from(line).unwrap_or(1)
}

#[cfg(test)]
mod tests {
    use super::CodeParts;

    #[test]
    fn merged_cells_leave_parts_of_a_code_to_the_rows_above() {
        let mut codes = CodeParts::default();
        assert_eq!(codes.code(&[(0, "201")]).as_deref(), Some("201"));
        assert_eq!(codes.code(&[(1, "29")]).as_deref(), Some("201 29"));
        assert_eq!(codes.code(&[(2, "01")]).as_deref(), Some("201 29 01"));
        assert_eq!(codes.code(&[(2, "99")]).as_deref(), Some("201 29 99"));
        assert_eq!(codes.code(&[]), None);
        assert_eq!(codes.code(&[(0, "208"), (1, "05"), (2, "05")]).as_deref(), Some("208 05 05"));
        assert_eq!(codes.code(&[(1, "20899")]).as_deref(), Some("20899"));
    }
}
