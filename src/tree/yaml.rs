//! YAML text to a marked tree, with bounds on depth and size, and with a word for each slip that clerks make.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError};

use crate::diagnostic::{Diagnostic, Problem};
use crate::tree::{Entry, Node, Source, Span, Style, Value};

/// Bounds that no honest file reaches.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Levels of nesting.
    pub depth: usize,
    /// Values in one file, those that aliases repeat included.
    pub values: usize,
}

/// The bounds in force. A disclosure as rich as they come has a depth of 7 and some thousand values.
pub const LIMITS: Limits = Limits { depth: 32, values: 1_000_000 };

/// From this many keys on, a map looks its keys up in a set instead of reading them again.
const MANY_KEYS: usize = 24;

/// Reads one document. `None` when there is none, or when the text is broken.
pub fn parse<'s>(source: &Source<'s>, limits: Limits, problems: &mut Vec<Diagnostic>) -> Option<Node<'s>> {
    let mut builder =
        Builder { source, limits, problems, open: Vec::new(), anchors: HashMap::new(), values: 0, root: None };
    for event in Parser::new_from_str(source.text) {
        let result = match event {
            Ok((event, span)) => builder.take(event, convert(span)),
            Err(error) => builder.broken(&error),
        };
        if result.is_err() {
            return None;
        }
    }
    let root = builder.root;
    if root.as_ref().is_none_or(Node::is_blank) {
        problems.push(Diagnostic::in_file(source.path.clone(), Problem::EmptyFile {}));
        return None;
    }
    root
}

/// The file cannot be read further; why has been reported.
struct Stop;

struct Builder<'b, 's> {
    source: &'b Source<'s>,
    limits: Limits,
    problems: &'b mut Vec<Diagnostic>,
    open: Vec<Open<'s>>,
    anchors: HashMap<usize, (Node<'s>, usize)>,
    values: usize,
    root: Option<Node<'s>>,
}

/// A list or map that has begun and not ended.
struct Open<'s> {
    span: Span,
    anchor: usize,
    /// How many values there were before it.
    before: usize,
    kind: OpenKind<'s>,
}

enum OpenKind<'s> {
    List(Vec<Node<'s>>),
    Map { entries: Vec<Entry<'s>>, key: Option<(Cow<'s, str>, Span)>, seen: HashSet<Cow<'s, str>> },
}

