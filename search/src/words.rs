//! The terms of one disclosure, each with the passages that it is in, as few bytes: what an index is put together from.
//!
//! They can be kept, so that a disclosure that has not changed is not read again for a new index.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::bytes::{Bytes, put};
use crate::document::{Document, Passage};
use crate::token::{Form, tokens};

/// How many parts the terms of an index fall into. The parts are put together one by one, so that few terms are in memory.
pub const SHARDS: usize = 8;
/// The first letters of the parts but the first: about as many terms are in each.
const BOUNDARIES: [char; SHARDS - 1] = ['2', '5', '\u{4e00}', '\u{5305}', '\u{5b9a}', '\u{653f}', '\u{7ecf}'];

/// The terms and the text of one disclosure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// The text, compressed; see [`crate::store`].
    #[serde(with = "serde_bytes")]
    pub stored: Vec<u8>,
    /// How many terms each passage has.
    pub lengths: Vec<u32>,
    /// The amount of each passage, in 分.
    pub amounts: Vec<Option<i64>>,
    /// The terms of each part, in order.
    shards: Vec<Shard>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Shard(#[serde(with = "serde_bytes")] Vec<u8>);

/// What is known of a term in one passage.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Occurrences {
    /// How often it is there.
    count: u32,
    /// Whether the heading has it.
    in_title: bool,
    /// Where, if that is needed to find phrases.
    positions: Vec<u32>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Title,
    Text,
}

/// A term in a passage, as [`Words::each`] tells it.
pub(crate) struct Occurrence<'w> {
    /// The term.
    pub term: &'w [u8],
    /// Which of the disclosure's passages.
    pub passage: u32,
    /// How often it is there.
    pub count: u32,
    /// Whether the heading has it.
    pub in_title: bool,
    /// Where, as [`positions`] reads it.
    pub positions: &'w [u8],
}

impl Words {
    /// Reads the terms of a disclosure.
    pub fn new(document: &Document) -> Self {
        let mut terms: BTreeMap<String, Vec<(u32, Occurrences)>> = BTreeMap::new();
        let mut lengths = Vec::with_capacity(document.passages.len());
        for (number, passage) in (0..).zip(&document.passages) {
            let mut length = 0;
            let mut add = |term: String, position: Option<u32>, place| {
                let occurrences = match terms.entry(term).or_default() {
                    places if places.last().is_some_and(|(other, _)| *other == number) => places.last_mut(),
                    places => {
                        places.push((number, Occurrences::default()));
                        places.last_mut()
                    }
                };
                if let Some((_, occurrences)) = occurrences {
                    occurrences.count += 1;
                    occurrences.in_title |= place == Place::Title;
                    occurrences.positions.extend(position);
                }
            };
            let mut next = 0;
            for (text, place) in [(&passage.title, Place::Title), (&passage.text, Place::Text)] {
                let first = next;
                for token in tokens(text) {
                    let position = first + token.position;
                    next = position + 1;
                    length += u32::from(matches!(token.form, Form::Pair | Form::Word));
                    add(token.term, token.form.has_place().then_some(position), place);
                }
                // No phrase goes over from a heading into its text.
                next += 1;
            }
            for code in &passage.codes {
                add(code_term(code), None, Place::Text);
            }
            lengths.push(length);
        }
        Self {
            stored: crate::store::pack(document),
            lengths,
            amounts: document.passages.iter().map(|passage: &Passage| passage.amount).collect(),
            shards: shards(terms),
        }
    }

    /// Goes through the terms of a part, in order, and each term's passages.
    pub(crate) fn each(&self, shard: usize, mut take: impl FnMut(Occurrence<'_>)) -> Option<()> {
        let mut bytes = Bytes(&self.shards.get(shard)?.0);
        let mut term = Vec::new();
        while !bytes.0.is_empty() {
            let shared = bytes.length()?;
            let length = bytes.length()?;
            term.truncate(shared);
            term.extend(bytes.take(length)?);
            let mut passage = 0;
            for _ in 0..bytes.number()? {
                passage += bytes.small()?;
                let count = bytes.small()?;
                let length = bytes.length()?;
                let positions = bytes.take(length)?;
                take(Occurrence { term: &term, passage, count: count >> 1, in_title: count & 1 == 1, positions });
            }
        }
        Some(())
    }
}

/// The term by which a code of a line is found, which no text has.
pub fn code_term(code: &str) -> String {
    format!("#{code}")
}

/// The part that terms beginning with a letter are in.
pub fn shard(first: char) -> usize {
    BOUNDARIES.partition_point(|boundary| *boundary <= first)
}

/// The positions of a term in a passage.
pub fn positions(bytes: &[u8], to: &mut Vec<u32>) -> Option<()> {
    let mut bytes = Bytes(bytes);
    let mut position = 0;
    while !bytes.0.is_empty() {
        position += bytes.small()?;
        to.push(position);
    }
    Some(())
}

fn shards(terms: BTreeMap<String, Vec<(u32, Occurrences)>>) -> Vec<Shard> {
    let mut shards = vec![Shard(Vec::new()); SHARDS];
    let mut before = String::new();
    let mut last = 0;
    let mut places = Vec::new();
    for (term, passages) in terms {
        let shard = term.chars().next().map_or(0, shard);
        if shard != last {
            before.clear();
            last = shard;
        }
        let bytes = &mut shards[shard].0;
        let shared = shared(before.as_bytes(), term.as_bytes());
        put(shared as u64, bytes);
        put((term.len() - shared) as u64, bytes);
        bytes.extend(&term.as_bytes()[shared..]);
        put(passages.len() as u64, bytes);
        let mut previous = 0;
        for (passage, Occurrences { count, in_title, positions }) in passages {
            put(u64::from(passage - previous), bytes);
            previous = passage;
            put(u64::from(count) << 1 | u64::from(in_title), bytes);
            places.clear();
            let mut position = 0;
            for next in positions {
                put(u64::from(next - position), &mut places);
                position = next;
            }
            put(places.len() as u64, bytes);
            bytes.extend(&places);
        }
        before = term;
    }
    shards
}

/// How many bytes two terms begin with alike.
pub fn shared(one: &[u8], other: &[u8]) -> usize {
    one.iter().zip(other).take_while(|(one, other)| one == other).count()
}
