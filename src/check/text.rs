//! Family C: the text agrees with the figures, and each figure with itself.

use rust_decimal::Decimal;

use crate::check::form::{differs_by_unit, unit_slip};
use crate::check::log::{Log, Outcome, Used, Why};
use crate::check::place::{At, TextOf};
use crate::check::reading::{Against, Amount, Change, Claim, Direction, Percent, Says, Stage, Topic};
use crate::check::rule::Rule;
use crate::check::subject::{PHASES, Subject};
use crate::diagnostic::Severity;
use crate::model::cell::{Cell, Phase};
use crate::model::comparison::{Base, Comparison};
use crate::model::disclosure::Kind;
use crate::model::field::{Declared, Keyword};
use crate::model::measure::{Measure as M, Measured};
use crate::model::money::Money;
use crate::model::performance::Project;
use crate::model::period::Date;
use crate::model::rule::RuleId;
use crate::model::section::SectionKind;
use crate::model::statement::{RowRole, StatementKind as S, plain_label};

/// An amount in the prose that names a measure is that measure's; a stated change is the one that is listed.
pub static C1: Rule = Rule::alone(RuleId::C1, "rule-C1", Severity::Error, &Kind::BOTH, |subject, log| {
    for claim in subject.reading().claims() {
        match &claim.says {
            Says::Is(amount, stage) => {
                for topic in &claim.topics {
                    is_stated(subject, topic, *amount, *stage, log);
                }
            }
            Says::Changed(change, Some(amount)) => {
                if let Some(topic) = claim.topics.first() {
                    changed_by(subject, topic, change, *amount, log);
                }
            }
            _ => {}
        }
    }
    for amount in &subject.reading().unclear {
        log.not_checked(Why::Unclear, amount.at);
    }
});

fn is_stated(subject: &Subject<'_>, topic: &Topic, amount: Amount, stage: Stage, log: &mut Log) {
    // A slip of the unit is told as that.
    if unit_slip(subject, topic, amount, stage).is_some() {
        return;
    }
    let stated = topic.stated(subject, stage);
    if stated.is_empty() {
        log.not_checked(Why::NotStated, amount.at);
        return;
    }
    log.equal(amount.used(), &stated);
    last(log).what(topic.name().to_owned());
}

/// The check that was entered last.
fn last(log: &mut Log) -> &mut crate::check::log::Check {
    let index = log.checks.len() - 1;
    &mut log.checks[index]
}

/// The listed changes that a change in the prose can be.
fn listed<'s>(subject: &'s Subject<'_>, topic: &Topic, base: Option<Against>) -> Vec<(usize, &'s Comparison)> {
    let all = subject.disclosure().comparisons.iter().enumerate();
    // 总计 is not 本年合计, whose change may be another.
    let is_other = |of: M| topic.name().contains("总计") && matches!(of, M::RevenueCurrent | M::ExpenditureCurrent);
    let fits = |one: &Comparison| base.is_none_or(|base| base.fits(one.against)) && !is_other(one.of);
    all.filter(|(_, one)| topic.measures().contains(&one.of) && fits(one)).collect()
}

fn changed_by(subject: &Subject<'_>, topic: &Topic, change: &Change, amount: Amount, log: &mut Log) {
    let listed = listed(subject, topic, change.base);
    let used = |(index, one): &(usize, &Comparison)| {
        let delta = one.delta?.0;
        Some(Used::new(At::Change(*index), Money::new(delta.figure().abs(), delta.unit())))
    };
    let deltas: Vec<Used> = listed.iter().filter_map(used).collect();
    if deltas.is_empty() {
        log.not_checked(Why::NotStated, amount.at);
        return;
    }
    log.equal(amount.used(), &deltas);
    last(log).what(topic.name().to_owned());
    let is_less = change.direction == Direction::Less;
    last(log).way = if is_less { "less" } else { "more" };
}

