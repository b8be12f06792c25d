//! A file as an answer: its type, its tag, the stretch of it that was asked for.

use std::io::SeekFrom;
use std::path::Path;
use std::time::UNIX_EPOCH;

use axum::body::Body;
use axum::http::{HeaderMap, HeaderName, Method, Response, StatusCode, header};
use tokio::fs::File;
use tokio::io::{self, AsyncReadExt as _, AsyncSeekExt as _};
use tokio_util::io::ReaderStream;

use crate::fingerprint::Fingerprint;
use crate::media;

/// How many bytes are read at once.
const CHUNK: usize = 1 << 16;

/// What was asked.
pub struct Asked<'r> {
    /// The method, which reads.
    pub method: &'r Method,
    /// The headers.
    pub headers: &'r HeaderMap,
}

impl Asked<'_> {
    fn text(&self, name: HeaderName) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// Whether the browser has what carries this tag.
    fn has(&self, tag: &str) -> bool {
        let tags = self.text(header::IF_NONE_MATCH).into_iter().flat_map(|tags| tags.split(','));
        tags.map(str::trim).any(|one| one == "*" || one.trim_start_matches("W/") == tag)
    }

    /// The stretch that is asked for of something with this tag and so many bytes.
    fn stretch(&self, tag: &str, length: u64) -> Stretch {
        let is_same = self.text(header::IF_RANGE).is_none_or(|one| one == tag);
        let range = self.text(header::RANGE).filter(|_| is_same && *self.method == Method::GET);
        range.map_or(Stretch::Whole, |range| Stretch::read(range, length))
    }
}

/// What is asked for of a file.
#[derive(Debug, PartialEq, Eq)]
enum Stretch {
    /// All of it.
    Whole,
    /// From a byte up to, and not with, another.
    Part(u64, u64),
    /// What it does not have.
    Beyond,
}

impl Stretch {
    /// Reads `bytes=0-99`, `bytes=100-` and `bytes=-100`. Several stretches at once are answered with all of the file, as
    /// is what is no range, which whoever asks must reckon with.
    fn read(range: &str, length: u64) -> Self {
        let read = |range: &str| -> Option<(u64, u64)> {
            let (first, last) = range.strip_prefix("bytes=")?.trim().split_once('-')?;
            let number = |digits: &str| {
                let is_plain = !digits.is_empty() && digits.bytes().all(|digit| digit.is_ascii_digit());
                // More digits than a number may have are more than any file has bytes.
                is_plain.then(|| digits.parse().unwrap_or(u64::MAX))
            };
            if first.is_empty() {
                return Some((length.saturating_sub(number(last)?), length));
            }
            let first = number(first)?;
            let end = if last.is_empty() { length } else { number(last)?.saturating_add(1) };
            (first < end || last.is_empty()).then_some((first, end.min(length)))
        };
        match read(range) {
            None => Self::Whole,
            Some((start, end)) if start >= end => Self::Beyond,
            Some((start, end)) => Self::Part(start, end),
        }
    }
}

/// Bytes that are at hand, all of them.
pub fn of_bytes(asked: &Asked<'_>, content_type: &str, bytes: Vec<u8>) -> Response<Body> {
    let tag = format!("\"{}\"", Fingerprint::of_bytes(&bytes).hex());
    if asked.has(&tag) {
        return answer(StatusCode::NOT_MODIFIED, &[(header::ETAG, &tag)], Body::empty());
    }
    answer(StatusCode::OK, &[(header::CONTENT_TYPE, content_type), (header::ETAG, &tag)], Body::from(bytes))
}

/// A file on disk, or a stretch of it.
pub async fn of_file(asked: &Asked<'_>, path: &Path) -> io::Result<Response<Body>> {
    let mut file = File::open(path).await?;
    let data = file.metadata().await?;
    let length = data.len();
    // What is published is written anew when it changes, so its time tells one content from another.
    let changed = data.modified()?.duration_since(UNIX_EPOCH).unwrap_or_default();
    let tag = format!("\"{length:x}-{:x}\"", changed.as_nanos());
    if asked.has(&tag) {
        return Ok(answer(StatusCode::NOT_MODIFIED, &[(header::ETAG, &tag)], Body::empty()));
    }
    let mut beginning = vec![0; CHUNK];
    let read = file.read(&mut beginning).await?;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let content_type = media::content_type(&name, &beginning[..read]);
    let mut headers = vec![(header::CONTENT_TYPE, content_type.as_str()), (header::ETAG, &tag)];
    headers.push((header::ACCEPT_RANGES, "bytes"));
    let stretch = asked.stretch(&tag, length);
    let (status, start, end, place) = match stretch {
        Stretch::Whole => (StatusCode::OK, 0, length, None),
        Stretch::Part(start, end) => {
            (StatusCode::PARTIAL_CONTENT, start, end, Some(format!("bytes {start}-{}/{length}", end - 1)))
        }
        Stretch::Beyond => (StatusCode::RANGE_NOT_SATISFIABLE, 0, 0, Some(format!("bytes */{length}"))),
    };
    headers.extend(place.as_deref().map(|place| (header::CONTENT_RANGE, place)));
    let size = (end - start).to_string();
    headers.push((header::CONTENT_LENGTH, &size));
    file.seek(SeekFrom::Start(start)).await?;
    let body = Body::from_stream(ReaderStream::with_capacity(file.take(end - start), CHUNK));
    Ok(answer(status, &headers, body))
}

/// An answer. Headers are made of plain letters, so that nothing is left out.
pub fn answer(status: StatusCode, headers: &[(HeaderName, &str)], body: Body) -> Response<Body> {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    for (name, value) in headers {
        if let Ok(value) = value.parse() {
            response.headers_mut().insert(name, value);
        }
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_read_as_the_standard_says() {
        for (range, stretch) in [
            ("bytes=0-0", Stretch::Part(0, 1)),
            ("bytes=2-5", Stretch::Part(2, 6)),
            ("bytes=2-", Stretch::Part(2, 10)),
            ("bytes=2-99", Stretch::Part(2, 10)),
            ("bytes=-3", Stretch::Part(7, 10)),
            ("bytes=-99", Stretch::Part(0, 10)),
            ("bytes=9-99999999999999999999999", Stretch::Part(9, 10)),
            ("bytes=10-", Stretch::Beyond),
            ("bytes=10-20", Stretch::Beyond),
            ("bytes=-0", Stretch::Beyond),
            ("bytes=99999999999999999999999-", Stretch::Beyond),
            ("bytes=5-2", Stretch::Whole),
            ("bytes=0-1,3-4", Stretch::Whole),
            ("bytes=", Stretch::Whole),
            ("bytes=-", Stretch::Whole),
            ("bytes=+1-2", Stretch::Whole),
            ("bytes=a-b", Stretch::Whole),
            ("lines=0-1", Stretch::Whole),
        ] {
            assert_eq!(Stretch::read(range, 10), stretch, "{range}");
        }
        assert_eq!(Stretch::read("bytes=0-", 0), Stretch::Beyond);
    }
}
