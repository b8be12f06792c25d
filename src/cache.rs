//! What one build leaves for the next, so that what has not changed is neither read nor rendered nor written again.
//!
//! Nothing in it is needed: without it, or with one from another program, everything is made anew. Nothing in it is
//! believed unseen: each entry names by fingerprint what it was made of, and each published file is looked at.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;
use std::sync::LazyLock;

use serde::{Deserialize, Serialize};
use serde_bytes::ByteBuf;

use crate::files::{Content, Contents};
use crate::fingerprint::Fingerprint;
use crate::pipeline::Remains;
use crate::publish::{Manifest, write_whole};

/// What is kept.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Cache {
    /// The contents of the site's sources.
    pub sources: Contents,
    /// What is published.
    pub manifest: Manifest,
    /// What is left of each disclosure, by the path of its page.
    pub remains: BTreeMap<String, Kept>,
}

/// What is left of a disclosure, in few bytes.
#[derive(Debug, Serialize, Deserialize)]
pub struct Kept {
    made_of: Fingerprint,
    bytes: ByteBuf,
}

impl Kept {
    /// Keeps what is left of a disclosure that was made of this.
    pub fn new(made_of: Fingerprint, remains: &Remains) -> Option<Self> {
        let bytes = postcard::to_stdvec(remains).ok()?;
        Some(Self { made_of, bytes: ByteBuf::from(bytes) })
    }

    /// What is left, if it was made of this.
    pub fn remains(&self, made_of: Fingerprint) -> Option<Remains> {
        if self.made_of == made_of { postcard::from_bytes(&self.bytes).ok() } else { None }
    }
}

impl Cache {
    /// Reads what an earlier run of this very program kept; nothing where there is none, or it is not whole.
    pub fn load(place: &Path) -> Self {
        let read = || {
            let bytes = fs::read(place).ok()?;
            let (head, body) = bytes.split_at_checked(64)?;
            let is_ours = *head == head_of(program()?, body);
            if is_ours { postcard::from_bytes(body).ok() } else { None }
        };
        read().unwrap_or_default()
    }

    /// Keeps it for later runs.
    pub fn save(&self, place: &Path) -> io::Result<()> {
        let Some(program) = program() else { return Ok(()) };
        let body = postcard::to_stdvec(self).map_err(io::Error::other)?;
        write_whole(place, &[&head_of(program, &body)[..], &body].concat())
    }
}

/// What stands before the content: whose it is, and what it must be.
fn head_of(program: Fingerprint, body: &[u8]) -> [u8; 64] {
    let mut head = [0; 64];
    head[..32].copy_from_slice(program.bytes());
    head[32..].copy_from_slice(Fingerprint::of_bytes(body).bytes());
    head
}

/// The program that is running. A version number would not do: another build of one version may make other pages.
fn program() -> Option<Fingerprint> {
    static PROGRAM: LazyLock<Option<Fingerprint>> =
        LazyLock::new(|| Some(Content::read(&std::env::current_exe().ok()?).ok()?.fingerprint));
    *PROGRAM
}
