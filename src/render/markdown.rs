//! Markdown to HTML. The text is content and not trusted: HTML in it is shown as text, links go only to safe places,
//! images become links, and quoted figures are put in as data, never as markup.

use std::borrow::Cow;

use pulldown_cmark::{CowStr, Event, HeadingLevel, Parser, Tag, TagEnd, TextMergeStream, html};
use serde::Deserialize;

use crate::language::Catalogue;
use crate::model::prose::{is_relative, is_safe_url, options};
use crate::render::escape::text_of;

/// Prose as a view holds it.
#[derive(Debug, Deserialize)]
pub struct Prose {
    markdown: String,
    quotes: Vec<Quote>,
    links: Links,
}

/// Where the text's relative links begin.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Links {
    /// On this page.
    Here,
    /// On this page, which has moved one folder down; what lies beside it has moved with it.
    Below,
    /// In another folder.
    Elsewhere(String),
}

#[derive(Debug, Deserialize)]
struct Quote {
    text: String,
    amount: Amount,
}

#[derive(Debug, Deserialize)]
struct Amount {
    value: String,
    text: String,
    unit: String,
}

/// Renders prose. `level` is the level of the heading above it: a first-level heading of the text comes one below.
pub fn to_html(prose: &Prose, level: u8, catalogue: &Catalogue) -> String {
    let [marker, figure] = markers(&prose.markdown);
    let quoted = mark_quotes(prose, figure);
    let source = mark_emphasis(&quoted, marker);
    let events = TextMergeStream::new(Parser::new_ext(&source, options()));
    let mut writer = Writer {
        prose,
        level,
        catalogue,
        marker,
        figure,
        events: Vec::new(),
        links: Vec::new(),
        last: None,
        pending_break: false,
    };
    for event in events {
        writer.take(event);
    }
    let mut html = String::with_capacity(source.len() * 2);
    html::push_html(&mut html, writer.events.into_iter());
    html
}

/// Two characters that the text does not have: one to stand where emphasis needs help, one around quoted figures.
fn markers(text: &str) -> [char; 2] {
    let mut unused = ('\u{e000}'..='\u{f8ff}').filter(|candidate| !text.contains(*candidate));
    [unused.next().unwrap_or('\u{e000}'), unused.next().unwrap_or('\u{e001}')]
}

/// Puts the number of its figure in each quote's place, so that no sign of Markdown in it (`|` in a table) means anything.
fn mark_quotes(prose: &Prose, figure: char) -> Cow<'_, str> {
    if prose.quotes.is_empty() {
        return Cow::Borrowed(&prose.markdown);
    }
    let mut marked = String::with_capacity(prose.markdown.len());
    let mut rest = prose.markdown.as_str();
    for (index, quote) in prose.quotes.iter().enumerate() {
        let Some(start) = rest.find(&quote.text) else { continue };
        marked.push_str(&rest[..start]);
        marked.extend([figure.to_string(), index.to_string(), figure.to_string()]);
        rest = &rest[start + quote.text.len()..];
    }
    marked.push_str(rest);
    Cow::Owned(marked)
}

/// `CommonMark` does not close `**“三公”经费：**比`, since a closing mark behind punctuation must not touch a letter:
/// a rule for languages with spaces. Between Chinese punctuation and a mark, a marker stands in for a letter.
fn mark_emphasis(text: &str, marker: char) -> Cow<'_, str> {
    if !text.contains('*') || text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let mut marked = String::with_capacity(text.len() + 16);
    let mut rest = text;
    while let Some(start) = rest.find('*') {
        let run = rest[start..].len() - rest[start..].trim_start_matches('*').len();
        let before = rest[..start].chars().next_back().or_else(|| marked.chars().next_back());
        let after = rest[start + run..].chars().next();
        let is_word =
            |letter: Option<char>| letter.is_some_and(|letter| !letter.is_whitespace() && !is_punctuation(letter));
        marked.push_str(&rest[..start]);
        let closes = before.is_some_and(is_wide_punctuation) && is_word(after);
        let opens = after.is_some_and(is_wide_punctuation) && is_word(before);
        if closes {
            marked.push(marker);
        }
        marked.push_str(&rest[start..start + run]);
        if opens {
            marked.push(marker);
        }
        rest = &rest[start + run..];
    }
    marked.push_str(rest);
    Cow::Owned(marked)
}

fn is_wide_punctuation(letter: char) -> bool {
    is_punctuation(letter) && !letter.is_ascii()
}

