//! Sentences about figures: what a chart shows, written from the amounts that it is drawn from.

use rust_decimal::Decimal;
use serde::Serialize;

use crate::archive::series::{self, Basis, percent};
use crate::archive::{Archive, DepartmentRecord, Entry};
use crate::model::disclosure::{Kind, Scope};
use crate::model::field::Keyword;
use crate::model::measure::Measure;
use crate::model::money::{Money, Unit};
use crate::model::period::FiscalYear;
use crate::page::AmountView;
use crate::page::amount::direction;
use crate::page::chart::Name;

/// One amount, and how it changed from the year before.
#[derive(Debug, Serialize)]
pub struct Said {
    /// `budget` or `final`.
    pub kind: &'static str,
    /// The year.
    pub year: u16,
    /// The amount, in 万元.
    pub amount: AmountView,
    /// Of how many bodies it is the sum, where it is one.
    pub bodies: Option<usize>,
    /// 完成率 in percent, of a final account.
    pub completion: Option<String>,
    /// The change from the year before.
    pub change: Option<SaidChange>,
}

/// A change in words.
#[derive(Debug, Serialize)]
pub struct SaidChange {
    /// By how much, in 万元, without its sign.
    pub by: AmountView,
    /// `more`, `less` or `same`.
    pub direction: &'static str,
    /// By how much in percent, without its sign.
    pub percent: Option<String>,
    /// `published`, `stitched`, `parted` or `implied`: what it is compared with.
    pub basis: &'static str,
    /// Of how many bodies the year before is the sum, where that is another number.
    pub bodies: Option<usize>,
}

/// How a whole is divided.
#[derive(Debug, Serialize)]
pub struct SaidShare {
    /// `budget` or `final`.
    pub kind: &'static str,
    /// The year.
    pub year: u16,
    /// The parts that are any, the largest first, each in percent of the whole.
    pub parts: Vec<(Name, String)>,
}

/// From the first year to the last.
#[derive(Debug, Serialize)]
pub struct SaidSpan {
    /// `budget` or `final`.
    pub kind: &'static str,
    /// The first year and its amount.
    pub first: (u16, AmountView),
    /// The last year and its amount.
    pub last: (u16, AmountView),
    /// `more`, `less` or `same`.
    pub direction: &'static str,
    /// By how much in percent, without its sign.
    pub percent: Option<String>,
    /// The year between in which it was more than in both, and its amount.
    pub highest: Option<(u16, AmountView)>,
}

/// What a body's latest budget and final account say of what is spent.
pub fn of_body(archive: &Archive, record: &DepartmentRecord, scope: Scope) -> Vec<Said> {
    let said = |kind: &Kind| {
        let mut entries = record.entries.iter().rev().filter(|entry| !entry.superseded);
        let entry = entries
            .find(|entry| entry.identity.kind == *kind && entry.identity.scope == scope && entry.spent().is_some())?;
        let change = archive.change_of_spending(record, entry).map(|change| SaidChange {
            by: AmountView::change(change.by),
            direction: direction(change.by.yuan().cmp(&Decimal::ZERO)),
            percent: unsigned(change.percent),
            basis: match change.basis {
                Basis::Published => "published",
                Basis::Stitched => "stitched",
                Basis::Parted => "parted",
                Basis::Implied => "implied",
            },
            bodies: None,
        });
        let completion = || series::completion(record, entry, entry.spending()).map(|percent| percent.to_string());
        Some(Said {
            kind: kind.key(),
            year: entry.identity.year.number(),
            amount: AmountView::in_wan(entry.spent()?),
            bodies: None,
            completion: if *kind == Kind::Final { completion() } else { None },
            change,
        })
    };
    Kind::BOTH.iter().filter_map(said).collect()
}

/// What the county's latest budgets and final accounts say of a figure together.
pub fn of_county(archive: &Archive, years: &[FiscalYear], amount: impl Fn(&Entry) -> Option<Money>) -> Vec<Said> {
    let latest = |kind| years.iter().rev().find_map(|year| in_year(archive, *year, kind, &amount));
    Kind::BOTH.into_iter().filter_map(latest).collect()
}

/// What the county's latest budgets and final accounts say of what is spent together.
pub fn of_spending(archive: &Archive, years: &[FiscalYear]) -> Vec<Said> {
    let latest = |kind| years.iter().rev().find_map(|year| spent_in_year(archive, *year, kind));
    Kind::BOTH.into_iter().filter_map(latest).collect()
}

