//! Family D: units, and the form of the text.

use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use crate::check::log::{Check, Log, Used};
use crate::check::place::{At, TextOf};
use crate::check::reading::{Amount, Says, Stage, Topic};
use crate::check::rule::Rule;
use crate::check::subject::Subject;
use crate::check::years::unit_jump;
use crate::diagnostic::Severity;
use crate::language::MessageId;
use crate::model::cell::Phase;
use crate::model::disclosure::Kind;
use crate::model::field::{Declared, Keyword};
use crate::model::money::{Money, Unit};
use crate::model::rule::RuleId;

/// “N元” where N is what is stated in 万元, and the other way round.
pub static D1: Rule = Rule::alone(RuleId::D1, "rule-D1", Severity::Error, &Kind::BOTH, |subject, log| {
    for claim in subject.reading().claims() {
        let Says::Is(amount, stage) = &claim.says else { continue };
        let slips = claim.topics.iter().filter_map(|topic| unit_slip(subject, topic, *amount, *stage));
        match slips.into_iter().next() {
            Some((stated, way)) => {
                tell(log, *amount, stated, way);
            }
            None if amount.money.unit() == Unit::Yuan => log.pass(amount.at),
            None => {}
        }
    }
    let measures: Vec<Used> =
        subject.document.measures.iter().filter_map(|(measure, _)| subject.actual(measure)).collect();
    for amount in &subject.reading().unclear {
        // With decimals it is no price of a thing that happens to be the same.
        let is_exact = amount.money.unit() == Unit::Yuan && amount.money.figure().scale() > 0;
        let stated = measures.iter().find(|used| is_exact && is_ten_thousandth(amount.money, used.money));
        if let Some(stated) = stated.filter(|_| !is_price(subject, amount.at)) {
            // Of what it is, nobody can say for certain, so it is not mended.
            tell(log, *amount, *stated, "fails").fix = None;
        }
    }
});

/// Whether an amount is what something costs each time or each person: 每人7.46元.
fn is_price(subject: &Subject<'_>, at: At) -> bool {
    const WORDS: [&str; 9] = ["每", "人均", "标准", "补助", "补贴", "津贴", "单价", "一次", "不超过"];
    let At::Text(of, start, _) = at else { return true };
    let text = subject.texts().iter().find(|(other, _)| *other == of).map_or("", |(_, text)| *text);
    let before: String = text.get(..start).unwrap_or_default().chars().rev().take(12).collect();
    let before: String = before.chars().rev().collect();
    WORDS.iter().any(|word| before.contains(word))
}

fn tell(log: &mut Log, amount: Amount, stated: Used, way: MessageId) -> &mut Check {
    let unit = if way == "fails" { Unit::TenThousand } else { Unit::Yuan };
    let right = Money::new(amount.money.figure(), unit);
    log.fail(amount.at, way)
        .using(&[amount.used(), stated])
        .with("stated", amount.money.to_string())
        .with("right", right.to_string())
        .fixed_by(right.to_string())
}

/// Whether an amount in 元 has the digits of another in 万元.
fn is_ten_thousandth(amount: Money, other: Money) -> bool {
    !amount.is_zero() && other.in_unit(Unit::TenThousand).figure().normalize() == amount.figure().normalize()
}

/// The stated figure that an amount is, but for its unit.
pub(super) fn unit_slip(
    subject: &Subject<'_>,
    topic: &Topic,
    amount: Amount,
    stage: Stage,
) -> Option<(Used, MessageId)> {
    let stated = topic.stated(subject, stage);
    if amount.money.is_zero() || stated.iter().any(|used| used.money.agrees(amount.money)) {
        return None;
    }
    match amount.money.unit() {
        Unit::Yuan => {
            let slip = stated.iter().find(|used| is_ten_thousandth(amount.money, used.money));
            slip.map(|used| (*used, "fails"))
        }
        Unit::TenThousand => {
            let slip = stated.iter().find(|used| used.money.yuan() == amount.money.figure().normalize());
            slip.map(|used| (*used, "too-large"))
        }
        _ => None,
    }
}

