//! Tables for programs: each is described once, and from that come its CSV and its schema in a data package.
//!
//! A [`Description`] says what a table is and which fields it has; a [`Table`] is a description with rows. A new table is
//! a `static` description and an iterator; rows are made one by one as they are written, so a table takes no memory.

use std::borrow::Cow;

use serde_json::{Value as Json, json};

/// What a field holds. Only text can be taken for a formula by a spreadsheet; the rest is written by our own code.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Type {
    /// Text, which may be content.
    Text,
    /// A whole number.
    Integer,
    /// An exact decimal in plain digits.
    Number,
    /// `true` or `false`.
    Boolean,
    /// A day: `2020-01-31`.
    Date,
}

impl Type {
    /// Its name in a table schema (Frictionless).
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "string",
            Self::Integer => "integer",
            Self::Number => "number",
            Self::Boolean => "boolean",
            Self::Date => "date",
        }
    }
}

/// One field.
#[derive(Debug, Clone, Copy)]
pub struct Field {
    /// The heading of its column.
    pub key: &'static str,
    /// What it is, in Chinese.
    pub chinese: &'static str,
    /// What it is, in English.
    pub english: &'static str,
    /// What it holds.
    pub holds: Type,
    /// Its type in the taxonomy of fiscal data packages; empty where that has none.
    pub column_type: &'static str,
}

/// Describes a field; see [`Field`].
pub const fn field(key: &'static str, chinese: &'static str, english: &'static str, holds: Type) -> Field {
    Field { key, chinese, english, holds, column_type: "" }
}

impl Field {
    /// The field with its type in the taxonomy of fiscal data packages.
    #[must_use]
    pub const fn column_type(self, column_type: &'static str) -> Self {
        Self { column_type, ..self }
    }

    fn schema(&self) -> Json {
        let mut schema = json!({
            "name": self.key,
            "type": self.holds.name(),
            "title": self.chinese,
            "description": format!("{} / {}", self.chinese, self.english),
        });
        if !self.column_type.is_empty() {
            schema["columnType"] = self.column_type.into();
        }
        schema
    }
}

/// Fields whose values are keys of another table.
#[derive(Debug, Clone, Copy)]
pub struct Foreign {
    /// The fields here.
    pub fields: &'static [&'static str],
    /// The other table's name.
    pub table: &'static str,
    /// The fields there.
    pub keys: &'static [&'static str],
}

/// What a table is, and which fields it has.
#[derive(Debug, Clone, Copy)]
pub struct Description {
    /// Its name.
    pub name: &'static str,
    /// What it is, in Chinese.
    pub chinese: &'static str,
    /// What it is, in English.
    pub english: &'static str,
    /// The fields, in the order of the columns.
    pub fields: &'static [Field],
    /// The fields that tell each row from every other.
    pub key: &'static [&'static str],
    /// The fields that lead to other tables.
    pub foreign: &'static [Foreign],
}

impl Description {
    /// The table with these rows.
    pub fn rows<'a>(&'static self, rows: impl Iterator<Item = Row<'a>> + 'a) -> Table<'a> {
        Table { description: self, rows: Box::new(rows) }
    }

    /// The table schema (Frictionless).
    pub fn schema(&self) -> Json {
        let foreign: Vec<Json> = self
            .foreign
            .iter()
            .map(|foreign| {
                json!({
                    "fields": foreign.fields,
                    "reference": { "resource": foreign.table, "fields": foreign.keys },
                })
            })
            .collect();
        let mut schema = json!({
            "fields": self.fields.iter().map(Field::schema).collect::<Vec<_>>(),
            "missingValues": [""],
        });
        if !self.key.is_empty() {
            schema["primaryKey"] = self.key.into();
        }
        if !foreign.is_empty() {
            schema["foreignKeys"] = foreign.into();
        }
        schema
    }
}

/// The values of one row, one a field; `None` where there is none.
pub type Row<'a> = Vec<Option<Cow<'a, str>>>;

/// Text that lives elsewhere, as a value.
pub fn text(text: &str) -> Option<Cow<'_, str>> {
    Some(Cow::Borrowed(text))
}

