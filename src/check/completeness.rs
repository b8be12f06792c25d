//! Family E: everything that must be published is there, by one name and of one year.

use crate::check::log::{Log, Why};
use crate::check::place::{At, TextOf};
use crate::check::rule::Rule;
use crate::check::subject::{Subject, Table};
use crate::diagnostic::Severity;
use crate::language::{Fact, Id, MessageId};
use crate::model::cell::Phase;
use crate::model::disclosure::{Disclosure as Document, Kind};
use crate::model::field::{Declared, Keyword};
use crate::model::measure::Measure as M;
use crate::model::rule::RuleId;
use crate::model::section::SectionKind as About;
use crate::model::statement::StatementKind as S;

/// The statements that every disclosure has (财预〔2016〕143号; domain: Statutory tables).
const STATEMENTS: [S; 9] = [
    S::IncomeExpenditure,
    S::Income,
    S::Expenditure,
    S::FiscalAppropriation,
    S::GeneralPublic,
    S::BasicByEconomic,
    S::ThreePublic,
    S::GovernmentFund,
    S::StateCapital,
];

/// The message that names a statement, on a terminal as on a page.
fn message(kind: S) -> MessageId {
    match kind {
        S::IncomeExpenditure => "lacks-income_expenditure",
        S::Income => "lacks-income",
        S::Expenditure => "lacks-expenditure",
        S::FiscalAppropriation => "lacks-fiscal_appropriation",
        S::GeneralPublic => "lacks-general_public",
        S::BasicByEconomic => "lacks-basic_by_economic",
        S::ThreePublic => "lacks-three_public-statement",
        S::GovernmentFund => "lacks-government_fund",
        S::StateCapital => "lacks-state_capital",
        S::ProjectExpenditure => "lacks-project_expenditure",
        S::Procurement => "lacks-procurement-statement",
        S::Other => "lacks-other",
    }
}

/// Every required section and statement is there; an empty one says why, and one with figures does not say it is empty.
pub static E1: Rule = Rule::alone(RuleId::E1, "rule-E1", Severity::Warning, &Kind::BOTH, |subject, log| {
    statements(subject, log);
    sections(subject, log);
    for table in &subject.tables {
        let (at, note) = (At::Statement(table.index), table.statement.note.as_deref());
        if table.statement.rows.is_empty() {
            log.holds(note.is_some(), at, "empty-statement").what(Fact::Term(message(*table.statement.kind)));
        } else if let Some(note) = note.filter(|note| says_none(note)) {
            let amounts = has_amounts(table);
            let at = At::Text(TextOf::Note(table.index), 0, note.len());
            log.holds(!amounts, at, "not-empty").what(Fact::Term(message(*table.statement.kind)));
        }
    }
});

/// Whether a note says that a statement holds no data.
fn says_none(note: &str) -> bool {
    ["无数据", "没有数据", "空表", "故本表为空"].iter().any(|words| note.contains(words))
}

fn has_amounts(table: &Table<'_>) -> bool {
    let columns = 0..table.columns.all.len();
    table.rows().any(|(row, _)| {
        columns.clone().any(|column| table.amount(row, column, Phase::Actual).is_some_and(|used| !used.money.is_zero()))
    })
}

fn statements(subject: &Subject<'_>, log: &mut Log) {
    let has = |kind: &S| subject.tables.iter().any(|table| *table.statement.kind == *kind);
    let missing: Vec<Id> = STATEMENTS.iter().filter(|kind| !has(kind)).map(|kind| Id(message(*kind))).collect();
    // A signed file beside the page may hold them.
    let way = if missing.len() == STATEMENTS.len() { "no-statements" } else { "statements-missing" };
    log.holds(missing.is_empty(), At::File, way).with("missing", missing).with("expected", STATEMENTS.len());
}

