//! The table of what checks found.

use std::rc::Rc;

use crate::archive::Archive;
use crate::check::{Finding, Outcome, Report};
use crate::language::{Catalogue, Language};
use crate::model::field::Keyword;
use crate::page::data::tables::{DEPARTMENT, DEPARTMENT_NAME, KIND, Rows, SCOPE, TO_DEPARTMENT, YEAR, about, in_force};
use crate::page::finding;
use crate::table::{Description, Type, field, text, written};

/// The table.
pub static FINDINGS: Description = Description {
    name: "findings",
    chinese: "校验结果：现行版本中不符的、在四舍五入范围内的，每行一处",
    english: "What checks found in the versions in force: what does not agree, and what agrees but for rounding, one a line",
    fields: &[
        DEPARTMENT,
        DEPARTMENT_NAME,
        YEAR,
        KIND,
        SCOPE,
        field("version", "版本", "Version", Type::Integer),
        field("rule", "校验规则的编号", "Id of the rule", Type::Text),
        field(
            "severity",
            "轻重：error 不符、warning 待核对、note 提示；部门已说明的是 note",
            "Severity: error, warning or note; what the department explains is a note",
            Type::Text,
        ),
        field(
            "outcome",
            "结果：fail 不符、rounding 在四舍五入范围内",
            "Outcome: fail, or agrees but for rounding",
            Type::Text,
        ),
        field("acknowledged", "部门的说明", "The department's explanation", Type::Text),
        field("stated", "所写的金额（元）", "Amount that is stated, in yuan (CNY)", Type::Number),
        field(
            "difference",
            "比应有的多多少（元）",
            "By how much that is more than it should be, in yuan (CNY)",
            Type::Number,
        ),
        field("message", "查出了什么", "What was found", Type::Text),
        field("arithmetic", "算式", "The arithmetic", Type::Text),
        field("source", "出处（网站根目录下的路径）", "Where it is published, as a path below the site", Type::Text),
    ],
    key: &[],
    foreign: &[TO_DEPARTMENT],
};

/// The rows, with sentences in a language.
pub fn rows<'a>(archive: &'a Archive, report: &'a Report, language: Language) -> Rows<'a> {
    let catalogue = Rc::new(Catalogue::of_program(language));
    Box::new(in_force(archive, None).flat_map(move |(record, entry)| {
        let about = about(record, entry);
        let catalogue = Rc::clone(&catalogue);
        let found = report.of(&entry.identity).into_iter().flat_map(|checks| &checks.findings);
        found.filter_map(move |finding| {
            let outcome = outcome(finding)?;
            let mut row = about.clone();
            row.extend([
                written(entry.identity.version),
                text(finding.rule.key()),
                text(finding.said.severity.key()),
                text(outcome),
                finding.said.acknowledged.as_deref().and_then(text),
                finding.stated.and_then(|money| written(money.machine())),
                finding.difference.and_then(|money| written(money.machine())),
                written(finding.said.message(&catalogue)),
                finding.said.arithmetic.as_deref().and_then(text),
                written(finding::source(finding, &entry.identity)),
            ]);
            Some(row)
        })
    }))
}

fn outcome(finding: &Finding) -> Option<&'static str> {
    match finding.outcome {
        Outcome::Fail => Some("fail"),
        Outcome::Rounding => Some("rounding"),
        Outcome::Pass | Outcome::NotChecked(_) => None,
    }
}
