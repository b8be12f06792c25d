//! What stands above the tables: the charts of a body over its years, and of the county in one year and over all.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;
use serde::Serialize;

use crate::archive::{Archive, Code, DepartmentRecord, Entry, series};
use crate::model::classification::System;
use crate::model::disclosure::{Kind, Scope};
use crate::model::field::Keyword;
use crate::model::measure::Measure;
use crate::model::money::Money;
use crate::model::period::FiscalYear;
use crate::page::chart::{self, Bars, Columns, Flow, Item, Name, Ribbon, Said, SaidShare, SaidSpan};
use crate::page::functions::code_page;
use crate::page::{department_folder, index, measure_name};

/// 基本支出 and 项目支出.
const TYPES: [Measure; 2] = [Measure::Basic, Measure::Project];
/// The parts of 三公 that are in no other.
const THREE_PUBLIC: [Measure; 4] =
    [Measure::Abroad, Measure::VehiclePurchase, Measure::VehicleRunning, Measure::Reception];
/// As many functions have a node of their own in a flow.
const MOST_FUNCTIONS: usize = 9;
/// What revenue is from, and what of it a disclosure may only state together.
const SOURCES: [Measure; 11] = [
    Measure::RevenueGeneralPublic,
    Measure::RevenueGovernmentFund,
    Measure::RevenueStateCapital,
    Measure::RevenueFiscalAccount,
    Measure::RevenueService,
    Measure::RevenueBusiness,
    Measure::RevenueSuperior,
    Measure::RevenueSubordinate,
    Measure::RevenueOther,
    Measure::RevenueCarriedIn,
    Measure::RevenueUsedSurplus,
];
const FISCAL: [Measure; 3] =
    [Measure::RevenueGeneralPublic, Measure::RevenueGovernmentFund, Measure::RevenueStateCapital];

/// The charts of a body.
#[derive(Debug, Serialize)]
pub struct BodyView {
    /// `department` or `unit`.
    pub scope: &'static str,
    /// Total expenditure.
    pub total: MeasureView,
    /// 基本支出 and 项目支出.
    pub types: PartsView,
    /// 三公 by part.
    pub three_public: PartsView,
    /// How 三公 went from the first year to the last.
    pub three_public_span: Option<SaidSpan>,
    /// What the latest disclosure with functions spends by 类.
    pub functions: Option<CompositionView>,
}

/// A measure over the years.
#[derive(Debug, Serialize)]
pub struct MeasureView {
    /// The chart.
    pub chart: Option<Columns>,
    /// What it says.
    pub said: Vec<Said>,
}

/// A measure by its parts over the years.
#[derive(Debug, Serialize)]
pub struct PartsView {
    /// The chart.
    pub chart: Option<Columns>,
    /// What it says.
    pub said: Vec<SaidShare>,
}

/// A whole by its parts in one year.
#[derive(Debug, Serialize)]
pub struct CompositionView {
    /// `budget` or `final`.
    pub kind: &'static str,
    /// The year.
    pub year: u16,
    /// The chart.
    pub chart: Bars,
    /// What it says.
    pub said: Option<SaidShare>,
}

/// The charts of the county's budgets, or final accounts, of one year.
#[derive(Debug, Serialize)]
pub struct YearView {
    /// What they say of total expenditure.
    pub said: Option<Said>,
    /// The departments' shares.
    pub departments: Option<CompositionView>,
    /// What is spent by 类.
    pub functions: Option<CompositionView>,
    /// From revenue to what it becomes.
    pub flow: Option<Flow>,
    /// How its whole is divided: sources, then types.
    pub flow_said: [Option<SaidShare>; 2],
}

/// The charts of a body in the scope that it publishes; of both, the department's with its units.
pub fn of_body(archive: &Archive, record: &DepartmentRecord) -> Option<BodyView> {
    let scope = series::scopes(record).next()?;
    let years = series::span(record);
    let amount = |measure: Measure, kind: Kind, year: FiscalYear| record.entry(year, kind, scope)?.amount(measure);
    let columns = |anchor, parts: &[Measure]| {
        let names = parts.iter().filter(|_| parts.len() > 1).map(|measure| name(*measure)).collect();
        Columns::new(anchor, &years, names, |kind, part, year| amount(*parts.get(part)?, kind, year).map(Money::yuan))
    };
    let shares = |whole: Measure, parts: &[Measure]| {
        let share = |kind: &Kind| {
            let stated = years.iter().rev().find_map(|year| Some((*year, amount(whole, *kind, *year)?.yuan())));
            let (year, whole) = stated?;
            let part = |measure: &Measure| Some((name(*measure), amount(*measure, *kind, year)?.yuan()));
            chart::shares(year, *kind, whole, parts.iter().filter_map(part).collect())
        };
        Kind::BOTH.iter().filter_map(share).collect()
    };
    Some(BodyView {
        scope: scope.key(),
        total: MeasureView {
            chart: columns("chart-total", &[Measure::ExpenditureTotal]),
            said: chart::of_body(archive, record, scope, Measure::ExpenditureTotal),
        },
        types: PartsView { chart: columns("chart-types", &TYPES), said: shares(Measure::ExpenditureTotal, &TYPES) },
        three_public: PartsView {
            chart: columns("chart-three-public", &THREE_PUBLIC),
            said: shares(Measure::ThreePublic, &THREE_PUBLIC),
        },
        three_public_span: chart::span(record, scope, Measure::ThreePublic),
        functions: functions_of_body(archive, record, scope),
    })
}

