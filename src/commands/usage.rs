//! A command line that is not understood, told in the reader's language.

use clap::Command;
use clap::error::{ContextKind, ContextValue, Error, ErrorKind};

use crate::commands::{Outcome, complain, print};
use crate::language::{Catalogue, Fact};
use crate::model::field::suggest;
use crate::text::shown;

/// Prints help or a version that was asked for; explains anything else.
pub fn tell(error: &Error, catalogue: &Catalogue) -> Outcome {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            print(&error.render().to_string());
            Outcome::Fine
        }
        ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand | ErrorKind::MissingSubcommand => {
            complain(&error.render().to_string());
            Outcome::Usage
        }
        kind => {
            let facts = [
                ("given", fact(error, ContextKind::InvalidArg).or_else(|| fact(error, ContextKind::InvalidSubcommand))),
                ("value", fact(error, ContextKind::InvalidValue)),
                ("known", fact(error, ContextKind::ValidValue)),
                ("suggestion", suggestion(error)),
            ]
            .map(|(name, text)| (name, Fact::from(text)));
            let missing_value = fact(error, ContextKind::InvalidValue).is_none();
            let id = match kind {
                ErrorKind::InvalidValue if missing_value => "usage-missing-value",
                ErrorKind::UnknownArgument => "usage-unknown-argument",
                ErrorKind::InvalidSubcommand => "usage-unknown-command",
                ErrorKind::InvalidValue | ErrorKind::ValueValidation => "usage-invalid-value",
                ErrorKind::MissingRequiredArgument => "usage-missing-argument",
                ErrorKind::ArgumentConflict => "usage-argument-twice",
                ErrorKind::InvalidUtf8 => "usage-not-text",
                _ => "usage-other",
            };
            explain(id, &facts, catalogue);
            Outcome::Usage
        }
    }
}

/// Tells that there is no such command, where its name is an argument.
pub fn unknown_command(name: &str, command: &Command, catalogue: &Catalogue) -> Outcome {
    let suggestion = suggest(name, command.get_subcommands().map(Command::get_name));
    let facts = [("given", Fact::from(shown(name, &[]))), ("suggestion", Fact::from(suggestion))];
    explain("usage-unknown-command", &facts, catalogue);
    Outcome::Usage
}

/// Says what is not understood, what to write instead, and where to read more.
fn explain(id: &str, facts: &[(&str, Fact)], catalogue: &Catalogue) {
    let word = catalogue.say("error", &[]);
    complain(&format!("{word}: {}\n", catalogue.say(id, facts)));
    if let Some(help) = catalogue.attribute(id, "help", facts).filter(|help| !help.is_empty()) {
        complain(&format!("{}: {help}\n", catalogue.say("help", &[])));
    }
    complain(&format!("\n{}\n", catalogue.say("usage-see-help", &[])));
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
    [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue]
        .into_iter()
        .find_map(|kind| fact(error, kind))
}
