//! Views to bytes: templates, Markdown, number formats. A page is a pure function of its view, the site and the theme.

mod escape;
mod linked;
pub mod markdown;
mod passages;
mod sheet;
mod theme;
mod workbook;

use std::sync::Arc;

use mingbai_search::document::Document;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Kwargs, Serde, Value};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, UndefinedBehavior, context};

use crate::diagnostic::{Diagnostic, Problem, Said};
use crate::language::{Catalogue, Fact, Language};
use crate::page::sheet::Sheet;
use crate::page::{ALL, Page, SiteView, View, WORKBOOK};

pub use escape::text_of;
pub use theme::Theme;

/// Renders pages with one theme in one language.
pub struct Renderer {
    environment: Environment<'static>,
    catalogue: Arc<Catalogue>,
    looks: workbook::Looks,
    site: Value,
    base_url: Option<String>,
}

impl Renderer {
    /// Prepares the templates. Templates are trusted; everything that a view holds is not, and is always escaped.
    pub fn new(site: &SiteView, language: Language, theme: &Theme) -> Result<Self, Diagnostic> {
        let catalogue = Arc::new(Catalogue::new(language, theme.messages(language)).0);
        let mut environment = Environment::new();
        environment.set_auto_escape_callback(|_| AutoEscape::Html);
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).keep_trailing_newline(true).build();
        environment.set_syntax(syntax.map_err(|error| failure("", &error))?);
        environment.set_formatter(escape::format);
        let rules = Arc::new(Rules {
            own: Arc::clone(&catalogue),
            default: Catalogue::new(language, theme.default_messages(language)).0,
        });
        let translate = Arc::clone(&rules);
        environment.add_function("t", move |id: &str, facts: Kwargs| match id.split_once('.') {
            Some((id, attribute)) => translate.say(id, attribute),
            None => say(&translate.own, id, &facts),
        });
        let units = Arc::clone(&catalogue);
        environment.add_filter("markdown", move |prose: Serde<markdown::Prose>, level: u8| {
            Value::from_safe_string(markdown::to_html(&prose, level, &units))
        });
        let words = Arc::clone(&catalogue);
        environment.add_filter("explained", move |term: &str, explanation: Serde<markdown::Explanation>| {
            Value::from_safe_string(markdown::explained(term, &explanation, &words))
        });
        environment.add_filter("sentence", move |said: Serde<Said>| rules.sentence(&said));
        environment.add_filter("bytes", |size: u64| bytes(size));
        environment.add_filter("json_ld", |data: Value| linked::json_ld(&data));
        let dates = Arc::clone(&catalogue);
        environment.add_filter("date", move |date: &str| written_date(&dates, date));
        for (name, text) in theme.templates() {
            let added = environment.add_template_owned(name.to_owned(), text.into_owned());
            added.map_err(|error| failure(name, &error))?;
        }
        Ok(Self {
            environment,
            catalogue,
            looks: workbook::Looks::new(),
            site: Value::from(Serde(site)),
            base_url: site.base_url.clone(),
        })
    }

    /// The HTML of a page.
    pub fn page(&self, page: &Page) -> Result<String, Diagnostic> {
        let name = page.view.template();
        let view = Value::from(Serde(&page.view));
        let context = context! { site => self.site.clone(), view, title => page.title.as_str(), meta => Value::from(Serde(&page.meta)), path => page.path.as_str(), root => self.root(&page.path) };
        self.environment
            .get_template(name)
            .and_then(|template| template.render(context))
            .map_err(|error| failure(name, &error))
    }

    /// A disclosure as the search engine takes it; `None` of any other page.
    pub fn document(&self, page: &Page) -> Option<Document> {
        match &page.view {
            View::Disclosure(view) => Some(passages::to_document(view, &self.catalogue)),
            _ => None,
        }
    }

    /// The files that hold the tables of a page, by their paths; see [`crate::page::Draft::beside`].
    pub fn tables(&self, page: &Page, paths: &[String]) -> Result<Vec<Vec<u8>>, Diagnostic> {
        let sheets = if paths.is_empty() { Vec::new() } else { page.view.sheets() };
        paths.iter().map(|path| self.file(page, &sheets, path)).collect()
    }

    fn file(&self, page: &Page, sheets: &[Sheet], path: &str) -> Result<Vec<u8>, Diagnostic> {
        let name = path.rsplit('/').next().unwrap_or_default();
        let failed =
            |reason: String| Diagnostic::in_file(path, Problem::TemplateFailed { template: name.to_owned(), reason });
        if name == ALL {
            return sheet::to_json(page, sheets, &self.catalogue).map_err(|error| failed(error.to_string()));
        }
        if name == WORKBOOK {
            return workbook::to_xlsx(sheets, &self.catalogue, &self.looks).map_err(|error| failed(error.to_string()));
        }
        let table = sheets.iter().find(|sheet| format!("{}.csv", sheet.name) == name);
        let table = table.ok_or_else(|| failed("the page has no such table".to_owned()))?;
        Ok(sheet::to_csv(table, &self.catalogue))
    }

    /// The way from a page to the site's root. The page for missing addresses is shown at any depth, so its links
    /// begin with the site's address.
    fn root(&self, path: &str) -> String {
        if path == "404.html" {
            return self.base_url.clone().unwrap_or_else(|| "/".to_owned());
        }
        "../".repeat(path.matches('/').count())
    }
}

