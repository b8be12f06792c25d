//! Where in a disclosure a figure or a stretch of text stands: by the model, from which its line in the file and its anchor
//! on the page are told when something is found.

use crate::archive::StatementLine;
use crate::model::anchor;
use crate::model::cell::Phase;
use crate::model::disclosure::Disclosure;
use crate::model::field::Keyword;
use crate::model::measure::Measure;
use crate::model::statement::{Columns, number_of_kind};

/// A place in a disclosure. Items count from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum At {
    /// The file as a whole.
    File,
    /// A field, by its path: `dates.published`.
    Field(&'static str),
    /// A summary figure.
    Measure(Measure, Phase),
    /// A source of revenue, by its line.
    Source(usize, Phase),
    /// A statement as a whole.
    Statement(usize),
    /// A cell of a statement: statement, row, column.
    Cell(usize, usize, usize, Phase),
    /// A row of a statement.
    Row(usize, usize),
    /// A line of a statement, of which only figures are at hand.
    Line(StatementLine),
    /// A stated change.
    Change(usize),
    /// The percentage of a stated change.
    Percent(usize),
    /// A line of the assets.
    Asset(usize),
    /// A project.
    Project(usize),
    /// A project's amount.
    ProjectAmount(usize),
    /// An acknowledgement.
    Acknowledgement(usize),
    /// A field of a correction, which brought this version.
    Correction(usize, u16, &'static str),
    /// A stretch of text, by its bytes.
    Text(TextOf, usize, usize),
}

/// Which text of a disclosure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TextOf {
    /// The title.
    Title,
    /// The name of a source of revenue, by its line.
    SourceLabel(usize),
    /// A section's heading.
    Heading(usize),
    /// A section's prose.
    Body(usize),
    /// A term.
    Term(usize),
    /// What a term means.
    Definition(usize),
    /// 总体绩效目标.
    Overall,
    /// 保障措施.
    Safeguards,
    /// A goal's name.
    GoalName(usize),
    /// What a goal aims at.
    GoalObjective(usize),
    /// A target of a goal.
    Target(usize, usize),
    /// A project's name.
    ProjectName(usize),
    /// What a project aims at.
    Objective(usize),
    /// A field of an indicator: project, indicator, field.
    Indicator(usize, usize, &'static str),
    /// The reason of a stated change.
    Reason(usize),
    /// A statement's title.
    StatementTitle(usize),
    /// The note below a statement.
    Note(usize),
    /// The heading of a column that a statement declares.
    ColumnLabel(usize, usize),
    /// The label of a statement's row.
    Label(usize, usize),
    /// A cell that holds text: statement, row, column.
    Cell(usize, usize, usize),
    /// A field of a body of 机构设置: body, field.
    Institution(usize, &'static str),
    /// The item of a line of the assets.
    Item(usize),
    /// An attachment's title.
    AttachmentTitle(usize),
    /// A field of a correction: correction, field.
    Correction(usize, &'static str),
    /// What the department says of a finding.
    Explanation(usize),
}

impl TextOf {
    /// Its path in the model; the columns are those of the statement, where it is a cell.
    fn path(self, disclosure: &Disclosure, columns: impl Fn(usize) -> Option<Columns>) -> String {
        match self {
            Self::Title => "title".to_owned(),
            Self::SourceLabel(line) => format!("{}.label", At::Source(line, Phase::Actual).path(disclosure, columns)),
            Self::Heading(section) => format!("sections.{section}.heading"),
            Self::Body(section) => format!("sections.{section}.body"),
            Self::Term(term) => format!("glossary.{term}.term"),
            Self::Definition(term) => format!("glossary.{term}.definition"),
            Self::Overall => "performance.overall".to_owned(),
            Self::Safeguards => "performance.safeguards".to_owned(),
            Self::GoalName(goal) => format!("performance.goals.{goal}.name"),
            Self::GoalObjective(goal) => format!("performance.goals.{goal}.objective"),
            Self::Target(goal, target) => format!("performance.goals.{goal}.targets.{target}"),
            Self::ProjectName(project) => format!("performance.projects.{project}.name"),
            Self::Objective(project) => format!("performance.projects.{project}.objective"),
            Self::Indicator(project, indicator, field) => {
                format!("performance.projects.{project}.indicators.{indicator}.{field}")
            }
            Self::Reason(change) => format!("comparisons.{change}.reason"),
            Self::StatementTitle(statement) => format!("statements.{statement}.title"),
            Self::Note(statement) => format!("statements.{statement}.note"),
            Self::ColumnLabel(statement, column) => format!("statements.{statement}.columns.{column}.label"),
            Self::Label(statement, row) => format!("statements.{statement}.rows.{row}.label"),
            Self::Cell(statement, row, column) => {
                At::Cell(statement, row, column, Phase::Actual).path(disclosure, columns)
            }
            Self::Institution(institution, field) => format!("institutions.{institution}.{field}"),
            Self::Item(row) => format!("assets.rows.{row}.item"),
            Self::AttachmentTitle(attachment) => format!("attachments.{attachment}.title"),
            Self::Correction(correction, field) => format!("corrections.{correction}.{field}"),
            Self::Explanation(index) => format!("acknowledge.{index}.note"),
        }
    }

    fn anchor(self, disclosure: &Disclosure) -> Option<String> {
        let section = |index: usize| anchor::sections(&disclosure.sections).into_iter().nth(index);
        Some(match self {
            Self::Title | Self::Institution(..) | Self::AttachmentTitle(_) | Self::Correction(..) => return None,
            Self::SourceLabel(line) => return At::Source(line, Phase::Actual).anchor(disclosure),
            Self::Heading(index) | Self::Body(index) => return section(index),
            Self::Term(term) | Self::Definition(term) => anchor::term(term + 1),
            Self::Overall | Self::Safeguards => "performance".to_owned(),
            Self::GoalName(goal) | Self::GoalObjective(goal) | Self::Target(goal, _) => anchor::goal(goal + 1),
            Self::ProjectName(project) | Self::Objective(project) => anchor::project(project + 1),
            Self::Indicator(project, indicator, _) => anchor::indicator(project + 1, indicator + 1),
            Self::Reason(change) => anchor::change(change + 1),
            Self::StatementTitle(statement) | Self::Note(statement) | Self::ColumnLabel(statement, _) => {
                statement_anchor(disclosure, statement)?
            }
            Self::Label(statement, row) | Self::Cell(statement, row, _) => {
                anchor::row(&statement_anchor(disclosure, statement)?, row)
            }
            Self::Item(row) => anchor::asset(row + 1),
            Self::Explanation(_) => "checks".to_owned(),
        })
    }
}

fn statement_anchor(disclosure: &Disclosure, statement: usize) -> Option<String> {
    let kind = *disclosure.statements.get(statement)?.kind;
    Some(anchor::statement(kind, number_of_kind(&disclosure.statements, statement)))
}

fn phase_key(phase: Phase) -> &'static str {
    match phase {
        Phase::Actual => "",
        Phase::Original => ".original",
        Phase::Adjusted => ".adjusted",
    }
}

impl At {
    /// Its path in the model, items from 0; the columns are those of the statement, where it is a cell.
    pub fn path(self, disclosure: &Disclosure, columns: impl Fn(usize) -> Option<Columns>) -> String {
        match self {
            Self::File => String::new(),
            Self::Field(path) => path.to_owned(),
            Self::Measure(measure, phase) => format!("{}{}", measure.path(), phase_key(phase)),
            Self::Source(line, phase) => {
                let lines = disclosure.revenue.as_ref().map(|revenue| &revenue.lines.0);
                let key = lines.and_then(|lines| lines.get(line)).map_or("", |line| line.key.as_str());
                format!("revenue.lines.{key}{}", phase_key(phase))
            }
            Self::Statement(statement) => format!("statements.{statement}"),
            Self::Cell(statement, row, column, phase) => {
                let columns = columns(statement);
                let key = columns.as_ref().and_then(|columns| columns.all.get(column)).map_or("", |column| &column.key);
                format!("statements.{statement}.rows.{row}.cells.{key}{}", phase_key(phase))
            }
            Self::Row(statement, row) => format!("statements.{statement}.rows.{row}"),
            Self::Line(line) => format!("statements.{}#{}.rows.{}", line.kind.key(), line.number, line.row),
            Self::Change(change) => format!("comparisons.{change}.delta"),
            Self::Percent(change) => format!("comparisons.{change}.percent"),
            Self::Asset(row) => format!("assets.rows.{row}.value"),
            Self::Project(project) => format!("performance.projects.{project}"),
            Self::ProjectAmount(project) => format!("performance.projects.{project}.amount"),
            Self::Acknowledgement(index) => format!("acknowledge.{index}"),
            Self::Correction(index, _, key) => format!("corrections.{index}.{key}"),
            Self::Text(text, _, _) => text.path(disclosure, columns),
        }
    }

    /// Its anchor on the disclosure's page; `None` where that has no place for it.
    pub fn anchor(self, disclosure: &Disclosure) -> Option<String> {
        Some(match self {
            Self::Field(path) => return path.strip_prefix("dates.").map(|date| format!("date-{date}")),
            Self::File => return None,
            Self::Acknowledgement(_) => "checks".to_owned(),
            Self::Correction(_, version, _) => anchor::correction(version),
            Self::Measure(measure, _) => anchor::figure(measure.key()),
            Self::Source(line, _) => {
                anchor::figure(&format!("revenue.{}", disclosure.revenue.as_ref()?.lines.0.get(line)?.key))
            }
            Self::Statement(statement) => statement_anchor(disclosure, statement)?,
            Self::Cell(statement, row, _, _) | Self::Row(statement, row) => {
                anchor::row(&statement_anchor(disclosure, statement)?, row)
            }
            Self::Line(line) => anchor::row(&anchor::statement(line.kind, line.number), line.row),
            Self::Change(change) | Self::Percent(change) => anchor::change(change + 1),
            Self::Asset(row) => {
                let is_total = |row: usize| {
                    let rows = disclosure.assets.as_ref()?.given()?.rows.get(row)?;
                    Some(rows.is_total())
                };
                if is_total(row) == Some(true) { "assets-total".to_owned() } else { anchor::asset(row + 1) }
            }
            Self::Project(project) | Self::ProjectAmount(project) => anchor::project(project + 1),
            Self::Text(text, _, _) => return text.anchor(disclosure),
        })
    }

    /// What is given here in words of the disclosure: a measure, a line and its column.
    pub fn name(self, disclosure: &Disclosure, columns: impl Fn(usize) -> Option<Columns>) -> String {
        match self {
            Self::Measure(measure, phase) => match phase {
                Phase::Actual => measure.chinese().to_owned(),
                _ => format!("{}（{}）", measure.chinese(), phase.chinese()),
            },
            Self::Source(line, _) => {
                let lines = disclosure.revenue.as_ref().map(|revenue| &revenue.lines.0);
                let Some(line) = lines.and_then(|lines| lines.get(line)) else { return String::new() };
                let known = crate::model::summary::RevenueSource::from_word(&line.key).map(Keyword::chinese);
                line.label.clone().unwrap_or_else(|| known.unwrap_or(&line.key).to_owned())
            }
            Self::Cell(statement, row, column, phase) => {
                let columns = columns(statement);
                let column = columns.as_ref().and_then(|columns| columns.all.get(column));
                let column =
                    column.and_then(|column| column.label.as_deref().or(column.names.first().map(String::as_str)));
                let label = disclosure.statements.get(statement).and_then(|statement| statement.rows.get(row));
                let label = label.map_or("", |row| row.label.trim());
                match phase {
                    Phase::Actual => format!("{label}·{}", column.unwrap_or_default()),
                    _ => format!("{label}·{}（{}）", column.unwrap_or_default(), phase.chinese()),
                }
            }
            Self::Change(change) | Self::Percent(change) => {
                disclosure.comparisons.get(change).map_or("", |comparison| comparison.of.chinese()).to_owned()
            }
            Self::Asset(row) => {
                let assets = disclosure.assets.as_ref().and_then(|assets| assets.given());
                assets.and_then(|assets| assets.rows.get(row)).map_or_else(String::new, |row| row.item.clone())
            }
            Self::Field("assets.total") => Measure::Assets.chinese().to_owned(),
            Self::Project(project) | Self::ProjectAmount(project) => {
                let performance = disclosure.performance.as_ref().and_then(|performance| performance.given());
                let project = performance.and_then(|performance| performance.projects.get(project));
                project.map_or_else(String::new, |project| project.name.clone())
            }
            _ => String::new(),
        }
    }
}
