//! The words that a site's owner may add to the fixed lists, and the classification codes in force.

use crate::model::classification::Classification;
use crate::model::field::record;

record! {
    /// A word of the site's own: a revenue line or a section that the national lists do not have.
    pub struct OwnTerm = "自定义条目", "本站自行增加的收入来源或章节。" {
        /// The key used in YAML files and in anchors: `[a-z0-9_]+`.
        key: String = "键", "在 YAML 中使用的英文键，只含小写字母、数字和下划线。";
        /// What people read.
        label: String = "名称", "页面上显示的名称。";
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
        terms.iter().find(|term| term.key == word || term.label == word)
    }
}
