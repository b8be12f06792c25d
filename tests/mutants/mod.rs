//! The mutation test of the check rules: from the showcase, which has no findings, one figure, unit, sign, year, date, name or
//! word is changed at a time; how many of these mutants are found says what the rules are worth.
//!
//! `places` finds where something can be changed, `slip` changes it as people slip, `uses` tells which places the rules look
//! at, `trial` checks what a mutant can touch, `report` counts. The same seed gives the same mutants.

pub mod kind;
pub mod places;
pub mod report;
pub mod slip;
pub mod trial;
pub mod uses;

use std::collections::BTreeMap;

use kind::Kind;
use places::Place;
use rayon::prelude::*;
use report::Report;
use slip::{Dice, Mutant};
use trial::{Clean, Tried};

/// What the mutants are drawn with.
pub const SEED: u64 = 20_250_101;

/// Draws up to `count` mutants of each kind by its weight, among the disclosures that `is_wanted` takes, and tries them.
pub fn run(clean: &Clean, seed: u64, count: usize, is_wanted: impl Fn(usize) -> bool) -> Report {
    let wanted = (0..clean.disclosures.len()).filter(|number| is_wanted(*number));
    let places: Vec<Place> =
        wanted.collect::<Vec<_>>().into_par_iter().flat_map_iter(|number| places::of(clean, number)).collect();
    let mutants = draw(clean, &places, seed, count);
    let mut of_disclosure: BTreeMap<usize, Vec<Mutant>> = BTreeMap::new();
    for mutant in mutants {
        of_disclosure.entry(mutant.place.disclosure).or_default().push(mutant);
    }
    let groups: Vec<(usize, Vec<Mutant>)> = of_disclosure.into_iter().collect();
    // Where another disclosure uses a figure, its checks are needed too, so the uses of all are gathered first.
    let uses = uses::gather(clean, &groups.iter().map(|(number, _)| *number).collect::<Vec<_>>());
    let tried: Vec<Tried> = groups
        .into_par_iter()
        .flat_map_iter(|(number, mutants)| trial::of(clean, number, mutants, uses.get(&number)))
        .collect();
    Report::new(&places, tried)
}

/// Draws mutants: of each kind as many as its weight asks for, each place once.
fn draw(clean: &Clean, places: &[Place], seed: u64, count: usize) -> Vec<Mutant> {
    let whole: usize = Kind::ALL.iter().map(|kind| kind.weight()).sum();
    let mut mutants = Vec::new();
    for (number, kind) in Kind::ALL.iter().enumerate() {
        let mut dice = Dice::new(seed.wrapping_add(number as u64 * 7919));
        let mut of_kind: Vec<&Place> = places.iter().filter(|place| place.kind == *kind).collect();
        dice.shuffle(&mut of_kind);
        let wanted = (count * kind.weight()).div_ceil(whole);
        mutants.extend(of_kind.into_iter().filter_map(|place| slip::mutant(clean, place, &mut dice)).take(wanted));
    }
    mutants
}
