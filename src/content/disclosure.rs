//! One disclosure: its YAML file, and what lies in the folder beside it (prose, rows, attachments).

use std::collections::BTreeMap;

use crate::content::companions::{AttachedFile, Companions};
use crate::content::digest::digest;
use crate::content::layout::DisclosureFiles;
use crate::content::{decode_node, statement_csv};
use crate::diagnostic::{Diagnostic, Problem};
use crate::files::{Files, composed, is_safe_name};
use crate::fingerprint::Fingerprint;
use crate::model::disclosure::{Attachment, Correction, Disclosure, Identity};
use crate::model::field::{self, Decode, Keyword, Mentions, Quoted, Record, Scope};
use crate::model::measure::{Measure, Measures};
use crate::model::money::Unit;
use crate::model::period::FiscalYear;
use crate::model::prose::Markdown;
use crate::model::section::{Section, SectionKind};
use crate::model::statement::{DeclaredColumn, Statement, StatementKind};
use crate::model::vocabulary::Vocabulary;
use crate::tree::{self, Entry, LIMITS, Node, Source, Span, Style, Value};

/// A disclosure with its files.
#[derive(Debug, Clone, PartialEq)]
pub struct Document {
    /// The YAML file.
    pub file: String,
    /// Which one it is.
    pub identity: Identity,
    /// Whether a later version has taken its place.
    pub superseded: bool,
    /// What it says.
    pub disclosure: Disclosure,
    /// The digest of what it says.
    pub digest: Fingerprint,
    /// The figures that are comparable with others.
    pub measures: Measures,
    /// The files that are published with it.
    pub attachments: Vec<AttachedFile>,
    /// The relative links of its prose, each with the problem that it is if it leads nowhere.
    pub links: Vec<(String, Diagnostic)>,
}

/// Reads one disclosure with everything that belongs to it.
pub fn read(
    files: &Files,
    place: &DisclosureFiles,
    vocabulary: &Vocabulary,
    problems: &mut Vec<Diagnostic>,
) -> Option<Document> {
    let text = files.read_text(&place.file, problems)?;
    let source = Source::new(place.file.as_str(), &text);
    let node = tree::parse_yaml(&source, LIMITS, problems)?;
    let mut reading = Reading {
        files,
        place,
        source,
        node: &node,
        statements: list(&node, "statements"),
        sections: list(&node, "sections"),
        attachments: list(&node, "attachments"),
        companions: Companions::new(files, place, problems),
        sound: true,
        links: Vec::new(),
        problems,
    };
    reading.document(vocabulary)
}

struct Reading<'r> {
    files: &'r Files,
    place: &'r DisclosureFiles,
    source: Source<'r>,
    node: &'r Node<'r>,
    /// The nodes of the statements, sections and attachments that were read, in the same order.
    statements: Vec<&'r Node<'r>>,
    sections: Vec<&'r Node<'r>>,
    attachments: Vec<&'r Node<'r>>,
    /// The files of the folder beside it.
    companions: Companions<'r>,
    /// Whether what lies beside the file could be read.
    sound: bool,
    links: Vec<(String, Diagnostic)>,
    problems: &'r mut Vec<Diagnostic>,
}

