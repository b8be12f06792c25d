//! The tables of `/data/`: the archive, one table a matter.

use std::borrow::Cow;

use crate::archive::{Archive, DepartmentRecord, Entry, inputs};
use crate::check::Report;
use crate::fingerprint::Fingerprint;
use crate::language::Language;
use crate::model::classification::System;
use crate::model::disclosure::Kind;
use crate::model::field::Keyword;
use crate::model::measure::Measure;
use crate::model::period::{Date, FiscalYear};
use crate::page::data::bodies;
use crate::page::data::findings::{self, FINDINGS};
use crate::page::data::ledger::{self, LEDGER};
use crate::page::data::projects::{self, INDICATORS, PROJECTS};
use crate::page::data::{beside, cells, measure_name, with_state};
use crate::page::{disclosure_folder, finding, index, line_anchor, source_anchor};
use crate::table::{Description, Field, Foreign, Row, Type, field, text, written};

pub const DEPARTMENT: Field = field("department", "部门标识（文件夹名）", "Department id", Type::Text)
    .column_type("administrative-classification:generic:level1:code");
pub const DEPARTMENT_NAME: Field =
    field("department_name", "当年的部门名称", "The department's name in that year", Type::Text)
        .column_type("administrative-classification:generic:level1:label");
pub const YEAR: Field = field("year", "预算年度", "Fiscal year", Type::Integer).column_type("date:fiscal-year");
pub const KIND: Field = field("kind", "类型：budget 预算、final 决算", "Kind: budget or final account", Type::Text);
pub const SCOPE: Field = field(
    "scope",
    "口径：department 部门（汇总）、unit 单位（本级）",
    "Scope: the department with its units, or the body alone",
    Type::Text,
);
const IS_PART: Field = field(
    "is_part",
    "是否已包含在主管部门或本部门汇总数中，合计时不应重复计入",
    "Whether another disclosure's figures contain it, so that sums must leave it out",
    Type::Boolean,
);
const STATE: Field = field(
    "state",
    "状态：amount 有金额、blank 未填写、dash 不适用；没有公开的没有这一行",
    "State: amount, blank (not filled in) or dash (not applicable); what is not published has no line",
    Type::Text,
);
pub const PHASE: Field = field(
    "phase",
    "阶段：approved 预算数、年初预算数，adjusted 全年预算数，executed 决算数",
    "Phase: approved, adjusted or executed",
    Type::Text,
)
.column_type("phase:id");
pub const VALUE: Field = field("value", "金额（元）", "Amount in yuan (CNY)", Type::Number).column_type("value");
pub const PRINTED: Field = field("printed", "原文的数字", "Figure as printed", Type::Number);
pub const UNIT: Field = field("unit", "原文的单位", "Unit as printed", Type::Text);
pub const SOURCE: Field =
    field("source", "出处（网站根目录下的路径）", "Where it is published, as a path below the site", Type::Text);
pub const SINCE: Field = field("since", "起始年度", "First fiscal year", Type::Integer);
pub const UNTIL: Field = field("until", "截止年度", "Last fiscal year", Type::Integer);

/// To the table of departments.
pub const TO_DEPARTMENT: Foreign = Foreign { fields: &["department"], table: "departments", keys: &["department"] };

/// What a disclosure says, whatever way it is written down, see `docs/guide`.
pub const DIGEST: Field = field("digest", "内容摘要（SHA-256）", "Digest (SHA-256) of what it says", Type::Text);

static DISCLOSURES: Description = Description {
    name: "disclosures",
    chinese: "公开文件，含已被取代的版本",
    english: "Disclosures, superseded versions among them",
    fields: &[
        DEPARTMENT,
        DEPARTMENT_NAME,
        YEAR,
        KIND,
        SCOPE,
        field("version", "版本", "Version", Type::Integer),
        field("superseded", "是否已被取代", "Whether a later version has taken its place", Type::Boolean),
        IS_PART,
        field("title", "标题", "Title as printed", Type::Text),
        field("unit", "默认的金额单位", "Unit of amounts that name none", Type::Text),
        field("approved", "批准日期", "Date of approval", Type::Date),
        field("replied", "批复日期", "Date of the finance bureau's reply", Type::Date),
        field("published", "公开日期", "Date of publication", Type::Date),
        field("page", "网页（网站根目录下的路径）", "Page, as a path below the site", Type::Text),
        field("csv", "全部数字（CSV）", "Its figures as CSV", Type::Text),
        field("json", "全文数据（JSON）", "All of it as JSON", Type::Text),
        DIGEST,
    ],
    key: &["department", "year", "kind", "scope", "version"],
    foreign: &[TO_DEPARTMENT],
};

