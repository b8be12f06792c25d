//! What one build leaves for the next, so that what has not changed is neither read nor rendered nor written again.
//!
//! Nothing in it is needed: without it, or with one from another program, everything is made anew. Nothing in it is
//! believed unseen: each entry names by fingerprint what it was made of, and each published file is looked at.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io;
use std::path::Path;
use std::sync::LazyLock;

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::files::{Content, Contents};
use crate::fingerprint::{Fingerprint, unseal};
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
    pub remains: Shelf<'c>,
    /// The file beside it that holds the terms of each disclosure, which is read only where an index is made.
    pub words: Option<Content>,
}

/// Something of each disclosure, by the path of its page.
pub type Shelf<'c> = BTreeMap<String, Packed<'c>>;

/// More bytes than anything that is kept of a disclosure.
const MOST: usize = 1 << 28;

/// Something of a disclosure in few bytes: those of the file that was read, or its own.
#[derive(Debug, Serialize, Deserialize)]
pub struct Packed<'c> {
    made_of: Fingerprint,
    #[serde(borrow, with = "serde_bytes")]
    bytes: Cow<'c, [u8]>,
}

impl Packed<'_> {
    /// Takes something of a disclosure that was made of this.
    pub fn new(made_of: Fingerprint, bytes: Vec<u8>) -> Self {
        Self { made_of, bytes: Cow::Owned(bytes) }
    }

    /// What the disclosure was made of.
    pub fn made_of(&self) -> Fingerprint {
        self.made_of
    }

    /// What was packed, if the disclosure was made of this.
    pub fn bytes(&self, made_of: Fingerprint) -> Option<&[u8]> {
        (self.made_of == made_of).then_some(&*self.bytes)
    }
}

/// Plain data in few bytes.
pub fn compress(data: &impl Serialize) -> Option<Vec<u8>> {
    Some(lz4_flex::compress_prepend_size(&postcard::to_stdvec(data).ok()?))
}

/// What was compressed; nothing where the bytes are not that.
pub fn expand<T: DeserializeOwned>(bytes: &[u8]) -> Option<T> {
    let (size, packed) = lz4_flex::block::uncompressed_size(bytes).ok()?;
    // What claims to be more than that was not packed here.
    let data = (size <= MOST).then(|| lz4_flex::block::decompress(packed, size).ok()).flatten()?;
    postcard::from_bytes(&data).ok()
}

/// Takes up what an earlier run of this very program kept in a file of these bytes; nothing where they are not whole.
pub fn load<'c, T: Deserialize<'c> + Default>(sealed: &'c [u8]) -> T {
    let read = || {
        let (by, kept): (Fingerprint, _) = postcard::take_from_bytes(unseal(sealed)?).ok()?;
        if by == program()? { postcard::from_bytes(kept).ok() } else { None }
    };
    read().unwrap_or_default()
}

/// Keeps something for later runs.
pub fn save(kept: &impl Serialize, place: &Path) -> io::Result<()> {
    let Some(program) = program() else { return Ok(()) };
    write_sealed(place, &(program, kept))
}

/// The program that is running. A version number would not do: another build of one version may make other pages.
fn program() -> Option<Fingerprint> {
    static PROGRAM: LazyLock<Option<Fingerprint>> =
        LazyLock::new(|| Some(Content::read(&std::env::current_exe().ok()?).ok()?.fingerprint));
    *PROGRAM
}
