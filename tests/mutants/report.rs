//! Counts what came of the mutants.

use std::collections::BTreeMap;

use super::kind::Kind;
use super::places::Place;
use super::trial::{Tried, Verdict};
use super::uses::Use;

/// What came of all mutants.
pub struct Report {
    /// By kind.
    pub rows: Vec<(Kind, Row)>,
    /// All of them, by kind.
    pub tried: Vec<Tried>,
}

/// What came of the mutants of a kind.
#[derive(Debug, Clone, Default)]
pub struct Row {
    /// The places there are.
    pub places: usize,
    /// The mutants that were made.
    pub made: usize,
    /// Those that are told of when they are read.
    pub refused: usize,
    /// Those that rounding may explain.
    pub rounding: usize,
    /// Those that are found.
    pub found: usize,
    /// Those of figures that a rule could see.
    pub visible: usize,
    /// Those of them that are found.
    pub visible_found: usize,
    /// How many are found by each rule.
    pub rules: BTreeMap<&'static str, usize>,
}

impl Row {
    /// Those that a rule had to find or to miss.
    pub fn counted(&self) -> usize {
        self.made - self.refused - self.rounding
    }

    /// The share of all that is found, in percent.
    pub fn share(&self) -> f64 {
        percent(self.found, self.counted())
    }

    /// The share of the visible ones that is found, in percent.
    pub fn visible_share(&self) -> f64 {
        percent(self.visible_found, self.visible)
    }

    /// Adds another.
    pub fn add(&mut self, other: &Self) {
        self.places += other.places;
        self.made += other.made;
        self.refused += other.refused;
        self.rounding += other.rounding;
        self.found += other.found;
        self.visible += other.visible;
        self.visible_found += other.visible_found;
    }

    fn count(&mut self, tried: &Tried) {
        self.made += 1;
        match &tried.verdict {
            Verdict::Refused => self.refused += 1,
            Verdict::Rounding => self.rounding += 1,
            Verdict::Found(rules) => {
                self.found += 1;
                for rule in rules {
                    *self.rules.entry(rule).or_default() += 1;
                }
            }
            Verdict::Missed => {}
        }
        let is_counted = matches!(tried.verdict, Verdict::Found(_) | Verdict::Missed);
        if is_counted && is_visible(tried) {
            self.visible += 1;
            self.visible_found += usize::from(tried.verdict != Verdict::Missed);
        }
    }
}

#[allow(clippy::cast_precision_loss, reason = "counts are small")]
fn percent(part: usize, whole: usize) -> f64 {
    if whole == 0 { 100.0 } else { part as f64 * 100.0 / whole as f64 }
}

/// Whether a rule could see a mutant: a check of the clean archive used what was changed.
pub fn is_visible(tried: &Tried) -> bool {
    let kind = tried.mutant.place.kind;
    match tried.used {
        Some(Use::Exact | Use::Bounded) => kind.has_use(),
        Some(Use::Looked) => kind.has_use() && !kind.is_figure(),
        None => false,
    }
}

impl Report {
    /// Counts.
    pub fn new(places: &[Place], mut tried: Vec<Tried>) -> Self {
        let mut rows: BTreeMap<Kind, Row> = BTreeMap::new();
        for place in places {
            rows.entry(place.kind).or_default().places += 1;
        }
        for one in &tried {
            rows.entry(one.mutant.place.kind).or_default().count(one);
        }
        tried.sort_by_key(|one| (one.mutant.place.kind, one.mutant.place.disclosure, one.mutant.place.line));
        Self { rows: rows.into_iter().collect(), tried }
    }

    /// The counts of a kind.
    pub fn of(&self, kind: Kind) -> Row {
        self.rows.iter().find(|(other, _)| *other == kind).map(|(_, row)| row.clone()).unwrap_or_default()
    }

    /// The counts of all figures.
    pub fn figures(&self) -> Row {
        let mut sum = Row::default();
        for (_, row) in self.rows.iter().filter(|(kind, _)| kind.is_figure()) {
            sum.add(row);
        }
        sum
    }

    /// The mutants that are not found.
    pub fn missed(&self) -> impl Iterator<Item = &Tried> {
        self.tried.iter().filter(|one| one.verdict == Verdict::Missed)
    }
}
