//! Where what a disclosure says stands in its files: the way back from a path in the model to a line. The files are read
//! again, so that no place has to be kept for what is in order.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use crate::content::companions::Companions;
use crate::content::layout::DisclosureFiles;
use crate::content::{decode_node, statement_csv};
use crate::diagnostic::Place;
use crate::files::{Files, composed};
use crate::model::disclosure::Disclosure;
use crate::model::field::{self, Decode, Keyword, Record, Scope};
use crate::model::prose;
use crate::model::section::{Section, SectionKey, SectionKind};
use crate::model::statement::{Row, Statement, StatementKind};
use crate::model::vocabulary::Vocabulary;
use crate::tree::{self, LIMITS, Node, Source, Span, Style, Value};

/// What is looked for.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'w> {
    /// The path in the model, items from 0: `revenue.lines.general_public`, `statements.2.rows.5.cells.total`. A statement
    /// may be named by its kind and its number among those: `statements.income#1`. Empty for the file as a whole.
    pub path: &'w str,
    /// A stretch of the text there, and how often it stands there before.
    pub stretch: Option<(&'w str, usize)>,
}

/// The places of what is looked for, in the same order.
pub fn locate(files: &Files, place: &DisclosureFiles, wanted: &[Wanted<'_>]) -> Vec<Place> {
    let whole = || Place::file(place.file.as_str());
    let text = files.read_text(&place.file, &mut Vec::new()).unwrap_or_default();
    let source = Source::new(place.file.as_str(), &text);
    let Some(root) = tree::parse_yaml(&source, LIMITS, &mut Vec::new()) else {
        return wanted.iter().map(|_| whole()).collect();
    };
    let vocabulary = Vocabulary::default();
    let search = Search { files, place, source, root: &root, vocabulary: &vocabulary, texts: RefCell::default() };
    let one = |wanted: &Wanted<'_>| if wanted.path.is_empty() { whole() } else { search.one(*wanted) };
    wanted.iter().map(one).collect()
}

struct Search<'s> {
    files: &'s Files,
    place: &'s DisclosureFiles,
    source: Source<'s>,
    root: &'s Node<'s>,
    vocabulary: &'s Vocabulary,
    /// What was read beside the file: of a statement's rows or a section's prose, by its name.
    texts: RefCell<BTreeMap<String, Option<Beside>>>,
}

/// A file beside a disclosure's.
#[derive(Clone)]
enum Beside {
    /// Rows, in a table that is of this kind and has these columns of its own.
    Rows(Rc<(String, String, Statement)>),
    /// Prose.
    Prose(Rc<(String, String)>),
}

