//! What an index is: a head, which is read whole, and a body, of which a search reads a few stretches.
//!
//! The body is one row of bytes: for each part of the terms its dictionary and the passages of each term; then the amounts,
//! then the texts. A host may hold it in pieces, which nobody here needs to know.

use std::collections::BTreeMap;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::document::{About, Department};

/// The version of what is written here. A reader of another does not read it.
pub const FORMAT: u32 = 2;

/// What is read whole, before the first search.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// See [`FORMAT`].
    pub format: u32,
    /// The departments.
    pub departments: Vec<Department>,
    /// The names of the functions, 类, by their codes.
    pub functions: BTreeMap<u16, String>,
    /// The disclosures, the latest year first: so that among equals the latest are found first.
    pub abouts: Vec<About>,
    /// How many passages each disclosure has.
    pub passages: Vec<u32>,
    /// How many bytes the text of each disclosure has.
    pub stored: Vec<u32>,
    /// How many bytes the amounts of each group of [`GROUP`] disclosures have.
    pub amounts: Vec<u32>,
    /// The parts of the terms.
    pub shards: Vec<Part>,
}

/// How many disclosures have their amounts together.
pub const GROUP: usize = 64;

/// A part of the terms.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    /// The first term of each block, how many bytes it shares with the one before it, and how many bytes the block has.
    pub blocks: Vec<Block>,
    /// How many bytes the passages of its terms have.
    pub postings: u64,
}

/// A block of a dictionary, as the head knows it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// How many bytes of its first term are those of the block before.
    pub shared: u8,
    /// The others.
    #[serde(with = "serde_bytes")]
    pub rest: Vec<u8>,
    /// How many bytes the block has.
    pub length: u32,
}

/// Where everything is in the body.
#[derive(Debug)]
pub struct Layout {
    /// For each part of the terms the blocks of its dictionary, by their first terms.
    pub blocks: Vec<Vec<(Vec<u8>, Range<u64>)>>,
    /// For each part where its passages begin.
    pub postings: Vec<Range<u64>>,
    /// The amounts of each group of disclosures.
    pub amounts: Vec<Range<u64>>,
    /// The text of each disclosure.
    pub texts: Vec<Range<u64>>,
    /// The first passage of each disclosure, and behind the last how many there are.
    pub first: Vec<u32>,
    /// How many bytes the body has.
    pub length: u64,
}

impl Head {
    /// Reads a head; nothing where the bytes are not one, or one of another format.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let (format, _) = postcard::take_from_bytes::<u32>(bytes).ok()?;
        let head: Self = if format == FORMAT { postcard::from_bytes(bytes).ok()? } else { return None };
        let count = head.abouts.len();
        // Each passage has its byte among the amounts, if only to say that it has none.
        let sum = |counts: &[u32]| counts.iter().map(|count| u64::from(*count)).sum::<u64>();
        let is_whole = sum(&head.passages) <= sum(&head.amounts)
            && head.passages.len() == count
            && head.stored.len() == count
            && head.amounts.len() == count.div_ceil(GROUP)
            && head.shards.len() == crate::words::SHARDS
            && head.abouts.iter().all(|about| (about.department as usize) < head.departments.len());
        is_whole.then_some(head)
    }

    /// The head as bytes.
    pub fn bytes(&self) -> Vec<u8> {
        // Plain data is always written.
        postcard::to_stdvec(self).unwrap_or_default()
    }

    /// Where everything is; nothing where that is more than there can be.
    pub fn layout(&self) -> Option<Layout> {
        let mut end = 0_u64;
        let mut next = |length: u64| {
            let start = end;
            end = end.checked_add(length)?;
            Some(start..end)
        };
        let (mut blocks, mut postings) = (Vec::new(), Vec::new());
        for part in &self.shards {
            let mut first = Vec::new();
            let mut dictionary = Vec::with_capacity(part.blocks.len());
            for block in &part.blocks {
                first.truncate(usize::from(block.shared));
                first.extend(&block.rest);
                dictionary.push((first.clone(), next(u64::from(block.length))?));
            }
            blocks.push(dictionary);
            postings.push(next(part.postings)?);
        }
        let amounts = self.amounts.iter().map(|length| next(u64::from(*length))).collect::<Option<_>>()?;
        let texts = self.stored.iter().map(|length| next(u64::from(*length))).collect::<Option<_>>()?;
        let mut first = vec![0_u32];
        for passages in &self.passages {
            first.push(first.last()?.checked_add(*passages)?);
        }
        Some(Layout { blocks, postings, amounts, texts, first, length: end })
    }
}

impl Layout {
    /// Which disclosure a passage is of.
    pub fn disclosure(&self, passage: u32) -> usize {
        self.first.partition_point(|first| *first <= passage).saturating_sub(1)
    }

    /// How many passages there are.
    pub fn passages(&self) -> u32 {
        self.first.last().copied().unwrap_or(0)
    }
}
