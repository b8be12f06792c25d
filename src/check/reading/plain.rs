//! Prose as it is read for its figures: without markup, quotation marks and spaces, narrow digits, quoted figures written out;
//! every letter knows the byte of the text that it is from.

use crate::model::field::Keyword;
use crate::model::measure::Measures;
use crate::model::prose::Quote;

/// What stands for what is left alone: titles and numbers of documents in 《》〔〕【】[].
pub const LEFT_ALONE: char = '\u{1}';

/// A text without what does not matter to its figures.
#[derive(Debug, Default)]
pub struct Plain {
    /// The text.
    pub text: String,
    /// Where the letter of each byte of the text begins and ends in the original.
    from: Vec<(usize, usize)>,
}

impl Plain {
    /// Reads a text of a disclosure with these measures.
    pub fn of(original: &str, measures: &Measures) -> Self {
        let mut plain = Self { text: String::with_capacity(original.len()), from: Vec::with_capacity(original.len()) };
        let mut begin = 0;
        let mut depth = 0_usize;
        for quote in Quote::all(original) {
            plain.take(&original[begin..quote.start], begin, &mut depth);
            if let Some(money) = quote.resolve(measures) {
                for letter in money.printed().chars().chain(money.unit().chinese().chars()) {
                    plain.push(letter, quote.start, quote.text.len());
                }
            }
            begin = quote.end();
        }
        plain.take(&original[begin..], begin, &mut depth);
        plain
    }

    fn push(&mut self, letter: char, from: usize, length: usize) {
        self.text.push(letter);
        self.from.resize(self.text.len(), (from, from + length));
    }

    fn take(&mut self, part: &str, begin: usize, depth: &mut usize) {
        for (byte, letter) in part.char_indices() {
            match letter {
                '《' | '〔' | '【' | '[' => {
                    if *depth == 0 {
                        self.push(LEFT_ALONE, begin + byte, letter.len_utf8());
                    }
                    *depth += 1;
                }
                '》' | '〕' | '】' | ']' => *depth = depth.saturating_sub(1),
                // What does not close ends with its line.
                '\n' => {
                    *depth = 0;
                    self.push(letter, begin + byte, letter.len_utf8());
                }
                _ if *depth > 0 => {}
                '*' | '`' | '“' | '”' | '"' | '‘' | '’' | '\'' | ' ' | '\u{3000}' | '\u{a0}' | '\t' | '\r' => {}
                _ => self.push(narrow(letter), begin + byte, letter.len_utf8()),
            }
        }
    }

    /// The stretch of the original that a stretch of the text is from.
    pub fn original(&self, start: usize, end: usize) -> (usize, usize) {
        let at = |byte: usize| self.from.get(byte).copied().unwrap_or_default();
        // What is left out behind the last letter is no part of it.
        (at(start).0, at(end.saturating_sub(1)).1)
    }
}

fn narrow(letter: char) -> char {
    match letter {
        '０'..='９' => char::from_u32(u32::from(letter) - u32::from('０') + u32::from('0')).unwrap_or(letter),
        '．' => '.',
        '％' => '%',
        '（' => '(',
        '）' => ')',
        '－' | '−' => '-',
        '；' => ';',
        _ => letter,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_does_not_matter_is_left_out_and_every_letter_knows_its_place() {
        let original = "**“三公”经费**（０．５万元）见《2019年预算》。";
        let plain = Plain::of(original, &Measures::default());
        assert_eq!(plain.text, format!("三公经费(0.5万元)见{LEFT_ALONE}。"));
        let start = plain.text.find("0.5万元").unwrap_or_default();
        let (from, to) = plain.original(start, start + "0.5万元".len());
        assert_eq!(&original[from..to], "０．５万元");
        let original = "安排**7.46元**。";
        let plain = Plain::of(original, &Measures::default());
        let start = plain.text.find('7').unwrap_or_default();
        let (from, to) = plain.original(start, start + "7.46元".len());
        assert_eq!(&original[from..to], "7.46元", "the marks behind it are no part of it");
    }
}
