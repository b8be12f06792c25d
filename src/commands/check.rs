//! `mingbai check`: reads the whole archive and tells every problem, without writing a site.

use std::path::{Path, PathBuf};

use clap::{ArgMatches, Command};
use rayon::prelude::*;

use crate::commands::build::open;
use crate::commands::{Outcome, Talk, format_option, in_parallel, jobs_option, root_option, verb};
use crate::config;
use crate::content::layout::{self, Catalog};
use crate::content::{department, disclosure, free_page};
use crate::diagnostic::{self, Diagnostic, Format};
use crate::files::Files;
use crate::language::{Catalogue, Fact};
use crate::model::vocabulary::Vocabulary;

/// The command line of the verb.
pub fn command(catalogue: &Catalogue) -> Command {
    verb("check", catalogue).arg(root_option(catalogue)).arg(jobs_option(catalogue)).arg(format_option(catalogue))
}

/// Checks the archive.
pub fn run(matches: &ArgMatches, talk: &Talk) -> Outcome {
    let root = matches.get_one::<PathBuf>("root").cloned().unwrap_or_default();
    let mut problems = Vec::new();
    let count = match in_parallel(matches, || check(&root, &mut problems)).and_then(|count| count) {
        Ok(count) => count,
        Err(failure) => return talk.failure(&failure),
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
fn check(root: &Path, problems: &mut Vec<Diagnostic>) -> Result<usize, Diagnostic> {
    let files = open(root)?;
    let (_, vocabulary) = config::read(&files, problems);
    let catalog = layout::catalog(&files, problems);
    department::read(&files, &catalog, &vocabulary, problems);
    Ok(read_documents(&files, &catalog, &vocabulary, problems))
}

/// Reads every free page and disclosure for its problems; the number of disclosures that could be read.
pub fn read_documents(
    files: &Files,
    catalog: &Catalog,
    vocabulary: &Vocabulary,
    problems: &mut Vec<Diagnostic>,
) -> usize {
    for path in &catalog.pages {
        free_page::read(files, path, vocabulary, problems);
    }
    let read: Vec<(bool, Vec<Diagnostic>)> = catalog
        .departments
        .par_iter()
        .flat_map(|place| place.disclosures.par_iter())
        .map(|place| {
            let mut problems = Vec::new();
            let document = disclosure::read(files, place, vocabulary, &mut problems);
            (document.is_some(), problems)
        })
        .collect();
    let mut count = 0;
    for (is_read, mut found) in read {
        count += usize::from(is_read);
        problems.append(&mut found);
    }
    count
}
