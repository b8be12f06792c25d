//! What a check found, as it is told: its rule, its sentence, its arithmetic, and what stands at each of its places.

use serde::{Deserialize, Serialize};

use crate::diagnostic::{Place, Severity, Term};
use crate::language::{Catalogue, Fact, Id};

/// A finding in words that any language has, without its places.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// The rule's id, which is the stable code: `A12`.
    pub code: Term,
    /// The message that describes the rule: `rule-A12`.
    pub rule: Term,
    /// The attribute of that message that says what was found: `fails`.
    pub way: Term,
    /// How much it weighs.
    pub severity: Severity,
    /// What the sentence mentions.
    pub facts: Vec<(Id, Fact)>,
    /// The arithmetic, where there is any: `22.59 + 14.63 = 37.22 ≠ 37.62（万元）`.
    pub arithmetic: Option<String>,
    /// The department's explanation, where it knows the finding.
    pub acknowledged: Option<String>,
}

impl Said {
    /// The facts by their names.
    pub fn facts(&self) -> Vec<(&'static str, Fact)> {
        self.facts.iter().map(|(name, fact)| (name.0, fact.clone())).collect()
    }

    /// The message whose text is the rule's title, whatever came of the check.
    pub fn title(&self) -> Term {
        let title = self.facts.iter().find_map(|(name, fact)| match fact {
            Fact::Term(message) if name.0 == "rule" => Some(Term(message)),
            _ => None,
        });
        title.unwrap_or(self.rule)
    }

    /// What was found, in one sentence.
    pub fn message(&self, catalogue: &Catalogue) -> String {
        self.sentence(catalogue, &self.facts())
    }

    /// What to do about it: what is right for this way of failing, else for the rule.
    pub(super) fn help(&self, catalogue: &Catalogue, facts: &[(&'static str, Fact)]) -> Option<String> {
        let own = catalogue.attribute(self.rule.0, &format!("{}-help", self.way.0), facts);
        own.or_else(|| catalogue.attribute(self.rule.0, "help", facts))
    }

    pub(super) fn sentence(&self, catalogue: &Catalogue, facts: &[(&'static str, Fact)]) -> String {
        catalogue.attribute(self.rule.0, self.way.0, facts).unwrap_or_else(|| self.code.0.to_owned())
    }
}

/// A finding with its places.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// What was found.
    pub said: Said,
    /// What stands at the place that it is told at, where that is a figure.
    pub label: Option<String>,
    /// The other places, with what stands there.
    pub others: Vec<(Place, String)>,
    /// What to write instead, where there is only one thing to write.
    pub fix: Option<Fix>,
    /// What tells it from all others, and stays the same while the files around it change: the SHA-256 of rule and place.
    pub fingerprint: String,
}

/// A mechanical correction of a stretch of text, which begins at the finding's place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fix {
    /// The stretch.
    pub instead_of: String,
    /// What to write.
    pub text: String,
}
