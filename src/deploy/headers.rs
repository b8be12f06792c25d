//! How long a host lets a file be kept, and when its turn comes in a deploy: both follow from its path.

use serde::Serialize;

use crate::index;
use crate::media::ending;

/// The order in which files are put: whatever a file needs is there before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Wave {
    /// What pages need and what stands beside them: pieces of the index, styles, scripts, attachments, tables.
    Data,
    /// Pages and feeds.
    Pages,
    /// What names all the rest: the index's manifest, site maps, sums.
    Manifests,
}

impl Wave {
    /// All waves in their order.
    pub const ALL: [Self; 3] = [Self::Data, Self::Pages, Self::Manifests];

    /// The wave of a file.
    pub fn of(path: &str) -> Self {
        let name = path.rsplit('/').next().unwrap_or_default();
        let is_manifest = matches!(name, "manifest.json" | "datapackage.json" | "SHA256SUMS" | "robots.txt")
            || (name.starts_with("sitemap") && ending(path) == "xml");
        match ending(path).as_str() {
            _ if is_manifest && !path.contains("/files/") => Self::Manifests,
            "html" | "xml" | "atom" => Self::Pages,
            _ => Self::Data,
        }
    }

    /// The message that names it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Data => "wave-data",
            Self::Pages => "wave-pages",
            Self::Manifests => "wave-manifests",
        }
    }
}

/// How long a file may be kept without asking for it again. Pieces of the index are named after what they hold and
/// never change; of all else a browser asks each time whether it is new, which takes no more than a header.
pub fn cache_control(path: &str) -> &'static str {
    let stem = path.strip_prefix(index::FOLDER).map(|name| name.split('.').next().unwrap_or_default());
    let is_named_after_content =
        stem.is_some_and(|stem| stem.len() >= 16 && stem.bytes().all(|byte| byte.is_ascii_hexdigit()));
    if is_named_after_content { "public, max-age=31536000, immutable" } else { "no-cache" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_come_after_what_they_need_and_manifests_last() {
        for (path, wave) in [
            ("search/data/0978f8b2d71b085b.bin", Wave::Data),
            ("static/style.css", Wave::Data),
            ("d/a/2024/budget/data.json", Wave::Data),
            ("d/a/2024/budget/files/manifest.json", Wave::Data),
            ("index.html", Wave::Pages),
            ("feed.xml", Wave::Pages),
            ("search/data/manifest.json", Wave::Manifests),
            ("data/SHA256SUMS", Wave::Manifests),
            ("sitemap.xml", Wave::Manifests),
            ("sitemap/index.html", Wave::Pages),
        ] {
            assert_eq!(Wave::of(path), wave, "{path}");
        }
    }

    #[test]
    fn only_what_is_named_after_its_content_is_kept_unasked() {
        assert!(cache_control("search/data/4241991a444d54a4.wasm.gz").contains("immutable"));
        assert_eq!(cache_control("search/data/manifest.json"), "no-cache");
        assert_eq!(cache_control("d/a/2024/budget/files/4241991a444d54a4.pdf"), "no-cache");
        assert_eq!(cache_control("index.html"), "no-cache");
    }
}
