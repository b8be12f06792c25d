//! Who has published what, and when: departments × years × kinds, as of a day.
//!
//! Nobody is called missing who may still be in time, or may have had nothing to publish. The rules:
//! - Departments publish within 20 days of the reply to them (预算法 art. 14, in force since 2015), bodies below them
//!   within 20 days of a reply that may come 15 days later (art. 52 and 80), since 2021 (实施条例 art. 6).
//! - A body has something to publish in the years of its budget: as the succession says, else its `active` years.
//! - It is missing where it published the same before and after; or where others published the same and the time to
//!   publish, counted from the latest reply to any of them, is over. Without dates that is the end of the year: for a
//!   budget of its own, for a final account of the next.
//! - A build never asks the clock. The time is over as of the day that is given; where none is, it is over for a year
//!   after which anybody published the same kind, and nothing is said of the last.

use std::collections::{BTreeMap, BTreeSet};

use crate::archive::{Archive, DepartmentRecord, Entry};
use crate::model::department::ExemptPeriod;
use crate::model::disclosure::{Kind, Scope};
use crate::model::period::{Date, FiscalYear, Period};
use crate::model::succession::{Event, EventKind};

/// The days from a reply to the last day on which publishing is in time (预算法 art. 14).
const DAYS: i32 = 20;
/// The days that a department may take to reply to the bodies below it (预算法 art. 52 and 80).
const DAYS_TO_REPLY: i32 = 15;
/// The first fiscal year under the law that binds departments.
const DEPARTMENTS_SINCE: u16 = 2015;
/// The first fiscal year under the regulation that binds the bodies below them.
const UNITS_SINCE: u16 = 2021;

/// How it stands with one disclosure that there is, or should be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Status<'a> {
    /// It is published.
    Published(Published<'a>),
    /// It should be published and is not.
    Missing,
    /// The last day is not over.
    NotDue,
    /// Nothing tells whether it should be published by now.
    Unknown,
    /// The body is exempt from disclosure.
    Exempt(&'a ExemptPeriod),
}

/// A disclosure that is published.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Published<'a> {
    /// The version in force.
    pub entry: &'a Entry,
    /// When its first version was published.
    pub date: Option<Date>,
    /// Whether that was in time.
    pub timing: Timing,
    /// Whether a later version has taken the place of the first.
    pub is_corrected: bool,
}

/// Whether a disclosure was published in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Timing {
    /// Within 20 days of the reply.
    InTime,
    /// So many days after the last that was in time.
    Late(i32),
    /// The reply's date or that of publishing is not known.
    Unknown,
}

/// How many disclosures stand how.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Published, in time or not.
    pub published: usize,
    /// Published late; part of `published`.
    pub late: usize,
    /// Missing.
    pub missing: usize,
    /// Of bodies that are exempt.
    pub exempt: usize,
    /// Not due yet, or not known to be.
    pub open: usize,
}

impl Tally {
    /// How many should be published: those that are, and those that are missing.
    pub fn due(self) -> usize {
        self.published + self.missing
    }

    fn enter(&mut self, status: Status<'_>) {
        match status {
            Status::Published(published) => {
                self.published += 1;
                self.late += usize::from(matches!(published.timing, Timing::Late(_)));
            }
            Status::Missing => self.missing += 1,
            Status::Exempt(_) => self.exempt += 1,
            Status::NotDue | Status::Unknown => self.open += 1,
        }
    }
}

impl std::iter::Sum for Tally {
    fn sum<I: Iterator<Item = Self>>(tallies: I) -> Self {
        tallies.fold(Self::default(), |sum, one| Self {
            published: sum.published + one.published,
            late: sum.late + one.late,
            missing: sum.missing + one.missing,
            exempt: sum.exempt + one.exempt,
            open: sum.open + one.open,
        })
    }
}

/// A body's disclosures over the years.
#[derive(Debug, Clone, PartialEq)]
pub struct Row<'a> {
    /// The scope, of a body that publishes both; `None` where either will do.
    pub scope: Option<Scope>,
    /// One line a kind of which there is ever anything to publish.
    pub lines: Vec<Line<'a>>,
}

/// A body's disclosures of one kind over the years.
#[derive(Debug, Clone, PartialEq)]
pub struct Line<'a> {
    /// The kind.
    pub kind: Kind,
    /// One status a year; `None` where there is nothing to publish.
    pub cells: Vec<Option<Status<'a>>>,
}

