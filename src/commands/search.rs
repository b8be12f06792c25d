//! `mingbai search`: finds sections, projects and statements of a built site, as its search page does.

use std::io::IsTerminal as _;
use std::ops::RangeInclusive;
use std::path::PathBuf;

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgMatches, Command};
use mingbai_search::Piece;
use mingbai_search::document::Kind;
use mingbai_search::engine::{Filter, Group, Hit, Order, Request, Results};
use mingbai_search::query::{Clause, Query, years};
use rust_decimal::Decimal;

use crate::commands::{Outcome, Talk, named, print, root_option, valued, verb};
use crate::diagnostic::Format;
use crate::index::{self, Host};
use crate::language::{Catalogue, Fact};
use crate::model::money::{Money, Unit};
use crate::text::{is_control, shown};

/// The command line of the verb.
pub fn command(catalogue: &Catalogue) -> Command {
    let say = |id: &str| catalogue.say(id, &[]);
    let option = |name: &'static str, kind: &str| {
        named(Arg::new(name).long(name).help(say(&format!("option-search-{name}"))), kind, catalogue)
    };
    let one_of = |arg: Arg, values: &[&'static str]| {
        arg.value_parser(PossibleValuesParser::new(values.to_vec())).hide_possible_values(true)
    };
    verb("search", catalogue)
        .arg(named(Arg::new("query").help(say("option-search-query")), "query", catalogue).num_args(1..).required(true))
        .arg(root_option(catalogue))
        .arg(option("site", "folder-or-address"))
        .arg(option("department", "department"))
        .arg(valued(option("year", "years"), "years", catalogue, years))
        .arg(one_of(option("kind", "kind"), &["budget", "final", "预算", "决算"]))
        .arg(one_of(option("sort", "order"), &["relevance", "year", "amount", "相关", "年度", "金额"]))
        .arg(valued(option("limit", "count"), "count", catalogue, |text| text.parse::<u16>().ok()))
        .arg(one_of(option("format", "format"), &["human", "json"]))
}

/// The key that a Chinese word stands for.
fn english(word: &str) -> &str {
    match word {
        "预算" => "budget",
        "决算" => "final",
        "相关" => "relevance",
        "年度" => "year",
        "金额" => "amount",
        key => key,
    }
}

/// Searches.
pub fn run(matches: &ArgMatches, talk: &Talk) -> Outcome {
    let root = matches.get_one::<PathBuf>("root").cloned().unwrap_or_default();
    let text = |name: &str| matches.get_one::<String>(name).map(String::as_str);
    let site = text("site").map_or_else(|| root.join("public").display().to_string(), str::to_owned);
    let words: Vec<&str> = matches.get_many::<String>("query").into_iter().flatten().map(String::as_str).collect();
    let mut query = Query::read(&words.join(" "));
    // Options go with all of the query, whatever it is.
    query.all.extend(text("department").map(|name| vec![Clause::Department(name.to_owned())]));
    query.all.extend(matches.get_one::<RangeInclusive<u16>>("year").map(|years| vec![Clause::Years(years.clone())]));
    query.all.extend(text("kind").and_then(|kind| Kind::named(english(kind))).map(|kind| vec![Clause::Kind(kind)]));
    let request = Request {
        query,
        filter: Filter::default(),
        order: text("sort").and_then(|order| Order::named(english(order))).unwrap_or_default(),
        skip: 0,
        limit: matches.get_one::<u16>("limit").copied().unwrap_or(10).into(),
    };
    let host = Host::new(&site);
    match index::search(&host, &request) {
        Ok(results) if talk.format == Format::Json => {
            // Plain data is always written.
            print(&format!("{}\n", plain(&serde_json::to_string_pretty(&results).unwrap_or_default())));
            Outcome::Fine
        }
        Ok(results) => {
            tell(&results, host.address().unwrap_or_default(), talk);
            Outcome::Fine
        }
        Err(failure) => {
            talk.problems(&[failure], false);
            Outcome::Failed
        }
    }
}

/// JSON in which no letter does anything to a terminal; only its strings have such letters.
fn plain(json: &str) -> String {
    let mut text = String::with_capacity(json.len());
    for letter in json.chars() {
        if letter == '\n' || !is_control(letter) {
            text.push(letter);
        } else {
            text.extend(letter.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("\\u{unit:04x}")));
        }
    }
    text
}

/// Tells people what was found; where the site is somewhere else, with whole addresses.
fn tell(results: &Results, site: &str, talk: &Talk) {
    let say = |id: &str, facts: &[(&str, Fact)]| talk.catalogue.say(id, facts);
    let colour = talk.colour && std::io::stdout().is_terminal();
    for (text, why) in &results.ignored {
        talk.summary(&say(
            "search-ignored",
            &[("text", shown(text, &[]).into()), ("why", say(&format!("ignored-{why}"), &[]).into())],
        ));
    }
    let mut out = String::new();
    for group in &results.groups {
        out.push_str(&head(group, talk));
        for hit in &group.hits {
            out.push_str(&line(group, hit, site, talk, colour));
        }
        if group.count > group.hits.len() {
            let more = group.count - group.hits.len();
            out.extend(["  ", &say("search-more", &[("count", more.into())]), "\n"]);
        }
        out.push('\n');
    }
    print(&out);
    let facts = [("disclosures", results.disclosures.into()), ("hits", results.hits.into())];
    let id = if results.disclosures == 0 {
        "search-nothing"
    } else if results.at_most {
        "search-found-at-most"
    } else {
        "search-found"
    };
    talk.summary(&say(id, &facts));
    if let Some(instead) = &results.instead {
        talk.summary(&say("search-instead", &[("query", shown(instead, &[]).into())]));
    }
}

fn head(group: &Group, talk: &Talk) -> String {
    let kind = talk.catalogue.say(&format!("search-{}", group.kind), &[]);
    let title = shown(&group.title, &[]);
    format!("{title} · {} · {} {kind}\n", shown(&group.department, &[]), group.year)
}

fn line(group: &Group, hit: &Hit, site: &str, talk: &Talk, colour: bool) -> String {
    let marked = |pieces: &[Piece]| -> String {
        let piece = |piece: &Piece| {
            let text = shown(&piece.text, &[]);
            if piece.marked && colour { format!("\u{1b}[1;33m{text}\u{1b}[0m") } else { text }
        };
        pieces.iter().map(piece).collect()
    };
    let amount = hit.amount.map(|fen| {
        let yuan = Money::new(Decimal::new(fen, 2), Unit::Yuan);
        format!(" {}", yuan.in_unit(Unit::TenThousand))
    });
    let form = talk.catalogue.say(&format!("search-{}", hit.form), &[]);
    let anchor = if hit.anchor.is_empty() { String::new() } else { format!("#{}", shown(&hit.anchor, &[])) };
    let path = shown(&group.path, &[]);
    let (title, text) = (marked(&hit.title), marked(&hit.text));
    format!("  {form} {title}{}\n    {text}\n    {site}{path}{anchor}\n", amount.unwrap_or_default())
}
