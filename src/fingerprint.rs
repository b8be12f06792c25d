//! Fingerprints: what tells one content from every other.

use std::io::{self, BufWriter, Read, Write};

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

/// The SHA-256 of a content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Fingerprint(#[serde(with = "serde_bytes")] [u8; 32]);

impl Fingerprint {
    /// Of bytes.
    pub fn of_bytes(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// Of everything that can be read, with its length.
    pub fn of_reader(mut reader: impl Read) -> io::Result<(Self, u64)> {
        let mut hasher = Sha256::new();
        let length = io::copy(&mut reader, &mut hasher)?;
        Ok((Self(hasher.finalize().into()), length))
    }

    /// Of plain data. Data of one type that are written down differently have different fingerprints.
    pub fn of(data: &impl Serialize) -> Option<Self> {
        // Data come in small pieces, and are hashed in large ones.
        let hasher = postcard::to_io(data, BufWriter::with_capacity(1024, Sha256::new())).ok()?;
        Some(Self(hasher.into_inner().ok()?.finalize().into()))
    }

    /// Of several fingerprints together; `None` where one of them is not known.
    pub fn of_all(all: impl IntoIterator<Item = Option<Self>>) -> Option<Self> {
        Self::of(&all.into_iter().collect::<Option<Vec<_>>>()?)
    }

    /// In hexadecimal digits, as `sha256sum` prints it.
    pub fn hex(self) -> String {
        self.0.map(|byte| format!("{byte:02x}")).concat()
    }

    /// From hexadecimal digits; `None` where they are not 64.
    pub fn from_hex(hex: &str) -> Option<Self> {
        let mut bytes = [0; 32];
        if hex.len() != 64 || !hex.bytes().all(|digit| digit.is_ascii_hexdigit()) {
            return None;
        }
        for (byte, index) in bytes.iter_mut().zip((0..).step_by(2)) {
            *byte = u8::from_str_radix(hex.get(index..index + 2)?, 16).ok()?;
        }
        Some(Self(bytes))
    }

    /// As bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

/// Takes the fingerprint of what comes piece by piece.
#[derive(Debug, Default)]
pub struct Growing(Sha256);

impl Growing {
    /// Takes one more piece.
    pub fn add(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// The fingerprint of all that came so far.
    pub fn now(&self) -> Fingerprint {
        Fingerprint(self.0.clone().finalize().into())
    }
}

/// Writes plain data, and behind them the fingerprint by which [`unseal`] knows that they are whole.
pub fn seal(data: &impl Serialize, to: impl Write) -> io::Result<()> {
    let sealing = BufWriter::with_capacity(1 << 16, Sealing { to, hasher: Sha256::new() });
    let sealing = postcard::to_io(data, sealing).map_err(io::Error::other)?;
    let Sealing { mut to, hasher } = sealing.into_inner().map_err(io::IntoInnerError::into_error)?;
    to.write_all(&hasher.finalize())?;
    to.flush()
}

/// What was sealed, as bytes; `None` if they are not what they were.
pub fn unseal(sealed: &[u8]) -> Option<&[u8]> {
    let (data, seal) = sealed.split_at_checked(sealed.len().checked_sub(32)?)?;
    (seal == Fingerprint::of_bytes(data).bytes()).then_some(data)
}

/// Hashes what goes through.
struct Sealing<W> {
    to: W,
    hasher: Sha256,
}

impl<W: Write> Write for Sealing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.to.write(bytes)?;
        self.hasher.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::{Fingerprint, seal, unseal};

    #[test]
    fn a_fingerprint_is_what_sha256sum_prints() {
        let empty = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(Fingerprint::of_bytes(b"").hex(), empty);
        let read = Fingerprint::of_reader(&b""[..]).ok();
        assert_eq!(read, Some((Fingerprint::of_bytes(b""), 0)));
    }

    #[test]
    fn what_was_sealed_is_whole_or_nothing() {
        let mut sealed = Vec::new();
        assert!(seal(&"plan", &mut sealed).is_ok());
        assert_eq!(unseal(&sealed), Some(&b"\x04plan"[..]));
        assert_eq!(unseal(&sealed[..sealed.len() - 1]), None);
        assert_eq!(unseal(&[&sealed[..], b"x"].concat()), None);
        assert_eq!(unseal(&[0; 40]), None);
        assert_eq!(unseal(b""), None);
    }

    #[test]
    fn data_that_differ_have_different_fingerprints() {
        assert_ne!(Fingerprint::of(&("ab", "c")), Fingerprint::of(&("a", "bc")));
        assert_ne!(Fingerprint::of(&(Some(0), None::<u8>)), Fingerprint::of(&(None::<u8>, Some(0))));
    }
}
