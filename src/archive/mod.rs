//! Departments × years: what stays in memory of each disclosure, and what only the whole archive can tell.
//!
//! A disclosure's long text is dropped when its page has been made; what stays is its identity, its dates and its
//! measures, so memory hardly grows with the archive.

pub mod coverage;
pub mod follow;
pub mod inputs;
mod lines;
mod projects;
pub mod series;

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::content::department::Departments;
use crate::content::disclosure::Document;
use crate::fingerprint::Fingerprint;
use crate::model::cell::{Cell, Figure};
use crate::model::classification::{Classification, System};
use crate::model::comparison::{Base, Comparison};
use crate::model::department::{Department, DepartmentId};
use crate::model::disclosure::{Correction, Dates, Disclosure, Identity, Kind, Scope};
use crate::model::ledger::Ledger;
use crate::model::measure::{Measure, Measured};
use crate::model::money::{Money, Unit};
use crate::model::period::FiscalYear;
use crate::model::statement::{StatementKind, number_of_kind};
use crate::model::succession::Event;

/// What stays in memory of one disclosure.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Entry {
    /// Which disclosure.
    pub identity: Identity,
    /// Whether a later version has taken its place.
    pub superseded: bool,
    /// Its title as printed.
    pub title: String,
    /// Its dates.
    pub dates: Option<Dates>,
    /// The digest of what it says.
    pub digest: Fingerprint,
    /// What its versions corrected.
    pub corrections: Vec<Correction>,
    /// The unit of its summary.
    pub unit: Unit,
    /// Its measures, in the order of the table of measures.
    pub measures: Vec<(Measure, Value)>,
    /// What it spends by 功能分类.
    pub functional: Lines,
    /// What it spends of 基本支出 by 经济分类.
    pub economic: Lines,
    /// The changes that its text states.
    pub stated: Vec<Stated>,
    /// Its projects with their indicators.
    pub projects: Projects,
}

/// A change as the text states it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stated {
    /// What changed.
    pub of: Measure,
    /// Against what.
    pub against: Base,
    /// By how much, where that is an amount.
    pub delta: Option<Money>,
    /// Why.
    pub reason: Option<String>,
    /// Which of the disclosure's stated changes, from 1.
    pub number: usize,
}

impl Stated {
    fn new((index, comparison): (usize, &Comparison)) -> Self {
        Self {
            number: index + 1,
            of: comparison.of,
            against: comparison.against,
            delta: comparison.delta.map(|delta| delta.0),
            reason: comparison.reason.clone(),
        }
    }
}

/// A measure's value in one disclosure, and where the disclosure's page shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Value {
    /// The value.
    pub figure: Figure,
    /// Where it is from.
    pub source: Source,
}

/// Where a disclosure states a measure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Source {
    /// Among the summary figures.
    Summary,
    /// In a statement.
    Statement(StatementLine),
}

/// A line of a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct StatementLine {
    /// The statement's kind.
    pub kind: StatementKind,
    /// Which of that kind, from 1.
    pub number: usize,
    /// The row, from 0.
    pub row: usize,
}

impl Value {
    fn new(measured: &Measured, disclosure: &Disclosure) -> Self {
        let from_statement = || {
            let is_stated = measured.summary.is_some_and(|summary| summary.actual.is_some());
            let found = measured.statement.filter(|_| !is_stated)?;
            let kind = *disclosure.statements.get(found.statement)?.kind;
            let number = number_of_kind(&disclosure.statements, found.statement);
            Some(Source::Statement(StatementLine { kind, number, row: found.row }))
        };
        Self { figure: measured.figure, source: from_statement().unwrap_or(Source::Summary) }
    }
}

