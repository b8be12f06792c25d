//! The stretch of source text that a problem points at.

use serde::{Deserialize, Serialize};

use crate::text::shown;

/// Lines longer than this are shown in part, so that a message stays readable.
const WIDEST: usize = 160;

/// A stretch of one line of a file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Excerpt {
    /// The line, counted from 1.
    pub line: u32,
    /// The column of the first character, counted in characters from 1.
    pub column: u32,
    /// How many characters the stretch has, at least 1.
    pub length: u32,
    /// The line's text as shown, shortened around the stretch where it is very long.
    pub text: String,
    /// Where the stretch begins in `text`, in characters.
    pub offset: u32,
}

impl Excerpt {
    /// Points at `length` characters of a line (counted from 1) with this text, from `column` (counted from 0).
    pub fn new(text: &str, line: usize, column: usize, length: usize) -> Self {
        let whole = text.strip_prefix('\u{feff}').unwrap_or(text);
        let width = whole.chars().count();
        let column = column.min(width);
        let length = length.clamp(1, (width - column).max(1));
        let (text, offset) = if width <= WIDEST {
            (whole.to_owned(), column)
        } else {
            let start = column.saturating_sub(WIDEST / 4);
            let head = if start > 0 { "…" } else { "" };
            let middle: String = whole.chars().skip(start).take(WIDEST).collect();
            let tail = if start + WIDEST < width { "…" } else { "" };
            (format!("{head}{middle}{tail}"), column - start + head.chars().count())
        };
        let length = length.min(text.chars().count().saturating_sub(offset).max(1));
        Self {
            line: narrow(line),
            column: narrow(column + 1),
            length: narrow(length),
            // A control character must reach neither a terminal nor a log.
            text: shown(&text, &['\t']),
            offset: narrow(offset),
        }
    }

    /// The stretch as a range of bytes of `text`.
    pub fn range(&self) -> std::ops::Range<usize> {
        let byte = |character: usize| self.text.char_indices().nth(character).map_or(self.text.len(), |(byte, _)| byte);
        let start = self.offset as usize;
        byte(start)..byte(start + self.length as usize)
    }
}

fn narrow(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters_and_ranges_count_bytes() {
        let excerpt = Excerpt::new("单位: 元", 2, 4, 1);
        assert_eq!((excerpt.line, excerpt.column), (2, 5));
        assert_eq!(&excerpt.text[excerpt.range()], "元");
    }

    #[test]
    fn a_very_long_line_is_shown_around_the_stretch() {
        let source = format!("{}坏{}", "a".repeat(5000), "b".repeat(5000));
        let excerpt = Excerpt::new(&source, 1, 5000, 1);
        assert!(excerpt.text.chars().count() < 170);
        assert_eq!(&excerpt.text[excerpt.range()], "坏");
        assert_eq!(excerpt.column, 5001);
    }

    #[test]
    fn a_place_beyond_the_text_is_its_end() {
        let excerpt = Excerpt::new("a", 9, 9, 9);
        assert_eq!(excerpt.range(), 1..1);
    }

    #[test]
    fn control_characters_do_not_reach_the_terminal() {
        assert_eq!(Excerpt::new("a\u{1b}[31m", 1, 0, 1).text, "a\u{fffd}[31m");
    }
}
