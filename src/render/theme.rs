//! The theme that is part of the binary: templates, static files, messages.

use std::borrow::Cow;

use rust_embed::RustEmbed;

use crate::language::Language;

#[derive(RustEmbed)]
#[folder = "themes/default/"]
struct Theme;

fn text(path: &str) -> String {
    let bytes = Theme::get(path).map(|file| file.data).unwrap_or_default();
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The templates by name.
pub fn templates() -> Vec<(String, String)> {
    let mut templates: Vec<(String, String)> =
        Theme::iter().filter_map(|path| Some((path.strip_prefix("templates/")?.to_owned(), text(&path)))).collect();
    templates.sort();
    templates
}

/// The messages of the pages in one language.
pub fn messages(language: Language) -> String {
    text(&format!("messages/{}.ftl", language.tag()))
}

/// The files that are published as they are, by their path below the site.
pub fn static_files() -> Vec<(String, Cow<'static, [u8]>)> {
    let mut files: Vec<_> = Theme::iter()
        .filter(|path| path.starts_with("static/"))
        .filter_map(|path| Some((path.to_string(), Theme::get(&path)?.data)))
        .collect();
    files.sort();
    files
}
