//! Which passages a query finds.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::bytes::Bytes;
use crate::dictionary::{self, Term};
use crate::document::{Kind, Passage};
use crate::engine::{Run, Stop};
use crate::excerpt::has;
use crate::fold;
use crate::index::GROUP;
use crate::names::Fit;
use crate::postings::{HEAVIEST, decode, rarity};
use crate::query::{Clause, Query, Wanted};
use crate::words::{code_term, shard};

/// As many terms a prefix stands for at most: the most frequent ones.
const MOST_OF_PREFIX: usize = 64;

/// Passages in ascending order, each with its score.
pub(super) type Found = Vec<(u32, u32)>;

/// What a query finds, as far as the terms tell. Whether the terms of a phrase stand beside each other, only a text tells.
pub(super) struct Answer<'q> {
    pub found: Found,
    /// For each part of the query that has a phrase in it: what each of its clauses finds, with the phrase that it is.
    any: Vec<Vec<(Option<&'q Wanted>, Found)>>,
    /// The phrases that no text may have.
    never: Vec<&'q Wanted>,
}

impl Answer<'_> {
    /// Whether texts must be read to know.
    pub fn is_open(&self) -> bool {
        !self.any.is_empty() || !self.never.is_empty()
    }

    /// Whether a passage fits that has this text.
    pub fn fits(&self, number: u32, passage: &Passage) -> bool {
        let says = |phrase: &Wanted| has(&passage.title, phrase) || has(&passage.text, phrase);
        let is_in = |set: &Found| set.binary_search_by_key(&number, |(passage, _)| *passage).is_ok();
        let fits = |(phrase, set): &(Option<&Wanted>, Found)| is_in(set) && phrase.is_none_or(says);
        self.any.iter().all(|clauses| clauses.iter().any(fits)) && !self.never.iter().any(|phrase| says(phrase))
    }
}

/// A word with what its terms are found by; a term that no passage has is none.
struct Looked<'q> {
    wanted: &'q Wanted,
    /// For each of its terms where it is found: several for a prefix.
    terms: Vec<(usize, Vec<Term>)>,
}

