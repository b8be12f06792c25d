//! Answers queries from an index of which only a few stretches are at hand.
//!
//! A search that lacks a stretch says which ones it needs, all at once, and is asked again when they are there. So one
//! engine serves a disk, where reading is a call, and a browser, where it is a request, and needs three rounds: the
//! dictionary, the passages, and the texts that are shown. Where texts decide, as of a phrase, there can be some more.

mod filter;
mod found;
mod instead;
mod results;

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::index::{Head, Layout};
use crate::names::Names;
use crate::query::Query;

pub use filter::Filter;
pub use results::{Facets, Group, Hit, Results};

/// More bytes than are kept of an index from one search to the next.
const MOST_KEPT: usize = 48 << 20;

/// More bytes than any one stretch has that a search reads.
const MOST_AT_ONCE: u64 = 1 << 26;

/// The order of results.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Order {
    /// The best first.
    #[default]
    Relevance,
    /// The latest first.
    Year,
    /// The largest amount first.
    Amount,
}

impl Order {
    /// The order of this name.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "relevance" => Some(Self::Relevance),
            "year" => Some(Self::Year),
            "amount" => Some(Self::Amount),
            _ => None,
        }
    }
}

/// What is asked for.
#[derive(Debug, Clone, Default)]
pub struct Request {
    /// The query.
    pub query: Query,
    /// Which disclosures are shown of those that it finds.
    pub filter: Filter,
    /// The order.
    pub order: Order,
    /// How many disclosures are passed over.
    pub skip: usize,
    /// How many disclosures are shown.
    pub limit: usize,
}

/// Why there is no answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stop {
    /// These stretches of the body are needed first.
    Needs(Vec<Range<u64>>),
    /// What was read is not the index that the head describes.
    Broken,
}

/// An index that is being searched.
#[derive(Debug)]
pub struct Engine {
    head: Head,
    layout: Layout,
    names: Names,
    pieces: BTreeMap<u64, Vec<u8>>,
    kept: usize,
    /// Whether the last search has its answer: what a running one was given stays until then, however much it is.
    is_settled: Cell<bool>,
}

impl Engine {
    /// Opens an index by its head; nothing where the bytes are not one.
    pub fn new(head: &[u8]) -> Option<Self> {
        let head = Head::read(head)?;
        let layout = head.layout()?;
        let names = Names::new(&head.departments);
        Some(Self { head, layout, names, pieces: BTreeMap::new(), kept: 0, is_settled: Cell::new(true) })
    }

    /// How many bytes the body has.
    pub fn length(&self) -> u64 {
        self.layout.length
    }

    /// Takes a stretch of the body.
    pub fn give(&mut self, start: u64, bytes: Vec<u8>) {
        if self.is_settled.take() && self.kept + bytes.len() > MOST_KEPT {
            self.pieces.clear();
            self.kept = 0;
        }
        self.kept += bytes.len();
        if let Some(before) = self.pieces.insert(start, bytes) {
            self.kept -= before.len();
        }
    }

    /// Searches.
    pub fn search(&self, request: &Request) -> Result<Results, Stop> {
        let run = Run { engine: self, needs: RefCell::default(), is_broken: Cell::new(false) };
        let answer = run.found(&request.query)?;
        let mut results = run.results(request, &answer)?;
        if results.disclosures == 0 && request.filter == Filter::default() {
            results.instead = run.instead(&request.query)?;
        }
        self.is_settled.set(true);
        Ok(results)
    }
}

/// One search.
struct Run<'e> {
    engine: &'e Engine,
    needs: RefCell<BTreeSet<(u64, u64)>>,
    is_broken: Cell<bool>,
}

impl<'e> Run<'e> {
    /// A stretch of the body, if it is at hand; it is asked for if it is not.
    fn read(&self, range: Range<u64>) -> Option<&'e [u8]> {
        if range.start >= range.end {
            return Some(&[]);
        }
        if range.end > self.engine.layout.length || range.end - range.start > MOST_AT_ONCE {
            self.is_broken.set(true);
            return None;
        }
        let piece = self.engine.pieces.range(..=range.start).next_back();
        let inside = piece.and_then(|(start, bytes)| {
            let from = usize::try_from(range.start - start).ok()?;
            bytes.get(from..from.checked_add(usize::try_from(range.end - range.start).ok()?)?)
        });
        if inside.is_none() {
            self.needs.borrow_mut().insert((range.start, range.end));
        }
        inside
    }

    /// Something that was read, or that it is broken.
    fn sound<T>(&self, read: Option<T>) -> Option<T> {
        if read.is_none() {
            self.is_broken.set(true);
        }
        read
    }

    /// Stops where anything is missing.
    fn stop(&self) -> Result<(), Stop> {
        if self.is_broken.get() {
            return Err(Stop::Broken);
        }
        let needs: Vec<Range<u64>> = self.needs.take().into_iter().map(|(start, end)| start..end).collect();
        if needs.is_empty() { Ok(()) } else { Err(Stop::Needs(needs)) }
    }
}
