//! Numbers as bytes, few for small ones, and numbers in as many bits as the largest of them needs.

/// Writes a number in groups of seven bits, the lowest first.
pub fn put(number: u64, to: &mut Vec<u8>) {
    let mut rest = number;
    while rest >= 0x80 {
        to.push((rest & 0x7f) as u8 | 0x80);
        rest >>= 7;
    }
    to.push(rest as u8);
}

/// How many bytes two rows begin with alike.
pub fn shared(one: &[u8], other: &[u8]) -> usize {
    one.iter().zip(other).take_while(|(one, other)| one == other).count()
}

/// Writes a row behind another: how many bytes they begin with alike, and the others.
pub fn put_behind(before: &[u8], row: &[u8], to: &mut Vec<u8>) {
    let shared = shared(before, row);
    put(shared as u64, to);
    put((row.len() - shared) as u64, to);
    to.extend(&row[shared..]);
}

/// Reads bytes from their front. Nothing is read where they end too early.
#[derive(Debug, Clone, Copy)]
pub struct Bytes<'b>(pub &'b [u8]);

impl<'b> Bytes<'b> {
    /// The next number, as [`put`] wrote it.
    pub fn number(&mut self) -> Option<u64> {
        let mut number = 0;
        for group in 0..10 {
            let (first, rest) = self.0.split_first()?;
            self.0 = rest;
            number |= u64::from(first & 0x7f).checked_shl(group * 7)?;
            if first & 0x80 == 0 {
                return Some(number);
            }
        }
        None
    }

    /// The next number, where it is a length or a place.
    pub fn length(&mut self) -> Option<usize> {
        usize::try_from(self.number()?).ok()
    }

    /// The next number of at most 32 bits.
    pub fn small(&mut self) -> Option<u32> {
        u32::try_from(self.number()?).ok()
    }

    /// Turns a row into the next, as [`put_behind`] wrote it.
    pub fn behind(&mut self, row: &mut Vec<u8>) -> Option<()> {
        let shared = self.length()?;
        let length = self.length()?;
        row.truncate(shared);
        row.extend(self.take(length)?);
        Some(())
    }

    /// The next bytes.
    pub fn take(&mut self, length: usize) -> Option<&'b [u8]> {
        let (taken, rest) = self.0.split_at_checked(length)?;
        self.0 = rest;
        Some(taken)
    }
}

/// How many bits the largest of some numbers needs.
pub fn width(numbers: &[u32]) -> u32 {
    numbers.iter().fold(0, |all, number| all | number).checked_ilog2().map_or(0, |bits| bits + 1)
}

/// Writes numbers in as many bits each.
pub fn pack(numbers: &[u32], width: u32, to: &mut Vec<u8>) {
    let (mut waiting, mut bits) = (0_u64, 0);
    for number in numbers {
        waiting |= u64::from(*number) << bits;
        bits += width;
        while bits >= 8 {
            to.push(waiting as u8);
            waiting >>= 8;
            bits -= 8;
        }
    }
    if bits > 0 {
        to.push(waiting as u8);
    }
}

/// Reads as many numbers, as [`pack`] wrote them, behind those that are there.
pub fn unpack(bytes: &mut Bytes<'_>, width: u32, count: usize, to: &mut Vec<u32>) -> Option<()> {
    if width > 32 {
        return None;
    }
    let packed = bytes.take((count * width as usize).div_ceil(8))?;
    let mask = (1_u64 << width) - 1;
    let (mut waiting, mut bits) = (0_u64, 0);
    let mut packed = packed.iter();
    for _ in 0..count {
        while bits < width {
            waiting |= u64::from(*packed.next()?) << bits;
            bits += 8;
        }
        to.push((waiting & mask) as u32);
        waiting >>= width;
        bits -= width;
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_was_put_is_read(numbers: Vec<u64>) {
            let mut bytes = Vec::new();
            for number in &numbers {
                put(*number, &mut bytes);
            }
            let mut bytes = Bytes(&bytes);
            for number in numbers {
                prop_assert_eq!(bytes.number(), Some(number));
            }
            prop_assert_eq!(bytes.number(), None);
        }

        #[test]
        fn what_was_packed_is_unpacked(numbers: Vec<u32>, most in 0_u32..=32) {
            let mask = ((1_u64 << most) - 1) as u32;
            let numbers: Vec<u32> = numbers.into_iter().map(|number| number & mask).collect();
            let mut packed = Vec::new();
            pack(&numbers, width(&numbers), &mut packed);
            let mut unpacked = Vec::new();
            let read = unpack(&mut Bytes(&packed), width(&numbers), numbers.len(), &mut unpacked);
            prop_assert_eq!(read, Some(()));
            prop_assert_eq!(unpacked, numbers);
        }

        #[test]
        fn any_bytes_can_be_read(bytes: Vec<u8>, width in 0_u32..70, count in 0_usize..1000) {
            let _ = Bytes(&bytes).number();
            let _ = unpack(&mut Bytes(&bytes), width, count, &mut Vec::new());
        }
    }
}
