//! The tables of `/data/`: the archive, one table a matter.

use std::borrow::Cow;

use crate::archive::{Archive, DepartmentRecord, Entry, inputs};
use crate::fingerprint::Fingerprint;
use crate::model::disclosure::Kind;
use crate::model::field::Keyword;
use crate::model::measure::Measure;
use crate::model::period::Date;
use crate::page::data::{beside, cells, measure_name, projects, with_state};
use crate::page::source_anchor;
use crate::page::{disclosure_folder, index};
use crate::table::{Description, Field, Foreign, Table, Type, field, text, written};

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
const SINCE: Field = field("since", "起始年度", "First fiscal year", Type::Integer);
const UNTIL: Field = field("until", "截止年度", "Last fiscal year", Type::Integer);

/// To the table of departments.
pub const TO_DEPARTMENT: Foreign = Foreign { fields: &["department"], table: "departments", keys: &["department"] };

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
        field(
            "state",
            "状态：amount 有金额、blank 未填写、dash 不适用；没有公开的没有这一行",
            "State: amount, blank (not filled in) or dash (not applicable); what is not published has no line",
            Type::Text,
        ),
        VALUE,
        PRINTED,
        UNIT,
        field("source", "出处（网站根目录下的路径）", "Where it is published, as a path below the site", Type::Text),
    ],
    key: &["department", "year", "kind", "scope", "measure", "phase"],
    foreign: &[TO_DEPARTMENT],
};

static DEPARTMENTS: Description = Description {
    name: "departments",
    chinese: "部门和单位",
    english: "Departments and units",
    fields: &[
        DEPARTMENT,
        field("name", "最近的名称", "Latest name", Type::Text)
            .column_type("administrative-classification:generic:level1:label"),
        field("short_name", "简称", "Short name", Type::Text),
        field("code", "预算单位编码", "Budget code", Type::Text),
        field("group", "分组", "Group", Type::Text),
        SINCE,
        UNTIL,
    ],
    key: &["department"],
    foreign: &[],
};

static NAMES: Description = Description {
    name: "department_names",
    chinese: "部门的名称和使用年度",
    english: "Names of departments with their years",
    fields: &[DEPARTMENT, field("name", "名称", "Name", Type::Text), SINCE, UNTIL],
    key: &[],
    foreign: &[TO_DEPARTMENT],
};

static PARENTS: Description = Description {
    name: "department_parents",
    chinese: "单位的主管部门和隶属年度",
    english: "The departments that bodies belong to, with the years",
    fields: &[DEPARTMENT, field("parent", "主管部门的标识", "Id of the department above", Type::Text), SINCE, UNTIL],
    key: &[],
    foreign: &[TO_DEPARTMENT, Foreign { fields: &["parent"], table: "departments", keys: &["department"] }],
};

static SUCCESSION: Description = Description {
    name: "succession",
    chinese: "机构沿革，每行是一次变动中的一个部门",
    english: "Succession: a line is one department in one event",
    fields: &[
        field("event", "第几次变动", "Event, from 1", Type::Integer),
        field("date", "日期", "Date", Type::Date),
        field("kind", "类型：rename 更名、merge 合并、split 拆分、transfer 划转", "What happened", Type::Text),
        field("role", "from 原部门、to 新部门", "Before (from) or after (to)", Type::Text),
        DEPARTMENT,
        field("first_budget_year", "新部门首个预算年度", "First budget of the new bodies", Type::Integer),
        field("first_final_year", "新部门首个决算年度", "First final account of the new bodies", Type::Integer),
        field("note", "说明", "Note", Type::Text),
    ],
    key: &[],
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

/// What the tables are, in the order of [`all`].
pub const DESCRIPTIONS: [&Description; 9] = [
    &DISCLOSURES,
    &MEASURES,
    &projects::PROJECTS,
    &projects::INDICATORS,
    &DEPARTMENTS,
    &NAMES,
    &PARENTS,
    &SUCCESSION,
    &GLOSSARY,
];

/// The tables of an archive.
pub fn all(archive: &Archive) -> [Table<'_>; 9] {
    [
        disclosures(archive),
        measures(archive),
        projects::projects(archive),
        projects::indicators(archive),
        departments(archive),
        names(archive),
        parents(archive),
        succession(archive),
        glossary(archive),
    ]
}

/// What a table is made of; `None` where that is not known.
pub fn made_of(archive: &Archive, description: &Description) -> Option<Fingerprint> {
    // Every table names departments.
    let sources = archive.sources?;
    if description.name == DISCLOSURES.name {
        let about = |entry: &Entry| {
            Fingerprint::of(&(&entry.identity, entry.superseded, &entry.title, &entry.dates, entry.unit))
        };
        let entries: Vec<Fingerprint> = archive.entries().map(about).collect::<Option<_>>()?;
        return Fingerprint::of(&(sources, entries));
    }
    if description.name == MEASURES.name {
        let entries: Vec<_> =
            archive.entries().map(|entry| (&entry.identity, entry.superseded, &entry.measures)).collect();
        return Fingerprint::of(&(sources, entries));
    }
    if [projects::PROJECTS.name, projects::INDICATORS.name].contains(&description.name) {
        return inputs::of_projects(archive);
    }
    if description.name == GLOSSARY.name {
        return Fingerprint::of(&(sources, &archive.glossary));
    }
    Some(sources)
}

/// The first fields of every table about disclosures.
pub fn about<'a>(record: &'a DepartmentRecord, entry: &Entry) -> Vec<Option<Cow<'a, str>>> {
    let identity = &entry.identity;
    vec![
        text(record.id.as_str()),
        text(record.department.names.in_year(identity.year)),
        written(identity.year),
        text(identity.kind.key()),
        text(identity.scope.key()),
    ]
}

