//! The indicators of a project over its years: which targets moved, which are new, which ended.

use std::collections::{BTreeMap, BTreeSet};

use crate::archive::Indicator;
use crate::archive::follow::join::{is_other, normal};
use crate::archive::follow::{Followed, KINDS, Listing};
use crate::model::disclosure::Kind;

/// An indicator of a project over the project's years.
#[derive(Debug)]
pub struct FollowedIndicator<'a> {
    /// The indicator as it was listed last.
    pub latest: Indicator<'a>,
    /// What it was in each year of the project.
    pub years: Vec<IndicatorYear<'a>>,
}

/// An indicator in one year.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct IndicatorYear<'a> {
    /// In the budget.
    pub budget: Option<Indicator<'a>>,
    /// In the final account.
    pub final_account: Option<Indicator<'a>>,
    /// The target of the year before, where this one is another.
    pub moved_from: Option<&'a str>,
    /// Whether the year before lists the project without it.
    pub is_new: bool,
    /// Whether the year after lists the project without it.
    pub is_ended: bool,
}

impl<'a> IndicatorYear<'a> {
    /// The year's target: the budget's, or where it has none the final account's.
    pub fn target(&self) -> Option<&'a str> {
        self.budget.and_then(|indicator| indicator.value).or(self.final_account?.value)
    }

    /// The final account's target, where that is not the budget's.
    pub fn restated(&self) -> Option<&'a str> {
        let (budget, restated) = (self.budget?.value?, self.final_account?.value?);
        is_other(budget, restated).then_some(restated)
    }

    fn indicator(&self, kind: Kind) -> Option<Indicator<'a>> {
        if kind == Kind::Budget { self.budget } else { self.final_account }
    }

    fn set(&mut self, kind: Kind, indicator: Indicator<'a>) {
        *(if kind == Kind::Budget { &mut self.budget } else { &mut self.final_account }) = Some(indicator);
    }

    /// The target of the year before, where this year's is another. Budgets are compared with budgets where both have it.
    fn moved_from(&self, before: &Self) -> Option<&'a str> {
        let value = |year: &Self, kind| year.indicator(kind)?.value;
        let of_kind = |kind| Some((value(before, kind)?, value(self, kind)?));
        let either = || Some((before.target()?, self.target()?));
        let (before, now) = of_kind(Kind::Budget).or_else(|| of_kind(Kind::Final)).or_else(either)?;
        is_other(before, now).then_some(before)
    }
}

impl<'a> Followed<'a> {
    /// Its indicators, those of the latest year first. Two of one name in one disclosure are not followed.
    pub fn indicators(&self) -> Vec<FollowedIndicator<'a>> {
        let mut keys = IndicatorKeys::default();
        let keyed = |keys: &mut IndicatorKeys<'a>, listing: &Listing<'a>| {
            let keyed = listing.project.indicators.iter().map(|indicator| (keys.of(indicator), *indicator));
            keyed.collect::<Vec<_>>()
        };
        let listed: Vec<[Option<Vec<(usize, Indicator<'a>)>>; 2]> = self
            .years
            .iter()
            .map(|year| KINDS.map(|kind| year.listing(kind).map(|listing| keyed(&mut keys, listing))))
            .collect();
        let mut rows: Vec<FollowedIndicator<'a>> = Vec::new();
        let mut row_of: BTreeMap<usize, usize> = BTreeMap::new();
        for (place, kinds) in listed.iter().enumerate().rev() {
            for (kind, listed) in KINDS.into_iter().zip(kinds) {
                let mut counts: BTreeMap<usize, usize> = BTreeMap::new();
                for (key, _) in listed.iter().flatten() {
                    *counts.entry(*key).or_default() += 1;
                }
                for (key, indicator) in listed.iter().flatten() {
                    let is_clear = counts.get(key) == Some(&1);
                    let known = row_of.get(key).copied().filter(|_| is_clear);
                    let row = known.unwrap_or_else(|| {
                        let years = vec![IndicatorYear::default(); self.years.len()];
                        rows.push(FollowedIndicator { latest: *indicator, years });
                        rows.len() - 1
                    });
                    if is_clear {
                        row_of.insert(*key, row);
                    }
                    if let Some(year) = rows.get_mut(row).and_then(|row| row.years.get_mut(place)) {
                        year.set(kind, *indicator);
                    }
                }
            }
        }
        let seen: Vec<[Option<BTreeSet<usize>>; 2]> = listed
            .iter()
            .map(|kinds| kinds.each_ref().map(|listed| Some(listed.as_ref()?.iter().map(|(key, _)| *key).collect())))
            .collect();
        for (key, row) in row_of {
            if let Some(row) = rows.get_mut(row) {
                mark(&mut row.years, key, &seen);
            }
        }
        rows
    }
}

/// Says of each year of an indicator whether its target moved, and whether it is new or ended. `seen` are the keys that each
/// year lists, in the budget and in the final account.
fn mark(years: &mut [IndicatorYear<'_>], key: usize, seen: &[[Option<BTreeSet<usize>>; 2]]) {
    // A kind of disclosure that lists it, and that lists the project in the other year too, but it in neither.
    let lacks = |here: &IndicatorYear<'_>, other: Option<usize>| {
        let Some(other) = other.and_then(|place| seen.get(place)) else { return false };
        let comparable =
            KINDS.into_iter().zip(other).any(|(kind, listed)| here.indicator(kind).is_some() && listed.is_some());
        comparable && !other.iter().flatten().any(|listed| listed.contains(&key))
    };
    for place in 0..years.len() {
        let Some(here) = years.get(place).copied() else { continue };
        let before = place.checked_sub(1);
        let moved_from = before.and_then(|before| years.get(before)).and_then(|before| here.moved_from(before));
        let is_new = lacks(&here, before);
        let is_ended = lacks(&here, Some(place + 1));
        if let Some(year) = years.get_mut(place) {
            *year = IndicatorYear { moved_from, is_new, is_ended, ..here };
        }
    }
}

/// What indicators are told apart by: their levels and names, however they are spaced. Most are the same in all years.
#[derive(Default)]
struct IndicatorKeys<'a> {
    printed: BTreeMap<[&'a str; 3], usize>,
    normal: BTreeMap<[String; 3], usize>,
}

impl<'a> IndicatorKeys<'a> {
    fn of(&mut self, indicator: &Indicator<'a>) -> usize {
        let printed = [indicator.level1, indicator.level2.unwrap_or_default(), indicator.name];
        if let Some(key) = self.printed.get(&printed) {
            return *key;
        }
        let next = self.normal.len();
        let key = *self.normal.entry(printed.map(normal)).or_insert(next);
        self.printed.insert(printed, key);
        key
    }
}
