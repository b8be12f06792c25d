//! The indicators of a project over its years: which targets moved, which are new, which ended.

use std::collections::{BTreeMap, BTreeSet};

use crate::archive::Indicator;
use crate::archive::follow::join::{is_other, normal};
use crate::archive::follow::{Followed, Listing};
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
    /// Whether any disclosure of the year lists it.
    pub fn is_listed(&self) -> bool {
        self.budget.is_some() || self.final_account.is_some()
    }

    /// The year's target: the budget's, or where it has none the final account's.
    pub fn target(&self) -> Option<&'a str> {
        self.budget.and_then(|indicator| indicator.value).or_else(|| self.final_account?.value)
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

/// The listings of one year, the budget's and the final account's: the indicators with what they are told apart by.
type Listed<'a> = [Option<Vec<(Key, Indicator<'a>)>>; 2];

/// Which kinds of disclosure list the project in a year, and which indicators they list together.
struct Lists {
    kinds: [bool; 2],
    keys: BTreeSet<Key>,
}

impl<'a> Followed<'a> {
    /// Its indicators, those of the latest year first. One goes on in the one of its name; where a disclosure lists two of a
    /// name, in the one of its levels and name; where even these are two, in none.
    pub fn indicators(&self) -> Vec<FollowedIndicator<'a>> {
        let listed = self.listed();
        let mut rows: Vec<FollowedIndicator<'a>> = Vec::new();
        let mut row_of: BTreeMap<Key, usize> = BTreeMap::new();
        for (place, kinds) in listed.iter().enumerate().rev() {
            for (kind, listed) in Kind::BOTH.into_iter().zip(kinds) {
                let several = several(listed.iter().flatten().map(|(key, _)| *key));
                for (key, indicator) in listed.iter().flatten() {
                    let mut new_row = || {
                        let years = vec![IndicatorYear::default(); self.years.len()];
                        rows.push(FollowedIndicator { latest: *indicator, years });
                        rows.len() - 1
                    };
                    let row =
                        if several.contains(key) { new_row() } else { *row_of.entry(*key).or_insert_with(new_row) };
                    rows[row].years[place].set(kind, *indicator);
                }
            }
        }
        let keys = |kinds: &Listed<'_>| kinds.iter().flatten().flatten().map(|(key, _)| *key).collect();
        let years: Vec<Lists> = listed
            .iter()
            .map(|kinds| Lists { kinds: [&kinds[0], &kinds[1]].map(Option::is_some), keys: keys(kinds) })
            .collect();
        for (key, row) in row_of {
            mark(&mut rows[row].years, key, &years);
        }
        rows
    }

    fn listed(&self) -> Vec<Listed<'a>> {
        let mut texts = Texts::default();
        let mut keyed = |listing: &Listing<'a>| {
            let indicators = listing.project.indicators.iter();
            indicators.map(|indicator| (texts.key(indicator), *indicator)).collect::<Vec<_>>()
        };
        let mut listed: Vec<Listed<'a>> =
            self.years.iter().map(|year| Kind::BOTH.map(|kind| year.listing(kind).map(&mut keyed))).collect();
        let lists = || listed.iter().flatten().flatten();
        let ambiguous: BTreeSet<usize> =
            lists().flat_map(|listed| several(listed.iter().map(|(key, _)| key.name))).collect();
        for (key, _) in listed.iter_mut().flatten().flatten().flatten() {
            if !ambiguous.contains(&key.name) {
                key.levels = None;
            }
        }
        listed
    }
}

/// What stands more than once in a list.
fn several<T: Ord + Copy>(all: impl Iterator<Item = T>) -> BTreeSet<T> {
    let mut seen = BTreeSet::new();
    all.filter(|one| !seen.insert(*one)).collect()
}

/// Says of each year of an indicator whether its target moved, and whether it is new or ended.
fn mark(years: &mut [IndicatorYear<'_>], key: Key, listed: &[Lists]) {
    // A kind of disclosure that lists it, and that lists the project in the other year too, but it in neither.
    let lacks = |here: &IndicatorYear<'_>, other: Option<usize>| {
        let Some(other) = other.and_then(|place| listed.get(place)) else { return false };
        let comparable =
            Kind::BOTH.into_iter().zip(other.kinds).any(|(kind, lists)| lists && here.indicator(kind).is_some());
        comparable && !other.keys.contains(&key)
    };
    for place in 0..years.len() {
        let here = years[place];
        let before = place.checked_sub(1);
        years[place] = IndicatorYear {
            moved_from: before.and_then(|before| here.moved_from(&years[before])),
            is_new: lacks(&here, before),
            is_ended: lacks(&here, Some(place + 1)),
            ..here
        };
    }
}

/// What an indicator is told apart by: its name, and where that is not enough its levels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    name: usize,
    levels: Option<[usize; 2]>,
}

/// Texts by number: the same number for texts that differ only in width, spaces and brackets. Most are the same in all years.
#[derive(Default)]
struct Texts<'a> {
    printed: BTreeMap<&'a str, usize>,
    normal: BTreeMap<String, usize>,
}

impl<'a> Texts<'a> {
    fn key(&mut self, indicator: &Indicator<'a>) -> Key {
        let levels = [indicator.level1, indicator.level2.unwrap_or_default()];
        Key { name: self.number(indicator.name), levels: Some(levels.map(|level| self.number(level))) }
    }

    fn number(&mut self, text: &'a str) -> usize {
        if let Some(number) = self.printed.get(text) {
            return *number;
        }
        let next = self.normal.len();
        let number = *self.normal.entry(normal(text)).or_insert(next);
        self.printed.insert(text, number);
        number
    }
}
