//! Family B: the statements of one disclosure agree with each other.

use crate::check::log::{Log, Used, Why};
use crate::check::place::At;
use crate::check::rule::Rule;
use crate::check::subject::{PHASES, Subject, Table};
use crate::diagnostic::Severity;
use crate::model::cell::Phase;
use crate::model::disclosure::Kind;
use crate::model::measure::Measure as M;
use crate::model::rule::RuleId;
use crate::model::statement::{RowRole, Side, StatementKind as S};

/// Says of two statements why they are not compared, where one is given; whether both are.
fn both<'s, 'd>(subject: &'s Subject<'d>, one: S, other: S, log: &mut Log) -> Option<(&'s Table<'d>, &'s Table<'d>)> {
    let pair = (subject.table(one), subject.table(other));
    if let (Some(one), Some(other)) = pair {
        return Some((one, other));
    }
    let why = if subject.has_several(one) || subject.has_several(other) { Why::Ambiguous } else { Why::PartMissing };
    if let (Some(table), None) | (None, Some(table)) = pair {
        log.not_checked(why, At::Statement(table.index));
    }
    None
}

/// The total of a table without sides, in 合计.
fn total(table: &Table<'_>, phase: Phase) -> Option<Used> {
    table.total_of("total", phase)
}

/// 收支总表 = 收入表 合计, 支出表 合计. 收入表 may or may not hold what is carried in.
pub static B1: Rule = Rule::alone(RuleId::B1, "rule-B1", Severity::Error, &Kind::BOTH, |subject, log| {
    for (kind, side) in [(S::Income, Side::Revenue), (S::Expenditure, Side::Expenditure)] {
        let Some((summary, table)) = both(subject, S::IncomeExpenditure, kind, log) else { continue };
        for phase in PHASES {
            let stated = table.total_of("current", phase).or_else(|| total(table, phase));
            let roles = [RowRole::Current, RowRole::Total].map(|role| summary.of_role(side, role, phase));
            let others: Vec<Used> = roles.into_iter().flatten().collect();
            if let Some(stated) = stated.filter(|_| !others.is_empty()) {
                log.equal(stated, &others);
            }
        }
        if kind == S::Expenditure {
            classes(summary, table, &["amount", "total"], log);
        }
    }
});

/// The columns of 财政拨款收支总表 = the totals of 一般公共预算, 政府性基金 and 国有资本经营.
pub static B2: Rule = Rule::alone(RuleId::B2, "rule-B2", Severity::Error, &Kind::BOTH, |subject, log| {
    for (kind, column) in [
        (S::GeneralPublic, "general_public"),
        (S::GovernmentFund, "government_fund"),
        (S::StateCapital, "state_capital"),
    ] {
        let Some((summary, table)) = both(subject, S::FiscalAppropriation, kind, log) else { continue };
        for phase in PHASES {
            let roles = [RowRole::Current, RowRole::Total];
            let row = |role| summary.role(Some(Side::Expenditure), role);
            let others: Vec<Used> =
                roles.into_iter().filter_map(|role| summary.cell(row(role)?, column, phase)).collect();
            if let Some(stated) = total(table, phase).filter(|_| !others.is_empty()) {
                log.equal(stated, &others);
            }
        }
        if kind == S::GeneralPublic {
            classes(summary, table, &["general_public"], log);
        }
    }
});

/// Each 类 of a two-sided statement's expenditure = the same 类 of another.
fn classes(summary: &Table<'_>, table: &Table<'_>, columns: &[&str], log: &mut Log) {
    for (row, line) in summary.rows().filter(|(_, line)| line.side == Some(Side::Expenditure)) {
        let Some(other) = line.code.as_ref().and_then(|code| table.coded(&code.0)) else { continue };
        for phase in PHASES {
            let stated = columns.iter().find_map(|column| summary.cell(row, column, phase));
            if let (Some(stated), Some(other)) = (stated, table.cell(other, "total", phase)) {
                log.equal(stated, &[other]);
            }
        }
    }
}