/// What the whole archive tells of who should have published.
pub struct Coverage<'a> {
    /// Every year from the first disclosure to the last.
    pub years: Vec<FiscalYear>,
    /// The kinds that anybody has published.
    pub kinds: Vec<Kind>,
    archive: &'a Archive,
    as_of: Option<Date>,
    /// The latest reply that is known, where anybody has published.
    replies: BTreeMap<(Kind, FiscalYear), Option<Date>>,
}

impl<'a> Coverage<'a> {
    /// Looks through the archive.
    pub fn new(archive: &'a Archive, as_of: Option<Date>) -> Self {
        let mut replies: BTreeMap<(Kind, FiscalYear), Option<Date>> = BTreeMap::new();
        // What a correction brings is later than what it corrects.
        let entries = archive.departments.values().flat_map(|record| &record.entries);
        for entry in entries.filter(|entry| entry.identity.version == 1) {
            let dates = entry.dates.as_ref();
            // Nobody replies to what is published already.
            let reply = dates.and_then(|dates| dates.replied.or(dates.published));
            let latest = replies.entry((entry.identity.kind, entry.identity.year)).or_default();
            *latest = (*latest).max(reply);
        }
        let published = archive.years();
        let ends = published.first().zip(published.last());
        let years = ends.map(|(first, last)| first.through(*last).collect()).unwrap_or_default();
        let kinds: BTreeSet<Kind> = replies.keys().map(|(kind, _)| *kind).collect();
        Self { years, kinds: kinds.into_iter().collect(), archive, as_of, replies }
    }

