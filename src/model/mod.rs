//! What a disclosure is: plain data without I/O, and for each record the table of its fields.
//!
//! Start at [`disclosure::Disclosure`]. Amounts are [`money::Money`], exact and as printed; what a table cell may hold
//! is [`cell::Cell`]; what is compared across years and departments is a [`measure::Measure`].

pub mod address;
pub mod anchor;
pub mod cell;
pub mod classification;
pub mod comparison;
pub mod department;
pub mod deploy;
pub mod disclosure;
pub mod field;
pub mod host;
pub mod ledger;
pub mod measure;
pub mod money;
pub mod performance;
pub mod period;
pub mod prose;
pub mod quantity;
pub mod rule;
pub mod section;
pub mod spot;
pub mod statement;
pub mod succession;
pub mod summary;
pub mod vocabulary;
pub mod yearly;
