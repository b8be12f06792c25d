//! What rules write down: each check with its outcome, the amounts that it used, and the difference. Exact throughout.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::check::place::At;
use crate::language::{Fact, Id, MessageId};
use crate::model::disclosure::Identity;
use crate::model::money::{Money, Unit};

/// How a check came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Outcome {
    /// It holds.
    Pass,
    /// It holds but for what rounding may do.
    Rounding,
    /// It does not hold.
    Fail,
    /// It could not be checked.
    NotChecked(Why),
}

/// Why a check could not be made.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Why {
    /// The disclosure does not state what the rule is about.
    NotStated,
    /// A part of what it needs is not given.
    PartMissing,
    /// There are several statements of one kind, and nobody can say which is meant.
    Ambiguous,
    /// The prose was not understood with certainty.
    Unclear,
    /// What it compares with is not published here.
    NotPublished,
    /// A budget of zero, or a base of zero, of which there is no share.
    NoBase,
}

impl Why {
    /// Every reason with the message that names it.
    pub const ALL: [(Self, MessageId); 6] = [
        (Self::NotStated, "why-not-stated"),
        (Self::PartMissing, "why-part-missing"),
        (Self::Ambiguous, "why-ambiguous"),
        (Self::Unclear, "why-unclear"),
        (Self::NotPublished, "why-not-published"),
        (Self::NoBase, "why-no-base"),
    ];

    /// The message that names it.
    pub fn message(self) -> MessageId {
        Self::ALL.iter().find(|(why, _)| *why == self).map_or("", |(_, message)| message)
    }
}

/// An amount that a check used, and where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Used {
    /// Where.
    pub at: At,
    /// How much; a blank inside a sum is nothing.
    pub money: Money,
    /// Whether it is taken away.
    pub minus: bool,
}

impl Used {
    /// An amount that is added.
    pub fn new(at: At, money: Money) -> Self {
        Self { at, money, minus: false }
    }

    /// The same, taken away.
    #[must_use]
    pub fn less(self) -> Self {
        Self { minus: true, ..self }
    }

    /// Its value in 元, with its sign.
    pub fn yuan(self) -> Decimal {
        if self.minus { -self.money.yuan() } else { self.money.yuan() }
    }
}

/// One check.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// How it came out.
    pub outcome: Outcome,
    /// Where it is told: what is stated.
    pub at: At,
    /// What is stated, then what it should follow from.
    pub used: Vec<Used>,
    /// Places without an amount that belong to it.
    pub beside: Vec<At>,
    /// By how much what is stated is more than what it should be, in 元.
    pub difference: Option<Decimal>,
    /// The attribute of the rule's message that says it.
    pub way: MessageId,
    /// What that mentions.
    pub facts: Vec<(Id, Fact)>,
    /// How the arithmetic is written, see [`Written`].
    pub written: Written,
    /// Amounts that stand in other disclosures.
    pub elsewhere: Vec<(Identity, Used)>,
    /// What to write instead of the stretch of text that is told, where there is only one thing to write.
    pub fix: Option<String>,
}

/// How a check's arithmetic is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// The first amount is the sum of the others.
    Sum,
    /// The first amount is one of the others.
    Equal,
    /// The first amount is at most the second.
    AtMost,
    /// Not at all.
    Not,
}

/// Half of the last digit of an amount, in 元: what rounding may have done to it. `decimals` are those that others of the same
/// unit are printed with; in units larger than 元, of which hundredths are printed, a shorter figure has lost its zeros.
fn half_digit(money: Money, decimals: u32) -> Decimal {
    let unit = Money::new(Decimal::ONE, money.unit()).yuan();
    unit * Decimal::new(5, decimals + 1)
}

/// What rounding may do to a sum of these amounts, in 元 (domain: (n+1) × 0.005 of the unit).
pub fn tolerance(amounts: &[Used]) -> Decimal {
    let decimals = |unit: Unit| {
        let printed = amounts.iter().filter(|used| used.money.unit() == unit).map(|used| used.money.figure().scale());
        let least = if unit == Unit::Yuan { 0 } else { 2 };
        printed.max().unwrap_or_default().max(least)
    };
    // What is nothing was not rounded.
    let rounded = amounts.iter().filter(|used| !used.money.is_zero());
    rounded.map(|used| half_digit(used.money, decimals(used.money.unit()))).sum()
}

/// What comes of a check by which these amounts are so much too far apart, in 元.
fn outcome(excess: Decimal, amounts: &[Used]) -> Outcome {
    if excess <= Decimal::ZERO {
        Outcome::Pass
    } else if excess <= tolerance(amounts) {
        Outcome::Rounding
    } else {
        Outcome::Fail
    }
}

