//! How records are written down: each record is one table of fields, and the table drives everything.
//!
//! `record!` and `keyword!` declare a type together with its English keys, its Chinese keys and a sentence of
//! explanation a field. From that one table come the decoder that reads a marked tree and reports *every* problem in
//! it, and the JSON Schema that editors complete and explain keys from.

mod decoder;
mod keyword;
mod record;
mod schema;
mod value;

pub use decoder::{Decoder, Mentions, Quoted, Read, Scope, Step, Trace};
pub use keyword::{Keyword, Spelling, decode_keyword, keyword_schema, listed};
pub use record::{Field, Fields, Record, comma_in_braces, enter_unit, entry, field, find_field};
pub use schema::{Definitions, document};
pub use value::{Declared, text};

pub(crate) use keyword::keyword;
pub(crate) use record::record;

use serde_json::Value as Json;

use crate::tree::Node;

/// A value that a field can hold.
pub trait Decode: Sized {
    /// Whether this is the unit of the amounts in the same record and below it.
    const IS_UNIT: bool = false;

    /// Whether a key with nothing behind it is the same as no key. Not for amounts, which know blanks.
    const BLANK_IS_ABSENT: bool = true;

    /// Whether it is written as a map or a list and never as a single value.
    const IS_COMPOUND: bool = false;

    /// Reads a node. `None` means that at least one problem was reported.
    fn decode<'n>(node: &'n Node<'n>, decoder: &mut Decoder<'n>) -> Option<Self>;

    /// The node that a path of the model leads to, in whichever language its keys are written; where the file does not
    /// go so far, the last node on the way.
    fn find<'n>(node: &'n Node<'n>, _path: &[&str]) -> &'n Node<'n> {
        node
    }

    /// What stands for a key that is not there; `None` for a field that must be given.
    fn absent() -> Option<Self> {
        None
    }

    /// The JSON Schema of this value; named types add themselves to the definitions.
    fn schema(definitions: &mut Definitions) -> Json;
}

impl<T: Decode> Decode for Option<T> {
    const IS_UNIT: bool = T::IS_UNIT;

    fn decode<'n>(node: &'n Node<'n>, decoder: &mut Decoder<'n>) -> Option<Self> {
        if T::BLANK_IS_ABSENT && node.is_blank() {
            return Some(None);
        }
        T::decode(node, decoder).map(Some)
    }

    fn find<'n>(node: &'n Node<'n>, path: &[&str]) -> &'n Node<'n> {
        T::find(node, path)
    }

    fn absent() -> Option<Self> {
        Some(None)
    }

    fn schema(definitions: &mut Definitions) -> Json {
        T::schema(definitions)
    }
}

impl<T: Decode> Decode for Vec<T> {
    const IS_COMPOUND: bool = true;

    fn decode<'n>(node: &'n Node<'n>, decoder: &mut Decoder<'n>) -> Option<Self> {
        if node.is_blank() {
            return Some(Self::new());
        }
        let items = decoder.list(node)?;
        let mut values = Self::with_capacity(items.len());
        for (index, item) in items.iter().enumerate() {
            let value = decoder.within(Step::Item(index, item), |decoder| T::decode(item, decoder));
            values.extend(value);
        }
        (values.len() == items.len()).then_some(values)
    }

    /// An item is named by its index, from 0.
    fn find<'n>(node: &'n Node<'n>, path: &[&str]) -> &'n Node<'n> {
        let Some((index, rest)) = path.split_first() else { return node };
        let item = index.parse().ok().and_then(|index: usize| node.items().get(index));
        item.map_or(node, |item| T::find(item, rest))
    }

    fn absent() -> Option<Self> {
        Some(Self::new())
    }

    fn schema(definitions: &mut Definitions) -> Json {
        let items = T::schema(definitions);
        serde_json::json!({ "type": ["array", "null"], "items": items })
    }
}

/// The candidate most like a misspelt word, where one is like it at all.
pub fn suggest<'c>(word: &str, candidates: impl IntoIterator<Item = &'c str>) -> Option<String> {
    let word = word.to_lowercase();
    candidates
        .into_iter()
        .map(|candidate| {
            let lower = candidate.to_lowercase();
            let likeness = if word.is_ascii() {
                strsim::jaro_winkler(&word, &lower)
            } else {
                // A Chinese word is short, and one character of it says much.
                0.35 + strsim::normalized_damerau_levenshtein(&word, &lower)
            };
            (likeness, candidate)
        })
        .filter(|(likeness, _)| *likeness >= 0.8)
        .max_by(|one, other| one.0.total_cmp(&other.0).then_with(|| other.1.cmp(one.1)))
        .map(|(_, candidate)| candidate.to_owned())
}

#[cfg(test)]
mod tests {
    use super::suggest;

    #[test]
    fn misspelt_words_find_the_right_one() {
        let keys = ["revenue", "expenditure", "收入", "支出", "财政拨款", "objective"];
        assert_eq!(suggest("expediture", keys).as_deref(), Some("expenditure"));
        assert_eq!(suggest("objetive", keys).as_deref(), Some("objective"));
        assert_eq!(suggest("财政拔款", keys).as_deref(), Some("财政拨款"));
        assert_eq!(suggest("收人", keys).as_deref(), Some("收入"));
        assert_eq!(suggest("colour", keys), None);
        assert_eq!(suggest("天气", keys), None);
    }
}
