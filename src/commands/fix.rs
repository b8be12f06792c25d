//! `mingbai check --fix`: mends what there is only one way to mend, after showing what will change.

use std::collections::BTreeMap;
use std::fs;
use std::io::{self, IsTerminal as _, Write as _};
use std::path::Path;

use similar::TextDiff;

use crate::commands::{Outcome, Talk, complain, print};
use crate::diagnostic::{Diagnostic, Fix, Problem};
use crate::files::{io_reason, read_file};
use crate::language::Fact;
use crate::tree::{Entry, LIMITS, Node, Source, Value, parse_yaml};

/// A stretch of a file that is to be something else: its line from 1, its column in characters from 1.
struct Change<'d> {
    line: usize,
    column: usize,
    fix: &'d Fix,
}

/// Shows the changes as a diff, and makes them where somebody agrees: at a terminal when asked, else with `--yes`.
pub fn run(root: &Path, problems: &[Diagnostic], agreed: bool, talk: &Talk) -> Outcome {
    let mut changes: BTreeMap<&str, Vec<Change<'_>>> = BTreeMap::new();
    for problem in problems {
        let fix = problem.finding().filter(|finding| finding.said.acknowledged.is_none());
        let (Some(fix), Some(excerpt)) = (fix.and_then(|finding| finding.fix.as_ref()), &problem.place.excerpt) else {
            continue;
        };
        let change = Change { line: excerpt.line as usize, column: excerpt.column as usize, fix };
        changes.entry(&problem.place.file).or_default().push(change);
    }
    let mut mended: Vec<(&str, String, String)> = Vec::new();
    let mut count = 0;
    for (file, of_file) in &changes {
        let Ok(text) = read_file(&root.join(file)).map(String::from_utf8) else { continue };
        let Ok(text) = text else { continue };
        let (new, made) = mend(&text, of_file);
        // What would be read otherwise than before is left to people.
        if made > 0 && is_sound(file, &text, &new) {
            let diff = TextDiff::from_lines(&text, &new);
            print(&diff.unified_diff().context_radius(1).header(file, file).to_string());
            mended.push((file, text, new));
            count += made;
        }
    }
    if count == 0 {
        talk.summary(&talk.catalogue().say("nothing-to-fix", &[]));
        return Outcome::Fine;
    }
    let facts = [("places", Fact::from(count)), ("files", Fact::from(mended.len()))];
    if !agreed && !ask(&talk.catalogue().say("ask-to-fix", &facts)) {
        talk.summary(&talk.catalogue().say("not-fixed", &facts));
        return Outcome::Fine;
    }
    for (file, shown, text) in mended {
        if let Err(error) = write(&root.join(file), &shown, &text) {
            let problem = Problem::CannotWrite { path: file.to_owned(), reason: io_reason(&error) };
            talk.problems(&[Diagnostic::in_file(file, problem)], false);
            return Outcome::Failed;
        }
    }
    talk.summary(&talk.catalogue().say("fixed", &facts));
    Outcome::Fine
}

/// The text with the changes that fit it, and how many those are. A stretch that the file writes otherwise, as where a line
/// is broken or a sign escaped, is left to people.
fn mend(text: &str, changes: &[Change<'_>]) -> (String, usize) {
    let mut lines: Vec<String> = text.split_inclusive('\n').map(str::to_owned).collect();
    let mut order: Vec<&Change<'_>> = changes.iter().collect();
    // From the end of a line, so that what stands before keeps its column.
    order.sort_by_key(|change| (change.line, std::cmp::Reverse(change.column)));
    let mut made = 0;
    for change in order {
        let Some(line) = change.line.checked_sub(1).and_then(|index| lines.get_mut(index)) else { continue };
        let marked = usize::from(change.line == 1 && line.starts_with('\u{feff}'));
        let start = line.char_indices().nth(change.column - 1 + marked).map_or(line.len(), |(byte, _)| byte);
        if line[start..].starts_with(&change.fix.instead_of) {
            line.replace_range(start..start + change.fix.instead_of.len(), &change.fix.text);
            made += 1;
        }
    }
    (lines.concat(), made)
}

/// Asks whoever sits at the terminal; nobody there agrees to nothing.
fn ask(question: &str) -> bool {
    if !io::stdin().is_terminal() || !io::stderr().is_terminal() {
        return false;
    }
    complain(question);
    let _ = io::stderr().flush();
    let mut answer = String::new();
    let _ = io::stdin().read_line(&mut answer);
    matches!(answer.trim().to_lowercase().as_str(), "y" | "yes" | "是" | "好")
}

/// Writes a file whole or not at all: one that is a file itself, may be written, and is still what was shown.
fn write(path: &Path, shown: &str, text: &str) -> io::Result<()> {
    let data = fs::symlink_metadata(path)?;
    let is_same = fs::read(path)? == shown.as_bytes();
    if !data.is_file() || data.permissions().readonly() || !is_same {
        return Err(io::ErrorKind::PermissionDenied.into());
    }
    let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let beside = path.with_file_name(format!(".{name}.{}.new", std::process::id()));
    // Whatever stands there already is somebody else's.
    let mut file = fs::OpenOptions::new().write(true).create_new(true).open(&beside)?;
    let written = file.write_all(text.as_bytes()).and_then(|()| file.sync_all());
    let moved = written
        .and_then(|()| fs::set_permissions(&beside, data.permissions()))
        .and_then(|()| fs::rename(&beside, path));
    if moved.is_err() {
        let _ = fs::remove_file(&beside);
    }
    moved
}

/// Whether a mended YAML file still says the same but for its texts: every key and item is there, and no text has become
/// nothing. Other files hold prose, in which any text is one.
fn is_sound(file: &str, before: &str, after: &str) -> bool {
    if !Path::new(file).extension().is_some_and(|ending| ending == "yaml" || ending == "yml") {
        return true;
    }
    let [before, after] = [before, after].map(|text| Source::new(file, text));
    let [before, after] = [&before, &after].map(|source| parse_yaml(source, LIMITS, &mut Vec::new()));
    before.zip(after).is_some_and(|(before, after)| is_alike(&before, &after))
}

fn is_alike(one: &Node<'_>, other: &Node<'_>) -> bool {
    match (&one.value, &other.value) {
        (Value::Text(..), Value::Text(..)) => one.is_blank() == other.is_blank(),
        (Value::List(items), Value::List(others)) => {
            items.len() == others.len() && items.iter().zip(others).all(|(one, other)| is_alike(one, other))
        }
        (Value::Map(entries), Value::Map(others)) => {
            let same =
                |(one, other): (&Entry<'_>, &Entry<'_>)| one.key == other.key && is_alike(&one.node, &other.node);
            entries.len() == others.len() && entries.iter().zip(others).all(same)
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_of_one_line_keep_their_places() {
        let fix = |instead_of: &str, text: &str| Fix { instead_of: instead_of.to_owned(), text: text.to_owned() };
        let (one, two, three) = (fix("。。", "。"), fix("7.46元", "7.46万元"), fix("没有", "x"));
        let at = |line, column, fix| Change { line, column, fix };
        let text = "\u{feff}好。。又7.46元。。\r\n第二\n";
        let (mended, made) = mend(text, &[at(1, 2, &one), at(1, 5, &two), at(1, 10, &one), at(2, 1, &three)]);
        assert_eq!((mended.as_str(), made), ("\u{feff}好。又7.46万元。\r\n第二\n", 3));
    }
}
