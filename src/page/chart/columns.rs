//! Columns over the years: budget and final account beside each other, each whole or stacked from its parts.

use rust_decimal::Decimal;
use serde::Serialize;

use crate::model::disclosure::Kind;
use crate::model::field::Keyword;
use crate::model::period::FiscalYear;
use crate::page::chart::scale::Scale;
use crate::page::chart::{Hundredths, Name};

/// The room for columns, in hundredths of a pixel: above it the highest tick's figure, below it the years.
const HEIGHT: Hundredths = Hundredths(18_000);
const TOP: i64 = 2_200;
/// Where columns begin, in hundredths of a percent: to the left of that stand the ticks' figures.
const LEFT: i64 = 1_500;
const RIGHT: i64 = 10_000;
/// Columns of few years would be as wide as walls.
const FEWEST_YEARS: usize = 6;
/// As many years find room below a chart on a wide screen, and on a narrow one.
const MOST_LABELS: (usize, usize) = (13, 6);

/// A chart of columns.
#[derive(Debug, Serialize)]
pub struct Columns {
    /// Its anchor.
    pub anchor: &'static str,
    /// The key of the unit of the ticks' figures.
    pub unit: &'static str,
    /// The lines across.
    pub ticks: Vec<Line>,
    /// Where zero is, down.
    pub zero: Hundredths,
    /// The years.
    pub years: Vec<YearMark>,
    /// The columns' pieces.
    pub pieces: Vec<Piece>,
    /// Where a year between others has no amount.
    pub gaps: Vec<Gap>,
    /// The kinds that are drawn.
    pub kinds: Vec<&'static str>,
    /// The colours and names of the parts that are any, the lowest first; none where the columns have no parts. A part has
    /// the same colour in the charts of all bodies.
    pub parts: Vec<(usize, Name)>,
}

/// A line across.
#[derive(Debug, Serialize)]
pub struct Line {
    /// Where, down.
    pub y: Hundredths,
    /// Its figure.
    pub text: String,
}

/// A year below the columns.
#[derive(Debug, Serialize)]
pub struct YearMark {
    /// Where its middle is, across.
    pub x: Hundredths,
    /// The year.
    pub year: u16,
    /// `all` where it has room everywhere, `wide` on wide screens, `none` nowhere.
    pub shown: &'static str,
}

/// A piece of a column: one part of one kind in one year.
#[derive(Debug, Serialize)]
pub struct Piece {
    /// Its left side, across.
    pub x: Hundredths,
    /// Its upper side, down.
    pub y: Hundredths,
    /// Its width, across.
    pub width: Hundredths,
    /// Its height, down.
    pub height: Hundredths,
    /// `budget` or `final`.
    pub kind: &'static str,
    /// Its colour, from 0.
    pub part: usize,
}

/// A year without an amount.
#[derive(Debug, Serialize)]
pub struct Gap {
    /// Its left side, across.
    pub x: Hundredths,
    /// Its right side, across.
    pub end: Hundredths,
}

/// The amounts in 元 of one kind: its parts in each year.
#[derive(Debug)]
pub struct Stack {
    /// The kind.
    pub kind: Kind,
    /// One list of parts a year.
    pub years: Vec<Vec<Option<Decimal>>>,
}

impl Columns {
    /// Draws amounts over years, whole or stacked from parts, each with its colour. `None` where fewer than two years have
    /// one, since nothing would be compared.
    pub fn new(
        anchor: &'static str,
        years: &[FiscalYear],
        parts: Vec<(usize, Name)>,
        amount: impl Fn(Kind, usize, FiscalYear) -> Option<Decimal>,
    ) -> Option<Self> {
        // A part that is nothing in every year is no part.
        let amounts = |part| Kind::BOTH.iter().flat_map(move |kind| years.iter().map(move |year| (*kind, part, *year)));
        let is_any = |part: usize| {
            amounts(part).any(|(kind, part, year)| amount(kind, part, year).is_some_and(|yuan| !yuan.is_zero()))
        };
        let drawn: Vec<bool> = (0..parts.len().max(1)).map(|part| parts.is_empty() || is_any(part)).collect();
        let of_year = |kind: Kind, year: FiscalYear| {
            drawn.iter().enumerate().map(|(part, is_drawn)| amount(kind, part, year).filter(|_| *is_drawn)).collect()
        };
        let stack =
            |kind: &Kind| Stack { kind: *kind, years: years.iter().map(|year| of_year(*kind, *year)).collect() };
        let stacks: Vec<Stack> = Kind::BOTH.iter().map(stack).filter(|stack| stack.span().is_some()).collect();
        if stacks.iter().map(Stack::count).max()? < 2 {
            return None;
        }
        let scale = Scale::of(stacks.iter().flat_map(|stack| &stack.years).flat_map(|parts| ends(parts)));
        let colours: Vec<usize> = parts.iter().map(|(colour, _)| *colour).collect();
        let plot = Plot { colours, scale, slots: years.len().max(FEWEST_YEARS), kinds: stacks.len() };
        let pieces = stacks.iter().enumerate().flat_map(|(place, stack)| plot.pieces(place, stack)).collect();
        let gaps = stacks.iter().enumerate().flat_map(|(place, stack)| plot.gaps(place, stack)).collect();
        let ticks = scale.ticks(HEIGHT).into_iter().map(|tick| Line { y: from_top(tick.at), text: tick.text });
        Some(Self {
            anchor,
            unit: scale.unit(),
            ticks: ticks.collect(),
            zero: plot.y(Decimal::ZERO),
            years: year_marks(years, &plot),
            pieces,
            gaps,
            kinds: stacks.iter().map(|stack| stack.kind.key()).collect(),
            parts: parts.into_iter().zip(drawn).filter_map(|(part, is_drawn)| is_drawn.then_some(part)).collect(),
        })
    }
}

