//! Prose in Markdown, with figures quoted from the same file: `{{ expenditure.total }}`.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use serde_json::{Value as Json, json};

use crate::diagnostic::Problem;
use crate::model::field::{Decode, Decoder, Definitions, Keyword, Read, suggest, text};
use crate::model::measure::{Measure, Measures};
use crate::model::money::{Money, Unit};
use crate::tree::{Node, Source, Span, Style, Value};

/// Markdown as the file has it. It is content, so it is never trusted: see `render::markdown`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Markdown(pub String);

impl Markdown {
    /// The text with its quoted figures written out, for where the disclosure is not at hand.
    pub fn with_figures(&self, measures: &Measures) -> String {
        let mut text = String::with_capacity(self.0.len());
        let mut from = 0;
        for quote in Quote::all(&self.0) {
            let Some(money) = quote.resolve(measures) else { continue };
            text.push_str(&self.0[from..quote.start]);
            text.push_str(&money.grouped());
            text.push_str(money.unit().chinese());
            from = quote.end();
        }
        text + &self.0[from..]
    }
}

/// A stretch of prose that quotes a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quote<'t> {
    /// The byte that it begins at.
    pub start: usize,
    /// The whole stretch, braces included.
    pub text: &'t str,
    /// The path between the braces.
    pub path: &'t str,
    /// The unit that the prose asks for, as in `{{ expenditure.total | 元 }}`.
    pub unit: Option<&'t str>,
}

impl<'t> Quote<'t> {
    /// The quotes of a text, in order.
    pub fn all(text: &'t str) -> Vec<Self> {
        let mut quotes = Vec::new();
        let mut from = 0;
        while let Some(start) = text[from..].find("{{").map(|place| from + place) {
            from = start + 2;
            // Anything else only looks like a quote.
            let Some(end) = text[from..].find(['{', '}', '\n']).map(|place| from + place) else { break };
            if text[end..].starts_with("}}") {
                let inner = &text[from..end];
                let (path, unit) =
                    inner.split_once('|').map_or((inner, None), |(path, unit)| (path, Some(unit.trim())));
                quotes.push(Self { start, text: &text[start..end + 2], path: path.trim(), unit });
                from = end + 2;
            }
        }
        quotes
    }

    /// The stretches that name a measure in braces and quote nothing, in order: with a brace too few or too many, or with
    /// full-width ones, as an input method writes them.
    pub fn broken(text: &'t str) -> Vec<&'t str> {
        let is_open = |letter: char| matches!(letter, '{' | '｛');
        let is_close = |letter: char| matches!(letter, '}' | '｝');
        let mut broken = Vec::new();
        let mut from = 0;
        while let Some(start) = text[from..].find(is_open).map(|place| from + place) {
            let inner = text[start..].trim_start_matches(is_open);
            let length = inner.find(|letter| is_open(letter) || is_close(letter) || letter == '\n');
            let (inner, rest) = inner.split_at(length.unwrap_or(inner.len()));
            let behind = rest.trim_start_matches(is_close);
            let stretch = &text[start..text.len() - behind.len()];
            from = start + stretch.len();
            let word = inner.split_once('|').map_or(inner, |(word, _)| word).trim();
            let is_closed = rest.len() > behind.len();
            let is_whole = stretch.starts_with("{{") && stretch.len() == inner.len() + 4 && rest.starts_with("}}");
            if is_closed && !is_whole && Measure::from_word(word).is_some() {
                broken.push(stretch);
            }
        }
        broken
    }

    /// The byte behind it.
    pub fn end(self) -> usize {
        self.start + self.text.len()
    }

    /// The measure that the path names.
    pub fn measure(self) -> Option<Measure> {
        Measure::from_word(self.path)
    }

    /// The figure that a disclosure states, in the unit asked for.
    pub fn resolve(self, measures: &Measures) -> Option<Money> {
        let money = measures.amount(self.measure()?)?;
        Some(self.target().map_or(money, |unit| money.in_unit(unit)))
    }

    /// Whether the place of the figure is there and empty.
    pub fn is_blank(self, measures: &Measures) -> bool {
        self.measure().is_some_and(|measure| measures.is_blank(measure))
    }

    /// Whether the measure and the unit asked for both exist.
    pub fn is_sound(self) -> bool {
        self.measure().is_some() && (self.unit.is_none() || self.target().is_some())
    }

    /// The unit asked for.
    pub fn target(self) -> Option<Unit> {
        self.unit.and_then(Unit::from_word)
    }
}

impl Decode for Markdown {
    fn decode<'n>(node: &'n Node<'n>, decoder: &mut Decoder<'n>) -> Option<Self> {
        decoder.trace(Read::Text, node);
        let text = text(node, decoder)?;
        let mut from = Finder::new(node, decoder.source().clone());
        let mut complete = true;
        for quote in Quote::all(&text) {
            let span = from.find(quote.text);
            if quote.is_sound() {
                decoder.quote(quote.path, span);
                continue;
            }
            let words = Measure::ALL.iter().flat_map(|(_, spelling)| spelling.words());
            let suggestion = suggest(quote.path, words);
            decoder.report(Problem::UnknownQuote { path: quote.text.to_owned(), suggestion }, span);
            complete = false;
        }
        let mut from = Finder::new(node, decoder.source().clone());
        for stretch in Quote::broken(&text) {
            let span = from.find(stretch);
            decoder.report(Problem::BrokenQuote { text: stretch.to_owned() }, span);
            complete = false;
        }
        if text.contains(['<', '[']) {
            let mut from = Finder::new(node, decoder.source().clone());
            for (remark, stretch) in remarks(&text) {
                if decoder.source().is_full() {
                    break;
                }
                let span = from.find(&stretch);
                match remark {
                    Remark::Problem(problem) => decoder.report(problem, span),
                    Remark::Link(url) => decoder.link(&url, span),
                }
            }
        }
        complete.then_some(Self(text))
    }