impl Reading<'_> {
    fn document(&mut self, vocabulary: &Vocabulary) -> Option<Document> {
        let identity = &self.place.identity;
        let scope = Scope { kind: identity.kind, year: Some(identity.year), ..Scope::plain(vocabulary) };
        let decoded = decode_node::<Disclosure>(self.node, &self.source, scope.clone(), self.problems);
        let sound = decoded.is_some();
        // What can be read of a file at fault is examined like any other: one run tells every problem.
        let (mut disclosure, mentions) = decoded.unwrap_or_else(|| (self.salvage(&scope), Mentions::default()));
        self.links.extend(mentions.links);
        self.check_year(&disclosure, identity.year);
        self.check_versions(&disclosure);
        self.check_repetition(&disclosure);
        let scope = Scope { unit: disclosure.unit, ..scope };
        self.statement_rows(&mut disclosure, &scope);
        self.sides(&mut disclosure);
        let measures = Measures::of(&disclosure, identity.kind);
        self.section_bodies(&mut disclosure, &scope, &measures);
        let attachments = self.attachments(&disclosure.attachments);
        if !sound || !self.sound {
            return None;
        }
        self.check_quotes(mentions.quotes, &measures);
        Some(Document {
            file: self.place.file.clone(),
            identity: identity.clone(),
            superseded: self.place.superseded,
            disclosure,
            digest: digest(self.files, self.place, self.node),
            measures,
            attachments,
            links: std::mem::take(&mut self.links),
        })
    }

    /// Tells the quoted figures that the disclosure does not state, and those that are still to be filled in.
    fn check_quotes(&mut self, quotes: Vec<Quoted<'_>>, measures: &Measures) {
        for quote in quotes {
            let (measure, path) = (Measure::from_word(&quote.path), quote.path.clone());
            if measure.is_some_and(|measure| measures.is_blank(measure)) {
                quote.tell(Problem::QuoteOfBlank { path }, self.problems);
            } else if measure.and_then(|measure| measures.amount(measure)).is_none() {
                quote.tell(Problem::QuoteWithoutFigure { path }, self.problems);
            }
        }
    }

    /// The parts of a file at fault that other files belong to, as far as each can be read by itself.
    fn salvage(&mut self, scope: &Scope<'_>) -> Disclosure {
        let word = of(self.node, "unit").and_then(|entry| entry.node.text());
        let scope = Scope { unit: word.and_then(Unit::from_word).unwrap_or(scope.unit), ..scope.clone() };
        let mut disclosure = Disclosure::empty(scope.unit);
        let year = of(self.node, "year").and_then(|entry| entry.node.text());
        disclosure.year = year.and_then(FiscalYear::parse);
        (disclosure.statements, self.statements) = readable(&self.statements, &self.source, &scope);
        (disclosure.sections, self.sections) = readable(&self.sections, &self.source, &scope);
        (disclosure.attachments, self.attachments) = readable(&self.attachments, &self.source, &scope);
        disclosure.corrections = readable(&list(self.node, "corrections"), &self.source, &scope).0;
        disclosure
    }

    fn report(&mut self, problem: Problem, span: Span, record: Option<String>) {
        self.source.tell(self.problems, problem, span, record);
    }

    /// The span of a top-level key, else of the file's beginning.
    fn key(&self, key: &str) -> Span {
        of(self.node, key).map_or(Span::point(self.node.span.line, self.node.span.column), |entry| entry.span)
    }

    fn check_year(&mut self, disclosure: &Disclosure, folder: FiscalYear) {
        if let Some(year) = disclosure.year.filter(|year| *year != folder) {
            let span = of(self.node, "year").map_or(self.node.span, |entry| entry.node.span);
            self.report(
                Problem::YearDiffers { year: year.to_string(), folder: folder.to_string() },
                span,
                Some("year".to_owned()),
            );
        }
    }

    /// A version after the first says what it corrected.
    fn check_versions(&mut self, disclosure: &Disclosure) {
        let version = self.place.identity.version;
        if version > 1 && !disclosure.corrections.iter().any(|correction| correction.version.0 == version) {
            let span = self.key("corrections");
            let superseded = format!("{}@{}.yaml", self.place.identity.stem(), version - 1);
            let problem = Problem::VersionWithoutCorrection { version: usize::from(version), superseded };
            self.report(problem, span, Some("corrections".to_owned()));
        }
    }

    /// Two statements of one kind must differ in their titles, and two sections about one thing in their headings; a
    /// column and a version's correction stand once.
    fn check_repetition(&mut self, disclosure: &Disclosure) {
        let names = |key: &str, title: Option<&str>| (key.to_owned(), title.map(str::to_owned));
        let statements = disclosure.statements.iter().map(|statement| names(statement.kind.key(), statement.title()));
        let sections = disclosure.sections.iter().map(|section| names(&section.key.0, section.heading.as_deref()));
        let corrections = disclosure.corrections.iter().map(|one| names(&one.version.0.to_string(), None));
        let mut found = repeated::<Statement>(statements, &self.statements, "kind");
        found.extend(repeated::<Section>(sections, &self.sections, "key"));
        found.extend(repeated::<Correction>(corrections, &list(self.node, "corrections"), "version"));
        for (statement, node) in disclosure.statements.iter().zip(&self.statements) {
            let columns = statement.columns.iter().map(|column| names(&column.key, None));
            let nodes = field::entry(Statement::FIELDS, node, "columns").map_or(&[][..], |entry| entry.node.items());
            found.extend(repeated::<DeclaredColumn>(columns, &nodes.iter().collect::<Vec<_>>(), "key"));
        }
        for (problem, span) in found {
            self.report(problem, span, None);
        }
    }

    /// Takes the rows of statements from CSV files, by name or because the file is called like the statement's kind.
    fn statement_rows(&mut self, disclosure: &mut Disclosure, scope: &Scope<'_>) {
        for (index, statement) in disclosure.statements.iter_mut().enumerate() {
            let named = statement.csv.clone();
            let entry = self.statements.get(index).and_then(|node| field::entry(Statement::FIELDS, node, "csv"));
            let own_span = self.statements.get(index).map_or(self.node.span, |node| node.span);
            let span = entry.map_or(own_span, |entry| entry.node.span);
            let record = Some(format!("statements[{}].csv", index + 1));
            let own =
                if *statement.kind == StatementKind::Other { None } else { self.companions.rows_of(*statement.kind) };
            if (named.is_some() || own.is_some()) && !statement.rows.is_empty() {
                self.companions.take(named.as_ref().or(own.as_ref()).map_or("", String::as_str));
                self.report(Problem::RowsAndCsv {}, span, record);
                continue;
            }
            let file = match named {
                Some(file) if !is_safe_name(&file) => {
                    self.report(Problem::UnsafePath { path: file }, span, record);
                    self.sound = false;
                    continue;
                }
                Some(file) => composed(&file),
                None => match own {
                    Some(own) => own,
                    None => continue,
                },
            };
            let Some(path) = self.companions.take(&file) else {
                let missing = |file, folder, suggestion| Problem::CsvMissing { file, folder, suggestion };
                let problem = self.companions.missing(file, missing);
                self.report(problem, span, record);
                self.sound = false;
                continue;
            };
            self.rows(&path, statement, scope);
        }
        for (kind, _) in StatementKind::ALL {
            let declared = disclosure.statements.iter().any(|statement| *statement.kind == *kind);
            if *kind == StatementKind::Other || declared {
                continue;
            }
            let Some(file) = self.companions.rows_of(*kind) else { continue };
            if let Some(path) = self.companions.take(&file) {
                let mut statement = Statement { csv: Some(file), ..Statement::empty(*kind) };
                self.rows(&path, &mut statement, scope);
                disclosure.statements.push(statement);
            }
        }
    }

    /// A row that names no side in a table that has two goes on with the side above.
    fn sides(&mut self, disclosure: &mut Disclosure) {
        for (index, statement) in disclosure.statements.iter_mut().enumerate() {
            if !statement.kind.is_two_sided() {
                continue;
            }
            let mut side = statement.rows.iter().find_map(|row| row.side);
            for row in &mut statement.rows {
                side = row.side.or(side);
                row.side = side;
            }
            if side.is_none() && !statement.rows.is_empty() {
                let span = self.statements.get(index).map_or(self.node.span, |node| node.span);
                self.report(Problem::NoSides {}, span, Some(format!("statements[{}]", index + 1)));
            }
        }
    }

    /// Fills a statement with the rows of a CSV file, and with the headings that it prints.
    fn rows(&mut self, path: &str, statement: &mut Statement, scope: &Scope<'_>) {
        self.sound = self.read_rows(path, statement, scope).is_some() && self.sound;
    }

    fn read_rows(&mut self, path: &str, statement: &mut Statement, scope: &Scope<'_>) -> Option<()> {
        let text = self.files.read_csv(path, self.problems)?;
        let source = Source::new(path, &text);
        let columns = statement.all_columns(scope.kind);
        let table = statement_csv::read(&source, &columns, self.problems)?;
        statement.columns = table.columns;
        let scope = Scope {
            unit: statement.unit.unwrap_or(scope.unit),
            columns: Some(std::rc::Rc::new(statement.all_columns(scope.kind))),
            ..scope.clone()
        };
        (statement.rows, _) = decode_node(&table.rows, &source, scope, self.problems)?;
        Some(())
    }

    /// Takes the bodies of sections from `<key>.md` where the file has none.
    fn section_bodies(&mut self, disclosure: &mut Disclosure, scope: &Scope<'_>, measures: &Measures) {
        let mut sections = std::mem::take(&mut disclosure.sections);
        for (index, section) in sections.iter_mut().enumerate() {
            let file = self.companions.prose_of(&section.key);
            if section.body.is_some() {
                if let Some(file) = file {
                    self.companions.take(&file);
                    let span = self.sections.get(index).map_or(self.node.span, |node| node.span);
                    self.report(Problem::BodyAndFile { file }, span, Some(format!("sections[{}]", index + 1)));
                }
                continue;
            }
            if let Some(path) = file.and_then(|file| self.companions.take(&file)) {
                section.body = self.prose(&path, scope, measures);
                self.sound &= section.body.is_some();
            } else if !has_figures(section, disclosure) {
                let span = self.sections.get(index).map_or(self.node.span, |node| node.span);
                let file = format!("{}/{}.md", self.place.folder, section.key.0);
                let problem = Problem::SectionWithoutBody { key: section.key.0.clone(), file };
                self.report(problem, span, Some(format!("sections[{}]", index + 1)));
            }
        }
        disclosure.sections = sections;
    }

    fn prose(&mut self, path: &str, scope: &Scope<'_>, measures: &Measures) -> Option<Markdown> {
        let text = self.files.read_text(path, self.problems)?;
        let source = Source::new(path, &text);
        let end = text.lines().count() + 1;
        let span = Span { line: 1, column: 0, end_line: end, end_column: 0 };
        let node = Node { span, value: Value::Text(text.as_str().into(), Style::Block) };
        let (prose, found) = decode_node(&node, &source, scope.clone(), self.problems)?;
        self.links.extend(found.links);
        self.check_quotes(found.quotes, measures);
        Some(prose)
    }

    /// The attachments: those listed, in their order, then what else lies in the folder.
    fn attachments(&mut self, listed: &[Attachment]) -> Vec<AttachedFile> {
        let mut attached = Vec::new();
        for (index, attachment) in listed.iter().enumerate() {
            let entry = self.attachments.get(index).and_then(|node| field::entry(Attachment::FIELDS, node, "file"));
            let span = entry.map_or(self.node.span, |entry| entry.node.span);
            let record = Some(format!("attachments[{}].file", index + 1));
            match self.attachment(attachment) {
                Ok(file) => attached.push(file),
                Err(problem) => self.report(problem, span, record),
            }
        }
        attached.extend(self.companions.rest(self.problems));
        attached
    }

    fn attachment(&mut self, listed: &Attachment) -> Result<AttachedFile, Problem> {
        let name = composed(&listed.file);
        if !is_safe_name(&name) {
            return Err(Problem::UnsafePath { path: name });
        }
        let Some(path) = self.companions.take(&name) else {
            let missing = |file, folder, suggestion| Problem::AttachmentMissing { file, folder, suggestion };
            return Err(self.companions.missing(name, missing));
        };
        let file = self.companions.attach(&name, path)?;
        let title = listed.title.clone().unwrap_or_else(|| file.title.clone());
        Ok(AttachedFile { title, prevails: listed.prevails, ..file })
    }
}

