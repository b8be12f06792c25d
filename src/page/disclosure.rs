//! `/d/<department>/<year>/<kind>/`: one disclosure, whole. Every field of the model has its place and its anchor.
//!
//! Prose comes in the published order. Each block of figures stands in the section that is about it; a block whose
//! section a disclosure lacks gets a section of its own behind the others, so nothing is ever left out.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;

use crate::content::department::Departments;
use crate::content::disclosure::Document;
use crate::content::layout::DisclosureFiles;
use crate::model::cell::{Balance, Cell, Figure};
use crate::model::comparison::Comparison;
use crate::model::department::{Department, DepartmentId};
use crate::model::disclosure::{Disclosure, Identity, Kind};
use crate::model::field::{Declared, Keyword};
use crate::model::money::Money;
use crate::model::performance::{Indicator, Performance, Project};
use crate::model::period::FiscalYear;
use crate::model::prose::{Markdown, Quote};
use crate::model::quantity::{Count, NumberCell, Quantity};
use crate::model::section::SectionKind;
use crate::model::summary::{Assets, Expenditure, Institution, Procurement, Revenue, ThreePublic};
use crate::model::vocabulary::Vocabulary;
use crate::page::statement::{self, StatementView};
use crate::page::{
    AmountView, CellView, Page, attachment_path, department_folder, disclosure_folder, index, year_folder,
};

/// What a disclosure's page knows of what is around it: the identities in its department's folder, never their figures.
pub struct Neighbours<'a> {
    /// The department.
    pub department: &'a Department,
    /// Every disclosure of the department.
    pub siblings: &'a [DisclosureFiles],
    /// All departments, for names.
    pub departments: &'a Departments,
    /// The site's own words.
    pub vocabulary: &'a Vocabulary,
}

/// Markdown with the figures that it quotes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Prose {
    /// The text.
    pub markdown: String,
    /// The quotes in it, as written and as resolved.
    pub quotes: Vec<QuoteView>,
}

/// A quoted figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct QuoteView {
    /// The stretch of text that it stands for, braces included.
    pub text: String,
    /// The figure.
    pub amount: AmountView,
}

impl Prose {
    /// Prose that belongs to no disclosure and so quotes nothing.
    pub fn plain(markdown: &Markdown) -> Self {
        Self { markdown: markdown.0.clone(), quotes: Vec::new() }
    }

    fn of(markdown: &Markdown, disclosure: &Disclosure, kind: Kind) -> Self {
        let quotes = Quote::all(&markdown.0)
            .into_iter()
            .filter_map(|quote| {
                let money: Money = quote.measure()?.of(disclosure, kind)?.figure.actual?.amount()?;
                let money = quote.target().map_or(money, |unit| money.in_unit(unit));
                Some(QuoteView { text: quote.text.to_owned(), amount: AmountView::new(money) })
            })
            .collect();
        Self { markdown: markdown.0.clone(), quotes }
    }
}

/// A disclosure.
#[derive(Debug, Serialize)]
pub struct View {
    /// The title as printed.
    pub title: String,
    /// The department's id.
    pub id: String,
    /// The department's name in that year.
    pub name: String,
    /// The department's page.
    pub department: String,
    /// The department's short name.
    pub short_name: Option<String>,
    /// The department that it belongs to.
    pub parent: Option<Link>,
    /// The fiscal year.
    pub year: u16,
    /// The year's page.
    pub year_href: String,
    /// `budget` or `final`.
    pub kind: &'static str,
    /// `department` or `unit`.
    pub scope: &'static str,
    /// The version, where there is more than one.
    pub version: Option<u16>,
    /// The version in force, if this is not it.
    pub current: Option<String>,
    /// The other versions.
    pub versions: Vec<VersionView>,
    /// Previous year, next year, the other kind, the other scope.
    pub neighbours: Vec<NeighbourView>,
    /// The key of the unit that holds where no other is named.
    pub unit: &'static str,
    /// The dates that are known.
    pub dates: Vec<DateView>,
    /// The sections, in published order.
    pub sections: Vec<SectionView>,
    /// Files published with it.
    pub attachments: Vec<AttachmentView>,
    /// What later versions changed.
    pub corrections: Vec<CorrectionView>,
    /// Findings that the department explains.
    pub acknowledgements: Vec<AcknowledgementView>,
}

