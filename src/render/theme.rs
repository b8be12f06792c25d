//! The theme: the one that is part of the binary, with whatever the site puts in its place. A file below `theme/` in the
//! site's folder takes the place of the file of the same name; messages override one by one.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use rust_embed::RustEmbed;

use crate::diagnostic::{Diagnostic, Problem};
use crate::files::{Files, is_safe_name};
use crate::fingerprint::Fingerprint;
use crate::language::{Catalogue, Language};

/// The folder of the site's own theme.
const OWN: &str = "theme";

#[derive(RustEmbed)]
#[folder = "themes/default/"]
struct Default;

/// Templates, static files and messages by their path: `templates/home.html`, `static/style.css`, `messages/en.ftl`.
#[derive(Debug, std::default::Default)]
pub struct Theme {
    files: BTreeMap<String, Cow<'static, [u8]>>,
    /// The site's own messages, which come behind the theme's.
    messages: BTreeMap<String, String>,
    /// The paths of the site's own files.
    own: BTreeSet<String>,
}

impl Theme {
    /// The default theme with the site's own files.
    pub fn load(files: &Files, problems: &mut Vec<Diagnostic>) -> Self {
        let mut theme = Self::default();
        for path in Default::iter() {
            if let Some(file) = Default::get(&path) {
                theme.files.insert(path.into_owned(), file.data);
            }
        }
        if files.exists(OWN) {
            for found in files.walk(OWN, problems).into_iter().filter(|found| !found.is_folder) {
                theme.take(files, found.path, problems);
            }
        }
        theme
    }

    fn take(&mut self, files: &Files, path: String, problems: &mut Vec<Diagnostic>) {
        let place = format!("{OWN}/{path}");
        if !path.split('/').all(is_safe_name) {
            problems.push(Diagnostic::in_file(place, Problem::UnsafePath { path }));
            return;
        }
        self.own.insert(path.clone());
        match path.split_once('/') {
            Some(("messages", name)) if language_of(name).is_some() => {
                let Some(text) = files.read_text(&place, problems) else { return };
                let (_, broken) = Catalogue::new(Language::Chinese, [text.clone()]);
                let default = self.files.get(&path).map(|bytes| String::from_utf8_lossy(bytes).into_owned());
                let checks = Catalogue::of_checks(Language::Chinese);
                let (known, _) = Catalogue::new(Language::Chinese, std::iter::once(checks).chain(default));
                for id in ids(&text).filter(|id| !known.has(id)) {
                    problems.push(Diagnostic::in_file(place.clone(), Problem::MessageUnknown { id: id.to_owned() }));
                }
                for detail in broken {
                    problems.push(Diagnostic::in_file(place.clone(), Problem::MessageSyntax { detail }));
                }
                self.messages.insert(path, text);
            }
            Some(("templates", _)) => {
                if let Some(text) = files.read_text(&place, problems) {
                    self.files.insert(path, Cow::Owned(text.into_bytes()));
                }
            }
            Some(("static", _)) => {
                if let Some(bytes) = files.read_bytes(&place, problems) {
                    self.files.insert(path, Cow::Owned(bytes));
                }
            }
            _ => problems.push(Diagnostic::in_file(place, Problem::UnusedFile { name: path })),
        }
    }

    /// Where a file is from, for problems: a file of the site's own, or the theme.
    pub fn source(&self, path: &str) -> String {
        if self.own.contains(path) { format!("{OWN}/{path}") } else { "theme".to_owned() }
    }

    /// The templates by name.
    pub fn templates(&self) -> impl Iterator<Item = (&str, Cow<'_, str>)> {
        let templates = self.files.iter().filter_map(|(path, bytes)| Some((path.strip_prefix("templates/")?, bytes)));
        templates.map(|(name, bytes)| (name, String::from_utf8_lossy(bytes)))
    }

    /// The messages of the pages in one language: the words of the checks, the theme's, the site's own.
    pub fn messages(&self, language: Language) -> Vec<String> {
        let own = self.messages.get(&messages_of(language)).cloned();
        self.default_messages(language).into_iter().chain(own).collect()
    }

    /// The messages of the pages without the site's own.
    pub fn default_messages(&self, language: Language) -> Vec<String> {
        let default = self.files.get(&messages_of(language)).map(|bytes| String::from_utf8_lossy(bytes).into_owned());
        std::iter::once(Catalogue::of_checks(language)).chain(default).collect()
    }

    /// What pages are made of: the templates and the messages.
    pub fn fingerprint(&self) -> Option<Fingerprint> {
        let templates: Vec<_> = self.files.iter().filter(|(path, _)| !path.starts_with("static/")).collect();
        Fingerprint::of(&(templates, &self.messages))
    }

    /// The files that are published as they are, by their path below the site.
    pub fn static_files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        let files = self.files.iter().filter(|(path, _)| path.starts_with("static/"));
        files.map(|(path, bytes)| (path.as_str(), bytes.as_ref()))
    }
}

/// The message file of a language.
fn messages_of(language: Language) -> String {
    format!("messages/{}.ftl", language.tag())
}

/// The ids of the messages of a Fluent source.
fn ids(source: &str) -> impl Iterator<Item = &str> {
    source
        .lines()
        .filter(|line| line.starts_with(|first: char| first.is_ascii_alphabetic()))
        .filter_map(|line| Some(line.split_once('=')?.0.trim()))
}

/// The language of a message file.
fn language_of(name: &str) -> Option<Language> {
    let tag = name.strip_suffix(".ftl")?;
    Language::ALL.into_iter().find(|language| language.tag() == tag)
}
