//! Checks as they are told: how many came out how, and each finding with its arithmetic and its places.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::check::log::{Check, Outcome, Used, Why, Written};
use crate::check::place::{At, TextOf};
use crate::check::rule::Rule;
use crate::check::subject::texts;
use crate::diagnostic::{Said, Severity, Term};
use crate::language::{Fact, Id};
use crate::model::disclosure::{Disclosure, Identity, Kind};
use crate::model::field::Keyword;
use crate::model::money::{Money, Unit};
use crate::model::rule::RuleId;

/// How many checks of a rule came out how, on one disclosure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Tally {
    /// That hold.
    pub passed: u32,
    /// That hold but for rounding.
    pub rounding: u32,
    /// That do not hold.
    pub failed: u32,
    /// That were not made.
    pub not_checked: u32,
    /// Why the first of them was not made.
    pub why: Option<Why>,
}

impl Tally {
    /// Counts an outcome.
    fn count(&mut self, outcome: Outcome) {
        match outcome {
            Outcome::Pass => self.passed += 1,
            Outcome::Rounding => self.rounding += 1,
            Outcome::Fail => self.failed += 1,
            Outcome::NotChecked(why) => {
                self.not_checked += 1;
                self.why = self.why.or(Some(why));
            }
        }
    }

    /// How many were made.
    pub fn made(self) -> u32 {
        self.passed + self.rounding + self.failed
    }

    /// Both together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        Self {
            passed: self.passed + other.passed,
            rounding: self.rounding + other.rounding,
            failed: self.failed + other.failed,
            not_checked: self.not_checked + other.not_checked,
            why: self.why.or(other.why),
        }
    }
}

/// What was checked of one disclosure.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Checks {
    /// Of each rule that applies, how its checks came out.
    pub tallies: BTreeMap<RuleId, Tally>,
    /// What was found: what fails, and what rounding explains. Where everything is asked for, all checks.
    pub findings: Vec<Finding>,
    /// The findings that the department explains.
    pub known: Vec<Known>,
}

/// A finding that the department explains.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    /// Which of the disclosure's acknowledgements, from 0.
    pub index: usize,
    /// The rule.
    pub rule: RuleId,
    /// The explanation.
    pub note: String,
    /// Whether the disclosure by itself has such a finding.
    pub is_used: bool,
}

impl Checks {
    /// How all checks came out.
    pub fn sum(&self) -> Tally {
        self.tallies.values().fold(Tally::default(), |sum, one| sum.and(*one))
    }

    /// The findings of a severity that nobody has explained.
    pub fn count(&self, severity: Severity) -> usize {
        let open = self.findings.iter().filter(|finding| finding.is_open());
        open.filter(|finding| finding.said.severity == severity).count()
    }

    /// Leaves what is of these rules.
    pub(super) fn keep(&mut self, rule: impl Fn(RuleId) -> bool) {
        self.tallies.retain(|of, _| rule(*of));
        self.findings.retain(|finding| rule(finding.rule));
    }

    /// Adds others of the same disclosure.
    pub(super) fn join(&mut self, other: Self) {
        for (rule, tally) in other.tallies {
            let own = self.tallies.entry(rule).or_default();
            *own = own.and(tally);
        }
        self.findings.extend(other.findings);
    }

    /// Adds the checks of a rule.
    pub(super) fn enter(&mut self, rule: &Rule, checks: &[Check]) {
        let tally = self.tallies.entry(rule.id).or_default();
        for check in checks {
            tally.count(check.outcome);
        }
    }
}

/// One finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The rule.
    pub rule: RuleId,
    /// How the check came out.
    pub outcome: Outcome,
    /// What is said of it.
    pub said: Said,
    /// The places: first the one that it is told at.
    pub spots: Vec<Spot>,
    /// What is stated, in 元, where it is an amount.
    pub stated: Option<Money>,
    /// By how much that is more than what it should be, in 元.
    pub difference: Option<Money>,
    /// What to write instead of the stretch that is told, where there is only one thing to write.
    pub fix: Option<String>,
}

impl Finding {
    /// Whether it fails and nobody has explained it.
    pub fn is_open(&self) -> bool {
        self.outcome == Outcome::Fail && self.said.acknowledged.is_none()
    }