/// A unit on each statement: what the summary states and what a statement prints do not differ by ten thousand; nor do
/// two years.
pub static D2: Rule = Rule::both(
    RuleId::D2,
    "rule-D2",
    Severity::Error,
    &Kind::BOTH,
    |subject, log| {
        for (measure, value) in subject.document.measures.iter() {
            let (Some(summary), Some(found)) = (value.summary, value.statement) else { continue };
            let (Some(stated), Some(printed)) = (
                summary.actual.and_then(crate::model::cell::Cell::amount),
                found.figure.actual.and_then(crate::model::cell::Cell::amount),
            ) else {
                continue;
            };
            if stated.is_zero() || printed.is_zero() {
                continue;
            }
            let is_slip = differs_by_unit(stated, printed);
            let column = subject.tables.get(found.statement).and_then(|table| table.column(found.column));
            let at = column.map_or(At::Statement(found.statement), |column| {
                At::Cell(found.statement, found.row, column, Phase::Actual)
            });
            log.holds(!is_slip, at, "fails")
                .what(measure.chinese())
                .using(&[Used::new(at, printed), Used::new(At::Measure(measure, Phase::Actual), stated)])
                .with("unit", printed.unit().chinese());
        }
    },
    unit_jump,
);

/// Whether two amounts are one but for a unit of ten thousand.
pub(super) fn differs_by_unit(one: Money, other: Money) -> bool {
    let raised = |money: Money| Money::new(money.figure() * rust_decimal::Decimal::from(10_000), money.unit());
    // As exactly as the coarser is printed, as everywhere.
    raised(one).agrees(other) || raised(other).agrees(one)
}

/// Placeholders, doubled punctuation, a percentage without its sign.
pub static D3: Rule = Rule::alone(RuleId::D3, "rule-D3", Severity::Warning, &Kind::BOTH, |subject, log| {
    for (text, content) in subject.texts() {
        let at = |start: usize, end: usize| At::Text(*text, start, end);
        for (start, end, right) in doubled(content) {
            log.fail(at(start, end), "doubled").with("found", content[start..end].to_owned()).fixed_by(right);
        }
        for (start, end) in placeholders(content) {
            log.fail(at(start, end), "placeholder").with("found", content[start..end].to_owned());
        }
        if matches!(text, TextOf::Body(_) | TextOf::Reason(_) | TextOf::Overall | TextOf::Objective(_)) {
            for (start, end) in bare_percentages(content) {
                log.fail(at(start, end), "percent").with("found", content[start..end].to_owned());
            }
        }
    }
    indicators(subject, log);
    if log.checks.is_empty() {
        log.pass(At::Text(TextOf::Title, 0, 0));
    }
});

/// Marks that end or divide a clause, of which two never stand together.
const MARKS: [char; 5] = ['。', '，', '、', '；', '：'];

/// Two marks where one belongs, with the one to keep: the first, or the full stop.
fn doubled(text: &str) -> Vec<(usize, usize, String)> {
    let mut found = Vec::new();
    let mut letters = text.char_indices().peekable();
    while let Some((start, letter)) = letters.next() {
        if !MARKS.contains(&letter) {
            continue;
        }
        let (mut end, mut keep) = (start + letter.len_utf8(), letter);
        while let Some((byte, next)) = letters.next_if(|(_, next)| MARKS.contains(next)) {
            end = byte + next.len_utf8();
            if next == '。' {
                keep = next;
            }
        }
        if end > start + letter.len_utf8() {
            found.push((start, end, keep.to_string()));
        }
    }
    found
}

/// What somebody meant to fill in.
fn placeholders(text: &str) -> Vec<(usize, usize)> {
    const WORDS: [&str; 7] = ["待填", "待补充", "待录入", "此处填写", "请填写", "××", "＊＊"];
    static ANY: LazyLock<Option<AhoCorasick>> =
        LazyLock::new(|| AhoCorasick::new(WORDS.into_iter().chain(["XX", "xx", "___"])).ok());
    // Most texts have none of it.
    if ANY.as_ref().is_some_and(|any| !any.is_match(text)) {
        return Vec::new();
    }
    let mut found: Vec<(usize, usize)> =
        WORDS.iter().flat_map(|word| text.match_indices(word).map(|(start, _)| (start, start + word.len()))).collect();
    let bytes = text.as_bytes();
    for sign in [b'X', b'x', b'_'] {
        let least = if sign == b'_' { 3 } else { 2 };
        let mut start = 0;
        while start < bytes.len() {
            let run = bytes[start..].iter().take_while(|byte| **byte == sign).count();
            let is_alone = |byte: Option<&u8>| byte.is_none_or(|byte| !byte.is_ascii_alphabetic());
            let is_code = |byte: Option<&u8>| byte == Some(&b'-');
            if run >= least
                && !is_code(bytes.get(start + run))
                && is_alone(bytes.get(start + run))
                && is_alone(start.checked_sub(1).and_then(|at| bytes.get(at)))
            {
                found.push((start, start + run));
            }
            start += run.max(1);
        }
    }
    found.sort_unstable();
    found
}

