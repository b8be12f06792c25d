//! The anchors of a disclosure's page: the names by which links lead to a figure, a line, a section of it. They never change.

use crate::model::field::Keyword;
use crate::model::section::Section;
use crate::model::statement::StatementKind;

/// A summary figure, by its measure's key. 资产总额 is a line of its own table.
pub fn figure(key: &str) -> String {
    if key == "assets.total" { "assets-total".to_owned() } else { format!("figure-{}", key.replace('.', "-")) }
}

/// A statement: its kind, and a number from the second of a kind on.
pub fn statement(kind: StatementKind, number: usize) -> String {
    let key = kind.key();
    if number < 2 { format!("statement-{key}") } else { format!("statement-{key}-{number}") }
}

/// A row of a statement, counted from 0.
pub fn row(statement: &str, row: usize) -> String {
    format!("{statement}-row-{}", row + 1)
}

/// A stated change, by its number from 1.
pub fn change(number: usize) -> String {
    format!("change-{number}")
}

/// A correction, by the version that it brought.
pub fn correction(version: u16) -> String {
    format!("correction-{version}")
}

/// A line of the assets, by its number from 1.
pub fn asset(number: usize) -> String {
    format!("asset-{number}")
}

/// A project, by its number from 1.
pub fn project(number: usize) -> String {
    format!("project-{number}")
}

/// An indicator of a project, both by their numbers from 1.
pub fn indicator(project: usize, number: usize) -> String {
    format!("{}-indicator-{number}", self::project(project))
}

/// A goal, by its number from 1.
pub fn goal(number: usize) -> String {
    format!("goal-{number}")
}

/// A term of the glossary, by its number from 1.
pub fn term(number: usize) -> String {
    format!("term-{number}")
}

/// The sections, in published order: the key, with a number from the second of a key on.
pub fn sections(sections: &[Section]) -> Vec<String> {
    let anchor = |(index, section): (usize, &Section)| {
        let same = sections[..index].iter().filter(|other| other.key == section.key).count();
        // A key of the site's own could be one of the page's other anchors.
        let prefix = if section.key.kind().is_some() { "" } else { "own-" };
        let suffix = if same == 0 { String::new() } else { format!("-{}", same + 1) };
        format!("{prefix}{}{suffix}", section.key.0)
    };
    sections.iter().enumerate().map(anchor).collect()
}
