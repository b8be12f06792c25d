//! Markdown to HTML. The text is content and not trusted: HTML in it is shown as text, links go only to safe places,
//! images become links, quoted figures are put in as data, never as markup, and terms are explained where they stand.

use std::borrow::Cow;
use std::collections::BTreeSet;

use pulldown_cmark::{CowStr, Event, HeadingLevel, Parser, Tag, TagEnd, TextMergeStream, html};
use serde::Deserialize;

use crate::language::Catalogue;
use crate::model::prose::{is_relative, is_safe_url, options};
use crate::render::escape::text_of;
use crate::text::{is_control, shown};

/// Prose as a view holds it.
#[derive(Debug, Deserialize)]
pub struct Prose {
    markdown: String,
    marks: Vec<Mark>,
    links: Links,
}

impl Prose {
    /// What is written where a mark stands.
    fn written(&self, mark: &Mark) -> &str {
        self.markdown.get(mark.start..mark.end).unwrap_or_default()
    }
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

/// What stands for a stretch of the text.
#[derive(Debug, Deserialize)]
struct Mark {
    start: usize,
    end: usize,
    shows: Shows,
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Shows {
    Figure(Amount),
    Blank,
    Term(Explanation),
}

/// What a term means.
#[derive(Debug, Deserialize)]
pub struct Explanation {
    anchor: String,
    definition: Prose,
}

#[derive(Debug, Deserialize)]
struct Amount {
    value: String,
    text: String,
    unit: String,
}

/// Renders prose. `level` is the level of the heading above it: the highest headings of the text come one below.
pub fn to_html(prose: &Prose, level: u8, catalogue: &Catalogue) -> String {
    let mut html = String::with_capacity(prose.markdown.len() * 2);
    html::push_html(&mut html, events(prose, level, catalogue).into_iter());
    html
}

/// Renders a term as a button that shows what it means, right behind it: without scripts, by keyboard and by touch. Its
/// style keeps it in its line, and a browser that knows no popovers shows the meaning while the button has the focus.
pub fn explained(term: &str, explanation: &Explanation, catalogue: &Catalogue) -> String {
    let (term, anchor) = (text_of(term), text_of(&explanation.anchor));
    let definition = one_line(&explanation.definition, catalogue);
    format!(
        "<span class=\"explained\"><button type=\"button\" popovertarget=\"{anchor}\">{term}</button>\
         <span popover id=\"{anchor}\" role=\"note\" tabindex=\"0\">{definition}</span></span>"
    )
}

/// Renders what prose says, without its markup, so that it may stand within a line; blocks are apart by line breaks.
fn one_line(prose: &Prose, catalogue: &Catalogue) -> String {
    let mut events = events(prose, 1, catalogue);
    events.retain_mut(|event| match event {
        Event::Text(_) | Event::InlineHtml(_) | Event::SoftBreak | Event::HardBreak => true,
        Event::Code(code) => {
            *event = Event::Text(code.clone());
            true
        }
        Event::End(
            TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::Item
            | TagEnd::CodeBlock
            | TagEnd::TableRow
            | TagEnd::TableHead,
        ) => {
            *event = Event::HardBreak;
            true
        }
        Event::End(TagEnd::TableCell) => {
            *event = Event::Text(CowStr::Borrowed(" "));
            true
        }
        _ => false,
    });
    events.dedup_by(|next, event| matches!((next, event), (Event::HardBreak, Event::HardBreak)));
    while events.pop_if(|last| matches!(last, Event::HardBreak)).is_some() {}
    let mut html = String::new();
    html::push_html(&mut html, events.into_iter());
    html
}

/// What is written for prose, in order.
fn events<'p>(prose: &'p Prose, level: u8, catalogue: &'p Catalogue) -> Vec<Event<'p>> {
    let [marker, mark] = markers(&prose.markdown);
    let marked = put_marks(prose, mark);
    let source = mark_emphasis(&marked, marker);
    let events = TextMergeStream::new(Parser::new_ext(&source, options()));
    let mut writer = Writer {
        prose,
        level,
        catalogue,
        marker,
        mark,
        events: Vec::new(),
        links: Vec::new(),
        headings: Vec::new(),
        in_heading: false,
        last: None,
        pending_break: false,
    };
    for event in events {
        writer.take(event);
    }
    writer.events
}

/// Two characters that the text does not have: one to stand where emphasis needs help, one around the numbers of marks.
fn markers(text: &str) -> [char; 2] {
    let referred = references(text);
    let is_free = |candidate: &char| !text.contains(*candidate) && !referred.contains(candidate);
    let mut unused = ('\u{e000}'..='\u{f8ff}').filter(is_free);
    [unused.next().unwrap_or('\u{e000}'), unused.next().unwrap_or('\u{e001}')]
}

/// The characters that a text refers to by number: `&#xe000;`.
fn references(text: &str) -> BTreeSet<char> {
    let numbers = text.split("&#").skip(1).filter_map(|rest| {
        let number = rest.split(';').next()?;
        match number.strip_prefix(['x', 'X']) {
            Some(digits) => u32::from_str_radix(digits, 16).ok(),
            None => number.parse().ok(),
        }
    });
    numbers.filter_map(char::from_u32).collect()
}

/// Puts the number of each mark in its stretch's place, so that no sign of Markdown in it (`|` in a table) means anything.
fn put_marks(prose: &Prose, sign: char) -> Cow<'_, str> {
    if prose.marks.is_empty() {
        return Cow::Borrowed(&prose.markdown);
    }
    let mut marked = String::with_capacity(prose.markdown.len());
    let mut from = 0;
    for (index, mark) in prose.marks.iter().enumerate() {
        marked.push_str(prose.markdown.get(from..mark.start).unwrap_or_default());
        marked.extend([sign.to_string(), index.to_string(), sign.to_string()]);
        from = mark.end;
    }
    marked.push_str(prose.markdown.get(from..).unwrap_or_default());
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
    /// What stands around the number of a mark.
    mark: char,
    events: Vec<Event<'p>>,
    /// For each open link whether it is written.
    links: Vec<bool>,
    /// The last heading and those above it, by their levels in the text.
    headings: Vec<HeadingLevel>,
    /// Whether a heading is open.
    in_heading: bool,
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
                self.headings.retain(|above| *above < level);
                self.headings.push(level);
                self.in_heading = true;
                self.begin();
                let level = self.heading_level();
                self.push(Event::Start(Tag::Heading { level, id: None, classes: Vec::new(), attrs: Vec::new() }));
            }
            Event::End(TagEnd::Heading(_)) => {
                self.in_heading = false;
                let level = self.heading_level();
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
        let written = self.clean(text);
        self.settle(written.chars().next());
        self.last = written.chars().next_back().or(self.last);
        for (position, part) in text.split(self.mark).enumerate() {
            let event = match self.marked(position, part) {
                Some(mark) => self.show(mark),
                None => Event::Text(self.clean(part)),
            };
            self.push(event);
        }
    }

