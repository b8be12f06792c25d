//! Answers queries from an index of which only a few stretches are at hand.
//!
//! A search that lacks a stretch says which ones it needs, all at once, and is asked again when they are there. So one
//! engine serves a disk, where reading is a call, and a browser, where it is a request, and needs three rounds: the
//! dictionary, the passages, and the texts that are shown.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use serde::Serialize;

use crate::bytes::Bytes;
use crate::dictionary::{self, Term};
use crate::document::{Document, Form, Kind, Passage};
use crate::excerpt::{Piece, excerpt, has};
use crate::index::{GROUP, Head, Layout};
use crate::names::{Fit, Names};
use crate::postings::{HEAVIEST, decode, rarity};
use crate::query::{Clause, Ignored, Query, Wanted};
use crate::words::{code_term, shard};
use crate::{fold, store};

/// As many departments are named beside the results.
const MOST_NAMED: usize = 5;
/// As many texts are read at a time at least, where texts decide.
const FEWEST_READ: usize = 10;
/// As many hits of one disclosure are shown.
const MOST_HITS: usize = 3;
/// As many terms a prefix stands for at most: the most frequent ones.
const MOST_OF_PREFIX: usize = 64;
/// More bytes than are kept of an index from one search to the next.
const MOST_KEPT: usize = 48 << 20;

/// The order of results.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// The best first.
    #[default]
    Relevance,
    /// The latest first.
    Year,
    /// The largest amount first.
    Amount,
}

impl Order {
    /// The order of this name.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "relevance" => Some(Self::Relevance),
            "year" => Some(Self::Year),
            "amount" => Some(Self::Amount),
            _ => None,
        }
    }
}

/// What is asked for.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// The query.
    pub query: Query,
    /// The order.
    pub order: Order,
    /// How many disclosures are passed over.
    pub skip: usize,
    /// How many disclosures are shown.
    pub limit: usize,
}

/// What is found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Results {
    /// How many disclosures have hits.
    pub disclosures: usize,
    /// How many hits there are.
    pub hits: usize,
    /// Whether these are at most so many: of a phrase, only the texts that are shown were read.
    pub at_most: bool,
    /// The disclosures that are shown.
    pub groups: Vec<Group>,
    /// The departments that the query names: id and today's name.
    pub departments: Vec<(String, String)>,
    /// How many disclosures with hits there are, by department, year, kind and function.
    pub facets: Facets,
    /// What was left out of the query, and why.
    pub ignored: Vec<(String, &'static str)>,
    /// A query near this one that finds something, where this one finds nothing.
    pub instead: Option<String>,
}

/// How many disclosures have hits.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Facets {
    /// By department: id, today's name, count; the most first.
    pub departments: Vec<(String, String, usize)>,
    /// By fiscal year, the latest first.
    pub years: Vec<(u16, usize)>,
    /// Budgets and final accounts.
    pub kinds: Vec<(&'static str, usize)>,
    /// By the 类 on which a disclosure spends most.
    pub functions: Vec<(u16, usize)>,
}

/// A disclosure with hits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Group {
    /// Its page, from the root of the site.
    pub path: String,
    /// Its title.
    pub title: String,
    /// The department's name in its year.
    pub department: String,
    /// The fiscal year.
    pub year: u16,
    /// `budget` or `final`.
    pub kind: &'static str,
    /// Whether it is of a body alone.
    pub unit: bool,
    /// The score of its best hit.
    pub score: u32,
    /// How many hits it has.
    pub count: usize,
    /// The best of them.
    pub hits: Vec<Hit>,
}

/// A passage that fits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Hit {
    /// `section`, `project` or `statement`.
    pub form: &'static str,
    /// Where on the page; empty for its head.
    pub anchor: String,
    /// Its heading.
    pub title: Vec<Piece>,
    /// A stretch of its text.
    pub text: Vec<Piece>,
    /// Its own amount in 分.
    pub amount: Option<i64>,
    /// How well it fits.
    pub score: u32,
}

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stop {
    /// These stretches of the body are needed first.
    Needs(Vec<Range<u64>>),
    /// What was read is not the index that the head describes.
    Broken,
}

