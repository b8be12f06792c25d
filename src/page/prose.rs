//! Prose as pages hold it: Markdown with what stands for stretches of it: quoted figures, explained terms.

use pulldown_cmark::{Event, Parser, TagEnd};
use serde::Serialize;

use crate::content::disclosure::Document;
use crate::model::field::Keyword;
use crate::model::prose::{Markdown, Quote, options};
use crate::page::AmountView;

/// Markdown with its marks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Prose {
    /// The text.
    pub markdown: String,
    /// What stands for stretches of it, in their order; none overlaps another.
    pub marks: Vec<Mark>,
    /// Where the text's relative links begin.
    pub links: Links,
}

/// Where the relative links of a text begin, which was written for the page of a disclosure in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Links {
    /// On this page.
    Here,
    /// On this page, which has moved one folder down: the page of a superseded version.
    Below,
    /// On another page, by the way from this one to its folder.
    Elsewhere(String),
}

/// What stands for a stretch of a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Mark {
    /// The byte of the Markdown at which the stretch begins.
    pub start: usize,
    /// The byte behind it.
    pub end: usize,
    /// What stands there.
    pub shows: Shows,
}

/// What a mark shows.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Shows {
    /// The figure that the stretch quotes, instead of its braces.
    Figure(AmountView),
    /// That the figure which the stretch quotes is not filled in.
    Blank,
    /// The stretch itself, a term, with what it means.
    Term(Explanation),
}

/// What a term means, told where the term is used.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Explanation {
    /// The anchor of the explanation.
    pub anchor: String,
    /// What the term means.
    pub definition: Prose,
}

impl Prose {
    /// Prose that belongs to no disclosure and so quotes nothing.
    pub fn plain(markdown: &Markdown) -> Self {
        Self { markdown: markdown.0.clone(), marks: Vec::new(), links: Links::Here }
    }

    /// Prose that is shown on another page than its own.
    pub fn from_elsewhere(markdown: &Markdown, folder: String) -> Self {
        Self { links: Links::Elsewhere(folder), ..Self::plain(markdown) }
    }

    /// Prose of a disclosure, its quotes resolved to the figures that the disclosure states.
    pub fn of(markdown: &Markdown, document: &Document) -> Self {
        let marks = Quote::all(&markdown.0)
            .into_iter()
            .filter_map(|quote| {
                let shows = match quote.resolve(&document.measures) {
                    Some(money) => Shows::Figure(AmountView::new(money)),
                    None if quote.is_blank(&document.measures) => Shows::Blank,
                    None => return None,
                };
                Some(Mark { start: quote.start, end: quote.end(), shows })
            })
            .collect();
        let links = if document.superseded { Links::Below } else { Links::Here };
        Self { markdown: markdown.0.clone(), marks, links }
    }

    /// What it says without markup, a line a paragraph, item or row; quoted figures with their units.
    pub fn lines(&self) -> Vec<String> {
        let mut text = String::with_capacity(self.markdown.len());
        let mut from = 0;
        for mark in &self.marks {
            if matches!(mark.shows, Shows::Term(_)) {
                continue;
            }
            text.push_str(self.markdown.get(from..mark.start).unwrap_or_default());
            if let Shows::Figure(amount) = &mark.shows {
                text.extend([&amount.shown(), amount.money().unit().chinese()]);
            }
            from = mark.end;
        }
        text.push_str(self.markdown.get(from..).unwrap_or_default());
        let mut lines = vec![String::new()];
        for event in Parser::new_ext(&text, options()) {
            let line = lines.last_mut();
            match (event, line) {
                (Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text), Some(line)) => {
                    line.push_str(&text);
                }
                (Event::End(TagEnd::TableCell), Some(line)) => line.push(' '),
                (
                    Event::HardBreak
                    | Event::End(
                        TagEnd::Paragraph
                        | TagEnd::Heading(_)
                        | TagEnd::Item
                        | TagEnd::CodeBlock
                        | TagEnd::TableRow
                        | TagEnd::TableHead,
                    ),
                    _,
                ) => lines.push(String::new()),
                _ => {}
            }
        }
        lines.retain(|line| !line.trim().is_empty());
        lines
    }
}
