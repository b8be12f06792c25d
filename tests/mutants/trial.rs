//! Tries mutants: reads the one disclosure whose text was changed, checks it by itself, puts it among the clean others and
//! checks the years of all departments that it belongs to.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use mingbai::archive::{Archive, DepartmentRecord, Entry, Kept};
use mingbai::check::{self, Checks, Finding, Outcome, Plan};
use mingbai::config;
use mingbai::content::department::{self, Departments};
use mingbai::content::disclosure::{self, Document};
use mingbai::content::layout::{self, DisclosureFiles};
use mingbai::diagnostic::{self, Diagnostic};
use mingbai::files::{Files, Known};
use mingbai::model::classification::Classification;
use mingbai::model::department::DepartmentId;
use mingbai::model::disclosure::Identity;
use mingbai::model::field::Keyword;
use mingbai::model::vocabulary::Vocabulary;
use rayon::prelude::*;
use rust_decimal::{Decimal, RoundingStrategy};

use super::kind::Kind;
use super::places::Place;
use super::slip::Mutant;
use super::uses::{Use, Uses};

/// A clean archive.
pub struct Clean {
    /// Its files.
    pub files: Files,
    /// The disclosures in force.
    pub disclosures: Vec<CleanDisclosure>,
    /// All of it.
    pub archive: Archive,
    /// What is checked.
    pub plan: Plan,
    vocabulary: Vocabulary,
}

/// A clean disclosure.
pub struct CleanDisclosure {
    /// Its files.
    pub files: DisclosureFiles,
    /// The department's name in its year.
    pub name: String,
    /// Its texts by file: first the YAML file.
    pub texts: Vec<(String, String)>,
    /// What it says.
    pub document: Document,
    /// What was checked of it by itself.
    pub checks: Checks,
}

/// A mutant that was tried.
pub struct Tried {
    /// Which.
    pub mutant: Mutant,
    /// How a rule uses its place.
    pub used: Option<Use>,
    /// What came of it.
    pub verdict: Verdict,
}

/// What comes of a mutant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Verdict {
    /// The files cannot be read, or reading them tells of a problem.
    Refused,
    /// These rules find it.
    Found(BTreeSet<&'static str>),
    /// It is so little that rounding may explain it.
    Rounding,
    /// Nothing is found.
    Missed,
}

impl Clean {
    /// Reads an archive.
    pub fn read(root: &Path) -> Result<Self, Diagnostic> {
        let files = Files::new(root, Known::default())?;
        let mut problems = Vec::new();
        let (site, vocabulary) = config::read(&files, &mut problems);
        let catalog = layout::catalog(&files, &mut problems);
        let departments = department::read(&files, &catalog, &vocabulary, &mut problems);
        let plan = Plan { settings: site.and_then(|site| site.check), ..Plan::default() };
        let places: Vec<&DisclosureFiles> =
            catalog.departments.iter().flat_map(|department| &department.disclosures).collect();
        let read: Vec<_> = places
            .into_par_iter()
            .map(|place| {
                let mut found = Vec::new();
                let document = disclosure::read(&files, place, &vocabulary, &mut found);
                (place, document, found)
            })
            .collect();
        let mut disclosures = Vec::new();
        let mut kept = Vec::new();
        for (place, document, found) in read {
            problems.extend(found);
            let (Some(document), Some(department)) = (document, departments.all.get(&place.identity.department)) else {
                continue;
            };
            kept.push(Kept {
                entry: Entry::new(&document, &vocabulary.classification),
                terms: Vec::new(),
                made_of: None,
            });
            if place.superseded {
                continue;
            }
            let checks = check::document(&document, department, &plan);
            let name = department.names.in_year(place.identity.year).to_owned();
            disclosures.push(CleanDisclosure {
                files: place.clone(),
                name,
                texts: texts(&files, place),
                document,
                checks,
            });
        }
        if let Some(problem) = problems.into_iter().next() {
            return Err(problem);
        }
        let archive = Archive::new(departments, Classification::default(), None, kept);
        Ok(Self { files, disclosures, archive, plan, vocabulary })
    }

    /// The text that a place is in.
    pub fn text(&self, place: &Place) -> Option<&str> {
        let texts = &self.disclosures.get(place.disclosure)?.texts;
        texts.iter().find(|(file, _)| *file == place.file).map(|(_, text)| text.as_str())
    }

    /// The departments that became one another, with the one that is asked for: whose years a disclosure of it can touch.
    fn related(&self, id: &DepartmentId) -> BTreeSet<DepartmentId> {
        let mut related = BTreeSet::from([id.clone()]);
        loop {
            let touched = self
                .archive
                .events
                .iter()
                .filter(|event| event.from.iter().chain(&event.to).any(|one| related.contains(one)));
            let more: BTreeSet<DepartmentId> =
                touched.flat_map(|event| event.from.iter().chain(&event.to)).cloned().collect();
            let before = related.len();
            related.extend(more);
            if related.len() == before {
                return related;
            }
        }
    }