/// Numbers behind 占, 增长, 完成率, 完成预算的 and the like that end without a sign or a unit.
fn bare_percentages(text: &str) -> Vec<(usize, usize)> {
    const BEFORE: [&str; 17] = [
        "占比为",
        "占比",
        "完成率为",
        "完成率",
        "执行率为",
        "执行率",
        "增长",
        "下降",
        "占",
        "预算的",
        "预算数的",
        "总计的",
        "合计的",
        "支出的",
        "收入的",
        "总额的",
        "金额的",
    ];
    let bytes = text.as_bytes();
    let mut found = Vec::new();
    let mut from = 0;
    while let Some(start) = bytes[from..].iter().position(u8::is_ascii_digit).map(|place| from + place) {
        let length = bytes[start..].iter().take_while(|byte| byte.is_ascii_digit() || **byte == b'.').count();
        from = start + length;
        let behind = text[from..].chars().next();
        let ends = behind.is_none_or(|letter| matches!(letter, '。' | '，' | '；' | '、' | '）' | ')' | ';' | '\n'));
        // “增长5，6月底” is the beginning of something else.
        let is_figure = text[start..from].contains('.') && !text[start..from].ends_with('.');
        if ends && is_figure && BEFORE.iter().any(|word| text[..start].ends_with(word)) {
            found.push((start, from));
        }
    }
    found
}

/// Indicators that are rates by their names, and whose values have no percent sign.
fn indicators(subject: &Subject<'_>, log: &mut Log) {
    let Some(performance) = subject.disclosure().performance.as_ref().and_then(Declared::given) else { return };
    for (project, listed) in performance.projects.iter().enumerate() {
        for (number, indicator) in listed.indicators.iter().enumerate() {
            if !indicator.name.trim_end().ends_with('率') {
                continue;
            }
            for (field, value) in [("value", &indicator.value), ("actual", &indicator.actual)] {
                let Some(value) = value else { continue };
                let bare = value.trim_start_matches(['≥', '≤', '>', '<', '=', '＞', '＜', '＝', ' ']);
                let is_number = !bare.is_empty() && bare.chars().all(|letter| letter.is_ascii_digit() || letter == '.');
                if is_number
                    && bare.parse::<rust_decimal::Decimal>().is_ok_and(|number| number > rust_decimal::Decimal::ONE)
                {
                    let at = At::Text(TextOf::Indicator(project, number, field), 0, value.len());
                    log.fail(at, "percent").with("found", value.clone());
                }
            }
        }
    }
}

/// Field codes that a word processor leaves in copied text.
pub static D4: Rule = Rule::alone(RuleId::D4, "rule-D4", Severity::Warning, &Kind::BOTH, |subject, log| {
    for (text, content) in subject.texts() {
        for (start, end) in residue(content) {
            log.fail(At::Text(*text, start, end), "fails")
                .with("found", content[start..end].trim().to_owned())
                .fixed_by("");
        }
    }
    if log.checks.is_empty() {
        log.pass(At::Text(TextOf::Title, 0, 0));
    }
});

