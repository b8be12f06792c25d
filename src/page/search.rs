//! `/search/`, where scripts search the index of the site; and `search/opensearch.xml`, by which a browser makes the site
//! one of its search engines. That one names whole addresses, so a site without one has none.

use serde::Serialize;

use crate::config::Site;
use crate::page::{Meta, Page, index};

/// Nothing beside what all pages show: what is found is not known before.
#[derive(Debug, Serialize)]
pub struct View {}

/// What a browser is told (`OpenSearch` 1.1, draft 6).
#[derive(Debug, Serialize)]
pub struct DescriptionView {
    /// The site's name, in at most 16 letters.
    pub name: String,
    /// The site's name, in at most 48 letters.
    pub long_name: String,
}

/// The pages.
pub fn pages(site: &Site) -> Vec<Page> {
    let mut pages = vec![page(index("search/"), "search", super::View::Search(View {}))];
    if site.base_url.is_some() {
        let first = |letters| site.title.chars().take(letters).collect();
        let view = DescriptionView { name: first(16), long_name: first(48) };
        pages.push(page("search/opensearch.xml".to_owned(), "", super::View::SearchDescription(view)));
    }
    pages
}

fn page(path: String, column: &str, view: super::View) -> Page {
    let column = Some(column).filter(|column| !column.is_empty()).map(str::to_owned);
    Page { path, source: "search".to_owned(), title: String::new(), meta: Meta { column, ..Meta::default() }, view }
}