impl<'s> Builder<'_, 's> {
    fn take(&mut self, event: Event<'s>, span: Span) -> Result<(), Stop> {
        match event {
            Event::DocumentStart(_) if self.root.is_some() => self.stop(Problem::YamlSecondDocument {}, span),
            Event::Nothing | Event::StreamStart | Event::StreamEnd | Event::DocumentStart(_) | Event::DocumentEnd => {
                Ok(())
            }
            Event::Alias(anchor) => self.alias(anchor, span),
            Event::Scalar(text, style, anchor, tag) => {
                self.count(1, span)?;
                if tag.is_some() {
                    self.report(Problem::YamlTag {}, span);
                }
                let style = match style {
                    ScalarStyle::Plain => Style::Plain,
                    ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => Style::Quoted,
                    ScalarStyle::Literal | ScalarStyle::Folded => Style::Block,
                };
                self.put(Node { span, value: Value::Text(text, style) }, anchor, 1)
            }
            Event::SequenceStart(anchor, tag) => self.open(span, anchor, tag.is_some(), OpenKind::List(Vec::new())),
            Event::MappingStart(anchor, tag) => {
                let kind = OpenKind::Map { entries: Vec::new(), key: None, seen: HashSet::new() };
                self.open(span, anchor, tag.is_some(), kind)
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(span),
        }
    }

    fn open(&mut self, span: Span, anchor: usize, tagged: bool, kind: OpenKind<'s>) -> Result<(), Stop> {
        self.count(1, span)?;
        if tagged {
            self.report(Problem::YamlTag {}, span);
        }
        if self.open.len() >= self.limits.depth {
            return self.stop(Problem::TooDeep { limit: self.limits.depth }, span);
        }
        self.open.push(Open { span, anchor, before: self.values - 1, kind });
        Ok(())
    }

    fn close(&mut self, end: Span) -> Result<(), Stop> {
        let Some(Open { mut span, anchor, before, kind }) = self.open.pop() else {
            return Ok(());
        };
        span.end_line = end.end_line;
        span.end_column = end.end_column;
        let value = match kind {
            OpenKind::List(items) => Value::List(items),
            OpenKind::Map { entries, .. } => Value::Map(entries),
        };
        let size = self.values - before;
        self.put(Node { span, value }, anchor, size)
    }

    /// Repeats what the anchor named. The copy counts in full, so a bomb of aliases ends at the limit.
    fn alias(&mut self, anchor: usize, span: Span) -> Result<(), Stop> {
        let Some((_, size)) = self.anchors.get(&anchor) else {
            // An anchor inside itself: it has not ended yet.
            return self.stop(Problem::YamlUnknownAnchor {}, span);
        };
        let size = *size;
        self.count(size, span)?;
        let Some((node, _)) = self.anchors.get(&anchor) else {
            return Ok(());
        };
        let node = node.clone();
        if depth(&node) + self.open.len() > self.limits.depth {
            return self.stop(Problem::TooDeep { limit: self.limits.depth }, span);
        }
        self.put(node, 0, size)
    }

    /// Puts a finished node into what is open.
    fn put(&mut self, node: Node<'s>, anchor: usize, size: usize) -> Result<(), Stop> {
        if anchor > 0 {
            self.anchors.insert(anchor, (node.clone(), size));
        }
        let Some(open) = self.open.last_mut() else {
            self.root = Some(node);
            return Ok(());
        };
        match &mut open.kind {
            OpenKind::List(items) => items.push(node),
            OpenKind::Map { entries, key, seen } => {
                let Some((key, span)) = key.take() else {
                    let Value::Text(text, _) = node.value else {
                        return self.stop(Problem::KeyNotText {}, node.span);
                    };
                    *key = Some((text, node.span));
                    return Ok(());
                };
                if let Some(line) = find(entries, seen, &key) {
                    let problem = Problem::DuplicateKey { key: key.into_owned(), line };
                    self.report(problem, span);
                } else {
                    remember(entries, seen, key.clone());
                    entries.push(Entry { key, span, node });
                }
            }
        }
        Ok(())
    }

    fn count(&mut self, values: usize, span: Span) -> Result<(), Stop> {
        self.values += values;
        if self.values > self.limits.values {
            return self.stop(Problem::TooManyValues { limit: self.limits.values }, span);
        }
        Ok(())
    }

    fn report(&mut self, problem: Problem, span: Span) {
        self.problems.push(Diagnostic { problem, place: self.source.place(span), record: None });
    }

    fn stop(&mut self, problem: Problem, span: Span) -> Result<(), Stop> {
        self.report(problem, span);
        Err(Stop)
    }

    /// The parser gave up: tells every slip of a known kind in the file, else what the parser said.
    fn broken(&mut self, error: &ScanError) -> Result<(), Stop> {
        let mark = Span::point(error.marker().line(), error.marker().col());
        let slips = slips(self.source.text, mark);
        for (problem, span) in slips {
            self.report(problem, span);
        }
        Err(Stop)
    }
}

fn find<'s>(entries: &[Entry<'s>], seen: &HashSet<Cow<'s, str>>, key: &str) -> Option<usize> {
    if entries.len() > MANY_KEYS && !seen.contains(key) {
        return None;
    }
    entries.iter().find(|entry| entry.key == key).map(|entry| entry.span.line)
}

fn remember<'s>(entries: &[Entry<'s>], seen: &mut HashSet<Cow<'s, str>>, key: Cow<'s, str>) {
    if entries.len() < MANY_KEYS {
        return;
    }
    if seen.is_empty() {
        seen.extend(entries.iter().map(|entry| entry.key.clone()));
    }
    seen.insert(key);
}

fn depth(node: &Node<'_>) -> usize {
    match &node.value {
        Value::Text(..) => 0,
        Value::List(items) => 1 + items.iter().map(depth).max().unwrap_or(0),
        Value::Map(entries) => 1 + entries.iter().map(|entry| depth(&entry.node)).max().unwrap_or(0),
    }
}

fn convert(span: saphyr_parser::Span) -> Span {
    Span { line: span.start.line(), column: span.start.col(), end_line: span.end.line(), end_column: span.end.col() }
}

