//! Puts an index together from the terms of disclosures.

use std::collections::BTreeMap;

use hashbrown::HashMap;

use crate::bytes::{put, shared};
use crate::dictionary::{Blocks, Term};
use crate::document::{About, Department};
use crate::index::{Block, FORMAT, GROUP, Head, Part};
use crate::postings::{encode, weight};
use crate::words::{Occurrence, SHARDS, Words};

/// A disclosure that goes into an index.
pub struct Entry<'w> {
    /// What is known of it.
    pub about: About,
    /// Its terms.
    pub words: &'w Words<'w>,
}

/// What is known of a term while its part is put together.
#[derive(Default)]
struct Gathered {
    passages: Vec<u32>,
    weights: Vec<u8>,
}

/// A part of the terms, put together.
struct Written {
    part: Part,
    dictionary: Vec<u8>,
    postings: Vec<u8>,
}

/// Writes the index of disclosures, which stand in the order in which equals are found. The body goes to where it is
/// wanted piece by piece, so that it is never in memory whole. `go_on` is asked again and again: its failure ends the work.
pub fn write<E: Send>(
    departments: Vec<Department>,
    functions: BTreeMap<u16, String>,
    entries: &[Entry<'_>],
    go_on: impl Fn() -> Result<(), E> + Sync,
    mut body: impl FnMut(&[u8]) -> Result<(), E>,
) -> Result<Head, E> {
    let mut first = vec![0_u32];
    for entry in entries {
        first.push(first.last().copied().unwrap_or(0) + entry.words.lengths.len() as u32);
    }
    let lengths = || entries.iter().flat_map(|entry| &entry.words.lengths);
    let total: u64 = lengths().map(|length| u64::from(*length)).sum();
    let mean = total as f64 / lengths().count().max(1) as f64;
    let mut shards = Vec::with_capacity(SHARDS);
    for pair in (0..SHARDS).collect::<Vec<_>>().chunks(2) {
        let part = |shard| gather(shard, entries, &first, mean, &go_on);
        let written: Vec<Result<Written, E>> = std::thread::scope(|scope| {
            let part = &part;
            let tasks: Vec<_> = pair.iter().map(|shard| scope.spawn(move || part(*shard))).collect();
            tasks.into_iter().filter_map(|task| task.join().ok()).collect()
        });
        for written in written {
            let Written { part, dictionary, postings } = written?;
            [dictionary, postings].iter().try_for_each(|bytes| body(bytes))?;
            shards.push(part);
        }
    }
    let mut amounts = Vec::new();
    for group in entries.chunks(GROUP) {
        let bytes = group.iter().flat_map(|entry| &entry.words.amounts).fold(Vec::new(), |mut bytes, amount| {
            put_amount(*amount, &mut bytes);
            bytes
        });
        amounts.push(bytes.len() as u32);
        body(&bytes)?;
    }
    for entry in entries {
        body(&entry.words.stored)?;
    }
    Ok(Head {
        format: FORMAT,
        departments,
        functions,
        abouts: entries.iter().map(|entry| entry.about.clone()).collect(),
        passages: entries.iter().map(|entry| entry.words.lengths.len() as u32).collect(),
        stored: entries.iter().map(|entry| entry.words.stored.len() as u32).collect(),
        amounts,
        shards,
    })
}

/// Writes an amount, or that there is none. Amounts in 万元 take as few bytes as their digits in 万元.
fn put_amount(amount: Option<i64>, to: &mut Vec<u8>) {
    let Some(amount) = amount else { return put(0, to) };
    let mut digits = amount;
    let mut zeros = 0;
    while zeros < 15 && digits != 0 && digits % 10 == 0 {
        digits /= 10;
        zeros += 1;
    }
    // The sign goes to the lowest bit.
    let digits = (i128::from(digits) << 1) ^ (i128::from(digits) >> 127);
    let packed = (digits as u128) << 4 | zeros;
    // Sums of all money there is take fewer bits than that.
    put(u64::try_from(packed + 1).unwrap_or(0), to);
}

/// Puts a part of the terms together.
fn gather<E>(
    shard: usize,
    entries: &[Entry<'_>],
    first: &[u32],
    mean: f64,
    go_on: &impl Fn() -> Result<(), E>,
) -> Result<Written, E> {
    let mut numbers: HashMap<Vec<u8>, usize> = HashMap::new();
    let mut terms: Vec<Gathered> = Vec::new();
    for (entry, first) in entries.iter().zip(first) {
        go_on()?;
        let lengths = &entry.words.lengths;
        // What was made by this program is whole.
        let _ = entry.words.each(shard, |term, occurrences| {
            let number = *numbers.entry_ref(term).or_insert_with(|| {
                terms.push(Gathered::default());
                terms.len() - 1
            });
            let gathered = &mut terms[number];
            for Occurrence { passage, count, in_title } in occurrences {
                let length = lengths.get(*passage as usize).copied().unwrap_or(0);
                gathered.passages.push(first + passage);
                gathered.weights.push(weight(*count, *in_title, length, mean) as u8);
            }
        });
    }
    let mut order: Vec<(Vec<u8>, usize)> = numbers.into_iter().collect();
    order.sort_unstable();
    let (mut blocks, mut postings) = (Blocks::default(), Vec::new());
    for (term, number) in order {
        go_on()?;
        let gathered = std::mem::take(&mut terms[number]);
        let start = postings.len() as u64;
        encode(&gathered.passages, &gathered.weights, &mut postings);
        let having = gathered.passages.len() as u32;
        let of = Term { having, postings: start..postings.len() as u64 };
        blocks.add(&term, &of);
    }
    blocks.close();
    let mut before: Vec<u8> = Vec::new();
    let index = blocks.index.into_iter().map(|(term, length)| {
        let shared = shared(&before, &term).min(usize::from(u8::MAX));
        let block = Block { shared: shared as u8, rest: term[shared..].to_vec(), length };
        before = term;
        block
    });
    let part = Part { blocks: index.collect(), postings: postings.len() as u64 };
    Ok(Written { part, dictionary: blocks.bytes, postings })
}
