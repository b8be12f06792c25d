//! One way to say a problem: severity, code, place, record, message, help.

mod excerpt;
mod finding;
mod problem;
mod report;
mod sarif;

use std::sync::Arc;

use serde::{Deserialize, Serialize};

pub use excerpt::Excerpt;
pub use finding::{Finding, Fix, Said};
pub use problem::{Problem, Reason, Term};
pub use report::{Format, Report};

/// How much a problem weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Severity {
    /// The content cannot be read, and nothing is published; or figures do not add up, and the site says so.
    Error,
    /// Somebody should look; the site is published.
    Warning,
    /// Something was understood in a way worth knowing.
    Note,
}

impl Severity {
    /// The word that machines read.
    pub fn key(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Note => "note",
        }
    }
}

/// Where a problem is: a file, and a stretch of one of its lines where that is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The path below the site's root, with `/` on every system.
    pub file: Arc<str>,
    /// The stretch of text; `None` when the problem is the file as a whole.
    pub excerpt: Option<Excerpt>,
}

impl Place {
    /// The whole of a file.
    pub fn file(path: impl Into<Arc<str>>) -> Self {
        Self { file: path.into(), excerpt: None }
    }

    fn position(&self) -> (u32, u32) {
        self.excerpt.as_ref().map_or((0, 0), |excerpt| (excerpt.line, excerpt.column))
    }
}

/// A problem at its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// What is wrong.
    pub problem: Problem,
    /// Where it is.
    pub place: Place,
    /// The record it concerns, such as `performance.projects[2]（工会经费）.indicators[1]`.
    pub record: Option<String>,
}

impl Diagnostic {
    /// A problem with a file as a whole.
    pub fn in_file(path: impl Into<Arc<str>>, problem: Problem) -> Self {
        Self { problem, place: Place::file(path), record: None }
    }

    /// How much it weighs.
    pub fn severity(&self) -> Severity {
        self.problem.severity()
    }

    /// What a check found, if this is that.
    pub fn finding(&self) -> Option<&Finding> {
        match &self.problem {
            Problem::Finding(finding) => Some(finding),
            _ => None,
        }
    }
}

/// Sorts problems by file, line and column, so that every run tells them in the same order.
pub fn sort(diagnostics: &mut Vec<Diagnostic>) {
    diagnostics.sort_by(|one, other| {
        (&one.place.file, one.place.position(), one.problem.id())
            .cmp(&(&other.place.file, other.place.position(), other.problem.id()))
            .then_with(|| one.record.cmp(&other.record))
    });
    diagnostics.dedup();
}

/// Whether any of the problems keeps the site from being published. What a check finds does not by itself.
pub fn stops(diagnostics: &[Diagnostic]) -> bool {
    diagnostics.iter().any(|diagnostic| diagnostic.finding().is_none() && diagnostic.severity() == Severity::Error)
}
