//! The terms of a text: each Chinese letter and each pair of neighbours, words, codes and numbers whole.
//!
//! Pairs that overlap need no dictionary, so that every name is found by every part of it, in the index and in a query
//! alike; a letter by itself finds too. An amount is one number however it is printed: `1,234.50` is `1234.5`.

use std::ops::Range;

use crate::fold::{Letter, is_han, letters};

/// Terms longer than this are cut: they are nobody's words.
const LONGEST: usize = 64;

/// A term and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Token {
    /// The term.
    pub term: String,
    /// Its place among the terms, where each Chinese letter and each word has one place.
    pub position: u32,
    /// The bytes of the text that it is of.
    pub span: Range<usize>,
    /// What it is.
    pub form: Form,
}

/// What a term is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// A Chinese letter.
    Letter,
    /// Two Chinese letters beside each other.
    Pair,
    /// A word, a code or a number.
    Word,
}

/// A term as it stands in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sign<'t> {
    /// A Chinese letter.
    Letter(char),
    /// Two Chinese letters beside each other.
    Pair(char, char),
    /// A word, a code or a number.
    Word(&'t str),
}

impl Sign<'_> {
    /// What it is.
    pub fn form(self) -> Form {
        match self {
            Self::Letter(_) => Form::Letter,
            Self::Pair(..) => Form::Pair,
            Self::Word(_) => Form::Word,
        }
    }
}

impl From<Sign<'_>> for String {
    fn from(sign: Sign<'_>) -> Self {
        match sign {
            Sign::Letter(letter) => letter.into(),
            Sign::Pair(one, other) => Self::from_iter([one, other]),
            Sign::Word(word) => word.to_owned(),
        }
    }
}

/// The terms of a text, in its order; of one place, the letter stands before the pair.
pub fn tokens(text: &str) -> Vec<Token> {
    let mut all = Vec::with_capacity(text.len());
    each(text, |sign, position, span| all.push(Token { term: sign.into(), position, span, form: sign.form() }));
    all
}

/// Goes through the terms of a text, each with its place and its bytes; see [`tokens`].
pub fn each(text: &str, mut take: impl FnMut(Sign<'_>, u32, Range<usize>)) {
    let mut all: Vec<Letter> = Vec::with_capacity(text.len());
    letters(text, |letter| all.push(letter));
    let mut term = String::new();
    let mut position = 0;
    let mut at = 0;
    while at < all.len() {
        let rest = &all[at..];
        let Letter { sign, start, end } = rest[0];
        if is_han(sign) {
            take(Sign::Letter(sign), position, start..end);
            // “三公”经费 is found by 三公经费: what stands around letters does not part them.
            let next = rest[1..].iter().find(|next| !is_around(next.sign)).filter(|next| is_han(next.sign));
            if let Some(next) = next {
                take(Sign::Pair(sign, next.sign), position, start..next.end);
            }
            at += 1;
        } else if sign.is_alphanumeric() {
            let length = word(rest);
            term.clear();
            term.extend(rest[..length].iter().map(|letter| letter.sign));
            normalize(&mut term);
            take(Sign::Word(&term), position, start..rest[length - 1].end);
            at += length;
        } else {
            at += 1;
            continue;
        }
        position += 1;
    }
}

/// Whether a sign stands around letters, or is none: quotes, brackets, and what has no width.
fn is_around(sign: char) -> bool {
    // Asked of each letter: looking for it in a text takes ten times as long.
    matches!(
        sign,
        '"' | '\''
            | '('
            | ')'
            | '['
            | ']'
            | '“'
            | '”'
            | '‘'
            | '’'
            | '「'
            | '」'
            | '『'
            | '』'
            | '《'
            | '》'
            | '〈'
            | '〉'
            | '（'
            | '）'
            | '【'
            | '】'
            | '〔'
            | '〕'
            | '\u{ad}'
            | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}'
    )
}

