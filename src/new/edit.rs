//! Changes of a text at the places that a marked tree knows, with everything else left as it was written: order, comments,
//! the spaces between.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::tree::{Node, Span, Style, Value};

/// The changes of one text.
pub struct Edits<'t> {
    text: &'t str,
    /// The byte at which each line begins.
    starts: Vec<usize>,
    changes: Vec<(Range<usize>, String)>,
    /// Where they begin.
    changed: BTreeSet<usize>,
    /// What is to be noted at the ends of lines: by line, each with the keys that lead to it on that line.
    notes: BTreeMap<usize, Vec<(Vec<String>, String)>>,
    /// The lines over which a value goes on, so that nothing can be noted at their ends: the first and the last.
    unbroken: BTreeMap<usize, usize>,
    /// Behind the last value of each line.
    ends: BTreeMap<usize, usize>,
}

impl<'t> Edits<'t> {
    /// No changes yet of the text of this tree.
    pub fn new(text: &'t str, root: &Node<'_>) -> Self {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(byte, _)| byte + 1)).collect();
        let mut edits = Self {
            text,
            starts,
            changes: Vec::new(),
            changed: BTreeSet::new(),
            notes: BTreeMap::new(),
            unbroken: BTreeMap::new(),
            ends: BTreeMap::new(),
        };
        edits.look(root);
        edits
    }

    /// Learns where the values of a tree stand.
    fn look(&mut self, node: &Node<'_>) {
        for entry in node.entries() {
            self.end(entry.span);
            self.look(&entry.node);
        }
        node.items().iter().for_each(|item| self.look(item));
        if let Value::Text(_, style) = &node.value {
            // A block ends where the next line begins.
            let last = if *style == Style::Block { node.span.end_line.saturating_sub(1) } else { node.span.end_line };
            if last > node.span.line || *style == Style::Block {
                self.unbroken.insert(node.span.line, last);
            }
            if *style != Style::Block {
                let (line, byte) = (node.span.end_line, self.range(node).end);
                let end = self.ends.entry(line).or_default();
                *end = byte.max(*end);
            }
        }
    }

    fn end(&mut self, span: Span) {
        let byte = self.byte(span.end_line, span.end_column);
        let end = self.ends.entry(span.end_line).or_default();
        *end = byte.max(*end);
    }

    /// The byte of a place.
    fn byte(&self, line: usize, column: usize) -> usize {
        let start = self.starts.get(line.saturating_sub(1)).copied().unwrap_or(self.text.len());
        let rest = &self.text[start..];
        rest.char_indices().nth(column).map_or(self.text.len(), |(byte, _)| start + byte)
    }

    /// The bytes of a value as it is written, without an anchor before it; of a block those of its lines.
    pub fn range(&self, node: &Node<'_>) -> Range<usize> {
        let Span { line, column, end_line, end_column } = node.span;
        let (start, end) = (self.byte(line, column), self.byte(end_line, end_column));
        let mut end = end.max(start);
        let written = &self.text[start..end];
        let anchor = if written.starts_with('&') { written.find(' ').map_or(0, |space| space + 1) } else { 0 };
        if matches!(node.value, Value::Text(_, Style::Quoted)) {
            // The parser counts a comment behind the quotation marks in.
            end = start + anchor + quoted_length(&written[anchor..]);
        }
        start + anchor..end
    }

    /// What a value is written as.
    pub fn written(&self, node: &Node<'_>) -> &'t str {
        &self.text[self.range(node)]
    }

    /// A stretch of the text.
    pub fn text(&self, range: &Range<usize>) -> &'t str {
        &self.text[range.clone()]
    }

    /// How many lines there are.
    pub fn count(&self) -> usize {
        self.starts.len()
    }

    /// Puts something in the place of a value; whether that was done now. An alias stands for what its anchor names, which is
    /// changed once.
    pub fn replace(&mut self, node: &Node<'_>, with: &str) -> bool {
        let mut range = self.range(node);
        let mut with = with.to_owned();
        if matches!(node.value, Value::Text(_, Style::Block)) {
            // The mark of the block goes with it.
            range.start = self.text[..range.start].rfind(['|', '>']).unwrap_or(range.start);
            with.push('\n');
        }
        self.change(range, with)
    }

    /// Changes a stretch of the text, unless it was changed before; whether that was done now.
    pub fn change(&mut self, range: Range<usize>, with: String) -> bool {
        let is_new = !self.changed.contains(&range.start);
        if is_new {
            self.changed.insert(range.start);
            self.changes.push((range, with));
        }
        is_new
    }

    /// Puts what is to be filled in in the place of a value, and notes at the end of its line what it was, with the keys that
    /// lead to it on this line.
    pub fn empty(&mut self, node: &Node<'_>, with: &str, keys: Vec<String>, was: String) {
        if self.replace(node, with) {
            self.notes.entry(node.span.line).or_default().push((keys, was));
        }
    }

    /// Whether the key at this place begins a line that is a map's entry, as in a file that is no flow collection.
    pub fn begins_line(&self, span: Span) -> bool {
        self.text[self.byte(span.line, 0)..self.byte(span.line, span.column)].trim().is_empty()
    }

    /// The bytes of whole lines, both included.
    pub fn lines(&self, first: usize, last: usize) -> Range<usize> {
        self.byte(first, 0)..self.byte(last + 1, 0)
    }

    /// The last line before `next` that is neither empty nor a comment that stands as far out as `column`.
    pub fn last_line(&self, first: usize, next: Option<usize>, column: usize) -> usize {
        let end = next.unwrap_or(self.starts.len() + 1);
        let belongs = |line: &usize| {
            let text = &self.text[self.lines(*line, *line)];
            let indent = text.len() - text.trim_start().len();
            !(text.trim().is_empty() || text.trim_start().starts_with('#') && indent <= column)
        };
        (first..end).rev().find(belongs).unwrap_or(first)
    }

    /// The text with its changes. `say` makes a note of what belongs to a line; notes that `is_old` knows at ends of lines
    /// are dropped.
    pub fn finish(mut self, say: impl Fn(&str) -> String, comma: &str, is_old: impl Fn(&str) -> bool) -> String {
        let mut notes: BTreeMap<usize, Vec<String>> = BTreeMap::new();
        for (line, values) in std::mem::take(&mut self.notes) {
            notes.entry(self.unbroken_end(line)).or_default().push(told(&values, comma));
        }
        for line in 1..=self.starts.len() {
            let within = self.across(line).is_some();
            let note = notes.get(&line).map(|notes| say(&notes.join(comma)));
            let Some(end) = self.ends.get(&line).copied().filter(|_| !within).or_else(|| note.as_ref().map(|_| 0))
            else {
                continue;
            };
            let whole = self.lines(line, line);
            let written = self.text[whole.clone()].trim_end();
            let (start, stop) = (whole.start.max(end), whole.start + written.len());
            let tail = self.text.get(start..stop).unwrap_or_default();
            // An old note is the last thing on its line.
            let old =
                tail.rfind(" #").filter(|place| is_old(tail[*place..].trim_start().trim_start_matches('#').trim()));
            let kept = old.map_or(tail, |place| tail[..place].trim_end());
            let from = start + kept.len();
            match note {
                Some(note) => self.changes.push((from..stop, format!("  # {note}"))),
                None if old.is_some() => self.changes.push((from..stop, String::new())),
                None => {}
            }
        }
        self.changes.sort_by_key(|(range, _)| (range.start, range.end));
        let mut text = String::with_capacity(self.text.len() * 2);
        let mut place = 0;
        for (range, with) in &self.changes {
            if range.start < place {
                continue;
            }
            text.push_str(&self.text[place..range.start]);
            text.push_str(with);
            place = range.end;
        }
        text.push_str(&self.text[place..]);
        text
    }

    /// The last line of what is written across the end of a line.
    fn across(&self, line: usize) -> Option<usize> {
        self.unbroken.range(..=line).next_back().map(|(_, last)| *last).filter(|last| line < *last)
    }

    /// The line at whose end a comment can stand: this one, or that on which what is written across its end ends.
    fn unbroken_end(&self, line: usize) -> usize {
        self.across(line).map_or(line, |last| self.unbroken_end(last))
    }
}

