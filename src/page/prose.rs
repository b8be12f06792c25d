//! Prose as pages hold it: Markdown with the figures that it quotes, resolved.

use serde::Serialize;

use crate::content::disclosure::Document;
use crate::model::prose::{Markdown, Quote};
use crate::page::AmountView;

/// Markdown with the figures that it quotes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Prose {
    /// The text.
    pub markdown: String,
    /// The quotes in it, as written and as resolved.
    pub quotes: Vec<QuoteView>,
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

/// A quoted figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct QuoteView {
    /// The stretch of text that it stands for, braces included.
    pub text: String,
    /// The figure.
    pub amount: AmountView,
}

impl Prose {
    /// Prose that belongs to no disclosure and so quotes nothing.
    pub fn plain(markdown: &Markdown) -> Self {
        Self { markdown: markdown.0.clone(), quotes: Vec::new(), links: Links::Here }
    }

    /// Prose that is shown on another page than its own.
    pub fn from_elsewhere(markdown: &Markdown, folder: String) -> Self {
        Self { links: Links::Elsewhere(folder), ..Self::plain(markdown) }
    }

    /// Prose of a disclosure, its quotes resolved to the figures that the disclosure states.
    pub fn of(markdown: &Markdown, document: &Document) -> Self {
        let quotes = Quote::all(&markdown.0)
            .into_iter()
            .filter_map(|quote| {
                let money = quote.resolve(&document.measures)?;
                Some(QuoteView { text: quote.text.to_owned(), amount: AmountView::new(money) })
            })
            .collect();
        let links = if document.superseded { Links::Below } else { Links::Here };
        Self { markdown: markdown.0.clone(), quotes, links }
    }
}
