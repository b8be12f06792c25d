//! What a rule looks at: a disclosure with what its statements' lines are, what its prose says, and whose it is.

use std::cell::OnceCell;

use crate::check::log::Used;
use crate::check::place::{At, TextOf};
use crate::check::reading::Reading;
use crate::content::disclosure::Document;
use crate::model::cell::{Cell, Figure, Phase};
use crate::model::department::Department;
use crate::model::disclosure::{Disclosure, Kind};
use crate::model::field::Declared;
use crate::model::measure::Measure;
use crate::model::performance::Performance;
use crate::model::period::FiscalYear;
use crate::model::rule::Checking;
use crate::model::statement::{Columns, Row, RowRole, Side, Statement, StatementCell, StatementKind, plain_label};

/// The phases of a figure, each of which is checked by itself.
pub const PHASES: [Phase; 3] = [Phase::Actual, Phase::Original, Phase::Adjusted];

/// A disclosure as rules look at it.
pub struct Subject<'d> {
    /// The disclosure with its measures.
    pub document: &'d Document,
    /// Whose it is.
    pub department: &'d Department,
    /// What the site decided.
    pub settings: &'d Checking,
    /// Its statements with what their lines are.
    pub tables: Vec<Table<'d>>,
    texts: OnceCell<Vec<(TextOf, &'d str)>>,
    reading: OnceCell<Reading>,
}

/// A statement with what its lines are.
pub struct Table<'d> {
    /// Its place among the disclosure's.
    pub index: usize,
    /// The statement.
    pub statement: &'d Statement,
    /// Its columns.
    pub columns: Columns,
    /// What each row is.
    pub roles: Vec<Option<RowRole>>,
    /// The rows' labels without their numbers.
    labels: OnceCell<Vec<String>>,
}

impl<'d> Subject<'d> {
    /// A disclosure of a department.
    pub fn new(document: &'d Document, department: &'d Department, settings: &'d Checking) -> Self {
        let kind = document.identity.kind;
        let table = |(index, statement): (usize, &'d Statement)| Table {
            index,
            statement,
            columns: statement.all_columns(kind),
            roles: statement.roles(),
            labels: OnceCell::new(),
        };
        let tables = document.disclosure.statements.iter().enumerate().map(table).collect();
        Self { document, department, settings, tables, texts: OnceCell::new(), reading: OnceCell::new() }
    }

    /// What the disclosure says.
    pub fn disclosure(&self) -> &'d Disclosure {
        &self.document.disclosure
    }

    /// Budget or final account.
    pub fn kind(&self) -> Kind {
        self.document.identity.kind
    }

    /// Its fiscal year.
    pub fn year(&self) -> FiscalYear {
        self.document.identity.year
    }

    /// The department's name in that year.
    pub fn name(&self) -> &'d str {
        self.department.names.in_year(self.year())
    }

    /// A measure's amount in a phase, with where it is from: the summary, else the statement.
    pub fn measure(&self, measure: Measure, phase: Phase) -> Option<Used> {
        let value = self.document.measures.get(measure)?;
        let money = value.figure.get(phase)?.amount()?;
        let is_stated = value.summary.is_some_and(|summary| summary.get(phase).is_some());
        let at = match value.statement.filter(|_| !is_stated) {
            None => At::Measure(measure, phase),
            Some(found) => {
                let column = self.tables.get(found.statement)?.column(found.column)?;
                At::Cell(found.statement, found.row, column, phase)
            }
        };
        Some(Used::new(at, money))
    }

    /// A measure's own amount.
    pub fn actual(&self, measure: Measure) -> Option<Used> {
        self.measure(measure, Phase::Actual)
    }

    /// The measures of a list that are stated in a phase.
    pub fn measures(&self, measures: &[Measure], phase: Phase) -> Vec<Used> {
        measures.iter().filter_map(|measure| self.measure(*measure, phase)).collect()
    }

    /// The only statement of a kind that has rows; `None` where there is none, or several.
    pub fn table(&self, kind: StatementKind) -> Option<&Table<'d>> {
        let mut of_kind = self.tables.iter().filter(|table| *table.statement.kind == kind);
        let first = of_kind.next()?;
        (of_kind.next().is_none() && !first.statement.rows.is_empty()).then_some(first)
    }

    /// Whether a kind of statement is given more than once.
    pub fn has_several(&self, kind: StatementKind) -> bool {
        self.tables.iter().filter(|table| *table.statement.kind == kind).count() > 1
    }

    /// Every text that somebody wrote, in the order of the model.
    pub fn texts(&self) -> &[(TextOf, &'d str)] {
        self.texts.get_or_init(|| texts(self.disclosure()))
    }

    /// What the prose says of figures.
    pub fn reading(&self) -> &Reading {
        self.reading.get_or_init(|| Reading::of(self))
    }
}

