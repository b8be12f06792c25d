//! Which departments a word names: by any name they had, by a part of it, an abbreviation, or how it is spoken.

use crate::document::Department;
use crate::fold::{folded, is_han};

/// How well a word names a department.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fit {
    /// By an abbreviation, or by Latin letters.
    Loosely,
    /// By a part of a name.
    InPart,
    /// By a whole name, or by its end, behind the name of the place.
    Wholly,
}

/// The names of departments as they are compared.
#[derive(Debug)]
pub struct Names {
    all: Vec<Compared>,
}

#[derive(Debug)]
struct Compared {
    names: Vec<Vec<char>>,
    short: Option<String>,
    id: String,
    /// The syllables of each name.
    spoken: Vec<Vec<String>>,
}

impl Names {
    /// Takes the names of departments.
    pub fn new(departments: &[Department]) -> Self {
        let compared = |department: &Department| Compared {
            names: department.names.iter().map(|(name, _, _)| letters(name)).collect(),
            short: department.short.as_deref().map(|short| letters(short).iter().collect()),
            id: department.id.clone(),
            spoken: department
                .spoken
                .iter()
                .map(|spoken| spoken.split(' ').filter(|part| !part.is_empty()).map(str::to_owned).collect())
                .collect(),
        };
        Self { all: departments.iter().map(compared).collect() }
    }

    /// The departments that a word names, by their places, each with how well; nothing where it names none.
    pub fn named(&self, word: &str) -> Vec<(usize, Fit)> {
        let word = letters(word);
        let fits = self.all.iter().enumerate().filter_map(|(place, one)| Some((place, one.fit(&word)?)));
        fits.collect()
    }

    /// The nearest word that names a department: one that differs from a name's end, or from a short name, in one letter.
    pub fn nearest(&self, word: &str) -> Option<String> {
        let word = letters(word);
        if word.len() < 3 || !word.iter().all(|letter| is_han(*letter)) {
            return None;
        }
        let differs_in_one = |name: &[char]| {
            name.len() == word.len() && name.iter().zip(&word).filter(|(one, other)| one != other).count() == 1
        };
        let near = |one: &Compared| {
            let ends = one.names.iter().filter_map(|name| Some(&name[name.len().checked_sub(word.len())?..]));
            let end = ends.into_iter().find(|end| differs_in_one(end)).map(|end| end.iter().collect());
            let short = || one.short.clone().filter(|short| differs_in_one(&letters(short)));
            end.or_else(short)
        };
        self.all.iter().find_map(near)
    }
}

/// A name without what is between its letters.
fn letters(name: &str) -> Vec<char> {
    folded(name).chars().filter(|letter| letter.is_alphanumeric()).collect()
}

impl Compared {
    fn fit(&self, word: &[char]) -> Option<Fit> {
        if word.len() < 2 {
            return None;
        }
        if word.iter().all(char::is_ascii_alphabetic) {
            return self.is_spoken(&word.iter().collect::<String>()).then_some(Fit::Loosely);
        }
        let text: String = word.iter().collect();
        if self.short.as_deref() == Some(&text) || word.len() > 2 && self.names.iter().any(|name| name.ends_with(word))
        {
            return Some(Fit::Wholly);
        }
        let short = self.short.as_deref();
        let is_in = self.names.iter().any(|name| name.windows(word.len()).any(|part| part == word));
        if is_in || short.is_some_and(|short| short.contains(&text)) {
            return Some(Fit::InPart);
        }
        self.names.iter().any(|name| abbreviates(word, behind_place(name))).then_some(Fit::Loosely)
    }

    /// Whether Latin letters are syllables of a name, whole or by their initials, or the id.
    fn is_spoken(&self, word: &str) -> bool {
        if word.len() < 2 {
            return false;
        }
        let by_syllables = |spoken: &Vec<String>| {
            let initials: String = spoken.iter().filter_map(|syllable| syllable.chars().next()).collect();
            let begins = (0..spoken.len()).any(|start| word.len() > 3 && spoken[start..].concat().starts_with(word));
            begins || initials.ends_with(word) || word.len() > 2 && initials.contains(word)
        };
        self.id == word || word.len() > 3 && self.id.starts_with(word) || self.spoken.iter().any(by_syllables)
    }
}

/// A name without the names of places before it: 财政局 of 示例县财政局.
fn behind_place(name: &[char]) -> &[char] {
    let end = [2, 3].into_iter().find(|end| name.get(*end).is_some_and(|letter| "省市州盟县区旗".contains(*letter)));
    match end {
        Some(end) if name.len() > end + 2 => behind_place(&name[end + 1..]),
        _ => name,
    }
}

/// Whether a word is made of some of a name's letters, in their order, as 住建局 is of 住房和城乡建设局: three or more, the
/// last of them near the name's end.
fn abbreviates(word: &[char], name: &[char]) -> bool {
    if word.len() < 3 || !word.iter().all(|letter| is_han(*letter)) {
        return false;
    }
    let mut rest = name.iter();
    word.iter().all(|letter| rest.any(|other| other == letter)) && rest.len() <= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names() -> Names {
        let department = |id: &str, names: &[&str], short: Option<&str>, spoken: &str| Department {
            id: id.to_owned(),
            names: names.iter().map(|name| ((*name).to_owned(), 0, 0)).collect(),
            short: short.map(str::to_owned),
            spoken: vec![spoken.to_owned()],
        };
        Names::new(&[
            department("caizheng", &["示例县财政局"], None, "shi li xian cai zheng ju"),
            department(
                "zhujian",
                &["示例县住房和城乡建设局", "示例县建设局"],
                None,
                "shi li xian zhu fang he cheng xiang jian she ju",
            ),
            department(
                "weijian",
                &["示例县卫生健康委员会", "示例县卫生和计划生育局"],
                Some("卫健委"),
                "shi li xian wei sheng jian kang wei yuan hui",
            ),
            department("jiaoti", &["示例县教育体育局"], None, "shi li xian jiao yu ti yu ju"),
        ])
    }

    #[test]
    fn people_name_departments_in_many_ways() {
        let names = names();
        for (word, place, fit) in [
            ("财政局", 0, Fit::Wholly),
            ("示例县财政局", 0, Fit::Wholly),
            ("财政", 0, Fit::InPart),
            ("財政局", 0, Fit::Wholly),
            ("czj", 0, Fit::Loosely),
            ("caizheng", 0, Fit::Loosely),
            ("caizhengju", 0, Fit::Loosely),
            ("CZJ", 0, Fit::Loosely),
            ("住建局", 1, Fit::Loosely),
            ("建设局", 1, Fit::Wholly),
            ("卫健委", 2, Fit::Wholly),
            ("计划生育局", 2, Fit::Wholly),
            ("卫健", 2, Fit::InPart),
            ("教体局", 3, Fit::Loosely),
        ] {
            assert!(names.named(word).contains(&(place, fit)), "{word}: {:?}", names.named(word));
        }
    }

    #[test]
    fn words_that_name_nobody_name_nobody() {
        for word in ["公务接待", "项目支出", "局", "a", "2023", "", "示县局", "预算执行"] {
            assert_eq!(names().named(word), [], "{word}");
        }
    }

    #[test]
    fn one_wrong_letter_is_no_reason_to_find_nothing() {
        assert_eq!(names().nearest("财正局").as_deref(), Some("财政局"));
        assert_eq!(names().nearest("卫建委").as_deref(), Some("卫健委"));
        assert_eq!(names().nearest("公务接待"), None);
    }
}
