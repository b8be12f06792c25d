//! Prose as pages hold it: Markdown with the figures that it quotes, resolved.

use serde::Serialize;

use crate::model::measure::Measures;
use crate::model::prose::{Markdown, Quote};
use crate::page::AmountView;

/// Markdown with the figures that it quotes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Prose {
    /// The text.
    pub markdown: String,
    /// The quotes in it, as written and as resolved.
    pub quotes: Vec<QuoteView>,
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
        Self { markdown: markdown.0.clone(), quotes: Vec::new() }
    }

    /// Prose of a disclosure, its quotes resolved to the figures that the disclosure states.
    pub fn of(markdown: &Markdown, measures: &Measures) -> Self {
        let quotes = Quote::all(&markdown.0)
            .into_iter()
            .filter_map(|quote| {
                let money = quote.resolve(measures)?;
                Some(QuoteView { text: quote.text.to_owned(), amount: AmountView::new(money) })
            })
            .collect();
        Self { markdown: markdown.0.clone(), quotes }
    }
}
