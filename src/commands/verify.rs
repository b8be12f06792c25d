//! `mingbai verify`: whether a published site is whole, and whether what was published is still there as it was.

use std::fs::File;
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use clap::{Arg, ArgMatches, Command};

use crate::commands::{Outcome, Talk, format_option, in_parallel, jobs_option, named, root_option, verb};
use crate::content::ledger;
use crate::diagnostic::{self, Diagnostic, Format, Problem};
use crate::files::{Files, Known, io_reason};
use crate::index::Host;
use crate::language::{Catalogue, Fact};
use crate::model::ledger::Ledger;
use crate::sums::{self, Sums};
use crate::verify::{Kept, MOST_OF_A_TABLE, verify};

/// The command line of the verb.
pub fn command(catalogue: &Catalogue) -> Command {
    let site = Arg::new("site").help(catalogue.say("option-verify-site", &[]));
    verb("verify", catalogue)
        .arg(named(site, "folder-or-address", catalogue))
        .arg(root_option(catalogue))
        .arg(named(Arg::new("sums").long("sums").help(catalogue.say("option-verify-sums", &[])), "file", catalogue))
        .arg(jobs_option(catalogue))
        .arg(format_option(catalogue))
}

/// Compares a site with its list of sums, with the ledger, and with a list that was kept.
pub fn run(matches: &ArgMatches, talk: &Talk) -> Outcome {
    let root = matches.get_one::<PathBuf>("root").cloned().unwrap_or_default();
    let site = matches.get_one::<String>("site").cloned();
    let site = site.unwrap_or_else(|| root.join("public").display().to_string());
    let host = Host::new(&site);
    let mut problems = Vec::new();
    let ledger = own_ledger(&root, &mut problems);
    let progress = talk.progress("verifying");
    let kept = ledger.and_then(|ledger| {
        if matches!(&host, Host::Folder(folder) if !folder.exists()) {
            return Err(Diagnostic::in_file(site, Problem::NoSuchSite {}));
        }
        let sums = matches.get_one::<String>("sums").map(|list| kept(list)).transpose()?;
        Ok(Kept { ledger, sums })
    });
    let verified = kept.and_then(|kept| {
        in_parallel(matches, || verify(&host, &kept, &progress, &mut problems)).and_then(|verified| verified)
    });
    progress.finish();
    diagnostic::sort(&mut problems);
    match verified {
        Ok(verified) => {
            talk.problems(&problems, true);
            if talk.format == Format::Human {
                let facts = [("files", Fact::from(verified.files)), ("versions", Fact::from(verified.versions))];
                talk.summary(&talk.catalogue().say("verified", &facts));
                if let Some(kept) = verified.kept {
                    talk.summary(&talk.catalogue().say("verified-kept", &[("files", Fact::from(kept))]));
                }
            }
            if diagnostic::stops(&problems) { Outcome::Content } else { Outcome::Fine }
        }
        Err(failure) => {
            let failed: Vec<Diagnostic> = problems.into_iter().chain([failure]).collect();
            talk.problems(&failed, false);
            Outcome::Failed
        }
    }
}

/// The ledger of the site's folder. A reader has none, and then only the site's own.
fn own_ledger(root: &Path, problems: &mut Vec<Diagnostic>) -> Result<Option<Ledger>, Diagnostic> {
    let files = Files::new(root, Known::default())?;
    if files.exists(ledger::FILE) {
        return Ok(Some(ledger::read(&files, problems)));
    }
    let folder = root.display().to_string();
    problems.push(Diagnostic::in_file(ledger::FILE, Problem::OwnLedgerAlone { folder }));
    Ok(None)
}

/// Reads a list of sums that was kept; `-` is standard input.
fn kept(list: &str) -> Result<Sums, Diagnostic> {
    let told = |problem| Diagnostic::in_file(list, problem);
    let mut bytes = Vec::new();
    let read = if list == "-" {
        io::stdin().take(MOST_OF_A_TABLE).read_to_end(&mut bytes)
    } else {
        File::open(list).and_then(|file| file.take(MOST_OF_A_TABLE).read_to_end(&mut bytes))
    };
    read.map_err(|error| told(Problem::Unreadable { reason: io_reason(&error) }))?;
    match sums::read(String::from_utf8_lossy(&bytes).trim_start_matches('\u{feff}').trim_end()) {
        // What could not be fetched is often left behind empty.
        Ok(sums) if sums.is_empty() => Err(told(Problem::EmptyKeptSums {})),
        read => read.map_err(|line| told(Problem::BadKeptSums { line })),
    }
}
