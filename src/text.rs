//! Text that came from outside: what of it may be shown on a page, in a terminal, in a log, and stand in an address.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// Whether a character would be shown as none: control characters, those that turn the direction of writing, with which
/// a figure or a file's name can be made to read backwards, and those that are no characters and no part of XML.
pub fn is_control(letter: char) -> bool {
    let is_none = u32::from(letter) & 0xfffe == 0xfffe || matches!(letter, '\u{fdd0}'..='\u{fdef}');
    letter.is_control() || is_none || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The text with a sign for each control character except those in `kept`.
pub fn shown(text: &str, kept: &[char]) -> String {
    let sign = |letter: char| if is_control(letter) && !kept.contains(&letter) { '\u{fffd}' } else { letter };
    text.chars().map(sign).collect()
}

/// A path as an address: what is not plain ASCII, and what addresses give a meaning, is percent-encoded.
pub fn encoded(path: &str) -> String {
    const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.').remove(b'~');
    utf8_percent_encode(path, KEPT).to_string()
}

#[cfg(test)]
mod tests {
    use super::shown;

    #[test]
    fn control_characters_become_signs() {
        assert_eq!(shown("a\u{1b}[31m\u{202e}b\tc\n", &['\t']), "a\u{fffd}[31m\u{fffd}b\tc\u{fffd}");
    }
}
