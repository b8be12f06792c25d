//! A sentence in its parts: known words, amounts with their units, percentages, years, marks; what is unknown stays so.

use rust_decimal::Decimal;

use crate::check::reading::sentence::Sentence;
use crate::check::reading::words::Word;
use crate::model::money::{Money, Unit, parse_figure};

/// A part of a sentence.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) what: What,
}

/// What a part of a sentence is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum What {
    Word(Word),
    Year(i32),
    Money(Money),
    Percent(Decimal),
    /// A comma, a colon.
    Mark,
    /// A bracket: what stands in it says something of its own.
    Open,
    /// The bracket that closes.
    Close,
    /// A mark between things of one kind: 、.
    And,
    Unknown,
}

impl Sentence<'_, '_> {
    /// The parts of the sentence, in order.
    pub(super) fn tokens(&self) -> Vec<Token> {
        let text = &self.plain.text[self.begin..self.end];
        let mut tokens = Vec::new();
        let mut words = self.words.find(text).peekable();
        let mut place = 0;
        while place < text.len() {
            while words.next_if(|(start, _, _)| *start < place).is_some() {}
            let rest = &text[place..];
            let letter = rest.chars().next().unwrap_or_default();
            let (length, what) = if letter.is_ascii_digit() {
                figure(text, place)
            } else if let Some((_, end, word)) = words.next_if(|(start, _, _)| *start == place) {
                (end - place, What::Word(word))
            } else {
                let what = match letter {
                    '、' => What::And,
                    '，' | ',' | ':' | '：' | '-' | '—' => What::Mark,
                    '(' => What::Open,
                    ')' => What::Close,
                    _ => What::Unknown,
                };
                (letter.len_utf8(), what)
            };
            let token = Token { start: self.begin + place, end: self.begin + place + length, what };
            place += length;
            // The body's own name says as little as 我局.
            let what = if token.what == What::Unknown { self.own_name(&token) } else { None };
            if let Some(length) = what {
                let end = token.start + length;
                tokens.push(Token { end, what: What::Word(Word::Filler), ..token });
                place = end - self.begin;
                continue;
            }
            match tokens.last_mut() {
                Some(Token { end, what: What::Unknown, .. }) if token.what == What::Unknown => *end = token.end,
                _ => tokens.push(token),
            }
        }
        if let [Token { what: number @ What::Unknown, .. }, ..] = tokens.as_mut_slice()
            && is_number_of_list(text)
        {
            *number = What::Mark;
        }
        tokens
    }

    /// How long the department's name is that begins here, if it does.
    fn own_name(&self, token: &Token) -> Option<usize> {
        let rest = &self.plain.text[token.start..self.end];
        let names = [Some(self.subject.name()), self.subject.department.short_name.as_deref()];
        names.into_iter().flatten().find(|name| !name.is_empty() && rest.starts_with(name)).map(str::len)
    }
}

/// Whether a sentence begins with its number in a list: 1. 2) 3、.
fn is_number_of_list(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    digits > 0 && digits < 3 && text[digits..].starts_with(['.', '、', ')'])
}

/// Words of units, as they stand behind an amount.
const UNITS: [(&str, Unit); 8] = [
    ("万元", Unit::TenThousand),
    ("亿元", Unit::HundredMillion),
    ("百万元", Unit::Million),
    ("千元", Unit::Thousand),
    ("元", Unit::Yuan),
    ("万圆", Unit::TenThousand),
    ("圆", Unit::Yuan),
    ("万人民币", Unit::TenThousand),
];

/// What begins with a digit at a place: an amount with its unit, a percentage, a year, or something else. Its length in bytes.
fn figure(text: &str, place: usize) -> (usize, What) {
    let rest = &text[place..];
    let bytes = rest.as_bytes();
    let mut length = 0;
    while let Some(byte) = bytes.get(length) {
        let is_inner = matches!(byte, b'.' | b',') && bytes.get(length + 1).is_some_and(u8::is_ascii_digit);
        if !byte.is_ascii_digit() && !is_inner {
            break;
        }
        length += 1;
    }
    let (digits, behind) = rest.split_at(length);
    let before = text[..place].chars().next_back();
    // A part of a range, a code or a word in letters is no figure by itself; a minus is.
    let is_part =
        before.is_some_and(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '~' | '～' | '－' | '–' | '.'));
    let is_range = behind.starts_with(['~', '～', '-', '－', '–', '—'])
        && behind.chars().nth(1).is_some_and(|letter| letter.is_ascii_digit());
    let minus = before == Some('-');
    let signed = if minus { format!("-{digits}") } else { digits.to_owned() };
    if is_part || is_range {
        return (length, What::Unknown);
    }
    if let Some((word, unit)) = UNITS.iter().find(|(word, _)| behind.starts_with(word)) {
        // A price, or what something is at least or at most.
        let after = &behind[word.len()..];
        let bounds = ["以上", "以下", "以内", "及以上", "左右", "起"];
        let per = after.starts_with(['/', '／', '每']) || bounds.iter().any(|word| after.starts_with(word));
        let money = Money::parse(&signed, *unit).ok().filter(|_| !per);
        return (length + word.len(), money.map_or(What::Unknown, What::Money));
    }
    if behind.starts_with('%') {
        let figure = parse_figure(&signed).ok();
        return (length + 1, figure.map_or(What::Unknown, What::Percent));
    }
    if length == 4
        && let Some(after) = behind.strip_prefix("年度").or_else(|| behind.strip_prefix('年'))
    {
        let year: i32 = digits.parse().unwrap_or_default();
        // A day of a year is no year.
        let is_date = after.starts_with(|letter: char| letter.is_ascii_digit());
        if (1990..2100).contains(&year) && !is_date {
            return (rest.len() - after.len(), What::Year(year));
        }
    }
    (length, What::Unknown)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_takes_its_word_along_and_a_day_is_none() {
        assert_eq!(figure("2024年度支出", 0), ("2024年度".len(), What::Year(2024)));
        assert_eq!(figure("2024年支出", 0), ("2024年".len(), What::Year(2024)));
        assert_eq!(figure("2024年12月", 0).1, What::Unknown);
    }
}
