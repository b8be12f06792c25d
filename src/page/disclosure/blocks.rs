//! The blocks of a section: each group of the model's figures as a table or a list.

use rust_decimal::Decimal;
use serde::Serialize;

use crate::model::anchor;
use crate::model::comparison::Comparison;
use crate::model::disclosure::Kind;
use crate::model::field::Keyword;
use crate::model::summary::{AssetRow, Assets, Institution, ThreePublicCounts};
use crate::page::amount::direction;
use crate::page::disclosure::figures::Figures;
use crate::page::disclosure::performance::PerformanceView;
use crate::page::statement::StatementView;
use crate::page::{AmountView, CellView, Prose, measure_name};

/// A block of figures.
#[derive(Debug, Serialize)]
#[serde(tag = "block", rename_all = "snake_case")]
pub enum Block {
    /// Figures with their columns.
    Figures(Figures),
    /// 机构设置.
    Institutions {
        /// The bodies.
        rows: Vec<InstitutionView>,
    },
    /// Stated changes.
    Changes {
        /// The changes.
        rows: Vec<ChangeView>,
    },
    /// Counts beside 三公.
    Counts {
        /// The counts.
        rows: Vec<CountView>,
    },
    /// 国有资产.
    Assets {
        /// The date of the figures.
        as_of: Option<String>,
        /// The unit of the values.
        unit: &'static str,
        /// The total.
        total: Option<CellView>,
        /// The lines.
        rows: Vec<AssetView>,
    },
    /// A statement that there is none of something.
    Nothing {
        /// Of what: a section's key.
        what: &'static str,
    },
    /// Statements.
    Statements {
        /// The tables.
        statements: Vec<StatementView>,
    },
    /// 绩效.
    Performance(PerformanceView),
    /// 名词解释.
    Glossary {
        /// The terms.
        terms: Vec<TermView>,
    },
}

/// A body of 机构设置.
#[derive(Debug, Serialize)]
pub struct InstitutionView {
    /// 单位名称.
    pub name: String,
    /// 单位性质.
    pub nature: Option<String>,
    /// 单位规格.
    pub rank: Option<String>,
    /// 经费保障形式.
    pub funding: Option<String>,
}

/// A stated change.
#[derive(Debug, Serialize)]
pub struct ChangeView {
    /// The anchor.
    pub anchor: String,
    /// The message that names the measure.
    pub measure: String,
    /// The base's key.
    pub base: &'static str,
    /// The change.
    pub delta: Option<AmountView>,
    /// `more`, `less` or `same`.
    pub direction: &'static str,
    /// In percent, where the text states it.
    pub percent: Option<String>,
    /// Why.
    pub reason: Option<String>,
}

/// A count.
#[derive(Debug, Serialize)]
pub struct CountView {
    /// The message that names it.
    pub name: &'static str,
    /// How many.
    pub count: CellView,
}

/// A line of 固定资产占用情况表.
#[derive(Debug, Serialize)]
pub struct AssetView {
    /// 项目.
    pub item: String,
    /// Whether it is part of the line above.
    pub of_which: bool,
    /// Whether it is the total.
    pub total: bool,
    /// 数量.
    pub quantity: CellView,
    /// 计量单位.
    pub measure: Option<String>,
    /// 价值.
    pub value: CellView,
}

/// A term.
#[derive(Debug, Serialize)]
pub struct TermView {
    /// The anchor.
    pub anchor: String,
    /// The term.
    pub term: String,
    /// What it means.
    pub definition: Prose,
}

pub(super) fn institution(institution: &Institution) -> InstitutionView {
    InstitutionView {
        name: institution.name.clone(),
        nature: institution.nature.clone(),
        rank: institution.rank.clone(),
        funding: institution.funding.clone(),
    }
}

pub(super) fn change(number: usize, comparison: &Comparison, kind: Kind) -> ChangeView {
    ChangeView {
        anchor: anchor::change(number),
        measure: measure_name(comparison.of.key(), kind),
        base: comparison.against.key(),
        delta: comparison.delta.map(|delta| AmountView::magnitude(delta.0)),
        direction: direction(comparison.direction()),
        percent: comparison.percent.map(|percent| percent.0.0).map(|percent| {
            // The direction is told in words, unless the percentage goes another way.
            let agrees = percent.cmp(&Decimal::ZERO) == comparison.direction();
            if agrees { percent.abs().to_string() } else { percent.to_string() }
        }),
        // The template ends the sentence.
        reason: comparison.reason.as_ref().map(|reason| reason.trim_end_matches('。').to_owned()),
    }
}

pub(super) fn assets_block(assets: &Assets, unit: &'static str) -> Block {
    let total = assets.rows.iter().position(AssetRow::is_total);
    Block::Assets {
        as_of: assets.as_of.map(|date| date.to_string()),
        unit: assets.unit.map_or(unit, Keyword::key),
        total: assets.total.filter(|_| total.is_none()).map(|cell| CellView::from(Some(cell))),
        rows: assets
            .rows
            .iter()
            .enumerate()
            .map(|(index, row)| AssetView {
                item: row.item.clone(),
                of_which: row.of_which,
                quantity: row.quantity.as_ref().map_or(CellView::Absent, |quantity| CellView::from(quantity.number)),
                measure: row.quantity.as_ref().and_then(|quantity| quantity.unit.clone()),
                total: total == Some(index),
                value: CellView::from(row.value),
            })
            .collect(),
    }
}

/// The counts beside 三公 that are given.
pub(super) fn counts_block(counts: &ThreePublicCounts) -> Block {
    let rows = [
        ("count-abroad_groups", counts.abroad_groups),
        ("count-abroad_people", counts.abroad_people),
        ("count-vehicles_bought", counts.vehicles_bought),
        ("count-vehicles_kept", counts.vehicles_kept),
        ("count-receptions", counts.receptions),
        ("count-reception_people", counts.reception_people),
        ("count-foreign_receptions", counts.foreign_receptions),
        ("count-foreign_reception_people", counts.foreign_reception_people),
    ]
    .into_iter()
    .filter_map(|(name, count)| count.map(|count| CountView { name, count: CellView::from(count) }))
    .collect();
    Block::Counts { rows }
}
