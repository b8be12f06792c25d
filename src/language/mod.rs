//! The words that people read: one catalogue of messages a language, for the program and for the pages.

use std::collections::BTreeSet;
use std::fmt;
use std::sync::{Mutex, PoisonError};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use serde::{Deserialize, Deserializer, Serialize};
use unic_langid::LanguageIdentifier;

/// A language that Mingbai speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Language {
    /// 简体中文.
    #[default]
    Chinese,
    /// English.
    English,
}

impl Language {
    /// Every language, the first being the one that a clerk reads.
    pub const ALL: [Self; 2] = [Self::Chinese, Self::English];

    /// The BCP 47 tag, as `lang` attributes and `--lang` write it.
    pub fn tag(self) -> &'static str {
        match self {
            Self::Chinese => "zh-CN",
            Self::English => "en",
        }
    }

    /// Reads a tag or a POSIX locale (`zh`, `zh-CN`, `zh_CN.UTF-8`, `en_GB`); `None` for any other language.
    pub fn parse(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_', '.', '@']).next().unwrap_or_default();
        match primary.to_ascii_lowercase().as_str() {
            "zh" => Some(Self::Chinese),
            "en" => Some(Self::English),
            _ => None,
        }
    }

    /// The language of the person at the keyboard, from the operating system's locale; English where that says nothing.
    pub fn of_this_person() -> Self {
        sys_locale::get_locales().find_map(|locale| Self::parse(&locale)).unwrap_or(Self::English)
    }

    fn identifier(self) -> LanguageIdentifier {
        self.tag().parse().unwrap_or_default()
    }
}

impl fmt::Display for Language {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.tag())
    }
}

/// The id of a message. One name for the type, as serde would borrow a plain reference from what it reads.
pub type MessageId = &'static str;

/// Reads the id of a message, of which there are as many as the program has; each stays in memory once.
pub fn message_id<'de, D: Deserializer<'de>>(deserializer: D) -> Result<MessageId, D::Error> {
    static KNOWN: Mutex<BTreeSet<MessageId>> = Mutex::new(BTreeSet::new());
    let id = String::deserialize(deserializer)?;
    let mut known = KNOWN.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(id) = known.get(id.as_str()) {
        return Ok(id);
    }
    let id: MessageId = Box::leak(id.into_boxed_str());
    known.insert(id);
    Ok(id)
}

/// One fact that a message mentions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Fact {
    /// Text shown as it is.
    Text(String),
    /// A whole number, which a message may also use to choose a plural.
    Number(usize),
    /// The id of another message, shown in the reader's language.
    Term(#[serde(deserialize_with = "message_id")] MessageId),
    /// Several texts, with the language's own comma between them.
    List(Vec<String>),
    /// The ids of several messages, likewise.
    Terms(Vec<Id>),
}

/// The id of a message among others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Id(#[serde(deserialize_with = "message_id")] pub MessageId);

impl From<&str> for Fact {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Fact {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<usize> for Fact {
    fn from(number: usize) -> Self {
        Self::Number(number)
    }
}

impl From<Vec<String>> for Fact {
    fn from(texts: Vec<String>) -> Self {
        Self::List(texts)
    }
}

impl From<Vec<Id>> for Fact {
    fn from(ids: Vec<Id>) -> Self {
        Self::Terms(ids)
    }
}

impl From<Option<String>> for Fact {
    /// An absent fact selects the variant `[nothing]` of a message.
    fn from(text: Option<String>) -> Self {
        Self::Text(text.unwrap_or_else(|| "nothing".to_owned()))
    }
}

/// The messages of one language.
pub struct Catalogue {
    language: Language,
    bundle: FluentBundle<FluentResource>,
}

impl Catalogue {
    /// Reads Fluent sources, later ones overriding earlier ones. The second value lists what could not be parsed.
    pub fn new(language: Language, sources: impl IntoIterator<Item = String>) -> (Self, Vec<String>) {
        let mut bundle = FluentBundle::new_concurrent(vec![language.identifier()]);
        // Isolation marks would end up in copied text and in file names.
        bundle.set_use_isolating(false);
        let mut broken = Vec::new();
        for source in sources {
            let resource = FluentResource::try_new(source).unwrap_or_else(|(resource, errors)| {
                broken.extend(errors.iter().map(ToString::to_string));
                resource
            });
            bundle.add_resource_overriding(resource);
        }
        (Self { language, bundle }, broken)
    }

    /// The program's own messages, which are part of the binary.
    pub fn of_program(language: Language) -> Self {
        let source = match language {
            Language::Chinese => include_str!("zh-CN.ftl"),
            Language::English => include_str!("en.ftl"),
        };
        Self::new(language, [source.to_owned(), Self::of_checks(language)]).0
    }

    /// The words of the checks, which the program and the pages share.
    pub fn of_checks(language: Language) -> String {
        let source = match language {
            Language::Chinese => include_str!("checks.zh-CN.ftl"),
            Language::English => include_str!("checks.en.ftl"),
        };
        source.to_owned()
    }

    /// The language that this catalogue speaks.
    pub fn language(&self) -> Language {
        self.language
    }

    /// Whether the message `id` exists.
    pub fn has(&self, id: &str) -> bool {
        self.bundle.has_message(id)
    }

    /// The text of message `id`, or the id itself where the catalogue lacks it.
    pub fn say(&self, id: &str, facts: &[(&str, Fact)]) -> String {
        self.find(id, None, facts).unwrap_or_else(|| id.to_owned())
    }

    /// The text of an attribute of message `id`, `None` where there is none.
    pub fn attribute(&self, id: &str, attribute: &str, facts: &[(&str, Fact)]) -> Option<String> {
        self.find(id, Some(attribute), facts)
    }

    fn find(&self, id: &str, attribute: Option<&str>, facts: &[(&str, Fact)]) -> Option<String> {
        let message = self.bundle.get_message(id)?;
        let pattern = match attribute {
            None => message.value()?,
            Some(name) => message.get_attribute(name)?.value(),
        };
        let mut arguments = FluentArgs::with_capacity(facts.len());
        for (name, fact) in facts {
            arguments.set((*name).to_owned(), self.value(fact));
        }
        let mut errors = Vec::new();
        let text = self.bundle.format_pattern(pattern, Some(&arguments), &mut errors);
        Some(text.into_owned())
    }

    fn value(&self, fact: &Fact) -> FluentValue<'static> {
        match fact {
            Fact::Text(text) => FluentValue::from(text.clone()),
            Fact::Number(number) => FluentValue::from(*number),
            Fact::List(texts) => FluentValue::from(texts.join(&self.say("list-comma", &[]))),
            Fact::Terms(ids) => {
                let texts: Vec<String> = ids.iter().map(|id| self.say(id.0, &[])).collect();
                FluentValue::from(texts.join(&self.say("list-comma", &[])))
            }
            Fact::Term(id) => FluentValue::from(self.say(id, &[])),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn posix_locales_and_tags_choose_a_language() {
        assert_eq!(Language::parse("zh_CN.UTF-8"), Some(Language::Chinese));
        assert_eq!(Language::parse("zh-Hant-TW"), Some(Language::Chinese));
        assert_eq!(Language::parse("en"), Some(Language::English));
        assert_eq!(Language::parse("C"), None);
    }
}
