//! `/coverage/`: who has published what, and when.

use serde::Serialize;

use crate::archive::coverage::{Coverage, Line, Published, Row, Status, Tally, Timing};
use crate::archive::{Archive, DepartmentRecord, Entry, inputs};
use crate::check::Report;
use crate::config::Site;
use crate::fingerprint::Fingerprint;
use crate::model::disclosure::Kind;
use crate::model::field::Keyword;
use crate::model::period::{Date, FiscalYear};
use crate::page::finding::{self, FindingView, OfView, OpenView};
use crate::page::group::{Group, by_group};
use crate::page::sheet::{Cell, Column, Sheet, Words};
use crate::page::{Draft, Link, Meta, Page, department_folder, disclosure_folder, index, year_folder};

/// Who has published what.
#[derive(Debug, Serialize)]
pub struct View {
    /// The day that stands for today, where one is given.
    pub as_of: Option<String>,
    /// Every year from the last disclosure back to the first: on a phone the latest years stand beside the names.
    pub years: Vec<Link>,
    /// The kinds that anybody has published.
    pub kinds: Vec<KindView>,
    /// The bodies by group.
    pub groups: Vec<Group<RowView>>,
    /// The bodies that are exempt, and why.
    pub exempt: Vec<ExemptView>,
    /// What was found in the disclosures.
    pub findings: FoundView,
}

/// What was found in all disclosures.
#[derive(Debug, Serialize)]
pub struct FoundView {
    /// How many disclosures were checked.
    pub disclosures: usize,
    /// In how many of them there are findings that nobody has explained.
    pub with_open: usize,
    /// How many these are.
    pub open: OpenView,
    /// How many findings the departments explain.
    pub known: usize,
    /// The bodies with findings, by group; none where these are more than a page shows.
    pub groups: Vec<Group<FoundBodyView>>,
}

/// What was found in a body's disclosures.
#[derive(Debug, Serialize)]
pub struct FoundBodyView {
    /// The body.
    pub link: Link,
    /// Its disclosures with findings, the latest first.
    pub disclosures: Vec<FoundDisclosureView>,
}

/// What was found in a disclosure.
#[derive(Debug, Serialize)]
pub struct FoundDisclosureView {
    /// The disclosure.
    pub of: OfView,
    /// What was found.
    pub findings: Vec<FindingView>,
}

/// The counts of one kind.
#[derive(Debug, Serialize)]
pub struct KindView {
    /// `budget` or `final`.
    pub kind: &'static str,
    /// The counts of all years.
    pub total: TallyView,
    /// The counts, one a year, the latest first.
    pub tallies: Vec<TallyView>,
}

/// How many disclosures stand how.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub struct TallyView {
    /// Those that should be published.
    pub due: usize,
    /// Those that are.
    pub published: usize,
    /// Of these, those that were late.
    pub late: usize,
    /// Those that are missing.
    pub missing: usize,
    /// Those of exempt bodies.
    pub exempt: usize,
    /// Those that are not due, or not known to be.
    pub open: usize,
}

impl From<Tally> for TallyView {
    fn from(tally: Tally) -> Self {
        let Tally { published, late, missing, exempt, open } = tally;
        Self { due: tally.due(), published, late, missing, exempt, open }
    }
}

/// A body over the years.
#[derive(Debug, Serialize)]
pub struct RowView {
    /// Its id.
    pub id: String,
    /// Its present name.
    pub name: String,
    /// Its page.
    pub href: String,
    /// `department` or `unit`, of a body that publishes both.
    pub scope: Option<&'static str>,
    /// Its budgets, its final accounts.
    pub lines: Vec<LineView>,
}

/// A body's disclosures of one kind over the years.
#[derive(Debug, Serialize)]
pub struct LineView {
    /// `budget` or `final`.
    pub kind: &'static str,
    /// One cell a year, the latest first.
    pub cells: Vec<CellView>,
}

/// A body in a year.
#[derive(Debug, Serialize)]
pub struct CellView {
    /// `in-time`, `late`, `undated`, `missing`, `not-due`, `unknown`, `exempt` or `absent`.
    pub is: &'static str,
    /// The disclosure's page.
    pub href: Option<String>,
    /// When it was published: month and day in the year in which that is usual, else the whole date.
    pub date: Option<String>,
    /// The whole date.
    #[serde(skip)]
    whole: Option<Date>,
    /// By how many days it was late.
    pub days: Option<i32>,
    /// Whether a later version has taken the first one's place.
    pub is_corrected: bool,
    /// The findings that nobody has explained, where there are any.
    pub open: Option<OpenView>,
}

/// A body that is exempt.
#[derive(Debug, Serialize)]
pub struct ExemptView {
    /// Its id.
    pub id: String,
    /// The body.
    pub link: Link,
    /// Each exemption: why, where that may be said, and of which years.
    pub reasons: Vec<ReasonView>,
}

