//! Where the files of an index are read: in a folder, or on a host over HTTP. A host is believed nothing that cannot be
//! checked: it may ignore ranges, compress, cut off, or send its own page for everything.

use std::io::{self, Read as _};
use std::ops::Range;
use std::path::PathBuf;
use std::time::Duration;

use ureq::http::StatusCode;
use ureq::{Agent, Body};

use crate::diagnostic::Reason;
use crate::files::{io_reason, open_file, read_file};
use crate::fingerprint::Fingerprint;
use crate::text::encoded;

/// As long as a host may take for one answer.
const PATIENCE: Duration = Duration::from_mins(1);

/// Why a file could not be fetched.
#[derive(Debug)]
pub enum Failure {
    /// The host does not answer, or not in time.
    Unreachable(Reason),
    /// The operating system refused to read it.
    Unreadable(Reason),
    /// It broke off, or is no file.
    Broken,
}

/// Where a built site is.
pub enum Host {
    /// In a folder.
    Folder(PathBuf),
    /// At an address, which ends with a slash.
    Address(Agent, String),
}

impl Host {
    /// The site at an address, or in a folder.
    pub fn new(place: &str) -> Self {
        let scheme = place.trim().split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
        if !matches!(scheme.as_deref(), Some("http" | "https")) {
            return Self::Folder(PathBuf::from(place));
        }
        // People copy the address of a page: the site's first one, or the one where they searched.
        let page = place.trim().split(['?', '#']).next().unwrap_or_default();
        let folder = page.strip_suffix("index.html").unwrap_or(page).trim_end_matches('/');
        let site = folder.strip_suffix("/search").unwrap_or(folder);
        let config = Agent::config_builder()
            .timeout_global(Some(PATIENCE))
            .http_status_as_error(false)
            .user_agent(concat!("mingbai/", env!("CARGO_PKG_VERSION")))
            .build();
        Self::Address(config.into(), format!("{site}/"))
    }

    /// The address, if it is one.
    pub fn address(&self) -> Option<&str> {
        match self {
            Self::Folder(_) => None,
            Self::Address(_, address) => Some(address),
        }
    }

    /// A file below the site, as people call it.
    pub fn place(&self, path: &str) -> String {
        match self {
            Self::Folder(folder) => folder.join(path).display().to_string(),
            Self::Address(_, address) => format!("{address}{path}"),
        }
    }

    /// A file, of at most so many bytes; `None` where there is none.
    pub fn file(&self, path: &str, most: u64) -> Result<Option<Vec<u8>>, Failure> {
        match self {
            Self::Folder(folder) => match read_file(&folder.join(path)) {
                Ok(bytes) => Ok(Some(bytes)),
                Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
                Err(error) if error.kind() == io::ErrorKind::InvalidInput => Err(Failure::Broken),
                Err(error) => Err(Failure::Unreadable(io_reason(&error))),
            },
            Self::Address(agent, address) => {
                let Some(mut body) = answer(agent, &format!("{address}{}", encoded(path)))? else { return Ok(None) };
                let mut bytes = Vec::new();
                let read = body.as_reader().take(most).read_to_end(&mut bytes);
                read.map(|_| Some(bytes)).map_err(|error| broken_off(&error))
            }
        }
    }

    /// The fingerprint of a file, of which at most so many bytes are read; `None` where there is none.
    pub fn fingerprint(&self, path: &str, most: u64) -> Result<Option<Fingerprint>, Failure> {
        let of = |reader: &mut dyn io::Read| Fingerprint::of_reader(reader.take(most)).map(|(found, _)| found);
        match self {
            Self::Folder(folder) => match open_file(&folder.join(path)).and_then(|mut file| of(&mut file)) {
                Ok(found) => Ok(Some(found)),
                Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
                Err(error) => Err(Failure::Unreadable(io_reason(&error))),
            },
            Self::Address(agent, address) => {
                let Some(mut body) = answer(agent, &format!("{address}{}", encoded(path)))? else { return Ok(None) };
                of(&mut body.as_reader()).map(Some).map_err(|error| broken_off(&error))
            }
        }
    }