/// A link with a text.
#[derive(Debug, Serialize)]
pub struct Link {
    /// The text.
    pub name: String,
    /// The address.
    pub href: String,
}

/// Another version.
#[derive(Debug, Serialize)]
pub struct VersionView {
    /// Its number.
    pub version: u16,
    /// Its page.
    pub href: String,
    /// Whether it is in force.
    pub current: bool,
}

/// A disclosure beside this one.
#[derive(Debug, Serialize)]
pub struct NeighbourView {
    /// `previous`, `next`, `counterpart` or `other-scope`.
    pub relation: &'static str,
    /// Its year.
    pub year: u16,
    /// Its kind.
    pub kind: &'static str,
    /// Its scope.
    pub scope: &'static str,
    /// Its page.
    pub href: String,
}

/// A date.
#[derive(Debug, Serialize)]
pub struct DateView {
    /// `approved`, `replied` or `published`.
    pub what: &'static str,
    /// As `2020-01-31`.
    pub date: String,
}

/// A section.
#[derive(Debug, Serialize)]
pub struct SectionView {
    /// Its anchor.
    pub anchor: String,
    /// What it is about.
    pub key: String,
    /// The number as printed.
    pub number: Option<String>,
    /// The heading as printed; `None` where only its meaning is known.
    pub heading: Option<String>,
    /// Whether it is part of the section above.
    pub sub: bool,
    /// The prose.
    pub body: Option<Prose>,
    /// The figures and tables.
    pub blocks: Vec<Block>,
}

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

/// A table of figures.
#[derive(Debug, Serialize)]
pub struct Figures {
    /// What the table is about: a section's key.
    pub what: &'static str,
    /// The columns: `actual` alone in a budget; those that are given in a final account.
    pub columns: Vec<&'static str>,
    /// The unit that most of its amounts are in.
    pub unit: &'static str,
    /// The rows.
    pub rows: Vec<FigureRow>,
}

/// A row of figures.
#[derive(Debug, Serialize)]
pub struct FigureRow {
    /// The anchor.
    pub anchor: String,
    /// The message that names it.
    pub name: String,
    /// The wording of that place and year, where it was given.
    pub label: Option<String>,
    /// How deep it is.
    pub depth: u8,
    /// One cell a column.
    pub cells: Vec<CellView>,
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
    /// The measure's key.
    pub measure: &'static str,
    /// The base's key.
    pub base: &'static str,
    /// The change.
    pub delta: AmountView,
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
    pub number: u64,
}

/// A line of 固定资产占用情况表.
#[derive(Debug, Serialize)]
pub struct AssetView {
    /// 项目.
    pub item: String,
    /// Whether it is part of the line above.
    pub of_which: bool,
    /// 数量.
    pub quantity: CellView,
    /// 计量单位.
    pub measure: Option<String>,
    /// 价值.
    pub value: CellView,
}

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
    /// The keys of the columns that any indicator fills, in printed order.
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
    /// The other cells, by column; `None` where nothing is given.
    pub cells: Vec<Option<String>>,
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

/// An attachment.
#[derive(Debug, Serialize)]
pub struct AttachmentView {
    /// What readers see.
    pub title: String,
    /// The file's name.
    pub name: String,
    /// The address.
    pub href: String,
    /// The size in bytes.
    pub size: u64,
    /// Whether its text prevails.
    pub prevails: bool,
}

/// A correction.
#[derive(Debug, Serialize)]
pub struct CorrectionView {
    /// The version that brought it.
    pub version: u16,
    /// When.
    pub date: Option<String>,
    /// What was corrected.
    pub what: String,
    /// Why.
    pub why: String,
}

/// An explained finding.
#[derive(Debug, Serialize)]
pub struct AcknowledgementView {
    /// The rule.
    pub rule: String,
    /// The explanation.
    pub note: String,
}

