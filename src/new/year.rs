//! A new year from an old one: the same file with the same keys, rows and projects, in which amounts are blank, last year's
//! stand behind them as comments, and figures in prose are gaps.

use std::collections::BTreeMap;

use crate::content::form;
use crate::content::layout::DisclosureFiles;
use crate::diagnostic::Diagnostic;
use crate::files::{Files, composed};
use crate::model::disclosure::{Disclosure, Kind};
use crate::model::field::{self, Decode as _, Decoder, Read, Record as _, Scope, Step, Trace};
use crate::model::statement::StatementKind;
use crate::model::vocabulary::Vocabulary;
use crate::new::edit::Edits;
use crate::new::wording::{GAP, Turn, of_final, without_figures, without_money};
use crate::tree::{self, Entry, LIMITS, Node, Source, Style, Value};

/// The fields that belong to their year alone.
const LEFT: [&str; 3] = ["attachments", "corrections", "acknowledge"];

/// What a new year is made of.
pub struct Carry<'c> {
    /// The site's files.
    pub files: &'c Files,
    /// The disclosure that it goes on from.
    pub place: &'c DisclosureFiles,
    /// The site's own words.
    pub vocabulary: &'c Vocabulary,
    /// From which year to which.
    pub turn: Turn,
    /// Whether a budget or a final account is to be written.
    pub kind: Kind,
    /// The path of the file that is to be written.
    pub path: &'c str,
    /// The line with which editors find the schema, for a file that has none; empty where there is no schema.
    pub modeline: &'c str,
    /// The words of the reader's language that stand in the file.
    pub words: Words,
}

/// The words that stand in a new file as comments.
#[derive(Debug, Clone)]
pub struct Words {
    /// What stands before last year's amounts: 2024年：, 2024年预算：
    pub note: String,
    /// What stands between them.
    pub comma: String,
    /// The line above last year's changes, which are comments.
    pub changes: String,
}