impl Table<'_> {
    /// The index of a column.
    pub fn column(&self, key: &str) -> Option<usize> {
        self.columns.all.iter().position(|column| column.key == key)
    }

    /// The rows with their places.
    pub fn rows(&self) -> impl Iterator<Item = (usize, &Row)> {
        self.statement.rows.iter().enumerate()
    }

    /// A cell of money in a phase.
    pub fn state(&self, row: usize, column: usize, phase: Phase) -> Option<Cell> {
        match self.statement.rows.get(row)?.cell(column)? {
            StatementCell::Money(figure) => figure.get(phase),
            StatementCell::Number(_) | StatementCell::Text(_) => None,
        }
    }

    /// An amount.
    pub fn amount(&self, row: usize, column: usize, phase: Phase) -> Option<Used> {
        let money = self.state(row, column, phase)?.amount()?;
        Some(Used::new(At::Cell(self.index, row, column, phase), money))
    }

    /// An amount by the column's key.
    pub fn cell(&self, row: usize, column: &str, phase: Phase) -> Option<Used> {
        self.amount(row, self.column(column)?, phase)
    }

    /// The amounts of a row in the columns of a list that it prints.
    pub fn cells(&self, row: usize, columns: &[&str], phase: Phase) -> Vec<Used> {
        columns.iter().filter_map(|column| self.cell(row, column, phase)).collect()
    }

    /// The row with a role on a side; of a table without sides, on none.
    pub fn role(&self, side: Option<Side>, role: RowRole) -> Option<usize> {
        self.rows().find(|(row, of)| of.side == side && self.roles[*row] == Some(role)).map(|(row, _)| row)
    }

    /// The row of the total of a table without sides; the only row is its own total.
    pub fn total(&self) -> Option<usize> {
        self.role(None, RowRole::Total).or_else(|| (self.statement.rows.len() == 1).then_some(0))
    }

    /// The total of a column.
    pub fn total_of(&self, column: &str, phase: Phase) -> Option<Used> {
        self.cell(self.total()?, column, phase)
    }

    /// The amount of a role on a side, in 金额 or 合计.
    pub fn of_role(&self, side: Side, role: RowRole, phase: Phase) -> Option<Used> {
        let row = self.role(Some(side), role)?;
        self.cell(row, "amount", phase).or_else(|| self.cell(row, "total", phase))
    }

    /// The row with a normalised code.
    pub fn coded(&self, code: &str) -> Option<usize> {
        self.rows().find(|(_, row)| row.code.as_ref().is_some_and(|own| own.0 == code)).map(|(row, _)| row)
    }

    /// The rows that a label names, without its number.
    pub fn labelled<'t>(&'t self, label: &'t str) -> impl Iterator<Item = usize> + 't {
        let labels = self.labels.get_or_init(|| self.rows().map(|(_, row)| plain_label(&row.label)).collect());
        labels.iter().enumerate().filter(move |(_, other)| *other == label).map(|(row, _)| row)
    }
}

/// What there is of a figure in a phase.
pub fn amount(figure: Option<Figure>, phase: Phase, at: At) -> Option<Used> {
    Some(Used::new(at, figure?.get(phase)?.amount()?))
}