/// How many letters a word has. A point or a comma is part of a number where digits follow as they do in one.
fn word(letters: &[Letter]) -> usize {
    let is_digit = |at: usize| letters.get(at).is_some_and(|letter: &Letter| letter.sign.is_ascii_digit());
    let mut length = 0;
    let mut has_point = false;
    let is_number = letters[0].sign.is_ascii_digit();
    while let Some(letter) = letters.get(length) {
        let letter = letter.sign;
        let goes_on = match letter {
            ',' if is_number && !has_point => {
                (1..4).all(|step| is_digit(length + step))
                    && !is_digit(length + 4)
                    && (1..=3).contains(&group(letters, length))
            }
            '.' if is_number && !has_point => {
                has_point = is_digit(length - 1) && is_digit(length + 1);
                has_point
            }
            _ => letter.is_alphanumeric() && !is_han(letter),
        };
        if !goes_on {
            break;
        }
        length += 1;
    }
    length
}

/// How many digits stand before a place.
fn group(letters: &[Letter], place: usize) -> usize {
    letters[..place].iter().rev().take_while(|letter| letter.sign.is_ascii_digit()).count()
}

/// Takes the separators out of a number, and the zeros behind its point; another word stays as it is.
fn normalize(term: &mut String) {
    if term.starts_with(|letter: char| letter.is_ascii_digit()) {
        term.retain(|letter| letter != ',');
        if term.contains('.') && term.chars().all(|letter| letter.is_ascii_digit() || letter == '.') {
            term.truncate(term.trim_end_matches('0').trim_end_matches('.').len());
        }
    }
    if term.len() > LONGEST {
        let end = (0..=LONGEST).rev().find(|end| term.is_char_boundary(*end)).unwrap_or(0);
        term.truncate(end);
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn any_text_has_terms_that_stand_in_it(text in "\\PC{0,60}") {
            let all = tokens(&text);
            prop_assert!(all.iter().all(|token| text.get(token.span.clone()).is_some() && !token.term.is_empty()));
            prop_assert!(all.is_sorted_by(|one, other| one.position <= other.position && one.span.start <= other.span.start));
            prop_assert!(all.iter().all(|token| token.term.len() <= LONGEST));
        }

        #[test]
        fn a_term_is_found_by_itself(text in "[财政局公务0-9a-zA-Z,. ]{0,30}") {
            for token in tokens(&text) {
                let again: Vec<String> = tokens(&token.term).into_iter().map(|token| token.term).collect();
                prop_assert!(again.contains(&token.term), "{:?} of {:?}: {:?}", token.term, text, again);
            }
        }
    }

    fn terms(text: &str) -> Vec<String> {
        tokens(text).into_iter().map(|token| token.term).collect()
    }

    #[test]
    fn chinese_is_found_by_letters_and_by_pairs() {
        assert_eq!(terms("财政局"), ["财", "财政", "政", "政局", "局"]);
        assert_eq!(terms("款、項"), ["款", "项"]);
        assert_eq!(terms("“三公”经"), ["三", "三公", "公", "公经", "经"]);
        assert_eq!(terms("法》（试"), ["法", "法试", "试"]);
        assert_eq!(terms("一\u{200b}三"), ["一", "一三", "三"]);
    }

    #[test]
    fn words_codes_and_numbers_are_whole() {
        assert_eq!(terms("Covid-19 PPP"), ["covid", "19", "ppp"]);
        assert_eq!(terms("2012901行政"), ["2012901", "行", "行政", "政"]);
        assert_eq!(terms("2023年"), ["2023", "年"]);
    }

    #[test]
    fn an_amount_is_one_number_however_it_is_printed() {
        for text in ["1,234.50", "1234.5", "1，234.50", "１２３４．５０"] {
            assert_eq!(terms(text), ["1234.5"], "{text}");
        }
        assert_eq!(terms("264.00"), ["264"]);
        assert_eq!(terms("100"), ["100"]);
        assert_eq!(terms("1,234,567"), ["1234567"]);
        assert_eq!(terms("1,2,3"), ["1", "2", "3"]);
        assert_eq!(terms("12,3456"), ["12", "3456"]);
        assert_eq!(terms("1.2.3"), ["1.2", "3"]);
        assert_eq!(terms("5."), ["5"]);
    }

    #[test]
    fn a_term_knows_its_bytes_and_its_place() {
        let all = tokens("《财政》A");
        let find =
            |term: &str| all.iter().find(|token| token.term == term).map(|token| (token.position, token.span.clone()));
        assert_eq!(find("财政"), Some((0, 3..9)));
        assert_eq!(find("政"), Some((1, 6..9)));
        assert_eq!(find("a"), Some((2, 12..13)));
    }
}