impl Carry<'_> {
    /// The new disclosure and the files beside it, by their names: the first has none. `None` where the old one cannot be
    /// read, with the problems told.
    pub fn files(&self, problems: &mut Vec<Diagnostic>) -> Option<Vec<(Option<String>, Vec<u8>)>> {
        let text = self.files.read_text(&self.place.file, problems)?;
        let source = Source::new(self.place.file.as_str(), &text);
        let root = tree::parse_yaml(&source, LIMITS, problems)?;
        let identity = &self.place.identity;
        let scope = Scope { kind: identity.kind, year: Some(identity.year), ..Scope::plain(self.vocabulary) };
        let mut decoder = Decoder::new(source.clone(), scope.clone());
        let disclosure = Disclosure::decode(&root, &mut decoder);
        problems.extend(decoder.finish().0.into_iter().filter(|_| disclosure.is_none()));
        let disclosure = disclosure?;
        let mut decoder = Decoder::tracing(source, scope);
        Disclosure::decode(&root, &mut decoder);
        let mut files = vec![(None, self.rewrite(&text, &root, &decoder.traces()).into_bytes())];
        for name in &self.place.companions {
            if let Some(bytes) = self.beside(name, &disclosure, problems) {
                files.push((Some(name.clone()), bytes));
            }
        }
        Some(files)
    }

    /// A file beside the disclosure, where it holds prose or rows.
    fn beside(&self, name: &str, disclosure: &Disclosure, problems: &mut Vec<Diagnostic>) -> Option<Vec<u8>> {
        let path = format!("{}/{name}", self.place.folder);
        let (stem, ending) = name.rsplit_once('.')?;
        if ending.eq_ignore_ascii_case("md") {
            let text = self.files.read_text(&path, problems)?;
            return Some(without_figures(&self.turn.years(&text)).into_bytes());
        }
        if !ending.eq_ignore_ascii_case("csv") {
            return None;
        }
        let of_kind = StatementKind::from_title(stem).or_else(|| StatementKind::from_title(&stem.to_lowercase()));
        let named = disclosure.statements.iter().find(|statement| {
            statement.csv.as_deref().map(composed) == Some(composed(name))
                || statement.csv.is_none() && Some(*statement.kind) == of_kind
        });
        let columns = match named {
            Some(statement) => statement.all_columns(self.place.identity.kind),
            None => crate::model::statement::Statement::empty(of_kind?).all_columns(self.place.identity.kind),
        };
        let text = self.files.read_csv(&path, &mut Vec::new())?;
        let bytes = self.files.read_bytes(&path, problems)?;
        // Excel knows UTF-8 by its mark; a file that Excel did not write goes without.
        let is_of_excel = bytes.starts_with("\u{feff}".as_bytes()) || std::str::from_utf8(&bytes).is_err();
        let form = form(&text, &columns, |label| self.turn.years(label))?;
        Some(if is_of_excel { format!("\u{feff}{form}") } else { form }.into_bytes())
    }

    fn rewrite(&self, text: &str, root: &Node<'_>, traces: &[Trace<'_>]) -> String {
        let mut edits = Edits::new(text, root);
        self.head(&mut edits, root);
        self.leave(&mut edits, root);
        let mut keys = BTreeMap::new();
        keys_on_line(root, &mut Vec::new(), &mut keys);
        for trace in traces {
            let at = (trace.node.span.line, trace.node.span.column);
            self.carry(&mut edits, trace, keys.get(&at).cloned().unwrap_or_default());
        }
        let note = &self.words.note;
        let new = edits.finish(|values| format!("{note}{values}"), &self.words.comma, is_note);
        if new.lines().any(|line| line.starts_with("# yaml-language-server:")) {
            return new;
        }
        let end = if new.contains("\r\n") { "\r\n" } else { "\n" };
        format!("{}{new}", self.modeline.replace('\n', end))
    }

    /// Lets the comments at the head of the file name the new file where they name the old one.
    fn head(&self, edits: &mut Edits<'_>, root: &Node<'_>) {
        let below = |path: &'_ str| path.split_once('/').map_or(path, |(_, rest)| rest).to_owned();
        let (old, new) = (below(&self.place.file), below(self.path));
        let first = root.entries().first().map_or(1, |entry| entry.span.line);
        for line in 1..first {
            let lines = edits.lines(line, line);
            let written = edits.text(&lines);
            if written.contains(&old) {
                edits.change(lines, written.replace(&old, &new));
            }
        }
    }

    /// Makes comments of last year's changes, and drops what belongs to last year alone.
    fn leave(&self, edits: &mut Edits<'_>, root: &Node<'_>) {
        self.drop_old(edits, root);
        let entries = root.entries();
        for (index, entry) in entries.iter().enumerate() {
            let is = |key: &&str| field::entry(Disclosure::FIELDS, root, key).is_some_and(|one| one.span == entry.span);
            let is_change = is(&"comparisons");
            if !is_change && !LEFT.iter().any(is) || entry.node.is_blank() {
                continue;
            }
            if !edits.begins_line(entry.span) || root_is_flow(entries) {
                edits.replace(&entry.node, "[]");
                continue;
            }
            let next = entries.get(index + 1).map(|next| next.span.line);
            let last = edits.last_line(entry.span.line, next, entry.span.column);
            let lines = edits.lines(entry.span.line, last);
            let end = if edits.text(&lines).contains("\r\n") { "\r\n" } else { "\n" };
            let comment = |line: &str| if line.trim().is_empty() { line.to_owned() } else { format!("# {line}") };
            let old: String = edits.text(&lines).split_inclusive('\n').map(comment).collect();
            let kept = if is_change { format!("{}{end}{old}", self.words.changes) } else { String::new() };
            edits.change(lines, kept);
        }
    }

    /// Drops the comments that were made of the changes of the year before, where they were left.
    fn drop_old(&self, edits: &mut Edits<'_>, root: &Node<'_>) {
        let mut first = None;
        for line in 1..=edits.count() {
            let written = edits.text(&edits.lines(line, line)).trim_end();
            if written == self.words.changes {
                first.get_or_insert(line);
            } else if let Some(start) = first.filter(|_| !written.starts_with("# ")) {
                edits.change(edits.lines(start, line - 1), String::new());
                first = None;
            }
        }
        if let Some(start) = first.filter(|_| root.span.line < edits.count()) {
            edits.change(edits.lines(start, edits.count()), String::new());
        }
    }

    /// Carries one value over.
    fn carry(&self, edits: &mut Edits<'_>, trace: &Trace<'_>, keys: Vec<String>) {
        let fields: Vec<&str> = trace.path.iter().filter_map(field_of).collect();
        let (Some(first), Some(last)) = (fields.first().copied(), fields.last().copied()) else { return };
        if first == "comparisons" || LEFT.contains(&first) {
            return;
        }
        let node = trace.node;
        let text = node.text().unwrap_or_default().trim().to_owned();
        let is_empty = text.is_empty() || crate::model::cell::Cell::is_dash(&text);
        match trace.read {
            Read::Number if last == "weight" => {}
            Read::Figure if self.turns_final() && !is_empty => {
                let [original, adjusted, actual] = Phases::of(&trace.path).0;
                let figure = |planned: &str| format!("{{{original}: {planned}, {adjusted}: ~, {actual}: ~}}");
                if self.turn.from == self.turn.to {
                    edits.replace(node, &figure(edits.written(node)));
                } else {
                    // The budget of another year is not what was planned for this one.
                    edits.empty(node, &figure("~"), keys, text);
                }
            }
            Read::Figure | Read::Amount | Read::Number | Read::Day if !is_empty => edits.empty(node, "~", keys, text),
            Read::Year if first == "year" => {
                edits.replace(node, &self.turn.to.to_string());
            }
            Read::Text if !node.is_blank() => self.reword(edits, node, &fields, &trace.path),
            _ => {}
        }
    }

    /// Whether a final account is made of a budget.
    fn turns_final(&self) -> bool {
        self.kind == Kind::Final && self.place.identity.kind == Kind::Budget
    }

    /// Says a text for the new year.
    fn reword(&self, edits: &mut Edits<'_>, node: &Node<'_>, fields: &[&str], path: &[Step<'_>]) {
        let (range, written) = (edits.range(node), edits.written(node));
        let turn = self.turn;
        let new = match fields {
            ["title"] | ["sections", "heading"] if self.turns_final() => of_final(&turn.title(written)),
            ["title"] | ["sections", "heading"] | ["statements", "title" | "kind"] => turn.title(written),
            ["sections", "body"] | ["statements", "note"] => without_figures(&turn.years(written)),
            ["performance", "projects", "name"] => turn.name(written),
            ["performance", "projects", "continues"] => {
                // It went on from a project of the year before that; the new one goes on from this.
                let Some(name) = name_of(path) else { return };
                edits.replace(node, &quoted(&name));
                return;
            }
            ["performance", "projects", "indicators", "actual" | "deviation"] => {
                let blank =
                    if matches!(node.value, Value::Text(_, Style::Block)) { quoted(GAP) } else { "~".to_owned() };
                edits.replace(node, &blank);
                return;
            }
            // A target of cost is an amount; what an indicator means stays, with the rates that it names.
            ["performance", "projects", "indicators", "value"] => without_money(&turn.years(written)),
            ["performance", "projects", "indicators", ..] => turn.years(written),
            ["performance", ..] => without_money(&turn.years(written)),
            ["glossary", ..] | [.., "csv" | "unit" | "code" | "number"] => return,
            _ => turn.years(written),
        };
        if new != written {
            edits.change(range, new);
        }
    }
}

