//! What is wrong in broken YAML, in words for the slips that clerks make: tabs, missing quotation marks, full-width signs,
//! indentation.

use crate::diagnostic::Problem;
use crate::tree::{Source, Span};

/// The known slips of a file that the parser gave up at `mark`, saying `detail`: those that are certain from their line
/// alone, so that one run shows them all, and what is wrong at the mark, where none of them explains it.
pub fn all(source: &Source<'_>, mark: Span, detail: &str) -> Vec<(Problem, Span)> {
    let mut found = Vec::new();
    let mut block: Option<usize> = None;
    for (index, line) in source.text.lines().enumerate() {
        let indent = indentation(line);
        if let Some(outer) = block {
            // Inside a block anything is text. A block whose text stands no further in than its key has none.
            if line.trim().is_empty() || indent > outer {
                continue;
            }
            block = None;
        }
        if let Some((problem, column, length)) = certain(line) {
            found.push((problem, stretch(index + 1, column, length)));
        } else if opens_block(line) {
            block = Some(indent);
        }
    }
    let explained = found.iter().any(|(_, span)| span.line <= mark.line + 1 && span.line + 1 >= mark.line);
    if !explained {
        found.push(at(source, mark, detail));
    }
    found
}

fn stretch(line: usize, column: usize, length: usize) -> Span {
    Span { line, column, end_line: line, end_column: column + length.max(1) }
}

fn indentation(line: &str) -> usize {
    line.chars().take_while(|letter| *letter == ' ').count()
}

/// The value behind the first key of a line, with the number of characters before it.
fn value(line: &str) -> Option<(usize, &str)> {
    let content = line.trim_start().trim_start_matches("- ").trim_start();
    if content.starts_with(['#', '"', '\'']) {
        return None;
    }
    let (_, value) = content.split_once(": ")?;
    let value = value.trim();
    let column = line[..line.rfind(value)?].chars().count();
    (!value.is_empty()).then_some((column, value))
}

/// Whether a line ends in the mark of a block: `body: |`, `- >-`, `a: |2`.
fn opens_block(line: &str) -> bool {
    let line = line.split(" #").next().unwrap_or_default().trim_end();
    let mark = line.rsplit([' ', ':']).next().unwrap_or_default();
    is_block_mark(mark) && line.len() > mark.len()
}

fn is_block_mark(text: &str) -> bool {
    let Some(rest) = text.strip_prefix(['|', '>']) else { return false };
    rest.len() <= 2 && rest.bytes().all(|byte| matches!(byte, b'+' | b'-' | b'1'..=b'9'))
}

/// A slip that a single line shows: a tab, `key: >60%`, `key: %`, `key: "text" and more`, `key: -`.
fn certain(line: &str) -> Option<(Problem, usize, usize)> {
    let indent = &line[..line.len() - line.trim_start().len()];
    if line.trim().is_empty() {
        return None;
    }
    if indent.contains('\t') {
        return Some((Problem::YamlTab {}, indent.chars().take_while(|letter| *letter != '\t').count(), 1));
    }
    let content = line.trim_start();
    if let Some(rest) = content.strip_prefix(['-', '－'])
        && !rest.starts_with(['-', ' ', '\u{3000}'])
        && (rest.contains(": ") || rest.ends_with(':'))
    {
        let text = content.split(':').next().unwrap_or_default().to_owned();
        let length = text.chars().count();
        return Some((Problem::YamlHyphenSpace { text }, indentation(line), length));
    }
    let (column, value) = value(line)?;
    let length = value.chars().count();
    let first = value.chars().next()?;
    let quote =
        || Some((Problem::YamlReservedMark { mark: first.to_string(), text: value.to_owned() }, column, length));
    match first {
        '>' | '|' if !is_block_mark(value.split(" #").next().unwrap_or_default().trim_end()) => {
            Some((Problem::YamlBlockMark { text: value.to_owned() }, column, length))
        }
        '%' | '@' | '`' | '!' => quote(),
        '-' if value == "-" => quote(),
        '"' => double_quoted(value, column),
        '[' | '{' if text_behind(value, first).is_some() => quote(),
        _ => None,
    }
}

/// What is wrong with a value in quotation marks: text behind them, or a backslash that means something else.
fn double_quoted(value: &str, column: usize) -> Option<(Problem, usize, usize)> {
    let mut letters = value.char_indices().skip(1);
    while let Some((byte, letter)) = letters.next() {
        match letter {
            '\\' => {
                let escaped = letters.next().map_or(' ', |(_, escaped)| escaped);
                if !"0abt\tnvfre \"/\\N_LPxuU".contains(escaped) {
                    let before = value[..byte].chars().count();
                    return Some((Problem::YamlBackslash { text: format!("\\{escaped}") }, column + before, 2));
                }
            }
            '"' => {
                let rest = value[byte + 1..].trim();
                let ends = rest.is_empty() || rest.starts_with(['#', ',', '}', ']', ':']);
                return (!ends)
                    .then(|| (Problem::YamlTextAfterQuote { text: value.to_owned() }, column, value.chars().count()));
            }
            _ => {}
        }
    }
    None
}

/// The text behind the bracket that closes a value's first one, where there is text that no list or map can have.
fn text_behind(value: &str, open: char) -> Option<&str> {
    let close = if open == '[' { ']' } else { '}' };
    let mut depth = 0_usize;
    for (byte, letter) in value.char_indices() {
        if letter == open {
            depth += 1;
        } else if letter == close {
            depth = depth.saturating_sub(1);
            if depth == 0 {
                let rest = value[byte + 1..].trim();
                return (!rest.is_empty() && !rest.starts_with(['#', ',', '}', ']', ':'])).then_some(rest);
            }
        }
    }
    None
}

