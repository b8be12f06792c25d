//! The files that are part of the program and become files of a site.
//!
//! `scaffold/common/` is for everybody, `scaffold/<language>/` in the reader's language. A name that begins with `dot-` begins
//! with a dot in the site, so that nothing of it acts on the program's own repository. `<title>` and the like are filled in.

use rust_embed::RustEmbed;

use crate::language::Language;
use crate::model::field::{Field, Record as _};
use crate::{config, model};

#[derive(RustEmbed)]
#[folder = "scaffold/"]
struct Scaffold;

/// What is filled in, by its name.
pub type Values<'v> = [(&'v str, String)];

/// The template of a new disclosure, filled in.
pub fn disclosure(language: Language, kind: &str, values: &Values<'_>) -> Option<String> {
    text(&format!("{}/{kind}.yaml", language.tag())).map(|text| fill(&text, values))
}

/// The files of a new site by their paths, filled in.
pub fn site(language: Language, values: &Values<'_>) -> Vec<(String, Vec<u8>)> {
    let folders = ["common/".to_owned(), format!("{}/site/", language.tag())];
    let mut files: Vec<(String, Vec<u8>)> = Scaffold::iter()
        .filter_map(|name| {
            let path = folders.iter().find_map(|folder| name.strip_prefix(folder.as_str()))?;
            let parts = path
                .split('/')
                .map(|part| part.strip_prefix("dot-").map_or(part.to_owned(), |rest| format!(".{rest}")));
            let path = parts.collect::<Vec<_>>().join("/");
            Some((path, fill(&text(&name)?, values).into_bytes()))
        })
        .collect();
    files.sort();
    files
}

fn text(name: &str) -> Option<String> {
    Scaffold::get(name).map(|file| String::from_utf8_lossy(&file.data).into_owned())
}

/// Puts values in the places that are named for them, `<title>`, and explanations of options, `<about:base_url>`, from the
/// table that reads them. What was put in is not looked at again.
fn fill(template: &str, values: &Values<'_>) -> String {
    let mut text = String::with_capacity(template.len());
    let mut rest = template;
    while let Some(start) = rest.find('<') {
        let (before, behind) = rest.split_at(start);
        text.push_str(before);
        let name = behind[1..].split_once('>').map_or("", |(name, _)| name);
        let value = values.iter().find(|(other, _)| *other == name).map(|(_, value)| value.clone());
        if let Some(value) = value.or_else(|| name.strip_prefix("about:").and_then(about)) {
            text.push_str(&value);
            rest = &behind[name.len() + 2..];
        } else {
            text.push('<');
            rest = &behind[1..];
        }
    }
    text + rest
}

/// What the table of fields says of an option.
fn about(path: &str) -> Option<String> {
    let (record, key) = path.split_once('.').unwrap_or(("", path));
    let fields: &[Field] = match record {
        "footer" => config::Footer::FIELDS,
        "check" => model::rule::Checking::FIELDS,
        _ => config::Site::FIELDS,
    };
    fields.iter().find(|field| field.key == key).map(|field| field.about.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_put_in_once_and_only_where_they_are_named() {
        let values = [("title", "<year>".to_owned()), ("year", "2025".to_owned())];
        assert_eq!(fill("a <title> <year> < b> <nothing> <", &values), "a <year> 2025 < b> <nothing> <");
        assert_eq!(fill("# <about:place>", &values), "# 地区名称，如 平乡县。");
    }
}
