//! Which project goes on from which: by what it says, by its code, by its name. What is not clear is not joined.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization as _;

use crate::archive::Project;
use crate::model::period::FiscalYear;

/// What one project is known by to those that may go on from it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Key<'a> {
    /// 项目编码.
    Code(&'a str),
    /// The name as it is compared.
    Name(String),
}

/// What a project is known by, and what it says that it goes on from, in the order in which they count.
#[derive(Debug, Default)]
pub struct Keys<'a> {
    continues: BTreeSet<Key<'a>>,
    codes: BTreeSet<Key<'a>>,
    names: BTreeSet<Key<'a>>,
}

impl<'a> Keys<'a> {
    /// What tells a project from others of its year, where nothing goes on from anything.
    pub fn of_year(project: &Project<'a>) -> Self {
        let mut keys = Self::default();
        keys.add(project);
        Self { continues: BTreeSet::new(), ..keys }
    }

    /// Whether this may go on from one that is known by these, by any of the rules.
    pub fn may_continue(&self, before: &Self) -> bool {
        let is_of = |key: &Key<'a>| before.codes.contains(key) || before.names.contains(key);
        self.in_order().into_iter().flatten().any(is_of)
    }

    fn in_order(&self) -> [&BTreeSet<Key<'a>>; 3] {
        [&self.continues, &self.codes, &self.names]
    }

    /// Adds what a project, as one disclosure lists it, is known by.
    pub fn add(&mut self, project: &Project<'a>) {
        if let Some(before) = project.continues {
            self.continues.extend([Key::Code(before.trim()), Key::Name(normal(before))]);
        }
        self.codes.extend(project.code.map(|code| Key::Code(code.trim())));
        self.names.insert(Key::Name(normal(project.name)));
    }
}

/// Which of the projects before one goes on from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Joined {
    /// This one.
    To(usize),
    /// None may be it.
    Nowhere,
    /// Several may be it, or several go on from it.
    Unclear,
}

/// Which of those before each goes on from: the one that it says, else the one of its code, else the one of its name.
pub fn join<'a>(before: &[Keys<'a>], now: &[Keys<'a>]) -> Vec<Joined> {
    // A key that several have leads nowhere.
    let mut places: BTreeMap<&Key<'a>, Option<usize>> = BTreeMap::new();
    for (place, keys) in before.iter().enumerate() {
        for key in keys.codes.iter().chain(&keys.names) {
            places.entry(key).and_modify(|place| *place = None).or_insert(Some(place));
        }
    }
    let mut joined = vec![Joined::Nowhere; now.len()];
    let mut taken: BTreeSet<usize> = BTreeSet::new();
    for rule in 0..3 {
        let mut wanted: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        // What one that is itself unclear may go on from, is no other's either.
        let mut contested: BTreeSet<usize> = BTreeSet::new();
        for (one, (outcome, keys)) in joined.iter_mut().zip(now).enumerate() {
            if *outcome != Joined::Nowhere {
                continue;
            }
            let found = keys.in_order()[rule].iter().filter_map(|key| places.get(key).copied());
            let free = found.filter(|place| place.is_none_or(|place| !taken.contains(&place)));
            let free: Vec<Option<usize>> = free.collect::<BTreeSet<_>>().into_iter().collect();
            match free[..] {
                [] => {}
                [Some(place)] => wanted.entry(place).or_default().push(one),
                _ => {
                    *outcome = Joined::Unclear;
                    contested.extend(free.into_iter().flatten());
                }
            }
        }
        for (place, by) in wanted {
            taken.insert(place);
            let is_clear = by.len() == 1 && !contested.contains(&place);
            let outcome = if is_clear { Joined::To(place) } else { Joined::Unclear };
            for one in by {
                joined[one] = outcome;
            }
        }
        taken.extend(contested);
    }
    joined
}

/// Whether two targets differ in more than width and spacing.
pub fn is_other(one: &str, other: &str) -> bool {
    one != other && !plain(one).eq(plain(other))
}

/// Text without differences of width and spacing.
fn plain(text: &str) -> impl Iterator<Item = char> {
    text.nfkc().filter(|letter| !letter.is_whitespace())
}

