//! Values that many records share: text, yes and no, “none”.

use serde_json::{Value as Json, json};

use crate::diagnostic::Problem;
use crate::model::field::{Decode, Decoder, Definitions, Read};
use crate::tree::{Node, key_without_space};

/// The words for a statement that there is none.
const NONE: [&str; 2] = ["none", "无"];

/// Text that is not empty.
pub fn text<'n>(node: &'n Node<'n>, decoder: &mut Decoder<'n>) -> Option<String> {
    let text = if node.is_blank() { "" } else { decoder.text(node, "a-text")? };
    if text.trim().is_empty() {
        decoder.report(Problem::EmptyText {}, node.span);
        return None;
    }
    Some(text.trim_end().to_owned())
}

impl Decode for String {
    fn decode<'n>(node: &'n Node<'n>, decoder: &mut Decoder<'n>) -> Option<Self> {
        decoder.trace(Read::Text, node);
        let text = text(node, decoder)?;
        if text.contains("{{") && text.contains("}}") {
            decoder.report(Problem::QuoteNotHere {}, node.span);
        }
        Some(text)
    }

    fn schema(definitions: &mut Definitions) -> Json {
        // A name, a code or a target may look like a number; it is text all the same.
        definitions.named("Text", |_| json!({ "title": "文字", "type": ["string", "number", "boolean", "null"] }))
    }
}

impl Decode for bool {
    fn decode<'n>(node: &'n Node<'n>, decoder: &mut Decoder<'n>) -> Option<Self> {
        if node.is_blank() {
            return Some(false);
        }
        match decoder.text(node, "yes-or-no")? {
            "true" | "是" => Some(true),
            "false" | "否" => Some(false),
            text => {
                decoder.report(Problem::NotYesOrNo { text: text.to_owned() }, node.span);
                None
            }
        }
    }

    fn absent() -> Option<Self> {
        Some(false)
    }

    fn schema(definitions: &mut Definitions) -> Json {
        definitions.named("YesOrNo", |_| json!({ "title": "是否", "enum": [true, false, "是", "否", null] }))
    }
}

/// Something that a disclosure either describes or says it does not have. Not saying anything is a third thing:
/// `Option<Declared<T>>`.
#[derive(Debug, Clone, PartialEq)]
pub enum Declared<T> {
    /// `none`: there is none, and the disclosure says so.
    Nothing,
    /// What there is.
    Given(T),
}

impl<T> Declared<T> {
    /// What there is.
    pub fn given(&self) -> Option<&T> {
        match self {
            Self::Nothing => None,
            Self::Given(value) => Some(value),
        }
    }
}

impl<T: Decode> Decode for Declared<T> {
    const BLANK_IS_ABSENT: bool = false;

    fn decode<'n>(node: &'n Node<'n>, decoder: &mut Decoder<'n>) -> Option<Self> {
        // An amount knows blanks of its own; of anything else a blank says neither what there is nor that there is none.
        if node.is_blank() && T::BLANK_IS_ABSENT {
            decoder.report(Problem::BlankDeclaration {}, node.span);
            return None;
        }
        if node.text().is_some_and(|text| NONE.contains(&text)) {
            return Some(Self::Nothing);
        }
        if T::IS_COMPOUND && node.text().is_some_and(|text| key_without_space(text).is_none()) {
            return decoder.wrong_type(node, "a-map-or-none");
        }
        T::decode(node, decoder).map(Self::Given)
    }

    fn find<'n>(node: &'n Node<'n>, path: &[&str]) -> &'n Node<'n> {
        T::find(node, path)
    }

    fn schema(definitions: &mut Definitions) -> Json {
        let value = T::schema(definitions);
        json!({ "anyOf": [value, { "title": "没有", "enum": NONE }] })
    }
}
