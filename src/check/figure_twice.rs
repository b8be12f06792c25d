//! One figure in two places of a disclosure, the summary and a statement, with two values.

use crate::check::Finding;
use crate::content::disclosure::Document;
use crate::diagnostic::Problem;
use crate::model::cell::Cell;
use crate::model::field::Keyword;
use crate::model::measure::{Measure, Measured, Origin};

/// Compares each measure's summary figure with the statement's cell, by exact value.
pub fn check(document: &Document) -> Vec<Finding> {
    let disclosure = &document.disclosure;
    let found = |measure: Measure| {
        let Measured { figure, beside, .. } = measure.of(disclosure, document.identity.kind)?;
        let (Origin::Statement { statement, .. }, cell) = beside? else { return None };
        let (stated, printed) = (figure.actual.and_then(Cell::amount)?, cell.amount()?);
        let problem = Problem::FigureTwice {
            measure: measure.key().to_owned(),
            chinese: measure.chinese().to_owned(),
            stated: stated.to_string(),
            printed: printed.to_string(),
            statement: disclosure.statements.get(statement)?.kind.term(),
        };
        (stated.yuan() != printed.yuan()).then(|| Finding { problem, path: measure.path() })
    };
    Measure::ALL.iter().filter_map(|(measure, _)| found(*measure)).collect()
}
