//! Fiscal years, dates and periods.

use std::fmt;

use jiff::civil;
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};

use crate::diagnostic::Problem;
use crate::model::field::{Decode, Decoder, Definitions, Read};
use crate::tree::Node;

/// The years that an archive can hold: the budget law's first year to a century from its last change.
const YEARS: std::ops::RangeInclusive<u16> = 1995..=2099;

/// A fiscal year (预算年度), which in China is the calendar year: 预算法 art. 18.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct FiscalYear(u16);

impl FiscalYear {
    /// The first year that an archive can hold.
    pub const FIRST: Self = Self(*YEARS.start());

    /// Reads four digits.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.len() == 4 && text.bytes().all(|byte| byte.is_ascii_digit());
        let year = text.parse().ok().filter(|_| digits)?;
        YEARS.contains(&year).then_some(Self(year))
    }

    /// The year as a number.
    pub fn number(self) -> u16 {
        self.0
    }

    /// The years from this one to another, both included.
    pub fn through(self, last: Self) -> impl Iterator<Item = Self> {
        (self.0..=last.0).map(Self)
    }

    /// The year before.
    #[must_use]
    pub fn before(self) -> Self {
        Self(self.0.saturating_sub(1))
    }

    /// The year after.
    #[must_use]
    pub fn after(self) -> Self {
        Self(self.0.saturating_add(1))
    }
}

impl fmt::Display for FiscalYear {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl Decode for FiscalYear {
    fn decode<'n>(node: &'n Node<'n>, decoder: &mut Decoder<'n>) -> Option<Self> {
        decoder.trace(Read::Year, node);
        let text = decoder.text(node, "a-year")?;
        let year = Self::parse(text.trim_end_matches(['年', '度']));
        if year.is_none() {
            decoder.report(Problem::NotAYear { text: text.to_owned() }, node.span);
        }
        year
    }

    fn schema(definitions: &mut Definitions) -> Json {
        definitions.named(
            "Year",
            |_| json!({ "title": "年度", "type": ["integer", "string", "null"], "minimum": 1995, "maximum": 2099 }),
        )
    }
}

/// A day of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Date(civil::Date);

impl Date {
    /// Reads `2020-01-31`, `2020/1/31` or `2020年1月31日`.
    pub fn parse(text: &str) -> Option<Self> {
        let plain = text.trim().replace(['年', '月', '/', '.'], "-").replace('日', "");
        let mut parts = plain.split('-').map(|part| part.parse::<i16>().ok().filter(|_| part.len() <= 4));
        let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
        if parts.next().is_some() || year < 1900 {
            return None;
        }
        civil::Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok().map(Self)
    }

    /// Today, in China. Only what is kept by people depends on it, and nothing that is published.
    pub fn today() -> Self {
        Self(jiff::tz::offset(8).to_datetime(jiff::Timestamp::now()).date())
    }

    /// How many days have passed since another day; fewer than none where that is still to come.
    pub fn days_since(self, other: Self) -> i32 {
        (self.0 - other.0).get_days()
    }

    /// The calendar year that the day lies in, which is a fiscal year only within an archive's reach.
    pub fn calendar_year(self) -> i16 {
        self.0.year()
    }
}

impl fmt::Display for Date {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(formatter)
    }
}

impl Decode for Date {
    fn decode<'n>(node: &'n Node<'n>, decoder: &mut Decoder<'n>) -> Option<Self> {
        decoder.trace(Read::Day, node);
        let text = decoder.text(node, "a-date")?;
        let date = Self::parse(text);
        if date.is_none() {
            decoder.report(Problem::NotADate { text: text.to_owned() }, node.span);
        }
        date
    }

    fn schema(definitions: &mut Definitions) -> Json {
        definitions.named("Date", |_| {
            json!({ "title": "日期", "type": ["string", "null"], "pattern": "^[0-9]{4}([-/.][0-9]{1,2}[-/.][0-9]{1,2}|年[0-9]{1,2}月[0-9]{1,2}日)$" })
        })
    }
}

/// A run of fiscal years, both ends included; an open end is `None`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Period {
    /// The first year.
    pub since: Option<FiscalYear>,
    /// The last year.
    pub until: Option<FiscalYear>,
}

impl fmt::Display for Period {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let year = |year: Option<FiscalYear>| year.map_or_else(String::new, |year| year.to_string());
        write!(formatter, "{}—{}", year(self.since), year(self.until))
    }
}

impl Period {
    /// Whether the year lies in the period.
    pub fn contains(self, year: FiscalYear) -> bool {
        self.since.is_none_or(|since| since <= year) && self.until.is_none_or(|until| year <= until)
    }

    /// The first year that lies in both periods, if any does.
    pub fn overlap(self, other: Self) -> Option<Option<FiscalYear>> {
        let since = self.since.max(other.since);
        let until = [self.until, other.until].into_iter().flatten().min();
        match (since, until) {
            (Some(since), Some(until)) if since > until => None,
            _ => Some(since.or(until)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_as_clerks_write_them_and_printed_in_one_way() {
        for text in ["2020-01-31", "2020/1/31", "2020年1月31日"] {
            assert_eq!(Date::parse(text).map(|date| date.to_string()).as_deref(), Some("2020-01-31"));
        }
        for text in ["2020-02-30", "2020-13-01", "20200131", "31.1.2020", "2020-1", ""] {
            assert_eq!(Date::parse(text), None, "{text}");
        }
    }

    #[test]
    fn days_are_counted_across_months_and_leap_days() {
        let days = |from, to| Some(Date::parse(to)?.days_since(Date::parse(from)?));
        assert_eq!(days("2020-01-23", "2020-02-12"), Some(20));
        assert_eq!(days("2020-02-28", "2020-03-01"), Some(2));
        assert_eq!(days("2020-12-31", "2019-12-31"), Some(-366));
    }

    #[test]
    fn a_year_is_four_digits_within_reach() {
        assert!(FiscalYear::parse("2020").is_some());
        for text in ["20", "02020", "1888", "2100", "二〇二〇", "+202"] {
            assert_eq!(FiscalYear::parse(text), None, "{text}");
        }
    }
}