    /// The same archive once more, without what only its pages need.
    fn copy(&self) -> Archive {
        let departments = Departments { events: self.archive.events.clone(), ..Departments::default() };
        let mut archive = Archive::new(departments, Classification::default(), None, []);
        archive.departments.clone_from(&self.archive.departments);
        archive
    }

    /// What the years of some departments tell; `alone` is what was checked of the disclosure that was changed.
    fn across(
        &self,
        archive: &Archive,
        of: &BTreeSet<DepartmentId>,
        changed: Option<(&Identity, &Checks)>,
        plan: &Plan,
    ) -> Vec<(Identity, Finding)> {
        let records: Vec<&DepartmentRecord> = of.iter().filter_map(|id| archive.departments.get(id)).collect();
        let mut found = Vec::new();
        for record in records {
            for entry in &record.entries {
                let own = changed.filter(|(identity, _)| **identity == entry.identity).map(|(_, checks)| checks);
                let Some(alone) = own.or_else(|| self.checks_of(&entry.identity)) else { continue };
                let checks = check::across(archive, record, entry, alone, plan);
                found.extend(checks.findings.into_iter().map(|finding| (entry.identity.clone(), finding)));
            }
        }
        found
    }

    fn checks_of(&self, identity: &Identity) -> Option<&Checks> {
        self.disclosures.iter().find(|one| one.files.identity == *identity).map(|one| &one.checks)
    }

    /// Everything that is checked of a disclosure by itself, and, of whatever disclosure, across the years of its departments.
    pub fn everything(&self, number: usize) -> Vec<(Identity, Finding)> {
        let disclosure = &self.disclosures[number];
        let plan = Plan { everything: true, ..self.plan.clone() };
        let identity = &disclosure.files.identity;
        let Some(record) = self.archive.departments.get(&identity.department) else { return Vec::new() };
        let alone = check::document(&disclosure.document, &record.department, &plan);
        let mut found: Vec<_> = alone.findings.into_iter().map(|finding| (identity.clone(), finding)).collect();
        found.extend(self.across(&self.archive, &self.related(&identity.department), None, &plan));
        found
    }

    /// The findings that nobody explains, and the explained ones.
    pub fn findings(&self) -> (Vec<String>, Vec<String>) {
        let all: BTreeSet<DepartmentId> = self.archive.departments.keys().cloned().collect();
        let across = self.across(&self.archive, &all, None, &self.plan);
        let alone = self
            .disclosures
            .iter()
            .flat_map(|one| one.checks.findings.iter().map(|finding| (one.files.identity.clone(), finding.clone())));
        let failing: Vec<(Identity, Finding)> =
            alone.chain(across).filter(|(_, finding)| finding.outcome == Outcome::Fail).collect();
        let (open, explained): (Vec<_>, Vec<_>) = failing.into_iter().partition(|(_, finding)| finding.is_open());
        let say = |all: Vec<(Identity, Finding)>| {
            all.into_iter().map(|(identity, finding)| format!("{identity:?} {}", finding.rule.key())).collect()
        };
        (say(open), say(explained))
    }
}

fn texts(files: &Files, place: &DisclosureFiles) -> Vec<(String, String)> {
    let ending = |name: &str| Path::new(name).extension().is_some_and(|ending| ending == "csv" || ending == "md");
    let is_text = |name: &&String| ending(name);
    let beside = place.companions.iter().filter(is_text).map(|name| format!("{}/{name}", place.folder));
    let read = |path: String| Some((path.clone(), files.read_text(&path, &mut Vec::new())?));
    [place.file.clone()].into_iter().chain(beside).filter_map(read).collect()
}

/// Tries the mutants of one disclosure.
pub fn of(clean: &Clean, number: usize, mutants: Vec<Mutant>, uses: Option<&Uses>) -> Vec<Tried> {
    let Some(bench) = Bench::new(clean, number) else { return Vec::new() };
    let mut archive = clean.copy();
    mutants
        .into_iter()
        .map(|mutant| {
            let verdict = bench.verdict(&mut archive, &mutant);
            let used = uses.and_then(|uses| uses.at(&mutant.place));
            Tried { mutant, used, verdict }
        })
        .collect()
}

/// One disclosure in a folder of its own.
struct Bench<'c> {
    clean: &'c Clean,
    own: &'c CleanDisclosure,
    folder: tempfile::TempDir,
    files: Files,
    related: BTreeSet<DepartmentId>,
    /// How many checks of it hold only but for rounding.
    rounding: usize,
}