/// Whether the page shows figures under the section's heading, so that it can do without prose.
fn has_figures(section: &Section, disclosure: &Disclosure) -> bool {
    use SectionKind as At;
    let Disclosure { revenue, expenditure, comparisons, .. } = disclosure;
    match section.key.kind() {
        Some(At::Structure) => disclosure.institutions.is_some(),
        Some(At::Arrangement) => revenue.is_some() || expenditure.is_some() || !comparisons.is_empty(),
        Some(At::Revenue) => revenue.is_some(),
        Some(At::Expenditure) => expenditure.is_some(),
        Some(At::Changes) => !comparisons.is_empty(),
        Some(At::OperatingCost) => disclosure.operating_cost.is_some(),
        Some(At::ThreePublic) => disclosure.three_public.is_some(),
        Some(At::Performance) => disclosure.performance.is_some(),
        Some(At::Procurement) => disclosure.procurement.is_some(),
        Some(At::Assets) => disclosure.assets.is_some(),
        Some(At::Statements) => !disclosure.statements.is_empty(),
        Some(At::Glossary) => !disclosure.glossary.is_empty(),
        _ => false,
    }
}

/// The items that can be read by themselves, with their nodes. What is wrong with the others was told before.
fn readable<'r, T: Decode>(
    nodes: &[&'r Node<'r>],
    source: &Source<'_>,
    scope: &Scope<'_>,
) -> (Vec<T>, Vec<&'r Node<'r>>) {
    let item = |node: &&'r Node<'r>| {
        let read = source.quietly(|| decode_node::<T>(node, source, scope.clone(), &mut Vec::new()));
        read.map(|(value, _)| (value, *node))
    };
    nodes.iter().filter_map(item).unzip()
}