fn sections(subject: &Subject<'_>, log: &mut Log) {
    let disclosure = subject.disclosure();
    let Document { revenue, expenditure, .. } = disclosure;
    let has = |kinds: &[About]| {
        disclosure.sections.iter().any(|section| section.key.kind().is_some_and(|kind| kinds.contains(&kind)))
    };
    let has_arrangement = revenue.is_some() && expenditure.is_some();
    let given = [
        ("lacks-duties", has(&[About::Duties, About::Structure])),
        ("lacks-arrangement", has(&[About::Arrangement, About::Revenue, About::Expenditure]) || has_arrangement),
        ("lacks-operating_cost", disclosure.operating_cost.is_some() || has(&[About::OperatingCost])),
        ("lacks-three_public", disclosure.three_public.is_some() || has(&[About::ThreePublic])),
        ("lacks-performance", disclosure.performance.is_some() || has(&[About::Performance])),
        ("lacks-procurement", disclosure.procurement.is_some() || has(&[About::Procurement])),
        ("lacks-assets", disclosure.assets.is_some() || has(&[About::Assets])),
        ("lacks-glossary", !disclosure.glossary.is_empty() || has(&[About::Glossary])),
    ];
    let missing: Vec<Id> =
        given.into_iter().filter(|(_, is_given)| !is_given).map(|(message, _)| Id(message)).collect();
    log.holds(missing.is_empty(), At::File, "sections-missing").with("missing", missing);
}

/// A change that is not nothing has a reason.
pub static E2: Rule = Rule::alone(RuleId::E2, "rule-E2", Severity::Warning, &Kind::BOTH, |subject, log| {
    for (index, comparison) in subject.disclosure().comparisons.iter().enumerate() {
        let is_none = comparison.direction() == std::cmp::Ordering::Equal;
        let has_reason = comparison.reason.as_ref().is_some_and(|reason| !reason.trim().is_empty());
        let at = if comparison.delta.is_some() { At::Change(index) } else { At::Percent(index) };
        log.holds(is_none || has_reason, at, "fails").what(comparison.of.chinese());
    }
});

/// Functional lines go down to 项, economic lines of basic expenditure down to 款, 三公 is split in full.
pub static E3: Rule = Rule::alone(RuleId::E3, "rule-E3", Severity::Warning, &Kind::BOTH, |subject, log| {
    const KINDS: [(S, usize); 6] = [
        (S::GeneralPublic, 7),
        (S::Expenditure, 7),
        (S::Income, 7),
        (S::GovernmentFund, 7),
        (S::StateCapital, 7),
        (S::BasicByEconomic, 5),
    ];
    for (kind, deepest) in KINDS {
        let Some(table) = subject.table(kind) else { continue };
        let codes: Vec<&str> =
            table.rows().filter_map(|(_, row)| row.code.as_ref()).map(|code| code.0.as_str()).collect();
        for (row, line) in table.rows() {
            let Some(code) = line.code.as_ref().map(|code| code.0.as_str()) else { continue };
            let has_below = codes.iter().any(|other| other.len() > code.len() && other.starts_with(code));
            let is_none = table.cell(row, "total", Phase::Actual).is_none_or(|used| used.money.is_zero());
            let way = if deepest == 7 { "not-to-item" } else { "not-to-kind" };
            log.holds(code.len() >= deepest || has_below || is_none, At::Row(table.index, row), way)
                .with("code", code.to_owned())
                .what(line.label.trim().to_owned());
        }
    }
    let Some(total) = subject.actual(M::ThreePublic) else { return };
    let parts = [M::Abroad, M::Vehicles, M::VehiclePurchase, M::VehicleRunning, M::Reception];
    let missing: Vec<String> = parts
        .iter()
        .filter(|part| subject.document.measures.get(**part).and_then(|value| value.figure.actual).is_none())
        .map(|part| part.chinese().to_owned())
        .collect();
    log.holds(missing.is_empty(), total.at, "three-public").with("missing", missing);
});

/// The department has one name everywhere.
pub static E4: Rule = Rule::alone(RuleId::E4, "rule-E4", Severity::Warning, &Kind::BOTH, |subject, log| {
    let name = subject.name();
    if let Some(institutions) = subject.disclosure().institutions.as_ref().and_then(Declared::given)
        && !institutions.is_empty()
    {
        let is_own =
            |other: &str| other == name || other.strip_prefix(name).is_some_and(|rest| OWN_PARTS.contains(&rest));
        let holds = institutions.iter().any(|institution| is_own(institution.name.trim()));
        let nearest = institutions.iter().enumerate().min_by_key(|(_, one)| strsim::levenshtein(&one.name, name));
        let (index, found) = nearest.map_or((0, ""), |(index, one)| (index, one.name.as_str()));
        let at = At::Text(TextOf::Institution(index, "name"), 0, found.len());
        // Some list only the bodies below: what is nothing like the name is no slip in it.
        if holds || strsim::levenshtein(found, name) <= 2 {
            log.holds(holds, at, "not-among").with("found", found.to_owned()).with("name", name.to_owned());
        } else {
            log.not_checked(Why::Unclear, at);
        }
    }
    for (text, content) in subject.texts() {
        if !matches!(
            text,
            TextOf::Title | TextOf::Heading(_) | TextOf::Body(_) | TextOf::StatementTitle(_) | TextOf::Overall
        ) {
            continue;
        }
        for (start, found) in names(content, name) {
            log.holds(found == name, At::Text(*text, start, start + found.len()), "fails")
                .with("found", found.to_owned())
                .with("name", name.to_owned());
        }
    }
});

