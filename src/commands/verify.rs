//! `mingbai verify`: whether a published site is whole, and whether what was published is still there as it was.

use std::path::PathBuf;

use clap::{Arg, ArgMatches, Command};

use crate::commands::{Outcome, Talk, format_option, in_parallel, jobs_option, named, root_option, verb};
use crate::content::ledger;
use crate::diagnostic::{self, Diagnostic, Format};
use crate::files::{Files, Known};
use crate::index::Host;
use crate::language::{Catalogue, Fact};
use crate::verify::verify;

/// The command line of the verb.
pub fn command(catalogue: &Catalogue) -> Command {
    let site = Arg::new("site").help(catalogue.say("option-verify-site", &[]));
    verb("verify", catalogue)
        .arg(named(site, "folder-or-address", catalogue))
        .arg(root_option(catalogue))
        .arg(jobs_option(catalogue))
        .arg(format_option(catalogue))
}

/// Compares a site with its list of sums and with the ledger.
pub fn run(matches: &ArgMatches, talk: &Talk) -> Outcome {
    let root = matches.get_one::<PathBuf>("root").cloned().unwrap_or_default();
    let site = matches.get_one::<String>("site").cloned();
    let site = site.unwrap_or_else(|| root.join("public").display().to_string());
    let host = Host::new(&site);
    let mut problems = Vec::new();
    // A reader has no archive, and then only the site's own ledger.
    let files = Files::new(&root, Known::default()).ok().filter(|files| files.exists(ledger::FILE));
    let kept = files.map(|files| ledger::read(&files, &mut problems));
    let progress = talk.progress("verifying");
    let verified = in_parallel(matches, || verify(&host, kept.as_ref(), &progress, &mut problems));
    let verified = verified.and_then(|verified| verified);
    progress.finish();
    diagnostic::sort(&mut problems);
    match verified {
        Ok(verified) => {
            talk.problems(&problems, true);
            if talk.format == Format::Human {
                let facts = [("files", Fact::from(verified.files)), ("versions", Fact::from(verified.versions))];
                talk.summary(&talk.catalogue().say("verified", &facts));
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
