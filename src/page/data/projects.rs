//! The tables of `/data/` about projects: each project of each disclosure, and its indicators.

use std::borrow::Cow;
use std::collections::BTreeMap;

use crate::archive::follow::{Followed, ProjectYear};
use crate::archive::{Archive, DepartmentRecord, Entry, Indicator, Project};
use crate::model::anchor;
use crate::model::cell::{Figure, Phase};
use crate::model::disclosure::Identity;
use crate::model::period::FiscalYear;
use crate::model::quantity::NumberCell;
use crate::page::data::tables::{
    DEPARTMENT, DEPARTMENT_NAME, KIND, PHASE, PRINTED, Rows, SCOPE, SOURCE, TO_DEPARTMENT, UNIT, VALUE, YEAR, about,
    in_force,
};
use crate::page::data::{cells, phase, stated};
use crate::page::{disclosure_folder, index};
use crate::table::{Description, Field, Row, Type, field, text, written};

const PROJECT: Field = field("project", "第几个项目", "Which project of the disclosure, from 1", Type::Integer);

/// The projects.
pub static PROJECTS: Description = Description {
    name: "projects",
    chinese: "公开了绩效目标的项目，每个项目在每份文件中每个阶段一行，只含现行版本",
    english: "Projects with performance targets: a line is one phase of a project in a disclosure in force",
    fields: &[
        DEPARTMENT,
        DEPARTMENT_NAME,
        YEAR,
        KIND,
        SCOPE,
        PROJECT,
        field("code", "项目编码", "Project code", Type::Text),
        field("name", "项目名称", "Project name", Type::Text),
        field(
            "key",
            "跨年跟踪的键：同一部门的同一项目各年相同，也是部门网页上的锚点",
            "What follows a project over the years of a department; also its anchor on the department's page",
            Type::Text,
        ),
        field("continues", "原文写明延续自的项目", "The project that the disclosure says it continues", Type::Text),
        PHASE,
        field(
            "state",
            "状态：amount 有金额、blank 未填写、dash 不适用，没有列金额的为空",
            "State: amount, blank (not filled in) or dash (not applicable); empty where no amount is listed",
            Type::Text,
        ),
        VALUE,
        PRINTED,
        UNIT,
        field("score", "自评得分", "Score by its own evaluation", Type::Number),
        SOURCE,
    ],
    key: &["department", "year", "kind", "scope", "project", "phase"],
    foreign: &[TO_DEPARTMENT],
};

/// The indicators.
pub static INDICATORS: Description = Description {
    name: "indicators",
    chinese: "项目的绩效指标，每行一个，只含现行版本",
    english: "Indicators of projects, one a line, of the versions in force",
    fields: &[
        DEPARTMENT,
        DEPARTMENT_NAME,
        YEAR,
        KIND,
        SCOPE,
        PROJECT,
        field("indicator", "第几项指标", "Which indicator of the project, from 1", Type::Integer),
        field("level1", "一级指标", "First-level indicator", Type::Text),
        field("level2", "二级指标", "Second-level indicator", Type::Text),
        field("level3", "三级指标", "Third-level indicator: its name", Type::Text),
        field("value", "指标值", "Target", Type::Text),
        field("actual", "完成值", "Outcome", Type::Text),
        field("weight", "分值", "Weight in points", Type::Number),
        field("score", "得分", "Score in points", Type::Number),
    ],
    key: &["department", "year", "kind", "scope", "project", "indicator"],
    foreign: &[TO_DEPARTMENT],
};

/// The rows of [`PROJECTS`].
pub fn projects(archive: &Archive, _: Option<FiscalYear>) -> Rows<'_> {
    Box::new(archive.departments.values().flat_map(move |record| {
        let keys = keys(record, &archive.follow(record));
        let in_force = record.entries.iter().filter(|entry| !entry.superseded);
        in_force
            .flat_map(|entry| (1..).zip(entry.projects.all()).map(move |(number, project)| (entry, number, project)))
            .flat_map(|(entry, number, project)| {
                let key = keys.get(&(&entry.identity, number));
                rows(record, entry, number, &project, key)
            })
            .collect::<Vec<_>>()
    }))
}

/// The keys of a body's projects, by disclosure and number.
fn keys<'a>(record: &DepartmentRecord, followed: &[Followed<'a>]) -> BTreeMap<(&'a Identity, usize), String> {
    let listings = followed.iter().flat_map(|one| {
        let listings = one.years.iter().flat_map(ProjectYear::listings);
        listings.map(move |listing| ((&listing.entry.identity, listing.number), one.anchor.clone()))
    });
    listings.filter(|((identity, _), _)| identity.department == record.id).collect()
}

/// The lines of a project: one a phase.
fn rows<'a>(
    record: &'a DepartmentRecord,
    entry: &'a Entry,
    number: usize,
    project: &Project<'a>,
    key: Option<&String>,
) -> Vec<Row<'a>> {
    let of = entry.identity.kind;
    let amount = project.amount.unwrap_or(Figure { actual: None, original: None, adjusted: None });
    let mut phases: Vec<_> = cells(amount, of).map(|(phase, cell)| (phase, stated(cell))).collect();
    if phases.is_empty() {
        phases.push((phase(Phase::Actual, of), [None, None, None, None]));
    }
    let source = format!("{}#{}", index(&disclosure_folder(&entry.identity, false)), anchor::project(number));
    let row = |(phase, cell): (&'static str, [Option<Cow<'a, str>>; 4])| {
        let mut row = about(record, entry);
        row.extend([
            written(number),
            project.code.and_then(text),
            text(project.name),
            key.cloned().map(Cow::Owned),
            project.continues.and_then(text),
            text(phase),
        ]);
        row.extend(cell);
        row.extend([number_of(project.score), written(&source)]);
        row
    };
    phases.into_iter().map(row).collect()
}

/// The rows of [`INDICATORS`].
pub fn indicators(archive: &Archive, year: Option<FiscalYear>) -> Rows<'_> {
    Box::new(in_force(archive, year).flat_map(|(record, entry)| {
        (1_usize..).zip(entry.projects.all()).flat_map(move |(number, project)| {
            (1_usize..).zip(project.indicators).map(move |(place, indicator)| {
                let Indicator { level1, level2, name, value, actual, weight, score } = indicator;
                let mut row = about(record, entry);
                row.extend([
                    written(number),
                    written(place),
                    text(level1),
                    level2.and_then(text),
                    text(name),
                    value.and_then(text),
                    actual.and_then(text),
                    number_of(weight),
                    number_of(score),
                ]);
                row
            })
        })
    }))
}

/// A number, where there is one.
fn number_of(cell: Option<NumberCell>) -> Option<Cow<'static, str>> {
    match cell? {
        NumberCell::Number(number) => written(number),
        NumberCell::Blank | NumberCell::Dash => None,
    }
}
