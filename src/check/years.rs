//! Family F: the years of a department follow on each other (figures of the archive; predecessors count for their successor).

use rust_decimal::Decimal;

use crate::archive::series::{Basis, Link};
use crate::archive::{Entry, Source, Stated};
use crate::check::log::{Log, Used, Why};
use crate::check::place::At;
use crate::check::rule::{Rule, Years};
use crate::diagnostic::Severity;
use crate::model::cell::{Cell, Phase};
use crate::model::comparison::Base;
use crate::model::disclosure::{Identity, Kind};
use crate::model::field::Keyword;
use crate::model::measure::Measure;
use crate::model::money::Money;
use crate::model::period::FiscalYear;
use crate::model::quantity::Number;
use crate::model::rule::RuleId;
use crate::model::succession::EventKind;

/// The days from the reply to the last day on which publishing is in time (预算法 art. 14).
const DAYS: i32 = 20;

/// The change in percent that needs a reason, where the site says nothing.
const JUMP: Decimal = Decimal::from_parts(50, 0, 0, false, 0);

/// Where an entry states a measure.
fn at(entry: &Entry, measure: Measure, phase: Phase) -> At {
    match entry.value(measure).map(|value| value.source) {
        Some(Source::Statement(line)) => At::Line(line),
        _ => At::Measure(measure, phase),
    }
}

fn used(entry: &Entry, measure: Measure, phase: Phase) -> Option<Used> {
    let money = entry.value(measure)?.figure.get(phase).and_then(Cell::amount)?;
    Some(Used::new(at(entry, measure, phase), money))
}

impl Years<'_> {
    /// What is published for another year of a kind: by the body itself, or by all that became it, together.
    fn published(&self, measure: Measure, year: FiscalYear, kind: Kind) -> Option<Vec<(Identity, Used)>> {
        let own = &self.entry.identity;
        let Link { bodies, parted, .. } = if year == own.year {
            Link { bodies: vec![self.record], stitched: false, parted: false }
        } else {
            self.archive.link(self.record, own.year, own.kind)
        };
        // Of a body that has other duties now, nothing says which part is meant.
        if parted || bodies.is_empty() {
            return None;
        }
        let of_body = |body: &&crate::archive::DepartmentRecord| {
            let entry = body.entry(year, kind, own.scope)?;
            Some((entry.identity.clone(), used(entry, measure, Phase::Actual)?))
        };
        bodies.iter().map(of_body).collect()
    }
}

/// A stated change = the figure − what it is compared with, as both are published.
pub static F1: Rule = Rule::across(RuleId::F1, "rule-F1", Severity::Error, &Kind::BOTH, |years, log| {
    for stated in &years.entry.stated {
        stated_change(years, stated, log);
    }
});

fn stated_change(years: &Years<'_>, stated: &Stated, log: &mut Log) {
    let own = &years.entry.identity;
    let place = At::Change(stated.number - 1);
    let (Some(delta), Some(value)) = (stated.delta, used(years.entry, stated.of, Phase::Actual)) else {
        log.not_checked(Why::NotStated, place);
        return;
    };
    let before = own.year.before();
    let in_phase = |phase| used(years.entry, stated.of, phase).map(|used| vec![(own.clone(), used)]);
    let base = match (stated.against, own.kind) {
        (Base::PriorBudget, _) | (Base::Prior, Kind::Budget) => years.published(stated.of, before, Kind::Budget),
        (Base::PriorFinal, _) | (Base::Prior, Kind::Final) => years.published(stated.of, before, Kind::Final),
        (Base::Budget, Kind::Final) => {
            in_phase(Phase::Original).or_else(|| years.published(stated.of, own.year, Kind::Budget))
        }
        (Base::AdjustedBudget, Kind::Final) => in_phase(Phase::Adjusted),
        (Base::Budget | Base::AdjustedBudget, Kind::Budget) => None,
    };
    let Some(base) = base else {
        log.not_checked(Why::NotPublished, place);
        return;
    };
    let (at_home, elsewhere): (Vec<_>, Vec<_>) = base.into_iter().partition(|(identity, _)| identity == own);
    let taken = at_home.iter().chain(&elsewhere).map(|(_, used)| used.less());
    let parts: Vec<Used> = [value].into_iter().chain(taken).collect();
    log.sum(Used::new(place, delta), &parts);
    if let Some(check) = log.checks.last_mut() {
        // Amounts of other files are told at their places there.
        check.elsewhere = elsewhere;
        check.with("base", stated.against.chinese()).what(stated.of.chinese());
    }
}

/// 年初预算数 of a final account = 预算数 of the budget.
pub static F2: Rule = Rule::across(RuleId::F2, "rule-F2", Severity::Warning, &[Kind::Final], |years, log| {
    let own = &years.entry.identity;
    for (measure, value) in &years.entry.measures {
        // 全年预算数 may differ, and 资产 of a budget are those of the year before.
        let Some(original) = value.figure.original.and_then(Cell::amount) else { continue };
        let stated = Used::new(at(years.entry, *measure, Phase::Original), original);
        match years.published(*measure, own.year, Kind::Budget).as_deref() {
            Some([(identity, budget)]) => {
                log.equal(stated, &[*budget]);
                let (identity, budget) = (identity.clone(), *budget);
                if let Some(check) = log.checks.last_mut() {
                    check.elsewhere = vec![(identity, budget)];
                    check.what(measure.chinese());
                }
            }
            _ => log.not_checked(Why::NotPublished, stated.at),
        }
    }
});

