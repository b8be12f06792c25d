//! Family A: the figures of one disclosure add up.

use crate::check::lines::{self, is_part, is_top};
use crate::check::log::{Log, Used, Why};
use crate::check::place::At;
use crate::check::rule::Rule;
use crate::check::subject::{PHASES, Subject, Table, amount};
use crate::diagnostic::Severity;
use crate::model::cell::Phase;
use crate::model::comparison::Base;
use crate::model::disclosure::Kind;
use crate::model::field::Declared;
use crate::model::measure::Measure as M;
use crate::model::rule::RuleId;
use crate::model::statement::{Row, RowRole, Side, StatementKind as S};
use crate::model::summary::{AssetRow, Assets};

/// 收入总计 = 支出总计, of the summary and of both two-sided statements.
pub static A1: Rule = Rule::alone(RuleId::A1, "rule-A1", Severity::Error, &Kind::BOTH, |subject, log| {
    for phase in PHASES {
        let [revenue, expenditure] =
            [M::RevenueTotal, M::ExpenditureTotal].map(|measure| subject.measure(measure, phase));
        if let (Some(revenue), Some(expenditure)) = (revenue, expenditure) {
            log.equal(revenue, &[expenditure]);
        }
        for kind in [S::IncomeExpenditure, S::FiscalAppropriation] {
            let Some(table) = subject.table(kind) else { continue };
            let total = |side| table.of_role(side, RowRole::Total, phase);
            if let (Some(revenue), Some(expenditure)) = (total(Side::Revenue), total(Side::Expenditure)) {
                log.equal(revenue, &[expenditure]);
            }
        }
    }
});

/// 收入 is the sum of its sources, with what is carried in.
pub static A2: Rule = Rule::alone(RuleId::A2, "rule-A2", Severity::Error, &Kind::BOTH, |subject, log| {
    for phase in PHASES {
        revenue(subject, phase, log);
    }
    for kind in [S::IncomeExpenditure, S::FiscalAppropriation] {
        let Some(table) = subject.table(kind) else { continue };
        for phase in PHASES {
            revenue_side(table, phase, log);
        }
    }
    let Some(table) = subject.table(S::Income) else { return };
    for (row, _) in table.rows() {
        for phase in PHASES {
            income_row(table, row, phase, log);
        }
    }
});

fn revenue(subject: &Subject<'_>, phase: Phase, log: &mut Log) {
    let [total, current, carried_in, used_surplus] =
        [M::RevenueTotal, M::RevenueCurrent, M::RevenueCarriedIn, M::RevenueUsedSurplus]
            .map(|measure| subject.measure(measure, phase));
    let lines = subject.disclosure().revenue.as_ref().map(|revenue| revenue.lines.0.as_slice()).unwrap_or_default();
    let line = |(index, line): (usize, &crate::model::summary::RevenueLine)| {
        amount(Some(line.figure), phase, At::Source(index, phase))
    };
    let sources: Vec<Used> = lines.iter().enumerate().filter_map(line).collect();
    let carried = [carried_in, used_surplus].into_iter().flatten();
    if let Some(current) = current {
        // What a statement calls 本年收入 may be of another scope than the summary's lines.
        let is_own = matches!(current.at, At::Measure(..));
        if is_own && !sources.is_empty() {
            log.sum(current, &sources);
        }
        if let Some(total) = total {
            let parts = if is_own || sources.is_empty() { vec![current] } else { sources };
            log.sum(total, &parts.into_iter().chain(carried).collect::<Vec<_>>());
        }
    } else if let Some(total) = total.filter(|_| !sources.is_empty()) {
        log.sum(total, &sources.into_iter().chain(carried).collect::<Vec<_>>());
    }
}

/// The revenue side of a two-sided statement.
fn revenue_side(table: &Table<'_>, phase: Phase, log: &mut Log) {
    let of = |row: usize| table.cell(row, "amount", phase).or_else(|| table.cell(row, "total", phase));
    let is_source = |row: &usize| {
        let line = &table.statement.rows[*row];
        line.side == Some(Side::Revenue) && table.roles[*row].is_none() && !is_part(line) && is_top(table, *row)
    };
    let sources: Vec<Used> = (0..table.statement.rows.len()).filter(is_source).filter_map(of).collect();
    let role = |role| table.role(Some(Side::Revenue), role).and_then(of);
    let carried = [role(RowRole::CarriedIn), role(RowRole::UsedSurplus)].into_iter().flatten();
    let (current, total) = (role(RowRole::Current), role(RowRole::Total));
    if let Some(current) = current.filter(|_| !sources.is_empty()) {
        log.sum(current, &sources);
    }
    match (total, current) {
        (Some(total), Some(current)) => {
            log.sum(total, &[current].into_iter().chain(carried).collect::<Vec<_>>());
        }
        (Some(total), None) if !sources.is_empty() => {
            log.sum(total, &sources.into_iter().chain(carried).collect::<Vec<_>>());
        }
        _ => {}
    }
}

