//! `/404.html`, the page that a host shows for an address that is not there.

use serde::Serialize;

use crate::page::{Meta, Page};

/// Nothing beside what all pages show.
#[derive(Debug, Serialize)]
pub struct View {}

/// The page.
pub fn page() -> Page {
    Page {
        path: "404.html".to_owned(),
        source: "404".to_owned(),
        title: "404".to_owned(),
        meta: Meta::default(),
        view: super::View::NotFound(View {}),
    }
}