impl Search<'_> {
    fn one(&self, wanted: Wanted<'_>) -> Place {
        let path: Vec<&str> = wanted.path.split('.').collect();
        let beside = match path.as_slice() {
            ["statements", statement, "rows", row @ ..] => self.row(statement, row),
            ["sections", section, "body"] => self.body(section, wanted.stretch),
            _ => None,
        };
        beside.unwrap_or_else(|| {
            let ["statements", statement, rest @ ..] = path.as_slice() else {
                return self.found(Disclosure::find(self.root, &path), wanted.stretch);
            };
            let nodes = self.list("statements");
            let node = self.statement(statement).and_then(|index| nodes.get(index));
            let whole = || Place::file(self.place.file.as_str());
            node.map_or_else(whole, |node| self.found(Statement::find(node, rest), wanted.stretch))
        })
    }

    fn found(&self, node: &Node<'_>, stretch: Option<(&str, usize)>) -> Place {
        let span = match stretch {
            Some((stretch, before)) => prose::locate(node, &self.source, stretch, before),
            None => node.span,
        };
        self.source.place(span)
    }

    fn list(&self, key: &str) -> Vec<&Node<'_>> {
        let entry = field::entry(Disclosure::FIELDS, self.root, key);
        entry.map_or(&[][..], |entry| entry.node.items()).iter().collect()
    }

    /// The kind of a statement of the file.
    fn kind(node: &Node<'_>) -> Option<StatementKind> {
        let word = field::entry(Statement::FIELDS, node, "kind")?.node.text()?;
        StatementKind::from_title(word)
    }

    /// The index of a statement that is named by its index or by its kind and number.
    fn statement(&self, name: &str) -> Option<usize> {
        let Some((kind, number)) = name.split_once('#') else { return name.parse().ok() };
        let kind = StatementKind::from_word(kind)?;
        let nodes = self.list("statements");
        let of_kind =
            nodes.iter().enumerate().filter(|(_, node)| Self::kind(node) == Some(kind)).map(|(index, _)| index);
        let found = of_kind.into_iter().nth(number.parse::<usize>().ok()?.checked_sub(1)?);
        // A statement that is a file of rows alone comes behind those of the file.
        found.or_else(|| Some(nodes.len() + self.undeclared().iter().position(|(other, _)| *other == kind)?))
    }

    /// The statements that are files of rows alone, in the order in which they are taken.
    fn undeclared(&self) -> Vec<(StatementKind, String)> {
        let mut none = Vec::new();
        let companions = Companions::new(self.files, self.place, &mut none);
        let declared: Vec<_> = self.list("statements").iter().map(|node| Self::kind(node)).collect();
        let kinds = StatementKind::ALL.iter().map(|(kind, _)| *kind);
        let undeclared = kinds.filter(|kind| *kind != StatementKind::Other && !declared.contains(&Some(*kind)));
        undeclared.filter_map(|kind| Some((kind, companions.rows_of(kind)?))).collect()
    }

    /// The place of a row that stands in a file of rows; `None` where it stands in the disclosure's own.
    fn row(&self, name: &str, path: &[&str]) -> Option<Place> {
        let Some(Beside::Rows(rows)) = self.once(&format!("statements.{name}"), || self.rows(name)) else {
            return None;
        };
        let (file, text, statement) = &*rows;
        let source = Source::new(file.as_str(), text);
        let columns = statement.all_columns(self.place.identity.kind);
        let table = statement_csv::read(&source, &columns, &mut Vec::new())?;
        Some(source.place(Vec::<Row>::find(&table.rows, path).span))
    }

    /// What is read beside the file, once.
    fn once(&self, name: &str, read: impl FnOnce() -> Option<Beside>) -> Option<Beside> {
        if let Some(known) = self.texts.borrow().get(name) {
            return known.clone();
        }
        let beside = read();
        self.texts.borrow_mut().insert(name.to_owned(), beside.clone());
        beside
    }

    /// The file of a statement's rows; `None` where they stand in the disclosure's own.
    fn rows(&self, name: &str) -> Option<Beside> {
        let index = self.statement(name)?;
        let nodes = self.list("statements");
        let mut none = Vec::new();
        let mut companions = Companions::new(self.files, self.place, &mut none);
        let (statement, file) = if let Some(node) = nodes.get(index) {
            if field::entry(Statement::FIELDS, node, "rows").is_some() {
                return None;
            }
            let scope = Scope { kind: self.place.identity.kind, ..Scope::plain(self.vocabulary) };
            let (statement, _) = decode_node::<Statement>(node, &self.source, scope, &mut Vec::new())?;
            let own = companions.rows_of(*statement.kind);
            let file = statement.csv.as_deref().map(composed).or(own)?;
            (statement, file)
        } else {
            let (kind, file) = self.undeclared().into_iter().nth(index - nodes.len())?;
            (Statement::empty(kind), file)
        };
        let path = companions.take(&file)?;
        let text = self.files.read_csv(&path, &mut Vec::new())?;
        Some(Beside::Rows(Rc::new((path, text, statement))))
    }

    /// The place of a stretch of a section's prose that stands in a file of its own; `None` where it does not.
    fn body(&self, section: &str, stretch: Option<(&str, usize)>) -> Option<Place> {
        let prose = self.once(&format!("sections.{section}"), || self.prose(section));
        let Some(Beside::Prose(prose)) = prose else { return None };
        let (path, text) = &*prose;
        let source = Source::new(path.as_str(), text);
        let end = text.lines().count() + 1;
        let span = Span { line: 1, column: 0, end_line: end, end_column: 0 };
        let node = Node { span, value: Value::Text(text.as_str().into(), Style::Block) };
        let span = match stretch {
            Some((stretch, before)) => prose::locate(&node, &source, stretch, before),
            None => Span::point(1, 0),
        };
        Some(source.place(span))
    }

    /// The file of a section's prose; `None` where it stands in the disclosure's own.
    fn prose(&self, section: &str) -> Option<Beside> {
        let nodes = self.list("sections");
        let node = nodes.get(section.parse::<usize>().ok()?)?;
        if field::entry(Section::FIELDS, node, "body").is_some() {
            return None;
        }
        let word = field::entry(Section::FIELDS, node, "key")?.node.text()?;
        let key = SectionKind::from_word(word).map_or_else(|| word.to_owned(), |kind| kind.key().to_owned());
        let mut none = Vec::new();
        let mut companions = Companions::new(self.files, self.place, &mut none);
        let file = companions.prose_of(&SectionKey(key))?;
        let path = companions.take(&file)?;
        let text = self.files.read_text(&path, &mut Vec::new())?;
        Some(Beside::Prose(Rc::new((path, text))))
    }
}
