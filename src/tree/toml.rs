//! TOML text to the same marked tree, so that `site.toml` is read, checked and explained like everything else.

use std::borrow::Cow;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Diagnostic, Problem};
use crate::tree::{Entry, Node, Source, Span, Style, Value};

/// Reads a document, telling every syntax error in it; `None` when there was one.
pub fn parse<'s>(source: &Source<'s>, problems: &mut Vec<Diagnostic>) -> Option<Node<'s>> {
    let (table, errors) = DeTable::parse_recoverable(source.text);
    let lines = Lines { text: source.text, starts: source.starts() };
    for error in &errors {
        let span = lines.span(error.span().unwrap_or(0..0));
        let problem = match error.message() {
            message if message.starts_with("invalid unquoted key") => Problem::TomlKey {},
            message if message.starts_with("duplicate key") => Problem::TomlDuplicateKey {},
            message => Problem::TomlSyntax { detail: message.to_owned() },
        };
        source.tell(problems, problem, span, None);
    }
    errors.is_empty().then(|| {
        let span = lines.span(table.span());
        Node { span, value: map(table.into_inner(), &lines) }
    })
}

fn map<'s>(table: DeTable<'s>, lines: &Lines<'_>) -> Value<'s> {
    let mut entries: Vec<Entry<'s>> = table
        .into_iter()
        .map(|(key, value)| {
            let span = lines.span(key.span());
            Entry { key: key.into_inner(), span, node: node(value, lines) }
        })
        .collect();
    entries.sort_by_key(|entry| (entry.span.line, entry.span.column));
    Value::Map(entries)
}

fn node<'s>(value: Spanned<DeValue<'s>>, lines: &Lines<'_>) -> Node<'s> {
    let span = lines.span(value.span());
    let plain = |text: String| Value::Text(Cow::Owned(text), Style::Plain);
    let value = match value.into_inner() {
        DeValue::String(text) => Value::Text(text, Style::Quoted),
        // `0x10` is 16, which no other format says otherwise.
        DeValue::Integer(number) => plain(match i128::from_str_radix(number.as_str(), number.radix()) {
            Ok(value) if number.radix() != 10 => value.to_string(),
            _ => number.as_str().to_owned(),
        }),
        DeValue::Float(number) => plain(number.as_str().to_owned()),
        DeValue::Boolean(truth) => plain(truth.to_string()),
        DeValue::Datetime(date) => plain(date.to_string()),
        DeValue::Array(items) => Value::List(items.into_iter().map(|item| node(item, lines)).collect()),
        DeValue::Table(table) => map(table, lines),
    };
    Node { span, value }
}

/// Where each line begins, to turn byte offsets into lines and columns.
struct Lines<'l> {
    text: &'l str,
    starts: &'l [usize],
}

impl Lines<'_> {
    fn position(&self, byte: usize) -> (usize, usize) {
        let line = self.starts.partition_point(|start| *start <= byte);
        let start = self.starts[line - 1];
        let column = self.text.get(start..byte).map_or(0, |text| text.chars().count());
        (line, column)
    }

    fn span(&self, range: Range<usize>) -> Span {
        let (line, column) = self.position(range.start);
        let (end_line, end_column) = self.position(range.end);
        Span { line, column, end_line, end_column }
    }
}
