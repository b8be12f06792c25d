//! The tables of the bodies: departments, their names, what they belong to, what became of them.

use crate::archive::Archive;
use crate::model::field::Keyword;
use crate::model::period::FiscalYear;
use crate::page::data::tables::{DEPARTMENT, Rows, SINCE, TO_DEPARTMENT, UNTIL};
use crate::table::{Description, Foreign, Type, field, text, written};

/// The departments.
pub static DEPARTMENTS: Description = Description {
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

/// Their names.
pub static NAMES: Description = Description {
    name: "department_names",
    chinese: "部门的名称和使用年度",
    english: "Names of departments with their years",
    fields: &[DEPARTMENT, field("name", "名称", "Name", Type::Text), SINCE, UNTIL],
    key: &[],
    foreign: &[TO_DEPARTMENT],
};

/// What they belong to.
pub static PARENTS: Description = Description {
    name: "department_parents",
    chinese: "单位的主管部门和隶属年度",
    english: "The departments that bodies belong to, with the years",
    fields: &[DEPARTMENT, field("parent", "主管部门的标识", "Id of the department above", Type::Text), SINCE, UNTIL],
    key: &[],
    foreign: &[TO_DEPARTMENT, Foreign { fields: &["parent"], table: "departments", keys: &["department"] }],
};

/// What became of them.
pub static SUCCESSION: Description = Description {
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

/// Their rows.
pub fn departments(archive: &Archive, _: Option<FiscalYear>) -> Rows<'_> {
    Box::new(archive.departments.values().map(|record| {
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

/// The rows of their names.
pub fn names(archive: &Archive, _: Option<FiscalYear>) -> Rows<'_> {
    Box::new(archive.departments.values().flat_map(|record| {
        record.department.names.iter().map(|name| {
            vec![text(record.id.as_str()), text(&name.name), name.since.and_then(written), name.until.and_then(written)]
        })
    }))
}

/// The rows of what they belong to.
pub fn parents(archive: &Archive, _: Option<FiscalYear>) -> Rows<'_> {
    Box::new(archive.departments.values().flat_map(|record| {
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

/// The rows of what became of them.
pub fn succession(archive: &Archive, _: Option<FiscalYear>) -> Rows<'_> {
    Box::new((1_usize..).zip(&archive.events).flat_map(|(number, event)| {
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