    /// Takes note that the department knows it.
    pub(super) fn acknowledge(&mut self, note: &str) {
        let before = self.said.acknowledged.take().map(|before| before + "\n");
        self.said.acknowledged = Some(before.unwrap_or_default() + note);
        self.said.severity = Severity::Note;
    }
}

/// A place of a finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spot {
    /// The disclosure, where it is another than the one that was checked.
    pub elsewhere: Option<Identity>,
    /// The path in the model, items from 0; empty for the file as a whole.
    pub path: String,
    /// A stretch of the text there, and how often it stands there before.
    pub stretch: Option<(String, usize)>,
    /// The anchor on the disclosure's page.
    pub anchor: Option<String>,
    /// What stands there: the name of a figure, and the figure.
    pub label: String,
}

/// What is told of the checks of a rule: what fails and what rounding explains, or everything.
pub(super) fn told(
    rule: &Rule,
    severity: Severity,
    checks: Vec<Check>,
    disclosure: &Disclosure,
    kind: Kind,
    everything: bool,
) -> Vec<Finding> {
    // More of one rule have one cause, and say nothing new; all of them are counted.
    const MOST: usize = 200;
    let is_told = |check: &Check| everything || matches!(check.outcome, Outcome::Fail | Outcome::Rounding);
    let most = if everything { usize::MAX } else { MOST };
    checks
        .into_iter()
        .filter(is_told)
        .take(most)
        .map(|check| finding(rule, severity, check, disclosure, kind))
        .collect()
}

fn finding(rule: &Rule, severity: Severity, check: Check, disclosure: &Disclosure, kind: Kind) -> Finding {
    let name = |at: At| at.name(disclosure, |index| Some(disclosure.statements.get(index)?.all_columns(kind)));
    let arithmetic = arithmetic(&check);
    let stated = check.used.first().map(|used| used.money);
    let unit = stated.map_or(Unit::TenThousand, Money::unit);
    let difference = check.difference.map(|yuan| Money::new(yuan, Unit::Yuan));
    let mut facts = check.facts.clone();
    let mut enter = |name: &'static str, fact: Fact| {
        if facts.iter().all(|(other, _)| other.0 != name) {
            facts.push((Id(name), fact));
        }
    };
    enter("what", Fact::Text(name(check.at)));
    if let Some(money) = stated {
        enter("stated", Fact::Text(money.to_string()));
        if let Some(yuan) = check.difference {
            // With as many decimals as the amounts of that unit, so that they stand as they are printed.
            let printed = check.used.iter().filter(|used| used.money.unit() == unit);
            let decimals = printed.map(|used| used.money.figure().scale()).max().unwrap_or_default();
            let said = |yuan: Decimal| {
                let mut figure = Money::new(yuan, Unit::Yuan).in_unit(unit).figure();
                figure.rescale(figure.scale().max(decimals));
                Fact::Text(Money::new(figure, unit).to_string())
            };
            enter("expected", said(money.yuan() - yuan));
            enter("difference", said(yuan.abs()));
        }
    }
    if let Some(second) = check.used.get(1) {
        enter("other", Fact::Text(name(second.at)));
    }
    let way = match check.outcome {
        Outcome::Fail => check.way,
        // What is rounded without arithmetic is a percentage.
        Outcome::Rounding if check.written == Written::Not => "rounding-percent",
        Outcome::Rounding => "rounding",
        Outcome::Pass => "passes",
        Outcome::NotChecked(why) => {
            enter("why", Fact::Term(why.message()));
            "not-checked"
        }
    };
    let severity = if check.outcome == Outcome::Fail { severity } else { Severity::Note };
    let message = if matches!(check.outcome, Outcome::Fail) { rule.message } else { "check-outcome" };
    enter("rule", Fact::Term(rule.message));
    Finding {
        rule: rule.id,
        outcome: check.outcome,
        said: Said {
            code: Term(rule.id.key()),
            rule: Term(message),
            way: Term(way),
            severity,
            facts,
            arithmetic,
            acknowledged: None,
        },
        spots: spots(&check, disclosure, kind),
        stated,
        difference,
        fix: check.fix,
    }
}

