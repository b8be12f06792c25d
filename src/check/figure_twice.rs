//! One figure in two places of a disclosure, the summary and a statement, with two values (rule C6).

use crate::check::Finding;
use crate::content::disclosure::Document;
use crate::diagnostic::Problem;
use crate::model::cell::{Cell, Phase};
use crate::model::field::Keyword;
use crate::model::measure::{Measure, Measured};

/// Compares each measure's summary figure with the statement's cell, phase by phase, as exactly as the coarser is printed.
pub fn check(document: &Document) -> Vec<Finding> {
    document.measures.iter().flat_map(|(measure, value)| differences(document, measure, value)).collect()
}

fn differences(document: &Document, measure: Measure, value: &Measured) -> Vec<Finding> {
    let statements = &document.disclosure.statements;
    let (Some(summary), Some(found)) = (value.summary, value.statement) else { return Vec::new() };
    let Some(kind) = statements.get(found.statement).map(|statement| *statement.kind) else { return Vec::new() };
    // Of two tables of one kind nobody can say which one the summary is about.
    if statements.iter().filter(|statement| *statement.kind == kind).count() > 1 {
        return Vec::new();
    }
    let difference = |phase: Phase| {
        let stated = summary.get(phase).and_then(Cell::amount)?;
        let printed = found.figure.get(phase).and_then(Cell::amount)?;
        let problem = Problem::FigureTwice {
            measure: measure.key().to_owned(),
            chinese: measure.chinese().to_owned(),
            stated: stated.to_string(),
            printed: printed.to_string(),
            statement: kind.term(),
        };
        (!stated.agrees(printed)).then(|| Finding { problem, path: measure.path() })
    };
    Phase::ALL.iter().filter_map(|(phase, _)| difference(*phase)).collect()
}