/// A row of 收入表: what came in is the sum of its sources; a total may hold what is carried in.
fn income_row(table: &Table<'_>, row: usize, phase: Phase, log: &mut Log) {
    const OTHERS: [&str; 6] = ["fiscal_account", "superior", "service", "business", "subordinate", "other"];
    let fiscal = table.cells(row, &["fiscal"], phase);
    let budgets = table.cells(row, &["general_public", "government_fund", "state_capital"], phase);
    let mut sources = if fiscal.is_empty() { budgets } else { fiscal };
    sources.extend(table.cells(row, &OTHERS, phase));
    let [total, current, carried_in] = ["total", "current", "carried_in"].map(|column| table.cell(row, column, phase));
    if sources.is_empty() {
        return;
    }
    if let Some(current) = current {
        log.sum(current, &sources);
    }
    let Some(total) = total else { return };
    sources.extend(carried_in);
    log.sum(total, &sources);
}

/// 支出 is the sum of 基本支出, 项目支出 and what else there is, of the summary and in every row.
pub static A3: Rule = Rule::alone(RuleId::A3, "rule-A3", Severity::Error, &Kind::BOTH, |subject, log| {
    const PARTS: [M; 5] = [M::Basic, M::Project, M::ToSuperior, M::Business, M::ToSubordinates];
    for phase in PHASES {
        let [total, current, carried_out, distributed] =
            [M::ExpenditureTotal, M::ExpenditureCurrent, M::ExpenditureCarriedOut, M::SurplusDistribution]
                .map(|measure| subject.measure(measure, phase));
        let parts = subject.measures(&PARTS, phase);
        let is_whole = [M::Basic, M::Project].iter().all(|part| subject.measure(*part, phase).is_some());
        let rest = [distributed, carried_out].into_iter().flatten();
        match (current, total) {
            (Some(current), total) => {
                if is_whole {
                    log.sum(current, &parts);
                }
                if let Some(total) = total {
                    log.sum(total, &[current].into_iter().chain(rest).collect::<Vec<_>>());
                }
            }
            (None, Some(total)) if is_whole => {
                log.sum(total, &parts.into_iter().chain(rest).collect::<Vec<_>>());
            }
            (_, Some(total)) => log.not_checked(Why::PartMissing, total.at),
            (None, None) => {}
        }
    }
    for kind in [S::Expenditure, S::GeneralPublic, S::GovernmentFund, S::StateCapital] {
        let Some(table) = subject.table(kind) else { continue };
        for (row, _) in table.rows() {
            for phase in PHASES {
                let parts =
                    table.cells(row, &["basic", "project", "to_superior", "business", "to_subordinates"], phase);
                let stated = table.cell(row, "current", phase).or_else(|| table.cell(row, "total", phase));
                if let Some(stated) = stated.filter(|_| !parts.is_empty()) {
                    log.sum(stated, &parts);
                }
            }
        }
    }
});

/// 基本支出 = 人员经费 + 公用经费; 人员经费 = 301 + 303, 公用经费 = the other classes.
pub static A4: Rule = Rule::alone(RuleId::A4, "rule-A4", Severity::Error, &Kind::BOTH, |subject, log| {
    let triples = [
        (M::Basic, M::Personnel, M::Operating),
        (M::GeneralPublicBasic, M::GeneralPublicPersonnel, M::GeneralPublicOperating),
    ];
    for (basic, personnel, operating) in triples {
        for phase in PHASES {
            let [basic, personnel, operating] =
                [basic, personnel, operating].map(|measure| subject.measure(measure, phase));
            if let (Some(basic), Some(personnel), Some(operating)) = (basic, personnel, operating) {
                log.sum(basic, &[personnel, operating]);
            }
        }
    }
    for (kind, whole) in [(S::BasicByEconomic, "total"), (S::GeneralPublic, "basic")] {
        let Some(table) = subject.table(kind) else { continue };
        for (row, _) in table.rows() {
            for phase in PHASES {
                let parts = table.cells(row, &["personnel", "operating"], phase);
                if let Some(stated) = table.cell(row, whole, phase).filter(|_| !parts.is_empty()) {
                    log.sum(stated, &parts);
                }
            }
        }
    }
    if let Some(table) = subject.table(S::BasicByEconomic) {
        by_class(table, log);
    }
});

