//! Which places the rules look at: every check of the clean archive names the places of the amounts that it used.

use std::collections::BTreeMap;

use mingbai::check::{Finding, Outcome};
use mingbai::content::locate::{self, Wanted};
use mingbai::model::field::Keyword;
use rayon::prelude::*;

use super::places::Place;
use super::trial::{ByNumber, Clean};

/// How a rule uses what stands at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Use {
    /// It is looked at, and is no amount of an equation: a direction, a year, a part of a whole.
    Looked,
    /// It is a part of a percentage, or at most another.
    Bounded,
    /// It is one amount of a sum or of an equation, or a percentage that is calculated.
    Exact,
}

/// A path in the model, with a stretch of text there.
type At = (String, Option<(String, usize)>);

/// The stretches of the files of a disclosure that are used: file, line, first column and the column behind.
#[derive(Debug, Default)]
pub struct Uses(BTreeMap<(String, usize), Vec<Stretch>>);

/// The columns of a stretch of a line, and how it is used.
type Stretch = (usize, usize, Use);

impl Uses {
    /// How a place is used, at most.
    pub fn at(&self, place: &Place) -> Option<Use> {
        let of_line = self.0.get(&(place.file.clone(), place.line))?;
        let covers = |(from, to, _): &&(usize, usize, Use)| (*from..*to).contains(&place.column);
        of_line.iter().filter(covers).map(|(_, _, used)| *used).max()
    }
}

/// The uses of places of some disclosures, by the disclosures' numbers.
pub fn gather(clean: &Clean, numbers: &[usize]) -> ByNumber<Uses> {
    let one = |number: &usize| {
        let identity = &clean.disclosures[*number].files.identity;
        let mut used: BTreeMap<At, Use> = BTreeMap::new();
        for (of, finding) in clean.everything(*number) {
            for (index, spot) in finding.spots.iter().enumerate() {
                if spot.elsewhere.as_ref().unwrap_or(&of) != identity {
                    continue;
                }
                let Some(how) = how(&finding, index) else { continue };
                let at = (precise(&spot.path), spot.stretch.clone());
                let known = used.entry(at).or_insert(how);
                *known = how.max(*known);
            }
        }
        (*number, located(clean, *number, &used))
    };
    numbers.par_iter().map(one).collect()
}

/// The path of the figure that a path stands for: of a project as a whole, its amount.
fn precise(path: &str) -> String {
    let is_project = |rest: &str| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit());
    let is_whole = path.strip_prefix("performance.projects.").is_some_and(is_project);
    if is_whole { format!("{path}.amount") } else { path.to_owned() }
}

/// How a check uses its spot of an index.
fn how(finding: &Finding, index: usize) -> Option<Use> {
    if matches!(finding.outcome, Outcome::NotChecked(_)) {
        return None;
    }
    let is_percentage = matches!(finding.rule.key(), "C2" | "C3" | "C5");
    Some(match &finding.said.arithmetic {
        Some(text) if text.contains(['=', '≠']) => Use::Exact,
        Some(_) => Use::Bounded,
        None if is_percentage && index == 0 => Use::Exact,
        None if is_percentage => Use::Bounded,
        None => Use::Looked,
    })
}

fn located(clean: &Clean, number: usize, used: &BTreeMap<At, Use>) -> Uses {
    let disclosure = &clean.disclosures[number];
    // A statement as a whole, a row, a text as a whole: nothing is said of what stands there.
    let is_figure = |path: &str| !path.is_empty() && !path.contains('#');
    let wanted: Vec<(&At, Use)> =
        used.iter().map(|(at, how)| (at, *how)).filter(|((path, _), _)| is_figure(path)).collect();
    let asked: Vec<Wanted<'_>> = wanted
        .iter()
        .map(|((path, stretch), _)| Wanted {
            path,
            stretch: stretch.as_ref().map(|(text, before)| (text.as_str(), *before)),
        })
        .collect();
    let mut uses = Uses::default();
    for (place, ((path, stretch), how)) in
        locate::locate(&clean.files, &disclosure.files, &asked).into_iter().zip(wanted)
    {
        let Some(excerpt) = place.excerpt else { continue };
        let (line, from) = (excerpt.line as usize, excerpt.column as usize);
        let length = stretch.as_ref().map_or(excerpt.length as usize, |(text, _)| text.chars().count());
        let text = disclosure
            .texts
            .iter()
            .find(|(file, _)| **file == *place.file)
            .and_then(|(_, text)| text.lines().nth(line - 1));
        let of_line: String = text.unwrap_or_default().chars().skip(from - 1).take(length).collect();
        let (from, length) = match of_line.find("actual: ") {
            // Of a figure in three phases a path without a phase means the last.
            Some(at) if stretch.is_none() => (from + of_line[..at].chars().count() + "actual: ".len(), 1),
            // A map as a whole is no figure.
            _ if stretch.is_none()
                && of_line.starts_with(['{', '-'])
                && !path.ends_with("delta")
                && !path.ends_with("percent") =>
            {
                continue;
            }
            _ => (from, length),
        };
        uses.0.entry((place.file.to_string(), line)).or_default().push((from, from + length, how));
    }
    uses
}
