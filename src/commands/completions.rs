//! `mingbai completions`: a script with which a shell completes commands and options.

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgMatches, Command};
use clap_complete::{Shell, generate};

use crate::commands::{Outcome, Talk, described, named, print};
use crate::language::Catalogue;

/// The shells.
const SHELLS: [(&str, Shell); 4] =
    [("bash", Shell::Bash), ("zsh", Shell::Zsh), ("fish", Shell::Fish), ("powershell", Shell::PowerShell)];

/// The command line of the verb.
pub fn command(catalogue: &Catalogue) -> Command {
    described("completions", "command-completions", catalogue).arg(
        named(Arg::new("shell"), "shell", catalogue)
            .required(true)
            .value_parser(PossibleValuesParser::new(SHELLS.map(|(name, _)| name)))
            .hide_possible_values(true)
            .help(catalogue.say("option-completions-shell", &[])),
    )
}

/// Prints the script, with the help texts in the reader's language.
pub fn run(matches: &ArgMatches, talk: &Talk) -> Outcome {
    let name = matches.get_one::<String>("shell").map_or("", String::as_str);
    let Some((_, shell)) = SHELLS.iter().find(|(other, _)| *other == name) else { return Outcome::Usage };
    let mut script = Vec::new();
    generate(*shell, &mut super::command(talk.catalogue()), "mingbai", &mut script);
    print(&String::from_utf8_lossy(&script));
    Outcome::Fine
}
