//! What to look for instead, where nothing is found.

use crate::engine::{Run, Stop};
use crate::fold::is_han;
use crate::names::Fit;
use crate::query::{Clause, Query, Wanted, words_of};

/// As many other queries are tried.
const MOST_TRIES: usize = 8;
/// As many parts of a word are tried.
const MOST_PARTS: usize = 3;
/// In as many letters of a word parts are looked for.
const MOST_LETTERS: usize = 24;

impl Run<'_> {
    /// The nearest query that finds something: with a department's name put right, without what excludes, without a word,
    /// or with a part of one.
    pub(super) fn instead(&self, query: &Query) -> Result<Option<String>, Stop> {
        let words: Vec<&Wanted> = query.words().collect();
        // The words, but for one, which is something else or nothing.
        let but = |place: usize, put: Option<String>| -> String {
            let others = words.iter().enumerate();
            let words =
                others.filter_map(|(other, word)| if other == place { put.clone() } else { Some(word.text.clone()) });
            words.collect::<Vec<_>>().join(" ")
        };
        let mut tries: Vec<String> = Vec::new();
        for (place, word) in words.iter().enumerate() {
            tries.extend(self.engine.names.nearest(&word.text).map(|near| but(place, Some(near))));
        }
        for clause in query.all.iter().flatten() {
            let Clause::Department(name) = clause else { continue };
            if self.engine.names.named(name).is_empty() {
                let others = but(words.len(), None);
                tries.extend(
                    self.engine.names.nearest(name).map(|near| format!("部门:{near} {others}").trim_end().to_owned()),
                );
            }
        }
        // 教育局公务接待 is two words.
        for (place, word) in words.iter().enumerate() {
            let letters: Vec<char> = word.text.chars().collect();
            let parted = (3..letters.len().saturating_sub(1)).rev().find_map(|end| {
                let name: String = letters[..end].iter().collect();
                let is_name = self.engine.names.named(&name).iter().any(|(_, fit)| *fit == Fit::Wholly);
                let rest: String = letters[end..].iter().collect();
                is_name.then(|| format!("{name} {}", rest.trim_start_matches(['的', '和', '与'])))
            });
            tries.extend(parted.map(|parted| but(place, Some(parted))));
        }
        // A name in Latin letters is written in one: caizhengju.
        if words.len() > 1 && words.iter().all(|word| word.text.chars().all(|letter| letter.is_ascii_alphabetic())) {
            tries.push(words.iter().map(|word| word.text.as_str()).collect());
        }
        // The words alone: apart, whichever department, year or kind, and with all that was not wanted.
        tries.push(but(words.len(), None));
        for (place, word) in words.iter().enumerate() {
            if tries.len() >= MOST_TRIES {
                break;
            }
            tries.push(but(place, None));
            tries.extend(self.parts(&word.text).into_iter().map(|part| but(place, Some(part))));
        }
        self.stop()?;
        for text in tries.into_iter().filter(|text| !text.is_empty()).take(MOST_TRIES) {
            if !self.found(&Query::read(&text))?.found.is_empty() {
                return Ok(Some(text));
            }
        }
        Ok(None)
    }

    /// The longest parts of a word whose neighbouring letters are all found somewhere.
    fn parts(&self, word: &str) -> Vec<String> {
        let letters: Vec<char> = word.chars().take(MOST_LETTERS).collect();
        let is_found = |pair: &[char]| {
            let terms = words_of(&String::from_iter(pair));
            let is_term = |term: &str| self.term(term).is_some_and(|found| !found.is_empty());
            // A part of a number is another number.
            pair.iter().all(|letter| is_han(*letter)) && terms.iter().all(|token| is_term(&token.term))
        };
        let pairs: Vec<bool> = letters.windows(2).map(is_found).collect();
        let all = (2..letters.len()).rev().flat_map(|length| letters.windows(length).zip(pairs.windows(length - 1)));
        let found = all.filter(|(_, pairs)| pairs.iter().all(|is_found| *is_found));
        found.map(|(part, _)| String::from_iter(part)).take(MOST_PARTS).collect()
    }
}
