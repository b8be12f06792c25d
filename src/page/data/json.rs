//! `data.json`: a whole disclosure as plain data. Amounts are text, since no program may read them as floating-point
//! numbers. What is absent has no key; what is blank or a dash says so; what is declared to be none is `"none"`.

use std::collections::BTreeMap;
use std::rc::Rc;

use serde::Serialize;
use serde::ser::{SerializeMap as _, Serializer};

use crate::content::disclosure::Document;
use crate::model::cell::{Cell, Figure};
use crate::model::disclosure::{Dates, Kind};
use crate::model::field::{Declared, Keyword};
use crate::model::measure::{Measure, Measured};
use crate::model::money::Unit;
use crate::model::performance::{Indicator, Performance, Project};
use crate::model::period::Date;
use crate::model::prose::Markdown;
use crate::model::quantity::NumberCell;
use crate::model::statement::{Columns, Row, Statement, StatementCell};
use crate::model::summary::{AssetRow, Assets, Institution, ThreePublicCounts};
use crate::model::vocabulary::Vocabulary;
use crate::page::data::{cells, measure_name};
use crate::page::disclosure::{Line, summary_lines};
use crate::page::{attachment_path, disclosure_folder, index};

/// The file of a disclosure.
pub fn bytes(document: &Document, vocabulary: &Vocabulary) -> Vec<u8> {
    // Plain data whose keys are text are always written.
    let mut bytes = serde_json::to_vec(&whole(document, vocabulary)).unwrap_or_default();
    bytes.push(b'\n');
    bytes
}