fn is_punctuation(letter: char) -> bool {
    letter.is_ascii_punctuation()
        || matches!(letter, '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{205e}' | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}' | '\u{3014}'..='\u{301f}' | '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' | '\u{ff3b}'..='\u{ff3d}' | '\u{ff5b}'..='\u{ff65}' | '·')
}

/// Whether a letter is of a script that is written without spaces.
fn is_spaceless(letter: char) -> bool {
    is_wide_punctuation(letter)
        || matches!(letter, '\u{2e80}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3ffff}')
}

struct Writer<'p> {
    prose: &'p Prose,
    level: u8,
    catalogue: &'p Catalogue,
    /// What helps emphasis.
    marker: char,
    /// What stands around the number of a quoted figure.
    figure: char,
    events: Vec<Event<'p>>,
    /// For each open link whether it is written.
    links: Vec<bool>,
    /// The last letter written in this paragraph.
    last: Option<char>,
    /// A line break of the source that is a space or nothing, depending on what follows.
    pending_break: bool,
}

impl<'p> Writer<'p> {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Text(text) => self.text(&text),
            Event::Html(html) | Event::InlineHtml(html) => self.text(&html),
            Event::Start(Tag::HtmlBlock) => self.push(Event::Start(Tag::Paragraph)),
            Event::End(TagEnd::HtmlBlock) => self.push(Event::End(TagEnd::Paragraph)),
            Event::Code(code) => {
                self.settle(code.chars().next());
                self.last = code.chars().next_back();
                let code = self.clean(&code);
                self.push(Event::Code(code));
            }
            Event::SoftBreak => self.pending_break = true,
            Event::HardBreak => {
                self.last = None;
                self.push(Event::HardBreak);
            }
            Event::Start(Tag::Heading { level, .. }) => {
                let level = self.lower(level);
                self.begin();
                self.push(Event::Start(Tag::Heading { level, id: None, classes: Vec::new(), attrs: Vec::new() }));
            }
            Event::End(TagEnd::Heading(level)) => {
                let level = self.lower(level);
                self.push(Event::End(TagEnd::Heading(level)));
            }
            Event::Start(Tag::Link { link_type, dest_url, .. } | Tag::Image { link_type, dest_url, .. }) => {
                self.link(link_type, &dest_url);
            }
            Event::End(TagEnd::Link | TagEnd::Image) => {
                if self.links.pop() == Some(true) {
                    self.push(Event::End(TagEnd::Link));
                }
            }
            Event::Start(tag) => {
                if is_block(&tag) {
                    self.begin();
                } else {
                    self.settle(None);
                }
                self.push(Event::Start(tag.into_static()));
            }
            Event::End(tag) => self.push(Event::End(tag)),
            Event::Rule => self.push(Event::Rule),
            // None of these is switched on.
            Event::FootnoteReference(_) | Event::TaskListMarker(_) | Event::InlineMath(_) | Event::DisplayMath(_) => {}
        }
    }

    fn push(&mut self, event: Event<'p>) {
        self.events.push(event);
    }

    /// A new block begins: a line break before it means nothing.
    fn begin(&mut self) {
        self.last = None;
        self.pending_break = false;
    }

    /// Decides what a line break of the source is, now that the next letter is known. Between Chinese letters it is
    /// nothing. `None` puts the decision off where only markup follows.
    fn settle(&mut self, next: Option<char>) {
        let Some(next) = next.filter(|_| self.pending_break) else { return };
        self.pending_break = false;
        let joins = is_spaceless(next) || self.last.is_some_and(is_spaceless);
        if self.last.is_some() && !joins {
            self.push(Event::SoftBreak);
        }
    }

    fn text(&mut self, text: &str) {
        if self.pending_break && self.last.is_some() && begins_item(text) {
            // A line that begins with 二、 or （三） was a line of its own in the document it comes from.
            self.pending_break = false;
            self.push(Event::HardBreak);
        }
        self.settle(text.chars().find(|letter| *letter != self.marker));
        self.last = text.chars().rfind(|letter| *letter != self.marker).or(self.last);
        for (position, part) in text.split(self.figure).enumerate() {
            let quote = if position % 2 == 1 { self.quote(part) } else { None };
            let event = match quote {
                Some(quote) => {
                    let Amount { value, text, unit } = &quote.amount;
                    let unit = self.catalogue.say(&format!("unit-{unit}"), &[]);
                    let data = format!("<data value=\"{}\">{}</data>{}", text_of(value), text_of(text), text_of(&unit));
                    Event::InlineHtml(CowStr::from(data))
                }
                None => Event::Text(self.clean(part)),
            };
            self.push(event);
        }
    }

    fn quote(&self, index: &str) -> Option<&'p Quote> {
        self.prose.quotes.get(index.parse::<usize>().ok()?)
    }

    fn link(&mut self, link_type: pulldown_cmark::LinkType, url: &str) {
        self.settle(None);
        let url = self.clean(url);
        let safe = is_safe_url(&url);
        let url = self.begin_at(url);
        self.links.push(safe);
        if safe {
            self.push(Event::Start(Tag::Link {
                link_type,
                dest_url: url,
                title: CowStr::Borrowed(""),
                id: CowStr::Borrowed(""),
            }));
        }
    }

    /// An address as it is from this page.
    fn begin_at(&self, url: CowStr<'p>) -> CowStr<'p> {
        let on_its_page = url.is_empty() || url.starts_with(['#', '?']);
        match &self.prose.links {
            _ if !is_relative(&url) => url,
            Links::Below if !on_its_page && !url.starts_with("files/") => CowStr::from(format!("../{url}")),
            Links::Here | Links::Below => url,
            Links::Elsewhere(folder) if on_its_page => CowStr::from(format!("{folder}index.html{url}")),
            Links::Elsewhere(folder) => CowStr::from(format!("{folder}{url}")),
        }
    }

    fn lower(&self, level: HeadingLevel) -> HeadingLevel {
        match self.level.saturating_add(level as u8) {
            0 | 1 => HeadingLevel::H1,
            2 => HeadingLevel::H2,
            3 => HeadingLevel::H3,
            4 => HeadingLevel::H4,
            5 => HeadingLevel::H5,
            _ => HeadingLevel::H6,
        }
    }

    /// The text without our markers, quotes as they were written.
    fn clean(&self, text: &str) -> CowStr<'p> {
        let text = if text.contains(self.marker) { text.replace(self.marker, "") } else { text.to_owned() };
        if !text.contains(self.figure) {
            return CowStr::from(text);
        }
        let parts = text.split(self.figure).enumerate();
        let written = parts.map(|(position, part)| match self.quote(part).filter(|_| position % 2 == 1) {
            Some(quote) => quote.text.as_str(),
            None => part,
        });
        CowStr::from(written.collect::<String>())
    }
}

