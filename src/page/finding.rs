//! What checks found, as pages show it: its rule, its sentence, its places, and what the department says of it.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::check::{Finding, Outcome, Report, Spot};
use crate::diagnostic::{Said, Severity};
use crate::fingerprint::Fingerprint;
use crate::model::department::DepartmentId;
use crate::model::disclosure::Identity;
use crate::model::field::Keyword;
use crate::page::{disclosure_folder, index};

/// As much of a stretch of text as stands for its place.
const LONGEST: usize = 24;

/// A finding. What it says are a message and its facts, which the renderer puts into words.
#[derive(Debug, Serialize)]
pub struct FindingView {
    /// The rule: `A12`.
    pub rule: &'static str,
    /// `error`, `warning`, `note`; `known` where the department explains it, `rounding` where rounding does.
    pub weight: &'static str,
    /// The sentence and the arithmetic.
    pub said: Said,
    /// The places, first the one that it is told at.
    pub places: Vec<PlaceView>,
    /// The anchor of the department's explanation, where this is the first finding that it is about.
    pub anchor: Option<String>,
}

/// A place of a finding.
#[derive(Debug, Serialize)]
pub struct PlaceView {
    /// What stands there.
    pub label: Option<String>,
    /// Its address; on the page itself the anchor alone.
    pub href: Option<String>,
    /// Whether it is on the page itself.
    pub is_here: bool,
}

impl FindingView {
    /// A finding of a disclosure, on its own page or on another.
    pub fn new(finding: &Finding, identity: &Identity, is_on_its_page: bool) -> Self {
        Self {
            rule: finding.rule.key(),
            weight: Self::weight(finding),
            said: finding.said.clone(),
            places: finding.spots.iter().filter_map(|spot| place(spot, identity, is_on_its_page)).collect(),
            anchor: None,
        }
    }

    /// How much a finding weighs, in a word; see the field.
    pub fn weight(finding: &Finding) -> &'static str {
        match finding.outcome {
            Outcome::Fail if finding.said.acknowledged.is_some() => "known",
            Outcome::Fail => finding.said.severity.key(),
            _ => "rounding",
        }
    }
}

/// A place; `None` where there is nothing to show, as of a file as a whole.
fn place(spot: &Spot, identity: &Identity, is_on_its_page: bool) -> Option<PlaceView> {
    let label = Some(&spot.label).filter(|label| !label.is_empty()).cloned();
    let label = label.or_else(|| spot.stretch.as_ref().map(|(text, _)| shortened(text)));
    if label.is_none() && spot.anchor.is_none() {
        return None;
    }
    let is_here = is_on_its_page && spot.elsewhere.is_none();
    let page = if is_here { String::new() } else { page(spot.elsewhere.as_ref().unwrap_or(identity)) };
    let anchored = spot.anchor.as_ref().map(|anchor| format!("{page}#{anchor}"));
    let href = anchored.or_else(|| spot.elsewhere.is_some().then_some(page));
    Some(PlaceView { label, href, is_here })
}

fn shortened(text: &str) -> String {
    let mut letters = text.trim().chars();
    let mut short: String = letters.by_ref().take(LONGEST).collect();
    if letters.next().is_some() {
        short.push('…');
    }
    short
}

/// The page of a disclosure in force.
fn page(identity: &Identity) -> String {
    index(&disclosure_folder(identity, false))
}

/// Where a finding is shown best: at its first place that has an anchor, else where its disclosure's checks are.
pub fn source(finding: &Finding, identity: &Identity) -> String {
    let anchor = finding.spots.iter().filter(|spot| spot.elsewhere.is_none()).find_map(|spot| spot.anchor.as_deref());
    format!("{}#{}", page(identity), anchor.unwrap_or(CHECKS))
}

/// A disclosure in a list of findings.
#[derive(Debug, Serialize)]
pub struct OfView {
    /// Its year.
    pub year: u16,
    /// `budget` or `final`.
    pub kind: &'static str,
    /// `department` or `unit`.
    pub scope: &'static str,
    /// Its page.
    pub href: String,
}

impl OfView {
    /// A disclosure in force.
    pub fn new(identity: &Identity) -> Self {
        Self {
            year: identity.year.number(),
            kind: identity.kind.key(),
            scope: identity.scope.key(),
            href: page(identity),
        }
    }
}

/// The anchor of what was checked, on each page that tells it.
pub const CHECKS: &str = "checks";

/// How many findings nobody has explained.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub struct OpenView {
    /// That do not add up.
    pub errors: usize,
    /// That somebody should look at.
    pub warnings: usize,
}

impl OpenView {
    /// Those of a disclosure.
    pub fn of(report: &Report, identity: &Identity) -> Self {
        let Some(checks) = report.of(identity) else { return Self::default() };
        Self { errors: checks.count(Severity::Error), warnings: checks.count(Severity::Warning) }
    }

    /// Whether there is none.
    pub fn is_none(self) -> bool {
        self.errors + self.warnings == 0
    }
}

impl std::iter::Sum for OpenView {
    fn sum<I: Iterator<Item = Self>>(all: I) -> Self {
        all.fold(Self::default(), |sum, one| Self {
            errors: sum.errors + one.errors,
            warnings: sum.warnings + one.warnings,
        })
    }
}

/// What lists of findings are made of.
pub fn inputs(report: &Report) -> Option<Fingerprint> {
    let found = report.iter().filter(|(_, checks)| !checks.findings.is_empty());
    Fingerprint::of_all(found.map(|(identity, checks)| Fingerprint::of(&(identity, &checks.findings))))
}

/// What only the years beside each other tell, by department.
pub fn across(report: &Report) -> BTreeMap<&DepartmentId, Vec<(&Identity, &Finding)>> {
    let mut all: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for (identity, finding) in &report.across {
        all.entry(&identity.department).or_default().push((identity, finding));
    }
    all
}
