//! `mingbai deploy`: the built site to where it is published.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::Duration;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgMatches, Command};
use jiff::Timestamp;
use serde_json::json;

use crate::commands::{Outcome, Talk, in_parallel, named, number, print, root_option, valued, verb};
use crate::config;
use crate::deploy::site::Site;
use crate::deploy::{self, Done, Wish};
use crate::diagnostic::{self, Diagnostic, Format, Problem};
use crate::files::{Files, Known};
use crate::language::{Catalogue, Fact};
use crate::model::deploy::{Grace, Target, Targets};
use crate::model::field::suggest;
use crate::progress::Progress;
use crate::render::bytes as said_bytes;

/// The command line of the verb.
pub fn command(catalogue: &Catalogue) -> Command {
    let say = |id: &str| catalogue.say(id, &[]);
    let option = |name: &'static str| Arg::new(name).long(name).help(say(&format!("option-deploy-{name}")));
    let flag = |name: &'static str| {
        Arg::new(name).long(name).action(ArgAction::SetTrue).help(say(&format!("option-deploy-{name}")))
    };
    verb("deploy", catalogue)
        .arg(named(Arg::new("target").help(say("option-deploy-target")), "target", catalogue))
        .arg(root_option(catalogue))
        .arg(named(option("site"), "folder", catalogue).value_parser(clap::value_parser!(PathBuf)))
        .arg(flag("dry-run").short('n'))
        .arg(valued(option("grace"), "time", catalogue, Grace::parse))
        .arg(valued(option("max-deletions"), "count", catalogue, |text| text.parse::<u32>().ok()))
        .arg(flag("fresh"))
        .arg(
            valued(option("jobs"), "uploads", catalogue, |text| number(text, 1..=256))
                .short('j')
                .default_value("16")
                .hide_default_value(true),
        )
        .arg(
            named(option("format"), "format", catalogue)
                .value_parser(PossibleValuesParser::new(["human", "json"]))
                .hide_possible_values(true),
        )
}

/// Deploys the site.
pub fn run(matches: &ArgMatches, talk: &Talk) -> Outcome {
    let root = matches.get_one::<PathBuf>("root").cloned().unwrap_or_default();
    let folder = matches.get_one::<PathBuf>("site").cloned().unwrap_or_else(|| root.join("public"));
    let (name, target) = match settings(&root).and_then(|targets| chosen(targets, matches.get_one::<String>("target")))
    {
        Ok(chosen) => chosen,
        Err((problems, outcome)) => {
            talk.problems(&problems, false);
            return outcome;
        }
    };
    let count = |name: &str| matches.get_one::<u32>(name).and_then(|count| usize::try_from(*count).ok());
    let wish = Wish {
        // A branch is published whole: nothing of it can stay.
        grace: match (&target, matches.get_one::<Grace>("grace")) {
            (Target::Git(_), _) | (_, None) => target.grace().0,
            (_, Some(grace)) => grace.0,
        },
        max_deletions: count("max-deletions").or_else(|| target.max_deletions()),
        doubt: matches.get_flag("fresh"),
        dry_run: matches.get_flag("dry-run"),
        now: Timestamp::now(),
    };
    let progress = talk.progress("deploying");
    let done = in_parallel(matches, || work(&root, &folder, (&name, &target), &wish, &progress));
    progress.finish();
    match done.and_then(|done| done) {
        Ok((site, done)) => {
            tell(&site, &done, &name, &wish, talk);
            Outcome::Fine
        }
        Err(failure) => {
            talk.problems(&[failure], false);
            Outcome::Failed
        }
    }
}

fn work(
    root: &Path,
    folder: &Path,
    target: (&str, &Target),
    wish: &Wish,
    progress: &Progress,
) -> Result<(Site, Done), Diagnostic> {
    let site = Site::read(folder)?;
    let done = deploy::run(root, &site, target, wish, progress).map_err(|problem| Diagnostic {
        record: Some(format!("deploy.{}", target.0)),
        ..Diagnostic::in_file(config::FILE, problem)
    })?;
    Ok((site, done))
}

/// What is wrong, and how the run ends.
type Refused = (Vec<Diagnostic>, Outcome);

