//! What list pages are made of, by fingerprint, so that a page whose inputs are those of the last build is not made again.
//!
//! Making the pages that lay all bodies and all years beside each other takes longer than reading what they are made of.

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::archive::{Archive, Code, DepartmentRecord};
use crate::fingerprint::Fingerprint;
use crate::model::cell::Cell;
use crate::model::measure::Measure;
use crate::model::period::FiscalYear;

/// What lists of bodies are made of beside their figures: the departments, and which disclosures there are.
fn bodies(archive: &Archive) -> Option<Fingerprint> {
    let entries: Vec<_> = archive.entries().map(|entry| (&entry.identity, entry.superseded)).collect();
    Fingerprint::of(&(archive.sources?, entries))
}

/// What a page is made of that tells who has published what, and when.
pub fn of_dates(archive: &Archive) -> Option<Fingerprint> {
    let entries: Vec<_> = archive.entries().map(|entry| (&entry.identity, entry.superseded, &entry.dates)).collect();
    Fingerprint::of(&(archive.sources?, entries))
}

/// What a year's page is made of: the disclosures of the year and of the one before, which changes are from.
pub fn of_year(archive: &Archive, year: FiscalYear) -> Option<Fingerprint> {
    let near = [year.before(), year].into_iter().filter_map(|year| archive.made_of.get(&year));
    Fingerprint::of_all(near.flatten().copied().chain([archive.sources]))
}

/// What each measure's page is made of.
pub fn of_measures(archive: &Archive, measures: &[Measure]) -> Vec<Option<Fingerprint>> {
    let Some(bodies) = bodies(archive) else { return vec![None; measures.len()] };
    let of = |measure: &Measure| {
        let stated: Vec<(usize, Cell)> =
            archive.in_force().enumerate().filter_map(|(index, entry)| Some((index, entry.cell(*measure)?))).collect();
        Fingerprint::of(&(bodies, stated))
    };
    measures.par_iter().map(of).collect()
}

/// What each code's page is made of, without what is above and below it.
pub fn of_codes(archive: &Archive, codes: &[Code]) -> Vec<Option<Fingerprint>> {
    let Some(bodies) = bodies(archive) else { return vec![None; codes.len()] };
    let mut stated: BTreeMap<Code, Vec<_>> = BTreeMap::new();
    for (index, entry) in archive.in_force().enumerate() {
        let kind = entry.functional.kind();
        for (code, cell, label) in entry.functional.all() {
            stated.entry(code).or_default().push((index, kind, cell, label));
        }
    }
    codes.par_iter().map(|code| Fingerprint::of(&(bodies, stated.get(code)))).collect()
}

/// What the pages of projects are made of.
pub fn of_projects(archive: &Archive) -> Option<Fingerprint> {
    let listed: Vec<_> = archive.in_force().map(|entry| (&entry.identity, entry.projects.fingerprint())).collect();
    Fingerprint::of(&(archive.sources?, listed))
}

/// What a department's page is made of: its disclosures, those of the bodies that became it, and all departments' files.
pub fn of_department(archive: &Archive, record: &DepartmentRecord) -> Option<Fingerprint> {
    let before =
        archive.events_of(&record.id).flat_map(|event| &event.from).filter_map(|id| archive.departments.get(id));
    let records = std::iter::once(record).chain(before).map(|record| record.made_of);
    Fingerprint::of_all(records.chain([archive.sources]))
}