/// The stretches of field codes, each within one line, with the space before it.
fn residue(text: &str) -> Vec<(usize, usize)> {
    const CODES: [&str; 6] = ["TC ", "TOC ", "PAGEREF ", "HYPERLINK ", "REF _", "SEQ "];
    let mut found: Vec<(usize, usize)> = Vec::new();
    let mut line_start = 0;
    for line in text.split_inclusive('\n') {
        let base = line_start;
        line_start += line.len();
        let line = line.trim_end();
        if !line.contains('\\') && !line.contains("_Toc") {
            continue;
        }
        let code = CODES.iter().filter_map(|code| {
            // A field stands behind a space, or begins its line: D:\TC 2024 is a folder.
            let is_word = |at: usize| line[..at].chars().next_back().is_none_or(char::is_whitespace);
            line.match_indices(code).map(|(at, _)| at).find(|at| is_word(*at))
        });
        let Some(start) = code.min() else {
            // A mark that its field has lost.
            if let Some(start) = line.find("_Toc") {
                let digits = line[start + 4..].bytes().take_while(u8::is_ascii_digit).count();
                if digits > 3 {
                    found.push((base + start, base + start + 4 + digits));
                }
            }
            continue;
        };
        // Up to the last switch and its argument.
        let rest = &line[start..];
        let Some(switch) = last_switch(rest).or_else(|| rest.find("_Toc")) else { continue };
        let argument = &rest[switch..];
        let length: usize = {
            let mut words = argument.split_inclusive(' ');
            let first = words.next().map_or(0, str::len);
            let second = words.next().filter(|word| {
                word.trim().chars().all(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '"' | '-' | '_'))
            });
            first + second.map_or(0, str::len)
        };
        let before = line[..start].len() - line[..start].trim_end_matches(' ').len();
        found.push((base + start - before, base + start + switch + length));
    }
    found
}

/// Where the last switch of a field begins: `\h`, `\* MERGEFORMAT`.
fn last_switch(field: &str) -> Option<usize> {
    let is_switch = |at: &usize| {
        let behind = &field[at + 1..];
        let behind = behind.strip_prefix("* ").unwrap_or(behind);
        behind.starts_with(|letter: char| letter.is_ascii_alphabetic())
    };
    field.rmatch_indices('\\').map(|(at, _)| at).find(is_switch)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_marks_are_one_too_many_and_an_ellipsis_is_one() {
        let found = |text: &str| {
            doubled(text)
                .into_iter()
                .map(|(start, end, right)| (text[start..end].to_owned(), right))
                .collect::<Vec<_>>()
        };
        let pair = |one: &str, other: &str| (one.to_owned(), other.to_owned());
        assert_eq!(found("渠道。。\n意见，。好、、"), [pair("。。", "。"), pair("，。", "。"), pair("、、", "、")]);
        assert_eq!(found("等……——，好。”。"), []);
    }

    #[test]
    fn placeholders_are_told_from_words() {
        let found = |text: &str| {
            placeholders(text).into_iter().map(|(start, end)| text[start..end].to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(found("XX局20XX年××项目，数额待填，见____"), ["XX", "XX", "××", "待填", "____"]);
        assert_eq!(found("XXL EXX max__bold__"), Vec::<String>::new());
    }

    #[test]
    fn a_percentage_without_its_sign_is_found() {
        let found = |text: &str| {
            bare_percentages(text).into_iter().map(|(start, end)| text[start..end].to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(found("占92.89；增长2.17，完成率98.5。增长5，6月底"), ["92.89", "2.17", "98.5"]);
        assert_eq!(found("完成年初预算的98.59，占支出总计的74.76（略）；完成全年预算的3个项目"), ["98.59"]);
        assert_eq!(found("占支出总计的74.76，其余的3项"), ["74.76"]);
        assert_eq!(found("占地50亩，占92%，增长3倍，增长2.5%，占2023年"), Vec::<String>::new());
    }

    #[test]
    fn field_codes_are_found_whole() {
        let found =
            |text: &str| residue(text).into_iter().map(|(start, end)| text[start..end].to_owned()).collect::<Vec<_>>();
        assert_eq!(found("- 1、绩效目标表 TC 1、绩效目标表 \\f C \\l 1\n好"), [" TC 1、绩效目标表 \\f C \\l 1"]);
        assert_eq!(found("目录 TOC \\o \"1-3\" \\h \\z \\u"), [" TOC \\o \"1-3\" \\h \\z \\u"]);
        assert_eq!(found("见 PAGEREF _Toc123456 \\h 3"), [" PAGEREF _Toc123456 \\h 3"]);
        assert_eq!(found("a\\b 第 TC 号；\\*好"), Vec::<String>::new());
    }
}
