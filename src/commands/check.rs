//! `mingbai check`: reads the whole archive, checks every figure, and tells every problem, without writing a site.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use clap::{Arg, ArgAction, ArgMatches, Command};

use crate::check::rule::{RULES, Rule};
use crate::commands::{
    Outcome, Talk, fix, format_option, in_parallel, jobs_option, named, print, root_option, valued, verb,
};
use crate::diagnostic::{self, Diagnostic, Format, Problem};
use crate::files::Known;
use crate::language::{Catalogue, Fact};
use crate::model::field::Keyword;
use crate::model::rule::{Rules, Stop};
use crate::pipeline::{Count, Destination, Nowhere, Sources};
use crate::progress::Progress;
use crate::render::Theme;
use crate::told::findings_stop;

/// The command line of the verb.
pub fn command(catalogue: &Catalogue) -> Command {
    let flag = |name: &'static str, help: &str| {
        Arg::new(name).long(name).action(ArgAction::SetTrue).help(catalogue.say(help, &[]))
    };
    verb("check", catalogue)
        .arg(
            named(Arg::new("path"), "path", catalogue)
                .num_args(0..)
                .value_parser(clap::value_parser!(PathBuf))
                .help(catalogue.say("option-path", &[])),
        )
        .arg(root_option(catalogue))
        .arg(
            valued(Arg::new("rule"), "rule", catalogue, Rules::from_word)
                .long("rule")
                .action(ArgAction::Append)
                .value_delimiter(',')
                .help(catalogue.say("option-rule", &[])),
        )
        .arg(flag("strict", "option-strict"))
        .arg(flag("all", "option-all"))
        .arg(flag("fix", "option-fix"))
        .arg(flag("yes", "option-yes").short('y').requires("fix"))
        .arg(flag("list", "option-list"))
        .arg(jobs_option(catalogue))
        .arg(format_option(catalogue))
}

/// Checks the archive.
pub fn run(matches: &ArgMatches, talk: &Talk) -> Outcome {
    let only: Vec<Rules> = matches.get_many("rule").into_iter().flatten().copied().collect();
    if matches.get_flag("list") {
        print(&list(&only, talk));
        return Outcome::Fine;
    }
    let root = matches.get_one::<PathBuf>("root").cloned().unwrap_or_default();
    let paths: Vec<PathBuf> = matches.get_many("path").into_iter().flatten().cloned().collect();
    let within = match within(&root, &paths) {
        Ok(within) => within,
        Err(failure) => {
            talk.problems(&[failure], false);
            return Outcome::Usage;
        }
    };
    let wish = Wish { only, everything: matches.get_flag("all") };
    let mut problems = Vec::new();
    let progress = talk.progress("checking");
    let checked = in_parallel(matches, || check(&root, wish, &progress, &mut problems)).and_then(|checked| checked);
    progress.finish();
    let checked = match checked {
        Ok(checked) => checked,
        Err(failure) => {
            problems.push(failure);
            diagnostic::sort(&mut problems);
            talk.problems(&problems, false);
            return Outcome::Failed;
        }
    };
    diagnostic::sort(&mut problems);
    // What cannot be read is told wherever it is: nothing was checked with it.
    let is_asked = |file: &str| within.is_empty() || within.iter().any(|path| is_within(file, path));
    problems.retain(|problem| is_asked(&problem.place.file) || diagnostic::stops(std::slice::from_ref(problem)));
    // Of what cannot be read, nothing is mended by guess.
    if matches.get_flag("fix") && !diagnostic::stops(&problems) {
        return fix::run(&root, &problems, matches.get_flag("yes"), talk);
    }
    talk.problems(&problems, true);
    if diagnostic::stops(&problems) {
        return Outcome::Content;
    }
    if talk.format == Format::Human {
        talk.summary(&summary(&checked.count, talk.catalogue()));
    }
    let stop = if matches.get_flag("strict") { Stop::Warning } else { checked.stop };
    if findings_stop(&problems, stop) { Outcome::Content } else { Outcome::Fine }
}

/// How many disclosures were read, and how their checks came out.
fn summary(count: &Count, catalogue: &Catalogue) -> String {
    let number = |number: u32| Fact::from(usize::try_from(number).unwrap_or(usize::MAX));
    let tally = count.checks;
    let made = tally.passed + tally.rounding + tally.failed;
    let facts = [
        ("disclosures", Fact::from(count.disclosures)),
        ("made", number(made)),
        ("passed", number(tally.passed)),
        ("rounding", number(tally.rounding)),
        ("failed", number(tally.failed)),
        ("open", number(tally.not_checked)),
    ];
    catalogue.say("checked", &facts)
}

/// What the command line asks of a check.
struct Wish {
    only: Vec<Rules>,
    everything: bool,
}

struct Checked {
    count: Count,
    stop: Stop,
}

