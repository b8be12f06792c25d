//! What does not agree: rules over one disclosure, and over the years of a department. Each is pure: figures and text in,
//! checks out. A check passes, passes within rounding, fails, or was not made, and says why.
//!
//! A rule is one item in the file of its family, one line in [`rule::RULES`] and one in [`RuleId`]; its words are a message.
//! It names figures by their places in the model ([`place::At`]); where these stand in the files is looked up afterwards,
//! and only for findings, which are few.

mod arithmetic;
mod completeness;
mod finding;
mod form;
mod kept;
mod lines;
mod log;
mod place;
mod reading;
pub mod rule;
mod sensitive;
mod statements;
mod subject;
mod text;
mod years;

use std::collections::BTreeMap;

use rayon::prelude::*;

use crate::archive::{Archive, DepartmentRecord, Entry};
use crate::check::log::Log;
use crate::check::place::At;
use crate::check::rule::{RULES, Rule, Years};
use crate::check::subject::Subject;
use crate::content::disclosure::Document;
use crate::diagnostic::Severity;
use crate::model::department::Department;
use crate::model::disclosure::{Disclosure, Identity};
use crate::model::field::Keyword;
use crate::model::rule::{Checking, RuleId, Rules, Weight};

pub use finding::{Checks, Finding, Known, Spot, Tally};
pub use log::{Outcome, Why};

/// Which rules are checked, and what they weigh.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    /// What the site decided.
    pub settings: Option<Checking>,
    /// The rules that are asked for; all, where none is.
    pub only: Vec<Rules>,
    /// Whether what passed and what was not checked is told too.
    pub everything: bool,
}

/// Where nothing is decided.
static UNDECIDED: Checking = Checking::UNDECIDED;

impl Plan {
    /// What the site decided.
    pub fn settings(&self) -> &Checking {
        self.settings.as_ref().unwrap_or(&UNDECIDED)
    }

    /// How much the findings of a rule weigh; `None` where it is not checked.
    pub fn severity(&self, rule: &Rule) -> Option<Severity> {
        // Whether an explanation is needed only the rule tells that it explains.
        if !self.asks(rule.id) && !self.only.iter().any(|rules| rules.has(RuleId::H)) {
            return None;
        }
        self.settings().rules.of(rule.id).map_or(Some(rule.severity), Weight::severity)
    }

    /// Whether a rule is asked for.
    fn asks(&self, rule: RuleId) -> bool {
        self.only.is_empty() || self.only.iter().any(|rules| rules.has(rule))
    }

    /// The rules that are checked on a disclosure, with what they weigh.
    fn rules(&self, identity: &Identity) -> impl Iterator<Item = (&'static Rule, Severity)> {
        let applying = RULES.iter().copied().filter(|rule| rule.applies(identity));
        applying.filter_map(|rule| Some((rule, self.severity(rule)?)))
    }
}

/// All that was checked of one disclosure by itself. What a later version took the place of stays as it was published, and is
/// not checked.
pub fn document(document: &Document, department: &Department, plan: &Plan) -> Checks {
    let mut all = Checks::default();
    if document.superseded {
        return all;
    }
    let Document { identity, disclosure, .. } = document;
    let subject = Subject::new(document, department, plan.settings());
    for (rule, severity) in plan.rules(identity) {
        let Some(alone) = rule.alone else { continue };
        let mut log = Log::default();
        alone(&subject, &mut log);
        if log.checks.is_empty() && rule.across.is_none() {
            log.not_checked(Why::NotStated, At::File);
        }
        all.enter(rule, &log.checks);
        all.findings.extend(finding::told(rule, severity, log.checks, disclosure, identity.kind, plan.everything));
    }
    acknowledge(&mut all.findings, disclosure.acknowledge.iter().map(|known| (known.rule, known.note.as_str())));
    let is_used = |rule: RuleId| all.findings.iter().any(|one| one.rule == rule && one.said.acknowledged.is_some());
    let known = disclosure.acknowledge.iter().enumerate().map(|(index, known)| Known {
        index,
        rule: known.rule,
        note: known.note.clone(),
        is_used: is_used(known.rule),
    });
    all.known = known.collect();
    let unneeded = all.known.iter().filter(|known| Rule::of(known.rule).is_none_or(|rule| rule.across.is_none()));
    let unneeded: Vec<(usize, RuleId)> = unneeded.map(|known| (known.index, known.rule)).collect();
    unneeded_acknowledgements(&mut all, None, &unneeded, plan, identity, disclosure);
    all.keep(|rule| plan.asks(rule));
    all
}