/// What a percentage that is printed may differ from the exact one by.
fn percent_outcome(stated: Decimal, exact: Decimal) -> Outcome {
    let difference = (stated - exact).abs();
    let half = Decimal::new(5, stated.scale() + 1);
    if difference <= half {
        Outcome::Pass
    } else if difference <= Decimal::new(1, 1).max(half) {
        Outcome::Rounding
    } else {
        Outcome::Fail
    }
}

/// Enters a percentage that should be one of these parts of these wholes; `pairs` are not empty.
fn percentage(log: &mut Log, percent: Percent, pairs: &[(Used, Used)], what: &str) {
    let exact = |part: &Used, whole: &Used| {
        let part = part.money.yuan().checked_mul(Decimal::ONE_HUNDRED)?;
        part.checked_div(whole.money.yuan())
    };
    let all: Vec<(Outcome, Decimal, Used, Used)> = pairs
        .iter()
        .filter_map(|(part, whole)| {
            let exact = exact(part, whole)?;
            Some((percent_outcome(percent.figure, exact), exact, *part, *whole))
        })
        .collect();
    let weight = |outcome: &Outcome| match outcome {
        Outcome::Pass => 0,
        Outcome::Rounding => 1,
        _ => 2,
    };
    // Among equals the nearest is meant.
    let Some((outcome, exact, part, whole)) =
        all.into_iter().min_by_key(|(outcome, exact, ..)| (weight(outcome), (percent.figure - *exact).abs()))
    else {
        log.not_checked(Why::NoBase, percent.at);
        return;
    };
    let digits = percent.figure.scale().max(1);
    let exact = exact.round_dp_with_strategy(digits, rust_decimal::RoundingStrategy::MidpointAwayFromZero);
    let check = log.holds(outcome == Outcome::Pass, percent.at, "fails");
    check.outcome = outcome;
    check
        .using(&[part, whole])
        .with("stated", format!("{}%", percent.figure))
        .with("exact", format!("{exact}%"))
        .with("part", part.money.to_string())
        .with("whole", whole.money.to_string())
        .what(what.to_owned());
}

/// 占比 = part ÷ whole.
pub static C2: Rule = Rule::alone(RuleId::C2, "rule-C2", Severity::Error, &Kind::BOTH, |subject, log| {
    for claim in subject.reading().claims() {
        let Says::Share(part, percent, named) = &claim.says else { continue };
        let wholes = match named {
            Some(topic) => topic.stated(subject, Stage::Own),
            None => claim.topics.iter().flat_map(|topic| wholes(subject, topic)).collect(),
        };
        let wholes: Vec<Used> = wholes.into_iter().filter(|whole| !whole.money.is_zero()).collect();
        // Where the amount itself is wrong, that is told as such, and not once more of its share.
        let stated = claim.topics.iter().flat_map(|topic| topic.stated(subject, Stage::Own));
        let parts: Vec<Used> = std::iter::once(part.used()).chain(stated).collect();
        let pairs: Vec<(Used, Used)> =
            parts.iter().flat_map(|part| wholes.iter().map(|whole| (*part, *whole))).collect();
        if pairs.is_empty() {
            log.not_checked(Why::Unclear, percent.at);
        } else {
            percentage(log, *percent, &pairs, claim.topics.first().map_or("", Topic::name));
        }
    }
});