impl Stack {
    /// The first and the last year with an amount.
    fn span(&self) -> Option<(usize, usize)> {
        let has = |parts: &Vec<Option<Decimal>>| parts.iter().any(Option::is_some);
        Some((self.years.iter().position(has)?, self.years.iter().rposition(has)?))
    }

    /// How many years have an amount.
    fn count(&self) -> usize {
        self.years.iter().filter(|parts| parts.iter().any(Option::is_some)).count()
    }
}

/// Where a column of parts begins and ends: what is less than nothing goes down from zero.
fn ends(parts: &[Option<Decimal>]) -> [Decimal; 2] {
    let sum = |wanted: fn(&Decimal) -> bool| {
        let amounts = parts.iter().flatten().copied().filter(wanted);
        amounts.fold(Decimal::ZERO, |sum, amount| sum.checked_add(amount).unwrap_or(sum))
    };
    [sum(|amount| *amount < Decimal::ZERO), sum(|amount| *amount > Decimal::ZERO)]
}

fn from_top(at: Hundredths) -> Hundredths {
    Hundredths(TOP + HEIGHT.0 - at.0)
}

struct Plot {
    /// The colours of parts.
    colours: Vec<usize>,
    scale: Scale,
    slots: usize,
    kinds: usize,
}

impl Plot {
    fn y(&self, yuan: Decimal) -> Hundredths {
        from_top(self.scale.place(yuan, HEIGHT))
    }

    /// The left side of a year's room, and its width, across.
    fn slot(&self, year: usize) -> (i64, i64) {
        let edge = |year: usize| LEFT + (RIGHT - LEFT) * signed(year) / signed(self.slots);
        (edge(year), edge(year + 1) - edge(year))
    }

    /// The left side and the width of one kind's column.
    fn column(&self, year: usize, place: usize) -> (i64, i64) {
        let (left, width) = self.slot(year);
        // A quarter stays free between years.
        let width = width * 3 / 4 / signed(self.kinds);
        (left + width * signed(place), width)
    }

    fn pieces(&self, place: usize, stack: &Stack) -> Vec<Piece> {
        let mut pieces = Vec::new();
        for (year, parts) in stack.years.iter().enumerate() {
            let (x, width) = self.column(year, place);
            let (mut above, mut below) = (Decimal::ZERO, Decimal::ZERO);
            for (part, amount) in parts.iter().enumerate() {
                let Some(amount) = amount else { continue };
                let end = if *amount < Decimal::ZERO { &mut below } else { &mut above };
                let from = *end;
                *end = end.checked_add(*amount).unwrap_or(*end);
                let (one, other) = (self.y(from), self.y(*end));
                pieces.push(Piece {
                    x: Hundredths(x),
                    y: one.min(other),
                    width: Hundredths(width),
                    height: Hundredths((one.0 - other.0).abs()),
                    kind: stack.kind.key(),
                    part: self.colours.get(part).copied().unwrap_or_default(),
                });
            }
        }
        pieces
    }

    fn gaps(&self, place: usize, stack: &Stack) -> Vec<Gap> {
        let Some((first, last)) = stack.span() else { return Vec::new() };
        let is_gap = |year: &usize| stack.years[*year].iter().all(Option::is_none);
        let gap = |year| {
            let (x, width) = self.column(year, place);
            Gap { x: Hundredths(x), end: Hundredths(x + width) }
        };
        (first..last).filter(is_gap).map(gap).collect()
    }
}

