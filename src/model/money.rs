//! Exact amounts of money that remember the unit and the digits they were printed with.

use std::fmt;

use rust_decimal::{Decimal, RoundingStrategy};
use serde::{Deserialize, Serialize};

use crate::diagnostic::Problem;
use crate::model::field::{Decode, Decoder, Definitions, Keyword, Spelling, decode_keyword, keyword_schema};
use crate::tree::Node;

/// More whole digits than any amount in 元 has. With [`FINEST`] this leaves room for exact sums of a million amounts.
const MOST_WHOLE_DIGITS: usize = 16;
/// More decimals than any unit needs: 亿元 to the 分 takes ten.
const MOST_DECIMALS: u32 = 10;
/// More decimals of one 元 than anybody prints.
const FINEST: u32 = 6;

/// The unit that an amount is printed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Unit {
    /// 元.
    Yuan,
    /// 千元.
    Thousand,
    /// 万元, the usual unit of disclosures.
    TenThousand,
    /// 百万元.
    Million,
    /// 亿元.
    HundredMillion,
}

impl Unit {
    /// One of this unit is ten to this power 元.
    fn power(self) -> u32 {
        match self {
            Self::Yuan => 0,
            Self::Thousand => 3,
            Self::TenThousand => 4,
            Self::Million => 6,
            Self::HundredMillion => 8,
        }
    }
}

impl Keyword for Unit {
    const ALL: &'static [(Self, Spelling)] = &[
        (Self::Yuan, Spelling { key: "yuan", chinese: &["元", "人民币元"] }),
        (Self::Thousand, Spelling { key: "thousand", chinese: &["千元"] }),
        (Self::TenThousand, Spelling { key: "wan", chinese: &["万元", "人民币万元"] }),
        (Self::Million, Spelling { key: "million", chinese: &["百万元"] }),
        (Self::HundredMillion, Spelling { key: "yi", chinese: &["亿元"] }),
    ];
}

impl Decode for Unit {
    const IS_UNIT: bool = true;

    fn decode<'n>(node: &'n Node<'n>, decoder: &mut Decoder<'n>) -> Option<Self> {
        decode_keyword(node, decoder)
    }

    fn schema(definitions: &mut Definitions) -> serde_json::Value {
        definitions.named("Unit", |_| keyword_schema::<Self>("金额单位"))
    }
}

/// An amount of money, exact, with the unit and the decimals that it was printed with.
///
/// Two amounts are equal when they are printed alike; compare values with [`Money::yuan`].
#[derive(Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Money {
    #[serde(with = "exactly")]
    figure: Decimal,
    unit: Unit,
}

/// A decimal as its sixteen bytes, with the digits that it was printed with.
mod exactly {
    use rust_decimal::Decimal;
    use serde::{Deserialize as _, Deserializer, Serialize as _, Serializer};

    #[allow(clippy::trivially_copy_pass_by_ref, reason = "serde passes a reference")]
    pub fn serialize<S: Serializer>(figure: &Decimal, serializer: S) -> Result<S::Ok, S::Error> {
        figure.serialize().serialize(serializer)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Decimal, D::Error> {
        <[u8; 16]>::deserialize(deserializer).map(Decimal::deserialize)
    }
}

impl Money {
    /// An amount of `figure` units.
    pub fn new(figure: Decimal, unit: Unit) -> Self {
        Self { figure, unit }
    }

    /// Reads an amount as a person writes it: `264.43`, `1,234.50`, `－0.5`, full-width digits. The decimals are kept,
    /// so that [`Money::printed`] gives back what was read. Anything else is an error that shows the text.
    pub fn parse(text: &str, unit: Unit) -> Result<Self, Problem> {
        let figure = parse_figure(text)?;
        let money = Self { figure, unit };
        let whole = money.yuan().trunc().abs().to_string();
        if whole.len() > MOST_WHOLE_DIGITS || figure.scale() > FINEST + unit.power() {
            return Err(Problem::AmountTooLong { text: text.to_owned() });
        }
        Ok(money)
    }

    /// The figure in the unit it was printed in.
    pub fn figure(self) -> Decimal {
        self.figure
    }

