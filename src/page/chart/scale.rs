//! The scale of an axis: from amounts to places, with round figures at its ticks.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

use crate::model::field::Keyword;
use crate::model::money::{Money, Unit, group};
use crate::page::chart::Hundredths;

/// More steps than this are not drawn.
const MOST_STEPS: u32 = 4;

/// A scale from the least amount, or zero, to the greatest.
#[derive(Debug, Clone, Copy)]
pub struct Scale {
    unit: Unit,
    /// In the unit, multiples of the step.
    low: Decimal,
    high: Decimal,
    step: Decimal,
}

/// A line across with its figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tick {
    /// The figure, grouped.
    pub text: String,
    /// How far from the lower end.
    pub at: Hundredths,
}

impl Scale {
    /// A scale that holds zero and these amounts in 元.
    pub fn of(amounts: impl IntoIterator<Item = Decimal>) -> Self {
        let (mut low, mut high) = (Decimal::ZERO, Decimal::ZERO);
        for amount in amounts {
            (low, high) = (low.min(amount), high.max(amount));
        }
        // From a hundred million on, figures in 万元 take too much room.
        let is_large = low.abs().max(high) >= Decimal::from(100_000_000);
        let unit = if is_large { Unit::HundredMillion } else { Unit::TenThousand };
        let [low, high] = [low, high].map(|end| in_unit(end, unit));
        let high = if low == high { Decimal::ONE } else { high };
        let step = step(high - low);
        let multiple = |end: Decimal, round: fn(&Decimal) -> Decimal| {
            end.checked_div(step).and_then(|count| round(&count).checked_mul(step)).unwrap_or(end)
        };
        Self { unit, low: multiple(low, Decimal::floor), high: multiple(high, Decimal::ceil), step }
    }

    /// The key of the unit that its ticks are in.
    pub fn unit(&self) -> &'static str {
        self.unit.key()
    }

    /// How far an amount in 元 stands from the lower end of an axis of some length.
    pub fn place(&self, yuan: Decimal, length: Hundredths) -> Hundredths {
        self.place_of(in_unit(yuan, self.unit), length)
    }

    fn place_of(&self, figure: Decimal, length: Hundredths) -> Hundredths {
        part(figure - self.low, self.high - self.low, length)
    }

    /// The ticks of an axis of some length.
    pub fn ticks(&self, length: Hundredths) -> Vec<Tick> {
        let figures = std::iter::successors(Some(self.low), |figure| Some(figure + self.step));
        let text = |figure: Decimal| group(&figure.normalize().to_string());
        figures
            .take_while(|figure| *figure <= self.high)
            .map(|figure| Tick { text: text(figure), at: self.place_of(figure, length) })
            .collect()
    }
}

/// As much of a length as a part is of a whole.
pub fn part(part: Decimal, whole: Decimal, length: Hundredths) -> Hundredths {
    let share = part.checked_div(whole).and_then(|share| share.checked_mul(Decimal::from(length.0)));
    Hundredths(share.and_then(|share| share.round().to_i64()).unwrap_or_default())
}

fn in_unit(yuan: Decimal, unit: Unit) -> Decimal {
    Money::new(yuan, Unit::Yuan).in_unit(unit).figure()
}

/// The smallest round figure of which a few make a range.
fn step(range: Decimal) -> Decimal {
    let round = [(1, 0), (2, 0), (25, 1), (5, 0)].map(|(figure, scale)| Decimal::new(figure, scale));
    // From a 分 in 亿元 to more than there is.
    let powers = std::iter::successors(Some(Decimal::new(1, 10)), |power| power.checked_mul(Decimal::TEN));
    let mut steps = powers.flat_map(|power| round.map(|figure| figure.checked_mul(power)));
    let holds = |step: &Decimal| step.checked_mul(Decimal::from(MOST_STEPS)).is_some_and(|most| most >= range);
    steps.find_map(|step| step.filter(holds)).unwrap_or(range)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ticks(yuan: &[i64]) -> (String, Vec<String>) {
        let scale = Scale::of(yuan.iter().copied().map(Decimal::from));
        (scale.unit().to_owned(), scale.ticks(Hundredths(10_000)).into_iter().map(|tick| tick.text).collect())
    }

    #[test]
    fn ticks_are_round_and_hold_zero_and_every_amount() {
        assert_eq!(ticks(&[2_644_300, 2_268_100]), ("wan".into(), ["0", "100", "200", "300"].map(Into::into).into()));
        assert_eq!(ticks(&[5_000]), ("wan".into(), ["0", "0.2", "0.4", "0.6"].map(Into::into).into()));
        assert_eq!(ticks(&[930_000_000]), ("yi".into(), ["0", "2.5", "5", "7.5", "10"].map(Into::into).into()));
        assert_eq!(ticks(&[-30_000, 50_000]), ("wan".into(), ["-4", "-2", "0", "2", "4", "6"].map(Into::into).into()));
    }

    #[test]
    fn nothing_but_zero_has_a_scale_too() {
        assert_eq!(ticks(&[0]).1.first().map(String::as_str), Some("0"));
        assert_eq!(ticks(&[]).1.first().map(String::as_str), Some("0"));
        assert_eq!(Scale::of([Decimal::ZERO]).place(Decimal::ZERO, Hundredths(10_000)), Hundredths(0));
    }

    #[test]
    fn places_are_parts_of_the_length_and_the_largest_amounts_do_not_overflow() {
        let scale = Scale::of([Decimal::from(4_000_000)]);
        assert_eq!(scale.place(Decimal::from(1_000_000), Hundredths(20_000)), Hundredths(5_000));
        let most = Decimal::from(10_u64.pow(18)) * Decimal::from(9_999);
        let scale = Scale::of([most, -most]);
        assert_eq!(scale.place(Decimal::ZERO, Hundredths(10_000)), Hundredths(5_000));
    }
}