/// An exemption.
#[derive(Debug, Serialize)]
pub struct ReasonView {
    /// Why, where that may be said.
    pub reason: Option<String>,
    /// The first year.
    pub since: Option<u16>,
    /// The last year.
    pub until: Option<u16>,
}

/// Where the page goes.
const FOLDER: &str = "coverage/";
/// As many findings as the page lists.
const MOST: usize = 300;
/// The table of how many are published.
const COUNTS: &str = "counts";
/// The table of who has published what.
const DEPARTMENTS: &str = "departments";

impl View {
    /// The tables: a row a year and kind; and a row a body, kind and year, where there is anything to say.
    pub fn sheets(&self) -> Vec<Sheet> {
        if self.kinds.is_empty() { Vec::new() } else { vec![self.counts(), self.departments()] }
    }

    fn counts(&self) -> Sheet {
        let columns = ["fiscal-year", "kind"].map(Column::of).into_iter().chain(
            ["due", "published", "late", "missing", "exempt", "open"]
                .map(|count| Column::of(format!("coverage-count-{count}"))),
        );
        let row = |year: &Link, table: &KindView, tally: &TallyView| {
            let TallyView { due, published, late, missing, exempt, open } = *tally;
            let head = [Cell::number(&year.name), Cell::of(format!("coverage-{}", table.kind))];
            head.into_iter().chain([due, published, late, missing, exempt, open].map(Cell::number)).collect()
        };
        let rows = self.years.iter().enumerate().flat_map(|(place, year)| {
            self.kinds.iter().filter_map(move |table| Some(row(year, table, table.tallies.get(place)?)))
        });
        Sheet {
            name: COUNTS,
            title: Words::of("coverage-years-caption"),
            columns: columns.collect(),
            rows: rows.collect(),
        }
    }

    fn departments(&self) -> Sheet {
        let columns = [
            "department",
            "group",
            "scope",
            "kind",
            "fiscal-year",
            "coverage-status",
            "date-published",
            "coverage-days",
            "coverage-corrected",
            "coverage-errors",
            "coverage-warnings",
            "page",
        ];
        let mut rows = Vec::new();
        for group in &self.groups {
            for (row, line) in group.members.iter().flat_map(|row| row.lines.iter().map(move |line| (row, line))) {
                let told = self.years.iter().zip(&line.cells).filter(|(_, cell)| cell.is != "absent");
                rows.extend(told.map(|(year, cell)| {
                    let open = cell.open.unwrap_or_default();
                    vec![
                        Cell::text(&row.name),
                        Cell::group(group.name.as_ref()),
                        Cell::of(format!("scope-{}", row.scope.unwrap_or("department"))),
                        Cell::of(format!("coverage-{}", line.kind)),
                        Cell::number(&year.name),
                        Cell::of(format!("coverage-status-{}", cell.is)),
                        Cell::or_absent(cell.whole, Cell::text),
                        Cell::or_absent(cell.days, Cell::number),
                        Cell::yes(cell.is_corrected),
                        Cell::or_absent(cell.href.as_ref().map(|_| open.errors), Cell::number),
                        Cell::or_absent(cell.href.as_ref().map(|_| open.warnings), Cell::number),
                        Cell::or_absent(cell.href.as_ref(), Cell::text),
                    ]
                }));
            }
        }
        Sheet { name: DEPARTMENTS, title: Words::of("coverage-caption"), columns: columns.map(Column::of).into(), rows }
    }
}

/// The page.
pub fn page<'a>(archive: &'a Archive, report: &'a Report, site: &'a Site) -> Draft<'a> {
    Draft::new(index(FOLDER), "coverage", || Page {
        path: index(FOLDER),
        source: "coverage".to_owned(),
        title: String::new(),
        meta: Meta { column: Some("coverage".to_owned()), ..Meta::default() },
        view: super::View::Coverage(view(archive, report, site)),
    })
    .tables(if archive.entries().next().is_some() { vec![COUNTS, DEPARTMENTS] } else { Vec::new() })
    .made_of(inputs::of_dates(archive).zip(finding::inputs(report)).and_then(|made_of| Fingerprint::of(&made_of)))
}

fn view(archive: &Archive, report: &Report, site: &Site) -> View {
    let coverage = Coverage::new(archive, site.as_of);
    let years = coverage.years.iter().rev();
    let groups = by_group(archive.departments.values(), site, |record| {
        coverage.rows(record).into_iter().map(move |row| row_view(record, report, &row))
    });
    View {
        as_of: site.as_of.map(|day| day.to_string()),
        years: years.map(|year| Link { name: year.to_string(), href: index(&year_folder(*year)) }).collect(),
        kinds: coverage.kinds.iter().map(|kind| kind_view(&coverage, *kind)).collect(),
        groups: groups.into_iter().filter(|group| !group.members.is_empty()).collect(),
        exempt: archive.departments.values().filter_map(exempt).collect(),
        findings: found(archive, report, site),
    }
}

