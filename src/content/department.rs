//! Departments and their succession.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::content::decode_node;
use crate::content::layout::{Catalog, department_file};
use crate::diagnostic::{Diagnostic, Place, Problem};
use crate::files::Files;
use crate::model::department::{Department, DepartmentId, Parents};
use crate::model::field::{self, Record, Scope, suggest};
use crate::model::period::FiscalYear;
use crate::model::succession::{self, Event};
use crate::model::vocabulary::Vocabulary;
use crate::tree::{self, LIMITS, Source, Span};

/// The departments by id, and what happened to them.
#[derive(Debug, Default)]
pub struct Departments {
    /// The departments.
    pub all: BTreeMap<DepartmentId, Department>,
    /// The events of `succession.yaml`.
    pub events: Vec<Event>,
}

/// Reads every `department.yaml` and `succession.yaml`, and checks what they say of each other.
pub fn read(files: &Files, catalog: &Catalog, vocabulary: &Vocabulary, problems: &mut Vec<Diagnostic>) -> Departments {
    let read: Vec<_> = catalog
        .departments
        .par_iter()
        .map(|department| {
            let mut found = Vec::new();
            let value = read_department(files, &department.file, vocabulary, &mut found);
            (department, value, found)
        })
        .collect();
    let known: Vec<&str> = catalog.departments.iter().map(|department| department.id.as_str()).collect();
    let mut departments = Departments::default();
    let mut parents: BTreeMap<DepartmentId, (Parents, Place)> = BTreeMap::new();
    for (place, value, found) in read {
        problems.extend(found);
        let Some((department, parent_place)) = value else { continue };
        if let Some(place_of_parent) = parent_place {
            for parent in department.parent.iter().filter(|parent| !known.contains(&parent.department.as_str())) {
                let problem = unknown_department(&parent.department, &known);
                problems.push(at_parent(problem, place_of_parent.clone()));
            }
            parents.insert(place.id.clone(), (department.parent.clone(), place_of_parent));
        }
        departments.all.insert(place.id.clone(), department);
    }
    report_taken_aliases(&mut departments, &known, problems);
    report_parent_circles(&parents, problems);
    if let Some(path) = &catalog.succession {
        departments.events = read_succession(files, path, &known, vocabulary, problems);
    }
    departments
}

/// Reports old ids that are somebody's id, or that two claim; they lead nowhere.
fn report_taken_aliases(departments: &mut Departments, known: &[&str], problems: &mut Vec<Diagnostic>) {
    let mut seen: BTreeSet<DepartmentId> = BTreeSet::new();
    for (id, department) in &mut departments.all {
        department.aliases.retain(|alias| {
            let free = !known.contains(&alias.as_str()) && seen.insert(alias.clone());
            if !free {
                let problem = Problem::AliasTaken { id: alias.to_string() };
                let file = department_file(id);
                problems.push(Diagnostic { record: Some("aliases".to_owned()), ..Diagnostic::in_file(file, problem) });
            }
            free
        });
    }
}

fn at_parent(problem: Problem, place: Place) -> Diagnostic {
    Diagnostic { problem, place, record: Some("parent".to_owned()) }
}

/// One department by itself; `None` where its file cannot be read.
pub fn read_one(files: &Files, path: &str, vocabulary: &Vocabulary) -> Option<Department> {
    read_department(files, path, vocabulary, &mut Vec::new()).map(|(department, _)| department)
}

/// A department, and the place of its `parent`.
fn read_department(
    files: &Files,
    path: &str,
    vocabulary: &Vocabulary,
    problems: &mut Vec<Diagnostic>,
) -> Option<(Department, Option<Place>)> {
    let text = files.read_text(path, problems)?;
    let source = Source::new(path, &text);
    let node = tree::parse_yaml(&source, LIMITS, problems)?;
    let (department, _) = decode_node::<Department>(&node, &source, Scope::plain(vocabulary), problems)?;
    let parent = field::entry(Department::FIELDS, &node, "parent").map(|entry| source.place(entry.node.span));
    Some((department, parent))
}