/// An index that is being searched.
#[derive(Debug)]
pub struct Engine {
    head: Head,
    layout: Layout,
    names: Names,
    pieces: BTreeMap<u64, Vec<u8>>,
    kept: usize,
}

/// Passages in ascending order, each with its score.
type Found = Vec<(u32, u32)>;

/// What a query finds, as far as the terms tell. Whether the terms of a phrase stand beside each other, only a text tells.
struct Answer<'q> {
    found: Found,
    /// For each part of the query that has a phrase in it: what each of its clauses finds, with the phrase that it is.
    any: Vec<Vec<(Option<&'q Wanted>, Found)>>,
    /// The phrases that no text may have.
    never: Vec<&'q Wanted>,
}

impl Answer<'_> {
    /// Whether texts must be read to know.
    fn is_open(&self) -> bool {
        !self.any.is_empty() || !self.never.is_empty()
    }

    /// Whether a passage fits that has this text.
    fn fits(&self, number: u32, passage: &Passage) -> bool {
        let says = |phrase: &Wanted| has(&passage.title, phrase) || has(&passage.text, phrase);
        let is_in = |set: &Found| set.binary_search_by_key(&number, |(passage, _)| *passage).is_ok();
        let fits = |(phrase, set): &(Option<&Wanted>, Found)| is_in(set) && phrase.is_none_or(says);
        self.any.iter().all(|clauses| clauses.iter().any(fits)) && !self.never.iter().any(|phrase| says(phrase))
    }
}

impl Engine {
    /// Opens an index by its head; nothing where the bytes are not one.
    pub fn new(head: &[u8]) -> Option<Self> {
        let head = Head::read(head)?;
        let layout = head.layout()?;
        let names = Names::new(&head.departments);
        Some(Self { head, layout, names, pieces: BTreeMap::new(), kept: 0 })
    }

    /// How many bytes the body has.
    pub fn length(&self) -> u64 {
        self.layout.length
    }

    /// Takes a stretch of the body.
    pub fn give(&mut self, start: u64, bytes: Vec<u8>) {
        if self.kept + bytes.len() > MOST_KEPT {
            self.pieces.clear();
            self.kept = 0;
        }
        self.kept += bytes.len();
        if let Some(before) = self.pieces.insert(start, bytes) {
            self.kept -= before.len();
        }
    }

    /// Searches.
    pub fn search(&self, request: &Request) -> Result<Results, Stop> {
        let run = Run { engine: self, needs: RefCell::default(), is_broken: Cell::new(false) };
        let answer = run.found(&request.query)?;
        let mut results = run.results(request, &answer)?;
        if results.disclosures == 0 {
            results.instead = run.instead(&request.query)?;
        }
        Ok(results)
    }
}

/// One search.
struct Run<'e> {
    engine: &'e Engine,
    needs: RefCell<BTreeSet<(u64, u64)>>,
    is_broken: Cell<bool>,
}

/// A word with what its terms are found by; a term that no passage has is none.
struct Looked<'q> {
    wanted: &'q Wanted,
    /// For each of its terms where it is found: several for a prefix.
    terms: Vec<(usize, Vec<Term>)>,
}

