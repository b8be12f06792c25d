//! Letters as they are compared: compatibility forms taken apart, without case and accents, traditional as simplified.

use std::sync::LazyLock;

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

/// A letter as it is compared, and where the letter that it is of stands in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Letter {
    /// The letter.
    pub sign: char,
    /// The first byte.
    pub start: usize,
    /// The byte behind the last.
    pub end: usize,
}

/// The letters of a text. One letter of the text can be several, as ㎡ is m and 2.
pub fn letters(text: &str, mut take: impl FnMut(Letter)) {
    for (start, letter) in text.char_indices() {
        let end = start + letter.len_utf8();
        fold(letter, |sign| take(Letter { sign, start, end }));
    }
}

/// A text as it is compared.
pub fn folded(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    letters(text, |letter| folded.push(letter.sign));
    folded
}

/// Whether a letter is a Chinese one.
pub fn is_han(letter: char) -> bool {
    matches!(letter, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{20000}'..='\u{323af}' | '〇' | '々')
}

fn fold(letter: char, mut take: impl FnMut(char)) {
    match letter {
        _ if letter.is_ascii() => take(letter.to_ascii_lowercase()),
        '\u{4e00}'..='\u{9fff}' => take(simplified(letter)),
        _ => decompose_compatible(letter, |part| {
            if !is_combining_mark(part) {
                part.to_lowercase().for_each(|part| take(simplified(part)));
            }
        }),
    }
}

/// The first letter of [`SIMPLIFIED`].
const FIRST: u32 = 0x4e00;
/// The simplified letter of each traditional one, by its distance from the first; 0 for all others. Where a traditional
/// letter has several, it is the usual one: 後 is 后, and 后 stays what it is.
static SIMPLIFIED: LazyLock<Vec<u16>> = LazyLock::new(|| {
    let mut table = vec![0; 0x5200];
    let mut letters = include_str!("simplified.txt").trim_end().chars();
    while let (Some(traditional), Some(simplified)) = (letters.next(), letters.next()) {
        let place = (traditional as u32).checked_sub(FIRST).and_then(|place| table.get_mut(place as usize));
        if let (Some(place), Ok(simplified)) = (place, u16::try_from(simplified as u32)) {
            *place = simplified;
        }
    }
    table
});

fn simplified(letter: char) -> char {
    let place = (letter as u32).checked_sub(FIRST).and_then(|place| SIMPLIFIED.get(place as usize));
    place.filter(|letter| **letter != 0).and_then(|letter| char::from_u32(u32::from(*letter))).unwrap_or(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_look_otherwise_are_compared_as_one() {
        for (text, as_compared) in [
            ("ＡＢＣ１２３", "abc123"),
            ("財政撥款決算", "财政拨款决算"),
            ("Ｃｏｖｉｄ　19", "covid 19"),
            ("㎡", "m2"),
            ("éÉ", "ee"),
            ("（公務接待）", "(公务接待)"),
            ("ⅱ①", "ii1"),
            ("後台里面", "后台里面"),
        ] {
            assert_eq!(folded(text), as_compared);
        }
    }

    #[test]
    fn a_letter_knows_where_it_is_from() {
        let mut all = Vec::new();
        letters("款㎡", |letter| all.push(letter));
        let letter = |sign, start, end| Letter { sign, start, end };
        assert_eq!(all, [letter('款', 0, 3), letter('m', 3, 6), letter('2', 3, 6)]);
    }

    #[test]
    fn a_simplified_letter_stays_what_it_is() {
        for (traditional, letter) in SIMPLIFIED.iter().enumerate().filter(|(_, letter)| **letter != 0) {
            let letter = char::from_u32(u32::from(*letter));
            assert_eq!(letter.map(simplified), letter, "of {traditional:x}");
        }
    }
}