    /// The mark that a part of a text between signs stands for: every second one does.
    fn marked(&self, position: usize, part: &str) -> Option<&'p Mark> {
        if position.is_multiple_of(2) { None } else { self.prose.marks.get(part.parse::<usize>().ok()?) }
    }

    fn show(&self, mark: &'p Mark) -> Event<'p> {
        let written = self.prose.written(mark);
        match &mark.shows {
            Shows::Figure(Amount { value, text, unit }) => {
                let unit = self.catalogue.say(&format!("unit-{unit}"), &[]);
                let data = format!("<data value=\"{}\">{}</data>{}", text_of(value), text_of(text), text_of(&unit));
                Event::InlineHtml(CowStr::from(data))
            }
            Shows::Blank => {
                let blank = text_of(&self.catalogue.say("blank", &[]));
                Event::InlineHtml(CowStr::from(format!("<span class=\"quiet\">{blank}</span>")))
            }
            // A button has no place in a link.
            Shows::Term(_) if self.in_heading || !self.links.is_empty() => Event::Text(CowStr::Borrowed(written)),
            Shows::Term(explanation) => {
                Event::InlineHtml(CowStr::from(explained(written, explanation, self.catalogue)))
            }
        }
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

    /// The level of the heading that was begun last: one below the heading above it, whatever the text skips.
    fn heading_level(&self) -> HeadingLevel {
        match usize::from(self.level) + self.headings.len() {
            0 | 1 => HeadingLevel::H1,
            2 => HeadingLevel::H2,
            3 => HeadingLevel::H3,
            4 => HeadingLevel::H4,
            5 => HeadingLevel::H5,
            _ => HeadingLevel::H6,
        }
    }

    /// The text without our markers, marked stretches as they were written.
    fn clean(&self, text: &str) -> CowStr<'p> {
        let text = if text.contains(self.marker) { text.replace(self.marker, "") } else { text.to_owned() };
        // A reference by number could bring what plain text may not hold.
        let text = if text.contains(is_control) { shown(&text, &['\t', '\n']) } else { text };
        if !text.contains(self.mark) {
            return CowStr::from(text);
        }
        let parts = text.split(self.mark).enumerate();
        let written =
            parts.map(|(position, part)| self.marked(position, part).map_or(part, |mark| self.prose.written(mark)));
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
        html_of(markdown, Vec::new())
    }

    fn marking(markdown: &str, stretch: &str, shows: Shows) -> String {
        let start = markdown.find(stretch).unwrap_or_default();
        html_of(markdown, vec![Mark { start, end: start + stretch.len(), shows }])
    }

    fn html_of(markdown: &str, marks: Vec<Mark>) -> String {
        let (catalogue, _) = Catalogue::new(Language::Chinese, ["unit-wan = 万元\nblank = 未填写\n".to_owned()]);
        to_html(&Prose { markdown: markdown.to_owned(), marks, links: Links::Here }, 2, &catalogue)
    }

    fn term(definition: &str) -> Shows {
        let definition = Prose { markdown: definition.to_owned(), marks: Vec::new(), links: Links::Here };
        Shows::Term(Explanation { anchor: "meaning-1".to_owned(), definition })
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
        assert_eq!(html("# 一\n## 二\n##### 五"), "<h3>一</h3>\n<h4>二</h4>\n<h5>五</h5>\n");
        assert_eq!(html("### 三\n## 二\n### 三\n# 一"), "<h3>三</h3>\n<h3>二</h3>\n<h4>三</h4>\n<h3>一</h3>\n");
    }

    #[test]
    fn a_quoted_figure_is_data_and_never_markup() {
        let figure = || {
            Shows::Figure(Amount {
                value: "5\"><script>".to_owned(),
                text: "<b>0.5".to_owned(),
                unit: "wan".to_owned(),
            })
        };
        let shown = marking("共{{ three_public.total }}。", "{{ three_public.total }}", figure());
        assert_eq!(shown, "<p>共<data value=\"5&quot;&gt;&lt;script&gt;\">&lt;b&gt;0.5</data>万元。</p>\n");
        assert_eq!(html("{{ 7+7 }} {% raw %} ${7}"), "<p>{{ 7+7 }} {% raw %} ${7}</p>\n");
        let table = marking("|甲|\n|-|\n|{{ x | 元 }}|", "{{ x | 元 }}", figure());
        assert!(
            table.contains("<td><data value=\"5&quot;&gt;&lt;script&gt;\">&lt;b&gt;0.5</data>万元</td>"),
            "{table}"
        );
        assert_eq!(marking("`{{ x }}`", "{{ x }}", figure()), "<p><code>{{ x }}</code></p>\n");
        let blank = marking("共{{ x }}。", "{{ x }}", Shows::Blank);
        assert_eq!(blank, "<p>共<span class=\"quiet\">未填写</span>。</p>\n", "a figure that is not filled in");
    }

    /// A term as it is shown.
    fn button(written: &str, meaning: &str) -> String {
        format!(
            "<span class=\"explained\"><button type=\"button\" popovertarget=\"meaning-1\">{written}</button>\
             <span popover id=\"meaning-1\" role=\"note\" tabindex=\"0\">{meaning}</span></span>"
        )
    }

    #[test]
    fn a_term_is_explained_where_it_stands() {
        let shown = marking("减少**“三公”经费：**比", "“三公”经费", term("三项费用。"));
        assert_eq!(shown, format!("<p>减少<strong>{}：</strong>比</p>\n", button("“三公”经费", "三项费用。")));
        let shown = marking("共计\n支出", "支出", term("花费"));
        assert_eq!(shown, format!("<p>共计{}</p>\n", button("支出", "花费")), "a line break before it means nothing");
    }

    #[test]
    fn a_term_in_a_heading_a_link_or_code_stays_as_it_is() {
        assert_eq!(marking("# 支出", "支出", term("花费")), "<h3>支出</h3>\n");
        assert_eq!(marking("[支出](a)", "支出", term("花费")), "<p><a href=\"a\">支出</a></p>\n");
        assert_eq!(marking("[支出](javascript:x)", "支出", term("花费")), "<p>支出</p>\n");
        assert_eq!(marking("[甲](支出)", "支出", term("花费")), "<p><a href=\"%E6%94%AF%E5%87%BA\">甲</a></p>\n");
        assert_eq!(marking("`支出`", "支出", term("花费")), "<p><code>支出</code></p>\n");
    }

    #[test]
    fn what_a_term_means_is_told_in_a_line_without_markup() {
        let meaning = "# 题\n第一**段**，[见](https://a.cn/)`码`。\n\n- 甲\n- 乙\n\n|丙|丁|\n|-|-|\n|1|2|\n";
        let shown = marking("支出", "支出", term(meaning));
        let told = "题<br />\n第一段，见码。<br />\n甲<br />\n乙<br />\n丙 丁 <br />\n1 2 ";
        assert_eq!(shown, format!("<p>{}</p>\n", button("支出", told)));
    }

    #[test]
    fn neither_a_term_nor_its_meaning_becomes_markup() {
        let attack = "\"><script>alert(1)</script> {{ 7*7 }} {% raw %} [x](javascript:y) ![z](data:,) &lt;i&gt;";
        let told = "\"&gt;&lt;script&gt;alert(1)&lt;/script&gt; {{ 7*7 }} {% raw %} x z &lt;i&gt;";
        let shown = marking("支出", "支出", term(attack));
        assert_eq!(shown, format!("<p>{}</p>\n", button("支出", told)));
        let written = "\"><i onclick='x'>&";
        let shown = marking(&format!("甲{written}乙"), written, term("解释"));
        assert_eq!(shown, format!("<p>甲{}乙</p>\n", button("&quot;&gt;&lt;i onclick=&#39;x&#39;&gt;&amp;", "解释")));
    }

    #[test]
    fn tables_are_understood() {
        assert!(html("|甲|乙|\n|-|-|\n|1|2|").starts_with("<table>"));
    }
}
