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
/// Which colour what is not divided has: none of a part's.
const REST: usize = 4;
/// What is not spent in the year.
const CARRIED_ON: [Measure; 2] = [Measure::SurplusDistribution, Measure::ExpenditureCarriedOut];
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
    let entry = |kind: Kind, year: FiscalYear| record.entry(year, kind, scope);
    let parts = |anchor, whole: fn(&Entry) -> Option<Money>, parts: &[Measure], undivided: &str| {
        let undivided = || Name::message(undivided);
        let names = parts.iter().map(|measure| name(*measure)).enumerate().chain([(REST, undivided())]).collect();
        let columns = Columns::new(anchor, &years, names, |kind, part, year| {
            let entry = entry(kind, year)?;
            match parts.get(part) {
                Some(measure) => entry.amount(*measure).map(Money::yuan),
                None => rest(entry, whole, parts),
            }
        });
        let share = |kind: &Kind| {
            let stated = years.iter().rev().find_map(|year| {
                let entry = entry(*kind, *year)?;
                Some((*year, entry, whole(entry)?.yuan()))
            });
            let (year, entry, stated) = stated?;
            let part = |measure: &Measure| Some((name(*measure), entry.amount(*measure)?.yuan()));
            let rest = rest(entry, whole, parts).map(|rest| (undivided(), rest));
            chart::shares(year, *kind, stated, parts.iter().filter_map(part).chain(rest).collect())
        };
        PartsView { chart: columns, said: Kind::BOTH.iter().filter_map(share).collect() }
    };
    let spent = |kind, _, year| entry(kind, year)?.spent().map(Money::yuan);
    Some(BodyView {
        scope: scope.key(),
        total: MeasureView {
            chart: Columns::new("chart-total", &years, Vec::new(), spent),
            said: chart::of_body(archive, record, scope),
        },
        types: parts("chart-types", Entry::spent, &TYPES, "flow-other-types"),
        three_public: parts(
            "chart-three-public",
            |entry| entry.amount(Measure::ThreePublic),
            &THREE_PUBLIC,
            "undivided",
        ),
        three_public_span: chart::span(record, scope, Measure::ThreePublic),
        functions: functions_of_body(archive, record, scope),
    })
}

/// What of a whole is in none of its parts; `None` where that is no more than rounding, or the parts are more than the whole.
fn rest(entry: &Entry, whole: impl Fn(&Entry) -> Option<Money>, parts: &[Measure]) -> Option<Decimal> {
    let parts: Decimal = parts.iter().filter_map(|part| Some(entry.amount(*part)?.yuan())).sum();
    let whole = whole(entry)?.yuan();
    let rest = whole.checked_sub(parts)?;
    (rest > Decimal::ZERO && rest * Decimal::ONE_THOUSAND > whole).then_some(rest)
}

fn functions_of_body(archive: &Archive, record: &DepartmentRecord, scope: Scope) -> Option<CompositionView> {
    let mut entries = record.entries.iter().rev().filter(|entry| !entry.superseded && entry.identity.scope == scope);
    let entry = entries.find(|entry| entry.functional.codes().next().is_some())?;
    let sums = by_function(std::iter::once(entry));
    let spent = entry.spent().map(Money::yuan).unwrap_or_default();
    composition(archive, "chart-functions".to_owned(), entry.identity.year, entry.identity.kind, &sums, spent)
}

/// What disclosures spend together by 类, and what of it they do not list by function.
fn composition(
    archive: &Archive,
    anchor: String,
    year: FiscalYear,
    kind: Kind,
    sums: &BTreeMap<Code, Decimal>,
    spent: Decimal,
) -> Option<CompositionView> {
    if sums.is_empty() {
        return None;
    }
    let listed: Decimal = sums.values().copied().sum();
    let rest = Item { name: Name::message("flow-unknown-function"), href: None, yuan: spent - listed };
    let rest = Some(rest).filter(|rest| rest.yuan > Decimal::ZERO);
    let item = |(code, yuan): (&Code, &Decimal)| Item {
        name: Name::Text(called(archive, *code, year)),
        href: Some(code_page(*code)),
        yuan: *yuan,
    };
    whole_of(anchor, year, kind, sums.iter().map(item).chain(rest).collect(), spent.max(listed))
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
    let spent = archive.total_of(year, kind, Entry::spent).map(|total| total.yuan).unwrap_or_default();
    let (flow, flow_said) = flow(archive, year, kind, &sums, spent);
    YearView {
        said: chart::spent_in_year(archive, year, kind),
        departments: departments(archive, anchor("departments"), year, kind, Entry::spent),
        functions: composition(archive, anchor("functions"), year, kind, &sums, spent),
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
    spent: Decimal,
) -> (Option<Flow>, [Option<SaidShare>; 2]) {
    let message = |id: &str| Name::message(format!("flow-{id}"));
    let yuan = |measure| archive.total(measure, year, kind).map(|total| total.yuan).unwrap_or_default();
    let (revenue, used) = (yuan(Measure::RevenueTotal), yuan(Measure::ExpenditureTotal));
    let mut sources: Vec<(Name, Decimal)> = SOURCES.map(|source| (name(source), yuan(source))).into();
    let (mut fiscal, mut unknown) = (Decimal::ZERO, Decimal::ZERO);
    for (_, entry) in archive.counted(year, kind) {
        // Of each disclosure by itself: what one does not divide has nothing to do with what others do.
        let of_fiscal = rest(entry, |entry| entry.amount(Measure::FiscalRevenue), &FISCAL).unwrap_or_default();
        let of_all = rest(entry, |entry| entry.amount(Measure::RevenueTotal), &SOURCES).unwrap_or_default();
        fiscal += of_fiscal.min(of_all);
        unknown += of_all - of_fiscal.min(of_all);
    }
    sources.push((message("fiscal"), fiscal));
    sources.push((message("unknown-source"), unknown));

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
    let carried_on = CARRIED_ON.map(yuan).into_iter().sum();
    functions.push((message("carried-on"), carried_on));
    let known: Decimal = functions.iter().map(|(_, yuan)| *yuan).sum();
    functions.push((message("unknown-function"), (used - known).max(Decimal::ZERO)));

    let whole = || (1, message("whole"));
    let ribbon = |from: (usize, Name), to: (usize, Name), yuan: &Decimal| Ribbon { from, to, yuan: *yuan };
    let ribbons = sources.iter().map(|(name, yuan)| ribbon((0, name.clone()), whole(), yuan));
    let ribbons = ribbons.chain(functions.iter().map(|(name, yuan)| ribbon(whole(), (2, name.clone()), yuan)));
    let ribbons =
        ribbons.chain(types.iter().map(|((of, name), yuan)| ribbon((2, of.clone()), (3, name.clone()), yuan)));
    let of_types = TYPES.map(|measure| (name(measure), yuan(measure))).into();
    let said = [chart::shares(year, kind, revenue, sources.clone()), chart::shares(year, kind, spent, of_types)];
    let anchor = format!("{}-flow", kind.key());
    // Without functions there is nothing between.
    let flow = (!sums.is_empty()).then(|| Flow::new(anchor, ribbons.collect(), used.max(revenue)));
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