/// The entry of a disclosure's field.
fn of<'n>(node: &'n Node<'n>, key: &str) -> Option<&'n Entry<'n>> {
    field::entry(Disclosure::FIELDS, node, key)
}

/// The items of a disclosure's field.
fn list<'n>(node: &'n Node<'n>, key: &str) -> Vec<&'n Node<'n>> {
    of(node, key).map_or(&[][..], |entry| entry.node.items()).iter().collect()
}

/// The items that are called like one before: a key, and a title where the same key may stand under several.
fn repeated<R: Record>(
    names: impl Iterator<Item = (String, Option<String>)>,
    nodes: &[&Node<'_>],
    key: &str,
) -> Vec<(Problem, Span)> {
    let mut seen: BTreeMap<(String, Option<String>), usize> = BTreeMap::new();
    let mut problems = Vec::new();
    for (name, node) in names.zip(nodes) {
        let Some(entry) = field::entry(R::FIELDS, node, key) else { continue };
        // What is no more than “other” may be said of many things.
        if name.0 == "other" {
            continue;
        }
        if let Some(line) = seen.get(&name) {
            problems.push((Problem::GivenTwice { key: name.0, line: *line }, entry.node.span));
        } else {
            seen.insert(name, entry.node.span.line);
        }
    }
    problems
}