/// 人员经费 and 公用经费 of 基本支出表 as the sums of their classes.
fn by_class(table: &Table<'_>, log: &mut Log) {
    let Some(total) = table.total() else { return };
    let is_class = |row: &Row| row.code.as_ref().is_some_and(|code| code.0.len() == 3 && code.0.starts_with('3'));
    let is_personnel = |row: &Row| row.code.as_ref().is_some_and(|code| matches!(code.0.as_str(), "301" | "303"));
    for (column, of_personnel) in [("personnel", true), ("operating", false)] {
        for phase in PHASES {
            let Some(stated) = table.cell(total, column, phase) else { continue };
            let classes = table.rows().filter(|(_, row)| is_class(row) && is_personnel(row) == of_personnel);
            let parts: Vec<Used> = classes.filter_map(|(row, _)| table.cell(row, "total", phase)).collect();
            if !parts.is_empty() {
                log.sum(stated, &parts);
            }
        }
    }
}

/// 类 = Σ款, 款 = Σ项, 合计 = Σ类, in every column; of a table without codes 合计 is the sum of its lines.
pub static A5: Rule = Rule::alone(RuleId::A5, "rule-A5", Severity::Error, &Kind::BOTH, |subject, log| {
    for table in &subject.tables {
        if matches!(*table.statement.kind, S::ThreePublic | S::Procurement | S::Other) {
            continue;
        }
        let Some(sums) = lines::sums(table) else {
            // A table that lists its codes for each body; which lines belong together, nothing says.
            log.not_checked(Why::Ambiguous, At::Statement(table.index));
            continue;
        };
        for column in 0..table.columns.all.len() {
            for phase in PHASES {
                for (whole, parts) in &sums {
                    let Some(stated) = table.amount(*whole, column, phase) else { continue };
                    let parts: Vec<Used> = parts.iter().filter_map(|row| table.amount(*row, column, phase)).collect();
                    if !parts.is_empty() {
                        log.sum(stated, &parts);
                    }
                }
            }
        }
    }
});

/// 三公 = 出国 + 用车 + 接待; 用车 = 购置 + 运行.
pub static A6: Rule = Rule::alone(RuleId::A6, "rule-A6", Severity::Error, &Kind::BOTH, |subject, log| {
    for phase in PHASES {
        for (whole, parts) in [
            (M::ThreePublic, &[M::Abroad, M::Vehicles, M::Reception][..]),
            (M::Vehicles, &[M::VehiclePurchase, M::VehicleRunning]),
        ] {
            let Some(stated) = subject.measure(whole, phase) else { continue };
            let parts_given = subject.measures(parts, phase);
            if parts_given.len() == parts.len() {
                log.sum(stated, &parts_given);
            } else {
                log.not_checked(Why::PartMissing, stated.at);
            }
        }
    }
    let Some(table) = subject.table(S::ThreePublic) else { return };
    for (row, _) in table.rows() {
        for phase in PHASES {
            for (whole, parts) in
                [("total", &["abroad", "vehicles", "reception"][..]), ("vehicles", &["purchase", "running"])]
            {
                let given = table.cells(row, parts, phase);
                if let Some(stated) = table.cell(row, whole, phase).filter(|_| given.len() == parts.len()) {
                    log.sum(stated, &given);
                }
            }
        }
    }
});

/// 财政拨款 = 一般公共预算 + 政府性基金 + 国有资本经营, in every row; a project is the sum of its funds.
pub static A7: Rule = Rule::alone(RuleId::A7, "rule-A7", Severity::Error, &Kind::BOTH, |subject, log| {
    const BUDGETS: &[&str] = &["general_public", "government_fund", "state_capital"];
    const FUNDS: &[&str] =
        &["general_public", "government_fund", "state_capital", "fiscal_account", "carried_in", "other"];
    for (kind, whole, parts) in [
        (S::FiscalAppropriation, "total", BUDGETS),
        (S::Income, "fiscal", BUDGETS),
        (S::ProjectExpenditure, "total", FUNDS),
    ] {
        let Some(table) = subject.table(kind) else { continue };
        for (row, _) in table.rows() {
            for phase in PHASES {
                let given = table.cells(row, parts, phase);
                if let Some(stated) = table.cell(row, whole, phase).filter(|_| !given.is_empty()) {
                    log.sum(stated, &given);
                }
            }
        }
    }
});

