//! The addresses of a site: no two files want one, and the links of prose lead to one.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use crate::diagnostic::{self, Diagnostic, Problem};
use crate::render::Theme;

/// The addresses that were given out, each with the sources that wanted it, and the links between them.
#[derive(Debug, Default)]
pub struct Addresses {
    taken: Mutex<BTreeMap<String, Vec<(String, String)>>>,
    /// Where links of prose lead, each with the problem that it is if there is nothing.
    links: Mutex<Vec<(Option<String>, Diagnostic)>>,
}

impl Addresses {
    /// Gives out an address.
    pub fn take(&self, path: &str, source: &str) {
        let mut taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        // Two names that differ only in case are one file on many systems.
        taken.entry(path.to_lowercase()).or_default().push((path.to_owned(), source.to_owned()));
    }

    /// Takes note of where the links of a page's prose lead.
    pub fn links(&self, page: &str, superseded: bool, links: &[(String, Diagnostic)]) {
        if links.is_empty() {
            return;
        }
        let mut all = self.links.lock().unwrap_or_else(PoisonError::into_inner);
        all.extend(links.iter().map(|(url, diagnostic)| (target(page, superseded, url), diagnostic.clone())));
    }

    /// Tells the addresses that two sources want, the theme's files among them, and the links that lead to none.
    pub fn examine(&self, theme: &Theme, problems: &mut Vec<Diagnostic>) {
        for (path, _) in theme.static_files() {
            self.take(path, &theme.source(path));
        }
        problems.extend(self.collisions());
        if !diagnostic::stops(problems) {
            // Links to what is at fault are not at fault themselves.
            problems.extend(self.broken());
        }
    }

    /// The links that lead to no address of this site.
    fn broken(&self) -> Vec<Diagnostic> {
        let taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let links = self.links.lock().unwrap_or_else(PoisonError::into_inner);
        let is_taken = |target: &str| {
            taken.get(&target.to_lowercase()).is_some_and(|wanted| wanted.iter().any(|(path, _)| path == target))
        };
        let broken = links.iter().filter(|(target, _)| !target.as_deref().is_some_and(is_taken));
        broken
            .map(|(target, diagnostic)| {
                let mut diagnostic = diagnostic.clone();
                if let (Problem::BrokenLink { url, suggestion }, Some(target)) = (&mut diagnostic.problem, target) {
                    // A host shows a folder's index.html; a disk does not, so links name it.
                    let folder = target.trim_end_matches('/').trim_end_matches(".md");
                    if is_taken(format!("{folder}/index.html").trim_start_matches('/')) {
                        *suggestion = Some(format!("{}/index.html", url.trim_end_matches('/').trim_end_matches(".md")));
                    }
                }
                diagnostic
            })
            .collect()
    }

    /// The addresses that more than one source wanted.
    fn collisions(&self) -> Vec<Diagnostic> {
        let taken = self.taken.lock().unwrap_or_else(PoisonError::into_inner);
        let mut problems = Vec::new();
        for wanted in taken.values().filter(|wanted| wanted.len() > 1) {
            let mut wanted = wanted.clone();
            // The file that somebody wrote is the one to rename, so it is told last.
            wanted.sort_by_key(|(path, source)| (source.contains('/'), source.clone(), path.clone()));
            for pair in wanted.windows(2) {
                let problem = Problem::TwoSources { address: pair[1].0.clone(), other: pair[0].1.clone() };
                problems.push(Diagnostic::in_file(pair[1].1.as_str(), problem));
            }
        }
        problems
    }
}

/// The file that a relative link of a page's prose leads to, by its path below the site; `None` for a way out of it.
/// The prose of a superseded version was written one folder higher, and its own files have moved down with it.
fn target(page: &str, superseded: bool, url: &str) -> Option<String> {
    let path = url.split(['#', '?']).next().unwrap_or_default();
    if path.is_empty() {
        return Some(page.to_owned());
    }
    let mut parts: Vec<String> = page.split('/').map(str::to_owned).collect();
    parts.pop();
    if superseded && !path.starts_with("files/") {
        parts.pop();
    }
    for part in path.split('/') {
        let part = percent_encoding::percent_decode_str(part).decode_utf8_lossy().into_owned();
        match part.as_str() {
            ".." => {
                parts.pop()?;
            }
            "." => {}
            _ if part.contains('/') => return None,
            _ => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::target;

    #[test]
    fn links_lead_where_a_browser_would_go() {
        let page = "d/a/2024/budget/index.html";
        for (url, path) in [
            ("../../index.html", Some("d/a/index.html")),
            ("files/%E9%A2%84.pdf#page=2", Some("d/a/2024/budget/files/预.pdf")),
            ("./x.html?a", Some("d/a/2024/budget/x.html")),
            ("%2e%2e/x", Some("d/a/2024/x")),
            ("#duties", Some(page)),
            ("../../../../about/", Some("about/")),
            ("../../../../../x", None),
            ("a%2Fb", None),
        ] {
            assert_eq!(target(page, false, url).as_deref(), path, "{url}");
        }
        let old = "d/a/2024/budget/v1/index.html";
        assert_eq!(target(old, true, "../../index.html").as_deref(), Some("d/a/index.html"));
        assert_eq!(target(old, true, "files/a.pdf").as_deref(), Some("d/a/2024/budget/v1/files/a.pdf"));
        assert_eq!(target(old, true, "v2/index.html").as_deref(), Some("d/a/2024/budget/v2/index.html"));
    }
}
