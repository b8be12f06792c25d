//! `mingbai check`: reads the whole archive and tells every problem, without writing a site.

use std::path::{Path, PathBuf};

use clap::{ArgMatches, Command};

use crate::commands::{Outcome, Talk, format_option, in_parallel, jobs_option, root_option, verb};
use crate::diagnostic::{self, Diagnostic, Format};
use crate::files::Known;
use crate::language::{Catalogue, Fact};
use crate::pipeline::{Destination, Nowhere, Sources};
use crate::progress::Progress;
use crate::render::Theme;

/// The command line of the verb.
pub fn command(catalogue: &Catalogue) -> Command {
    verb("check", catalogue).arg(root_option(catalogue)).arg(jobs_option(catalogue)).arg(format_option(catalogue))
}

/// Checks the archive.
pub fn run(matches: &ArgMatches, talk: &Talk) -> Outcome {
    let root = matches.get_one::<PathBuf>("root").cloned().unwrap_or_default();
    let mut problems = Vec::new();
    let progress = talk.progress("checking");
    let count = in_parallel(matches, || check(&root, &progress, &mut problems)).and_then(|count| count);
    progress.finish();
    let count = match count {
        Ok(count) => count,
        Err(failure) => {
            problems.push(failure);
            diagnostic::sort(&mut problems);
            talk.problems(&problems, false);
            return Outcome::Failed;
        }
    };
    diagnostic::sort(&mut problems);
    talk.problems(&problems, true);
    if diagnostic::stops(&problems) {
        return Outcome::Content;
    }
    if talk.format == Format::Human {
        talk.summary(&talk.catalogue.say("checked", &[("disclosures", Fact::from(count))]));
    }
    Outcome::Fine
}

/// Reads everything; the number of disclosures that could be read.
fn check(root: &Path, progress: &Progress, problems: &mut Vec<Diagnostic>) -> Result<usize, Diagnostic> {
    let nowhere = Nowhere::default();
    let sources = Sources::read(root, Known::default(), problems)?;
    let theme = Theme::load(&sources.files, problems);
    let count = sources.pass(&nowhere, progress, problems)?;
    nowhere.addresses().examine(&theme, problems);
    Ok(count.disclosures)
}
