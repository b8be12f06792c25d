//! Free pages, `/<name>/`: what the site's owner writes.

use serde::Serialize;

use crate::content::free_page::FreePage;
use crate::page::{Meta, Page, Prose, free_path};

/// A free page.
#[derive(Debug, Serialize)]
pub struct View {
    /// The text.
    pub body: Prose,
}

/// One page a file.
pub fn pages(free_pages: &[FreePage]) -> impl Iterator<Item = Page> {
    free_pages.iter().map(|page| Page {
        path: free_path(page),
        source: page.source.clone(),
        title: page.title.clone(),
        meta: Meta::default(),
        view: super::View::Free(View { body: Prose::plain(&page.body) }),
    })
}
