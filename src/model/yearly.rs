//! Series that the site's owner adds, by year: a price index, the population.

use std::collections::BTreeMap;

use rust_decimal::{Decimal, RoundingStrategy};
use serde_json::{Value as Json, json};

use crate::diagnostic::Problem;
use crate::model::field::{Decode, Decoder, Definitions, Step, record};
use crate::model::period::FiscalYear;
use crate::model::quantity::Number;
use crate::tree::Node;

/// Numbers above zero, by year.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Yearly(BTreeMap<FiscalYear, Decimal>);

impl Yearly {
    /// The number of a year.
    pub fn get(&self, year: FiscalYear) -> Option<Decimal> {
        self.0.get(&year).copied()
    }
}

impl Decode for Yearly {
    const IS_COMPOUND: bool = true;

    fn decode<'n>(node: &'n Node<'n>, decoder: &mut Decoder<'n>) -> Option<Self> {
        decoder.map(node)?;
        let mut numbers = BTreeMap::new();
        let mut complete = true;
        for entry in node.entries() {
            let year = FiscalYear::parse(&entry.key);
            if year.is_none() {
                decoder.report(Problem::NotAYear { text: entry.key.to_string() }, entry.span);
            }
            let number = decoder.within(Step::Key(&entry.key), |decoder| {
                let text = decoder.text(&entry.node, "a-number")?;
                let number = Number::parse(text).ok().filter(|number| number.0 > Decimal::ZERO);
                if number.is_none() {
                    decoder.report(Problem::NotAboveZero { text: text.to_owned() }, entry.node.span);
                }
                number
            });
            complete &= year.is_some() && number.is_some();
            numbers.extend(year.zip(number.map(|number| number.0)));
        }
        complete.then_some(Self(numbers))
    }

    fn schema(definitions: &mut Definitions) -> Json {
        definitions.named("Yearly", |_| {
            json!({
                "title": "各年度的数",
                "description": "年度 = 数，如 2020 = 100。",
                "type": "object",
                "patternProperties": { "^[0-9]{4}$": { "type": ["number", "string"], "exclusiveMinimum": 0 } },
                "additionalProperties": false,
            })
        })
    }
}

record! {
    /// A price index, with which amounts of different years are told in the prices of one.
    pub struct Prices = "物价指数", "物价指数；有它，全县合计另按基年价格列出。" {
        /// The year in whose prices amounts are told.
        base: FiscalYear = "基年", "按哪一年的价格；指数中要有这一年。";
        /// The index, of any base.
        index: Yearly = "指数", "各年度的定基物价指数，基期不限，如 2019 = 97.6。";
        /// Where it is from.
        source: String = "来源", "指数的来源，如 某统计年鉴。";
    }
}

record! {
    /// How many people live there, with which amounts are told per head.
    pub struct Population = "人口", "人口；有它，全县合计另按人均列出。" {
        /// The number of people, by year.
        persons: Yearly = "人数", "各年度的人数，如 2020 = 312000。";
        /// Where it is from.
        source: String = "来源", "人数的来源，并说明口径，如 某统计公报，年末常住人口。";
    }
}

impl Prices {
    /// An amount of a year in the prices of the base year, in 元 and rounded to 0.01万元; `None` where the index has not
    /// both years.
    pub fn constant(&self, yuan: Decimal, year: FiscalYear) -> Option<Decimal> {
        let exact = yuan.checked_mul(self.index.get(self.base)?)?.checked_div(self.index.get(year)?)?;
        Some(rounded(exact / Decimal::ONE_HUNDRED, 0) * Decimal::ONE_HUNDRED)
    }
}

impl Population {
    /// An amount of a year per head, in 元 and rounded to the 分; `None` where the people of the year are not known.
    pub fn per_head(&self, yuan: Decimal, year: FiscalYear) -> Option<Decimal> {
        Some(rounded(yuan.checked_div(self.persons.get(year)?)?, 2))
    }
}

fn rounded(figure: Decimal, scale: u32) -> Decimal {
    let mut figure = figure.round_dp_with_strategy(scale, RoundingStrategy::MidpointAwayFromZero);
    figure.rescale(scale);
    figure
}