impl Entry {
    /// Reduces a document to what stays. Names of codes are kept where they are not those of the classification.
    pub fn new(document: &Document, names: &Classification) -> Self {
        let disclosure = &document.disclosure;
        Self {
            identity: document.identity.clone(),
            superseded: document.superseded,
            title: disclosure.title.clone(),
            dates: disclosure.dates.clone(),
            digest: document.digest,
            corrections: disclosure.corrections.clone(),
            unit: disclosure.unit,
            measures: document
                .measures
                .iter()
                .map(|(measure, value)| (measure, Value::new(value, disclosure)))
                .collect(),
            functional: Lines::functional(disclosure, &document.identity, names),
            economic: Lines::economic(disclosure, &document.identity, names),
            stated: disclosure.comparisons.iter().enumerate().map(Stated::new).collect(),
            projects: Projects::of(disclosure),
        }
    }

    /// A measure's value.
    pub fn value(&self, measure: Measure) -> Option<Value> {
        self.measures.iter().find(|(other, _)| *other == measure).map(|(_, value)| *value)
    }

    /// What it spends by a classification: 功能分类, or 经济分类.
    pub fn lines(&self, system: System) -> &Lines {
        if system == System::Functional { &self.functional } else { &self.economic }
    }

    /// A measure's own amount (预算数 or 决算数) as its cell.
    pub fn cell(&self, measure: Measure) -> Option<Cell> {
        self.value(measure)?.figure.actual
    }

    /// A measure's own amount.
    pub fn amount(&self, measure: Measure) -> Option<Money> {
        self.cell(measure)?.amount()
    }

    /// The measure that says what is spent in the year: 本年支出合计, which leaves out what is carried on to the next; where
    /// that is not stated, 支出总计.
    pub fn spending(&self) -> Measure {
        let is_stated = self.amount(Measure::ExpenditureCurrent).is_some();
        if is_stated { Measure::ExpenditureCurrent } else { Measure::ExpenditureTotal }
    }

    /// What is spent in the year, see [`Entry::spending`].
    pub fn spent(&self) -> Option<Money> {
        self.amount(self.spending())
    }
}

pub use lines::{Code, Lines};
pub use projects::{Indicator, Project, Projects};

/// A term of 名词解释 in one wording.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Definition {
    /// The wording, Markdown.
    pub text: String,
    /// How many disclosures use it.
    pub uses: usize,
    /// The latest of them.
    pub latest: Identity,
}

/// The terms of the archive with their wordings.
pub type Glossary = BTreeMap<String, Vec<Definition>>;

/// A term as one disclosure explains it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Term {
    /// The term.
    pub term: String,
    /// The wording, Markdown.
    pub text: String,
}

/// What is kept of a disclosure.
#[derive(Debug)]
pub struct Kept {
    /// Its entry.
    pub entry: Entry,
    /// For the glossary its terms.
    pub terms: Vec<Term>,
    /// What it was made of, where that is known.
    pub made_of: Option<Fingerprint>,
}

/// What a document contributes to the glossary; one that is no longer in force, nothing.
pub fn terms(document: &Document) -> Vec<Term> {
    let glossary = document.disclosure.glossary.iter().filter(|_| !document.superseded);
    glossary
        .map(|entry| Term { term: entry.term.clone(), text: entry.definition.with_figures(&document.measures) })
        .collect()
}

/// One department with its disclosures.
#[derive(Debug, Clone, PartialEq)]
pub struct DepartmentRecord {
    /// Its id.
    pub id: DepartmentId,
    /// What its file says.
    pub department: Department,
    /// Its disclosures, by year, kind, scope and version.
    pub entries: Vec<Entry>,
    /// What they were made of, where that is known.
    pub made_of: Option<Fingerprint>,
}

impl DepartmentRecord {
    /// The disclosure in force.
    pub fn entry(&self, year: FiscalYear, kind: Kind, scope: Scope) -> Option<&Entry> {
        let key = |entry: &Entry| (entry.identity.year, entry.identity.kind, entry.identity.scope);
        let wanted = (year, kind, scope);
        // They are in order, and the one in force comes last among its versions.
        let end = self.entries.partition_point(|entry| key(entry) <= wanted);
        let versions = self.entries[..end].iter().rev().take_while(|entry| key(entry) == wanted);
        versions.into_iter().find(|entry| !entry.superseded)
    }