    /// A body's rows: one, or one a scope where it has published both of one year; none if it never has anything to
    /// publish.
    pub fn rows(&self, record: &'a DepartmentRecord) -> Vec<Row<'a>> {
        let scopes = if publishes_both(record) { vec![Some(Scope::Department), Some(Scope::Unit)] } else { vec![None] };
        let row = |scope| {
            let lines = self.kinds.iter().map(|kind| Line { kind: *kind, cells: self.cells(record, *kind, scope) });
            Row { scope, lines: lines.filter(|line| line.cells.iter().any(Option::is_some)).collect() }
        };
        scopes.into_iter().map(row).filter(|row| !row.lines.is_empty()).collect()
    }

    /// The counts of one kind, a year each.
    pub fn tallies(&self, kind: Kind) -> Vec<Tally> {
        let mut tallies = vec![Tally::default(); self.years.len()];
        let rows = self.archive.departments.values().flat_map(|record| self.rows(record));
        for line in rows.flat_map(|row| row.lines).filter(|line| line.kind == kind) {
            for (tally, status) in tallies.iter_mut().zip(line.cells) {
                if let Some(status) = status {
                    tally.enter(status);
                }
            }
        }
        tallies
    }

    fn cells(&self, record: &'a DepartmentRecord, kind: Kind, scope: Option<Scope>) -> Vec<Option<Status<'a>>> {
        let entry = |year: &FiscalYear| in_scope(record, *year, kind, scope);
        let entries: Vec<Option<&'a Entry>> = self.years.iter().map(entry).collect();
        let first = entries.iter().position(Option::is_some);
        let last = entries.iter().rposition(Option::is_some);
        let bounds = Bounds::new(record, self.archive, kind, scope);
        let cell = |(position, (year, entry)): (usize, (&FiscalYear, Option<&'a Entry>))| {
            if let Some(entry) = entry {
                return Some(Status::Published(published(record, entry)));
            }
            if !bounds.contain(record, *year) {
                return None;
            }
            let is_gap = first.is_some_and(|first| first < position) && last.is_some_and(|last| position < last);
            Some(match record.department.exempt.in_year(*year) {
                Some(exempt) => Status::Exempt(exempt),
                None if is_gap => Status::Missing,
                None => self.awaited(record, *year, kind),
            })
        };
        self.years.iter().zip(entries).enumerate().map(cell).collect()
    }

    /// How it stands with what is not published.
    fn awaited(&self, record: &DepartmentRecord, year: FiscalYear, kind: Kind) -> Status<'a> {
        let Some(day) = self.as_of else {
            let is_followed = self.replies.keys().any(|(other, later)| *other == kind && *later > year);
            let is_over = is_followed && self.replies.contains_key(&(kind, year));
            return if is_over { Status::Missing } else { Status::Unknown };
        };
        let to_reply = if record.department.parent.in_year(year).is_some() { DAYS_TO_REPLY } else { 0 };
        let is_over = match self.replies.get(&(kind, year)) {
            Some(Some(reply)) => day.days_since(*reply) > DAYS + to_reply,
            _ => is_year_over(day, year, kind),
        };
        match (is_over, self.replies.contains_key(&(kind, year))) {
            (true, true) => Status::Missing,
            (true, false) => Status::Unknown,
            (false, _) => Status::NotDue,
        }
    }
}

/// Whether the year is over by whose end a disclosure is due where no date is known: a budget's own, a final account's
/// next.
fn is_year_over(day: Date, year: FiscalYear, kind: Kind) -> bool {
    let last = match kind {
        Kind::Budget => year,
        Kind::Final => year.after(),
    };
    i32::from(day.calendar_year()) > i32::from(last.number())
}

/// Whether a body publishes of the department with its units, and of itself alone.
fn publishes_both(record: &DepartmentRecord) -> bool {
    record.entries.iter().map(|entry| &entry.identity).any(|identity| {
        identity.scope == Scope::Unit && record.entry(identity.year, identity.kind, Scope::Department).is_some()
    })
}

fn in_scope(record: &DepartmentRecord, year: FiscalYear, kind: Kind, scope: Option<Scope>) -> Option<&Entry> {
    let of = |scope| record.entry(year, kind, scope);
    scope.map_or_else(|| of(Scope::Department).or_else(|| of(Scope::Unit)), of)
}

fn published<'a>(record: &'a DepartmentRecord, entry: &'a Entry) -> Published<'a> {
    let versions: Vec<&Entry> =
        record.entries.iter().filter(|other| other.identity.is_version_of(&entry.identity)).collect();
    // What a correction was published on says nothing of whether the first version was in time.
    let date = versions.first().and_then(|first| first.dates.as_ref()?.published);
    let replied = versions.iter().find_map(|version| version.dates.as_ref()?.replied);
    let days = date.zip(replied).map(|(date, replied)| date.days_since(replied) - DAYS);
    let timing = match days {
        None => Timing::Unknown,
        Some(days) if days > 0 => Timing::Late(days),
        Some(_) => Timing::InTime,
    };
    Published { entry, date, timing, is_corrected: versions.len() > 1 }
}

/// The years in which a body has something to publish.
struct Bounds {
    period: Period,
    /// In a row of the body alone, the first year in which it published so.
    own: Option<FiscalYear>,
}

impl Bounds {
    fn new(record: &DepartmentRecord, archive: &Archive, kind: Kind, scope: Option<Scope>) -> Self {
        let own = record.entries.iter().filter(|entry| entry.identity.scope == Scope::Unit);
        let own = own.map(|entry| entry.identity.year).min().filter(|_| scope == Some(Scope::Unit));
        Self { period: period(record, archive, kind), own }
    }

    fn contain(&self, record: &DepartmentRecord, year: FiscalYear) -> bool {
        let since = if record.department.parent.in_year(year).is_some() { UNITS_SINCE } else { DEPARTMENTS_SINCE };
        self.period.contains(year) && year.number() >= since && self.own.is_none_or(|own| own <= year)
    }
}

/// The years in which a body has a budget or a final account of its own. What the succession says of the kind is more
/// exact than `active`; the bare date of an event says nothing of its own year, and counts where nothing else is written.
fn period(record: &DepartmentRecord, archive: &Archive, kind: Kind) -> Period {
    let events = || archive.events_of(&record.id).filter(|event| event.kind != EventKind::Transfer);
    let is_before = |event: &&Event| event.from.contains(&record.id);
    let is_after = |event: &&Event| event.to.contains(&record.id);
    let founding = || events().filter(|event| is_after(event) && !is_before(event));
    let ending = || events().filter(|event| is_before(event) && !is_after(event));
    let stated = |event: &Event| match kind {
        Kind::Budget => event.first_budget_year,
        Kind::Final => event.first_final_year.or(event.first_budget_year),
    };
    let dated = |event: &Event| FiscalYear::parse(&event.date?.calendar_year().to_string());
    let active = record.department.period();
    let since = founding().filter_map(stated).min().or(active.since);
    let until = ending().filter_map(stated).max().map(FiscalYear::before).or(active.until);
    Period {
        since: since.or_else(|| founding().filter_map(dated).min().map(FiscalYear::after)),
        until: until.or_else(|| ending().filter_map(dated).max().map(FiscalYear::before)),
    }
}

#[cfg(test)]
#[allow(clippy::expect_used, reason = "a test that cannot go on has failed")]
mod tests {
    use super::*;
    use crate::archive::{Kept, Lines};
    use crate::content::department::Departments;
    use crate::fingerprint::Fingerprint;
    use crate::model::classification::Classification;
    use crate::model::department::{Department, DepartmentId};
    use crate::model::disclosure::{Dates, Identity};
    use crate::model::field::{Decode, Decoder, Scope as Reading};
    use crate::model::money::Unit;
    use crate::model::vocabulary::Vocabulary;
    use crate::tree::{LIMITS, Source, parse_yaml};

    fn decoded<T: Decode>(yaml: &str) -> T {
        let source = Source::new("test.yaml", yaml);
        let node = parse_yaml(&source, LIMITS, &mut Vec::new()).expect("YAML");
        let vocabulary = Vocabulary::default();
        T::decode(&node, &mut Decoder::new(source.clone(), Reading::plain(&vocabulary))).expect("a record")
    }

    /// A disclosure from `caizheng/2024/budget-unit@2 2024-01-10 2024-01-30`: its name, then the dates of the reply and
    /// of publishing, where `?` is not known.
    fn entry(line: &str) -> Entry {
        let mut words = line.split(' ');
        let mut name = words.next().expect("a name").split('/');
        let department = name.next().and_then(DepartmentId::parse).expect("an id");
        let year = name.next().and_then(FiscalYear::parse).expect("a year");
        let (stem, version) = name.next().map(|stem| stem.split_once('@').unwrap_or((stem, "1"))).expect("a stem");
        let kind = if stem.starts_with("budget") { Kind::Budget } else { Kind::Final };
        let scope = if stem.ends_with("-unit") { Scope::Unit } else { Scope::Department };
        let mut date = || words.next().and_then(Date::parse);
        Entry {
            identity: Identity { department, year, kind, scope, version: version.parse().expect("a number") },
            superseded: false,
            title: String::new(),
            dates: Some(Dates { approved: None, replied: date(), published: date() }),
            digest: Fingerprint::of_bytes(b""),
            corrections: Vec::new(),
            unit: Unit::TenThousand,
            measures: Vec::new(),
            functional: Lines::default(),
            economic: Lines::default(),
            stated: Vec::new(),
            projects: crate::archive::Projects::default(),
        }
    }

    fn archive(departments: &[(&str, &str)], events: &str, disclosures: &[&str]) -> Archive {
        let all = departments.iter().map(|(id, more)| {
            let yaml = if more.is_empty() { "names: 局".to_owned() } else { format!("names: 局\n{more}") };
            (DepartmentId::parse(id).expect("an id"), decoded::<Department>(&yaml))
        });
        let events = if events.is_empty() { Vec::new() } else { decoded(events) };
        let mut entries: Vec<Entry> = disclosures.iter().map(|line| entry(line)).collect();
        let identities: Vec<Identity> = entries.iter().map(|entry| entry.identity.clone()).collect();
        for entry in &mut entries {
            let own = &entry.identity;
            entry.superseded = identities.iter().any(|other| {
                other.department == own.department && other.is_version_of(own) && other.version > own.version
            });
        }
        let all = all.collect();
        let kept = entries.into_iter().map(|entry| Kept { entry, terms: Vec::new(), made_of: None });
        Archive::new(Departments { all, events }, Classification::default(), None, kept)
    }

    /// A row in signs, a letter a year: `p` published in time, `l` late, `u` undated, `M` missing, `n` not due,
    /// `?` unknown, `e` exempt, `-` nothing to publish; `c` follows what is corrected.
    fn rows(archive: &Archive, as_of: &str, id: &str, kind: Kind) -> Vec<String> {
        let coverage = Coverage::new(archive, Date::parse(as_of));
        let record = &archive.departments[&DepartmentId::parse(id).expect("an id")];
        let sign = |status: &Option<Status<'_>>| match status {
            None => "-",
            Some(Status::Missing) => "M",
            Some(Status::NotDue) => "n",
            Some(Status::Unknown) => "?",
            Some(Status::Exempt(_)) => "e",
            Some(Status::Published(published)) => match (published.timing, published.is_corrected) {
                (Timing::InTime, false) => "p",
                (Timing::InTime, true) => "pc",
                (Timing::Late(_), _) => "l",
                (Timing::Unknown, _) => "u",
            },
        };
        let rows = coverage.rows(record);
        let lines = rows.iter().flat_map(|row| &row.lines).filter(|line| line.kind == kind);
        lines.map(|line| line.cells.iter().map(sign).collect()).collect()
    }

    fn timing(line: &str) -> Timing {
        let archive = archive(&[("a", "")], "", &[line]);
        let coverage = Coverage::new(&archive, None);
        let rows = coverage.rows(archive.departments.values().next().expect("one"));
        match rows[0].lines[0].cells[0] {
            Some(Status::Published(published)) => published.timing,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_twentieth_day_is_in_time_and_the_next_is_late() {
        assert_eq!(timing("a/2024/budget 2024-01-31 2024-02-20"), Timing::InTime);
        assert_eq!(timing("a/2024/budget 2024-01-31 2024-02-21"), Timing::Late(1));
        assert_eq!(timing("a/2024/budget 2024-01-31 2024-01-30"), Timing::InTime, "before the reply");
        assert_eq!(timing("a/2024/budget ? 2024-02-20"), Timing::Unknown);
        assert_eq!(timing("a/2024/budget 2024-01-31 ?"), Timing::Unknown);
    }

    #[test]
    fn a_correction_is_marked_and_does_not_make_late() {
        let both = ["a/2024/budget@1 2024-01-10 2024-01-20", "a/2024/budget@2 2024-01-10 2024-09-01"];
        assert_eq!(rows(&archive(&[("a", "")], "", &both), "", "a", Kind::Budget), ["pc"]);
        let undated = ["a/2024/budget@1 2024-01-10 ?", "a/2024/budget@2 2024-01-10 2024-09-01"];
        assert_eq!(rows(&archive(&[("a", "")], "", &undated), "", "a", Kind::Budget), ["u"]);
    }

    #[test]
    fn what_others_have_published_is_missing_when_the_latest_reply_is_twenty_days_old() {
        let archive = archive(
            &[("a", ""), ("b", ""), ("c", ""), ("d", "parent: a")],
            "",
            &["a/2024/budget 2024-01-05 2024-01-06", "b/2024/budget 2024-01-11 2024-01-12"],
        );
        assert_eq!(rows(&archive, "2024-01-31", "c", Kind::Budget), ["n"]);
        assert_eq!(rows(&archive, "2024-02-01", "c", Kind::Budget), ["M"]);
        assert_eq!(rows(&archive, "2024-02-15", "d", Kind::Budget), ["n"], "a body below has 15 days more");
        assert_eq!(rows(&archive, "2024-02-16", "d", Kind::Budget), ["M"]);
        assert_eq!(rows(&archive, "", "c", Kind::Budget), ["?"], "without a day nothing is said of the last year");
    }

    #[test]
    fn without_dates_a_budget_is_due_in_its_year_and_a_final_account_in_the_next() {
        let archive = archive(&[("a", ""), ("b", "")], "", &["a/2024/budget ? ?", "a/2024/final ? ?"]);
        let of_b = |day, kind| rows(&archive, day, "b", kind).concat();
        assert_eq!((of_b("2024-12-31", Kind::Budget), of_b("2025-01-01", Kind::Budget)), ("n".into(), "M".into()));
        assert_eq!((of_b("2025-12-31", Kind::Final), of_b("2026-01-01", Kind::Final)), ("n".into(), "M".into()));
    }

    #[test]
    fn without_a_day_only_a_year_that_others_have_followed_can_be_missing() {
        let archive = archive(
            &[("a", ""), ("b", "")],
            "",
            &["a/2022/budget", "a/2023/budget", "a/2024/budget", "b/2022/budget", "b/2022/final"],
        );
        assert_eq!(rows(&archive, "", "b", Kind::Budget), ["pM?".replace('p', "u")]);
        assert_eq!(rows(&archive, "", "a", Kind::Final), ["???"], "nobody has published a later one");
    }

    #[test]
    fn what_nobody_published_is_a_gap_only_between_two_of_the_body_itself() {
        let archive = archive(&[("a", ""), ("b", "")], "", &["a/2021/budget", "a/2023/budget", "b/2023/budget"]);
        assert_eq!(rows(&archive, "", "a", Kind::Budget), ["uMu"]);
        assert_eq!(rows(&archive, "", "b", Kind::Budget), ["M?u"]);
        assert_eq!(rows(&archive, "2026-01-01", "b", Kind::Budget), ["M?u"]);
    }

    #[test]
    fn an_exempt_body_is_not_missing_in_the_years_of_its_exemption() {
        let archive = archive(
            &[("a", ""), ("b", "exempt: {reason: 秘密, since: 2022, until: 2023}")],
            "",
            &["a/2021/budget", "a/2022/budget", "a/2023/budget", "a/2024/budget", "b/2022/budget", "b/2024/budget"],
        );
        assert_eq!(rows(&archive, "2026-01-01", "b", Kind::Budget), ["Mueu"], "what it published counts as published");
        let tallies = Coverage::new(&archive, Date::parse("2026-01-01")).tallies(Kind::Budget);
        assert_eq!((tallies[0].due(), tallies[0].missing), (2, 1));
        assert_eq!((tallies[2].due(), tallies[2].published, tallies[2].exempt), (1, 1, 1));
    }

    #[test]
    fn a_merged_body_has_nothing_to_publish_after_the_merger_nor_the_new_one_before_it() {
        let events =
            "- {date: 2022-03-01, kind: merge, from: [a, b], to: [c], first_budget_year: 2023, first_final_year: 2022}";
        let years = ["x/2021/budget", "x/2022/budget", "x/2023/budget", "x/2021/final", "x/2022/final", "x/2023/final"];
        let departments = [("a", ""), ("b", "active: {until: 2022}"), ("c", "active: {since: 2022}"), ("x", "")];
        let archive = archive(&departments, events, &years);
        for id in ["a", "b"] {
            assert_eq!(rows(&archive, "2026-01-01", id, Kind::Budget), ["MM-"]);
            assert_eq!(rows(&archive, "2026-01-01", id, Kind::Final), ["M--"]);
        }
        assert_eq!(rows(&archive, "2026-01-01", "c", Kind::Budget), ["--M"], "the event is more exact than active");
        assert_eq!(rows(&archive, "2026-01-01", "c", Kind::Final), ["-MM"]);
    }

    #[test]
    fn the_bare_date_of_an_event_says_nothing_of_its_own_year() {
        let events = "- {date: 2022-03-01, kind: rename, from: [a], to: [b]}";
        let years = ["x/2021/budget", "x/2022/budget", "x/2023/budget"];
        let archive = archive(&[("a", ""), ("b", ""), ("x", "")], events, &years);
        assert_eq!(rows(&archive, "2026-01-01", "a", Kind::Budget), ["M--"]);
        assert_eq!(rows(&archive, "2026-01-01", "b", Kind::Budget), ["--M"]);
    }

    #[test]
    fn a_body_that_lives_on_after_a_split_or_gave_duties_away_still_publishes() {
        let events = "- {date: 2022-03-01, kind: split, from: [a], to: [a, b], first_budget_year: 2022}\n- {date: 2022-03-01, kind: transfer, from: [a], to: [x]}";
        let years = ["x/2021/budget", "x/2022/budget"];
        let archive = archive(&[("a", ""), ("b", ""), ("x", "")], events, &years);
        assert_eq!(rows(&archive, "2026-01-01", "a", Kind::Budget), ["MM"]);
        assert_eq!(rows(&archive, "2026-01-01", "b", Kind::Budget), ["-M"]);
    }

    #[test]
    fn a_body_alone_is_looked_for_only_where_it_publishes_both_and_since_it_did() {
        let archive = archive(
            &[("a", ""), ("b", ""), ("c", "parent: a")],
            "",
            &[
                "a/2020/budget",
                "a/2021/budget",
                "a/2021/budget-unit",
                "a/2022/budget",
                "a/2023/budget-unit",
                "b/2020/budget",
                "b/2021/budget-unit",
                "b/2022/budget",
                "b/2023/budget",
            ],
        );
        assert_eq!(rows(&archive, "2026-01-01", "a", Kind::Budget), ["uuuM", "-uMu"]);
        assert_eq!(rows(&archive, "2026-01-01", "b", Kind::Budget), ["uuuu"], "either scope will do");
        assert_eq!(rows(&archive, "2026-01-01", "c", Kind::Budget), ["-MMM"], "bodies below are bound since 2021");
    }

    #[test]
    fn nothing_is_missing_before_the_law() {
        let archive = archive(&[("a", ""), ("b", "")], "", &["a/2014/budget", "a/2015/budget", "a/2016/budget"]);
        assert_eq!(rows(&archive, "2026-01-01", "b", Kind::Budget), ["-MM"]);
    }
}
