//! A rule: what it is called, what it weighs, what it applies to, and how it checks. Its words are the message that it names.

use crate::archive::{Archive, DepartmentRecord, Entry};
use crate::check::log::Log;
use crate::check::subject::Subject;
use crate::check::{arithmetic, completeness, form, kept, sensitive, statements, text, years};
use crate::diagnostic::Severity;
use crate::language::MessageId;
use crate::model::disclosure::{Identity, Kind};
use crate::model::rule::{Checking, RuleId};

/// A rule. Title, formula, source and example are attributes of its message, in both languages.
#[derive(Debug)]
pub struct Rule {
    /// Its id, which never changes.
    pub id: RuleId,
    /// The message that describes it.
    pub message: MessageId,
    /// How much its findings weigh, unless the site decides otherwise.
    pub severity: Severity,
    /// The kinds that it applies to.
    pub kinds: &'static [Kind],
    /// The first fiscal year that it applies to; `None` for every year.
    pub since: Option<u16>,
    /// How it checks one disclosure by itself.
    pub alone: Option<Alone>,
    /// How it checks one disclosure beside those of other years.
    pub across: Option<Across>,
}

/// A disclosure beside the others of its department, as rules across years look at it: figures only.
pub struct Years<'a> {
    /// All of it.
    pub archive: &'a Archive,
    /// The department with its disclosures.
    pub record: &'a DepartmentRecord,
    /// The disclosure.
    pub entry: &'a Entry,
    /// What the site decided.
    pub settings: &'a Checking,
}

/// How a rule checks one disclosure by itself.
type Alone = fn(&Subject<'_>, &mut Log);

/// How a rule checks one disclosure beside those of other years.
type Across = fn(&Years<'_>, &mut Log);

impl Rule {
    /// A rule of one disclosure.
    pub(super) const fn alone(
        id: RuleId,
        message: MessageId,
        severity: Severity,
        kinds: &'static [Kind],
        alone: Alone,
    ) -> Self {
        Self { id, message, severity, kinds, since: None, alone: Some(alone), across: None }
    }

    /// A rule of years beside each other.
    pub(super) const fn across(
        id: RuleId,
        message: MessageId,
        severity: Severity,
        kinds: &'static [Kind],
        across: Across,
    ) -> Self {
        Self { id, message, severity, kinds, since: None, alone: None, across: Some(across) }
    }

    /// A rule of one disclosure that also looks at the years beside it.
    pub(super) const fn both(
        id: RuleId,
        message: MessageId,
        severity: Severity,
        kinds: &'static [Kind],
        alone: Alone,
        across: Across,
    ) -> Self {
        Self { id, message, severity, kinds, since: None, alone: Some(alone), across: Some(across) }
    }

    /// Whether it applies to a disclosure.
    pub fn applies(&self, identity: &Identity) -> bool {
        self.kinds.contains(&identity.kind) && self.since.is_none_or(|since| since <= identity.year.number())
    }

    /// The rule of an id. Every id has one, which a test proves.
    pub fn of(id: RuleId) -> Option<&'static Self> {
        RULES.iter().copied().find(|rule| rule.id == id)
    }
}

/// All rules, by family.
pub static RULES: &[&Rule] = &[
    &arithmetic::A1,
    &arithmetic::A2,
    &arithmetic::A3,
    &arithmetic::A4,
    &arithmetic::A5,
    &arithmetic::A6,
    &arithmetic::A7,
    &arithmetic::A8,
    &arithmetic::A9,
    &arithmetic::A10,
    &arithmetic::A11,
    &arithmetic::A12,
    &statements::B1,
    &statements::B2,
    &statements::B3,
    &statements::B4,
    &statements::B5,
    &statements::B6,
    &text::C1,
    &text::C2,
    &text::C3,
    &text::C4,
    &text::C5,
    &text::C6,
    &text::C7,
    &text::C8,
    &text::C9,
    &form::D1,
    &form::D2,
    &form::D3,
    &form::D4,
    &completeness::E1,
    &completeness::E2,
    &completeness::E3,
    &completeness::E4,
    &completeness::E5,
    &years::F1,
    &years::F2,
    &years::F3,
    &years::F4,
    &years::F5,
    &kept::F6,
    &sensitive::G,
    &H,
];

/// An acknowledgement of what is not found.
static H: Rule = Rule {
    id: RuleId::H,
    message: "rule-H",
    severity: Severity::Warning,
    kinds: &Kind::BOTH,
    since: None,
    alone: None,
    across: None,
};
