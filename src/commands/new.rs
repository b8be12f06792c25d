//! `mingbai new`: a site, a department, a year to fill in; nothing is ever written over.

use std::path::{Path, PathBuf};

use clap::{Arg, ArgAction, ArgMatches, Command};

use crate::commands::{Outcome, Talk, described, named, print, root_option, talking, valued};
use crate::config;
use crate::content::layout::{self, Catalog, DepartmentFiles, DisclosureFiles, department_file};
use crate::diagnostic::{self, Diagnostic, Problem};
use crate::files::{Files, Known};
use crate::language::{Catalogue, Fact, Language};
use crate::model::department::{Department, DepartmentId};
use crate::model::disclosure::{Kind, Scope, stem};
use crate::model::field::{Keyword as _, Record as _, field, suggest};
use crate::model::period::FiscalYear;
use crate::model::vocabulary::Vocabulary;
use crate::new::{Carry, Turn, Wanted, Words, quoted, scaffold, source, write};
use crate::text::is_control;

/// Files by their paths below the site's root.
type NewFiles = Vec<(String, Vec<u8>)>;

/// The options of a new department, each with the key that it fills in.
const DEPARTMENT: [(&str, &str); 5] =
    [("name", "names"), ("short-name", "short_name"), ("code", "code"), ("group", "group"), ("parent", "parent")];

/// The files of a site that somebody's folder may have already; then they stay as they are.
const KEPT: [&str; 2] = ["README.md", ".gitignore"];

/// The fiscal year of the example in a new site.
const EXAMPLE_YEAR: &str = "2025";

/// The command line of the verb.
pub fn command(catalogue: &Catalogue) -> Command {
    let say = |id: &str| catalogue.say(id, &[]);
    let about = |name: &'static str| Arg::new(name).help(say(&format!("option-new-{name}")));
    let option = |name: &'static str, kind: &str| valued(about(name).long(name), kind, catalogue, words);
    let word = |name: &'static str, kind: &str| named(about(name).required(true), kind, catalogue);
    let flag = |name: &'static str| about(name).long(name).action(ArgAction::SetTrue);
    let year = |arg: Arg| valued(arg, "year", catalogue, FiscalYear::parse);
    described("new", "command-new", catalogue)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .disable_help_subcommand(true)
        .subcommand_help_heading(say("heading-commands"))
        .subcommand(
            part("site", catalogue)
                .arg(word("folder", "folder").value_parser(clap::value_parser!(PathBuf)))
                .arg(option("title", "text"))
                .arg(option("place", "text")),
        )
        .subcommand(
            part("department", catalogue)
                .arg(word("id", "id"))
                .arg(option("name", "text").required(true))
                .arg(option("short-name", "text"))
                .arg(option("code", "text"))
                .arg(option("group", "text"))
                .arg(option("parent", "id"))
                .arg(root_option(catalogue)),
        )
        .subcommand(
            part("disclosure", catalogue)
                .arg(word("department", "department"))
                .arg(year(about("year").required(true)))
                .arg(flag("final"))
                .arg(flag("unit"))
                .arg(year(about("from").long("from")))
                .arg(root_option(catalogue)),
        )
}

/// What can be new, described as verbs are.
fn part(name: &'static str, catalogue: &Catalogue) -> Command {
    talking(described(name, &format!("command-new-{name}"), catalogue), catalogue)
}

/// Makes something new.
pub fn run(matches: &ArgMatches, talk: &Talk) -> Outcome {
    let Some((what, matches)) = matches.subcommand() else { return Outcome::Usage };
    let mut problems = Vec::new();
    let made = match what {
        "site" => site(matches, talk),
        "department" => new_department(matches, talk, &mut problems),
        _ => new_disclosure(matches, talk, &mut problems),
    };
    diagnostic::sort(&mut problems);
    talk.problems(&problems, false);
    made.unwrap_or_else(|failed| {
        talk.problems(&failed, false);
        match failed.first().map(|problem| &problem.problem) {
            Some(Problem::BadDepartmentId { .. } | Problem::UnknownDepartment { .. } | Problem::NoSuchYear { .. }) => {
                Outcome::Usage
            }
            Some(Problem::NoSiteFile { .. }) => Outcome::Content,
            _ => Outcome::Failed,
        }
    })
}

/// Writes files, lists them, and says what comes next.
fn finish(
    root: &Path,
    files: &NewFiles,
    talk: &Talk,
    id: &str,
    facts: &[(&str, Fact)],
) -> Result<Outcome, Vec<Diagnostic>> {
    write(root, files)?;
    let list: Vec<String> = files.iter().map(|(path, _)| root.join(path).display().to_string()).collect();
    print(&(list.join("\n") + "\n"));
    talk.summary(&talk.catalogue().say(id, facts));
    Ok(Outcome::Fine)
}

fn text<'m>(matches: &'m ArgMatches, name: &str) -> Option<&'m str> {
    matches.get_one::<String>(name).map(String::as_str)
}

