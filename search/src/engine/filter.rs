//! Which disclosures are shown of those that a query finds, as a reader chooses beside the results.

use crate::document::Kind;
use crate::index::Head;

/// What is chosen; all of it must fit.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Filter {
    /// The id of a department.
    pub department: Option<String>,
    /// A fiscal year.
    pub year: Option<u16>,
    /// Budgets or final accounts.
    pub kind: Option<Kind>,
    /// The 类 on which a disclosure spends most.
    pub function: Option<u16>,
}

/// By what disclosures are chosen and counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Aspect {
    Department,
    Year,
    Kind,
    Function,
}

impl Filter {
    /// By what a disclosure is not one of those that are chosen.
    pub(super) fn misses(&self, head: &Head, place: usize) -> Vec<Aspect> {
        let about = &head.abouts[place];
        let id = head.departments.get(about.department as usize).map(|department| department.id.as_str());
        let is_missed = [
            (Aspect::Department, self.department.as_deref().is_some_and(|wanted| id != Some(wanted))),
            (Aspect::Year, self.year.is_some_and(|year| year != about.year)),
            (Aspect::Kind, self.kind.is_some_and(|kind| kind != about.kind)),
            (Aspect::Function, self.function.is_some_and(|function| function != about.function)),
        ];
        is_missed.into_iter().filter(|(_, missed)| *missed).map(|(aspect, _)| aspect).collect()
    }
}
