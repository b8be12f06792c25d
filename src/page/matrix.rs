//! Bodies × years: one figure of each in every year, the budget's and the final account's beside each other.

use rust_decimal::Decimal;
use serde::Serialize;

use crate::archive::{Archive, DepartmentRecord, Entry, Total, series};
use crate::config::Site;
use crate::model::cell::Cell;
use crate::model::disclosure::{Kind, Scope};
use crate::model::field::Keyword;
use crate::model::money::{Money, Unit};
use crate::model::period::FiscalYear;
use crate::model::succession::Event;
use crate::page::amount::TotalView;
use crate::page::chart::Spark;
use crate::page::group::{Group, by_group};
use crate::page::sheet::{Cell as SheetCell, Column, Sheet, Words};
use crate::page::{AmountView, CellView, department_folder, index};

/// Bodies × years.
#[derive(Debug, Default, Serialize)]
pub struct Matrix {
    /// The years.
    pub years: Vec<u16>,
    /// The bodies by group.
    pub groups: Vec<Group<BodyView>>,
    /// The county's totals, a line a kind.
    pub totals: Vec<TotalLine>,
    /// The county's totals in other terms, where the site's owner gives what that takes.
    pub adjusted: Vec<Adjusted>,
}

/// The county's totals in constant prices, or per head.
#[derive(Debug, Serialize)]
pub struct Adjusted {
    /// `constant` or `per-head`.
    pub how: &'static str,
    /// The year in whose prices they are.
    pub base: Option<u16>,
    /// Where the index, or the number of people, is from.
    pub source: String,
    /// The totals, a line a kind.
    pub lines: Vec<AdjustedLine>,
}

/// The adjusted totals of one kind.
#[derive(Debug, Serialize)]
pub struct AdjustedLine {
    /// `budget` or `final`.
    pub kind: &'static str,
    /// One amount a year.
    pub amounts: Vec<Option<AmountView>>,
}

/// One body, in one scope.
#[derive(Debug, Serialize)]
pub struct BodyView {
    /// Its present name.
    pub name: String,
    /// Its other names, by which a filter finds it too.
    pub also: String,
    /// Its page.
    pub href: String,
    /// `department` or `unit`.
    pub scope: &'static str,
    /// Whether its figures are in another's, and so not in the totals, in any of the years.
    pub is_part: bool,
    /// When other bodies became this one, or it was split or changed its duties.
    pub events: Vec<EventMark>,
    /// The course of its figures.
    pub spark: Option<Spark>,
    /// Its figures, a line a kind.
    pub lines: Vec<Line>,
}

/// A year since which figures are not those of quite the same body.
#[derive(Debug, Serialize)]
pub struct EventMark {
    /// The year.
    pub year: u16,
    /// `rename`, `merge`, `split` or `transfer`.
    pub kind: &'static str,
}

/// The figures of one kind.
#[derive(Debug, Serialize)]
pub struct Line {
    /// `budget` or `final`.
    pub kind: &'static str,
    /// One cell a year, in 万元.
    pub cells: Vec<CellView>,
}

/// The totals of one kind.
#[derive(Debug, Serialize)]
pub struct TotalLine {
    /// `budget` or `final`.
    pub kind: &'static str,
    /// One total a year.
    pub totals: Vec<Option<TotalView>>,
}

/// The matrix of one figure; bodies that never state it are not in it. `None` where nobody does.
pub fn matrix(
    archive: &Archive,
    site: &Site,
    years: &[FiscalYear],
    value: impl Fn(&Entry) -> Option<Cell>,
) -> Option<Matrix> {
    let states = |entry: &Entry| !entry.superseded && value(entry).is_some();
    let records = archive.departments.values().filter(|record| record.entries.iter().any(states));
    let body = |record| series::scopes(record).filter_map(|scope| body(archive, record, scope, years, &value));
    let groups = by_group(records, site, |record| body(record).collect::<Vec<_>>());
    if groups.is_empty() {
        return None;
    }
    let amount = |entry: &Entry| value(entry)?.amount();
    let of_kind = |kind: &Kind| -> Vec<Option<Total>> {
        years.iter().map(|year| archive.total_of(*year, *kind, amount)).collect()
    };
    let totals: Vec<(Kind, Vec<Option<Total>>)> = Kind::BOTH.iter().map(|kind| (*kind, of_kind(kind))).collect();
    let adjusted = adjusted(site, years, &totals);
    let line = |(kind, totals): (Kind, Vec<Option<Total>>)| TotalLine {
        kind: kind.key(),
        totals: totals.into_iter().map(|total| total.map(TotalView::from)).collect(),
    };
    let totals = totals.into_iter().map(line).filter(|line| line.totals.iter().any(Option::is_some)).collect();
    Some(Matrix { years: years.iter().map(|year| year.number()).collect(), groups, totals, adjusted })
}

/// The totals in constant prices and per head, as far as `site.toml` has what that takes.
fn adjusted(site: &Site, years: &[FiscalYear], totals: &[(Kind, Vec<Option<Total>>)]) -> Vec<Adjusted> {
    let lines = |adjust: &dyn Fn(Decimal, FiscalYear) -> Option<AmountView>| -> Vec<AdjustedLine> {
        let line = |(kind, totals): &(Kind, Vec<Option<Total>>)| AdjustedLine {
            kind: kind.key(),
            amounts: totals.iter().zip(years).map(|(total, year)| adjust((*total)?.yuan, *year)).collect(),
        };
        totals.iter().map(line).filter(|line| line.amounts.iter().any(Option::is_some)).collect()
    };
    let constant = site.prices.as_ref().map(|prices| Adjusted {
        how: "constant",
        base: Some(prices.base.number()),
        source: prices.source.clone(),
        lines: lines(&|yuan, year| prices.constant(yuan, year).map(AmountView::sum)),
    });
    let per_head = site.population.as_ref().map(|population| Adjusted {
        how: "per-head",
        base: None,
        source: population.source.clone(),
        lines: lines(&|yuan, year| Some(AmountView::new(Money::new(population.per_head(yuan, year)?, Unit::Yuan)))),
    });
    [constant, per_head].into_iter().flatten().filter(|adjusted| !adjusted.lines.is_empty()).collect()
}

