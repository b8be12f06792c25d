//! A statement without rows that does not say why it has none (rule E1).

use crate::check::Finding;
use crate::content::disclosure::Document;
use crate::diagnostic::Problem;

/// Looks for statements that have neither rows nor a note.
pub fn check(document: &Document) -> Vec<Finding> {
    let statements = document.disclosure.statements.iter().enumerate();
    let silent = statements.filter(|(_, statement)| statement.rows.is_empty() && statement.note.is_none());
    let finding = |(index, _)| Finding { problem: Problem::EmptyStatement {}, path: format!("statements.{index}") };
    silent.map(finding).collect()
}
