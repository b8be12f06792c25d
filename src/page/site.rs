//! What every page shows of the site: its name, its menu, its foot.

use std::collections::BTreeSet;

use serde::Serialize;

use crate::config::Site;
use crate::content::free_page::FreePage;
use crate::model::period::FiscalYear;
use crate::page::{Link, free_path, index, year_folder};

/// A line of the foot.
#[derive(Debug, Clone, Serialize)]
pub struct FooterLine {
    /// The message that names it.
    pub name: String,
    /// What the owner filled in.
    pub text: String,
}

/// The terms under which the data may be used.
#[derive(Debug, Clone, Serialize)]
pub struct LicenseView {
    /// What they are called.
    pub name: String,
    /// Where they are written.
    pub url: Option<String>,
}

/// The parts of a page that are the same on all pages.
#[derive(Debug, Clone, Serialize)]
pub struct SiteView {
    /// The site's name.
    pub title: String,
    /// The place whose disclosures these are.
    pub place: Option<String>,
    /// One sentence about the site.
    pub description: Option<String>,
    /// The language's tag.
    pub language: &'static str,
    /// Where it is published, with a slash at its end.
    pub base_url: Option<String>,
    /// The host of that address.
    pub domain: Option<String>,
    /// 网站标识码.
    pub code: Option<String>,
    /// Under what terms the data may be used, where the owner says so.
    pub license: Option<LicenseView>,
    /// Whether there are workbooks.
    pub xlsx: bool,
    /// Whether all figures are invented.
    pub sample: bool,
    /// The free pages that are in the menu.
    pub menu: Vec<Link>,
    /// The years, the latest first.
    pub years: Vec<Link>,
    /// The filled lines of the foot.
    pub footer: Vec<FooterLine>,
}

impl SiteView {
    /// Puts together what all pages share.
    pub fn new(site: &Site, years: &BTreeSet<FiscalYear>, free_pages: &[FreePage]) -> Self {
        let mut listed: Vec<&FreePage> = free_pages.iter().filter(|page| page.order.is_some()).collect();
        listed.sort_by_key(|page| (page.order, &page.name));
        let menu = listed.into_iter().map(|page| Link { name: page.title.clone(), href: free_path(page) }).collect();
        let years =
            years.iter().rev().map(|year| Link { name: year.to_string(), href: index(&year_folder(*year)) }).collect();
        Self {
            title: site.title.clone(),
            place: site.place.clone(),
            description: site.description.clone(),
            language: site.language.0.tag(),
            base_url: site.base_url.as_ref().map(|url| format!("{}/", url.0.trim_end_matches('/'))),
            domain: site.base_url.as_ref().and_then(|url| {
                let host = url.0.split("://").nth(1)?.split(['/', ':']).next()?;
                Some(host.to_owned())
            }),
            code: site.footer_lines().find(|(key, _)| *key == "site_code").map(|(_, code)| code.to_owned()),
            license: site.license.as_ref().map(|license| LicenseView {
                name: license.name.clone(),
                url: license.url.as_ref().map(|url| url.0.clone()),
            }),
            xlsx: site.xlsx,
            sample: site.sample,
            menu,
            years,
            footer: site
                .footer_lines()
                .map(|(key, text)| FooterLine {
                    name: format!("footer-{}", key.replace('_', "-")),
                    text: text.to_owned(),
                })
                .collect(),
        }
    }
}