/// What a figure is a part of, where the prose does not say it.
fn wholes(subject: &Subject<'_>, topic: &Topic) -> Vec<Used> {
    let of = |measures: &[M]| subject.measures(measures, Phase::Actual);
    match topic {
        Topic::Measures(measures, _) => {
            let first = measures.first().map_or("", |measure| measure.key());
            match first.split('.').next().unwrap_or_default() {
                "revenue" => of(&[M::RevenueTotal, M::RevenueCurrent, M::FiscalRevenue]),
                "expenditure" => {
                    let mut wholes = of(&[M::ExpenditureTotal, M::ExpenditureCurrent, M::GeneralPublic]);
                    if first.starts_with("expenditure.basic.") {
                        wholes.extend(of(&[M::Basic, M::GeneralPublicBasic]));
                    }
                    wholes
                }
                "general_public" => {
                    of(&[M::GeneralPublic, M::GeneralPublicBasic, M::FiscalExpenditure, M::ExpenditureCurrent])
                }
                "three_public" => of(&[M::ThreePublic, M::Vehicles]),
                "procurement" => of(&[M::Procurement, M::ProcurementSmallMedium]),
                _ => Vec::new(),
            }
        }
        Topic::Line(label) => {
            let mut found = Vec::new();
            for table in &subject.tables {
                let Some(line) = table.labelled(label).next() else { continue };
                let side = table.statement.rows[line].side;
                for (row, _) in table.rows().filter(|(_, row)| row.side == side) {
                    if matches!(table.roles[row], Some(RowRole::Total | RowRole::Current)) {
                        found.extend(table.cells(row, &["amount", "total", "general_public"], Phase::Actual));
                    }
                }
            }
            found
        }
    }
}

/// 完成率 = final ÷ budget; none where the budget is nothing.
pub static C3: Rule = Rule::alone(RuleId::C3, "rule-C3", Severity::Error, &[Kind::Final], |subject, log| {
    for claim in subject.reading().claims() {
        let Says::Completion(percent, stage) = &claim.says else { continue };
        let Some(topic) = claim.topics.first() else { continue };
        let pairs: Vec<(Used, Used)> = topic
            .measures()
            .iter()
            .flat_map(|measure| {
                let spent = subject.actual(*measure);
                let planned = stage.phases(Kind::Final).iter().filter_map(|phase| subject.measure(*measure, *phase));
                planned.filter_map(move |planned| Some((spent?, planned))).collect::<Vec<_>>()
            })
            .collect();
        if pairs.is_empty() {
            log.not_checked(Why::NotStated, percent.at);
        } else if pairs.iter().all(|(_, planned)| planned.money.is_zero()) {
            log.fail(percent.at, "no-budget").what(topic.name().to_owned()).using(&[pairs[0].1]);
        } else {
            percentage(log, *percent, &pairs, topic.name());
        }
    }
});

/// 增加, 减少 and 持平 say what the listed change is; its amount and its percentage go one way.
pub static C4: Rule = Rule::alone(RuleId::C4, "rule-C4", Severity::Error, &Kind::BOTH, |subject, log| {
    for (index, comparison) in subject.disclosure().comparisons.iter().enumerate() {
        let (Some(delta), Some(percent)) = (comparison.delta, comparison.percent) else { continue };
        let directions = (delta.0.yuan().cmp(&Decimal::ZERO), percent.0.0.cmp(&Decimal::ZERO));
        // What is next to nothing is nothing in percent.
        let holds =
            directions.0 == directions.1 || directions.1 == Direction::Equal && percent_is_tiny(subject, comparison);
        log.holds(holds, At::Percent(index), "two-ways")
            .what(comparison.of.chinese())
            .with("amount", delta.0.to_string())
            .with("percent", percent.0.to_string())
            .beside(At::Change(index));
    }
    for claim in subject.reading().claims() {
        let (Says::Changed(change, _) | Says::Grew(change, _, _)) = &claim.says else { continue };
        let Some(topic) = claim.topics.first() else { continue };
        direction(subject, topic, change, log);
    }
});

fn percent_is_tiny(subject: &Subject<'_>, comparison: &Comparison) -> bool {
    let value = subject.actual(comparison.of).map(|used| used.money.yuan());
    let share = comparison.delta.and_then(|delta| delta.0.yuan().checked_div(value?));
    share.is_some_and(|share| share.abs() < Decimal::new(5, 3))
}

