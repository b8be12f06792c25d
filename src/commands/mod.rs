//! The command line: one verb, one file, all of the same shape: a `command` that describes itself in the reader's
//! language, and a `run` that returns how it went.

mod build;
mod check;
mod completions;
mod deploy;
mod fix;
mod man;
mod new;
mod record;
mod schema;
mod search;
mod serve;
mod usage;
mod verify;

use std::ffi::OsString;
use std::io::{self, IsTerminal as _, Write as _};
use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgAction, ArgMatches, Command};

use crate::diagnostic::{Diagnostic, Format, Problem, Reason, Report, Severity};
use crate::language::{Catalogue, Language};
use crate::model::period::Date;
use crate::progress::{Progress, Stage};

/// How a run ended; the numbers are the exit codes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// Fine.
    Fine = 0,
    /// Content that cannot be read.
    Content = 1,
    /// Wrong usage.
    Usage = 2,
    /// Could not do it.
    Failed = 3,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(outcome as u8)
    }
}

/// What every command needs to talk to people.
pub struct Talk {
    catalogue: Catalogue,
    format: Format,
    quiet: bool,
    colour: bool,
}

impl Talk {
    /// The same, for another thread.
    fn again(&self) -> Self {
        Self { catalogue: Catalogue::of_program(self.catalogue.language()), ..*self }
    }

    /// The words of the reader's language.
    fn catalogue(&self) -> &Catalogue {
        &self.catalogue
    }

    /// Tells problems: people on `stderr` (`stdout` where the problems are the result), programs on `stdout`.
    fn problems(&self, diagnostics: &[Diagnostic], are_the_result: bool) {
        let shown: Vec<Diagnostic> = diagnostics
            .iter()
            .filter(|diagnostic| !self.quiet || diagnostic.severity() == Severity::Error)
            .cloned()
            .collect();
        let text = Report::new(&self.catalogue, self.colour).render(self.format, &shown);
        if self.format == Format::Human && !are_the_result {
            complain(&text);
        } else {
            print(&text);
        }
    }

    /// What shows people at a terminal how far a run is; the message says what is being done.
    fn progress(&self, words: &str) -> Progress {
        if self.quiet || self.format != Format::Human {
            return Progress::silent();
        }
        Progress::shown(self.catalogue.say(words, &[]))
    }

    /// Tells people how long each stage took.
    fn timings(&self, progress: &Progress, pages_at: Duration, elapsed: Duration) {
        let seconds = |time: Duration| format!("{:8.3} s", time.as_secs_f64());
        let rows = Stage::ALL.iter().map(|(stage, name)| (seconds(progress.spent(*stage)), *name));
        for (time, name) in rows.chain([(seconds(pages_at), "stage-pages"), (seconds(elapsed), "stage-all")]) {
            complain(&format!("{time}  {}\n", self.catalogue.say(name, &[])));
        }
    }

    /// Tells people how it went, unless they asked for silence.
    fn summary(&self, text: &str) {
        if !self.quiet {
            complain(&format!("{text}\n"));
        }
    }
}

/// Writes to `stdout`. A reader that has gone away, as `head` does, is no error.
fn print(text: &str) {
    let mut out = io::stdout().lock();
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}

fn complain(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// Runs the program with its arguments, the first being its own name.
pub fn run(arguments: &[OsString]) -> Outcome {
    let language = language(arguments);
    let catalogue = Catalogue::of_program(language);
    let mut command = command(&catalogue);
    let matches = match command.try_get_matches_from_mut(arguments) {
        Ok(matches) => matches,
        Err(error) => return usage::tell(&error, &command, arguments, &catalogue),
    };
    let Some((verb, matches)) = matches.subcommand() else {
        return Outcome::Usage;
    };
    // What is said of how to talk stands behind the last word of the command.
    let talk = talk(catalogue, matches.subcommand().map_or(matches, |(_, matches)| matches));
    match verb {
        "new" => new::run(matches, &talk),
        "check" => check::run(matches, &talk),
        "build" => build::run(matches, &talk),
        "serve" => serve::run(matches, &talk),
        "search" => search::run(matches, &talk),
        "deploy" => deploy::run(matches, &talk),
        "record" => record::run(matches, &talk),
        "verify" => verify::run(matches, &talk),
        "schema" => schema::run(matches, &talk),
        "completions" => completions::run(matches, &talk),
        "man" => man::run(matches, &talk),
        _ => Outcome::Usage,
    }
}

/// The language of messages: `--lang` wherever it stands, since `--help` needs it before arguments are read; else the
/// person's.
fn language(arguments: &[OsString]) -> Language {
    let mut words = arguments.iter().filter_map(|argument| argument.to_str());
    while let Some(word) = words.next() {
        let value = match word.strip_prefix("--lang") {
            Some("") => words.next(),
            Some(rest) => rest.strip_prefix('='),
            None => None,
        };
        if let Some(language) = value.and_then(Language::parse) {
            return language;
        }
    }
    Language::of_this_person()
}

fn talk(catalogue: Catalogue, matches: &ArgMatches) -> Talk {
    let chosen = matches.try_get_one::<String>("format").ok().flatten().map(String::as_str);
    let format =
        Format::ALL.iter().find(|(name, _)| Some(*name) == chosen).map_or(Format::Human, |(_, format)| *format);
    let colour = match matches.try_get_one::<String>("color").ok().flatten().map(String::as_str) {
        Some("always") => true,
        Some("never") => false,
        _ => std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty()) && io::stderr().is_terminal(),
    };
    Talk { catalogue, format, quiet: matches.try_get_one("quiet").ok().flatten().copied().unwrap_or(false), colour }
}