/// All that was checked of one disclosure beside those of other years. `alone` is what was checked of it by itself.
pub fn across(archive: &Archive, record: &DepartmentRecord, entry: &Entry, alone: &Checks, plan: &Plan) -> Checks {
    let mut all = Checks::default();
    if entry.superseded {
        return all;
    }
    let years = Years { archive, record, entry, settings: plan.settings() };
    let nothing = Disclosure::empty(entry.unit);
    for (rule, severity) in plan.rules(&entry.identity) {
        let Some(across) = rule.across else { continue };
        let mut log = Log::default();
        across(&years, &mut log);
        let is_nothing = alone.tallies.get(&rule.id).is_none_or(|tally| *tally == Tally::default());
        if log.checks.is_empty() && is_nothing {
            log.not_checked(Why::NotStated, At::File);
        }
        all.enter(rule, &log.checks);
        all.findings.extend(finding::told(rule, severity, log.checks, &nothing, entry.identity.kind, plan.everything));
    }
    acknowledge(&mut all.findings, alone.known.iter().map(|known| (known.rule, known.note.as_str())));
    let unneeded: Vec<(usize, RuleId)> = alone
        .known
        .iter()
        .filter(|known| !known.is_used && Rule::of(known.rule).is_some_and(|rule| rule.across.is_some()))
        .map(|known| (known.index, known.rule))
        .collect();
    unneeded_acknowledgements(&mut all, Some(alone), &unneeded, plan, &entry.identity, &nothing);
    all.keep(|rule| plan.asks(rule));
    all
}

/// What was checked of all disclosures.
#[derive(Debug, Default)]
pub struct Report {
    all: BTreeMap<Identity, Checks>,
    /// What only the years beside each other tell, with whose it is.
    pub across: Vec<(Identity, Finding)>,
}

impl Report {
    /// Adds what only the years beside each other tell to what was checked of each disclosure by itself.
    pub fn new(archive: &Archive, alone: BTreeMap<Identity, Checks>, plan: &Plan) -> Self {
        let records: Vec<(&DepartmentRecord, &Entry)> = archive
            .departments
            .values()
            .flat_map(|record| record.entries.iter().map(move |entry| (record, entry)))
            .collect();
        let nothing = Checks::default();
        let across = |(record, entry): (&DepartmentRecord, &Entry)| {
            let by_itself = alone.get(&entry.identity).unwrap_or(&nothing);
            (entry.identity.clone(), across(archive, record, entry, by_itself, plan))
        };
        let across: Vec<(Identity, Checks)> = records.into_par_iter().map(across).collect();
        let mut report = Self { all: alone, across: Vec::new() };
        for (identity, checks) in across {
            report.across.extend(checks.findings.iter().map(|finding| (identity.clone(), finding.clone())));
            report.all.entry(identity).or_default().join(checks);
        }
        report
    }

    /// What was checked of a disclosure.
    pub fn of(&self, identity: &Identity) -> Option<&Checks> {
        self.all.get(identity)
    }

    /// Every disclosure with what was checked of it, in the order of identities.
    pub fn iter(&self) -> impl Iterator<Item = (&Identity, &Checks)> {
        self.all.iter()
    }
}

/// Lets findings know that the department explains them.
fn acknowledge<'k>(findings: &mut [Finding], known: impl Iterator<Item = (RuleId, &'k str)>) {
    // That something was changed unnoticed is not for who changed it to explain.
    for (rule, note) in known.filter(|(rule, _)| *rule != RuleId::F6) {
        let of_rule = findings.iter_mut().filter(|finding| finding.rule == rule && finding.outcome == Outcome::Fail);
        of_rule.for_each(|finding| finding.acknowledge(note));
    }
}

/// Tells the acknowledgements of what is not found, or not any more. Of a rule that was not checked nothing is said.
fn unneeded_acknowledgements(
    all: &mut Checks,
    alone: Option<&Checks>,
    known: &[(usize, RuleId)],
    plan: &Plan,
    identity: &Identity,
    disclosure: &Disclosure,
) {
    let Some((rule, severity)) = plan.rules(identity).find(|(rule, _)| rule.id == RuleId::H) else { return };
    let mut log = Log::default();
    for (index, of) in known {
        // Of a rule that could not be checked nobody knows whether its explanation is needed.
        let made = |checks: &Checks| checks.tallies.get(of).is_some_and(|tally| tally.made() > 0);
        let is_checked = made(all) || alone.is_some_and(made);
        let is_needed = all.findings.iter().any(|finding| finding.rule == *of && finding.said.acknowledged.is_some());
        if is_checked {
            log.holds(is_needed, At::Acknowledgement(*index), "fails").with("known", of.key());
        }
    }
    all.enter(rule, &log.checks);
    all.findings.extend(finding::told(rule, severity, log.checks, disclosure, identity.kind, plan.everything));
}
