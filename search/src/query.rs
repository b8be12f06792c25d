//! What a reader asks for: words, phrases, what is not wanted, and which disclosures. Nothing that is typed is an error:
//! what cannot be understood is taken as words, or left out and said.

use std::ops::RangeInclusive;

use crate::document::Kind;
use crate::fold::folded;
use crate::token::{Form, Token, tokens};

/// Of more clauses than that the last are left out.
const MOST_CLAUSES: usize = 32;
/// Of a longer query the end is left out.
const MOST_LETTERS: usize = 500;

/// A query.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Query {
    /// All of these, each by any of its clauses.
    pub all: Vec<Vec<Clause>>,
    /// None of these.
    pub none: Vec<Clause>,
    /// What was left out.
    pub ignored: Vec<Ignored>,
}

/// What a passage fits or does not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Clause {
    /// A word or a phrase.
    Words(Wanted),
    /// A department, by any of its names.
    Department(String),
    /// Fiscal years.
    Years(RangeInclusive<u16>),
    /// Budgets, or final accounts.
    Kind(Kind),
    /// A code of 功能分类 or 经济分类, with those below it.
    Code(String),
    /// The passage's own amount, in 分.
    Amount(RangeInclusive<i64>),
}

/// A word or a phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wanted {
    /// As it was typed.
    pub text: String,
    /// The terms that it is found by.
    pub terms: Vec<Token>,
    /// Whether they must stand beside each other.
    pub is_phrase: bool,
    /// Whether the last of them may go on.
    pub is_prefix: bool,
}

/// A part of a query that was left out, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ignored {
    /// The part.
    pub text: String,
    /// Why.
    pub why: Why,
}

/// Why a part of a query was left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Why {
    /// No years.
    NotYears,
    /// Neither budgets nor final accounts.
    NotAKind,
    /// No code.
    NotACode,
    /// No amount.
    NotAnAmount,
    /// Nothing that can be looked for.
    NothingInIt,
    /// It is too long.
    TooLong,
}

impl Why {
    /// The reason by its key.
    pub fn key(self) -> &'static str {
        match self {
            Self::NotYears => "not-years",
            Self::NotAKind => "not-a-kind",
            Self::NotACode => "not-a-code",
            Self::NotAnAmount => "not-an-amount",
            Self::NothingInIt => "nothing-in-it",
            Self::TooLong => "too-long",
        }
    }
}

impl Query {
    /// Reads a query.
    pub fn read(text: &str) -> Self {
        let mut query = Self::default();
        let mut rest = text;
        if let Some((end, _)) = text.char_indices().nth(MOST_LETTERS) {
            query.ignored.push(Ignored { text: text[end..].to_owned(), why: Why::TooLong });
            rest = &text[..end];
        }
        let mut is_or = false;
        let mut fields: Vec<Option<Field>> = Vec::new();
        let mut count = 0;
        while let Some(part) = next(&mut rest) {
            if part.is_or {
                is_or = !query.all.is_empty();
                continue;
            }
            count += 1;
            if count > MOST_CLAUSES {
                query.ignored.push(Ignored { text: part.text.to_owned(), why: Why::TooLong });
                continue;
            }
            let field = part.field;
            // 财政局2022年预算 is three words.
            if let Some((before, year, after)) = around_year(&part) {
                let words = [before, year, after].into_iter().filter(|word| !word.is_empty());
                query.all.extend(words.map(|word| {
                    vec![Clause::Words(Wanted {
                        text: word.to_owned(),
                        terms: words_of(word),
                        is_phrase: false,
                        is_prefix: false,
                    })]
                }));
                fields.resize(query.all.len(), None);
                is_or = false;
                continue;
            }
            let clause = match clause(&part) {
                Ok(clause) => clause,
                Err(why) => {
                    query.ignored.push(Ignored { text: part.text.to_owned(), why });
                    continue;
                }
            };
            // Two departments are this one or that, wherever they are asked for: none is both.
            let same = field.and_then(|field| fields.iter().position(|other| *other == Some(field)));
            let place = if is_or { query.all.len().checked_sub(1) } else { same };
            match place.filter(|_| !part.is_not).and_then(|place| query.all.get_mut(place)) {
                Some(group) => group.push(clause),
                None if part.is_not => query.none.push(clause),
                None => {
                    query.all.push(vec![clause]);
                    fields.push(field);
                }
            }
            is_or = false;
        }
        query
    }

