//! What stays in memory of a disclosure's projects: who they are, what they cost, and their indicators without long text.

use serde::{Deserialize, Serialize};

use crate::fingerprint::Fingerprint;
use crate::model::cell::Figure;
use crate::model::disclosure::Disclosure;
use crate::model::field::Declared;
use crate::model::performance;
use crate::model::quantity::NumberCell;

/// The projects of one disclosure, packed: most pages need none of them, and few need those of many disclosures at a time.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Projects(Option<Packed>);

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Packed {
    #[serde(with = "serde_bytes")]
    bytes: Box<[u8]>,
    /// Of the bytes: it is asked for more often than they are read.
    fingerprint: Fingerprint,
}

/// A project as a disclosure lists it. Its text is that of the packed bytes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Project<'a> {
    /// 项目编码.
    #[serde(borrow)]
    pub code: Option<&'a str>,
    /// 项目名称.
    pub name: &'a str,
    /// 金额.
    pub amount: Option<Figure>,
    /// The name or code under which it ran the year before.
    #[serde(borrow)]
    pub continues: Option<&'a str>,
    /// 自评得分.
    pub score: Option<NumberCell>,
    /// 绩效指标, in published order.
    #[serde(borrow)]
    pub indicators: Vec<Indicator<'a>>,
}

/// A row of a 绩效目标表.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Indicator<'a> {
    /// 一级指标.
    pub level1: &'a str,
    /// 二级指标.
    #[serde(borrow)]
    pub level2: Option<&'a str>,
    /// 三级指标.
    pub name: &'a str,
    /// 指标值.
    #[serde(borrow)]
    pub value: Option<&'a str>,
    /// 完成值.
    #[serde(borrow)]
    pub actual: Option<&'a str>,
    /// 分值.
    pub weight: Option<NumberCell>,
    /// 得分.
    pub score: Option<NumberCell>,
}

impl Projects {
    /// Packs the projects of a disclosure.
    pub fn of(disclosure: &Disclosure) -> Self {
        let performance = disclosure.performance.as_ref().and_then(Declared::given);
        let listed = performance.iter().flat_map(|performance| &performance.projects);
        let projects: Vec<Project<'_>> = listed.map(Project::of).collect();
        if projects.is_empty() {
            return Self::default();
        }
        // Plain data is always written.
        let bytes: Box<[u8]> = postcard::to_stdvec(&projects).unwrap_or_default().into();
        Self(Some(Packed { fingerprint: Fingerprint::of_bytes(&bytes), bytes }))
    }

    /// The projects in published order.
    pub fn all(&self) -> Vec<Project<'_>> {
        self.0.as_ref().and_then(|packed| postcard::from_bytes(&packed.bytes).ok()).unwrap_or_default()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    /// What tells these projects from all others; `None` where there is none.
    pub fn fingerprint(&self) -> Option<Fingerprint> {
        self.0.as_ref().map(|packed| packed.fingerprint)
    }
}

impl<'a> Project<'a> {
    fn of(project: &'a performance::Project) -> Self {
        Self {
            code: project.code.as_deref(),
            name: &project.name,
            amount: project.amount,
            continues: project.continues.as_deref(),
            score: project.score,
            indicators: project.indicators.iter().map(Indicator::of).collect(),
        }
    }
}

impl<'a> Indicator<'a> {
    fn of(indicator: &'a performance::Indicator) -> Self {
        Self {
            level1: &indicator.level1,
            level2: indicator.level2.as_deref(),
            name: &indicator.name,
            value: indicator.value.as_deref(),
            actual: indicator.actual.as_deref(),
            weight: indicator.weight,
            score: indicator.score,
        }
    }
}