/// A site that can be built at once.
fn site(matches: &ArgMatches, talk: &Talk) -> Result<Outcome, Vec<Diagnostic>> {
    let root = matches.get_one::<PathBuf>("folder").cloned().unwrap_or_default();
    if root.join(config::FILE).exists() {
        let folder = root.display().to_string();
        return Err(vec![Diagnostic::in_file(folder, Problem::SiteAlreadyThere {})]);
    }
    let say = |id: &str| talk.catalogue().say(id, &[]);
    let title = text(matches, "title").map_or_else(|| say("new-site-title"), str::to_owned);
    let place = text(matches, "place").map_or_else(|| say("new-site-place"), str::to_owned);
    let values = [
        ("title", quoted(&title)),
        ("place", quoted(&place)),
        ("heading", title.replace(['\n', '\r'], " ")),
        ("year", EXAMPLE_YEAR.to_owned()),
        ("version", env!("CARGO_PKG_VERSION").to_owned()),
        ("language", talk.catalogue().language().tag().to_owned()),
    ];
    let mut files = scaffold::site(talk.catalogue().language(), &values);
    for (name, schema) in super::schema::all() {
        files.push((format!("schema/{name}.schema.json"), schema.into_bytes()));
    }
    let is_kept = |path: &str| KEPT.contains(&path) && root.join(path).is_file();
    let kept = |path: &str| Fact::from(if is_kept(path) { "kept" } else { "new" });
    let facts = [
        ("folder", Fact::from((root != Path::new(".")).then(|| root.display().to_string()))),
        ("readme", kept(KEPT[0])),
        ("gitignore", kept(KEPT[1])),
    ];
    files.retain(|(path, _)| !is_kept(path));
    finish(&root, &files, talk, "new-site-made", &facts)
}

/// The site that something is added to: its files, its own words, and what is in it.
fn open(matches: &ArgMatches, problems: &mut Vec<Diagnostic>) -> Result<(Files, Vocabulary, Catalog), Vec<Diagnostic>> {
    let root = matches.get_one::<PathBuf>("root").cloned().unwrap_or_default();
    let files = Files::new(&root, Known::default()).map_err(|failure| vec![failure])?;
    let (_, vocabulary) = config::read(&files, problems);
    // What else is wrong with the archive is for `check` to tell.
    problems.retain(|problem| matches!(problem.problem, Problem::NoSiteFile { .. }));
    if !problems.is_empty() {
        return Err(std::mem::take(problems));
    }
    let catalog = layout::catalog(&files, &mut Vec::new());
    Ok((files, vocabulary, catalog))
}

/// An id of the command line.
fn department_id(text: &str) -> Result<DepartmentId, Vec<Diagnostic>> {
    let id = DepartmentId::parse(text);
    id.ok_or_else(|| vec![Diagnostic::in_file("mingbai new", Problem::BadDepartmentId { id: text.to_owned() })])
}

fn known<'c>(catalog: &'c Catalog, id: &DepartmentId) -> Result<&'c DepartmentFiles, Vec<Diagnostic>> {
    catalog.departments.iter().find(|department| department.id == *id).ok_or_else(|| {
        let ids = catalog.departments.iter().map(|department| department.id.as_str());
        let problem = Problem::UnknownDepartment { id: id.to_string(), suggestion: suggest(id.as_str(), ids) };
        vec![Diagnostic::in_file("mingbai new", problem)]
    })
}

/// A department's folder.
fn new_department(
    matches: &ArgMatches,
    talk: &Talk,
    problems: &mut Vec<Diagnostic>,
) -> Result<Outcome, Vec<Diagnostic>> {
    let (files, _, catalog) = open(matches, problems)?;
    let id = department_id(text(matches, "id").unwrap_or_default())?;
    if let Some(parent) = text(matches, "parent") {
        known(&catalog, &department_id(parent)?)?;
    }
    let mut yaml = modeline(&files, "department");
    for (option, key) in DEPARTMENT {
        let (Some(field), Some(value)) = (field(Department::FIELDS, key), text(matches, option)) else { continue };
        let word = match talk.catalogue().language() {
            Language::Chinese => field.chinese[0],
            Language::English => field.key,
        };
        yaml.extend([word, ": ", &quoted(value), "\n"]);
    }
    let facts = [("id", Fact::from(id.to_string()))];
    finish(files.root(), &vec![(department_file(&id), yaml.into_bytes())], talk, "new-department-made", &facts)
}

