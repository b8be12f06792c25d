//! The table of what was recorded as published, see [`crate::content::ledger`].

use crate::archive::Archive;
use crate::model::field::Keyword;
use crate::model::period::FiscalYear;
use crate::page::data::tables::{DEPARTMENT, DIGEST, KIND, Rows, SCOPE, YEAR};
use crate::table::{Description, Type, field, text, written};

/// The table. Its columns are those of the file in the site's repository.
pub static LEDGER: Description = Description {
    name: "ledger",
    chinese: "公开台账：登记过的每个版本及其内容摘要，只增不改",
    english: "Ledger: every version that was recorded as published, with the digest of what it says; it only grows",
    fields: &[
        DEPARTMENT,
        YEAR,
        KIND,
        SCOPE,
        field("version", "版本", "Version", Type::Integer),
        field("published", "公开日期", "Date of publication", Type::Date),
        field("recorded", "登记日期", "Day on which it was recorded", Type::Date),
        DIGEST,
        field("why", "更正原因", "Why it took the place of the version before", Type::Text),
    ],
    key: &["department", "year", "kind", "scope", "version"],
    foreign: &[],
};

/// The rows.
pub fn rows(archive: &Archive, _: Option<FiscalYear>) -> Rows<'_> {
    Box::new(archive.ledger.0.iter().map(|(identity, recorded)| {
        vec![
            text(identity.department.as_str()),
            written(identity.year),
            text(identity.kind.key()),
            text(identity.scope.key()),
            written(identity.version),
            recorded.published.and_then(written),
            written(recorded.recorded),
            written(recorded.digest.hex()),
            recorded.why.as_deref().and_then(text),
        ]
    }))
}