/// The targets that `site.toml` names.
fn settings(root: &Path) -> Result<Targets, Refused> {
    let files = Files::new(root, Known::default()).map_err(|failure| (vec![failure], Outcome::Failed))?;
    let mut problems = Vec::new();
    let (site, _) = config::read(&files, &mut problems);
    if let Some(site) = site.filter(|_| !diagnostic::stops(&problems)) {
        return Ok(site.deploy);
    }
    problems.retain(|problem| diagnostic::stops(std::slice::from_ref(problem)));
    diagnostic::sort(&mut problems);
    Err((problems, Outcome::Content))
}

/// The target that is named, or the only one.
fn chosen(Targets(mut targets): Targets, name: Option<&String>) -> Result<(String, Target), Refused> {
    let known: Vec<String> = targets.keys().cloned().collect();
    let refused = |problem| Err((vec![Diagnostic::in_file(config::FILE, problem)], Outcome::Usage));
    match name {
        _ if known.is_empty() => refused(Problem::NoTarget {}),
        Some(name) => targets.remove_entry(name).map_or_else(
            || {
                let suggestion = suggest(name, known.iter().map(String::as_str));
                refused(Problem::UnknownTarget { name: name.clone(), suggestion, known: known.clone() })
            },
            Ok,
        ),
        None if known.len() > 1 => refused(Problem::WhichTarget { known }),
        None => targets.pop_first().map_or_else(|| refused(Problem::NoTarget {}), Ok),
    }
}

/// Tells what was done, or would be.
fn tell(site: &Site, done: &Done, name: &str, wish: &Wish, talk: &Talk) {
    if talk.format == Format::Json {
        // Plain data is always written.
        print(&(serde_json::to_string_pretty(&described(site, done, name, wish)).unwrap_or_default() + "\n"));
        return;
    }
    if wish.dry_run {
        print(&table(site, done, talk.catalogue()));
    }
    let facts = [
        ("target", Fact::from(name)),
        ("put", Fact::from(done.put.len())),
        ("size", Fact::from(said_bytes(done.bytes))),
        ("unchanged", Fact::from(done.unchanged)),
        ("left", Fact::from(done.left.len())),
        ("grace", Fact::from(said_time(wish.grace, talk.catalogue()))),
        ("deleted", Fact::from(done.deleted.len())),
    ];
    talk.summary(&talk.catalogue().say(if wish.dry_run { "would-deploy" } else { "deployed" }, &facts));
}

/// Every change, a line each, in the order in which it happens.
fn table(site: &Site, done: &Done, catalogue: &Catalogue) -> String {
    let say = |id: &str| catalogue.say(id, &[]);
    let mut table = String::new();
    for put in &done.put {
        let size = site.files.get(&put.path).map_or(0, |file| file.size);
        let what = say(if put.replaces { "change-replaced" } else { "change-new" });
        let _ = writeln!(table, "{:>8}  {what}  {}  {}", said_bytes(size), say(put.wave.name()), put.path);
    }
    for (what, paths) in [("change-deleted", &done.deleted), ("change-left", &done.left)] {
        for path in paths {
            let _ = writeln!(table, "{:>8}  {}  {}  {path}", "", say(what), say("wave-after"));
        }
    }
    table
}

/// What programs are told.
fn described(site: &Site, done: &Done, name: &str, wish: &Wish) -> serde_json::Value {
    let put = done.put.iter().map(|put| {
        let change = if put.replaces { "replaced" } else { "new" };
        let size = site.files.get(&put.path).map(|file| file.size);
        json!({ "path": put.path, "change": change, "wave": put.wave, "size": size })
    });
    json!({
        "target": name,
        "dry_run": wish.dry_run,
        "put": put.collect::<Vec<_>>(),
        "bytes": done.bytes,
        "unchanged": done.unchanged,
        "left": done.left,
        "deleted": done.deleted,
    })
}

/// A length of time in its largest whole unit.
fn said_time(time: Duration, catalogue: &Catalogue) -> String {
    let seconds = time.as_secs();
    let (count, unit) = match seconds {
        _ if seconds.is_multiple_of(86_400) => (seconds / 86_400, "time-days"),
        _ if seconds.is_multiple_of(3600) => (seconds / 3600, "time-hours"),
        _ if seconds.is_multiple_of(60) => (seconds / 60, "time-minutes"),
        _ => (seconds, "time-seconds"),
    };
    catalogue.say(unit, &[("count", Fact::from(usize::try_from(count).unwrap_or(usize::MAX)))])
}