    /// The years of its disclosures.
    pub fn years(&self) -> BTreeSet<FiscalYear> {
        self.entries.iter().map(|entry| entry.identity.year).collect()
    }
}

/// A total over several bodies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Total {
    /// The exact sum in 元.
    pub yuan: Decimal,
    /// Of how many bodies.
    pub bodies: usize,
}

/// Everything that list pages are made from.
#[derive(Debug, Default)]
pub struct Archive {
    /// The departments by id.
    pub departments: BTreeMap<DepartmentId, DepartmentRecord>,
    /// What happened to them.
    pub events: Vec<Event>,
    /// The glossary of all disclosures in force.
    pub glossary: Glossary,
    /// The codes with their names.
    pub classification: Classification,
    /// What was published before, as it was recorded.
    pub ledger: Ledger,
    /// What the departments, the events and the ledger were read from, where that is known.
    pub sources: Option<Fingerprint>,
    /// What the disclosures of each year were made of, where that is known.
    made_of: BTreeMap<FiscalYear, Vec<Option<Fingerprint>>>,
}

impl Archive {
    /// Puts together what was kept of the documents.
    pub fn new(
        departments: Departments,
        classification: Classification,
        sources: Option<Fingerprint>,
        kept: impl IntoIterator<Item = Kept>,
    ) -> Self {
        let mut archive = Self { events: departments.events, classification, sources, ..Self::default() };
        let mut made_of: BTreeMap<DepartmentId, Vec<Option<Fingerprint>>> = BTreeMap::new();
        for (id, department) in departments.all {
            made_of.insert(id.clone(), Vec::new());
            let record = DepartmentRecord { id: id.clone(), department, entries: Vec::new(), made_of: None };
            archive.departments.insert(id, record);
        }
        for Kept { entry, terms, made_of: of_one } in kept {
            archive.explain(terms, &entry.identity);
            archive.made_of.entry(entry.identity.year).or_default().push(of_one);
            let id = &entry.identity.department;
            if let Some((record, all)) = archive.departments.get_mut(id).zip(made_of.get_mut(id)) {
                all.push(of_one);
                record.entries.push(entry);
            }
        }
        for record in archive.departments.values_mut() {
            record.made_of = made_of.remove(&record.id).and_then(Fingerprint::of_all);
            record.entries.sort_by(|one, other| one.identity.cmp(&other.identity));
        }
        for definitions in archive.glossary.values_mut() {
            // The wording that most use comes first; among equals the newest.
            definitions.sort_by(|one, other| (other.uses, age(&other.latest)).cmp(&(one.uses, age(&one.latest))));
        }
        archive
    }

    /// The archive with what was recorded of it.
    #[must_use]
    pub fn with(self, ledger: Ledger) -> Self {
        Self { ledger, ..self }
    }

    /// Enters the terms of a disclosure into the glossary.
    fn explain(&mut self, terms: Vec<Term>, identity: &Identity) {
        for Term { term, text } in terms {
            let definitions = self.glossary.entry(term).or_default();
            match definitions.iter_mut().find(|definition| definition.text == text) {
                Some(definition) => {
                    definition.uses += 1;
                    if age(identity) > age(&definition.latest) {
                        definition.latest = identity.clone();
                    }
                }
                None => definitions.push(Definition { text, uses: 1, latest: identity.clone() }),
            }
        }
    }

    /// What a code is called in a disclosure: as printed, or by the classification.
    pub fn code_name<'a>(&'a self, system: System, code: Code, entry: &'a Entry) -> Option<&'a str> {
        entry.lines(system).label(code).or_else(|| self.listed_name(system, code, entry.identity.year))
    }

    /// What the classification calls a code in a year.
    pub fn listed_name(&self, system: System, code: Code, year: FiscalYear) -> Option<&str> {
        self.classification.name(system, &code.to_string(), year)
    }

