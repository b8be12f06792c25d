//! Series: a value beside the one of the year before, over renames and mergers, and a final account beside its budget.
//!
//! Budget and final account are compared and never added. Nothing is apportioned: where a body was split, or duties
//! moved, the figures stay as they were published and the change says what happened.

use std::collections::BTreeSet;

use rust_decimal::{Decimal, RoundingStrategy};

use crate::archive::{Archive, DepartmentRecord, Entry};
use crate::model::comparison::Base;
use crate::model::department::DepartmentId;
use crate::model::disclosure::{Kind, Scope};
use crate::model::measure::Measure;
use crate::model::money::{Money, Unit};
use crate::model::period::FiscalYear;
use crate::model::succession::{Event, EventKind};

/// A change from one year to the next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Change {
    /// By how much, in the unit of the value that changed.
    pub by: Money,
    /// By how much of the base, in percent with one decimal; `None` where the base is zero or less.
    pub percent: Option<Decimal>,
    /// What it is compared with.
    pub basis: Basis,
}

/// What a value is compared with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Basis {
    /// What the body published for the year before.
    Published,
    /// What the bodies that became this one published for the year before, together.
    Stitched,
    /// What the body published for the year before, when it had other duties: it was split since, or duties moved.
    Parted,
    /// What the stated change implies, where nothing is published for the year before.
    Implied,
}

/// How a body's figures of a year follow on those of the year before.
#[derive(Debug, PartialEq)]
pub struct Link<'a> {
    /// The bodies whose figures of the year before are the base; none for a body that is new.
    pub bodies: Vec<&'a DepartmentRecord>,
    /// Whether other bodies became this one between the two years.
    pub stitched: bool,
    /// Whether the body was split between the two years, or gave or took duties.
    pub parted: bool,
}

impl Archive {
    /// How a body's figures of a year follow on those of the year before.
    pub fn link<'a>(&'a self, record: &'a DepartmentRecord, year: FiscalYear, kind: Kind) -> Link<'a> {
        let begins = |event: &&Event| match kind {
            Kind::Budget => event.first_budget_year == Some(year),
            Kind::Final => event.first_final_year == Some(year),
        };
        let begun = || self.events_of(&record.id).filter(begins);
        let into = || begun().filter(|event| event.to.contains(&record.id));
        let became: BTreeSet<&DepartmentId> = into()
            .filter(|event| matches!(event.kind, EventKind::Rename | EventKind::Merge))
            .flat_map(|event| &event.from)
            .collect();
        let is_split_off = into().any(|event| event.kind == EventKind::Split && !event.from.contains(&record.id));
        let stitched = !became.is_empty();
        let bodies = match (stitched, is_split_off) {
            (true, _) => became.into_iter().filter_map(|id| self.departments.get(id)).collect(),
            (false, true) => Vec::new(),
            (false, false) => vec![record],
        };
        let parted = begun().any(|event| matches!(event.kind, EventKind::Split | EventKind::Transfer));
        Link { bodies, stitched, parted }
    }

    /// How a measure changed from the year before; `None` where there is nothing to compare.
    pub fn change(&self, record: &DepartmentRecord, entry: &Entry, measure: Measure) -> Option<Change> {
        self.published_change(record, entry, |entry| entry.amount(measure)).or_else(|| implied(entry, measure))
    }

    /// How what is spent changed from the year before, as [`Archive::change`].
    pub fn change_of_spending(&self, record: &DepartmentRecord, entry: &Entry) -> Option<Change> {
        self.published_change(record, entry, Entry::spent).or_else(|| implied(entry, entry.spending()))
    }

    /// How a figure changed from what is published for the year before.
    fn published_change(
        &self,
        record: &DepartmentRecord,
        entry: &Entry,
        amount: impl Fn(&Entry) -> Option<Money>,
    ) -> Option<Change> {
        let now = amount(entry)?;
        let identity = &entry.identity;
        let before = identity.year.before();
        let Link { bodies, stitched, parted } = self.link(record, identity.year, identity.kind);
        let of_body = |body: &&DepartmentRecord| amount(body.entry(before, identity.kind, identity.scope)?);
        let amounts: Vec<Money> = bodies.iter().map(of_body).collect::<Option<_>>()?;
        let basis = match (stitched, parted) {
            (true, _) => Basis::Stitched,
            (false, true) => Basis::Parted,
            (false, false) => Basis::Published,
        };
        let base = (!amounts.is_empty()).then(|| Money::sum_in_yuan(amounts)).flatten()?;
        change(now, base, basis)
    }
}

/// The change that the text states, where it says against what.
fn implied(entry: &Entry, measure: Measure) -> Option<Change> {
    let now = entry.amount(measure)?;
    let is_prior = |against: Base| match entry.identity.kind {
        Kind::Budget => matches!(against, Base::PriorBudget | Base::Prior),
        Kind::Final => matches!(against, Base::PriorFinal | Base::Prior),
    };
    let stated = entry.stated.iter().find(|stated| stated.of == measure && is_prior(stated.against))?;
    let base = now.yuan().checked_sub(stated.delta?.yuan())?;
    change(now, base, Basis::Implied)
}