/// Of a final account: what came in, with the surplus used and what was carried in, is what was spent, distributed and
/// carried out.
pub static A8: Rule = Rule::alone(RuleId::A8, "rule-A8", Severity::Error, &[Kind::Final], |subject, log| {
    for phase in PHASES {
        let carried_out = subject.measure(M::ExpenditureCarriedOut, phase);
        let parts = [
            M::RevenueCurrent,
            M::RevenueUsedSurplus,
            M::RevenueCarriedIn,
            M::ExpenditureCurrent,
            M::SurplusDistribution,
        ];
        let [current, used, carried_in, spent, distributed] = parts.map(|measure| subject.measure(measure, phase));
        let (Some(carried_out), Some(current), Some(spent)) = (carried_out, current, spent) else { continue };
        let added = [Some(current), used, carried_in].into_iter().flatten();
        let taken = [Some(spent), distributed].into_iter().flatten().map(Used::less);
        log.sum(carried_out, &added.chain(taken).collect::<Vec<_>>());
    }
    for kind in [S::IncomeExpenditure, S::FiscalAppropriation] {
        let Some(table) = subject.table(kind) else { continue };
        for phase in PHASES {
            let role = |role| table.of_role(Side::Expenditure, role, phase);
            let (Some(total), Some(spent)) = (role(RowRole::Total), role(RowRole::Current)) else { continue };
            let parts = [Some(spent), role(RowRole::SurplusDistribution), role(RowRole::CarriedOut)];
            log.sum(total, &parts.into_iter().flatten().collect::<Vec<_>>());
        }
    }
});

/// Of each fund: 年末结转 = 年初结转 + 本年收入 − 本年支出.
pub static A9: Rule = Rule::alone(RuleId::A9, "rule-A9", Severity::Error, &Kind::BOTH, |subject, log| {
    for kind in [S::GovernmentFund, S::StateCapital] {
        let Some(table) = subject.table(kind) else { continue };
        for (row, _) in table.rows() {
            for phase in PHASES {
                let cell = |column| table.cell(row, column, phase);
                let Some(carried_out) = cell("carried_out") else { continue };
                let (Some(came_in), Some(spent)) = (cell("revenue"), cell("total")) else {
                    log.not_checked(Why::PartMissing, carried_out.at);
                    continue;
                };
                let parts = [cell("carried_in"), Some(came_in), Some(spent.less())];
                log.sum(carried_out, &parts.into_iter().flatten().collect::<Vec<_>>());
            }
        }
    }
    let Some(table) = subject.table(S::FiscalAppropriation).filter(|_| subject.kind() == Kind::Final) else { return };
    for phase in PHASES {
        let revenue = |role| table.of_role(Side::Revenue, role, phase);
        let expenditure = |role| table.of_role(Side::Expenditure, role, phase);
        let (Some(carried_out), Some(came_in), Some(spent)) =
            (expenditure(RowRole::CarriedOut), revenue(RowRole::Current), expenditure(RowRole::Current))
        else {
            continue;
        };
        let parts = [revenue(RowRole::CarriedIn), Some(came_in), Some(spent.less())];
        log.sum(carried_out, &parts.into_iter().flatten().collect::<Vec<_>>());
    }
});

/// 政府采购 = 货物 + 工程 + 服务; 中小企业 is at most all of it, 小微企业 at most that.
pub static A10: Rule = Rule::alone(RuleId::A10, "rule-A10", Severity::Error, &Kind::BOTH, |subject, log| {
    for phase in PHASES {
        let [total, goods, works, services, small_medium, small_micro] = [
            M::Procurement,
            M::ProcurementGoods,
            M::ProcurementWorks,
            M::ProcurementServices,
            M::ProcurementSmallMedium,
            M::ProcurementSmallMicro,
        ]
        .map(|measure| subject.measure(measure, phase));
        let parts: Vec<Used> = [goods, works, services].into_iter().flatten().collect();
        match total {
            Some(total) if parts.len() == 3 => {
                log.sum(total, &parts);
            }
            // Whoever prints some parts leaves out those that are nothing, or not: the sum does not tell.
            Some(total) => log.not_checked(Why::PartMissing, total.at),
            None => {}
        }
        if let (Some(part), Some(whole)) = (small_medium, total) {
            log.at_most(part, whole);
        }
        if let (Some(part), Some(whole)) = (small_micro, small_medium) {
            log.at_most(part, whole);
        }
    }
    let Some(table) = subject.table(S::Procurement) else { return };
    for (row, _) in table.rows() {
        for phase in PHASES {
            let parts = table.cells(row, &["goods", "works", "services"], phase);
            if let Some(total) = table.cell(row, "total", phase).filter(|_| parts.len() == 3) {
                log.sum(total, &parts);
            }
        }
    }
});