    /// The unit it was printed in.
    pub fn unit(self) -> Unit {
        self.unit
    }

    /// The exact value in 元.
    pub fn yuan(self) -> Decimal {
        shift(self.figure, self.unit.power()).normalize()
    }

    /// The value in 元 as programs read it: plain digits with at least two decimals (元, 角, 分).
    pub fn machine(self) -> String {
        let mut value = self.yuan();
        if value.scale() < 2 {
            value.rescale(2);
        }
        value.to_string()
    }

    /// The figure with its own decimals and without grouping.
    pub fn printed(self) -> String {
        self.figure.to_string()
    }

    /// The figure with its own decimals, its whole digits grouped by three.
    pub fn grouped(self) -> String {
        group(&self.printed())
    }

    /// The same value in another unit, with as many decimals as the exact value takes.
    #[must_use]
    pub fn in_unit(self, unit: Unit) -> Self {
        if unit == self.unit {
            return self;
        }
        let mut figure = self.yuan();
        // Dividing by a power of ten moves the point.
        figure = Decimal::from_i128_with_scale(figure.mantissa(), figure.scale() + unit.power());
        Self { figure: figure.normalize(), unit }
    }

    /// Whether two printed amounts can be one: the finer, rounded to the last digit of the coarser, is the coarser.
    pub fn agrees(self, other: Self) -> bool {
        // The smaller the exponent of ten of its last digit in 元, the finer an amount is.
        let exponent = |money: Self| i64::from(money.unit.power()) - i64::from(money.figure.scale());
        let (finer, coarser) = if exponent(self) <= exponent(other) { (self, other) } else { (other, self) };
        let figure = finer.in_unit(coarser.unit).figure;
        let rounded = figure.round_dp_with_strategy(coarser.figure.scale(), RoundingStrategy::MidpointAwayFromZero);
        rounded == coarser.figure
    }

    /// Whether it is less than nothing.
    pub fn is_negative(self) -> bool {
        self.figure.is_sign_negative() && !self.figure.is_zero()
    }

    /// Whether it is nothing.
    pub fn is_zero(self) -> bool {
        self.figure.is_zero()
    }

    /// The amount in 分; `None` where it has parts of one.
    pub fn fen(self) -> Option<i64> {
        let fen = shift(self.figure, self.unit.power() + 2).normalize();
        if fen.scale() == 0 { i64::try_from(fen.mantissa()).ok() } else { None }
    }

    /// The exact sum in 元. `None` where it would not fit, far beyond any money there is.
    pub fn sum_in_yuan(amounts: impl IntoIterator<Item = Self>) -> Option<Decimal> {
        let most = Decimal::from(10_u64.pow(18)) * Decimal::from(10_000_u32);
        amounts
            .into_iter()
            .try_fold(Decimal::ZERO, |sum, amount| sum.checked_add(amount.yuan()).filter(|sum| sum.abs() < most))
    }
}

/// Multiplies by ten to a power, which moves the point and loses no digit.
fn shift(figure: Decimal, power: u32) -> Decimal {
    if figure.scale() >= power {
        Decimal::from_i128_with_scale(figure.mantissa(), figure.scale() - power)
    } else {
        figure * Decimal::from(10_u64.pow(power))
    }
}

impl fmt::Debug for Money {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{self}")
    }
}

impl fmt::Display for Money {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}{}", self.printed(), self.unit.chinese())
    }
}

/// Groups the whole digits of a plain figure by three.
pub fn group(figure: &str) -> String {
    let (sign, digits) = figure.strip_prefix('-').map_or(("", figure), |digits| ("-", digits));
    let (whole, decimals) = digits.split_once('.').map_or((digits, None), |(whole, decimals)| (whole, Some(decimals)));
    let mut text = String::from(sign);
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if let Some(decimals) = decimals {
        text.push('.');
        text.push_str(decimals);
    }
    text
}