fn change(now: Money, base: Decimal, basis: Basis) -> Option<Change> {
    let by = Money::new(now.yuan().checked_sub(base)?, Unit::Yuan).in_unit(now.unit());
    let mut figure = by.figure();
    // With as many decimals as the value, unless it takes more; a zero has none of its own.
    let least = if now.is_zero() && figure.scale() > 0 { 2 } else { now.figure().scale() };
    figure.rescale(figure.scale().max(least));
    Some(Change { by: Money::new(figure, now.unit()), percent: percent(by.yuan(), base), basis })
}

/// A part of a whole in percent, with one decimal; `None` where the whole is zero or less.
pub fn percent(part: Decimal, whole: Decimal) -> Option<Decimal> {
    if whole <= Decimal::ZERO {
        return None;
    }
    let exact = part.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole)?;
    let mut rounded = exact.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero);
    rounded.rescale(1);
    Some(if rounded.is_zero() { rounded.abs() } else { rounded })
}

/// How much of a budget was carried out, in percent: the final account's amount beside the budget's, or, where that is not
/// published, beside the 年初预算数 that the final account prints. What is carried on to the next year is not carried out, so
/// 支出总计 has none where 本年支出合计 is stated.
pub fn completion(record: &DepartmentRecord, entry: &Entry, measure: Measure) -> Option<Decimal> {
    let [spent, planned] = carried_out(record, entry, measure)?;
    percent(spent.yuan(), planned.yuan())
}

/// What a final account spent, and what was planned.
pub fn carried_out(record: &DepartmentRecord, entry: &Entry, measure: Measure) -> Option<[Money; 2]> {
    let spending = entry.spending();
    if measure == Measure::ExpenditureTotal && spending != measure {
        return None;
    }
    let of_budget = |budget: &Entry| if measure == spending { budget.spent() } else { budget.amount(measure) };
    let budget = record.entry(entry.identity.year, Kind::Budget, entry.identity.scope).and_then(of_budget);
    let budget = budget.or_else(|| entry.value(measure)?.figure.original?.amount())?;
    Some([entry.amount(measure)?, budget])
}

impl Archive {
    /// How much of the county's budgets was carried out, in percent, where that is known of every body.
    pub fn completion(&self, year: FiscalYear) -> Option<Decimal> {
        let pairs = self.counted(year, Kind::Final).map(|(record, entry)| carried_out(record, entry, entry.spending()));
        let pairs: Vec<[Money; 2]> = pairs.collect::<Option<_>>()?;
        let sum = |place: usize| Money::sum_in_yuan(pairs.iter().map(|pair| pair[place]));
        percent(sum(0)?, sum(1)?)
    }
}

/// The years that a body published for, with the years between them.
pub fn span(record: &DepartmentRecord) -> Vec<FiscalYear> {
    let years = record.years();
    let (Some(first), Some(last)) = (years.first(), years.last()) else { return Vec::new() };
    first.through(*last).collect()
}

/// The scopes in which a body published, in any year.
pub fn scopes(record: &DepartmentRecord) -> impl Iterator<Item = Scope> {
    let in_force =
        move |scope: &Scope| record.entries.iter().any(|entry| !entry.superseded && entry.identity.scope == *scope);
    [Scope::Department, Scope::Unit].into_iter().filter(in_force)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decimal(text: &str) -> Decimal {
        text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
    }

    #[test]
    fn a_percentage_needs_something_to_be_a_part_of() {
        let percent = |part, whole| percent(decimal(part), decimal(whole)).map(|percent| percent.to_string());
        assert_eq!(percent("37.62", "226.81").as_deref(), Some("16.6"));
        assert_eq!(percent("-0.5", "1").as_deref(), Some("-50.0"));
        assert_eq!(percent("0", "5").as_deref(), Some("0.0"));
        assert_eq!(percent("-0.0001", "5").as_deref(), Some("0.0"));
        assert_eq!(percent("1.25", "1000").as_deref(), Some("0.1"));
        assert_eq!(percent("1", "0"), None);
        assert_eq!(percent("1", "-3"), None);
    }

    #[test]
    fn a_change_is_in_the_unit_of_the_value() {
        let now = Money::new(decimal("264.43"), Unit::TenThousand);
        let found = change(now, decimal("2268100"), Basis::Published);
        assert_eq!(found.map(|found| found.by.to_string()).as_deref(), Some("37.62万元"));
        let found = change(now, decimal("2645300"), Basis::Published);
        assert_eq!(found.map(|found| found.by.to_string()).as_deref(), Some("-0.10万元"));
    }
}