/// What the county's budgets, or final accounts, of a year say of what is spent together.
pub fn spent_in_year(archive: &Archive, year: FiscalYear, kind: Kind) -> Option<Said> {
    let completion = || archive.completion(year).map(|percent| percent.to_string());
    let said = in_year(archive, year, kind, Entry::spent)?;
    Some(Said { completion: if kind == Kind::Final { completion() } else { None }, ..said })
}

/// What the county's budgets, or final accounts, of a year say of a figure together.
fn in_year(archive: &Archive, year: FiscalYear, kind: Kind, amount: impl Fn(&Entry) -> Option<Money>) -> Option<Said> {
    let now = archive.total_of(year, kind, &amount)?;
    let change = archive.total_of(year.before(), kind, &amount).and_then(|before| {
        let by = now.yuan.checked_sub(before.yuan)?;
        Some(SaidChange {
            by: AmountView::change(Money::new(by, Unit::Yuan)),
            direction: direction(by.cmp(&Decimal::ZERO)),
            percent: unsigned(percent(by, before.yuan)),
            basis: "published",
            bodies: (before.bodies != now.bodies).then_some(before.bodies),
        })
    });
    Some(Said {
        kind: kind.key(),
        year: year.number(),
        amount: AmountView::sum(now.yuan),
        bodies: Some(now.bodies),
        completion: None,
        change,
    })
}

/// How a whole of a year is divided; `None` where it is not more than nothing, no part is, or the parts are not parts of it:
/// one of them is less than nothing, or they are more than the whole by more than rounding.
pub fn shares(year: FiscalYear, kind: Kind, whole: Decimal, parts: Vec<(Name, Decimal)>) -> Option<SaidShare> {
    let sum: Decimal = parts.iter().map(|(_, yuan)| *yuan).sum();
    if parts.iter().any(|(_, yuan)| *yuan < Decimal::ZERO) || percent(sum, whole)? > Decimal::from(101) {
        return None;
    }
    let mut parts: Vec<(Name, Decimal)> = parts.into_iter().filter(|(_, yuan)| *yuan > Decimal::ZERO).collect();
    parts.sort_by(|(_, one), (_, other)| other.cmp(one));
    let share = |(name, yuan)| Some((name, percent(yuan, whole)?.to_string()));
    let parts: Vec<_> = parts.into_iter().filter_map(share).collect();
    (!parts.is_empty()).then(|| SaidShare { kind: kind.key(), year: year.number(), parts })
}

/// How a measure went from the first year in which a body published it to the last, in the kind that reaches furthest;
/// `None` where that is one step, which is told as a change.
pub fn span(record: &DepartmentRecord, scope: Scope, measure: Measure) -> Option<SaidSpan> {
    let ends = |kind: Kind| {
        let entries = record.entries.iter().filter(move |entry| {
            let identity = &entry.identity;
            !entry.superseded && identity.kind == kind && identity.scope == scope
        });
        let amounts: Vec<(FiscalYear, Money)> =
            entries.filter_map(|entry| Some((entry.identity.year, entry.amount(measure)?))).collect();
        let ([first, .., last], all) = (&amounts[..], &amounts) else { return None };
        // Of equal ones the first.
        let highest = all.iter().rev().max_by_key(|(_, amount)| amount.yuan())?;
        let is_between = highest.1.yuan() > first.1.yuan().max(last.1.yuan());
        Some((kind, *first, *last, is_between.then_some(*highest)))
    };
    let length = |first: FiscalYear, last: FiscalYear| last.number() - first.number();
    let spans = Kind::BOTH.iter().rev().filter_map(|kind| ends(*kind));
    let (kind, first, last, highest) = spans.max_by_key(|(_, first, last, _)| length(first.0, last.0))?;
    if length(first.0, last.0) < 2 {
        return None;
    }
    let by = last.1.yuan().checked_sub(first.1.yuan())?;
    let shown = |(year, amount): (FiscalYear, _)| (year.number(), AmountView::in_wan(amount));
    Some(SaidSpan {
        kind: kind.key(),
        first: shown(first),
        last: shown(last),
        direction: direction(by.cmp(&Decimal::ZERO)),
        percent: unsigned(percent(by, first.1.yuan())),
        highest: highest.map(shown),
    })
}

fn unsigned(percent: Option<Decimal>) -> Option<String> {
    percent.map(|percent| percent.abs().to_string())
}