fn direction(subject: &Subject<'_>, topic: &Topic, change: &Change, log: &mut Log) {
    let listed = listed(subject, topic, change.base);
    let Some((index, _)) = listed.first() else {
        log.not_checked(Why::NotStated, change.at);
        return;
    };
    let agrees = |one: &Comparison| {
        let nearly = change.nearly && one.percent.is_none_or(|percent| percent.0.0.abs() < Decimal::from(5));
        one.direction() == change.direction || nearly
    };
    let way = match change.direction {
        Direction::Greater => "more",
        Direction::Less => "less",
        Direction::Equal => "same",
    };
    let holds = listed.iter().any(|(_, one)| agrees(one));
    let index = *index;
    let delta = subject.disclosure().comparisons[index].delta.map(|delta| delta.0);
    log.holds(holds, change.at, way).what(topic.name().to_owned()).beside(At::Change(index));
    if let Some(delta) = delta {
        last(log).with("delta", delta.to_string());
    } else {
        last(log).with(
            "delta",
            subject.disclosure().comparisons[index]
                .percent
                .map_or_else(String::new, |percent| format!("{}%", percent.0)),
        );
    }
}

/// A growth rate = Δ ÷ base; of a base of nothing there is none.
pub static C5: Rule = Rule::alone(RuleId::C5, "rule-C5", Severity::Error, &Kind::BOTH, |subject, log| {
    for (index, comparison) in subject.disclosure().comparisons.iter().enumerate() {
        let Some(percent) = comparison.percent else { continue };
        let stated = Percent { at: At::Percent(index), figure: percent.0.0 };
        let delta = comparison.delta.map(|delta| Used::new(At::Change(index), delta.0));
        growth(subject, &[comparison.of], stated, delta, log);
    }
    for claim in subject.reading().claims() {
        let Says::Grew(change, percent, amount) = &claim.says else { continue };
        let Some(topic) = claim.topics.first() else { continue };
        let sign = |figure: Decimal| if change.direction == Direction::Less { -figure.abs() } else { figure };
        let stated = Percent { figure: sign(percent.figure), ..*percent };
        let named =
            amount.map(|amount| Used::new(amount.at, Money::new(sign(amount.money.figure()), amount.money.unit())));
        let listed = listed(subject, topic, change.base);
        let delta = named.or_else(|| {
            let (index, one) = listed.iter().find(|(_, one)| one.delta.is_some())?;
            Some(Used::new(At::Change(*index), one.delta?.0))
        });
        growth(subject, topic.measures(), stated, delta, log);
    }
});

fn growth(subject: &Subject<'_>, measures: &[M], stated: Percent, delta: Option<Used>, log: &mut Log) {
    let (Some(delta), false) = (delta, measures.is_empty()) else {
        log.not_checked(Why::NotStated, stated.at);
        return;
    };
    let mut pairs = Vec::new();
    let mut has_base_of_nothing = None;
    for value in subject.measures(measures, Phase::Actual) {
        let Some(base) = value.money.yuan().checked_sub(delta.money.yuan()) else { continue };
        if base <= Decimal::ZERO {
            has_base_of_nothing = Some(value);
            continue;
        }
        let base = Money::new(base, crate::model::money::Unit::Yuan).in_unit(value.money.unit());
        pairs.push((delta, Used::new(value.at, base)));
    }
    if let (Some(value), true) = (has_base_of_nothing, pairs.is_empty()) {
        log.fail(stated.at, "no-base").what(measures[0].chinese()).using(&[value]).beside(delta.at);
    } else if pairs.is_empty() {
        log.not_checked(Why::NotStated, stated.at);
    } else {
        percentage(log, stated, &pairs, measures[0].chinese());
        // What stands at the place of the base is the figure that it follows from.
        let values = subject.measures(measures, Phase::Actual);
        for used in last(log).used.iter_mut().skip(1) {
            *used = values.iter().find(|value| value.at == used.at).copied().unwrap_or(*used);
        }
    }
}

