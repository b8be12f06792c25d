//! What is told of what was found: disclosures in order, each with its best hits, and how many there are of each kind.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::document::{Document, Form, Kind};
use crate::engine::filter::{Aspect, Filter};
use crate::engine::found::Answer;
use crate::engine::{Engine, Order, Request, Run, Stop};
use crate::excerpt::{self, Piece, excerpt};
use crate::names::Fit;
use crate::query::{Ignored, Wanted};
use crate::store;

/// As many departments are named beside the results.
const MOST_NAMED: usize = 5;
/// As many texts are read at a time at least, where texts decide.
const FEWEST_READ: usize = 10;
/// As many hits of one disclosure are shown.
const MOST_HITS: usize = 3;
/// As many, where no more than [`FEW`] disclosures are found.
const MOST_HITS_OF_FEW: usize = 30;
/// So few disclosures that all their hits can be shown.
const FEW: usize = 3;
/// Scores fall into as many steps. Within a step the latest disclosures come first: a slightly longer text says no less.
const STEPS: u64 = 8;

/// What is found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Results {
    /// How many disclosures have hits.
    pub disclosures: usize,
    /// How many hits there are.
    pub hits: usize,
    /// Whether these are at most so many: of a phrase, only the texts that are shown were read.
    pub at_most: bool,
    /// The disclosures that are shown.
    pub groups: Vec<Group>,
    /// The departments that the query names: id and today's name.
    pub departments: Vec<(String, String)>,
    /// How many disclosures with hits there are, by department, year, kind and function, each as the others are chosen.
    pub facets: Facets,
    /// What was left out of the query, and why.
    pub ignored: Vec<(String, &'static str)>,
    /// A query near this one that finds something, where this one finds nothing.
    pub instead: Option<String>,
}

/// How many disclosures have hits.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize)]
pub struct Facets {
    /// By department: id, today's name, count; the most first.
    pub departments: Vec<(String, String, usize)>,
    /// By fiscal year, the latest first.
    pub years: Vec<(u16, usize)>,
    /// Budgets and final accounts.
    pub kinds: Vec<(&'static str, usize)>,
    /// By the 类 on which a disclosure spends most: code, name, count.
    pub functions: Vec<(u16, String, usize)>,
}

/// A disclosure with hits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Group {
    /// Its page, from the root of the site.
    pub path: String,
    /// Its title.
    pub title: String,
    /// The department's name in its year.
    pub department: String,
    /// The fiscal year.
    pub year: u16,
    /// `budget` or `final`.
    pub kind: &'static str,
    /// Whether it is of a body alone.
    pub unit: bool,
    /// The score of its best hit.
    pub score: u32,
    /// How many hits it has.
    pub count: usize,
    /// The best of them.
    pub hits: Vec<Hit>,
}

/// A passage that fits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Hit {
    /// `section`, `project` or `statement`.
    pub form: &'static str,
    /// Where on the page; empty for its head.
    pub anchor: String,
    /// Its heading.
    pub title: Vec<Piece>,
    /// A stretch of its text.
    pub text: Vec<Piece>,
    /// Its own amount in 分.
    pub amount: Option<i64>,
    /// How well it fits.
    pub score: u32,
}

/// A disclosure by its place, with the passages that fit.
type Hits = (usize, Vec<(u32, u32)>);

