//! Problems as people and programs read them.

use std::fmt::Write as _;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{Annotation, AnnotationKind, Group, Level, Origin, Renderer, Snippet};
use serde::Serialize;

use crate::diagnostic::{Diagnostic, Excerpt, Finding, Fix, Place, Severity, sarif};
use crate::language::{Catalogue, Fact};
use crate::text::shown;

/// The shapes in which problems are told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Format {
    /// Snippets with carets, for people.
    #[default]
    Human,
    /// One JSON object.
    Json,
    /// SARIF 2.1.0, which code hosts and editors take.
    Sarif,
    /// Workflow commands, which GitHub shows beside the lines.
    Github,
}

impl Format {
    /// Every format by its name on the command line.
    pub const ALL: [(&'static str, Self); 4] =
        [("human", Self::Human), ("json", Self::Json), ("sarif", Self::Sarif), ("github", Self::Github)];
}

/// Turns problems into text.
pub struct Report<'c> {
    catalogue: &'c Catalogue,
    colour: bool,
}

/// A problem as programs read it. Lines and columns count from 1, columns and lengths in characters.
#[derive(Serialize)]
struct Entry<'d> {
    severity: &'static str,
    code: &'static str,
    file: &'d str,
    line: Option<u32>,
    column: Option<u32>,
    length: Option<u32>,
    record: Option<&'d str>,
    message: String,
    help: Option<String>,
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    finding: Option<Found<'d>>,
}

/// What only a finding has.
#[derive(Serialize)]
struct Found<'d> {
    /// Stays the same while the files around it change.
    fingerprint: &'d str,
    /// What stands at the place.
    label: Option<&'d str>,
    arithmetic: Option<&'d str>,
    acknowledged: Option<&'d str>,
    /// The other places.
    others: Vec<Other<'d>>,
    /// What to write instead of what stands at the place.
    fix: Option<&'d Fix>,
}

#[derive(Serialize)]
struct Other<'d> {
    file: &'d str,
    line: Option<u32>,
    column: Option<u32>,
    length: Option<u32>,
    label: &'d str,
}

impl<'d> Found<'d> {
    fn new(finding: &'d Finding) -> Self {
        let other = |(place, label): &'d (Place, String)| {
            let excerpt = place.excerpt.as_ref();
            Other {
                file: &place.file,
                line: excerpt.map(|excerpt| excerpt.line),
                column: excerpt.map(|excerpt| excerpt.column),
                length: excerpt.map(|excerpt| excerpt.length),
                label,
            }
        };
        Self {
            fingerprint: &finding.fingerprint,
            label: finding.label.as_deref(),
            arithmetic: finding.said.arithmetic.as_deref(),
            acknowledged: finding.said.acknowledged.as_deref(),
            others: finding.others.iter().map(other).collect(),
            fix: finding.fix.as_ref(),
        }
    }
}

#[derive(Serialize)]
struct Summary<'d> {
    errors: usize,
    warnings: usize,
    notes: usize,
    problems: Vec<Entry<'d>>,
}

impl<'c> Report<'c> {
    /// A report in the catalogue's language, with colour for a terminal that wants it.
    pub fn new(catalogue: &'c Catalogue, colour: bool) -> Self {
        Self { catalogue, colour }
    }

    /// All problems in one format.
    pub fn render(&self, format: Format, diagnostics: &[Diagnostic]) -> String {
        match format {
            Format::Human => self.human(diagnostics),
            Format::Json => self.json(diagnostics),
            Format::Sarif => sarif::log(self.catalogue, diagnostics),
            Format::Github => self.github(diagnostics),
        }
    }

    /// One problem with its snippet.
    pub fn one(&self, diagnostic: &Diagnostic) -> String {
        let place = &diagnostic.place;
        let file = shown(&place.file, &[]);
        let message = diagnostic.problem.message(self.catalogue);
        let word = self.catalogue.say(diagnostic.severity().key(), &[]);
        let level = match diagnostic.severity() {
            Severity::Error => Level::ERROR,
            Severity::Warning => Level::WARNING,
            Severity::Note => Level::NOTE,
        }
        .with_name(word.as_str());
        let mut group: Group<'_> = Group::with_title(level.primary_title(&message).id(diagnostic.problem.id()));
        let finding = diagnostic.finding();
        let label = finding.and_then(|finding| finding.label.as_deref());
        group = match &place.excerpt {
            Some(excerpt) => group.element(snippet(excerpt, &file, AnnotationKind::Primary, label)),
            None => group.element(Origin::path(file.as_str())),
        };
        let others = finding.map(|finding| finding.others.as_slice()).unwrap_or_default();
        let files: Vec<String> = others.iter().map(|(place, _)| shown(&place.file, &[])).collect();
        for ((place, label), file) in others.iter().zip(&files) {
            if let Some(excerpt) = &place.excerpt {
                let label = Some(label.as_str()).filter(|label| !label.is_empty());
                group = group.element(snippet(excerpt, file, AnnotationKind::Context, label));
            }
        }
        let said = finding.map(|finding| &finding.said);
        let notes = [
            ("arithmetic", said.and_then(|said| said.arithmetic.as_deref())),
            // Where the figures are named, the path says nothing more.
            ("record", diagnostic.record.as_deref().filter(|_| finding.is_none())),
            ("acknowledged", said.and_then(|said| said.acknowledged.as_deref())),
        ];
        let notes: Vec<(String, String)> = notes
            .into_iter()
            .filter_map(|(word, text)| Some((self.catalogue.say(word, &[]), shown(text?, &['\n']))))
            .collect();
        for (word, text) in &notes {
            group = group.element(Level::NOTE.with_name(word.as_str()).message(text.as_str()));
        }
        let help_word = self.catalogue.say("help", &[]);
        // Who has explained a finding needs no help.
        let is_open = said.is_none_or(|said| said.acknowledged.is_none());
        let help = diagnostic.problem.help(self.catalogue).filter(|_| is_open);
        if let Some(help) = &help {
            group = group.element(Level::HELP.with_name(help_word.as_str()).message(help.as_str()));
        }
        let renderer = if self.colour { Renderer::styled() } else { Renderer::plain() };
        renderer.decor_style(DecorStyle::Ascii).render(&[group])
    }