fn functions_of_body(archive: &Archive, record: &DepartmentRecord, scope: Scope) -> Option<CompositionView> {
    let mut entries = record.entries.iter().rev().filter(|entry| !entry.superseded && entry.identity.scope == scope);
    let entry = entries.find(|entry| entry.functional.codes().next().is_some())?;
    let sums = by_function(std::iter::once(entry));
    composition(archive, "chart-functions".to_owned(), entry.identity.year, entry.identity.kind, &sums)
}

/// What disclosures spend together by 类.
fn composition(
    archive: &Archive,
    anchor: String,
    year: FiscalYear,
    kind: Kind,
    sums: &BTreeMap<Code, Decimal>,
) -> Option<CompositionView> {
    let whole = sums.values().copied().sum();
    let item = |(code, yuan): (&Code, &Decimal)| Item {
        name: Name::Text(called(archive, *code, year)),
        href: Some(code_page(*code)),
        yuan: *yuan,
    };
    whole_of(anchor, year, kind, sums.iter().map(item).collect(), whole)
}

/// What disclosures spend together under each 类, in 元.
fn by_function<'e>(entries: impl Iterator<Item = &'e Entry>) -> BTreeMap<Code, Decimal> {
    let mut sums: BTreeMap<Code, Decimal> = BTreeMap::new();
    for entry in entries {
        for code in entry.functional.codes().filter(|code| code.level() == 1) {
            let Some(amount) = entry.functional.amount(code) else { continue };
            add(sums.entry(code).or_default(), amount);
        }
    }
    sums
}

fn add(sum: &mut Decimal, amount: Money) {
    *sum = sum.checked_add(amount.yuan()).unwrap_or(*sum);
}

fn called(archive: &Archive, code: Code, year: FiscalYear) -> String {
    archive.listed_name(System::Functional, code, year).map_or_else(|| code.to_string(), str::to_owned)
}

fn name(measure: Measure) -> Name {
    Name::Message(measure_name(measure.key(), Kind::Budget))
}

/// The county's totals of a measure over the years.
pub fn of_county(
    archive: &Archive,
    years: &[FiscalYear],
    anchor: &'static str,
    amount: impl Fn(&Entry) -> Option<Money>,
) -> Option<Columns> {
    let totals: BTreeMap<(Kind, FiscalYear), Decimal> = Kind::BOTH
        .iter()
        .flat_map(|kind| years.iter().map(|year| (*kind, *year)))
        .filter_map(|(kind, year)| Some(((kind, year), archive.total_of(year, kind, &amount)?.yuan)))
        .collect();
    Columns::new(anchor, years, Vec::new(), |kind, _, year| totals.get(&(kind, year)).copied())
}

/// The charts of the county in one year.
pub fn of_year(archive: &Archive, year: FiscalYear, kind: Kind) -> YearView {
    let anchor = |name: &str| format!("{}-{name}", kind.key());
    let sums = by_function(archive.counted(year, kind).map(|(_, entry)| entry));
    let (flow, flow_said) = flow(archive, year, kind, &sums);
    YearView {
        said: chart::in_year(archive, year, kind, |entry| entry.amount(Measure::ExpenditureTotal)),
        departments: departments(archive, anchor("departments"), year, kind, |entry| {
            entry.amount(Measure::ExpenditureTotal)
        }),
        functions: composition(archive, anchor("functions"), year, kind, &sums),
        flow,
        flow_said,
    }
}

/// Which department spends the most under a code, in the latest year in which any does.
pub fn of_code(archive: &Archive, years: &[FiscalYear], code: Code) -> Option<CompositionView> {
    let kinds = |year: &FiscalYear| Kind::BOTH.into_iter().rev().map(|kind| (*year, kind)).collect::<Vec<_>>();
    years.iter().rev().flat_map(kinds).find_map(|(year, kind)| {
        departments(archive, "chart-departments".to_owned(), year, kind, |entry| entry.functional.amount(code))
    })
}

/// The departments' parts of the county's total of any figure.
fn departments(
    archive: &Archive,
    anchor: String,
    year: FiscalYear,
    kind: Kind,
    amount: impl Fn(&Entry) -> Option<Money>,
) -> Option<CompositionView> {
    let whole = archive.total_of(year, kind, &amount)?.yuan;
    let item = |(record, entry): (&DepartmentRecord, &Entry)| {
        Some(Item {
            name: Name::Text(record.department.names.in_year(year).to_owned()),
            href: Some(index(&department_folder(&record.id))),
            yuan: amount(entry)?.yuan(),
        })
    };
    let items = archive.counted(year, kind).filter_map(item).collect();
    whole_of(anchor, year, kind, items, whole)
}

