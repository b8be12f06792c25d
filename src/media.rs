//! What kind of file a path names, for whoever sends files of a site.

use crate::sums::SUMS;

/// Files that are known by their whole names.
const NAMES: [(&str, &str); 3] = [
    (SUMS, "text/plain"),
    ("feed.xml", "application/atom+xml"),
    ("opensearch.xml", "application/opensearchdescription+xml"),
];

/// Endings that the library does not know, or knows as something else.
const ENDINGS: [(&str, &str); 4] = [
    ("xml", "application/xml"),
    ("ofd", "application/ofd"),
    ("wps", "application/wps-office.wps"),
    ("et", "application/wps-office.et"),
];

/// The type of what is not known.
const UNKNOWN: &str = "application/octet-stream";

/// The media type of a file, with its encoding where it is text. Of an attachment, which may be text in another encoding,
/// how it begins tells that, so that nobody is told wrong.
pub fn content_type(path: &str, beginning: &[u8]) -> String {
    let kind = media_type(path);
    let is_text = kind.starts_with("text/") || kind.ends_with("xml") || kind == "application/json";
    // The last character of a beginning may be cut off.
    let is_utf8 = std::str::from_utf8(beginning).map_or_else(|error| error.error_len().is_none(), |_| true);
    if is_text && is_utf8 { format!("{kind}; charset=utf-8") } else { kind.to_owned() }
}

/// The media type of a file by its path.
fn media_type(path: &str) -> &'static str {
    let (name, ending) = (path.rsplit('/').next().unwrap_or_default(), ending(path));
    let by_name = NAMES.iter().find(|(known, _)| *known == name);
    let known = by_name.or_else(|| ENDINGS.iter().find(|(known, _)| *known == ending)).map(|(_, kind)| *kind);
    known.or_else(|| mime_guess::from_ext(&ending).first_raw()).unwrap_or(UNKNOWN)
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
            ("d/a/files/表.wps", "application/wps-office.wps"),
            ("d/a/files/公告.ofd", "application/ofd"),
            ("static/a.woff2", "font/woff2"),
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
}
