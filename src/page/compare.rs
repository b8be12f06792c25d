//! `/compare/<measure>/`: one measure of all departments over all years; `/compare/`: which measures there are.

use serde::Serialize;

use crate::archive::{Archive, Entry, inputs};
use crate::config::Site;
use crate::fingerprint::Fingerprint;
use crate::model::disclosure::Kind;
use crate::model::field::Keyword;
use crate::model::measure::Measure;
use crate::model::period::FiscalYear;
use crate::page::amount::TotalView;
use crate::page::chart::{self, Columns, Said};
use crate::page::matrix::{Matrix, matrix};
use crate::page::sheet::{Cell, Column, Sheet, Words};
use crate::page::{Draft, Meta, Page, index, measure_name, overview};

const SOURCE: &str = "compare";
/// The table of each page.
const TABLE: &str = "data";

/// The list of measures.
#[derive(Debug, Serialize)]
pub struct IndexView {
    /// The latest years of budgets and of final accounts.
    pub years: Vec<KindYear>,
    /// The measures in the order of the table of measures.
    pub measures: Vec<MeasureView>,
}

/// A kind with its latest year.
#[derive(Debug, Serialize)]
pub struct KindYear {
    /// `budget` or `final`.
    pub kind: &'static str,
    /// The year.
    pub year: u16,
}

/// One measure with the county's latest totals.
#[derive(Debug, Serialize)]
pub struct MeasureView {
    /// The message that names it.
    pub name: String,
    /// Its page.
    pub href: String,
    /// The totals, one a kind.
    pub totals: Vec<Option<TotalView>>,
}

/// One measure.
#[derive(Debug, Serialize)]
pub struct View {
    /// The message that names it.
    pub name: String,
    /// The message that names it in final accounts, where that is another.
    pub final_name: Option<String>,
    /// The message that names it in a sentence.
    pub what: String,
    /// The county's totals over the years.
    pub chart: Option<Columns>,
    /// What the latest years say.
    pub said: Vec<Said>,
    /// The figures.
    pub matrix: Matrix,
}

impl IndexView {
    /// The table: a row a measure and kind.
    pub fn sheets(&self) -> Vec<Sheet> {
        let rows: Vec<Vec<Cell>> = self
            .measures
            .iter()
            .flat_map(|measure| {
                self.years.iter().zip(&measure.totals).map(|(latest, total)| {
                    vec![
                        Cell::of(&measure.name),
                        Cell::of(format!("short-{}", latest.kind)),
                        Cell::number(latest.year),
                        Cell::or_absent(total.as_ref(), |total| (&total.amount).into()),
                        Cell::or_absent(total.as_ref(), |total| Cell::number(total.bodies)),
                        Cell::text(&measure.href),
                    ]
                })
            })
            .collect();
        let columns = vec![
            Column::of("measure"),
            Column::of("kind"),
            Column::of("fiscal-year"),
            Column::in_wan(Words::of("county-total")),
            Column::of("bodies-stating"),
            Column::of("page"),
        ];
        let sheet = Sheet { name: TABLE, title: Words::of("compare-caption"), columns, rows };
        if self.measures.is_empty() { Vec::new() } else { vec![sheet] }
    }
}

impl View {
    /// The table.
    pub fn sheets(&self) -> Vec<Sheet> {
        let facts = vec![("measure", Words::of(&self.name))];
        vec![self.matrix.sheet(TABLE, Words::Message("compare-title".to_owned(), facts))]
    }
}

/// The list, and one page a measure that anybody states.
pub fn pages<'a>(archive: &'a Archive, site: &'a Site) -> Vec<Draft<'a>> {
    let years: Vec<FiscalYear> = archive.years().into_iter().collect();
    let stated: Vec<Measure> =
        Measure::ALL.iter().map(|(measure, _)| *measure).filter(|measure| is_stated(archive, *measure)).collect();
    let made_of = inputs::of_measures(archive, &stated);
    let all = Fingerprint::of_all(made_of.iter().copied());
    let measures: Vec<Draft<'a>> = (stated.iter().copied().zip(made_of))
        .map(|(measure, made_of)| {
            let years = years.clone();
            let make = move || page(archive, site, measure, &years);
            Draft::new(measure_page(measure), SOURCE, make).made_of(made_of).tables(vec![TABLE])
        })
        .collect();
    let tables = if stated.is_empty() { Vec::new() } else { vec![TABLE] };
    let list = Draft::new(index("compare/"), SOURCE, move || list(archive, &stated)).made_of(all).tables(tables);
    std::iter::once(list).chain(measures).collect()
}

/// Where the page of a measure goes.
pub fn measure_page(measure: Measure) -> String {
    index(&format!("compare/{}/", measure.key()))
}

fn is_stated(archive: &Archive, measure: Measure) -> bool {
    archive.in_force().any(|entry| entry.cell(measure).is_some())
}

fn list(archive: &Archive, stated: &[Measure]) -> Page {
    let latest: Vec<(Kind, FiscalYear)> =
        Kind::BOTH.iter().filter_map(|kind| Some((*kind, archive.latest_year(*kind)?))).collect();
    let measure = |measure: &Measure| MeasureView {
        name: measure_name(measure.key(), Kind::Budget),
        href: measure_page(*measure),
        totals: latest.iter().map(|(kind, year)| archive.total(*measure, *year, *kind).map(TotalView::from)).collect(),
    };
    Page {
        path: index("compare/"),
        source: SOURCE.to_owned(),
        title: String::new(),
        meta: Meta { column: Some("compare".to_owned()), ..Meta::default() },
        view: super::View::CompareIndex(IndexView {
            years: latest.iter().map(|(kind, year)| KindYear { kind: kind.key(), year: year.number() }).collect(),
            measures: stated.iter().map(measure).collect(),
        }),
    }
}

fn page(archive: &Archive, site: &Site, measure: Measure, years: &[FiscalYear]) -> Page {
    let [name, final_name] = Kind::BOTH.map(|kind| measure_name(measure.key(), kind));
    let matrix = matrix(archive, site, years, |entry: &Entry| entry.cell(measure)).unwrap_or_default();
    Page {
        path: measure_page(measure),
        source: SOURCE.to_owned(),
        title: String::new(),
        meta: Meta { column: Some("compare".to_owned()), ..Meta::default() },
        view: super::View::Compare(View {
            final_name: (final_name != name).then_some(final_name),
            what: match measure {
                // A total is called by what it is the total of.
                Measure::RevenueTotal => "what-revenue".to_owned(),
                Measure::ExpenditureTotal => "what-expenditure".to_owned(),
                Measure::ThreePublic => "what-three-public".to_owned(),
                _ => name.clone(),
            },
            name,
            chart: overview::of_county(archive, years, "chart-county", |entry| entry.amount(measure)),
            said: chart::of_county(archive, years, |entry| entry.amount(measure)),
            matrix,
        }),
    }
}