/// The name of the project that a value belongs to.
fn name_of(path: &[Step<'_>]) -> Option<String> {
    let project = path.iter().find_map(|step| match step {
        Step::Item(_, node) => Some(*node),
        Step::Field(..) | Step::Key(_) => None,
    })?;
    let entry = field::entry(crate::model::performance::Project::FIELDS, project, "name")?;
    entry.node.text().map(str::to_owned)
}

/// The words for the phases of a figure: the budget's, the adjusted one, the final account's.
struct Phases([&'static str; 3]);

impl Phases {
    /// In the language in which the file has its keys.
    fn of(path: &[Step<'_>]) -> Self {
        let is_english = path.iter().all(|step| match step {
            Step::Field(_, key) | Step::Key(key) => key.is_ascii(),
            Step::Item(..) => true,
        });
        Self(if is_english { ["original", "adjusted", "actual"] } else { ["年初预算", "全年预算", "决算"] })
    }
}

/// A text in quotation marks, as YAML and JSON write it.
pub fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string()
}

/// Whether a comment is last year's amounts: 2024年：264.43, 2024: total 264.43, 2024年预算：264.43.
fn is_note(comment: &str) -> bool {
    const BEHIND_YEAR: [&str; 4] = ["年：", ": ", "年预算：", " budget: "];
    let Some((year, rest)) = comment.split_at_checked(4) else { return false };
    year.bytes().all(|byte| byte.is_ascii_digit()) && BEHIND_YEAR.iter().any(|behind| rest.starts_with(behind))
}

fn field_of<'p>(step: &'p Step<'_>) -> Option<&'p str> {
    match step {
        Step::Field(key, _) => Some(key),
        Step::Key(_) | Step::Item(..) => None,
    }
}

/// Whether the entries of a file stand within braces: then lines are not theirs.
fn root_is_flow(entries: &[Entry<'_>]) -> bool {
    entries.windows(2).any(|pair| pair[0].span.line == pair[1].span.line)
}

/// By the place of each value, the keys that lead to it on its own line.
fn keys_on_line(node: &Node<'_>, way: &mut Vec<(String, usize)>, keys: &mut BTreeMap<(usize, usize), Vec<String>>) {
    for entry in node.entries() {
        way.push((entry.key.to_string(), entry.span.line));
        keys_on_line(&entry.node, way, keys);
        way.pop();
    }
    node.items().iter().for_each(|item| keys_on_line(item, way, keys));
    if matches!(node.value, Value::Text(..)) {
        let line = node.span.line;
        let here = way.iter().filter(|(_, of)| *of == line).map(|(key, _)| key.clone()).collect();
        keys.insert((line, node.span.column), here);
    }
}