impl Run<'_> {
    /// What a query finds.
    pub(super) fn found<'q>(&self, query: &'q Query) -> Result<Answer<'q>, Stop> {
        let all = || query.all.iter().flatten().chain(&query.none);
        // First round: where the terms are.
        let looked: Vec<Option<Looked<'_>>> = all().map(|clause| self.look(clause)).collect();
        let codes: Vec<Option<Vec<Term>>> = all().map(|clause| self.look_for_code(clause)).collect();
        self.stop()?;
        // Second round: which passages have them.
        let set =
            |(clause, (looked, codes)): (&Clause, (&Option<Looked<'_>>, &Option<Vec<Term>>))| match (clause, looked) {
                (Clause::Words(_), Some(looked)) => self.of_words(looked),
                (Clause::Code(code), _) => self.of_code(code, codes.as_deref().unwrap_or_default()),
                (clause, _) => self.of_filter(clause),
            };
        let sets: Vec<Option<Found>> = all().zip(looked.iter().zip(&codes)).map(set).collect();
        self.stop()?;
        let mut sets = sets.into_iter().map(Option::unwrap_or_default);
        let mut found: Option<Found> = None;
        let mut open = Vec::new();
        for group in &query.all {
            let clauses: Vec<(Option<&Wanted>, Found)> = group.iter().map(phrase).zip(sets.by_ref()).collect();
            let any = clauses.iter().fold(Found::new(), |all, (_, set)| either(all, set.clone()));
            found = Some(match found {
                Some(all) => both(&all, &any),
                None => any,
            });
            if clauses.iter().any(|(phrase, _)| phrase.is_some()) {
                open.push(clauses);
            }
        }
        let mut found = found.unwrap_or_else(|| {
            // Of a query of which nothing is left, nothing is found.
            let all =
                if query.none.is_empty() && !query.ignored.is_empty() { 0 } else { self.engine.layout.passages() };
            (0..all).map(|passage| (passage, 0)).collect()
        });
        let mut never = Vec::new();
        for (clause, set) in query.none.iter().zip(sets) {
            match phrase(clause) {
                Some(phrase) => never.push(phrase),
                None => {
                    found.retain(|(passage, _)| set.binary_search_by_key(passage, |(passage, _)| *passage).is_err());
                }
            }
        }
        Ok(Answer { found, any: open, never })
    }

    fn look<'q>(&self, clause: &'q Clause) -> Option<Looked<'q>> {
        let Clause::Words(wanted) = clause else { return None };
        let last = wanted.terms.len().saturating_sub(1);
        let terms = wanted.terms.iter().enumerate().map(|(place, token)| {
            let letter = token.term.chars().next().unwrap_or_default();
            let found = if wanted.is_prefix && place == last {
                self.beginning_with(&token.term, MOST_OF_PREFIX)
            } else {
                self.term(&token.term)
            };
            (shard(letter), found.unwrap_or_default())
        });
        Some(Looked { wanted, terms: terms.collect() })
    }

    fn look_for_code(&self, clause: &Clause) -> Option<Vec<Term>> {
        let Clause::Code(code) = clause else { return None };
        self.beginning_with(&code_term(code), usize::MAX)
    }

    /// The block of a dictionary that has a term, if any has.
    fn block(&self, term: &str) -> Option<(usize, usize)> {
        let shard = shard(term.chars().next()?);
        let blocks = self.engine.layout.blocks.get(shard)?;
        let place = blocks.partition_point(|(first, _)| &first[..] <= term.as_bytes()).checked_sub(1)?;
        Some((shard, place))
    }

    /// Where a term is found: in one place, or in none.
    pub(super) fn term(&self, term: &str) -> Option<Vec<Term>> {
        let Some((shard, place)) = self.block(term) else { return Some(Vec::new()) };
        let block = self.read(self.engine.layout.blocks[shard][place].1.clone())?;
        self.sound(dictionary::find(block, term.as_bytes()))
    }

    /// The terms that begin like this, or the most frequent of them.
    fn beginning_with(&self, prefix: &str, most: usize) -> Option<Vec<Term>> {
        let shard = shard(prefix.chars().next()?);
        let blocks = self.engine.layout.blocks.get(shard)?;
        let first = self.block(prefix).map_or(0, |(_, place)| place);
        let begins = |term: &[u8]| term.starts_with(prefix.as_bytes());
        let is_behind = |term: &[u8]| term > prefix.as_bytes() && !begins(term);
        let mut found: Vec<Term> = Vec::new();
        let mut is_all = true;
        for (_, range) in blocks[first..].iter().take_while(|(first, _)| !is_behind(first)).take(most) {
            let Some(block) = self.read(range.clone()) else {
                is_all = false;
                continue;
            };
            let read = dictionary::each(block, |term, of| {
                if begins(term) {
                    found.push(of);
                }
                !is_behind(term)
            });
            self.sound(read)?;
        }
        found.sort_by_key(|term| std::cmp::Reverse(term.having));
        found.truncate(most);
        is_all.then_some(found)
    }

    /// The passages of a term, with what it weighs there.
    fn postings(&self, shard: usize, term: &Term) -> Option<Found> {
        let within = self.engine.layout.postings.get(shard)?;
        let range = within.start.checked_add(term.postings.start)?..within.start.checked_add(term.postings.end)?;
        if range.end > within.end {
            self.is_broken.set(true);
            return None;
        }
        let bytes = self.read(range)?;
        let mut found = self.sound(decode(bytes, term.having as usize))?;
        if found.last().is_some_and(|(passage, _)| *passage >= self.engine.layout.passages()) {
            self.is_broken.set(true);
            return None;
        }
        let rarity = rarity(term.having, self.engine.layout.passages());
        for (_, weight) in &mut found {
            *weight *= rarity;
        }
        Some(found)
    }

    /// The passages that have all terms of a word, or whose disclosure the word is about.
    fn of_words(&self, looked: &Looked<'_>) -> Option<Found> {
        // All are asked for before any is missed.
        let sets: Vec<Option<Found>> = looked
            .terms
            .iter()
            .map(|(shard, terms)| {
                let of_terms: Vec<Option<Found>> = terms.iter().map(|term| self.postings(*shard, term)).collect();
                of_terms.into_iter().try_fold(Found::new(), |all, set| Some(either(all, set?)))
            })
            .collect();
        let mut sets = sets.into_iter().collect::<Option<Vec<Found>>>()?;
        sets.sort_by_key(Vec::len);
        let of_text = sets.into_iter().reduce(|all, set| both(&all, &set)).unwrap_or_default();
        Some(if looked.wanted.is_phrase { of_text } else { either(of_text, self.about(&looked.wanted.text)) })
    }

    /// The passages of the disclosures that a word is about: of a department, a year, or a kind.
    fn about(&self, word: &str) -> Found {
        let mut found = Found::new();
        let named = self.engine.names.named(word);
        for level in [Fit::Loosely, Fit::InPart, Fit::Wholly] {
            let of: BTreeSet<usize> = named.iter().filter(|(_, fit)| *fit == level).map(|(place, _)| *place).collect();
            if !of.is_empty() {
                let weight = match level {
                    Fit::Loosely => HEAVIEST / 2,
                    Fit::InPart => HEAVIEST,
                    Fit::Wholly => HEAVIEST * 2,
                };
                found = either(
                    found,
                    self.of_disclosures(weight, |place| {
                        of.contains(&(self.engine.head.abouts[place].department as usize))
                    }),
                );
            }
        }
        let bare = fold::folded(word);
        let year = bare.trim_end_matches("年度").trim_end_matches('年');
        if let Some(year) = Some(year).filter(|year| year.len() == 4).and_then(|year| year.parse::<u16>().ok()) {
            found = either(found, self.of_disclosures(HEAVIEST, |place| self.engine.head.abouts[place].year == year));
        }
        let kind = match bare.trim_start_matches("部门") {
            "预算" => Some(Kind::Budget),
            "决算" => Some(Kind::Final),
            _ => None,
        };
        if let Some(kind) = kind {
            found =
                either(found, self.of_disclosures(HEAVIEST / 3, |place| self.engine.head.abouts[place].kind == kind));
        }
        found
    }

    /// The passages of some disclosures, each with a score for that.
    fn of_disclosures(&self, weight: u32, is: impl Fn(usize) -> bool) -> Found {
        let first = &self.engine.layout.first;
        let places: Vec<usize> = (0..self.engine.head.abouts.len()).filter(|place| is(*place)).collect();
        let passages = places.iter().flat_map(|place| first[*place]..first[place + 1]);
        let having = places.iter().map(|place| first[place + 1] - first[*place]).sum();
        let score = rarity(having, self.engine.layout.passages()) * weight;
        passages.map(|passage| (passage, score)).collect()
    }

    fn of_code(&self, code: &str, terms: &[Term]) -> Option<Found> {
        let shard = shard(code_term(code).chars().next()?);
        let sets: Vec<Option<Found>> = terms.iter().map(|term| self.postings(shard, term)).collect();
        sets.into_iter().try_fold(Found::new(), |all, set| Some(either(all, set?)))
    }

    fn of_filter(&self, clause: &Clause) -> Option<Found> {
        let abouts = &self.engine.head.abouts;
        Some(match clause {
            Clause::Department(name) => {
                let named = self.engine.names.named(name);
                // Who names one wholly means no other.
                let best = named.iter().map(|(_, fit)| *fit).max();
                let of: BTreeSet<usize> =
                    named.into_iter().filter(|(_, fit)| Some(*fit) == best).map(|(place, _)| place).collect();
                self.of_disclosures(0, |place| of.contains(&(abouts[place].department as usize)))
            }
            Clause::Years(years) => self.of_disclosures(0, |place| years.contains(&abouts[place].year)),
            Clause::Kind(kind) => self.of_disclosures(0, |place| abouts[place].kind == *kind),
            Clause::Amount(range) => {
                let amounts = self.amounts(0..abouts.len())?;
                let fits = amounts.into_iter().filter(|(_, amount)| range.contains(amount));
                fits.map(|(passage, _)| (passage, 0)).collect()
            }
            Clause::Words(_) | Clause::Code(_) => Found::new(),
        })
    }

    /// The amounts of the passages of some disclosures, where they have one.
    pub(super) fn amounts(&self, disclosures: Range<usize>) -> Option<Vec<(u32, i64)>> {
        let layout = &self.engine.layout;
        let groups = disclosures.start / GROUP..disclosures.end.div_ceil(GROUP);
        let read: Vec<Option<&[u8]>> =
            layout.amounts[groups.clone()].iter().map(|range| self.read(range.clone())).collect();
        let mut amounts = Vec::new();
        for (group, bytes) in groups.zip(read) {
            let mut bytes = Bytes(bytes?);
            let end = ((group + 1) * GROUP).min(self.engine.head.abouts.len());
            for passage in layout.first[group * GROUP]..layout.first[end] {
                let packed = self.sound(bytes.number())?;
                if let Some(packed) = packed.checked_sub(1) {
                    amounts.push((passage, self.sound(amount(packed))?));
                }
            }
        }
        Some(amounts)
    }
}