    /// The words that are wanted.
    pub fn words(&self) -> impl Iterator<Item = &Wanted> {
        self.all.iter().flatten().filter_map(|clause| match clause {
            Clause::Words(wanted) => Some(wanted),
            _ => None,
        })
    }
}

/// A field that a clause can be about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    Department,
    Year,
    Kind,
    Code,
    Amount,
}

impl Field {
    fn named(name: &str) -> Option<Self> {
        Some(match folded(name).as_str() {
            "部门" | "单位" | "department" | "dept" => Self::Department,
            "年度" | "年份" | "年" | "year" => Self::Year,
            "类型" | "种类" | "kind" | "type" => Self::Kind,
            "科目" | "功能" | "编码" | "code" | "function" => Self::Code,
            "金额" | "amount" => Self::Amount,
            _ => return None,
        })
    }
}

/// A part of a query as it was typed.
#[allow(clippy::struct_excessive_bools)]
struct Part<'q> {
    /// All of it.
    text: &'q str,
    is_or: bool,
    is_not: bool,
    field: Option<Field>,
    /// What it says, without quotes and field.
    value: &'q str,
    is_quoted: bool,
    is_prefix: bool,
}

fn is_quote(letter: char) -> bool {
    matches!(letter, '"' | '“' | '”' | '„' | '＂' | '「' | '」' | '『' | '』')
}

fn is_minus(letter: char) -> bool {
    matches!(letter, '-' | '－' | '−')
}

/// Takes the next part.
fn next<'q>(rest: &mut &'q str) -> Option<Part<'q>> {
    let text = rest.trim_start();
    let first = text.chars().next()?;
    let mut at = text;
    // A minus before a word; one by itself, or between words, is none.
    let is_not =
        is_minus(first) && text[first.len_utf8()..].starts_with(|next: char| !next.is_whitespace() && !is_minus(next));
    if is_not {
        at = &text[first.len_utf8()..];
    }
    let mut field = None;
    // 金额>100万元 is clear without a colon.
    let compares = |letter: char| matches!(letter, '>' | '<' | '=' | '＞' | '＜' | '＝' | '≥' | '≤');
    if let Some(sign) = at.find(compares).filter(|sign| Field::named(&at[..*sign]) == Some(Field::Amount)) {
        field = Some(Field::Amount);
        at = &at[sign..];
    } else if let Some(colon) = at.find([':', '：']) {
        let name = &at[..colon];
        if !name.contains(|letter: char| letter.is_whitespace() || is_quote(letter)) {
            field = Field::named(name);
        }
        if field.is_some() {
            at = at[colon..].trim_start_matches([':', '：']).trim_start();
        }
    }
    let is_quoted = at.starts_with(is_quote);
    let (value, end) = if is_quoted {
        let inner = at.strip_prefix(is_quote).unwrap_or(at);
        let length = inner.find(is_quote).unwrap_or(inner.len());
        let behind = &inner[length..];
        (&inner[..length], behind.strip_prefix(is_quote).unwrap_or(behind))
    } else {
        let length = at.find(|letter: char| letter.is_whitespace() || is_quote(letter)).unwrap_or(at.len());
        (&at[..length], &at[length..])
    };
    *rest = end;
    let whole = &text[..text.len() - end.len()];
    let is_or = !is_quoted && field.is_none() && !is_not && matches!(folded(value).as_str(), "or" | "或" | "|");
    let bare = value.trim_end_matches(['*', '＊']);
    let is_prefix = !is_quoted && bare.len() < value.len();
    Some(Part {
        text: whole.trim_end(),
        is_or,
        is_not,
        field,
        value: if is_quoted { value } else { bare },
        is_quoted,
        is_prefix,
    })
}