/// The page of a disclosure.
pub fn page(document: &Document, neighbours: &Neighbours<'_>) -> Page {
    let Document { identity, superseded, disclosure, attachments } = document;
    let name = neighbours.department.names.in_year(identity.year).to_owned();
    let of_same = |other: &&DisclosureFiles| {
        let other = &other.identity;
        (other.year, other.kind, other.scope) == (identity.year, identity.kind, identity.scope)
    };
    let others: Vec<&DisclosureFiles> = neighbours.siblings.iter().filter(of_same).collect();
    let versions: Vec<VersionView> = others
        .iter()
        .filter(|other| other.identity.version != identity.version)
        .map(|other| VersionView {
            version: other.identity.version,
            href: index(&disclosure_folder(&other.identity, other.superseded)),
            current: !other.superseded,
        })
        .collect();
    let view = View {
        title: disclosure.title.clone(),
        id: identity.department.to_string(),
        name,
        department: index(&department_folder(&identity.department)),
        short_name: neighbours.department.short_name.clone(),
        parent: neighbours.department.parent.as_ref().map(|parent| link(parent, identity.year, neighbours.departments)),
        year: identity.year.number(),
        year_href: index(&year_folder(identity.year)),
        kind: identity.kind.key(),
        scope: identity.scope.key(),
        version: (!versions.is_empty()).then_some(identity.version),
        current: superseded.then(|| index(&disclosure_folder(identity, false))),
        versions,
        neighbours: beside(identity, neighbours.siblings),
        unit: disclosure.unit.key(),
        dates: dates(disclosure),
        sections: Sections::new(disclosure, identity.kind, neighbours.vocabulary).place(disclosure, identity),
        attachments: attachments
            .iter()
            .map(|file| AttachmentView {
                title: file.title.clone(),
                name: file.name.clone(),
                href: encoded(&attachment_path(identity, *superseded, &file.name)),
                size: file.size,
                prevails: file.prevails,
            })
            .collect(),
        corrections: disclosure
            .corrections
            .iter()
            .map(|correction| CorrectionView {
                version: correction.version.0,
                date: correction.date.map(|date| date.to_string()),
                what: correction.what.clone(),
                why: correction.why.clone(),
            })
            .collect(),
        acknowledgements: disclosure
            .acknowledge
            .iter()
            .map(|known| AcknowledgementView { rule: known.rule.clone(), note: known.note.clone() })
            .collect(),
    };
    Page {
        path: index(&disclosure_folder(identity, *superseded)),
        source: source(identity, *superseded),
        title: disclosure.title.clone(),
        view: super::View::Disclosure(Box::new(view)),
    }
}

/// A path as an address: what is not plain ASCII, and what addresses give a meaning, is percent-encoded.
fn encoded(path: &str) -> String {
    const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.').remove(b'~');
    utf8_percent_encode(path, KEPT).to_string()
}

/// The file that a disclosure's page is made from.
fn source(identity: &Identity, superseded: bool) -> String {
    let version = if superseded { format!("@{}", identity.version) } else { String::new() };
    format!("content/{}/{}/{}{version}.yaml", identity.department, identity.year, identity.stem())
}

fn link(id: &DepartmentId, year: FiscalYear, departments: &Departments) -> Link {
    let name =
        departments.all.get(id).map_or_else(|| id.to_string(), |department| department.names.in_year(year).to_owned());
    Link { name, href: index(&department_folder(id)) }
}

/// The disclosures that a reader wants to go to from this one.
fn beside(identity: &Identity, siblings: &[DisclosureFiles]) -> Vec<NeighbourView> {
    let current = || siblings.iter().filter(|other| !other.superseded).map(|other| &other.identity);
    let same = |other: &&Identity| other.kind == identity.kind && other.scope == identity.scope;
    let previous = current().filter(same).filter(|other| other.year < identity.year).max_by_key(|other| other.year);
    let next = current().filter(same).filter(|other| other.year > identity.year).min_by_key(|other| other.year);
    let counterpart = current()
        .find(|other| other.year == identity.year && other.scope == identity.scope && other.kind != identity.kind);
    let other_scope = current()
        .find(|other| other.year == identity.year && other.kind == identity.kind && other.scope != identity.scope);
    [("previous", previous), ("next", next), ("counterpart", counterpart), ("other-scope", other_scope)]
        .into_iter()
        .filter_map(|(relation, other)| {
            let other = other?;
            Some(NeighbourView {
                relation,
                year: other.year.number(),
                kind: other.kind.key(),
                scope: other.scope.key(),
                href: index(&disclosure_folder(other, false)),
            })
        })
        .collect()
}

