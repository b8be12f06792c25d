//! 绩效: goals, and projects with their indicators.

use serde::Serialize;

use crate::content::disclosure::Document;
use crate::model::anchor;
use crate::model::field::Keyword;
use crate::model::performance::{Indicator, Performance, Project};
use crate::model::prose::Markdown;
use crate::page::amount::printed;
use crate::page::disclosure::figures::{Figures, figures, row};
use crate::page::{CellView, Prose};

/// 绩效.
#[derive(Debug, Serialize)]
pub struct PerformanceView {
    /// 总体绩效目标.
    pub overall: Option<Prose>,
    /// 分项绩效目标.
    pub goals: Vec<GoalView>,
    /// 保障措施.
    pub safeguards: Option<Prose>,
    /// 项目绩效目标表.
    pub projects: Vec<ProjectView>,
}

/// 分项绩效目标.
#[derive(Debug, Serialize)]
pub struct GoalView {
    /// The anchor.
    pub anchor: String,
    /// The name.
    pub name: String,
    /// The objective.
    pub objective: Option<Prose>,
    /// The targets.
    pub targets: Vec<String>,
}

/// A project.
#[derive(Debug, Serialize)]
pub struct ProjectView {
    /// The anchor.
    pub anchor: String,
    /// 项目编码.
    pub code: Option<String>,
    /// 项目名称.
    pub name: String,
    /// 金额, a row of figures without a name.
    pub amount: Option<Figures>,
    /// The project that it goes on from.
    pub continues: Option<String>,
    /// 绩效目标.
    pub objective: Option<Prose>,
    /// 自评得分.
    pub score: Option<CellView>,
    /// The keys of the columns before the indicator's name that any indicator fills.
    pub levels: Vec<&'static str>,
    /// The keys of those behind it.
    pub columns: Vec<&'static str>,
    /// The indicators, in published order.
    pub indicators: Vec<IndicatorView>,
}

/// An indicator.
#[derive(Debug, Serialize)]
pub struct IndicatorView {
    /// The anchor.
    pub anchor: String,
    /// 三级指标, the row's heading.
    pub name: String,
    /// The cells before it, by column; empty where nothing is given.
    pub levels: Vec<String>,
    /// The cells behind it, by column.
    pub cells: Vec<String>,
}

pub(super) fn performance_view(performance: &Performance, document: &Document) -> PerformanceView {
    let prose = |markdown: &Option<Markdown>| markdown.as_ref().map(|markdown| Prose::of(markdown, document));
    PerformanceView {
        overall: prose(&performance.overall),
        goals: (1..)
            .zip(&performance.goals)
            .map(|(number, goal)| GoalView {
                anchor: anchor::goal(number),
                name: goal.name.clone(),
                objective: prose(&goal.objective),
                targets: goal.targets.clone(),
            })
            .collect(),
        safeguards: prose(&performance.safeguards),
        projects: (1..)
            .zip(&performance.projects)
            .map(|(number, project)| project_view(number, project, document))
            .collect(),
    }
}

fn project_view(number: usize, project: &Project, document: &Document) -> ProjectView {
    let anchor = anchor::project(number);
    let levels = filled(&LEVELS, &project.indicators);
    let columns = filled(&COLUMNS, &project.indicators);
    let cells = |columns: &[IndicatorColumn], indicator: &Indicator| {
        columns.iter().map(|(_, cell)| cell(indicator).unwrap_or_default()).collect()
    };
    let indicators = (1..)
        .zip(&project.indicators)
        .map(|(row, indicator)| IndicatorView {
            anchor: anchor::indicator(number, row),
            name: indicator.name.clone(),
            levels: cells(&levels, indicator),
            cells: cells(&columns, indicator),
        })
        .collect();
    ProjectView {
        code: project.code.clone(),
        name: project.name.clone(),
        amount: project.amount.map(|figure| {
            let rows = [row("project", 0, Some(figure))];
            figures("project", document.identity.kind, document.disclosure.unit.key(), &rows)
        }),
        // What every project of the same name goes on from need not be said.
        continues: project.continues.clone().filter(|before| *before != project.name),
        objective: project.objective.as_ref().map(|objective| Prose::of(objective, document)),
        score: project.score.map(CellView::from),
        levels: levels.iter().map(|(key, _)| *key).collect(),
        columns: columns.iter().map(|(key, _)| *key).collect(),
        indicators,
        anchor,
    }
}

/// An indicator's column with the way to its cell.
type IndicatorColumn = (&'static str, fn(&Indicator) -> Option<String>);

const LEVELS: [IndicatorColumn; 2] =
    [("level1", |indicator| Some(indicator.level1.clone())), ("level2", |indicator| indicator.level2.clone())];

const COLUMNS: [IndicatorColumn; 7] = [
    ("describe", |indicator| indicator.describe.clone()),
    ("value", |indicator| indicator.value.clone()),
    ("basis", |indicator| indicator.basis.clone()),
    ("weight", |indicator| indicator.weight.and_then(printed)),
    ("actual", |indicator| indicator.actual.clone()),
    ("score", |indicator| indicator.score.and_then(printed)),
    ("deviation", |indicator| indicator.deviation.clone()),
];

/// The columns that any indicator fills.
fn filled(columns: &[IndicatorColumn], indicators: &[Indicator]) -> Vec<IndicatorColumn> {
    let is_filled = |(_, cell): &IndicatorColumn| indicators.iter().any(|indicator| cell(indicator).is_some());
    columns.iter().copied().filter(is_filled).collect()
}