/// Fields that are left out where they hold nothing.
macro_rules! records {
    ($( $(#[$meta:meta])* struct $name:ident<'a> { $( $field:ident: $type:ty, )+ } )+) => {
        $(
            $(#[$meta])*
            #[derive(Serialize)]
            struct $name<'a> {
                $( #[serde(skip_serializing_if = "IsNothing::is_nothing")] $field: $type, )+
            }
        )+
    };
}

/// Whether a field is left out.
trait IsNothing {
    fn is_nothing(&self) -> bool;
}

impl<T> IsNothing for Option<T> {
    fn is_nothing(&self) -> bool {
        self.is_none()
    }
}

impl<T> IsNothing for Vec<T> {
    fn is_nothing(&self) -> bool {
        self.is_empty()
    }
}

impl<K, V> IsNothing for BTreeMap<K, V> {
    fn is_nothing(&self) -> bool {
        self.is_empty()
    }
}

records! {
    struct Whole<'a> {
        department: Option<&'a str>,
        year: Option<u16>,
        kind: Option<&'static str>,
        scope: Option<&'static str>,
        version: Option<u16>,
        superseded: Option<bool>,
        digest: Option<String>,
        page: Option<String>,
        title: Option<&'a str>,
        dates: Option<DatesData>,
        unit: Option<&'static str>,
        summary: Vec<SummaryData>,
        measures: Vec<MeasureData>,
        operating_cost: Option<&'static str>,
        three_public: Option<&'static str>,
        procurement: Option<&'static str>,
        counts: BTreeMap<&'static str, Value<'a>>,
        assets: Option<OrNone<AssetsData<'a>>>,
        institutions: Option<OrNone<Vec<InstitutionData<'a>>>>,
        comparisons: Vec<ComparisonData<'a>>,
        statements: Vec<StatementData<'a>>,
        performance: Option<OrNone<PerformanceData<'a>>>,
        sections: Vec<SectionData<'a>>,
        glossary: Vec<TermData<'a>>,
        attachments: Vec<AttachmentData<'a>>,
        corrections: Vec<CorrectionData<'a>>,
        acknowledgements: Vec<AcknowledgementData<'a>>,
    }

    struct AssetsData<'a> {
        as_of: Option<String>,
        total: Option<Value<'a>>,
        rows: Vec<AssetData<'a>>,
    }

    struct AssetData<'a> {
        item: Option<&'a str>,
        of_which: Option<bool>,
        quantity: Option<Value<'a>>,
        quantity_unit: Option<&'a str>,
        value: Option<Value<'a>>,
    }

    struct InstitutionData<'a> {
        name: Option<&'a str>,
        nature: Option<&'a str>,
        rank: Option<&'a str>,
        funding: Option<&'a str>,
    }

    struct ComparisonData<'a> {
        measure: Option<&'static str>,
        against: Option<&'static str>,
        delta: Option<Value<'a>>,
        percent: Option<String>,
        reason: Option<&'a str>,
    }

    struct StatementData<'a> {
        kind: Option<&'static str>,
        title: Option<&'a str>,
        number: Option<&'a str>,
        unit: Option<&'static str>,
        note: Option<&'a str>,
        columns: Vec<ColumnData>,
        rows: Vec<RowData<'a>>,
    }

    struct RowData<'a> {
        side: Option<&'static str>,
        code: Option<&'a str>,
        label: Option<&'a str>,
        level: Option<u8>,
        of_which: Option<bool>,
        cells: Option<CellsData<'a>>,
    }

    struct PerformanceData<'a> {
        overall: Option<String>,
        safeguards: Option<String>,
        goals: Vec<GoalData<'a>>,
        projects: Vec<ProjectData<'a>>,
    }

    struct GoalData<'a> {
        name: Option<&'a str>,
        objective: Option<String>,
        targets: Vec<&'a str>,
    }

    struct ProjectData<'a> {
        code: Option<&'a str>,
        name: Option<&'a str>,
        amount: Option<FigureData>,
        continues: Option<&'a str>,
        objective: Option<String>,
        score: Option<Value<'a>>,
        indicators: Vec<IndicatorData<'a>>,
    }

    struct IndicatorData<'a> {
        level1: Option<&'a str>,
        level2: Option<&'a str>,
        name: Option<&'a str>,
        describe: Option<&'a str>,
        value: Option<&'a str>,
        basis: Option<&'a str>,
        weight: Option<Value<'a>>,
        actual: Option<&'a str>,
        score: Option<Value<'a>>,
        deviation: Option<&'a str>,
    }

    struct SectionData<'a> {
        key: Option<&'a str>,
        number: Option<&'a str>,
        heading: Option<&'a str>,
        sub: Option<bool>,
        body: Option<String>,
    }

    struct TermData<'a> {
        term: Option<&'a str>,
        definition: Option<String>,
    }

    struct AttachmentData<'a> {
        path: Option<String>,
        title: Option<&'a str>,
        size: Option<u64>,
        sha256: Option<&'a str>,
        prevails: Option<bool>,
    }

    struct CorrectionData<'a> {
        version: Option<u16>,
        date: Option<String>,
        what: Option<&'a str>,
        why: Option<&'a str>,
    }

    struct AcknowledgementData<'a> {
        rule: Option<&'a str>,
        note: Option<&'a str>,
    }
}

#[derive(Serialize)]
struct DatesData {
    #[serde(skip_serializing_if = "Option::is_none")]
    approved: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    replied: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    published: Option<String>,
}

#[derive(Serialize)]
struct SummaryData {
    key: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    name: Option<String>,
    figure: FigureData,
}

#[derive(Serialize)]
struct MeasureData {
    key: &'static str,
    name: &'static str,
    /// Where it is from: the summary, or a statement.
    source: &'static str,
    figure: FigureData,
}

#[derive(Serialize)]
struct ColumnData {
    key: String,
    name: Option<String>,
}

/// Something that a disclosure gives, or says that there is none of.
#[derive(Serialize)]
#[serde(untagged)]
enum OrNone<T> {
    Given(T),
    None(&'static str),
}

/// A cell: an amount with its exact value in 元 and its printed figure; another number or text; or the word that says
/// that it is blank or a dash.
#[derive(Serialize)]
#[serde(untagged)]
enum Value<'a> {
    Amount {
        value: String,
        printed: String,
        /// The unit, where it is not that of the disclosure or of the statement around it.
        #[serde(skip_serializing_if = "Option::is_none")]
        unit: Option<&'static str>,
    },
    Number {
        number: String,
    },
    Text {
        text: &'a str,
    },
    Word(&'static str),
}

impl Value<'_> {
    /// A cell among amounts in a unit.
    fn new(cell: Cell, around: Unit) -> Self {
        match cell {
            Cell::Amount(money) => Self::Amount {
                value: money.machine(),
                printed: money.printed(),
                unit: (money.unit() != around).then(|| money.unit().chinese()),
            },
            Cell::Blank => Self::Word("blank"),
            Cell::Dash => Self::Word("dash"),
        }
    }
}