/// What is wrong in broken YAML: the known slips at or before the parser's mark, and after it those that are certain
/// from their line alone, so that one run shows them all.
fn slips(text: &str, mark: Span) -> Vec<(Problem, Span)> {
    let mut found = Vec::new();
    for (index, line) in text.lines().enumerate() {
        let line_number = index + 1;
        if let Some((problem, column, length)) = certain_slip(line) {
            let span = Span { line: line_number, column, end_line: line_number, end_column: column + length };
            found.push((problem, span));
        }
    }
    let explained = found.iter().any(|(_, span)| span.line <= mark.line + 1 && span.line + 1 >= mark.line);
    if !explained {
        found.push(slip_at(text, mark));
    }
    found
}

/// A slip that a single line shows: a tab, `key: >60%`, `key: %`.
fn certain_slip(line: &str) -> Option<(Problem, usize, usize)> {
    let indent = line.len() - line.trim_start().len();
    if line[..indent].contains('\t') {
        let column = line[..indent].chars().take_while(|letter| *letter != '\t').count();
        return Some((Problem::YamlTab {}, column, 1));
    }
    let content = line.trim_start().trim_start_matches("- ").trim_start();
    if content.starts_with(['#', '"', '\'']) {
        return None;
    }
    let (_, value) = content.split_once(": ")?;
    let value = value.trim();
    let column = line[..line.rfind(value)?].chars().count();
    let length = value.chars().count();
    let first = value.chars().next()?;
    let rest =
        value[first.len_utf8()..].trim_start_matches(['+', '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9']);
    match first {
        '>' | '|' if !(rest.is_empty() && value.len() <= 3 || rest.trim_start().starts_with('#')) => {
            Some((Problem::YamlBlockMark { text: value.to_owned() }, column, length))
        }
        '%' | '@' | '`' => {
            Some((Problem::YamlReservedMark { mark: first.to_string(), text: value.to_owned() }, column, length))
        }
        _ => None,
    }
}

/// What is wrong at the parser's mark.
fn slip_at(text: &str, mark: Span) -> (Problem, Span) {
    let line = text.lines().nth(mark.line.saturating_sub(1)).unwrap_or_default();
    let before = text.lines().nth(mark.line.saturating_sub(2)).unwrap_or_default();
    let rest: String = line.chars().skip(mark.column).collect();
    if rest.starts_with('*') {
        let length = rest.chars().take_while(|letter| !letter.is_whitespace()).count();
        return (Problem::YamlUnknownAnchor {}, Span { end_column: mark.column + length, ..mark });
    }
    if rest.starts_with('"') || rest.starts_with('\'') || rest.is_empty() && has_open_quote(text, mark.line) {
        return (Problem::YamlQuote {}, mark);
    }
    if rest.starts_with(':') {
        // Either the line before lacks its space after the colon, or this line has a colon too many.
        for (number, candidate) in [(mark.line.saturating_sub(1), before), (mark.line, line)] {
            if let Some(key) = key_without_space(candidate) {
                let column = candidate.chars().take_while(|letter| letter.is_whitespace() || *letter == '-').count();
                let span = Span { line: number, column, end_line: number, end_column: column + key.chars().count() };
                return (Problem::YamlColonSpace { text: key }, span);
            }
        }
        return (Problem::YamlColon {}, mark);
    }
    let detail =
        Parser::new_from_str(text).find_map(Result::err).map_or_else(String::new, |error| error.info().to_owned());
    (Problem::YamlSyntax { detail }, mark)
}

/// `单位:万元` or `单位：万元`: a key whose colon is no YAML colon.
fn key_without_space(line: &str) -> Option<String> {
    let content = line.trim().trim_start_matches("- ");
    if content.is_empty() || content.contains(": ") || content.ends_with(':') || content.starts_with(['#', '"', '\'']) {
        return None;
    }
    let end = content.find([':', '：'])?;
    let key = &content[..end];
    (key.chars().count() <= 20 && !key.contains(char::is_whitespace)).then(|| {
        let colon = content[end..].chars().next().unwrap_or(':');
        format!("{key}{colon}")
    })
}

fn has_open_quote(text: &str, line: usize) -> bool {
    text.lines().take(line).any(|line| line.matches('"').count() % 2 == 1 || line.matches('\'').count() % 2 == 1)
}