/// What is wrong at the parser's mark.
fn at(source: &Source<'_>, mark: Span, detail: &str) -> (Problem, Span) {
    let line = source.line(mark.line);
    let rest: String = line.chars().skip(mark.column).collect();
    if rest.starts_with('*') {
        let length = rest.chars().take_while(|letter| !letter.is_whitespace()).count();
        return (Problem::YamlUnknownAnchor {}, stretch(mark.line, mark.column, length));
    }
    if rest.starts_with('-') {
        return (Problem::YamlReservedMark { mark: "-".to_owned(), text: "-".to_owned() }, mark);
    }
    if let Some(found) = full_width(source, mark).or_else(|| open_bracket(source, mark.line)) {
        return found;
    }
    if detail.contains("quoted scalar") || rest.is_empty() && has_open_quote(source, mark.line) {
        return (Problem::YamlQuote {}, mark);
    }
    // The line before may lack the space behind its colon.
    let before = mark.line.saturating_sub(1);
    for number in [before, mark.line] {
        if let Some(key) = key_without_space(source.line(number)) {
            let column =
                source.line(number).chars().take_while(|letter| letter.is_whitespace() || *letter == '-').count();
            return (Problem::YamlColonSpace { text: key.clone() }, stretch(number, column, key.chars().count()));
        }
    }
    if let Some(number) = misplaced(source, mark.line) {
        let line = source.line(number);
        let indent = indentation(line);
        return (Problem::YamlIndent {}, stretch(number, 0, indent.max(1)));
    }
    if rest.starts_with(':') {
        return (Problem::YamlColon {}, mark);
    }
    (Problem::YamlSyntax { detail: detail.to_owned() }, mark)
}

/// A full-width brace, bracket or comma in the structure of the line at the mark or of the one before.
fn full_width(source: &Source<'_>, mark: Span) -> Option<(Problem, Span)> {
    for number in [mark.line, mark.line.saturating_sub(1)] {
        let line = source.line(number);
        let opens = line.trim_start().trim_start_matches("- ").starts_with(['｛', '［'])
            || value(line).is_some_and(|(_, value)| value.starts_with(['｛', '［', '“', '‘']));
        let separates = line.contains(['{', '[']) && line.contains('，');
        let sign: &[char] = if opens { &['｛', '［', '“', '‘'] } else { &['，'] };
        if opens || separates {
            let column = line.chars().take_while(|letter| !sign.contains(letter)).count();
            let mark = line.chars().nth(column).unwrap_or('，').to_string();
            return Some((Problem::YamlFullWidth { mark }, stretch(number, column, 1)));
        }
    }
    None
}

/// The bracket before the mark that never closes, where the line at the mark begins anew.
fn open_bracket(source: &Source<'_>, mark: usize) -> Option<(Problem, Span)> {
    let begins_anew = indentation(source.line(mark)) == 0 || source.line(mark).trim_start().starts_with("- ");
    let number = (mark.saturating_sub(30).max(1)..=mark).rev().skip(usize::from(begins_anew)).find(|number| {
        let line = source.line(*number);
        let count = |signs: [char; 2]| line.matches(signs).count();
        count(['{', '[']) > count(['}', ']'])
    })?;
    let column = source.line(number).chars().position(|letter| matches!(letter, '{' | '['))?;
    Some((Problem::YamlBracket {}, stretch(number, column, 1)))
}

/// The line at or before the mark whose indentation is none of those that are open above it.
fn misplaced(source: &Source<'_>, mark: usize) -> Option<usize> {
    let mut open: Vec<usize> = Vec::new();
    let mut takes_deeper = true;
    for number in 1..=mark {
        let line = source.line(number);
        if line.trim().is_empty() || line.trim_start().starts_with('#') {
            continue;
        }
        let indent = indentation(line);
        if open.last().is_none_or(|last| indent > *last) {
            if !takes_deeper {
                return (number + 1 >= mark).then_some(number);
            }
            open.push(indent);
        } else {
            open.retain(|other| *other <= indent);
            if open.last() != Some(&indent) && number + 1 >= mark {
                return Some(number);
            }
        }
        let content = line.trim();
        if let Some(item) = content.strip_prefix("- ") {
            // The keys of an item stand where its first key does.
            open.push(indent + 2 + indentation(item));
        }
        takes_deeper = content.ends_with(':') || content == "-" || opens_block(line) || !content.contains(": ");
    }
    None
}

/// `单位:万元` or `单位：万元`: a key whose colon is no YAML colon.
pub fn key_without_space(line: &str) -> Option<String> {
    let content = line.trim().trim_start_matches("- ");
    if content.is_empty() || content.contains(": ") || content.ends_with(':') || content.starts_with(['#', '"', '\'']) {
        return None;
    }
    let end = content.find([':', '：'])?;
    let key = &content[..end];
    (!key.is_empty() && key.chars().count() <= 20 && !key.contains(char::is_whitespace)).then(|| {
        let colon = content[end..].chars().next().unwrap_or(':');
        format!("{key}{colon}")
    })
}

fn has_open_quote(source: &Source<'_>, line: usize) -> bool {
    (1..=line).any(|number| {
        let line = source.line(number);
        line.matches('"').count() % 2 == 1 || line.matches('\'').count() % 2 == 1
    })
}