/// The length of the text in quotation marks that a stretch begins with, with its marks.
fn quoted_length(text: &str) -> usize {
    let mut letters = text.char_indices();
    let Some((_, mark)) = letters.next() else { return 0 };
    while let Some((byte, letter)) = letters.next() {
        if letter == '\\' && mark == '"' {
            letters.next();
        } else if letter == mark {
            // Within single marks two of them are one.
            if mark == '\'' && text[byte + 1..].starts_with(mark) {
                letters.next();
            } else {
                return byte + 1;
            }
        }
    }
    text.len()
}

/// The values of a line: one by itself, several each with its keys, without those that all have.
fn told(values: &[(Vec<String>, String)], comma: &str) -> String {
    if let [(_, value)] = values {
        return value.clone();
    }
    let first = values.first().map_or(&[][..], |(keys, _)| keys.as_slice());
    let common =
        (0..first.len()).take_while(|at| values.iter().all(|(keys, _)| keys.get(*at) == first.get(*at))).count();
    let one = |(keys, value): &(Vec<String>, String)| {
        let keys = keys.get(common..).unwrap_or_default().join(".");
        if keys.is_empty() { value.clone() } else { format!("{keys} {value}") }
    };
    values.iter().map(one).collect::<Vec<_>>().join(comma)
}