/// What a body is called where it stands for its own office alone.
const OWN_PARTS: [&str; 6] = ["本级", "机关", "（本级）", "(本级)", "（机关）", "局机关"];

/// The stretches of a text that can only be the department's name: those that are it, and those that differ from it by one
/// letter, or by two neighbours that were swapped, where they are said to be the author: 编制部门：…, …2020年部门预算, …的收支.
fn names<'t>(text: &'t str, name: &str) -> Vec<(usize, &'t str)> {
    const BEFORE: [&str; 6] = ["编制部门：", "编制单位：", "部门名称：", "单位名称：", "编制部门:", "编制单位:"];
    const BEHIND: [&str; 10] = [
        "的收支",
        "部门预算",
        "部门决算",
        "单位预算",
        "单位决算",
        "预算公开",
        "决算公开",
        "固定资产",
        "的主要职责",
        "主要职责",
    ];
    let length = name.chars().count();
    let mut found = Vec::new();
    if length < 4 {
        return found;
    }
    // Whatever is misspelt, a third of the name is whole.
    let letters: Vec<usize> = name.char_indices().map(|(byte, _)| byte).chain([name.len()]).collect();
    let third = |part: usize| &name[letters[length * part / 3]..letters[length * (part + 1) / 3]];
    if !(0..3).any(|part| text.contains(third(part))) {
        return found;
    }
    let starts: Vec<usize> = text.char_indices().map(|(byte, _)| byte).chain([text.len()]).collect();
    for window in 0..starts.len().saturating_sub(length) {
        let (start, end) = (starts[window], starts[window + length]);
        let stretch = &text[start..end];
        if stretch == name {
            found.push((start, stretch));
            continue;
        }
        if !is_misspelt(stretch, name) || !stretch.chars().all(char::is_alphanumeric) {
            continue;
        }
        let undated = |rest: &'t str| {
            let rest = rest.trim_start_matches(|letter: char| letter.is_ascii_digit());
            rest.strip_prefix("年度").or_else(|| rest.strip_prefix('年')).unwrap_or(rest)
        };
        let behind = &text[end..];
        let is_author = BEFORE.iter().any(|words| text[..start].ends_with(words))
            || BEHIND.iter().any(|words| behind.starts_with(words) || undated(behind).starts_with(words));
        if is_author {
            found.push((start, stretch));
        }
    }
    found
}

/// Whether a stretch is a name but for one letter, or for two neighbours that stand the other way round.
fn is_misspelt(stretch: &str, name: &str) -> bool {
    let pairs = stretch.chars().zip(name.chars()).enumerate();
    let mut differing = pairs.filter(|(_, (one, other))| one != other);
    match (differing.next(), differing.next(), differing.next()) {
        (Some(_), None, _) => true,
        (Some((first, one)), Some((second, other)), None) => {
            second - first == 1 && one.0 == other.1 && one.1 == other.0
        }
        _ => false,
    }
}

/// The year is one and the same: in the title, in headings, and wherever prose speaks of a year's budget or final account.
pub static E5: Rule = Rule::alone(RuleId::E5, "rule-E5", Severity::Warning, &Kind::BOTH, |subject, log| {
    let own = i32::from(subject.year().number());
    for (text, content) in subject.texts() {
        let is_title = matches!(text, TextOf::Title | TextOf::Heading(_) | TextOf::StatementTitle(_))
                // Why a statement is empty is said of its year.
                || matches!(text, TextOf::Note(_)) && says_none(content);
        if !is_title && !matches!(text, TextOf::Body(_) | TextOf::Note(_) | TextOf::Overall) {
            continue;
        }
        for (start, end, year) in years(content, is_title) {
            // The year before is what a year is compared with; in a heading, where it says so.
            let compares = || ["比", "较", "与", "同"].iter().any(|word| content.contains(word));
            let is_compared = match text {
                TextOf::Title | TextOf::StatementTitle(_) => false,
                TextOf::Heading(_) | TextOf::Note(_) => compares(),
                _ => true,
            };
            let holds = year == own || is_compared && year == own - 1;
            log.holds(holds, At::Text(*text, start, end), "fails")
                .with("found", year.to_string())
                .with("year", own.to_string());
        }
    }
    let assets = subject.disclosure().assets.as_ref().and_then(Declared::given);
    if let Some(date) = assets.and_then(|assets| assets.as_of) {
        let year = i32::from(date.calendar_year());
        let holds = match subject.kind() {
            Kind::Budget => year == own || year == own - 1,
            Kind::Final => year == own,
        };
        log.holds(holds, At::Field("assets.as_of"), "as-of")
            .with("found", date.to_string())
            .with("year", own.to_string());
    }
    dates(subject, own, log);
});

