//! The stretch of a text that shows best why it was found, with what was looked for marked in it.

use std::ops::Range;

use serde::Serialize;

use crate::query::Wanted;
use crate::token::{Token, tokens};

/// About as many letters an excerpt has.
pub const LENGTH: usize = 90;

/// As many places are compared: in a long text a word may stand a thousand times.
const MOST_WINDOWS: usize = 200;

/// A piece of an excerpt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Piece {
    /// The text.
    pub text: String,
    /// Whether it was looked for.
    pub marked: bool,
}

/// The best stretch of a text, in pieces; all of it where it is not longer.
pub fn excerpt(text: &str, wanted: &[&Wanted], length: usize) -> Vec<Piece> {
    let marks = marks(text, wanted);
    let starts: Vec<usize> = text.char_indices().map(|(start, _)| start).chain([text.len()]).collect();
    let letters = starts.len() - 1;
    if letters <= length {
        return pieces(text, 0..text.len(), &marks);
    }
    let place = |byte: usize| starts.partition_point(|start| *start < byte);
    // The window with the most in it that was looked for, longer words counting more, and of these the first.
    let best = marks
        .iter()
        .enumerate()
        .take(MOST_WINDOWS)
        .map(|(number, mark)| {
            let from = place(mark.start);
            let inside = marks[number..].iter().take_while(|other| place(other.end) <= from + length);
            let mut kinds: Vec<&str> = inside.map(|other| &text[other.clone()]).collect();
            kinds.sort_unstable();
            kinds.dedup();
            (kinds.iter().map(|kind| kind.len()).sum::<usize>(), from)
        })
        .max_by(|(one, a), (other, b)| one.cmp(other).then_with(|| b.cmp(a)));
    let first = best.map_or(0, |(_, from)| from);
    // Some letters before it say what it is about; those of the sentence before do not.
    let before = (0..=length / 4).take_while(|back| {
        *back == 0 || first >= *back && !text[starts[first - back]..].starts_with(['。', '；', '\n', '！', '？'])
    });
    let from = first.saturating_sub(before.last().unwrap_or(0)).min(letters - length);
    let range = starts[from]..starts[(from + length).min(letters)];
    let mut all = pieces(text, range.clone(), &marks);
    if range.start > 0 {
        all.insert(0, Piece { text: "…".to_owned(), marked: false });
    }
    if range.end < text.len() {
        all.push(Piece { text: "…".to_owned(), marked: false });
    }
    all
}

/// Whether a phrase stands in a text.
pub fn has(text: &str, phrase: &Wanted) -> bool {
    !whole(&tokens(text), phrase).is_empty()
}

/// The stretches of a text that were looked for, in order and apart.
fn marks(text: &str, wanted: &[&Wanted]) -> Vec<Range<usize>> {
    let all = tokens(text);
    let mut marks: Vec<Range<usize>> = wanted.iter().flat_map(|wanted| whole(&all, wanted)).collect();
    marks.sort_by_key(|mark| (mark.start, mark.end));
    let mut apart: Vec<Range<usize>> = Vec::new();
    for mark in marks {
        match apart.last_mut().filter(|last| last.end >= mark.start) {
            Some(last) => last.end = last.end.max(mark.end),
            None => apart.push(mark),
        }
    }
    apart
}

/// Where a word stands whole; where it does not, where its terms stand.
fn whole(all: &[Token], wanted: &Wanted) -> Vec<Range<usize>> {
    let Some(first) = wanted.terms.first() else { return Vec::new() };
    let last = wanted.terms.len() - 1;
    let is = |token: &Token, place: usize| {
        let term = &wanted.terms[place].term;
        token.term == *term || wanted.is_prefix && place == last && token.term.starts_with(term.as_str())
    };
    let at = |position: u32, place: usize| {
        let from = all.partition_point(|token| token.position < position);
        all[from..].iter().take_while(|token| token.position == position).find(|token| is(token, place))
    };
    let begins = all.iter().filter(|token| is(token, 0));
    let found: Vec<Range<usize>> = begins
        .filter_map(|token| {
            let mut end = token.span.end;
            for (place, term) in wanted.terms.iter().enumerate().skip(1) {
                end = end.max(at(token.position + term.position - first.position, place)?.span.end);
            }
            Some(token.span.start..end)
        })
        .collect();
    if !found.is_empty() || wanted.is_phrase {
        return found;
    }
    let is_any = |token: &&Token| (0..=last).any(|place| is(token, place));
    all.iter().filter(is_any).map(|token| token.span.clone()).collect()
}

fn pieces(text: &str, range: Range<usize>, marks: &[Range<usize>]) -> Vec<Piece> {
    let mut all = Vec::new();
    let mut push = |from: usize, to: usize, marked| {
        if from < to {
            // Lines become one.
            let mut line = String::with_capacity(to - from);
            for letter in text[from..to].chars() {
                if !letter.is_whitespace() {
                    line.push(letter);
                } else if !line.ends_with(' ') {
                    line.push(' ');
                }
            }
            all.push(Piece { text: line, marked });
        }
    };
    let mut at = range.start;
    for mark in marks {
        let (from, to) = (mark.start.clamp(range.start, range.end), mark.end.clamp(range.start, range.end));
        push(at, from.max(at), false);
        push(from.max(at), to.max(at), true);
        at = at.max(to);
    }
    push(at, range.end, false);
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::query::Query;

    fn marked(text: &str, query: &str, length: usize) -> String {
        let query = Query::read(query);
        let wanted: Vec<&Wanted> = query.words().collect();
        let piece = |piece: Piece| if piece.marked { format!("[{}]", piece.text) } else { piece.text };
        excerpt(text, &wanted, length).into_iter().map(piece).collect()
    }

    #[test]
    fn what_was_looked_for_is_marked() {
        assert_eq!(marked("县财政局的公务接待费", "财政局 公务", 90), "县[财政局]的[公务]接待费");
        assert_eq!(marked("財政局", "财政局", 90), "[財政局]");
        assert_eq!(marked("共1,234.50万元", "1234.5", 90), "共[1,234.50]万元");
        assert_eq!(marked("财政与政局", "财政局", 90), "[财政]与[政局]", "its parts, where it is not whole");
        assert_eq!(marked("公务用车接待", "\"公务接待\"", 90), "公务用车接待", "a phrase has no parts");
        assert_eq!(marked("COVID-19", "covid*", 90), "[COVID]-19");
        assert_eq!(marked("30217 公务接待费\n  7,800.00", "公务接待", 90), "30217 [公务接待]费 7,800.00");
    }

    #[test]
    fn a_long_text_is_cut_around_it() {
        let text = format!("{}。其中公务接待费三万元{}", "前".repeat(200), "后".repeat(200));
        let cut = marked(&text, "公务接待", 20);
        assert!(cut.starts_with("…") && cut.contains("其中[公务接待]费") && cut.ends_with("…"), "{cut}");
        assert_eq!(cut.chars().filter(|letter| !"…[]".contains(*letter)).count(), 20, "{cut}");
        let text = format!("公务{}公务与接待", "x".repeat(50));
        assert!(marked(&text, "公务 接待", 10).contains("[公务]与[接待]"));
        let text = format!("2023年{}公务接待", "x".repeat(50));
        assert!(marked(&text, "2023 公务接待", 10).ends_with("[公务接待]"), "a longer word says more");
    }

    #[test]
    fn markup_is_text() {
        assert_eq!(marked("<b>财政</b>", "财政", 90), "<b>[财政]</b>");
    }
}
