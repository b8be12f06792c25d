//! `/projects/`: who has how many projects, over the years; `/projects/<year>/`: the projects of one year.
//!
//! A list of all projects over all years would have no bound; a year's projects are as many as a county runs at a time, and
//! that is what readers compare. Each leads to its place on its department's page, which has all its years.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use serde::Serialize;

use crate::archive::follow::{Followed, Listing};
use crate::archive::{Archive, DepartmentRecord, inputs};
use crate::config::Site;
use crate::model::disclosure::{Kind, Scope};
use crate::model::field::Keyword;
use crate::model::period::FiscalYear;
use crate::page::amount::printed;
use crate::page::group::{Group, by_group};
use crate::page::sheet::{Cell, Column, Sheet, Words};
use crate::page::year::LinkView;
use crate::page::{CellView, Draft, Meta, Page, department_folder, index};

const SOURCE: &str = "projects";

/// Who has how many projects.
#[derive(Debug, Serialize)]
pub struct IndexView {
    /// The years for which anybody lists projects.
    pub years: Vec<LinkView>,
    /// The bodies that list any, by group.
    pub groups: Vec<Group<BodyView>>,
}

/// A body's projects, in one scope.
#[derive(Debug, Serialize)]
pub struct BodyView {
    /// The body's present name.
    pub name: String,
    /// Its page, where its projects are.
    pub href: String,
    /// `department` or `unit`.
    pub scope: &'static str,
    /// How many projects it has had.
    pub projects: usize,
    /// How many times it moved a target.
    pub moved: usize,
    /// How many projects it lists, one number a year.
    pub counts: Vec<usize>,
}

/// The projects of one year.
#[derive(Debug, Serialize)]
pub struct View {
    /// The year.
    pub year: u16,
    /// The year before for which anybody lists projects.
    pub previous: Option<LinkView>,
    /// The year after.
    pub next: Option<LinkView>,
    /// The projects by group.
    pub groups: Vec<Group<ProjectView>>,
}

/// A project in one year.
#[derive(Debug, Clone, Serialize)]
pub struct ProjectView {
    /// Its name in that year.
    pub name: String,
    /// Its place on its department's page.
    pub href: String,
    /// The department's name in that year.
    pub department: String,
    /// `department` or `unit`.
    pub scope: &'static str,
    /// Whether the disclosure's figures are in another's, which lists the project too.
    pub is_part: bool,
    /// Its first year.
    pub since: u16,
    /// Its last year so far.
    pub until: u16,
    /// The budget's amount, in 万元.
    pub budget: CellView,
    /// The final account's.
    pub final_account: CellView,
    /// 完成率 in percent.
    pub completion: Option<String>,
    /// 自评得分.
    pub score: Option<String>,
    /// How many indicators it has in that year.
    pub indicators: usize,
    /// How many of its targets moved from the year before.
    pub moved: usize,
    /// `new` where the body listed others the year before, `ended` where it lists others later.
    pub marks: Vec<&'static str>,
    /// Whether it may go on from another, and it is not clear from which.
    #[serde(skip)]
    is_unclear: bool,
}

/// The table of each page.
const TABLE: &str = "data";

impl IndexView {
    /// The table.
    pub fn sheets(&self) -> Vec<Sheet> {
        let heads = ["department", "group", "scope", "projects-followed", "projects-moved"].map(Column::of);
        let columns = heads.into_iter().chain(self.years.iter().map(|link| Column::Year(link.year)));
        let rows = self.groups.iter().flat_map(|group| group.members.iter().map(move |body| (group, body)));
        let row = |(group, body): (&Group<BodyView>, &BodyView)| {
            let mut row = vec![
                Cell::text(&body.name),
                Cell::group(group.name.as_ref()),
                Cell::of(format!("scope-{}", body.scope)),
                Cell::number(body.projects),
                Cell::number(body.moved),
            ];
            row.extend(body.counts.iter().map(Cell::number));
            row.push(Cell::text(&body.href));
            row
        };
        vec![Sheet {
            name: TABLE,
            title: Words::of("projects-counts"),
            columns: columns.chain([Column::of("page")]).collect(),
            rows: rows.map(row).collect(),
        }]
    }
}