/// The phrase that a clause is, where the terms alone do not tell that it is there.
fn phrase(clause: &Clause) -> Option<&Wanted> {
    match clause {
        Clause::Words(wanted) if wanted.is_phrase && wanted.terms.len() > 1 => Some(wanted),
        _ => None,
    }
}

/// An amount as it was packed.
fn amount(packed: u64) -> Option<i64> {
    let zeros = (packed & 0xf) as u32;
    let digits = packed >> 4;
    let value = (digits >> 1) as i64 ^ -((digits & 1) as i64);
    value.checked_mul(10_i64.checked_pow(zeros)?)
}

/// The passages that are in both, with both scores.
fn both(one: &Found, other: &Found) -> Found {
    let mut result = Found::new();
    let (mut a, mut b) = (one.iter().peekable(), other.iter().peekable());
    while let (Some((x, score)), Some((y, more))) = (a.peek(), b.peek()) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => drop(a.next()),
            std::cmp::Ordering::Greater => drop(b.next()),
            std::cmp::Ordering::Equal => {
                result.push((*x, score.saturating_add(*more)));
                a.next();
                b.next();
            }
        }
    }
    result
}

/// The passages that are in either, with the scores of both.
fn either(one: Found, other: Found) -> Found {
    if one.is_empty() || other.is_empty() {
        return if one.is_empty() { other } else { one };
    }
    let mut result = Found::with_capacity(one.len() + other.len());
    let (mut a, mut b) = (one.into_iter().peekable(), other.into_iter().peekable());
    loop {
        match (a.peek(), b.peek()) {
            (Some((x, score)), Some((y, more))) if x == y => {
                result.push((*x, score.saturating_add(*more)));
                a.next();
                b.next();
            }
            (Some((x, _)), Some((y, _))) if x > y => result.extend(b.next()),
            (Some(_), _) => result.extend(a.next()),
            (None, Some(_)) => result.extend(b.next()),
            (None, None) => return result,
        }
    }
}
