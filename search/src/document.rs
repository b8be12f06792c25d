//! What is searched: the passages of disclosures, as the pages show them.

use serde::{Deserialize, Serialize};

/// What a passage is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Form {
    /// A section, or the head of the page.
    Section,
    /// A project with its targets.
    Project,
    /// A statutory table.
    Statement,
}

/// A part of a disclosure's page that has an address of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// What it is.
    pub form: Form,
    /// Where on the page it stands; empty for the page's head.
    pub anchor: String,
    /// Its heading.
    pub title: String,
    /// Its text, without markup.
    pub text: String,
    /// Its own amount in 分: a project's, or a statement's total.
    pub amount: Option<i64>,
    /// The codes of its lines.
    pub codes: Vec<String>,
}

/// A disclosure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// The title as printed.
    pub title: String,
    /// Its passages, in the order of the page.
    pub passages: Vec<Passage>,
}

/// Budget or final account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Kind {
    /// 预算.
    Budget,
    /// 决算.
    Final,
}

impl Kind {
    /// Its name in addresses and for programs.
    pub fn key(self) -> &'static str {
        match self {
            Self::Budget => "budget",
            Self::Final => "final",
        }
    }

    /// The kind of this name.
    pub fn named(name: &str) -> Option<Self> {
        [Self::Budget, Self::Final].into_iter().find(|kind| kind.key() == name)
    }
}

/// What is known of a disclosure before it is read.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct About {
    /// Which of the departments.
    pub department: u32,
    /// The fiscal year.
    pub year: u16,
    /// Budget or final account.
    pub kind: Kind,
    /// Whether it is of a body alone, not of a department with its units.
    pub unit: bool,
    /// The function, 类, on which it spends most; 0 where that is not known.
    pub function: u16,
}

/// A department, by all its names.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Department {
    /// Its id, which is part of addresses.
    pub id: String,
    /// Its names, each with the first and the last fiscal year in which it was the name, 0 where that is open; the last is today's.
    pub names: Vec<(String, u16, u16)>,
    /// The short name.
    pub short: Option<String>,
    /// The syllables of its names in Latin letters, parted by spaces.
    pub spoken: Vec<String>,
}

impl Department {
    /// The name in a year, else the one of the nearest year.
    pub fn name(&self, year: u16) -> &str {
        let distance = |(_, since, until): &&(String, u16, u16)| {
            let until = if *until == 0 { u16::MAX } else { *until };
            since.saturating_sub(year).max(year.saturating_sub(until))
        };
        self.names.iter().min_by_key(distance).map_or("", |(name, _, _)| name.as_str())
    }
}