impl From<NumberCell> for Value<'_> {
    fn from(cell: NumberCell) -> Self {
        match cell {
            NumberCell::Number(number) => Self::Number { number: number.to_string() },
            NumberCell::Blank => Self::Word("blank"),
            NumberCell::Dash => Self::Word("dash"),
        }
    }
}

/// A figure by its phases, among amounts in a unit.
struct FigureData(Figure, Kind, Unit);

impl Serialize for FigureData {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(cells(self.0, self.1).map(|(phase, cell)| (phase, Value::new(cell, self.2))))
    }
}

/// The cells of a row by the keys of their columns.
struct CellsData<'a> {
    row: &'a Row,
    columns: Rc<Columns>,
    unit: Unit,
}

impl Serialize for CellsData<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (column, cell) in self.columns.all.iter().zip(&self.row.cells.0) {
            match cell {
                Some(StatementCell::Money(figure)) => {
                    map.serialize_entry(&column.key, &FigureData(*figure, self.columns.of, self.unit))?;
                }
                Some(StatementCell::Number(number)) => {
                    map.serialize_entry(&column.key, &Value::Number { number: number.to_string() })?;
                }
                Some(StatementCell::Text(text)) => map.serialize_entry(&column.key, &Value::Text { text })?,
                None => {}
            }
        }
        map.end()
    }
}

fn whole<'a>(document: &'a Document, vocabulary: &Vocabulary) -> Whole<'a> {
    let Document { identity, superseded, disclosure, .. } = document;
    let of = identity.kind;
    let prose = |markdown: &Markdown| markdown.with_figures(&document.measures);
    let three_public = disclosure.three_public.as_ref();
    let counts = three_public.and_then(Declared::given).and_then(|three_public| three_public.counts.as_ref());
    Whole {
        department: Some(identity.department.as_str()),
        year: Some(identity.year.number()),
        kind: Some(of.key()),
        scope: Some(identity.scope.key()),
        version: Some(identity.version),
        superseded: Some(*superseded),
        digest: Some(document.digest.hex()),
        page: Some(index(&disclosure_folder(identity, *superseded))),
        title: Some(&disclosure.title),
        dates: disclosure.dates.as_ref().map(dates),
        unit: Some(disclosure.unit.chinese()),
        summary: summary_lines(disclosure, vocabulary).into_iter().map(|line| summary(line, document)).collect(),
        measures: document.measures.iter().map(|(measure, found)| measure_data(document, measure, found)).collect(),
        operating_cost: nothing(disclosure.operating_cost.as_ref()),
        three_public: nothing(three_public),
        procurement: nothing(disclosure.procurement.as_ref()),
        counts: counts.map(counted).unwrap_or_default(),
        assets: disclosure.assets.as_ref().map(|assets| or_none(assets, |assets| assets_data(assets, disclosure.unit))),
        institutions: disclosure
            .institutions
            .as_ref()
            .map(|all| or_none(all, |all| all.iter().map(institution).collect())),
        comparisons: comparisons(document),
        statements: disclosure.statements.iter().map(|one| statement(one, document)).collect(),
        performance: disclosure.performance.as_ref().map(|all| or_none(all, |all| performance(all, document, &prose))),
        sections: sections(document, &prose),
        glossary: disclosure
            .glossary
            .iter()
            .map(|entry| TermData { term: Some(&entry.term), definition: Some(prose(&entry.definition)) })
            .collect(),
        attachments: attachments(document),
        corrections: corrections(document),
        acknowledgements: disclosure
            .acknowledge
            .iter()
            .map(|known| AcknowledgementData { rule: Some(known.rule.key()), note: Some(&known.note) })
            .collect(),
    }
}

