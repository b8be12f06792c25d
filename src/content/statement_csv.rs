//! The rows of a statement from a CSV file, as the same marked tree that YAML rows are.

use std::borrow::Cow;

use crate::diagnostic::{Diagnostic, Problem};
use crate::model::field::Record;
use crate::model::statement::{Columns, Row};
use crate::tree::{Entry, Node, Source, Span, Style, Value};

/// What a column of the CSV file is.
enum Heading {
    /// A field of the row, such as its label.
    Field(&'static str),
    /// A part of a code that is printed in three cells: 类, 款, 项.
    CodePart,
    /// A cell, by the column's key.
    Cell(String),
    /// No heading and no use.
    Empty,
}

/// Reads the file as a list of rows. Problems with the file's form are reported; those of values come with decoding.
pub fn rows(source: &Source<'_>, columns: &Columns, problems: &mut Vec<Diagnostic>) -> Option<Node<'static>> {
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(source.text.as_bytes());
    let mut records = reader.records();
    let lines: Vec<&str> = source.text.lines().collect();
    let content = |line: usize| lines.get(line - 1).copied().unwrap_or_default();
    let mut report = |problem: Problem, span: Span| {
        problems.push(Diagnostic { problem, place: source.place(span), record: None });
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
    let mut sound = true;
    let mut headings: Vec<Heading> = Vec::new();
    for (index, (name, span)) in heading.iter().zip(spans(content(1), 1, &heading)).enumerate() {
        if index > 0 && !name.is_empty() && heading.iter().take(index).any(|other| other == name) {
            report(Problem::CsvColumnTwice { column: name.to_owned() }, span);
            sound = false;
        }
        headings.push(if let Some(heading) = what(name, columns) {
            heading
        } else {
            report(columns.unknown(name), span);
            sound = false;
            Heading::Empty
        });
    }
    if !headings.iter().any(|heading| matches!(heading, Heading::Field("label"))) {
        report(Problem::CsvWithoutLabel {}, Span { line: 1, column: 0, end_line: 2, end_column: 0 });
        sound = false;
    }
    let mut items = Vec::new();
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
        let line = record.position().map_or(1, |position| line_number(position.line()));
        if record.len() != headings.len() {
            let span = Span { line, column: 0, end_line: line + 1, end_column: 0 };
            report(Problem::CsvRowLength { expected: headings.len(), found: record.len() }, span);
            sound = false;
            continue;
        }
        items.push(row(&spans(content(line), line, &record), &record, &headings));
    }
    let end = lines.len() + 1;
    sound.then_some(Node { span: Span { line: 1, column: 0, end_line: end, end_column: 0 }, value: Value::List(items) })
}

fn what(name: &str, columns: &Columns) -> Option<Heading> {
    if name.is_empty() {
        return Some(Heading::Empty);
    }
    if matches!(name, "类" | "款" | "项") {
        return Some(Heading::CodePart);
    }
    if let Some(index) = columns.find(name) {
        return Some(Heading::Cell(columns.all[index].key.clone()));
    }
    Row::FIELDS.iter().find(|field| field.key != "cells" && field.is(name)).map(|field| Heading::Field(field.key))
}

fn row(spans: &[Span], record: &csv::StringRecord, headings: &[Heading]) -> Node<'static> {
    let mut entries = Vec::new();
    let mut cells = Vec::new();
    let mut code = String::new();
    let mut code_span = None;
    for ((field, heading), span) in record.iter().zip(headings).zip(spans.iter().copied()) {
        let entry = |key: &str| Entry {
            key: Cow::Owned(key.to_owned()),
            span,
            node: Node { span, value: Value::Text(Cow::Owned(field.to_owned()), Style::Plain) },
        };
        match heading {
            Heading::Field(key) if !field.is_empty() => entries.push(entry(key)),
            Heading::CodePart => {
                code.push_str(field);
                code_span.get_or_insert(span);
            }
            Heading::Cell(key) => cells.push(entry(key)),
            Heading::Field(_) | Heading::Empty => {}
        }
    }
    let line = spans.first().map_or(1, |span| span.line);
    let whole = Span { line, column: 0, end_line: line + 1, end_column: 0 };
    if let Some(span) = code_span.filter(|_| !code.is_empty()) {
        let node = Node { span, value: Value::Text(Cow::Owned(code), Style::Plain) };
        entries.push(Entry { key: Cow::Borrowed("code"), span, node });
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
        from = content[end..].find(',').map_or(content.len(), |byte| end + byte + 1);
    }
    spans
}

fn line_number(line: u64) -> usize {
    usize::try_from(line).unwrap_or(1)
}
