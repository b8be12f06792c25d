//! `mingbai record`: enters what is published into the ledger, which only grows.

use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use clap::{Arg, ArgAction, ArgMatches, Command};

use crate::archive::Archive;
use crate::commands::{Outcome, Talk, format_option, in_parallel, jobs_option, print, root_option, valued, verb};
use crate::content::layout::CONTENT;
use crate::content::ledger;
use crate::diagnostic::{self, Diagnostic, Format, Problem};
use crate::files::{Known, io_reason};
use crate::language::{Catalogue, Fact};
use crate::model::disclosure::Identity;
use crate::model::ledger::{Ledger, Recorded};
use crate::model::period::Date;
use crate::model::rule::{RuleId, Rules, Stop};
use crate::pipeline::{Nowhere, Sources};
use crate::progress::Progress;
use crate::told::findings_stop;

/// How many files are named that are left out.
const NAMED: usize = 5;

/// The command line of the verb.
pub fn command(catalogue: &Catalogue) -> Command {
    verb("record", catalogue)
        .arg(root_option(catalogue))
        .arg(valued(
            Arg::new("date").long("date").help(catalogue.say("option-record-date", &[])),
            "date",
            catalogue,
            Date::parse,
        ))
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
        let (new, undated) = new(&archive, recorded);
        if !matches.get_flag("dry-run") && !new.is_empty() {
            write(&root, &new)?;
        }
        Ok(Some((new, archive.ledger.0.len(), undated)))
    });
    match written {
        Ok(Some((new, before, undated))) => {
            talk.problems(&problems, false);
            if talk.format == Format::Human {
                let lines = Ledger(new.iter().cloned().collect());
                let is_older = |one: &Identity| lines.versions(one).any(|(other, _)| other.version > one.version);
                for (identity, _) in &new {
                    let facts = [
                        ("file", Fact::from(file(identity, is_older(identity)))),
                        ("version", Fact::from(identity.version.to_string())),
                    ];
                    print(&format!("{}\n", talk.catalogue().say("recorded-version", &facts)));
                }
                let facts = [("new", Fact::from(new.len())), ("all", Fact::from(before + new.len()))];
                let words = if matches.get_flag("dry-run") { "would-record" } else { "recorded" };
                talk.summary(&talk.catalogue().say(words, &facts));
                if !undated.is_empty() {
                    let files: Vec<String> = undated.iter().take(NAMED).cloned().collect();
                    let facts = [
                        ("count", Fact::from(undated.len())),
                        ("files", Fact::from(files)),
                        ("more", Fact::from(undated.len().saturating_sub(NAMED))),
                    ];
                    talk.summary(&talk.catalogue().say("recorded-not", &facts));
                }
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
    // Whatever the site makes of the rule, what has changed is not passed over here.
    sources.plan.settings = None;
    let nowhere = Nowhere::default();
    sources.pass(&nowhere, progress, problems)?;
    Ok(nowhere.into_archive())
}

/// The versions that are not recorded yet, and the files of those of them that are left out because they do not say when they were published:
/// what is being written says nothing of it.
fn new(archive: &Archive, recorded: Date) -> (Vec<(Identity, Recorded)>, Vec<String>) {
    let (mut new, mut undated) = (Vec::new(), Vec::new());
    for entry in archive.entries().filter(|entry| !archive.ledger.0.contains_key(&entry.identity)) {
        let Some(published) = entry.dates.as_ref().and_then(|dates| dates.published) else {
            undated.push(file(&entry.identity, entry.superseded));
            continue;
        };
        let correction = entry.corrections.iter().find(|correction| correction.version.0 == entry.identity.version);
        let first = (entry.identity.version == 1).then_some(published);
        let line = Recorded {
            published: correction.map_or(first, |correction| correction.date),
            recorded,
            digest: entry.digest,
            why: correction.map(|correction| correction.why.clone()),
        };
        new.push((entry.identity.clone(), line));
    }
    (new, undated)
}

/// Adds lines to the ledger. It takes the place of the old one when it is written, so that none is ever half there. The new
/// one begins as a file that nobody else has begun, so that two runs do not mix and nothing is written through a link.
fn write(root: &Path, new: &[(Identity, Recorded)]) -> Result<(), Diagnostic> {
    let place = root.join(ledger::FILE);
    let failed = |error: std::io::Error| {
        let path = place.display().to_string();
        Diagnostic::in_file(path.clone(), Problem::CannotWrite { path, reason: io_reason(&error) })
    };
    let beside = place.with_extension("csv.new");
    let mut file = fs::File::create_new(&beside).map_err(|error| {
        let path = beside.display().to_string();
        let problem = match error.kind() {
            std::io::ErrorKind::AlreadyExists => Problem::AnotherRecord { path: path.clone() },
            _ => Problem::CannotWrite { path: path.clone(), reason: io_reason(&error) },
        };
        Diagnostic::in_file(path, problem)
    })?;
    let grow = |file: &mut fs::File| {
        let before = match fs::read(&place) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Vec::new(),
            read => read?,
        };
        // Another run may have been faster.
        let (known, _) = ledger::parse(&String::from_utf8_lossy(&before));
        let new: Vec<_> = new.iter().filter(|(identity, _)| !known.0.contains_key(identity)).cloned().collect();
        file.write_all(&ledger::grown(before, &new))?;
        fs::rename(&beside, &place)
    };
    let grown = grow(&mut file);
    if grown.is_err() {
        let _ = fs::remove_file(&beside);
    }
    grown.map_err(failed)
}

/// Where a version is, by its name as a file of the archive; an older one is marked with its number.
fn file(identity: &Identity, is_older: bool) -> String {
    let mark = if is_older { format!("@{}", identity.version) } else { String::new() };
    format!("{CONTENT}/{}/{}/{}{mark}.yaml", identity.department, identity.year, identity.stem())
}