/// Reads the figure of an amount; see [`Money::parse`].
pub fn parse_figure(text: &str) -> Result<Decimal, Problem> {
    let narrow: String = text.trim().chars().map(half_width).collect();
    let unsigned = narrow.strip_prefix(['-', '+']).unwrap_or(&narrow);
    if !unsigned.starts_with(|letter: char| letter.is_ascii_digit()) {
        let notation = ["nan", "inf", ".inf", ".nan"].iter().any(|word| unsigned.to_lowercase().starts_with(word));
        return Err(if notation {
            Problem::AmountNotation { text: text.to_owned() }
        } else {
            Problem::NotAnAmount { text: text.to_owned() }
        });
    }
    let end = unsigned
        .find(|letter: char| !letter.is_ascii_digit() && !matches!(letter, '.' | ','))
        .unwrap_or(unsigned.len());
    let (digits, rest) = unsigned.split_at(end);
    if !rest.is_empty() {
        return Err(trailing(text, rest));
    }
    let (whole, decimals) = digits.split_once('.').map_or((digits, ""), |(whole, decimals)| (whole, decimals));
    let well_formed =
        !(digits.ends_with('.') || decimals.contains(['.', ',']) || whole.len() > 1 && whole.starts_with('0'));
    if !well_formed {
        return Err(Problem::NotAnAmount { text: text.to_owned() });
    }
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    if whole.contains(',') && (first.is_empty() || first.len() > 3 || groups.any(|group| group.len() != 3)) {
        return Err(Problem::AmountGrouping { text: text.to_owned() });
    }
    let whole = whole.replace(',', "");
    let too_long = || Problem::AmountTooLong { text: text.to_owned() };
    if whole.len() > MOST_WHOLE_DIGITS || decimals.len() > MOST_DECIMALS as usize {
        return Err(too_long());
    }
    let sign = if narrow.starts_with('-') { "-" } else { "" };
    let plain = if decimals.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{decimals}") };
    Decimal::from_str_exact(&plain).map_err(|_| too_long())
}

/// What is wrong with an amount behind whose digits something stands.
fn trailing(text: &str, rest: &str) -> Problem {
    let rest = rest.trim();
    let text = text.to_owned();
    if Unit::from_word(rest).is_some() || matches!(rest, "万" | "亿" | "千") {
        Problem::AmountWithUnit { text, unit: rest.to_owned() }
    } else if rest.starts_with(['e', 'E']) {
        Problem::AmountNotation { text }
    } else {
        Problem::NotAnAmount { text }
    }
}

