//! Terms in order, in blocks of about two kilobytes: who looks for one reads one block.

use std::ops::Range;

use crate::bytes::{Bytes, put, put_behind};

/// How large a block becomes before the next begins.
const BLOCK: usize = 2048;

/// What is known of a term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Term {
    /// How many passages have it.
    pub having: u32,
    /// The bytes of its passages, within those of its part.
    pub postings: Range<u64>,
}

/// Writes the blocks of a part's terms.
#[derive(Default)]
pub struct Blocks {
    /// The blocks, one behind the other.
    pub bytes: Vec<u8>,
    /// The first term of each block, and how many bytes the block has.
    pub index: Vec<(Vec<u8>, u32)>,
    start: usize,
    before: Vec<u8>,
}

impl Blocks {
    /// Adds the next term in order.
    pub fn add(&mut self, term: &[u8], of: &Term) {
        if self.index.is_empty() || self.bytes.len() - self.start > BLOCK {
            self.close();
            self.index.push((term.to_vec(), 0));
            self.before.clear();
            put(of.postings.start, &mut self.bytes);
        }
        put_behind(&self.before, term, &mut self.bytes);
        put(u64::from(of.having), &mut self.bytes);
        put(of.postings.end - of.postings.start, &mut self.bytes);
        self.before.clear();
        self.before.extend(term);
    }

    /// Ends the last block.
    pub fn close(&mut self) {
        if let Some((_, length)) = self.index.last_mut() {
            *length = (self.bytes.len() - self.start) as u32;
        }
        self.start = self.bytes.len();
    }
}

/// Goes through the terms of a block until told to stop; `None` where the bytes are not a block.
pub fn each(block: &[u8], mut take: impl FnMut(&[u8], Term) -> bool) -> Option<()> {
    let mut bytes = Bytes(block);
    let mut postings = bytes.number()?;
    let mut term = Vec::new();
    while !bytes.0.is_empty() {
        bytes.behind(&mut term)?;
        let having = bytes.small()?;
        let end = postings.checked_add(bytes.number()?)?;
        let found = Term { having, postings: postings..end };
        postings = end;
        if !take(&term, found) {
            break;
        }
    }
    Some(())
}

/// The term in a block, or none; nothing where the bytes are no block.
pub fn find(block: &[u8], term: &[u8]) -> Option<Vec<Term>> {
    let mut found = None;
    each(block, |other, of| {
        if other == term {
            found = Some(of);
        }
        other < term
    })?;
    Some(found.into_iter().collect())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn each_term_is_found_in_its_block_and_no_other(terms in proptest::collection::btree_set("[a-c政财局]{1,6}", 1..800)) {
            let terms: BTreeSet<String> = terms;
            let mut blocks = Blocks::default();
            let mut all = Vec::new();
            for (number, term) in (1..).zip(&terms) {
                let of = Term { having: number, postings: u64::from(number) * 10..u64::from(number) * 10 + 10 };
                blocks.add(term.as_bytes(), &of);
                all.push((term, of));
            }
            blocks.close();
            let mut start = 0;
            let mut seen = 0;
            for (place, (first, length)) in blocks.index.iter().enumerate() {
                let block = &blocks.bytes[start..start + *length as usize];
                start += *length as usize;
                let next = blocks.index.get(place + 1).map(|(first, _)| first);
                for (term, of) in &all {
                    let is_here = term.as_bytes() >= &first[..] && next.is_none_or(|next| term.as_bytes() < &next[..]);
                    prop_assert_eq!(find(block, term.as_bytes()), Some(is_here.then(|| of.clone()).into_iter().collect()));
                    seen += usize::from(is_here);
                }
                prop_assert_eq!(find(block, "zz".as_bytes()), Some(Vec::new()));
            }
            prop_assert_eq!(seen, terms.len());
        }

        #[test]
        fn any_bytes_can_be_searched(block: Vec<u8>, term: Vec<u8>) {
            let _ = find(&block, &term);
        }
    }
}