fn dates(disclosure: &Disclosure) -> Vec<DateView> {
    let Some(dates) = &disclosure.dates else { return Vec::new() };
    [("approved", dates.approved), ("replied", dates.replied), ("published", dates.published)]
        .into_iter()
        .filter_map(|(what, date)| Some(DateView { what, date: date?.to_string() }))
        .collect()
}

/// The sections of a page while blocks find their places.
struct Sections<'a> {
    kind: Kind,
    vocabulary: &'a Vocabulary,
    sections: Vec<(Option<SectionKind>, SectionView)>,
}

impl<'a> Sections<'a> {
    fn new(disclosure: &Disclosure, kind: Kind, vocabulary: &'a Vocabulary) -> Self {
        let mut sections: Vec<(Option<SectionKind>, SectionView)> = Vec::new();
        for section in &disclosure.sections {
            let own = Vocabulary::own(&vocabulary.sections, &section.key.0).map(|term| term.label.clone());
            let same = sections.iter().filter(|(_, other)| other.key == section.key.0).count();
            // A key of the site's own could be one of the page's other anchors.
            let prefix = if section.key.kind().is_some() { "" } else { "own-" };
            let suffix = if same == 0 { String::new() } else { format!("-{}", same + 1) };
            let anchor = format!("{prefix}{}{suffix}", section.key.0);
            let view = SectionView {
                anchor,
                key: section.key.0.clone(),
                number: section.number.clone(),
                heading: section.heading.clone().or(own),
                sub: section.sub,
                body: section.body.as_ref().map(|body| Prose::of(body, disclosure, kind)),
                blocks: Vec::new(),
            };
            sections.push((section.key.kind(), view));
        }
        Self { kind, vocabulary, sections }
    }

    /// Puts a block into the first section that is about it; the last of `homes` is what a new section would be.
    fn put(&mut self, homes: &[SectionKind], block: Block) {
        let place = homes.iter().find_map(|home| self.sections.iter().position(|(kind, _)| *kind == Some(*home)));
        if let Some(place) = place {
            self.sections[place].1.blocks.push(block);
            return;
        }
        let Some(home) = homes.first() else { return };
        let view = SectionView {
            anchor: home.key().to_owned(),
            key: home.key().to_owned(),
            number: None,
            heading: None,
            sub: false,
            body: None,
            blocks: vec![block],
        };
        self.sections.push((Some(*home), view));
    }

    fn place(mut self, disclosure: &Disclosure, identity: &Identity) -> Vec<SectionView> {
        use SectionKind as At;
        let unit = disclosure.unit.key();
        if !disclosure.institutions.is_empty() {
            let rows = disclosure.institutions.iter().map(institution).collect();
            self.put(&[At::Structure, At::Duties], Block::Institutions { rows });
        }
        if let Some(revenue) = &disclosure.revenue {
            let rows = revenue_rows(revenue, self.vocabulary);
            self.put(&[At::Revenue, At::Arrangement], Block::Figures(figures("revenue", unit, &rows)));
        }
        if let Some(expenditure) = &disclosure.expenditure {
            let rows = expenditure_rows(expenditure);
            self.put(&[At::Expenditure, At::Arrangement], Block::Figures(figures("expenditure", unit, &rows)));
        }
        self.put_changes(&disclosure.comparisons);
        match &disclosure.operating_cost {
            Some(Declared::Given(figure)) => {
                let rows = [row("operating_cost", 0, Some(*figure))];
                self.put(&[At::OperatingCost], Block::Figures(figures("operating_cost", unit, &rows)));
            }
            Some(Declared::Nothing) => self.put(&[At::OperatingCost], Block::Nothing { what: "operating_cost" }),
            None => {}
        }
        match &disclosure.three_public {
            Some(Declared::Given(three_public)) => self.put_three_public(three_public, unit),
            Some(Declared::Nothing) => self.put(&[At::ThreePublic], Block::Nothing { what: "three_public" }),
            None => {}
        }
        if let Some(performance) = &disclosure.performance {
            let view = performance_view(performance, disclosure, self.kind);
            self.put(&[At::Performance], Block::Performance(view));
        }
        match &disclosure.procurement {
            Some(Declared::Given(procurement)) => {
                let rows = procurement_rows(procurement);
                self.put(&[At::Procurement], Block::Figures(figures("procurement", unit, &rows)));
            }
            Some(Declared::Nothing) => self.put(&[At::Procurement], Block::Nothing { what: "procurement" }),
            None => {}
        }
        match &disclosure.assets {
            Some(Declared::Given(assets)) => self.put(&[At::Assets], assets_block(assets, unit)),
            Some(Declared::Nothing) => self.put(&[At::Assets], Block::Nothing { what: "assets" }),
            None => {}
        }
        if !disclosure.statements.is_empty() {
            let statements = statement::views(&disclosure.statements, identity.kind, disclosure.unit);
            self.put(&[At::Statements], Block::Statements { statements });
        }
        if !disclosure.glossary.is_empty() {
            let terms = (1..)
                .zip(&disclosure.glossary)
                .map(|(number, entry)| TermView {
                    anchor: format!("term-{number}"),
                    term: entry.term.clone(),
                    definition: Prose::of(&entry.definition, disclosure, self.kind),
                })
                .collect();
            self.put(&[At::Glossary], Block::Glossary { terms });
        }
        self.sections.into_iter().map(|(_, view)| view).collect()
    }