impl View {
    /// The table.
    pub fn sheets(&self) -> Vec<Sheet> {
        let rows = self.groups.iter().flat_map(|group| group.members.iter().map(move |row| (group, row)));
        let row = |(group, row): (&Group<ProjectView>, &ProjectView)| {
            vec![
                Cell::text(&row.name),
                Cell::text(&row.department),
                Cell::group(group.name.as_ref()),
                Cell::of(format!("scope-{}", row.scope)),
                Cell::yes(row.is_part),
                Cell::number(row.since),
                Cell::number(row.until),
                (&row.budget).into(),
                (&row.final_account).into(),
                Cell::percent(row.completion.as_ref()),
                Cell::or_absent(row.score.as_ref(), Cell::printed),
                Cell::number(row.indicators),
                Cell::number(row.moved),
                Cell::marks(&row.marks),
                Cell::text(&row.href),
            ]
        };
        let columns = vec![
            Column::of("item"),
            Column::of("department"),
            Column::of("group"),
            Column::of("scope"),
            Column::of("is-part"),
            Column::of("first-year"),
            Column::of("last-year"),
            Column::in_wan(Words::of("short-budget")),
            Column::in_wan(Words::of("short-final")),
            Column::percent("completion"),
            Column::of("indicator-score"),
            Column::of("projects-indicators"),
            Column::of("projects-moved"),
            Column::of("marks"),
            Column::of("page"),
        ];
        vec![Sheet {
            name: TABLE,
            title: Words::Message("projects-caption".to_owned(), vec![("year", Words::text(self.year))]),
            columns,
            rows: rows.map(row).collect(),
        }]
    }
}

/// A body's projects by year, in one scope.
struct Body<'a> {
    record: &'a DepartmentRecord,
    view: BodyView,
    years: BTreeMap<FiscalYear, Vec<ProjectView>>,
}

/// The list, and one page a year.
pub fn pages<'a>(archive: &'a Archive, site: &'a Site) -> Vec<Draft<'a>> {
    let years: Vec<FiscalYear> = years(archive).into_iter().collect();
    let made_of = inputs::of_projects(archive);
    // Each page needs all projects, to know which goes on from which; they are followed once, if any page is made.
    let bodies: Arc<OnceLock<Vec<Body<'a>>>> = Arc::default();
    let pages: Vec<Draft<'a>> = years
        .iter()
        .enumerate()
        .map(|(place, year)| {
            let (bodies, year) = (Arc::clone(&bodies), *year);
            let beside = [place.checked_sub(1), Some(place + 1)];
            let [previous, next] = beside.map(|place| place.and_then(|place| years.get(place)).copied().map(link));
            let make = move || page(site, bodies.get_or_init(|| all(archive)), year, previous, next);
            Draft::new(year_page(year), SOURCE, make).tables(vec![TABLE]).made_of(made_of)
        })
        .collect();
    let tables = if years.is_empty() { Vec::new() } else { vec![TABLE] };
    let make = move || list(site, bodies.get_or_init(|| all(archive)), &years);
    let list = Draft::new(index("projects/"), SOURCE, make).tables(tables).made_of(made_of);
    std::iter::once(list).chain(pages).collect()
}

/// Where the page of a year goes.
fn year_page(year: FiscalYear) -> String {
    index(&format!("projects/{year}/"))
}

fn link(year: FiscalYear) -> LinkView {
    LinkView { year: year.number(), href: year_page(year) }
}

/// The years for which anybody lists projects.
fn years(archive: &Archive) -> BTreeSet<FiscalYear> {
    archive.in_force().filter(|entry| !entry.projects.is_empty()).map(|entry| entry.identity.year).collect()
}

fn list(site: &Site, bodies: &[Body<'_>], years: &[FiscalYear]) -> Page {
    let count = |body: &Body<'_>, year: &FiscalYear| body.years.get(year).map_or(0, Vec::len);
    let view = |body: &Body<'_>| BodyView {
        counts: years.iter().map(|year| count(body, year)).collect(),
        name: body.view.name.clone(),
        href: body.view.href.clone(),
        ..body.view
    };
    Page {
        path: index("projects/"),
        source: SOURCE.to_owned(),
        title: String::new(),
        meta: Meta { column: Some("projects".to_owned()), ..Meta::default() },
        view: super::View::ProjectIndex(IndexView {
            years: years.iter().copied().map(link).collect(),
            groups: grouped(site, bodies, |body| [view(body)]),
        }),
    }
}