fn found(archive: &Archive, report: &Report, site: &Site) -> FoundView {
    let open: Vec<OpenView> = archive.in_force().map(|entry| OpenView::of(report, &entry.identity)).collect();
    let failing = report.iter().flat_map(|(_, checks)| &checks.findings).map(FindingView::weight);
    let failing: Vec<_> = failing.filter(|weight| *weight != "rounding").collect();
    let groups = if failing.len() > MOST {
        Vec::new()
    } else {
        by_group(archive.departments.values(), site, |record| found_body(record, report))
    };
    FoundView {
        disclosures: open.len(),
        with_open: open.iter().filter(|open| !open.is_none()).count(),
        open: open.iter().copied().sum(),
        known: failing.iter().filter(|weight| **weight == "known").count(),
        groups: groups.into_iter().filter(|group| !group.members.is_empty()).collect(),
    }
}

fn found_body(record: &DepartmentRecord, report: &Report) -> Option<FoundBodyView> {
    let of = |entry: &Entry| {
        let findings = report.of(&entry.identity).into_iter().flat_map(|checks| &checks.findings);
        let findings: Vec<_> = findings
            .filter(|finding| FindingView::weight(finding) != "rounding")
            .map(|finding| FindingView::new(finding, &entry.identity, false))
            .collect();
        (!findings.is_empty()).then(|| FoundDisclosureView { of: OfView::new(&entry.identity), findings })
    };
    let disclosures: Vec<_> = record.entries.iter().rev().filter_map(of).collect();
    let name = record.department.names.latest().to_owned();
    let link = Link { name, href: index(&department_folder(&record.id)) };
    (!disclosures.is_empty()).then_some(FoundBodyView { link, disclosures })
}

fn kind_view(coverage: &Coverage<'_>, kind: Kind) -> KindView {
    let tallies = coverage.tallies(kind);
    KindView {
        kind: kind.key(),
        total: tallies.iter().copied().sum::<Tally>().into(),
        tallies: tallies.into_iter().rev().map(TallyView::from).collect(),
    }
}

fn row_view(record: &DepartmentRecord, report: &Report, row: &Row<'_>) -> RowView {
    RowView {
        id: record.id.to_string(),
        name: record.department.names.latest().to_owned(),
        href: index(&department_folder(&record.id)),
        scope: row.scope.map(Keyword::key),
        lines: row.lines.iter().map(|line| line_view(report, line)).collect(),
    }
}

fn line_view(report: &Report, line: &Line<'_>) -> LineView {
    LineView { kind: line.kind.key(), cells: line.cells.iter().rev().map(|status| cell(report, *status)).collect() }
}

fn cell(report: &Report, status: Option<Status<'_>>) -> CellView {
    let plain = |is| CellView { is, href: None, date: None, whole: None, days: None, is_corrected: false, open: None };
    match status {
        Some(Status::Published(published)) => published_cell(report, published),
        Some(Status::Missing) => plain("missing"),
        Some(Status::NotDue) => plain("not-due"),
        Some(Status::Unknown) => plain("unknown"),
        Some(Status::Exempt(_)) => plain("exempt"),
        None => plain("absent"),
    }
}

fn published_cell(report: &Report, published: Published<'_>) -> CellView {
    let identity = &published.entry.identity;
    let (is, days) = match published.timing {
        Timing::InTime => ("in-time", None),
        Timing::Late(days) => ("late", Some(days)),
        Timing::Unknown => ("undated", None),
    };
    CellView {
        is,
        href: Some(index(&disclosure_folder(identity, false))),
        date: published.date.map(|date| short(date, identity.year, identity.kind)),
        whole: published.date,
        days,
        is_corrected: published.is_corrected,
        open: Some(OpenView::of(report, identity)).filter(|open| !open.is_none()),
    }
}

/// A date as a cell shows it.
fn short(date: Date, year: FiscalYear, kind: Kind) -> String {
    let usual = match kind {
        Kind::Budget => year,
        Kind::Final => year.after(),
    };
    let text = date.to_string();
    // Thousands of cells: every sign counts.
    match text.strip_prefix(&format!("{usual}-")) {
        Some(day) => day.trim_start_matches('0').replace("-0", "-"),
        None => text,
    }
}

fn exempt(record: &DepartmentRecord) -> Option<ExemptView> {
    let reasons: Vec<ReasonView> = record
        .department
        .exempt
        .iter()
        .map(|exempt| ReasonView {
            reason: exempt.reason.clone(),
            since: exempt.since.map(FiscalYear::number),
            until: exempt.until.map(FiscalYear::number),
        })
        .collect();
    let name = record.department.names.latest().to_owned();
    (!reasons.is_empty()).then(|| ExemptView {
        id: record.id.to_string(),
        link: Link { name, href: index(&department_folder(&record.id)) },
        reasons,
    })
}