fn clause(part: &Part<'_>) -> Result<Clause, Why> {
    let value = part.value.trim();
    match part.field {
        None => {
            // 2019-2021 is no word.
            let has_two = value.chars().filter(char::is_ascii_digit).count() == 8;
            if let Some(years) = years(value).filter(|_| has_two && !part.is_quoted && !part.is_prefix) {
                return Ok(Clause::Years(years));
            }
            let terms = words_of(value);
            if terms.is_empty() {
                return Err(Why::NothingInIt);
            }
            let is_phrase = part.is_quoted;
            Ok(Clause::Words(Wanted { text: value.to_owned(), terms, is_phrase, is_prefix: part.is_prefix }))
        }
        Some(Field::Department) if value.is_empty() => Err(Why::NothingInIt),
        Some(Field::Department) => Ok(Clause::Department(value.to_owned())),
        Some(Field::Year) => years(value).map(Clause::Years).ok_or(Why::NotYears),
        Some(Field::Kind) => kind(value).map(Clause::Kind).ok_or(Why::NotAKind),
        Some(Field::Code) => {
            let code = folded(value);
            let is_code = (1..=9).contains(&code.len()) && code.bytes().all(|letter| letter.is_ascii_digit());
            if is_code { Ok(Clause::Code(code)) } else { Err(Why::NotACode) }
        }
        Some(Field::Amount) => amount(value).map(Clause::Amount).ok_or(Why::NotAnAmount),
    }
}

/// A word that has a fiscal year in it: what stands before it, the year, and what stands behind it.
fn around_year<'q>(part: &Part<'q>) -> Option<(&'q str, &'q str, &'q str)> {
    if part.field.is_some() || part.is_not || part.is_quoted || part.is_prefix {
        return None;
    }
    let word = part.value;
    let is_digit = |letter: Option<char>| letter.is_some_and(|letter| letter.is_ascii_digit());
    let starts =
        word.match_indices("20").map(|(start, _)| start).filter(|start| !is_digit(word[..*start].chars().next_back()));
    let mut found = starts.filter_map(|start| Some((start, word.get(start..start + 4)?)));
    let (start, year) = found.find(|(start, year)| {
        year.bytes().all(|letter| letter.is_ascii_digit()) && !is_digit(word[start + 4..].chars().next())
    })?;
    let behind = &word[start + year.len()..];
    let rest = behind.strip_prefix("年度").or_else(|| behind.strip_prefix('年')).unwrap_or(behind);
    let before = &word[..start];
    let is_words = |text: &str| text.chars().all(crate::fold::is_han);
    let is_glued = !(before.is_empty() && rest.is_empty()) && is_words(before) && is_words(rest);
    is_glued.then_some((before, year, rest))
}

/// The terms that a word is found by: pairs of Chinese letters, where there are two; else what there is.
pub(crate) fn words_of(text: &str) -> Vec<Token> {
    let all = tokens(text);
    let covered = |token: &Token| {
        let is_pair_at =
            |position| all.iter().any(|other: &Token| other.form == Form::Pair && other.position == position);
        token.form == Form::Letter
            && (is_pair_at(token.position) || token.position > 0 && is_pair_at(token.position - 1))
    };
    all.iter().filter(|token| !covered(token)).cloned().collect()
}

/// Years as `2020`, `2018..2022`, `2018-2022`, `..2022` or `2018..`.
pub fn years(text: &str) -> Option<RangeInclusive<u16>> {
    let text = folded(text).replace(['年', '度', ' '], "").replace("至", "..").replace(['-', '~', '—'], "..");
    let year = |text: &str| text.parse().ok().filter(|year| (1949..=2200).contains(year));
    match text.split_once("..") {
        None => year(&text).map(|year| year..=year),
        Some((from, to)) => {
            let to = to.trim_start_matches('.');
            if from.is_empty() && to.is_empty() {
                return None;
            }
            let from = if from.is_empty() { Some(0) } else { year(from) }?;
            let to = if to.is_empty() { Some(u16::MAX) } else { year(to) }?;
            Some(from.min(to)..=to.max(from))
        }
    }
}

fn kind(text: &str) -> Option<Kind> {
    match folded(text).as_str() {
        "预算" | "部门预算" | "budget" => Some(Kind::Budget),
        "决算" | "部门决算" | "final" => Some(Kind::Final),
        _ => None,
    }
}