/// One figure is the same wherever the disclosure states it: in the summary, in statements, of projects.
pub static C6: Rule = Rule::alone(RuleId::C6, "rule-C6", Severity::Error, &Kind::BOTH, |subject, log| {
    for (measure, value) in subject.document.measures.iter() {
        twice(subject, measure, value, log);
    }
    projects(subject, log);
    as_of(subject, log);
});

fn twice(subject: &Subject<'_>, measure: M, value: &Measured, log: &mut Log) {
    let (Some(summary), Some(found)) = (value.summary, value.statement) else { return };
    let Some(table) = subject.tables.get(found.statement) else { return };
    // Of two tables of one kind nobody can say which one the summary is about.
    if subject.has_several(*table.statement.kind) {
        log.not_checked(Why::Ambiguous, At::Measure(measure, Phase::Actual));
        return;
    }
    let Some(column) = table.column(found.column) else { return };
    for phase in PHASES {
        let (Some(stated), Some(printed)) =
            (summary.get(phase).and_then(Cell::amount), found.figure.get(phase).and_then(Cell::amount))
        else {
            continue;
        };
        // A slip of the unit is told as that.
        if phase == Phase::Actual && !stated.is_zero() && !printed.is_zero() && differs_by_unit(stated, printed) {
            continue;
        }
        let printed = Used::new(At::Cell(found.statement, found.row, column, phase), printed);
        log.equal(Used::new(At::Measure(measure, phase), stated), &[printed]);
        last(log).what(measure.chinese());
    }
}

/// The amount of a project with targets = the amount of the line that is called like it.
fn projects(subject: &Subject<'_>, log: &mut Log) {
    let Some(performance) = subject.disclosure().performance.as_ref().and_then(Declared::given) else { return };
    let Some(table) = subject.table(S::ProjectExpenditure) else { return };
    for (index, project) in performance.projects.iter().enumerate() {
        let mut rows = table.labelled(project.name.trim());
        let (Some(row), None) = (rows.next(), rows.next()) else { continue };
        let stated = project.amount.and_then(|figure| figure.actual).and_then(Cell::amount);
        if let (Some(stated), Some(printed)) = (stated, table.cell(row, "total", Phase::Actual)) {
            log.equal(Used::new(At::ProjectAmount(index), stated), &[printed]);
            last(log).what(project.name.clone());
        }
    }
}

/// The day that the prose on assets names = that of the table.
fn as_of(subject: &Subject<'_>, log: &mut Log) {
    let disclosure = subject.disclosure();
    let Some(day) = disclosure.assets.as_ref().and_then(Declared::given).and_then(|assets| assets.as_of) else {
        return;
    };
    let sections = disclosure.sections.iter().enumerate();
    for (index, section) in sections.filter(|(_, section)| section.key.kind() == Some(SectionKind::Assets)) {
        let Some(body) = &section.body else { continue };
        for (start, end, stated) in days(&body.0) {
            log.holds(stated == day, At::Text(TextOf::Body(index), start, end), "day")
                .with("stated", stated.to_string())
                .with("printed", day.to_string())
                .beside(At::Field("assets.as_of"));
        }
    }
}

/// The days behind 截至 and 截止 of a text.
fn days(text: &str) -> Vec<(usize, usize, Date)> {
    let mut found = Vec::new();
    for word in ["截至", "截止"] {
        for (at, _) in text.match_indices(word) {
            let rest = &text[at + word.len()..];
            let rest = ["时间", "日期"].iter().find_map(|more| rest.strip_prefix(more)).unwrap_or(rest);
            let rest = rest.trim_start_matches(['：', ':', ' ', '到', '至']);
            let start = text.len() - rest.len();
            let Some(length) = rest.find('日').map(|day| day + '日'.len_utf8()).filter(|length| *length <= 20) else {
                continue;
            };
            if let Some(date) = Date::parse(&rest[..length]) {
                found.push((start, start + length, date));
            }
        }
    }
    found
}