/// A name as it is compared: without differences of width, spacing and brackets, and without a year before or behind it.
pub fn normal(name: &str) -> String {
    const BRACKETS: &str = "()[]{}<>〈〉《》【】〔〕「」『』“”‘’\"'";
    let plain: String = plain(name).filter(|letter| !BRACKETS.contains(*letter)).collect();
    let bare = behind_year(&plain).unwrap_or(&plain);
    let bare = before_year(bare).unwrap_or(bare);
    if bare.is_empty() { plain } else { bare.to_owned() }
}

fn behind_year(name: &str) -> Option<&str> {
    let (year, rest) = name.split_at_checked(4)?;
    FiscalYear::parse(year)?;
    rest.strip_prefix("年度").or_else(|| rest.strip_prefix('年'))
}

fn before_year(name: &str) -> Option<&str> {
    let rest = name.strip_suffix("年度").or_else(|| name.strip_suffix('年'))?;
    let (rest, year) = rest.split_at_checked(rest.len().checked_sub(4)?)?;
    FiscalYear::parse(year)?;
    (!rest.ends_with(|letter: char| letter.is_ascii_digit())).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn project<'a>(name: &'a str, code: Option<&'a str>, continues: Option<&'a str>) -> Keys<'a> {
        let mut keys = Keys::default();
        keys.add(&Project { code, name, amount: None, continues, score: None, indicators: Vec::new() });
        keys
    }

    fn named(name: &str) -> Keys<'_> {
        project(name, None, None)
    }

    #[test]
    fn names_are_compared_without_width_spaces_brackets_and_years() {
        for name in ["工会经费（本级）", "２０２３年工会经费(本级)", "工会 经费本级2024年度", "《工会经费》【本级】"]
        {
            assert_eq!(normal(name), "工会经费本级", "{name}");
        }
        // A number that is no year stays, and a name that is nothing but a year too.
        assert_eq!(normal("12345热线"), "12345热线");
        assert_eq!(normal("12023年"), "12023年");
        assert_eq!(normal("2023年"), "2023年");
        assert_eq!(normal("2023专项"), "2023专项");
    }

    #[test]
    fn what_a_project_says_comes_before_its_code_and_its_code_before_its_name() {
        let before = [project("甲", Some("1"), None), project("乙", Some("2"), None), named("丙")];
        assert_eq!(join(&before, &[project("乙", Some("1"), Some("丙"))]), [Joined::To(2)]);
        assert_eq!(join(&before, &[project("乙", Some("1"), Some("2"))]), [Joined::To(1)], "by code");
        assert_eq!(join(&before, &[project("乙", Some("1"), None)]), [Joined::To(0)]);
        assert_eq!(join(&before, &[project("乙", Some("9"), None)]), [Joined::To(1)]);
        assert_eq!(join(&before, &[project("丁", Some("9"), Some("戊"))]), [Joined::Nowhere]);
        assert_eq!(
            join(&before, &[project("丙", None, Some("戊"))]),
            [Joined::To(2)],
            "what is not there says nothing"
        );
    }

    #[test]
    fn what_is_not_clear_is_not_joined() {
        let (one, unclear) = (Joined::To(0), Joined::Unclear);
        assert_eq!(join(&[named("甲"), named("甲")], &[named("甲")]), [unclear], "two before");
        assert_eq!(join(&[named("甲")], &[named("甲"), named("2024年甲")]), [unclear, unclear], "two now");
        let both = [project("乙", None, Some("甲")), project("丙", None, Some("甲"))];
        assert_eq!(join(&[named("甲")], &both), [unclear, unclear], "nothing is apportioned");
        // What one says that it goes on from is no other's.
        let said = [project("乙", None, Some("甲")), named("甲")];
        assert_eq!(join(&[named("甲")], &said), [one, Joined::Nowhere]);
        // Who says two things claims both, and nobody else has either.
        let mut two = project("丙", None, Some("甲"));
        two.add(&Project {
            code: None,
            name: "丙",
            amount: None,
            continues: Some("乙"),
            score: None,
            indicators: Vec::new(),
        });
        let claims = [two, project("丁", None, Some("甲")), named("乙")];
        assert_eq!(join(&[named("甲"), named("乙")], &claims), [unclear, unclear, Joined::Nowhere]);
        let code_of_one = [project("甲", Some("1"), None), project("乙", Some("1"), None)];
        assert_eq!(join(&code_of_one, &[project("丙", Some("1"), None)]), [unclear]);
    }
}