/// An amount as `>100万元`, `<=5`, `100..200万元` or `264.43万元`, in 分; without a unit it is of 万元.
fn amount(text: &str) -> Option<RangeInclusive<i64>> {
    let text: String = folded(text).chars().filter(|letter| !letter.is_whitespace() && *letter != ',').collect();
    if let Some((from, to)) = text.split_once("..") {
        let unit = unit_of(to.trim_start_matches('.'));
        let bound = |text: &str, open: i64| if text.is_empty() { Some(open) } else { money(text, unit) };
        let (from, to) = (bound(from, i64::MIN)?, bound(to.trim_start_matches('.'), i64::MAX)?);
        return Some(from.min(to)..=from.max(to));
    }
    let said =
        [("不低于", ">="), ("大于", ">"), ("超过", ">"), ("高于", ">"), ("不超过", "<="), ("小于", "<"), ("低于", "<")];
    let said = said.iter().find_map(|(word, sign)| Some(format!("{sign}{}", text.strip_prefix(word)?)));
    let text = said.unwrap_or(text);
    let (sign, figure) = text.split_at(text.find(|letter: char| letter.is_ascii_digit() || letter == '.')?);
    let money = |figure: &str| money(figure, None);
    match sign {
        ">" => Some(money(figure)?.checked_add(1)?..=i64::MAX),
        ">=" | "≥" | "=>" => Some(money(figure)?..=i64::MAX),
        "<" => Some(i64::MIN..=money(figure)?.checked_sub(1)?),
        "<=" | "≤" | "=<" => Some(i64::MIN..=money(figure)?),
        "" | "=" => money(figure).map(|money| money..=money),
        "-" => money(figure)?.checked_neg().map(|money| money..=money),
        _ => None,
    }
}

/// Units with the 分 in them.
const UNITS: [(&str, u32); 8] =
    [("亿", 10), ("千万", 9), ("百万", 8), ("十万", 7), ("万", 6), ("千", 5), ("wan", 6), ("yuan", 2)];

fn unit_of(text: &str) -> Option<u32> {
    let unit = text.trim_start_matches(|letter: char| letter.is_ascii_digit() || matches!(letter, '.' | '-'));
    if unit == "元" {
        return Some(2);
    }
    let unit = unit.strip_suffix('元').unwrap_or(unit);
    UNITS.iter().find(|(name, _)| *name == unit).map(|(_, power)| *power)
}

