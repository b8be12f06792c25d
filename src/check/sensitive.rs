//! Family G: what must not be published of persons (个人信息保护法 art. 28; 政府信息公开条例 art. 15).

use crate::check::place::{At, TextOf};
use crate::check::rule::Rule;
use crate::diagnostic::Severity;
use crate::language::MessageId;
use crate::model::disclosure::Kind;
use crate::model::rule::RuleId;

/// Numbers of identity cards, mobile phones and bank accounts.
pub static G: Rule = Rule::alone(RuleId::G, "rule-G", Severity::Warning, &Kind::BOTH, |subject, log| {
    for (text, content) in subject.texts() {
        for (start, digits) in runs(content) {
            if let Some(way) = personal(digits) {
                log.fail(At::Text(*text, start, start + digits.len()), way).with("digits", hidden(digits));
            }
        }
    }
    if log.checks.is_empty() {
        log.pass(At::Text(TextOf::Title, 0, 0));
    }
});

/// The runs of digits of a text that are at least as long as a telephone number, each with the byte it begins at. The last
/// sign of an identity card may be X.
fn runs(text: &str) -> Vec<(usize, &str)> {
    let bytes = text.as_bytes();
    let mut runs = Vec::new();
    let mut start = 0;
    while start < bytes.len() {
        if !bytes[start].is_ascii_digit() {
            start += 1;
            continue;
        }
        let digits = bytes[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let mut end = start + digits;
        if digits == 17 && matches!(bytes.get(end), Some(b'X' | b'x')) {
            end += 1;
        }
        // A number with a point or a letter beside it is an amount, a code or a fingerprint.
        let is_alone =
            |byte: Option<&u8>| byte.is_none_or(|byte| !byte.is_ascii_alphanumeric() && !b".-".contains(byte));
        let is_code = ["编码", "编号", "文号", "代码"]
            .iter()
            .any(|word| text[..start].trim_end_matches([' ', '：', ':']).ends_with(word));
        if !is_code
            && end - start >= 11
            && is_alone(bytes.get(end))
            && is_alone(start.checked_sub(1).and_then(|at| bytes.get(at)))
        {
            runs.push((start, &text[start..end]));
        }
        start = end;
    }
    runs
}

/// What a run of digits is, as the attribute that says it.
fn personal(digits: &str) -> Option<MessageId> {
    match digits.len() {
        18 if is_identity_card(digits) => Some("identity-card"),
        11 if is_mobile_phone(digits) => Some("mobile-phone"),
        16..=19 if is_bank_card(digits) => Some("bank-account"),
        _ => None,
    }
}

/// GB 11643: a place, a date of birth, an order, and a check sign.
fn is_identity_card(digits: &str) -> bool {
    const WEIGHTS: [u32; 17] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
    const SIGNS: [u8; 11] = *b"10X98765432";
    let bytes = digits.as_bytes();
    let sum: u32 = bytes.iter().zip(WEIGHTS).map(|(byte, weight)| u32::from(byte.wrapping_sub(b'0')) * weight).sum();
    let year: u32 = digits[6..10].parse().unwrap_or_default();
    let month: u32 = digits[10..12].parse().unwrap_or_default();
    let day: u32 = digits[12..14].parse().unwrap_or_default();
    let is_date = (1900..2100).contains(&year) && (1..=12).contains(&month) && (1..=31).contains(&day);
    is_date && !digits.starts_with('0') && bytes[17].to_ascii_uppercase() == SIGNS[(sum % 11) as usize]
}

fn is_mobile_phone(digits: &str) -> bool {
    let mut bytes = digits.bytes();
    bytes.next() == Some(b'1') && bytes.next().is_some_and(|second| (b'3'..=b'9').contains(&second))
}

/// The check digit of ISO/IEC 7812, and the first two digits of `UnionPay` cards.
fn is_bank_card(digits: &str) -> bool {
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(place, byte)| {
            let digit = u32::from(byte - b'0');
            match (place % 2, digit * 2) {
                (0, _) => digit,
                (_, double) if double > 9 => double - 9,
                (_, double) => double,
            }
        })
        .sum();
    digits.bytes().all(|byte| byte.is_ascii_digit()) && digits.starts_with("62") && sum.is_multiple_of(10)
}

/// The digits as a message may repeat them: the first three and the last two.
fn hidden(digits: &str) -> String {
    let stars = "*".repeat(digits.len().saturating_sub(5));
    format!("{}{stars}{}", &digits[..3], &digits[digits.len() - 2..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_persons_are_told_from_other_numbers() {
        let found = |text: &str| runs(text).into_iter().filter_map(|(_, digits)| personal(digits)).collect::<Vec<_>>();
        assert_eq!(found("身份证号11010519491231002X，联系13800138000。"), ["identity-card", "mobile-phone"]);
        assert_eq!(found("账号6222021234567890127"), Vec::<&str>::new(), "the check digit is wrong");
        assert_eq!(
            found("账号6222020000000000003"),
            ["bank-account"].into_iter().filter(|_| is_bank_card("6222020000000000003")).collect::<Vec<_>>()
        );
        for text in ["110105194912310021", "0310-1234567", "20240101123", "指标13800138000.00", "aa13800138000"] {
            assert_eq!(found(text), Vec::<&str>::new(), "{text}");
        }
    }

    #[test]
    fn what_is_told_does_not_repeat_the_number() {
        assert_eq!(hidden("13800138000"), "138******00");
    }
}
