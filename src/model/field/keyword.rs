//! Words from a fixed list, each spelt in English and in Chinese.

use serde_json::{Value as Json, json};

use crate::diagnostic::Problem;
use crate::model::field::{Decoder, suggest};
use crate::tree::Node;

/// How one keyword is written.
#[derive(Debug, Clone, Copy)]
pub struct Spelling {
    /// The English key, also used in addresses and message ids.
    pub key: &'static str,
    /// The Chinese spellings, the usual one first.
    pub chinese: &'static [&'static str],
}

impl Spelling {
    /// Every word: the Chinese ones, then the key.
    pub fn words(&self) -> impl Iterator<Item = &'static str> + use<> {
        self.chinese.iter().copied().chain([self.key])
    }

    /// Whether a word is one of them.
    pub fn has(&self, word: &str) -> bool {
        self.key == word || self.chinese.contains(&word)
    }

    /// The key with the usual Chinese word, for lists of what is known.
    pub fn listed(&self) -> String {
        listed(self.key, self.chinese[0])
    }
}

/// A key with a word for people, for lists of what is known.
pub fn listed(key: &str, word: &str) -> String {
    format!("{key}（{word}）")
}

/// A type whose values are words from a fixed list.
pub trait Keyword: Copy + PartialEq + 'static {
    /// Every value with its spellings, in their usual order.
    const ALL: &'static [(Self, Spelling)];

    /// The value that a word names.
    fn from_word(word: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, spelling)| spelling.has(word)).map(|(value, _)| *value)
    }

    /// How this value is written.
    fn spelling(self) -> Spelling {
        Self::ALL
            .iter()
            .find(|(value, _)| *value == self)
            .map_or(Spelling { key: "", chinese: &[""] }, |(_, spelling)| *spelling)
    }

    /// The English key.
    fn key(self) -> &'static str {
        self.spelling().key
    }

    /// The usual Chinese word.
    fn chinese(self) -> &'static str {
        self.spelling().chinese[0]
    }
}

/// Reads a keyword.
pub fn decode_keyword<'n, T: Keyword>(node: &'n Node<'n>, decoder: &mut Decoder<'n>) -> Option<T> {
    let word = decoder.text(node, "a-word")?;
    let value = T::from_word(word);
    if value.is_none() {
        let spellings = || T::ALL.iter().map(|(_, spelling)| spelling);
        let words = spellings().flat_map(Spelling::words);
        let problem = Problem::UnknownWord {
            word: word.to_owned(),
            suggestion: suggest(word, words),
            known: spellings().map(Spelling::listed).collect(),
        };
        decoder.report(problem, node.span);
    }
    value
}

/// The schema of a keyword: all its spellings.
pub fn keyword_schema<T: Keyword>(title: &str) -> Json {
    let spellings = T::ALL.iter().map(|(_, spelling)| spelling);
    let words: Vec<&str> = spellings
        .clone()
        .map(|spelling| spelling.key)
        .chain(spellings.flat_map(|spelling| spelling.chinese.iter().copied()))
        .collect();
    json!({ "title": title, "enum": words })
}

macro_rules! keyword {
    (
        $(#[$meta:meta])*
        pub enum $name:ident = $title:literal {
            $( $(#[$doc:meta])* $variant:ident = $key:literal | $($chinese:literal)|+ ; )+
        }
    ) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name { $( $(#[$doc])* $variant, )+ }

        impl $crate::model::field::Keyword for $name {
            const ALL: &'static [(Self, $crate::model::field::Spelling)] = &[ $(
                (Self::$variant, $crate::model::field::Spelling { key: $key, chinese: &[$($chinese),+] }),
            )+ ];
        }

        impl $crate::model::field::Decode for $name {
            fn decode<'n>(
                node: &'n $crate::tree::Node<'n>,
                decoder: &mut $crate::model::field::Decoder<'n>,
            ) -> Option<Self> {
                $crate::model::field::decode_keyword(node, decoder)
            }

            fn schema(definitions: &mut $crate::model::field::Definitions) -> serde_json::Value {
                definitions.named(stringify!($name), |_| $crate::model::field::keyword_schema::<Self>($title))
            }
        }
    };
}
pub(crate) use keyword;