fn unknown_department(id: &DepartmentId, known: &[&str]) -> Problem {
    Problem::UnknownDepartment { id: id.to_string(), suggestion: suggest(id.as_str(), known.iter().copied()) }
}

/// Reports each circle of a year once, at the member whose id comes first.
fn report_parent_circles(parents: &BTreeMap<DepartmentId, (Parents, Place)>, problems: &mut Vec<Diagnostic>) {
    let since = parents.values().flat_map(|(parents, _)| parents.iter().filter_map(|parent| parent.since));
    // What belongs to what changes only in these years.
    let years: BTreeSet<FiscalYear> = since.chain([FiscalYear::FIRST]).collect();
    let mut told: BTreeSet<&DepartmentId> = BTreeSet::new();
    for year in years {
        for (start, (_, place)) in parents {
            let mut way = vec![start];
            while let Some(parent) =
                way.last().and_then(|last| parents.get(*last)).and_then(|(parents, _)| parents.in_year(year))
            {
                if parent == start {
                    if way.iter().min() == Some(&start) && told.insert(start) {
                        way.push(start);
                        let path = way.iter().map(|id| id.as_str()).collect::<Vec<_>>().join(" → ");
                        problems.push(at_parent(Problem::ParentCircle { path }, place.clone()));
                    }
                    break;
                }
                if way.contains(&parent) {
                    break;
                }
                way.push(parent);
            }
        }
    }
}

fn read_succession(
    files: &Files,
    path: &str,
    known: &[&str],
    vocabulary: &Vocabulary,
    problems: &mut Vec<Diagnostic>,
) -> Vec<Event> {
    let Some(text) = files.read_text(path, problems) else { return Vec::new() };
    let source = Source::new(path, &text);
    let Some(node) = tree::parse_yaml(&source, LIMITS, problems) else { return Vec::new() };
    let tree::Value::List(items) = &node.value else {
        // Tells that a list belongs there.
        decode_node::<Vec<Event>>(&node, &source, Scope::plain(vocabulary), problems);
        return Vec::new();
    };
    let mut events = Vec::new();
    let mut places = Vec::new();
    for (number, item) in (1..).zip(items) {
        let mut found = Vec::new();
        let event = decode_node::<Event>(item, &source, Scope::plain(vocabulary), &mut found);
        let at = |record: Option<String>| {
            record.map_or_else(|| format!("[{number}]"), |record| format!("[{number}].{record}"))
        };
        problems.extend(
            found.into_iter().map(|problem| Diagnostic { record: Some(at(problem.record.clone())), ..problem }),
        );
        let Some((event, _)) = event else { continue };
        for id in event.from.iter().chain(&event.to).filter(|id| !known.contains(&id.as_str())) {
            if source.is_full() {
                break;
            }
            let span = find_text(item, id.as_str()).unwrap_or(item.span);
            source.tell(problems, unknown_department(id, known), span, Some(at(None)));
        }
        events.push(event);
        places.push((number, item.span));
    }
    if let Some((index, way)) = succession::circle(&events) {
        let path = way.iter().map(DepartmentId::as_str).collect::<Vec<_>>().join(" → ");
        let (number, span) = places[index];
        let record = Some(format!("[{number}]"));
        problems.push(Diagnostic { problem: Problem::SuccessionCircle { path }, place: source.place(span), record });
    }
    events
}

/// Where a text stands below a node.
fn find_text(node: &tree::Node<'_>, text: &str) -> Option<Span> {
    match &node.value {
        tree::Value::Text(found, _) => (found == text).then_some(node.span),
        tree::Value::List(items) => items.iter().find_map(|item| find_text(item, text)),
        tree::Value::Map(entries) => entries.iter().find_map(|entry| find_text(&entry.node, text)),
    }
}
