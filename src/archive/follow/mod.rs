//! Projects over years: which project of a year goes on from which of the year before, within a body and over its
//! renaming or merger.

mod indicators;
mod join;

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;

use crate::archive::series::{percent, scopes};
use crate::archive::{Archive, DepartmentRecord, Entry, Project};
use crate::fingerprint::Fingerprint;
use crate::model::cell::Cell;
use crate::model::disclosure::{Kind, Scope};
use crate::model::money::Money;
use crate::model::period::FiscalYear;

pub use indicators::{FollowedIndicator, IndicatorYear};
use join::{Joined, Keys, join, normal};

/// A project of a body over its years.
#[derive(Debug)]
pub struct Followed<'a> {
    /// The anchor on the body's page: from its first code, or else from its first name, so that no other year moves it.
    pub anchor: String,
    /// In the disclosures of which scope.
    pub scope: Scope,
    /// Its years in order, with those in which a body ran it that became this one.
    pub years: Vec<ProjectYear<'a>>,
    /// Whether the body's later disclosures no longer list it.
    pub is_ended: bool,
    /// Whether it may go on from a project of the year before, and it is not clear from which.
    pub is_unclear: bool,
}

/// A project in one year, as the budget and the final account list it. One of them is there.
#[derive(Debug, Clone)]
pub struct ProjectYear<'a> {
    /// The year.
    pub year: FiscalYear,
    /// In the budget.
    pub budget: Option<Listing<'a>>,
    /// In the final account.
    pub final_account: Option<Listing<'a>>,
}

/// A project in one disclosure.
#[derive(Debug, Clone)]
pub struct Listing<'a> {
    /// The disclosure.
    pub entry: &'a Entry,
    /// Which of its projects, from 1.
    pub number: usize,
    /// The project.
    pub project: Project<'a>,
}

impl<'a> Listing<'a> {
    /// The disclosure's own amount.
    pub fn cell(&self) -> Option<Cell> {
        self.project.amount?.actual
    }

    fn amount(&self) -> Option<Money> {
        self.cell()?.amount()
    }

    fn of(entry: &'a Entry) -> Vec<Self> {
        let numbered = (1..).zip(entry.projects.all());
        numbered.map(|(number, project)| Self { entry, number, project }).collect()
    }
}

impl<'a> ProjectYear<'a> {
    /// Its listing in a budget or in a final account.
    pub fn listing(&self, kind: Kind) -> Option<&Listing<'a>> {
        match kind {
            Kind::Budget => self.budget.as_ref(),
            Kind::Final => self.final_account.as_ref(),
        }
    }

    /// Its listings, the budget's first.
    pub fn listings(&self) -> impl Iterator<Item = &Listing<'a>> {
        self.budget.iter().chain(&self.final_account)
    }

    /// How much of the budget was carried out, in percent: the final account's amount beside the budget's, or, where that
    /// is not published, beside the 年初预算数 that the final account prints.
    pub fn completion(&self) -> Option<Decimal> {
        let final_account = self.final_account.as_ref()?;
        let budget = self.budget.as_ref().and_then(Listing::amount);
        let budget = budget.or_else(|| final_account.project.amount?.original?.amount())?;
        percent(final_account.amount()?.yuan(), budget.yuan())
    }

    fn keys(&self) -> Keys<'a> {
        let mut keys = Keys::default();
        for listing in self.listings() {
            keys.add(&listing.project);
        }
        keys
    }
}

impl<'a> Followed<'a> {
    /// The last of its years.
    pub fn latest(&self) -> Option<&ProjectYear<'a>> {
        self.years.last()
    }

    /// What it is called in the latest disclosure that lists it.
    pub fn name(&self) -> &'a str {
        let latest = self.latest().and_then(|year| year.listings().last());
        latest.map_or("", |listing| listing.project.name)
    }
}