/// The dates lie around the year: a budget is replied to at its beginning, a final account in the year after.
fn dates(subject: &Subject<'_>, own: i32, log: &mut Log) {
    let Some(dates) = &subject.disclosure().dates else { return };
    let first = match subject.kind() {
        Kind::Budget => own - 1,
        Kind::Final => own,
    };
    for (path, date) in [("dates.approved", dates.approved), ("dates.replied", dates.replied)] {
        let Some(date) = date else { continue };
        let year = i32::from(date.calendar_year());
        log.holds((first..=first + 1).contains(&year), At::Field(path), "date")
            .with("found", date.to_string())
            .with("year", own.to_string());
    }
}

/// The years of a text that are the year of what it says: every one of a title; in prose those before a word of budgets.
/// What stands in 《》〔〕[] and what is a part of a date or of a range is left alone.
fn years(text: &str, is_title: bool) -> Vec<(usize, usize, i32)> {
    const BUDGETS: [&str; 19] = [
        "部门预算",
        "部门决算",
        "单位预算",
        "单位决算",
        "预算",
        "决算",
        "收入",
        "支出",
        "收支",
        "财政拨款",
        "“三公”",
        "三公",
        "机关运行",
        "政府采购",
        "一般公共预算",
        "基本支出",
        "项目支出",
        "部门收",
        "年初预算",
    ];
    let mut found = Vec::new();
    let mut depth = 0_usize;
    let mut from = 0;
    for (byte, letter) in text.char_indices() {
        match letter {
            '《' | '〔' | '[' | '【' => depth += 1,
            '》' | '〕' | ']' | '】' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > 0 || byte < from || !letter.is_ascii_digit() {
            continue;
        }
        let digits = text[byte..].bytes().take_while(u8::is_ascii_digit).count();
        from = byte + digits;
        let Some(year) = text[byte..from].parse().ok().filter(|year| digits == 4 && (1990..2100).contains(year)) else {
            continue;
        };
        let before = text[..byte].chars().next_back();
        let behind = &text[from..];
        let Some(rest) = behind.strip_prefix("年度").or_else(|| behind.strip_prefix('年')) else { continue };
        let is_range = before.is_some_and(|letter| "-－—–~～至.".contains(letter));
        let is_date = rest.starts_with(|letter: char| letter.is_ascii_digit() || "-－—–~～至".contains(letter));
        let is_budgets = BUDGETS.iter().any(|words| rest.starts_with(words));
        if !is_range && !is_date && (is_title || is_budgets) {
            found.push((byte, text.len() - rest.len(), year));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_is_one_where_a_budget_is_of_it() {
        let found = |text, is_title| years(text, is_title).into_iter().map(|(_, _, year)| year).collect::<Vec<_>>();
        assert_eq!(found("2020年部门预算信息公开", true), [2020]);
        assert_eq!(found("2020年度收入合计，2019年12月31日，截至2018年末", false), [2020]);
        assert_eq!(found("根据《2018年预算》和冀财〔2019〕46号，2021—2025年支出", false), Vec::<i32>::new());
        assert_eq!(found("2025年底前建成", false), Vec::<i32>::new());
    }

    #[test]
    fn a_name_is_told_from_other_names() {
        let found = |text| names(text, "示例县教育局").into_iter().map(|(_, name)| name).collect::<Vec<_>>();
        assert_eq!(found("编制部门：示例县教育局"), ["示例县教育局"]);
        assert_eq!(found("示例县教肓局2023年部门预算"), ["示例县教肓局"]);
        assert_eq!(found("示例县育教局2023年部门预算"), ["示例县育教局"]);
        assert_eq!(found("示例县教肓局的主要职责是"), ["示例县教肓局"]);
        assert_eq!(found("会同示例县体育局组织活动"), Vec::<&str>::new());
    }
}