/// 年初结转 of a final account = 年末结转 of the year before.
pub static F3: Rule = Rule::across(RuleId::F3, "rule-F3", Severity::Warning, &[Kind::Final], |years, log| {
    let Some(stated) = used(years.entry, Measure::RevenueCarriedIn, Phase::Actual) else { return };
    let before = years.entry.identity.year.before();
    match years.published(Measure::ExpenditureCarriedOut, before, Kind::Final) {
        Some(carried_out) => {
            let parts: Vec<Used> = carried_out.iter().map(|(_, used)| *used).collect();
            log.sum(stated, &parts);
            if let Some(check) = log.checks.last_mut() {
                check.elsewhere = carried_out;
            }
        }
        None => log.not_checked(Why::NotPublished, stated.at),
    }
});

/// No year is missing between two; a jump has a reason; who ends has a successor.
pub static F4: Rule = Rule::across(RuleId::F4, "rule-F4", Severity::Warning, &Kind::BOTH, |years, log| {
    missing(years, log);
    jump(years, log);
    end(years, log);
});

fn missing(years: &Years<'_>, log: &mut Log) {
    let own = &years.entry.identity;
    let same = years.record.entries.iter().map(|entry| &entry.identity);
    let same = same.filter(|other| other.kind == own.kind && other.scope == own.scope && other.year < own.year);
    let Some(last) = same.map(|other| other.year).max() else { return };
    let is_exempt = |year: &FiscalYear| years.record.department.exempt.in_year(*year).is_some();
    let gap: Vec<String> =
        last.after().through(own.year.before()).filter(|year| !is_exempt(year)).map(|year| year.to_string()).collect();
    log.holds(gap.is_empty(), At::File, "missing").with("years", gap);
}

fn jump(years: &Years<'_>, log: &mut Log) {
    let measure = years.entry.spending();
    let Some(change) = years.archive.change_of_spending(years.record, years.entry) else { return };
    let place = at(years.entry, measure, Phase::Actual);
    let Some(percent) = change.percent.filter(|_| change.basis == Basis::Published) else {
        log.not_checked(Why::NoBase, place);
        return;
    };
    let threshold = years.settings.jump.map_or(JUMP, |jump| jump.0.0);
    let is_total =
        |of: Measure| matches!(of, Measure::ExpenditureTotal | Measure::ExpenditureCurrent | Measure::RevenueTotal);
    let has_reason = years.entry.stated.iter().any(|stated| is_total(stated.of) && stated.reason.is_some());
    log.holds(percent.abs() <= threshold || has_reason, place, "jump")
        .with("percent", Number(percent).to_string())
        .with("threshold", threshold.to_string())
        .what(measure.chinese());
}

fn end(years: &Years<'_>, log: &mut Log) {
    let own = &years.entry.identity;
    let Some(until) = years.record.department.period().until else { return };
    let of_kind = years.record.entries.iter().filter(|entry| entry.identity.kind == own.kind);
    let is_last = of_kind.map(|entry| entry.identity.year).max() == Some(own.year);
    let is_over = years.archive.latest_year(own.kind).is_some_and(|latest| latest > until);
    if !is_last || !is_over {
        return;
    }
    let became = years.archive.events_of(&years.record.id);
    let has_successor =
        became.into_iter().any(|event| event.kind != EventKind::Transfer && event.from.contains(&years.record.id));
    log.holds(has_successor, At::File, "ends").with("year", until.to_string());
}

/// Published within twenty days of the reply (预算法 art. 14), and in the order of the law: approved, replied, published.
pub static F5: Rule = Rule::alone(RuleId::F5, "rule-F5", Severity::Warning, &Kind::BOTH, |subject, log| {
    let Some(dates) = &subject.disclosure().dates else { return };
    if let (Some(approved), Some(replied)) = (dates.approved, dates.replied) {
        log.holds(approved <= replied, At::Field("dates.replied"), "order")
            .with("earlier", approved.to_string())
            .with("later", replied.to_string())
            .beside(At::Field("dates.approved"));
    }
    // What a correction was published on says nothing of whether the first version was in time.
    if subject.document.identity.version > 1 {
        return;
    }
    let (Some(replied), Some(published)) = (dates.replied, dates.published) else { return };
    log.holds(replied <= published, At::Field("dates.published"), "early")
        .with("published", published.to_string())
        .with("replied", replied.to_string())
        .beside(At::Field("dates.replied"));
    let days = published.days_since(replied);
    log.holds(days <= DAYS, At::Field("dates.published"), "late")
        .with("days", usize::try_from(days).unwrap_or_default())
        .with("late", usize::try_from(days - DAYS).unwrap_or_default())
        .beside(At::Field("dates.replied"));
});

/// Whether a figure is ten thousand times what it was, or a ten-thousandth, more or less.
pub(super) fn unit_jump(years: &Years<'_>, log: &mut Log) {
    let measure = years.entry.spending();
    let Some(now) = used(years.entry, measure, Phase::Actual) else { return };
    let before = years.entry.identity.year.before();
    let Some(published) = years.published(measure, before, years.entry.identity.kind) else { return };
    let Some(base) = Money::sum_in_yuan(published.iter().map(|(_, used)| used.money)) else { return };
    let (now_yuan, least, most) = (now.money.yuan(), Decimal::from(3_000), Decimal::from(30_000));
    if base.is_zero() || now_yuan.is_zero() {
        return;
    }
    let times =
        |large: Decimal, small: Decimal| large.checked_div(small).is_some_and(|times| times >= least && times <= most);
    let holds = !times(now_yuan, base) && !times(base, now_yuan);
    let check = log.holds(holds, now.at, "jump").what(measure.chinese()).using(&[now]);
    check.elsewhere = published;
}
