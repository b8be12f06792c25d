//! Free pages: `content/<name>.md`, Markdown behind a few lines of YAML.

use crate::content::decode;
use crate::diagnostic::{Diagnostic, Problem};
use crate::files::Files;
use crate::model::field::{Scope, record};
use crate::model::prose::Markdown;
use crate::model::quantity::Count;
use crate::model::vocabulary::Vocabulary;
use crate::tree::Source;

record! {
    /// What stands between the `---` lines at the top.
    pub struct FrontMatter = "页首设置", "自由页面开头两行 --- 之间的设置。" {
        /// The page's title.
        title: String = "标题", "页面标题。";
        /// The place in the menu, smaller first; without it the page is not in the menu.
        order: Option<Count> = "顺序", "在导航中的顺序，小的在前；不写则不出现在导航中。";
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
    let (front, body) = split(&text);
    let matter = if let Some(front) = front {
        decode::<FrontMatter>(&Source { path: path.into(), text: front }, Scope::plain(vocabulary), problems)?
    } else {
        let title = body.lines().find_map(|line| line.strip_prefix("# ")).unwrap_or(&name).trim().to_owned();
        FrontMatter { title, order: None }
    };
    Some(FreePage {
        name,
        title: matter.title,
        order: matter.order.map(|count| count.0),
        body: Markdown(body.to_owned()),
        source: path.to_owned(),
    })
}

/// The YAML up to the second `---` line, and what follows it.
fn split(text: &str) -> (Option<&str>, &str) {
    let mut start = 0;
    for (index, line) in text.split_inclusive('\n').enumerate() {
        let is_fence = line.trim_end() == "---";
        if index == 0 && !is_fence {
            return (None, text);
        }
        if index > 0 && is_fence {
            return (Some(&text[..start]), &text[start + line.len()..]);
        }
        start += line.len();
    }
    (None, text)
}

#[cfg(test)]
mod tests {
    use super::split;

    #[test]
    fn front_matter_ends_at_the_second_line_of_dashes() {
        assert_eq!(split("---\ntitle: a\n---\nbody\n---\n"), (Some("---\ntitle: a\n"), "body\n---\n"));
        assert_eq!(split("---\r\ntitle: a\r\n---\r\nbody"), (Some("---\r\ntitle: a\r\n"), "body"));
        assert_eq!(split("# a\n---\n"), (None, "# a\n---\n"));
        assert_eq!(split("---\nnever ends"), (None, "---\nnever ends"));
    }
}
