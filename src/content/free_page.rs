//! Free pages: `content/<name>.md`, Markdown behind a few lines of YAML.

use crate::content::{decode, decode_node};
use crate::diagnostic::{Diagnostic, Problem};
use crate::files::Files;
use crate::model::department::DepartmentId;
use crate::model::field::{Mentions, Scope, record};
use crate::model::prose::Markdown;
use crate::model::quantity::Count;
use crate::model::vocabulary::Vocabulary;
use crate::tree::{Node, Source, Span, Style, Value};

record! {
    /// What stands between the `---` lines at the top.
    pub struct FrontMatter = "页首设置", "自由页面开头两行 --- 之间的设置。" {
        /// The page's title.
        title: String = "标题", "页面标题。";
        /// The place in the menu, smaller first; without it the page is not in the menu.
        order: Option<Count> = "顺序", "在导航中的顺序，小的在前；不写则不出现在导航中。";
        /// The names under which the page was published before.
        aliases: Vec<DepartmentId> = "曾用地址", "这个页面以前用过的文件名（不含 .md）；旧网址会转到这里。";
    }
}

/// A page that the site's owner writes.
#[derive(Debug, Clone, PartialEq)]
pub struct FreePage {
    /// The file's name without its ending, which is the page's address.
    pub name: String,
    /// The page's title.
    pub title: String,
    /// The place in the menu.
    pub order: Option<u64>,
    /// The names under which it was published before.
    pub aliases: Vec<DepartmentId>,
    /// The relative links of the text, each with the problem that it is if it leads nowhere.
    pub links: Vec<(String, Diagnostic)>,
    /// The text.
    pub body: Markdown,
    /// The file, below the site's root.
    pub source: String,
}

/// Reads one page.
pub fn read(files: &Files, path: &str, vocabulary: &Vocabulary, problems: &mut Vec<Diagnostic>) -> Option<FreePage> {
    let text = files.read_text(path, problems)?;
    let name = path.rsplit('/').next().unwrap_or(path).trim_end_matches(".md").to_owned();
    if text.trim().is_empty() {
        problems.push(Diagnostic::in_file(path, Problem::EmptyFile {}));
        return None;
    }
    let source = Source::new(path, &text);
    let Some((front, body)) = split(&text) else {
        source.tell(problems, Problem::FrontMatterOpen {}, Span::point(1, 0), None);
        return None;
    };
    let (matter, body) = if let Some(front) = front {
        (decode::<FrontMatter>(&Source::new(path, front), Scope::plain(vocabulary), problems)?, body)
    } else {
        // The first heading is the title, and not said twice.
        let blank: usize = body.split_inclusive('\n').take_while(|line| line.trim().is_empty()).map(str::len).sum();
        let body = &body[blank..];
        let heading = body.lines().next().and_then(|line| line.strip_prefix("# "));
        let rest = heading.map_or(body, |_| body.split_once('\n').map_or("", |(_, rest)| rest));
        let title = heading.unwrap_or(&name).trim().to_owned();
        (FrontMatter { title, order: None, aliases: Vec::new() }, rest)
    };
    let line = text[..text.len() - body.len()].lines().count() + 1;
    let span = Span { line, column: 0, end_line: text.lines().count() + 1, end_column: 0 };
    let node = Node { span, value: Value::Text(body.into(), Style::Block) };
    let (body, mentions) = if body.trim().is_empty() {
        (Markdown(String::new()), Mentions::default())
    } else {
        decode_node::<Markdown>(&node, &source, Scope::plain(vocabulary), problems)?
    };
    for quote in mentions.quotes {
        quote.tell(Problem::QuoteNotHere {}, problems);
    }
    Some(FreePage {
        name,
        title: matter.title,
        order: matter.order.map(|count| count.0),
        aliases: matter.aliases,
        links: mentions.links,
        body,
        source: path.to_owned(),
    })
}

/// The YAML between two lines of `---` at the top, if the text begins so, and what follows. `None` where the second line
/// is missing.
fn split(text: &str) -> Option<(Option<&str>, &str)> {
    let mut start = 0;
    let mut first = None;
    for line in text.split_inclusive('\n') {
        let end = start + line.len();
        match (first, line.trim_end()) {
            (None, "") => {}
            (None, "---") => first = Some(end),
            (None, _) => return Some((None, text)),
            // The lines before the settings stay, so that places in the file are right.
            (Some(_), "---") => return Some((Some(&text[..start]), &text[end..])),
            (Some(_), _) => {}
        }
        start = end;
    }
    if first.is_some() { None } else { Some((None, text)) }
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn front_matter_ends_at_the_second_line_of_dashes() {
        assert_eq!(split("---\ntitle: a\n---\nbody\n---\n"), Some((Some("---\ntitle: a\n"), "body\n---\n")));
        assert_eq!(split("\n---\r\ntitle: a\r\n---\r\nbody"), Some((Some("\n---\r\ntitle: a\r\n"), "body")));
        assert_eq!(split("# a\n---\n"), Some((None, "# a\n---\n")));
        assert_eq!(split("---\nnever ends"), None);
    }
}
