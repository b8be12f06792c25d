//! `mingbai man`: the manual page of the program or of one of its commands.

use clap::{Arg, ArgMatches, Command};
use clap_mangen::Man;

use crate::commands::{Outcome, Talk, described, named, print, usage};
use crate::language::Catalogue;

/// The headings that the writer of pages has, with the messages that say them.
const HEADINGS: [(&str, &str); 7] = [
    ("NAME", "man-name"),
    ("SYNOPSIS", "man-synopsis"),
    ("DESCRIPTION", "man-description"),
    ("OPTIONS", "heading-options"),
    ("SUBCOMMANDS", "heading-commands"),
    ("EXTRA", "man-examples"),
    ("VERSION", "man-version"),
];

/// The command line of the verb.
pub fn command(catalogue: &Catalogue) -> Command {
    let words = Arg::new("command").num_args(0..).help(catalogue.say("option-man-command", &[]));
    described("man", "command-man", catalogue).arg(named(words, "command", catalogue))
}

/// Prints a page, in the reader's language.
pub fn run(matches: &ArgMatches, talk: &Talk) -> Outcome {
    let catalogue = talk.catalogue();
    let mut command = super::command(catalogue);
    let mut name = command.get_name().to_owned();
    for word in matches.get_many::<String>("command").into_iter().flatten() {
        let Some(part) = command.find_subcommand(word).cloned() else {
            return usage::unknown_command(word, &command, "mingbai", catalogue);
        };
        name = format!("{name}-{word}");
        command = part;
    }
    // A page has a heading of its own above the examples.
    if let Some((_, examples)) = command.get_after_help().map(ToString::to_string).unwrap_or_default().split_once('\n')
    {
        command = command.after_help(examples.to_owned());
    }
    let mut page = Vec::new();
    // Writing to memory does not fail.
    let _ = Man::new(command.name(name)).source(concat!("mingbai ", env!("CARGO_PKG_VERSION"))).render(&mut page);
    print(&in_words(&String::from_utf8_lossy(&page), catalogue));
    Outcome::Fine
}

/// A page with its headings in the reader's language.
fn in_words(page: &str, catalogue: &Catalogue) -> String {
    let line = |line: &str| {
        let Some(heading) = line.strip_prefix(".SH ").map(|heading| heading.trim_matches('"')) else {
            return format!("{line}\n");
        };
        let known = HEADINGS.iter().find(|(other, _)| *other == heading);
        let heading = known.map_or_else(|| heading.to_owned(), |(_, id)| catalogue.say(id, &[]));
        format!(".SH \"{heading}\"\n")
    };
    page.lines().map(line).collect()
}