    /// A stretch of a file of so many bytes, or all of the file, as the host pleases; nothing where it sends something else.
    pub fn stretch(&self, path: &str, range: &Range<u64>, length: u64) -> Result<Option<Sent>, Failure> {
        let Self::Address(agent, address) = self else { return Ok(None) };
        let (start, last) = (range.start, range.end.saturating_sub(1));
        let asked = agent.get(format!("{address}{path}")).header("range", format!("bytes={start}-{last}"));
        let answer = asked.header("accept-encoding", "identity").call();
        let mut answer = match answer {
            Ok(answer) => answer,
            Err(error @ (ureq::Error::Timeout(_) | ureq::Error::ConnectionFailed)) => return Err(unreachable(error)),
            Err(_) => return Ok(None),
        };
        let is_whole = answer.status() == StatusCode::OK;
        let place = answer.headers().get("content-range").and_then(|place| place.to_str().ok());
        let is_stretch = answer.status() == StatusCode::PARTIAL_CONTENT
            && place == Some(format!("bytes {start}-{last}/{length}").as_str());
        if !is_whole && !is_stretch {
            return Ok(None);
        }
        let wanted = if is_whole { length } else { range.end - start };
        let mut bytes = Vec::new();
        match answer.body_mut().as_reader().take(wanted + 1).read_to_end(&mut bytes) {
            Err(error) if is_timeout(&error) => return Err(TIMED_OUT),
            _ => {}
        }
        let is_all = bytes.len() as u64 == wanted;
        Ok(is_all.then_some(if is_whole { Sent::Whole(bytes) } else { Sent::Stretch(bytes) }))
    }
}

/// What a host sent.
pub enum Sent {
    /// What was asked for.
    Stretch(Vec<u8>),
    /// The whole file.
    Whole(Vec<u8>),
}

/// A host that takes too long.
const TIMED_OUT: Failure = Failure::Unreachable(Reason::Term("io-timed-out"));

/// What a host sends at an address; `None` where it says that there is nothing.
fn answer(agent: &Agent, address: &str) -> Result<Option<Body>, Failure> {
    let answer = agent.get(address).call().map_err(unreachable)?;
    match answer.status() {
        StatusCode::OK => Ok(Some(answer.into_body())),
        StatusCode::NOT_FOUND | StatusCode::GONE => Ok(None),
        status => Err(Failure::Unreachable(Reason::Text(status.to_string()))),
    }
}

/// What is wrong where reading came to no end: the host takes too long, or what it sent is not whole.
fn broken_off(error: &io::Error) -> Failure {
    if is_timeout(error) { TIMED_OUT } else { Failure::Broken }
}

/// Whether a host takes too long: then there is no use in asking it again.
fn is_timeout(error: &io::Error) -> bool {
    let told = error.get_ref().and_then(|inner| inner.downcast_ref::<ureq::Error>());
    error.kind() == io::ErrorKind::TimedOut || matches!(told, Some(ureq::Error::Timeout(_)))
}

fn unreachable(error: ureq::Error) -> Failure {
    Failure::Unreachable(match error {
        // The standard library has no kind for it.
        ureq::Error::Io(error) if error.to_string().contains("lookup address") => Reason::Term("io-no-host"),
        ureq::Error::Io(error) => io_reason(&error),
        ureq::Error::Timeout(_) => return TIMED_OUT,
        ureq::Error::HostNotFound => Reason::Term("io-no-host"),
        error => Reason::Text(error.to_string()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_that_of_the_site_whatever_page_is_named() {
        for page in ["", "/", "/index.html#x", "/search/index.html?q=a", "/search/", "/search"] {
            let address = format!("https://example.gov.cn/ys{page}");
            assert_eq!(Host::new(&address).place("a.json"), "https://example.gov.cn/ys/a.json");
        }
        assert!(matches!(Host::new(" HTTPS://example.gov.cn"), Host::Address(..)));
        assert!(matches!(Host::new("public"), Host::Folder(_)));
    }
}