/// Every disclosure with its department.
pub fn entries(archive: &Archive) -> impl Iterator<Item = (&DepartmentRecord, &Entry)> {
    archive.departments.values().flat_map(|record| record.entries.iter().map(move |entry| (record, entry)))
}

fn disclosures(archive: &Archive) -> Table<'_> {
    let date = |date: Option<Date>| date.and_then(written);
    DISCLOSURES.rows(entries(archive).map(move |(record, entry)| {
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
        ]);
        row
    }))
}

fn measures(archive: &Archive) -> Table<'_> {
    let in_force = entries(archive).filter(|(_, entry)| !entry.superseded);
    MEASURES.rows(in_force.flat_map(move |(record, entry)| {
        let is_part = if archive.is_contained(record, entry) { "true" } else { "false" };
        let mut about = about(record, entry);
        about.push(text(is_part));
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

fn named(measure: Measure, of: Kind) -> [Option<Cow<'static, str>>; 2] {
    [text(measure.key()), text(measure_name(measure, of))]
}

fn departments(archive: &Archive) -> Table<'_> {
    DEPARTMENTS.rows(archive.departments.values().map(|record| {
        let department = &record.department;
        let period = department.period();
        vec![
            text(record.id.as_str()),
            text(department.names.latest()),
            department.short_name.as_deref().and_then(text),
            department.code.as_deref().and_then(text),
            department.group.as_deref().and_then(text),
            period.since.and_then(written),
            period.until.and_then(written),
        ]
    }))
}

fn names(archive: &Archive) -> Table<'_> {
    NAMES.rows(archive.departments.values().flat_map(|record| {
        record.department.names.iter().map(|name| {
            vec![text(record.id.as_str()), text(&name.name), name.since.and_then(written), name.until.and_then(written)]
        })
    }))
}

fn parents(archive: &Archive) -> Table<'_> {
    PARENTS.rows(archive.departments.values().flat_map(|record| {
        record.department.parent.iter().map(|parent| {
            vec![
                text(record.id.as_str()),
                text(parent.department.as_str()),
                parent.since.and_then(written),
                parent.until.and_then(written),
            ]
        })
    }))
}

fn succession(archive: &Archive) -> Table<'_> {
    SUCCESSION.rows((1_usize..).zip(&archive.events).flat_map(|(number, event)| {
        let from = event.from.iter().map(|id| ("from", id));
        from.chain(event.to.iter().map(|id| ("to", id))).map(move |(role, id)| {
            vec![
                written(number),
                event.date.and_then(written),
                text(event.kind.key()),
                text(role),
                text(id.as_str()),
                event.first_budget_year.and_then(written),
                event.first_final_year.and_then(written),
                event.note.as_deref().and_then(text),
            ]
        })
    }))
}

fn glossary(archive: &Archive) -> Table<'_> {
    GLOSSARY.rows(archive.glossary.iter().flat_map(|(term, definitions)| {
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