/// The whole command line.
fn command(catalogue: &Catalogue) -> Command {
    let say = |id: &str| catalogue.say(id, &[]);
    Command::new("mingbai")
        .version(env!("CARGO_PKG_VERSION"))
        .about(say("about"))
        .after_help(say("about-examples"))
        .help_template(say("help-template"))
        .override_usage(say("usage-mingbai"))
        .subcommand_help_heading(say("heading-commands"))
        .next_help_heading(say("heading-options"))
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_subcommand(true)
        .disable_help_flag(true)
        .disable_version_flag(true)
        .arg(help_flag(catalogue))
        .arg(Arg::new("version").short('V').long("version").action(ArgAction::Version).help(say("option-version")))
        .arg(language_option(catalogue))
        .subcommand(new::command(catalogue))
        .subcommand(check::command(catalogue))
        .subcommand(build::command(catalogue))
        .subcommand(serve::command(catalogue))
        .subcommand(search::command(catalogue))
        .subcommand(deploy::command(catalogue))
        .subcommand(record::command(catalogue))
        .subcommand(verify::command(catalogue))
        .subcommand(schema::command(catalogue))
        .subcommand(completions::command(catalogue))
        .subcommand(man::command(catalogue))
}

/// A verb with what all verbs share.
fn verb(name: &'static str, catalogue: &Catalogue) -> Command {
    talking(described(name, &format!("command-{name}"), catalogue), catalogue)
}

/// A verb, or a part of one, as the message of this id describes it.
fn described(name: &'static str, id: &str, catalogue: &Catalogue) -> Command {
    let say = |id: &str| catalogue.say(id, &[]);
    let more = |name: &str| catalogue.attribute(id, name, &[]).unwrap_or_default();
    Command::new(name)
        .about(say(id))
        .after_help(more("examples"))
        .help_template(say("help-template"))
        .override_usage(more("usage"))
        .next_help_heading(say("heading-options"))
        .disable_help_flag(true)
        .arg(help_flag(catalogue))
        .arg(language_option(catalogue))
}

/// A command with the options that say how it talks.
fn talking(command: Command, catalogue: &Catalogue) -> Command {
    let say = |id: &str| catalogue.say(id, &[]);
    command.arg(Arg::new("quiet").short('q').long("quiet").action(ArgAction::SetTrue).help(say("option-quiet"))).arg(
        named(Arg::new("color"), "when", catalogue)
            .long("color")
            .value_parser(PossibleValuesParser::new(["auto", "always", "never"]))
            .hide_possible_values(true)
            .help(say("option-color")),
    )
}

/// Names what stands for an argument's value in help, by the kind of it.
fn named(arg: Arg, kind: &str, catalogue: &Catalogue) -> Arg {
    arg.value_name(catalogue.say(&format!("value-{kind}"), &[]))
}

/// An argument with a value of a kind, which is read, or how it is to be written is told.
fn valued<T: Clone + Send + Sync + 'static>(
    arg: Arg,
    kind: &str,
    catalogue: &Catalogue,
    read: impl Fn(&str) -> Option<T> + Clone + Send + Sync + 'static,
) -> Arg {
    let form = catalogue.attribute(&format!("value-{kind}"), "form", &[]).unwrap_or_default();
    named(arg, kind, catalogue).value_parser(move |text: &str| read(text).ok_or_else(|| form.clone()))
}

/// Reads a number within bounds.
fn number(text: &str, bounds: RangeInclusive<u16>) -> Option<u16> {
    text.parse().ok().filter(|number| bounds.contains(number))
}

fn help_flag(catalogue: &Catalogue) -> Arg {
    Arg::new("help").short('h').long("help").action(ArgAction::Help).help(catalogue.say("option-help", &[]))
}

fn language_option(catalogue: &Catalogue) -> Arg {
    let arg = Arg::new("lang").long("lang").help(catalogue.say("option-lang", &[]));
    valued(arg, "language", catalogue, |tag| Language::parse(tag).map(|_| tag.to_owned()))
}

/// `--root`, for verbs that read a site.
fn root_option(catalogue: &Catalogue) -> Arg {
    named(Arg::new("root"), "folder", catalogue)
        .long("root")
        .default_value(".")
        .hide_default_value(true)
        .value_parser(clap::value_parser!(PathBuf))
        .help(catalogue.say("option-root", &[]))
}

/// `--format`, for verbs that tell problems.
fn format_option(catalogue: &Catalogue) -> Arg {
    named(Arg::new("format"), "format", catalogue)
        .long("format")
        .value_parser(PossibleValuesParser::new(Format::ALL.map(|(name, _)| name)))
        .hide_possible_values(true)
        .help(catalogue.say("option-format", &[]))
}

/// `--as-of`, for verbs that build a site.
fn as_of_option(catalogue: &Catalogue) -> Arg {
    valued(Arg::new("as-of").long("as-of").help(catalogue.say("option-as-of", &[])), "date", catalogue, Date::parse)
}

/// `--jobs`, for verbs that work in parallel. Nothing that they produce depends on it.
fn jobs_option(catalogue: &Catalogue) -> Arg {
    let arg = Arg::new("jobs").short('j').long("jobs").help(catalogue.say("option-jobs", &[]));
    valued(arg, "threads", catalogue, |text| number(text, 1..=1024))
}

/// Does something with as many threads as `--jobs` says.
fn in_parallel<T: Send>(matches: &ArgMatches, work: impl FnOnce() -> T + Send) -> Result<T, Diagnostic> {
    let threads = matches.get_one::<u16>("jobs").copied().map_or(0, usize::from);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    match pool {
        Ok(pool) => Ok(pool.install(work)),
        Err(error) => {
            let problem = Problem::CannotWrite { path: "threads".to_owned(), reason: Reason::Text(error.to_string()) };
            Err(Diagnostic::in_file("mingbai", problem))
        }
    }
}
