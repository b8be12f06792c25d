//! A command line that is not understood, told in the reader's language.

use std::error::Error as _;
use std::ffi::OsString;

use clap::Command;
use clap::error::{ContextKind, ContextValue, Error, ErrorKind};

use crate::commands::{Outcome, complain, print};
use crate::language::{Catalogue, Fact};
use crate::model::field::suggest;
use crate::text::shown;

/// Prints help or a version that was asked for; explains anything else.
pub fn tell(error: &Error, command: &Command, arguments: &[OsString], catalogue: &Catalogue) -> Outcome {
    let (asked, name) = asked(command, arguments);
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            print(&error.render().to_string());
            Outcome::Fine
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand | ErrorKind::MissingSubcommand => {
            complain(&error.render().to_string());
            Outcome::Usage
        }
        ErrorKind::InvalidSubcommand => {
            let given = fact(error, ContextKind::InvalidSubcommand).unwrap_or_default();
            unknown_command(&given, asked, &name, catalogue)
        }
        kind => {
            // How a value is to be written is told by what could not read it.
            let form = error.source().map(ToString::to_string).filter(|_| kind == ErrorKind::ValueValidation);
            let facts = [
                ("given", fact(error, ContextKind::InvalidArg)),
                ("value", fact(error, ContextKind::InvalidValue)),
                ("known", fact(error, ContextKind::ValidValue)),
                ("form", form),
                ("suggestion", suggestion(error)),
            ]
            .map(|(name, text)| (name, Fact::from(text)));
            let missing_value = fact(error, ContextKind::InvalidValue).is_none();
            let id = match kind {
                ErrorKind::InvalidValue if missing_value => "usage-missing-value",
                ErrorKind::UnknownArgument => "usage-unknown-argument",
                ErrorKind::InvalidValue => "usage-invalid-value",
                ErrorKind::ValueValidation => "usage-wrong-form",
                ErrorKind::MissingRequiredArgument => "usage-missing-argument",
                ErrorKind::ArgumentConflict => "usage-argument-twice",
                ErrorKind::InvalidUtf8 => "usage-not-text",
                _ => "usage-other",
            };
            explain(id, &facts, &name, catalogue);
            Outcome::Usage
        }
    }
}

/// The command that a command line goes to as far as it is understood, and its name: `mingbai new`.
fn asked<'c>(command: &'c Command, arguments: &[OsString]) -> (&'c Command, String) {
    let mut found = (command, command.get_name().to_owned());
    for word in arguments.iter().skip(1) {
        if let Some(part) = found.0.find_subcommand(word) {
            found = (part, format!("{} {}", found.1, part.get_name()));
        }
    }
    found
}

/// Tells that a command has no such part: the program no such command, `new` no such thing.
pub fn unknown_command(given: &str, command: &Command, name: &str, catalogue: &Catalogue) -> Outcome {
    let parts: Vec<&str> = command.get_subcommands().map(Command::get_name).collect();
    let suggestion = suggest(given, parts.iter().copied());
    let known = parts.into_iter().map(str::to_owned).collect::<Vec<_>>();
    let facts = [
        ("given", Fact::from(shown(given, &[]))),
        ("known", Fact::from(known)),
        ("suggestion", Fact::from(suggestion)),
    ];
    let id = if command.get_name() == "new" { "usage-unknown-new" } else { "usage-unknown-command" };
    explain(id, &facts, name, catalogue);
    Outcome::Usage
}

/// Says what is not understood, what to write instead, and which command's help has more.
fn explain(id: &str, facts: &[(&str, Fact)], command: &str, catalogue: &Catalogue) {
    let word = catalogue.say("error", &[]);
    complain(&format!("{word}: {}\n", catalogue.say(id, facts)));
    if let Some(help) = catalogue.attribute(id, "help", facts).filter(|help| !help.is_empty()) {
        complain(&format!("{}: {help}\n", catalogue.say("help", &[])));
    }
    complain(&format!("\n{}\n", catalogue.say("usage-see-help", &[("command", Fact::from(command))])));
}

fn fact(error: &Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(text) => Some(text.clone()),
        ContextValue::Strings(texts) => Some(texts.join(", ")),
        other => Some(other.to_string()),
    }
    .map(|text| shown(&text, &[]))
    .filter(|text| !text.is_empty())
}

fn suggestion(error: &Error) -> Option<String> {
    [ContextKind::SuggestedArg, ContextKind::SuggestedValue].into_iter().find_map(|kind| fact(error, kind))
}
