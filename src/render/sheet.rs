//! Sheets to files: CSV for each table of a page, JSON for all of them. Workbooks are made in `workbook.rs`.

use std::borrow::Cow;

use serde::ser::{Error as _, Serialize, SerializeMap as _, SerializeSeq as _, Serializer};

use serde_json::value::RawValue;

use crate::language::{Catalogue, Fact};
use crate::page::Page;
use crate::page::sheet::{Cell, Column, Sheet, Words};
use crate::table::{csv, neutral};

impl Words {
    /// The words in the catalogue's language.
    pub(super) fn say(&self, catalogue: &Catalogue) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Message(id, facts) => {
                debug_assert!(catalogue.has(id), "no message {id}");
                let facts: Vec<(&str, Fact)> =
                    facts.iter().map(|(name, words)| (*name, Fact::from(words.say(catalogue)))).collect();
                catalogue.say(id, &facts)
            }
            Self::List(all) => {
                let all: Vec<String> = all.iter().map(|words| words.say(catalogue)).collect();
                all.join(&catalogue.say("list-comma", &[]))
            }
        }
    }
}

impl Column {
    /// The heading, with the unit where the column has one.
    pub(super) fn heading(&self, catalogue: &Catalogue) -> String {
        match self {
            Self::Named(name, None) => name.say(catalogue),
            Self::Named(name, Some(unit)) => {
                let facts = [("name", name.say(catalogue).into()), ("unit", unit.say(catalogue).into())];
                catalogue.say("heading-in-unit", &facts)
            }
            Self::Year(year) => year.to_string(),
        }
    }
}

/// A sheet as CSV: amounts and numbers in plain digits, nothing where the page has nothing, and for a blank and a dash
/// the words that the page has for them.
pub(super) fn to_csv(sheet: &Sheet, catalogue: &Catalogue) -> Vec<u8> {
    let headings = sheet.columns.iter().map(|column| neutral(column.heading(catalogue)));
    let rows = sheet.rows.iter().map(|row| row.iter().map(|cell| plain(cell, catalogue)).collect());
    csv(std::iter::once(headings.collect()).chain(rows))
}

/// A cell in CSV.
fn plain<'a>(cell: &'a Cell, catalogue: &Catalogue) -> Cow<'a, str> {
    match cell {
        Cell::Amount(money) => Cow::Owned(money.printed()),
        Cell::Number(number) => Cow::Borrowed(number),
        Cell::Words(words) => neutral(words.say(catalogue)),
        Cell::Blank => Cow::Owned(catalogue.say("blank", &[])),
        Cell::Dash => Cow::Borrowed(DASH),
        Cell::Absent => Cow::Borrowed(""),
    }
}

/// A dash as documents print it.
pub(super) const DASH: &str = "——";

/// All sheets of a page as JSON. A row is a list in the order of the columns: words; figures as numbers, digit by digit
/// as shown, in the unit that the column or the row names; `"blank"` or `"dash"` as a state; `null` for what is not there.
pub(super) fn to_json(page: &Page, sheets: &[Sheet], catalogue: &Catalogue) -> serde_json::Result<Vec<u8>> {
    let mut bytes = serde_json::to_vec(&Said { what: &All { page, sheets }, catalogue })?;
    bytes.push(b'\n');
    Ok(bytes)
}

struct All<'a> {
    page: &'a Page,
    sheets: &'a [Sheet],
}

/// Something that is said in a language.
struct Said<'a, T> {
    what: &'a T,
    catalogue: &'a Catalogue,
}

/// Several of them.
struct List<'a, T>(&'a [T], &'a Catalogue);

impl<T> Serialize for List<'_, T>
where
    for<'a> Said<'a, T>: Serialize,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut list = serializer.serialize_seq(Some(self.0.len()))?;
        for what in self.0 {
            list.serialize_element(&Said { what, catalogue: self.1 })?;
        }
        list.end()
    }
}

impl Serialize for Said<'_, All<'_>> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("page", &self.what.page.path)?;
        map.serialize_entry("tables", &List(self.what.sheets, self.catalogue))?;
        map.end()
    }
}

impl Serialize for Said<'_, Sheet> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Sheet { name, title, columns, rows } = self.what;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("name", name)?;
        map.serialize_entry("title", &title.say(self.catalogue))?;
        map.serialize_entry("columns", &List(columns, self.catalogue))?;
        map.serialize_entry("rows", &List(rows, self.catalogue))?;
        map.end()
    }
}

impl Serialize for Said<'_, Column> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        match self.what {
            Column::Named(name, unit) => {
                map.serialize_entry("name", &name.say(self.catalogue))?;
                if let Some(unit) = unit {
                    map.serialize_entry("unit", &unit.say(self.catalogue))?;
                }
            }
            Column::Year(year) => map.serialize_entry("year", year)?,
        }
        map.end()
    }
}

impl Serialize for Said<'_, Vec<Cell>> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        List(self.what, self.catalogue).serialize(serializer)
    }
}

impl Serialize for Said<'_, Cell> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.what {
            Cell::Amount(money) => digits(money.printed(), serializer),
            Cell::Number(number) => digits(number.clone(), serializer),
            Cell::Words(words) => serializer.serialize_str(&words.say(self.catalogue)),
            Cell::Blank => serializer.collect_map([("state", "blank")]),
            Cell::Dash => serializer.collect_map([("state", "dash")]),
            Cell::Absent => serializer.serialize_none(),
        }
    }
}

/// A number with all its digits, which may be more than a floating-point number has.
fn digits<S: Serializer>(digits: String, serializer: S) -> Result<S::Ok, S::Error> {
    match RawValue::from_string(digits) {
        Ok(number) => number.serialize(serializer),
        Err(error) => Err(S::Error::custom(error)),
    }
}
