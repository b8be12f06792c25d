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
use crate::document::{Document, Form, Kind};
use crate::excerpt::{Piece, excerpt};
use crate::index::{GROUP, Head, Layout};
use crate::names::{Fit, Names};
use crate::postings::{HEAVIEST, decode, rarity};
use crate::query::{Clause, Ignored, Query, Wanted};
use crate::token::Token;
use crate::words::{code_term, positions, shard};
use crate::{fold, store};

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
        let found = run.found(&request.query)?;
        let mut results = run.results(request, &found)?;
        if found.is_empty() {
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

    /// The passages that a query finds.
    fn found(&self, query: &Query) -> Result<Found, Stop> {
        let all = || query.all.iter().flatten().chain(&query.none);
        // First round: where the terms are.
        let looked: Vec<Option<Looked<'_>>> = all().map(|clause| self.look(clause)).collect();
        let codes: Vec<Option<Vec<Term>>> = all().map(|clause| self.look_for_code(clause)).collect();
        self.stop()?;
        // Second round: which passages have them.
        let sets: Vec<Option<Found>> = all()
            .zip(looked.iter().zip(&codes))
            .map(|(clause, (looked, codes))| match (clause, looked) {
                (Clause::Words(_), Some(looked)) => self.of_words(looked),
                (Clause::Code(code), _) => self.of_code(code, codes.as_deref().unwrap_or_default()),
                (clause, _) => self.of_filter(clause),
            })
            .collect();
        self.stop()?;
        // Third round, for phrases: where in them.
        let mut found: Vec<Found> = Vec::with_capacity(sets.len());
        for (set, looked) in sets.into_iter().zip(&looked) {
            let set = set.unwrap_or_default();
            found.push(match looked.as_ref().filter(|looked| looked.wanted.is_phrase) {
                Some(looked) => self.as_phrase(looked, set).unwrap_or_default(),
                None => set,
            });
        }
        self.stop()?;
        let mut sets = found.into_iter();
        let mut result: Option<Found> = None;
        for group in &query.all {
            let any = sets.by_ref().take(group.len()).fold(Found::new(), either);
            result = Some(match result {
                Some(all) => both(&all, &any),
                None => any,
            });
        }
        let mut result =
            result.unwrap_or_else(|| (0..self.engine.layout.passages()).map(|passage| (passage, 0)).collect());
        for set in sets {
            result.retain(|(passage, _)| set.binary_search_by_key(passage, |(passage, _)| *passage).is_err());
        }
        Ok(result)
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

    /// The passages in which the terms of a phrase stand beside each other.
    fn as_phrase(&self, looked: &Looked<'_>, set: Found) -> Option<Found> {
        let tokens: &[Token] = &looked.wanted.terms;
        if tokens.len() < 2 || set.is_empty() {
            return Some(set);
        }
        let read: Vec<Option<Places>> =
            looked.terms.iter().map(|(shard, terms)| self.places(*shard, terms.first()?, &set)).collect();
        let read = read.into_iter().collect::<Option<Vec<Places>>>()?;
        let first = tokens[0].position;
        let stands = |passage: &u32| {
            let Some(starts) = read[0].get(passage) else { return false };
            starts.iter().any(|start| {
                tokens.iter().zip(&read).all(|(token, places)| {
                    places
                        .get(passage)
                        .is_some_and(|places| places.binary_search(&(start + token.position - first)).is_ok())
                })
            })
        };
        Some(set.into_iter().filter(|(passage, _)| stands(passage)).collect())
    }

    /// Where a term stands in each of some passages.
    fn places(&self, shard: usize, term: &Term, of: &Found) -> Option<Places> {
        let within = self.engine.layout.positions.get(shard)?;
        let range = within.start.checked_add(term.positions.start)?..within.start.checked_add(term.positions.end)?;
        let bytes = self.read(range)?;
        let passages = self.postings(shard, term)?;
        let mut bytes = Bytes(bytes);
        let mut places = Places::new();
        for (passage, _) in passages {
            let length = self.sound(bytes.length())?;
            let packed = self.sound(bytes.take(length))?;
            if of.binary_search_by_key(&passage, |(passage, _)| *passage).is_ok() {
                let mut all = Vec::new();
                self.sound(positions(packed, &mut all))?;
                places.insert(passage, all);
            }
        }
        Some(places)
    }

    /// The results of what was found.
    fn results(&self, request: &Request, found: &Found) -> Result<Results, Stop> {
        let Engine { head, layout, .. } = self.engine;
        let mut disclosures: Vec<(usize, Vec<(u32, u32)>)> = Vec::new();
        for hit in found {
            match disclosures.last_mut().filter(|(place, _)| hit.0 < layout.first[place + 1]) {
                Some((_, hits)) => hits.push(*hit),
                None => disclosures.push((layout.disclosure(hit.0), vec![*hit])),
            }
        }
        let facets = self.facets(&disclosures);
        let best = |hits: &[(u32, u32)]| hits.iter().map(|(_, score)| *score).max().unwrap_or(0);
        let count = disclosures.len();
        match request.order {
            Order::Relevance => disclosures.sort_by_key(|(place, hits)| (std::cmp::Reverse(best(hits)), *place)),
            Order::Year => {}
            Order::Amount => {
                let amounts: BTreeMap<u32, i64> = match self.amounts(0..head.abouts.len()) {
                    Some(amounts) => amounts.into_iter().collect(),
                    None => BTreeMap::new(),
                };
                self.stop()?;
                let largest =
                    |hits: &[(u32, u32)]| hits.iter().filter_map(|(passage, _)| amounts.get(passage)).max().copied();
                for (_, hits) in &mut disclosures {
                    hits.sort_by_key(|(passage, _)| (std::cmp::Reverse(amounts.get(passage).copied()), *passage));
                }
                disclosures.sort_by_key(|(place, hits)| (std::cmp::Reverse(largest(hits)), *place));
            }
        }
        let shown: Vec<_> = disclosures.into_iter().skip(request.skip).take(request.limit).collect();
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
            hits: found.len(),
            groups: groups.into_iter().flatten().collect(),
            departments: named.into_iter().take(5).map(|(place, _)| department(place)).collect(),
            facets,
            ignored: request.query.ignored.iter().map(|Ignored { text, why }| (text.clone(), why.key())).collect(),
            instead: None,
        })
    }

    fn facets(&self, disclosures: &[(usize, Vec<(u32, u32)>)]) -> Facets {
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
        let Document { title, passages } = self.sound(store::unpack(self.read(layout.texts[place].clone())?))?;
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
            if !self.found(&Query::read(&text))?.is_empty() {
                return Ok(Some(text));
            }
        }
        Ok(None)
    }
}

/// Where a term stands, by passage.
type Places = BTreeMap<u32, Vec<u32>>;

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