/// What a disclosure says that there is none of. What it gives of these stands among the summary figures.
fn nothing<T>(declared: Option<&Declared<T>>) -> Option<&'static str> {
    matches!(declared, Some(Declared::Nothing)).then_some("none")
}

fn or_none<'a, T, D>(declared: &'a Declared<T>, data: impl FnOnce(&'a T) -> D) -> OrNone<D> {
    match declared {
        Declared::Given(given) => OrNone::Given(data(given)),
        Declared::Nothing => OrNone::None("none"),
    }
}

fn dates(dates: &Dates) -> DatesData {
    let text = |date: Option<Date>| date.map(|date| date.to_string());
    DatesData { approved: text(dates.approved), replied: text(dates.replied), published: text(dates.published) }
}

fn summary(line: Line, document: &Document) -> SummaryData {
    let of = document.identity.kind;
    let usual = || Measure::from_word(&line.key).map(|measure| measure_name(measure, of).to_owned());
    let name = line.label.or_else(usual);
    SummaryData {
        name,
        figure: FigureData(line.figure.unwrap_or_default(), of, document.disclosure.unit),
        key: line.key,
    }
}

fn measure_data(document: &Document, measure: Measure, found: &Measured) -> MeasureData {
    let of = document.identity.kind;
    let is_stated = found.statement.is_none() || found.summary.is_some_and(|summary| summary.actual.is_some());
    MeasureData {
        key: measure.key(),
        name: measure_name(measure, of),
        source: if is_stated { "summary" } else { "statement" },
        figure: FigureData(found.figure, of, document.disclosure.unit),
    }
}

fn counted(counts: &ThreePublicCounts) -> BTreeMap<&'static str, Value<'_>> {
    let all = [
        ("abroad_groups", counts.abroad_groups),
        ("abroad_people", counts.abroad_people),
        ("vehicles_bought", counts.vehicles_bought),
        ("vehicles_kept", counts.vehicles_kept),
        ("receptions", counts.receptions),
        ("reception_people", counts.reception_people),
        ("foreign_receptions", counts.foreign_receptions),
        ("foreign_reception_people", counts.foreign_reception_people),
    ];
    all.into_iter().filter_map(|(key, count)| Some((key, Value::from(count?)))).collect()
}

fn assets_data(assets: &Assets, unit: Unit) -> AssetsData<'_> {
    AssetsData {
        as_of: assets.as_of.map(|date| date.to_string()),
        total: assets.total.map(|cell| Value::new(cell, unit)),
        rows: assets.rows.iter().map(|row| asset(row, unit)).collect(),
    }
}

fn asset(row: &AssetRow, unit: Unit) -> AssetData<'_> {
    AssetData {
        item: Some(&row.item),
        of_which: row.of_which.then_some(true),
        quantity: row.quantity.as_ref().map(|quantity| Value::from(quantity.number)),
        quantity_unit: row.quantity.as_ref().and_then(|quantity| quantity.unit.as_deref()),
        value: row.value.map(|cell| Value::new(cell, unit)),
    }
}

fn institution(institution: &Institution) -> InstitutionData<'_> {
    InstitutionData {
        name: Some(&institution.name),
        nature: institution.nature.as_deref(),
        rank: institution.rank.as_deref(),
        funding: institution.funding.as_deref(),
    }
}

fn comparisons(document: &Document) -> Vec<ComparisonData<'_>> {
    let data = document.disclosure.comparisons.iter().map(|comparison| ComparisonData {
        measure: Some(comparison.of.key()),
        against: Some(comparison.against.key()),
        delta: comparison.delta.map(|delta| Value::new(Cell::Amount(delta.0), document.disclosure.unit)),
        percent: comparison.percent.map(|percent| percent.0.to_string()),
        reason: comparison.reason.as_deref(),
    });
    data.collect()
}

