//! Where the files of an index are read: in a folder, or on a host over HTTP. A host is believed nothing that cannot be
//! checked: it may ignore ranges, compress, cut off, or send its own page for everything.

use std::io::{self, Read as _};
use std::ops::Range;
use std::path::PathBuf;
use std::time::Duration;

use ureq::Agent;
use ureq::http::StatusCode;

use crate::diagnostic::{Problem, Reason};
use crate::files::{io_reason, read_file};

/// As long as a host may take for one answer.
const PATIENCE: Duration = Duration::from_mins(1);

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
        if !place.starts_with("http://") && !place.starts_with("https://") {
            return Self::Folder(PathBuf::from(place));
        }
        let page = place.split(['?', '#']).next().unwrap_or_default();
        let page = page.strip_suffix("search/index.html").or_else(|| page.strip_suffix("index.html")).unwrap_or(page);
        let site = page.trim_end_matches('/');
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
    pub fn file(&self, path: &str, most: u64) -> Result<Option<Vec<u8>>, Problem> {
        match self {
            Self::Folder(folder) => match read_file(&folder.join(path)) {
                Ok(bytes) => Ok(Some(bytes)),
                Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
                Err(error) if error.kind() == io::ErrorKind::InvalidInput => Err(Problem::BrokenIndex {}),
                Err(error) => Err(Problem::Unreadable { reason: io_reason(&error) }),
            },
            Self::Address(agent, address) => {
                let mut answer = agent.get(format!("{address}{path}")).call().map_err(unreachable)?;
                match answer.status() {
                    StatusCode::OK => {}
                    StatusCode::NOT_FOUND | StatusCode::GONE => return Ok(None),
                    status => return Err(Problem::Unreachable { reason: Reason::Text(status.to_string()) }),
                }
                let mut bytes = Vec::new();
                let read = answer.body_mut().as_reader().take(most).read_to_end(&mut bytes);
                // What broke off is not whole, and told by what is in it.
                read.map(|_| Some(bytes)).or(Err(Problem::BrokenIndex {}))
            }
        }
    }

    /// A stretch of a file of so many bytes, or all of the file, as the host pleases; nothing where it sends something else.
    pub fn stretch(&self, path: &str, range: &Range<u64>, length: u64) -> Option<Sent> {
        let Self::Address(agent, address) = self else { return None };
        let (start, last) = (range.start, range.end.checked_sub(1)?);
        let asked = agent.get(format!("{address}{path}")).header("range", format!("bytes={start}-{last}"));
        let mut answer = asked.header("accept-encoding", "identity").call().ok()?;
        let is_whole = answer.status() == StatusCode::OK;
        let place = answer.headers().get("content-range").and_then(|place| place.to_str().ok());
        let is_stretch = answer.status() == StatusCode::PARTIAL_CONTENT
            && place == Some(format!("bytes {start}-{last}/{length}").as_str());
        if !is_whole && !is_stretch {
            return None;
        }
        let wanted = if is_whole { length } else { range.end - start };
        let mut bytes = Vec::new();
        answer.body_mut().as_reader().take(wanted + 1).read_to_end(&mut bytes).ok()?;
        let is_all = bytes.len() as u64 == wanted;
        is_all.then_some(if is_whole { Sent::Whole(bytes) } else { Sent::Stretch(bytes) })
    }
}

/// What a host sent.
pub enum Sent {
    /// What was asked for.
    Stretch(Vec<u8>),
    /// The whole file.
    Whole(Vec<u8>),
}

fn unreachable(error: ureq::Error) -> Problem {
    let reason = match error {
        ureq::Error::Io(error) => io_reason(&error),
        error => Reason::Text(error.to_string()),
    };
    Problem::Unreachable { reason }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_that_of_the_site_whatever_page_is_named() {
        for address in
            ["https://example.gov.cn/ys", "https://example.gov.cn/ys/", "https://example.gov.cn/ys/index.html#x"]
        {
            assert_eq!(Host::new(address).place("a.json"), "https://example.gov.cn/ys/a.json");
        }
        assert!(matches!(Host::new("public"), Host::Folder(_)));
    }
}