impl<'c> Bench<'c> {
    fn new(clean: &'c Clean, number: usize) -> Option<Self> {
        let own = &clean.disclosures[number];
        let folder = tempfile::TempDir::new().ok()?;
        let beside = own.files.companions.iter().map(|name| format!("{}/{name}", own.files.folder));
        for path in [own.files.file.clone()].into_iter().chain(beside) {
            let to = folder.path().join(&path);
            fs::create_dir_all(to.parent()?).ok()?;
            fs::copy(clean.files.locate(&path), to).ok()?;
        }
        let files = Files::new(folder.path(), Known::default()).ok()?;
        let related = clean.related(&own.files.identity.department);
        let across = clean.across(&clean.archive, &related, None, &clean.plan);
        let rounding = count_rounding(own.checks.findings.iter().chain(across.iter().map(|(_, finding)| finding)));
        Some(Self { clean, own, folder, files, related, rounding })
    }

    fn verdict(&self, archive: &mut Archive, mutant: &Mutant) -> Verdict {
        let place = &mutant.place;
        let Some(text) = self.clean.text(place) else { return Verdict::Missed };
        let end = place.end.min(text.len());
        let changed = format!("{}{}{}", &text[..place.start], mutant.after, &text[end..]);
        let path = self.folder.path().join(&place.file);
        let mut of = self.own.files.clone();
        if let Some(dropped) = &place.drops {
            of.companions.retain(|name| !dropped.ends_with(&format!("/{name}")));
        }
        if fs::write(&path, changed).is_err() {
            return Verdict::Missed;
        }
        let verdict = self.read(archive, &of, mutant);
        if fs::write(&path, text).is_err() {
            return Verdict::Refused;
        }
        verdict
    }

    fn read(&self, archive: &mut Archive, of: &DisclosureFiles, mutant: &Mutant) -> Verdict {
        let identity = &of.identity;
        let mut problems = Vec::new();
        let document = disclosure::read(&self.files, of, &self.clean.vocabulary, &mut problems);
        let Some(document) = document.filter(|_| !diagnostic::stops(&problems)) else { return Verdict::Refused };
        let Some(record) = archive.departments.get_mut(&identity.department) else { return Verdict::Refused };
        let checks = check::document(&document, &record.department, &self.clean.plan);
        let Some(entry) = record.entries.iter_mut().find(|entry| entry.identity == *identity) else {
            return Verdict::Refused;
        };
        let before = std::mem::replace(entry, Entry::new(&document, &self.clean.vocabulary.classification));
        let across = self.clean.across(archive, &self.related, Some((identity, &checks)), &self.clean.plan);
        if let Some(record) = archive.departments.get_mut(&identity.department)
            && let Some(entry) = record.entries.iter_mut().find(|entry| entry.identity == *identity)
        {
            *entry = before;
        }
        let all: Vec<&Finding> = checks.findings.iter().chain(across.iter().map(|(_, finding)| finding)).collect();
        let rules: BTreeSet<&'static str> =
            all.iter().filter(|finding| finding.is_open()).map(|finding| finding.rule.key()).collect();
        if !rules.is_empty() {
            Verdict::Found(rules)
        } else if !problems.is_empty() {
            Verdict::Refused
        } else if count_rounding(all.into_iter()) > self.rounding || is_little(mutant) {
            Verdict::Rounding
        } else {
            Verdict::Missed
        }
    }
}

fn count_rounding<'f>(findings: impl Iterator<Item = &'f Finding>) -> usize {
    findings.filter(|finding| finding.outcome == Outcome::Rounding).count()
}

/// Whether a change is less than what rounding to the hundredth of a 万元, or to the tenth of a percent, may do; or whether both
/// are the same, as exactly as the coarser is printed.
fn is_little(mutant: &Mutant) -> bool {
    let Mutant { place, before, after } = mutant;
    let (Ok(one), Ok(other)) = (before.parse::<Decimal>(), after.parse::<Decimal>()) else { return false };
    let most = match place.kind {
        Kind::ProsePercent => Decimal::new(1, 1),
        Kind::OtherNumber => return false,
        kind if kind.is_figure() && place.in_yuan => Decimal::from(50),
        kind if kind.is_figure() => Decimal::ZERO,
        _ => return false,
    };
    let coarser = one.scale().min(other.scale());
    let round = |value: Decimal| value.round_dp_with_strategy(coarser, RoundingStrategy::MidpointAwayFromZero);
    (one - other).abs() <= most || coarser > 0 && round(one) == round(other)
}

/// What is known of several disclosures, by number.
pub type ByNumber<T> = BTreeMap<usize, T>;