    fn schema(definitions: &mut Definitions) -> Json {
        definitions.named("Markdown", |_| {
            json!({
                "title": "正文（Markdown）",
                "description": "可用 {{ expenditure.total }} 引用本文件中的金额。",
                "type": ["string", "null"],
            })
        })
    }
}

/// The Markdown that is understood: `CommonMark` with tables. Strikethrough is off, since `2018~2020` is a range.
pub fn options() -> Options {
    Options::ENABLE_TABLES
}

/// Whether a link may go there: web, mail, or a place of this site. A browser ignores white space and control
/// characters in a scheme, and so does this.
pub fn is_safe_url(url: &str) -> bool {
    let plain: String = url.chars().filter(|letter| !letter.is_whitespace() && !letter.is_control()).collect();
    if plain.starts_with("//") || plain.starts_with('\\') || plain.starts_with("/\\") {
        return false;
    }
    match plain.split_once(':') {
        Some((scheme, _)) if !scheme.contains(['/', '?', '#']) => {
            matches!(scheme.to_ascii_lowercase().as_str(), "http" | "https" | "mailto")
        }
        _ => true,
    }
}

/// Whether an address is relative: it leads to a page or file of this site, from the page that it stands on.
pub fn is_relative(url: &str) -> bool {
    !url.starts_with('/') && !url.split(['/', '?', '#']).next().is_some_and(|first| first.contains(':'))
}

/// The stretches of Markdown that are running text, by their bytes: no headings, no links, no code, nothing that is
/// written otherwise than it reads.
pub fn running_text(markdown: &str) -> Vec<Range<usize>> {
    let mut stretches: Vec<Range<usize>> = Vec::new();
    let mut closed = 0_usize;
    for (event, range) in Parser::new_ext(markdown, options()).into_offset_iter() {
        match event {
            Event::Start(
                Tag::Heading { .. } | Tag::Link { .. } | Tag::Image { .. } | Tag::CodeBlock(_) | Tag::HtmlBlock,
            ) => closed += 1,
            Event::End(TagEnd::Heading(_) | TagEnd::Link | TagEnd::Image | TagEnd::CodeBlock | TagEnd::HtmlBlock) => {
                closed = closed.saturating_sub(1);
            }
            Event::Text(text) if closed == 0 && markdown.get(range.clone()) == Some(&*text) => {
                match stretches.last_mut() {
                    Some(last) if last.end == range.start => last.end = range.end,
                    _ => stretches.push(range),
                }
            }
            _ => {}
        }
    }
    stretches
}

/// Something to say of a stretch of prose.
enum Remark {
    /// What the page will not show as the author meant it: a link that is not allowed, or HTML, which is shown as text.
    Problem(Problem),
    /// A relative link.
    Link(String),
}