fn body(
    archive: &Archive,
    record: &DepartmentRecord,
    scope: Scope,
    years: &[FiscalYear],
    value: &impl Fn(&Entry) -> Option<Cell>,
) -> Option<BodyView> {
    let lines = Kind::BOTH.iter().map(|kind| {
        let cell = |year: &FiscalYear| record.entry(*year, *kind, scope).and_then(value);
        Line { kind: kind.key(), cells: years.iter().map(|year| CellView::in_wan(cell(year))).collect() }
    });
    let lines: Vec<Line> = lines.filter(|line| line.cells.iter().any(|cell| *cell != CellView::Absent)).collect();
    let mut entries =
        years.iter().flat_map(|year| Kind::BOTH.iter().filter_map(|kind| record.entry(*year, *kind, scope)));
    let is_part = entries.any(|entry| archive.is_contained(record, entry));
    (!lines.is_empty()).then(|| BodyView {
        name: record.department.names.latest().to_owned(),
        also: record.department.other_names(record.department.names.latest()),
        href: index(&department_folder(&record.id)),
        scope: scope.key(),
        is_part,
        events: archive.events_of(&record.id).filter(|event| event.to.contains(&record.id)).filter_map(mark).collect(),
        spark: Spark::new(lines.iter().map(|line| (line.kind, line.cells.iter().collect()))),
        lines,
    })
}

fn mark(event: &Event) -> Option<EventMark> {
    let year = event.first_budget_year.or(event.first_final_year)?.number();
    Some(EventMark { year, kind: event.kind.key() })
}

impl Matrix {
    /// The matrix as a sheet: a line a body and kind, then the totals, each with the number of bodies that it is of.
    pub fn sheet(&self, name: &'static str, title: Words) -> Sheet {
        let heads = ["department", "group", "scope", "is-part", "event", "kind", "unit-of-measure"].map(Column::of);
        let columns = heads.into_iter().chain(self.years.iter().copied().map(Column::Year));
        let bodies = self.groups.iter().flat_map(|group| group.members.iter().map(move |body| (group, body)));
        let rows = bodies.flat_map(|(group, body)| {
            body.lines.iter().map(|line| {
                let events = body.events.iter().map(EventMark::words).collect::<Vec<_>>();
                let mut row = vec![
                    SheetCell::text(&body.name),
                    SheetCell::group(group.name.as_ref()),
                    SheetCell::of(format!("scope-{}", body.scope)),
                    SheetCell::yes(body.is_part),
                    if events.is_empty() { SheetCell::Absent } else { SheetCell::Words(Words::List(events)) },
                    SheetCell::of(format!("short-{}", line.kind)),
                    SheetCell::of("unit-wan"),
                ];
                row.extend(line.cells.iter().map(SheetCell::from));
                row.push(SheetCell::text(&body.href));
                row
            })
        });
        let totals = self.totals.iter().flat_map(|line| {
            let head = |unit: &str| {
                let mut row = vec![SheetCell::of("county-total")];
                row.extend(std::iter::repeat_with(|| SheetCell::Absent).take(4));
                row.extend([SheetCell::of(format!("short-{}", line.kind)), SheetCell::of(unit)]);
                row
            };
            let of = |cell: fn(&TotalView) -> SheetCell| {
                line.totals.iter().map(move |total| SheetCell::or_absent(total.as_ref(), cell))
            };
            let (mut amounts, mut bodies) = (head("unit-wan"), head("bodies-stating"));
            amounts.extend(of(|total| (&total.amount).into()));
            bodies.extend(of(|total| SheetCell::number(total.bodies)));
            [amounts, bodies].map(|mut row| {
                row.push(SheetCell::Absent);
                row
            })
        });
        let adjusted = self.adjusted.iter().flat_map(|adjusted| {
            let base = vec![("base", Words::text(adjusted.base.unwrap_or_default()))];
            let name = Words::Message(format!("total-{}", adjusted.how), base);
            adjusted.lines.iter().map(move |line| {
                let unit = line.amounts.iter().flatten().next().map(|amount| amount.money().unit().key());
                let mut row = vec![SheetCell::Words(name.clone())];
                row.extend(std::iter::repeat_with(|| SheetCell::Absent).take(4));
                row.push(SheetCell::of(format!("short-{}", line.kind)));
                row.push(SheetCell::or_absent(unit, |unit| SheetCell::of(format!("unit-{unit}"))));
                row.extend(line.amounts.iter().map(|amount| SheetCell::or_absent(amount.as_ref(), SheetCell::from)));
                row.push(SheetCell::Absent);
                row
            })
        });
        Sheet {
            name,
            title,
            columns: columns.chain([Column::of("page")]).collect(),
            rows: rows.chain(totals).chain(adjusted).collect(),
        }
    }
}

impl EventMark {
    fn words(&self) -> Words {
        let facts = vec![("year", Words::text(self.year)), ("event", Words::of(format!("event-{}", self.kind)))];
        Words::Message("event-since".to_owned(), facts)
    }
}
