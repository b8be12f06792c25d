//! The passages of a term, each with what the term weighs in it.

use crate::bytes::{Bytes, pack, put, unpack, width};

/// How many passages are packed with one width.
const BLOCK: usize = 128;
/// How many bits a weight has.
const WEIGHT_BITS: u32 = 4;
/// The most that a term weighs in a passage.
pub const HEAVIEST: u32 = (1 << WEIGHT_BITS) - 1;
/// How much of that is for being in the heading.
const TITLE: u32 = 6;

/// How fast a term that is repeated weighs more, and how much a long passage makes it weigh less: what is usual for BM25.
const SATURATION: f64 = 1.2;
const BY_LENGTH: f64 = 0.75;

/// What a term weighs in a passage, from 1 to [`HEAVIEST`]: the part of BM25 that does not depend on the term, and more
/// if the heading has it.
pub fn weight(count: u32, in_title: bool, length: u32, mean: f64) -> u32 {
    let count = f64::from(count);
    let long = 1.0 - BY_LENGTH + BY_LENGTH * f64::from(length) / mean.max(1.0);
    let share = count / (count + SATURATION * long);
    let of_text = (share * f64::from(HEAVIEST - TITLE)).round() as u32;
    of_text.clamp(1, HEAVIEST - TITLE) + if in_title { TITLE } else { 0 }
}

/// How much a term that this many of all passages have tells, in 64ths of a bit: whole numbers, so that a query has the
/// same scores everywhere.
pub fn rarity(having: u32, all: u32) -> u32 {
    let ratio = ((2 * u64::from(all) + 2) << 16) / (2 * u64::from(having) + 1);
    let bits = ratio.max(1).ilog2();
    // Between two powers of two, the logarithm is taken to go straight.
    let fraction = ((ratio - (1 << bits)) << 6) >> bits;
    (bits * 64 + fraction as u32).saturating_sub(16 * 64).max(1)
}

/// Packs passages in ascending order, with their weights.
pub fn encode(passages: &[u32], weights: &[u8], to: &mut Vec<u8>) {
    let mut next = 0;
    for (passages, weights) in passages.chunks(BLOCK).zip(weights.chunks(BLOCK)) {
        let gaps: Vec<u32> = passages
            .iter()
            .map(|passage| {
                let gap = passage - next;
                next = passage + 1;
                gap
            })
            .collect();
        let width = width(&gaps);
        put(u64::from(width), to);
        pack(&gaps, width, to);
        let weights: Vec<u32> = weights.iter().map(|weight| u32::from(*weight)).collect();
        pack(&weights, WEIGHT_BITS, to);
    }
}

/// Unpacks as many passages, with their weights.
pub fn decode(bytes: &[u8], count: usize) -> Option<Vec<(u32, u32)>> {
    let mut bytes = Bytes(bytes);
    // A list that claims more than its bytes can hold is not read.
    let mut all = Vec::with_capacity(count.min(bytes.0.len() * 2));
    let (mut gaps, mut weights) = (Vec::with_capacity(BLOCK), Vec::with_capacity(BLOCK));
    let mut next = 0_u32;
    while all.len() < count {
        let length = BLOCK.min(count - all.len());
        gaps.clear();
        weights.clear();
        let width = bytes.small()?;
        unpack(&mut bytes, width, length, &mut gaps)?;
        unpack(&mut bytes, WEIGHT_BITS, length, &mut weights)?;
        for (gap, weight) in gaps.iter().zip(&weights) {
            let passage = next.checked_add(*gap)?;
            next = passage.checked_add(1)?;
            all.push((passage, *weight));
        }
    }
    Some(all)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_was_encoded_is_decoded(all in proptest::collection::btree_map(0_u32..1_000_000, 1..=HEAVIEST, 0..1000)) {
            let all: BTreeMap<u32, u32> = all;
            let (passages, weights): (Vec<u32>, Vec<u8>) = all.iter().map(|(passage, weight)| (*passage, *weight as u8)).unzip();
            let mut bytes = Vec::new();
            encode(&passages, &weights, &mut bytes);
            prop_assert_eq!(decode(&bytes, all.len()), Some(all.into_iter().collect()));
        }

        #[test]
        fn any_bytes_can_be_decoded(bytes: Vec<u8>, count in 0_usize..5000) {
            let _ = decode(&bytes, count);
        }

        #[test]
        fn what_fewer_have_tells_more(having in 1_u32..1000, all in 1000_u32..1_000_000) {
            prop_assert!(rarity(having, all) >= rarity(having + 1, all));
        }
    }

    #[test]
    fn a_heading_weighs_more_than_any_text() {
        assert!(weight(1, true, 1000, 100.0) > weight(1000, false, 10, 100.0) - 3);
        assert!(weight(1, true, 100, 100.0) > weight(3, false, 100, 100.0));
        assert_eq!(weight(1_000_000, true, 1, 100.0), HEAVIEST);
        assert_eq!(weight(1, false, 1_000_000, 1.0), 1);
    }

    #[test]
    fn rarity_is_a_logarithm() {
        assert_eq!(rarity(1, 1), rarity(1000, 1000).max(rarity(1, 1)));
        let [half, eighth] = [50_000, 12_500].map(|having| rarity(having, 100_000));
        assert!((eighth - half).abs_diff(128) < 4, "{half} {eighth}");
    }
}