/// A year of a department.
fn new_disclosure(
    matches: &ArgMatches,
    talk: &Talk,
    problems: &mut Vec<Diagnostic>,
) -> Result<Outcome, Vec<Diagnostic>> {
    let (files, vocabulary, catalog) = open(matches, problems)?;
    let id = department_id(text(matches, "department").unwrap_or_default())?;
    let department = known(&catalog, &id)?;
    let Some(year) = matches.get_one::<FiscalYear>("year").copied() else { return Ok(Outcome::Usage) };
    let wanted = Wanted {
        year,
        kind: if matches.get_flag("final") { Kind::Final } else { Kind::Budget },
        scope: if matches.get_flag("unit") { Scope::Unit } else { Scope::Department },
        from: matches.get_one("from").copied(),
    };
    let stem = stem(wanted.kind, wanted.scope);
    let place = source(department, wanted);
    if let (None, Some(from)) = (place, wanted.from) {
        let problem =
            Problem::NoSuchYear { department: id.to_string(), year: from.to_string(), file: format!("{stem}.yaml") };
        return Err(vec![Diagnostic::in_file("mingbai new", problem)]);
    }
    let base = format!("{}/{id}/{year}/{stem}", layout::CONTENT);
    let (new, said) = if let Some(place) = place {
        let Some(carried) = carry(&files, &vocabulary, place, wanted, &base, talk, problems) else {
            return Ok(Outcome::Content);
        };
        problems.clear();
        let turns_final = wanted.kind != place.identity.kind;
        let said = match (turns_final, place.identity.year == year) {
            (false, _) => "new-disclosure-made",
            (true, true) => "new-disclosure-of-budget",
            (true, false) => "new-disclosure-of-earlier-budget",
        };
        (carried, said)
    } else {
        let name = name_of(&files, &vocabulary, department, year).unwrap_or_else(|| id.to_string());
        (vec![(format!("{base}.yaml"), template(&files, wanted, &name, talk).into_bytes())], "new-disclosure-empty")
    };
    let is_csv = |path: &str| Path::new(path).extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv"));
    let has_rows = new.iter().any(|(path, _)| is_csv(path));
    let facts = [
        ("file", Fact::from(format!("{base}.yaml"))),
        ("from", Fact::from(place.map(|place| place.file.clone()))),
        ("year", Fact::from(place.map(|place| place.identity.year.to_string()))),
        ("rows", Fact::from(has_rows.then(|| "csv".to_owned()))),
        ("path", Fact::from(format!("{}/{id}/{year}", layout::CONTENT))),
    ];
    finish(files.root(), &new, talk, said, &facts)
}

/// A disclosure with all sections and statements, for a department that has nothing to go by.
fn template(files: &Files, wanted: Wanted, name: &str, talk: &Talk) -> String {
    let (kind, scope, year) = (wanted.kind.key(), wanted.scope.key(), wanted.year.to_string());
    let facts = [("name", Fact::from(name)), ("year", Fact::from(year.as_str()))];
    let title = talk.catalogue().say(&format!("new-title-{kind}-{scope}"), &facts);
    let values = [
        ("schema", modeline(files, "disclosure")),
        ("title", quoted(&title)),
        ("name", quoted(name)),
        ("year", year),
        ("stem", stem(wanted.kind, wanted.scope)),
    ];
    scaffold::disclosure(talk.catalogue().language(), kind, &values).unwrap_or_default()
}

/// The files of a disclosure that goes on from another; `None` where that cannot be read.
fn carry(
    files: &Files,
    vocabulary: &Vocabulary,
    place: &DisclosureFiles,
    wanted: Wanted,
    base: &str,
    talk: &Talk,
    problems: &mut Vec<Diagnostic>,
) -> Option<NewFiles> {
    let say = |id: &str, facts: &[(&str, Fact)]| talk.catalogue().say(id, facts);
    let from = place.identity.year;
    let note = if wanted.kind == place.identity.kind { "new-note" } else { "new-note-budget" };
    let path = format!("{base}.yaml");
    let carry = Carry {
        files,
        place,
        vocabulary,
        turn: Turn { from, to: wanted.year },
        kind: wanted.kind,
        path: &path,
        modeline: &modeline(files, "disclosure"),
        words: Words {
            note: say(note, &[("year", Fact::from(from.to_string()))]),
            comma: say("list-comma", &[]),
            changes: say("new-changes", &[]),
        },
    };
    let named = |name: Option<String>| name.map_or_else(|| path.clone(), |name| format!("{base}/{name}"));
    Some(carry.files(problems)?.into_iter().map(|(name, bytes)| (named(name), bytes)).collect())
}

/// The department's name in a year.
fn name_of(files: &Files, vocabulary: &Vocabulary, department: &DepartmentFiles, year: FiscalYear) -> Option<String> {
    let read = crate::content::department::read_one(files, &department.file, vocabulary)?;
    Some(read.names.in_year(year).to_owned())
}

/// The line with which editors find the schema, where the site has it.
fn modeline(files: &Files, schema: &str) -> String {
    let path = format!("schema/{schema}.schema.json");
    let up = if schema == "disclosure" { "../../../" } else { "../../" };
    if files.exists(&path) { format!("# yaml-language-server: $schema={up}{path}\n") } else { String::new() }
}

/// Words of a person: no control characters, which no file of a site may hold.
fn words(text: &str) -> Option<String> {
    (!text.trim().is_empty() && !text.chars().any(is_control)).then(|| text.to_owned())
}