    /// How many problems of each severity there are, in one line.
    pub fn count(&self, diagnostics: &[Diagnostic]) -> String {
        let [errors, warnings, notes] = count(diagnostics);
        self.catalogue.say(
            "problem-count",
            &[("errors", Fact::from(errors)), ("warnings", Fact::from(warnings)), ("notes", Fact::from(notes))],
        )
    }

    fn human(&self, diagnostics: &[Diagnostic]) -> String {
        let mut text = String::new();
        for diagnostic in diagnostics {
            text.push_str(&self.one(diagnostic));
            text.push_str("\n\n");
        }
        if !diagnostics.is_empty() {
            text.push_str(&self.count(diagnostics));
            text.push('\n');
        }
        text
    }

    fn json(&self, diagnostics: &[Diagnostic]) -> String {
        let [errors, warnings, notes] = count(diagnostics);
        let problems = diagnostics
            .iter()
            .map(|diagnostic| {
                let excerpt = diagnostic.place.excerpt.as_ref();
                Entry {
                    severity: diagnostic.severity().key(),
                    code: diagnostic.problem.id(),
                    file: &diagnostic.place.file,
                    line: excerpt.map(|excerpt| excerpt.line),
                    column: excerpt.map(|excerpt| excerpt.column),
                    length: excerpt.map(|excerpt| excerpt.length),
                    record: diagnostic.record.as_deref(),
                    message: diagnostic.problem.message(self.catalogue),
                    help: diagnostic.problem.help(self.catalogue),
                    finding: diagnostic.finding().map(Found::new),
                }
            })
            .collect();
        let summary = Summary { errors, warnings, notes, problems };
        serde_json::to_string_pretty(&summary).unwrap_or_default() + "\n"
    }

    fn github(&self, diagnostics: &[Diagnostic]) -> String {
        let mut text = String::new();
        for diagnostic in diagnostics {
            let command = if diagnostic.severity() == Severity::Note { "notice" } else { diagnostic.severity().key() };
            let place = match &diagnostic.place.excerpt {
                Some(excerpt) => format!(",line={},col={}", excerpt.line, excerpt.column),
                None => String::new(),
            };
            let mut message = diagnostic.problem.message(self.catalogue);
            let said = diagnostic.finding().map(|finding| &finding.said);
            let arithmetic = said.and_then(|said| said.arithmetic.clone());
            let acknowledged = said.and_then(|said| said.acknowledged.clone());
            let help = diagnostic.problem.help(self.catalogue);
            for more in [diagnostic.record.clone(), arithmetic, acknowledged, help].into_iter().flatten() {
                message.push('\n');
                message.push_str(&more);
            }
            let _ = writeln!(
                text,
                "::{command} file={}{place},title={}::{}",
                property(&shown(&diagnostic.place.file, &[])),
                diagnostic.problem.id(),
                data(&message)
            );
        }
        text
    }
}

/// A line with what stands in it.
fn snippet<'s>(
    excerpt: &'s Excerpt,
    file: &'s str,
    kind: AnnotationKind,
    label: Option<&'s str>,
) -> Snippet<'s, Annotation<'s>> {
    let annotation = kind.span(excerpt.range());
    let annotation = match label {
        Some(label) => annotation.label(label),
        None => annotation,
    };
    Snippet::source(excerpt.text.as_str()).path(file).line_start(excerpt.line as usize).annotation(annotation)
}

fn count(diagnostics: &[Diagnostic]) -> [usize; 3] {
    [Severity::Error, Severity::Warning, Severity::Note]
        .map(|severity| diagnostics.iter().filter(|diagnostic| diagnostic.severity() == severity).count())
}

/// Escapes a workflow command's message, so that content cannot begin a command of its own.
fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