/// The years, from the last one back as many as find room.
fn year_marks(years: &[FiscalYear], plot: &Plot) -> Vec<YearMark> {
    let on_wide = plot.slots.div_ceil(MOST_LABELS.0);
    // Those of narrow screens are among those of wide ones.
    let on_narrow = on_wide * plot.slots.div_ceil(MOST_LABELS.1 * on_wide);
    let mark = |(index, year): (usize, &FiscalYear)| {
        let (left, _) = plot.slot(index);
        let (_, width) = plot.column(index, 0);
        let from_last = years.len() - 1 - index;
        let shown = match from_last {
            _ if from_last.is_multiple_of(on_narrow) => "all",
            _ if from_last.is_multiple_of(on_wide) => "wide",
            _ => "none",
        };
        let x = Hundredths(left + width * signed(plot.kinds) / 2);
        YearMark { x, year: year.number(), shown }
    };
    years.iter().enumerate().map(mark).collect()
}

/// A number of years or kinds, which are few.
fn signed(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn years(first: u16, last: u16) -> Vec<FiscalYear> {
        let year = |year: u16| FiscalYear::parse(&year.to_string());
        year(first).zip(year(last)).map(|(first, last)| first.through(last).collect()).unwrap_or_default()
    }

    fn draw(amounts: &[Option<i64>]) -> Option<Columns> {
        let years = years(2000, 1999 + u16::try_from(amounts.len()).unwrap_or_default());
        Columns::new("chart", &years, Vec::new(), |kind, _, year| {
            let amount = amounts.get(usize::from(year.number()) - 2000).copied().flatten();
            amount.filter(|_| kind == Kind::Final).map(Decimal::from)
        })
    }

    #[test]
    fn a_gap_is_marked_and_zero_is_drawn_as_nothing_high() {
        let chart = draw(&[Some(10_000), None, Some(0), Some(20_000)]).unwrap_or_else(|| panic!("no chart"));
        assert_eq!((chart.pieces.len(), chart.gaps.len()), (3, 1));
        assert_eq!(chart.pieces[1].height, Hundredths(0));
        assert_eq!(chart.pieces[1].y, chart.zero);
        assert_eq!(chart.pieces[2].height, Hundredths(HEIGHT.0));
    }

    #[test]
    fn one_year_is_no_course() {
        assert!(draw(&[Some(10_000)]).is_none());
        assert!(draw(&[None, Some(10_000), None]).is_none());
        assert!(draw(&[]).is_none());
    }

    #[test]
    fn less_than_nothing_hangs_below_zero() {
        let chart = draw(&[Some(-10_000), Some(10_000)]).unwrap_or_else(|| panic!("no chart"));
        assert_eq!(chart.pieces[0].y, chart.zero);
        assert!(chart.pieces[1].y < chart.zero);
        assert_eq!(chart.pieces[1].y.0 + chart.pieces[1].height.0, chart.zero.0);
    }

    #[test]
    fn parts_stand_on_each_other_without_overlapping() {
        let years = years(2020, 2021);
        let parts = ["a", "b", "c"].map(Name::message).into_iter().enumerate().collect();
        let amount = |_: Kind, part: usize, _: FiscalYear| Some(Decimal::from([100, -50, 300][part]));
        let chart = Columns::new("chart", &years, parts, amount).unwrap_or_else(|| panic!("none"));
        let of_first: Vec<_> =
            chart.pieces.iter().take(3).map(|piece| (piece.y.0, piece.y.0 + piece.height.0)).collect();
        assert_eq!(of_first[0].1, chart.zero.0);
        assert_eq!(of_first[1].0, chart.zero.0);
        assert_eq!(of_first[2].1, of_first[0].0);
    }

    #[test]
    fn years_below_never_crowd_each_other_and_columns_stay_apart() {
        for count in [2, 7, 15, 40, 100] {
            let chart = draw(&vec![Some(1); count]).unwrap_or_else(|| panic!("no chart"));
            let shown = |which: &[&str]| {
                let xs = chart.years.iter().filter(|mark| which.contains(&mark.shown)).map(|mark| mark.x.0);
                xs.collect::<Vec<_>>()
            };
            // A year is 2.5 em wide: 40 px of 640 on a wide screen, of 300 on a narrow one.
            assert!(shown(&["all", "wide"]).windows(2).all(|pair| pair[1] - pair[0] >= 620), "{count}");
            assert!(shown(&["all"]).windows(2).all(|pair| pair[1] - pair[0] >= 1_300), "{count}");
            assert!(chart.pieces.windows(2).all(|pair| pair[0].x.0 + pair[0].width.0 <= pair[1].x.0), "{count}");
            assert!(chart.pieces.last().is_some_and(|last| last.x.0 + last.width.0 <= RIGHT), "{count}");
        }
    }
}
