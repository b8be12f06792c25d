//! What one build leaves for the next, so that what has not changed is neither read nor rendered nor written again.
//!
//! Nothing in it is needed: without it, or with one from another program, everything is made anew. Nothing in it is
//! believed unseen: each entry names by fingerprint what it was made of, and each published file is looked at.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::files::{Content, Contents};
use crate::fingerprint::{Fingerprint, unseal};
use crate::pipeline::Remains;
use crate::publish::{Manifest, write_sealed};

/// What is kept.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Cache<'c> {
    /// The contents of the site's sources.
    pub sources: Contents,
    /// What is published.
    pub manifest: Manifest,
    /// What is left of each disclosure, by the path of its page.
    #[serde(borrow)]
    pub remains: BTreeMap<String, Packed<'c>>,
}

/// More bytes than anything that is left of a disclosure.
const MOST: usize = 1 << 28;

/// What is left of a disclosure, in few bytes: those of the cache that was read, or its own.
#[derive(Debug, Serialize, Deserialize)]
pub struct Packed<'c> {
    made_of: Fingerprint,
    #[serde(borrow, with = "serde_bytes")]
    bytes: Cow<'c, [u8]>,
}

impl Packed<'_> {
    /// Packs what is left of a disclosure that was made of this.
    pub fn new(made_of: Fingerprint, remains: &Remains) -> Option<Self> {
        let bytes = lz4_flex::compress_prepend_size(&postcard::to_stdvec(remains).ok()?);
        Some(Self { made_of, bytes: Cow::Owned(bytes) })
    }

    /// What is left, if it was made of this.
    pub fn remains(&self, made_of: Fingerprint) -> Option<Remains> {
        let unpacked = || {
            let (size, packed) = lz4_flex::block::uncompressed_size(&self.bytes).ok()?;
            // What claims to be more than that was not packed here.
            (size <= MOST).then(|| lz4_flex::block::decompress(packed, size).ok()).flatten()
        };
        if self.made_of == made_of { postcard::from_bytes(&unpacked()?).ok() } else { None }
    }
}

impl<'c> Cache<'c> {
    /// Takes up what an earlier run of this very program kept in a file of these bytes; nothing where they are not whole.
    pub fn load(sealed: &'c [u8]) -> Self {
        let read = || {
            let (by, cache): (Fingerprint, _) = postcard::take_from_bytes(unseal(sealed)?).ok()?;
            if by == program()? { postcard::from_bytes(cache).ok() } else { None }
        };
        read().unwrap_or_default()
    }

    /// Keeps it for later runs.
    pub fn save(&self, place: &Path) -> io::Result<()> {
        let Some(program) = program() else { return Ok(()) };
        write_sealed(place, &(program, self))
    }
}

/// The program that is running. A version number would not do: another build of one version may make other pages.
fn program() -> Option<Fingerprint> {
    static PROGRAM: LazyLock<Option<Fingerprint>> =
        LazyLock::new(|| Some(Content::read(&std::env::current_exe().ok()?).ok()?.fingerprint));
    *PROGRAM
}
