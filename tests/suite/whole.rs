//! Whole disclosures in the manner of several places, in `tests/checks/whole/`: nothing is found in them but what they name, and
//! each error that is planted is found, and nothing else.

use std::collections::BTreeSet;
use std::fs;

use crate::checks::{checked, fails, site};
use crate::harness::repository;

/// A disclosure, what is known of it, and the errors that are planted: the rules that find each, what stands there and what is
/// written instead.
struct Whole<'t> {
    files: &'t str,
    known: BTreeSet<String>,
    planted: Vec<(BTreeSet<String>, &'t str, &'t str)>,
}

fn rules(text: &str) -> BTreeSet<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

fn whole(text: &str) -> Whole<'_> {
    let (files, planted) = text.split_once("== planted ==\n").expect("planted errors");
    let known = files.lines().find_map(|line| line.strip_prefix("# known: ")).map(rules).unwrap_or_default();
    let planted = planted.lines().filter(|line| !line.is_empty()).map(|line| {
        let (by, change) = line.split_once(": ").unwrap_or_else(|| panic!("rules: {line}"));
        let (from, to) = change.split_once(" → ").unwrap_or_else(|| panic!("a change: {line}"));
        (rules(by), from, to)
    });
    Whole { files, known, planted: planted.collect() }
}

/// The rules that fail, and what they say.
fn failing(files: &str) -> (BTreeSet<String>, Vec<String>) {
    let problems = checked(&site(files));
    let failing = problems.iter().filter_map(|problem| Some((problem, problem.finding()?)));
    let failing: Vec<_> = failing.filter(|(_, finding)| fails(finding.said.way.0)).collect();
    let said = failing.iter().map(|(problem, finding)| {
        let line = problem.place.excerpt.as_ref().map_or(0, |excerpt| excerpt.line);
        format!("{} {} {line}: {:?}", finding.said.code.0, finding.said.way.0, finding.said.facts)
    });
    (failing.iter().map(|(_, finding)| finding.said.code.0.to_owned()).collect(), said.collect())
}

#[test]
fn whole_disclosures_are_clean_and_each_planted_error_is_found() {
    let folder = repository().join("tests/checks/whole");
    let mut paths: Vec<_> = fs::read_dir(folder).expect("disclosures").flatten().map(|entry| entry.path()).collect();
    paths.sort();
    assert!(paths.len() >= 4, "the disclosures are there");
    let mut faults = Vec::new();
    for path in paths {
        let text = fs::read_to_string(&path).expect("a disclosure");
        let Whole { files, known, planted } = whole(&text);
        let name = path.file_stem().unwrap_or_default().to_string_lossy();
        let (found, said) = failing(files);
        if found != known {
            faults.push(format!("{name}: {said:#?}"));
        }
        for (by, from, to) in planted {
            assert_eq!(files.matches(from).count(), 1, "{name}: {from}");
            let (found, said) = failing(&files.replace(from, to));
            let new: BTreeSet<String> = found.difference(&known).cloned().collect();
            if new != by {
                faults.push(format!("{name}: {from} → {to}: {by:?}, found {new:?}: {said:?}"));
            }
        }
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}