/// Reads and checks everything.
fn check(root: &Path, wish: Wish, progress: &Progress, problems: &mut Vec<Diagnostic>) -> Result<Checked, Diagnostic> {
    let nowhere = Nowhere::default();
    let mut sources = Sources::read(root, Known::default(), problems)?;
    sources.plan.only = wish.only;
    sources.plan.everything = wish.everything;
    let stop = sources.plan.settings().stop.unwrap_or(Stop::Never);
    let theme = Theme::load(&sources.files, problems);
    let count = sources.pass(&nowhere, progress, problems)?;
    nowhere.addresses().examine(&theme, problems);
    Ok(Checked { count, stop })
}

/// Paths of the command line as paths below the site's root, with `/`.
fn within(root: &Path, paths: &[PathBuf]) -> Result<Vec<String>, Diagnostic> {
    let fault = |path: &Path, error: &std::io::Error| {
        let reason = crate::files::io_reason(error);
        Diagnostic::in_file(path.display().to_string(), Problem::Unreadable { reason })
    };
    if paths.is_empty() {
        return Ok(Vec::new());
    }
    let base = root.canonicalize().map_err(|error| fault(root, &error))?;
    let below = |path: &PathBuf| {
        let place = path.canonicalize().map_err(|error| fault(path, &error))?;
        let below = place.strip_prefix(&base).map_err(|_| {
            let folder = base.display().to_string();
            Diagnostic::in_file(path.display().to_string(), Problem::OutsideRoot { folder })
        })?;
        let parts: Vec<String> =
            below.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect();
        Ok(parts.join("/"))
    };
    paths.iter().map(below).collect()
}

/// Whether a file is the one of a path, lies below it, or lies beside it as what belongs to it: `2023/budget/duties.md`
/// belongs to `2023/budget.yaml`.
fn is_within(file: &str, path: &str) -> bool {
    let beside = path.strip_suffix(".yaml").or_else(|| path.strip_suffix(".yml")).unwrap_or(path);
    path.is_empty()
        || file == path
        || [path, beside].iter().any(|folder| file.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/')))
}

/// The rules: a line each, or in full those that are asked for; for programs all that there is to say.
fn list(only: &[Rules], talk: &Talk) -> String {
    let asked = RULES.iter().copied().filter(|rule| only.is_empty() || only.iter().any(|rules| rules.has(rule.id)));
    let rules: Vec<&Rule> = asked.collect();
    let catalogue = talk.catalogue();
    if talk.format == Format::Json {
        let rules: Vec<serde_json::Value> = rules.iter().map(|rule| described(rule, catalogue)).collect();
        return serde_json::to_string_pretty(&serde_json::json!({ "rules": rules })).unwrap_or_default() + "\n";
    }
    if only.is_empty() {
        let line = |rule: &&Rule| {
            let severity = catalogue.say(rule.severity.key(), &[]);
            format!("{:<4} {severity}  {}\n", rule.id.key(), catalogue.say(rule.message, &[]))
        };
        let hint = catalogue.say("list-hint", &[]);
        return rules.iter().map(line).collect::<String>() + "\n" + &hint + "\n";
    }
    rules.iter().map(|rule| explained(rule, catalogue)).collect::<Vec<_>>().join("\n")
}

/// The parts of a rule's description, in order.
const PARTS: [&str; 4] = ["checks", "formula", "source", "example"];

fn explained(rule: &Rule, catalogue: &Catalogue) -> String {
    let mut text = format!("{} {}\n", rule.id.key(), catalogue.say(rule.message, &[]));
    for part in PARTS {
        let words = catalogue.attribute(rule.message, part, &[]).unwrap_or_default();
        let _ = writeln!(text, "  {}  {words}", catalogue.say(&format!("rule-{part}"), &[]));
    }
    let severity = catalogue.say(rule.severity.key(), &[]);
    let kinds: Vec<String> =
        rule.kinds.iter().map(|kind| catalogue.say(&format!("kind-{}", kind.key()), &[])).collect();
    let facts = [("severity", Fact::from(severity)), ("kinds", Fact::from(kinds))];
    text + "  " + &catalogue.say("rule-applies", &facts) + "\n"
}

/// A rule as programs read it.
fn described(rule: &Rule, catalogue: &Catalogue) -> serde_json::Value {
    let mut json = serde_json::json!({
        "id": rule.id.key(),
        "title": catalogue.say(rule.message, &[]),
        "severity": rule.severity.key(),
        "kinds": rule.kinds.iter().map(|kind| kind.key()).collect::<Vec<_>>(),
        "since": rule.since,
    });
    for part in PARTS {
        json[part] = catalogue.attribute(rule.message, part, &[]).into();
    }
    json
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_beside_a_file_belongs_to_it() {
        let file = "content/a/2023/budget.yaml";
        assert!(is_within(file, file) && is_within(file, "content/a") && is_within(file, ""));
        assert!(is_within("content/a/2023/budget/duties.md", file));
        assert!(
            !is_within("content/ab/2023/budget.yaml", "content/a") && !is_within("content/a/2023/final.yaml", file)
        );
    }
}