/// A figure with its unit, in 分.
fn money(text: &str, unit: Option<u32>) -> Option<i64> {
    let figure = text.trim_end_matches(|letter: char| !letter.is_ascii_digit());
    let power = if figure.len() == text.len() { unit.unwrap_or(6) } else { unit_of(text)? };
    let (whole, decimals) = figure.split_once('.').unwrap_or((figure, ""));
    let (minus, whole) = whole.strip_prefix('-').map_or((false, whole), |whole| (true, whole));
    let is_digits = |text: &str| text.bytes().all(|letter| letter.is_ascii_digit());
    if !is_digits(whole) || !is_digits(decimals) || whole.len() + decimals.len() == 0 {
        return None;
    }
    let power = power as usize;
    // What is finer than a 分 is cut.
    let decimals: String = decimals.chars().chain(std::iter::repeat('0')).take(power).collect();
    let value: i64 = format!("{whole}{decimals}").parse().ok()?;
    Some(if minus { -value } else { value })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn wanted(text: &str) -> Vec<Vec<String>> {
        let said = |clause: &Clause| match clause {
            Clause::Words(wanted) if wanted.is_phrase => format!("\"{}\"", wanted.text),
            Clause::Words(wanted) if wanted.is_prefix => format!("{}*", wanted.text),
            Clause::Words(wanted) => wanted.text.clone(),
            other => format!("{other:?}"),
        };
        let query = Query::read(text);
        query
            .all
            .iter()
            .map(|group| group.iter().map(said).collect())
            .chain(query.none.iter().map(|clause| vec![format!("-{}", said(clause))]))
            .collect()
    }

    #[test]
    fn words_phrases_and_what_is_not_wanted() {
        assert_eq!(wanted("公务接待  2023"), [["公务接待"], ["2023"]]);
        assert_eq!(wanted("“公务 接待” 费"), [["\"公务 接待\""], ["费"]]);
        assert_eq!(wanted("公务 -接待"), [["公务"], ["-接待"]]);
        assert_eq!(wanted("a - b"), [["a"], ["b"]]);
        assert_eq!(wanted("a OR b c 或 d"), [vec!["a", "b"], vec!["c", "d"]]);
        assert_eq!(wanted("a or b ｜ c"), [["a", "b", "c"]]);
        assert_eq!(wanted("OR a OR"), [["a"]]);
        assert_eq!(wanted("ppp* 公务*"), [["ppp*"], ["公务*"]]);
        assert_eq!(wanted("\"没有关上"), [["\"没有关上\""]]);
        assert_eq!(wanted("a\"b c\""), [["a"], ["\"b c\""]]);
        assert_eq!(wanted("财政局2022年度预算"), [["财政局"], ["2022"], ["预算"]]);
        assert_eq!(wanted("2022年预算"), [["2022"], ["预算"]]);
        assert_eq!(wanted("2022年"), [["2022年"]]);
        assert_eq!(wanted("2012901行政"), [["2012901行政"]]);
        assert_eq!(wanted(""), Vec::<Vec<String>>::new());
    }

    #[test]
    fn fields_in_both_languages() {
        assert_eq!(wanted("部门:财政局 年度:2018..2022"), [["Department(\"财政局\")"], ["Years(2018..=2022)"]]);
        assert_eq!(wanted("department:\"a b\" year：2020"), [["Department(\"a b\")"], ["Years(2020..=2020)"]]);
        assert_eq!(wanted("部门:甲 部门:乙"), [["Department(\"甲\")", "Department(\"乙\")"]], "either");
        assert_eq!(
            wanted("年度:2019 公务 年度:2020"),
            [vec!["Years(2019..=2019)", "Years(2020..=2020)"], vec!["公务"]]
        );
        assert_eq!(wanted("类型:决算 -科目:20129"), [["Kind(Final)"], ["-Code(\"20129\")"]]);
        assert_eq!(wanted("时间:12:30"), [["时间:12:30"]], "no field is a word");
    }

    #[test]
    fn amounts_have_units() {
        for (text, range) in [
            (">100万元", 100_000_001..=i64::MAX),
            (">=1.5亿元", 15_000_000_000..=i64::MAX),
            ("<3", i64::MIN..=2_999_999),
            ("264.43", 264_430_000..=264_430_000),
            ("1,234.5元", 123_450..=123_450),
            ("100..200万元", 100_000_000..=200_000_000),
            ("..5", i64::MIN..=5_000_000),
            ("大于100万元", 100_000_001..=i64::MAX),
            ("不超过3", i64::MIN..=3_000_000),
            ("-3", -3_000_000..=-3_000_000),
        ] {
            assert_eq!(amount(text), Some(range), "{text}");
        }
        for (text, one) in [("5千万元", 5_000_000_000), ("1百万", 100_000_000), ("3十万元", 30_000_000), ("7元", 700)]
        {
            assert_eq!(amount(text), Some(one..=one), "{text}");
        }
        for text in ["", "abc", ">", "100公里", "100美元", "1万亿元", "1.2.3", "99999999999999999999"] {
            assert_eq!(amount(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_left_out_is_said() {
        let ignored = |text: &str| {
            Query::read(text).ignored.into_iter().map(|ignored| (ignored.text, ignored.why)).collect::<Vec<_>>()
        };
        assert_eq!(ignored("年度:去年 公务"), [("年度:去年".to_owned(), Why::NotYears)]);
        assert_eq!(
            ignored("类型:x 金额:多 科目:教育"),
            [
                ("类型:x".to_owned(), Why::NotAKind),
                ("金额:多".to_owned(), Why::NotAnAmount),
                ("科目:教育".to_owned(), Why::NotACode),
            ]
        );
        assert_eq!(ignored("！？"), [("！？".to_owned(), Why::NothingInIt)]);
        assert_eq!(ignored(&"字".repeat(600)).len(), 1);
        assert_eq!(Query::read(&"a ".repeat(200)).all.len(), MOST_CLAUSES);
    }

    proptest! {
        #[test]
        fn any_text_is_a_query(text in "\\PC{0,80}") {
            let _ = Query::read(&text);
        }

        #[test]
        fn any_signs_are_a_query(text in "[-\"“”:：*OR 或|财政年度金额部门.0-9>=<万亿元]{0,60}") {
            let _ = Query::read(&text);
        }
    }
}
