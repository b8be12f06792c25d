//! Mingbai (明白账) turns a folder of YAML files, one per department, year and kind, into a website of budget
//! disclosures: every figure exact, every year comparable, nothing to run on a server.
//!
//! Data goes one way through the folders of this crate:
//!
//! ```text
//! content → model → archive → check → page → render → publish
//! ```
//!
//! [`tree`] holds marked trees, in which every value knows its place in its file; [`diagnostic`] is the one way to say
//! a problem, in the words of [`language`]; [`commands`] are the verbs of the command line. See `docs/architecture.md`.

pub mod archive;
pub mod build;
pub mod cache;
pub mod check;
pub mod commands;
pub mod config;
pub mod content;
pub mod deploy;
pub mod diagnostic;
pub mod files;
pub mod fingerprint;
pub mod index;
pub mod language;
pub mod media;
pub mod model;
pub mod new;
pub mod page;
pub mod pipeline;
pub mod progress;
pub mod publish;
pub mod render;
pub mod serve;
pub mod sums;
pub mod table;
pub mod text;
pub mod told;
pub mod tree;
pub mod verify;