fn remarks(text: &str) -> Vec<(Remark, String)> {
    let events = Parser::new_ext(text, options()).into_offset_iter();
    events
        .filter_map(|(event, range)| match event {
            Event::Start(Tag::Link { dest_url, .. } | Tag::Image { dest_url, .. }) => {
                let url = dest_url.to_string();
                let remark = if !is_safe_url(&url) {
                    Remark::Problem(Problem::UnsafeLink { url: url.clone() })
                } else if is_relative(&url) {
                    Remark::Link(url.clone())
                } else {
                    return None;
                };
                Some((remark, url))
            }
            Event::Html(_) | Event::InlineHtml(_) => {
                let stretch = text.get(range).unwrap_or_default().lines().next().unwrap_or_default().trim().to_owned();
                Some((Remark::Problem(Problem::RawHtml {}), stretch))
            }
            _ => None,
        })
        .collect()
}

/// Where a stretch of a node's text stands in the file: the one behind so many others like it.
pub fn locate(node: &Node<'_>, source: &Source<'_>, stretch: &str, before: usize) -> Span {
    let mut finder = Finder::new(node, source.clone());
    (0..before).for_each(|_| {
        finder.find(stretch);
    });
    finder.find(stretch)
}

/// Finds stretches of a node's text in the file, one after the other; block scalars keep their lines.
struct Finder<'s> {
    source: Source<'s>,
    span: Span,
    line: usize,
    /// Where to go on in the line: in bytes and in characters. `None` from the first stretch on that was not found.
    from: Option<(usize, usize)>,
}

impl<'s> Finder<'s> {
    fn new(node: &Node<'_>, source: Source<'s>) -> Self {
        let block = matches!(node.value, Value::Text(_, Style::Block));
        let column = if block { 0 } else { node.span.column };
        let line = source.line(node.span.line);
        let byte = line.char_indices().nth(column).map_or(line.len(), |(byte, _)| byte);
        Self { source, span: node.span, line: node.span.line, from: Some((byte, column)) }
    }

    /// The next place of `text`; the node itself where it cannot be told.
    fn find(&mut self, text: &str) -> Span {
        let Some((mut byte, mut column)) = self.from else { return self.span };
        for number in self.line..=self.span.end_line.max(self.span.line) {
            let rest = &self.source.line(number)[byte..];
            if let Some(start) = rest.find(text) {
                let column = column + rest[..start].chars().count();
                let length = text.chars().count();
                self.line = number;
                self.from = Some((byte + start + text.len(), column + length));
                return Span { line: number, column, end_line: number, end_column: column + length };
            }
            (byte, column) = (0, 0);
        }
        // A folded text is broken where the file's line ends; those behind cannot be told apart either.
        self.from = None;
        self.span
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_mail_and_places_of_this_site_are_safe() {
        for url in [
            "https://example.org/",
            "http://a",
            "MAILTO:a@b.cn",
            "../2019/budget/index.html",
            "#duties",
            "a/b:c",
            "?q=x:y",
        ] {
            assert!(is_safe_url(url), "{url}");
        }
        for url in [
            "javascript:alert(1)",
            "JaVaScRiPt:x",
            " javascript:x",
            "java\nscript:x",
            "data:text/html,x",
            "vbscript:x",
            "//evil.example",
            "\\\\evil",
            "/\\evil",
            "file:///etc/passwd",
        ] {
            assert!(!is_safe_url(url), "{url}");
        }
    }

    #[test]
    fn quotes_are_found_with_path_and_unit() {
        let quotes = Quote::all("支出{{ expenditure.total }}，即{{支出总计|元}}。{ {x} } {{ a\n}} {{");
        let seen: Vec<_> = quotes.iter().map(|quote| (quote.path, quote.unit)).collect();
        assert_eq!(seen, [("expenditure.total", None), ("支出总计", Some("元"))]);
        assert!(quotes.iter().all(|quote| quote.measure() == Some(Measure::ExpenditureTotal)));
    }

    #[test]
    fn running_text_is_what_is_neither_heading_nor_link_nor_code() {
        let text = "# 题\n甲*乙*[丙](x)丁\\*戊`码`&amp;<b>\n\n|己|\n|-|\n|庚|\n\n    码\n\n<div>\n块\n</div>\n";
        let stretches = running_text(text);
        let seen: Vec<&str> = stretches.into_iter().map(|range| &text[range]).collect();
        assert_eq!(seen, ["甲", "乙", "丁", "*戊", "己", "庚"]);
    }
}
