//! What rules make of the ways in which disclosures say things: sentences in `tests/checks/phrasings.tsv`, each in a disclosure
//! of its own. Most of them are correct, or about something else, and nothing may be found in them.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use crate::checks::{checked, fails};
use crate::harness::{SITE, Site, repository};

/// The rules that read prose.
const RULES: [&str; 7] = ["C1", "C2", "C3", "C4", "C5", "C9", "D1"];

/// A sentence with the disclosure that it stands in and what is expected of it.
struct Phrasing {
    base: String,
    expected: String,
    sentence: String,
}

fn phrasings() -> Vec<Phrasing> {
    let text = fs::read_to_string(repository().join("tests/checks/phrasings.tsv")).expect("the sentences");
    let lines = text.lines().filter(|line| !line.starts_with('#') && !line.is_empty());
    let phrasing = |line: &str| {
        let cells: Vec<&str> = line.split('\t').collect();
        let [base, expected, sentence] = cells.as_slice() else { panic!("three columns: {line}") };
        Phrasing {
            base: (*base).to_owned(),
            expected: (*expected).to_owned(),
            sentence: sentence.replace("\\n", "\n      "),
        }
    };
    lines.map(phrasing).collect()
}

/// What came of the checks of one sentence: rules that pass, and rules that fail.
#[derive(Default)]
struct Result {
    passing: BTreeSet<&'static str>,
    failing: BTreeSet<&'static str>,
    said: Vec<String>,
}

/// A site with a body for each sentence, and the line from which on its disclosure holds that sentence.
fn site(phrasings: &[Phrasing]) -> (Site, BTreeMap<String, (usize, u32)>) {
    let mut site = Site::empty().file("site.toml", SITE);
    let mut places = BTreeMap::new();
    for (index, phrasing) in phrasings.iter().enumerate() {
        let base = repository().join(format!("tests/checks/phrasings/{}.yaml", phrasing.base));
        let base = fs::read_to_string(base).expect("the figures");
        let file = format!("content/d{index:03}/2024/{}.yaml", phrasing.base);
        let line = u32::try_from(base.lines().count()).expect("few lines");
        site = site
            .file(&format!("content/d{index:03}/department.yaml"), format!("名称: 测试县第{index}局\n"))
            .file(&file, format!("{base}sections:\n  - key: other\n    body: |\n      {}\n", phrasing.sentence));
        places.insert(file, (index, line));
    }
    (site, places)
}

#[test]
fn what_is_said_in_many_ways_is_understood_or_left_alone() {
    let phrasings = phrasings();
    assert!(phrasings.len() >= 120, "{}", phrasings.len());
    let sound = phrasings.iter().filter(|one| !one.expected.starts_with("fail")).count();
    assert!(sound * 2 >= phrasings.len(), "half of them are sound");
    let (site, places) = site(&phrasings);
    let mut results: Vec<Result> = phrasings.iter().map(|_| Result::default()).collect();
    for problem in checked(&site) {
        let Some(finding) = problem.finding().filter(|finding| RULES.contains(&finding.said.code.0)) else { continue };
        let Some((index, first)) = places.get(&*problem.place.file) else { continue };
        let line = problem.place.excerpt.as_ref().map_or(0, |excerpt| excerpt.line);
        if line <= *first {
            continue;
        }
        let (rule, way, result) = (finding.said.code.0, finding.said.way.0, &mut results[*index]);
        if fails(way) {
            result.failing.insert(rule);
        } else if way == "passes" {
            result.passing.insert(rule);
        }
        let stretch = problem.place.excerpt.as_ref().map_or("", |excerpt| &excerpt.text[excerpt.range()]);
        result.said.push(format!("{rule} {way} {stretch}"));
    }
    let mut faults = Vec::new();
    for (phrasing, result) in phrasings.iter().zip(&results) {
        if !is_expected(&phrasing.expected, result) {
            let Phrasing { base, expected, sentence } = phrasing;
            faults.push(format!("{base} {expected}: {sentence}\n    {}", result.said.join("; ")));
        }
    }
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

fn is_expected(expected: &str, result: &Result) -> bool {
    let (outcome, rules) = expected.split_once(' ').unwrap_or((expected, ""));
    let rules: BTreeSet<&str> = rules.split(' ').filter(|rule| !rule.is_empty()).collect();
    match outcome {
        "ok" => result.failing.is_empty() && rules.is_subset(&result.passing),
        "quiet" => result.failing.is_empty(),
        "open" => result.failing.is_empty() && result.passing.is_empty(),
        "fail" => result.failing == rules,
        _ => panic!("there is no outcome “{outcome}”"),
    }
}