/// The words of the check rules, which are attributes of their messages. A site that puts a message of its own in the place
/// of one leaves out the attributes that it has nothing to say to, and these stay as they are.
struct Rules {
    own: Arc<Catalogue>,
    default: Catalogue,
}

impl Rules {
    /// An attribute of a message: `formula` of `rule-A12`, which templates call `rule-A12.formula`.
    fn say(&self, id: &str, attribute: &str) -> Result<String, Error> {
        let text = [&*self.own, &self.default].into_iter().find_map(|all| all.attribute(id, attribute, &[]));
        text.ok_or_else(|| Error::new(ErrorKind::InvalidOperation, format!("no message {id}.{attribute}")))
    }

    /// What a check found.
    fn sentence(&self, said: &Said) -> String {
        let has_own = self.own.attribute(said.rule.0, said.way.0, &[]).is_some();
        said.message(if has_own { &self.own } else { &self.default })
    }
}

fn say(catalogue: &Catalogue, id: &str, facts: &Kwargs) -> Result<String, Error> {
    if !catalogue.has(id) {
        return Err(Error::new(ErrorKind::InvalidOperation, format!("no message {id}")));
    }
    let mut named = Vec::new();
    for name in facts.args() {
        let value: Value = facts.get(name)?;
        let fact = match usize::try_from(value.clone()) {
            Ok(number) if value.is_number() => Fact::from(number),
            _ => Fact::from(value.to_string()),
        };
        named.push((name, fact));
    }
    Ok(catalogue.say(id, &named))
}

/// A date (`2020-01-31`) as people write it.
fn written_date(catalogue: &Catalogue, date: &str) -> String {
    let mut parts = date.split('-').map(|part| part.trim_start_matches('0').to_owned());
    let mut fact = |name: &'static str| (name, Fact::from(parts.next().unwrap_or_default()));
    catalogue.say("date", &[fact("year"), fact("month"), fact("day")])
}

/// A size in bytes as people read it.
pub fn bytes(size: u64) -> String {
    let mut figure = size;
    for unit in ["B", "kB", "MB"] {
        if figure < 1000 {
            return format!("{figure} {unit}");
        }
        figure = (figure + 500) / 1000;
    }
    format!("{figure} GB")
}

fn failure(template: &str, error: &Error) -> Diagnostic {
    let line = error.line().map_or_else(String::new, |line| format!(":{line}"));
    let place = error.name().unwrap_or(template);
    let reason = format!("{error:#}");
    Diagnostic::in_file(
        format!("templates/{place}{line}"),
        Problem::TemplateFailed { template: template.to_owned(), reason },
    )
}

#[cfg(test)]
mod tests {
    use super::bytes;

    #[test]
    fn sizes_are_rounded_to_the_nearest_unit() {
        assert_eq!(bytes(0), "0 B");
        assert_eq!(bytes(999), "999 B");
        assert_eq!(bytes(1_499), "1 kB");
        assert_eq!(bytes(1_500_000), "2 MB");
        assert_eq!(bytes(7_000_000_000), "7 GB");
    }
}