fn spots(check: &Check, disclosure: &Disclosure, kind: Kind) -> Vec<Spot> {
    let spot = |at: At, money: Option<Money>, elsewhere: Option<Identity>| {
        let columns = |index: usize| Some(disclosure.statements.get(index)?.all_columns(kind));
        let name = at.name(disclosure, columns);
        let year = elsewhere.as_ref().map(|other| format!("{}年{} ", other.year, other.kind.chinese()));
        let money = money.map(|money| money.to_string());
        let label = [year, Some(name), money].into_iter().flatten().filter(|part| !part.is_empty());
        Spot {
            path: at.path(disclosure, columns),
            stretch: stretch(at, disclosure),
            anchor: at.anchor(disclosure),
            label: label.collect::<Vec<_>>().join(" "),
            elsewhere,
        }
    };
    let of = |used: &Used| spot(used.at, Some(used.money), None);
    // What stands in other files is told there, and among the amounts only for the arithmetic.
    let is_here =
        |used: &&Used| check.elsewhere.iter().all(|(_, other)| other.at != used.at || other.money != used.money);
    let mut spots: Vec<Spot> = check.used.iter().filter(is_here).map(of).collect();
    if check.used.first().is_none_or(|first| first.at != check.at) {
        spots.insert(0, spot(check.at, None, None));
    }
    spots.extend(check.beside.iter().map(|at| spot(*at, None, None)));
    spots
        .extend(check.elsewhere.iter().map(|(identity, used)| spot(used.at, Some(used.money), Some(identity.clone()))));
    let mut kept: Vec<Spot> = Vec::with_capacity(spots.len());
    for spot in spots {
        let is_new = kept.iter().all(|other| {
            (&other.path, &other.stretch, &other.elsewhere) != (&spot.path, &spot.stretch, &spot.elsewhere)
        });
        if is_new {
            kept.push(spot);
        }
    }
    kept
}

/// The stretch of text at a place, and how often it stands in the same text before.
fn stretch(at: At, disclosure: &Disclosure) -> Option<(String, usize)> {
    let At::Text(of, start, end) = at else { return None };
    let text = text_of(disclosure, of)?;
    let stretch = text.get(start..end).filter(|stretch| !stretch.is_empty())?;
    Some((stretch.to_owned(), text[..start].matches(stretch).count()))
}

fn text_of(disclosure: &Disclosure, of: TextOf) -> Option<&str> {
    texts(disclosure).into_iter().find(|(other, _)| *other == of).map(|(_, text)| text)
}

/// The arithmetic of a check in the unit of what is stated: `22.59 + 14.63 = 37.22 ≠ 37.62（万元）`.
fn arithmetic(check: &Check) -> Option<String> {
    let (stated, others) = check.used.split_first()?;
    let unit = stated.money.unit();
    let figure = |money: Money| {
        let money = money.in_unit(unit);
        // Of the others' decimals none is lost.
        money.printed()
    };
    let plain = |yuan: Decimal| {
        let mut sum = Money::new(yuan, Unit::Yuan).in_unit(unit).figure();
        let decimals = others.iter().filter(|part| part.money.unit() == unit).map(|part| part.money.figure().scale());
        sum.rescale(sum.scale().max(decimals.max().unwrap_or_default()));
        sum.to_string()
    };
    let sign = if check.outcome == Outcome::Pass || check.difference.is_some_and(|difference| difference.is_zero()) {
        "="
    } else {
        "≠"
    };
    let unit = unit.chinese();
    Some(match check.written {
        Written::Not => return None,
        Written::Sum => {
            let mut text = String::new();
            for (index, part) in others.iter().enumerate() {
                // A part that is less than nothing is taken away, and the other way round.
                let is_less = part.minus != part.money.is_negative();
                let sign = match (index, is_less) {
                    (0, false) => "",
                    (0, true) => "−",
                    (_, false) => " + ",
                    (_, true) => " − ",
                };
                text.push_str(sign);
                text.push_str(&figure(Money::new(part.money.figure().abs(), part.money.unit())));
            }
            let sum: Decimal = others.iter().map(|part| part.yuan()).sum();
            let total = if others.len() > 1 { format!("{text} = {}", plain(sum)) } else { text };
            format!("{total} {sign} {}（{unit}）", figure(stated.money))
        }
        Written::Equal => format!("{} {sign} {}", stated.money, others.first()?.money),
        Written::AtMost => {
            let sign = if check.difference.is_some_and(|difference| difference > Decimal::ZERO) { ">" } else { "≤" };
            format!("{} {sign} {}", stated.money, others.first()?.money)
        }
    })
}