/// The checks of one rule on one disclosure.
#[derive(Debug, Default)]
pub struct Log {
    /// All of them, in the order in which they were made.
    pub checks: Vec<Check>,
}

/// The name of a fact that says what is checked, which messages mention as `$what`.
const WHAT: MessageId = "what";

impl Log {
    fn enter(&mut self, outcome: Outcome, at: At) -> &mut Check {
        self.checks.push(Check {
            outcome,
            at,
            used: Vec::new(),
            beside: Vec::new(),
            difference: None,
            way: "fails",
            facts: Vec::new(),
            written: Written::Not,
            elsewhere: Vec::new(),
            fix: None,
        });
        let last = self.checks.len() - 1;
        &mut self.checks[last]
    }

    /// That the stated amount is the sum of its parts, within what rounding may do.
    pub fn sum(&mut self, stated: Used, parts: &[Used]) -> Outcome {
        let used: Vec<Used> = [stated].into_iter().chain(parts.iter().copied()).collect();
        let sum = parts.iter().try_fold(Decimal::ZERO, |sum, part| sum.checked_add(part.yuan()));
        let Some(difference) = sum.and_then(|sum| stated.yuan().checked_sub(sum)) else {
            self.not_checked(Why::Unclear, stated.at);
            return Outcome::NotChecked(Why::Unclear);
        };
        let outcome = outcome(difference.abs(), &used);
        let check = self.enter(outcome, stated.at);
        (check.difference, check.used, check.written) = (Some(difference), used, Written::Sum);
        outcome
    }

    /// That the stated amount is one of others, as exactly as the coarser is printed. `others` are not empty.
    pub fn equal(&mut self, stated: Used, others: &[Used]) -> Outcome {
        let near = |other: &&Used| (stated.yuan() - other.yuan()).abs() <= tolerance(&[stated, **other]);
        let (outcome, other) = if let Some(same) = others.iter().find(|other| stated.money.agrees(other.money)) {
            (Outcome::Pass, *same)
        } else if let Some(near) = others.iter().find(near) {
            (Outcome::Rounding, *near)
        } else {
            // Of several that it could be, the nearest is what was meant.
            let distance = |other: &&Used| (stated.yuan() - other.yuan()).abs();
            let Some(nearest) = others.iter().min_by_key(distance) else {
                return Outcome::NotChecked(Why::PartMissing);
            };
            (Outcome::Fail, *nearest)
        };
        let check = self.enter(outcome, stated.at);
        check.difference = Some(stated.yuan() - other.yuan());
        (check.used, check.written) = (vec![stated, other], Written::Equal);
        outcome
    }

    /// That a part is at most the whole.
    pub fn at_most(&mut self, part: Used, whole: Used) -> Outcome {
        let difference = part.yuan() - whole.yuan();
        let outcome = outcome(difference, &[part, whole]);
        let check = self.enter(outcome, part.at);
        check.difference = Some(difference);
        (check.used, check.written, check.way) = (vec![part, whole], Written::AtMost, "exceeds");
        outcome
    }

    /// That something holds.
    pub fn pass(&mut self, at: At) {
        self.enter(Outcome::Pass, at);
    }

    /// That something does not hold; the way says how.
    pub fn fail(&mut self, at: At, way: MessageId) -> &mut Check {
        let check = self.enter(Outcome::Fail, at);
        check.way = way;
        check
    }

    /// That a check holds or not.
    pub fn holds(&mut self, holds: bool, at: At, way: MessageId) -> &mut Check {
        let check = self.enter(if holds { Outcome::Pass } else { Outcome::Fail }, at);
        check.way = way;
        check
    }

    /// That something could not be checked.
    pub fn not_checked(&mut self, why: Why, at: At) {
        self.enter(Outcome::NotChecked(why), at);
    }
}

impl Check {
    /// Adds what its sentence mentions.
    pub fn with(&mut self, name: MessageId, fact: impl Into<Fact>) -> &mut Self {
        self.facts.push((Id(name), fact.into()));
        self
    }

    /// Says what is checked, where that is not the name of its first amount.
    pub fn what(&mut self, what: impl Into<Fact>) -> &mut Self {
        self.with(WHAT, what)
    }

    /// Adds amounts that it used.
    pub fn using(&mut self, used: &[Used]) -> &mut Self {
        self.used.extend_from_slice(used);
        self
    }

    /// Says what to write instead.
    pub fn fixed_by(&mut self, text: impl Into<String>) -> &mut Self {
        self.fix = Some(text.into());
        self
    }

    /// Adds a place that belongs to it.
    pub fn beside(&mut self, at: At) -> &mut Self {
        self.beside.push(at);
        self
    }
}
