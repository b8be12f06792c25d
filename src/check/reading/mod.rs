//! What prose says of figures: which amount is of which measure, by how much that changed, its share, its completion.
//!
//! A sentence is read from one figure to the next. What stands between two figures must be made of known words
//! ([`words`]); an unknown word between a figure and its name, or in front of the name, may make it the name of something
//! else, and then nothing is concluded. What is not understood is written down as such, so that a rule can say so.

mod lead;
mod plain;
mod sentence;
mod token;
mod words;

use rust_decimal::Decimal;

use crate::check::log::Used;
use crate::check::place::{At, TextOf};
use crate::check::reading::plain::Plain;
use crate::check::reading::sentence::{About, Sentence};
use crate::check::reading::words::Words;
use crate::check::subject::{PHASES, Subject};
use crate::model::cell::Phase;
use crate::model::comparison::Base;
use crate::model::disclosure::Kind;
use crate::model::measure::Measure;
use crate::model::money::Money;

/// What a disclosure's prose says of figures.
#[derive(Debug, Default)]
pub struct Reading {
    /// Each sentence's claims, in order.
    pub sentences: Vec<Vec<Claim>>,
    /// The amounts of which nothing is concluded.
    pub unclear: Vec<Amount>,
}

/// An amount that is printed in prose.
#[derive(Debug, Clone, Copy)]
pub struct Amount {
    /// Where it stands, its unit included.
    pub at: At,
    /// How much.
    pub money: Money,
}

impl Amount {
    /// The amount as a check uses it.
    pub fn used(&self) -> Used {
        Used::new(self.at, self.money)
    }
}

/// What a figure is of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Topic {
    /// One of these measures.
    Measures(&'static [Measure], String),
    /// A line of a statement, by its label.
    Line(String),
}

impl Topic {
    /// As the prose calls it.
    pub fn name(&self) -> &str {
        match self {
            Self::Measures(_, name) | Self::Line(name) => name,
        }
    }

    /// The measures that it may be.
    pub fn measures(&self) -> &'static [Measure] {
        match self {
            Self::Measures(measures, _) => measures,
            Self::Line(_) => &[],
        }
    }

    /// What the disclosure states of it in a phase.
    pub fn stated(&self, subject: &Subject<'_>, phase: Stage) -> Vec<Used> {
        match self {
            Self::Measures(measures, _) => {
                let of = |measure: &Measure| {
                    phase
                        .phases(subject.kind())
                        .iter()
                        .filter_map(|phase| subject.measure(*measure, *phase))
                        .collect::<Vec<_>>()
                };
                measures.iter().flat_map(of).collect()
            }
            Self::Line(label) => lines(subject, label, phase),
        }
    }
}

/// The cells of the lines with a label, in the columns that hold a whole.
fn lines(subject: &Subject<'_>, label: &str, phase: Stage) -> Vec<Used> {
    let mut found = Vec::new();
    for table in &subject.tables {
        for row in table.labelled(label) {
            for phase in phase.phases(subject.kind()) {
                found.extend(table.cells(row, &["amount", "total", "general_public", "basic", "project"], *phase));
            }
        }
    }
    found
}

/// Which phase of a figure prose speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// The disclosure's own.
    Own,
    /// One phase.
    One(Phase),
    /// 预算: in a final account the original or the adjusted one.
    Planned,
}

impl Stage {
    /// The phases that it may be.
    pub fn phases(self, kind: Kind) -> &'static [Phase] {
        match (self, kind) {
            (Self::Own | Self::One(Phase::Actual), _) | (_, Kind::Budget) => &PHASES[..1],
            (Self::One(Phase::Original), _) => &PHASES[1..2],
            (Self::One(Phase::Adjusted), _) => &PHASES[2..],
            (Self::Planned, _) => &PHASES[1..],
        }
    }
}

/// More, the same or less.
pub type Direction = std::cmp::Ordering;

/// A stated change.
#[derive(Debug, Clone)]
pub struct Change {
    /// More, the same or less.
    pub direction: Direction,
    /// Whether it is only nearly the same.
    pub nearly: bool,
    /// Against what, where that is said.
    pub base: Option<Against>,
    /// Where the word of direction stands.
    pub at: At,
}

/// What a change is against.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Against {
    /// The base.
    Base(Base),
    /// Another year than the one before.
    Year(i32),
}

impl Against {
    /// Whether a change against this base can be the one that is meant.
    pub fn fits(self, base: Base) -> bool {
        match self {
            Self::Base(Base::Prior) => matches!(base, Base::Prior | Base::PriorBudget | Base::PriorFinal),
            Self::Base(Base::PriorBudget) => matches!(base, Base::Prior | Base::PriorBudget),
            Self::Base(Base::PriorFinal) => matches!(base, Base::Prior | Base::PriorFinal),
            Self::Base(own) => own == base,
            Self::Year(_) => false,
        }
    }
}

/// What a sentence says of one figure.
#[derive(Debug, Clone)]
pub struct Claim {
    /// Of what; several where a sentence says the same of each.
    pub topics: Vec<Topic>,
    /// What.
    pub says: Says,
}

/// What is said of a figure.
#[derive(Debug, Clone)]
pub enum Says {
    /// It is so much.
    Is(Amount, Stage),
    /// It changed by so much; by nothing where it is the same.
    Changed(Change, Option<Amount>),
    /// It changed by so many percent; with the amount that the sentence names for the same change.
    Grew(Change, Percent, Option<Amount>),
    /// The part is such a share of a whole.
    Share(Amount, Percent, Option<Topic>),
    /// It is such a part of what was planned.
    Completion(Percent, Stage),
}

/// A percentage in prose.
#[derive(Debug, Clone, Copy)]
pub struct Percent {
    /// Where it stands.
    pub at: At,
    /// How many percent, with the digits that are printed.
    pub figure: Decimal,
}

impl Reading {
    /// Reads the prose of a disclosure: its sections and the reasons of its changes.
    pub fn of(subject: &Subject<'_>) -> Self {
        let mut reading = Self::default();
        let Some(words) = Words::get() else { return reading };
        for (text, content) in subject.texts() {
            if !matches!(text, TextOf::Body(_) | TextOf::Reason(_))
                || !content.contains(|letter: char| letter.is_ascii_digit() || matches!(letter, '０'..='９' | '平'))
            {
                continue;
            }
            let plain = Plain::of(content, &subject.document.measures);
            let mut begin = 0;
            // What the part before a semicolon is about: …减少1万元；比上年决算减少2万元.
            let mut about = About::default();
            for (end, letter) in plain.text.char_indices() {
                if matches!(letter, '。' | ';' | '!' | '！' | '?' | '？' | '\n' | '|') {
                    let sentence = Sentence { subject, words, plain: &plain, text: *text, begin, end };
                    about = sentence.read(&mut reading, about);
                    if letter != ';' {
                        about = About::default();
                    }
                    begin = end + letter.len_utf8();
                }
            }
            let sentence = Sentence { subject, words, plain: &plain, text: *text, begin, end: plain.text.len() };
            sentence.read(&mut reading, about);
        }
        reading
    }

    /// Every claim.
    pub fn claims(&self) -> impl Iterator<Item = &Claim> {
        self.sentences.iter().flatten()
    }
}
