//! `mingbai schema`: JSON Schemas, with which editors complete and explain keys.

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgMatches, Command};
use serde_json::Value as Json;

use crate::commands::{Outcome, Talk, named, print, verb};
use crate::config::Site;
use crate::language::Catalogue;
use crate::model::department::Department;
use crate::model::disclosure::Disclosure;
use crate::model::field::{Decode, Record, document};
use crate::model::succession::Event;

/// Makes a schema.
type Make = fn() -> Json;

/// Each schema's name and how it is made; the first is the default.
const ALL: [(&str, Make); 4] = [
    ("disclosure", || of_record::<Disclosure>("budget.yaml、final.yaml")),
    ("department", || of_record::<Department>("department.yaml")),
    ("succession", || {
        document::<Vec<Event>>("沿革（succession.yaml）", "部门更名、合并、拆分和职能划转，一个事件一项。")
    }),
    ("site", || of_record::<Site>("site.toml")),
];

fn of_record<R: Record + Decode>(file: &str) -> Json {
    document::<R>(&format!("{}（{file}）", R::TITLE), R::ABOUT)
}

/// The command line of the verb.
pub fn command(catalogue: &Catalogue) -> Command {
    verb("schema", catalogue).arg(
        named(Arg::new("name"), "name", catalogue)
            .value_parser(PossibleValuesParser::new(ALL.map(|(name, _)| name)))
            .hide_possible_values(true)
            .help(catalogue.say("option-schema-name", &[])),
    )
}

/// Every schema as text, by its name.
pub fn all() -> impl Iterator<Item = (&'static str, String)> {
    ALL.into_iter().map(|(name, make)| (name, printed(&make())))
}

fn printed(schema: &Json) -> String {
    serde_json::to_string_pretty(schema).unwrap_or_default() + "\n"
}

/// Prints a schema.
pub fn run(matches: &ArgMatches, _: &Talk) -> Outcome {
    let name = matches.get_one::<String>("name").map_or(ALL[0].0, String::as_str);
    if let Some((_, make)) = ALL.iter().find(|(other, _)| *other == name) {
        print(&printed(&make()));
    }
    Outcome::Fine
}
