//! One figure in two places of a disclosure, the summary and a statement, with two values.

use crate::check::Finding;
use crate::content::disclosure::Document;
use crate::diagnostic::Problem;
use crate::model::cell::{Cell, Phase};
use crate::model::field::Keyword;
use crate::model::measure::Measure;

/// Compares each measure's summary figure with the statement's cell, phase by phase, by exact value.
pub fn check(document: &Document) -> Vec<Finding> {
    Measure::ALL.iter().flat_map(|(measure, _)| differences(document, *measure)).collect()
}

fn differences(document: &Document, measure: Measure) -> Vec<Finding> {
    let disclosure = &document.disclosure;
    let both = measure.of(disclosure, document.identity.kind).and_then(|value| value.summary.zip(value.statement));
    let Some((summary, found)) = both else { return Vec::new() };
    let difference = |phase: Phase| {
        let stated = summary.get(phase).and_then(Cell::amount)?;
        let printed = found.figure.get(phase).and_then(Cell::amount)?;
        let problem = Problem::FigureTwice {
            measure: measure.key().to_owned(),
            chinese: measure.chinese().to_owned(),
            stated: stated.to_string(),
            printed: printed.to_string(),
            statement: disclosure.statements.get(found.statement)?.kind.term(),
        };
        (stated.yuan() != printed.yuan()).then(|| Finding { problem, path: measure.path() })
    };
    Phase::ALL.iter().filter_map(|(phase, _)| difference(*phase)).collect()
}