/// 资产总额 is the sum of its lines; what is 其中 is at most the line above.
pub static A11: Rule = Rule::alone(RuleId::A11, "rule-A11", Severity::Error, &Kind::BOTH, |subject, log| {
    let Some(assets) = subject.disclosure().assets.as_ref().and_then(Declared::given) else { return };
    let value = |row: usize| Some(Used::new(At::Asset(row), assets.rows.get(row)?.value?.amount()?));
    let is_line = |row: &AssetRow| !row.of_which && !row.is_total();
    let parts: Vec<Used> = (0..assets.rows.len()).filter(|row| is_line(&assets.rows[*row])).filter_map(value).collect();
    if let Some(total) = total_of(assets) {
        if parts.is_empty() {
            log.not_checked(Why::PartMissing, total.at);
        } else {
            log.sum(total, &parts);
        }
    }
    for (row, line) in assets.rows.iter().enumerate().filter(|(_, line)| line.of_which) {
        let above = (0..row).rev().find(|above| !assets.rows[*above].of_which);
        if let (Some(part), Some(whole)) = (value(row), above.and_then(value)) {
            log.at_most(part, whole);
        }
        let number = |row: usize| match assets.rows[row].quantity.as_ref()?.number {
            crate::model::quantity::NumberCell::Number(number) => Some(number.0),
            _ => None,
        };
        let unit = |row: usize| assets.rows[row].quantity.as_ref().and_then(|quantity| quantity.unit.clone());
        if let (Some(above), Some(part)) = (above, number(row))
            && let Some(whole) = number(above).filter(|_| unit(above) == unit(row))
        {
            log.holds(part <= whole, At::Asset(row), "more-than-whole")
                .with("part", part.to_string())
                .with("whole", whole.to_string())
                .what(line.item.clone())
                .beside(At::Asset(above));
        }
    }
});

fn total_of(assets: &Assets) -> Option<Used> {
    let stated = assets.total.and_then(crate::model::cell::Cell::amount);
    let line = || {
        let (index, row) = assets.rows.iter().enumerate().find(|(_, row)| row.is_total())?;
        Some(Used::new(At::Asset(index), row.value?.amount()?))
    };
    stated.map(|money| Used::new(At::Field("assets.total"), money)).or_else(line)
}

/// A change against one base is the sum of the changes of its parts.
pub static A12: Rule = Rule::alone(RuleId::A12, "rule-A12", Severity::Error, &Kind::BOTH, |subject, log| {
    let comparisons = &subject.disclosure().comparisons;
    let of = |measure: M, base: Base| {
        let (index, comparison) =
            comparisons.iter().enumerate().find(|(_, one)| one.of == measure && one.against == base)?;
        Some(Used::new(At::Change(index), comparison.delta?.0))
    };
    let is_none = |measure: M| subject.actual(measure).is_none_or(|used| used.money.is_zero());
    let has_more = ![M::ToSuperior, M::Business, M::ToSubordinates].into_iter().all(is_none);
    // What is carried out belongs to a total and to neither part.
    let has_rest = ![M::ExpenditureCarriedOut, M::SurplusDistribution].into_iter().all(is_none)
        || subject.kind() == Kind::Final && subject.actual(M::ExpenditureCurrent).is_some();
    for (whole, parts) in [
        (M::ExpenditureTotal, &[M::Basic, M::Project][..]),
        (M::ExpenditureCurrent, &[M::Basic, M::Project]),
        (M::Basic, &[M::Personnel, M::Operating]),
        (M::ThreePublic, &[M::Abroad, M::Vehicles, M::Reception]),
        (M::Vehicles, &[M::VehiclePurchase, M::VehicleRunning]),
        (M::Procurement, &[M::ProcurementGoods, M::ProcurementWorks, M::ProcurementServices]),
    ] {
        for (base, _) in <Base as crate::model::field::Keyword>::ALL {
            let Some(stated) = of(whole, *base) else { continue };
            let given: Vec<Used> = parts.iter().filter_map(|part| of(*part, *base)).collect();
            let is_expenditure = matches!(whole, M::ExpenditureTotal | M::ExpenditureCurrent);
            if given.len() < parts.len() || is_expenditure && has_more {
                log.not_checked(Why::PartMissing, stated.at);
            } else if whole == M::ExpenditureTotal && has_rest {
                log.not_checked(Why::Unclear, stated.at);
            } else {
                log.sum(stated, &given);
            }
        }
    }
});
