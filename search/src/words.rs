//! The terms of one disclosure, each with the passages that it is in, as few bytes: what an index is put together from.
//!
//! They can be kept, so that a disclosure that has not changed is not read again for a new index.

use std::borrow::Cow;

use hashbrown::HashMap;
use serde::{Deserialize, Serialize};

use crate::bytes::{Bytes, put, put_behind};
use crate::document::Document;
use crate::token::{Sign, each};

/// How many parts the terms of an index fall into. The parts are put together one by one, so that few terms are in memory.
pub const SHARDS: usize = 8;
/// The first letters of the parts but the first: about as many terms are in each.
const BOUNDARIES: [char; SHARDS - 1] = ['2', '5', '\u{4e00}', '\u{5305}', '\u{5b9a}', '\u{653f}', '\u{7ecf}'];

/// The terms and the text of one disclosure. What is kept of it is read where it lies.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words<'w> {
    /// The text, compressed; see [`crate::store`].
    #[serde(borrow, with = "serde_bytes")]
    pub stored: Cow<'w, [u8]>,
    /// How many terms each passage has.
    pub lengths: Vec<u32>,
    /// The amount of each passage, in 分.
    pub amounts: Vec<Option<i64>>,
    /// The terms of each part, in order, compressed.
    #[serde(borrow)]
    shards: Vec<Shard<'w>>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Shard<'w>(#[serde(borrow, with = "serde_bytes")] Cow<'w, [u8]>);

/// A passage that has a term.
#[derive(Clone, Copy, Default)]
struct Place {
    /// Which of the terms, in the order in which they were met.
    term: u32,
    passage: u32,
    /// How often the term is there.
    count: u32,
    /// Whether the heading has it.
    in_title: bool,
}

/// The terms of a disclosure as they are met. Most are Chinese letters and pairs, whose numbers are compared and no texts.
#[derive(Default)]
struct Met {
    signs: HashMap<u64, u32>,
    words: HashMap<String, u32>,
    /// The last place of each term.
    last: Vec<u32>,
    places: Vec<Place>,
}

impl Met {
    fn add(&mut self, sign: Sign<'_>, passage: u32, in_title: bool) {
        let next = self.last.len() as u32;
        let term = match sign {
            Sign::Letter(letter) => *self.signs.entry(u64::from(letter as u32)).or_insert(next),
            Sign::Pair(one, other) => {
                *self.signs.entry(u64::from(one as u32) << 32 | u64::from(other as u32)).or_insert(next)
            }
            Sign::Word(word) => *self.words.entry_ref(word).or_insert(next),
        };
        if term == next {
            self.last.push(u32::MAX);
        }
        let last = &mut self.last[term as usize];
        if let Some(last) = self.places.get_mut(*last as usize).filter(|last| last.passage == passage) {
            last.count += 1;
            last.in_title |= in_title;
        } else {
            *last = self.places.len() as u32;
            self.places.push(Place { term, passage, count: 1, in_title });
        }
    }

    /// The terms in order, each with its places.
    fn sorted(self) -> Vec<(String, Vec<Place>)> {
        let text = |sign: u64| {
            [(sign >> 32) as u32, sign as u32]
                .into_iter()
                .filter_map(char::from_u32)
                .filter(|letter| *letter != '\0')
                .collect()
        };
        let signs = self.signs.into_iter().map(|(sign, term)| (text(sign), term));
        let mut terms: Vec<(String, u32)> = signs.chain(self.words).collect();
        terms.sort_unstable();
        let mut places = vec![Vec::new(); terms.len()];
        for place in self.places {
            places[place.term as usize].push(place);
        }
        terms.into_iter().map(|(text, term)| (text, std::mem::take(&mut places[term as usize]))).collect()
    }
}

/// A passage that has a term, as [`Words::each`] tells it.
pub(crate) struct Occurrence {
    /// Which of the disclosure's passages.
    pub passage: u32,
    /// How often the term is there.
    pub count: u32,
    /// Whether the heading has it.
    pub in_title: bool,
}

impl<'w> Words<'w> {
    /// Reads the terms of a disclosure.
    pub fn new(document: &Document) -> Self {
        let mut met = Met::default();
        let mut lengths = Vec::with_capacity(document.passages.len());
        for (passage, of) in (0..).zip(&document.passages) {
            let mut length = 0;
            for (text, in_title) in [(&of.title, true), (&of.text, false)] {
                each(text, |sign, _, _| {
                    length += u32::from(!matches!(sign, Sign::Letter(_)));
                    met.add(sign, passage, in_title);
                });
            }
            for code in &of.codes {
                met.add(Sign::Word(&code_term(code)), passage, false);
            }
            lengths.push(length);
        }
        let terms = met.sorted();
        Self {
            stored: Cow::Owned(crate::store::pack(document)),
            lengths,
            amounts: document.passages.iter().map(|passage| passage.amount).collect(),
            shards: shards(&terms),
        }
    }

    /// As bytes, to be kept.
    pub fn pack(&self) -> Vec<u8> {
        // Plain data is always written.
        postcard::to_stdvec(self).unwrap_or_default()
    }

    /// What was packed; nothing where the bytes are not that.
    pub fn unpack(bytes: &'w [u8]) -> Option<Self> {
        postcard::from_bytes(bytes).ok()
    }

    /// Goes through the terms of a part, in order, each with its passages.
    pub(crate) fn each(&self, shard: usize, mut take: impl FnMut(&[u8], &[Occurrence])) -> Option<()> {
        let terms = lz4_flex::decompress_size_prepended(&self.shards.get(shard)?.0).ok()?;
        let mut bytes = Bytes(&terms);
        let (mut term, mut occurrences) = (Vec::new(), Vec::new());
        while !bytes.0.is_empty() {
            bytes.behind(&mut term)?;
            let mut passage = 0;
            occurrences.clear();
            for _ in 0..bytes.number()? {
                passage += bytes.small()?;
                let count = bytes.small()?;
                occurrences.push(Occurrence { passage, count: count >> 1, in_title: count & 1 == 1 });
            }
            take(&term, &occurrences);
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

fn shards(terms: &[(String, Vec<Place>)]) -> Vec<Shard<'static>> {
    let mut shards = vec![Vec::new(); SHARDS];
    let mut before = "";
    let mut last = 0;
    for (term, places) in terms {
        let shard = term.chars().next().map_or(0, shard);
        if shard != last {
            before = "";
            last = shard;
        }
        let bytes = &mut shards[shard];
        put_behind(before.as_bytes(), term.as_bytes(), bytes);
        put(places.len() as u64, bytes);
        let mut previous = 0;
        for place in places {
            put(u64::from(place.passage - previous), bytes);
            previous = place.passage;
            put(u64::from(place.count) << 1 | u64::from(place.in_title), bytes);
        }
        before = term;
    }
    shards.iter().map(|terms| Shard(Cow::Owned(lz4_flex::compress_prepend_size(terms)))).collect()
}
