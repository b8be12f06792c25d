//! `/checks/`: what each rule checks, by which law or statement, how much it weighs, and how often it is found.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::check::rule::{RULES, Rule};
use crate::check::{Plan, Report};
use crate::config::Site;
use crate::model::field::Keyword;
use crate::model::rule::RuleId;
use crate::page::finding::FindingView;
use crate::page::{Meta, Page, index};

/// The rules.
#[derive(Debug, Serialize)]
pub struct View {
    /// By family.
    pub families: Vec<FamilyView>,
}

/// A family of rules.
#[derive(Debug, Serialize)]
pub struct FamilyView {
    /// Its letter.
    pub family: &'static str,
    /// Its rules.
    pub rules: Vec<RuleView>,
}

/// A rule. Its words are the attributes of its message.
#[derive(Debug, Serialize)]
pub struct RuleView {
    /// Its id.
    pub id: &'static str,
    /// The message that describes it.
    pub message: &'static str,
    /// How much its findings weigh on this site; `None` where it is not checked.
    pub severity: Option<&'static str>,
    /// The kinds that it applies to.
    pub kinds: Vec<&'static str>,
    /// The first year that it applies to.
    pub since: Option<u16>,
    /// How many findings nobody has explained.
    pub open: usize,
    /// How many the departments explain.
    pub known: usize,
}

/// Where the page goes.
const FOLDER: &str = "checks/";

/// The page.
pub fn page(report: &Report, site: &Site) -> Page {
    let plan = Plan { settings: site.check.clone(), ..Plan::default() };
    let counts = counts(report);
    let mut families: Vec<FamilyView> = Vec::new();
    for rule in RULES {
        let family = rule.id.family();
        if families.last().is_none_or(|last| last.family != family) {
            families.push(FamilyView { family, rules: Vec::new() });
        }
        if let Some(last) = families.last_mut() {
            last.rules.push(rule_view(rule, &plan, counts.get(&rule.id).copied().unwrap_or_default()));
        }
    }
    Page {
        path: index(FOLDER),
        source: "checks".to_owned(),
        title: String::new(),
        meta: Meta { column: Some("check-rules".to_owned()), ..Meta::default() },
        view: super::View::Checks(View { families }),
    }
}

fn rule_view(rule: &Rule, plan: &Plan, (open, known): (usize, usize)) -> RuleView {
    RuleView {
        id: rule.id.key(),
        message: rule.message,
        severity: plan.severity(rule).map(crate::diagnostic::Severity::key),
        kinds: rule.kinds.iter().map(|kind| kind.key()).collect(),
        since: rule.since,
        open,
        known,
    }
}

/// Of each rule, how many findings nobody has explained, and how many the departments have.
fn counts(report: &Report) -> BTreeMap<RuleId, (usize, usize)> {
    let mut counts: BTreeMap<RuleId, (usize, usize)> = BTreeMap::new();
    for finding in report.iter().flat_map(|(_, checks)| &checks.findings) {
        let (open, known) = counts.entry(finding.rule).or_default();
        match FindingView::weight(finding) {
            "known" => *known += 1,
            "rounding" => {}
            _ => *open += 1,
        }
    }
    counts
}