impl Archive {
    /// The projects of a body over its years: those that its latest disclosures list first, in their order.
    pub fn follow<'a>(&'a self, record: &'a DepartmentRecord) -> Vec<Followed<'a>> {
        let mut all: Vec<Followed<'a>> =
            scopes(record).flat_map(|scope| self.in_scope(record, scope).into_iter()).collect();
        let number = |followed: &Followed<'_>| {
            followed.latest().and_then(|year| year.listings().next()).map(|listing| listing.number)
        };
        all.sort_by_key(|followed| {
            (followed.scope == Scope::Unit, Reverse(followed.latest().map(|year| year.year)), number(followed))
        });
        all
    }

    fn in_scope<'a>(&'a self, record: &'a DepartmentRecord, scope: Scope) -> Vec<Followed<'a>> {
        let mut chains = chains(record, scope);
        let anchors = anchors(&chains, scope);
        let is_ended: Vec<bool> = chains.iter().map(|chain| is_ended(record, scope, chain)).collect();
        self.stitch(record, scope, &mut chains);
        let followed = chains.into_iter().zip(anchors).zip(is_ended);
        let followed = followed.map(|((Chain { years, is_unclear, .. }, anchor), is_ended)| Followed {
            anchor,
            scope,
            years,
            is_ended,
            is_unclear,
        });
        followed.collect()
    }

    /// Puts before the projects that begin with a body what the bodies that became it tell of them.
    fn stitch<'a>(&'a self, record: &'a DepartmentRecord, scope: Scope, chains: &mut [Chain<'a>]) {
        let mut beginning: BTreeMap<FiscalYear, Vec<usize>> = BTreeMap::new();
        for (place, chain) in chains.iter().enumerate().filter(|(_, chain)| !chain.is_unclear) {
            beginning.entry(chain.first()).or_default().push(place);
        }
        for (year, places) in beginning {
            let links = Kind::BOTH.map(|kind| self.link(record, year, kind));
            let Some(link) = links.into_iter().find(|link| link.stitched) else { continue };
            let others = link.bodies.into_iter().filter(|body| body.id != record.id);
            let before: Vec<Chain<'a>> = others.flat_map(|body| chains_until(body, scope, year)).collect();
            let keys_before: Vec<Keys<'a>> = before.iter().map(Chain::last_keys).collect();
            let keys: Vec<Keys<'a>> =
                places.iter().filter_map(|place| chains.get(*place)?.years.first()).map(ProjectYear::keys).collect();
            for (place, joined) in places.into_iter().zip(join(&keys_before, &keys)) {
                let Joined::To(other) = joined else { continue };
                if let (Some(chain), Some(other)) = (chains.get_mut(place), before.get(other)) {
                    chain.years.splice(0..0, other.years.iter().cloned());
                }
            }
        }
    }
}

/// A project over the years of one body. There is at least one.
struct Chain<'a> {
    years: Vec<ProjectYear<'a>>,
    /// Whether it may go on from a project of the year before, and it is not clear from which.
    is_unclear: bool,
    /// Whether a project of the year after may go on from it, and it is not clear which.
    may_go_on: bool,
}

impl<'a> Chain<'a> {
    fn first(&self) -> FiscalYear {
        self.years.first().map_or(FiscalYear::FIRST, |year| year.year)
    }

    fn last(&self) -> Option<FiscalYear> {
        self.years.last().map(|year| year.year)
    }

    fn last_keys(&self) -> Keys<'a> {
        self.years.last().map(ProjectYear::keys).unwrap_or_default()
    }
}

/// The projects of a body over the years for which it lists any.
fn chains<'a>(record: &'a DepartmentRecord, scope: Scope) -> Vec<Chain<'a>> {
    let mut chains: Vec<Chain<'a>> = Vec::new();
    let mut running: Vec<usize> = Vec::new();
    for year in record.years() {
        let listed = project_years(record, scope, year);
        if listed.is_empty() {
            continue;
        }
        let before: Vec<Keys<'a>> =
            running.iter().filter_map(|place| chains.get(*place)).map(Chain::last_keys).collect();
        let now: Vec<Keys<'a>> = listed.iter().map(ProjectYear::keys).collect();
        let mut continued = Vec::with_capacity(listed.len());
        let joined = join(&before, &now);
        let unclear: Vec<&Keys<'a>> =
            now.iter().zip(&joined).filter(|(_, joined)| **joined == Joined::Unclear).map(|(keys, _)| keys).collect();
        for (place, before) in running.iter().zip(&before) {
            if let Some(chain) = chains.get_mut(*place) {
                chain.may_go_on = unclear.iter().any(|keys| keys.may_continue(before));
            }
        }
        for (one, joined) in listed.into_iter().zip(joined) {
            let place = match joined {
                Joined::To(before) => running.get(before).copied(),
                Joined::Nowhere | Joined::Unclear => None,
            };
            if let Some((place, chain)) = place.and_then(|place| Some((place, chains.get_mut(place)?))) {
                chain.years.push(one);
                continued.push(place);
            } else {
                continued.push(chains.len());
                let is_unclear = joined == Joined::Unclear;
                chains.push(Chain { years: vec![one], is_unclear, may_go_on: false });
            }
        }
        running = continued;
    }
    chains
}

