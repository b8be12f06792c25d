//! `mingbai record`: enters what is published into the ledger, which only grows.

use std::fs;
use std::path::{Path, PathBuf};

use clap::{Arg, ArgAction, ArgMatches, Command};

use crate::archive::Archive;
use crate::commands::{Outcome, Talk, format_option, in_parallel, jobs_option, print, root_option, verb};
use crate::content::ledger;
use crate::diagnostic::{self, Diagnostic, Format, Problem};
use crate::files::{Known, io_reason};
use crate::language::{Catalogue, Fact};
use crate::model::disclosure::Identity;
use crate::model::ledger::Recorded;
use crate::model::period::Date;
use crate::model::rule::{RuleId, Rules, Stop};
use crate::pipeline::{Nowhere, Sources};
use crate::progress::Progress;
use crate::told::findings_stop;

/// The command line of the verb.
pub fn command(catalogue: &Catalogue) -> Command {
    verb("record", catalogue)
        .arg(root_option(catalogue))
        .arg(
            Arg::new("date")
                .long("date")
                .value_name("DATE")
                .value_parser(|text: &str| Date::parse(text).ok_or("2025-12-31"))
                .help(catalogue.say("option-record-date", &[])),
        )
        .arg(
            Arg::new("dry-run")
                .short('n')
                .long("dry-run")
                .action(ArgAction::SetTrue)
                .help(catalogue.say("option-record-dry-run", &[])),
        )
        .arg(jobs_option(catalogue))
        .arg(format_option(catalogue))
}

/// Enters each version that is not recorded yet, if nothing that was recorded has changed.
pub fn run(matches: &ArgMatches, talk: &Talk) -> Outcome {
    let root = matches.get_one::<PathBuf>("root").cloned().unwrap_or_default();
    let recorded = matches.get_one::<Date>("date").copied().unwrap_or_else(Date::today);
    let mut problems = Vec::new();
    let progress = talk.progress("checking");
    let read = in_parallel(matches, || read(&root, &progress, &mut problems)).and_then(|read| read);
    progress.finish();
    diagnostic::sort(&mut problems);
    let written = read.and_then(|archive| {
        // A changed version that was recorded anew would no longer be found.
        let Some(archive) = archive.filter(|_| !findings_stop(&problems, Stop::Error)) else { return Ok(None) };
        let new = new(&archive, recorded);
        if !matches.get_flag("dry-run") && !new.is_empty() {
            write(&root, &new)?;
        }
        Ok(Some((new, archive.ledger.0.len())))
    });
    match written {
        Ok(Some((new, before))) => {
            talk.problems(&problems, false);
            if talk.format == Format::Human {
                for (identity, _) in &new {
                    let facts =
                        [("file", Fact::from(file(identity))), ("version", Fact::from(identity.version.to_string()))];
                    print(&format!("{}\n", talk.catalogue().say("recorded-version", &facts)));
                }
                let facts = [("new", Fact::from(new.len())), ("all", Fact::from(before + new.len()))];
                talk.summary(&talk.catalogue().say("recorded", &facts));
            }
            Outcome::Fine
        }
        Ok(None) => {
            talk.problems(&problems, false);
            talk.summary(&talk.catalogue().say("not-recorded", &[]));
            Outcome::Content
        }
        Err(failure) => {
            problems.push(failure);
            talk.problems(&problems, false);
            Outcome::Failed
        }
    }
}

/// The archive, if it is sound; of its checks, only whether what was recorded has changed.
fn read(root: &Path, progress: &Progress, problems: &mut Vec<Diagnostic>) -> Result<Option<Archive>, Diagnostic> {
    let mut sources = Sources::read(root, Known::default(), problems)?;
    sources.plan.only = vec![Rules::One(RuleId::F6)];
    let nowhere = Nowhere::default();
    sources.pass(&nowhere, progress, problems)?;
    Ok(nowhere.into_archive())
}

/// The versions that are not recorded yet.
fn new(archive: &Archive, recorded: Date) -> Vec<(Identity, Recorded)> {
    let entries = archive.entries().filter(|entry| !archive.ledger.0.contains_key(&entry.identity));
    let new = entries.map(|entry| {
        let correction = entry.corrections.iter().find(|correction| correction.version.0 == entry.identity.version);
        let published = entry.dates.as_ref().and_then(|dates| dates.published);
        let recorded = Recorded {
            published: correction.and_then(|correction| correction.date).or(published),
            recorded,
            digest: entry.digest,
            why: correction.map(|correction| correction.why.clone()),
        };
        (entry.identity.clone(), recorded)
    });
    new.collect()
}

/// Adds lines to the ledger. It takes the place of the old one when it is written, so that none is ever half there.
fn write(root: &Path, new: &[(Identity, Recorded)]) -> Result<(), Diagnostic> {
    let place = root.join(ledger::FILE);
    let failed = |error: std::io::Error| {
        let path = place.display().to_string();
        Diagnostic::in_file(path.clone(), Problem::CannotWrite { path, reason: io_reason(&error) })
    };
    let before = match fs::read(&place) {
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Vec::new(),
        read => read.map_err(failed)?,
    };
    let beside = place.with_extension("csv.new");
    let grown = ledger::grown(before, new);
    fs::write(&beside, grown).and_then(|()| fs::rename(&beside, &place)).map_err(failed)
}

/// Where a version is kept.
fn file(identity: &Identity) -> String {
    format!("content/{}/{}/{}.yaml", identity.department, identity.year, identity.stem())
}
