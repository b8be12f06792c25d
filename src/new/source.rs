//! Which disclosure a new one goes on from.

use crate::content::layout::{DepartmentFiles, DisclosureFiles};
use crate::model::disclosure::{Kind, Scope};
use crate::model::period::FiscalYear;

/// What is asked for.
#[derive(Debug, Clone, Copy)]
pub struct Wanted {
    /// The fiscal year.
    pub year: FiscalYear,
    /// Budget or final account.
    pub kind: Kind,
    /// Of the department or of the body alone.
    pub scope: Scope,
    /// The year to go on from, where it is said.
    pub from: Option<FiscalYear>,
}

/// The latest disclosure before it that is of the same kind; for a final account that has none before it the budget of the
/// year, or the latest before that. Only what is in force, and only of the same scope.
pub fn source(department: &DepartmentFiles, wanted: Wanted) -> Option<&DisclosureFiles> {
    let of_kind = |kind: Kind, until: FiscalYear| {
        let all = department.disclosures.iter().filter(move |place| {
            let identity = &place.identity;
            let is_asked = wanted.from.is_none_or(|from| from == identity.year);
            !place.superseded
                && (identity.kind, identity.scope) == (kind, wanted.scope)
                && identity.year <= until
                && is_asked
        });
        all.max_by_key(|place| place.identity.year)
    };
    // A year that is named may be a later one.
    let last = |until: FiscalYear| wanted.from.unwrap_or(until);
    let same = of_kind(wanted.kind, last(wanted.year.before()));
    same.or_else(|| (wanted.kind == Kind::Final).then(|| of_kind(Kind::Budget, last(wanted.year))).flatten())
}