    /// Changes of 三公 stand with 三公, the others with the total.
    fn put_changes(&mut self, comparisons: &[Comparison]) {
        use SectionKind as At;
        let views = (1..).zip(comparisons).map(|(number, comparison)| (comparison.of, change(number, comparison)));
        let mut elsewhere: Vec<ChangeView> = Vec::new();
        let mut homes: Vec<(SectionKind, Vec<ChangeView>)> = Vec::new();
        for (measure, view) in views {
            let home = match measure.key().split('.').next() {
                Some("three_public") => Some(At::ThreePublic),
                Some("operating_cost") => Some(At::OperatingCost),
                Some("procurement") => Some(At::Procurement),
                Some("assets") => Some(At::Assets),
                _ => None,
            };
            match home {
                None => elsewhere.push(view),
                Some(home) => match homes.iter_mut().find(|(other, _)| *other == home) {
                    Some((_, views)) => views.push(view),
                    None => homes.push((home, vec![view])),
                },
            }
        }
        if !elsewhere.is_empty() {
            self.put(&[At::Changes, At::Arrangement], Block::Changes { rows: elsewhere });
        }
        for (home, rows) in homes {
            self.put(&[home], Block::Changes { rows });
        }
    }

    fn put_three_public(&mut self, three_public: &ThreePublic, unit: &'static str) {
        let rows = three_public_rows(three_public);
        self.put(&[SectionKind::ThreePublic], Block::Figures(figures("three_public", unit, &rows)));
        if let Some(counts) = &three_public.counts {
            let rows: Vec<CountView> = [
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
            .filter_map(|(name, count)| count.map(|Count(number)| CountView { name, number }))
            .collect();
            self.put(&[SectionKind::ThreePublic], Block::Counts { rows });
        }
    }
}

/// A row before its columns are known: key, own wording, depth, figure.
struct Line {
    key: String,
    label: Option<String>,
    depth: u8,
    figure: Option<Figure>,
}

fn row(key: &str, depth: u8, figure: Option<Figure>) -> Line {
    Line { key: key.to_owned(), label: None, depth, figure }
}

fn revenue_rows(revenue: &Revenue, vocabulary: &Vocabulary) -> Vec<Line> {
    let balance = |balance: Option<Balance>| balance.map(|balance| balance.0);
    let mut rows = vec![row("revenue.total", 0, revenue.total), row("revenue.current", 1, revenue.current)];
    for line in &revenue.lines.0 {
        let own = || Vocabulary::own(&vocabulary.revenue_lines, &line.key).map(|term| term.label.clone());
        let label = line.label.clone().or_else(own);
        rows.push(Line { key: format!("revenue.{}", line.key), label, depth: 2, figure: Some(line.figure) });
    }
    rows.push(row("revenue.used_surplus", 1, balance(revenue.used_surplus)));
    rows.push(row("revenue.carried_in", 1, balance(revenue.carried_in)));
    rows
}

fn expenditure_rows(expenditure: &Expenditure) -> Vec<Line> {
    let balance = |balance: Option<Balance>| balance.map(|balance| balance.0);
    let basic = expenditure.basic.as_ref();
    vec![
        row("expenditure.total", 0, expenditure.total),
        row("expenditure.current", 1, expenditure.current),
        row("expenditure.basic", 2, basic.and_then(|basic| basic.total)),
        row("expenditure.basic.personnel", 3, basic.and_then(|basic| basic.personnel)),
        row("expenditure.basic.operating", 3, basic.and_then(|basic| basic.operating)),
        row("expenditure.project", 2, expenditure.project),
        row("expenditure.to_superior", 2, expenditure.to_superior),
        row("expenditure.business", 2, expenditure.business),
        row("expenditure.to_subordinates", 2, expenditure.to_subordinates),
        row("expenditure.surplus_distribution", 1, balance(expenditure.surplus_distribution)),
        row("expenditure.carried_out", 1, balance(expenditure.carried_out)),
    ]
}

fn three_public_rows(three_public: &ThreePublic) -> Vec<Line> {
    let vehicles = three_public.vehicles.as_ref();
    vec![
        row("three_public.total", 0, three_public.total),
        row("three_public.abroad", 1, three_public.abroad),
        row("three_public.vehicles", 1, vehicles.and_then(|vehicles| vehicles.total)),
        row("three_public.vehicles.purchase", 2, vehicles.and_then(|vehicles| vehicles.purchase)),
        row("three_public.vehicles.running", 2, vehicles.and_then(|vehicles| vehicles.running)),
        row("three_public.reception", 1, three_public.reception),
    ]
}

fn procurement_rows(procurement: &Procurement) -> Vec<Line> {
    vec![
        row("procurement.total", 0, procurement.total),
        row("procurement.goods", 1, procurement.goods),
        row("procurement.works", 1, procurement.works),
        row("procurement.services", 1, procurement.services),
        row("procurement.small_medium", 1, procurement.small_medium),
        row("procurement.small_micro", 2, procurement.small_micro),
    ]
}

/// A column's key with the way to its cell.
type ColumnOf = (&'static str, fn(&Figure) -> Option<Cell>);

/// The rows that are given, in the columns that any of them fills.
fn figures(what: &'static str, unit: &'static str, lines: &[Line]) -> Figures {
    let all: [ColumnOf; 3] = [
        ("original", |figure| figure.original),
        ("adjusted", |figure| figure.adjusted),
        ("actual", |figure| figure.actual),
    ];
    let given: Vec<(&Line, Figure)> = lines.iter().filter_map(|line| Some((line, line.figure?))).collect();
    let columns: Vec<ColumnOf> = all
        .into_iter()
        .filter(|(key, cell)| *key == "actual" || given.iter().any(|(_, figure)| cell(figure).is_some()))
        .collect();
    // A level that no row is on leaves no gap in the indentation.
    let mut levels: Vec<u8> = given.iter().map(|(line, _)| line.depth).collect();
    levels.sort_unstable();
    levels.dedup();
    let rows = given
        .iter()
        .map(|(line, figure)| FigureRow {
            anchor: format!("figure-{}", line.key.replace('.', "-")),
            name: format!("measure-{}", line.key.replace('.', "-")),
            label: line.label.clone(),
            depth: (0..).zip(&levels).find(|(_, level)| **level == line.depth).map_or(0, |(depth, _)| depth),
            cells: columns.iter().map(|(_, cell)| CellView::from(cell(figure))).collect(),
        })
        .collect();
    Figures { what, columns: columns.iter().map(|(key, _)| *key).collect(), unit, rows }
}

fn institution(institution: &Institution) -> InstitutionView {
    InstitutionView {
        name: institution.name.clone(),
        nature: institution.nature.clone(),
        rank: institution.rank.clone(),
        funding: institution.funding.clone(),
    }
}

fn change(number: usize, comparison: &Comparison) -> ChangeView {
    let money = comparison.delta.0;
    ChangeView {
        anchor: format!("change-{number}"),
        measure: comparison.of.key(),
        base: comparison.against.key(),
        delta: AmountView::magnitude(money),
        direction: if money.is_zero() {
            "same"
        } else if money.is_negative() {
            "less"
        } else {
            "more"
        },
        percent: comparison.percent.map(|percent| percent.0.to_string()),
        reason: comparison.reason.clone(),
    }
}

fn assets_block(assets: &Assets, unit: &'static str) -> Block {
    Block::Assets {
        as_of: assets.as_of.map(|date| date.to_string()),
        unit: assets.unit.map_or(unit, Keyword::key),
        total: assets.total.map(|figure| CellView::from(figure.actual)),
        rows: assets
            .rows
            .iter()
            .map(|row| AssetView {
                item: row.item.clone(),
                of_which: row.of_which,
                quantity: row.quantity.as_ref().map_or(CellView::Absent, quantity),
                measure: row.quantity.as_ref().and_then(|quantity| quantity.unit.clone()),
                value: CellView::from(row.value),
            })
            .collect(),
    }
}

fn quantity(quantity: &Quantity) -> CellView {
    number_cell(quantity.number)
}

fn number_cell(cell: NumberCell) -> CellView {
    match cell {
        NumberCell::Number(number) => CellView::text(&number, true),
        NumberCell::Blank => CellView::Blank,
        NumberCell::Dash => CellView::Dash,
    }
}

fn performance_view(performance: &Performance, disclosure: &Disclosure, kind: Kind) -> PerformanceView {
    let prose = |markdown: &Option<Markdown>| markdown.as_ref().map(|markdown| Prose::of(markdown, disclosure, kind));
    PerformanceView {
        overall: prose(&performance.overall),
        goals: (1..)
            .zip(&performance.goals)
            .map(|(number, goal)| GoalView {
                anchor: format!("goal-{number}"),
                name: goal.name.clone(),
                objective: prose(&goal.objective),
                targets: goal.targets.clone(),
            })
            .collect(),
        safeguards: prose(&performance.safeguards),
        projects: (1..)
            .zip(&performance.projects)
            .map(|(number, project)| project_view(number, project, disclosure, kind))
            .collect(),
    }
}

fn project_view(number: usize, project: &Project, disclosure: &Disclosure, kind: Kind) -> ProjectView {
    let anchor = format!("project-{number}");
    let columns = indicator_columns(&project.indicators);
    let indicators = (1..)
        .zip(&project.indicators)
        .map(|(row, indicator)| IndicatorView {
            anchor: format!("{anchor}-indicator-{row}"),
            name: indicator.name.clone(),
            cells: columns.iter().map(|(_, cell)| cell(indicator)).collect(),
        })
        .collect();
    ProjectView {
        code: project.code.clone(),
        name: project.name.clone(),
        amount: project.amount.map(|figure| {
            let mut figures = figures("project", disclosure.unit.key(), &[row("project", 0, Some(figure))]);
            for row in &mut figures.rows {
                row.anchor = format!("{anchor}-amount");
            }
            figures
        }),
        continues: project.continues.clone(),
        objective: project.objective.as_ref().map(|objective| Prose::of(objective, disclosure, kind)),
        score: project.score.map(number_cell),
        columns: columns.iter().map(|(key, _)| *key).collect(),
        indicators,
        anchor,
    }
}

/// An indicator's column with the way to its cell.
type IndicatorColumn = (&'static str, fn(&Indicator) -> Option<String>);

fn indicator_columns(indicators: &[Indicator]) -> Vec<IndicatorColumn> {
    fn printed(cell: Option<NumberCell>) -> Option<String> {
        match cell? {
            NumberCell::Number(number) => Some(number.to_string()),
            NumberCell::Dash => Some("——".to_owned()),
            NumberCell::Blank => None,
        }
    }
    let all: [IndicatorColumn; 9] = [
        ("level1", |indicator| Some(indicator.level1.clone())),
        ("level2", |indicator| indicator.level2.clone()),
        ("describe", |indicator| indicator.describe.clone()),
        ("value", |indicator| indicator.value.clone()),
        ("basis", |indicator| indicator.basis.clone()),
        ("weight", |indicator| printed(indicator.weight)),
        ("actual", |indicator| indicator.actual.clone()),
        ("score", |indicator| printed(indicator.score)),
        ("deviation", |indicator| indicator.deviation.clone()),
    ];
    all.into_iter().filter(|(_, cell)| indicators.iter().any(|indicator| cell(indicator).is_some())).collect()
}