/// 机关运行经费 of a body that is all 行政 or 参公 = its 公用经费.
pub static C7: Rule = Rule::alone(RuleId::C7, "rule-C7", Severity::Warning, &Kind::BOTH, |subject, log| {
    let Some(own) = subject.actual(M::OperatingCost) else { return };
    let institutions = subject.disclosure().institutions.as_ref().and_then(Declared::given);
    let is_office = |nature: &str| {
        ["行政", "参公", "参照公务员"].iter().any(|word| nature.contains(word)) && !nature.contains("事业单位")
    };
    let natures = institutions.map(|all| all.iter().map(|one| one.nature.as_deref()).collect::<Vec<_>>());
    if !natures.is_some_and(|all| !all.is_empty() && all.iter().all(|nature| nature.is_some_and(is_office))) {
        // What public institutions spend on operating is not 机关运行经费.
        log.not_checked(Why::Unclear, own.at);
        return;
    }
    for phase in PHASES {
        let Some(stated) = subject.measure(M::OperatingCost, phase) else { continue };
        let others = subject.measures(&[M::GeneralPublicOperating, M::Operating], phase);
        if others.is_empty() {
            log.not_checked(Why::PartMissing, stated.at);
        } else {
            log.equal(stated, &others);
        }
    }
});

/// Each project of 项目支出表 has its targets.
pub static C8: Rule = Rule::alone(RuleId::C8, "rule-C8", Severity::Warning, &[Kind::Budget], |subject, log| {
    let Some(table) = subject.table(S::ProjectExpenditure) else { return };
    let performance = subject.disclosure().performance.as_ref().and_then(Declared::given);
    let listed: &[Project] = performance.map(|performance| performance.projects.as_slice()).unwrap_or_default();
    for (row, line) in table.rows().filter(|(row, line)| table.roles[*row].is_none() && !line.of_which) {
        let is_none = table.cell(row, "total", Phase::Actual).is_none_or(|used| used.money.is_zero());
        if is_none {
            continue;
        }
        let label = plain_label(&line.label);
        let same = |project: &Project| plain_label(&project.name) == label && !project.indicators.is_empty();
        log.holds(listed.iter().any(same), At::Row(table.index, row), "fails").what(label.clone());
    }
});

/// One sentence does not say of one figure that it changed by something and stayed the same.
pub static C9: Rule = Rule::alone(RuleId::C9, "rule-C9", Severity::Error, &Kind::BOTH, |subject, log| {
    for sentence in &subject.reading().sentences {
        contradictions(sentence, log);
    }
});

fn contradictions(sentence: &[Claim], log: &mut Log) {
    let changes: Vec<(&Claim, &Change, Option<Amount>)> = sentence
        .iter()
        .filter_map(|claim| match &claim.says {
            Says::Changed(change, amount) => Some((claim, change, *amount)),
            Says::Grew(change, _, _) => Some((claim, change, None)),
            _ => None,
        })
        .collect();
    let kind = |base: Option<Against>| match base {
        Some(Against::Base(Base::Budget | Base::AdjustedBudget)) => 1,
        Some(Against::Year(year)) => year,
        _ => 0,
    };
    for (index, (claim, change, _)) in changes.iter().enumerate() {
        if change.direction != Direction::Equal || change.nearly {
            continue;
        }
        let other = changes.iter().enumerate().find(|(other, (with, moved, amount))| {
            *other != index
                && with.topics == claim.topics
                && moved.direction != Direction::Equal
                && kind(moved.base) == kind(change.base)
                && amount.is_none_or(|amount| !amount.money.is_zero())
        });
        let what = claim.topics.first().map_or("", Topic::name).to_owned();
        match other {
            Some((_, (_, moved, _))) => {
                log.fail(change.at, "fails").what(what).beside(moved.at);
            }
            None => log.pass(change.at),
        }
    }
}