    /// Every disclosure, superseded ones among them, by department.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.departments.values().flat_map(|record| &record.entries)
    }

    /// Whether there is a disclosure, in any version.
    pub fn has(&self, of: &Identity) -> bool {
        let record = self.departments.get(&of.department);
        record.is_some_and(|record| record.entries.iter().any(|entry| entry.identity.is_version_of(of)))
    }

    /// Every disclosure in force, by department.
    pub fn in_force(&self) -> impl Iterator<Item = &Entry> {
        self.entries().filter(|entry| !entry.superseded)
    }

    /// The years that any disclosure is of, in order.
    pub fn years(&self) -> BTreeSet<FiscalYear> {
        self.departments.values().flat_map(DepartmentRecord::years).collect()
    }

    /// The latest year that any disclosure of a kind is of.
    pub fn latest_year(&self, kind: Kind) -> Option<FiscalYear> {
        self.entries().filter(|entry| entry.identity.kind == kind).map(|entry| entry.identity.year).max()
    }

    /// What all of it was made of, where that is known.
    pub fn made_of(&self) -> Option<Fingerprint> {
        Fingerprint::of_all(self.made_of.values().flatten().copied().chain([self.sources]))
    }

    /// The sum of one measure over the county, without what is part of another body's figures. `None` where nobody
    /// states it.
    pub fn total(&self, measure: Measure, year: FiscalYear, kind: Kind) -> Option<Total> {
        self.total_of(year, kind, |entry| entry.amount(measure))
    }

    /// The sum of any figure over the county, as [`Archive::total`].
    pub fn total_of(&self, year: FiscalYear, kind: Kind, amount: impl Fn(&Entry) -> Option<Money>) -> Option<Total> {
        let amounts: Vec<Money> = self.counted(year, kind).filter_map(|(_, entry)| amount(entry)).collect();
        let bodies = amounts.len();
        let yuan = Money::sum_in_yuan(amounts)?;
        (bodies > 0).then_some(Total { yuan, bodies })
    }

    /// The disclosures that the county's totals are made of: those of departments, without what is part of another's.
    pub fn counted(&self, year: FiscalYear, kind: Kind) -> impl Iterator<Item = (&DepartmentRecord, &Entry)> {
        self.departments.values().filter_map(move |record| {
            let entry = record.entry(year, kind, Scope::Department)?;
            (!self.is_part(record, year, kind)).then_some((record, entry))
        })
    }

    /// Whether a body's figures are part of those that a department above it publishes for the same year and kind.
    pub fn is_part(&self, record: &DepartmentRecord, year: FiscalYear, kind: Kind) -> bool {
        let parent = |record: &&DepartmentRecord| self.departments.get(record.department.parent.in_year(year)?);
        // A circle, which is an error that was told, has no more steps than there are departments.
        std::iter::successors(parent(&record), parent)
            .take(self.departments.len())
            .any(|above| above.entry(year, kind, Scope::Department).is_some())
    }

    /// Whether a disclosure's figures are part of another's, and so not in the county's totals: those of the department above
    /// it, or of its own department with all its units.
    pub fn is_contained(&self, record: &DepartmentRecord, entry: &Entry) -> bool {
        let Identity { year, kind, scope, .. } = entry.identity;
        let of_department = || record.entry(year, kind, Scope::Department).is_some();
        self.is_part(record, year, kind) || scope == Scope::Unit && of_department()
    }

    /// The bodies below a department, in any year.
    pub fn units(&self, id: &DepartmentId) -> impl Iterator<Item = &DepartmentRecord> {
        self.departments
            .values()
            .filter(move |record| record.department.parent.iter().any(|parent| parent.department == *id))
    }

    /// The events that a department took part in.
    pub fn events_of(&self, id: &DepartmentId) -> impl Iterator<Item = &Event> {
        self.events.iter().filter(move |event| event.from.contains(id) || event.to.contains(id))
    }
}

fn age(identity: &Identity) -> (FiscalYear, Kind, &DepartmentId) {
    (identity.year, identity.kind, &identity.department)
}
