//! YAML text to a marked tree, with bounds on depth and size.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashMap};

use saphyr_parser::{Event, Parser, ScalarStyle, ScanError};

use crate::diagnostic::{Diagnostic, Problem};
use crate::tree::{Entry, Node, Source, Span, Style, Value, slip};

/// Bounds that no honest file reaches.
#[derive(Debug, Clone, Copy)]
pub struct Limits {
    /// Levels of nesting.
    pub depth: usize,
    /// Values in one file, those that aliases repeat included; a long text counts as several.
    pub values: usize,
}

/// In a line longer than this nobody writes comments.
const LONGEST_LINE: usize = 2_000;

/// As many bytes of text count as one value more.
const BYTES_A_VALUE: usize = 64;

/// The bounds in force. A disclosure as rich as they come has a depth of 7 and some thousand values.
pub const LIMITS: Limits = Limits { depth: 32, values: 300_000 };

/// From this many keys on, a map looks its keys up in a set instead of reading them again.
const MANY_KEYS: usize = 24;

/// Reads one document. `None` when there is none, or when the text is broken.
pub fn parse<'s>(source: &Source<'s>, limits: Limits, problems: &mut Vec<Diagnostic>) -> Option<Node<'s>> {
    let mut builder = Builder {
        source,
        limits,
        problems,
        open: Vec::new(),
        anchors: HashMap::new(),
        unused: BTreeMap::new(),
        has_hash: source.text.contains(" #"),
        values: 0,
        root: None,
    };
    for event in Parser::new_from_str(source.text) {
        let result = match event {
            Ok((event, span)) => builder.take(event, convert(span)),
            Err(error) => builder.broken(&error),
        };
        if result.is_err() {
            return None;
        }
    }
    for span in std::mem::take(&mut builder.unused).into_values() {
        builder.report(Problem::YamlUnusedAnchor {}, span);
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
    /// The anchors that nothing has repeated yet.
    unused: BTreeMap<usize, Span>,
    /// Whether anything in the file could be text that begins a comment.
    has_hash: bool,
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
    Map { entries: Vec<Entry<'s>>, key: Option<(Cow<'s, str>, Span)>, seen: HashMap<Cow<'s, str>, usize> },
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
                let weight = 1 + text.len() / BYTES_A_VALUE;
                self.count(weight, span)?;
                if tag.is_some() {
                    self.report(Problem::YamlTag {}, span);
                }
                let style = match style {
                    ScalarStyle::Plain => Style::Plain,
                    ScalarStyle::SingleQuoted | ScalarStyle::DoubleQuoted => Style::Quoted,
                    ScalarStyle::Literal | ScalarStyle::Folded => Style::Block,
                };
                if style == Style::Plain && self.has_hash && !is_figure(&text) {
                    self.check_comment(span);
                }
                self.put(Node { span, value: Value::Text(text, style) }, anchor, weight)
            }
            Event::SequenceStart(anchor, tag) => self.open(span, anchor, tag.is_some(), OpenKind::List(Vec::new())),
            Event::MappingStart(anchor, tag) => {
                let kind = OpenKind::Map { entries: Vec::new(), key: None, seen: HashMap::new() };
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
        self.unused.remove(&anchor);
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
            self.unused.insert(anchor, node.span);
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
                    remember(entries, seen, key.clone(), span.line);
                    entries.push(Entry { key, span, node });
                }
            }
        }
        Ok(())
    }

    /// `name: 1 #楼维修` is a name of 1 and a comment: a sign that hugs its text was meant to be text.
    fn check_comment(&mut self, span: Span) {
        let line = self.source.line(span.end_line);
        if line.len() > LONGEST_LINE {
            return;
        }
        let rest: String = line.chars().skip(span.end_column).collect();
        let comment = rest.trim_start();
        let hugs = comment.strip_prefix('#').and_then(|text| text.chars().next());
        if rest.len() > comment.len() && hugs.is_some_and(|first| !first.is_whitespace() && first != '#') {
            let column = span.end_column + rest.chars().count() - comment.chars().count();
            let stretch =
                Span { line: span.end_line, column, end_line: span.end_line, end_column: line.chars().count() };
            self.report(Problem::YamlComment { text: comment.trim_end().to_owned() }, stretch);
        }
    }

    fn count(&mut self, values: usize, span: Span) -> Result<(), Stop> {
        self.values += values;
        if self.values > self.limits.values {
            return self.stop(Problem::TooManyValues { limit: self.limits.values }, span);
        }
        Ok(())
    }

    fn report(&mut self, problem: Problem, span: Span) {
        self.source.tell(self.problems, problem, span, None);
    }

    fn stop(&mut self, problem: Problem, span: Span) -> Result<(), Stop> {
        self.report(problem, span);
        Err(Stop)
    }

    /// The parser gave up: tells every slip of a known kind in the file, else what the parser said.
    fn broken(&mut self, error: &ScanError) -> Result<(), Stop> {
        let mark = Span::point(error.marker().line(), error.marker().col());
        for (problem, span) in slip::all(self.source, mark, error.info()) {
            self.report(problem, span);
        }
        Err(Stop)
    }
}

/// Whether a value is a figure, behind which only a comment can stand.
fn is_figure(text: &str) -> bool {
    !text.is_empty()
        && text.contains('.')
        && text.bytes().all(|byte| byte.is_ascii_digit() || matches!(byte, b'.' | b',' | b'-'))
}

fn find<'s>(entries: &[Entry<'s>], seen: &HashMap<Cow<'s, str>, usize>, key: &str) -> Option<usize> {
    if entries.len() > MANY_KEYS {
        return seen.get(key).copied();
    }
    entries.iter().find(|entry| entry.key == key).map(|entry| entry.span.line)
}

fn remember<'s>(entries: &[Entry<'s>], seen: &mut HashMap<Cow<'s, str>, usize>, key: Cow<'s, str>, line: usize) {
    if entries.len() < MANY_KEYS {
        return;
    }
    if seen.is_empty() {
        seen.extend(entries.iter().map(|entry| (entry.key.clone(), entry.span.line)));
    }
    seen.insert(key, line);
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