/// What a body's projects were before a year, if the last year for which it lists projects lists them.
fn chains_until(record: &DepartmentRecord, scope: Scope, year: FiscalYear) -> Vec<Chain<'_>> {
    let mut chains = chains(record, scope);
    for chain in &mut chains {
        chain.years.retain(|other| other.year < year);
    }
    let last = chains.iter().filter_map(Chain::last).max();
    chains.retain(|chain| last.is_some() && chain.last() == last);
    chains
}

/// The projects of one year: those of the budget and of the final account that are the same, together.
fn project_years(record: &DepartmentRecord, scope: Scope, year: FiscalYear) -> Vec<ProjectYear<'_>> {
    let [budget, final_account] =
        Kind::BOTH.map(|kind| record.entry(year, kind, scope).map(Listing::of).unwrap_or_default());
    let keys = [&budget, &final_account]
        .map(|listings| listings.iter().map(|listing| Keys::of_year(&listing.project)).collect::<Vec<_>>());
    let joined = join(&keys[0], &keys[1]);
    let mut years: Vec<ProjectYear<'_>> =
        budget.into_iter().map(|budget| ProjectYear { year, budget: Some(budget), final_account: None }).collect();
    for (listing, joined) in final_account.into_iter().zip(joined) {
        let place = if let Joined::To(place) = joined { years.get_mut(place) } else { None };
        match place {
            Some(place) => place.final_account = Some(listing),
            None => years.push(ProjectYear { year, budget: None, final_account: Some(listing) }),
        }
    }
    years
}

/// Whether a later disclosure of a kind that listed the project lists others, and not it.
fn is_ended(record: &DepartmentRecord, scope: Scope, chain: &Chain<'_>) -> bool {
    let Some(last) = chain.years.last().filter(|_| !chain.may_go_on) else { return false };
    let is_later = |entry: &&Entry| {
        let identity = &entry.identity;
        !entry.superseded
            && identity.scope == scope
            && identity.year > last.year
            && last.listing(identity.kind).is_some()
    };
    record.entries.iter().filter(is_later).any(|entry| !entry.projects.is_empty())
}

/// The anchors of a body's projects, each from its own first year, which no later year changes. One that is taken has the
/// year behind it, and its place in the disclosure should that not do.
fn anchors(chains: &[Chain<'_>], scope: Scope) -> Vec<String> {
    let mut order: Vec<(FiscalYear, Kind, usize, usize)> = Vec::new();
    for (place, chain) in chains.iter().enumerate() {
        let first = chain.years.first().and_then(|year| year.listings().next());
        order.extend(first.map(|listing| (chain.first(), listing.entry.identity.kind, listing.number, place)));
    }
    order.sort_unstable();
    let unit = if scope == Scope::Unit { "unit-" } else { "" };
    let mut taken = BTreeSet::new();
    let mut anchors = vec![String::new(); chains.len()];
    for (year, kind, number, place) in order {
        let Some(first) = chains.get(place).and_then(|chain| chain.years.first()?.listings().next()) else { continue };
        let base = format!("project-{unit}{}", handle(&first.project));
        let letter = if kind == Kind::Budget { 'b' } else { 'f' };
        let several = [base.clone(), format!("{base}-{year}"), format!("{base}-{year}-{letter}{number}")];
        let free = several.into_iter().find(|anchor| !taken.contains(anchor));
        if let (Some(free), Some(anchor)) = (free, anchors.get_mut(place)) {
            taken.insert(free.clone());
            *anchor = free;
        }
    }
    anchors
}

/// What stands for a project in its anchor: its code if that is letters and digits, else a short fingerprint.
fn handle(project: &Project<'_>) -> String {
    const LONGEST: usize = 32;
    let is_plain =
        |code: &&str| (1..=LONGEST).contains(&code.len()) && code.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let by_name = || {
        let mut digits = Fingerprint::of_bytes(normal(project.name).as_bytes()).hex();
        digits.truncate(8);
        digits
    };
    project.code.filter(is_plain).map_or_else(by_name, str::to_owned)
}
