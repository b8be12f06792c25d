//! What does not agree: rules that look at a disclosure as a whole. Each is pure: a document in, findings out.
//!
//! A rule is one file here and one line in [`RULES`]. It names the figure that it speaks of by its path in the model;
//! where that stands in the file is looked up afterwards, and only for findings, which are few.

mod empty_statement;
mod figure_twice;

use crate::content::disclosure::Document;
use crate::diagnostic::Problem;

/// Something that a rule found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// What is wrong.
    pub problem: Problem,
    /// The figure or the part, by its path in the model, items from 0: `revenue.lines.general_public`, `statements.2`.
    pub path: String,
}

/// A rule.
type Rule = fn(&Document) -> Vec<Finding>;

const RULES: &[Rule] = &[empty_statement::check, figure_twice::check];

/// What all rules find in a disclosure.
pub fn document(document: &Document) -> Vec<Finding> {
    RULES.iter().flat_map(|rule| rule(document)).collect()
}
