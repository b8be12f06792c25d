//! How people slip: digits swapped, changed, dropped, doubled, the point moved; the wrong unit, direction, year, letter.

use rust_decimal::Decimal;

use super::kind::Kind;
use super::places::Place;
use super::trial::Clean;

/// A generator of numbers (`SplitMix64`), the same on every machine.
pub struct Dice(u64);

impl Dice {
    /// A generator that begins with a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A number below another, which is not 0.
    pub fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end.max(1) as u64).unwrap_or_default()
    }

    /// One of several.
    pub fn pick<'t, T>(&mut self, all: &'t [T]) -> &'t T {
        &all[self.below(all.len())]
    }

    /// Brings into another order.
    pub fn shuffle<T>(&mut self, all: &mut [T]) {
        for last in (1..all.len()).rev() {
            let other = self.below(last + 1);
            all.swap(last, other);
        }
    }
}

/// One change of one place.
#[derive(Debug, Clone)]
pub struct Mutant {
    /// Where.
    pub place: Place,
    /// What stood there.
    pub before: String,
    /// What stands there now.
    pub after: String,
}

/// Changes a place; `None` where nothing can be made of it.
pub fn mutant(clean: &Clean, place: &Place, dice: &mut Dice) -> Option<Mutant> {
    let text = clean.text(place)?;
    let before = text.get(place.start..place.end)?.to_owned();
    let after = change(place.kind, &before, dice)?;
    (after != before).then(|| Mutant { place: place.clone(), before, after })
}

fn change(kind: Kind, before: &str, dice: &mut Dice) -> Option<String> {
    match kind {
        kind if kind.is_figure() => figure(before, dice),
        Kind::UnitInProse | Kind::UnitOfStatement | Kind::UnitOfFile => {
            Some(if before == "元" { "万元" } else { "元" }.to_owned())
        }
        Kind::Sign => Some(before.strip_prefix('-').map_or_else(|| format!("-{before}"), str::to_owned)),
        Kind::DirectionInProse | Kind::DirectionInReason => {
            let other = PAIRS.iter().find_map(|(one, other)| (*one == before).then_some(*other))?;
            Some(other.to_owned())
        }
        Kind::YearOfTitle | Kind::YearOfHeading | Kind::YearInProse => {
            let year: i32 = before.parse().ok()?;
            // The year of the template that was copied is most often the one before.
            Some((year + *dice.pick(&[-1, -1, 1, -2, 10, -10])).to_string())
        }
        Kind::Date | Kind::DateOfAssets | Kind::DateInProse => date(before, dice),
        Kind::NameInTitle | Kind::NameOfInstitution | Kind::NameInProse => name(before, dice),
        Kind::DoubledMark => Some(before.repeat(2)),
        Kind::Placeholder => Some((*dice.pick(&["XX", "××", "待填", "____"])).to_owned()),
        Kind::Residue => Some(format!("{before} TC {before} \\f C \\l 1")),
        _ => Some(String::new()),
    }
}

/// Words of direction, each with what it is taken for.
pub const PAIRS: [(&str, &str); 7] = [
    ("增加", "减少"),
    ("减少", "增加"),
    ("增长", "下降"),
    ("下降", "增长"),
    ("持平", "增加"),
    ("提高", "降低"),
    ("降低", "提高"),
];

/// A figure as it is mistyped: another number than before, and still a number.
fn figure(before: &str, dice: &mut Dice) -> Option<String> {
    let value: Decimal = before.parse().ok()?;
    for _ in 0..40 {
        let after = slip(before, dice);
        let is_number = after.starts_with(|letter: char| letter.is_ascii_digit()) && !after.ends_with('.');
        let has_lost_zero = after.len() > 1 && after.starts_with('0') && !after.starts_with("0.");
        if is_number && !has_lost_zero && after.parse::<Decimal>().is_ok_and(|other| other != value) {
            return Some(after);
        }
    }
    None
}

fn slip(before: &str, dice: &mut Dice) -> String {
    let mut letters: Vec<char> = before.chars().collect();
    let digits: Vec<usize> = (0..letters.len()).filter(|index| letters[*index].is_ascii_digit()).collect();
    let which = dice.below(digits.len());
    let at = digits[which];
    match dice.below(5) {
        0 => {
            let other = digits[(which + 1).min(digits.len() - 1)];
            letters.swap(at, other);
        }
        1 => letters[at] = char::from(b'0' + u8::try_from(dice.below(10)).unwrap_or_default()),
        2 => {
            letters.remove(at);
        }
        3 => letters.insert(at, letters[at]),
        _ => {
            let point = letters.iter().position(|letter| *letter == '.');
            let place = point.unwrap_or(letters.len());
            if point.is_some() {
                letters.remove(place);
            }
            let to = if dice.below(2) == 0 { place.saturating_sub(1) } else { place + 1 };
            if to > 0 && to < letters.len() {
                letters.insert(to, '.');
            }
        }
    }
    letters.into_iter().collect()
}

/// A date with another year, month or day: `2024-01-19`, `2023年12月31日`.
fn date(before: &str, dice: &mut Dice) -> Option<String> {
    let numbers: Vec<&str> =
        before.split(|letter: char| !letter.is_ascii_digit()).filter(|part| !part.is_empty()).collect();
    let [year, month, day] = numbers.as_slice() else { return None };
    let [year, month, day] = [year.parse::<usize>().ok()?, month.parse::<usize>().ok()?, day.parse::<usize>().ok()?];
    let (year, month, day) = match dice.below(4) {
        0 => (year - 1, month, day),
        1 => (year + 1, month, day),
        2 => (year, 1 + dice.below(12), day.min(28)),
        _ => (year, month, 1 + dice.below(28)),
    };
    let after = if before.contains('-') {
        format!("{year}-{month:02}-{day:02}")
    } else {
        format!("{year}年{month}月{day}日")
    };
    Some(after)
}

/// A name with one letter wrong, lost, or two letters swapped.
fn name(before: &str, dice: &mut Dice) -> Option<String> {
    const OTHERS: [char; 12] = ['教', '育', '肓', '财', '才', '政', '正', '居', '管', '官', '会', '县'];
    let mut letters: Vec<char> = before.chars().collect();
    if letters.len() < 3 {
        return None;
    }
    // Behind the name of the place.
    let at = 3.min(letters.len() - 2) + dice.below(letters.len() - 3.min(letters.len() - 2));
    match dice.below(4) {
        0 => {
            letters.remove(at);
        }
        1 if at + 1 < letters.len() => letters.swap(at, at + 1),
        _ => letters[at] = *dice.pick(&OTHERS),
    }
    Some(letters.into_iter().collect())
}
