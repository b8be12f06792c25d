//! What kind of file a path names: the one table of media types, for whoever sends files of a site.

use crate::sums::SUMS;

/// Files that are known by their whole names.
const NAMES: [(&str, &str); 3] = [
    (SUMS, "text/plain"),
    ("feed.xml", "application/atom+xml"),
    ("opensearch.xml", "application/opensearchdescription+xml"),
];

/// The endings of what a build writes, of what may be attached to a disclosure, and of what themes bring.
const ENDINGS: [(&str, &str); 48] = [
    ("html", "text/html"),
    ("css", "text/css"),
    ("js", "text/javascript"),
    ("mjs", "text/javascript"),
    ("csv", "text/csv"),
    ("txt", "text/plain"),
    ("md", "text/markdown"),
    ("json", "application/json"),
    ("map", "application/json"),
    ("webmanifest", "application/manifest+json"),
    ("yaml", "application/yaml"),
    ("yml", "application/yaml"),
    ("xml", "application/xml"),
    ("atom", "application/atom+xml"),
    ("svg", "image/svg+xml"),
    ("png", "image/png"),
    ("jpg", "image/jpeg"),
    ("jpeg", "image/jpeg"),
    ("gif", "image/gif"),
    ("webp", "image/webp"),
    ("avif", "image/avif"),
    ("tif", "image/tiff"),
    ("tiff", "image/tiff"),
    ("ico", "image/x-icon"),
    ("woff2", "font/woff2"),
    ("woff", "font/woff"),
    ("ttf", "font/ttf"),
    ("otf", "font/otf"),
    ("pdf", "application/pdf"),
    ("ofd", "application/ofd"),
    ("doc", "application/msword"),
    ("wps", "application/wps-office.wps"),
    ("docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
    ("odt", "application/vnd.oasis.opendocument.text"),
    ("xls", "application/vnd.ms-excel"),
    ("et", "application/wps-office.et"),
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ("ods", "application/vnd.oasis.opendocument.spreadsheet"),
    ("ppt", "application/vnd.ms-powerpoint"),
    ("pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"),
    ("zip", "application/zip"),
    ("rar", "application/vnd.rar"),
    ("7z", "application/x-7z-compressed"),
    // Inflated by the page itself: a content encoding would have the browser do it before.
    ("gz", "application/gzip"),
    ("wasm", "application/wasm"),
    ("bin", UNKNOWN),
    ("mp4", "video/mp4"),
    ("mp3", "audio/mpeg"),
];

/// The type of what is not known.
const UNKNOWN: &str = "application/octet-stream";

/// The media type of a file, with its encoding where it is text. Of an attachment, which may be text in another encoding,
/// how it begins tells that, so that nobody is told wrong.
pub fn content_type(path: &str, beginning: &[u8]) -> String {
    let kind = media_type(path).unwrap_or(UNKNOWN);
    let is_text = kind.starts_with("text/") || kind.ends_with("xml") || kind == "application/json";
    // The last character of a beginning may be cut off.
    let is_utf8 = std::str::from_utf8(beginning).map_or_else(|error| error.error_len().is_none(), |_| true);
    if is_text && is_utf8 { format!("{kind}; charset=utf-8") } else { kind.to_owned() }
}

/// The media type of a file by its path; `None` where the table does not have it.
fn media_type(path: &str) -> Option<&'static str> {
    let name = path.rsplit('/').next().unwrap_or_default();
    let by_name = NAMES.iter().find(|(known, _)| *known == name);
    let by_ending = || ENDINGS.iter().find(|(known, _)| *known == ending(path));
    by_name.or_else(by_ending).map(|(_, kind)| *kind)
}

/// The ending of a path in small letters; empty where it has none.
pub fn ending(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or_default();
    name.rsplit_once('.').map_or_else(String::new, |(_, ending)| ending.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn types_are_those_that_browsers_and_readers_of_feeds_expect() {
        for (path, expected) in [
            ("d/a/index.html", "text/html; charset=utf-8"),
            ("static/style.css", "text/css; charset=utf-8"),
            ("static/site.js", "text/javascript; charset=utf-8"),
            ("d/a/data.json", "application/json; charset=utf-8"),
            ("d/a/data.csv", "text/csv; charset=utf-8"),
            ("d/a/feed.xml", "application/atom+xml; charset=utf-8"),
            ("sitemap-1.xml", "application/xml; charset=utf-8"),
            ("search/opensearch.xml", "application/opensearchdescription+xml; charset=utf-8"),
            ("robots.txt", "text/plain; charset=utf-8"),
            ("data/SHA256SUMS", "text/plain; charset=utf-8"),
            ("static/icon.svg", "image/svg+xml; charset=utf-8"),
            ("d/a/files/预算.PDF", "application/pdf"),
            ("search/data/4241991a444d54a4.wasm.gz", "application/gzip"),
            ("search/data/4241991a444d54a4.bin", "application/octet-stream"),
            ("d/a/book.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            ("a.unheard-of", "application/octet-stream"),
            ("a", "application/octet-stream"),
        ] {
            assert_eq!(content_type(path, "中".as_bytes()), expected, "{path}");
        }
    }

    #[test]
    fn text_tells_its_encoding_only_where_that_is_true() {
        assert_eq!(content_type("files/a.txt", &[0xd6, 0xd0]), "text/plain");
        assert_eq!(content_type("files/a.txt", &"中文".as_bytes()[..5]), "text/plain; charset=utf-8", "cut off");
        assert_eq!(content_type("files/a.txt", b""), "text/plain; charset=utf-8");
    }

    #[test]
    fn each_ending_stands_once() {
        for (at, (ending, _)) in ENDINGS.iter().enumerate() {
            assert!(!ENDINGS[..at].iter().any(|(other, _)| other == ending), "{ending}");
        }
    }
}