fn page(
    site: &Site,
    bodies: &[Body<'_>],
    year: FiscalYear,
    previous: Option<LinkView>,
    next: Option<LinkView>,
) -> Page {
    let of_year = |body: &Body<'_>| body.years.get(&year).cloned().unwrap_or_default();
    let groups = grouped(site, bodies, of_year).into_iter().filter(|group| !group.members.is_empty());
    Page {
        path: year_page(year),
        source: SOURCE.to_owned(),
        title: String::new(),
        meta: Meta { column: Some("projects".to_owned()), ..Meta::default() },
        view: super::View::Projects(View { year: year.number(), previous, next, groups: groups.collect() }),
    }
}

/// What is shown of each body, by group.
fn grouped<T, I: IntoIterator<Item = T>>(
    site: &Site,
    bodies: &[Body<'_>],
    show: impl Fn(&Body<'_>) -> I,
) -> Vec<Group<T>> {
    let parts = bodies.chunk_by(|one, other| one.record.id == other.record.id);
    let by_id: BTreeMap<_, _> = parts.filter_map(|part| Some((&part.first()?.record.id, part))).collect();
    let records = by_id.values().filter_map(|part| part.first()).map(|body| body.record);
    by_group(records, site, |record| by_id.get(&record.id).into_iter().flat_map(|part| part.iter()).flat_map(&show))
}

/// The projects of all bodies.
fn all(archive: &Archive) -> Vec<Body<'_>> {
    let bodies = archive.departments.values().flat_map(|record| {
        let followed = archive.follow(record);
        let of_scope = |scope| body(archive, record, scope, followed.iter().filter(|one| one.scope == scope));
        [Scope::Department, Scope::Unit].into_iter().filter_map(of_scope).collect::<Vec<_>>()
    });
    bodies.collect()
}

fn body<'f, 'a: 'f>(
    archive: &Archive,
    record: &'a DepartmentRecord,
    scope: Scope,
    followed: impl Iterator<Item = &'f Followed<'a>>,
) -> Option<Body<'a>> {
    let mut body = Body {
        record,
        view: BodyView {
            name: record.department.names.latest().to_owned(),
            href: format!("{}#projects", index(&department_folder(&record.id))),
            scope: scope.key(),
            projects: 0,
            moved: 0,
            counts: Vec::new(),
        },
        years: BTreeMap::new(),
    };
    for one in followed {
        body.view.projects += 1;
        body.add(archive, one);
    }
    // Only when all are there it is known which of them are new.
    let first = body.years.keys().next().copied();
    for (year, projects) in &mut body.years {
        let is_new = |project: &&mut ProjectView| project.since == year.number() && !project.is_unclear;
        for project in projects.iter_mut().filter(|_| Some(*year) != first).filter(is_new) {
            project.marks.insert(0, "new");
        }
    }
    (body.view.projects > 0).then_some(body)
}

impl Body<'_> {
    fn add(&mut self, archive: &Archive, followed: &Followed<'_>) {
        let indicators = followed.indicators();
        let (Some(first), Some(last)) = (followed.years.first(), followed.years.last()) else { return };
        for (place, year) in followed.years.iter().enumerate() {
            let is_own = |listing: &&Listing<'_>| listing.entry.identity.department == self.record.id;
            let Some(listing) = year.listings().last().filter(is_own) else { continue };
            let of_year = |kind| year.listing(kind);
            let in_year = || indicators.iter().filter_map(|indicator| indicator.years.get(place));
            let moved = in_year().filter(|year| year.moved_from.is_some()).count();
            let cell = |kind| CellView::in_wan(of_year(kind).and_then(Listing::cell));
            let is_ended = followed.is_ended && place + 1 == followed.years.len();
            self.view.moved += moved;
            self.years.entry(year.year).or_default().push(ProjectView {
                name: listing.project.name.to_owned(),
                href: format!("{}#{}", index(&department_folder(&self.record.id)), followed.anchor),
                department: self.record.department.names.in_year(year.year).to_owned(),
                scope: followed.scope.key(),
                is_part: archive.is_contained(self.record, listing.entry),
                since: first.year.number(),
                until: last.year.number(),
                budget: cell(Kind::Budget),
                final_account: cell(Kind::Final),
                completion: year.completion().map(|percent| percent.to_string()),
                score: of_year(Kind::Final).and_then(|listing| listing.project.score).and_then(printed),
                indicators: in_year().filter(|year| year.is_listed()).count(),
                moved,
                marks: is_ended.then_some("ended").into_iter().collect(),
                is_unclear: followed.is_unclear,
            });
        }
    }
}