static MEASURES: Description = Description {
    name: "measures",
    chinese: "主要指标，每行一个，只含现行版本",
    english: "Measures, one a line, of the versions in force",
    fields: &[
        DEPARTMENT,
        DEPARTMENT_NAME,
        YEAR,
        KIND,
        SCOPE,
        IS_PART,
        field("measure", "指标的键", "Measure key", Type::Text),
        field("measure_name", "指标名称", "The measure's name in Chinese", Type::Text),
        PHASE,
        STATE,
        VALUE,
        PRINTED,
        UNIT,
        SOURCE,
    ],
    key: &["department", "year", "kind", "scope", "measure", "phase"],
    foreign: &[TO_DEPARTMENT],
};

static GLOSSARY: Description = Description {
    name: "glossary",
    chinese: "名词解释",
    english: "Terms that the disclosures in force explain",
    fields: &[
        field("term", "名词", "Term", Type::Text),
        field("wording", "第几种解释，用得最多的在前", "Which wording, the most used first", Type::Integer),
        field("definition", "解释（Markdown）", "Definition (Markdown)", Type::Text),
        field("uses", "用于几份公开文件", "How many disclosures use it", Type::Integer),
        field("latest", "最近一份（网站根目录下的路径）", "The latest of them, as a path below the site", Type::Text),
    ],
    key: &["term", "wording"],
    foreign: &[],
};

static LINES: Description = Description {
    name: "lines",
    chinese: "报表中有科目编码的行，每行一个，只含现行版本：支出按功能分类，一般公共预算基本支出按经济分类；同一张表中同一编码有几行的，合为一行",
    english: "Coded lines of statements, of the versions in force: expenditure by function, basic expenditure by economic class; several lines of one code in one statement are one",
    fields: &[
        DEPARTMENT,
        DEPARTMENT_NAME,
        YEAR,
        KIND,
        SCOPE,
        IS_PART,
        field(
            "system",
            "科目体系：functional 功能分类、economic 经济分类",
            "Classification: functional or economic",
            Type::Text,
        ),
        field("statement", "报表种类", "Kind of statement", Type::Text),
        field("number", "同种报表中的第几张", "Which statement of its kind, from 1", Type::Integer),
        field("row", "第几行", "Row, from 1", Type::Integer),
        field("code", "科目编码", "Classification code", Type::Text),
        field("label", "名称", "Label as printed", Type::Text),
        STATE,
        VALUE,
        PRINTED,
        UNIT,
        SOURCE,
    ],
    key: &["department", "year", "kind", "scope", "system", "code"],
    foreign: &[TO_DEPARTMENT],
};

/// The rows of a table, made one by one.
pub type Rows<'a> = Box<dyn Iterator<Item = Row<'a>> + 'a>;

/// A table of the archive: what it is, how its rows are made, and what of the archive they are made of beside the
/// departments. Where there is a file a year, both are asked for one year.
pub struct Matter {
    /// What it is.
    pub description: &'static Description,
    is_yearly: bool,
    rows: Making,
    inputs: fn(&Archive, Option<FiscalYear>) -> Option<Fingerprint>,
}

/// How rows are made.
enum Making {
    /// Of the archive.
    Archive(for<'a> fn(&'a Archive, Option<FiscalYear>) -> Rows<'a>),
    /// Of what was checked, which is told in the site's language.
    Report(for<'a> fn(&'a Archive, &'a Report, Language) -> Rows<'a>),
}

/// What tables are made of.
#[derive(Clone, Copy)]
pub struct Origin<'a> {
    /// All bodies and years.
    pub archive: &'a Archive,
    /// What was checked.
    pub report: &'a Report,
    /// The site's language.
    pub language: Language,
}

/// The tables.
pub static ALL: [Matter; 12] = [
    of_archive(&DISCLOSURES, false, disclosures, of_disclosures),
    of_archive(&MEASURES, true, measures, of_measures),
    of_archive(&LINES, true, lines, of_lines),
    of_archive(&PROJECTS, false, projects::projects, of_projects),
    of_archive(&INDICATORS, true, projects::indicators, of_indicators),
    Matter { description: &FINDINGS, is_yearly: false, rows: Making::Report(findings::rows), inputs: of_identities },
    of_archive(&bodies::DEPARTMENTS, false, bodies::departments, nothing_else),
    of_archive(&bodies::NAMES, false, bodies::names, nothing_else),
    of_archive(&bodies::PARENTS, false, bodies::parents, nothing_else),
    of_archive(&bodies::SUCCESSION, false, bodies::succession, nothing_else),
    of_archive(&GLOSSARY, false, glossary, of_glossary),
    of_archive(&LEDGER, false, ledger::rows, nothing_else),
];

