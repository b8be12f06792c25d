//! `mingbai build`: the archive in `content/` to a site on disk, all or nothing.

use std::path::PathBuf;
use std::time::Instant;

use clap::{Arg, ArgAction, ArgMatches, Command};

use crate::build::{Built, Wish, build};
use crate::commands::{Outcome, Talk, as_of_option, format_option, in_parallel, jobs_option, named, root_option, verb};
use crate::diagnostic::{self, Diagnostic, Format, Severity};
use crate::language::{Catalogue, Fact};
use crate::model::rule::Stop;
use crate::render::bytes as said_bytes;

/// The command line of the verb.
pub fn command(catalogue: &Catalogue) -> Command {
    verb("build", catalogue)
        .arg(root_option(catalogue))
        .arg(
            named(Arg::new("out"), "folder", catalogue)
                .short('o')
                .long("out")
                .value_parser(clap::value_parser!(PathBuf))
                .help(catalogue.say("option-out", &[])),
        )
        .arg(Arg::new("fresh").long("fresh").action(ArgAction::SetTrue).help(catalogue.say("option-fresh", &[])))
        .arg(Arg::new("timings").long("timings").action(ArgAction::SetTrue).help(catalogue.say("option-timings", &[])))
        .arg(as_of_option(catalogue))
        .arg(jobs_option(catalogue))
        .arg(format_option(catalogue))
}

/// Builds the site.
pub fn run(matches: &ArgMatches, talk: &Talk) -> Outcome {
    let started = Instant::now();
    let root = matches.get_one::<PathBuf>("root").cloned().unwrap_or_default();
    let output = matches.get_one::<PathBuf>("out").cloned().unwrap_or_else(|| root.join("public"));
    let mut problems = Vec::new();
    let progress = talk.progress("building");
    let wish = Wish { is_fresh: matches.get_flag("fresh"), as_of: matches.get_one("as-of").copied(), overtaken: None };
    let built = in_parallel(matches, || build(&root, &output, wish, &progress, &mut problems, |_| ()));
    let built = built.and_then(|built| built);
    progress.finish();
    diagnostic::sort(&mut problems);
    match built {
        Ok(Some(Built { pages, bytes, changes, pages_at })) => {
            tell(&problems, Stop::Never, talk);
            let facts = [
                ("pages", Fact::from(pages)),
                ("written", Fact::from(changes.written)),
                ("unchanged", Fact::from(changes.unchanged)),
                ("removed", Fact::from(changes.removed)),
                ("size", Fact::from(said_bytes(bytes))),
                ("folder", Fact::from(output.display().to_string())),
                ("seconds", Fact::from(format!("{:.1}", started.elapsed().as_secs_f64()))),
            ];
            talk.summary(&talk.catalogue.say("built", &facts));
            if matches.get_flag("timings") {
                talk.timings(&progress, pages_at, started.elapsed());
            }
            Outcome::Fine
        }
        Ok(None) => {
            // What the checks found is told where it is why nothing was built.
            tell(&problems, if diagnostic::stops(&problems) { Stop::Never } else { Stop::Warning }, talk);
            let why = if diagnostic::stops(&problems) { "not-built" } else { "not-built-findings" };
            talk.summary(&talk.catalogue.say(why, &[]));
            Outcome::Content
        }
        Err(failure) => {
            problems.push(failure);
            talk.problems(&problems, false);
            Outcome::Failed
        }
    }
}

/// Tells problems; of what the checks found people are told what stops a build, and of the rest how much it is, since
/// `check` tells it. Programs are told everything.
pub(super) fn tell(problems: &[Diagnostic], stop: Stop, talk: &Talk) {
    let is_told = |problem: &&Diagnostic| {
        problem.finding().is_none() || talk.format != Format::Human || stop.includes(problem.severity())
    };
    let told: Vec<Diagnostic> = problems.iter().filter(is_told).cloned().collect();
    talk.problems(&told, false);
    let left = problems.iter().filter(|problem| !is_told(problem));
    let count = |severity: Severity| left.clone().filter(|problem| problem.severity() == severity).count();
    let [errors, warnings] = [Severity::Error, Severity::Warning].map(count);
    if errors + warnings > 0 {
        talk.summary(
            &talk.catalogue.say("found", &[("errors", Fact::from(errors)), ("warnings", Fact::from(warnings))]),
        );
    }
}