fn statement<'a>(statement: &'a Statement, document: &'a Document) -> StatementData<'a> {
    let unit = statement.unit.unwrap_or(document.disclosure.unit);
    let columns = Rc::new(statement.all_columns(document.identity.kind));
    let is_filled = |column: usize| statement.rows.iter().any(|row| row.cell(column).is_some());
    let filled = columns.all.iter().enumerate().filter(|(column, _)| is_filled(*column));
    StatementData {
        kind: Some(statement.kind.key()),
        title: statement.title(),
        number: statement.number.as_deref(),
        unit: Some(unit.chinese()),
        note: statement.note.as_deref(),
        columns: filled
            .map(|(_, column)| ColumnData {
                key: column.key.clone(),
                name: column.label.clone().or_else(|| column.names.first().cloned()),
            })
            .collect(),
        rows: statement
            .rows
            .iter()
            .map(|row| RowData {
                side: row.side.map(Keyword::key),
                code: row.code.as_ref().map(|code| code.0.as_str()),
                label: Some(&row.label),
                level: Some(row.depth(statement.kind.kind)),
                of_which: row.of_which.then_some(true),
                cells: Some(CellsData { row, columns: Rc::clone(&columns), unit }),
            })
            .collect(),
    }
}

fn performance<'a>(
    performance: &'a Performance,
    document: &Document,
    prose: &impl Fn(&Markdown) -> String,
) -> PerformanceData<'a> {
    PerformanceData {
        overall: performance.overall.as_ref().map(prose),
        safeguards: performance.safeguards.as_ref().map(prose),
        goals: performance
            .goals
            .iter()
            .map(|goal| GoalData {
                name: Some(&goal.name),
                objective: goal.objective.as_ref().map(prose),
                targets: goal.targets.iter().map(String::as_str).collect(),
            })
            .collect(),
        projects: performance.projects.iter().map(|one| project(one, document, prose)).collect(),
    }
}

fn project<'a>(project: &'a Project, document: &Document, prose: &impl Fn(&Markdown) -> String) -> ProjectData<'a> {
    ProjectData {
        code: project.code.as_deref(),
        name: Some(&project.name),
        amount: project.amount.map(|figure| FigureData(figure, document.identity.kind, document.disclosure.unit)),
        continues: project.continues.as_deref(),
        objective: project.objective.as_ref().map(prose),
        score: project.score.map(Value::from),
        indicators: project.indicators.iter().map(indicator).collect(),
    }
}

fn indicator(indicator: &Indicator) -> IndicatorData<'_> {
    IndicatorData {
        level1: Some(&indicator.level1),
        level2: indicator.level2.as_deref(),
        name: Some(&indicator.name),
        describe: indicator.describe.as_deref(),
        value: indicator.value.as_deref(),
        basis: indicator.basis.as_deref(),
        weight: indicator.weight.map(Value::from),
        actual: indicator.actual.as_deref(),
        score: indicator.score.map(Value::from),
        deviation: indicator.deviation.as_deref(),
    }
}

fn sections<'a>(document: &'a Document, prose: &impl Fn(&Markdown) -> String) -> Vec<SectionData<'a>> {
    let data = document.disclosure.sections.iter().map(|section| SectionData {
        key: Some(&section.key.0),
        number: section.number.as_deref(),
        heading: section.heading.as_deref(),
        sub: section.sub.then_some(true),
        body: section.body.as_ref().map(prose),
    });
    data.collect()
}

fn attachments(document: &Document) -> Vec<AttachmentData<'_>> {
    let data = document.attachments.iter().map(|file| AttachmentData {
        path: Some(attachment_path(&document.identity, document.superseded, &file.name)),
        title: Some(&file.title),
        size: Some(file.size),
        sha256: Some(&file.sha256),
        prevails: file.prevails.then_some(true),
    });
    data.collect()
}

fn corrections(document: &Document) -> Vec<CorrectionData<'_>> {
    let data = document.disclosure.corrections.iter().map(|correction| CorrectionData {
        version: Some(correction.version.0),
        date: correction.date.map(|date| date.to_string()),
        what: Some(&correction.what),
        why: Some(&correction.why),
    });
    data.collect()
}