const fn of_archive(
    description: &'static Description,
    is_yearly: bool,
    rows: for<'a> fn(&'a Archive, Option<FiscalYear>) -> Rows<'a>,
    inputs: fn(&Archive, Option<FiscalYear>) -> Option<Fingerprint>,
) -> Matter {
    Matter { description, is_yearly, rows: Making::Archive(rows), inputs }
}

/// A file of a table: all of it, or one year.
#[derive(Clone, Copy)]
pub struct File {
    /// The table.
    pub matter: &'static Matter,
    year: Option<FiscalYear>,
}

impl Matter {
    /// The files of the table, the latest year first.
    pub fn files(&'static self, archive: &Archive) -> Vec<File> {
        if self.is_yearly {
            return archive.years().into_iter().rev().map(|year| File { matter: self, year: Some(year) }).collect();
        }
        vec![File { matter: self, year: None }]
    }
}

impl File {
    /// The file's name without its ending.
    pub fn name(self) -> String {
        let name = self.matter.description.name;
        self.year.map_or_else(|| name.to_owned(), |year| format!("{name}-{year}"))
    }

    /// What it holds, in Chinese and in English.
    pub fn titles(self) -> [String; 2] {
        let Description { chinese, english, .. } = self.matter.description;
        self.year.map_or_else(
            || [*chinese, *english].map(str::to_owned),
            |year| [format!("{year}年度{chinese}"), format!("{english}, {year}")],
        )
    }

    /// What it is made of; `None` where that is not known.
    pub fn made_of(self, Origin { archive, report, .. }: Origin<'_>) -> Option<Fingerprint> {
        let found = match self.matter.rows {
            Making::Archive(_) => None,
            Making::Report(_) => Some(finding::inputs(report)?),
        };
        // Every table names departments.
        Fingerprint::of(&(archive.sources?, self.name(), (self.matter.inputs)(archive, self.year)?, found))
    }

    /// Makes the table.
    pub fn csv(self, Origin { archive, report, language }: Origin<'_>) -> Vec<u8> {
        let rows = match self.matter.rows {
            Making::Archive(rows) => rows(archive, self.year),
            Making::Report(rows) => rows(archive, report, language),
        };
        self.matter.description.rows(rows).csv()
    }
}

fn nothing_else(_: &Archive, _: Option<FiscalYear>) -> Option<Fingerprint> {
    Fingerprint::of(&())
}

fn of_identities(archive: &Archive, _: Option<FiscalYear>) -> Option<Fingerprint> {
    Fingerprint::of_all(archive.entries().map(|entry| Fingerprint::of(&(&entry.identity, entry.superseded))))
}

fn of_disclosures(archive: &Archive, _: Option<FiscalYear>) -> Option<Fingerprint> {
    let about = |entry: &Entry| {
        Fingerprint::of(&(&entry.identity, entry.superseded, &entry.title, &entry.dates, entry.unit, entry.digest))
    };
    Fingerprint::of_all(archive.entries().map(about))
}

/// What is taken of each disclosure in force of a year.
fn of_year(
    archive: &Archive,
    year: Option<FiscalYear>,
    what: impl Fn(&Entry) -> Option<Fingerprint>,
) -> Option<Fingerprint> {
    Fingerprint::of_all(archive.in_force().filter(|entry| is_of(entry, year)).map(what))
}

fn of_measures(archive: &Archive, year: Option<FiscalYear>) -> Option<Fingerprint> {
    of_year(archive, year, |entry| Fingerprint::of(&(&entry.identity, &entry.measures)))
}

fn of_lines(archive: &Archive, year: Option<FiscalYear>) -> Option<Fingerprint> {
    of_year(archive, year, |entry| Fingerprint::of(&(&entry.identity, &entry.functional, &entry.economic)))
}

/// Which project goes on from which depends on all years.
fn of_projects(archive: &Archive, _: Option<FiscalYear>) -> Option<Fingerprint> {
    inputs::of_projects(archive)
}

fn of_indicators(archive: &Archive, year: Option<FiscalYear>) -> Option<Fingerprint> {
    of_year(archive, year, |entry| Fingerprint::of(&(&entry.identity, entry.projects.fingerprint())))
}

fn of_glossary(archive: &Archive, _: Option<FiscalYear>) -> Option<Fingerprint> {
    Fingerprint::of(&archive.glossary)
}

