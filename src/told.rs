//! Findings as they are told: each at its places in the files, which are looked up only now, and with what stands there.

use crate::check::{Finding, Spot};
use crate::content::layout::{Catalog, DisclosureFiles};
use crate::content::locate::{self, Wanted};
use crate::diagnostic::{self, Diagnostic, Fix, Place, Problem};
use crate::files::Files;
use crate::fingerprint::Fingerprint;
use crate::model::rule::Stop;

/// Findings of a disclosure, each at its places.
pub fn told<'f>(
    files: &Files,
    catalog: &Catalog,
    place: &DisclosureFiles,
    findings: impl Iterator<Item = &'f Finding>,
) -> Vec<Diagnostic> {
    let findings: Vec<&Finding> = findings.collect();
    let wanted = |spot: &'f Spot| Wanted {
        path: &spot.path,
        stretch: spot.stretch.as_ref().map(|(text, before)| (text.as_str(), *before)),
    };
    let here: Vec<Wanted<'_>> = findings
        .iter()
        .flat_map(|finding| &finding.spots)
        .filter(|spot| spot.elsewhere.is_none())
        .map(wanted)
        .collect();
    if findings.is_empty() {
        return Vec::new();
    }
    // Findings about a file as a whole need no look into it.
    let needs_look = here.iter().any(|wanted| !wanted.path.is_empty());
    let places = if needs_look {
        locate::locate(files, place, &here)
    } else {
        here.iter().map(|_| Place::file(place.file.as_str())).collect()
    };
    let mut places = places.into_iter();
    let mut place_of = |spot: &'f Spot| match &spot.elsewhere {
        None => places.next(),
        Some(identity) => locate::locate(files, catalog.files_of(identity)?, &[wanted(spot)]).into_iter().next(),
    };
    let mut diagnostics = Vec::with_capacity(findings.len());
    for finding in findings {
        let mut spots =
            finding.spots.iter().filter_map(|spot| Some((spot, place_of(spot)?))).collect::<Vec<_>>().into_iter();
        let Some((first, at)) = spots.next() else { continue };
        let others = spots.map(|(spot, place)| (place, spot.label.clone())).collect();
        let label = Some(first.label.clone()).filter(|label| !label.is_empty());
        let record = (!first.path.is_empty()).then(|| record(&first.path));
        let stretch = first.stretch.as_ref().map(|(text, _)| text.clone());
        let fix = stretch.zip(finding.fix.clone()).map(|(instead_of, text)| Fix { instead_of, text });
        let way = finding.said.way.0;
        let fingerprint = Fingerprint::of(&(finding.rule, way, &place.file, &first.path, &first.stretch));
        let fingerprint = fingerprint.map_or_else(String::new, Fingerprint::hex);
        let problem = Problem::Finding(Box::new(diagnostic::Finding {
            said: finding.said.clone(),
            label,
            others,
            fix,
            fingerprint,
        }));
        diagnostics.push(Diagnostic { problem, place: at, record });
    }
    diagnostics
}

/// A path in the model as people read it, where items count from 1: `statements.0` is `statements[1]`.
fn record(path: &str) -> String {
    let mut text = String::new();
    for part in path.split('.') {
        match part.parse::<usize>() {
            Ok(index) => text.extend(["[", &(index + 1).to_string(), "]"]),
            Err(_) if text.is_empty() => text.push_str(part),
            Err(_) => text.extend([".", part]),
        }
    }
    text
}

/// Whether any finding among the problems stops what was to be done.
pub fn findings_stop(problems: &[Diagnostic], stop: Stop) -> bool {
    problems.iter().any(|problem| problem.finding().is_some() && stop.includes(problem.severity()))
}