impl<'e> Run<'e> {
    /// A stretch of the body, if it is at hand; it is asked for if it is not.
    fn read(&self, range: Range<u64>) -> Option<&'e [u8]> {
        if range.start >= range.end {
            return Some(&[]);
        }
        if range.end > self.engine.layout.length {
            self.is_broken.set(true);
            return None;
        }
        let piece = self.engine.pieces.range(..=range.start).next_back();
        let inside = piece.and_then(|(start, bytes)| {
            let from = usize::try_from(range.start - start).ok()?;
            bytes.get(from..from.checked_add(usize::try_from(range.end - range.start).ok()?)?)
        });
        if inside.is_none() {
            self.needs.borrow_mut().insert((range.start, range.end));
        }
        inside
    }

    /// Something that was read, or that it is broken.
    fn sound<T>(&self, read: Option<T>) -> Option<T> {
        if read.is_none() {
            self.is_broken.set(true);
        }
        read
    }

    /// Stops where anything is missing.
    fn stop(&self) -> Result<(), Stop> {
        if self.is_broken.get() {
            return Err(Stop::Broken);
        }
        let needs: Vec<Range<u64>> = self.needs.take().into_iter().map(|(start, end)| start..end).collect();
        if needs.is_empty() { Ok(()) } else { Err(Stop::Needs(needs)) }
    }

    /// What a query finds.
    fn found<'q>(&self, query: &'q Query) -> Result<Answer<'q>, Stop> {
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
        let mut found =
            found.unwrap_or_else(|| (0..self.engine.layout.passages()).map(|passage| (passage, 0)).collect());
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
                self.beginning_with(&token.term)
            } else {
                self.term(&token.term)
            };
            (shard(letter), found.unwrap_or_default())
        });
        Some(Looked { wanted, terms: terms.collect() })
    }

    fn look_for_code(&self, clause: &Clause) -> Option<Vec<Term>> {
        let Clause::Code(code) = clause else { return None };
        self.beginning_with(&code_term(code))
    }

    /// The block of a dictionary that has a term, if any has.
    fn block(&self, term: &str) -> Option<(usize, usize)> {
        let shard = shard(term.chars().next()?);
        let blocks = self.engine.layout.blocks.get(shard)?;
        let place = blocks.partition_point(|(first, _)| &first[..] <= term.as_bytes()).checked_sub(1)?;
        Some((shard, place))
    }

    /// Where a term is found: in one place, or in none.
    fn term(&self, term: &str) -> Option<Vec<Term>> {
        let Some((shard, place)) = self.block(term) else { return Some(Vec::new()) };
        let block = self.read(self.engine.layout.blocks[shard][place].1.clone())?;
        Some(dictionary::find(block, term.as_bytes()).into_iter().collect())
    }

    /// The most frequent terms that begin like this.
    fn beginning_with(&self, prefix: &str) -> Option<Vec<Term>> {
        let shard = shard(prefix.chars().next()?);
        let blocks = self.engine.layout.blocks.get(shard)?;
        let first = self.block(prefix).map_or(0, |(_, place)| place);
        let begins = |term: &[u8]| term.starts_with(prefix.as_bytes());
        let is_behind = |term: &[u8]| term > prefix.as_bytes() && !begins(term);
        let mut found: Vec<Term> = Vec::new();
        let mut is_all = true;
        for (_, range) in blocks[first..].iter().take_while(|(first, _)| !is_behind(first)).take(MOST_OF_PREFIX) {
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
        found.truncate(MOST_OF_PREFIX);
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
    fn amounts(&self, disclosures: Range<usize>) -> Option<Vec<(u32, i64)>> {
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

    /// The results of what was found.
    fn results(&self, request: &Request, answer: &Answer<'_>) -> Result<Results, Stop> {
        let Engine { head, layout, .. } = self.engine;
        let mut disclosures: Vec<Hits> = Vec::new();
        for hit in &answer.found {
            match disclosures.last_mut().filter(|(place, _)| hit.0 < layout.first[place + 1]) {
                Some((_, hits)) => hits.push(*hit),
                None => disclosures.push((layout.disclosure(hit.0), vec![*hit])),
            }
        }
        let facets = self.facets(&disclosures);
        self.sort(request.order, &mut disclosures)?;
        let (mut count, mut hits) = (disclosures.len(), answer.found.len());
        let wanted = request.skip.saturating_add(request.limit);
        let mut fitting: Vec<Hits> = Vec::new();
        let mut rest = disclosures.into_iter();
        if answer.is_open() {
            // Where texts decide, those that come first are read until there are enough.
            while fitting.len() < wanted && rest.len() > 0 {
                let next: Vec<Hits> = rest.by_ref().take((wanted - fitting.len()).max(FEWEST_READ)).collect();
                let texts: Vec<Option<Document>> = next.iter().map(|(place, _)| self.text(*place)).collect();
                self.stop()?;
                for ((place, all), text) in next.into_iter().zip(texts) {
                    let Some(Document { passages, .. }) = text else { continue };
                    let fits = |(passage, _): &(u32, u32)| {
                        let text = passages.get((passage - layout.first[place]) as usize);
                        text.is_some_and(|text| answer.fits(*passage, text))
                    };
                    let before = all.len();
                    let all: Vec<(u32, u32)> = all.into_iter().filter(fits).collect();
                    hits -= before - all.len();
                    if all.is_empty() {
                        count -= 1;
                    } else {
                        fitting.push((place, all));
                    }
                }
            }
        } else {
            fitting = rest.by_ref().take(wanted).collect();
        }
        let at_most = answer.is_open() && rest.len() > 0;
        let shown: Vec<Hits> = fitting.into_iter().skip(request.skip).take(request.limit).collect();
        let groups: Vec<Option<Group>> = shown.iter().map(|(place, hits)| self.group(request, *place, hits)).collect();
        self.stop()?;
        let mut named: Vec<(usize, Fit)> =
            request.query.words().flat_map(|wanted| self.engine.names.named(&wanted.text)).collect();
        named.sort_by_key(|(place, fit)| (std::cmp::Reverse(*fit), *place));
        named.dedup_by_key(|(place, _)| *place);
        let department = |place: usize| {
            let department = &head.departments[place];
            (department.id.clone(), department.name(u16::MAX).to_owned())
        };
        Ok(Results {
            disclosures: count,
            hits,
            at_most,
            groups: groups.into_iter().flatten().collect(),
            departments: named.into_iter().take(MOST_NAMED).map(|(place, _)| department(place)).collect(),
            facets,
            ignored: request.query.ignored.iter().map(|Ignored { text, why }| (text.clone(), why.key())).collect(),
            instead: None,
        })
    }

    /// Puts disclosures in order.
    fn sort(&self, order: Order, disclosures: &mut [Hits]) -> Result<(), Stop> {
        match order {
            Order::Relevance => {
                let best = |hits: &[(u32, u32)]| hits.iter().map(|(_, score)| *score).max();
                disclosures.sort_by_key(|(place, hits)| (std::cmp::Reverse(best(hits)), *place));
            }
            // They stand so in the index.
            Order::Year => {}
            Order::Amount => {
                let amounts = self.amounts(0..self.engine.head.abouts.len());
                self.stop()?;
                let amounts: BTreeMap<u32, i64> = amounts.unwrap_or_default().into_iter().collect();
                for (_, hits) in disclosures.iter_mut() {
                    hits.sort_by_key(|(passage, _)| (std::cmp::Reverse(amounts.get(passage).copied()), *passage));
                }
                let largest = |hits: &[(u32, u32)]| hits.first().and_then(|(passage, _)| amounts.get(passage).copied());
                disclosures.sort_by_key(|(place, hits)| (std::cmp::Reverse(largest(hits)), *place));
            }
        }
        Ok(())
    }

    /// The text of a disclosure, if it is at hand.
    fn text(&self, place: usize) -> Option<Document> {
        let range = self.engine.layout.texts.get(place)?.clone();
        let packed = self.read(range)?;
        self.sound(store::unpack(packed))
    }

    fn facets(&self, disclosures: &[Hits]) -> Facets {
        let head = &self.engine.head;
        let (mut departments, mut years, mut kinds, mut functions) = (
            BTreeMap::<u32, usize>::new(),
            BTreeMap::<u16, usize>::new(),
            BTreeMap::<Kind, usize>::new(),
            BTreeMap::<u16, usize>::new(),
        );
        for (place, _) in disclosures {
            let about = &head.abouts[*place];
            *departments.entry(about.department).or_default() += 1;
            *years.entry(about.year).or_default() += 1;
            *kinds.entry(about.kind).or_default() += 1;
            if about.function > 0 {
                *functions.entry(about.function).or_default() += 1;
            }
        }
        let mut departments: Vec<(String, String, usize)> = departments
            .into_iter()
            .filter_map(|(place, count)| {
                let department = head.departments.get(place as usize)?;
                Some((department.id.clone(), department.name(u16::MAX).to_owned(), count))
            })
            .collect();
        departments.sort_by(|(one, _, a), (other, _, b)| b.cmp(a).then_with(|| one.cmp(other)));
        Facets {
            departments,
            years: years.into_iter().rev().collect(),
            kinds: kinds.into_iter().map(|(kind, count)| (key(kind), count)).collect(),
            functions: functions.into_iter().collect(),
        }
    }

    /// A disclosure with its best hits, if its text is at hand.
    fn group(&self, request: &Request, place: usize, hits: &[(u32, u32)]) -> Option<Group> {
        let Engine { head, layout, .. } = self.engine;
        let about = &head.abouts[place];
        let department = &head.departments[about.department as usize];
        let Document { title, passages } = self.text(place)?;
        let mut best: Vec<&(u32, u32)> = hits.iter().collect();
        if request.order != Order::Amount {
            best.sort_by_key(|(passage, score)| (std::cmp::Reverse(*score), *passage));
        }
        best.truncate(MOST_HITS);
        let wanted: Vec<&Wanted> = request.query.words().collect();
        let hit = |(passage, score): &(u32, u32)| {
            let found = passages.get((passage - layout.first[place]) as usize)?;
            let form = match found.form {
                Form::Section => "section",
                Form::Project => "project",
                Form::Statement => "statement",
            };
            Some(Hit {
                form,
                anchor: found.anchor.clone(),
                title: excerpt(&found.title, &wanted, usize::MAX),
                text: excerpt(&found.text, &wanted, crate::excerpt::LENGTH),
                amount: found.amount,
                score: *score,
            })
        };
        let hits_shown = self.sound(best.into_iter().map(hit).collect::<Option<Vec<Hit>>>())?;
        let unit = if about.unit { "-unit" } else { "" };
        Some(Group {
            path: format!("d/{}/{}/{}{unit}/index.html", department.id, about.year, key(about.kind)),
            title,
            department: department.name(about.year).to_owned(),
            year: about.year,
            kind: key(about.kind),
            unit: about.unit,
            score: hits.iter().map(|(_, score)| *score).max().unwrap_or(0),
            count: hits.len(),
            hits: hits_shown,
        })
    }

    /// The nearest query that finds something: with a department's name put right, or without a word.
    fn instead(&self, query: &Query) -> Result<Option<String>, Stop> {
        let words: Vec<&Wanted> = query.words().collect();
        let mut tries: Vec<Vec<String>> = Vec::new();
        let texts = || words.iter().map(|wanted| wanted.text.clone());
        for (place, wanted) in words.iter().enumerate() {
            if let Some(near) = self.engine.names.nearest(&wanted.text) {
                tries.push(
                    texts().enumerate().map(|(other, text)| if other == place { near.clone() } else { text }).collect(),
                );
            }
        }
        // A phrase that nobody has may be there as words.
        if words.iter().any(|wanted| wanted.is_phrase) || query.all.len() > words.len() || !query.none.is_empty() {
            tries.push(texts().collect());
        }
        for (place, word) in words.iter().enumerate() {
            tries.push(texts().enumerate().filter(|(other, _)| *other != place).map(|(_, text)| text).collect());
            // Of a long word a part may be there: without its last letter, or its first.
            let letters: Vec<char> = word.text.chars().collect();
            if letters.len() > 2 {
                for part in [&letters[..letters.len() - 1], &letters[1..]] {
                    let part: String = part.iter().collect();
                    tries.push(
                        texts()
                            .enumerate()
                            .map(|(other, text)| if other == place { part.clone() } else { text })
                            .collect(),
                    );
                }
            }
        }
        for words in tries.into_iter().filter(|words| !words.is_empty()).take(8) {
            let text = words.join(" ");
            if !self.found(&Query::read(&text))?.found.is_empty() {
                return Ok(Some(text));
            }
        }
        Ok(None)
    }
}

/// A disclosure by its place, with the passages that fit.
type Hits = (usize, Vec<(u32, u32)>);

/// The phrase that a clause is, where the terms alone do not tell that it is there.
fn phrase(clause: &Clause) -> Option<&Wanted> {
    match clause {
        Clause::Words(wanted) if wanted.is_phrase && wanted.terms.len() > 1 => Some(wanted),
        _ => None,
    }
}

fn key(kind: Kind) -> &'static str {
    match kind {
        Kind::Budget => "budget",
        Kind::Final => "final",
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