/// What is written down for its row, as a value.
#[allow(clippy::needless_pass_by_value, reason = "so that it can be handed to `and_then` as it is")]
pub fn written(value: impl ToString) -> Option<Cow<'static, str>> {
    Some(Cow::Owned(value.to_string()))
}

/// A table with its rows.
pub struct Table<'a> {
    /// What it is.
    pub description: &'static Description,
    rows: Box<dyn Iterator<Item = Row<'a>> + 'a>,
}

impl Table<'_> {
    /// The table as Chinese Excel opens it: UTF-8 with a byte order mark, lines that end in CR and LF, and no text that a
    /// spreadsheet takes for a formula.
    pub fn csv(self) -> Vec<u8> {
        let fields = self.description.fields;
        let heads = fields.iter().map(|field| Cow::Borrowed(field.key)).collect();
        let rows = self.rows.map(|row| {
            let cells = fields.iter().zip(row).map(|(field, value)| match value {
                None => Cow::Borrowed(""),
                Some(text) if field.holds == Type::Text => neutral(text),
                Some(plain) => plain,
            });
            cells.collect::<Vec<_>>()
        });
        csv(std::iter::once(heads).chain(rows))
    }
}

/// Rows as CSV that Chinese Excel opens. Text in them must be [`neutral`].
pub fn csv<'a>(rows: impl Iterator<Item = Vec<Cow<'a, str>>>) -> Vec<u8> {
    let mut bytes = "\u{feff}".as_bytes().to_vec();
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(&mut bytes);
    let mut result = Ok(());
    for row in rows {
        result = result.and_then(|()| writer.write_record(row.iter().map(|cell| cell.as_bytes())));
    }
    let flushed = writer.flush();
    // Writing to memory fails only where a row has not as many values as there are fields.
    debug_assert!(result.is_ok() && flushed.is_ok(), "{result:?}");
    drop(writer);
    bytes
}

/// Text of which no spreadsheet makes a formula: an apostrophe stands before the signs that begin one.
pub fn neutral<'a>(text: impl Into<Cow<'a, str>>) -> Cow<'a, str> {
    let text = text.into();
    // Some spreadsheets narrow full-width signs before they look.
    if text.starts_with(['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠']) {
        return Cow::Owned(format!("'{text}"));
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    static PLAIN: Description = Description {
        name: "plain",
        chinese: "表",
        english: "A table",
        fields: &[
            field("name", "名称", "Name", Type::Text),
            field("value", "金额", "Value", Type::Number).column_type("value"),
        ],
        key: &["name"],
        foreign: &[],
    };

    fn csv(rows: &[(&str, Option<&str>)]) -> String {
        let rows = rows.iter().map(|(name, value)| vec![text(name), value.map(Cow::Borrowed)]);
        String::from_utf8(PLAIN.rows(rows).csv()).unwrap_or_default()
    }

    #[test]
    fn text_that_begins_a_formula_is_neutralised_and_numbers_are_left_alone() {
        for sign in ["=cmd()", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "＝1+1"] {
            assert!(csv(&[(sign, Some("-5"))]).contains(&format!("'{sign}")), "{sign:?}");
        }
        assert_eq!(csv(&[("-1", Some("-1.50"))]), "\u{feff}name,value\r\n'-1,-1.50\r\n");
        assert_eq!(csv(&[("a=b", None)]), "\u{feff}name,value\r\na=b,\r\n");
    }

    #[test]
    fn quotation_marks_commas_and_lines_stay_inside_their_cell() {
        assert_eq!(csv(&[("a,\"b\"\nc", Some("1"))]), "\u{feff}name,value\r\n\"a,\"\"b\"\"\nc\",1\r\n");
    }

    #[test]
    fn the_schema_comes_from_the_same_fields() {
        let schema = PLAIN.schema();
        assert_eq!(schema["fields"][1]["name"], "value");
        assert_eq!(schema["fields"][1]["columnType"], "value");
        assert_eq!(schema["primaryKey"], json!(["name"]));
        assert!(schema.get("foreignKeys").is_none());
    }
}
