//! What was checked of a disclosure, on its page: how many checks came out how, what was found, what was not checked.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::check::rule::Rule;
use crate::check::{Checks, Tally};
use crate::content::disclosure::Document;
use crate::model::field::Keyword;
use crate::page::finding::FindingView;

/// What was checked.
#[derive(Debug, Serialize)]
pub struct ChecksView {
    /// Whether it was checked at all. What a later version took the place of is not.
    pub is_checked: bool,
    /// How many checks were made.
    pub made: u32,
    /// How many passed.
    pub passed: u32,
    /// How many passed within rounding.
    pub rounding: u32,
    /// How many failed.
    pub failed: u32,
    /// How many of these the department explains.
    pub known: usize,
    /// How many were not made.
    pub not_made: u32,
    /// What failed, and what rounding explains.
    pub findings: Vec<FindingView>,
    /// What the department says of what is not found here.
    pub explanations: Vec<ExplanationView>,
    /// The rules that were checked, with how often.
    pub rules: Vec<CountView>,
    /// Those that were not, or not everywhere, by the reason.
    pub unchecked: Vec<UncheckedView>,
}

/// What the department says of a rule's findings.
#[derive(Debug, Serialize)]
pub struct ExplanationView {
    /// Its anchor.
    pub anchor: String,
    /// The rule.
    pub rule: &'static str,
    /// Whether only the years beside each other tell of it.
    pub is_across: bool,
    /// The explanation.
    pub note: String,
}

/// How often a rule was checked, or could not be.
#[derive(Debug, Serialize)]
pub struct CountView {
    /// The rule.
    pub rule: &'static str,
    /// How often.
    pub count: u32,
}

/// Rules that could not be checked for one reason.
#[derive(Debug, Serialize)]
pub struct UncheckedView {
    /// The message that says why.
    pub why: &'static str,
    /// The rules.
    pub rules: Vec<CountView>,
}

fn made(tally: Tally) -> u32 {
    tally.passed + tally.rounding + tally.failed
}

impl ChecksView {
    /// What was checked of a document by itself.
    pub fn new(document: &Document, checks: &Checks) -> Self {
        let sum = checks.sum();
        let mut findings: Vec<FindingView> =
            checks.findings.iter().map(|finding| FindingView::new(finding, &document.identity, true)).collect();
        // What rounding explains comes last.
        findings.sort_by_key(|finding| finding.weight == "rounding");
        let explanations = explanations(document, &mut findings);
        let counts = checks.tallies.iter().map(|(rule, tally)| CountView { rule: rule.key(), count: made(*tally) });
        Self {
            is_checked: !document.superseded,
            made: made(sum),
            passed: sum.passed,
            rounding: sum.rounding,
            failed: sum.failed,
            known: findings.iter().filter(|finding| finding.weight == "known").count(),
            not_made: sum.not_checked,
            findings,
            explanations,
            rules: counts.filter(|rule| rule.count > 0).collect(),
            unchecked: unchecked(checks),
        }
    }
}

/// Gives each explanation its anchor, at the first finding that it is about. Those of nothing that is found here remain.
fn explanations(document: &Document, findings: &mut [FindingView]) -> Vec<ExplanationView> {
    let mut left = Vec::new();
    for (number, known) in (1..).zip(&document.disclosure.acknowledge) {
        let anchor = format!("acknowledgement-{number}");
        let is_about = |finding: &&mut FindingView| {
            finding.rule == known.rule.key()
                && finding.anchor.is_none()
                && finding.said.acknowledged.as_ref() == Some(&known.note)
        };
        match findings.iter_mut().find(is_about) {
            Some(finding) => finding.anchor = Some(anchor),
            None => left.push(ExplanationView {
                anchor,
                rule: known.rule.key(),
                is_across: Rule::of(known.rule).is_some_and(|rule| rule.across.is_some()),
                note: known.note.clone(),
            }),
        }
    }
    left
}

fn unchecked(checks: &Checks) -> Vec<UncheckedView> {
    let mut by_reason: BTreeMap<_, Vec<CountView>> = BTreeMap::new();
    for (rule, tally) in &checks.tallies {
        if let Some(why) = tally.why {
            by_reason.entry(why).or_default().push(CountView { rule: rule.key(), count: tally.not_checked });
        }
    }
    by_reason.into_iter().map(|(why, rules)| UncheckedView { why: why.message(), rules }).collect()
}