/// A whole with its parts.
fn whole_of(anchor: String, year: FiscalYear, kind: Kind, items: Vec<Item>, whole: Decimal) -> Option<CompositionView> {
    let said = items.iter().map(|item| (item.name.clone(), item.yuan)).collect();
    Some(CompositionView {
        kind: kind.key(),
        year: year.number(),
        chart: Bars::new(anchor, items, whole)?,
        said: chart::shares(year, kind, whole, said),
    })
}

/// Where the county's money comes from and what it becomes. What a disclosure does not divide is not divided here.
fn flow(
    archive: &Archive,
    year: FiscalYear,
    kind: Kind,
    sums: &BTreeMap<Code, Decimal>,
) -> (Option<Flow>, [Option<SaidShare>; 2]) {
    let message = |id: &str| Name::message(format!("flow-{id}"));
    let yuan = |measure| archive.total(measure, year, kind).map(|total| total.yuan).unwrap_or_default();
    let (revenue, spent) = (yuan(Measure::RevenueTotal), yuan(Measure::ExpenditureTotal));
    let mut sources: Vec<(Name, Decimal)> = SOURCES.map(|source| (name(source), yuan(source))).into();
    let fiscal: Decimal = FISCAL.map(yuan).into_iter().sum();
    sources.push((message("fiscal"), yuan(Measure::FiscalRevenue) - fiscal));
    let known = |parts: &[(Name, Decimal)]| -> Decimal {
        parts.iter().map(|(_, yuan)| *yuan).filter(|yuan| *yuan > Decimal::ZERO).sum()
    };
    let rest: Decimal = revenue - known(&sources);
    sources.push((message("unknown-source"), rest));

    let entries: Vec<&Entry> = archive.counted(year, kind).map(|(_, entry)| entry).collect();
    let shown: BTreeSet<Code> = largest(sums);
    let function = |code: Code| {
        if shown.contains(&code) { Name::Text(called(archive, code, year)) } else { message("other-functions") }
    };
    let mut functions: Vec<(Name, Decimal)> = Vec::new();
    for (code, yuan) in sums {
        grow(&mut functions, function(*code), *yuan);
    }
    let mut types: Vec<((Name, Name), Decimal)> = Vec::new();
    for (place, measure) in TYPES.into_iter().enumerate() {
        for (code, amount) in entries.iter().flat_map(|entry| &entry.functional.types()[place]) {
            grow(&mut types, (function(*code), name(measure)), amount.yuan());
        }
    }
    for (of, whole) in &functions {
        let divided = types.iter().filter(|((other, _), _)| other == of).map(|(_, yuan)| *yuan);
        let rest = *whole - divided.sum::<Decimal>();
        types.push(((of.clone(), message("other-types")), rest));
    }
    // Those of one kind of expenditure lie together, in the order of the functions.
    types.sort_by_key(|((of, _), _)| functions.iter().position(|(other, _)| other == of));
    let rest = spent - known(&functions);
    functions.push((message("unknown-function"), rest));

    let whole = || (1, message("whole"));
    let ribbon = |from: (usize, Name), to: (usize, Name), yuan: &Decimal| Ribbon { from, to, yuan: *yuan };
    let ribbons = sources.iter().map(|(name, yuan)| ribbon((0, name.clone()), whole(), yuan));
    let ribbons = ribbons.chain(functions.iter().map(|(name, yuan)| ribbon(whole(), (2, name.clone()), yuan)));
    let ribbons =
        ribbons.chain(types.iter().map(|((of, name), yuan)| ribbon((2, of.clone()), (3, name.clone()), yuan)));
    let mut of_types: Vec<(Name, Decimal)> = Vec::new();
    for ((_, name), yuan) in &types {
        grow(&mut of_types, name.clone(), *yuan);
    }
    let said = [chart::shares(year, kind, revenue, sources.clone()), chart::shares(year, kind, spent, of_types)];
    let anchor = format!("{}-flow", kind.key());
    // Without functions there is nothing between.
    let flow = (!sums.is_empty()).then(|| Flow::new(anchor, ribbons.collect(), spent.max(revenue)));
    (flow.flatten(), said)
}

/// The functions with a node of their own: all, or the largest where there are too many.
fn largest(sums: &BTreeMap<Code, Decimal>) -> BTreeSet<Code> {
    let mut codes: Vec<(Code, Decimal)> = sums.iter().map(|(code, yuan)| (*code, *yuan)).collect();
    codes.sort_by(|(_, one), (_, other)| other.cmp(one));
    if codes.len() > MOST_FUNCTIONS + 1 {
        codes.truncate(MOST_FUNCTIONS);
    }
    codes.into_iter().map(|(code, _)| code).collect()
}

/// Adds to what is there under a key, or behind all others.
fn grow<K: PartialEq>(sums: &mut Vec<(K, Decimal)>, key: K, yuan: Decimal) {
    match sums.iter_mut().find(|(other, _)| *other == key) {
        Some((_, sum)) => *sum = sum.checked_add(yuan).unwrap_or(*sum),
        None => sums.push((key, yuan)),
    }
}
