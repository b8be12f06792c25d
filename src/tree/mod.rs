//! Marked trees: YAML and TOML as maps, lists and text, every part with its place in the file.
//!
//! Scalars stay text, exactly as they were written: what is an amount and what is a name is decided by the field
//! that a value stands in, never by how it looks. So no figure ever passes through a floating-point number.

mod slip;
mod toml;
mod yaml;

use std::borrow::Cow;
use std::cell::{Cell, OnceCell};
use std::rc::Rc;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Excerpt, Place, Problem, Severity, Term};

pub use self::slip::key_without_space;
pub use self::toml::parse as parse_toml;
pub use self::yaml::{LIMITS, Limits, parse as parse_yaml};

/// More problems than this in one file are not told one by one: they have one cause, or the file is no work of a clerk.
const MOST_PROBLEMS: usize = 500;

/// A file's text with the path that problems name.
#[derive(Debug, Clone)]
pub struct Source<'s> {
    /// The path below the site's root.
    pub path: Arc<str>,
    /// The text, without a byte order mark.
    pub text: &'s str,
    /// Where each line begins; made when the first problem needs it.
    lines: Rc<OnceCell<Vec<usize>>>,
    /// How many errors, and how many lesser problems, were told of this file.
    told: Rc<Cell<Told>>,
}

impl<'s> Source<'s> {
    /// A file's text.
    pub fn new(path: impl Into<Arc<str>>, text: &'s str) -> Self {
        Self { path: path.into(), text, lines: Rc::default(), told: Rc::default() }
    }

    /// Whether the file is TOML and not YAML.
    pub fn is_toml(&self) -> bool {
        self.path.ends_with(".toml")
    }

    /// The byte at which each line begins.
    fn starts(&self) -> &[usize] {
        self.lines
            .get_or_init(|| std::iter::once(0).chain(self.text.match_indices('\n').map(|(byte, _)| byte + 1)).collect())
    }

    /// The text of a line, counted from 1, without its end; empty behind the last.
    pub fn line(&self, number: usize) -> &'s str {
        let starts = self.starts();
        let index = number.saturating_sub(1);
        let Some(start) = starts.get(index) else { return "" };
        let end = starts.get(index + 1).map_or(self.text.len(), |next| next - 1);
        let line = &self.text[*start..end];
        line.strip_suffix('\r').unwrap_or(line)
    }

    /// The place of a stretch of this file.
    pub fn place(&self, span: Span) -> Place {
        let length = if span.line == span.end_line {
            span.end_column.saturating_sub(span.column)
        } else {
            // Up to the end of the first line; the excerpt cuts it there.
            usize::MAX
        };
        let excerpt = Excerpt::new(self.line(span.line), span.line, span.column, length);
        Place { file: Arc::clone(&self.path), excerpt: Some(excerpt) }
    }

    /// Tells a problem of this file, unless so many were told that more would say nothing new. Errors and lesser problems
    /// are counted apart, so that no number of warnings hides an error or becomes one.
    pub fn tell(&self, problems: &mut Vec<Diagnostic>, problem: Problem, span: Span, record: Option<String>) {
        let mut counts = self.told.get();
        let is_error = problem.severity() == Severity::Error;
        let told = if is_error { &mut counts.errors } else { &mut counts.others };
        *told += 1;
        if *told <= MOST_PROBLEMS {
            problems.push(Diagnostic { problem, place: self.place(span), record });
        } else if *told == MOST_PROBLEMS + 1 {
            let told = MOST_PROBLEMS;
            let more = if is_error { Problem::MoreErrors { told } } else { Problem::MoreWarnings { told } };
            problems.push(Diagnostic::in_file(Arc::clone(&self.path), more));
        }
        self.told.set(counts);
    }

    /// Reads ahead: what is told meanwhile does not count.
    pub fn quietly<T>(&self, work: impl FnOnce() -> T) -> T {
        let told = self.told.get();
        let result = work();
        self.told.set(told);
        result
    }

    /// Whether no more errors are told of this file.
    pub fn is_full(&self) -> bool {
        self.told.get().errors > MOST_PROBLEMS
    }
}

/// How many problems were told of a file.
#[derive(Debug, Clone, Copy, Default)]
struct Told {
    errors: usize,
    others: usize,
}

/// A stretch of a file. Lines count from 1, columns from 0 in characters; the end is exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Span {
    /// The line of the first character.
    pub line: usize,
    /// The column of the first character.
    pub column: usize,
    /// The line of the end.
    pub end_line: usize,
    /// The column of the end.
    pub end_column: usize,
}

impl Span {
    /// A single character.
    pub fn point(line: usize, column: usize) -> Self {
        Self { line, column, end_line: line, end_column: column + 1 }
    }
}

/// How a piece of text was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Style {
    /// Without quotation marks.
    Plain,
    /// In quotation marks.
    Quoted,
    /// A block, `|` or `>`, whose lines begin on the line of its span.
    Block,
}

/// A value with its place.
#[derive(Debug, Clone)]
pub struct Node<'s> {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub value: Value<'s>,
}

/// What a node is.
#[derive(Debug, Clone)]
pub enum Value<'s> {
    /// Text, as written.
    Text(Cow<'s, str>, Style),
    /// A list.
    List(Vec<Node<'s>>),
    /// A map, in its written order.
    Map(Vec<Entry<'s>>),
}

/// A key with its value.
#[derive(Debug, Clone)]
pub struct Entry<'s> {
    /// The key.
    pub key: Cow<'s, str>,
    /// Where the key stands.
    pub span: Span,
    /// The value.
    pub node: Node<'s>,
}

impl<'s> Node<'s> {
    /// The text of a scalar that is not blank.
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text(text, _) if !self.is_blank() => Some(text),
            _ => None,
        }
    }

    /// Whether this is YAML's nothing: `~`, `null`, or no value at all.
    pub fn is_blank(&self) -> bool {
        matches!(&self.value, Value::Text(text, Style::Plain) if matches!(text.as_ref(), "" | "~" | "null"))
    }

    /// The items of a list; empty for anything else.
    pub fn items(&self) -> &[Self] {
        match &self.value {
            Value::List(items) => items,
            _ => &[],
        }
    }

    /// The entries of a map; empty for anything else.
    pub fn entries(&self) -> &[Entry<'s>] {
        match &self.value {
            Value::Map(entries) => entries,
            _ => &[],
        }
    }

    /// The first entry with one of the keys.
    pub fn get(&self, keys: &[&str]) -> Option<&Entry<'s>> {
        self.entries().iter().find(|entry| keys.contains(&entry.key.as_ref()))
    }

    /// The name of what this is, for “expected …, found …”.
    pub fn term(&self) -> Term {
        Term(match &self.value {
            Value::Text(..) if self.is_blank() => "a-blank",
            Value::Text(..) => "a-text",
            Value::List(_) => "a-list",
            Value::Map(_) => "a-map",
        })
    }
}