fn is_of(entry: &Entry, year: Option<FiscalYear>) -> bool {
    year.is_none_or(|year| entry.identity.year == year)
}

/// The first fields of every table about disclosures.
pub fn about<'a>(record: &'a DepartmentRecord, entry: &Entry) -> Row<'a> {
    let identity = &entry.identity;
    vec![
        text(record.id.as_str()),
        text(record.department.names.in_year(identity.year)),
        written(identity.year),
        text(identity.kind.key()),
        text(identity.scope.key()),
    ]
}

/// The first fields of every table of figures.
fn about_figures<'a>(archive: &Archive, record: &'a DepartmentRecord, entry: &Entry) -> Row<'a> {
    let mut about = about(record, entry);
    about.push(text(if archive.is_contained(record, entry) { "true" } else { "false" }));
    about
}

/// Every disclosure in force, of a year, with its department.
pub fn in_force(archive: &Archive, year: Option<FiscalYear>) -> impl Iterator<Item = (&DepartmentRecord, &Entry)> {
    entries(archive).filter(move |(_, entry)| !entry.superseded && is_of(entry, year))
}

/// Every disclosure with its department.
fn entries(archive: &Archive) -> impl Iterator<Item = (&DepartmentRecord, &Entry)> {
    archive.departments.values().flat_map(|record| record.entries.iter().map(move |entry| (record, entry)))
}

fn disclosures(archive: &Archive, _: Option<FiscalYear>) -> Rows<'_> {
    let date = |date: Option<Date>| date.and_then(written);
    Box::new(entries(archive).map(move |(record, entry)| {
        let Entry { identity, superseded, title, dates, unit, .. } = entry;
        let [csv, json] = beside(identity, *superseded);
        let mut row = about(record, entry);
        row.extend([
            written(identity.version),
            written(superseded),
            written(archive.is_contained(record, entry)),
            text(title),
            text(unit.chinese()),
            date(dates.as_ref().and_then(|dates| dates.approved)),
            date(dates.as_ref().and_then(|dates| dates.replied)),
            date(dates.as_ref().and_then(|dates| dates.published)),
            written(index(&disclosure_folder(identity, *superseded))),
            written(csv),
            written(json),
            written(entry.digest.hex()),
        ]);
        row
    }))
}

fn measures(archive: &Archive, year: Option<FiscalYear>) -> Rows<'_> {
    Box::new(in_force(archive, year).flat_map(move |(record, entry)| {
        let about = about_figures(archive, record, entry);
        let page = index(&disclosure_folder(&entry.identity, false));
        let of = entry.identity.kind;
        entry.measures.iter().flat_map(move |(measure, value)| {
            let source = format!("{page}#{}", source_anchor(*measure, value.source));
            let (about, measure) = (about.clone(), *measure);
            cells(value.figure, of).map(move |(phase, cell)| {
                let mut row = Vec::with_capacity(MEASURES.fields.len());
                row.extend_from_slice(&about);
                row.extend(named(measure, of));
                row.push(text(phase));
                row = with_state(row, cell);
                row.push(written(&source));
                row
            })
        })
    }))
}

/// The lines of both classifications that are printed.
fn lines(archive: &Archive, year: Option<FiscalYear>) -> Rows<'_> {
    Box::new(in_force(archive, year).flat_map(move |(record, entry)| {
        let about = about_figures(archive, record, entry);
        let page = index(&disclosure_folder(&entry.identity, false));
        let all = System::ALL
            .iter()
            .flat_map(move |(system, _)| entry.lines(*system).printed().map(move |line| (*system, line)));
        all.map(move |(system, (code, place, cell))| {
            let mut row = Vec::with_capacity(LINES.fields.len());
            row.extend_from_slice(&about);
            row.extend([
                text(system.key()),
                text(place.kind.key()),
                written(place.number),
                written(place.row + 1),
                written(code),
                archive.code_name(system, code, entry).and_then(text),
            ]);
            row = with_state(row, cell);
            row.push(written(format!("{page}#{}", line_anchor(place))));
            row
        })
    }))
}

fn named(measure: Measure, of: Kind) -> [Option<Cow<'static, str>>; 2] {
    [text(measure.key()), text(measure_name(measure, of))]
}

fn glossary(archive: &Archive, _: Option<FiscalYear>) -> Rows<'_> {
    Box::new(archive.glossary.iter().flat_map(|(term, definitions)| {
        (1_usize..).zip(definitions).map(move |(number, definition)| {
            vec![
                text(term),
                written(number),
                text(&definition.text),
                written(definition.uses),
                written(index(&disclosure_folder(&definition.latest, false))),
            ]
        })
    }))
}
