//! The program as its users meet it: files in, messages, exit codes and pages out. See `README.md` beside this file.
#![allow(clippy::expect_used, clippy::format_push_string, reason = "a test that cannot go on has failed")]

mod bad_input;
mod charts;
mod check_command;
mod checks;
mod checks_on_site;
mod command_line;
mod compare;
mod coverage;
mod data;
mod deploy;
#[cfg(feature = "deploy")]
mod deploy_storage;
mod deploying;
mod guide;
mod harness;
mod host;
mod incremental;
mod keys;
mod ledger;
mod messages;
mod mutants;
mod new;
mod output;
mod pages;
mod pages_hosting;
mod phrasings;
mod projects;
mod rules;
mod sample;
mod schema;
mod search;
mod security;
mod seed;
mod serve;
mod storage;
mod theme;
mod whole;