impl Run<'_> {
    /// The results of what was found.
    pub(super) fn results(&self, request: &Request, answer: &Answer<'_>) -> Result<Results, Stop> {
        let Engine { head, layout, .. } = self.engine;
        let mut disclosures: Vec<Hits> = Vec::new();
        for hit in &answer.found {
            match disclosures.last_mut().filter(|(place, _)| hit.0 < layout.first[place + 1]) {
                Some((_, hits)) => hits.push(*hit),
                None => disclosures.push((layout.disclosure(hit.0), vec![*hit])),
            }
        }
        let mut places: Vec<usize> = disclosures.iter().map(|(place, _)| *place).collect();
        disclosures.retain(|(place, _)| request.filter.misses(head, *place).is_empty());
        self.sort(request.order, &mut disclosures)?;
        let (mut count, mut hits) = (disclosures.len(), disclosures.iter().map(|(_, hits)| hits.len()).sum::<usize>());
        let wanted = request.skip.saturating_add(request.limit);
        let mut fitting: Vec<Hits> = Vec::new();
        let mut rest = disclosures.into_iter();
        if answer.is_open() {
            // Where texts decide, those that come first are read until there are enough: each time twice as many, since
            // each time is a round.
            let mut unfit = BTreeSet::new();
            let mut batch = wanted.max(FEWEST_READ);
            while fitting.len() < wanted && rest.len() > 0 {
                let next: Vec<Hits> = rest.by_ref().take(batch).collect();
                batch *= 2;
                let texts: Vec<Option<Document>> = next.iter().map(|(place, _)| self.text(*place)).collect();
                self.stop()?;
                for ((place, all), text) in next.into_iter().zip(texts) {
                    let Some(Document { passages, .. }) = text else { continue };
                    let fits = |(passage, _): &(u32, u32)| {
                        let text = passages.get((passage - layout.first[place]) as usize);
                        text.is_some_and(|text| answer.fits(*passage, text))
                    };
                    let before = all.len();
                    let all: Vec<(u32, u32)> = all.into_iter().filter(fits).collect();
                    hits -= before - all.len();
                    if all.is_empty() {
                        count -= 1;
                        unfit.insert(place);
                    } else {
                        fitting.push((place, all));
                    }
                }
            }
            places.retain(|place| !unfit.contains(place));
        } else {
            fitting = rest.by_ref().take(wanted).collect();
        }
        let at_most = answer.is_open() && rest.len() > 0;
        let shown: Vec<Hits> = fitting.into_iter().skip(request.skip).take(request.limit).collect();
        let most = if count <= FEW { MOST_HITS_OF_FEW } else { MOST_HITS };
        let groups: Vec<Option<Group>> =
            shown.iter().map(|(place, hits)| self.group(request, *place, hits, most)).collect();
        self.stop()?;
        let mut named: Vec<(usize, Fit)> =
            request.query.words().flat_map(|wanted| self.engine.names.named(&wanted.text)).collect();
        named.sort_by_key(|(place, fit)| (std::cmp::Reverse(*fit), *place));
        let mut seen = BTreeSet::new();
        named.retain(|(place, _)| seen.insert(*place));
        let department = |place: usize| {
            let department = &head.departments[place];
            (department.id.clone(), department.name(u16::MAX).to_owned())
        };
        Ok(Results {
            disclosures: count,
            hits,
            at_most,
            groups: groups.into_iter().flatten().collect(),
            departments: named.into_iter().take(MOST_NAMED).map(|(place, _)| department(place)).collect(),
            facets: self.facets(&request.filter, &places),
            ignored: request.query.ignored.iter().map(|Ignored { text, why }| (text.clone(), why.key())).collect(),
            instead: None,
        })
    }

    /// Puts disclosures in order.
    fn sort(&self, order: Order, disclosures: &mut [Hits]) -> Result<(), Stop> {
        match order {
            Order::Relevance => {
                let best = |hits: &[(u32, u32)]| u64::from(hits.iter().map(|(_, score)| *score).max().unwrap_or(0));
                let most = disclosures.iter().map(|(_, hits)| best(hits)).max().unwrap_or(0).max(1);
                let step = |hits: &[(u32, u32)]| (best(hits) * STEPS).div_ceil(most);
                disclosures.sort_by_key(|(place, hits)| (std::cmp::Reverse(step(hits)), *place));
            }
            // They stand so in the index.
            Order::Year => {}
            Order::Amount => {
                let amounts = self.amounts(0..self.engine.head.abouts.len());
                self.stop()?;
                let amounts: BTreeMap<u32, i64> = amounts.unwrap_or_default().into_iter().collect();
                for (_, hits) in disclosures.iter_mut() {
                    hits.sort_by_key(|(passage, _)| (std::cmp::Reverse(amounts.get(passage).copied()), *passage));
                }
                let largest = |hits: &[(u32, u32)]| hits.first().and_then(|(passage, _)| amounts.get(passage).copied());
                disclosures.sort_by_key(|(place, hits)| (std::cmp::Reverse(largest(hits)), *place));
            }
        }
        Ok(())
    }

    /// The text of a disclosure, if it is at hand.
    fn text(&self, place: usize) -> Option<Document> {
        let range = self.engine.layout.texts.get(place)?.clone();
        let packed = self.read(range)?;
        let passages = self.engine.layout.first[place + 1] - self.engine.layout.first[place];
        self.sound(store::unpack(packed, passages))
    }

    /// Of each kind, how many disclosures there would be by the other parts of the filter.
    fn facets(&self, filter: &Filter, places: &[usize]) -> Facets {
        let head = &self.engine.head;
        let (mut departments, mut years, mut kinds, mut functions) = (
            BTreeMap::<u32, usize>::new(),
            BTreeMap::<u16, usize>::new(),
            BTreeMap::<Kind, usize>::new(),
            BTreeMap::<u16, usize>::new(),
        );
        for place in places {
            let about = &head.abouts[*place];
            let misses = filter.misses(head, *place);
            let counts = |aspect: Aspect| misses.iter().all(|missed| *missed == aspect);
            if counts(Aspect::Department) {
                *departments.entry(about.department).or_default() += 1;
            }
            if counts(Aspect::Year) {
                *years.entry(about.year).or_default() += 1;
            }
            if counts(Aspect::Kind) {
                *kinds.entry(about.kind).or_default() += 1;
            }
            if about.function > 0 && counts(Aspect::Function) {
                *functions.entry(about.function).or_default() += 1;
            }
        }
        let mut departments: Vec<(String, String, usize)> = departments
            .into_iter()
            .filter_map(|(place, count)| {
                let department = head.departments.get(place as usize)?;
                Some((department.id.clone(), department.name(u16::MAX).to_owned(), count))
            })
            .collect();
        departments.sort_by(|(one, _, a), (other, _, b)| b.cmp(a).then_with(|| one.cmp(other)));
        let function = |(code, count)| (code, head.functions.get(&code).cloned().unwrap_or_default(), count);
        Facets {
            departments,
            years: years.into_iter().rev().collect(),
            kinds: kinds.into_iter().map(|(kind, count)| (kind.key(), count)).collect(),
            functions: functions.into_iter().map(function).collect(),
        }
    }

    /// A disclosure with its best hits, if its text is at hand.
    fn group(&self, request: &Request, place: usize, hits: &[(u32, u32)], most: usize) -> Option<Group> {
        let Engine { head, layout, .. } = self.engine;
        let about = &head.abouts[place];
        let department = &head.departments[about.department as usize];
        let Document { title, passages } = self.text(place)?;
        let mut best: Vec<&(u32, u32)> = hits.iter().collect();
        if request.order != Order::Amount {
            best.sort_by_key(|(passage, score)| (std::cmp::Reverse(*score), *passage));
        }
        best.truncate(most);
        let wanted: Vec<&Wanted> = request.query.words().collect();
        let hit = |(passage, score): &(u32, u32)| {
            let found = passages.get((passage - layout.first[place]) as usize)?;
            let form = match found.form {
                Form::Section => "section",
                Form::Project => "project",
                Form::Statement => "statement",
            };
            Some(Hit {
                form,
                anchor: found.anchor.clone(),
                title: excerpt(&found.title, &wanted, usize::MAX),
                text: excerpt(&found.text, &wanted, excerpt::LENGTH),
                amount: found.amount,
                score: *score,
            })
        };
        let hits_shown = self.sound(best.into_iter().map(hit).collect::<Option<Vec<Hit>>>())?;
        let unit = if about.unit { "-unit" } else { "" };
        Some(Group {
            path: format!("d/{}/{}/{}{unit}/index.html", department.id, about.year, about.kind.key()),
            title,
            department: department.name(about.year).to_owned(),
            year: about.year,
            kind: about.kind.key(),
            unit: about.unit,
            score: hits.iter().map(|(_, score)| *score).max().unwrap_or(0),
            count: hits.len(),
            hits: hits_shown,
        })
    }
}
