//! The way through a marked tree: where we are, what the records around us decided, and what was wrong so far.

use std::fmt::Write as _;

use crate::diagnostic::{Diagnostic, Problem, Term};
use crate::language::MessageId;
use crate::model::disclosure::Kind;
use crate::model::field::{Field, listed};
use crate::model::money::Unit;
use crate::model::period::FiscalYear;
use crate::model::statement::Columns;
use crate::model::vocabulary::Vocabulary;
use crate::text::{is_control, shown};
use crate::tree::{Entry, Node, Source, Span, Style, Value, key_without_space};

/// The keys whose value names a record for people, in the order in which they are tried.
const NAMES: [&str; 14] = [
    "name",
    "名称",
    "项目名称",
    "label",
    "项目",
    "heading",
    "标题",
    "title",
    "term",
    "词条",
    "item",
    "资产",
    "code",
    "编码",
];

/// What a record inherits from those around it.
#[derive(Debug, Clone)]
pub struct Scope<'n> {
    /// The unit of amounts that name none.
    pub unit: Unit,
    /// Whether amounts are of a budget or of a final account.
    pub kind: Kind,
    /// The fiscal year; `None` in files that belong to no year.
    pub year: Option<FiscalYear>,
    /// The columns of the statement that rows belong to.
    pub columns: Option<std::rc::Rc<Columns>>,
    /// Whether amounts may be negative here.
    pub signed: bool,
    /// The site's own words and codes.
    pub vocabulary: &'n Vocabulary,
}

impl<'n> Scope<'n> {
    /// The scope of a file that belongs to no disclosure.
    pub fn plain(vocabulary: &'n Vocabulary) -> Self {
        Self { unit: Unit::Yuan, kind: Kind::Budget, year: None, columns: None, signed: false, vocabulary }
    }
}

/// One step of the way from a file's root to a value.
#[derive(Debug, Clone, Copy)]
pub enum Step<'n> {
    /// A field of a record: its English key, and the key as it is written.
    Field(&'static str, &'n str),
    /// Another key.
    Key(&'n str),
    /// An item of a list, counted from 0.
    Item(usize, &'n Node<'n>),
}

/// What a single value was read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Read {
    /// A figure of a disclosure, which a final account may print in phases.
    Figure,
    /// Any other amount of money, or a change of one.
    Amount,
    /// A number that is not money.
    Number,
    /// A day.
    Day,
    /// A fiscal year.
    Year,
    /// Text, prose or a title.
    Text,
}

/// A single value with what it was read as, and the way to it: English keys of fields, and the numbers of items.
#[derive(Debug, Clone)]
pub struct Trace<'n> {
    /// The value.
    pub node: &'n Node<'n>,
    /// What it was read as.
    pub read: Read,
    /// The way to it.
    pub path: Vec<Step<'n>>,
}

/// Reads a tree into records and collects what is wrong.
pub struct Decoder<'n> {
    /// What the records around us decided.
    pub scope: Scope<'n>,
    source: Source<'n>,
    path: Vec<Step<'n>>,
    problems: Vec<Diagnostic>,
    mentions: Mentions<'n>,
    /// The single values that were read, where somebody wants to know.
    traces: Option<Vec<Trace<'n>>>,
}

/// What prose speaks of and does not hold: to be looked up when more is known.
#[derive(Debug, Default)]
pub struct Mentions<'n> {
    /// The figures that it quotes.
    pub quotes: Vec<Quoted<'n>>,
    /// Its relative links, each with the problem that it is if it leads nowhere.
    pub links: Vec<(String, Diagnostic)>,
}

/// A figure that prose quotes.
#[derive(Debug, Clone)]
pub struct Quoted<'n> {
    /// The measure, by any of its words.
    pub path: String,
    source: Source<'n>,
    span: Span,
    record: Option<String>,
}

impl Quoted<'_> {
    /// Tells what is wrong with the quote.
    pub fn tell(self, problem: Problem, problems: &mut Vec<Diagnostic>) {
        self.source.tell(problems, problem, self.span, self.record);
    }
}

impl<'n> Decoder<'n> {
    /// A decoder at the root of a file.
    pub fn new(source: Source<'n>, scope: Scope<'n>) -> Self {
        Self { scope, source, path: Vec::new(), problems: Vec::new(), mentions: Mentions::default(), traces: None }
    }

