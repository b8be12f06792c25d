//! The words that a site's owner may add to the fixed lists, and the classification codes in force.

use serde_json::{Value as Json, json};

use crate::diagnostic::Problem;
use crate::model::classification::Classification;
use crate::model::field::{Decode, Decoder, Definitions, record};
use crate::tree::Node;

record! {
    /// A word of the site's own: a revenue line or a section that the national lists do not have.
    pub struct OwnTerm = "自定义条目", "本站自行增加的收入来源或章节。" {
        /// The key used in YAML files and in anchors: `[a-z0-9_]+`.
        key: TermKey = "键", "在 YAML 中使用的英文键，只含小写字母、数字和下划线。";
        /// What people read.
        label: String = "名称", "页面上显示的名称。";
    }
}

/// A key that is safe in YAML files, anchors and message ids: `[a-z0-9_]+`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TermKey(pub String);

impl Decode for TermKey {
    fn decode<'n>(node: &'n Node<'n>, decoder: &mut Decoder<'n>) -> Option<Self> {
        let text = decoder.text(node, "a-word")?;
        let plain = text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_');
        if !plain {
            decoder.report(Problem::BadKey { key: text.to_owned() }, node.span);
        }
        plain.then(|| Self(text.to_owned()))
    }

    fn schema(_: &mut Definitions) -> Json {
        json!({ "type": "string", "pattern": "^[a-z0-9_]+$" })
    }
}

/// The site's own words beside the national lists.
#[derive(Debug, Clone, Default)]
pub struct Vocabulary {
    /// Revenue lines beside [`crate::model::summary::RevenueSource`].
    pub revenue_lines: Vec<OwnTerm>,
    /// Sections beside [`crate::model::section::SectionKind`].
    pub sections: Vec<OwnTerm>,
    /// The classification list, the site's additions included.
    pub classification: Classification,
}

impl Vocabulary {
    /// The key of the site's own term that `word` names, by key or by label.
    pub fn own<'t>(terms: &'t [OwnTerm], word: &str) -> Option<&'t OwnTerm> {
        terms.iter().find(|term| term.key.0 == word || term.label == word)
    }
}