/// Whether a line begins with the number of an item: 一、 （二） 3、 第四部分.
fn begins_item(line: &str) -> bool {
    let is_number = |letter: char| letter.is_ascii_digit() || "一二三四五六七八九十".contains(letter);
    let line = line.trim_start();
    let (line, closes): (&str, &[char]) = match line.chars().next() {
        Some('（' | '(') => (line.trim_start_matches(['（', '(']), &['）', ')']),
        Some('第') => (line.trim_start_matches('第'), &['部', '章', '节', '条']),
        _ => (line, &['、', '．']),
    };
    let rest = line.trim_start_matches(is_number);
    rest.len() < line.len() && rest.starts_with(closes)
}

fn is_block(tag: &Tag<'_>) -> bool {
    !matches!(tag, Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Superscript | Tag::Subscript)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    fn html(markdown: &str) -> String {
        quoting(markdown, Vec::new())
    }

    fn quoting(markdown: &str, quotes: Vec<Quote>) -> String {
        let (catalogue, _) = Catalogue::new(Language::Chinese, ["unit-wan = 万元".to_owned()]);
        to_html(&Prose { markdown: markdown.to_owned(), quotes, links: Links::Here }, 2, &catalogue)
    }

    #[test]
    fn a_single_tilde_is_a_range_and_not_struck_out() {
        assert_eq!(html("2018~2020年，5~10人"), "<p>2018~2020年，5~10人</p>\n");
        assert_eq!(html("~~x~~"), "<p>~~x~~</p>\n");
    }

    #[test]
    fn emphasis_closes_behind_chinese_punctuation() {
        assert_eq!(html("**“三公”经费：**比上年减少"), "<p><strong>“三公”经费：</strong>比上年减少</p>\n");
        assert_eq!(html("比**“三公”经费**多"), "<p>比<strong>“三公”经费</strong>多</p>\n");
        assert_eq!(html("**甲：**乙**丙：**丁"), "<p><strong>甲：</strong>乙<strong>丙：</strong>丁</p>\n");
        assert_eq!(html("*（一）*总体"), "<p><em>（一）</em>总体</p>\n");
        assert_eq!(html(r"\*\*不是：\*\*强调"), "<p>**不是：**强调</p>\n");
        assert_eq!(html("`**“码”：**字`"), "<p><code>**“码”：**字</code></p>\n");
    }

    #[test]
    fn a_line_break_inside_chinese_is_nothing_and_between_words_a_space() {
        assert_eq!(html("第一行\n第二行"), "<p>第一行第二行</p>\n");
        assert_eq!(html("one\ntwo"), "<p>one\ntwo</p>\n");
        assert_eq!(html("共计\n264万元，\n增加"), "<p>共计264万元，增加</p>\n");
        assert_eq!(html("甲\n**乙**\n丙"), "<p>甲<strong>乙</strong>丙</p>\n");
    }

    #[test]
    fn a_line_that_begins_an_item_stays_a_line() {
        assert_eq!(
            html("一、甲\n二、乙\n（三）丙\n4、丁"),
            "<p>一、甲<br />\n二、乙<br />\n（三）丙<br />\n4、丁</p>\n"
        );
        assert_eq!(html("共计\n264万元，\n第一，"), "<p>共计264万元，第一，</p>\n");
    }

    #[test]
    fn html_is_shown_as_text() {
        assert_eq!(html("a <script>alert(1)</script> b"), "<p>a &lt;script&gt;alert(1)&lt;/script&gt; b</p>\n");
        assert_eq!(html("<div onclick=\"x\">\n\nb"), "<p>&lt;div onclick=\"x\"&gt;\n</p>\n<p>b</p>\n");
        assert_eq!(html("<img src=x onerror=alert(1)>"), "<p>&lt;img src=x onerror=alert(1)&gt;</p>\n");
        assert_eq!(html("<!-- x -->"), "<p>&lt;!-- x --&gt;</p>\n");
    }

    #[test]
    fn links_go_only_to_safe_places_and_images_are_links() {
        assert_eq!(html("[x](https://example.org/a?b&c)"), "<p><a href=\"https://example.org/a?b&amp;c\">x</a></p>\n");
        assert_eq!(html("[x](javascript:alert(1))"), "<p>x</p>\n");
        assert_eq!(html("[x](<java\tscript:alert(1)>)"), "<p>x</p>\n");
        assert_eq!(html("[x](&#106;avascript:alert(1))"), "<p>x</p>\n");
        assert_eq!(html("<javascript:alert(1)>"), "<p>javascript:alert(1)</p>\n");
        assert_eq!(html("![图](https://example.org/x.png)"), "<p><a href=\"https://example.org/x.png\">图</a></p>\n");
        assert_eq!(html("![图](data:text/html,x)"), "<p>图</p>\n");
        assert_eq!(html("[x]: javascript:alert(1)\n\n[x]"), "<p>x</p>\n");
        assert_eq!(html("[x](a \"t\\\" onclick=y\")"), "<p><a href=\"a\">x</a></p>\n");
        assert_eq!(html("[x](a\"onclick=y)"), "<p><a href=\"a%22onclick=y\">x</a></p>\n");
    }

    #[test]
    fn headings_come_below_the_one_above_the_text() {
        assert_eq!(html("# 一\n## 二\n##### 五"), "<h3>一</h3>\n<h4>二</h4>\n<h6>五</h6>\n");
    }

    #[test]
    fn a_quoted_figure_is_data_and_never_markup() {
        let quote = |text: &str| Quote {
            text: text.to_owned(),
            amount: Amount { value: "5\"><script>".to_owned(), text: "<b>0.5".to_owned(), unit: "wan".to_owned() },
        };
        let shown = quoting("共{{ three_public.total }}。", vec![quote("{{ three_public.total }}")]);
        assert_eq!(shown, "<p>共<data value=\"5&quot;&gt;&lt;script&gt;\">&lt;b&gt;0.5</data>万元。</p>\n");
        assert_eq!(html("{{ 7+7 }} {% raw %} ${7}"), "<p>{{ 7+7 }} {% raw %} ${7}</p>\n");
        let table = quoting("|甲|\n|-|\n|{{ x | 元 }}|", vec![quote("{{ x | 元 }}")]);
        assert!(
            table.contains("<td><data value=\"5&quot;&gt;&lt;script&gt;\">&lt;b&gt;0.5</data>万元</td>"),
            "{table}"
        );
        assert_eq!(quoting("`{{ x }}`", vec![quote("{{ x }}")]), "<p><code>{{ x }}</code></p>\n");
    }

    #[test]
    fn tables_are_understood() {
        assert!(html("|甲|乙|\n|-|-|\n|1|2|").starts_with("<table>"));
    }
}