    /// A decoder that keeps what each single value was read as.
    pub fn tracing(source: Source<'n>, scope: Scope<'n>) -> Self {
        Self { traces: Some(Vec::new()), ..Self::new(source, scope) }
    }

    /// Ends tracing: what was read, in its order; a value that was read in several ways comes several times.
    pub fn traces(self) -> Vec<Trace<'n>> {
        self.traces.unwrap_or_default()
    }

    /// Notes what a single value is read as.
    pub fn trace(&mut self, read: Read, node: &'n Node<'n>) {
        if let Some(traces) = &mut self.traces {
            traces.push(Trace { node, read, path: self.path.clone() });
        }
    }

    /// Ends decoding: the problems, and what prose mentions.
    pub fn finish(self) -> (Vec<Diagnostic>, Mentions<'n>) {
        (self.problems, self.mentions)
    }

    /// The file being read.
    pub fn source(&self) -> &Source<'n> {
        &self.source
    }

    /// Reports a problem with the record that we are in.
    pub fn report(&mut self, problem: Problem, span: Span) {
        let record = if self.source.is_full() { None } else { self.record() };
        self.source.tell(&mut self.problems, problem, span, record);
    }

    /// Reports a problem without its line, which holds what nobody should see.
    pub fn report_unseen(&mut self, problem: Problem) {
        let record = self.record();
        self.problems.push(Diagnostic { record, ..Diagnostic::in_file(self.source.path.clone(), problem) });
    }

    /// Notes a quoted figure, to be looked up when the whole disclosure is known.
    pub fn quote(&mut self, path: &str, span: Span) {
        // One sentence about a figure that is not there is enough.
        if self.mentions.quotes.iter().all(|quote| quote.path != path) {
            let record = self.record();
            self.mentions.quotes.push(Quoted { path: path.to_owned(), source: self.source.clone(), span, record });
        }
    }

    /// Notes a relative link, to be followed when all addresses are known.
    pub fn link(&mut self, url: &str, span: Span) {
        let problem = Problem::BrokenLink { url: url.to_owned(), suggestion: None };
        let diagnostic = Diagnostic { problem, place: self.source.place(span), record: self.record() };
        self.mentions.links.push((url.to_owned(), diagnostic));
    }

    /// Does something one step further down.
    pub fn within<T>(&mut self, step: Step<'n>, work: impl FnOnce(&mut Self) -> T) -> T {
        self.path.push(step);
        let result = work(self);
        self.path.pop();
        result
    }

    /// Reads ahead without reporting anything; what is wrong is told when the value is read in its turn.
    pub fn quietly<T>(&mut self, work: impl FnOnce(&mut Self) -> T) -> T {
        let (problems, quotes) = (self.problems.len(), self.mentions.quotes.len());
        let links = self.mentions.links.len();
        let traces = self.traces.take();
        let source = self.source.clone();
        let result = source.quietly(|| work(self));
        self.problems.truncate(problems);
        self.mentions.quotes.truncate(quotes);
        self.mentions.links.truncate(links);
        self.traces = traces;
        result
    }

    /// Reads something in which amounts may be negative.
    pub fn signed<T>(&mut self, work: impl FnOnce(&mut Self) -> T) -> T {
        let outer = std::mem::replace(&mut self.scope.signed, true);
        let result = work(self);
        self.scope.signed = outer;
        result
    }

    /// Reports that two entries are one field.
    pub fn same_field(&mut self, entry: &Entry<'_>, other: &Entry<'_>) {
        let problem =
            Problem::SameFieldTwice { key: entry.key.to_string(), other: other.key.to_string(), line: other.span.line };
        self.report(problem, entry.span);
    }

    /// Reports that a map lacks a field, with what to add in the notation and the language in which the file is written.
    pub fn missing(&mut self, field: &Field, node: &Node<'_>) {
        let (key, chinese) = (field.key.to_owned(), field.chinese[0].to_owned());
        let own = if self.has_chinese_keys(node) { &chinese } else { &key };
        let line = match (self.source.is_toml(), field.is_compound) {
            (false, _) => format!("{own}: …"),
            (true, true) => format!("{} = {{ … }}", toml_key(own)),
            (true, false) => format!("{} = \"…\"", toml_key(own)),
        };
        self.report(Problem::MissingKey { key, chinese, line }, node.span);
    }

    /// A key of a map as a list of what is known names it: in Chinese where the file is, else with what it means.
    pub fn listed(&self, key: &str, chinese: &str, node: &Node<'_>) -> String {
        if self.has_chinese_keys(node) { chinese.to_owned() } else { listed(key, chinese) }
    }

    /// Whether a map has Chinese keys; where it has none, those around it. TOML takes them only in quotation marks.
    fn has_chinese_keys(&self, node: &Node<'_>) -> bool {
        let own = node.entries().first().map(|entry| entry.key.as_ref());
        let around = || {
            self.path.iter().rev().find_map(|step| match step {
                Step::Field(_, key) => Some(*key),
                Step::Key(_) | Step::Item(..) => None,
            })
        };
        own.or_else(around).map_or(!self.source.is_toml(), |key| !key.is_ascii())
    }

    /// The text of a scalar; anything else is reported.
    pub fn text(&mut self, node: &'n Node<'n>, expected: &'static str) -> Option<&'n str> {
        match &node.value {
            Value::Text(text, _) if !node.is_blank() => {
                match text.chars().find(|letter| is_control(*letter) && !matches!(letter, '\n' | '\t' | '\r')) {
                    None => Some(text),
                    Some(letter) => {
                        let code = format!("U+{:04X}", u32::from(letter));
                        self.report(Problem::ControlCharacter { code }, node.span);
                        None
                    }
                }
            }
            _ => self.wrong_type(node, expected),
        }
    }

    /// The items of a list; anything else is reported.
    pub fn list(&mut self, node: &'n Node<'n>) -> Option<&'n [Node<'n>]> {
        match &node.value {
            Value::List(items) => Some(items),
            Value::Map(entries) if entries.first().is_some_and(|entry| entry.key.starts_with(['-', '－'])) => {
                self.report(Problem::YamlHyphenSpace { text: entries[0].key.to_string() }, entries[0].span);
                None
            }
            Value::Text(text, Style::Plain) if text.starts_with(['-', '－']) => {
                self.report(Problem::YamlHyphenSpace { text: text.to_string() }, node.span);
                None
            }
            _ => self.wrong_type(node, "a-list"),
        }
    }

    /// Whether the node is a map; anything else is reported.
    pub fn map(&mut self, node: &'n Node<'n>) -> Option<()> {
        match &node.value {
            Value::Map(_) => Some(()),
            Value::Text(text, Style::Plain) => match key_without_space(text) {
                Some(text) => {
                    self.report(Problem::YamlColonSpace { text }, node.span);
                    None
                }
                None => self.wrong_type(node, "a-map"),
            },
            _ => self.wrong_type(node, "a-map"),
        }
    }

    /// Reports that the node is not what was expected.
    pub fn wrong_type<T>(&mut self, node: &'n Node<'n>, expected: &'static str) -> Option<T> {
        let in_file = |term| if self.source.is_toml() { in_toml(term) } else { term };
        let problem = Problem::WrongType { expected: Term(in_file(expected)), found: Term(in_file(node.term().0)) };
        self.report(problem, node.span);
        None
    }

    /// The record that we are in, as a path that people can follow; items count from 1.
    fn record(&self) -> Option<String> {
        let mut text = String::new();
        for step in &self.path {
            match step {
                Step::Field(_, key) | Step::Key(key) => {
                    if !text.is_empty() {
                        text.push('.');
                    }
                    text.push_str(&clean(key));
                }
                Step::Item(index, node) => {
                    let _ = write!(text, "[{}]", index + 1);
                    if let Some(name) = name(node) {
                        let _ = write!(text, "（{name}）");
                    }
                }
            }
        }
        (!text.is_empty()).then_some(text)
    }
}

fn toml_key(key: &str) -> String {
    if key.is_ascii() { key.to_owned() } else { format!("\"{key}\"") }
}

/// The name of a kind of value that says how TOML writes it.
fn in_toml(term: MessageId) -> MessageId {
    match term {
        "a-list" => "a-list-in-toml",
        "a-map" => "a-map-in-toml",
        "a-map-or-none" => "a-map-or-none-in-toml",
        other => other,
    }
}

/// The name by which a person knows the record.
fn name(node: &Node<'_>) -> Option<String> {
    NAMES.iter().find_map(|key| node.get(&[key])?.node.text()).map(clean)
}

fn clean(text: &str) -> String {
    let mut short = shown(&text.chars().take(25).collect::<String>(), &[]);
    if text.chars().count() > 25 {
        short.push('…');
    }
    short
}