/// The ASCII form of a full-width digit, sign, point or comma.
fn half_width(letter: char) -> char {
    match letter {
        '０'..='９' => char::from_u32(u32::from(letter) - u32::from('０') + u32::from('0')).unwrap_or(letter),
        '．' => '.',
        '，' => ',',
        '－' | '−' => '-',
        '＋' => '+',
        _ => letter,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn wan(text: &str) -> Money {
        Money::parse(text, Unit::TenThousand).unwrap_or_else(|problem| panic!("{problem:?}"))
    }

    #[test]
    fn figures_keep_the_digits_that_were_printed() {
        assert_eq!(wan("124.50").printed(), "124.50");
        assert_eq!(wan("900719925474.0993").printed(), "900719925474.0993");
        assert_eq!(wan("900719925474.0993").machine(), "9007199254740993.00");
        assert_eq!(wan("264.43").machine(), "2644300.00");
        assert_eq!(wan("0").machine(), "0.00");
        assert_eq!(wan("-0.5").machine(), "-5000.00");
        assert_eq!(wan("0.1234567").machine(), "1234.567");
    }

    #[test]
    fn the_ways_in_which_people_write_amounts_are_understood() {
        for (text, printed) in [
            ("1,234.50", "1234.50"),
            ("１２３４．５", "1234.5"),
            ("－0.5", "-0.5"),
            ("−0.5", "-0.5"),
            ("１，２３４", "1234"),
            ("+37.62", "37.62"),
        ] {
            assert_eq!(wan(text).printed(), printed, "{text}");
        }
    }

    #[test]
    fn anything_else_is_an_error_that_shows_the_text() {
        for text in ["1.2.3", "yes", "", "-", "1.", ".5", "007", "1 2", "1.234,5", "12a"] {
            assert_eq!(parse_figure(text), Err(Problem::NotAnAmount { text: text.to_owned() }), "{text}");
        }
        for text in ["12,34", "1,2345", "1234,567", "1,234,"] {
            assert_eq!(parse_figure(text), Err(Problem::AmountGrouping { text: text.to_owned() }), "{text}");
        }
        for text in ["NaN", "1e309", "1E5", ".inf", "Infinity"] {
            assert_eq!(parse_figure(text), Err(Problem::AmountNotation { text: text.to_owned() }), "{text}");
        }
        for text in ["12345678901234567", "0.12345678901"] {
            assert_eq!(
                Money::parse(text, Unit::TenThousand),
                Err(Problem::AmountTooLong { text: text.to_owned() }),
                "{text}"
            );
        }
        assert_eq!(
            parse_figure("7.46元"),
            Err(Problem::AmountWithUnit { text: "7.46元".to_owned(), unit: "元".to_owned() })
        );
    }

    #[test]
    fn conversion_between_units_is_exact() {
        assert_eq!(wan("7.46").in_unit(Unit::Yuan).printed(), "74600");
        assert_eq!(
            Money::parse("74600.00", Unit::Yuan).map(|money| money.in_unit(Unit::TenThousand).printed()),
            Ok("7.46".to_owned())
        );
        assert_eq!(wan("124.50").in_unit(Unit::TenThousand).printed(), "124.50");
    }

    #[test]
    fn an_amount_agrees_with_itself_as_others_print_it() {
        let yuan = |text: &str| Money::parse(text, Unit::Yuan).unwrap_or_else(|problem| panic!("{problem:?}"));
        for (one, other) in
            [("264.43", "2644312.50"), ("264.43", "2644300"), ("0", "0.00"), ("-0.50", "-5000"), ("264", "2644312.50")]
        {
            assert!(wan(one).agrees(yuan(other)) && yuan(other).agrees(wan(one)), "{one} {other}");
        }
        for (one, other) in [("264.43", "2644351"), ("264.43", "264.43"), ("1", "0"), ("264.4", "2645300")] {
            assert!(!wan(one).agrees(yuan(other)) && !yuan(other).agrees(wan(one)), "{one} {other}");
        }
    }

    prop_compose! {
        fn figure()(negative in any::<bool>(), whole in 0_u64..10_000_000, decimals in "[0-9]{0,6}") -> String {
            let sign = if negative { "-" } else { "" };
            let point = if decimals.is_empty() { "" } else { "." };
            format!("{sign}{whole}{point}{decimals}")
        }
    }

    proptest! {
        #[test]
        fn printing_gives_back_what_was_read(text in figure()) {
            let read = wan(&text).printed();
            // Minus nothing is nothing.
            let zero = text.chars().all(|letter| matches!(letter, '-' | '0' | '.'));
            prop_assert_eq!(read.trim_start_matches(if zero { "-" } else { " " }), text.trim_start_matches(if zero { "-" } else { " " }));
        }

        #[test]
        fn grouping_loses_no_digit(text in figure()) {
            let money = wan(&text);
            prop_assert_eq!(wan(&money.grouped()), money);
        }

        #[test]
        fn no_unit_loses_a_digit(text in figure(), from in 0..5_usize, to in 0..5_usize) {
            let (from, to) = (Unit::ALL[from].0, Unit::ALL[to].0);
            let money = Money::parse(&text, from).map_err(|problem| TestCaseError::fail(format!("{problem:?}")))?;
            prop_assert_eq!(money.in_unit(to).in_unit(from).yuan(), money.yuan());
            prop_assert_eq!(money.in_unit(to).yuan(), money.yuan());
        }

        #[test]
        fn sums_are_exact(parts in prop::collection::vec(-1_000_000_000_000_i64..1_000_000_000_000, 1..40)) {
            let amounts = parts.iter().map(|fen| Money::new(Decimal::new(*fen, 2), Unit::Yuan));
            let expected = Decimal::new(parts.iter().sum(), 2).normalize();
            prop_assert_eq!(Money::sum_in_yuan(amounts), Some(expected));
        }

        #[test]
        fn no_text_makes_the_parser_panic(text in "\\PC{0,40}") {
            let _ = parse_figure(&text);
        }
    }
}
