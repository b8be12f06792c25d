//! `mingbai search`: finds sections, projects and statements of a built site, as its search page does.

use std::fs::File;
use std::io::{IsTerminal as _, Read as _, Seek as _, SeekFrom};
use std::ops::{Range, RangeInclusive};
use std::path::{Path, PathBuf};

use clap::builder::PossibleValuesParser;
use clap::{Arg, ArgMatches, Command};
use flate2::read::GzDecoder;
use mingbai_search::Piece;
use mingbai_search::document::Kind;
use mingbai_search::engine::{Engine, Filter, Group, Hit, Order, Request, Results, Stop};
use mingbai_search::query::{Clause, Query, years};
use rust_decimal::Decimal;

use crate::commands::{Outcome, Talk, print, root_option, verb};
use crate::diagnostic::{Diagnostic, Format, Problem};
use crate::files::{io_reason, read_file};
use crate::index::{FOLDER, Manifest, manifest_path};
use crate::language::{Catalogue, Fact};
use crate::model::money::{Money, Unit};
use crate::text::shown;

/// More bytes than any head has.
const MOST: u64 = 1 << 28;

/// The command line of the verb.
pub fn command(catalogue: &Catalogue) -> Command {
    let say = |id: &str| catalogue.say(id, &[]);
    let option = |name: &'static str, value: &'static str| {
        Arg::new(name).long(name).value_name(value).help(say(&format!("option-search-{name}")))
    };
    let one_of = |arg: Arg, values: &[&'static str]| {
        arg.value_parser(PossibleValuesParser::new(values.to_vec())).hide_possible_values(true)
    };
    verb("search", catalogue)
        .arg(Arg::new("query").value_name("QUERY").num_args(1..).required(true).help(say("option-search-query")))
        .arg(root_option(catalogue))
        .arg(option("site", "DIR").value_parser(clap::value_parser!(PathBuf)))
        .arg(option("department", "NAME"))
        .arg(option("year", "YEARS").value_parser(|text: &str| years(text).ok_or("2018..2022")))
        .arg(one_of(option("kind", "KIND"), &["budget", "final"]))
        .arg(one_of(option("sort", "ORDER"), &["relevance", "year", "amount"]))
        .arg(option("limit", "N").value_parser(clap::value_parser!(u16)))
        .arg(one_of(option("format", "FORMAT"), &["human", "json"]))
}

/// Searches.
pub fn run(matches: &ArgMatches, talk: &Talk) -> Outcome {
    let root = matches.get_one::<PathBuf>("root").cloned().unwrap_or_default();
    let site = matches.get_one::<PathBuf>("site").cloned().unwrap_or_else(|| root.join("public"));
    let text = |name: &str| matches.get_one::<String>(name).map(String::as_str);
    let words: Vec<&str> = matches.get_many::<String>("query").into_iter().flatten().map(String::as_str).collect();
    let mut query = Query::read(&words.join(" "));
    // Options go with all of the query, whatever it is.
    query.all.extend(text("department").map(|name| vec![Clause::Department(name.to_owned())]));
    query.all.extend(matches.get_one::<RangeInclusive<u16>>("year").map(|years| vec![Clause::Years(years.clone())]));
    query.all.extend(text("kind").and_then(Kind::named).map(|kind| vec![Clause::Kind(kind)]));
    let request = Request {
        query,
        filter: Filter::default(),
        order: text("sort").and_then(Order::named).unwrap_or_default(),
        skip: 0,
        limit: matches.get_one::<u16>("limit").copied().unwrap_or(10).into(),
    };
    match search(&site, &request) {
        Ok(results) if talk.format == Format::Json => {
            // Plain data is always written.
            print(&format!("{}\n", serde_json::to_string_pretty(&results).unwrap_or_default()));
            Outcome::Fine
        }
        Ok(results) => {
            tell(&results, talk);
            Outcome::Fine
        }
        Err(failure) => {
            talk.problems(&[failure], false);
            Outcome::Failed
        }
    }
}

/// Opens the index of a built site, and asks until there is an answer.
fn search(site: &Path, request: &Request) -> Result<Results, Diagnostic> {
    let place = site.join(manifest_path());
    let manifest = read_file(&place).map_err(|_| {
        let folder = site.display().to_string();
        Diagnostic::in_file(folder.clone(), Problem::NoIndex { folder })
    })?;
    let manifest: Manifest = serde_json::from_slice(&manifest).map_err(|_| broken(&place))?;
    let folder = site.join(FOLDER);
    let head = within(&folder, &manifest.head)?;
    let mut bytes = Vec::new();
    let packed = read_file(&head).map_err(|_| broken(&head))?;
    GzDecoder::new(&packed[..]).take(MOST).read_to_end(&mut bytes).map_err(|_| broken(&head))?;
    let mut engine =
        Engine::new(&bytes).filter(|engine| engine.length() == manifest.length).ok_or_else(|| broken(&head))?;
    loop {
        match engine.search(request) {
            Ok(results) => return Ok(results),
            Err(Stop::Broken) => return Err(broken(&folder)),
            Err(Stop::Needs(ranges)) => {
                for range in ranges {
                    let start = range.start;
                    engine.give(start, stretch(&folder, &manifest, range)?);
                }
            }
        }
    }
}

/// A stretch of the body, from the pieces that it lies in.
fn stretch(folder: &Path, manifest: &Manifest, range: Range<u64>) -> Result<Vec<u8>, Diagnostic> {
    let size = manifest.piece as u64;
    let mut bytes = Vec::new();
    let mut at = range.start;
    while at < range.end {
        let place = at.checked_div(size).and_then(|piece| usize::try_from(piece).ok());
        let piece = place.and_then(|piece| manifest.pieces.get(piece)).ok_or_else(|| broken(folder))?;
        let piece = within(folder, piece)?;
        let length = (range.end - at).min(size - at % size);
        if !piece.is_file() {
            return Err(broken(&piece));
        }
        let read = File::open(&piece).and_then(|mut file| {
            file.seek(SeekFrom::Start(at % size))?;
            file.take(length).read_to_end(&mut bytes)
        });
        let read = read.map_err(|error| {
            let path = piece.display().to_string();
            Diagnostic::in_file(path, Problem::Unreadable { reason: io_reason(&error) })
        })?;
        if read as u64 != length {
            return Err(broken(&piece));
        }
        at += length;
    }
    Ok(bytes)
}

/// A file of the index; its name is content.
fn within(folder: &Path, name: &str) -> Result<PathBuf, Diagnostic> {
    let is_plain =
        name.bytes().all(|letter| letter.is_ascii_alphanumeric() || letter == b'.') && !name.starts_with('.');
    if is_plain { Ok(folder.join(name)) } else { Err(broken(folder)) }
}

fn broken(place: &Path) -> Diagnostic {
    let path = place.display().to_string();
    Diagnostic::in_file(path, Problem::BrokenIndex {})
}

/// Tells people what was found.
fn tell(results: &Results, talk: &Talk) {
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
            out.push_str(&line(group, hit, talk, colour));
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

fn line(group: &Group, hit: &Hit, talk: &Talk, colour: bool) -> String {
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
    let anchor = if hit.anchor.is_empty() { String::new() } else { format!("#{}", hit.anchor) };
    let (title, text) = (marked(&hit.title), marked(&hit.text));
    format!("  {form} {title}{}\n    {text}\n    {}{anchor}\n", amount.unwrap_or_default(), group.path)
}
