//! What a host says of a file, and when its turn comes in a deploy: both follow from its path.

use serde::Serialize;

use crate::index;

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

/// The kind of a file, with its encoding where it is text. An attachment may be text in another one, which then nobody
/// is told wrong.
pub fn content_type(path: &str, bytes: &[u8]) -> String {
    let kind = match ending(path).as_str() {
        "html" => "text/html",
        "css" => "text/css",
        "js" | "mjs" => "text/javascript",
        "csv" => "text/csv",
        "txt" | "md" => "text/plain",
        "json" => "application/json",
        "atom" => "application/atom+xml",
        "xml" if path.contains("opensearch") => "application/opensearchdescription+xml",
        "xml" if path.contains("feed") || path.contains("atom") => "application/atom+xml",
        "xml" => "application/xml",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "pdf" => "application/pdf",
        "ofd" => "application/ofd",
        "doc" => "application/msword",
        "xls" => "application/vnd.ms-excel",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "pptx" => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "zip" => "application/zip",
        // Inflated by the page itself: a content encoding would have the browser do it before.
        "gz" => "application/gzip",
        "wasm" => "application/wasm",
        _ if path.ends_with("SHA256SUMS") => "text/plain",
        _ => "application/octet-stream",
    };
    let is_text = kind.starts_with("text/") || kind.ends_with("xml") || kind == "application/json";
    if is_text && std::str::from_utf8(bytes).is_ok() { format!("{kind}; charset=utf-8") } else { kind.to_owned() }
}

/// How long a file may be kept without asking for it again. Pieces of the index are named after what they hold and
/// never change; of all else a browser asks each time whether it is new, which takes no more than a header.
pub fn cache_control(path: &str) -> &'static str {
    let stem = path.strip_prefix(index::FOLDER).map(|name| name.split('.').next().unwrap_or_default());
    let is_named_after_content =
        stem.is_some_and(|stem| stem.len() >= 16 && stem.bytes().all(|byte| byte.is_ascii_hexdigit()));
    if is_named_after_content { "public, max-age=31536000, immutable" } else { "no-cache" }
}

fn ending(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or_default();
    name.rsplit_once('.').map_or_else(String::new, |(_, ending)| ending.to_ascii_lowercase())
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
    fn text_tells_its_encoding_only_where_that_is_true() {
        assert_eq!(content_type("a/index.html", "中".as_bytes()), "text/html; charset=utf-8");
        assert_eq!(content_type("a/data.csv", b"a,b"), "text/csv; charset=utf-8");
        assert_eq!(content_type("files/a.txt", &[0xd6, 0xd0]), "text/plain");
        assert_eq!(content_type("search/data/4241991a444d54a4.wasm.gz", b""), "application/gzip");
        assert_eq!(content_type("files/A.PDF", b"%PDF"), "application/pdf");
        assert_eq!(content_type("SHA256SUMS", b"0"), "text/plain; charset=utf-8");
    }

    #[test]
    fn only_what_is_named_after_its_content_is_kept_unasked() {
        assert!(cache_control("search/data/4241991a444d54a4.wasm.gz").contains("immutable"));
        assert_eq!(cache_control("search/data/manifest.json"), "no-cache");
        assert_eq!(cache_control("d/a/2024/budget/files/4241991a444d54a4.pdf"), "no-cache");
        assert_eq!(cache_control("index.html"), "no-cache");
    }
}