/// Every text that somebody wrote, in the order of the model.
pub(super) fn texts(disclosure: &Disclosure) -> Vec<(TextOf, &str)> {
    let mut texts: Vec<(TextOf, &str)> = vec![(TextOf::Title, disclosure.title.as_str())];
    let sources = disclosure.revenue.iter().flat_map(|revenue| &revenue.lines.0).enumerate();
    texts.extend(sources.filter_map(|(index, line)| Some((TextOf::SourceLabel(index), line.label.as_deref()?))));
    for (index, section) in disclosure.sections.iter().enumerate() {
        texts.extend(section.heading.as_deref().map(|heading| (TextOf::Heading(index), heading)));
        texts.extend(section.body.as_ref().map(|body| (TextOf::Body(index), body.0.as_str())));
    }
    for (index, comparison) in disclosure.comparisons.iter().enumerate() {
        texts.extend(comparison.reason.as_deref().map(|reason| (TextOf::Reason(index), reason)));
    }
    for (index, entry) in disclosure.glossary.iter().enumerate() {
        texts.push((TextOf::Term(index), entry.term.as_str()));
        texts.push((TextOf::Definition(index), entry.definition.0.as_str()));
    }
    for (index, institution) in
        disclosure.institutions.as_ref().and_then(Declared::given).into_iter().flatten().enumerate()
    {
        let fields = [
            ("name", Some(institution.name.as_str())),
            ("nature", institution.nature.as_deref()),
            ("rank", institution.rank.as_deref()),
            ("funding", institution.funding.as_deref()),
        ];
        let given = fields.into_iter().filter_map(|(field, text)| Some((field, text?)));
        texts.extend(given.map(|(field, text)| (TextOf::Institution(index, field), text)));
    }
    for (index, row) in
        disclosure.assets.as_ref().and_then(Declared::given).into_iter().flat_map(|assets| &assets.rows).enumerate()
    {
        texts.push((TextOf::Item(index), row.item.as_str()));
    }
    for (index, statement) in disclosure.statements.iter().enumerate() {
        statement_texts(index, statement, &mut texts);
    }
    for (index, attachment) in disclosure.attachments.iter().enumerate() {
        texts.extend(attachment.title.as_deref().map(|title| (TextOf::AttachmentTitle(index), title)));
    }
    for (index, correction) in disclosure.corrections.iter().enumerate() {
        texts.push((TextOf::Correction(index, "what"), correction.what.as_str()));
        texts.push((TextOf::Correction(index, "why"), correction.why.as_str()));
    }
    for (index, known) in disclosure.acknowledge.iter().enumerate() {
        texts.push((TextOf::Explanation(index), known.note.as_str()));
    }
    if let Some(performance) = disclosure.performance.as_ref().and_then(Declared::given) {
        performance_texts(performance, &mut texts);
    }
    texts
}

fn statement_texts<'d>(index: usize, statement: &'d Statement, texts: &mut Vec<(TextOf, &'d str)>) {
    texts.extend(statement.title().map(|title| (TextOf::StatementTitle(index), title)));
    texts.extend(statement.note.as_deref().map(|note| (TextOf::Note(index), note)));
    let columns = statement.columns.iter().enumerate();
    texts.extend(columns.map(|(column, declared)| (TextOf::ColumnLabel(index, column), declared.label.as_str())));
    for (row, line) in statement.rows.iter().enumerate() {
        texts.push((TextOf::Label(index, row), line.label.as_str()));
        for (column, cell) in line.cells.0.iter().enumerate() {
            if let Some(StatementCell::Text(text)) = cell {
                texts.push((TextOf::Cell(index, row, column), text));
            }
        }
    }
}

fn performance_texts<'d>(performance: &'d Performance, texts: &mut Vec<(TextOf, &'d str)>) {
    texts.extend(performance.overall.as_ref().map(|text| (TextOf::Overall, text.0.as_str())));
    texts.extend(performance.safeguards.as_ref().map(|text| (TextOf::Safeguards, text.0.as_str())));
    for (index, goal) in performance.goals.iter().enumerate() {
        texts.push((TextOf::GoalName(index), goal.name.as_str()));
        texts.extend(goal.objective.as_ref().map(|text| (TextOf::GoalObjective(index), text.0.as_str())));
        texts.extend(
            goal.targets.iter().enumerate().map(|(target, text)| (TextOf::Target(index, target), text.as_str())),
        );
    }
    for (index, project) in performance.projects.iter().enumerate() {
        texts.push((TextOf::ProjectName(index), project.name.as_str()));
        texts.extend(project.objective.as_ref().map(|text| (TextOf::Objective(index), text.0.as_str())));
        for (number, indicator) in project.indicators.iter().enumerate() {
            let fields = [
                ("level1", Some(indicator.level1.as_str())),
                ("level2", indicator.level2.as_deref()),
                ("name", Some(indicator.name.as_str())),
                ("describe", indicator.describe.as_deref()),
                ("value", indicator.value.as_deref()),
                ("basis", indicator.basis.as_deref()),
                ("actual", indicator.actual.as_deref()),
                ("deviation", indicator.deviation.as_deref()),
            ];
            let given = fields.into_iter().filter_map(|(field, text)| Some((field, text?)));
            texts.extend(given.map(|(field, text)| (TextOf::Indicator(index, number, field), text)));
        }
    }
}