/// 一般公共预算支出表's 基本支出 = 一般公共预算基本支出表's 合计.
pub static B3: Rule = Rule::alone(RuleId::B3, "rule-B3", Severity::Error, &Kind::BOTH, |subject, log| {
    let Some((general, economic)) = both(subject, S::GeneralPublic, S::BasicByEconomic, log) else { return };
    for phase in PHASES {
        for (one, other) in [("basic", "total"), ("personnel", "personnel"), ("operating", "operating")] {
            if let (Some(stated), Some(other)) = (general.total_of(one, phase), economic.total_of(other, phase)) {
                log.equal(stated, &[other]);
            }
        }
    }
});

/// 收入表's 财政拨款 = 财政拨款收支总表's 本年收入.
pub static B4: Rule = Rule::alone(RuleId::B4, "rule-B4", Severity::Error, &Kind::BOTH, |subject, log| {
    let Some((income, fiscal)) = both(subject, S::Income, S::FiscalAppropriation, log) else { return };
    for phase in PHASES {
        let current = fiscal.of_role(Side::Revenue, RowRole::Current, phase);
        let Some(current) = current.or_else(|| fiscal.of_role(Side::Revenue, RowRole::Total, phase)) else { continue };
        if let Some(stated) = income.total_of("fiscal", phase) {
            log.equal(stated, &[current]);
            continue;
        }
        let parts: Vec<Used> = ["general_public", "government_fund", "state_capital"]
            .iter()
            .filter_map(|column| income.total_of(column, phase))
            .collect();
        if !parts.is_empty() {
            log.sum(current, &parts);
        }
    }
});

/// 基本支出表's 30212, 30217 and 30231 are at most what 三公表 prints for them.
pub static B5: Rule = Rule::alone(RuleId::B5, "rule-B5", Severity::Error, &Kind::BOTH, |subject, log| {
    let Some(economic) = subject.table(S::BasicByEconomic) else { return };
    for (code, measure) in [("30212", M::Abroad), ("30217", M::Reception), ("30231", M::VehicleRunning)] {
        let Some(row) = economic.coded(code) else { continue };
        for phase in PHASES {
            let Some(part) = economic.cell(row, "total", phase) else { continue };
            match subject.measure(measure, phase) {
                Some(whole) => {
                    log.at_most(part, whole);
                }
                None => log.not_checked(Why::PartMissing, part.at),
            }
        }
    }
});

/// Where all money is the treasury's, 支出表's 合计 = 财政拨款收支总表's 本年支出.
pub static B6: Rule = Rule::alone(RuleId::B6, "rule-B6", Severity::Error, &Kind::BOTH, |subject, log| {
    const OTHERS: [M; 6] = [
        M::RevenueFiscalAccount,
        M::RevenueService,
        M::RevenueBusiness,
        M::RevenueSuperior,
        M::RevenueSubordinate,
        M::RevenueOther,
    ];
    let Some((expenditure, fiscal)) = both(subject, S::Expenditure, S::FiscalAppropriation, log) else { return };
    let is_known = subject.disclosure().revenue.is_some() || subject.table(S::Income).is_some();
    let own = [M::RevenueUsedSurplus, M::RevenueCarriedIn].into_iter().chain(OTHERS);
    for phase in PHASES {
        let Some(stated) = total(expenditure, phase) else { continue };
        let current = fiscal.of_role(Side::Expenditure, RowRole::Current, phase);
        let Some(current) = current.or_else(|| fiscal.of_role(Side::Expenditure, RowRole::Total, phase)) else {
            continue;
        };
        let is_fiscal = own.clone().all(|measure| {
            let is_none = subject.measure(measure, phase).is_none_or(|used| used.money.is_zero());
            is_none || measure == M::RevenueCarriedIn && carried_is_fiscal(subject, fiscal, phase)
        });
        if is_known && is_fiscal {
            log.equal(stated, &[current]);
        } else {
            log.not_checked(Why::Unclear, stated.at);
        }
    }
});

/// Whether all that is carried in is the treasury's.
fn carried_is_fiscal(subject: &Subject<'_>, fiscal: &Table<'_>, phase: Phase) -> bool {
    let carried = subject.measure(M::RevenueCarriedIn, phase);
    let of_treasury = fiscal.of_role(Side::Revenue, RowRole::CarriedIn, phase);
    carried.zip(of_treasury).is_some_and(|(all, part)| all.money.agrees(part.money))
}
