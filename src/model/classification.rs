//! Classification codes (政府收支分类科目): functional 类款项 and economic 类款, with names by year.

use std::collections::BTreeMap;

use crate::model::field::{Keyword, keyword};
use crate::model::period::{FiscalYear, Period};

/// The national list as far as it is known here: a table of system, code, name, first year, last year, status.
const NATIONAL: &str = include_str!("classification.tsv");

keyword! {
    /// A classification system.
    pub enum System = "分类体系" {
        /// 支出功能分类: 类 3 digits, 款 5, 项 7.
        Functional = "functional" | "功能分类";
        /// 部门预算支出经济分类: 类 3 digits, 款 5.
        Economic = "economic" | "部门经济分类";
        /// 政府预算支出经济分类.
        GovernmentEconomic = "government_economic" | "政府经济分类";
    }
}

/// A code's name over a period of years.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Name {
    /// The name.
    pub name: String,
    /// The years in which it is the name.
    pub period: Period,
}

/// Codes with their names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Classification {
    codes: BTreeMap<(System, String), Vec<Name>>,
}

impl Classification {
    /// The list that is part of the binary.
    pub fn national() -> Self {
        let mut list = Self::default();
        list.extend(NATIONAL);
        list
    }

    /// Adds a table in the same form, with a heading line. Returns the numbers of lines that are not understood.
    /// A line for a code and period that the list has already takes the old one's place.
    pub fn extend(&mut self, table: &str) -> Vec<usize> {
        let mut bad = Vec::new();
        for (index, line) in table.lines().enumerate().skip(1) {
            if line.trim().is_empty() {
                continue;
            }
            match parse_line(line) {
                Some((system, code, name)) => {
                    let names = self.codes.entry((system, code)).or_default();
                    names.retain(|other| other.period != name.period);
                    names.push(name);
                }
                None => bad.push(index + 1),
            }
        }
        bad
    }

    /// A code's name in a year; `None` for a code that the list does not have.
    pub fn name(&self, system: System, code: &str, year: FiscalYear) -> Option<&str> {
        let names = self.codes.get(&(system, code.to_owned()))?;
        // The site's own names come behind the national ones and prevail.
        names.iter().rev().find(|name| name.period.contains(year)).map(|name| name.name.as_str())
    }

    /// Every code with its names, in order.
    pub fn codes(&self) -> impl Iterator<Item = (System, &str, &[Name])> {
        self.codes.iter().map(|((system, code), names)| (*system, code.as_str(), names.as_slice()))
    }
}

fn parse_line(line: &str) -> Option<(System, String, Name)> {
    let mut fields = line.trim_end_matches('\r').split('\t').map(str::trim);
    let system = System::from_word(fields.next()?)?;
    let code = normalise(fields.next()?)?;
    let name = fields.next().filter(|name| !name.is_empty())?.to_owned();
    let mut year = || match fields.next() {
        None | Some("") => Some(None),
        Some(text) => FiscalYear::parse(text).map(Some),
    };
    let period = Period { since: year()?, until: year()? };
    Some((system, code, Name { name, period }))
}

/// A code's digits from any printed form: `2012901`, `201 29 01`, `201-29-01`. `None` for what is no code.
pub fn normalise(text: &str) -> Option<String> {
    let mut parts = text.split([' ', '-', '\u{3000}', '\u{a0}', '.']).filter(|part| !part.is_empty());
    let mut digits = parts.next()?.to_owned();
    for part in parts {
        // A spreadsheet makes 1 of 01.
        if part.len() == 1 {
            digits.push('0');
        }
        digits.push_str(part);
    }
    let well_formed = matches!(digits.len(), 3 | 5 | 7) && digits.bytes().all(|byte| byte.is_ascii_digit());
    well_formed.then_some(digits)
}

/// The level of a normalised code: 1 for 类, 2 for 款, 3 for 项.
pub fn level(code: &str) -> u8 {
    match code.len() {
        0..=3 => 1,
        4..=5 => 2,
        _ => 3,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn year(text: &str) -> FiscalYear {
        FiscalYear::parse(text).unwrap_or_else(|| panic!("{text}"))
    }

    #[test]
    fn names_are_those_of_the_year() {
        let list = Classification::national();
        assert_eq!(list.name(System::Functional, "207", year("2018")), Some("文化体育与传媒支出"));
        assert_eq!(list.name(System::Functional, "207", year("2019")), Some("文化旅游体育与传媒支出"));
        assert_eq!(list.name(System::Functional, "210", year("2017")), Some("医疗卫生与计划生育支出"));
        assert_eq!(list.name(System::Economic, "30231", year("2020")), Some("公务用车运行维护费"));
        assert_eq!(list.name(System::Functional, "2999999", year("2020")), None);
    }

    #[test]
    fn every_line_of_the_national_list_is_understood() {
        assert_eq!(Classification::default().extend(NATIONAL), Vec::<usize>::new());
        assert_eq!(Classification::national().codes().count(), NATIONAL.lines().count() - 1 - 3);
    }

    #[test]
    fn the_owner_of_a_site_can_add_codes_and_rename_them() {
        let mut list = Classification::national();
        let bad = list.extend("system\tcode\tname\tsince\tuntil\nfunctional\t2299901\t其他支出\t\t\nfunctional\tx\ty\n功能分类\t224\t应急支出\t\t\t");
        assert_eq!(bad, [3]);
        assert_eq!(list.name(System::Functional, "2299901", year("2020")), Some("其他支出"));
        assert_eq!(list.name(System::Functional, "224", year("2020")), Some("应急支出"));
    }

    #[test]
    fn printed_forms_of_a_code_are_one_code() {
        for text in ["2012901", "201 29 01", "201-29-01", "201　29　01", "201 29 1"] {
            assert_eq!(normalise(text).as_deref(), Some("2012901"));
        }
        for text in ["20", "201290", "20129011", "abc", ""] {
            assert_eq!(normalise(text), None);
        }
    }
}
