//! The search engine of Mingbai: an index of static files, searched by the same code on the command line and in a browser.
//!
//! `write` puts an index together from the terms of disclosures ([`words`]); [`engine`] answers queries ([`query`]) from it,
//! reading only the stretches that a query needs. All scores are whole numbers, so that both places give the same order.

// Numbers are packed into as few bits as they need: casts say which.
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss
)]

mod bytes;
mod dictionary;
pub mod document;
pub mod engine;
mod excerpt;
mod fold;
pub mod index;
mod names;
mod postings;
pub mod query;
mod store;
mod token;
pub mod words;
pub mod write;

pub use excerpt::Piece;
