//! The mutation test of the check rules over the showcase: `cargo run --release --example mutants -- --count 5000`.
//!
//! Prints what share of the mutants is found, by kind, and which are not found, grouped by why.

#[path = "../tests/mutants/mod.rs"]
#[allow(dead_code, reason = "the test needs more of it")]
mod mutants;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Arg, Command, value_parser};
use mutants::kind::Kind;
use mutants::report::{Report, Row, is_visible};
use mutants::slip::Mutant;
use mutants::trial::{Clean, Tried};
use mutants::uses::Use;

fn main() -> ExitCode {
    let number = |name: &'static str, default: &'static str, help: &'static str| {
        let value = value_parser!(u64);
        Arg::new(name).long(name).value_name("N").default_value(default).value_parser(value).help(help)
    };
    let root = Arg::new("root").long("root").value_name("DIR").default_value(".").value_parser(value_parser!(PathBuf));
    let matches = Command::new("mutants")
        .about("Changes one thing of the showcase at a time, and tells which changes the check rules find")
        .arg(number("count", "5000", "how many mutants, about"))
        .arg(
            Arg::new("seed")
                .long("seed")
                .value_name("N")
                .value_parser(value_parser!(u64))
                .help("what they are drawn with"),
        )
        .arg(number("list", "12", "how many of those that are not found are listed for each reason"))
        .arg(root.help("a site without findings"))
        .get_matches();
    let get = |name: &str| matches.get_one::<u64>(name).copied().unwrap_or_default();
    let size = |name: &str| usize::try_from(get(name)).unwrap_or(usize::MAX);
    let root = matches.get_one::<PathBuf>("root").cloned().unwrap_or_default();
    if run(&root, matches.get_one("seed").copied().unwrap_or(mutants::SEED), size("count"), size("list")) {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn run(root: &Path, seed: u64, count: usize, list: usize) -> bool {
    let clean = match Clean::read(root) {
        Ok(clean) => clean,
        Err(problem) => {
            eprintln!("{problem:?}");
            return false;
        }
    };
    let (open, explained) = clean.findings();
    println!("{} disclosures, {} findings, {} explained ones\n", clean.disclosures.len(), open.len(), explained.len());
    for finding in &open {
        println!("{finding}");
    }
    let report = mutants::run(&clean, seed, count, |_| true);
    table(&report);
    missed(&report, list);
    open.is_empty()
}

fn table(report: &Report) {
    println!(
        "| kind | places | made | refused | within rounding | found | not found | share | visible | share of visible | by |"
    );
    println!("|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|---|");
    for (kind, row) in report.rows.iter().filter(|(_, row)| row.made > 0) {
        line(kind.name(), row, kind.has_use());
    }
    line("**all figures**", &report.figures(), true);
    let mut all = Row::default();
    report.rows.iter().for_each(|(_, row)| all.add(row));
    line("**all**", &all, false);
}

fn line(name: &str, row: &Row, has_use: bool) {
    let mut rules: Vec<_> = row.rules.iter().collect();
    rules.sort_by_key(|(rule, count)| (std::cmp::Reverse(**count), **rule));
    let rules: Vec<&str> = rules.into_iter().take(4).map(|(rule, _)| *rule).collect();
    let visible =
        if has_use { format!("{} | {:.1} %", row.visible, row.visible_share()) } else { "— | —".to_owned() };
    println!(
        "| {name} | {} | {} | {} | {} | {} | {} | {:.1} % | {visible} | {} |",
        row.places,
        row.made,
        row.refused,
        row.rounding,
        row.found,
        row.counted() - row.found,
        row.share(),
        rules.join(" ")
    );
}

/// Why a mutant is not found, as far as a program can say it.
fn why(tried: &Tried) -> &'static str {
    let kind = tried.mutant.place.kind;
    match tried.used {
        _ if !kind.has_use() => "",
        Some(Use::Exact) => "although a check used it",
        Some(Use::Bounded) => "a check used it in a percentage, or as the lesser of two",
        Some(Use::Looked) if is_visible(tried) => "although a check looked at it",
        _ => "no check used it",
    }
}

fn missed(report: &Report, list: usize) {
    let mut groups: BTreeMap<(Kind, &'static str), Vec<&Tried>> = BTreeMap::new();
    for tried in report.missed() {
        groups.entry((tried.mutant.place.kind, why(tried))).or_default().push(tried);
    }
    for ((kind, why), tried) in groups {
        println!("\n## {}: {} not found, {why}", kind.name(), tried.len());
        let mut within: BTreeMap<&str, usize> = BTreeMap::new();
        for one in &tried {
            *within.entry(one.mutant.place.within.as_str()).or_default() += 1;
        }
        println!("{within:?}");
        for Tried { mutant: Mutant { place, before, after }, .. } in tried.into_iter().take(list) {
            let short = |text: &str| text.chars().take(60).collect::<String>().replace('\n', "⏎");
            println!("{}:{}:{} {} → {}", place.file, place.line, place.column, short(before), short(after));
        }
    }
}
